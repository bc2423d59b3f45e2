"""How alike two articles are: syndicated copies and light rewrites are one report, whoever prints them.

The measure is the resemblance of A. Z. Broder (*On the resemblance and containment of documents*, 1997): the share of
the runs of four words that two texts have in common among all that either has. Its sketch, the smallest hashes of a
text's runs, finds the few texts that are worth comparing among any number.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Set
from heapq import nsmallest

COPY = 0.5
"""From this resemblance on, one text is a copy of the other."""
RUN = 4
MARKS = 16
"""Smallest hashes by which a text is found. Two texts half of whose runs are the same share about ten of them."""
SHARED_MARKS = 3
"""So many marks two texts must share before they are compared."""

_WORD = re.compile(r"\w+")
_SCRAMBLE = 2654435761
"""Knuth's multiplier: spreads checksums of similar runs over all 32 bits."""


def runs(text: str) -> frozenset[int]:
    """The hashes of all runs of four words in ``text``, case and punctuation aside."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        zlib.crc32(" ".join(words[place : place + RUN]).encode("utf-8", "replace")) * _SCRAMBLE & 0xFFFFFFFF
        for place in range(len(words) - RUN + 1)
    )


def marks(of: Set[int]) -> list[int]:
    """The sketch of a text by its runs."""
    return nsmallest(MARKS, of)


def resemblance(one: Set[int], other: Set[int]) -> float:
    """The share of runs in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0
