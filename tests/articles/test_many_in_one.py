"""Files that hold many articles: JSON Lines and archives, also hostile ones."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rumourctl.articles import archives
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.errors import Problem

ONE = b"Date: 2025-05-20\n\nKai Lund stays.\n"


def read(path: Path, **options: object) -> list[Article | Problem]:
    found = read_articles([str(path)], ReadOptions(date(2026, 3, 12), **options), io.BytesIO())  # type: ignore[arg-type]
    return list(found)


def reasons(path: Path, **options: object) -> list[str]:
    return [str(item).removeprefix(str(path)) for item in read(path, **options) if isinstance(item, Problem)]


def lines(path: Path, *objects: object) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in objects))
    return path


def tar(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_each_line_of_json_is_an_article(tmp_path: Path) -> None:
    said = {"text": "Kai Lund stays.", "date": "2025-05-20", "publisher": "Marca", "author": ["A", "B"], "id": 7}
    (article,) = read(lines(tmp_path / "news.jsonl", said))
    assert article == Article(
        "Kai Lund stays.", date(2025, 5, 20), f"{tmp_path}/news.jsonl#7", publisher="Marca", author="A, B"
    )


def test_fields_go_by_the_names_that_are_given_also_within_others(tmp_path: Path) -> None:
    said = {"body": {"plain": "Kai Lund stays."}, "at": 1747750000, "link": "https://a.example/../b"}
    path = lines(tmp_path / "news.ndjson", said)
    (article,) = read(path, fields={"text": "body.plain", "date": "at", "url": "link"})
    assert isinstance(article, Article)
    assert (article.text, article.published, article.url) == (
        "Kai Lund stays.",
        date(2025, 5, 20),
        "https://a.example/../b",
    )
    # What an id says leads nowhere: it stays one part of a path.
    assert article.path == f"{path}#https:%2F%2Fa.example%2F..%2Fb"


def test_without_id_or_url_an_article_of_json_is_known_by_its_content(tmp_path: Path) -> None:
    (article,) = read(lines(tmp_path / "news.jsonl", {"text": "Kai Lund stays.", "date": "2025-05-20"}))
    assert isinstance(article, Article)
    assert article.path == f"{tmp_path}/news.jsonl#{article.article_id}"


def test_what_is_wrong_with_a_line_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "news.jsonl",
        {"text": "Kai Lund stays.", "date": "soon"},
        ["no object"],
        {"body": "Kai Lund stays."},
        {"text": "Kai Lund stays."},
        {"text": "\ud800 Kai Lund stays.", "date": "2025-05-20"},
        {"text": "Kai Lund stays.", "date": 1e300},
        {"text": "Kai Lund stays.", "date": "2031-01-01"},
        {"text": "<html><body>Kai Lund stays.", "date": "2025-05-20"},
        {"text": "...", "date": "2025-05-20"},
        {"text": "Kai Lund stays.", "date": "2025-05-20"},
    )
    path.write_bytes(path.read_bytes() + b"\n{half")
    assert reasons(path) == [
        ":1: the date 'soon' is not understood; write it like 2025-05-20",
        ":2: is no JSON object; write each article as one: {…}",
        ":3: has no text under 'text'; name the field that has it, with --map text=FIELD",
        ":4: no date found; name the field that has it, with --map date=FIELD, or pass --date",
        ":5: holds half a character, as an escape without its other half (\\ud800 to \\udfff); write both",
        ":6: the time 1e+300 does not exist; write the day like 2025-05-20",
        ":7: is dated 2031-01-01, which lies in the future (today is 2026-03-12); correct the date",
        ":8: is an HTML page; save its words as plain text first",
        ":9: has no words; check that all of it was saved",
        ":12: is no JSON; each line must be one object",
    ]
    assert len(read(path)) == 11


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


PACKED: dict[str, Callable[[Path, dict[str, bytes]], Path]] = {
    "zip": zipped,
    "tar": tar,
    "tar.gz": lambda path, members: tar(path, members, "w:gz"),
    "tgz": lambda path, members: tar(path, members, "w:gz"),
    "tar.bz2": lambda path, members: tar(path, members, "w:bz2"),
    "tar.xz": lambda path, members: tar(path, members, "w:xz"),
}


@pytest.mark.parametrize("ending", PACKED)
def test_an_archive_gives_what_a_folder_would(tmp_path: Path, ending: str) -> None:
    record = json.dumps({"text": "Kai Lund goes.", "date": "2025-05-21", "id": "x"}).encode()
    members = {"a/1.txt": ONE, ".hidden.txt": ONE, "logo.png": b"\x89PNG", "a/2.jsonl": record, "b/3.md": b""}
    path = PACKED[ending](tmp_path / f"news.{ending}", members)
    found = [item.path if isinstance(item, Article) else str(item) for item in read(path)]
    assert found == [
        f"{path}/a/1.txt",
        f"{path}/a/2.jsonl#x",
        f"{path}/b/3.md: is empty; check that all of it was saved",
    ]


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_what_was_compressed(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / f"1.txt.{ending}").write_bytes(pack(ONE))
    record = json.dumps({"text": "Kai Lund stays.", "date": "2025-05-20", "id": "x"}).encode()
    (tmp_path / f"2.jsonl.{ending}").write_bytes(pack(record + b"\n"))
    assert [item.path for item in read(tmp_path / f"1.txt.{ending}") if isinstance(item, Article)]
    (article,) = read(tmp_path / f"2.jsonl.{ending}")
    assert isinstance(article, Article)
    assert article.path.endswith(f"2.jsonl.{ending}#x")


@pytest.mark.parametrize("pack", [zipped, tar])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, pack: Callable[..., Path]) -> None:
    names = ["../a.txt", "/etc/a.txt", "b/../../c.txt", "d\\..\\e.txt", "C:f.txt"]
    path = pack(tmp_path / ("news.zip" if pack is zipped else "news.tar"), dict.fromkeys(names, ONE))
    assert reasons(path) == [f"/{name}: its name leads out of the archive" for name in names]


def test_links_encrypted_members_and_archives_within_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (
            ("soft.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("in.zip")
        archive.addfile(info, io.BytesIO(b""))
    link = "is a link, which is not followed out of an archive"
    within = "/in.zip: is an archive within another; unpack that first"
    assert reasons(path) == [
        f"/soft.txt: {link}",
        f"/hard.txt: {link}",
        "/pipe.txt: is no file; leave it out of the archive",
        within,
    ]
    locked = zipped(tmp_path / "locked.zip", {"a.txt": ONE, "b.txt": ONE})
    data = bytearray(locked.read_bytes())
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    locked.write_bytes(data)
    assert reasons(locked) == ["/a.txt: is encrypted; unpack it, and name what comes of it"]
    assert len(read(locked)) == 2


def test_what_swells_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_SWOLLEN", 100_000)
    monkeypatch.setattr(archives, "_RATIO", 50)
    zeros = bytes(900_000)
    given_up = "so what else is in it is not read; unpack it, and name what comes of it"
    for path in (
        zipped(tmp_path / "bomb.zip", {f"{n}.txt": zeros for n in range(9)}),
        tar(tmp_path / "bomb.tgz", {f"{n}.txt": zeros for n in range(9)}, "w:gz"),
        tar(tmp_path / "hidden.tgz", {"big.bin": zeros * 9, "a.txt": ONE}, "w:gz"),
    ):
        assert reasons(path)[-1].endswith(given_up), path
        assert len(reasons(path)) < 9
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(zeros * 9))
    assert reasons(tmp_path / "lines.jsonl.gz")[-1].endswith(given_up)


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz", "gz", "txt.bz2", "jsonl.xz"])
def test_what_is_damaged_says_so(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"news.{ending}"
    path.write_bytes(b"no archive at all" * 40)
    assert "is damaged" in reasons(path)[0]
    whole = PACKED.get(ending, PACKED["tar.gz"])(path, {f"{n}.txt": ONE * 300 for n in range(30)}).read_bytes()
    if ending in PACKED:
        path.write_bytes(whole[: len(whole) // 2])
        assert "is damaged" in reasons(path)[-1]


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "news.zip", {"logo.png": b"\x89PNG"})
    assert reasons(path) == [
        ": the archive holds no article; of an archive, what a folder would give is read: check what is in it"
    ]
