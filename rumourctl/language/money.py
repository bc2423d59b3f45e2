"""Sums of money in a text: fees, clauses and wages, with what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rumourctl.language.folding import fold


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """One sum as written at ``text[start:end]`` of the article, add-ons and conversion included.

    ``amount`` is in whole units of ``currency`` (ISO 4217): the full sum of "rising to", the fixed part of "plus
    add-ons". ``wage`` says that it is paid by the week, month or year.
    """

    start: int
    end: int
    text: str
    amount: int
    currency: str
    wage: bool


_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "R$": "BRL", "HK$": "HKD", "NZ$": "NZD",
    "£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₺": "TRY", "₽": "RUB", "₩": "KRW",
}  # fmt: skip
_CODES = (
    "EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "RSD", "TRY", "RUB", "UAH", "BRL",
    "ARS", "MXN", "COP", "CLP", "UYU", "SAR", "AED", "QAR", "AUD", "CAD", "NZD", "JPY", "CNY", "KRW",
)  # fmt: skip
_WORDS = {
    "euro": "EUR", "pounds sterling": "GBP", "pound": "GBP", "sterling": "GBP", "quid": "GBP",
    "US dollar": "USD", "American dollar": "USD", "Australian dollar": "AUD", "Canadian dollar": "CAD", "dollar": "USD",
    "Swiss franc": "CHF", "franc": "CHF", "Swedish kronor": "SEK", "Swedish krona": "SEK", "kronor": "SEK",
    "Norwegian kroner": "NOK", "Danish kroner": "DKK", "Saudi riyal": "SAR", "riyal": "SAR", "Qatari riyal": "QAR",
    "dirham": "AED", "Brazilian real": "BRL", "reais": "BRL", "Turkish lira": "TRY", "lira": "TRY", "yen": "JPY",
    "yuan": "CNY", "rouble": "RUB", "ruble": "RUB", "zloty": "PLN", "forint": "HUF", "koruna": "CZK",
}  # fmt: skip
_CURRENCIES = {
    **{code.casefold(): code for code in _CODES},
    **{word.casefold(): code for word, code in (_SIGNS | _WORDS).items()},
}
_SIZES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mill": 10**6, "mio": 10**6,
    "million": 10**6, "millions": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_SPELT = {
    "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "a hundred": "100",
    "one hundred": "100", "half a": "0.5", "two and a half": "2.5", "three and a half": "3.5",
}  # fmt: skip
_LARGEST = 10**12
"""No fee comes near it; a longer row of digits is no sum, and would not fit a database's integer."""
_SMALLEST_IN_WORDS = 10_000
"""Below it "20 pounds" is as soon a weight, and "2024 euro" a tournament."""


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in longest_first)


_GAP = r"\s{1,2}"
_DIGITS = r"(?<![\d.,])\d{1,12}(?:[.,]\d{1,3}){0,3}(?!\d)"
_SIZE = rf"(?:\s{{1,3}}|-)?(?:{_any_of(_SIZES)})(?![^\W_])"
_SIGN = rf"(?:(?<![^\W_])(?:{_any_of(_SIGNS)})|\b(?-i:{_any_of(_CODES)}))\s?"
_UNIT = rf"(?:(?-i:{_any_of(_CODES)})|(?:{_any_of(_WORDS)})s?)\b|[£€]"
_SUM = re.compile(
    rf"(?P<sign>{_SIGN})(?P<digits>{_DIGITS})(?P<size>{_SIZE})?(?:\s(?:euros|pounds|dollars)\b)?"
    rf"|(?:(?P<number>{_DIGITS})|\b(?P<spelt>{_any_of(_SPELT)})(?=(?:\s{{1,3}}|-)(?:million|billion|thousand)))"
    rf"(?P<times>(?:\s{{1,3}}|-)?(?:{_any_of(_SIZES)})(?![^\W_]))?[\s-]?(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:an?\sinitial|the\sinitial|at\sleast|around|about|approximately|roughly|more\sthan|nearly|almost|in\sexcess\sof"
    r"|(?<!go\s)(?<!goes\s)(?<!going\s)(?<!gone\s)(?<!went\s)up\sto|as\smuch\sas|upwards\sof|no\sless\sthan|just\s(?:over|under)|close\sto)\s$",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?:\s?[-–]\s?|\s(?P<word>to|and|or)\s)(?:{_SIGN})?{_DIGITS}(?P<size>{_SIZE})", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\((?:(?:around|about|approximately|approx\.?|roughly|or)\s)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s?[/,;]\s?")
_RISING = re.compile(
    r",?\s(?:(?:and|but|which|that)\s)?(?:(?:could|can|may|might|would|will)\s)?(?:(?:potentially|eventually)\s)?"
    r"(?:ris(?:ing|es?)|go(?:ing|es)?\sup|increas(?:ing|es?)|climb(?:ing|s)?|reach(?:ing|es)?|grow(?:ing|s)?)\s(?:up\s)?(?:to\s)?"
    r"(?:(?:as\smuch\sas|around|about|nearly|over)\s)?",
    re.IGNORECASE,
)
_ADD_ONS = r"(?:add-?\s?ons?|bonus(?:es)?|variables?|extras|incentives|performance-related\s\w+)\b"
_PLUS = re.compile(
    r"(?:\s(?:fixed|guaranteed|up\s?front))?,?\s?(?:plus|\+|with|including|and)\s?"
    r"(?:(?:a|an|further|another|potential|possible|various|around|about|up\sto)\s){0,3}"
    rf"(?:(?:{_SIGN})?{_DIGITS}(?:{_SIZE})?(?:\s(?:euros|pounds|dollars))?\s(?:in|of|as)?\s?"
    rf"(?:(?:potential|possible|various|further)\s)?)?{_ADD_ONS}",
    re.IGNORECASE,
)
_PERIOD = r"(?:week|month|year|season|annum)\b"
_PER = re.compile(
    rf"(?:[\s-](?:a|per|each|every)[\s-]|\s?/\s?){_PERIOD}|\s?p/?w\b|\s(?:weekly|monthly|annually)\b", re.IGNORECASE
)
_PAY_AFTER = re.compile(
    r"(?:\sin|-)?\s?(?:(?:weekly|annual|net|gross)\s)?(?:wages?|salary|salaries|earnings)\b", re.IGNORECASE
)
_PAY_BEFORE = re.compile(
    r"\b(?:(?:salary|wages?|pay\spacket|earnings)(?:\s(?:of|is|was|are|at|to|worth|demands)){0,2}|earn(?:s|ed|ing)?)\s"
    r"(?:(?:around|about|over|some|up\sto|nearly|at\sleast|more\sthan)\s)?$",
    re.IGNORECASE,
)
_LOOK_BACK = 45
"""Characters before a sum in which its dressing and the word "salary" are looked for."""


def find_money(text: str) -> list[MoneyMention]:
    """The sums of money in ``text``, left to right and not overlapping. Numbers without a currency are none."""
    found: list[MoneyMention] = []
    done = 0
    for match in _SUM.finditer(text):
        if match.start() >= done and (mention := _mention(text, match, done)):
            found.append(mention)
            done = mention.end
    return found


def _mention(text: str, match: re.Match[str], done: int) -> MoneyMention | None:
    end, size = match.end(), match["size"]
    reach = _RANGE.match(text, end)
    if reach and match["sign"] and not (size and reach["word"]):  # "€40-50m", "€40 to 50m": one size for both
        end, size = reach.end(), size or reach["size"]
    fixed = _value(match, size)
    if fixed is None:
        return None
    amount, currency = fixed
    end = _after_conversion(text, end)
    before = _BEFORE.search(text, max(done, match.start() - _LOOK_BACK), match.start())
    start = before.start() if before else match.start()
    if higher := _risen(text, end):
        end, full = higher
        if before is None or "initial" not in fold(before.group()):
            amount, currency = full
    if further := _PLUS.match(text, end):
        end = further.end()
    period = _PER.match(text, end)
    end = period.end() if period else end
    wage = period or _PAY_AFTER.match(text, end) or _PAY_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return MoneyMention(start, end, text[start:end], amount, currency, wage is not None)


def _after_conversion(text: str, at: int) -> int:
    """The end of the same sum in other currencies, in brackets: "60m euros (£51.6m/$65m)"."""
    bracket = _BRACKET.match(text, at)
    inner = _SUM.match(text, bracket.end()) if bracket else None
    for _ in range(2):
        if inner and text.startswith(")", inner.end()):
            return inner.end() + 1
        separator = _SEPARATOR.match(text, inner.end()) if inner else None
        inner = _SUM.match(text, separator.end()) if separator else None
    return at


def _risen(text: str, at: int) -> tuple[int, tuple[int, str]] | None:
    """Where "rising to" a full sum ends, and that sum."""
    rising = _RISING.match(text, at)
    higher = _SUM.match(text, rising.end()) if rising else None
    full = _value(higher, higher["size"]) if higher else None
    return (_after_conversion(text, higher.end()), full) if higher and full else None


def _value(match: re.Match[str], size: str | None) -> tuple[int, str] | None:
    """Amount and currency of a matched sum, or None for what is no sum: a weight, or a row of digits."""
    if match["sign"]:
        times, currency = size, _currency(match["sign"])
    else:
        times, currency = match["times"], _currency(match["unit"])
    factor = _SIZES[fold(times).strip().strip("-")] if times else 1
    number = match["digits"] or match["number"]
    plain = _plain(number, bool(times)) if number else _SPELT[" ".join(fold(match["spelt"]).split())]
    amount = Decimal(plain) * factor
    if amount > _LARGEST or (not match["sign"] and amount < _SMALLEST_IN_WORDS):
        return None
    return int(amount), currency


def _plain(number: str, sized: bool) -> str:
    """A number with a decimal point only: "1.200.000" and "900,000" are thousands, "8,5" million is a decimal."""
    whole, mark, rest = number.partition("." if "." in number else ",")
    if not mark:
        return number
    groups = re.split("[.,]", number)
    if len(groups) == 2 and (len(rest) < 3 or (sized and mark == ".")):
        return f"{whole}.{rest}"
    *thousands, last = groups
    return "".join(groups) if len(last) == 3 else f"{''.join(thousands)}.{last}"


def _currency(written: str) -> str:
    plain = " ".join(fold(written).split())
    return _CURRENCIES.get(plain) or _CURRENCIES[plain.removesuffix("s")]
