"""How much of an article is about one club."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rumourctl.language.analysis import AnalysedSentence

_SHARE = 0.45
"""Of the paragraphs that speak of clubs, in how many the one is spoken of whose people need not be said to be its own:
a round-up that begins with a club, or comes back to it, is not about it."""


class Dominance:
    """Tells which clubs ``sentences`` speak of from one paragraph to the next, as what is about a club does."""

    def __init__(
        self, sentences: Sequence[AnalysedSentence], spoken_of: Callable[[AnalysedSentence], Iterable[str]]
    ) -> None:
        self._sentences, self._spoken_of = sentences, spoken_of
        self._known: dict[str, bool] = {}

    def runs_through(self, club: str | None) -> bool:
        """Whether ``club`` is spoken of all along."""
        if club is not None and club not in self._known:
            told: dict[int, set[str]] = {}
            for sentence in self._sentences:
                if not sentence.sentence.heading:
                    told.setdefault(sentence.sentence.paragraph, set()).update(self._spoken_of(sentence))
            of_clubs = [clubs for clubs in told.values() if clubs]
            self._known[club] = sum(club in clubs for clubs in of_clubs) >= _SHARE * len(of_clubs)
        return club is not None and self._known[club]
