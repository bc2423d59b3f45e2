"""The Python interface: what ``import rumourctl`` offers, and that the program is made of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import rumourctl
from rumourctl.claims.shape import claim_to_dict
from tests.conftest import Runner

TEXT = "Chelsea have agreed a £40m fee with Lyon for midfielder Kai Lund, according to Marca."


def test_importing_it_loads_nothing_of_it() -> None:
    script = "import rumourctl, sys; print([name for name in sys.modules if name.startswith('rumourctl.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", rumourctl.__all__)
def test_every_name_is_there_documented_and_one_of_the_programs_own(name: str) -> None:
    thing = getattr(rumourctl, name)
    assert thing.__doc__
    assert thing.__module__.startswith("rumourctl.")


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Leger'"):
        _ = rumourctl.Leger  # type: ignore[attr-defined]


def test_extract_finds_what_the_program_finds(run: Runner) -> None:
    (claim,) = rumourctl.extract(TEXT, date(2025, 7, 1))
    (told,) = run("extract", "-", "--date", "2025-07-01", "-f", "json", stdin=TEXT.encode()).json
    assert claim_to_dict(claim).items() <= told.items()
    assert TEXT[claim.evidence[0].start : claim.evidence[0].end] == claim.evidence[0].text


def test_a_ledger_made_by_the_program_is_read(run: Runner, seeds: Path, tmp_path: Path) -> None:
    run("ingest", seeds, "--db", tmp_path / "made.db")
    with rumourctl.Ledger.read(tmp_path / "made.db") as ledger:
        claims = ledger.claims(rumourctl.Filter(club="Real Madrid"))
    assert {recorded.known_as for recorded in claims} >= {"Xabi Alonso", "Alexis Mac Allister"}
