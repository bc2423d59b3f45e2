"""Text cut into paragraphs, sentences and tokens, with offsets that always lead back to the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rumourctl.language.datelines import dateline_end
from rumourctl.language.folding import fold
from rumourctl.language.paragraphs import paragraphs
from rumourctl.language.tokens import Kind, Sentence, sentences, tokenize

# Arbitrary text seldom holds what matters here, so half of it is made from these.
PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "’", "(", ")", "[", "]", "«", "»", ".", "…", "!", "?", ",", "-", "–", "\n", "\r\n",
        "\r", "\n\n", " ", "\t", "\u2028", "\x0c", "\x00", "🚨", "👨‍👩‍👧", "#", "@", "#CFC", "£", "£30m", "won't",
        "Spurs’", "WON'T", "DIDN’T", "No. 9", "A.C.", "é", "e\u0301", "ß", "İ", "١٢", "Smith", "said", "24-year-old",
        "https://x.y", "www.", "•", "1)", "'s", "a" * 70,
    ]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(ANY_TEXT, st.integers(0, 5))
@example("“ ( « '", 0)
@example("\r\n\r\n”", 0)
@example("IT WON'T BE", 0)
def test_tokens_are_cut_from_the_text_in_order_and_leave_out_only_blanks(text: str, start: int) -> None:
    end = min(start, len(text))
    for token in tokenize(text, start):
        assert token.text == text[token.start : token.end]
        assert token.text
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()


@given(ANY_TEXT, st.integers(0, 5))
@example("“ ( « '", 0)
@example("\r\n\r\n”", 0)
def test_sentences_hold_every_token_of_the_paragraphs_once_and_in_order(text: str, start: int) -> None:
    found = sentences(text, start)
    told = [t for first, last in paragraphs(text, start) for t in tokenize(text, dateline_end(text, first), last)]
    assert [(t.start, t.end) for s in found for t in s.tokens] == [(t.start, t.end) for t in told]
    for number, sentence in enumerate(found):
        assert sentence.index == number
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


def test_the_capitals_of_a_shouted_not_make_no_name() -> None:
    assert [(t.text, t.norm, t.has_capital or t.capitalised) for t in tokenize("DIDN'T WON’T")] == [
        ("DID", "did", False), ("N'T", "not", False), ("WO", "will", False), ("N’T", "not", False),
    ]  # fmt: skip


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


NORMS = [
    ("clitics are words", "He's sure they've won", ["he", "is", "sure", "they", "have", "won"]),
    ("not", "won't can't isn't", ["will", "not", "can", "not", "is", "not"]),
    ("not, with a curly apostrophe", "won’t", ["will", "not"]),
    ("would and will", "I'd say we'll go", ["i", "would", "say", "we", "will", "go"]),
    ("possessive", "Chelsea's Aske", ["chelsea", "'s", "aske"]),
    ("bare possessive", "Spurs’ bid", ["spurs", "'s", "bid"]),
    ("apostrophe in a name", "N'Golo O'Neil d'Ornano", ["n'golo", "o'neil", "d'ornano"]),
    ("accents and case", "São João Ødegård Müller", ["sao", "joao", "odegard", "muller"]),
    ("hyphens stay inside", "Bissau-born Smith-Jones", ["bissau-born", "smith-jones"]),
    ("numbers with marks", "24-year-old 2024/25 10,000 50%", ["24-year-old", "2024/25", "10,000", "50%"]),
    ("money is one token", "£30m €1.5m", ["£30m", "€1.5m"]),
    ("tags lose their sign", "#CFC @Jane_1", ["cfc", "jane_1"]),
    ("initials", "A.C. Milan", ["a.c.", "milan"]),
    ("domains", "defensa.com says", ["defensa.com", "says"]),
    ("quotation marks are alike", '“a” „b“ «c» "d"', list('"a""b""c""d"')),
]


@pytest.mark.parametrize(("text", "norms"), [pytest.param(text, norms, id=label) for label, text, norms in NORMS])
def test_clean_forms(text: str, norms: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == norms


KINDS = [
    ("word", Kind.WORD),
    ("£30m", Kind.NUMBER),
    ("#CFC", Kind.TAG),
    ("(", Kind.PUNCT),
    ("“", Kind.QUOTE),
    ("🚨", Kind.SYMBOL),
    ("https://a.example/b?c=d", Kind.SYMBOL),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_what_sort_of_token_it_is(text: str, kind: Kind) -> None:
    (token,) = tokenize(text)
    assert token.kind is kind


def texts(found: list[Sentence], source: str) -> list[str]:
    return [source[s.start : s.end] for s in found]


SENTENCES = [
    ("full stops", "He left. She stayed.", ["He left.", "She stayed."]),
    ("marks of all kinds", "Really?! Yes! He left…", ["Really?!", "Yes!", "He left…"]),
    ("titles", "Mr. Aske met Dr. Okomo. They left.", ["Mr. Aske met Dr. Okomo.", "They left."]),
    ("initials", "D. Aske of A.C. Milan left. He won.", ["D. Aske of A.C. Milan left.", "He won."]),
    ("shirt numbers", "The No. 9 left. He won.", ["The No. 9 left.", "He won."]),
    ("versus", "Lyon vs. Metz is off. He won.", ["Lyon vs. Metz is off.", "He won."]),
    ("decimals", "It cost £1.5m. He won.", ["It cost £1.5m.", "He won."]),
    ("stop inside a quotation", "“It is over.” He left.", ["“It is over.”", "He left."]),
    (
        "two sentences quoted",
        "He said: “It is over. We go.” They left.",
        ["He said: “It is over.", "We go.”", "They left."],
    ),
    ("quotation that goes on", "“Really?” he asked. He left.", ["“Really?” he asked.", "He left."]),
    ("brackets", "(He left.) She stayed.", ["(He left.)", "She stayed."]),
    ("an emoji between", "Aske signs today ✅ Okomo leaves", ["Aske signs today ✅", "Okomo leaves"]),
]


@pytest.mark.parametrize(("text", "cut"), [pytest.param(text, cut, id=label) for label, text, cut in SENTENCES])
def test_sentences_end_where_they_end(text: str, cut: list[str]) -> None:
    assert texts(sentences(text), text) == cut


def test_no_is_a_word_as_well_as_an_abbreviation() -> None:
    text = "They asked and Napoli said no. Roma moved on."
    assert len(sentences(text)) == 2


LONG = "Chelsea have made a second bid for the midfielder, who is also"


def test_a_line_that_only_wraps_the_one_before_belongs_to_its_paragraph() -> None:
    assert len(sentences(f"{LONG}\nwanted by Everton.")) == 1
    assert len(sentences(f"{LONG}\r\nwanted by Everton.")) == 1


def test_a_short_line_is_a_paragraph_of_its_own() -> None:
    found = sentences("Chelsea\nAske has left.")
    assert [s.paragraph for s in found] == [0, 1]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert [s.paragraph for s in sentences(f"{LONG}\n\nwanted by Everton.")] == [0, 1]


def test_items_of_a_list_are_not_joined() -> None:
    assert [s.paragraph for s in sentences(f"• {LONG}\n• wanted by Everton")] == [0, 1]


def test_only_the_first_sentence_opens_its_paragraph() -> None:
    assert [s.opens_paragraph for s in sentences("He left. She stayed.\n\nThey won.")] == [True, False, True]


HEADINGS = [
    ("Chelsea close in on Okomo", True),
    ("Chelsea have signed Okomo.", False),
    ("Okomo said: “I am happy”", False),
    ("Chelsea want Aske (Marca)", False),
    ("🚨 Okomo to Chelsea", False),
    ("word " * 30, False),
]


@pytest.mark.parametrize(("text", "heading"), HEADINGS)
def test_a_heading_is_short_and_ends_without_a_stop(text: str, heading: bool) -> None:
    assert [s.heading for s in sentences(text)] == [heading]


def quoted(text: str) -> list[str]:
    return [t.text for s in sentences(text) for t in s.tokens if t.quoted and t.kind is Kind.WORD]


QUOTED = [
    ("inside the marks", "He said “we won” and left.", ["we", "won"]),
    ("straight marks", 'He said "we won" and left.', ["we", "won"]),
    ("guillemets", "He said «we won» and left.", ["we", "won"]),
    ("single marks are no quotation", "He said 'we won' and left.", []),
    ("two in one sentence", "“We won,” he said, “and left.”", ["We", "won", "and", "left"]),
    ("over sentences", "“We won. We left.” He went.", ["We", "won", "We", "left"]),
    ("over paragraphs", "“We won.\n\n“We left.” He went.", ["We", "won", "We", "left"]),
    ("never closed", "He said “we won.\n\nThen he left.", ["we", "won"]),
]


@pytest.mark.parametrize(("text", "words"), [pytest.param(text, words, id=label) for label, text, words in QUOTED])
def test_what_stands_in_quotation_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MADRID, Aug 9 (Reuters) - Lyon want Smith.", "Lyon want Smith."),
        ("Manchester, England (AP) — City want Smith.", "City want Smith."),
        ("(AFP) – City want Smith.", "City want Smith."),
        ("SAO PAULO, Jan. 20 - Santos want Smith.", "Santos want Smith."),
        ("RIYADH: Al-Hilal want Smith.", "Al-Hilal want Smith."),
        ("BERLIN May 9 Lyon want Smith.", "Lyon want Smith."),
        ("Bengaluru, July 23: Lyon want Smith.", "Lyon want Smith."),
        ("EVERTON: Smith is wanted.", "EVERTON: Smith is wanted."),
        ("Paris - Smith says yes.", "Paris - Smith says yes."),
        ("Lyon striker Kai Lund (AP) said no.", "Lyon striker Kai Lund (AP) said no."),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(text: str, rest: str) -> None:
    assert text[sentences(text)[0].start :] == rest


def test_the_number_of_an_item_belongs_to_its_heading() -> None:
    found = sentences("4. Kai Lund\n\nHe is free. In 2020. Then he left.")
    assert [len(s.tokens) for s in found] == [4, 4, 3, 4]
