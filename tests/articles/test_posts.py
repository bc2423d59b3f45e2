"""Dumps of social posts, as the services write them: an article a post, told by its shape."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.errors import Problem

Runner = Callable[..., Any]
TODAY = date(2026, 3, 12)
DAY = date(2025, 5, 20)
TEXT = "Chelsea want Lyon midfielder Kai Lund."
ID = "1924740000000000001"

TWEET = {
    "created_at": "Tue May 20 23:30:00 +0000 2025",
    "id": int(ID),
    "id_str": ID,
    "full_text": "Chelsea &amp; Lyon &lt;3 want Kai Lund.",
    "entities": {"urls": []},
    "user": {"name": "Jo Writer ⚽️🚨", "screen_name": "jowriter"},
}
OF_JO = {"publisher": "Jo Writer", "author": "@jowriter", "url": f"https://x.com/jowriter/status/{ID}"}
NOTE = {
    "id": "https://social.example/users/jo/statuses/1",
    "type": "Note",
    "published": "2025-05-20T08:00:00Z",
    "attributedTo": "https://social.example/users/jo",
    "url": "https://social.example/@jo/1",
    "content": "<p>Chelsea want <a href='x'>Lyon</a> midfielder&nbsp;Kai Lund.</p><p>More &lt;soon&gt;.</p>",
}
CREATED = {
    "id": f"{NOTE['id']}/activity",
    "type": "Create",
    "actor": NOTE["attributedTo"],
    "published": NOTE["published"],
    "object": NOTE,
}
OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "id": "outbox.json",
    "type": "OrderedCollection",
    "totalItems": 2,
    "orderedItems": [
        {**CREATED, "type": "Announce", "object": "https://other.example/users/al/statuses/7"},
        CREATED,
    ],
}
STATUS = {
    "id": "1",
    "uri": NOTE["id"],
    "url": NOTE["url"],
    "created_at": "2025-05-20T08:00:00.000Z",
    "content": NOTE["content"],
    "account": {"acct": "jo@social.example", "display_name": "Jo Writer"},
    "reblog": None,
}
PLACE = "at://did:plc:abc/app.bsky.feed.post/3kxyz"
SKEET = {
    "uri": PLACE,
    "cid": "b",
    "author": {"did": "did:plc:abc", "handle": "jo.example", "displayName": "Jo Writer"},
    "record": {"$type": "app.bsky.feed.post", "text": TEXT, "createdAt": "2025-05-20T08:00:00.000Z"},
    "indexedAt": "2025-05-21T08:00:00.000Z",
}
LINK = {
    "name": "t3_abc",
    "id": "abc",
    "subreddit": "soccer",
    "author": "jo",
    "title": "[Jo Writer] Chelsea want Lyon midfielder Kai Lund",
    "selftext": "",
    "created_utc": 1747729800.0,
    "permalink": "/r/soccer/comments/abc/x/",
}
MESSAGE = {
    "id": 12,
    "type": "message",
    "date": "2025-05-20T08:00:00",
    "date_unixtime": "1747720800",
    "from": "Jo's channel",
    "from_id": "channel1",
    "text": [{"type": "bold", "text": "Chelsea"}, " want Lyon midfielder ", {"type": "link", "text": "Kai Lund"}, "."],
}
CHANNEL = {
    "name": "Jo's channel",
    "type": "public_channel",
    "id": 99,
    "messages": [{**MESSAGE, "type": "service", "text": ""}, MESSAGE, {**MESSAGE, "id": 13, "text": ""}],
}
ITEM = {"id": "n1", "url": "https://sport.example/lund", "title": "Lund", "content_html": f"<p>{TEXT}</p>",
        "date_published": "2025-05-20T08:00:00Z", "authors": [{"name": "Jo Writer"}]}  # fmt: skip
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Example Sport", "items": [ITEM]}
VERSION_2 = {"id": ID, "text": TEXT, "created_at": "2025-05-20T23:30:00.000Z", "author_id": "7",
             "edit_history_tweet_ids": [ID]}  # fmt: skip
JO = {"id": "7", "name": "Jo Writer", "username": "jowriter"}
USERS = {"users": [{"id": "8", "name": "Al", "username": "al"}, JO]}
OF_SKEET = {"publisher": "Jo Writer", "author": "@jo.example", "url": "https://bsky.app/profile/jo.example/post/3kxyz"}
MASTODON = {"text": "Chelsea want Lyon midfielder Kai Lund.\n\nMore <soon>.", "url": NOTE["url"]}
TOOT = {**MASTODON, "publisher": "@jo@social.example", "author": "@jo@social.example"}
SHOWN = {**MASTODON, "publisher": "Jo Writer", "author": "@jo@social.example"}
OF_LINK = {"text": LINK["title"], "publisher": "r/soccer", "author": "u/jo",
           "url": "https://www.reddit.com/r/soccer/comments/abc/x/"}  # fmt: skip

FOUND: dict[str, tuple[object, dict[str, object]]] = {
    "X's archive": (
        [{"tweet": {name: value for name, value in TWEET.items() if name != "user"}}],
        {"text": "Chelsea & Lyon <3 want Kai Lund.", "url": f"https://x.com/i/status/{ID}"},
    ),
    "X, version 1.1": ([TWEET], {"text": "Chelsea & Lyon <3 want Kai Lund.", **OF_JO}),
    "X, a retweet": (
        [{**TWEET, "id_str": "2", "full_text": "RT @jowriter: Chel…", "retweeted_status": TWEET}],
        {"text": "Chelsea & Lyon <3 want Kai Lund.", **OF_JO},
    ),
    "X, cut and whole": (
        {**TWEET, "full_text": "Chel…", "extended_tweet": {"full_text": TEXT}},
        {"text": TEXT, **OF_JO},
    ),
    "X, version 2": ({"data": [VERSION_2], "includes": USERS}, {"text": TEXT, **OF_JO}),
    "X, one of version 2": ({"data": VERSION_2, "includes": USERS}, {"text": TEXT, **OF_JO}),
    "X, a long one": (
        {**VERSION_2, "text": "Chel…", "note_tweet": {"text": TEXT}, "author": JO},
        {"text": TEXT, **OF_JO},
    ),
    "Mastodon's archive": (OUTBOX, TOOT),
    "ActivityStreams": (NOTE, TOOT),
    "Mastodon": ([STATUS], SHOWN),
    "Mastodon, a boost": ([{**STATUS, "content": "", "reblog": STATUS}], SHOWN),
    "Bluesky": ({"feed": [{"post": SKEET}], "cursor": "x"}, {"text": TEXT, **OF_SKEET}),
    "Bluesky, a search": ({"posts": [SKEET]}, {"text": TEXT, **OF_SKEET}),
    "Bluesky, a repository": (
        {"records": [{"uri": PLACE, "cid": "b", "value": SKEET["record"]}]},
        {"text": TEXT},
    ),
    "Reddit, a link": ({"kind": "Listing", "data": {"children": [{"kind": "t3", "data": LINK}]}}, OF_LINK),
    "Reddit, a text": (
        [{**LINK, "selftext": TEXT, "created_utc": "1747729800"}],
        {**OF_LINK, "text": TEXT, "title": LINK["title"]},
    ),
    "Telegram": (CHANNEL, {"text": TEXT, "publisher": "Jo's channel"}),
    "JSON Feed": (
        JSON_FEED,
        {"text": TEXT, "title": "Lund", "publisher": "Example Sport", "author": "Jo Writer", "url": ITEM["url"]},
    ),
}  # fmt: skip


def read(path: Path | str, stdin: bytes = b"", **options: object) -> list[Article | Problem]:
    given = ReadOptions(TODAY, **options)  # type: ignore[arg-type]
    return list(read_articles([str(path)], given, io.BytesIO(stdin)))


def reasons(path: Path, content: bytes | str, **options: object) -> list[str]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [str(each).removeprefix(f"{path}:").strip() for each in read(path, **options) if isinstance(each, Problem)]


def fields(article: Article | Problem) -> dict[str, object]:
    assert isinstance(article, Article), article
    told = {name: getattr(article, name) for name in ("text", "title", "publisher", "author", "url")}
    assert article.published == DAY
    return {name: value for name, value in told.items() if value is not None}


@pytest.mark.parametrize("service", FOUND)
def test_a_post_is_an_article_of_whoever_posted_it(tmp_path: Path, service: str) -> None:
    dump, said = FOUND[service]
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(dump, indent=1))
    (found,) = read(path)
    assert fields(found) == said
    assert found.path.startswith(f"{path}#") if isinstance(found, Article) else False
    (tmp_path / "dump.jsonl").write_text(json.dumps(dump) if isinstance(dump, dict) else json.dumps(dump[0]))
    (line,) = read(tmp_path / "dump.jsonl")
    assert fields(line) == fields(found)


def test_the_archive_of_x_is_read_as_it_is_downloaded(tmp_path: Path) -> None:
    script = "window.YTD.tweets.part0 = [\n" + json.dumps({"tweet": TWEET}) + "\n]\n"
    with zipfile.ZipFile(tmp_path / "twitter.zip", "w") as archive:
        archive.writestr("data/tweets.js", script)
        archive.writestr("data/like.js", 'window.YTD.like.part0 = [ {"like": {"tweetId": "1"}} ]')
        archive.writestr("data/account.js", "window.YTD.account.part0 = [ ]")
    (found,) = read(tmp_path / "twitter.zip")
    assert isinstance(found, Article)
    assert found.path == f"{tmp_path}/twitter.zip/data/tweets.js#{ID}"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "tweets.js").write_text(script)
    (tmp_path / "a" / "outbox.json").write_text(json.dumps(OUTBOX))
    (tmp_path / "a" / "package.json").write_text("{}")
    assert len([each for each in read(tmp_path / "a") if isinstance(each, Article)]) == 2
    likes = 'window.YTD.like.part0 = [ {"like": {"tweetId": "1"}} ]'
    told = "holds no posts but 'like'; of an archive, tweets.js is read: name that"
    assert reasons(tmp_path / "like.js", likes) == [told]


def test_posts_come_on_standard_input(tmp_path: Path) -> None:
    for written in (json.dumps([TWEET, STATUS]), json.dumps(TWEET) + "\n" + json.dumps(STATUS)):
        first, second = read("-", written.encode())
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert (first.path, second.author) == (f"-#{ID}", "@jo@social.example")


def test_who_posts_has_a_name_or_a_handle(tmp_path: Path) -> None:
    unnamed = {**TWEET, "user": {"name": "🚨🚨", "screen_name": "jowriter"}}
    (tmp_path / "a.json").write_text(json.dumps([unnamed, {**TWEET, "user": {"name": "Ángel García"}}]))
    assert [each.publisher for each in read(tmp_path / "a.json") if isinstance(each, Article)] == [
        *("@jowriter", "Ángel García"),
    ]


def test_lists_of_other_objects_are_read_as_lines_are(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"body": {"plain": TEXT}, "user": {"name": "Jo"}, "at": 1747750000, "n": 3}]))
    names = {"text": "body.plain", "author": "user.name", "date": "at", "id": "n"}
    (found,) = read(path, fields=names)
    assert isinstance(found, Article)
    assert (found.text, found.author, found.published, found.path) == (TEXT, "Jo", DAY, f"{path}#3")
    path.write_text(json.dumps({"text": TEXT, "date": "2025-05-20", "items": [1]}))
    assert [each.text for each in read(path) if isinstance(each, Article)] == [TEXT]


def test_a_mapping_goes_before_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**TWEET, "mine": TEXT}]))
    (found,) = read(path, fields={"text": "mine", "date": "when"}, given=DAY)
    assert isinstance(found, Article)
    assert (found.text, found.publisher) == (TEXT, None)


def test_what_is_wrong_with_a_post_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    dump = [
        TWEET,
        {**TWEET, "created_at": "yesterday"},
        {**TWEET, "created_at": None},
        {**TWEET, "full_text": ""},
        {**TWEET, "full_text": "\ud800"},
        "words",
        {"words": "Kai Lund"},
        {**TWEET, "full_text": {"a": 1}, "user": [], "id_str": None},
        {**LINK, "created_utc": "never"},
    ]
    assert reasons(tmp_path / "a.json", json.dumps(dump)) == [
        "2: the date 'yesterday' is not understood; write it like 2025-05-20",
        "3: no date found; name the field that has it, with --map date=FIELD, or pass --date",
        "5: holds half a character, as an escape without its other half (\\ud800 to \\udfff); write both",
        "6: is no JSON object; write each article as one: {…}",
        "7: has no text under 'text'; name the field that has it, with --map text=FIELD",
        "9: the date 'never' is not understood; write it like 2025-05-20",
    ]


AGAIN = "; get the file again"
NO_TEXT = "1: has no text under 'text'; name the field that has it, with --map text=FIELD"
DEEP = '{"tweet":' * 400 + json.dumps(TWEET) + "}" * 400
HOSTILE = {
    "a list that does not end": ("[" + json.dumps(TWEET) + ",", "is no JSON: its list does not end" + AGAIN),
    "a list without commas": (f"[{json.dumps(TWEET)} x", "is no JSON from line 1 on" + AGAIN),
    "half an object": ('{"text": "Kai', "is no JSON from line 1 on" + AGAIN),
    "depths": ('{"a":' * 100_000, "is no JSON from line 1 on" + AGAIN),
    "a long number": ('[{"id": ' + "9" * 10_000 + "}]", "is no JSON from line 1 on" + AGAIN),
    "another encoding": ('[{"text": "Núñez"}]'.encode("cp1252"), "is no JSON: it is not in UTF-8; save it so"),
    "an object of something else": ('{"name": "x"}', NO_TEXT),
    "posts that are none": ('{"orderedItems": [1, null]}', NO_TEXT),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_dump_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    dump, said = HOSTILE[what]
    assert said in reasons(tmp_path / "a.json", dump)


def test_posts_within_posts_without_end_are_refused_or_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(DEEP)
    (found,) = read(tmp_path / "a.json")
    assert found.text if isinstance(found, Article) else found.reason.startswith("is nested too deeply for a post")


WRONG: list[object] = [None, True, 7, 1e300, "x", [], ["x", 1, None], {}, {"a": "b"}]


@pytest.mark.parametrize("service", FOUND)
def test_fields_of_any_other_kind_raise_nothing(tmp_path: Path, service: str) -> None:
    dump = FOUND[service][0]

    def spoilt(value: object, wrong: object) -> list[object]:
        """``value`` with each of its parts, however deep, replaced once."""
        parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
        found: list[object] = []
        for name, part in parts:
            for other in [wrong, *spoilt(part, wrong)]:
                copy: Any = value.copy()  # type: ignore[union-attr]
                copy[name] = other
                found.append(copy)
        return found

    for wrong in WRONG:
        written = "\n".join(json.dumps(each) for each in spoilt(dump, wrong))
        (tmp_path / "a.jsonl").write_text(written)
        for found in (*read(tmp_path / "a.jsonl"), *read("-", written.replace("\n[", "\n").encode())):
            assert isinstance(found, (Article, Problem))


def test_the_same_posts_again_add_nothing(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"feed": [{"post": SKEET}]}))
    assert [row["status"] for row in run("ingest", path, "-f", "json").json] == ["new"]
    later = {**SKEET, "uri": f"{PLACE}2", "record": {**SKEET["record"], "text": "Spurs want Lyon defender Bob Moor."}}  # type: ignore[dict-item]
    path.write_text(json.dumps({"feed": [{"post": later}, {"post": SKEET}]}))
    assert [row["status"] for row in run("ingest", path, "-f", "json").json] == ["new", "unchanged"]
    claims = run("claims", "-f", "json").json
    assert {claim["publisher"] for claim in claims} == {"Jo Writer"}
    assert {claim["source"]["kind"] for claim in claims} == {"publisher"}
