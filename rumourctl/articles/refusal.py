"""Why an article is not taken."""

from __future__ import annotations

from rumourctl.errors import RumourError


class Refusal(RumourError):
    """One input cannot be taken; the message completes the sentence "file: …" and says what to do.

    It stays inside this package: ``reading`` turns it into a ``Problem``, so that the other files are still read.
    """
