"""Articles and claims written to the ledger, and claims taken out again. Called inside one transaction."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from rumourctl.articles import likeness
from rumourctl.articles.model import Article
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim, SourceKind
from rumourctl.claims.people import fold, surname
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import storable
from rumourctl.ledger.naming import decide_names, enter_appearance, withdraw_names
from rumourctl.ledger.rulings import Aliases, alias_of, alias_rulings

_STANDARD_INPUT = "-"


def place_of(article: Article) -> str | None:
    """The absolute path by which a changed file is known again; None for what came on standard input, which may be
    another's every time."""
    return None if article.path.partition("#")[0] == _STANDARD_INPUT else storable(os.path.abspath(article.path))


def enter_article(
    file: LedgerFile, article: Article, location: str | None, extractor: str, language: str | None
) -> int:
    """Add an article, with the language that version ``extractor`` of the reading took it for; gives its number."""
    return file.enter(
        "articles",
        article_id=article.article_id,
        path=storable(article.path),
        location=location,
        published=article.published.isoformat(),
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        author=article.author,
        characters=len(article.text),
        body_start=article.body_start,
        extractor=extractor,
        language=language,
        text=article.text,
    )


_MOST_COMPARED = 50
_MOST_SHARING = 200
"""Of the articles with one and the same mark so many are looked at, the last ones: what more of them share is no report
but the frame of a site, and to count them all again for each would take ever longer."""
_HAVE_MARK = "SELECT article FROM (SELECT article FROM article_marks WHERE mark = ? ORDER BY article DESC LIMIT ?)"


def enter_likeness(file: LedgerFile, number: int, text: str) -> None:
    """Note of which articles the new one is a near-copy."""
    own = likeness.runs(text)
    found = likeness.marks(own)
    if not found:
        return
    sharing = (
        f"SELECT m.article, count(*) AS shared FROM ({' UNION ALL '.join([_HAVE_MARK] * len(found))}) m"
        " JOIN articles a ON a.n = m.article GROUP BY m.article HAVING shared >= ?"
        " ORDER BY shared DESC, a.article_id LIMIT ?"
    )
    alike = file.rows(
        f"SELECT a.n, a.text, a.body_start FROM ({sharing}) JOIN articles a ON a.n = article",
        [
            *(value for mark in found for value in (mark, _MOST_SHARING)),
            # Of a few runs, half are enough, and are what a copy has: so both find each other, whoever comes first.
            *(min(likeness.SHARED_MARKS, (len(found) + 1) // 2), _MOST_COMPARED),
        ],
    )
    for mark in found:
        file.execute("INSERT INTO article_marks VALUES (?, ?)", [mark, number])
    for row in alike:
        if likeness.resemblance(own, likeness.runs(row["text"][row["body_start"] :])) >= likeness.COPY:
            file.execute("INSERT INTO article_copies VALUES (?1, ?2), (?2, ?1)", [number, row["n"]])


def withdraw_likeness(file: LedgerFile, number: int) -> None:
    """Forget of which articles one is a near-copy. Their own voices may be others then, and so their sagas."""
    file.execute(
        "INSERT OR IGNORE INTO stale_people SELECT ap.person FROM article_copies k JOIN appearances ap"
        " ON ap.article = k.other WHERE k.article = ? AND ap.person IS NOT NULL",
        [number],
    )
    file.execute("DELETE FROM article_copies WHERE ?1 IN (article, other)", [number])
    file.execute("DELETE FROM article_marks WHERE article = ?", [number])


def enter_missing_likeness(file: LedgerFile) -> None:
    """Note near-copies among the articles that came before anybody looked for them."""
    for missing in file.rows("SELECT n FROM articles WHERE n NOT IN (SELECT article FROM article_marks)"):
        (row,) = file.rows("SELECT n, text, body_start FROM articles WHERE n = ?", [missing["n"]])
        enter_likeness(file, row["n"], row["text"][row["body_start"] :])


CountryOf: TypeAlias = Callable[[str], str | None]
"""The country in which a club plays, None where that is not known."""


def enter_claims(file: LedgerFile, article: int, claims: Mapping[str, Claim], country_of: CountryOf) -> None:
    """Add the claims, by id, of an article that has none, and decide who is meant in them."""
    aliases = alias_rulings(file)
    appearances: dict[str, int] = {}
    for position, (identity, claim) in enumerate(claims.items()):
        if claim.person not in appearances:
            appearances[claim.person] = enter_appearance(file, article, claim.person)
        number = file.enter(
            "claims",
            claim_id=identity,
            article=article,
            position=position,
            appearance=appearances[claim.person],
            role=claim.role.value,
            move=claim.move.value,
            stage=claim.stage.value,
            from_club=_club(file, claim.from_club, country_of, aliases),
            to_club=_club(file, claim.to_club, country_of, aliases),
            actor=claim.actor,
            certainty=claim.certainty.value,
            source=_source(file, claim, aliases),
            via=json.dumps(claim.via, ensure_ascii=False),
            deal=claim.deal.value if claim.deal else None,
            fee_text=claim.fee.text if claim.fee else None,
            fee_amount=claim.fee.amount if claim.fee else None,
            fee_currency=claim.fee.currency if claim.fee else None,
            contract_until=claim.contract_until,
            date=claim.date.isoformat(),
            date_precision=claim.date_precision.value,
            background=int(claim.background),
            rules=json.dumps(claim.rules, ensure_ascii=False),
        )
        for span in claim.evidence:
            file.enter("evidence", claim=number, start=span.start, stop=span.end, text=span.text)
    decide_names(file, article)


def by_id(article: Article, claims: Iterable[Claim]) -> dict[str, Claim]:
    """The claims under their ids, in order; two that come to one id are one, with the evidence of both."""
    found: dict[str, Claim] = {}
    for claim in claims:
        same = found.setdefault(claim_id(article.article_id, claim), claim)
        more = tuple(span for span in claim.evidence if span not in same.evidence)
        if more:
            found[claim_id(article.article_id, claim)] = replace(same, evidence=same.evidence + more)
    return found


def withdraw_claims(file: LedgerFile, article: int) -> None:
    """Take all claims of an article out, with the names, clubs and sources that nothing else mentions."""
    used = file.rows("SELECT source, from_club, to_club FROM claims WHERE article = ?", [article])
    file.execute("DELETE FROM claims WHERE article = ?", [article])
    withdraw_names(file, article)
    for source in {row["source"] for row in used}:
        file.execute(
            "DELETE FROM sources WHERE n = ? AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.source = sources.n)",
            [source],
        )
    for club in {row[column] for row in used for column in ("from_club", "to_club")} - {None}:
        file.execute(
            "DELETE FROM clubs WHERE n = ? AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.from_club = clubs.n)"
            " AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.to_club = clubs.n)",
            [club],
        )


def place_clubs(file: LedgerFile, country_of: CountryOf) -> None:
    """Note anew in which country every club plays."""
    for row in file.rows("SELECT n, name, country FROM clubs"):
        if row["country"] != country_of(row["name"]):
            file.execute("UPDATE clubs SET country = ? WHERE n = ?", [country_of(row["name"]), row["n"]])


def _club(file: LedgerFile, name: str | None, country_of: CountryOf, aliases: Aliases) -> int | None:
    if name is None:
        return None
    file.execute(
        "INSERT INTO clubs (name, shown, country) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [name, alias_of(aliases, "club", name), country_of(name)],
    )
    number: int = file.value("SELECT n FROM clubs WHERE name = ?", [name])
    return number


def _source(file: LedgerFile, claim: Claim, aliases: Aliases) -> int:
    kind, name = claim.source.kind, claim.source.name
    speaker = kind in (SourceKind.PERSON, SourceKind.JOURNALIST)
    shown = alias_of(aliases, kind.value, name) if name else None
    file.execute(
        "INSERT INTO sources (kind, name, shown, folded, surname) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [kind.value, name, shown, fold(shown) if shown else None, surname(name) if name and speaker else None],
    )
    number: int = file.value(
        "SELECT n FROM sources WHERE kind = ? AND coalesce(name, '') = ?", [kind.value, name or ""]
    )
    return number
