"""Which club a part of an article is about: the news of several, one after the other."""

from __future__ import annotations

from rumourctl.extraction.briefs import opener_of
from rumourctl.extraction.story import Story
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.nodes import UnitKind

_ROUND = 3
"""With how many clubs, at least, the paragraphs of a round-up begin."""
_OPENING = 4
_TEAMS = (UnitKind.CLUB, UnitKind.PLACE)
_NEWS_OF = (["in"], ["in", "other"], ["and", "in"])
_PLACED = (["at"], ["over", "at"], ["elsewhere", "at"], ["meanwhile", "at"])


class Parts:
    """Tells where in one article the part on a club begins and ends."""

    def __init__(self, analysed: AnalysedArticle) -> None:
        self._clubs = analysed.discourse.clubs
        openers = [club for s in analysed.sentences if s.sentence.opens_paragraph for club in [opener_of(s)]]
        self.go_round = len({*openers} - {None}) >= _ROUND and 2 * sum(map(bool, openers)) >= len(openers)
        """Whether the paragraphs begin with a club each, and are about that."""

    def about(self, sentence: AnalysedSentence, story: Story) -> str | None:
        """The club that the part is about which ``sentence`` opens or goes on with."""
        first = sentence.nodes[:_OPENING]
        at = next((i for i, n in enumerate(first) if n.unit and n.unit.kind in _TEAMS and n.unit.mention), len(first))
        unit = first[at].unit if at < len(first) else None
        club = (unit.refs[:1] or (self._clubs.club_of(unit.mention),))[0] if unit and unit.mention else None
        before, behind = [n.norm for n in first[:at]], [n.norm for n in sentence.nodes[at + 1 : at + 3]]
        opens = sentence.sentence.opens_paragraph
        news = "news" in behind and (sentence.sentence.heading or before in _NEWS_OF)
        here = before in _PLACED and behind[:1] == [","] and opens
        story.in_paragraph = sentence.sentence.paragraph if here else None if news else story.in_paragraph
        if club and (news or here):
            return club
        if self.go_round and opens and (begun := opener_of(sentence)):
            story.in_paragraph = None
            return begun
        return None if sentence.sentence.heading or story.ends_part(sentence.sentence.paragraph) else story.about
