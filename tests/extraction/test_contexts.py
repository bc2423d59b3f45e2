"""The same plain statements in the contexts in which prose puts them: each should make the same claim, but for its
source, its date and the words of its own.

A statement has its subject apart, so that a context can stand between that and the verb. It names the player as
"Lyon midfielder Tobin Aske", whom a context may bring in before and take up otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest


class Statement(NamedTuple):
    """A statement, and the claim that it makes."""

    subject: str
    verb: str
    claim: str

    def __str__(self) -> str:
        return f"{self.subject} {self.verb}"


PLAYER = "Lyon midfielder Tobin Aske"
STATEMENTS = [
    Statement("Napoli", f"want to sign {PLAYER}", "Tobin Aske transfer/interest Lyon -> Napoli"),
    Statement("Napoli", f"have made an offer for {PLAYER}", "Tobin Aske transfer/bid Lyon -> Napoli"),
    Statement("Napoli", f"have pulled out of the race for {PLAYER}", "Tobin Aske transfer/off Lyon -> Napoli"),
    Statement(PLAYER, "is set to join Napoli on loan", "Tobin Aske loan/close Lyon -> Napoli"),
    Statement(PLAYER, "has joined Napoli", "Tobin Aske transfer/done Lyon -> Napoli"),
    Statement(PLAYER, "is in talks over a new contract with Lyon", "Tobin Aske renewal/talks Lyon -> Lyon"),
    Statement(PLAYER, "wants to leave Lyon", "Tobin Aske exit/interest Lyon -> ?; actor Tobin Aske"),
]

UNNAMED = "; hedged; by unnamed"
CREDITED = [
    ("According to Marca, {}.", "; by outlet Marca"),
    ("{}, according to a report in Marca.", "; by outlet Marca"),
    ("{}, as first reported by Marca.", "; by outlet Marca"),
    ("If Marca are to be believed, {}.", "; by outlet Marca"),
    ("Several papers in Spain, including Marca, report that {}.", "; by outlet Marca"),
    ("{}. (Marca, via Mirror)", "; by outlet Marca; via Mirror"),
    ("ESPN has learned that {}.", "; by outlet ESPN"),
    ("{}, sources have told ESPN.", "; by outlet ESPN"),
    ("L’Equipe reported on Tuesday that {}.", "; by outlet L'Équipe; on 2026-03-10 (day)"),
    ("{}, writes Bild’s Christian Falk.", "; by journalist Christian Falk; via Bild"),
    ("{} (Fabrizio Romano).", "; by journalist Fabrizio Romano"),
    ("Agent John Smith told Sky Sports that {}.", "; by person John Smith; via Sky Sports"),
    ("In the eyes of agent John Smith, {}.", "; by person John Smith"),
    ("“{},” his agent, John Smith, said.", "; by person John Smith"),
    ("“A long summer,” said agent John Smith.\n\n“There is a lot going on. {}.”", "; by person John Smith"),
    ("It is being reported in Italy that {}.", UNNAMED),
    ("The belief in Italy is that {}.", UNNAMED),
    ("{}, say sources close to the player.", UNNAMED),
    ("Reportedly, {}.", UNNAMED),
]
BESIDE_IT = [
    "Meanwhile, {}.",
    "With the window about to close, {}.",
    "{} as the new season draws near.",
    "{}, but nobody at Roma is worried.",
    "{} – a blow for Roma.",
    "While Rune Holm recovers from injury, {}.",
    "Nothing else has happened, so {}.",
    "There is news from Italy, where {}.",
    "Rune Holm scored twice for Lens; {}.",
]
BEFORE_THE_VERB = [", like Lens,", ", unbeaten since Christmas,", " – who have the best of reasons –", ", however,"]
TAKEN_UP = ["he", "the Dane", "the midfielder", "Aske", "the former Ajax midfielder", "the Lyon man"]


@pytest.mark.parametrize(("context", "source"), CREDITED)
def test_a_statement_is_the_word_of_whom_its_context_credits(
    assert_claims: Callable[..., None], context: str, source: str
) -> None:
    for statement in STATEMENTS:
        parts = (statement.claim + source).split("; ")
        acts = [part for part in parts if part.startswith("actor")]
        assert_claims(
            _sentence(context, str(statement)), "; ".join([parts[0], *acts, *[p for p in parts[1:] if p not in acts]])
        )


@pytest.mark.parametrize("context", BESIDE_IT)
def test_what_stands_beside_a_statement_changes_nothing(assert_claims: Callable[..., None], context: str) -> None:
    for statement in STATEMENTS:
        assert_claims(_sentence(context, str(statement)), statement.claim)


@pytest.mark.parametrize("aside", BEFORE_THE_VERB)
def test_what_parts_subject_and_verb_changes_nothing(assert_claims: Callable[..., None], aside: str) -> None:
    for statement in STATEMENTS:
        assert_claims(f"{statement.subject}{aside} {statement.verb}.", statement.claim)


@pytest.mark.parametrize("name", TAKEN_UP)
def test_a_person_is_taken_up_in_other_words(assert_claims: Callable[..., None], name: str) -> None:
    before = "Lyon midfielder Tobin Aske scored twice against Lens on Saturday."
    for statement in STATEMENTS:
        subject = statement.subject.replace(PLAYER, name.capitalize() if name.islower() else name)
        verb = statement.verb.replace(PLAYER, "him" if name == "he" else name)
        assert_claims(
            f"{before} The crowd had seen the best game of the year. {_upper(f'{subject} {verb}')}.", statement.claim
        )


def _sentence(context: str, statement: str) -> str:
    return _upper(context.format(statement))


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
