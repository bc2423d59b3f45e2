"""The pattern language: what each kind of element matches, and how a faulty pattern is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from rumourctl.errors import DataError
from rumourctl.language.clauses import Clause
from rumourctl.language.lexicon import Lexicon
from rumourctl.rules.loading import RuleSet
from rumourctl.rules.matching import Matcher
from rumourctl.rules.pattern import forms_by_verb, parse_pattern
from rumourctl.rules.walking import Found

Clauses = Callable[[str], list[Clause]]


def matched(pattern: str, clause: Clause, lexicon: Lexicon, rules: RuleSet) -> str | None:
    """The first words of ``clause`` that ``pattern`` matches; names stand as "<person>"."""
    found = next(matches(pattern, clause, lexicon, rules), None)
    return " ".join(node.norm for node in clause.nodes[found.start : found.end]) if found else None


def matches(pattern: str, clause: Clause, lexicon: Lexicon, rules: RuleSet) -> Iterator[Found]:
    matcher = Matcher([parse_pattern(pattern, lexicon.verb_forms, lambda: "test")], lexicon.verb_forms, rules.adverbs)
    return (found for at in range(len(clause.nodes)) for _, found in matcher.matches(clause.nodes, at))


MATCHES = [
    ("a word", "talks", "They held talks in Lyon.", "talks"),
    ("a word that is not there", "talks", "They held a party in Lyon.", None),
    ("words in a row", "in talks", "They are in talks over it.", "in talks"),
    ("words not in a row", "in talks", "They are in difficult talks over it.", None),
    ("one of several words", "bid|offer", "They made an offer today.", "offer"),
    ("a verb in the past", "~sign", "They signed him.", "signed"),
    ("a verb in the third person", "~sign", "Lyon signs him.", "signs"),
    ("a gerund", "~buy", "They think of buying him.", "buying"),
    ("an irregular verb", "~buy", "They have bought him.", "bought"),
    ("a verb that stands as a noun", "~move", "They saw his move.", None),
    ("an optional word there", "agree a? fee", "They will agree a fee.", "agree a fee"),
    ("an optional word missing", "agree a? fee", "They will agree fee.", "agree fee"),
    ("a gap", "~take ... loan", "They will take Tobin Aske there on loan.", "take <person> there on loan"),
    ("an empty gap", "~take ... loan", "They will take loan money.", "take loan"),
    ("a gap that is too long", "~take ... loan", "They take one two three four five six seven loan.", None),
    ("a gap over a comma", "~take ... loan", "They take him, on loan.", None),
    ("a person", "~sign PERSON", "They signed Tobin Aske.", "signed <person>"),
    ("a club", "~leave CLUB", "He has left Lyon.", "left <club>"),
    ("another kind of unit", "~leave CLUB", "He has left Tobin Aske.", None),
    ("a sum", "~offer MONEY", "They offered £20m.", "offered <money>"),
    ("a date", "~sign DATE", "They signed yesterday.", "signed <date>"),
    ("an outlet", "~tell OUTLET", "He told Marca.", "told <outlet>"),
    ("a nation", "~coach NATION", "He coached Brazil.", "coached <nation>"),
    ("somebody without a name", "~sign OTHER", "They signed a midfielder.", "signed <other>"),
    ("any unit", "~sign ANY", "They signed a midfielder.", "signed <other>"),
    (
        "adverbs in between",
        "~want to ~sign",
        "They still want really to finally sign him.",
        "want really to finally sign",
    ),
    ("no other word in between", "~want to ~sign", "They want him to sign.", None),
]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [pytest.param(pattern, text, words, id=label) for label, pattern, text, words in MATCHES],
)
def test_what_a_pattern_matches(
    clauses: Clauses, lexicon: Lexicon, rules: RuleSet, pattern: str, text: str, words: str | None
) -> None:
    assert matched(pattern, clauses(text)[0], lexicon, rules) == words


VERB_FORMS = [
    ("They want to buy him.", "base"),
    ("They bought him.", "past participle"),
    ("They are buying him.", "gerund"),
    ("He buys today.", "third"),
]


@pytest.mark.parametrize(("text", "form"), VERB_FORMS)
def test_a_match_tells_the_form_of_its_verb(
    clauses: Clauses, lexicon: Lexicon, rules: RuleSet, text: str, form: str
) -> None:
    assert [match.verb_form for match in matches("~buy", clauses(text)[0], lexicon, rules)] == [form]


def test_a_pattern_tries_the_words_that_may_begin_it(lexicon: Lexicon) -> None:
    def triggers(source: str) -> set[str]:
        return parse_pattern(source, lexicon.verb_forms, lambda: "test").triggers(forms_by_verb(lexicon.verb_forms))

    assert triggers("bid|offer for") == {"bid", "offer"}
    assert triggers("~sign up") == {"sign", "signs", "signed", "signing"}
    assert triggers("MONEY bid") == {"<money>"}


FAULTS = [
    ("a verb that no list knows", "~sign ~flurble", "'flurble' is not in the list of verbs", 6),
    ("a verb in another form", "~signed", "'signed' is not in the list of verbs", 0),
    ("capitals", "talks With him", "'With' is no word in lower case", 6),
    ("a kind of unit that is none", "~sign PLAYER", "'PLAYER' is no word in lower case", 6),
    ("an empty choice", "bid||offer", "'' is no word in lower case", 0),
    ("a stray sign", "a bid (new)", "'(new)' is no word in lower case", 6),
    ("an accent", "agréed", "'agréed' is no word in lower case", 0),
    ("a gap at the start", "... loan", "a pattern begins with something that must be there", 0),
    ("an optional start", "a? loan", "a pattern begins with something that must be there", 0),
    ("nothing", "", "a pattern begins with something that must be there", 0),
]


@pytest.mark.parametrize(
    ("source", "reason", "column"), [pytest.param(source, reason, at, id=label) for label, source, reason, at in FAULTS]
)
def test_a_faulty_pattern_is_refused_with_a_caret_below_the_fault(
    lexicon: Lexicon, source: str, reason: str, column: int
) -> None:
    with pytest.raises(DataError) as refusal:
        parse_pattern(source, lexicon.verb_forms, lambda: "events.toml: sign")
    assert str(refusal.value).split("\n") == [f"events.toml: sign: {reason}", f"  {source}", f"  {' ' * column}^"]
