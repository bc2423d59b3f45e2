"""What storing articles would come to, found out without a word written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.errors import LedgerError
from rumourctl.ledger.entering import CountryOf, by_id, place_of
from rumourctl.ledger.file import Heed, LedgerFile, Tell
from rumourctl.ledger.placing import Held, current_at, held, placed
from rumourctl.ledger.rows import Added
from rumourctl.ledger.store import PATIENCE
from rumourctl.ledger.strangers import refuse_strangers


class Rehearsal:
    """Answers as a Ledger would to whom it adds articles, each as if those before it had been stored."""

    def __init__(self, file: LedgerFile | None) -> None:
        """Of the ledger in ``file``; with None, of one that is still to be made."""
        self._file = file
        self._added: dict[str, tuple[str | None, int]] = {}
        """The place and the number of claims of each article that would have been added."""
        self._current: dict[str, str] = {}
        """The article that would be current at each place at which one would have changed."""

    @contextmanager
    def adding_many(self) -> Iterator[None]:
        """Nothing waits for its end; see Ledger.adding_many."""
        yield

    def holds(self, article_id: str) -> bool:
        """Whether there would be an article of exactly this id by now."""
        return self._held(article_id) is not None

    def add(self, article: Article, claims: Sequence[Claim], extractor: str, country_of: CountryOf) -> Added:
        """What Ledger.add would give."""
        identity, place = article.article_id, place_of(article)
        here = self._held(identity)
        added = placed(identity, place, here, self._at(place), here.claims if here else len(by_id(article, claims)))
        if here is None:
            self._added[identity] = place, added.claims
        if place is not None and added.status != "unchanged":
            self._current[place] = identity
        return added

    def _held(self, article_id: str) -> Held | None:
        if article_id in self._added:
            place, claims = self._added[article_id]
            return Held(place, claims, self._gave_way(article_id, place, before=False))
        here = held(self._file, article_id) if self._file else None
        return here and Held(here.place, here.claims, self._gave_way(article_id, here.place, before=here.superseded))

    def _gave_way(self, article_id: str, place: str | None, *, before: bool) -> bool:
        """Whether another is current at ``place``, where it was so ``before`` all that is rehearsed."""
        return before if place is None or place not in self._current else self._current[place] != article_id

    def _at(self, place: str | None) -> list[str]:
        if place is not None and place in self._current:
            return [self._current[place]]
        return current_at(self._file, place) if self._file else []


@contextmanager
def rehearse(path: Path, *, tell: Tell, heed: Heed) -> Iterator[Rehearsal]:
    """What adding to the ledger at ``path`` would come to, whether there is one or not. It is neither made nor changed,
    nor brought up to date; ``tell`` hears where it would be, and ``heed`` is as for Ledger.open.

    Raises LedgerError where nothing could be added to it.
    """
    if refuse_strangers(path, create=True):
        tell(f"would make a new ledger: {path}")
        yield Rehearsal(None)
        return
    file = LedgerFile(
        path, create=False, patience=PATIENCE, tell=tell, on_migration=_never_migrated, heed=heed, upgrade=False
    )
    with closing(file):
        if file.refusal:
            raise LedgerError(file.refusal)
        if file.is_old:
            tell(f"{path}: would be upgraded for this version of rumourctl first")
        yield Rehearsal(None if file.is_empty else file)


def _never_migrated(file: LedgerFile) -> None:
    """What is only looked at is not brought up to date."""
