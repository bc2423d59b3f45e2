"""The user's rulings, listed."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, without_unused
from rumourctl.rendering.when import full_day
from rumourctl.sagas.rulings import Ruled, Ruling


def _row(ruled: Ruled) -> Row:
    return {
        "ruling_id": ruled.ruling_id,
        "made": ruled.made.isoformat(),
        "kind": ruled.kind.value,
        "subject": dict(ruled.subject),
        "note": ruled.note,
        "undone": ruled.undone.isoformat() if ruled.undone else None,
    }


def _sheet(rulings: Sequence[Ruled]) -> Sheet:
    columns = [
        Column("Id", style="dim"),
        Column("Made", right=True),
        Column("Ruling", wraps=True),
        Column("Note", wraps=True),
        Column("Undone", right=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            ruled.ruling_id,
            full_day(ruled.made),
            Cell(_told(ruled), "dim" if ruled.undone else "", lead=ruled.kind.value),
            ruled.note or "",
            full_day(ruled.undone) if ruled.undone else "",
        ]
        for ruled in rulings
    ]
    return without_unused(Sheet(columns, rows))


def _told(ruled: Ruled) -> str:
    subject = ruled.subject
    match ruled.kind:
        case Ruling.SETTLE:
            return f"{subject['saga']}: {subject['outcome']} on {subject['on']}"
        case Ruling.RETRACT:
            return subject["claim"]
        case Ruling.ALIAS:
            return f"{subject['of']} {subject['alias']} is {subject['name']}"
        case Ruling.MERGE:
            return f"{subject['name']} is {subject['into']}"
        case Ruling.SPLIT:
            return f"{subject['name']} with {subject['club']} is somebody else"
        case Ruling.UNDO:
            return subject["ruling"]


RULINGS: View[Ruled] = View(("ruling_id", "made", "kind", "subject", "note", "undone"), _row, _sheet)
