"""Ledgers of any content that a ledger can have, for hypothesis: hostile texts and names, versions, rulings."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import (
    Certainty,
    Claim,
    Deal,
    Evidence,
    Fee,
    Move,
    Precision,
    Role,
    Source,
    SourceKind,
    Stage,
)
from rumourctl.ledger.store import Ledger

COUNTRIES = {"Porto": "Portugal", "Lyon": "France"}
HOSTILE = (
    *(
        "\x1b[31mred\x07",
        "'; DROP TABLE articles; --",
        '"}\n{"record":"end"}',
        "<script>alert(1)</script>",
        "=1+1",
        "%s",
    ),
    *(
        "\u202eabc\u2066",
        "a\u200bb\ufeff",
        "e\u0301",
        "é",
        "ﬁ",
        "İ",
        "😀🏴\u200d☠️",
        "\U0010ffff\ufffe",
        "\x7f\x85\u2028",
    ),
    *("\r\n\t", "../../etc/passwd", "NEAR(a b)*", "{0}", "[bold]x[/]", "\x00", " "),
)
days = st.integers(0, 4).map(lambda after: date(2025, 1, 30) + timedelta(after))
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.sampled_from([*HOSTILE, "Kai Lund joins Porto", " and "]), max_size=4).map("".join),
)
people = st.one_of(
    st.sampled_from(["Mac Allister", "Alexis Mac Allister", "Kevin Mac Allister", "K. Mac Allister", "Lund"]), texts
).filter(bool)
clubs = st.one_of(st.sampled_from(["Porto", "Lyon", "Ajax"]), st.sampled_from(HOSTILE))
sources = st.one_of(
    st.builds(Source, st.sampled_from(SourceKind), st.one_of(people, st.sampled_from(["Marca", "The Beeb"]))),
    st.just(Source()),
)
claims = st.builds(
    Claim,
    person=people,
    move=st.sampled_from(Move),
    stage=st.sampled_from(Stage),
    date=days,
    role=st.sampled_from(Role),
    from_club=st.none() | clubs,
    to_club=st.none() | clubs,
    actor=st.none() | texts,
    certainty=st.sampled_from(Certainty),
    source=sources,
    via=st.lists(texts, max_size=2).map(tuple),
    deal=st.none() | st.sampled_from(Deal),
    fee=st.none() | st.builds(Fee, texts, st.integers(-(2**63) + 1, 2**63 - 1), st.sampled_from(["GBP", "EUR"])),
    contract_until=st.none() | st.sampled_from(["2030", "2030-06-30"]),
    date_precision=st.sampled_from(Precision),
    background=st.booleans(),
    rules=st.lists(texts, max_size=2).map(tuple),
)


@dataclass(frozen=True)
class Added:
    """An article that is ingested, with the claims found in it."""

    article: Article
    claims: Sequence[Claim]
    extractor: str

    def __call__(self, ledger: Ledger) -> None:
        ledger.add(self.article, self.claims, self.extractor, COUNTRIES.get)


@dataclass(frozen=True)
class Ruled:
    """A ruling of one kind about whatever claim of the ledger stands at ``place``, if there is any."""

    kind: str
    place: int
    made: date
    name: str

    def __call__(self, ledger: Ledger) -> None:
        docket, found = ledger.docket, ledger.claims()
        if self.kind == "undo":
            past = [ruled for ruled in docket.all() if ruled.undone is None and ruled.kind != "undo"]
            if past:
                docket.undo(past[self.place % len(past)].ruling_id, made=self.made, note=self.name)
        elif found:
            self._rule(ledger, found[self.place % len(found)].known_as, found[self.place % len(found)].claim_id)

    def _rule(self, ledger: Ledger, person: str, claim_id: str) -> None:
        docket = ledger.docket
        match self.kind:
            case "retract":
                docket.retract(claim_id, made=self.made, note=self.name)
            case "alias":
                docket.alias("club", "Porto", "Lyon", made=self.made, note=None)
            case "merge":
                docket.merge(person, self.name, made=self.made, note=None)
            case "split":
                docket.split(person, "Porto", made=self.made, note=None)
            case "settle":
                for saga in ledger.sagas(date(2025, 2, 5))[:1]:
                    docket.settle(saga, "stayed", self.made, made=self.made, note=self.name)


@st.composite
def added(draw: st.DrawFn) -> Added:
    """An article of one of a few files, with claims that its words prove."""
    text = draw(texts) + draw(st.sampled_from(["Kai Lund joins Porto, says Marca of all papers today.", "x"]))
    spans = (
        st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(sorted).filter(lambda s: s[0] < s[1])
    )
    evidence = st.lists(spans.map(lambda s: Evidence(s[0], s[1], text[s[0] : s[1]])), max_size=2).map(tuple)
    found = draw(st.lists(claims, max_size=3))
    return Added(
        Article(
            text,
            draw(days),
            draw(st.sampled_from(["a.txt", "b.txt", "-", *HOSTILE[:3]])),
            draw(st.sampled_from([None, "", "Marca", HOSTILE[2]])),
            draw(st.none() | texts),
            draw(st.none() | texts),
            draw(st.none() | texts),
            draw(st.integers(0, len(text))),
        ),
        [replace(claim, evidence=draw(evidence)) for claim in found],
        draw(st.sampled_from(["4-aa", "4-bb", "10-aa", "other"])),
    )


def ruled() -> st.SearchStrategy[Ruled]:
    kinds = ["retract", "alias", "merge", "split", "settle", "undo"]
    return st.builds(Ruled, st.sampled_from(kinds), st.integers(0, 5), days, people)


@st.composite
def histories(draw: st.DrawFn, *, rulings: bool = True, ledgers: int = 1) -> list[list[Callable[[Ledger], None]]]:
    """What was done to some ledgers, in order. Articles may be in several of them, and may come again, also as an old
    version that is back at its place."""
    articles = draw(st.lists(added(), min_size=1, max_size=5))
    again = st.builds(reread, st.sampled_from(articles), st.sampled_from(articles))
    deeds = st.one_of(st.sampled_from(articles), again, *([ruled()] if rulings else []))
    return [draw(st.lists(deeds, min_size=1, max_size=6)) for _ in range(ledgers)]


def reread(one: Added, other: Added) -> Added:
    """The article of ``one`` as another version of the reading found it, or at another place."""
    article = replace(one.article, path=other.article.path, title=other.article.title)
    return replace(one, article=article, claims=one.claims[:1], extractor=other.extractor)


class Shelf:
    """Makes ledgers in a folder, each at once from an empty one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._empty = folder / "empty.db"
        Ledger.open(self._empty, create=True).close()

    def empty(self) -> Path:
        self._count += 1
        path = self._folder / f"{self._count}.db"
        shutil.copy(self._empty, path)
        return path

    def of(self, history: Sequence[Callable[[Ledger], None]]) -> Path:
        """The path of a new ledger to which all of ``history`` was done."""
        path = self.empty()
        with Ledger.open(path) as ledger:
            for deed in history:
                deed(ledger)
        return path
