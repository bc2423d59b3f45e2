"""A real terminal for other programs: what somebody types at them, and what they show."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 20.0


@dataclass
class Terminal:
    """A program on a terminal of its own."""

    process: int
    descriptor: int
    shown: bytes = field(default=b"", init=False)
    has_ended: bool = field(default=False, init=False)

    def type(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    def wait_for(self, what: str | Path) -> None:
        """Read until the terminal shows ``what`` or the file ``what`` is there. Fails after a minute."""
        end = time.monotonic() + _PATIENCE
        while not (what.exists() if isinstance(what, Path) else what.encode() in self.shown):
            assert time.monotonic() < end, f"no {what!r} in {self.shown.decode(errors='replace')!r}"
            if select.select([self.descriptor], [], [], 0.05)[0]:
                self.shown += self._read()

    def wait(self) -> int:
        """Read to the end of the program; gives its exit status."""
        while piece := self._read():
            self.shown += piece
        self.has_ended = True
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> bytes:
        try:
            return os.read(self.descriptor, 65536)
        except OSError:  # Linux says so where nobody has the terminal open any more
            return b""


@contextlib.contextmanager
def terminal(command: Sequence[str | Path], environ: Mapping[str, str], folder: Path) -> Iterator[Terminal]:
    """``command`` on a terminal, in ``folder``; it is ended at the end."""
    process, descriptor = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], [*map(str, command)], dict(environ))
    at = Terminal(process, descriptor)
    try:
        yield at
    finally:
        if not at.has_ended:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        os.close(descriptor)
