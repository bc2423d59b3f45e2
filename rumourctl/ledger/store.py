"""The ledger: one SQLite file that keeps articles whole, and the claims derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Recorded, Source
from rumourctl.errors import NothingFound, RumourError
from rumourctl.ledger import carrying, clubrecords, lookup, queries, sagas, summaries
from rumourctl.ledger.adding import add
from rumourctl.ledger.asking import Answer
from rumourctl.ledger.docket import Docket
from rumourctl.ledger.entering import CountryOf, enter_missing_likeness, place_clubs
from rumourctl.ledger.entries import Entry, Piece, Shown
from rumourctl.ledger.file import Heed, LedgerFile, Tell, tell_nobody
from rumourctl.ledger.filters import EVERYTHING, Filter, storable
from rumourctl.ledger.forgetting import forget
from rumourctl.ledger.meanwhile import Meanwhile
from rumourctl.ledger.naming import called_all, known_as
from rumourctl.ledger.outlook import Outlook
from rumourctl.ledger.patience import heed_nothing
from rumourctl.ledger.rederiving import rederive
from rumourctl.ledger.rows import Added, ArticleRow, ClubRow, Counts, Found, PersonRow, Rederived, SourceRow, Taken
from rumourctl.sagas.saga import Saga

PATIENCE = 600.0
"""How many seconds to wait for others that are writing. They write an article at a time, and all get their turn."""


def unknown_country(club: str) -> None:
    """Of no club is it known where it plays."""


def unheeded(total: Rederived) -> None:
    """Nobody waits to be told."""


class Ledger:
    """An open ledger. Every method raises LedgerError, naming file and reason, where the file fails.

    Articles and the order in which versions of a file came are the record; all else is derived from them, and does
    not depend on the order of ingest. Only which of two versions of one file is current does: the later ingested.
    """

    def __init__(self, file: LedgerFile) -> None:
        self._file = file
        self._adding_many = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        patience: float = PATIENCE,
        tell: Tell = tell_nobody,
        heed: Heed = heed_nothing,
    ) -> Ledger:
        """Open the ledger at ``path`` to write; with ``create``, make it and its folder where there is none.

        ``tell`` is called with each sentence that whoever waits for the ledger should read, and ``heed`` again and
        again while others are waited for, which ends with what it raises.

        Raises LedgerError where it is missing, locked for longer than ``patience`` seconds, damaged, written by a
        newer version, or anything but a ledger; what is no ledger is left untouched.
        """
        return cls(
            LedgerFile(path, create=create, patience=patience, tell=tell, on_migration=derive_missing, heed=heed)
        )

    @classmethod
    @contextmanager
    def read(cls, path: Path, *, tell: Tell = tell_nobody) -> Iterator[Ledger]:
        """The ledger at ``path`` as it stands now: all questions inside see this one state, and nothing is written.

        Never waits for whoever is writing, but where the ledger itself is being made, upgraded or mended. Raises
        LedgerError as :meth:`open` does.
        """
        with cls.open(path, tell=tell) as ledger:
            ledger._file.refuse_writing()
            with ledger._file.snapshot():
                yield ledger

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """One transaction, all or nothing: what is read inside still holds when what follows from it is written."""
        with self._file.writing():
            yield

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that the ledger lies in, which nothing else may be written to."""
        return self._file.paths

    @property
    def tables(self) -> list[str]:
        """The names of all tables and views in the file."""
        rows = self._file.rows("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
        return [row["name"] for row in rows]

    def add(
        self, article: Article, claims: Sequence[Claim], extractor: str, country_of: CountryOf = unknown_country
    ) -> Added:
        """Store an article with the claims that version ``extractor`` of the reading found, all or nothing.

        ``country_of`` tells in which country a club plays, by which the windows of sagas go.

        An article that is here already, from whatever path, is unchanged. One from a path that held another
        supersedes that one, which stays. Raises RumourError for an article that no file can hold.
        """
        try:
            with self._file.writing():
                added = add(self._file, article, claims, extractor, country_of)
                if not self._adding_many:
                    sagas.refresh(self._file)
                return added
        except (UnicodeEncodeError, OverflowError) as error:
            raise RumourError(f"{article.path}: cannot be stored: {error}; leave it out") from error

    @contextmanager
    def adding_many(self) -> Iterator[None]:
        """While many articles are added, the sagas of those whom they touch wait; all are made at the end, each once.

        So an article costs the same however much has been said before of those in it. Whoever reads the ledger
        meanwhile, or after it was left half-way, makes for himself those that he asks for.
        """
        self._adding_many = True
        try:
            yield
        finally:
            self._adding_many = False
        self._make_sagas()

    def _make_sagas(self) -> None:
        """Make all sagas that are due, with a turn for others who write between those of some persons and the next."""
        left = True
        while left:
            with self._file.writing():
                left = sagas.refresh_some(self._file)

    def rederive(
        self,
        extract: Callable[[Article], Sequence[Claim]],
        extractor: str,
        country_of: CountryOf = unknown_country,
        stored: Callable[[Rederived], None] = unheeded,
        ahead: Callable[[Iterator[Article]], Iterable[Article]] = iter,
    ) -> Rederived:
        """Read all current articles again with ``extract``, one transaction an article.

        Those come first that another version has read: stopped half-way, what was done stays done, and is last the
        next time. ``stored`` is told after each article what all came to so far; ``ahead`` gives on the articles that
        it is given, in their order, and may read them meanwhile. Raises whatever these raise, and whatever ``extract``
        raises, with that article untouched.
        """
        total = rederive(self._file, extract, extractor, country_of, stored, ahead)
        with self._file.writing():
            place_clubs(self._file, country_of)
        self._make_sagas()
        return total

    def stale(self, extractor: str) -> int:
        """How many articles were read by another version than ``extractor``, superseded ones aside."""
        count: int = self._file.value(
            "SELECT count(*) FROM articles WHERE superseded_by IS NULL AND extractor != ?", [extractor]
        )
        return count

    def holds(self, article_id: str) -> bool:
        """Whether there is an article of exactly this id, superseded or not."""
        return self._file.value("SELECT 1 FROM articles WHERE article_id = ?", [article_id]) is not None

    def articles(self, where: Filter = EVERYTHING) -> list[ArticleRow]:
        """Articles in order of publication. Limits on claims ask for articles that have such a claim."""
        with self._file.snapshot():
            return queries.articles(self._file, where)

    def stored(self, article_id: str) -> Article:
        """The article whole, its text exactly as it was read. Raises NothingFound where there is none."""
        article = queries.stored(self._file, storable(article_id))
        if article is None:
            raise NothingFound(f"{article_id}: no such article in the ledger; rumourctl articles lists them")
        return article

    def claims(self, where: Filter = EVERYTHING) -> list[Recorded]:
        """Claims in order of their date, then publication, then place in the article."""
        with self._file.snapshot():
            return list(queries.claims(self._file, where))

    def each_claim(self, where: Filter = EVERYTHING) -> Iterator[Recorded]:
        """Like :meth:`claims`, but each as soon as it is read. Good only while the ledger is read, see :meth:`read`."""
        return queries.claims(self._file, where)

    def find_claim(self, prefix: str) -> list[Recorded]:
        """Claims whose id begins with ``prefix``, of superseded versions too."""
        with self._file.snapshot():
            return lookup.find_claims(self._file, prefix)

    def find_article(self, prefix_or_path: str) -> list[ArticleRow]:
        """The current article at a path; where there is none, those of any version whose id begins so."""
        with self._file.snapshot():
            return lookup.find_articles(self._file, prefix_or_path)

    def versions_at(self, path: str) -> list[ArticleRow]:
        """All versions of the article at a path."""
        with self._file.snapshot():
            return lookup.articles_at(self._file, path, superseded=True)

    def last_published(self, where: Filter) -> date | None:
        """The latest day on which a claim that ``where`` leaves was published."""
        with self._file.snapshot():
            return queries.last_published(self._file, where)

    def count_claims(self, where: Filter = EVERYTHING, at_most: int | None = None) -> int:
        """How many claims :meth:`claims` gives without a limit; where they are more than ``at_most``, so many."""
        with self._file.snapshot():
            return queries.count_claims(self._file, where, at_most)

    def people(self, where: Filter = EVERYTHING) -> list[PersonRow]:
        """The persons of the claims that ``where`` leaves, most claims first."""
        with self._file.snapshot():
            return summaries.people(self._file, where)

    def names(self, where: Filter = EVERYTHING) -> list[str]:
        """The display names of those whom :meth:`people` gives."""
        with self._file.snapshot():
            return summaries.names(self._file, where)

    def clubs(self, where: Filter = EVERYTHING) -> list[ClubRow]:
        """The clubs of the claims that ``where`` leaves, most claims first."""
        with self._file.snapshot():
            return summaries.clubs(self._file, where)

    def sources(self, where: Filter = EVERYTHING) -> list[SourceRow]:
        """The sources of the claims that ``where`` leaves, most claims first."""
        with self._file.snapshot():
            return summaries.sources(self._file, where)

    def told(self) -> Iterator[Piece]:
        """All that the ledger has to tell another, of one moment, in an order that its content alone decides."""
        with self._file.snapshot():
            yield from carrying.told(self._file)

    def shown(self, entry: Entry) -> dict[str, Shown]:
        """What is shown of the claims of an article beyond the claims themselves, by their ids."""
        return carrying.shown(self._file, entry.article.article_id)

    def take(self, pieces: Iterable[Piece]) -> Taken:
        """Take what another ledger told, as far as it is not known here. Twice changes nothing; another order only
        which of two rulings counts that were made on one day and contradict each other.

        Stopped half-way, whole articles stay taken, and a second time completes it. Sagas wait as in adding_many.
        """
        taken = carrying.take(self._file, pieces)
        if not self._adding_many:
            self._make_sagas()
        return taken

    def forget(self, article_ids: Iterable[str]) -> None:
        """Let the ledger be as if it had never held some articles, and leave nothing of them in its file."""
        forget(self._file, article_ids)

    @property
    def docket(self) -> Docket:
        """Where the user's rulings are made and kept."""
        return Docket(self._file)

    def sagas(self, today: date, where: Filter = EVERYTHING) -> list[Saga]:
        """The sagas of a person or club, or all, by person, as they stand on ``today``.

        With ``as_of``, made from what was published by then, and as they stood on that day. A window has closed once
        the ledger holds an article that was published later: of what happened since, nothing is known.
        """
        with self._file.snapshot():
            day = sagas.horizon(self._file, where.as_of or today)
            if where.as_of is None:
                return [saga.at(day) for saga in sagas.current(self._file, where)]
            found = sagas.derived(self._file, Filter(person=where.person, as_of=where.as_of))
        return [saga.at(day) for saga in found if where.club in (None, *saga.clubs)]

    def meanwhile(self, where: Filter, first: date, last: date) -> Meanwhile:
        """What was said under ``where`` between the end of two days, to be asked for step by step.

        Good only while the ledger is read, see :meth:`read`.
        """
        return Meanwhile(self._file, where, first, last)

    def outlook(self, today: date, as_of: date | None = None) -> Outlook:
        """The sagas as they stand on ``today``, or by what was published until ``as_of``, to be asked for step by step.

        Good only while the ledger is read, see :meth:`read`.
        """
        return Outlook(self._file, today, as_of)

    def find_saga(self, prefix: str, today: date) -> list[Saga]:
        """The saga of this id, or else those whose id begins so, as they stand on ``today``."""
        with self._file.snapshot():
            day = sagas.horizon(self._file, today)
            return [saga.at(day) for saga in sagas.with_id(self._file, prefix)]

    def saga_of(self, claim_id: str) -> str | None:
        """The id of the saga that holds a claim; None for history, and for what was retracted."""
        with self._file.snapshot():
            return sagas.with_claim(self._file, claim_id)

    def called(self, source: Source) -> Source:
        """The source that ``source`` goes under: a person or journalist by the display name."""
        with self._file.snapshot():
            return called_all(self._file, [source])[source]

    def kinds_named(self, name: str) -> list[str]:
        """What bears exactly this name here: "club", or kinds of sources other than persons."""
        with self._file.snapshot():
            return lookup.kinds_named(self._file, name)

    def person(self, name: str) -> PersonRow:
        """The person whom the ledger shows under ``name``, of whom there is a claim."""
        with self._file.snapshot():
            return summaries.person(self._file, name)

    def find_people(self, name: str) -> Found:
        """Persons by any part of a name, without case and accents; one who is called just that comes alone."""
        with self._file.snapshot():
            return lookup.find_people(self._file, name)

    def find_clubs(self, name: str) -> Found:
        """Clubs by any part of a name, without case and accents; one that is called just that comes alone."""
        with self._file.snapshot():
            return lookup.find_clubs(self._file, name)

    def known_as(self, name: str) -> str:
        """The display name of the person whom ``name`` (of an actor, a source) means; ``name`` where that is open."""
        with self._file.snapshot():
            return known_as(self._file, name)

    @contextmanager
    def asking(self, sql: str, parameters: Mapping[str, str]) -> Iterator[Answer]:
        """The answer to a user's own SQL, with what ``:name`` in it stands for, inside of which nothing else can be
        asked. Raises UsageProblem where it is no query, wrong, or would change anything."""
        with self._file.asking(sql, parameters) as answer:
            yield answer

    def counts(self) -> Counts:
        """How much the ledger holds, superseded versions aside."""
        with self._file.snapshot():
            return summaries.counts(self._file)


def derive_missing(file: LedgerFile) -> None:
    """Derive what an older schema knew nothing of. Called inside a transaction."""
    enter_missing_likeness(file)
    sagas.refresh(file)
    sagas.enter_missing(file)
    clubrecords.count_all(file)
