"""What names turn out to be: clubs, persons, places and nations, whether a list knows them or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rumourctl.language.analysis import AnalysedArticle
from rumourctl.language.nodes import Form, UnitKind

Read = Callable[[str], AnalysedArticle]


def named(article: AnalysedArticle, kind: UnitKind) -> list[str]:
    """Whom or what the names of one kind stand for, in the order of the text."""
    units = [n.unit for s in article.sentences for n in s.nodes if n.unit]
    return [ref for u in units if u.kind is kind and u.form is Form.NAME for ref in u.refs]


CLUBS = [
    ("by name", "Chelsea want him.", ["Chelsea"]),
    ("by short name", "Spurs want him.", ["Tottenham Hotspur"]),
    ("by nickname", "Los Blancos want him.", ["Real Madrid"]),
    ("by ground", "He was cheered at Anfield.", ["Liverpool"]),
    ("by tag", "He is on his way. #CFC", ["Chelsea"]),
    ("possessive", "Chelsea's bid was turned down.", ["Chelsea"]),
    ("in capitals", "CHELSEA want him.", ["Chelsea"]),
    ("without its accents", "Atletico Madrid want him.", ["Atlético Madrid"]),
    ("a nickname that several share, by context", "Liverpool won. The Reds want him.", ["Liverpool", "Liverpool"]),
    ("women's team", "Chelsea Women won.", ["Chelsea Women"]),
    ("list of three", "Lyon, Chelsea and Everton want him.", ["Lyon", "Chelsea", "Everton"]),
    ("unknown, by its form", "FC Nordvaal want him.", ["FC Nordvaal"]),
    ("unknown, with a word behind", "He joined Nordvaal Town.", ["Nordvaal Town"]),
    ("unknown, by its noun", "The Serie A side Balmoria have agreed.", ["Balmoria"]),
    (
        "unknown, by its use",
        "He joined Balmoria from Vargstad. He left Balmoria.",
        ["Balmoria", "Vargstad", "Balmoria"],
    ),
    ("a club when somebody comes from it", "He joined from Lyon.", ["Lyon"]),
    ("interest in a club", "Interest in Napoli is big.", ["Napoli"]),
    ("careful word before an unknown one", "Real Balmoria want him.", ["Real Balmoria"]),
    ("careful word before an unknown one", "He joined Sporting Balmoria.", ["Sporting Balmoria"]),
    ("women's team of an unknown club", "He left Nordvaal Women.", ["Nordvaal Women"]),
    ("plural verb right behind one unknown name", "Fiorantina want Tobin Aske.", ["Fiorantina"]),
    ("a people of a club", "He likes the Turks of Galatasaray.", ["Galatasaray"]),
    ("a ground by its short name", "Luz left the Luz.", ["Benfica"]),
]


@pytest.mark.parametrize(("text", "clubs"), [pytest.param(text, clubs, id=label) for label, text, clubs in CLUBS])
def test_clubs(read: Read, text: str, clubs: list[str]) -> None:
    assert named(read(text), UnitKind.CLUB) == clubs


CITIES = [
    ("Tobin Aske was born in Lyon.", []),
    ("He lives near Madrid.", []),
    ("He flew to Paris.", []),
    ("He plays for Lyon in Lyon.", ["Lyon"]),
]


@pytest.mark.parametrize(("text", "clubs"), CITIES)
def test_a_city_is_no_club(read: Read, text: str, clubs: list[str]) -> None:
    assert named(read(text), UnitKind.CLUB) == clubs


PERSONS = [
    ("two words", "Tobin Aske left.", ["Tobin Aske"]),
    ("particle", "Joris van Heemert left. Van Heemert signed.", ["Joris van Heemert", "Joris van Heemert"]),
    ("particle with an apostrophe", "Joris van ’t Schaap left.", ["Joris van ’t Schaap"]),
    ("particle before a word that is a club too", "Ivo dos Santos left.", ["Ivo dos Santos"]),
    ("a clipped article", "Rui d'Alvim left.", ["Rui d'Alvim"]),
    (
        "surname that is a word, with an aside",
        "Tobin Rice left. Rice, out of form, rests.",
        ["Tobin Rice", "Tobin Rice"],
    ),
    ("a saint's surname", "Joris St. Amand left.", ["Joris St. Amand"]),
    ("surname that is a word", "Lyon sold Tobin Rice. Rice wants more.", ["Tobin Rice", "Tobin Rice"]),
    ("days are nobody", "He stays until June, or March. He rests on a Sunday.", []),
    ("the question's verb is nobody", "Do I think so? Will I go?", []),
    ("things are nobody", "He met Emirates Airline, and went to Billingsgate Market.", []),
    ("a stand is nobody", "The South Bank sang.", []),
    ("two particles", "Joris van der Meulenkamp left.", ["Joris van der Meulenkamp"]),
    (
        "particle in lower case",
        "Joris ten Voorde left. It was ten Voorde who won.",
        ["Joris ten Voorde", "Joris ten Voorde"],
    ),
    ("hyphens", "Jean-Luc Obiang-Sarr left.", ["Jean-Luc Obiang-Sarr"]),
    ("apostrophes", "Pat O'Kessan met Yann N’Tamba.", ["Pat O'Kessan", "Yann N’Tamba"]),
    ("accents", "Ødvar Fjæstad left.", ["Ødvar Fjæstad"]),
    ("surname later", "Tobin Aske won. Aske left.", ["Tobin Aske", "Tobin Aske"]),
    ("surname first", "Aske won. Tobin Aske left.", ["Tobin Aske", "Tobin Aske"]),
    ("given name later", "Tobin Aske won. Tobin left.", ["Tobin Aske", "Tobin Aske"]),
    ("two surnames", "Luis Ferrano Aldaz won. Ferrano Aldaz left.", ["Luis Ferrano Aldaz", "Luis Ferrano Aldaz"]),
    ("title", "Sir Alan Pethwick won. Mr Pethwick left.", ["Alan Pethwick", "Alan Pethwick"]),
    ("given name that is a city", "Florence Aske met Paris Okafor.", ["Florence Aske", "Paris Okafor"]),
    ("given name that is a nation", "Jordan Pickwell left.", ["Jordan Pickwell"]),
    ("surname alone", "Chelsea want Aske, the Lyon midfielder.", ["Aske"]),
    ("in capitals", "TOBIN ASKE left.", ["Tobin Aske"]),
    (
        "capital at the start",
        "Yesterday Tobin Aske left. Former captain Maro Velling stays.",
        ["Tobin Aske", "Maro Velling"],
    ),
    ("two in a row", "Tobin Aske and Maro Velling left.", ["Tobin Aske", "Maro Velling"]),
    ("behind a club", "Chelsea's Maro Velling met Lyon's Tobin Aske.", ["Maro Velling", "Tobin Aske"]),
]


@pytest.mark.parametrize(
    ("text", "persons"), [pytest.param(text, persons, id=label) for label, text, persons in PERSONS]
)
def test_persons(read: Read, text: str, persons: list[str]) -> None:
    assert named(read(text), UnitKind.PERSON) == persons


NOBODY = [
    "However, the club won. Meanwhile, Chelsea lost.",
    "On Wednesday the Premier League began.",
    "Last Summer was long. Sources say so.",
    "BREAKING: Chelsea have won. Deal Agreed.",
    "Chelsea won the Champions League in Germany.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_capital_makes_no_person(read: Read, text: str) -> None:
    assert read(text).cast.persons == {}


def test_brothers_with_one_surname_stay_two_persons(read: Read) -> None:
    article = read("Tobin Aske of Lyon met Milo Aske of Lens. Milo left.")
    assert list(article.cast.persons) == ["Tobin Aske", "Milo Aske"]
    assert named(article, UnitKind.PERSON)[-1] == "Milo Aske"


def test_a_shared_surname_is_the_brother_spoken_of_last(read: Read) -> None:
    article = read("Milo Aske won. Tobin Aske lost. Aske left.")
    assert named(article, UnitKind.PERSON) == ["Milo Aske", "Tobin Aske", "Tobin Aske"]
