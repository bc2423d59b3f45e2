"""Web pages saved from a browser: their article and what they say of it, also of hostile ones."""

from __future__ import annotations

import io
import json
import quopri
import socket
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rumourctl.articles import pages
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.errors import Problem

TODAY = date(2026, 3, 12)
pytest.importorskip("trafilatura", reason="needs the extra html")
PROSE = (
    "Chelsea want to sign Lyon midfielder Kai Lund, according to Marca.",
    "The Blues have made contact with Lyon over a £40m deal, and talks will go on this week.",
    "“I want to stay,” Lund told L’Équipe on Tuesday. Arsenal are keen as well.",
)
ABOUT = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Chelsea want Kai Lund",
    "datePublished": "2025-05-20T23:30:00-05:00",
    "dateModified": "2025-05-24T08:00:00Z",
    "author": [{"@type": "Person", "name": "Jo Writer"}, {"@type": "Person", "name": "Al Other"}],
    "publisher": {"@type": "Organization", "name": "Example Sport"},
}


def page(*prose: str, head: str = "", around: str = "{}", title: str = "Chelsea want Kai Lund") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in prose or PROSE)
    return (
        f"<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body>{around.format(f'<article><h1>{title}</h1>{body}</article>')}</body></html>"
    )


DATED = '<meta property="article:published_time" content="2025-05-20T08:00:00Z">'
WHOLE = page(
    head=f'<script type="application/ld+json">{json.dumps(ABOUT)}</script>'
    '<link rel="canonical" href="https://sport.example/lund"><script>var text = "Liverpool sign Bob Moor.";</script>',
    around='<nav><ul><li><a href="/">Home</a></li></ul></nav>{}<aside><ul><li><a href="/x">Everton sign Al Moor</a>'
    '</li></ul></aside><section id="comments"><div class="comment"><p>Spurs have signed Bob Moor, says my cousin.</p>'
    "</div></section><footer><p>Copyright 2026 Example Sport</p></footer>",
)


def read(path: Path | str, stdin: bytes = b"", **options: object) -> list[Article | Problem]:
    given = ReadOptions(TODAY, **options)  # type: ignore[arg-type]
    return list(read_articles([str(path)], given, io.BytesIO(stdin)))


def article(folder: Path, content: str | bytes, name: str = "page.html", **options: object) -> Article:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read(path, **options)
    assert isinstance(found, Article), found
    return found


def reason(folder: Path, content: str | bytes, name: str = "page.html", **options: object) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read(path, **options)
    assert isinstance(found, Problem), found
    assert found.file == str(path)
    return found.reason


def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path) -> None:
    assert article(tmp_path, WHOLE) == Article(
        text="\n\n".join(PROSE),
        published=date(2025, 5, 20),  # as the page writes it, whatever day that is elsewhere
        path=str(tmp_path / "page.html"),
        publisher="Example Sport",
        title="Chelsea want Kai Lund",
        url="https://sport.example/lund",
        author="Jo Writer, Al Other",
    )


def test_a_page_is_the_same_every_time_and_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asks the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len({article(tmp_path, WHOLE).article_id for _ in range(5)}) == 1


def test_a_page_is_told_by_how_it_begins_then_by_its_name(tmp_path: Path) -> None:
    for name in ("page.txt", "page", "page.xml"):
        assert article(tmp_path, WHOLE, name).title == "Chelsea want Kai Lund"
    (found,) = read("-", WHOLE.encode())
    assert isinstance(found, Article)
    assert (found.path, found.title) == ("-", "Chelsea want Kai Lund")
    part = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    assert article(tmp_path, f"<div>{part}</div>", "2025-05-20-part.html").text == "\n\n".join(PROSE)
    plain = article(tmp_path, "date 2025-05-20 Kai Lund stays.", "words.html")
    assert plain.text.endswith("Kai Lund stays.")


def test_pages_lie_in_folders_and_archives_without_what_browsers_save_beside_them(tmp_path: Path) -> None:
    (tmp_path / "page.htm").write_text(WHOLE)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_text(WHOLE)
    (tmp_path / "more_files").mkdir()
    (tmp_path / "more_files" / "page.html").write_text(WHOLE)
    found = [item.path for item in read(tmp_path) if isinstance(item, Article)]
    assert found == [str(tmp_path / "page.htm"), str(tmp_path / "more_files" / "page.html")]
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("a/page.html", WHOLE)
    (packed,) = read(tmp_path / "news.zip")
    assert isinstance(packed, Article)
    assert packed.path == f"{tmp_path}/news.zip/a/page.html"


def test_the_page_goes_before_the_command_and_the_command_before_the_name(tmp_path: Path) -> None:
    given = date(2025, 1, 1)
    assert article(tmp_path, page(head=DATED), "2025-02-02.html", given=given).published == date(2025, 5, 20)
    assert article(tmp_path, page(), "2025-02-02.html", given=given).published == given
    assert article(tmp_path, page(), "2025-02-02.html").published == date(2025, 2, 2)
    assert article(tmp_path, page(head=DATED), publisher="Marca").publisher == "Marca"
    why = "no date found; name it 2025-05-20-title.html, or pass --date"
    assert reason(tmp_path, page()) == why
    # What was true when the page was saved says nothing of today.
    assert reason(tmp_path, page(around="<span class=date>2 hours ago</span>{}")) == why
    future = page(head=DATED.replace("2025", "2031"))
    assert reason(tmp_path, future).startswith("is dated 2031-05-20, which lies in the future")


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0026)https://sport.example/lund -->",
        "<!--\n Page saved with SingleFile \n url: https://sport.example/lund \n saved date: Tue May 20 2025 -->",
    ],
)
def test_a_browser_notes_where_it_has_a_page_from(tmp_path: Path, note: str) -> None:
    said = page(head=DATED).replace("<html", f"{note}\n<html")
    assert article(tmp_path, said).url == "https://sport.example/lund"
    own = '<link rel="canonical" href="https://sport.example/own">'
    assert article(tmp_path, said.replace("</head>", f"{own}</head>")).url == "https://sport.example/own"
    assert article(tmp_path, page(head=DATED + '<link rel="canonical" href="javascript:alert(1)">')).url is None


ACCENTS = page("Lyon’s Núñez stays, says the club’s manager, who spoke to the press on Tuesday.", head=DATED)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(("utf-8", "utf-8"), ("utf-8", "iso-8859-1"), ("utf-8", "nonsense"), ("utf-8-sig", "utf-8")),
        *(("utf-16", "utf-8"), ("utf-16-le", "utf-16"), ("cp1252", "windows-1252"), ("cp1252", "iso-8859-1")),
        *(("cp1252", "utf-8"), ("cp1252", "unicode_escape"), ("cp1252", "hex"), ("mac_roman", "macintosh")),
    ],
)
def test_a_page_is_in_the_encoding_it_is_in(tmp_path: Path, encoding: str, declared: str) -> None:
    written = ACCENTS.replace("charset=utf-8", f"charset={declared}").encode(encoding)
    assert article(tmp_path, written).text.startswith("Lyon’s Núñez stays")


def test_a_page_in_another_encoding_that_it_names_is_read(tmp_path: Path) -> None:
    said = page("Lyon want Świątek, says the club’s manager, who spoke on Tuesday.", head=DATED)
    written = said.replace("charset=utf-8", "charset=windows-1250").encode("cp1250")
    assert article(tmp_path, written).text.startswith("Lyon want Świątek")


def test_characters_that_are_lost_matter_in_the_article_alone(tmp_path: Path) -> None:
    broken = ACCENTS.encode() + "<script>var place = 'México';</script>".encode("cp1252")
    assert article(tmp_path, broken).text.startswith("Lyon’s Núñez")
    mixed = ACCENTS.encode().replace(b"stays", "García stays".encode("cp1252"))
    assert reason(tmp_path, mixed).startswith("mixes encodings")


def in_mime(content: str) -> bytes:
    """A page as Chrome saves it with its pictures."""
    head = (
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://sport.example/lund",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--=b=--"\r\n\r\n',
        "----=b=--",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
    )
    picture = "\r\n----=b=--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    written = quopri.encodestring(content.encode())
    return "\r\n".join(head).encode() + written + picture.encode() + b"\r\n----=b=----\r\n"


def test_a_page_and_its_pictures_in_one_file_are_a_page(tmp_path: Path) -> None:
    for name in ("page.mhtml", "page.mht", "page.txt"):
        found = article(tmp_path, in_mime(page(head=DATED)), name)
        assert (found.text, found.url) == ("\n\n".join(PROSE), "https://sport.example/lund")
    start = in_mime(page(head=DATED))
    assert "is no whole MHTML file" in reason(tmp_path, start.replace(b"boundary", b"other"), "a.mhtml")
    assert "holds no HTML page" in reason(tmp_path, start.replace(b"text/html\r", b"text/css\r"), "a.mhtml")


def test_without_the_extra_a_page_is_refused_and_other_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(WHOLE)
    (tmp_path / "b.txt").write_text("date 2025-05-20 Kai Lund stays.")
    refused, taken = read(tmp_path)
    assert isinstance(taken, Article)
    assert isinstance(refused, Problem)
    assert refused.reason == "is an HTML page, which it takes an extra to read: pip install 'rumourctl[html]'"


MANY = 40_000
EMPTY = {
    "nothing": "<!doctype html>",
    "no body": "<html><head><title>Kai Lund</title></head></html>",
    "an empty body": page("").replace("<h1>Chelsea want Kai Lund</h1>", ""),
    "a program that would show it": "<!doctype html><html><body><div id=app></div><script>show()</script></html>",
    "frames": "<html><frameset><frame src=a.html></frameset></html>",
    "tags that do not end": "<html>" + "<p" * MANY,
    "depths": "<html><body>" + "<div>" * 20_000 + "Kai Lund stays.",
    "a program that does not end": "<html><body><script>" + PROSE[0],
}


@pytest.mark.parametrize("what", EMPTY)
def test_a_page_without_an_article_says_so(tmp_path: Path, what: str) -> None:
    said = reason(tmp_path, EMPTY[what], given=date(2025, 5, 20))
    assert said.startswith("is an HTML page ")
    assert "without an article" in said or "out of all proportion" in said


FLOODS = {
    "tags": page(around="{}" + "<b>x</b>" * MANY),
    "attributes": page(around="{}<b " + " ".join(f"a{n}" for n in range(MANY)) + ">"),
    "attributes behind quotes": page(around='{}<b x" ' + " ".join(f"a{n}" for n in range(MANY)) + '">'),
    "attributes without blanks": page(around="{}<b " + "".join(f'a{n}="1"' for n in range(MANY)) + ">"),
    "words": page(around="{}<p>" + "word " * 1_100_000),
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_page_out_of_all_proportion_is_refused_before_it_takes_long(tmp_path: Path, what: str) -> None:
    assert "out of all proportion" in reason(tmp_path, FLOODS[what])


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
HOSTILE = {
    "entities that grow": f'<!DOCTYPE html [<!ENTITY a0 "lol">{LAUGHS}]>' + page("&a12;", *PROSE, head=DATED)[15:],
    "an entity from elsewhere": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + page("&x;", *PROSE, head=DATED)[15:],
    "a program in the prose": page(PROSE[0] + "<script>alert(1)</script>", *PROSE[1:], head=DATED),
    "handlers": page(f'<img src=x onerror="alert(1)">{PROSE[0]}', *PROSE[1:], head=DATED),
    "depths": page(*PROSE, head=DATED, around="{}" + "<div>" * 9_000),
    "data that goes deep": page(head=DATED + '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "data that is none": page(head=DATED + '<script type="application/ld+json">{"@type": 1, "author": [[]]}</script>'),
    "NUL bytes": page(*PROSE, head=DATED).replace("<p>", "<p>\0"),
    "comments that do not end": page(*PROSE, head=DATED) + "<!--" * MANY,
    "a picture in it": page(head=DATED, around=f"<img src=data:image/png;base64,{'A' * 6_000_000}>{{}}"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_of_a_hostile_page_only_the_words_are_taken(tmp_path: Path, what: str) -> None:
    found = article(tmp_path, HOSTILE[what])
    assert PROSE[0] in found.text
    assert "alert" not in found.text
    assert "root:" not in found.text
    assert len(found.text) < 1_000
    assert found.published == date(2025, 5, 20)


def test_whatever_the_finder_raises_refuses_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    assert reason(tmp_path, WHOLE) == "cannot be read as an HTML page (RecursionError); save its words as plain text"


def test_a_page_may_be_larger_than_an_article(tmp_path: Path) -> None:
    assert article(tmp_path, page(head=DATED) + f"<script>{'x' * 3_000_000}</script>").text == "\n\n".join(PROSE)
    assert "is too large" in reason(tmp_path, page(head=DATED) + " " * 20_000_000)
    assert reason(tmp_path, page(*PROSE, "word " * 210_000, head=DATED)).startswith("is too large: 1,050,")


def test_the_limits_leave_room_for_pages_as_they_are() -> None:
    """A page of 20,000 tags of 100 attributes each is odd, but may be one."""
    tag = f"<b {' '.join(f'a{n}=1' for n in range(100))}>x</b>"
    assert not pages._FLOOD.search(tag * 200)
