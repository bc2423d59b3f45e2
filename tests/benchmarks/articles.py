"""Articles for benchmarks, written from ``prose.toml`` about those in ``world.toml``.

``python -m tests.benchmarks.articles 1000 FOLDER`` writes a thousand. Article ``number`` of a ``seed`` has the same
bytes on every machine and however many are written: all chance in it comes from ``Random.random``, the one method that
is promised to stay as it is.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, unique
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).parent
IN_FOLDER = 1000
"""Articles in one folder, at most: more are slow to list."""
SEED = 20
_FROM, _DAYS = date(2021, 1, 1), 1800
_POSITIONS = "striker winger forward midfielder playmaker defender centre-back full-back goalkeeper".split()
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_VOWEL = re.compile(r"\b([Aa]) (?=[AEIOaeio]|[Uu](?!ni|ru|kr))")
T = TypeVar("T")


@unique
class Kind(Enum):
    """What sort of article it is; the value is how many in a hundred are."""

    BRIEF = 24
    REPORT = 34
    GOSSIP = 14
    LIVE = 8
    STATEMENT = 9
    MATCH = 5
    INTERVIEW = 6


@dataclass(frozen=True, slots=True)
class Written:
    """An article: what its file is called, and what stands in it."""

    number: int
    kind: Kind
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Club:
    """A club: the name that the lexicon has, and what articles call it."""

    name: str
    say: tuple[str, ...]
    nick: str
    side: str
    ground: str
    country: str


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody whom articles speak of, as he is in all of them."""

    given: str
    surname: str
    nation: str
    adjective: str
    club: int
    position: str
    born: int

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class World:
    clubs: tuple[Club, ...]
    players: tuple[Player, ...]
    outlets: tuple[str, ...]
    reporters: tuple[str, ...]
    bylines: tuple[str, ...]


@cache
def world() -> World:
    """All of ``world.toml``."""
    read = tomllib.loads((HERE / "world.toml").read_text(encoding="utf-8"))
    clubs = tuple(
        Club(c["name"], tuple(c["say"]), c["nick"], c["side"], c["ground"], c["country"]) for c in read["club"]
    )
    names = [
        (given, surname, nation["name"], nation["adjective"])
        for nation in read["nation"]
        for given, surname in product(nation["given"].strip().split(", "), nation["surnames"].strip().split(", "))
    ]
    # A prime step mixes nations and surnames, so that those who are written of most are of all kinds.
    mixed = [names[number * 7919 % len(names)] for number in range(len(names))]
    players = tuple(
        Player(*name, number * 31 % len(clubs), _POSITIONS[number % len(_POSITIONS)], 1990 + number % 17)
        for number, name in enumerate(mixed)
    )
    return World(clubs, players, tuple(read["outlets"]), tuple(read["reporters"]), tuple(read["bylines"]))


@cache
def _prose() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """``prose.toml`` and the numbers, each piece cut at its names: every second part is one."""
    read: dict[str, list[str]] = tomllib.loads((HERE / "prose.toml").read_text(encoding="utf-8"))
    read["outlet"], read["paper"] = list(world().outlets), list(world().outlets[-20:])
    read["reporter"] = list(world().reporters)
    for name, numbers in _NUMBERS.items():
        read[name] = [str(number) for number in numbers]
    read["nth"] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "14th", "17th"]
    read["years"] = ["two", "three", "four", "five"]
    read["score"] = [f"{a}-{b}" for a in range(1, 5) for b in range(a)]
    read["ago"] = ["last week", "on Monday", "on Tuesday", "a fortnight ago", "last month", "in August", "yesterday"]
    read["day"] = read["weekday"]
    return {name: tuple(tuple(re.split(r"\{(\w+)\}", piece)) for piece in pieces) for name, pieces in read.items()}


_NUMBERS = {
    "n": range(3, 12),
    "goals": range(1, 41),
    "apps": range(11, 240),
    "caps": range(4, 90),
    "min": range(3, 90),
    "crowd": range(9_417, 74_000, 613),
    "tb_age": range(38, 66),
}


class _Pen:
    """Writes one article, with a chance of its own."""

    def __init__(self, seed: int, number: int) -> None:
        self.chance = random.Random(f"{seed}:{number}").random
        self.published = _FROM + timedelta(days=int(self.chance() * _DAYS))
        self._used: set[tuple[str, ...]] = set()
        self.tell()

    def among(self, choices: Sequence[T]) -> T:
        return choices[int(self.chance() * len(choices))]

    def tell(self) -> None:
        """Begin a story: somebody, the clubs around him, and the facts of the matter."""
        known, year = world(), self.published.year
        # Some are written of far more than others.
        player, one, two = (known.players[int(self.chance() ** 1.7 * len(known.players))] for _ in range(3))
        home = known.clubs[player.club]
        to, rival, other, old, opp = self._clubs_but(player.club, 5)
        boss, suitor, third = (self._leader(club) for club in (home, to, rival))
        agent, director, chief = (self.among(known.players) for _ in range(3))
        sign = self.among("€€£") if to.country != "England" else "£"
        fee = 2 + int(self.chance() ** 2 * 90)
        self.facts = {"p": player.full, "s": player.surname, "nation": player.nation, "nat": player.adjective}
        self.facts |= {"pos": player.position, "age": str(year - player.born), "home": self.among(home.say)}
        self.facts |= {"home_nick": home.nick, "home_side": home.side, "ground": home.ground, "home_land": home.country}
        self.facts |= {"to": self.among(to.say), "to_nick": to.nick, "to_side": to.side, "to_ground": to.ground}
        self.facts |= {"to_place": to.country, "rival": self.among(rival.say), "other": self.among(other.say)}
        self.facts |= {"old": old.say[0], "opp": opp.say[0], "hb": boss.full, "hbs": boss.surname, "tb": suitor.full}
        self.facts |= {"tbs": suitor.surname, "rb": third.full, "ag": agent.full, "dir": director.full}
        self.facts |= {"dir2": chief.full, "q": one.full, "qs": one.surname, "qpos": one.position, "q2": two.full}
        self.facts |= {"fee": f"{sign}{fee}m", "fee2": f"{sign}{fee + fee // 4 + 2}m", "fee0": f"{sign}{1 + fee // 3}m"}
        self.facts |= {"addon": f"{sign}{1 + fee // 9}m", "year": str(year - 1 - int(self.chance() * 5))}
        self.facts |= {"until": str(year + 2 + int(self.chance() * 4)), "obj": "him", "poss": "his", "he_s": "he will"}

    def _clubs_but(self, own: int, count: int) -> list[Club]:
        """So many clubs, none of them twice, and not his ``own``: a walk with steps that stay short of once around."""
        clubs, place, found = world().clubs, own, []
        for _ in range(count):
            place += 1 + int(self.chance() * (len(clubs) // count))
            found.append(clubs[place % len(clubs)])
        return found

    def _leader(self, club: Club) -> Player:
        """Who leads a club, for two years."""
        known = world()
        return known.players[(known.clubs.index(club) * 97 + self.published.year // 2 * 13) % len(known.players)]

    def write(self, name: str) -> str:
        """A piece of the list ``name``, filled; the facts of the story go before the lists."""
        return self._filled(self.among(_prose()[name]))

    def fresh(self, name: str) -> str:
        """A piece of the list ``name`` that this article has not had, as a sentence; any, where it has had most."""
        pieces = _prose()[name]
        for _ in range(4):
            if (piece := self.among(pieces)) not in self._used:
                break
        self._used.add(piece)
        text = self._filled(piece)
        return text[0].upper() + text[1:].replace(",,", ",").replace(",.", ".")

    def _filled(self, piece: tuple[str, ...]) -> str:
        facts = self.facts
        return "".join(
            (facts[part] if part in facts else self.write(part)) if place % 2 else part
            for place, part in enumerate(piece)
        )


_REPORTED = ("news",) * 10 + ("history",) * 4 + ("quotes",) * 3 + ("second",) * 2 + ("aside",) * 5


def _brief(pen: _Pen) -> Iterator[str]:
    yield pen.fresh("opening")
    yield from _report_of(pen, 110 + int(pen.chance() * 80))


def _report(pen: _Pen) -> Iterator[str]:
    yield pen.fresh("opening")
    length = 260 + int(pen.chance() ** 2 * 620)
    while length > 0:
        part = min(length, 240 + int(pen.chance() * 160))
        yield from _report_of(pen, part)
        if (length := length - part) > 0:
            if pen.chance() < 0.6:
                yield pen.fresh("heads")
            pen.tell()
            yield pen.fresh("opening")
    if pen.chance() < 0.4:
        yield pen.fresh("furniture")


def _report_of(pen: _Pen, words: int) -> Iterator[str]:
    """Paragraphs of about so many words on the story told."""
    while words > 0:
        paragraph = " ".join(pen.fresh(pen.among(_REPORTED)) for _ in range(pen.among((1, 1, 2, 2, 3))))
        words -= paragraph.count(" ") + 1
        yield paragraph


def _gossip(pen: _Pen) -> Iterator[str]:
    for _ in range(pen.among((6, 8, 9, 11, 13))):
        yield pen.fresh("items")
        pen.tell()


def _live(pen: _Pen) -> Iterator[str]:
    minute = 540
    for _ in range(pen.among((6, 8, 10, 12))):
        minute += 4 + int(pen.chance() * 40)
        more = f" {pen.fresh(pen.among(('news', 'aside', 'quotes')))}" if pen.chance() < 0.6 else ""
        at = f"{minute // 60 % 12 or 12}.{minute % 60:02}{'am' if minute < 720 else 'pm'}"
        yield f"{at}\n\n{pen.fresh('updates')}{more}"
        pen.tell()


def _statement(pen: _Pen) -> Iterator[str]:
    yield pen.fresh("statement")
    for _ in range(pen.among((5, 6, 7, 8))):
        yield pen.fresh("statement_more")


def _match(pen: _Pen) -> Iterator[str]:
    for _ in range(pen.among((4, 5, 6))):
        yield " ".join(pen.fresh("match") for _ in range(pen.among((2, 2, 3))))


def _interview(pen: _Pen) -> Iterator[str]:
    yield pen.fresh("opening")
    yield " ".join(pen.fresh("history") for _ in range(2))
    for _ in range(pen.among((4, 6, 8))):
        yield pen.fresh("questions")
        yield "“" + " ".join(pen.fresh("answers") for _ in range(pen.among((1, 2)))) + "”"
    yield pen.fresh("news")


_BODIES: Mapping[Kind, Callable[[_Pen], Iterator[str]]] = {
    Kind.BRIEF: _brief,
    Kind.REPORT: _report,
    Kind.GOSSIP: _gossip,
    Kind.LIVE: _live,
    Kind.STATEMENT: _statement,
    Kind.MATCH: _match,
    Kind.INTERVIEW: _interview,
}
_KINDS = [kind for kind in Kind for _ in range(kind.value)]


def article(number: int, seed: int = SEED) -> Written:
    """The article of this number."""
    pen = _Pen(seed, number)
    kind = pen.among(_KINDS)
    title = pen.fresh("headlines") if kind is not Kind.MATCH else pen.facts["home"] + " v " + pen.facts["opp"]
    body = "\n\n".join(_BODIES[kind](pen))
    if pen.chance() < 0.3:
        body = body.translate(_STRAIGHT)
    name, text = _dressed(pen, f"{number:06}", title, body)
    return Written(number, kind, name, _VOWEL.sub(r"\1n ", text))


def _dressed(pen: _Pen, name: str, title: str, body: str) -> tuple[str, str]:
    """The file's name, and the text with its day in one of the places where articles have it."""
    day, outlet, author = pen.published, pen.among(world().outlets), pen.among(world().bylines)
    at = f"{6 + int(pen.chance() * 15):02}:{int(pen.chance() * 60):02}"
    written_out = f"{day.day} {_prose()['month'][day.month - 1][0]} {day.year}"
    forms = (
        (name, f" date {day} {body}\n"),
        (name, f" date {day} {title}\n\n{body}\n"),
        (name, f"Date: {written_out}\n\n{body}\n"),
        (name, f"Title: {title}\nSource: {outlet}\nPublished: {day}T{at}+00:00\n\nBy {author}\n\n{body}\n"),
        (name, f"---\ntitle: '{title.replace(chr(39), '’')}'\ndate: {day}\npublisher: {outlet}\n---\n\n{body}\n"),
        (f"{day}-{name}", f"{title}\n\n{body}\n"),
    )
    name, text = pen.among(forms)
    return f"{name}.txt", text


def write(folder: Path, numbers: range, seed: int = SEED, in_folder: int = IN_FOLDER) -> list[Path]:
    """Writes the articles of these ``numbers`` into folders of ``in_folder`` below ``folder``, and gives these."""
    folders = []
    for start in range(numbers.start, numbers.stop, in_folder):
        folders.append(folder / f"{start // in_folder:03}")
        folders[-1].mkdir(parents=True, exist_ok=True)
        for number in range(start, min(start + in_folder, numbers.stop)):
            written = article(number, seed)
            (folders[-1] / written.name).write_bytes(written.text.encode())
    return folders


if __name__ == "__main__":
    write(Path(sys.argv[2]), range(int(sys.argv[1])))
