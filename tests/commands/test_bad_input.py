"""Bad input through the real command line: each kind gets one sentence with its name, stores nothing, stops nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

NEWS = "date 2025-05-20 Chelsea have signed Kai Lund from Lyon for £60m, said the club’s manager."
COMMANDS = ("ingest", "extract", "explain")


def _archive() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as tar:
        entry = tarfile.TarInfo("article.txt")
        entry.size = len(NEWS.encode())
        tar.addfile(entry, io.BytesIO(NEWS.encode()))
    return target.getvalue()


def _zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        zipped.writestr("article.txt", NEWS)
    return target.getvalue()


def _dated(line: str) -> bytes:
    return f"{line}\n\nChelsea have signed Kai Lund from Lyon.\n".encode()


CONTENTS = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\r\n", "holds nothing but blank space"),
    "unseen": ("\u200b\u202e\ufeff\xad\u3164".encode(), "holds nothing but blank space"),
    "mark-alone": (b"\xef\xbb\xbf", "holds nothing but blank space"),
    "tar": (_archive(), "is an archive"),
    "zip": (_zipped(), "is a ZIP archive"),
    "gzip": (gzip.compress(NEWS.encode()), "is a compressed file"),
    "pdf": (b"\xef\xbb\xbf\n%PDF-1.7\n", "is a PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "is an image"),
    "svg": (b"<?xml version='1.0'?>\n<svg xmlns='x'><text>date 2025-05-20</text></svg>", "is an SVG image"),
    "html": (b"<!-- saved -->\n<html><script>show('Kai Lund')</script>", "is an HTML page"),
    "json": (b'{"date": "2025-05-20", "words": "Kai Lund stays."}', "has no text under 'text'"),
    "mp3": (b"ID3\x03\0\0", "is a sound or a film"),
    "program": (b"\x7fELF\x02\x01\x01\0", "is a program"),
    "database": (b"SQLite format 3\0", "is an SQLite database"),
    "random": (bytes(range(256)), "is neither UTF-8 nor Windows-1252"),
    "nul": (NEWS.encode() + b"\0" + NEWS.encode(), "control characters or NUL bytes"),
    "controls": (b"date 2025-05-20 \x01\x02\x03 Kai", "control characters or NUL bytes"),
    "cut-utf-8": ((NEWS + "€").encode()[:-1], "ends in the middle of a UTF-8 character"),
    "cut-utf-16": (NEWS.encode("utf-16")[:-1], "ends in the middle of a UTF-16 character"),
    "cut-utf-32": (NEWS.encode("utf-32")[:-1], "ends in the middle of a UTF-32 character"),
    "surrogate": (b"date 2025-05-20 Kai \xed\xa0\xbd Lund", "half a character (a lone surrogate) at byte 20"),
    "overlong": (b"date 2025-05-20 Kai \xc0\x80 Lund", "mixes encodings"),
    "mixed-8": (NEWS.encode() + NEWS.encode("cp1252"), "mixes encodings"),
    "mixed-16": (NEWS.encode("utf-16") + NEWS.encode(), "mixes encodings"),
    "utf-7": ("date 2025-05-20 Núñez stays.".encode("utf-7"), "is in UTF-7"),
    "latin-2": ("date 2025-05-20 Lyon want Świątek.".encode("iso8859-2"), "as Windows-1252 makes no sense"),
    "mac-roman": (NEWS.encode("mac_roman"), "as Windows-1252 makes no sense"),
    "cyrillic": ("date 2025-05-20 Зенит хочет его.".encode("koi8-r"), "as Windows-1252 makes no sense"),
    "no-date": (b"Kai Lund stays.", "no date found"),
    "no-such-day": (_dated("Date: 2025-02-30"), "does not exist"),
    "day-zero": (_dated("Date: 00/00/2025"), "does not exist"),
    "year-zero": (_dated("Date: 0000-01-01"), "does not exist"),
    "year-9999": (_dated("Date: 9999-12-31"), "lies in the future"),
    "year-1": (_dated("Date: 0001-01-01"), "is before 1850"),
    "negative": (_dated("Date: -2025-05-20"), "is not understood"),
    "short-year": (_dated("Date: 20 May 25"), "only two digits"),
    "ambiguous": (_dated("Date: 03/04/2025"), "--day-first or --month-first"),
    "two-days": (_dated("Date: 2025-05-20\nDate: 2025-05-21"), "gives two dates"),
    "arabic-digits": (_dated("Date: ٢٠٢٥-٠٥-٢٠"), "is not understood"),
    "russian": (_dated("Date: 20 мая 2025"), "is not understood"),
    "a-thousand-titles": (b"Title: x\n" * 1000, "no date found"),
    "front-matter-open": (b"---\ndate: 2025-05-20\n", "is not closed"),
    "front-matter-alias": (_dated("---\ndate: *a\n---"), "does not hold a single value"),
    "front-matter-tag": (_dated("---\ndate: !!python/name:os.system x\n---"), "does not hold a single value"),
    "header-alone": (b"date 2025-05-20\n", "no text besides its header"),
    "punctuation": (b"date 2025-05-20 ... !!! ((((", "no text besides its header"),
    "emoji": ("date 2025-05-20 🚨🚨🚨".encode(), "no text besides its header"),
    "one-line-of-50-MB": (b"date 2025-05-20 " + b"a" * 50_000_000, "is too large: 50,000,016 bytes"),
}
"""Of each file its content and what is said of it."""
PLACES = {
    "missing": "no such file or folder; check the path",
    "itself": "is a link that leads back to itself; remove it",
    "dangling": "is a link to a file that does not exist; check the path",
    "pipe": "is a pipe, not a file",
    "socket": "is a socket, not a file",
    "2-GB": "is too large: 2,147,483,648 bytes",
    "circle/again": "is a link back to a folder that it lies in",
}
DEVICE = "/dev/null: is a device, not a file; name a file"
STRANGE_NAMES = ("two\nlines.txt", "n" * 251 + ".txt", os.fsdecode(b"G\xfcler.txt"))


@dataclass(frozen=True)
class Told:
    """What a command said of a folder of bad files and three good ones, and how it ended."""

    status: int
    stdout: str
    stderr: list[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    top = tmp_path_factory.mktemp("bad")
    for name, (content, _) in CONTENTS.items():
        (top / f"{name}.txt").write_bytes(content)
    for name in STRANGE_NAMES:
        (top / name).write_text(f"{NEWS} {len(name)}", encoding="utf-8")
    (top / "itself.txt").symlink_to("itself.txt")
    (top / "dangling.txt").symlink_to("nowhere")
    (top / "circle").mkdir()
    (top / "circle/again").symlink_to("..")
    os.mkfifo(top / "pipe.txt")
    with (top / "2-GB.txt").open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    with socket.socket(socket.AF_UNIX) as listener, pytest.MonkeyPatch.context() as patch:
        patch.chdir(top)  # a socket's path must be short
        listener.bind("socket.txt")
        yield top


@pytest.fixture(scope="module", params=COMMANDS)
def told(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.db"
    done = subprocess.run(
        [sys.executable, "-m", "rumourctl", request.param, ".", "missing.txt", "/dev/null", "-f", "ndjson"],
        env=os.environ | {"RUMOURCTL_DB": str(ledger)},
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=False,
    )
    if request.param == "ingest":
        kept = [sys.executable, "-m", "rumourctl", "--db", ledger, "articles", "-f", "json"]
        assert len(json.loads(subprocess.run(kept, capture_output=True, check=True).stdout)) == len(STRANGE_NAMES)
    return Told(done.returncode, done.stdout, done.stderr.splitlines())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    ("name", "reason"),
    [*((f"./{name}.txt", reason) for name, (_, reason) in CONTENTS.items()),
     *((name if name == "missing" else f"./{name}", reason) for name, reason in PLACES.items())],
)  # fmt: skip
def test_bad_input_gets_one_sentence(told: Told, name: str, reason: str) -> None:
    said = [line for line in told.stderr if line.startswith((f"refused {name}:", f"refused {name}.txt:"))]
    assert len(said) == 1
    assert reason in said[0]
    assert len(said[0]) < 250


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_the_others_are_read_and_the_exit_status_tells_of_the_refused(told: Told) -> None:
    assert told.status == 1
    assert f"refused {DEVICE}" in told.stderr
    assert len([line for line in told.stderr if line.startswith("refused")]) == len(CONTENTS) + len(PLACES) + 1
    assert "Traceback" not in "\n".join(told.stderr)
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    good = {row["article"] for row in rows if row.get("status") != "refused"}
    assert good == {"./two\nlines.txt", f"./{'n' * 251}.txt", "./G\\udcfcler.txt"}


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="this system has no /dev/stdin")
def test_standard_input_as_a_file_is_read_where_it_is_one(folder: Path) -> None:
    command = [sys.executable, "-m", "rumourctl", "extract", "/dev/stdin", "-f", "ndjson"]
    piped = subprocess.run(command, input=NEWS.encode(), capture_output=True, check=False)
    assert piped.returncode == 1
    assert piped.stderr.decode() == (
        "refused /dev/stdin: is a pipe, not a file; pass - and feed it to standard input\n"
    )
    with (folder / STRANGE_NAMES[0]).open("rb") as file:
        redirected = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert redirected.returncode == 0
    assert json.loads(redirected.stdout.splitlines()[0])["person"] == "Kai Lund"
