"""Every refusal says what to do next: all sentences of errors in the source are gone through."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import rumourctl
from rumourctl import errors

PACKAGE = Path(rumourctl.__file__).parent


def names_in(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name in a module is given."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name].append(value)
    return found


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
LOCAL = {path: names_in(tree) for path, tree in TREES.items()}
CONSTANTS = {name: values for names in LOCAL.values() for name, values in names.items() if name.isupper()}


def kinds_of_error() -> set[str]:
    """The names of all classes of errors that end in a sentence, wherever they are."""
    names = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    classes = [node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while True:
        more = {c.name for c in classes if any(isinstance(b, ast.Name) and b.id in names for b in c.bases)} - names
        if not more:
            return names | {"Problem"}
        names |= more


KINDS = kinds_of_error()
MAKERS = {"fault", "_fault", "_refuse", "_malformed", "_impossible", "_strange"}
"""Functions that make errors of the sentences that they are given."""

NEXT_STEP = re.compile(
    r"`|rumourctl |--\w|\bdid you mean\b|\bthere (?:are|may be)\b|\bmust be\b|\btakes\b"
    r"|\bthe fields are\b|\bis none of\b|_CONFIG names"
    r"|(?:[;,:] |\bso |\band |\bto |\bor |\bfirst |\A)"
    r"(?:write|name|try|check|save|pass|give|make|mend|correct|install|see|leave|restore|run|set|say|ask|take|get|add"
    r"|export|undo|feed|ingest|pip|remove|move|split|unpack|upgrade|keep|choose|put|open|free|use|begin|quote|spell|start|shorten|download)\b"
)
"""What tells the user what to do: a command, an option, what is known instead, or a verb that bids."""


def sentence(node: ast.AST, named: Mapping[str, list[ast.expr]], depth: int = 0) -> str:
    """What an expression may say, with … for what is only known when it runs. ``named`` are the names it may use."""

    def said(*parts: ast.AST) -> list[str]:
        """What each says."""
        return [sentence(part, named, depth + 1) for part in parts]

    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Call(func=ast.Name(id="damaged")):
            return "the ledger is damaged; restore a backup"  # which it says itself
        case ast.Name(id=name) if depth < 5:
            return " or ".join(said(*(named.get(name) or CONSTANTS.get(name) or []))) or "…"
        case ast.JoinedStr(values=parts):
            return "".join(said(*parts))
        case ast.FormattedValue(value=value) | ast.Call(args=[value]):
            return said(value)[0]
        case ast.BinOp(left=left, right=right):
            return "".join(said(left, right))
        case ast.BoolOp(values=parts):
            return " or ".join(said(*parts))
        case ast.IfExp(body=body, orelse=orelse):
            return " or ".join(said(body, orelse))
        case _:
            return "…"


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of an error, with where it stands. One that only passes on what another says is none."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called not in KINDS | MAKERS:
                continue
            told = node.args[1 if called == "Problem" and len(node.args) > 1 else 0]
            said = sentence(told, LOCAL[path])
            if re.search(r"\w \w", said):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", said


PASSED_ON = ("a backup, and none can be made: …", "no date found; …")
"""Ends of sentences behind which another error stands, which says it."""


def test_every_error_says_what_to_do_next() -> None:
    without = [f"{where}: {said}" for where, said in sentences() if not NEXT_STEP.search(said)]
    assert [each for each in without if not each.endswith(PASSED_ON)] == []


def test_nearly_all_errors_are_found_here() -> None:
    found = [said for _, said in sentences()]
    assert len(found) > 150
    assert "there is no home folder for a ledger; name the ledger with --db or RUMOURCTL_DB" in found
