"""Women's teams, where an article of women's football calls them by the bare name of their club.

Whether it is one is told by the whole article: by the names of women's competitions and teams, and by its pronouns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rumourctl.claims.model import Claim
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.gender import rather_women
from rumourctl.language.grammar import closed_class

_CUES = closed_class("womens_football")
_SURE = 2
"""How often an article that has no pronouns speaks of women's football, at least."""


def is_of_women(sentences: Iterable[AnalysedSentence]) -> bool:
    """Whether an article of these ``sentences`` is about women's football."""
    norms = [token.norm for s in sentences for token in s.sentence.tokens]
    cues, women = sum(norm in _CUES for norm in norms), rather_women(norms)
    return cues > 0 and (cues >= _SURE if women is None else women)


def of_womens_teams(claim: Claim, has_men: Callable[[str], bool]) -> Claim:
    """``claim`` with the women's teams of its clubs; ``has_men`` tells which are known as men's: others stay."""

    def team(club: str | None) -> str | None:
        return f"{club} Women" if club and has_men(club) else club

    return replace(claim, from_club=team(claim.from_club), to_club=team(claim.to_club))
