"""What a check of a ledger finds, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    ``kind`` says of what ("article", "claim", "saga" …), ``where`` which one, by the name or id that commands show;
    ``problem`` completes the sentence "where …". ``repairable`` is false where only a backup can help.
    """

    kind: str
    where: str
    problem: str
    repairable: bool = True
