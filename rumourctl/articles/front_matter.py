"""YAML front matter: the ``key: value`` lines between two lines of ``---`` at the top of a Markdown file.

Only single values are read, plain or quoted, which is what an article's facts are. Keys that are not asked for may
hold anything; their lists and blocks are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from rumourctl.articles.refusal import Refusal

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PAIR = re.compile(r"([A-Za-z0-9][\w.-]*)[ \t]*:(?:[ \t]+|\Z)(.*)")
_COMMENT = re.compile(r"(?:\A|[ \t])#.*")
_DOUBLE_QUOTED = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")[ \t]*(?:#.*)?\Z')
_SINGLE_QUOTED = re.compile(r"'([^']*(?:''[^']*)*)'[ \t]*(?:#.*)?\Z")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_SINGLE = ("[", "{", "&", "*", "!", "|", ">", "%", "@", "`", "- ")
_NULLS = ("", "~", "null")


def read_front_matter(text: str, wanted: Collection[str]) -> tuple[dict[str, str], int]:
    """The ``wanted`` keys that the front matter of ``text`` gives, and the offset behind it; ({}, 0) without one.

    Keys are compared in lower case, with a blank for each underscore or hyphen ("date_published" is
    "date published"). Raises ``Refusal`` when it is not closed, when a line is no pair, when a key comes twice, and
    when a wanted key has no single value.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return {}, 0
    values: dict[str, str] = {}
    seen: set[str] = set()
    start, number, key = opening.end(), 1, ""
    while start < len(text) and (line := _LINE.match(text, start)):
        start, number, content = line.end(), number + 1, line[1].rstrip()
        if content in ("---", "..."):
            return values, start
        if not content or content.lstrip().startswith("#"):
            continue
        if content.startswith((" ", "\t", "- ")) or content == "-":
            if not key or key in wanted:
                raise _malformed(number, "does not belong to a single value")
            continue
        pair = _PAIR.fullmatch(content)
        if pair is None:
            raise _malformed(number, "is neither 'key: value' nor the closing ---")
        key = re.sub(r"[_-]", " ", pair[1].lower())
        if key in seen:
            raise _malformed(number, f"gives {pair[1]!r} again")
        seen.add(key)
        if key in wanted and (value := _scalar(pair[2], number)):
            values[key] = value
    raise Refusal("its front matter, begun by --- on line 1, is not closed; add a line of --- behind it")


def _scalar(written: str, number: int) -> str | None:
    if written.startswith('"'):
        quoted = _DOUBLE_QUOTED.match(written)
        try:
            # A quoted JSON string is one of YAML too; the escapes that only YAML knows are refused.
            value = str(json.loads(quoted[1], strict=False)) if quoted else None
        except json.JSONDecodeError:
            value = None
        if value is None or _SURROGATE.search(value):
            raise _malformed(number, "is not rightly quoted")
        return value
    if written.startswith("'"):
        quoted = _SINGLE_QUOTED.match(written)
        if quoted is None:
            raise _malformed(number, "is not rightly quoted")
        return quoted[1].replace("''", "'")
    if written.startswith(_NOT_SINGLE):
        raise _malformed(number, "does not hold a single value")
    plain = _COMMENT.sub("", written, count=1).strip()
    return None if plain.lower() in _NULLS else plain


def _malformed(number: int, fault: str) -> Refusal:
    return Refusal(f"its front matter is malformed: line {number} {fault}; correct it or remove it")
