"""The user's rulings: written down once, never changed, and brought to bear on what is derived."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from rumourctl.claims.people import Key, fold, key, surname
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import storable
from rumourctl.sagas.rulings import SUBJECTS, Ruled, Ruling, Settlement

Identity: TypeAlias = tuple[object, ...]
"""What a ruling is in all ledgers, whatever its id in each."""


def enter(file: LedgerFile, made: date, kind: Ruling, subject: Mapping[str, str], note: str | None) -> Ruled:
    """Write a ruling down; gives it with its id. What it changes elsewhere is up to :func:`enforce`."""
    said = {part: storable(text) for part, text in subject.items()}
    why = None if note is None else storable(note)
    ruling_id = f"r{file.value('SELECT count(*) FROM rulings') + 1}"
    undoes = None
    if kind is Ruling.UNDO:
        undoes = file.value("SELECT n FROM rulings WHERE ruling_id = ?", [said["ruling"]])
    file.enter(
        "rulings",
        ruling_id=ruling_id,
        made=made.isoformat(),
        kind=kind.value,
        subject=json.dumps(said, ensure_ascii=False),
        note=why,
        undoes=undoes,
    )
    return Ruled(ruling_id, made, kind, said, why)


def all_rulings(file: LedgerFile) -> list[Ruled]:
    """Every ruling, undone or not, in the order in which they were made."""
    rows = file.rows("SELECT r.*, u.made AS undone FROM rulings r LEFT JOIN rulings u ON u.undoes = r.n ORDER BY r.n")
    with file.reading():
        return [ruled_of(row) for row in rows]


def in_force(file: LedgerFile, *kinds: Ruling) -> list[Ruled]:
    """The rulings of some kinds that nothing undid, oldest first."""
    marks = ", ".join("?" * len(kinds))
    rows = file.rows(
        f"SELECT *, NULL AS undone FROM rulings_in_force WHERE kind IN ({marks}) ORDER BY made, n",
        [kind.value for kind in kinds],
    )
    with file.reading():
        return [ruled_of(row) for row in rows]


def identities(ruleds: Iterable[Ruled]) -> dict[str, Identity]:
    """The identities of a ledger's rulings by their ids there: their content, and which of those of one content."""
    seen = Counter[tuple[object, ...]]()
    found: dict[str, Identity] = {}
    for ruled in ruleds:
        about = found[ruled.subject["ruling"]] if ruled.kind is Ruling.UNDO else frozenset(ruled.subject.items())
        content = (ruled.made, ruled.kind, about, ruled.note)
        found[ruled.ruling_id] = (*content, seen[content])
        seen[content] += 1
    return found


def settlements(file: LedgerFile, as_of: date | None = None) -> dict[str, list[Settlement]]:
    """How sagas ended by ruling, by the display name of the person; with ``as_of``, of what had happened by then."""
    persons = Persons(file)
    found: dict[str, list[Settlement]] = defaultdict(list)
    for ruled in in_force(file, Ruling.SETTLE):
        subject = ruled.subject
        settled = Settlement(
            ruled.ruling_id,
            date.fromisoformat(subject["anchor"]),
            subject["outcome"],
            date.fromisoformat(subject["on"]),
        )
        if as_of is None or settled.on <= as_of:
            found[persons.now_called(subject["person"])].append(settled)
    return found


class Persons:
    """Rulings on who is who, looked up by name."""

    def __init__(self, file: LedgerFile) -> None:
        self._file = file
        self._merged: dict[Key, str] = {}
        self._split: dict[Key, list[str]] = defaultdict(list)
        for ruled in in_force(file, Ruling.MERGE, Ruling.SPLIT):
            name = key(ruled.subject["name"])
            if ruled.kind is Ruling.MERGE:
                self._merged[name] = ruled.subject["into"]
            else:
                self._split[name].append(ruled.subject["club"])

    def splits(self, name: str) -> bool:
        """Whether whom ``name`` means depends on the club with which it stands."""
        return key(name) in self._split

    def split_off(self, name: str, decided: str, clubs: Iterable[str]) -> str | None:
        """Who ``name``, otherwise ``decided``, is where it stands with ``clubs``; None where no ruling says so."""
        there = set(clubs)
        split = [club for form in (key(name), key(decided)) for club in self._split.get(form, ()) if club in there]
        return f"{decided} ({split[0]})" if split else None

    def merged_into(self, name: str, decided: str) -> str | None:
        """The name of the person that ``name``, otherwise ``decided``, was merged into, if it was."""
        return self._into(key(name)) or self._into(key(decided))

    def drawn_in(self, groups: Iterable[str]) -> set[str]:
        """The surnames whose names were merged into persons of ``groups``, or into others that were."""
        wanted = set(groups)
        return {
            surname(" ".join(form))
            for form in self._merged
            if not wanted.isdisjoint(surname(into) for into in self._merges(form))
        }

    def now_called(self, name: str) -> str:
        """The display name of the person who was ruled on as ``name``."""
        rows = self._file.rows(
            "SELECT DISTINCT p.known_as FROM names nm JOIN appearances ap ON ap.name = nm.n JOIN people p"
            " ON p.n = ap.person WHERE nm.name = ?",
            [name],
        )
        exact = self._file.rows("SELECT known_as FROM people WHERE known_as = ?", [name])
        found = exact or rows
        return found[0]["known_as"] if len(found) == 1 else name

    def _into(self, form: Key) -> str | None:
        """The end of the chain of merges from ``form``."""
        return next(reversed(list(self._merges(form))), None)

    def _merges(self, form: Key) -> Iterator[str]:
        """The chain of merges from ``form``; one that comes back to where it was ends there."""
        seen = {form}
        while form in self._merged:
            into = self._merged[form]
            yield into
            form = key(into)
            if form in seen:
                break
            seen.add(form)


def groups_of(ruled: Ruled) -> set[str]:
    """The surnames whose names must be decided anew because of a ruling on who is who, or its undoing."""
    return {surname(ruled.subject[part]) for part in ("name", "into") if part in ruled.subject}


Aliases: TypeAlias = Mapping[tuple[str, str], str]
"""By kind ("club", or the kind of a source) and alias, the name under which it is shown."""


def alias_rulings(file: LedgerFile) -> Aliases:
    """The aliases in force."""
    return {(r.subject["of"], r.subject["alias"]): r.subject["name"] for r in in_force(file, Ruling.ALIAS)}


def put_aliases(file: LedgerFile, changed: str) -> None:
    """Let every club and source be shown under the name that the rulings in force give it; ``changed`` is an alias
    that is new or was undone, by which journalists' outlets go too."""
    aliases = alias_rulings(file)
    file.execute(
        "INSERT OR IGNORE INTO stale_people SELECT ap.person FROM claims c JOIN appearances ap ON ap.n = c.appearance"
        " WHERE ap.person IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(c.via) WHERE value = ?)",
        [changed],
    )
    for row in file.rows("SELECT n, name, shown FROM clubs"):
        shown = alias_of(aliases, "club", row["name"])
        if shown != row["shown"]:
            file.execute("UPDATE clubs SET shown = ? WHERE n = ?", [shown, row["n"]])
    for row in file.rows("SELECT n, kind, name, shown FROM sources WHERE name IS NOT NULL"):
        shown = alias_of(aliases, row["kind"], row["name"])
        if shown != row["shown"]:
            file.execute("UPDATE sources SET shown = ?, folded = ? WHERE n = ?", [shown, fold(shown), row["n"]])


def alias_of(aliases: Aliases, of: str, name: str) -> str:
    """The name under which ``name`` is shown; aliases of aliases are followed."""
    seen = {name}
    while (of, name) in aliases:
        name = aliases[of, name]
        if name in seen:
            break
        seen.add(name)
    return name


def put_retractions(file: LedgerFile) -> None:
    """Let the claims that the rulings in force retract count no more, and all others count."""
    wanted = {ruled.subject["claim"] for ruled in in_force(file, Ruling.RETRACT)}
    here = {row["claim_id"] for row in file.rows("SELECT claim_id FROM retracted")}
    for claim_id in sorted(here - wanted):
        file.execute("DELETE FROM retracted WHERE claim_id = ?", [claim_id])
    for claim_id in sorted(wanted - here):
        file.execute("INSERT INTO retracted VALUES (?)", [claim_id])


def ruled_of(row: sqlite3.Row) -> Ruled:
    """The ruling in a row of the table, with the day on which it was undone as ``undone``.

    Raises ValueError where it is none.
    """
    undone = date.fromisoformat(row["undone"]) if row["undone"] else None
    made, kind, subject = date.fromisoformat(row["made"]), Ruling(row["kind"]), json.loads(row["subject"])
    if not isinstance(subject, dict) or not SUBJECTS[kind] <= subject.keys():
        raise ValueError(f"it does not say its {', '.join(sorted(SUBJECTS[kind]))}")
    return Ruled(row["ruling_id"], made, kind, subject, row["note"], undone)
