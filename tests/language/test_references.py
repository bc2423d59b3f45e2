"""What the words around a name say of it, and who descriptions and pronouns mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rumourctl.language.analysis import AnalysedArticle
from rumourctl.language.nodes import Dressing, Form, Unit, UnitKind

Read = Callable[[str], AnalysedArticle]


def units(article: AnalysedArticle) -> list[Unit]:
    return [n.unit for s in article.sentences for n in s.nodes if n.unit]


def facts(dressing: Dressing) -> dict[str, Any]:
    """What a dressing says, without what it leaves open."""
    said = {
        "part": dressing.part,
        "group": dressing.group,
        "clubs": [m.text for m in dressing.clubs],
        "former": [m.text for m in dressing.former_clubs],
        "nations": [m.text for m in dressing.nations],
        "age": dressing.age,
        "price": dressing.price.text if dressing.price else None,
    }
    return {key: value for key, value in said.items() if value}


DRESSED = [
    ("bare", "Tobin Aske left.", {}),
    ("position", "Midfielder Tobin Aske left.", {"part": "player", "group": "midfielder"}),
    ("club", "Lyon midfielder Tobin Aske left.", {"part": "player", "group": "midfielder", "clubs": ["Lyon"]}),
    ("club as owner", "Lyon's Tobin Aske left.", {"clubs": ["Lyon"]}),
    ("nation", "Denmark striker Tobin Aske left.", {"part": "player", "group": "forward", "nations": ["Denmark"]}),
    ("adjective", "Danish striker Tobin Aske left.", {"part": "player", "group": "forward", "nations": ["Danish"]}),
    ("age before", "24-year-old striker Tobin Aske left.", {"part": "player", "group": "forward", "age": 24}),
    ("age behind", "Tobin Aske, 24, left.", {"age": 24}),
    ("age in brackets", "Tobin Aske (24) left.", {"age": 24}),
    ("price", "£60m-rated striker Tobin Aske left.", {"part": "player", "group": "forward", "price": "£60m"}),
    ("former club", "Former Lens striker Tobin Aske left.", {"part": "player", "group": "forward", "former": ["Lens"]}),
    ("manager", "Ajax coach Henrik Valdahl left.", {"part": "manager", "clubs": ["Ajax"]}),
    ("official", "Ajax chairman Henrik Valdahl left.", {"part": "official", "clubs": ["Ajax"]}),
    (
        "apposition before",
        "Feyenoord's technical director, Daan Oosterhof, left.",
        {"part": "staff", "clubs": ["Feyenoord"]},
    ),
    (
        "apposition behind",
        "Kai Brockmeyer, the former Lens midfielder, left.",
        {"part": "player", "group": "midfielder", "former": ["Lens"]},
    ),
    (
        "all at once",
        "Lyon's Denmark midfielder Tobin Aske, 24, left.",
        {"part": "player", "group": "midfielder", "clubs": ["Lyon"], "nations": ["Denmark"], "age": 24},
    ),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(text, said, id=label) for label, text, said in DRESSED])
def test_words_beside_a_name_dress_it(read: Read, text: str, said: dict[str, Any]) -> None:
    person = next(u for u in units(read(text)) if u.kind is UnitKind.PERSON)
    assert person.form is Form.NAME
    assert facts(person.dressing) == said


def test_a_price_before_a_club_or_nation(read: Read) -> None:
    person = next(u for u in units(read("£60m-rated Lyon midfielder Tobin Aske left.")) if u.kind is UnitKind.PERSON)
    assert facts(person.dressing) == {"part": "player", "group": "midfielder", "clubs": ["Lyon"], "price": "£60m"}


def test_a_former_club_behind_a_hyphen(read: Read) -> None:
    person = next(u for u in units(read("Ex-Lens striker Tobin Aske left.")) if u.kind is UnitKind.PERSON)
    assert facts(person.dressing) == {"part": "player", "group": "forward", "former": ["Lens"]}


def test_signing_is_a_verb_before_a_dressed_name(read: Read) -> None:
    nodes = read("They are on the verge of signing Rennes defender Idris Okomo.").sentences[0].nodes
    assert "signing" in [n.norm for n in nodes]


def last_reference(article: AnalysedArticle) -> tuple[str, ...]:
    """Who the last description or pronoun of the text means."""
    return next(u.refs for u in reversed(units(article)) if u.form is not Form.NAME)


TWO = "Everton want Germany right-back Kai Brockmeyer, 26, and Denmark striker Emil Sandqvist, 21."
FORMER = "Everton want Kai Brockmeyer, the former Real Madrid midfielder, and Emil Sandqvist."
BOSS = "Everton coach Henrik Valdahl met Lyon midfielder Tobin Aske."
PEOPLE = [
    ("by position", TWO, "The right-back is happy.", "Kai Brockmeyer"),
    ("by another word for the position", TWO, "The forward is happy.", "Emil Sandqvist"),
    ("by nation", TWO, "The German is happy.", "Kai Brockmeyer"),
    ("by nation and noun", TWO, "The Denmark international is happy.", "Emil Sandqvist"),
    ("by age", TWO, "The 26-year-old is happy.", "Kai Brockmeyer"),
    ("by the other's age", TWO, "The 21-year-old is happy.", "Emil Sandqvist"),
    ("by former club", FORMER, "The former Madrid midfielder is happy.", "Kai Brockmeyer"),
    ("by club and part", BOSS, "The Everton boss is happy.", "Henrik Valdahl"),
    ("by part", BOSS, "The manager is happy.", "Henrik Valdahl"),
    ("by club and position", BOSS, "The Lyon midfielder is happy.", "Tobin Aske"),
    ("subject first", "Tobin Aske met Maro Velling.", "He is happy.", "Tobin Aske"),
    ("him", "Chelsea want Tobin Aske.", "Everton want him.", "Tobin Aske"),
    (
        "not the speaker",
        "Emil Sandqvist said Kai Brockmeyer had left.",
        "“He is good,” Sandqvist said.",
        "Kai Brockmeyer",
    ),
    ("agent", "Maro Velling's agent, Luca Trevisol, is here.", "The agent is happy.", "Luca Trevisol"),
]


@pytest.mark.parametrize(
    ("before", "text", "person"),
    [pytest.param(before, text, person, id=label) for label, before, text, person in PEOPLE],
)
def test_persons_are_told_by_what_is_known_of_them(read: Read, before: str, text: str, person: str) -> None:
    assert last_reference(read(f"{before} {text}")) == (person,)


UNTOLD = [
    ("contradicted by nation", TWO, "Everton also met the Spaniard."),
    ("contradicted by age", TWO, "Everton also met the 33-year-old."),
    ("nobody yet", "Everton won.", "He is happy."),
]


@pytest.mark.parametrize(("before", "text"), [pytest.param(before, text, id=label) for label, before, text in UNTOLD])
def test_what_fits_nobody_stays_open(read: Read, before: str, text: str) -> None:
    assert last_reference(read(f"{before} {text}")) == ()


CLUBS = [
    ("the club", "Chelsea want Tobin Aske.", "The club have made a bid.", ("Chelsea",)),
    ("they", "Chelsea want Tobin Aske.", "They have made a bid.", ("Chelsea",)),
    ("by place", "Everton and Chelsea won.", "The Merseyside club have made a bid.", ("Everton",)),
    ("by country", "Lyon and Chelsea won.", "The French side have made a bid.", ("Lyon",)),
    ("by league", "Lyon and Chelsea won.", "The Premier League side have made a bid.", ("Chelsea",)),
    ("his own", "Lyon midfielder Tobin Aske met Chelsea.", "He will leave his club.", ("Lyon",)),
    ("both", "Chelsea met Lyon.", "Both clubs have agreed.", ("Chelsea", "Lyon")),
]


@pytest.mark.parametrize(
    ("before", "text", "clubs"), [pytest.param(before, text, clubs, id=label) for label, before, text, clubs in CLUBS]
)
def test_clubs_are_told_by_what_is_known_of_them(read: Read, before: str, text: str, clubs: tuple[str, ...]) -> None:
    assert last_reference(read(f"{before} {text}")) == clubs


def test_descriptions_teach_what_the_name_left_open(read: Read) -> None:
    article = read("Everton want Tobin Aske. The 24-year-old Dane has left. The Lyon midfielder is happy.")
    person = article.cast.persons["Tobin Aske"]
    assert (person.ages, person.nations, person.clubs, person.groups) == ({24}, {"Denmark"}, ["Lyon"], {"midfielder"})


def test_brothers_are_players(read: Read) -> None:
    article = read("Everton want Lyon brothers Tobin Aske and Milo Aske.")
    assert article.cast.persons["Tobin Aske"].part in (None, "player")
