"""Texts by which work once grew faster than they did."""

from __future__ import annotations

import pytest

from tests.fuzz import work
from tests.fuzz.work import Repeated

ONCE_QUADRATIC = {
    "each sentence of a long paragraph credited in brackets": Repeated("Lyon want Kai Lund (Bild).", " ", named=False),
}


@pytest.mark.parametrize("repeated", ONCE_QUADRATIC.values(), ids=ONCE_QUADRATIC.keys())
def test_reading_twice_the_text_takes_twice_the_work(repeated: Repeated) -> None:
    work.check_reading_grows_with_the_text(repeated)
