"""What all tests may use: running the whole program in this process, and a ledger of the two seed articles."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from rumourctl.app import main
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.claims.model import Claim
from rumourctl.context import Context
from rumourctl.ledger.checking import check
from rumourctl.ledger.store import Ledger
from tests.gold import claim_of

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
TODAY = date(2026, 3, 12)


@dataclass(frozen=True)
class Run:
    """How a run of the program ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


class Runner(Protocol):
    def __call__(
        self,
        *arguments: str | Path,
        terminal: bool = False,
        width: int = 80,
        env: Mapping[str, str] | None = None,
        today: date = TODAY,
        stdin: bytes = b"",
    ) -> Run: ...


@pytest.fixture(scope="session")
def no_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the user's own rules and settings, with none in it: whoever runs the tests may have some."""
    return tmp_path_factory.mktemp("no-rules")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder for all tests: nothing goes to that of whoever runs them, or comes from there."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("RUMOURCTL_CACHE", str(folder))
        yield folder


@pytest.fixture
def run(tmp_path: Path, no_rules: Path, cache: Path) -> Runner:
    """Run the whole program in this process, without rules of the user's own; without ``--db`` it uses a ledger in the
    test's own folder."""

    def run_program(
        *arguments: str | Path,
        terminal: bool = False,
        width: int = 80,
        env: Mapping[str, str] | None = None,
        today: date = TODAY,
        stdin: bytes = b"",
    ) -> Run:
        out, err = _stream(), _stream()
        context = Context(
            stdout=out,
            stderr=err,
            stdin=io.BytesIO(stdin),
            today=today,
            environ={
                "RUMOURCTL_DB": str(tmp_path / "ledger.db"),
                "RUMOURCTL_RULES": str(no_rules),
                "RUMOURCTL_CACHE": str(cache),
                "RUMOURCTL_CONFIG": str(no_rules / "config.toml"),
                **(env or {}),
            },
            terminal=terminal,
            width=width,
        )
        # Help is printed by typer, which knows no context.
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(argument) for argument in arguments], context)
        return Run(status, _written(out), _written(err))

    return run_program


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two seed articles."""
    return SEEDS


@pytest.fixture(scope="session")
def seed_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the two seed articles with the claims that careful readers found in them; not to be written to."""
    path = tmp_path_factory.mktemp("seeds") / "ledger.db"
    claims = gold_claims(ROOT / "tests" / "quality" / "seeds" / "gold.jsonl")
    with Ledger.open(path, create=True) as ledger:
        for article in seed_articles():
            ledger.add(article, claims(article), "gold")
    return path


@pytest.fixture
def ask(run: Runner, seed_ledger: Path) -> Runner:
    """Like ``run``, on the ledger of the seeds."""

    def ask_program(*arguments: str | Path, **options: Any) -> Run:
        return run("--db", seed_ledger, *arguments, **options)

    return ask_program


@pytest.fixture
def still_sound(tmp_path: Path) -> Iterator[None]:
    """After the test, a check finds nothing wrong with its ledgers, but that claims made by hand lack evidence."""
    yield
    for path in tmp_path.glob("*.db"):
        assert [finding for finding in check(path) if finding.kind != "evidence"] == []


@contextlib.contextmanager
def umask(mask: int) -> Iterator[None]:
    """What is made meanwhile is made under another umask."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def seed_articles() -> list[Article]:
    """The two seed articles under paths as if given from the repository's root."""
    found = read_articles([str(SEEDS)], ReadOptions(today=TODAY), io.BytesIO())
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == 2
    return articles


def gold_claims(path: Path) -> Callable[[Article], list[Claim]]:
    """What stands in a gold file, as an extractor of the articles that it is about."""
    by_article = {entry["article"]: entry for entry in map(json.loads, path.read_text().splitlines())}

    def claims(article: Article) -> list[Claim]:
        entry = by_article[Path(article.path).name]
        return [claim_of(values, entry["published"], article.text) for values in entry["claims"]]

    return claims


def _stream() -> io.TextIOWrapper:
    """A stream set up as the real ones are."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
