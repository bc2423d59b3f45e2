"""Texts to read, made by hypothesis: prose from a grammar, its pieces in any order, real prose spoilt, anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

QUALITY = Path(__file__).parent.parent / "quality"

PERSONS = (
    *("Tobin Aske", "Kai Lund", "Idris Okomo", "Maro Velling", "Ada Berg", "Aske", "Lund", "Kylian Mbappé"),
    *("van Dijk", "N'Golo Kanté", "João Pedro", "Rúben Neves", "Alexis Mac Allister", "De Bruyne", "Son Heung-min"),
    *("Sané", "Will"),
    *(
        "Jean-Clair Todibo",
        "Al-Owairan",
        "O’Neil",
        "Neymar Jr.",
        "A.J. Leitch-Smith",
        "Mark Sale",
        "May",
        "Vinicius Jr",
    ),
    *("he", "she", "they", "who", "his agent", "the 24-year-old", "the midfielder", "the Reds boss", "both players"),
)
CLUBS = (
    *("Chelsea", "Everton", "Lyon", "Real Madrid", "Milan", "Inter", "Man City", "Manchester United", "Spurs", "PSG"),
    *("the Reds", "the Blues", "A.C. Milan", "Wolves", "Brighton & Hove Albion", "Sheffield Wednesday", "Borussia"),
    *("FC Nordsjælland", "1. FC Köln", "Bayern/Juve", "Al-Hilal", "the Bundesliga side", "another club", "Reading"),
)
OUTLETS = ("Marca", "The Sun", "BBC Sport", "L’Équipe", "talkSPORT", "Fabrizio Romano", "the Mail on Sunday", "Bild")
SUMS = (
    *(
        "£30m",
        "€1.5m",
        "£30m-rated",
        "$40 million",
        "£100,000-a-week",
        "£20m plus £5m in add-ons",
        "half a million euros",
    ),
    *("£35m rising to £40m", "€60m (£52m)", "a fee of around £12.5m", "£0", "£999999999999m", "30m", "£1,2,3", "£²m"),
)
TIMES = (
    *("on Tuesday", "last week", "in January 2023", "until 2030", "until 30 June 2028", "on 31 February"),
    *("in 2023/27", "next summer", "two years ago", "99999 days ago", "ten months later", "29 February", "on 1/2/03"),
    *("since 2021",),
    *(
        "in the 1990s",
        "in the early 2000s",
        "this time last year",
        "yesterday",
        "next season",
        "by the end of the month",
    ),
)
VERBS = (
    *(
        "want to sign",
        "have signed",
        "are close to signing",
        "will not sell",
        "have made a bid for",
        "denied",
        "rejected",
    ),
    *("has joined", "is leaving", "could leave", "signed a new contract with", "are in talks with", "is set to join"),
    *(
        "was sacked by",
        "has been loaned to",
        "swapped",
        "were keen on",
        "said",
        "told",
        "understands that",
        "won't let",
    ),
)
SMALL = (
    *(
        "and",
        "or",
        "but",
        "that",
        "if",
        "to",
        "from",
        "for",
        "of",
        "by",
        "with",
        "at",
        "not",
        "the",
        "a",
        "as",
        "while",
    ),
    *("according to", "on loan", "bid", "talks", "deal", "move", "interest in", "medical", "contract", "IN:", "OUT:"),
    *(
        "striker",
        "manager",
        "former",
        "French",
        "reports",
        "Full story:",
        "Read more",
        "No.",
        "ex-",
        "per",
        "via",
        "–bound",
    ),
)
MARKS = (
    *(
        ",",
        ".",
        ".",
        "?",
        "!",
        ":",
        ";",
        "…",
        "-",
        "–",
        "—",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        '"',
        "'",
        "’",
        "«",
        "»",
        "/",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "•",
        "* ",
        "1. ",
        "#CFC",
        "@marca",
        "🚨",
        "✅",
        "➡️",
        "👨‍👩‍👧",
        "🤝",
        "|",
        "’s",
        "'s",
        "&",
    ),
)
ODD = (
    *("\x00", "\x07", "\x1b[31m", "\u2028", "\x85", "\x0b", "\xa0", "\u200b", "\u200d", "\ufeff", "\u202e", "\u2066"),
    *(
        "é",
        "́",
        "İ",
        "ı",
        "ſ",
        "\u212a",
        "\u202f",
        "\x1c",
        "ß",
        "ﬁ",
        "ǆ",
        "١٢",
        "²",
        "½",
        "\ud800",
        "\udfff",
        "中文",
        "Ж",
        "\U0010ffff",
    ),
    *("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "https://a.example/b?c=d"),
    *("www.", "<b>", "&amp;", "{}", "%s", "\\", "`", "~~", "---", "===", "9999999999999999999999999999999999999999"),
    *("=1+1",),
)
_TEMPLATES = (
    "{club} {verb} {person} {time}, according to {outlet}.",
    "{outlet}: {club} have made a {sum} bid for {club}'s {person}.",
    "{club} striker {person}, {n}, {verb} {club} for {sum}.",
    "“{club} {verb} {person},” {person} told {outlet} {time}.",
    "{person} {verb} {club} {time} and {verb} {club} ({outlet}).",
    "{club} are in talks to sign {person} from {club} on loan with an option to buy for {sum}.",
    "{person}, who {verb} {club} {time}, is wanted by {club}, {club} and {club}.",
    "IN: {person} ({club}, {sum}), {person} ({club}, loan)\nOUT: {person} ({club}), {person} (released)",
    "{person} to {club}: done deal ✅ {sum}. {outlet}",
    "Will {person} join {club}? {outlet} {verb} it.",
    "It is understood that {club} {verb} {person} if {person} {verb} {club}.",
    "{club} boss {person} has refused to rule out a move for {person} {time}.",
    "{person}'s contract runs {time}, and {club} {verb} {person} for {sum}.",
    "• {person} – {club} to {club}, {sum}\n• {person} – {club}, free",
    "{club} want {person}, with {person} moving the other way in a swap worth {sum}.",
)
_FILLINGS = {"club": CLUBS, "person": PERSONS, "outlet": OUTLETS, "sum": SUMS, "time": TIMES, "verb": VERBS}

PIECES = (*PERSONS, *CLUBS, *OUTLETS, *SUMS, *TIMES, *VERBS, *SMALL, *MARKS, *ODD)
"""All that the grammar knows, for a dictionary."""

piece = st.sampled_from(PIECES)
pieces = st.lists(piece, max_size=40)
in_any_order = st.one_of(pieces.map(" ".join), pieces.map("".join))


@st.composite
def sentence(draw: DrawFn) -> str:
    """A sentence as articles have them, of whoever and whatever."""
    template = draw(st.sampled_from(_TEMPLATES))
    text = template.replace("{n}", "24")
    for slot, values in _FILLINGS.items():
        while f"{{{slot}}}" in text:
            text = text.replace(f"{{{slot}}}", draw(st.sampled_from(values)), 1)
    return text


@cache
def real_texts() -> Sequence[str]:
    """The articles that the reading is developed with, in order of their names."""
    files = sorted((*QUALITY.glob("seeds/*.txt"), *QUALITY.glob("dev/*.txt")))
    assert files, "the seeds are gone"
    return [file.read_text(encoding="utf-8") for file in files]


@st.composite
def excerpt(draw: DrawFn, longest: int = 400) -> str:
    """A part of a real article."""
    text = draw(st.sampled_from(real_texts()))
    start = draw(st.integers(0, max(0, len(text) - longest)))
    return text[start : start + draw(st.integers(1, longest))]


@st.composite
def spoilt(draw: DrawFn, source: SearchStrategy[str]) -> str:
    """A text of ``source`` with a few places cut, doubled, moved, in capitals or overwritten."""
    text = draw(source)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        span = text[start:end]
        change = draw(st.sampled_from((draw(piece), "", span * 2, span.upper(), span.lower(), span[::-1])))
        text = text[:start] + change + text[end:]
    return text


paragraphs = st.lists(sentence(), min_size=1, max_size=6).flatmap(
    lambda said: st.sampled_from((" ", "\n", "\n\n", "\r\n\r\n")).map(lambda between: between.join(said))
)
any_text = st.text(st.characters(codec=None), max_size=200)
"""Any characters, lone surrogates too."""
article = st.one_of(paragraphs, spoilt(paragraphs), spoilt(excerpt()), in_any_order, any_text)
"""What may stand in an article, the likelier first."""
phrase = st.one_of(
    st.lists(piece, min_size=1, max_size=8).map(" ".join), sentence(), spoilt(sentence()), spoilt(excerpt(80)), any_text
)
"""A short text, for what is read from a line."""
