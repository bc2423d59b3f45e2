"""Whether the articles of a ledger are what their ids say, and the claims what their articles and ids say."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from rumourctl.articles.model import Article
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim, Recorded
from rumourctl.claims.shape import claim_to_dict
from rumourctl.errors import LedgerError
from rumourctl.ledger import queries
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions
from rumourctl.ledger.findings import Finding
from rumourctl.ledger.rulings import ruled_of
from rumourctl.ledger.strangers import in_words
from rumourctl.ledger.versions import misjudged

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Stands for a damaged byte."""
_UNREADABLE = (LedgerError, ValueError, TypeError, LookupError)
"""What comes of values that the ledger never writes."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An article as it was found.

    ``article`` is None where its text, day and publisher are not those of its id, so that it must not be read again.
    ``claims`` are those that can be read, by the id under which they stand.
    """

    article: Article | None
    claims: Mapping[str, Claim]
    findings: tuple[Finding, ...]

    @property
    def claims_are_sound(self) -> bool:
        return not any(finding.kind in ("claim", "evidence") for finding in self.findings)


def examine(file: LedgerFile, number: int) -> Examined:
    """Examine the article of this number, with its claims."""
    (row,) = file.rows("SELECT * FROM articles WHERE n = ?", [number])
    name = str(row["article_id"])
    try:
        article = queries.article_of(row)
        sound = article.article_id == name
        findings = list(_of_article(row, article, sound=sound))
    except _UNREADABLE as error:
        article, sound = None, False
        findings = [Finding("article", name, f"cannot be read: {in_words(error)}", repairable=False)]
    claims: dict[str, Claim] = {}
    if not _are_numbered(file, number):
        findings.append(Finding("claim", name, "has claims that are out of their place, or lost", repairable=sound))
    for identity, claim in _each_claim(file, number):
        try:
            if isinstance(claim, Exception):
                raise claim
            wrong = list(_of_claim(identity, claim, name, article))
        except _UNREADABLE as error:
            fate = "" if sound else "; its article is damaged too, so a repair leaves it out"
            findings.append(Finding("claim", identity, f"cannot be read: {in_words(error.__cause__ or error)}{fate}"))
            continue
        claims[identity] = claim
        findings += (Finding(kind, identity, problem, repairable=sound) for kind, problem in wrong)
    return Examined(article if sound else None, claims, tuple(findings))


def _are_numbered(file: LedgerFile, article: int) -> bool:
    """Whether the claims of an article are numbered from 0, one after the other."""
    try:
        rows = file.rows("SELECT position FROM claims WHERE article = ? ORDER BY position", [article])
    except LedgerError:
        return False
    return [row["position"] for row in rows] == list(range(len(rows)))


def _of_article(row: sqlite3.Row, article: Article, *, sound: bool) -> Iterator[Finding]:
    name = str(row["article_id"])
    for column in ("path", "location", "title", "url", "author", "extractor", "language"):
        if not isinstance(row[column], str | None) or _SURROGATE.search(row[column] or ""):
            yield Finding("article", name, f"has a damaged {column}", repairable=False)
    if not sound:
        problem = "is not what its id was made from: its text, day or publisher is damaged; ingest its file again"
        yield Finding("article", name, problem, repairable=False)
        return
    if row["characters"] != len(article.text):
        yield Finding("article", name, f"has {len(article.text)} characters, not {row['characters']}")
    if not 0 <= article.body_start <= len(article.text):
        yield Finding("article", name, f"begins at {article.body_start}, outside its text")


def _of_claim(name: str, claim: Claim, article_id: str, article: Article | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a claim, each with its kind. Raises one of _UNREADABLE where it holds what no claim can."""
    json.dumps(claim_to_dict(claim), ensure_ascii=False).encode()
    if claim_id(article_id, claim) != name:
        yield "claim", "is not what its id was made from"
    if not claim.evidence:
        yield "evidence", "is proved by no sentence"
    for span in claim.evidence:
        if not 0 <= span.start < span.end or (article and span.end > len(article.text)):
            yield "evidence", f"is proved from {span.start} to {span.end}, which is outside its article's text"
        elif article and article.text[span.start : span.end] != span.text:
            yield "evidence", f"is proved from {span.start} to {span.end} by words that do not stand there"


def _each_claim(file: LedgerFile, number: int) -> Iterator[tuple[str, Claim | Exception]]:
    """The claims of an article in order, by id; for one that cannot be read, the reason."""
    try:
        yield from queries.claims_of(file, number).items()
        return
    except _UNREADABLE:
        here = []
    with suppress(LedgerError):
        here = file.rows("SELECT n, claim_id FROM claims WHERE article = ? ORDER BY position", [number])
    for row in here:
        alone = Conditions()
        alone.add("c.n = ?", row["n"])
        try:
            (found,) = queries.recorded(file, alone, raw=True) or _nobody()
        except _UNREADABLE as error:
            yield str(row["claim_id"]), error
        else:
            yield found.claim_id, found.claim


def _nobody() -> list[Recorded]:
    raise LookupError("its person or its source is missing")


def rulings(file: LedgerFile) -> Iterator[Finding]:
    """The rulings that cannot be read."""
    for row in file.rows("SELECT *, NULL AS undone FROM rulings ORDER BY n"):
        try:
            ruled = ruled_of(row)
            for part in {"anchor", "on"} & ruled.subject.keys():
                date.fromisoformat(ruled.subject[part])
        except (*_UNREADABLE, AttributeError) as error:
            yield Finding("ruling", str(row["ruling_id"]), f"cannot be read: {in_words(error)}", repairable=False)


def versions(file: LedgerFile) -> Iterator[Finding]:
    """Where no version of a file is current, or not that which should be.

    That two are is no fault: ledgers of two machines, taken together, may both know the same path.
    """
    for circle in circles(file):
        (name,) = file.rows("SELECT article_id FROM articles WHERE n = ?", [max(circle)])
        yield Finding("version", name["article_id"], "has taken its own place, by way of later versions")
    for number in misjudged(file):
        (name,) = file.rows("SELECT article_id FROM articles WHERE n = ?", [number])
        yield Finding("version", name["article_id"], "is not replaced by what counts of all that replaced it")


def circles(file: LedgerFile) -> list[set[int]]:
    """The articles that superseded each other in a circle."""
    rows = file.rows("SELECT n, superseded_by FROM articles WHERE superseded_by IS NOT NULL")
    later = {row["n"]: row["superseded_by"] for row in rows}
    found: list[set[int]] = []
    done: set[int] = set()
    for number in later:
        way: dict[int, None] = {}
        step: int | None = number
        while step is not None and step not in done and step not in way:
            way[step] = None
            step = later.get(step)
        if step in way:
            found.append(set(list(way)[list(way).index(step) :]))
        done |= way.keys()
    return found
