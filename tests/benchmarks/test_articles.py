"""Generated articles: the same everywhere, of many kinds, and no easier to read than real ones."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_article
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.lexicon import load_lexicon
from tests.benchmarks.articles import Kind, Written, article, world, write
from tests.benchmarks.readers import TODAY, articles_below

SOME = [article(number) for number in range(60)]


def read(written: Written) -> Article:
    found = read_article(written.text.encode(), written.name, ReadOptions(today=TODAY))
    assert isinstance(found, Article), found
    return found


def test_an_article_has_the_same_bytes_on_every_machine() -> None:
    digest = hashlib.sha256("".join(written.name + written.text for written in SOME).encode()).hexdigest()
    assert digest[:16] == "ccb5daf06a3c6b68"


def test_another_seed_gives_other_articles() -> None:
    assert not {written.text for written in SOME} & {article(number, seed=21).text for number in range(60)}


def test_no_two_articles_are_alike() -> None:
    sentences = Counter(sentence for written in SOME for sentence in written.text.split(". "))
    assert len({written.text for written in SOME}) == len(SOME)
    assert sum(count == 1 for count in sentences.values()) > 0.95 * len(sentences)


def test_articles_are_as_long_as_real_ones() -> None:
    lengths = sorted(len(written.text.split()) for written in (article(number) for number in range(400)))
    assert lengths[0] > 80
    assert lengths[-1] < 1200
    assert 200 < lengths[len(lengths) // 2] < 350


def test_all_pieces_are_filled() -> None:
    assert not [written.text for written in SOME if "{" in written.text or "}" in written.text]


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name.lower())
def test_every_kind_is_read_with_its_day_and_its_claims(kind: Kind, extractor: Extractor) -> None:
    articles = [read(written) for written in map(article, range(150)) if written.kind is kind][:4]
    claims = [len(extractor.extract(each)) for each in articles]
    assert all(2021 <= each.published.year <= 2025 for each in articles)
    assert max(claims) <= 1 if kind is Kind.MATCH else min(claims) >= 1


def test_the_day_stands_wherever_articles_have_it() -> None:
    ways = defaultdict(list)
    for written in SOME:
        named = written.name[:4] == written.text[:4] or not written.name.startswith("0")
        ways["name" if named else written.text.split(maxsplit=1)[0]].append(read(written).published)
    assert {"name", "date", "Date:", "Title:", "---"} <= set(ways)


def test_claims_are_as_close_together_as_in_the_gold_texts(extractor: Extractor) -> None:
    """In these there are 47 in a thousand words."""
    articles = [read(written) for written in SOME[:30]]
    words = sum(len(each.text.split()) for each in articles)
    assert 30 < 1000 * sum(len(extractor.extract(each)) for each in articles) / words < 60


def test_every_club_is_one_that_the_words_know() -> None:
    assert {club.name for club in world().clubs} <= set(load_lexicon().clubs)


def test_they_are_written_into_folders(tmp_path: Path) -> None:
    folders = write(tmp_path, range(7), in_folder=3)
    assert [len(list(folder.iterdir())) for folder in folders] == [3, 3, 1]
    assert (folders[1] / article(4).name).read_bytes() == article(4).text.encode()
    assert len(articles_below(tmp_path)) == 7


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()
