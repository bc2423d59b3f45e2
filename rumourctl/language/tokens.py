"""Paragraphs, sentences and tokens, each with its offsets into the article's text.

Rules match a token's clean form (``norm``); evidence is always cut from the original text by offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rumourctl.language.datelines import dateline_end
from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.paragraphs import paragraphs


def is_accented(text: str) -> bool:
    """Whether ``text`` has letters that English words lack: "Sané" is not "sane"."""
    return any(c.isalpha() and not c.isascii() for c in text)


class Kind(Enum):
    """What sort of token it is."""

    WORD = auto()
    NUMBER = auto()
    TAG = auto()
    """A hashtag or an account's handle; ``norm`` leaves out its sign."""
    PUNCT = auto()
    QUOTE = auto()
    SYMBOL = auto()
    """Emoji and other pictures."""


_SHORTENED = frozenset(("not", "will", "can", "shall", "am", "are", "have", "would"))
_JOINED_ARTICLE = re.compile(r"(?:[dl]['’]|(?:al|el|ben|abd)-)[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``text == article.text[start:end]``; ``norm`` is its folded form, a clitic's full word."""

    start: int
    end: int
    text: str
    norm: str
    kind: Kind
    quoted: bool = False
    """Inside double quotation marks, also when they were opened in an earlier paragraph."""
    shouted: bool = False
    """Its capitals say nothing: the "DID" and the "N'T" of "DIDN'T" are no name."""

    @property
    def has_capital(self) -> bool:
        """Is written as a name may be, in front or inside: "Marca", "talkSPORT"."""
        return not (self.shouted or self.text.islower()) and any(c.isupper() for c in self.text)

    @property
    def capitalised(self) -> bool:
        """Begins with a capital, or has one behind an article clipped or joined to it: "d'Ornano", "al-Ahmad"."""
        if self.shouted or (self.norm in _SHORTENED and fold(self.text) != self.norm):
            return False
        if self.text[0].isupper():
            return True
        joined = _JOINED_ARTICLE.match(self.text)
        return joined is not None and joined.group()[-1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or a line of a list). ``index`` counts through the article, ``paragraph`` as well."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    heading: bool
    opens_paragraph: bool


_CLITICS = {"'s": "'s", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "n't": "not"}
_TOKEN = re.compile(
    r"""(?P<url>https?://\S+|www\.\S+)
    |(?P<tag>[#@]\w[\w.]*\w|[#@]\w)
    |(?P<number>[£€$]?\d+(?:[.,:/–-]\d+)*(?:[^\W\d_]+)?(?:-[^\W\d_]+)*%?)
    |(?P<initial>(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s?[A-Z][^\W\d_]))
    |(?P<short>(?:St|Mrs?|Ms|Dr)\.(?=\s?[A-Z][^\W\d_])|[JS]r\.(?=,|\s+[a-z]))
    |(?P<prefix>[Ee]x[-‐‑](?=[^\W\d_]))
    |(?P<clitic>(?<=[^\W_])['’‘ʼ´]s\b)
    |(?P<word>['’ʼ]t(?=\s[A-Z][^\W\d_])|[^\W_]+(?:(?:['’ʼ´‐‑/&-]|\.(?=(?:com|co|net|org|uk|es|it|de|fr|london)\b))[^\W_]+)*)
    |(?P<quote>["“”„«»]|‘|’|')
    |(?P<dots>\.{2,}|…)
    |(?P<picture>(?<!\S)\?{2,}(?!\S)|(?:[\U0001F1E6-\U0001F1FF]{2}|[×←-⇿⌀-⏿■-➿⤀-⥿⬀-⯿〰〽\U0001F000-\U0001FAFF])
        [\u200d♀♂\ufe0f\u20e3\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]*|[\ufe0f\u20e3]+)
    |(?P<punct>[^\w\s])
    |(?P<other>[^\s])""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:(?<=[^\W\d_])n['’´]t|['’ʼ´](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_ARROWS = closed_class("arrows")
_JOINERS = closed_class("pair_joiners")
_PUNCTUATION = set(".,;:!?…()[]{}-–—/&*|•·%+=<>~^\\`")
_OPEN_QUOTES, _CLOSE_QUOTES = set("“„«"), set("”»")
_NAME_TOKENS = 6
"""A name at the head of a line, with pictures, has fewer."""
_LINK = "external-link"
"""What a page writes behind the name of another, without a blank."""
_TIES = {"-bound": "bound", "-linked": "-linked"}
"""What ties whom it dresses to the club named before it, with the word that it is read as."""
_SHORT = 2
"""Letters of what a slash does not part: "AC/DC"."""
_LETTERED = closed_class("lettered")
_ABBREVIATIONS = closed_class("abbreviations")
_TERMINAL = frozenset(".!?…")
_CLOSERS = frozenset(")]}\"”’'»")
_HEADING_WORDS = 24
_FORMS = 1 << 14
"""Different words whose parts are remembered, at most."""
_LONGEST = 300
"""Tokens of a sentence, at most: no prose comes near it, and text that is none costs no more than prose."""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``, with offsets into ``text``. Quotation state is not set here."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind, raw = match.lastgroup, match.group()
        at = match.start()
        if kind == "word":
            for offset, part, norm, shouted in _words_in(raw):
                tokens.append(Token(at + offset, at + offset + len(part), part, norm, Kind.WORD, shouted=shouted))
        elif kind == "number":
            tokens.append(Token(at, match.end(), raw, fold(raw), Kind.NUMBER))
        elif kind == "tag":
            tokens.append(Token(at, match.end(), raw, fold(raw[1:]), Kind.TAG))
        elif kind == "short":
            tokens.append(Token(at, match.end(), raw, fold(raw[:-1]), Kind.WORD))
        elif kind == "prefix":
            tokens.append(Token(at, match.end(), raw, "ex-", Kind.WORD))
        elif kind == "clitic":
            tokens.append(Token(at, match.end(), raw, "'s", Kind.WORD))
        elif kind == "quote":
            tokens.append(Token(at, match.end(), raw, _quote_norm(text, match), Kind.QUOTE))
        elif kind == "initial" and tokens and tokens[-1].norm in _LETTERED:  # "in Serie A. The club"
            tokens.append(Token(at, match.end() - 1, raw[:-1], fold(raw[:-1]), Kind.WORD))
            tokens.append(Token(match.end() - 1, match.end(), ".", ".", Kind.PUNCT))
        elif kind in ("initial", "url"):
            tokens.append(Token(at, match.end(), raw, fold(raw), Kind.WORD if kind == "initial" else Kind.SYMBOL))
        elif kind == "picture":
            tokens.append(_picture(match, tokens if tokens and "\n" not in text[tokens[-1].end : at] else ()))
        elif kind == "dots" or raw in _PUNCTUATION:
            tokens.append(Token(at, match.end(), raw, "…" if kind == "dots" else raw, Kind.PUNCT))
        else:
            tokens.append(Token(at, match.end(), raw, raw, Kind.SYMBOL))
    return tokens


@lru_cache(maxsize=_FORMS)
def _words_in(raw: str) -> tuple[tuple[int, str, str, bool], ...]:
    """The words of a run of letters: where each begins, as written and clean, and whether its capitals say nothing."""
    name = raw.removesuffix(_LINK) or raw  # "(Metroexternal-link)"
    words = [token for offset, part in _slashed(name) for token in _split_bound(offset, part)]
    if name != raw:
        words.append(Token(len(name), len(raw), _LINK, _LINK, Kind.WORD))
    return tuple((t.start, t.text, t.norm, t.shouted) for t in words)


def _slashed(raw: str) -> Iterator[tuple[int, str]]:
    """A word, or the names that a slash joins, with where each begins: "Bayern/Juve" says "Bayern and Juve"."""
    parts = raw.split("/")
    if len(parts) == 1 or any(len(part) <= _SHORT or not part[0].isupper() for part in parts):
        yield 0, raw
        return
    at = 0
    for part in parts:
        if at:
            yield at - 1, "/"
        yield at, part
        at += len(part) + 1


def _picture(match: re.Match[str], before: Sequence[Token]) -> Token:
    """A picture; an arrow behind what stands ``before`` it in its line is the word "to", a handshake behind no more
    than a name "x"."""
    raw = match.group()
    if before and raw[0] in _ARROWS:
        return Token(match.start(), match.end(), raw, "to", Kind.WORD)
    named = [t.capitalised or t.kind is Kind.TAG for t in before[:_NAME_TOKENS] if t.kind is not Kind.SYMBOL]
    if raw[0] in _JOINERS and named and all(named) and len(before) < _NAME_TOKENS:
        return Token(match.start(), match.end(), raw, "x", Kind.WORD)
    return Token(match.start(), match.end(), raw, raw, Kind.SYMBOL)


def _split_bound(at: int, raw: str) -> list[Token]:
    """A word, or the name and the "bound" of "Madrid-bound"."""
    tail = raw[raw.rfind("-") :]
    if tail not in _TIES or not raw[0].isupper():
        return _split_clitic(at, raw)
    cut = len(raw) - len(tail)
    return [*_split_clitic(at, raw[:cut]), Token(at + cut, at + len(raw), tail, _TIES[tail], Kind.WORD)]


def _split_clitic(at: int, raw: str) -> list[Token]:
    if raw == "/":
        return [Token(at, at + 1, raw, "and", Kind.WORD)]
    clitic = _CLITIC.search(raw)
    if clitic is None or clitic.start() == 0:
        if fold(raw) == "cannot":
            return [
                Token(at, at + 3, raw[:3], "can", Kind.WORD),
                Token(at + 3, at + len(raw), raw[3:], "not", Kind.WORD),
            ]
        return [Token(at, at + len(raw), raw, fold(raw), Kind.WORD)]
    cut = clitic.start()
    stem, tail = raw[:cut], raw[cut:]
    folded = fold(stem)
    tail_norm = _CLITICS[fold(tail)]
    negated = tail_norm == "not"
    if negated:
        folded = {"wo": "will", "ca": "can", "sha": "shall"}.get(folded, folded)
    elif tail_norm == "'s" and folded in _IS_HOSTS:
        tail_norm = "is"
    return [
        Token(at, at + cut, stem, folded, Kind.WORD, shouted=negated and tail.isupper()),
        Token(at + cut, at + len(raw), tail, tail_norm, Kind.WORD, shouted=negated),
    ]


_IS_HOSTS = closed_class("is_hosts")
_STEPS = closed_class("steps_of_a_deal")
_ENDS = closed_class("pronouns") | closed_class("ends_of_statements")
_LEADS_TO = (
    closed_class("prepositions") | closed_class("leaves") | closed_class("joined") | closed_class("club_prepositions")
) | {"and", "or", "the", "&", "sign", "join", "x", "vs"}
_CURT_ANSWERS = closed_class("answers_yes") | closed_class("answers_no")
_STEP_WORDS = 4
"""Tokens of a question that names a step of a deal, at most: "Full personal terms?"."""


def _quote_norm(text: str, match: re.Match[str]) -> str:
    """``"`` for a double quotation mark, ``'`` for a single one, ``'s`` for a bare possessive ("Spurs’")."""
    mark, at = match.group(), match.start()
    if mark in "’'" and at and text[at - 1] in "sSzZxX" and (at + 1 == len(text) or text[at + 1].isspace()):
        return "'s"
    return "'" if mark in "‘’'" else '"'


def sentences(text: str, start: int = 0) -> list[Sentence]:
    """The sentences of ``text`` from ``start`` on, in order."""
    result: list[Sentence] = []
    in_quote = False
    for number, (first, last) in enumerate(paragraphs(text, start)):
        tokens, in_quote = _mark_quotes(tokenize(text, dateline_end(text, first), last), in_quote)
        if not tokens:
            continue
        heading = _is_heading(tokens)
        for opening, chunk in enumerate(part for whole in _split(tokens) for part in _part_tags(whole)):
            result.append(
                Sentence(len(result), number, chunk[0].start, chunk[-1].end, tuple(chunk), heading, opening == 0)
            )
    return result


def _mark_quotes(tokens: list[Token], in_quote: bool) -> tuple[list[Token], bool]:
    """Sets ``quoted``. A quotation left open at a paragraph's end goes on if the next one opens with a mark."""
    if in_quote and not (tokens and tokens[0].norm == '"' and tokens[0].text not in _CLOSE_QUOTES):
        in_quote = any(t.norm == '"' for t in tokens) and tokens[0].norm == '"'
    elif in_quote:
        in_quote = False  # the repeated opening mark opens it again
    marked = []
    for token in tokens:
        if token.kind is Kind.QUOTE and token.norm == '"':
            in_quote = token.text in _OPEN_QUOTES or (token.text == '"' and not in_quote)
            marked.append(token)
        elif in_quote:
            marked.append(Token(token.start, token.end, token.text, token.norm, token.kind, True, token.shouted))
        else:
            marked.append(token)
    return marked, in_quote


def _is_heading(tokens: list[Token]) -> bool:
    """A short line that ends like a title. A question ends like one too, but only where it is short."""
    ends_open = tokens[-1].norm not in _TERMINAL and tokens[-1].text not in _CLOSERS
    if tokens[-1].norm == ")" or any(t.kind in (Kind.SYMBOL, Kind.TAG) for t in tokens):
        return False
    words = sum(t.kind is Kind.WORD for t in tokens)
    numbered = 2 * (tokens[0].kind is Kind.NUMBER)  # "4. John Smith"
    inner_stop = any(t.norm in _TERMINAL for t in tokens[numbered:-1])
    return not inner_stop and words <= _HEADING_WORDS and (ends_open and tokens[-1].norm not in (",", ";"))


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    chunk: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        chunk.append(token)
        at += 1
        if len(chunk) == _LONGEST:
            yield chunk
            chunk = []
            continue
        if token.kind is Kind.SYMBOL:
            if at < len(tokens) and tokens[at].capitalised and _has_words(chunk) and not _is_byline(chunk):
                yield chunk
                chunk = []
            continue
        if (
            token.norm not in _TERMINAL
            or not _ends_sentence(tokens, at - 1)
            or _asks_of_step(chunk, tokens[at : at + 2])
        ):
            continue
        while at < len(tokens) and (tokens[at].norm in _TERMINAL or tokens[at].text in _CLOSERS):
            if tokens[at].text in "\"'" and at + 1 < len(tokens) and tokens[at].end == tokens[at + 1].start:
                break
            chunk.append(tokens[at])
            at += 1
        if at < len(tokens) and tokens[at].text[0].islower():
            continue  # “Really?” he asked
        yield chunk
        chunk = []
    if chunk:
        yield chunk


def _asks_of_step(chunk: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a question is only a label of what stands behind it: "Personal terms? Agreed", but not "Medical? No"."""
    words = [t.norm for t in chunk if t.kind is not Kind.SYMBOL]
    label = words[-1] == "?" and 1 < len(words) <= _STEP_WORDS and words[-2] in _STEPS
    easy = len(behind) > 1 and behind[1].norm in ("problem", "issue", "obstacle")
    return label and bool(behind) and (easy or behind[0].norm not in _CURT_ANSWERS)


def _is_byline(chunk: list[Token]) -> bool:
    """Whether ``chunk`` ends in a colon, but for pictures: "Jane Doe: 🚨"."""
    last = next((t for t in reversed(chunk) if t.kind is not Kind.SYMBOL), None)
    return last is not None and last.norm == ":"


def _has_words(chunk: list[Token]) -> bool:
    return any(t.kind in (Kind.WORD, Kind.NUMBER, Kind.TAG) for t in chunk)


def _part_tags(chunk: list[Token]) -> Iterator[list[Token]]:
    """``chunk``, and the tags behind its last word ("Medical tomorrow. ✈️ #CFC") as a sentence of their own."""
    end = len(chunk)
    while end and chunk[end - 1].kind in (Kind.TAG, Kind.SYMBOL):
        end -= 1
    if end and chunk[end - 1].kind is Kind.WORD and end < len(chunk) and chunk[end].kind is Kind.TAG:
        end += not _is_label(chunk[end - 1], chunk[end])  # "joins #Everton", "Idris #Okomo"
    if _has_words(chunk[:end]) and any(t.kind is Kind.TAG for t in chunk[end:]):
        yield chunk[:end]
        yield chunk[end:]
    else:
        yield chunk


def _is_label(before: Token, tag: Token) -> bool:
    """Whether a tag behind the word ``before`` only says which club it is about: "will sort **it #EFC**", "medical
    **today #LyonFC**", "terms **agreed #EFC**", but not "**joins #EFC**"."""
    if before.norm in _ENDS:
        return True
    name = tag.text[1:]
    short = tag.text[0] == "#" and (name.isupper() or name.endswith(("FC", "fc"))) and not before.capitalised
    return short and before.norm not in _LEADS_TO


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.norm != ".":
        return True
    if at == 1 and before and before.kind is Kind.NUMBER and len(tokens) > 2:
        return False  # "4. John Smith"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.norm in (",", ";"):
        return False
    if before and before.norm in ("no", "nos") and following and following.kind is not Kind.NUMBER:
        return True  # "they said no."
    if before and before.norm in _ABBREVIATIONS and before.end == token.start:
        return following is None or not (following.capitalised or following.kind is Kind.NUMBER)
    return True
