"""Women's teams, where an article of women's football calls them by the bare name of their club.

Whether it is one is told by the whole article: by the names of women's competitions and teams, and by its pronouns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rumourctl.claims.model import Claim
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class

_CUES = closed_class("womens_football")
_SHE = ("she", "her", "hers", "herself")
_HE = ("he", "him", "his", "himself")
_SURE = 2
"""How often an article that has no pronouns speaks of women's football, at least."""


def is_of_women(sentences: Iterable[AnalysedSentence]) -> bool:
    """Whether an article of these ``sentences`` is about women's football."""
    norms = [token.norm for s in sentences for token in s.sentence.tokens]
    cues, she, he = (sum(norm in words for norm in norms) for words in (_CUES, _SHE, _HE))
    return cues > 0 and (she > 2 * he if she or he else cues >= _SURE)


def of_womens_teams(claim: Claim, has_men: Callable[[str], bool]) -> Claim:
    """``claim`` with the women's teams of its clubs; ``has_men`` tells which are known as men's: others stay."""

    def team(club: str | None) -> str | None:
        return f"{club} Women" if club and has_men(club) else club

    return replace(claim, from_club=team(claim.from_club), to_club=team(claim.to_club))
