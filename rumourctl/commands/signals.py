"""Ctrl-C and SIGTERM in a long run: what is at hand is finished, then the run ends; a second one breaks it off.

While a run waits for its turn to write, nothing is at hand, and the ledger itself looks whether one has come.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_HEEDED = (signal.SIGINT, signal.SIGTERM)


class Terminated(BaseException):
    """SIGTERM asked the program to end, as Ctrl-C would. Not a KeyboardInterrupt, which typer takes for itself."""


class Signals:
    """Raises KeyboardInterrupt for SIGINT and Terminated for SIGTERM: at once, or when what is at hand is finished."""

    def __init__(self) -> None:
        self._at_hand = False
        self._came: int | None = None

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """What is done inside is finished before a signal ends the run; only a second signal breaks it off."""
        self._at_hand = True
        try:
            yield
        finally:
            self._at_hand = False
        self.obey()

    def obey(self) -> None:
        """End the run here if a signal has come."""
        if self._came is not None:
            raise Terminated if self._came == signal.SIGTERM else KeyboardInterrupt

    def _heed(self, number: int, frame: FrameType | None) -> None:
        is_first = self._came is None
        self._came = number
        if not (self._at_hand and is_first):
            self.obey()


@contextmanager
def heeding_signals() -> Iterator[Signals]:
    """While it lasts, SIGINT and SIGTERM go to the Signals that it gives; then to whom they went before."""
    signals = Signals()
    # Whoever started the program may have had one ignored, as a shell does for a command with "&".
    heeded = [number for number in _HEEDED if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, signals._heed) for number in heeded}
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
