"""A whole ledger as lines of JSON: the format that ``export`` writes and ``import`` reads.

Its lines are objects whose ``record`` says what they are, in this order: ``header``, with the version of the format;
``club``, one for each club whose country is known; ``article``, one for each version of each article, with all claims
that were found in it, and behind the version that replaced it; ``replaced``, where ledgers that were taken together do
not agree by which version one was replaced; ``ruling``, in the order in which they were made; and ``end``, with how
many articles, claims, clubs and rulings there were and the SHA-256 of all bytes before it. All is ASCII, so that
nothing on its way changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, TypeAlias

from rumourctl.articles.model import Article
from rumourctl.claims.fields import Fields
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim
from rumourctl.claims.shape import claim_from_fields
from rumourctl.errors import RumourError
from rumourctl.ledger.entries import Entry, Piece, Placed, Replaced, entry_to_dict
from rumourctl.sagas.rulings import SUBJECTS, Ruled, Ruling

VERSION = 2
"""Of the format; raised with every change to it. The first one had no lines ``replaced``."""
_FORMAT = "rumourctl ledger"
_ORDER = ("header", "club", "article", "replaced", "ruling", "end")
_LONGEST = 256_000_000
"""Bytes of a line; many times what the largest article that is read comes to."""
_LONGEST_FIRST = 1_000_000
"""Of what may be no export at all, no more is read than this."""
_QUOTED = 300
"""Characters of either end of a reason."""
_DELETE = "\x7f"  # the one control character that JSON leaves as it is
_DAYS = ("anchor", "on")
"""The parts of rulings that are dates."""


Record: TypeAlias = tuple[str, Mapping[str, Any]]
"""What a line is, and what it says."""


class Unfit(RumourError):
    """A stream that cannot be taken; the message completes the sentence "file: …"."""


class _NamedTwice(ValueError):
    """Readers of JSON do not agree on which value such a field has."""


def lines(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """The stream of ``pieces``, in their order, line by line."""
    return framed(map(record_of, pieces))


def record_of(piece: Piece) -> Record:
    """A piece as its line has it."""
    match piece:
        case Placed():
            return "club", {"club": piece.club, "country": piece.country}
        case Entry():
            return "article", entry_to_dict(piece)
        case Replaced():
            return "replaced", {"article_id": piece.article_id, "by": piece.by}
        case Ruled():
            return "ruling", _ruling_to_dict(piece)


def framed(records: Iterable[Record]) -> Iterator[bytes]:
    """A line for each of ``records``, between the first line of an export and its last."""
    digest = hashlib.sha256()
    counts = Counter[str]()

    def line(record: str, values: Mapping[str, Any]) -> bytes:
        """One record as a line, which counts towards the ending."""
        text = json.dumps({"record": record, **values}, separators=(",", ":")).replace(_DELETE, "\\u007f")
        written = text.encode("ascii") + b"\n"
        digest.update(written)
        counts[record] += 1
        return written

    yield line("header", {"format": _FORMAT, "version": VERSION})
    for record, values in records:
        counts["claim"] += len(values.get("claims", ()))
        yield line(record, values)
    yield line("end", _ending(counts, digest.hexdigest()))


def read_lines(stream: BinaryIO) -> Iterator[Piece]:
    """What stands in ``stream``, each piece as soon as it is read.

    Raises Unfit, with the line, for whatever is not as :func:`lines` writes it; at the end too, where it is not the end
    of what was written. Memory goes by the longest line, and by the number of articles.
    """
    reader = _Reader()
    number = 0
    while line := stream.readline(_LONGEST if number else _LONGEST_FIRST):
        number += 1
        try:
            piece = reader.read(line)
        except ValueError as error:
            told = _shortened(str(error))
            again = "" if "; " in told else "; export the ledger again"
            raise Unfit(f"line {number}: {told}{again}") from None
        if piece is not None:
            yield piece
    if not reader.has_ended:
        raise Unfit(
            f"was cut off behind line {number}; export the ledger again"
            if number
            else "is empty; export the ledger again"
        )


def _shortened(reason: str) -> str:
    """``reason``, which may quote any part of a line, short enough to be read."""
    return reason if len(reason) <= 2 * _QUOTED else f"{reason[:_QUOTED]} … {reason[-_QUOTED:]}"


def _ruling_to_dict(ruled: Ruled) -> dict[str, Any]:
    return {
        "ruling_id": ruled.ruling_id,
        "made": ruled.made.isoformat(),
        "kind": ruled.kind.value,
        "subject": dict(ruled.subject),
        "note": ruled.note,
    }


def _ending(counts: Counter[str], digest: str) -> dict[str, Any]:
    return {
        "articles": counts["article"],
        "claims": counts["claim"],
        "clubs": counts["club"],
        "rulings": counts["ruling"],
        "sha256": digest,
    }


class _Reader:
    """Reads line after line of one stream. Raises ValueError with the reason where one does not fit."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._counts = Counter[str]()
        self._at = -1
        self._clubs: set[str] = set()
        self._articles: set[str] = set()
        self._rulings: dict[str, Ruling] = {}
        self._undone: set[str] = set()

    @property
    def has_ended(self) -> bool:
        return self._at == len(_ORDER) - 1

    def read(self, line: bytes) -> Piece | None:
        """What the next line holds; None for the first and the last."""
        values = _object(line)
        if self._at < 0:
            _refuse_strangers(values)
        fields = Fields(values, "the line")
        record = fields.text("record")
        if record not in _ORDER:
            raise ValueError(f"'record' is none of {', '.join(_ORDER)}")
        at = _ORDER.index(record)
        if self.has_ended or at < self._at or (at == 0) != (self._at < 0):
            raise ValueError(f"a line of the kind {record!r} may not stand here")
        piece = self._piece(record, fields)
        fields.done()
        self._at = at
        self._counts[record] += 1
        self._digest.update(line)
        return piece

    def _piece(self, record: str, fields: Fields) -> Piece | None:
        match record:
            case "club":
                return self._placed(fields)
            case "article":
                return self._entry(fields)
            case "replaced":
                return self._replaced(fields)
            case "ruling":
                return self._ruling(fields)
            case "header":
                if not 1 <= (version := fields.whole("version")) <= VERSION:
                    raise ValueError(f"'version' is {version}, which no export has")
                wanted: Mapping[str, Any] = {"format": _FORMAT}
            case _:
                wanted = _ending(self._counts, self._digest.hexdigest())
        for name, value in wanted.items():
            found = fields.text(name) if isinstance(value, str) else fields.whole(name)
            if found != value:
                raise ValueError(f"{name!r} is {found}, but should be {value}: the export was changed or mixed up")
        return None

    def _placed(self, fields: Fields) -> Placed:
        placed = Placed(fields.name("club"), fields.name("country"))
        _first_time(placed.club, self._clubs)
        self._clubs.add(placed.club)
        return placed

    def _entry(self, fields: Fields) -> Entry:
        given = fields.text("article_id")
        article = Article(
            text=fields.text("text"),
            published=fields.day("published"),
            path=fields.text("path"),
            publisher=fields.maybe(fields.text, "publisher"),
            title=fields.maybe(fields.text, "title"),
            url=fields.maybe(fields.text, "url"),
            author=fields.maybe(fields.text, "author"),
            body_start=fields.whole("body_start"),
        )
        if article.article_id != given:
            raise ValueError(f"{given} is not the id of its text, day and publisher, which is {article.article_id}")
        if not 0 <= article.body_start <= len(article.text):
            raise ValueError(f"'body_start' of {given} does not lie in its text")
        _first_time(given, self._articles)
        superseded_by = fields.maybe(fields.text, "superseded_by")
        if superseded_by is not None and superseded_by not in self._articles:
            raise ValueError(f"{given} is superseded by {superseded_by}, which does not stand before it")
        claims: dict[str, Claim] = {}
        for each in fields.objects("claims"):
            identity, claim = _claim(each, article)
            _first_time(identity, claims)
            claims[identity] = claim
        self._counts["claim"] += len(claims)
        self._articles.add(given)
        return Entry(
            article,
            location=fields.maybe(fields.text, "location"),
            language=fields.maybe(fields.text, "language"),
            extractor=fields.name("extractor"),
            superseded_by=superseded_by,
            claims=claims,
        )

    def _replaced(self, fields: Fields) -> Replaced:
        replaced = Replaced(fields.text("article_id"), fields.text("by"))
        for each in (replaced.article_id, replaced.by):
            if each not in self._articles:
                raise ValueError(f"{each} is no article of the export")
        if replaced.article_id == replaced.by:
            raise ValueError(f"{replaced.by} cannot replace itself")
        return replaced

    def _ruling(self, fields: Fields) -> Ruled:
        ruled = Ruled(
            ruling_id=fields.name("ruling_id"),
            made=fields.day("made"),
            kind=fields.one_of("kind", Ruling),
            subject=_subject(fields.part("subject")),
            note=fields.maybe(fields.text, "note"),
        )
        if ruled.subject.keys() != SUBJECTS[ruled.kind]:
            raise ValueError(f"the subject of {ruled.kind} are {', '.join(sorted(SUBJECTS[ruled.kind]))}")
        _first_time(ruled.ruling_id, self._rulings)
        if ruled.kind is Ruling.UNDO:
            undone = ruled.subject["ruling"]
            if self._rulings.get(undone, Ruling.UNDO) is Ruling.UNDO:
                raise ValueError(f"{ruled.ruling_id} undoes {undone}, which is no ruling before it")
            _first_time(undone, self._undone)
            self._undone.add(undone)
        self._rulings[ruled.ruling_id] = ruled.kind
        return ruled


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8"), object_pairs_hook=_each_once)
    except _NamedTwice:
        raise
    except (ValueError, RecursionError):
        if len(line) in (_LONGEST, _LONGEST_FIRST):
            raise ValueError(f"is longer than {len(line):,} bytes, as no line of an export is") from None
        if not line.endswith(b"\n"):
            raise ValueError("was cut off; export the ledger again") from None
        values = None
    if not isinstance(values, dict):
        raise ValueError("is no JSON object, as each line of an export is")
    return values


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _NamedTwice(f"an object has the field {name!r} more than once")
    return values


def _refuse_strangers(first: Mapping[str, Any]) -> None:
    """Tell what else it may be that begins with ``first``."""
    if {"claim_id", "article_id", "evidence"} <= first.keys() and "text" not in first:
        raise ValueError(
            "is a claim without its article, against whose text it would be checked;"
            " ingest the articles, or export a ledger that has them"
        )
    if first.get("record") != "header" or first.get("format") != _FORMAT:
        raise ValueError("does not begin an export of a ledger, as rumourctl export writes it")
    version = first.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ValueError(f"was written by a newer rumourctl, in format {version}; upgrade rumourctl to import it")


def _first_time(name: str, seen: Container[str]) -> None:
    if name in seen:
        raise ValueError(f"{name} stands twice in the export")


def _claim(values: object, article: Article) -> tuple[str, Claim]:
    """A claim of ``article``, with its id. Raises ValueError where it does not fit it."""
    fields = Fields(values, "a claim")
    given = fields.text("claim_id")
    claim = claim_from_fields(fields)
    fitting = claim_id(article.article_id, claim)
    if fitting != given:
        raise ValueError(f"{given} is not the id of what is claimed, which is {fitting}")
    for span in claim.evidence:
        if not 0 <= span.start < span.end <= len(article.text):
            raise ValueError(f"evidence of {given} does not lie in the text: {span.start} to {span.end}")
        if article.text[span.start : span.end] != span.text:
            raise ValueError(f"evidence of {given} is not what stands in the text from {span.start} to {span.end}")
    return given, claim


def _subject(parts: Fields) -> dict[str, str]:
    return {name: parts.day(name).isoformat() if name in _DAYS else parts.text(name) for name in parts.names}
