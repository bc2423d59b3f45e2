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


def test_patterns_are_listed_with_their_rules_events_in_front(tmp_path: Path, lexicon: Lexicon) -> None:
    found = load_rules(write(tmp_path, WISH + SIGN), lexicon.verb_forms)
    listed = [rule.name for rule, _ in found.patterns]
    assert listed == ["sign"] * (len(listed) - 1) + ["wish"]


FAULTS = [
    ("unknown key", SIGN + 'colour = "red"', "12: sign: unknown key 'colour'; there may be certainty, counter, "),
    (
        "a key of another table",
        WISH + 'person = ["object"]',
        "10: wish: unknown key 'person'; there may be ",
    ),
    ("unknown table", SIGN.replace("[[event]]", "[[evnt]]"), "2: unknown table 'evnt'; there may be [[event]], "),
    ("duplicate name", SIGN + SIGN, "14: sign: stands in this file twice; keep one"),
    ("one name for two kinds", SIGN + WISH.replace('"wish"', '"sign"'), "14: sign: there is another rule of this name"),
    ("no example", SIGN.replace("example =", "# example ="), "2: sign: example is missing; add it"),
    ("empty example", SIGN.replace('"Chelsea have signed Aske."', '""'), "10: sign: example must be a text: "),
    ("no words", SIGN.replace('["~sign", "signing of"]', "[]"), "2: sign: words is missing; add it"),
    ("no name", SIGN.replace('name = "sign"', ""), "2: [[event]]: name is missing; add it"),
    ("unknown position", SIGN.replace('"object"', '"objct"'), "7: sign: 'objct' is no position; there may be "),
    (
        "unknown verb",
        SIGN.replace("signing of", "the ~flurble"),
        "4: sign: 'flurble' is not in the list of verbs\n  the ~flurble\n      ^",
    ),
    ("unknown stage", SIGN.replace('"done"', '"dnoe"'), "6: sign: 'dnoe' is no stage; there may be interest, "),
    ("unknown stage to keep", WISH.replace('"off"', '"of"'), "6: wish: 'of' is no stage; there may be interest, "),
    ("unknown stage to turn", WISH.replace("{ done", "{ dnoe"), "7: wish: 'dnoe' is no stage; "),
    ("unknown move", SIGN.replace('"transfer"', '"trnsfer"'), "5: sign: 'trnsfer' is no move; "),
    ("unknown certainty", WISH.replace('"hedged"', '"hegded"'), "8: wish: 'hegded' is no certainty; "),
    ("unknown deal", SIGN.replace('"free"', '"fre"'), "9: sign: 'fre' is no deal; there may be free, "),
    (
        "words that are no list",
        SIGN.replace('["~sign", "signing of"]', '"signing"'),
        "4: sign: words must be a ",
    ),
    ("a number", SIGN.replace('"transfer"', "3"), "5: sign: move must be a text: "),
    ("one table in place of many", SIGN.replace("[[event]]", "[event]"), "2: event must be written once "),
    ("a misspelt list", 'adverb = ["now"]' + SIGN, "1: unknown key 'adverb'; there may be [[event]], "),
    ("no TOML", SIGN + "[[event", "12: is not TOML: "),
]


@pytest.mark.parametrize(
    ("text", "message"), [pytest.param(text, message, id=label) for label, text, message in FAULTS]
)
def test_a_faulty_file_is_refused_with_its_name_the_line_and_what_is_allowed(
    tmp_path: Path, lexicon: Lexicon, text: str, message: str
) -> None:
    with pytest.raises(DataError) as refusal:
        load_rules(write(tmp_path, text), lexicon.verb_forms)
    assert str(refusal.value).startswith(f"{tmp_path / 'rules.toml'}:{message}")


def test_one_name_in_two_files_is_refused_in_the_second(tmp_path: Path, lexicon: Lexicon) -> None:
    write(tmp_path, SIGN, "a.toml")
    write(tmp_path, SIGN, "b.toml")
    with pytest.raises(DataError, match=r"b\.toml:3: sign: there is another rule of this name"):
        load_rules(tmp_path, lexicon.verb_forms)


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "rules.toml").write_bytes(b'# words\nadverbs = ["caf\xe9"]')
    with pytest.raises(DataError, match=r"rules\.toml:2: is not UTF-8 text"):
        load_rules(tmp_path, lexicon.verb_forms)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of the user's own rules, laid over one with SIGN and WISH."""
    (tmp_path / "package").mkdir()
    (tmp_path / "own").mkdir()
    write(tmp_path / "package", SIGN + WISH)
    return tmp_path / "own"


def test_an_own_rule_takes_the_place_of_the_one_of_its_name_and_comes_first(own: Path, lexicon: Lexicon) -> None:
    write(own, WISH.replace('"interest"', '"talks"') + SIGN.replace('"sign"', '"lure"'))
    found = load_rules(own.parent / "package", lexicon.verb_forms, own)
    assert [(rule.name, rule.stage) for rule in found.rules] == [("wish", "talks"), ("lure", "done"), ("sign", "done")]
    assert list(dict.fromkeys(rule.name for rule, _ in found.patterns)) == ["lure", "sign", "wish"]


def test_own_rules_give_only_values_that_mean_something(own: Path, lexicon: Lexicon) -> None:
    write(own, SIGN.replace('"free"', '"swap"'))
    assert load_rules(own.parent / "package", lexicon.verb_forms, own).rules[0].value("deal") == "swap"
    write(own, SIGN.replace("{ deal", "{ dael"))
    with pytest.raises(DataError, match=r":9: sign: 'dael' is no value; there may be deal$"):
        load_rules(own.parent / "package", lexicon.verb_forms, own)
