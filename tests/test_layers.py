"""Imports run one way: who may import whom, and where each outside library stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rumourctl

PACKAGE = Path(rumourctl.__file__).parent
EVERYBODY_MAY = {"errors"}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": {"articles", "claims", "errors", "extraction", "ledger"},
    "__main__": {"app"},
    "app": {"__init__", "commands", "context", "rendering"},
    "articles": set(),
    "cache": {"files"},
    "claims": set(),
    "commands": {
        "__init__",
        "articles",
        "cache",
        "claims",
        "context",
        "extraction",
        "files",
        "language",
        "ledger",
        "rendering",
        "sagas",
        "settings",
    },
    "context": {"settings"},
    "errors": set(),
    "files": set(),
    "extraction": {"__init__", "articles", "cache", "claims", "language", "rules"},
    "language": {"articles", "claims"},
    "ledger": {"articles", "claims", "files", "sagas"},
    "rendering": {"claims", "context", "sagas"},
    "rules": {"claims", "language"},
    "sagas": {"claims"},
    "settings": {"articles"},
}
STAYS_IN = {
    "jinja2": {"rendering"},
    "markupsafe": {"rendering"},
    "platformdirs": {"context"},
    "pyarrow": {"ledger"},
    "rich": {"rendering"},
    "shellingham": {"commands"},
    "sqlite3": {"ledger"},
    "sqlite_utils": {"ledger"},
    "typer": {"app", "commands"},
    "click": set[str](),  # typer carries its own, which is not ours to import
}
CLOCKS = {("date", "today"), ("datetime", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer(module: Path) -> str:
    """The package directly under ``rumourctl`` in which a module lies, or its own name."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide the layer"
            assert node.module is not None
            yield node.module


def layers_imported(module: Path) -> set[str]:
    parts = [name.split(".") for name in imported(module)]
    return {(name[1] if len(name) > 1 else "__init__") for name in parts if name[0] == "rumourctl"}


def test_every_package_has_its_place() -> None:
    assert {layer(module) for module in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_layer_may(module: Path) -> None:
    allowed = MAY_IMPORT[layer(module)] | EVERYBODY_MAY | {layer(module)}
    assert layers_imported(module) <= allowed


def test_no_allowance_is_unused() -> None:
    used: dict[str, set[str]] = {name: set() for name in MAY_IMPORT}
    for module in modules():
        used[layer(module)] |= layers_imported(module)
    assert {name: allowed - used[name] for name, allowed in MAY_IMPORT.items() if allowed - used[name]} == {}


@pytest.mark.parametrize(("library", "layers"), STAYS_IN.items())
def test_a_library_stays_in_its_layer(library: str, layers: set[str]) -> None:
    users = {layer(m) for m in modules() if any(name.split(".")[0] == library for name in imported(m))}
    assert users == layers


def test_only_the_context_reads_the_clock() -> None:
    readers = set()
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                readers |= {layer(module)} if (node.value.id, node.attr) in CLOCKS else set()
    assert readers == {"context"}


@pytest.mark.parametrize("layer_compiled", ["extraction", "language", "rules"])
def test_what_is_compiled_asks_no_list_with_a_star_in_it(layer_compiled: str) -> None:
    """``x in (a, *b)`` ends mypyc (2.4) with an internal error; ``x in {a, *b}`` does not."""
    starred = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if layer(module) == layer_compiled
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for asked in node.comparators
        if isinstance(asked, ast.Tuple | ast.List) and any(isinstance(each, ast.Starred) for each in asked.elts)
    ]
    assert starred == []
