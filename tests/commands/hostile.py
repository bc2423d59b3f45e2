"""Texts that would do harm if anything took them for more than words, and what harm would look like."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from markdown_it import MarkdownIt

from rumourctl.articles.model import Article
from rumourctl.claims.model import Certainty, Claim, Deal, Evidence, Fee, Move, Source, SourceKind, Stage
from rumourctl.ledger.store import Ledger

PAYLOADS = (
    # terminals: colours, clearing, titles, links, the clipboard, 8-bit forms, bells, overwriting
    *("\x1b[45mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;http://e.x\x1b\\link\x1b]8;;\x1b\\"),
    *("\x1b]52;c;cm0gLXJm\x07", "\x9b45m", "\x9d52;c;x\x9c", "\x1bPq#0\x1b\\", "bell\x07", "over\rwritten", "ab\b\bcd"),
    *("\x00", "\x7f", "\x1b", "form\x0cfeed\x0b", "next\x85line", "two\nlines", "tab\ttab"),
    # what is not seen, or seen elsewhere
    *("gp.\u202exslx", "\u2066\u2069", "\u200b\u200d\u2060", "\ufeff", "soft\u00adhyphen", "\u2028line", "\u2029par"),
    *(
        "a" + "\u0301" * 60,
        "\u034f\u3164\uffa0",
        "\U000e0041\U000e007f",
        "x\ufe01\U000e0100",
        "👨\u200d👩\u200d👧 ⚽\ufe0f",
    ),
    # Rich markup and format strings
    *(
        "[bold]",
        "[/]",
        "[link=http://e.x]x[/link]",
        "[@click=app.quit]x",
        ":smile:",
        "%s%n%(x)s",
        "{0}{x!r}",
        "${HOME}$(id)`id`",
    ),
    # SQL and full-text search
    *("'; DROP TABLE claims; --", '" OR "" = "', "x NEAR(y, 2)", "title : x", "a* ^b", "AND OR NOT", "((", "%_\\"),
    # HTML and Markdown
    *("<script>alert(1)</script>", "<img src=x onerror=a>", "&lt;b&gt;", "<!--", "[a](http://e.x)", "![a](http://e.x)"),
    *(
        "<http://e.x>",
        "http://e.x www.e.x a@e.x",
        "[a]: http://e.x",
        "# head",
        "- item",
        "1. item",
        "> quote",
        "===",
        "---",
    ),
    *("```", "~~~", "    code", "a | b \\| c", "**b** __b__ ~~s~~", "$x$ {{ x }} {% x %}", "trailing\\"),
    # spreadsheets
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '"=1"', " =1", "＝1", "−1", "x;=1", "=cmd|'/c calc'!A0"),
    # the file system
    *("../../etc/passwd", "/etc/passwd", "~root/x", "C:\\x", "..", "CON", "a:b?mode=memory"),
)

SURNAMES = [f"{first}{second}ongo" for first in "BDFGKLMNPR" for second in "aeiouxyzwh"]
EVERYTHING = " ".join(PAYLOADS)
NAMES = dict(zip(SURNAMES, (*PAYLOADS, EVERYTHING), strict=False))
"""Every payload, and all in one, with a surname by which its person is told from the others."""
SUBJECT = list(NAMES)[len(PAYLOADS)]


def person(payload: str, surname: str) -> str:
    return f"{payload}Kai{payload} {surname}{payload}"


def readings(surname: str, payload: str) -> list[tuple[Article, list[Claim]]]:
    """What was wanted of one person, and what came of it, with ``payload`` wherever an article or reading has text."""
    text = f"{payload}\n\nLyon want Kai {surname}. {payload}\n\n{payload}{surname}"
    said = Claim(
        person(payload, surname),
        Move.TRANSFER,
        Stage.TALKS,
        date(2025, 5, 20),
        from_club=f"{payload}Town {surname}",
        to_club="Lyon",
        actor=f"{payload}{surname}",
        certainty=Certainty.HEDGED,
        source=Source(SourceKind.JOURNALIST, f"{payload}Jo {surname} Writer{payload}"),
        via=(f"{payload}Paper {surname}", payload),
        deal=Deal.FREE,
        fee=Fee(payload, 40_000_000, payload),
        contract_until=payload,
        evidence=(Evidence(0, len(text), text),),
        rules=(payload,),
    )
    done = replace(said, stage=Stage.DONE, date=date(2025, 7, 1), certainty=Certainty.ASSERTED, source=Source())
    first = Article(
        text,
        date(2025, 5, 20),
        f"{payload}/{payload}{surname}.txt",
        publisher=f"{payload}Post {surname}",
        title=payload,
        url=payload,
        author=payload,
    )
    return [(first, [said]), (replace(first, path=f"{payload}{surname} later.txt", published=date(2025, 7, 1)), [done])]


def fill(path: Path, names: Mapping[str, str]) -> None:
    """Make a ledger of what :func:`readings` gives for surnames and their payloads."""
    with Ledger.open(path, create=True) as ledger, ledger.adding_many():
        for surname, payload in names.items():
            for article, claims in readings(surname, payload):
                ledger.add(article, claims, payload)


_SEEN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u3164\uffa0")
_COLOUR = re.compile(r"\x1b\[([0-9;]*)m")
_MARKDOWN = {
    "paragraph",
    "text",
    "softbreak",
    "inline",
    "strong",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_FORMULA = "=+-@−"


def faults_of_text(text: str, *, coloured: bool = False) -> list[str]:
    """What in ``text`` a terminal would obey, or nobody would see; our own colours aside where it is ``coloured``."""
    faults = []
    if coloured:
        faults += [code for code in _COLOUR.findall(text) if code.startswith("45")]
        text = _COLOUR.sub("", text)
    for char in sorted(set(text) - {"\n"}):
        obeyed = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        if obeyed or char in _SEEN_AS_NOTHING or "\ufe00" <= char <= "\ufe0e" or "\U000e0000" <= char <= "\U000e0fff":
            faults.append(f"U+{ord(char):04X}")
    lone = [at for at, char in enumerate(text) if char == "\ufe0f" and unicodedata.category(text[at - 1]) != "So"]
    return faults + [f"U+FE0F at {at}" for at in lone]


def floods(text: str) -> list[str]:
    """Letters with more marks than any script has, which run over the lines above and below."""
    runs = (len(list(run)) for is_mark, run in groupby(text, unicodedata.combining) if is_mark)
    return [f"{length} marks" for length in runs if length > 4]


def faults_of_markdown(text: str, also: Iterable[str] = ()) -> list[str]:
    """What in ``text`` is more than words, bold words, quotations and tables, or than what it may ``also`` have."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}
    allowed = _MARKDOWN.union(also)
    faults = [kind for kind in sorted(kinds) if kind.removesuffix("_open").removesuffix("_close") not in allowed]
    return faults + re.findall(r"(?<!\\)(?:://|[{}$])|\bwww\.|mailto:|\w@\w", text)


def faults_of_cell(cell: str) -> list[str]:
    """The parts of a cell, as a program that parts cells at semicolons too would have them, that are formulas."""
    if re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return []
    parts = (unicodedata.normalize("NFKC", part).lstrip(' \t\r\n"“”‘’') for part in cell.split(";"))
    return [part for part in parts if part[:1] and part[:1] in _FORMULA]


def sheet_of_words(told: str, delimiter: str) -> list[list[str]]:
    """The rows of CSV or TSV, all of one width and without a formula."""
    head, *rows = csv.reader(io.StringIO(told, newline=""), delimiter=delimiter, strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert [fault for row in rows for cell in row for fault in faults_of_cell(cell)] == []
    return rows


def faults_of_output(told: str, form: str, *, coloured: bool = False) -> list[str]:
    """What in the output of a command, in one of its formats, is more than words; ``coloured`` for our own colours."""
    faults = faults_of_text(told.replace("\t", "") if form == "tsv" else told, coloured=coloured)
    match form:
        case "json":
            assert isinstance(json.loads(told), list)
        case "ndjson":
            assert all(isinstance(json.loads(line), dict) for line in told.splitlines())
        case "csv" | "tsv":
            sheet_of_words(told, "\t" if form == "tsv" else ",")
        case "markdown":
            faults += floods(told) + faults_of_markdown(told)
        case _:
            faults += floods(told)
    return faults
