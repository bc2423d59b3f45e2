"""Which names are one person, decided from all names that share a surname, whatever the order in which they came.

A name is *short* for another when it leaves words of it out ("Mac Allister", "Bruno Fernandes") or abbreviates the
first ("A. Mac Allister", "Alex Mac Allister"). Whom a short name means is decided article by article: the one fuller
name that was seen at the same club at about that time, else the only one there is; it stands alone where two fit.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

Haunts: TypeAlias = frozenset[tuple[str, int]]
"""Where a name was seen: club and year."""

Key: TypeAlias = tuple[str, ...]

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"} | dict.fromkeys("'’‘ʼ", "")
)
_JUNIOR = {"jr": "junior", "jnr": "junior", "junior": "junior", "sr": "senior", "snr": "senior", "senior": "senior"}
_GAELIC = ("mac", "mc")
_SAME_SPELLING = 0.85
"""From this likeness on, two first names are spellings of one: "Mohamed" and "Mohammed", not "Callum" and "Fergus"."""


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """``name`` for comparing: no accents, case, apostrophes or punctuation; words with one space between them."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_LETTERS)
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


@lru_cache(maxsize=50_000)
def key(name: str) -> Key:
    """The words by which two spellings of one name are the same: folded, "Mac" and "Mc" joined to what follows."""
    words: list[str] = []
    for word in fold(name).split() or [name]:
        if words and words[-1] in _GAELIC:
            words[-1] += word
        else:
            words.append(word)
    if len(words) > 1:
        words[-1] = _JUNIOR.get(words[-1], words[-1])
    return tuple(words)


def surname(name: str) -> str:
    """The group in which ``name`` is decided: its last word, "Junior" and "Senior" aside."""
    return _core(key(name))[-1]


def search_words(name: str) -> frozenset[str]:
    """The words under which ``name`` is found: as written ("mac", "allister") and as joined ("macallister")."""
    return frozenset(fold(name).split()) | frozenset(key(name))


def best_form(names: Iterable[str]) -> str:
    """The form to show: the most words, then capitals as a name has them, the most accents, the longest, the first."""

    def rank(name: str) -> tuple[object, ...]:
        accents = sum(not c.isascii() and c.isalpha() for c in name)
        return (-len(fold(name).split()), name.isupper() or name.islower(), -accents, -len(name), name)

    return min(names, key=rank)


class Namesakes:
    """The persons behind the names that share one surname.

    ``names`` gives every known name of the group with the clubs and years it was seen with. A group of n names costs
    about n comparisons, because only names with a word or an initial in common are ever compared.
    """

    def __init__(self, names: Mapping[str, Haunts]) -> None:
        self._clusters = _spellings(names)
        self._of = {form: cluster for cluster in self._clusters for form in cluster.keys}
        self._persons = _Index()
        # Fuller names first, so that whatever a name can be short for has been decided before it.
        for cluster in sorted(self._clusters, key=lambda c: min((-len(k), -len(k[0]), k) for k in c.keys)):
            cluster.fuller = self._persons.fuller(cluster.keys)
            if self._persons.choose(cluster.fuller, cluster.haunts) is None:
                self._persons.add(cluster)

    def is_short(self, name: str) -> bool:
        """Whether whom ``name`` means depends on the article that it stands in."""
        cluster = self._of.get(key(name))
        return bool(cluster and cluster.fuller)

    def known_as(self, name: str, haunts: Haunts = frozenset()) -> str:
        """The display name of the person whom ``name``, known or new, means where it was seen with ``haunts``."""
        form = key(name)
        cluster = self._of.get(form)
        fuller = cluster.fuller if cluster else self._persons.fuller([form])
        person = self._persons.choose(fuller, haunts) or cluster
        return person.known_as if person else name


@dataclass(slots=True, eq=False)
class _Cluster:
    """Spellings of one name; ``fuller`` are the persons for whom it may be short."""

    keys: list[Key]
    names: list[str]
    haunts: Haunts
    fuller: list[_Fit] = field(default_factory=list)

    @property
    def known_as(self) -> str:
        return best_form(self.names)

    def seen_near(self, haunts: Haunts) -> bool:
        return not self.haunts.isdisjoint(_around(haunts))


@dataclass(frozen=True, slots=True)
class _Fit:
    person: _Cluster
    abbreviated: bool


class _Index:
    """The persons decided so far, found by a word, or by an initial and all other words."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Key, _Cluster]]] = defaultdict(list)
        self._by_initial: dict[tuple[str, Key], list[tuple[Key, _Cluster]]] = defaultdict(list)
        self._by_place: dict[tuple[str, int], list[_Cluster]] = defaultdict(list)

    def add(self, cluster: _Cluster) -> None:
        """Take in ``cluster`` as a person of its own, found by its words, its initial and where it was seen."""
        for place in cluster.haunts:
            self._by_place[place].append(cluster)
        for form in cluster.keys:
            for word in set(form):
                self._by_word[word].append((form, cluster))
            self._by_initial[form[0][:1], form[1:]].append((form, cluster))

    def fuller(self, forms: Collection[Key]) -> list[_Fit]:
        """The persons for whom one of ``forms`` may be short, each once, with whether it only abbreviates them."""
        found: dict[int, _Fit] = {}
        for form in forms:
            # The rarest word leaves the fewest to look at; the surname alone is in every name of the group.
            rarest = min((self._by_word.get(word, []) for word in form), key=len)
            for other, person in rarest:
                if _leaves_out(form, other):
                    found.setdefault(id(person), _Fit(person, abbreviated=False))
            for other, person in self._by_initial.get((form[0][:1], form[1:]), ()) if len(form) > 1 else ():
                if other[0] != form[0] and other[0].startswith(form[0]):
                    found.setdefault(id(person), _Fit(person, abbreviated=True))
        return list(found.values())

    def choose(self, fuller: list[_Fit], haunts: Haunts) -> _Cluster | None:
        """The one person whom a short name means, or None where nobody or more than one fits."""
        there = {id(person) for place in _around(haunts) for person in self._by_place.get(place, ())} if fuller else ()
        near = [fit.person for fit in fuller if id(fit.person) in there]
        if near:
            return near[0] if len(near) == 1 else None
        # Without a club in common an abbreviation is too weak: "Jo Silva" need not be João.
        whole = [fit.person for fit in fuller if not fit.abbreviated]
        return whole[0] if len(whole) == 1 else None


def _spellings(names: Mapping[str, Haunts]) -> list[_Cluster]:
    """Names joined where they are the same when folded, or spellings of one first name seen at one club."""
    by_key: dict[Key, _Cluster] = {}
    for name in sorted(names):
        cluster = by_key.setdefault(key(name), _Cluster([key(name)], [], frozenset()))
        cluster.names.append(name)
        cluster.haunts |= names[name]
    alike: dict[tuple[str, Key], list[_Cluster]] = defaultdict(list)
    for form in sorted(by_key):
        alike[form[0][:1], form[1:]].append(by_key[form])
    for clusters in alike.values():
        for place, one in enumerate(clusters):
            for other in clusters[place + 1 :]:
                if one.seen_near(other.haunts) and _same_first_name(one.keys[0], other.keys[0]):
                    _join(by_key, one.keys[0], other.keys[0])
    return list({id(cluster): cluster for cluster in by_key.values()}.values())


def _join(by_key: dict[Key, _Cluster], one: Key, other: Key) -> None:
    """Make the clusters of two keys one, for all their keys."""
    parts = {id(by_key[form]): by_key[form] for form in (one, other)}.values()
    joined = _Cluster(
        keys=[form for part in parts for form in part.keys],
        names=[name for part in parts for name in part.names],
        haunts=frozenset().union(*(part.haunts for part in parts)),
    )
    by_key.update(dict.fromkeys(joined.keys, joined))


def _around(haunts: Haunts) -> Iterator[tuple[str, int]]:
    """The same clubs, and the years just before and after."""
    return ((club, year + shift) for club, year in haunts for shift in (-1, 0, 1))


def _same_first_name(one: Key, other: Key) -> bool:
    likeness = SequenceMatcher(None, min(one[0], other[0]), max(one[0], other[0]), autojunk=False).ratio()
    return len(one) > 1 and likeness >= _SAME_SPELLING


def _core(form: Key) -> Key:
    return form[:-1] if len(form) > 1 and form[-1] in ("junior", "senior") else form


def _leaves_out(form: Key, other: Key) -> bool:
    """Whether ``form`` is ``other`` with words left out, the surname kept."""
    short, full = _core(form), _core(other)
    if short[-1] != full[-1]:
        return False
    if short == full:
        return form == short and other != full
    rest = iter(full)
    return len(short) < len(full) and all(word in rest for word in short)
