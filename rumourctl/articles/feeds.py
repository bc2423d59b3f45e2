"""RSS and Atom feeds: each entry is an article.

Read with expat alone, and strictly: a feed that is no well-formed XML is refused from there on. What makes XML
dangerous, entities that a file declares itself, ends the reading at once, and nothing that a feed refers to is opened.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from rumourctl.articles.markup import plain
from rumourctl.articles.record import Record, day, on_one_line, sound
from rumourctl.articles.refusal import Refusal

_ROOTS = ("rss", "RDF", "feed")
_ENTRIES = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")
"""Where the text of an entry stands, the fullest first."""
_TEXTS = frozenset((*_BODIES, "title"))
_HOLDERS = frozenset((*_ENTRIES, "channel", "feed"))
_PARTS = frozenset((("author", "name"), ("source", "title")))
"""Elements within elements that say something of an entry, as Atom has them."""
_NAMESPACES = frozenset(
    (
        *("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2"),
        *("http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"),
        *("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/1999/xhtml"),
        *("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    )
)
"""Those of RSS and Atom. What is in others, such as pictures, their titles and ratings, says nothing of an article."""
_DATES = ("pubDate", "published", "date", "issued", "created", "updated", "modified")
_AUTHORS = ("creator", "author")
_DEEPEST = 100
_STEP = 65_536
_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\s+\((.+)\)")
"""How RSS 2.0 writes an author: "jo@example.com (Jo Writer)"."""
_SIGNATURE = re.compile(r"The post .{1,300} (?:first appeared|appeared first) on .{1,100}")
"""What WordPress puts below every entry: its headline once more."""


def entries(data: bytes, day_first: bool | None) -> Iterator[tuple[int, Record | Refusal]]:
    """The entries of the feed ``data`` with their numbers, or why one is not taken. Raises Refusal where it is no feed,
    and behind the last entry that can be read where it breaks off."""
    reader = _Reader()
    number, broken = 0, None
    for start in range(0, max(len(data), 1), _STEP):
        try:
            reader.feed(data[start : start + _STEP], is_last=start + _STEP >= len(data))
        except Refusal as refusal:
            broken = refusal
        for said in reader.done:
            number += 1
            try:
                yield number, _record(said, reader.channel, day_first)
            except Refusal as refusal:
                yield number, refusal
        reader.done.clear()
        if broken:
            raise broken
    if not number:
        raise Refusal("is a feed without entries; check that all of it was saved")


_Said = defaultdict[str, list[str]]
"""What stands in an entry, or in the feed outside of entries, by the names of elements."""


def _record(said: _Said, channel: _Said, day_first: bool | None) -> Record:
    title = on_one_line(plain(_first(said, "title")))
    text = next((text for name in _BODIES for each in said[name] if (text := _body(each))), None)
    if text is None and title is None:
        raise Refusal("has no text; check that all of it was saved")
    authors = [on_one_line(_MAILBOX.sub(r"\1", name)) for place in _AUTHORS for name in said[place]]
    url = next((url for url in said["link"] if url.startswith(("http://", "https://"))), None)
    return Record(
        text=sound(text or title or ""),
        published=day(next((value for name in _DATES for value in said[name]), None), day_first),
        title=title if text else None,
        publisher=on_one_line(plain(_first(said, "source") or _first(channel, "title"))),
        url=on_one_line(url),
        author=", ".join(name for name in authors or [on_one_line(_first(channel, "author"))] if name) or None,
        key=on_one_line(_first(said, "guid") or _first(said, "id")) or on_one_line(url),
    )


def _first(said: _Said, name: str) -> str:
    return next(iter(said[name]), "")


def _body(markup: str) -> str:
    *lines, last = plain(markup).split("\n\n")
    return "\n\n".join(lines if _SIGNATURE.match(last) else [*lines, last])


@dataclass(slots=True)
class _Element:
    """One that is open: its name, what it said so far, and whether its elements are XHTML, which belongs to that."""

    name: str
    told: list[str]
    is_markup: bool


class _Reader:
    """Takes in a feed piece by piece; ``done`` has the entries that are whole and were not yet taken away."""

    def __init__(self) -> None:
        self.done: list[_Said] = []
        self.channel: _Said = defaultdict(list)
        self._entry: _Said | None = None
        self._open: list[_Element] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        # As if there were a grammar elsewhere, which is empty: so &nbsp; and the like are told, and not refused.
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = self._read_nothing
        parser.SkippedEntityHandler = lambda name, _: self._words(html.unescape(f"&{name};"))
        parser.EntityDeclHandler = self._refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        self._parser = parser

    def feed(self, data: bytes, *, is_last: bool) -> None:
        """Read on. Raises Refusal where that cannot be done."""
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            fault = f"{expat.ErrorString(error.code)} in line {error.lineno}"
            raise Refusal(f"is no well-formed XML from there on ({fault}); get the feed again") from None
        except (LookupError, ValueError):
            raise Refusal("is in an encoding that is not known; save it as UTF-8") from None

    def _read_nothing(self, context: str | None, *_: object) -> int:
        """What stands for every other file that the feed refers to."""
        self._parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def _refuse_entities(self, *_: object) -> None:
        raise Refusal("declares entities of its own, which no feed needs; remove them")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        name = local if namespace in _NAMESPACES else ""
        if not self._open and name not in _ROOTS:
            raise Refusal("is an XML file, but no feed; only RSS and Atom are read, so save its words as plain text")
        if len(self._open) >= _DEEPEST:
            raise Refusal("is nested too deeply for a feed; save its words as plain text")
        if name in _ENTRIES and self._entry is None:
            self._entry = defaultdict(list)
        elif name == "link" and "href" in attributes and attributes.get("rel", "alternate") == "alternate":
            self._said["link"].append(attributes["href"])
        within = self._open[-1].is_markup if self._open else False
        self._open.append(_Element(name, [], within or attributes.get("type") == "xhtml"))

    def _words(self, words: str) -> None:
        if self._open:
            self._open[-1].told.append(html.escape(words) if self._open[-1].is_markup else words)

    def _end(self, _: str) -> None:
        closed = self._open.pop()
        told = "".join(closed.told).strip()
        around = self._open[-1] if self._open else closed
        if closed.name in _ENTRIES and self._entry is not None and around.name not in _TEXTS:
            self.done.append(self._entry)
            self._entry = None
        elif around.name in _HOLDERS:
            if told:
                self._said[closed.name].append(told)
        elif (around.name, closed.name) in _PARTS:
            self._said[around.name].append(told)
        elif around.name in _TEXTS or around.is_markup:
            around.told.append(f"<{closed.name or 'span'}>{told}</{closed.name or 'span'}>")

    @property
    def _said(self) -> _Said:
        return self.channel if self._entry is None else self._entry
