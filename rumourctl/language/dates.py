"""When things were said and done: phrases of time, and the ends of contracts, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rumourctl.claims.model import Precision
from rumourctl.language.calendar_words import (
    ANY_MONTH,
    DAY,
    MONTH,
    MONTHS,
    NUMBERS,
    SEASON_YEARS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    compiled,
    either,
    month_number,
    season_first_year,
    season_of,
)
from rumourctl.language.date_phrases import ANY_PHRASE, PHRASES, SPAN, Phrase
from rumourctl.language.date_points import Point


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase of time at ``text[start:end]``, from its preposition on, and the day it means.

    ``future`` says that it points after the article's day, ``explicit`` that it carries its own year.
    """

    start: int
    end: int
    date: date
    precision: Precision
    future: bool
    explicit: bool


@dataclass(frozen=True, slots=True)
class ContractEnd:
    """A named end of a contract: ``value`` is an ISO date where the text fixes the day, else a year."""

    start: int
    end: int
    value: str


_EDGE = r"(?:the )?(?:(?:start|beginning|middle|end|close) of )?(?:the )?(?:(?:early|late|mid)[\s-])?"
_END = (
    rf"(?:at least )?{_EDGE}(?:(?:(?P<day>{DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{ANY_MONTH})"
    rf"|(?P<us_month>{ANY_MONTH}) (?P<us_day>{DAY})(?:st|nd|rd|th)?|{ANY_MONTH}|spring|summer|autumn|fall|winter)"
    rf"(?: of)?,? )?(?:(?P<years>{SEASON_YEARS})|(?P<year>{YEAR})(?![/–-]\d))"
)
_END_WITHOUT_YEAR = (
    rf"(?:at least )?{_EDGE}(?:(?:this|last|next) )?(?:(?:on|late|early) )?"
    rf"(?:{DAY}(?:st|nd|rd|th)? {MONTH}|{MONTH}(?: {DAY})?|{WEEKDAY}|(?:spring|summer|autumn|winter"
    r"|season|campaign|term|week|weekend|month|year|today|tonight|tomorrow|Christmas)\b)"
)
_UNTIL = rf"(?:(?:up )?(?:until|till|til)|(?P<weak>to)|through(?: to)?|up to) {_END}"
_NOT_DATES = (
    _UNTIL,
    rf"(?:until|till|til|through to|up to) {_END_WITHOUT_YEAR}",
    "(?:expir(?:es?|ing)|runs? out|running out|out of contract|ends|ending)(?: (?:at|in|on))? "
    rf"(?:{_END}|{_END_WITHOUT_YEAR})",
    rf"(?:for|ahead of) (?:the rest of )?(?:(?:the|this|next|last) )?(?:{SEASON_YEARS}|season|campaign|term)\b",
    "Sheffield Wednesday|USA Today|(?:Mail|Sun|Star|Mirror|Express|Independent|Herald|Scotland) on Sunday",
    "(?-i:(?:Black|Good|Ash|Soccer|Super|Match) (?:Wednesday|Friday|Saturday|Sunday))",
    "(?-i:(?:Monday|Tuesday|Friday|Saturday) Night (?:Football|Club))",
    "(?-i:Sunday (?:Times|Mirror|Telegraph|Mail|Express|People|Post|World|Sun|Star|Herald|Sport))",
)
_OPENING = re.compile(
    r"(?<!\w)(?:\d|(?:in|on|at|over|since|by|for|before|ahead|last|next|this|the|late|early|mid|earlier|as|during|from"
    r"|towards?|around|to|until|till?|through|up|expir(?:es?|ing)|runs?|running|out|ends|ending|today|tonight|yesterday"
    rf"|tomorrow|spring|summer|autumn|fall|winter|{'|'.join(word.split()[0] for word in NUMBERS)})\b"
    rf"|(?-i:(?:{'|'.join((*WEEKDAYS, *MONTHS))}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Sheffield|USA|Mail|Sun|Star|Mirror|Express|Independent|Herald|Scotland|Black|Good|Ash|Soccer|Super|Match)\b))",
    re.IGNORECASE,
)
"""The words that can open a phrase: only there the patterns are tried."""
_ANY_NOT_DATE = either(_NOT_DATES)
_CONTRACT = re.compile(
    r"contract|deal|extension|extend|terms|agreement|prolong|renew|sign|\bti(?:e[sd]?|ying)\b|commit|bound|\bruns?\b"
    r"|\bstay|pen\b",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"(?:wait(?:s|ed|ing)?|not|out|sidelined|postponed|delayed|parked|banned|suspended|available|lasted|injured)\s$",
    re.IGNORECASE,
)
_CLAUSE = 90
"""How far before its end a contract is named."""


def find_dates(text: str, published: date) -> list[DateMention]:
    """The phrases of time in ``text``, left to right and not overlapping, counted from ``published``.

    Ends of contracts ("until 2030"), lengths ("for three years") and names ("the Mail on Sunday") are none.
    """
    found: list[DateMention] = []
    done = 0
    wednesday_is_a_club = "Sheffield Wednesday" in text
    for opening in _OPENING.finditer(text):
        at = opening.start()
        if at < done:
            continue
        if _ANY_NOT_DATE.match(text, at):
            done = max(match.end() for words in _NOT_DATES if (match := compiled(words).match(text, at)))
            continue
        if ANY_PHRASE.match(text, at) and (mention := _mention_at(text, at, published, found[-1] if found else None)):
            done = mention.end
            if not (wednesday_is_a_club and text[at:done] in ("Wednesday", "Wednesday's", "Wednesday’s")):
                found.append(mention)
    return found


def is_span(words: str) -> bool:
    """Whether ``words`` only say how long: "two years", but not "in May"."""
    return compiled(SPAN).fullmatch(words) is not None


def _mention_at(text: str, at: int, published: date, previous: DateMention | None) -> DateMention | None:
    for kind in PHRASES:
        match = kind.match(text, at)
        if match is None or (kind.reach and not _within_reach(text, at, kind, previous)):
            continue
        try:
            if kind.reach and previous:
                point = _as_exact_as(previous, kind.resolve(match, previous.date))
            else:
                point = kind.resolve(match, published)
        except (ValueError, OverflowError):  # 31 April, 2023/27, a thousand years ago
            continue
        if point:
            future = point.date > published if point.future is None else point.future
            return DateMention(at, match.end(), point.date, point.precision, future, point.explicit)
    return None


def _within_reach(text: str, at: int, kind: Phrase, previous: DateMention | None) -> bool:
    """Whether the phrase may count from the date before it: near enough, and in the same paragraph."""
    return (
        previous is not None
        and not previous.future
        and at - previous.end <= kind.reach
        and "\n" not in text[previous.end : at]
    )


def _as_exact_as(previous: DateMention, point: Point | None) -> Point | None:
    """A point counted from ``previous`` is no more exact than that: "in 2022, and four weeks later"."""
    if point is None or previous.precision in (Precision.DAY, Precision.WEEK):
        return point
    match previous.precision:
        case Precision.YEAR:
            day = date(point.date.year, 1, 1)
        case Precision.MONTH:
            day = point.date.replace(day=1)
        case _:
            day = date(season_of(point.date), 7, 1)
    if point.precision is Precision.YEAR:
        return point
    return Point(day, previous.precision)


def find_contract_ends(text: str, published: date) -> list[ContractEnd]:
    """The ends of contracts that ``text`` names with a year: "until 2030", "runs to June 2029", "until 30 June 2028".

    Ends without a year of their own are mostly those of loans, and ends before ``published`` are history: neither is
    given.
    """
    ends = [end for match in compiled(_UNTIL).finditer(text) if _is_contract(match) and (end := _contract_end(match))]
    return [end for end in ends if int(end.value[:4]) >= published.year]


def _is_contract(match: re.Match[str]) -> bool:
    """ "To 2029" needs a contract before it in the sentence; "until 2029" only must not end a wait."""
    text, start = match.string, match.start()
    if not match["weak"]:
        return not _WAITING.search(text, max(0, start - 14), start)
    sentence = re.split(r"[.!?]\s|\n", text[max(0, start - _CLAUSE) : start])[-1]
    return _CONTRACT.search(sentence) is not None


def _contract_end(match: re.Match[str]) -> ContractEnd | None:
    try:
        value = _end_value(match)
    except ValueError:
        return None
    return ContractEnd(match.start(), match.end(), value)


def _end_value(match: re.Match[str]) -> str:
    """Raises ValueError for days that no calendar has."""
    if match["years"]:
        year = season_first_year(match["years"]) + 1
        whole = re.search(r"\b(?:end|close)\b", match.group(), re.IGNORECASE)
        return date(year, 6, 30).isoformat() if whole else str(year)
    day, month = match["day"] or match["us_day"], match["month"] or match["us_month"]
    if not day:
        return match["year"]
    return date(int(match["year"]), month_number(month), int(day)).isoformat()
