"""The word and name files, checked and compiled into look-ups. Files are data; nothing here names a club."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from rumourctl.language.bearers import Bearers, read_bearers
from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.inflection import gerund, plural, regular_past, third_person
from rumourctl.language.leaders import Leaders, read_leaders
from rumourctl.language.tokens import tokenize
from rumourctl.language.wordfiles import Content, read_words


class Thing(StrEnum):
    """What a listed name stands for."""

    CLUB = "club"
    NATION = "nation"
    OUTLET = "outlet"
    JOURNALIST = "journalist"
    COMPETITION = "competition"
    BODY = "body"
    PLACE = "place"


class Way(StrEnum):
    """How a listed name stands for its thing."""

    NAME = "name"
    CAREFUL = "careful"
    """Also an ordinary word, a person's name or a place: needs support from its surroundings."""
    NICKNAME = "nickname"
    SHARED = "shared"
    """A bare word that several clubs share ("United")."""
    GROUND = "ground"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    PEOPLES = "peoples"
    """Several of a people: "the Italians", who as a rule are a club of theirs."""
    TAG = "tag"


class Entry(NamedTuple):
    """One thing that a name may stand for. There are tens of thousands; tuples are kept and read back fastest."""

    thing: Thing
    name: str
    way: Way
    caps: bool = False
    """Only where the text has it in capitals too: "AS" is an outlet, "As" is not."""


class ClubFacts(NamedTuple):
    """What is known of a club beside its names: country and the places that describe it."""

    name: str
    country: str
    places: tuple[str, ...]
    rank: int
    """Its place in its country's file, where the better known stand first."""
    league: str
    """The country in whose leagues it plays."""


class OutletFacts(NamedTuple):
    """What is known of an outlet beside its names."""

    name: str
    country: str | None
    places: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a describing noun says: a position group, or a person's or club's part."""

    part: str
    group: str | None = None
    spots: frozenset[str] = frozenset()
    """Where in that group, or which post: "left-back" is a "full-back" too."""


_SHORT_CAPS = 4
_CLUBS_PEOPLE = closed_class("clubs_people")
_GROUND_WORDS = closed_class("ground_words")
_GROUND_PARTICLES = closed_class("particles") | closed_class("ground_particles")

Forms = dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]]


@dataclass(frozen=True)
class Lexicon:
    """All names and words, compiled. Made once by :func:`load_lexicon`, then only read."""

    forms: Forms
    grounds: Forms
    """What grounds are called for short, behind "the": the Estádio da Luz is "the Luz"."""
    tags: Mapping[str, tuple[Entry, ...]]
    clubs: Mapping[str, ClubFacts]
    outlets: Mapping[str, OutletFacts]
    journalists: Mapping[str, str | None]
    league_country: Mapping[str, str]
    nations: frozenset[str]
    nouns: Mapping[tuple[str, ...], NounSense]
    noun_starts: frozenset[str]
    """The words with which they begin."""
    modifiers: frozenset[tuple[str, ...]]
    modifier_starts: frozenset[str]
    former: frozenset[str]
    common: frozenset[str]
    also_names: frozenset[str]
    given: frozenset[str]
    women: frozenset[str]
    bearers: tuple[Bearers, ...]
    leaders: Leaders
    verb_forms: Mapping[str, tuple[tuple[str, str], ...]]
    speech: Mapping[str, frozenset[str]]
    spoken: Mapping[str, frozenset[str]]
    """All forms of the verbs on each speech list."""

    def says(self, norm: str, which: str = "say") -> bool:
        """Whether ``norm`` is a form of a verb on the speech list ``which``."""
        return norm in self.spoken[which]

    def longest_name(self, norms: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest listed name that begins at ``norms[at]``: its length in tokens and what it may stand for."""
        behind_the = self.grounds.get(norms[at], ()) if at and norms[at - 1] == "the" else ()
        for form, entries in (*self.forms.get(norms[at], ()), *behind_the):
            if tuple(norms[at : at + len(form)]) == form:
                return len(form), entries
        return None


def load_lexicon(own: Path | None = None) -> Lexicon:
    """The lexicon of the package's word files and of those in the user's folder ``own``. Raises DataError for whatever
    is wrong in a file."""
    words = read_words(own)
    files = words.files
    names = _NameTable()
    clubs: dict[str, ClubFacts] = {}
    for country, listed in words.clubs.items():
        _add_clubs(country, listed.values(), names, clubs)
    outlets = _add_outlets(files["outlets.toml"], names)
    journalists = _add_journalists(files["journalists.toml"], names)
    _add_nations(files["nations.toml"], names)
    leagues = _add_competitions(files["competitions.toml"], names)
    for place in files["places.toml"]["places"]:
        names.add(place, Entry(Thing.PLACE, place, Way.NAME))
    roles, common = files["roles.toml"], files["common.toml"]
    nouns, verb_forms = _noun_senses(roles), _verb_forms(files["verbs.toml"])
    modifiers = frozenset(words_of(w) for w in roles["modifiers"]["words"])
    speech = {key: frozenset(fold(w) for w in listed) for key, listed in files["speech.toml"].items()}
    return Lexicon(
        forms=names.forms(),
        grounds=names.short_grounds(),
        tags=names.tags(),
        clubs=clubs,
        outlets=outlets,
        journalists=journalists,
        league_country=leagues,
        nations=frozenset(row["name"] for row in files["nations.toml"]["nation"].values()),
        nouns=nouns,
        noun_starts=frozenset(noun[0] for noun in nouns),
        modifiers=modifiers,
        modifier_starts=frozenset(words[0] for words in modifiers),
        former=frozenset(roles["modifiers"]["former"]),
        common=frozenset(fold(w) for w in common["words"]),
        also_names=frozenset(fold(w) for w in common["also_names"]),
        given=frozenset(fold(n) for n in files["given.toml"]["names"]),
        women=frozenset(fold(n) for n in files["given.toml"]["women"]),
        bearers=read_bearers(files["bearers.toml"]["bearers"]),
        leaders=read_leaders(files["managers.toml"].get("manager", {}), files["officials.toml"].get("official", {})),
        verb_forms=verb_forms,
        speech=speech,
        spoken={key: _forms_of(bases, verb_forms) for key, bases in speech.items()},
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """The clean forms of a listed phrase, cut as article text is cut."""
    return tuple(sys.intern(t.norm) for t in tokenize(phrase))


def _spellings(name: str) -> Iterator[str]:
    """``name`` as listed and as others write it: "Al-Hilal" or "Al Hilal", "Saint-Gilloise" or "Saint Gilloise"."""
    yield name
    if "-" in name:
        yield name.replace("-", " ")
    elif name.startswith("Al "):
        yield name.replace(" ", "-", 1)


_ACCOUNT = 6
"""Letters, at least, of a name that stands for a club where its words are written as one: "@burtonalbionfc"."""


class _NameTable:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], dict[Entry, None]] = defaultdict(dict)
        self._tags: dict[str, dict[Entry, None]] = defaultdict(dict)

    def add(self, name: str, entry: Entry) -> None:
        """List ``name`` as one that may mean ``entry``, in capitals only where it is short and so written ("PSG")."""
        caps = name.isupper() and all(len(word) <= _SHORT_CAPS for word in name.split())
        for spelling in _spellings(name):
            if form := words_of(spelling):
                self._entries[form][entry._replace(caps=True) if caps else entry] = None

    def add_all(self, listed: Iterable[str], thing: Thing, canonical: str, way: Way) -> None:
        """Takes in names of one thing, which all stand for it in one way."""
        entry = Entry(thing, canonical, way)
        for name in listed:
            self.add(name, entry)

    def add_tags(self, listed: Iterable[str], thing: Thing, canonical: str) -> None:
        """Takes in the tags and accounts of one thing, with or without # and @."""
        for tag in listed:
            self._tags[fold(tag.lstrip("#@"))][Entry(thing, canonical, Way.TAG)] = None

    def forms(self) -> Forms:
        """All names by their first word, the longest first, each with everything that it may mean."""
        return _by_first_word(self._entries)

    def short_grounds(self) -> Forms:
        """The names of grounds without the word for a stadium and the small words behind it."""
        short: dict[tuple[str, ...], dict[Entry, None]] = defaultdict(dict)
        for form, entries in self._entries.items():
            cut = 1
            while cut < len(form) and form[cut] in _GROUND_PARTICLES:
                cut += 1
            if form[0] in _GROUND_WORDS and cut < len(form):
                short[form[cut:]] |= {e: None for e in entries if e.way is Way.GROUND}
        return _by_first_word({form: entries for form, entries in short.items() if entries})

    def tags(self) -> dict[str, tuple[Entry, ...]]:
        """What each tag stands for, by the tag without # or @, folded."""
        return {tag: tuple(entries) for tag, entries in self._tags.items()}


def _by_first_word(entries: Mapping[tuple[str, ...], Mapping[Entry, None]]) -> Forms:
    table: Forms = defaultdict(list)
    shared: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}  # most names mean what others mean
    for form, listed in entries.items():
        meant = tuple(listed)
        table[form[0]].append((form, shared.setdefault(meant, meant)))
    for candidates in table.values():
        candidates.sort(key=lambda c: -len(c[0]))
    return dict(table)


def _add_clubs(country: str, rows: Iterable[Content], names: _NameTable, clubs: dict[str, ClubFacts]) -> None:
    for rank, row in enumerate(rows, 1):
        name, careful = row["name"], set(row.get("careful", ()))
        # two countries may each have a club of one name; the text alone cannot part them
        places = tuple(fold(p) for p in row.get("place", ()))
        clubs.setdefault(name, ClubFacts(name, country, places, rank, row.get("league", country)))
        plain = [n for n in [name, *row.get("names", ())] if n not in careful]
        shared = set(row.get("shared", ()))
        names.add_all([n for n in plain if n not in shared], Thing.CLUB, name, Way.NAME)
        names.add_all(careful, Thing.CLUB, name, Way.CAREFUL)
        names.add_all(row.get("nicknames", ()), Thing.CLUB, name, Way.NICKNAME)
        names.add_all(shared, Thing.CLUB, name, Way.SHARED)
        names.add_all(row.get("ground", ()), Thing.CLUB, name, Way.GROUND)
        names.add_all(row.get("demonyms", ()), Thing.CLUB, name, Way.DEMONYM)
        names.add_tags(row.get("tags", ()), Thing.CLUB, name)
        joined = ("".join(words_of(n)) for n in plain if n not in shared)
        names.add_tags([tag for tag in joined if len(tag) >= _ACCOUNT], Thing.CLUB, name)


def _add_outlets(content: Content, names: _NameTable) -> dict[str, OutletFacts]:
    outlets = {}
    for row in content["outlet"].values():
        name, careful = row["name"], set(row.get("careful", ()))
        outlets[name] = OutletFacts(
            name, row.get("country"), tuple(fold(p) for p in row.get("place", ())), row.get("kind", "site")
        )
        names.add_all([n for n in [name, *row.get("names", ())] if n not in careful], Thing.OUTLET, name, Way.NAME)
        names.add_all(careful, Thing.OUTLET, name, Way.CAREFUL)
        site = "".join(name.casefold().split())
        names.add_all([f"{site}.com", f"{site}.co.uk"], Thing.OUTLET, name, Way.NAME)
        names.add_tags(row.get("tags", ()), Thing.OUTLET, name)
    return outlets


def _add_journalists(content: Content, names: _NameTable) -> dict[str, str | None]:
    journalists: dict[str, str | None] = {}
    for row in content["journalist"].values():
        journalists[row["name"]] = row.get("outlet")
        names.add(row["name"], Entry(Thing.JOURNALIST, row["name"], Way.NAME))
        names.add_tags(row.get("tags", ()), Thing.JOURNALIST, row["name"])
    return journalists


def _add_nations(content: Content, names: _NameTable) -> None:
    for row in content["nation"].values():
        name = row["name"]
        names.add_all([name, *row.get("names", ())], Thing.NATION, name, Way.NAME)
        names.add_all(row.get("adjectives", ()), Thing.NATION, name, Way.ADJECTIVE)
        for people in row.get("people", ()):
            names.add(people, Entry(Thing.NATION, name, Way.PEOPLE))
            names.add(plural(people), Entry(Thing.NATION, name, Way.PEOPLES))
        names.add_all(row.get("nicknames", ()), Thing.NATION, name, Way.NICKNAME)
        bodies = [body for body in row.get("federation", ()) if len(body) > 2]  # "FA" may be anybody's
        names.add_all(bodies, Thing.CLUB, name, Way.NAME)
        for city in row.get("cities", ()):
            names.add(city, Entry(Thing.PLACE, city, Way.NAME))
    for row in content["people"].values():
        names.add(row["name"], Entry(Thing.NATION, row["name"], Way.PEOPLE))
        names.add(plural(row["name"]), Entry(Thing.NATION, row["name"], Way.PEOPLES))


def _add_competitions(content: Content, names: _NameTable) -> dict[str, str]:
    names.add_all([*content["bodies"], *content["other_sports"]], Thing.BODY, "", Way.NAME)
    for competition in [*content["competitions"], *content["leagues"]]:
        names.add(competition, Entry(Thing.COMPETITION, competition, Way.NAME))
    return dict(content["leagues"])


def _noun_senses(roles: Mapping[str, Any]) -> dict[tuple[str, ...], NounSense]:
    senses: dict[tuple[str, ...], NounSense] = {}
    sources: list[tuple[str, str | None, Sequence[str]]] = [
        ("metonym", None, roles["clubs"]["metonyms"]),
        ("club", None, roles["clubs"]["nouns"]),
    ]
    sources += [(part, None, listed) for part, listed in reversed(roles["persons"].items())]
    sources += [("player", group, listed) for group, listed in roles["positions"].items()]
    spots: Mapping[str, Sequence[str]] = roles["spots"]
    forms = [
        (words_of(noun), NounSense(part, group, frozenset(spot for spot, nouns in spots.items() if noun in nouns)))
        for part, group, listed in sources
        for noun in listed
    ]
    senses |= {(*form[:-1], plural(form[-1])): sense for form, sense in forms}
    senses |= dict(forms)  # a form that is listed counts before one that is made
    # "the Madrid bosses" act for the club, "the Madrid boss" is its manager
    for noun in _CLUBS_PEOPLE:
        senses[(noun,)] = NounSense("metonym")
    return senses


def _forms_of(bases: frozenset[str], verb_forms: Mapping[str, tuple[tuple[str, str], ...]]) -> frozenset[str]:
    """All forms of the verbs with these ``bases``."""
    return frozenset(form for form, senses in verb_forms.items() if any(base in bases for base, _ in senses))


def _verb_forms(verbs: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each inflected form with the bases and features it may have: base, third, past, participle, gerund."""
    forms: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    doubling = set(verbs["doubling"])
    irregular: Mapping[str, Sequence[str]] = verbs["irregular"]
    for base in dict.fromkeys([*verbs["regular"], *irregular, *doubling]):
        past, participle = irregular.get(base, (regular_past(base, doubling),) * 2)
        for form, feature in (
            (base, "base"),
            (third_person(base), "third"),
            (past, "past"),
            (participle, "participle"),
            (gerund(base, doubling), "gerund"),
        ):
            forms[fold(form)][(base, feature)] = None
    for form, base, feature in _SUPPLETIVE:
        forms[form][(base, feature)] = None
    return {form: tuple(senses) for form, senses in forms.items()}


_SUPPLETIVE = (
    ("is", "be", "third"),
    ("are", "be", "third"),
    ("am", "be", "third"),
    ("were", "be", "past"),
    ("has", "have", "third"),
)
