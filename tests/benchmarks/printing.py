"""Figures to tables: on the terminal while they come, and in Markdown for the README."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.table import Table

from tests.benchmarks.measuring import Figure, Unit

RESULTS = Path(__file__).with_name("results.json")
HEADS = ("", "rumourctl", "Reference", "", "Ratio")


def cells(figure: Figure) -> tuple[str, str, str, str, str]:
    """A row: what it is, the figure, whom it is compared with, the same of it, and how many times that it is."""
    ratio = figure.ratio
    return (
        figure.what,
        shown(figure.ours, figure.unit),
        figure.reference,
        "–" if figure.theirs is None else shown(figure.theirs, figure.unit),
        "–" if ratio is None else f"{digits(ratio)}×",
    )


def shown(value: float, unit: Unit) -> str:
    """A figure with its unit, in three digits or so."""
    if unit is Unit.SECONDS:
        return f"{value * 1000:,.0f} ms" if value < 10 else f"{value:,.0f} s"
    if unit is Unit.BYTES and value >= 1e7:
        return f"{value / 1e6:,.0f} MB"
    return f"{float(f'{value:.3g}'):,.{0 if value >= 100 else 1}f} {unit.value}"


def digits(ratio: float) -> str:
    """A ratio with the digits that matter."""
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"


def table(title: str, figures: Iterable[Figure]) -> Table:
    """Figures under a title, for the terminal."""
    drawn = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head, side in zip(HEADS, ("left", "right", "left", "right", "right"), strict=True):
        drawn.add_column(head, justify=side)  # type: ignore[arg-type]
    for figure in figures:
        drawn.add_row(*cells(figure))
    return drawn


def keep(part: str, method: str, figures: Iterable[Figure]) -> None:
    """Write down the figures of one part, with the day and the machine, in the place of what was there of it."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    rows = [
        [
            of.what,
            of.unit.name,
            _short(of.ours),
            of.reference,
            None if of.theirs is None else _short(of.theirs),
            of.chief,
        ]
        for of in figures
    ]
    kept[part] = {"date": date.today().isoformat(), "machine": machine(), "method": method, "figures": rows}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _short(value: float) -> float:
    """Four digits of it: more are chance."""
    return float(f"{value:.4g}")


class Kept(NamedTuple):
    """The figures of a part, with when and where they were measured, and how."""

    date: str
    machine: str
    method: str
    figures: list[Figure]


def kept() -> dict[str, Kept]:
    """All that was written down, by part."""
    read = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return {
        part: Kept(
            values["date"],
            values["machine"],
            values["method"],
            [Figure(what, Unit[unit], *rest) for what, unit, *rest in values["figures"]],
        )
        for part, values in read.items()
    }


def machine() -> str:
    """The class of machine this is, with no name that is its own."""
    cores = os.cpu_count() or 1
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{_processor()}, {cores} core{'s' * (cores > 1)}, {pages / 2**30:.0f} GB of memory,"
        f" {platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    )


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    named = [line for line in cpus.read_text().splitlines() if line.startswith("model name")] if cpus.exists() else []
    return named[0].partition(":")[2].strip() if named else platform.processor() or platform.machine()
