"""In which language an article is written, told by its script and its small words. Only English is read for claims."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_ENGLISH = "en"
_LATIN = "LATIN"
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 20
_FEWEST_HITS, _FEWEST_DIFFERENT = 4, 3
_HOW_MUCH_MORE = 2


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language is known among those of its script: by small words, and by letters that others lack."""

    code: str
    name: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]

    def hits(self, small: Counter[str]) -> Counter[str]:
        """Those of the ``small`` words that are, or look like, words of this language."""
        lettered = {w for w in small if not (w.isascii() or self.letters.isdisjoint(w))}
        return Counter({w: small[w] for w in lettered.union(small.keys() & self.words)})


@lru_cache(maxsize=1)  # asked several times of each article in turn
def language_of(text: str, start: int = 0) -> str | None:
    """The ISO 639 code of the language in which ``text`` is written from ``start`` on; None where too little tells.

    An English text stays one, whatever names and quotations in other languages stand in it.
    """
    script = _script(text[start:])
    languages = [language for language in _languages() if language.script == script] if script else []
    if not languages:
        return None
    small = Counter(_small_words(text, start))
    best = max(languages, key=lambda language: language.hits(small).total())
    if script != _LATIN:
        return best.code
    hits, english = best.hits(small), Counter({w: n for w, n in small.items() if w in _english()})
    alone = sum(n for word, n in english.items() if word not in best.words)
    enough = hits.total() >= _FEWEST_HITS and len(hits.keys() - _english()) >= _FEWEST_DIFFERENT
    if enough and hits.total() > _HOW_MUCH_MORE * alone:
        return best.code
    return _ENGLISH if english.total() >= _FEWEST_HITS else None


def why_unread(code: str | None) -> str | None:
    """Why a text in the language of ``code`` is not read for claims, to complete "file: …"; None where it is read."""
    name = next((language.name for language in _languages() if language.code == code), None)
    return f"is in {name}; only English is read, so it gives no claims" if name else None


def _script(text: str) -> str | None:
    """The script of most letters, as Unicode names it; None where there are hardly any."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            scripts[_script_of(character)] += count
    if scripts.total() < _FEWEST_LETTERS:
        return None
    # Japanese takes most of its nouns from Chinese, and still shows at once by its own signs
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana * 5 > scripts["CJK"]:
        scripts["HIRAGANA"] = kana + scripts["CJK"]
    return max(scripts, key=lambda name: (scripts[name], name))


@cache
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _small_words(text: str, start: int) -> Iterator[str]:
    """The words that may be small ones, in lower case. Capitals beside capitals are names, and so is what stands
    between two ("Kevin de Bruyne"): they say nothing of the text around them."""
    words = [match.group() for match in _WORD.finditer(text, start) if not _is_possessive(match)]
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        beside = before[:1].isupper() + after[:1].isupper()
        if beside < (2 if word.islower() else 1):
            yield word.lower()


def _is_possessive(word: re.Match[str]) -> bool:
    """Whether an apostrophe stands before an "s": "Smith's"."""
    return word.group() == "s" and word.start() > 0 and word.string[word.start() - 1] in "'’"


@cache
def _content() -> tuple[frozenset[str], tuple[_Language, ...]]:
    import tomllib  # here, as whoever only asks for articles reads none

    file = Path(__file__).parents[1] / "data" / "words" / "languages.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    languages = (
        _Language(
            row["code"],
            row["name"],
            row.get("script", _LATIN),
            frozenset(row.get("words", ())),
            frozenset(row.get("letters", "")),
        )
        for row in content["language"]
    )
    return frozenset(content["english"]), tuple(languages)


def _english() -> frozenset[str]:
    return _content()[0]


def _languages() -> tuple[_Language, ...]:
    return _content()[1]
