"""The phrases that say when, each with its resolver: the grammar behind :mod:`rumourctl.language.dates`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rumourctl.language import date_points as points
from rumourctl.language.calendar_words import (
    ANY_MONTH,
    DAY,
    MONTH,
    NUMBER,
    SEASON_YEARS,
    WEEKDAY,
    YEAR,
    compiled,
    either,
)
from rumourctl.language.date_points import Point


@dataclass(frozen=True, slots=True)
class Phrase:
    """One kind of phrase. Those with a ``reach`` count from a date that ends at most so many characters before them."""

    words: str
    """As a pattern, in which a blank stands for any small gap."""
    resolve: Callable[[re.Match[str], date], Point | None]
    reach: int = 0

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The phrase at ``at`` in ``text``, if it stands there."""
        return compiled(self.words).match(text, at)


_DAYPART = "(?:night|evening|morning|afternoon|lunchtime|teatime)"
_OWNS = r"(?:['’]s\b)"
_EDGE = "the (?:very )?(?:start|beginning|middle|end|close|opening) of"
_OF_EDGE = rf"(?:(?:at|by|since|from|in|towards?|around) )?{_EDGE}"
_OF_HALF = "(?:(?:in|during|since|over) )?the (?:first|second) half of"
_AS_LATE_AS = "as (?:recently|early|late|far back|long ago) as"
_PART_OF = r"(?:(?:early|late|mid)[\s-])?"
# "the last week of the window", "his last season": a stretch of something else
_FREE = "".join(rf"(?<!\b{word}\s)" for word in ("the", "his", "her", "its", "their", "my", "our", "your"))
_SEASON = r"(?:season|campaign|term)\b"
_UNIT = "(?P<unit>hours?|days?|weeks?|fortnights?|months?|years?|seasons?|summers?|decades?)"
_COUNT = rf"(?<![\w.,-])(?P<number>{NUMBER}) {_UNIT}"
_DAY_NUMBER = rf"(?<![\d.,/–£€$-])(?P<day>{DAY})(?:st|nd|rd|th)?"
_LEAD = rf"(?:(?P<lead>on|since|by|from) )?(?:{WEEKDAY},? )?"
_OF_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
# "by the 20th he was gone", but not "by the 20th minute"
_NTH = r"(?:by|on) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?!(?:he|she|it|they|we|the|a|and|but|when)\b)(?-i:[a-z]))"
_CUP = r"(?! (?:World|Euros?|Copa|Africa|African|FIFA|UEFA|Olympics?|Champions)\b)"

_Row = tuple[str, Callable[[re.Match[str], date], Point | None]]

_DAYS: tuple[_Row, ...] = (
    (r"(?:on )?(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)", points.iso_day),
    (rf"{_LEAD}(?:the )?{_DAY_NUMBER} (?:of )?(?P<month>{ANY_MONTH}){_OF_YEAR}", points.day_and_month),
    (rf"{_LEAD}(?P<month>{ANY_MONTH}) (?:the )?{_DAY_NUMBER}(?![\w-]){_OF_YEAR}", points.day_and_month),
    (_NTH, points.nth),
    (
        "(?:(?:late|early|earlier) )?(?:(?P<lead>on|last|next|this|this coming|since|by|for|before|ahead of) )?"
        rf"(?:late |early )?(?P<weekday>{WEEKDAY})(?P<part> {_DAYPART})?(?P<owns>{_OWNS})?",
        points.weekday,
    ),
    (rf"(?:earlier )?(?:today|tonight|this (?:morning|afternoon|evening|lunchtime))\b{_OWNS}?", points.same_day),
    (
        rf"(?:(?:the day before |late )?yesterday(?: {_DAYPART})?|(?:late )?last (?:night|evening))\b{_OWNS}?",
        points.yesterday,
    ),
    (rf"tomorrow(?: {_DAYPART})?\b{_OWNS}?", points.tomorrow),
    (
        "(?P<lead>at|by|since|on|over|before|around|last|this) "
        r"(?P<feast>(?-i:Christmas(?: (?:Day|Eve))?|Boxing Day|New Year['’]s (?:Day|Eve)))\b",
        points.feast,
    ),
    (
        rf"(?:(?:at|over|on|during|since) (?:the|this|last)|(?:this|last|next)(?: coming)?) weekend\b{_OWNS}?"
        rf"|the weekend{_OWNS}",
        points.weekend,
    ),
)
_MONTHS: tuple[_Row, ...] = (
    (
        rf"(?:(?:in|since|during|from|by|for|{_AS_LATE_AS}|{_OF_EDGE}) )?{_PART_OF}"
        rf"(?P<month>{ANY_MONTH})(?: of)?,? (?P<year>{YEAR})",
        points.month_and_year,
    ),
    (
        "(?:(?:(?:in|during|since|by|for) )?(?:last|this|next)"
        rf"|in|during|since|by|for|{_AS_LATE_AS}|{_OF_EDGE}) {_PART_OF}(?P<month>{MONTH})",
        points.month,
    ),
    (rf"(?:early|late|mid)[\s-](?P<month>{MONTH})", points.month),
    (
        rf"(?:in|during|for|since|by) (?:the|last|this|next) (?P<month>{MONTH}) "
        r"(?:transfer )?(?:window|market|sales)\b",
        points.month,
    ),
)
_SEASONS: tuple[_Row, ...] = (
    (
        rf"(?:(?:in|during|since|from|{_OF_EDGE}|{_OF_HALF}) )?(?:the )?(?P<years>{SEASON_YEARS})(?: {_SEASON})?",
        points.season,
    ),
    (
        rf"(?:(?:in|during|over|since|by|from|{_OF_EDGE}) )?(?:the )?{_PART_OF}"
        rf"(?P<name>spring|summer|autumn|fall|winter) (?:of )?(?:(?P<years>{SEASON_YEARS})|(?P<year>{YEAR}))",
        points.time_of_named_year,
    ),
    (rf"(?:{_OF_EDGE}|{_OF_HALF}) (?:the|last|this|next) {_SEASON}", points.season_near),
    (rf"(?:(?:in|during|since|from|over) )?{_FREE}(?:last|next) {_SEASON}{_OWNS}?", points.season_near),
    (
        rf"(?:earlier )?(?:(?:in|during|over|since|by|from|{_OF_EDGE}) {_PART_OF}(?:(?:the|this|last|next) )?"
        rf"(?:coming )?|{_FREE}(?:this|last|next) (?:coming )?)(?P<name>spring|summer|autumn|winter)\b{_OWNS}?"
        r"(?! (?:break|tour|camp|games|olympics)\b)",
        points.time_of_year,
    ),
)
_YEARS: tuple[_Row, ...] = (
    (
        rf"(?:(?:in|since|during|by|{_AS_LATE_AS}|{_OF_EDGE}) {_PART_OF}|(?:early|late|mid)[\s-])"
        rf"(?P<year>{YEAR})(?![/–-]\d|['’]?s\b){_CUP}",
        points.year,
    ),
    (r"(?:at|around|since) the turn of the year\b", points.turn_of_the_year),
)
_SPANS: tuple[_Row, ...] = (
    (
        r"(?P<number>a|\d|one|two|three|four|five|six)(?: and a half years?| years? and a half) ago\b",
        points.half_years_ago,
    ),
    (rf"{_COUNT} (?:ago|back|since)\b", points.ago),
    (rf"in {_COUNT}['’]? time\b", points.ahead),
    (r"in (?P<number>a) (?P<unit>fortnight)\b", points.ahead),
    (
        rf"(?:earlier |late |early )?(?P<time>this time )?{_FREE}(?P<which>last|next) "
        rf"(?P<unit>week|month|year)\b(?! (?:of|but)\b){_OWNS}?",
        points.last_or_next,
    ),
    (r"the (?P<unit>week|month|year|season|summer) before last\b", points.before_last),
    (
        r"(?:earlier (?:this|in the)|(?:at|since) the start of (?:the|this)) (?P<unit>week|month|year|season)\b",
        points.earlier_this,
    ),
)
# counted from the date before: "in 2019, and two years later"
_FOLLOWING: tuple[_Row, ...] = (
    (rf"{_COUNT} later\b", points.ahead),
    (rf"{_COUNT} earlier\b", points.ago),
    (
        r"the following (?P<unit>day|morning|afternoon|evening|night|week|month|year|season|summer)\b",
        points.following,
    ),
    (r"the next (?P<unit>day|morning|afternoon|evening|night)\b", points.following),
    (r"the same (?:day|morning|afternoon|evening|night)\b", points.same_day),
    (_NTH, points.nth_after),
)
_CLOSE_BY: tuple[_Row, ...] = ((rf"(?<=,\s){_COUNT}(?= after\b)", points.ago),)
# how long before the sentence's own news what hangs on "after" was: "two years after he came"
_IN_PASSING: tuple[_Row, ...] = ((rf"(?<!in\s)(?<!for\s)(?<!of\s){_COUNT}(?= after\b)", points.ago),)

PHRASES = tuple(
    Phrase(words, resolve, reach)
    for rows, reach in (
        (_CLOSE_BY, 2),
        (_FOLLOWING, 200),
        (_SEASONS + _DAYS + _MONTHS + _YEARS + _SPANS + _IN_PASSING, 0),
    )
    for words, resolve in rows
)
"""In the order in which they are tried at one place."""
SPAN = _COUNT
"""A length of time: "two years"."""
ANY_PHRASE = either(phrase.words for phrase in PHRASES)
"""Matches where one of them does: mostly none does, which is then known at once."""
