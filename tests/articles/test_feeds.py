"""RSS and Atom feeds: an article an entry, known again by its id; hostile and broken feeds are refused."""

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
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
)
DAY = "<pubDate>Tue, 20 May 2025 23:30:00 -0500</pubDate>"
STAYS = f"<item><title>Lund</title><guid>n1</guid>{DAY}<description>Kai Lund stays.</description></item>"


def rss(*items: str, about: str = "") -> str:
    return f'<rss version="2.0" {SPACES}><channel><title>Example Sport</title>{about}{"".join(items)}</channel></rss>'


def atom(*entries: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Sport</title>{"".join(entries)}</feed>'


def read(path: Path | str, stdin: bytes = b"", **options: object) -> list[Article | Problem]:
    given = ReadOptions(TODAY, **options)  # type: ignore[arg-type]
    return list(read_articles([str(path)], given, io.BytesIO(stdin)))


def entries(folder: Path, feed: str | bytes, name: str = "feed.xml", **options: object) -> list[Article]:
    path = folder / name
    path.write_bytes(feed.encode() if isinstance(feed, str) else feed)
    found = read(path, **options)
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def reasons(folder: Path, feed: str | bytes) -> list[str]:
    path = folder / "feed.xml"
    path.write_bytes(feed.encode() if isinstance(feed, str) else feed)
    return [str(each).removeprefix(f"{path}:").strip() for each in read(path) if isinstance(each, Problem)]


def test_each_entry_of_rss_is_an_article(tmp_path: Path) -> None:
    item = (
        "<item><title>Chelsea &amp;amp; Lund</title><link>https://sport.example/lund</link><guid>n1</guid>"
        f"{DAY}<dc:creator>Jo Writer</dc:creator><description>In short.</description>"
        "<content:encoded><![CDATA[<p>Chelsea want <b>Kai&nbsp;Lund</b>,<br/>says Marca&#8217;s man.</p>"
        "<ul><li>More</li></ul>"
        '<script>no()</script><p>The post <a href="x">Chelsea</a> appeared first on <a>E</a>.</p>]]></content:encoded>'
        '<media:content url="x"><media:title>A picture</media:title></media:content></item>'
    )
    about = '<atom:link rel="self" href="x"/><image><title>Our badge</title></image>'
    (found,) = entries(tmp_path, rss(item, about=about))
    assert found == Article(
        text="Chelsea want Kai Lund,\n\nsays Marca’s man.\n\nMore",
        published=date(2025, 5, 20),  # as it is written, whatever day that is elsewhere
        path=f"{tmp_path}/feed.xml#n1",
        publisher="Example Sport",
        title="Chelsea & Lund",
        url="https://sport.example/lund",
        author="Jo Writer",
    )


def test_each_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    first = (
        '<entry><title type="html">&lt;i&gt;Lund&lt;/i&gt;</title><id>urn:1</id><link rel="edit" href="https://x.example"/>'
        '<link href="https://sport.example/lund"/><updated>2025-05-22T08:00:00Z</updated>'
        "<published>2025-05-20T08:00:00Z</published><author><name>Jo Writer</name><email>jo@x.example</email></author>"
        '<author><name>Al Other</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>Kai Lund &amp;lt;stays&amp;gt;, <b>says</b> Marca.</p><p>More.</p></div></content></entry>"
    )
    second = (
        "<entry><title>Lund</title><id>urn:2</id><updated>2025-05-21T08:00:00Z</updated>"
        "<summary>Kai Lund goes.</summary><source><title>Marca</title><id>y</id></source></entry>"
    )
    one, other = entries(tmp_path, atom(first, second))
    assert one == Article(
        text="Kai Lund &lt;stays&gt;, says Marca.\n\nMore.",
        published=date(2025, 5, 20),
        path=f"{tmp_path}/feed.xml#urn:1",
        publisher="Example Sport",
        title="Lund",
        url="https://sport.example/lund",
        author="Jo Writer, Al Other",
    )
    assert (other.text, other.published, other.publisher) == ("Kai Lund goes.", date(2025, 5, 21), "Marca")


def test_the_first_rss_had_its_entries_beside_the_channel(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example Sport</title></channel>'
        '<item rdf:about="x">'
        "<title>Lund</title><link>https://sport.example/lund</link><dc:date>2025-05-20</dc:date>"
        "<description>Kai Lund stays.</description></item></rdf:RDF>"
    )
    (found,) = entries(tmp_path, feed)
    assert (found.publisher, found.path) == ("Example Sport", f"{tmp_path}/feed.xml#https:%2F%2Fsport.example%2Flund")


def test_what_is_said_in_other_ways(tmp_path: Path) -> None:
    mailed, credited, titled, bare = entries(
        tmp_path,
        rss(
            f"<item>{DAY}<author>jo@x.example (Jo Writer)</author><description>Kai Lund stays.</description></item>",
            f'<item>{DAY}<source url="x">Marca</source><description>Kai Lund goes.</description></item>',
            f"<item>{DAY}<title>Kai Lund stays, says Marca</title><description> </description></item>",
            "<item><title>Kai Lund stays</title></item>",
        ),
        given=date(2025, 5, 1),
    )
    assert (mailed.author, credited.publisher) == ("Jo Writer", "Marca")
    assert (titled.text, titled.title) == ("Kai Lund stays, says Marca", None)
    assert (bare.published, bare.path) == (date(2025, 5, 1), f"{tmp_path}/feed.xml#{bare.article_id}")


def test_a_feed_is_told_by_how_it_begins_then_by_its_name(tmp_path: Path) -> None:
    for name in ("feed", "feed.txt", "feed.html", "feed.rss", "feed.rdf"):
        assert entries(tmp_path, rss(STAYS), name)[0].text == "Kai Lund stays."
    (found,) = read("-", b"\n <?xml version='1.0'?>" + rss(STAYS).encode())
    assert isinstance(found, Article)
    assert found.path == "-#n1"
    assert entries(tmp_path, "date 2025-05-20 Kai Lund stays.", "words.xml")[0].path == f"{tmp_path}/words.xml"


def test_feeds_lie_in_folders_and_archives(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "feed.atom").write_text(atom("<entry><id>1</id><title>Kai Lund</title></entry>"))
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("b/feed.rss", rss(STAYS))
    day = date(2025, 5, 20)
    assert [item.path for item in read(tmp_path / "a", given=day) if isinstance(item, Article)] == [
        f"{tmp_path}/a/feed.atom#1"
    ]
    assert [item.path for item in read(tmp_path / "news.zip") if isinstance(item, Article)] == [
        f"{tmp_path}/news.zip/b/feed.rss#n1"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_is_in_the_encoding_it_names(tmp_path: Path, encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + rss(STAYS.replace("Kai Lund", "Núñez"))
    assert entries(tmp_path, feed.encode(encoding))[0].text == "Núñez stays."


def test_names_of_characters_that_only_html_has_are_read(tmp_path: Path) -> None:
    feed = '<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + rss(STAYS.replace("Lund", "Mbapp&eacute;&nbsp;Lottin"))
    assert entries(tmp_path, feed)[0].text == "Kai Mbappé Lottin stays."


def test_what_is_wrong_with_an_entry_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    feed = rss(
        "<item><description>Kai Lund stays.</description></item>",
        STAYS,
        f"<item>{DAY}</item>",
        STAYS.replace("20 May 2025", "31 June 2025"),
        STAYS.replace("Tue, 20 May 2025", "soon"),
        f"<item>{DAY}<description>...</description></item>",
        f"<item>{DAY}<description>{'word ' * 250_000}</description></item>",
    )
    assert reasons(tmp_path, feed) == [
        "1: no date found; pass --date",
        "3: has no text; check that all of it was saved",
        "4: the date '31 June 2025' does not exist; correct it",
        "5: the date 'soon 23:30:00 -0500' is not understood; write it like 2025-05-20",
        "6: has no words; check that all of it was saved",
        "7: is too large: 1,249,999 bytes, and at most 1,000,000 are read; split it into articles",
    ]


def test_of_a_feed_that_breaks_off_what_comes_before_is_read(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(STAYS, STAYS.replace("n1", "n2"))[:-30])
    first, broken = read(tmp_path / "feed.xml")
    assert isinstance(first, Article)
    fault = "is no well-formed XML from there on (unclosed token in line 1); get the feed again"
    assert broken == Problem(f"{tmp_path}/feed.xml", fault)


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
OWN = "declares entities of its own, which no feed needs; remove them"
BROKEN = "is no well-formed XML from there on ({} in line 1); get the feed again"
HOSTILE = {
    "entities that grow": (f'<!DOCTYPE rss [<!ENTITY a0 "lol">{LAUGHS}]><rss>&a12;</rss>', OWN),
    "one long entity": (f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]><rss>{"&a;" * 100_000}</rss>', OWN),
    "an entity from elsewhere": ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', OWN),
    "a grammar from elsewhere": ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://x.example/a"> %a;]><rss/>', OWN),
    "depths": ("<rss>" * 1_000_000, "is nested too deeply for a feed; save its words as plain text"),
    "no feed": (
        "<?xml version='1.0'?><urlset/>",
        "is an XML file, but no feed; only RSS and Atom are read, so save its words as plain text",
    ),
    "no entries": (rss(), "is a feed without entries; check that all of it was saved"),
    "nothing": ("<?xml version='1.0'?>", BROKEN.format("no element found")),
    "no such encoding": (
        "<?xml version='1.0' encoding='hex'?><rss/>",
        "is in an encoding that is not known; save it as UTF-8",
    ),
    "another encoding": (
        rss(STAYS).replace("Kai", "ú").encode("cp1252"),
        BROKEN.format("not well-formed (invalid token)"),
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_feed_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    feed, said = HOSTILE[what]
    assert reasons(tmp_path, feed) == [said]


def test_a_feed_of_more_than_twenty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    assert reasons(tmp_path, rss(STAYS) + " " * 20_000_000)[0].startswith("is too large: 20,00")


MANY = 200_000
FLOODS = ("&lt;", "&lt;!--", "&lt;script&gt;", "&lt;p ", "&amp;amp;", "&amp;#", "&nbsp;", "<b>x</b>")


@pytest.mark.parametrize("flood", FLOODS)
def test_floods_are_read_as_words_or_refused(tmp_path: Path, flood: str) -> None:
    item = f"<item>{DAY}<description>Kai Lund stays. {flood * MANY}</description></item>"
    (tmp_path / "feed.xml").write_text(rss(item))
    (found,) = read(tmp_path / "feed.xml")
    assert found.text.startswith("Kai Lund") if isinstance(found, Article) else "is too large" in found.reason


def test_a_feed_that_has_grown_adds_its_new_entries_alone(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    wanted = STAYS.replace("Kai Lund stays", "Chelsea want Lyon midfielder Kai Lund")
    other = STAYS.replace("n1", "n2").replace("Kai Lund stays", "Spurs want Lyon defender Bob Moor")

    def ingest() -> list[str]:
        done = run("ingest", path, "-f", "json")
        assert done.status == 0, done.stderr
        return [row["status"] for row in done.json]

    path.write_text(rss(wanted))
    assert ingest() == ["new"]
    path.write_text(rss(other, wanted))
    assert ingest() == ["new", "unchanged"]
    path.write_text(rss(other, wanted.replace("want", "are in talks for")))
    assert ingest() == ["unchanged", "superseded"]
    claims = run("claims", "-f", "json").json
    assert sorted((claim["person"], claim["stage"]) for claim in claims) == [
        ("Bob Moor", "interest"),
        ("Kai Lund", "talks"),
    ]
    assert all(claim["publisher"] == "Example Sport" for claim in claims)
    shown = run("show", claims[0]["article_id"], "-f", "json")
    assert json.loads(shown.stdout)
