"""What is going on when a run dies: the ledger before it, the command, and the ledger that it would have left."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.ledger.store import Ledger
from tests.faults.dying import Arguments, At, Death, Ended, extractor, points, run, run_and_kill
from tests.faults.promise import NOTHING, TODAY, Content, content, kept, reported, sound
from tests.ledger.schemas.unpack import SCHEMAS, unpacked

LEDGER = "ledger.db"
_NEWS = (
    "Chelsea have agreed to sign midfielder Kai Lund from Brighton for £40m, according to Fabrizio Romano.",
    "Arsenal want to sign Lund, Sky Sports reports. He has told Brighton that he wants to leave.",
    "Real Madrid are in talks to sign defender Teo Marsh from Lyon, say Marca.",
    "Teo Marsh has signed a new contract with Lyon until 2029.",
    "Liverpool have sacked manager Jon Ibsen. The club will appoint Ivo Kranz, according to L'Equipe.",
    "Nothing happened in football today.",
    "Everton have bid €12m for Ari Tonelli of Bologna. Bologna have rejected the offer, Sky Sports understands.",
    "Chelsea have signed Kai Lund from Brighton.",
)


@dataclass(frozen=True)
class Scenario:
    """A command on a ledger."""

    name: str
    start: Path
    """The folder of the ledger before; there may be none in it."""
    arguments: Arguments
    before: Content
    after: Content
    seconds: float
    """How long it takes if nothing stops it."""

    def points(self, folder: Path) -> dict[At, int]:
        """At how many places it can die, of those that are counted; run to its end in the new ``folder``."""
        shutil.copytree(self.start, folder)
        return points(folder, self.arguments)

    def survived(self, folder: Path, death: Death) -> Ended:
        """Let the command die in the new ``folder``, and hold that all is kept that must be, and that it can go on."""
        shutil.copytree(self.start, folder)
        ended = run_and_kill(folder, self.arguments, death)
        assert ended.killed or ended.status in (0, 1), ended.stderr
        now = content(folder / LEDGER)
        if now != NOTHING:
            sound(folder / LEDGER)
        kept(self.before, now, self.after, reported(ended.stdout) if self.arguments[0] == "ingest" else None)
        if now != self.after:
            again = run(folder, self.arguments)
            assert again.status in (0, 1), again.stderr
            assert content(folder / LEDGER) == self.after
            sound(folder / LEDGER)
        return ended


def scenarios(folder: Path) -> list[Scenario]:
    """Every command that writes, in folders below ``folder``."""
    news, full = folder / "news", folder / "full"
    full.mkdir()
    write_news(news, _NEWS[:5])
    run(full, ["ingest", news])
    write_news(news, [text + "\n\nMore follows." * (number % 3 == 0) for number, text in enumerate(_NEWS)])
    badly_read = folder / "badly-read"
    badly_read.mkdir()
    _read_badly(badly_read / LEDGER, news)
    ruled = folder / "ruled"
    shutil.copytree(full, ruled)
    run(ruled, _MERGE)
    others = folder / "others"
    others.mkdir()
    run(others, ["ingest", news])
    run(others, _MERGE)
    stream = others / "export.ndjson"
    run(others, ["export", stream])
    claim = sorted(content(full / LEDGER).known_as)[0]
    ingest = ("ingest", news, "-f", "ndjson")
    return [
        _scenario("ingest into a new ledger", folder / "nothing", *ingest),
        _scenario("ingest into a full one", full, *ingest),
        _scenario("import into a new ledger", folder / "none", "import", stream),
        _scenario("import into a full one", full, "import", stream),
        _scenario("forget", full, "forget", news / "2025-05-10.txt", news / "2025-05-12.txt", "--yes"),
        *(_scenario(f"upgrade from {schema}", _old(folder / schema, schema), *ingest) for schema in SCHEMAS[:-1]),
        _scenario("reextract", badly_read, "reextract"),
        _scenario("merge", full, *_MERGE),
        _scenario("undo", ruled, "undo"),
        _scenario("retract", full, "retract", claim, "--why", "misread"),
        _scenario("settle", full, "settle", "Teo Marsh 2025s", "--outcome", "stayed", "--on", "2025-08-30"),
        _scenario("alias", full, "alias", "add", "Los Blancos", "Real Madrid", "--of", "club"),
    ]


_MERGE = ("merge", "Kai Lund", "Teo Marsh")


def _scenario(name: str, start: Path, *arguments: str | Path) -> Scenario:
    end = start.with_name(f"{start.name}, after {name}")
    start.mkdir(exist_ok=True)
    shutil.copytree(start, end)
    ended = run(end, arguments)
    assert ended.status in (0, 1), ended.stderr
    before, after = _content_of_copy(start), content(end / LEDGER)
    assert after != before, ended
    return Scenario(name, start, arguments, before, after, ended.seconds)


def _content_of_copy(start: Path) -> Content:
    """What the ledger in ``start`` holds, which opening it might change."""
    copy = start.with_name(f"{start.name}, copied")
    shutil.copytree(start, copy, dirs_exist_ok=True)
    return content(copy / LEDGER)


def write_news(folder: Path, texts: Sequence[str]) -> None:
    """A folder of articles, and a file that is none since it has no date."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"2025-05-{number + 10}.txt").write_text(text)
    (folder / "undated.txt").write_text("Chelsea have signed somebody.")


def _old(folder: Path, schema: str) -> Path:
    """A folder with a ledger that an earlier program made."""
    folder.mkdir()
    (folder / LEDGER).write_bytes(unpacked(schema))
    return folder


def _read_badly(path: Path, news: Path) -> None:
    """A ledger of the articles in ``news`` as other rules might have read them: with one claim too few in each."""
    with Ledger.open(path, create=True) as ledger:
        for article in read_articles([str(news)], ReadOptions(today=TODAY), io.BytesIO()):
            if isinstance(article, Article):
                ledger.add(article, extractor().extract(article)[1:], "other rules")
