"""Posts as social services and their archives write them, each told by its shape.

What is read: the archive of X or Twitter, its interfaces (versions 1.1 and 2) and what is collected by them; Mastodon's
archive (ActivityStreams) and interface; Bluesky's interface and repositories; Reddit's listings and dumps; channels
that Telegram exports; and JSON Feed. Whoever posts is the publisher.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from rumourctl.articles.markup import plain
from rumourctl.articles.record import Record, day, on_one_line, sound

Values: TypeAlias = Mapping[str, Any]
"""A JSON object."""

_HOLDERS = ("orderedItems", "feed", "posts", "records", "messages", "statuses", "items", "data")
"""Under which name an object holds many posts."""
_TWEETED = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) [\d:]{8} [+-]\d{4} (\d{4})")
"""When a tweet was posted: "Tue May 20 08:00:00 +0000 2025"."""
_NOT_OF_A_NAME = re.compile(r"[^\w\s.,'’&()/|-]+")
_GONE = ("[removed]", "[deleted]")


def unpacked(whole: Values) -> Iterator[tuple[Values, Values]]:
    """The objects that ``whole`` holds, each with what it says of all of them; itself where it holds none."""
    held = (
        None if is_post(whole) else next((whole[n] for n in _HOLDERS if isinstance(whole.get(n), (list, dict))), None)
    )
    if isinstance(held, dict):  # Reddit's listing, and one tweet alone
        held = held["children"] if isinstance(held.get("children"), list) else [held]
    if held is None:
        yield whole, {}
        return
    for each in held:
        yield (each if isinstance(each, dict) else {}), whole


def is_post(values: Values) -> bool:
    """Whether an object has the shape of a post."""
    return _shape(values) is not None


def read_post(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """The post that ``values``, found in ``around``, is; None where it has no words of its own, as a picture or what
    only passes another's post on. Raises Refusal where its date cannot be read."""
    shape = _shape(values)
    record = shape(values, around, day_first) if shape else None
    return record if record and record.text.strip() and record.text not in _GONE else None


_Shape: TypeAlias = Callable[[Values, Values, bool | None], Record | None]


def _shape(values: Values) -> _Shape | None:
    """How an object is read, by what it has."""
    inner = values.get("data")
    if isinstance(values.get("tweet"), dict):
        return lambda v, a, d: read_post(v["tweet"], a, d)
    if isinstance(values.get("post"), dict):
        return lambda v, a, d: read_post(v["post"], a, d)
    if isinstance(inner, dict) and values.get("kind") in ("t1", "t3"):
        return lambda v, a, d: _reddit(v["data"], a, d)
    return next((shape for has, shape in _SHAPES if has(values)), None)


def _tweet(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """Version 1.1 and the archive, which does not say whose it is."""
    if isinstance(passed_on := values.get("retweeted_status"), dict):
        return _tweet(passed_on, around, day_first)
    poster, number = _inner(values, "user"), _text(values, "id_str") or _text(values, "id")
    longer = _text(_inner(values, "extended_tweet"), "full_text")
    when = _TWEETED.fullmatch(_text(values, "created_at"))
    handle = _text(poster, "screen_name")
    return Record(
        text=sound(html.unescape(longer or _text(values, "full_text") or _text(values, "text"))),
        published=day(f"{when[2]} {when[1]} {when[3]}" if when else values.get("created_at"), day_first),
        publisher=_name(_text(poster, "name"), handle),
        author=f"@{handle}" if handle else None,
        url=f"https://x.com/{handle or 'i'}/status/{number}" if number.isdigit() else None,
        key=number or None,
    )


def _tweet_of_version_2(values: Values, around: Values, day_first: bool | None) -> Record | None:
    users = _inner(around, "includes").get("users")
    listed = [each for each in users if isinstance(each, dict)] if isinstance(users, list) else []
    poster = next((each for each in listed if each.get("id") == values.get("author_id")), _inner(values, "author"))
    number, handle = _text(values, "id"), _text(poster, "username")
    return Record(
        text=sound(html.unescape(_text(_inner(values, "note_tweet"), "text") or _text(values, "text"))),
        published=day(values.get("created_at"), day_first),
        publisher=_name(_text(poster, "name"), handle),
        author=f"@{handle}" if handle else None,
        url=f"https://x.com/{handle or 'i'}/status/{number}" if number.isdigit() else None,
        key=number or None,
    )


def _activity(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """ActivityStreams: a note, or its creation; what somebody else wrote is only named."""
    note = values["object"] if isinstance(values.get("object"), dict) else values
    if values.get("type") not in ("Create", "Note", "Article"):
        return None
    address = urlsplit(_text(note, "attributedTo") or _text(values, "actor"))
    handle = address.path.rpartition("/")[2].lstrip("@")
    who = f"@{handle}@{address.netloc}" if handle and address.netloc else None
    return Record(
        text=sound(plain(_text(note, "content"))),
        published=day(note.get("published") or values.get("published"), day_first),
        title=on_one_line(_text(note, "name")),
        publisher=who,
        author=who,
        url=_url(note, "url") or _url(note, "id"),
        key=on_one_line(_text(note, "id")),
    )


def _status(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """Mastodon's interface, and those made after it."""
    if isinstance(passed_on := values.get("reblog"), dict):
        return _status(passed_on, around, day_first)
    handle = _text(_inner(values, "account"), "acct")
    return Record(
        text=sound(plain(_text(values, "content"))),
        published=day(values.get("created_at"), day_first),
        publisher=_name(_text(_inner(values, "account"), "display_name"), handle),
        author=f"@{handle}" if handle else None,
        url=_url(values, "url") or _url(values, "uri"),
        key=on_one_line(_text(values, "uri") or _text(values, "id")),
    )


def _skeet(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """Bluesky: a post with its author as the interface shows it, or as it lies in a repository."""
    said = _inner(values, "record") or _inner(values, "value") or values
    place = _text(values, "uri")
    handle = _text(_inner(values, "author"), "handle")
    number = place.rpartition("/")[2]
    return Record(
        text=sound(_text(said, "text")),
        published=day(said.get("createdAt"), day_first),
        publisher=_name(_text(_inner(values, "author"), "displayName"), handle),
        author=f"@{handle}" if handle else None,
        url=f"https://bsky.app/profile/{handle}/post/{number}" if handle and number else None,
        key=on_one_line(place),
    )


def _reddit(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """A submission, of which a link has a title alone, or a comment."""
    title, text = _text(values, "title"), _text(values, "selftext") or _text(values, "body")
    poster, number = _text(values, "author"), _text(values, "name") or _text(values, "id")
    has_text = bool(text.strip()) and text not in _GONE
    return Record(
        text=sound(html.unescape(text if has_text else title)),
        published=day(_number(values.get("created_utc")), day_first),
        title=on_one_line(html.unescape(title)) if has_text else None,
        publisher=f"r/{_text(values, 'subreddit')}",
        author=f"u/{poster}" if poster and poster not in _GONE else None,
        url=f"https://www.reddit.com{_text(values, 'permalink')}" if _text(values, "permalink") else None,
        key=on_one_line(number),
    )


def _telegram(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """A message, whose text is in pieces where some of it is bold or a link."""
    if values.get("type") != "message":
        return None
    text = values.get("text")
    pieces = text if isinstance(text, list) else [text]
    words = (
        piece if isinstance(piece, str) else _text(piece, "text") for piece in pieces if isinstance(piece, (str, dict))
    )
    channel, poster = _text(around, "name"), _text(values, "from")
    return Record(
        text=sound("".join(words)),
        published=day(values.get("date"), day_first),
        publisher=_name(_text(values, "forwarded_from") or channel or poster, ""),
        author=_name(poster, "") if poster != channel else None,
        key=on_one_line(f"{_text(around, 'id')}:{_text(values, 'id')}".strip(":")),
    )


def _item(values: Values, around: Values, day_first: bool | None) -> Record | None:
    """JSON Feed."""
    authors = values.get("authors") or around.get("authors") or []
    named = [_text(each, "name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    text = _text(values, "content_text") or plain(_text(values, "content_html")) or _text(values, "summary")
    title = on_one_line(_text(values, "title"))
    return Record(
        text=sound(text or title or ""),
        published=day(values.get("date_published") or values.get("date_modified"), day_first),
        title=title if text else None,
        publisher=on_one_line(_text(around, "title")),
        author=on_one_line(", ".join(name for name in named if name)),
        url=_url(values, "url"),
        key=on_one_line(_text(values, "id") or _text(values, "url")),
    )


def _has(*names: str) -> Callable[[Values], bool]:
    return lambda values: all(name in values for name in names)


_SHAPES: tuple[tuple[Callable[[Values], bool], _Shape], ...] = (
    (_has("full_text", "created_at"), _tweet),
    (_has("text", "created_at", "id_str"), _tweet),
    (_has("text", "author_id", "id"), _tweet_of_version_2),
    (_has("text", "edit_history_tweet_ids"), _tweet_of_version_2),
    (_has("type", "actor", "object"), _activity),
    (_has("type", "attributedTo", "content"), _activity),
    (_has("account", "content", "created_at"), _status),
    (lambda v: "createdAt" in (_inner(v, "record") or _inner(v, "value")) and "uri" in v, _skeet),
    (_has("$type", "text", "createdAt"), _skeet),
    (_has("created_utc", "subreddit"), _reddit),
    (lambda v: {"type", "date", "id"} <= v.keys() and ("from_id" in v or "actor_id" in v), _telegram),
    (lambda v: "id" in v and ("content_text" in v or "content_html" in v), _item),
)
"""By which fields each is told."""


def _inner(values: object, name: str) -> Values:
    """The object under ``name``; an empty one where there is none."""
    within = values.get(name) if isinstance(values, dict) else None
    return within if isinstance(within, dict) else {}


def _text(values: object, name: str) -> str:
    """The words or the number under ``name``; nothing where there are none."""
    value = values.get(name) if isinstance(values, dict) else None
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _number(value: object) -> object:
    """A time in seconds, which some dumps write as words."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20 else value


def _url(values: object, name: str) -> str | None:
    url = on_one_line(_text(values, name))
    return url if url and url.startswith(("http://", "https://")) else None


def _name(shown: str, handle: str) -> str | None:
    """What somebody is called: the name that he shows, without pictures in it, else his handle."""
    return on_one_line(_NOT_OF_A_NAME.sub(" ", shown)) or (f"@{handle}" if handle else None)
