"""Ledgers that hold every hostile payload, for all tests of commands."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rumourctl.ledger.store import Ledger
from tests.commands.hostile import EVERYTHING, NAMES, SUBJECT, fill


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of all payloads; not to be written to."""
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    fill(path, NAMES)
    return path


@pytest.fixture(scope="session")
def ruled(hostile: Path) -> Path:
    """The same ledger with rulings that name every payload."""
    path = hostile.with_name("ruled.db")
    shutil.copy(hostile, path)
    made = date(2026, 1, 1)
    with Ledger.open(path) as ledger:
        for surname, payload in NAMES.items():
            ledger.docket.alias(
                "club", f"{payload}Town {surname}", f"{payload}Athletic {surname}", made=made, note=payload
            )
        (saga, *_) = ledger.find_saga(f"{ledger.find_people(SUBJECT).exact[0].name} 2025s", made)
        ledger.docket.settle(saga, EVERYTHING, date(2025, 8, 1), made=made, note=EVERYTHING)
        ledger.docket.retract(ledger.claims()[0].claim_id, made=made, note=EVERYTHING)
    return path
