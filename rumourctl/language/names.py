"""Mentions: where persons, clubs, nations, outlets, competitions and places are named in a sentence.

Persons need no list: a run of capitalised words that no list explains is a name, and its use tells what kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Entry, Lexicon, Thing, Way
from rumourctl.language.nameforms import day_behind, form_of, is_compound, is_ordinary, lead_in
from rumourctl.language.press import lone_credit, named_paper
from rumourctl.language.tags import listed_tag, tag_names_person, tag_words
from rumourctl.language.tokens import Kind, Sentence, is_accented


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    CLUB = "club"
    NATION = "nation"
    OUTLET = "outlet"
    COMPETITION = "competition"
    BODY = "body"
    PLACE = "place"
    UNKNOWN = "unknown"
    """One capitalised word whose use must tell."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: token positions (end exclusive) and what it may stand for.

    ``entries`` are the lexicon's candidates; a mention without any was found by its form.
    """

    kind: MentionKind
    start: int
    end: int
    words: tuple[str, ...]
    """The name as written, token by token."""
    norms: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """The name as written."""
        return " ".join(self.words)


PARTICLES = closed_class("particles")
_LEADING_PARTICLES = closed_class("leading_particles")
_SMALL_OUTLETS = closed_class("small_outlets")
_BEFORE_MONTHS = ("until", "till", "since", "in", "last", "next", "late", "early", "this")
_SITES = (".com", ".co.uk", ".net", ".org", ".it", ".es", ".de", ".fr")
_OUTLET_HEADS = closed_class("outlet_heads")
_AUXILIARIES = closed_class("auxiliaries")
_CALENDAR = closed_class("calendar")
_CAPITALS = closed_class("capitals")
_CLUB_SUFFIXES = closed_class("club_suffixes")
_ENDS_LEAD_IN = closed_class("auxiliaries") | closed_class("prepositions")
_NAME_PARTICLES = closed_class("name_particles")
_BEFORE_DAYS = closed_class("before_days")
_BEHIND_DAYS = closed_class("behind_days")
_BEFORE_SAYING = closed_class("before_saying")
_FUNCTION_WORDS = closed_class("function_words")
_THING_FORMS = closed_class("thing_forms")
_TRAINING_SITES = closed_class("training_sites")
_COMPASS = closed_class("compass")
_OPENERS = frozenset(":•-–—|.!?…*")
"""Marks behind which a capital is due."""
_LINKING = closed_class("prepositions") | closed_class("passed_on")
_ASIDE = 12
"""Tokens of an aside behind a name, at most."""
_KINDS = {
    Thing.CLUB: MentionKind.CLUB,
    Thing.NATION: MentionKind.NATION,
    Thing.OUTLET: MentionKind.OUTLET,
    Thing.JOURNALIST: MentionKind.PERSON,
    Thing.COMPETITION: MentionKind.COMPETITION,
    Thing.BODY: MentionKind.BODY,
    Thing.PLACE: MentionKind.PLACE,
}
_PRIORITY = [Thing.CLUB, Thing.OUTLET, Thing.NATION, Thing.JOURNALIST, Thing.COMPETITION, Thing.BODY, Thing.PLACE]


def find_mentions(sentence: Sentence, lexicon: Lexicon, wordlike: frozenset[str] = frozenset()) -> list[Mention]:
    """The names in ``sentence``, left to right, not overlapping.

    ``wordlike`` are the names of the article's persons that are ordinary words too.
    """
    return _Finder(sentence, lexicon, wordlike).find()


class _Finder:
    """One pass over one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, wordlike: frozenset[str]) -> None:
        self._wordlike = wordlike
        self._tokens = sentence.tokens
        self._norms = [t.norm for t in sentence.tokens]
        self._lexicon = lexicon
        words = [t for t in sentence.tokens if t.kind is Kind.WORD and len(t.text) > 3]
        self._title_case = sentence.heading and len(words) > 3 and sum(t.capitalised for t in words) > 0.8 * len(words)
        self._all_capitals = len(words) > 3 and all(t.text.isupper() for t in words)
        self._lead_in = lead_in(sentence.tokens)

    def find(self) -> list[Mention]:
        """The mentions of the sentence, in order; none overlaps another."""
        credit = lone_credit(self._tokens)
        listed = self._listed(1) or (self._listed(2) if self._norm(1) == "the" else None) if credit else None
        if credit and (listed is None or listed[0] < credit[1]):
            return [self._make(MentionKind.OUTLET, *credit)]
        found: list[Mention] = []
        at = 0
        while at < len(self._tokens):
            mention = self._at(at)
            found += [mention] if mention else []
            at = mention.end if mention else at + 1
        return found

    def _at(self, at: int) -> Mention | None:
        token = self._tokens[at]
        if token.kind is Kind.TAG:
            entries = listed_tag(token, self._lexicon)
            if entries:
                return self._mention(at, at + 1, entries)
            return self._by_form(at, self._run_end(at)) if tag_names_person(self._tokens, at, self._lexicon) else None
        if token.kind is Kind.PUNCT or token.kind is Kind.QUOTE:
            return None
        listed = None if self._is_day(at) or self._led_in(at) else self._listed(at)
        if not (token.has_capital or listed):
            return self._particle_name(at)
        run_end = self._run_end(at)
        paper = 0 if self._title_case else named_paper(self._tokens, at, self._lexicon)
        if paper > (listed[0] if listed else 0):
            return self._make(MentionKind.OUTLET, at, paper)
        if any(map(is_compound, self._norms[at + 1 : run_end])):
            return None  # "the Aston Villa-linked striker"
        if listed:
            end, entries = listed
            if end >= run_end or self._stands_alone(at, end, run_end, entries):
                return self._with_suffix(at, end, entries)
            return self._by_form(at, self._cut_at_listed(at, run_end))
        if self._norms[at] in _COMPASS and run_end > at + 1:
            return self._make(MentionKind.PLACE, at, run_end)  # "the South Bank"
        if self._is_plain_word(at) or not token.capitalised:
            return None
        return self._by_form(at, self._cut_at_listed(at, run_end))

    def _is_day(self, at: int) -> bool:
        """Whether a day or month stands at ``at`` as the words around it show, and no club or person called so."""
        if self._norms[at] not in _CALENDAR:
            return False
        before, after = self._norm(at - 1), self._norm(at + 1)
        if before == "and":
            return any(n in _CALENDAR for n in self._norms[max(0, at - 4) : at])  # "between Monday and Wednesday"
        return before in _BEFORE_DAYS or after in _BEHIND_DAYS or after.isdigit()

    def _norm(self, at: int) -> str:
        return self._norms[at] if 0 <= at < len(self._norms) else ""

    def _listed(self, at: int) -> tuple[int, tuple[Entry, ...]] | None:
        token = self._tokens[at]
        small = token.norm.endswith(_SITES) or (token.norm in _SMALL_OUTLETS and self._norm(at - 1) == "(")
        if not (token.has_capital or token.kind is Kind.NUMBER or small):
            return None
        hit = self._lexicon.longest_name(self._norms, at)
        if hit and hit[0] > 1 and self._tokens[at + hit[0] - 1].text == "news":
            hit = self._lexicon.longest_name(self._norms[: at + hit[0] - 1], at)  # "in other Milan news"
        inner = self._lexicon.longest_name(self._norms, at + 1) if hit and token.norm == "the" else None
        if hit is None or (inner and inner[0] >= hit[0]):
            return None  # "The Athletic Bilbao midfielder"
        fitting = tuple(e for e in hit[1] if not e.caps or token.text.isupper())
        return (at + hit[0], fitting) if fitting else None

    def _stands_alone(self, at: int, end: int, run_end: int, entries: Sequence[Entry]) -> bool:
        """Whether the listed name at the head of a longer run of capitals is a name by itself."""
        if end - at > 1:
            return True
        follower = self._norms[end]
        if self._norms[run_end - 1] in _THING_FORMS and not self._listed(end):
            return False
        if follower in _CLUB_SUFFIXES or (follower,) in self._lexicon.nouns or self._is_plain_word(end):
            return True
        rest_listed = self._listed(end)
        if rest_listed and rest_listed[0] >= run_end and self._listed_club(end):
            return self._norms[at] not in self._lexicon.given
        if any(e.thing is Thing.NATION and e.way in (Way.ADJECTIVE, Way.PEOPLE) for e in entries):
            return run_end - end > 1 or self._norms[at] not in self._lexicon.given
        if any(e.way in (Way.CAREFUL, Way.SHARED) or e.thing is Thing.PLACE for e in entries):
            return False
        return self._norms[at] not in self._lexicon.given

    def _with_suffix(self, at: int, end: int, entries: tuple[Entry, ...]) -> Mention:
        """A women's, youth or second team is a club of its own."""
        clubs = [e for e in entries if e.thing is Thing.CLUB]
        suffix = self._tokens[end] if end < len(self._tokens) else None
        if suffix is None or not clubs or self._norms[end] not in _CLUB_SUFFIXES:
            return self._mention(at, end, entries)
        if not (suffix.capitalised or self._norms[end] == "women"):
            return self._mention(at, end, entries)
        of_them = suffix.text if suffix.capitalised else suffix.text.capitalize()
        named = [e for e in clubs if e.way is Way.NAME] or clubs
        teams = tuple(Entry(Thing.CLUB, f"{e.name} {of_them}", Way.NAME) for e in named)
        return self._mention(at, end + 1, teams)

    def _mention(self, start: int, end: int, entries: tuple[Entry, ...]) -> Mention:
        things = {e.thing for e in entries}
        kind = next(_KINDS[t] for t in _PRIORITY if t in things)
        return self._make(kind, start, end, entries)

    def _make(self, kind: MentionKind, start: int, end: int, entries: tuple[Entry, ...] = ()) -> Mention:
        words = tuple(w for t in self._tokens[start:end] for w in (tag_words(t) if t.kind is Kind.TAG else (t.text,)))
        norms = tuple(map(fold, words)) if self._tokens[end - 1].kind is Kind.TAG else tuple(self._norms[start:end])
        return Mention(kind, start, end, words, norms, entries)

    def _run_end(self, at: int) -> int:
        """The end of the run of capitalised words from ``at``, with particles inside it."""
        end = at + 1
        while end < len(self._tokens):
            token = self._tokens[end]
            named = token.kind is Kind.WORD and token.capitalised and not token.norm.startswith("'")
            if self._shouted(end) and (self._all_capitals or not self._tokens[at].text.isupper()):
                break  # "John Smith GONE"
            if day_behind(self._tokens, at, end) or (token.text.isupper() and self._norms[end] in _ENDS_LEAD_IN):
                break  # "JOHN SMITH IS staying"
            if self._led_in(end) and self._norms[end - 1] not in self._lexicon.given:
                break  # "JOHN SMITH WANTS to leave"
            if named or tag_names_person(self._tokens, end, self._lexicon):
                end += 1
                continue
            ahead = end
            while ahead < len(self._tokens) and self._norms[ahead] in PARTICLES and not self._tokens[ahead].capitalised:
                ahead += 1
            inside = ahead > end and ahead < len(self._tokens) and self._tokens[ahead].capitalised
            owned = ahead > end and self._norms[ahead - 1] in _NAME_PARTICLES and not self._listed_club(at)
            if inside and self._tokens[ahead].kind is Kind.WORD and (owned or not self._listed_club(ahead)):
                end = ahead + 1
                continue
            break
        return end

    def _shouted(self, at: int) -> bool:
        """Whether an ordinary word is written in capitals for its weight."""
        norm, text = self._norms[at], self._tokens[at].text
        known = norm in self._lexicon.common or norm in self._lexicon.verb_forms
        loud = len(text) > (1 if self._all_capitals else 2) and text.isupper()
        return loud and known and norm not in self._lexicon.also_names

    def _led_in(self, at: int) -> bool:
        """Whether an ordinary word stands at ``at`` among the capitals with which an article begins: "LYON ARE CLOSE to
        signing"."""
        return 0 < at < self._lead_in and is_ordinary(self._norms[at], self._lexicon) and not self._listed_club(at)

    def _listed_club(self, at: int) -> bool:
        entries = (self._listed(at) or (at, ()))[1]
        things = (Thing.CLUB, Thing.NATION, Thing.COMPETITION)
        return any(e.thing in things and e.way is not Way.CAREFUL for e in entries)

    def _is_plain_word(self, at: int) -> bool:
        """An ordinary word with a capital: at a sentence's start, in a title, or after "the"."""
        token, norm = self._tokens[at], self._norms[at]
        if token.kind is not Kind.WORD or len(token.text) == 1:
            return True
        next_capital = (
            at + 1 < len(self._tokens)
            and self._tokens[at + 1].capitalised
            and self._tokens[at + 1].kind is Kind.WORD
            and self._norms[at + 1] != "i"
        )
        if self._led_in(at):
            return True
        if norm in _AUXILIARIES and next_capital and self._opens(at) and self._asked(at + 1):
            return True  # "Will Chelsea sign him?", "Do I think so?"
        if norm.startswith("ex-"):
            return True
        month = norm == "may" and self._norm(at - 1) in _BEFORE_MONTHS and not next_capital
        if month or (norm in _CALENDAR and (self._is_day(at) or not next_capital or self._listed_club(at + 1))):
            return True
        if norm in self._wordlike and not next_capital:  # where the article names a Declan Rice
            sure = not (self._opens(at) or self._title_case)
            if sure or (self._opens(at) and self._acts(at + 1)):
                return False
        if norm in _OUTLET_HEADS and next_capital and not self._listed_club(at + 1):
            return False  # "Radio Monte Carlo"
        if norm == "young" and self._opens(at) and next_capital and self._listed_club(at + 1):
            return True  # "Young Everton striker Smith"
        if norm in self._lexicon.also_names and (next_capital or not (self._opens(at) or norm in _CALENDAR)):
            return False
        if norm in PARTICLES and next_capital and not self._listed(at + 1):
            return False  # "Ten Hag", "El Khannouss"
        due = self._opens(at) or self._title_case or self._tokens[at - 1].has_capital
        if norm in _LINKING and next_capital and not (due or self._listed(at + 1)):
            return False  # "centre-back Per Lindqvist"
        known = (
            (norm in self._lexicon.common and not is_accented(self._tokens[at].text))
            or norm in _CALENDAR
            or norm in _CAPITALS
            or ((norm,) in self._lexicon.nouns or is_compound(norm))
        )
        if not known and norm in self._lexicon.verb_forms and norm not in self._lexicon.given:
            known = self._opens(at) or self._title_case
        if not known and "-" in norm and self._opens(at):
            known = all(p in self._lexicon.common or p in self._lexicon.verb_forms for p in norm.split("-"))
        return known or (self._title_case and not next_capital)

    def _asked(self, at: int) -> bool:
        """Whether a subject that a question puts behind its verb stands at ``at``."""
        end = self._run_end(at)
        base = any(form == "base" for _, form in self._lexicon.verb_forms.get(self._norm(end), ()))
        by_form = "?" in self._norms[-2:] and base and not self._finite(end)  # "Will Smith join Lyon?"
        return by_form or self._norms[at] == "i" or self._listed_club(at)

    def _acts(self, at: int) -> bool:
        """Whether what stands at ``at`` follows a name: a verb with or without an adverb, "'s", or an aside."""
        norm = self._norm(at)
        if norm in ("'s", "himself", "herself", "who", "whose") or norm in _AUXILIARIES:
            return True
        if norm == ",":
            ends = next((i for i in range(at + 1, min(at + _ASIDE, len(self._norms))) if self._norms[i] == ","), None)
            return self._norm(at + 1) in ("who", "whose") or (ends is not None and self._finite(ends + 1))
        at += norm in _BEFORE_SAYING
        return self._finite(at)

    def _finite(self, at: int) -> bool:
        """Whether the word at ``at`` may be a finite verb of one person."""
        norm = self._norm(at)
        return norm in _AUXILIARIES or any(f in ("third", "past") for _, f in self._lexicon.verb_forms.get(norm, ()))

    def _opens(self, at: int) -> bool:
        """Whether a capital is due at ``at`` for another reason than being a name."""
        if at == 0:
            return True
        before = self._tokens[at - 1]
        return before.kind in (Kind.QUOTE, Kind.SYMBOL, Kind.TAG) or before.norm in _OPENERS

    def _cut_at_listed(self, at: int, run_end: int) -> int:
        """Ends an unlisted run where a listed name of several words, a title or a plain word begins."""
        for ahead in range(at + 1, run_end):
            hit = self._listed(ahead)
            if hit and hit[0] - ahead > 1 and hit[0] >= run_end and not self._is_surname(at, ahead, hit[1]):
                return ahead
            if (
                (self._norms[ahead],) in self._lexicon.nouns
                and self._norms[ahead] not in self._lexicon.also_names
                and ahead + 1 < run_end
            ):
                return ahead
            if (
                self._norms[ahead] in self._lexicon.common
                and self._norms[ahead] not in self._lexicon.also_names
                and self._norms[ahead] not in PARTICLES
                and self._title_case
            ):
                return ahead
        return run_end

    def _is_surname(self, given: int, at: int, entries: Sequence[Entry]) -> bool:
        """Whether a town, or what rarely means the club, ends somebody's name: "Roque Santa Cruz"."""
        vague = all(e.way is Way.CAREFUL or e.thing is Thing.PLACE for e in entries)
        return vague and at == given + 1 and self._norms[given] in self._lexicon.given

    def _by_form(self, start: int, end: int) -> Mention | None:
        while end > start + 1 and self._norms[end - 1] in PARTICLES:
            end -= 1
        norms = self._norms[start:end]
        if form := form_of(norms, self._lexicon):
            return self._make(MentionKind(form), start, end)
        if self._norm(end) == "training" and self._norm(end + 1) in _TRAINING_SITES:
            return self._make(MentionKind.PLACE, start, end)
        if end - start > 1:
            thing = self._norm(start - 1) == "the" and norms[0] not in self._lexicon.given and self._ends_phrase(end)
            return self._make(MentionKind.PLACE if thing else MentionKind.PERSON, start, end)  # "the Trent Bridge"
        return self._make(MentionKind.UNKNOWN, start, end)

    def _ends_phrase(self, at: int) -> bool:
        """Whether no plain noun stands at ``at``, which the name before it would dress: "the Kolo Muani deal"."""
        if at >= len(self._tokens) or self._tokens[at].kind is not Kind.WORD:
            return True
        return self._norms[at] in _FUNCTION_WORDS or self._finite(at)

    def _particle_name(self, at: int) -> Mention | None:
        """A surname that begins in lower case: "van Dijk", "ten Hag"."""
        if self._norms[at] not in _LEADING_PARTICLES:
            return None
        end = at
        while end < len(self._tokens) and self._norms[end] in _LEADING_PARTICLES and not self._tokens[end].capitalised:
            end += 1
        if end == len(self._tokens) or self._tokens[end].kind is not Kind.WORD or not self._tokens[end].capitalised:
            return None
        owned = self._norms[end - 1] in _NAME_PARTICLES
        if (self._listed(end) and not owned) or self._is_plain_word(end):
            return None
        return self._make(MentionKind.UNKNOWN, at, end + 1)
