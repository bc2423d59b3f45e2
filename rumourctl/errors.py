"""What can go wrong, as values and exceptions, and the exit status each ends in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ended; documented in the README and stable."""

    DONE = 0
    PARTIAL = 1
    """It ran, but some input was refused or nothing matched."""
    USAGE = 2
    LEDGER = 3
    """The ledger cannot be used: missing, locked too long, corrupt, newer, or not a ledger."""
    INTERRUPTED = 130
    """By Ctrl-C or SIGINT."""
    TERMINATED = 143
    """By SIGTERM."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that was refused, kept as a value so that the others are still read.

    ``file`` is the path as the user gave it; ``reason`` completes the sentence "file: …".
    """

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


class RumourError(Exception):
    """Base of all errors that end a command with one sentence on stderr."""

    status = ExitStatus.PARTIAL


class UsageProblem(RumourError):
    """The command was called in a way that it cannot make sense of."""

    status = ExitStatus.USAGE


class NothingFound(RumourError):
    """The question was fine, but the ledger holds no answer (or several)."""


class LedgerError(RumourError):
    """The ledger file cannot be used."""

    status = ExitStatus.LEDGER


class DataError(RumourError):
    """A rule or word file is wrong; the message names file, entry and fault."""

    status = ExitStatus.USAGE
