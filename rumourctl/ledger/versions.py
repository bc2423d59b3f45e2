"""Which version of an article took the place of which. Called inside one transaction.

Ledgers that are taken together may not agree on it. All that any of them tells is kept, so that it makes no difference
which was taken first, and what counts follows from it: ``articles.superseded_by`` is the version that counts as the
next, and ``also_superseded_by`` has what else was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from rumourctl.ledger.file import LedgerFile

_Family: TypeAlias = Mapping[int, set[int]]
"""The versions of an article, each with those by which it was replaced, as any ledger tells."""
_TOLD = (
    "SELECT article, later FROM ("
    " SELECT n AS article, superseded_by AS later FROM articles WHERE {} = ?"
    " UNION SELECT article, later FROM also_superseded_by WHERE {} = ?"
    ") WHERE article IN (SELECT n FROM articles) AND later IN (SELECT n FROM articles)"
)


def give_way(file: LedgerFile, article_id: str, to: str) -> bool:
    """Let an article be superseded by that of the id ``to``, as another ledger tells; gives whether that is news."""
    number, new = (file.value("SELECT n FROM articles WHERE article_id = ?", [each]) for each in (article_id, to))
    later = _later(file, number)
    if new in later:
        return False
    if later or _earlier(file, number):
        family = _family(file, [number, new])
        family[number].add(new)
        _settle(file, family)
    else:
        _point(file, number, new)
    return True


def leave_place(file: LedgerFile, number: int) -> None:
    """Let those that an article replaced be replaced by what came after it, or be current again, and the article be
    neither before nor after any other: it goes, or comes again."""
    family = _family(file, [number])
    for earlier, later in family.items():
        if number in later:
            later |= family[number]
            later -= {number, earlier}
    family[number].clear()
    _settle(file, family)


def misjudged(file: LedgerFile) -> list[int]:
    """The versions of which something else counts than follows from what was told of them."""
    return [
        number
        for family in _contested(file)
        for number, to in _what_counts(family, _ages(file, family)).items()
        if to != file.value("SELECT superseded_by FROM articles WHERE n = ?", [number])
    ]


def settle_contested(file: LedgerFile) -> None:
    """Let count what follows from all that was told."""
    for family in _contested(file):
        _settle(file, family)


def _contested(file: LedgerFile) -> Iterator[dict[int, set[int]]]:
    """The families on which ledgers do not agree."""
    seen: set[int] = set()
    for row in file.rows("SELECT DISTINCT article FROM also_superseded_by ORDER BY article"):
        if row["article"] not in seen:
            family = _family(file, [row["article"]])
            seen |= family.keys()
            yield family


def _family(file: LedgerFile, some: Iterable[int]) -> dict[int, set[int]]:
    """All versions of the articles of which ``some`` are versions."""
    family: dict[int, set[int]] = {}
    waiting = list(some)
    while waiting:
        number = waiting.pop()
        if number not in family:
            family[number] = _later(file, number)
            waiting += family[number] | _earlier(file, number)
    return family


def _later(file: LedgerFile, number: int) -> set[int]:
    return {row["later"] for row in file.rows(_TOLD.format("n", "article"), [number, number])}


def _earlier(file: LedgerFile, number: int) -> set[int]:
    return {row["article"] for row in file.rows(_TOLD.format("superseded_by", "later"), [number, number])}


def _settle(file: LedgerFile, family: _Family) -> None:
    """Write down what was told of a family, and what counts of it."""
    counts = _what_counts(family, _ages(file, family))
    for number, later in family.items():
        _point(file, number, counts[number])
        file.execute("DELETE FROM also_superseded_by WHERE article = ?", [number])
        for other in later - {counts[number]}:
            file.execute("INSERT INTO also_superseded_by VALUES (?, ?)", [number, other])


def _what_counts(family: _Family, ages: Mapping[int, tuple[str, str]]) -> dict[int, int | None]:
    """By which version each is replaced, None where it is current.

    Of several that replaced one, the last published counts. Of versions that replaced each other in a circle, the last
    published is current, unless some other version replaced one of them: then the circle ends with that one.
    """
    counts: dict[int, int | None] = {}
    for circle in set(_circles(family).values()):
        ends = [(ages[to], ages[at], at, to) for at in circle for to in family[at] - circle]
        *_, end, to = max(ends) if ends else (max(circle, key=ages.__getitem__), None)
        counts[end] = to
        reached = {end}
        while waiting := circle - reached:
            steps = {at: max(family[at] & reached, key=ages.__getitem__) for at in waiting if family[at] & reached}
            counts |= steps
            reached |= steps.keys()
    return counts


def _circles(family: _Family) -> dict[int, frozenset[int]]:
    """For each version those that it replaced and that replaced it, by way of others too, and itself."""
    try:
        TopologicalSorter(family).prepare()
    except CycleError:
        after = {number: _reached(family, number) for number in family}
        return {number: frozenset(other for other in after[number] if number in after[other]) for number in family}
    return {number: frozenset({number}) for number in family}


def _reached(family: _Family, start: int) -> set[int]:
    found = {start}
    waiting = [start]
    while waiting:
        new = family[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _ages(file: LedgerFile, family: _Family) -> dict[int, tuple[str, str]]:
    """By what versions are put in order where ledgers do not agree on it."""
    found = {}
    for number in family:
        (row,) = file.rows("SELECT published, article_id FROM articles WHERE n = ?", [number])
        found[number] = str(row["published"]), str(row["article_id"])  # in a damaged ledger they may be anything
    return found


def _point(file: LedgerFile, number: int, to: int | None) -> None:
    file.execute("UPDATE articles SET superseded_by = ?1 WHERE n = ?2 AND superseded_by IS NOT ?1", [to, number])
