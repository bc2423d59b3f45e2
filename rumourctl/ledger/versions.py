"""Which version of an article took the place of which. Called inside one transaction."""

from __future__ import annotations

from rumourctl.ledger.file import LedgerFile


def give_way(file: LedgerFile, number: int, to: str) -> bool:
    """Let an article be superseded by that of the id ``to``, as another ledger tells; gives whether that is news.

    Where it gave way to another here, the later published of both counts. Where each gave way to the other, in ledgers
    that saw them come in different orders, the later published is current.
    """
    new: int = file.value("SELECT n FROM articles WHERE article_id = ?", [to])
    old = _next(file, number)
    if old is not None and _age(file, old) >= _age(file, new):
        return False
    circle = _way(file, new, number)
    if circle[-1] == number:
        latest = max(circle, key=lambda n: _age(file, n))
        if latest == number:
            return False
        _point(file, latest, None)
    _point(file, number, new)
    return True


def close_gap(file: LedgerFile, number: int) -> None:
    """Before an article goes: let those that it replaced be replaced by what came after it, or be current again."""
    earlier = [row["n"] for row in file.rows("SELECT n FROM articles WHERE superseded_by = ? ORDER BY n", [number])]
    heir = _next(file, number) or (earlier[-1] if earlier else None)
    for version in earlier:
        _point(file, version, heir if heir != version else None)


def _next(file: LedgerFile, number: int) -> int | None:
    following: int | None = file.value("SELECT superseded_by FROM articles WHERE n = ?", [number])
    return following


def _way(file: LedgerFile, start: int, goal: int) -> list[int]:
    """The versions from ``start`` on, each replaced by the next, to ``goal`` or else to the current one."""
    found = [start]
    while found[-1] != goal and (following := _next(file, found[-1])) is not None:
        found.append(following)
    return found


def _age(file: LedgerFile, number: int) -> tuple[str, str]:
    """By what versions are put in order where ledgers do not agree on it."""
    (row,) = file.rows("SELECT published, article_id FROM articles WHERE n = ?", [number])
    return row["published"], row["article_id"]


def _point(file: LedgerFile, number: int, to: int | None) -> None:
    file.execute("UPDATE articles SET superseded_by = ? WHERE n = ?", [to, number])
