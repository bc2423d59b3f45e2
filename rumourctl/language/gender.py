"""Whether a text speaks of women, as far as its pronouns tell."""

from __future__ import annotations

from collections.abc import Iterable

SHE = ("she", "her", "hers", "herself")
HE = ("he", "him", "his", "himself")


def rather_women(norms: Iterable[str]) -> bool | None:
    """Whether the words ``norms`` of a text speak of women far more often than of men; None where of nobody."""
    she = he = 0
    for norm in norms:
        she += norm in SHE
        he += norm in HE
    return she > 2 * he if she or he else None
