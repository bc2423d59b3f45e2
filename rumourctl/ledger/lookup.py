"""From what a user types to what the ledger holds: persons and clubs by part of a name, claims and articles by id."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from difflib import get_close_matches

from rumourctl.claims.model import Recorded
from rumourctl.claims.people import fold, key, search_words
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions, Filter, on_articles, storable
from rumourctl.ledger.queries import article_rows, count_claims, recorded
from rumourctl.ledger.rows import ArticleRow, Found, Named

_LAST_CHARACTER = "\U0010ffff"
_SHORTEST_PART = 3
"""From this many letters on, the beginning of a word will do."""
_MOST_WORDS = 100
"""SQLite looks for some hundreds at once; no name has so many."""
_ALIKE = 0.75
_MOST_SUGGESTIONS = 5


def find_people(file: LedgerFile, name: str) -> Found:
    """Persons called ``name``, or with all its words in a name of theirs, or words that begin so; else similar ones."""
    words = fold(name).split()
    if not words:
        return Found()
    matches = _people_with_words(file, words) or _people_with_beginnings(file, words)
    rows = _person_rows(file, matches)
    whole = [row for row in rows if key(row.name) == key(name)]
    if rows:
        return Found(exact=tuple(whole or rows))
    return Found(near=tuple(_person_rows(file, _people_alike(file, search_words(name)))[:_MOST_SUGGESTIONS]))


def find_clubs(file: LedgerFile, name: str) -> Found:
    """Clubs called ``name``, or with all its words, or words that begin so, in their name; else similar ones."""
    words = fold(name).split()
    if not words:
        return Found()
    known = _club_names(file)
    tiers = (
        [club for plain, club in known if plain == " ".join(words)],
        [club for plain, club in known if set(words) <= set(plain.split())],
        [club for plain, club in known if _begin(words, plain.split())],
    )
    for tier in tiers:
        rows = _club_rows(file, sorted(set(tier)))
        if rows:
            return Found(exact=tuple(rows))
    alike = get_close_matches(" ".join(words), sorted({plain for plain, _ in known}), _MOST_SUGGESTIONS, _ALIKE)
    return Found(near=tuple(_club_rows(file, sorted({club for plain, club in known if plain in alike}))))


def find_claims(file: LedgerFile, prefix: str) -> list[Recorded]:
    """Claims whose id begins with ``prefix``, of superseded versions too."""
    if not prefix:
        return []
    found = Conditions()
    found.add("c.claim_id >= ? AND c.claim_id < ?", storable(prefix), storable(prefix) + _LAST_CHARACTER)
    return recorded(file, found, raw=True)


def find_articles(file: LedgerFile, prefix_or_path: str) -> list[ArticleRow]:
    """The articles at a path, newest version alone; where there is none, those whose id begins so, of any version."""
    if not prefix_or_path:
        return []
    wanted = storable(prefix_or_path)
    by_id = Conditions()
    by_id.add("a.article_id >= ? AND a.article_id < ?", wanted, wanted + _LAST_CHARACTER)
    return articles_at(file, prefix_or_path) or article_rows(file, by_id)


def articles_at(file: LedgerFile, path: str, *, superseded: bool = False) -> list[ArticleRow]:
    """The articles at a path, with those versions, where wanted, that later ones replaced."""
    found = on_articles(Filter(superseded=superseded))
    found.add(
        "a.n IN (SELECT n FROM articles WHERE path = ? UNION SELECT n FROM articles WHERE location = ?)",
        storable(path),
        storable(os.path.abspath(path)),
    )
    return article_rows(file, found)


def kinds_named(file: LedgerFile, name: str) -> list[str]:
    """What bears exactly this name: "club", or kinds of sources other than persons and clubs."""
    rows = file.rows(
        "SELECT 'club' AS kind FROM clubs WHERE name = ?1"
        " UNION SELECT kind FROM sources WHERE name = ?1 AND kind IN ('outlet', 'journalist') ORDER BY kind",
        [storable(name)],
    )
    return [row["kind"] for row in rows]


def _people_with_words(file: LedgerFile, words: Iterable[str]) -> list[int]:
    wanted = sorted(set(words))
    rows = file.rows(
        "SELECT DISTINCT ap.person FROM (SELECT name FROM name_words"
        f" WHERE word IN ({', '.join('?' * len(wanted))}) GROUP BY name HAVING count(*) = ?) found"
        " JOIN appearances ap ON ap.name = found.name",
        [*wanted, len(wanted)],
    )
    return [row["person"] for row in rows]


def _people_with_beginnings(file: LedgerFile, words: Iterable[str]) -> list[int]:
    wanted = sorted(set(words))
    if len(wanted) > _MOST_WORDS or any(len(word) < _SHORTEST_PART for word in wanted):
        return []
    names = " INTERSECT ".join("SELECT name FROM name_words WHERE word >= ? AND word < ?" for _ in wanted)
    rows = file.rows(
        f"SELECT DISTINCT ap.person FROM ({names}) found JOIN appearances ap ON ap.name = found.name",
        [bound for word in wanted for bound in (word, word + _LAST_CHARACTER)],
    )
    return [row["person"] for row in rows]


def _people_alike(file: LedgerFile, words: Iterable[str]) -> list[int]:
    """Persons with a word that looks like one of ``words``; only words with the same first letter are compared."""
    alike: set[str] = set()
    for word in words:
        rows = file.rows(
            "SELECT DISTINCT word FROM name_words WHERE word >= ? AND word < ?", [word[0], word[0] + _LAST_CHARACTER]
        )
        alike.update(get_close_matches(word, [row["word"] for row in rows], _MOST_SUGGESTIONS, _ALIKE))
    return sorted({person for word in alike for person in _people_with_words(file, [word])})


def _person_rows(file: LedgerFile, numbers: list[int]) -> list[Named]:
    rows = file.rows(
        "SELECT p.known_as, p.claims FROM json_each(?) wanted CROSS JOIN people p ON p.n = wanted.value"
        " WHERE p.claims > 0 ORDER BY p.claims DESC, p.known_as",
        [json.dumps(numbers)],
    )
    return [Named(row["known_as"], row["claims"], is_person=True) for row in rows]


def _club_names(file: LedgerFile) -> list[tuple[str, str]]:
    """Every name of a club, folded, with the name under which the club is shown."""
    rows = file.rows("SELECT name, shown FROM clubs ORDER BY name")
    return [(fold(name), row["shown"]) for row in rows for name in {row["name"], row["shown"]}]


def _club_rows(file: LedgerFile, names: list[str]) -> list[Named]:
    found = [Named(name, _claims_of_club(file, name), is_person=False) for name in names]
    return sorted((club for club in found if club.claims), key=lambda club: (-club.claims, club.name))


def _claims_of_club(file: LedgerFile, name: str) -> int:
    """How many claims there are of a club. A claim that leads from one name of it to another is one."""
    rows = file.rows("SELECT claims FROM clubs WHERE shown = ?", [name])
    count: int = rows[0]["claims"] if len(rows) == 1 else count_claims(file, Filter(club=name))
    return count


def _begin(words: list[str], of: list[str]) -> bool:
    return all(len(word) >= _SHORTEST_PART and any(other.startswith(word) for other in of) for word in words)
