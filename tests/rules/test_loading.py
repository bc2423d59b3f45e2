"""Rule files: what is read from them, and how a faulty one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rumourctl.errors import DataError
from rumourctl.language.lexicon import Lexicon
from rumourctl.rules.loading import load_rules

SIGN = """
[[event]]
name = "sign"
words = ["~sign", "signing of"]
move = "transfer"
stage = "done"
person = ["object", "of"]
to = ["subject"]
values = { deal = "free" }
example = "Chelsea have signed Aske."
counter = "Aske signed autographs."
"""
WISH = """
[[operator]]
name = "wish"
words = ["~want to"]
stage = "interest"
keeps = ["off"]
turns = { done = "close" }
certainty = "hedged"
example = "Chelsea want to sign Aske."
"""


def write(folder: Path, text: str, name: str = "rules.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_rule_has_what_its_file_says(tmp_path: Path, lexicon: Lexicon) -> None:
    sign, wish = load_rules(write(tmp_path, SIGN + WISH), lexicon.verb_forms).rules
    assert (sign.name, sign.kind, sign.move, sign.stage) == ("sign", "event", "transfer", "done")
    assert sign.frame == {"person": ("object", "of"), "to": ("subject",), "from": ()}
    assert [pattern.source for pattern in sign.patterns] == ["~sign", "signing of"]
    assert (sign.value("deal"), sign.value("role")) == ("free", None)
    assert (wish.kind, wish.stage, sorted(wish.keeps), wish.certainty) == ("operator", "interest", ["off"], "hedged")
    assert (wish.turns, wish.frame, wish.value("deal")) == ({"done": "close"}, None, None)


def test_rules_come_from_all_files_of_the_folder(tmp_path: Path, lexicon: Lexicon) -> None:
    write(tmp_path, SIGN, "b.toml")
    write(tmp_path, WISH, "a.toml")
    write(tmp_path, "no rules", "notes.txt")
    assert [rule.name for rule in load_rules(tmp_path, lexicon.verb_forms).rules] == ["wish", "sign"]


def test_the_lists_of_all_files_are_joined(tmp_path: Path, lexicon: Lexicon) -> None:
    write(tmp_path, 'adverbs = ["now"]\nmoves = ["loan", "exit"]' + SIGN, "a.toml")
    write(tmp_path, 'adverbs = ["soon"]\nreached = ["done"]\nsetbacks = ["off"]', "b.toml")
    found = load_rules(tmp_path, lexicon.verb_forms)
    assert found.adverbs == {"now", "soon"}
    assert found.moves == ("loan", "exit")
    assert found.reached == {"done"}
    assert found.setbacks == {"off"}


def test_the_index_leads_from_a_word_to_the_rules_that_it_may_begin(tmp_path: Path, lexicon: Lexicon) -> None:
    index = load_rules(write(tmp_path, SIGN + WISH), lexicon.verb_forms).index
    assert [rule.name for rule, _ in index["signing"]] == ["sign", "sign"]
    assert [rule.name for rule, _ in index["wants"]] == ["wish"]
    assert "autographs" not in index


FAULTS = [
    ("unknown key", SIGN + 'colour = "red"', "rules.toml: sign: unknown key 'colour'"),
    ("a key of another table", WISH + 'person = ["object"]', "rules.toml: wish: unknown key 'person'"),
    ("unknown table", SIGN.replace("[[event]]", "[[evnt]]"), "rules.toml: unknown table 'evnt'"),
    ("duplicate name", SIGN + SIGN, "rules.toml: the rule 'sign' is there twice"),
    ("no example", SIGN.replace("example =", "# example ="), "rules.toml: sign: example is missing"),
    ("empty example", SIGN.replace('"Chelsea have signed Aske."', '""'), "rules.toml: sign: example is missing"),
    ("no words", SIGN.replace('["~sign", "signing of"]', "[]"), "rules.toml: sign: words is missing"),
    ("no name", SIGN.replace('name = "sign"', ""), "rules.toml: a rule without a name: name is missing"),
    (
        "unknown position",
        SIGN.replace('"object"', '"objct"'),
        "rules.toml: sign: person names the unknown position 'objct'",
    ),
    (
        "unknown verb",
        SIGN.replace("signing of", "the ~flurble"),
        "rules.toml: sign: 'flurble' is not in the list of verbs\n  the ~flurble\n      ^",
    ),
    ("unknown stage", SIGN.replace('"done"', '"dnoe"'), "rules.toml: sign: 'dnoe' is no stage; one of interest, "),
    ("unknown stage to keep", WISH.replace('"off"', '"of"'), "rules.toml: wish: 'of' is no stage; one of interest, "),
    ("unknown stage to turn", WISH.replace("{ done", "{ dnoe"), "rules.toml: wish: 'dnoe' is no stage; "),
    ("unknown move", SIGN.replace('"transfer"', '"trnsfer"'), "rules.toml: sign: 'trnsfer' is no move; "),
    ("unknown certainty", WISH.replace('"hedged"', '"hegded"'), "rules.toml: wish: 'hegded' is no certainty; "),
    (
        "words that are no list",
        SIGN.replace('["~sign", "signing of"]', '"signing"'),
        "rules.toml: sign: words is no list",
    ),
    ("one table in place of many", SIGN.replace("[[event]]", "[event]"), "rules.toml: event stands once in double "),
    ("a misspelt list", 'adverb = ["now"]' + SIGN, "rules.toml: unknown table 'adverb'"),
    ("no TOML", "[[event", "rules.toml: "),
]


@pytest.mark.parametrize(
    ("text", "message"), [pytest.param(text, message, id=label) for label, text, message in FAULTS]
)
def test_a_faulty_file_is_refused_with_its_name_and_the_fault(
    tmp_path: Path, lexicon: Lexicon, text: str, message: str
) -> None:
    with pytest.raises(DataError) as refusal:
        load_rules(write(tmp_path, text), lexicon.verb_forms)
    assert str(refusal.value).startswith(message)


def test_one_name_in_two_files_is_refused_in_the_second(tmp_path: Path, lexicon: Lexicon) -> None:
    write(tmp_path, SIGN, "a.toml")
    write(tmp_path, SIGN, "b.toml")
    with pytest.raises(DataError, match=r"^b\.toml: the rule 'sign' is there twice$"):
        load_rules(tmp_path, lexicon.verb_forms)


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "rules.toml").write_bytes(b'adverbs = ["caf\xe9"]')
    with pytest.raises(DataError, match=r"^rules\.toml: "):
        load_rules(tmp_path, lexicon.verb_forms)
