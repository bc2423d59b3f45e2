"""``report``: one file that holds everything, in which nothing from outside is anything but words."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Evidence, Move, Stage
from rumourctl.ledger.store import Ledger
from tests.commands.hostile import NAMES, PAYLOADS, faults_of_text
from tests.conftest import SEEDS

Runner = Callable[..., Any]

DAY = date(2025, 5, 20)
_VOID = {"meta", "input", "link", "br", "img"}


@dataclass
class Page(HTMLParser):
    """What a browser would see in a page: its elements with their attributes, and its text."""

    source: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.source)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID and not self.get_starttag_text().endswith("/>"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends where it should."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text, but that of script and style."""
        if self._open[-1:] not in (["script"], ["style"]):
            self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def rows(self) -> list[dict[str, str]]:
        """The rows of the claims."""
        return [row for row in self.all("tr") if "data-claim" in row]

    def marks(self) -> list[dict[str, str]]:
        """The claims' marks in the pictures."""
        return [link for link in self.all("a") if link.get("class") == "mark"]


def page(done: Any) -> Page:
    assert done.status == 0, done.stderr
    return Page(done.stdout)


def test_it_goes_to_a_file_and_says_so(ask: Runner, tmp_path: Path) -> None:
    done = ask("report", "--person", "mac allister", "-o", tmp_path / "story.html")
    assert (done.status, done.stdout) == (0, "")
    assert done.stderr == f"wrote {tmp_path}/story.html: 2 sagas, 6 claims, 2 articles\n"
    written = (tmp_path / "story.html").read_text(encoding="utf-8")
    assert written == ask("report", "--person", "mac allister", "-o", "-").stdout
    assert [path.name for path in tmp_path.glob("story*")] == ["story.html"]


def test_a_file_that_is_there_is_replaced_only_when_told_to_and_by_rename(ask: Runner, tmp_path: Path) -> None:
    story, link = tmp_path / "story.html", tmp_path / "link"
    story.write_text("mine")
    link.hardlink_to(story)
    done = ask("report", "-o", story)
    assert (done.status, story.read_text()) == (1, "mine")
    assert done.stderr == f"rumourctl: {story}: exists already; name another file, or replace it with --force\n"
    assert ask("report", "-o", story, "--force").status == 0
    assert (link.read_text(), story.read_text()[:15]) == ("mine", "<!doctype html>")


def test_a_terminal_is_not_flooded_with_it(ask: Runner) -> None:
    done = ask("report", terminal=True)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == "rumourctl: a report is for a browser; name a file for it with -o story.html\n"
    assert ask("report").stdout == ask("report", "-o", "-").stdout


@pytest.mark.parametrize(
    ("options", "status", "reason"),
    [
        (("--saga", "mac allister 2025s", "--club", "liverpool"), 2, "--saga names one saga; leave --person and"),
        (("--saga", "mac allister 1999s"), 1, "no saga in the ledger has an id that begins “mac allister 1999s”"),
        (("--saga", "alexis"), 1, "“alexis” may be alexis-mac-allister-2025s or alexis-mac-allister-2026s"),
        (("--person", "nobody"), 1, "no person in the ledger is called “nobody”"),
        (("--since", "2026-03-20"), 2, "--since: 20 Mar 2026 is after 12 Mar 2026"),
        (("--as-of", "2020"), 1, "there is no saga to tell of that fits"),
    ],
)
def test_what_makes_no_report_is_said(ask: Runner, options: tuple[str, ...], status: int, reason: str) -> None:
    done = ask("report", *options, "-o", "-")
    assert (done.status, done.stdout) == (status, "")
    assert done.stderr.startswith(f"rumourctl: {reason}")


def test_every_claim_stands_in_a_table_and_a_picture_and_leads_to_its_evidence(ask: Runner) -> None:
    told = page(ask("report", "--club", "real madrid"))
    ids = Counter(attributes["id"] for _, attributes in told.elements if "id" in attributes)
    assert set(ids.values()) == {1}
    rows = {row["id"] for row in told.rows()}
    assert len(rows) == len(told.rows()) == len(told.marks()) > 15
    assert {mark["data-row"] for mark in told.marks()} == rows
    assert {mark["href"][1:] for mark in told.marks()} == {f"p{row[1:]}" for row in rows}
    assert {link["href"][1:] for link in told.all("a") if link["href"].startswith("#")} <= set(ids)
    assert all(mark["aria-label"] for mark in told.marks())


def test_the_articles_are_in_it_with_the_evidence_marked(ask: Runner) -> None:
    told = ask("report", "--saga", "mac allister 2026s").stdout
    claim = ask("timeline", "mac allister", "--since", "2026", "-f", "json").json[0]
    article = Path(SEEDS / Path(claim["article"]).name).read_text(encoding="utf-8")
    (text,) = re.findall(r'<div class="text">(.*?)</div>', told, re.DOTALL)
    shown = re.sub(r'<a class="back".*?</a>', "", text)
    assert "".join(Page(shown).words.split()) == "".join(article.split())
    marked = "".join(re.findall(r'<mark data-of="1">(.*?)</mark>', text, re.DOTALL))
    assert Page(marked).words == "".join(span["text"] for span in claim["evidence"])


def test_it_loads_nothing_and_runs_only_its_own_script(ask: Runner) -> None:
    told = page(ask("report"))
    (policy,) = (meta["content"] for meta in told.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (content,) = re.findall(f"<{kind}>(.*?)</{kind}>", told.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert {tag for tag, _ in told.elements} & {"link", "img", "iframe", "object", "embed", "base"} == set()
    names = {name for _, attributes in told.elements for name in attributes}
    assert {name for name in names if name.startswith("on") or name in ("src", "style", "srcset", "action")} == set()


def test_what_changed_is_told_as_diff_tells_it(ask: Runner) -> None:
    told = page(ask("report", "--since", "2025-05-20")).words
    rows = ask("diff", "2025-05-20", "2026-03-12", "-f", "json").json
    assert "20 May 2025 → 12 Mar 2026 · 4 changes" in told
    assert rows
    assert all(row["person"] in told for row in rows)
    assert "gone quiet: Carlo Ancelotti, Trent Alexander-Arnold\n" in told
    assert "What changed" not in page(ask("report")).words


def test_as_of_a_day_it_knows_nothing_that_came_later(ask: Runner) -> None:
    told = page(ask("report", "--as-of", "2025-06"))
    assert "as the ledger had it by 30 Jun 2025" in told.words
    assert "Klopp" not in told.words
    assert len(told.rows()) == len(ask("claims", "--as-of", "2025-06", "-f", "json").json)


def test_the_league_table_has_the_records_of_the_sources_of_the_page(ask: Runner) -> None:
    told = ask("report", "--club", "real madrid").stdout
    league = re.findall(r'<tr>\s*<th scope="row".*?</tr>', told, re.DOTALL)
    shown = {}
    for row in league:
        name, *cells = (" ".join(Page(cell).words.split()) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL))
        shown[name] = cells
    source = next(s for s in ask("sources", "-f", "json").json if s["source"]["name"] == "Defensa Central")
    assert shown["Defensa Central"] == [
        *(str(source["claims"]), f"{source['right']} of {source['settled']}", f"{source['hit_rate']:.0%}"),
        f"{100 * source['hit_low']:.0f}–{source['hit_high']:.0%}",
        *("–", "–", "–"),
    ]


def test_a_large_ledger_gives_the_latest_sagas_and_says_so(ask: Runner) -> None:
    done = ask("report", "--limit", "2", "-o", "-")
    total = len(ask("sagas", "-f", "json").json)
    latest = [saga["person"] for saga in ask("sagas", "--limit", "2", "-f", "json").json]
    told = page(done)
    assert f"Of {total} sagas, the 2 with the latest word are here." in told.words
    assert re.findall(r'<h3 id="s\d-title">(.*?) <span', told.source) == latest


def test_of_a_long_article_only_paragraphs_with_evidence_are_printed(run: Runner, tmp_path: Path) -> None:
    wanted = "Lyon want Chelsea midfielder John Smith."
    text = wanted + "".join(f"\n\nThe crowd of {n} saw a dull game." for n in range(2_000))
    claim = Claim("John Smith", Move.TRANSFER, Stage.INTEREST, DAY, to_club="Lyon", evidence=(Evidence(0, 40, wanted),))
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(Article(text, DAY, "long.txt"), [claim], "by hand")
    told = page(run("report"))
    assert "It is long: 2000 paragraphs without evidence left out." in told.words
    assert wanted in told.words
    assert len(told.source) < 60_000 < len(text)


def test_who_has_no_saga_has_a_history(ask: Runner) -> None:
    told = page(ask("report", "--person", "Arne Slot"))
    assert "Told as history" in told.words
    assert [row["data-background"] for row in told.rows()] == [""] * len(told.rows())
    assert told.rows()
    assert "Not here, as only history is told of them: Arne Slot." in page(ask("report")).words


def test_hostile_words_stay_words(run: Runner, ruled: Path, ask: Runner) -> None:
    done = run("--db", ruled, "report", "--limit", "200", "--since", "2025-05-01")
    told = page(done)
    assert faults_of_text(done.stdout) == []
    own = page(ask("report", "--since", "2025-05-20"))
    assert {tag for tag, _ in told.elements} <= {tag for tag, _ in own.elements}
    assert {name for _, attributes in told.elements for name in attributes} <= {
        *(name for _, attributes in own.elements for name in attributes),
        "rel",
    }
    links = [link["href"] for link in told.all("a")]
    assert {link.split(":")[0] for link in links if not link.startswith("#")} <= {"http", "https"}
    assert len(told.rows()) == 2 * len(NAMES) - 1, "all but the one that is retracted"
    for payload in PAYLOADS:
        if payload.isascii() and payload.isprintable():
            assert payload in told.words


def test_only_addresses_of_web_pages_are_links(run: Runner, tmp_path: Path) -> None:
    addresses = {
        "https://example.org/a?b=1&c=\"'<>": True,
        "HTTP://example.org": True,
        "javascript:alert(1)": False,
        " javascript:alert(1)": False,
        "java\tscript:alert(1)": False,
        "data:text/html,<script>alert(1)</script>": False,
        "file:///etc/passwd": False,
        "//example.org": False,
        "https:": False,
        "http://[": False,
    }
    for number, address in enumerate(addresses):
        escaped = address.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        text = f'---\ndate: 2025-05-20\nurl: "{escaped}"\n---\nLyon want Chelsea midfielder John Smith {number}.\n'
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    run("ingest", *sorted(tmp_path.glob("*.txt")))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        kept = {article.url for article in ledger.articles()}
    told = page(run("report"))
    leading_out = {link["href"] for link in told.all("a") if not link["href"].startswith("#")}
    assert leading_out == {address for address, is_link in addresses.items() if is_link and address in kept}
    assert len(leading_out) == 2
