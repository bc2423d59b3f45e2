"""Whole JSON documents: lists of articles or posts, and objects that hold such a list.

A list is read one element after the other, so that of a large archive never all objects are held at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rumourctl.articles.jsonlines import told
from rumourctl.articles.record import Record
from rumourctl.articles.refusal import Refusal

_SCRIPT = re.compile(r"\s*window\.YTD\.(\w+)\.part\d+\s*=")
"""How each file of an archive of X begins, which makes it a script."""
_OF_POSTS = frozenset(("tweet", "tweets", "community_tweet"))
_BLANK = re.compile(r"\s*")


def records(data: bytes, mapping: Mapping[str, str], day_first: bool | None) -> Iterator[tuple[int, Record | Refusal]]:
    """The articles and posts in ``data``, each with its number, or why one is not taken; those without words of their
    own are passed over. ``mapping`` is as for JSON Lines. Raises Refusal for what is no JSON, from where it is not."""
    number = 0
    for value in _values(_text(data)):
        for record in told(value, mapping, day_first):
            number += 1
            if record is not None:
                yield number, record


def _text(data: bytes) -> str:
    try:
        return data.decode(json.detect_encoding(data)).lstrip("\ufeff")
    except UnicodeDecodeError:
        raise Refusal("is no JSON: it is not in UTF-8; save it so") from None


def _values(text: str) -> Iterator[Any]:
    """The elements of the list that ``text`` is, else the values in it, of which JSON Lines are several."""
    script = _SCRIPT.match(text)
    if script and script[1] not in _OF_POSTS:
        raise Refusal(f"holds no posts but {script[1]!r}; of an archive, tweets.js is read: name that")
    at = _behind_blank(text, script.end() if script else 0)
    is_list = text.startswith("[", at)
    at = _behind_blank(text, at + is_list)
    decoder = json.JSONDecoder()
    while at < len(text) and not (is_list and text.startswith("]", at)):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, at) + 1
            raise Refusal(f"is no JSON from line {line} on; get the file again") from None
        yield value
        at = _behind_blank(text, at)
        if is_list and text.startswith(",", at):
            at = _behind_blank(text, at + 1)
    if is_list and at >= len(text):
        raise Refusal("is no JSON: its list does not end; get the file again")


def _behind_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
