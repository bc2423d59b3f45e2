"""A short run of everything that is fuzzed, the same each time; ``make fuzz`` goes on where this ends."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_whatever_goes_in_what_is_promised_holds(target: Target) -> None:
    @settings(
        max_examples=target.few,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(target.inputs)
    def holds(given_in: object) -> None:
        target.check(given_in)

    holds()
