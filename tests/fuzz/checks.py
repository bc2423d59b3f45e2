"""What must hold of every reader and finder, whatever it is given. A check takes one input, and raises if it fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from rumourctl.articles.decoding import decode
from rumourctl.articles.header import read_header
from rumourctl.articles.model import Article
from rumourctl.articles.reading import EARLIEST_YEAR, ReadOptions, read_article
from rumourctl.articles.refusal import Refusal
from rumourctl.claims.model import Claim, Fee
from rumourctl.claims.shape import claim_to_dict
from rumourctl.errors import DataError, Problem
from rumourctl.extraction.explaining import explained
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.dates import find_contract_ends, find_dates
from rumourctl.language.folding import fold
from rumourctl.language.money import find_money
from rumourctl.language.names import find_mentions
from rumourctl.language.nodes import Node
from rumourctl.language.tokens import sentences, tokenize
from rumourctl.language.when import parse_when
from rumourctl.ledger.stream import Unfit
from rumourctl.rules.pattern import parse_pattern

TODAY = date(2026, 3, 12)
DAYS = (TODAY, date(2024, 2, 29), date(EARLIEST_YEAR, 1, 1))
"""Days of publication to count from: a common one, one that few years have, the first that is taken."""
_WITHOUT_CENTURY = 4


@cache
def extractor() -> Extractor:
    """One for all checks: loading the words and rules takes a while."""
    return Extractor()


def check_header(text: str) -> None:
    """A header is read, the same each time, or refused; its prose begins within the text; what it says is not blank."""
    for day_first in (None, True, False):
        try:
            header = read_header(text, day_first)
        except Refusal as refusal:
            told(refusal)
            continue
        assert 0 <= header.body_start <= len(text)
        for said in (header.title, header.publisher, header.url, header.author):
            assert said is None or said == " ".join(said.split()) != ""
        assert header.published is None or header.unread is None
        assert read_header(text, day_first) == header


def check_decoder(data: bytes) -> None:
    """Bytes are text or refused; text that was read reads the same again when it is saved as UTF-8."""
    try:
        text = decode(data)
    except Refusal as refusal:
        told(refusal)
        return
    try:
        again = decode(text.encode())
    except Refusal:
        return  # what was hidden in UTF-16 may look like another format
    assert again == text.removeprefix("\ufeff")


def check_file(data: bytes) -> None:
    """A file is an article with a day and words, or a problem with a reason; never an exception."""
    options = ReadOptions(today=TODAY, given=TODAY, day_first=True)
    found = read_article(data, "2025-05-20-a.txt", options)
    assert found == read_article(data, "2025-05-20-a.txt", options)
    if isinstance(found, Problem):
        assert found.reason.strip()
        return
    assert EARLIEST_YEAR <= found.published.year <= TODAY.year
    assert found.text[found.body_start :].strip()
    assert found.text == found.text.encode().decode()
    assert found.language is None or found.language.islower()
    assert read_article(found.text.encode(), "2025-05-20-a.txt", options) in (found, None) or "\ufeff" in found.text[:1]


def check_tokens(text: str) -> None:
    """Tokens and sentences are cut from the text, in order, without overlap, and leave out blanks alone."""
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()
    end, found = 0, sentences(text)
    for number, sentence in enumerate(found):
        assert (sentence.index, sentence.start, sentence.end) == (
            number,
            sentence.tokens[0].start,
            sentence.tokens[-1].end,
        )
        assert end <= sentence.start
        end = sentence.end
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)
    assert sentences(text) == found
    assert fold(fold(text)) == fold(text)


def check_dates(text: str) -> None:
    """Phrases of time stand in order; ends of contracts are years or days; both the same each time."""
    for published in DAYS:
        found = find_dates(text, published)
        _in_order(((m.start, m.end) for m in found), len(text))
        ends = find_contract_ends(text, published)
        _in_order(((e.start, e.end) for e in ends), len(text))
        for end in ends:
            assert int(end.value[:_WITHOUT_CENTURY]) >= published.year
            assert len(end.value) == _WITHOUT_CENTURY or date.fromisoformat(end.value)
        assert (find_dates(text, published), find_contract_ends(text, published)) == (found, ends)


def check_money(text: str) -> None:
    """Sums stand in order, are what is written, and fit a database."""
    found = find_money(text)
    _in_order(((m.start, m.end) for m in found), len(text))
    for mention in found:
        assert mention.text == text[mention.start : mention.end]
        _check_fee(Fee(mention.text, mention.amount, mention.currency))
    assert find_money(text) == found


def check_names(text: str) -> None:
    """Names stand at tokens of their sentence, in order, without overlap."""
    lexicon = extractor().lexicon
    for sentence in sentences(text):
        found = find_mentions(sentence, lexicon)
        _in_order(((m.start, m.end) for m in found), len(sentence.tokens))
        for mention in found:
            assert len(mention.words) == len(mention.norms) > 0
            assert mention.text.strip()
        assert find_mentions(sentence, lexicon) == found


def check_when(phrase: str) -> None:
    """What a user types for a day is a period, or a ValueError that says what is wrong."""
    for today in DAYS:
        try:
            first, last = parse_when(phrase, today)
        except ValueError as error:
            told(error)
            continue
        assert first <= last
        assert parse_when(phrase, today) == (first, last)


def check_pattern(source: str) -> None:
    """A rule's words are a pattern that can be looked for, or a DataError that points at the fault."""
    forms = extractor().lexicon.verb_forms
    try:
        pattern = parse_pattern(source, forms, lambda: "mine.toml:1")
    except DataError as error:
        told(error, of="mine.toml:1: ")
        return
    assert pattern.elements
    assert pattern == parse_pattern(source, forms, lambda: "mine.toml:1")


def check_reading(text: str) -> None:
    """The whole reading gives valid claims in the order of the text, the same each time, and can be explained."""
    read = extractor()
    article = Article(text, TODAY, "a.txt")
    trace = read.trace(article)
    for sentence in trace.analysed.sentences:
        tokens = len(sentence.sentence.tokens)
        _check_nodes(sentence.nodes, tokens)
        for clause in sentence.clauses:
            _check_nodes(clause.nodes, tokens)
    claims = read.extract(article)
    assert not claims or _without_evidence(claims) == _without_evidence(trace.claims)
    for claim in trace.claims:
        check_claim(claim, trace.spelling.text)
    for claim in claims:
        check_claim(claim, text)
    starts = [claim.evidence[0].start for claim in trace.claims]
    assert starts == sorted(starts)
    json.dumps(list(explained(trace, read.rules)))


def _without_evidence(claims: list[Claim]) -> list[Claim]:
    """What is claimed, wherever in the text, or in the text in usual spelling, it stands."""
    return [replace(claim, evidence=()) for claim in claims]


def check_claim(claim: Claim, text: str) -> None:
    """A claim is what CLAIMS.md allows, and its evidence leads back to the text."""
    assert claim.person.strip()
    for field in ("role", "move", "stage", "certainty", "date_precision"):
        value = getattr(claim, field)
        assert value in type(value)
        assert type(value).__module__ == "rumourctl.claims.model"
    for name in (claim.from_club, claim.to_club, claim.actor, claim.source.name, *claim.via):
        assert name is None or name.strip()
    if claim.fee:
        _check_fee(claim.fee)
    if claim.contract_until is not None and len(claim.contract_until) != _WITHOUT_CENTURY:
        date.fromisoformat(claim.contract_until)
    assert claim.evidence
    for evidence in claim.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.text == text[evidence.start : evidence.end]
        assert evidence.text.strip()
    assert claim.rules
    json.dumps(claim_to_dict(claim))


def told(error: Exception, of: str = "") -> None:
    """What is refused is refused with a sentence, that begins with what it is ``of``; a bug inside says less."""
    assert type(error) in (Refusal, DataError, ValueError, Unfit), error
    assert str(error).startswith(of), error
    assert " " in str(error), error


def _check_fee(fee: Fee) -> None:
    assert 0 <= fee.amount < 2**63
    assert len(fee.currency) == 3
    assert fee.text.strip()


def _check_nodes(nodes: Sequence[Node], tokens: int) -> None:
    """A node stands at tokens; one whose words are left out stands between two."""
    for node in nodes:
        assert 0 <= node.start <= node.end <= tokens


def _in_order(spans: Iterable[tuple[int, int]], length: int) -> None:
    behind = 0
    for start, end in spans:
        assert behind <= start < end <= length, (behind, start, end, length)
        behind = end
