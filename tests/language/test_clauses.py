"""How sentences are cut into clauses, and what a clause without a subject of its own takes over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rumourctl.language.analysis import AnalysedArticle
from rumourctl.language.clauses import Clause
from rumourctl.language.nodes import Node

Read = Callable[[str], AnalysedArticle]


def shown(clause: Clause) -> str:
    """ "kind [subject taken over] words": names stand for units, commas are left out."""
    subject = ", ".join(ref for unit in clause.subject for ref in unit.refs)
    words = [_word(node) for node in clause.nodes if node.norm != ","]
    return " ".join([clause.kind, *([f"[{subject}]"] if subject else []), *words])


def _word(node: Node) -> str:
    if node.unit is None:
        return node.norm
    return "+".join(node.unit.refs) or node.unit.pronoun or node.norm


CUT = [
    ("plain", "Chelsea want Tobin Aske.", ["main Chelsea want Tobin Aske"]),
    (
        "relative, in the middle",
        "Tobin Aske, who joined Lyon, is wanted by Chelsea.",
        ["main Tobin Aske is wanted by Chelsea", "relative [Tobin Aske] joined Lyon"],
    ),
    (
        "relative, at the end",
        "Chelsea want Tobin Aske, who joined Lyon.",
        ["main Chelsea want Tobin Aske", "relative [Tobin Aske] joined Lyon"],
    ),
    (
        "relative with a subject of its own",
        "Chelsea want Tobin Aske, whom Lyon bought.",
        ["main Chelsea want Tobin Aske", "relative Lyon bought Tobin Aske"],
    ),
    (
        "whose",
        "Chelsea want Tobin Aske, whose contract ends.",
        ["main Chelsea want Tobin Aske", "relative [Tobin Aske] Tobin Aske contract ends"],
    ),
    (
        "relative behind a preposition",
        "Tobin Aske, for whom Lyon paid much, is wanted by Chelsea.",
        ["main Tobin Aske is wanted by Chelsea", "relative Lyon paid much for Tobin Aske"],
    ),
    (
        "relative without its word",
        "Tobin Aske is the man Chelsea want most.",
        ["main Tobin Aske is <person>", "relative Chelsea want Tobin Aske most"],
    ),
    (
        "relative, then the verb without a comma",
        "The striker who joined Lyon has left Chelsea.",
        ["main <person> has left Chelsea", "relative joined Lyon"],
    ),
    (
        "whose, of somebody of a club",
        "Tobin Aske of Lyon, whose contract ends, is wanted.",
        ["main Tobin Aske of Lyon is wanted", "relative [Tobin Aske] Tobin Aske contract ends"],
    ),
    (
        "a clause inside a relative one",
        "Tobin Aske, who joined Lyon when he was ten, is wanted.",
        [
            "main Tobin Aske is wanted",
            "relative [Tobin Aske] joined Lyon",
            "subordinate [Tobin Aske] Tobin Aske was ten",
        ],
    ),
    (
        "a report put in",
        "Chelsea, the paper adds, want Tobin Aske.",
        ["main Chelsea want Tobin Aske", "aside the paper adds"],
    ),
    (
        "words put in behind “and”",
        "Chelsea sold Maro Velling and, like Lyon, want Tobin Aske.",
        ["main Chelsea sold Maro Velling", "coordinate [Chelsea] want Tobin Aske", "aside like Lyon"],
    ),
    (
        "a subject and what is said of it between commas",
        "Tobin Aske left but Lyon, third in the table, want Maro Velling.",
        ["main Tobin Aske left", "coordinate Lyon third in the table want Maro Velling"],
    ),
    (
        "a person and a club parting",
        "Tobin Aske and Lyon parted.",
        ["main Tobin Aske and Lyon parted"],
    ),
    (
        "an absolute",
        "Tobin Aske is free, Lyon having failed.",
        ["main Tobin Aske is free", "subordinate Lyon having failed"],
    ),
    (
        "an absolute in front",
        "With Lyon having failed, Chelsea want Tobin Aske.",
        ["subordinate Lyon having failed", "main Chelsea want Tobin Aske"],
    ),
    (
        "a clause in front without its comma",
        "Before going further Lyon asked.",
        ["subordinate [Lyon] going further", "main Lyon asked"],
    ),
    (
        "a quotation that goes on with the clause",
        "Tobin Aske “is not for sale at any price”, Lyon said.",
        ["main Tobin Aske is not for sale at any price", "coordinate Lyon said"],
    ),
    (
        "“once” as an adverb",
        "Lyon had rung once in March.",
        ["main Lyon had rung once <date>"],
    ),
    (
        "“that” before a noun",
        "Lyon gave that idea short shrift.",
        ["main Lyon gave that idea short shrift"],
    ),
    (
        "a plural noun that looks like a verb",
        "Talks with Lyon resumed.",
        ["main talks with Lyon resumed"],
    ),
    (
        "the subject behind its verb",
        "Second on the list is Tobin Aske.",
        ["main Tobin Aske is second on the list"],
    ),
    (
        "a list behind a colon",
        "Two names are on the list: Tobin Aske; and Maro Velling of Lyon.",
        [
            "main two names are on the list",
            "main Tobin Aske are on the list",
            "main and Maro Velling of Lyon are on the list",
        ],
    ),
    (
        "a verb left out",
        "Tobin Aske has signed for Lyon and Maro Velling for Chelsea.",
        ["main Tobin Aske has signed for Lyon", "coordinate Maro Velling has signed for Chelsea"],
    ),
    (
        "neither of whom",
        "Tobin Aske is wanted by Lyon and Lens, neither of whom are rich.",
        ["main Tobin Aske is wanted by Lyon+Lens", "relative [Lyon, Lens] neither are rich"],
    ),
    (
        "a cleft without a relative word",
        "It is Lyon Chelsea want most.",
        ["main it is Lyon", "relative Chelsea want Lyon most"],
    ),
    (
        "a second infinitive with a subject of its own",
        "Tobin Aske is expected to join Lyon and Maro Velling to join Chelsea.",
        ["main Tobin Aske is expected to join Lyon", "coordinate Maro Velling is expected to join Chelsea"],
    ),
    (
        "a participle in front of its verb",
        "Ruled out has been Tobin Aske.",
        ["main Tobin Aske has been ruled out"],
    ),
    (
        "in brackets",
        "Chelsea (who sold Maro Velling) want Tobin Aske.",
        ["main Chelsea want Tobin Aske", "relative [Chelsea] sold Maro Velling"],
    ),
    (
        "one subject, two predicates",
        "Chelsea have signed Tobin Aske and sold Maro Velling.",
        ["main Chelsea have signed Tobin Aske", "coordinate [Chelsea] sold Maro Velling"],
    ),
    (
        "two subjects",
        "Chelsea have signed Tobin Aske and Everton have sold Idris Okomo.",
        ["main Chelsea have signed Tobin Aske", "coordinate Everton have sold Idris Okomo"],
    ),
    (
        "but",
        "Chelsea want Tobin Aske, but Lyon will not sell.",
        ["main Chelsea want Tobin Aske", "coordinate Lyon will not sell"],
    ),
    (
        "subordinate, behind",
        "Tobin Aske joined Lyon after leaving Lens.",
        ["main Tobin Aske joined Lyon", "subordinate [Tobin Aske] leaving Lens"],
    ),
    (
        "subordinate, in front",
        "If Maro Velling leaves, Chelsea will sign Tobin Aske.",
        ["subordinate Maro Velling leaves", "main Chelsea will sign Tobin Aske"],
    ),
    (
        "said with that",
        "Carlo Bertazzi says that Tobin Aske is staying.",
        ["main Carlo Bertazzi says", "subordinate Tobin Aske is staying"],
    ),
    (
        "said without that",
        "Carlo Bertazzi insists Tobin Aske is staying.",
        ["main Carlo Bertazzi insists", "subordinate Tobin Aske is staying"],
    ),
    (
        "present participle",
        "Tobin Aske left Lyon, joining Chelsea on loan.",
        ["main Tobin Aske left Lyon", "participle [Tobin Aske] joining Chelsea on loan"],
    ),
    (
        "past participle",
        "Tobin Aske, signed from Lens, will leave Lyon.",
        ["main Tobin Aske will leave Lyon", "participle [Tobin Aske] signed from Lens"],
    ),
    (
        "apposition",
        "Tobin Aske, a midfielder from Lens, has left Lyon.",
        ["main Tobin Aske has left Lyon", "aside [Tobin Aske] <other> from Lens"],
    ),
    (
        "between dashes",
        "Chelsea – now second – want Tobin Aske.",
        ["main Chelsea want Tobin Aske", "aside now second"],
    ),
    ("semicolon", "Tobin Aske joins; Maro Velling leaves.", ["main Tobin Aske joins", "main Maro Velling leaves"]),
    (
        "quotation and who says it",
        "“I want to leave Lyon this summer,” Tobin Aske said.",
        ["main i want to leave Lyon <date>", "coordinate Tobin Aske said"],
    ),
    (
        "absolute with",
        "Lyon are waiting, with Chelsea keen on Tobin Aske.",
        ["main Lyon are waiting", "subordinate Chelsea keen on Tobin Aske"],
    ),
]


@pytest.mark.parametrize(("text", "clauses"), [pytest.param(text, clauses, id=label) for label, text, clauses in CUT])
def test_sentences_are_cut_where_statements_end(read: Read, text: str, clauses: list[str]) -> None:
    assert [shown(clause) for clause in read(text).sentences[0].clauses] == clauses


def test_the_main_clause_goes_on_with_a_plural_verb(read: Read) -> None:
    clauses = read("Chelsea, who have sold Maro Velling, want Tobin Aske.").sentences[0].clauses
    assert [shown(clause) for clause in clauses] == [
        "main Chelsea want Tobin Aske",
        "relative [Chelsea] have sold Maro Velling",
    ]


def only(read: Read, text: str) -> Clause:
    (clause,) = read(text).sentences[0].clauses
    return clause


PASSIVE = [
    ("Tobin Aske was signed by Lyon.", ["signed"]),
    ("Tobin Aske has been heavily linked with Lyon.", ["linked"]),
    ("Tobin Aske has signed for Lyon.", []),
    ("Lyon signed Tobin Aske.", []),
]


@pytest.mark.parametrize(("text", "verbs"), PASSIVE)
def test_passive_verbs_are_marked(read: Read, text: str, verbs: list[str]) -> None:
    clause = only(read, text)
    assert [node.norm for at, node in enumerate(clause.nodes) if clause.passive_at(at)] == verbs


def test_an_absolute_clause_knows_the_subject_above_it(read: Read) -> None:
    clause = read("Lyon are waiting, with Chelsea keen on Tobin Aske.").sentences[0].clauses[1]
    assert [unit.refs for unit in clause.outer] == [("Lyon",)]


def test_words_quoted_at_length_are_speech_and_a_word_or_two_are_not(read: Read) -> None:
    speech = read("“We will sell Tobin Aske,” he said.").sentences[0].clauses
    scare = read("Chelsea are “very keen” on Tobin Aske.").sentences[0].clauses
    assert [clause.quoted for clause in speech] == [True, False]
    assert [clause.quoted for clause in scare] == [False]
