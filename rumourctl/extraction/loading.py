"""The words and rules as the reading needs them: compiled from their files, or taken from the cache, where it has them.

Compiling takes some twenty times as long. What is kept is known by everything that it depends on: the content of all
files of words and rules and the paths that are shown with them, the program's own files as Python knows whether they
have changed, and which Python it is. So there is nothing that a user must do or know about it.

It is kept as a pickle, which is read back fastest, and which can name code to be run. The cache gives only what this
user has written; and whatever it gives can name nothing but the classes that words and rules are made of, which do
nothing when they are made.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from rumourctl import __version__
from rumourctl.cache import Cache
from rumourctl.errors import DataError
from rumourctl.language.datafiles import data_root, digest
from rumourctl.language.lexicon import Lexicon, load_lexicon
from rumourctl.language.wordfiles import misplaced
from rumourctl.rules.loading import RuleSet, load_rules

_PACKAGE = Path(__file__).parent.parent
_OF_WORDS_AND_RULES = ("rumourctl.language.", "rumourctl.rules.")
_CONTAINERS = frozenset({("collections", "defaultdict"), ("builtins", "list")})


class Compiled(NamedTuple):
    """The words and rules, and the digest of their files."""

    lexicon: Lexicon
    rules: RuleSet
    digest: str


def load(own: Path | None, cache: Cache | None = None) -> Compiled:
    """The package's words and rules, with those in the user's folder ``own``.

    Raises DataError where a file of them is faulty.
    """
    if own and (fault := misplaced(own)):
        raise fault
    with _all_at_once():
        key = key_of(own) if cache else None
        if cache and key and (kept := cache.get(place_of(own), key)) and (known := _unpickled(kept)):
            return known
        lexicon = load_lexicon(own)
        rules = load_rules(data_root() / "rules", lexicon.verb_forms, own / "rules" if own else None)
        compiled = Compiled(lexicon, rules, digest(_folders(own)))
        if cache and key and key == key_of(own):  # and not of files that were changed meanwhile
            cache.put(place_of(own), key, pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL))
        return compiled


def place_of(own: Path | None) -> bytes:
    """What is kept apart in the cache: each Python and folder has its own."""
    return repr((sys.version, _folders(own))).encode()


def key_of(own: Path | None) -> bytes | None:
    """Everything that the compiled words and rules depend on; None where it cannot be told."""
    with suppress(OSError, DataError):
        told = (__version__, sys.version, _folders(own), digest(_folders(own)), sorted(_code(_PACKAGE)))
        return repr(told).encode()
    return None


def _folders(own: Path | None) -> list[Path]:
    return [data_root(), *([own] if own else [])]


def _code(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The program's own files with their size and when they were last changed. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _code(Path(entry.path))


def _unpickled(kept: bytes) -> Compiled | None:
    """What is kept; None where it can only be from another program."""
    try:
        known = _Unpickler(io.BytesIO(kept)).load()
    except Exception:  # whatever else is in a pickle can raise anything
        return None
    return known if isinstance(known, Compiled) else None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class that a pickle names. Raises UnpicklingError for any that is not one of words and rules."""
        if (module, name) in _CONTAINERS:
            return super().find_class(module, name)
        if (module, name) == (Compiled.__module__, Compiled.__name__):
            return Compiled
        found = super().find_class(module, name) if module.startswith(_OF_WORDS_AND_RULES) else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of words and rules")
        return found


@contextmanager
def _all_at_once() -> Iterator[None]:
    """While so much is made that stays, nothing is looked through again and again for what may be thrown away."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
