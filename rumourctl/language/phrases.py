"""Noun phrases: what stands before a head and dresses it, word by word.

Which unit the phrase makes in the end is settled by :mod:`rumourctl.language.heads`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rumourctl.language.grammar import closed_class
from rumourctl.language.heads import Gathered, HeadReader, in_plural
from rumourctl.language.lexicon import Way
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import POSTS, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.language.wording import ALSO_EVENTS, Wording, price_tail

_MODALS = closed_class("modals")
_ARTICLES = closed_class("articles")
_DEFINITE = closed_class("definite")
_JOINS = ("and", "&", ",")
_DRESSES = (MentionKind.CLUB, MentionKind.NATION)
_OWNERS = closed_class("owners")
_NUMBER_WORDS = closed_class("number_words")
_AUXILIARIES = closed_class("auxiliaries")
_COPULAS = closed_class("copulas")
_NAMES = (MentionKind.PERSON, MentionKind.UNKNOWN)
_OF_SEVERAL = closed_class("sought") | closed_class("bygone")
_TIES = ("-bound", "-linked")
_LATELY = ("newly", "recently", "freshly", "already")
_RANKED = ("promoted", "relegated", "crowned")
_INCOMING = closed_class("incoming")
_PREPOSITIONS = closed_class("prepositions")
_DONE_WITH_LOANEES = closed_class("signs_players") | {"the", "their", "his", "its", "and", "of", "as", "for", "by"}
_RANKS = ("number", "no", "day")
_GOES_FOR = closed_class("goes_for")
_FAREWELLS = closed_class("farewells")
_AGE = re.compile(r"(\d{1,2})(?:-years?-olds?|yo|y/o)$")
_MODIFIER_SHAPE = re.compile(
    r".+-(?:rated|capped|born|based|footed|footer|year|time|times|goal|cap|winning|placed|bound|old|sided|tipped|linked|man|tier|range|place|tackling|flight|class|team)$"
    r"|\d(?:ft(?:\d+in)?|\.\d+m)$|\d+(?:in|cm)$"
)
"""Compounds that dress a noun, and how tall somebody is: "the 6ft 4in centre-back"."""
_BEGINNING = _ARTICLES | _OWNERS | _INCOMING | {"both", "all", "one", *_LATELY}
_FORMS = 1 << 14
"""Words whose form is remembered, at most."""
_ADJECTIVES = 4
"""Words, at most, between a club's "'s" and what somebody is there."""
_NO_ADJECTIVES = closed_class("function_words") | ALSO_EVENTS | _GOES_FOR
_ADJECTIVE_SHAPE = re.compile(r"[a-z]+-[a-z]+$|[a-z]{3,}(?:ful|ous|less|able|ible|[a-z]ied|[a-z]ated)$")
"""Words between an article and a name that can only dress it: "the short-lived Smith"."""


class PhraseReader:
    """Reads the noun phrases of one sentence."""

    def __init__(self, words: Wording) -> None:
        self._w, self._word = words, words.word
        self._heads = HeadReader(words)

    def read(self, at: int) -> list[Unit]:
        """The units of the noun phrase that begins at ``at``; none where none does."""
        if not self._may_begin(at):
            return []
        got = Gathered()
        end = at
        if at not in self._w.mentions and self._determines(at):
            got.determiner = self._word(end)
            end += 1
            got.pair = got.determiner == "both"
            if got.determiner in _DEFINITE and self._word(end) == "one":
                end += 1  # "the one Dane on the list"
            elif self._word(end) in _NUMBER_WORDS:
                got.pair = self._word(end) == "two" and got.determiner in _DEFINITE
                end += 1
        singles: list[Mention] = []
        head, marks = end, (False, False)
        while end < len(self._w.tokens):
            mention = self._w.mentions.get(end)
            if mention and mention.kind in _NAMES and not self._compound(mention, got):
                if got.bare or self._relates(at, mention, got):
                    break
                if self._goes_for(mention, got):
                    return [*self._heads.unnamed(at, end, got, singles), self._heads.named(end, mention, Gathered())]
                return [self._heads.named(at, mention, got)]
            if self._wanted_by(end, got):
                break
            if mention and not singles and (owner := self._owner(at, mention, got)):
                return [owner]
            step = None if self._opens_as_event(at, end) else self._modifier(end, got, singles)
            if step is None:
                break
            if mention or self._w.noun_at(end) or got.age:
                head, marks = step, (got.incoming, got.former)
            end = step
        if got.senses and head < end:  # "the club next season": what trails dresses nothing
            end, (got.incoming, got.former) = head, marks
        return self._heads.unnamed(at, end, got, singles)

    def _may_begin(self, at: int) -> bool:
        """Whether what stands at ``at`` is a name, a sum, or a word that begins a noun phrase or dresses its head: most
        words are none of these."""
        norm, lexicon = self._w.norms[at], self._w.lexicon
        return (
            at in self._w.mentions
            or norm in _BEGINNING
            or norm in lexicon.noun_starts
            or norm in lexicon.modifier_starts
            or norm in lexicon.former
            or at in self._w.spans
            or _dresses_by_form(norm)
            or self._is_lent(at)
            or self._w.compound_end(at) > at
        )

    def _is_lent(self, at: int) -> bool:
        """Whether "loan" at ``at`` is said of a player, as what is done with him before it shows: "sign **loan**
        striker Smith", and not "want to loan striker Smith"."""
        if self._word(at) != "loan" or not (at and self._word(at - 1) in _DONE_WITH_LOANEES):
            return False
        noun = self._w.noun_at(at + 1)
        return noun is not None and noun[1].part == "player"

    def _determines(self, at: int) -> bool:
        """Whether an article or owner begins a noun phrase at ``at``: "both" and "all" may also just part a verb."""
        if self._word(at) in ("both", "all") and at + 1 not in self._w.mentions:
            forms = {form for _, form in self._w.lexicon.verb_forms.get(self._word(at + 1), ())}
            return not forms & {"past", "participle", "gerund"}
        if self._word(at) == "one" and self._word(at - 1) in _RANKS:
            return False  # "their number one target"
        return self._word(at) in _ARTICLES or self._word(at) in _OWNERS

    def _opens_as_event(self, start: int, at: int) -> bool:
        """ "are signing Smith": such a noun dresses a name only behind words of its own, as in "new signing Smith"."""
        if start and at == start and self._word(at) == "rival" and self._word(at - 1) in _MODALS:
            return True  # "will rival Lyon for Smith"
        if start and at == start and self._word(at) == "coach" and self._word(at - 1) == "to":
            behind = self._w.mentions.get(at + 1)
            return behind is not None and behind.kind in _DRESSES  # "the chance to coach Lyon"
        if at > start and self._word(at) in ("favourite", "favourites") and self._word(at + 1) in ("to", "for"):
            return True  # "with Lyon favourites to sign him"
        if at > start and self._word(at) == "signing" and self._names_another(at + 1):
            return True  # "the chance of Chelsea signing Lyon striker Smith"
        behind_with = start > 0 and self._word(start - 1) == "with"  # "with Chelsea signing Smith"
        return self._word(at) in ALSO_EVENTS and (at == start or (behind_with and self._word(at) == "signing"))

    def _compound(self, mention: Mention, got: Gathered) -> bool:
        """An unknown word that only dresses the noun behind it: "the Rossonero boss"."""
        noun_behind = self._w.noun_at(mention.end) is not None
        return mention.kind is MentionKind.UNKNOWN and got.determiner == "the" and noun_behind

    def _relates(self, at: int, mention: Mention, got: Gathered) -> bool:
        """Whether the name begins a relative clause on the noun before it: "is the man Ancelotti wants", "a player
        Smith tried to buy"."""
        if got.determiner in ("a", "an") and got.senses and self._acts(mention.end):
            return True
        before = self._word(at - 1)
        if before == "as" and (got.determiner is None or got.clubs):
            return False  # "as Lyon striker Smith signs"
        owned = got.determiner is None and before == "'s"  # "Smith's agent Brown has"
        return bool(got.senses) and before in _COPULAS and not owned and self._acts(mention.end)

    def _goes_for(self, mention: Mention, got: Gathered) -> bool:
        """Whether a club acts on the one named, and does not have him: "Chelsea's Smith bid"."""
        owned = self._word(mention.start - 1) == "'s" and bool(got.clubs) and not got.senses
        return owned and self._word(mention.end) in _GOES_FOR and self._word(mention.end + 1) not in _FAREWELLS

    def _names_another(self, at: int) -> bool:
        """Whether a club, or a phrase of its own, begins at ``at``."""
        mention = self._w.mentions.get(at)
        return self._word(at) in _ARTICLES or (mention is not None and mention.kind is MentionKind.CLUB)

    def _told(self, norm: str) -> bool:
        """Whether ``norm`` is a verb in the past, and no word for what somebody was."""
        past = any(form == "past" for _, form in self._w.lexicon.verb_forms.get(norm, ()))
        return past and norm not in self._w.lexicon.former

    def _wanted_by(self, at: int, got: Gathered) -> bool:
        """Whether who wants the player that was described stands at ``at``: "the winger | coach Smith admires"."""
        post = self._w.noun_at(at)
        if post is None or post[1].part not in POSTS or not got.senses or got.senses[-1][0].part != "player":
            return False
        named = self._w.mentions.get(post[0])
        return named is not None and named.kind in _NAMES and got.determiner == "the" and self._acts(named.end)

    def _acts(self, at: int) -> bool:
        """Whether a verb of one or several stands at ``at``, be it behind "most"."""
        at += self._word(at) == "most"
        forms = {form for _, form in self._w.lexicon.verb_forms.get(self._word(at), ())}
        return self._word(at) in _AUXILIARIES or bool(forms & {"third", "base", "past"})

    def _owner(self, at: int, mention: Mention, got: Gathered) -> Unit | None:
        """Somebody called by his nation alone to whom what follows belongs: "the Uruguayan's advisers"."""
        if mention.kind is not MentionKind.NATION or self._word(mention.end) != "'s":
            return None
        return self._heads.people(at, mention, Gathered(determiner=got.determiner, nations=[mention], age=got.age))

    def _modifier(self, at: int, got: Gathered, singles: list[Mention]) -> int | None:
        """Reads one modifier at ``at`` into ``got``: the position after it, or None where the phrase ends."""
        norm, mention, noun = self._word(at), self._w.mentions.get(at), self._w.noun_at(at)
        if mention and not (noun and noun[0] > mention.end):  # "Sporting director Smith"
            if mention.kind in (MentionKind.PERSON, MentionKind.OUTLET, MentionKind.BODY):
                return None
            if singles and not self._follows_on(at):
                return None
            person = got.senses and got.senses[-1][0].part not in ("club", "metonym")
            if (
                mention.kind is MentionKind.CLUB
                and person
                and self._acts(mention.end)
                and not self._w.noun_at(mention.end)
            ):
                return None  # "the man Chelsea want"
            singles.append(mention)
            got.add(mention)
            end = mention.end
            if self._word(end) == "'s":
                got.bare.clear()
                return end + 1
            return end
        if norm in _JOINS and singles and self._joins_dressing(at, singles, got.former):
            return at + 1
        if norm == "and" and singles and singles[-1].end == at and self._once_capped(at + 1):
            return at + 2
        if singles and got.clubs[-1:] == singles[-1:] and self._w.tokens[at].text in _TIES and self._leads_on(at + 1):
            got.tie_to_last(bound=self._w.tokens[at].text == _TIES[0])
            singles.pop()
            return at + 1
        if noun:
            got.add_noun(noun[1], self._word(noun[0] - 1))
            behind = self._w.noun_at(noun[0] + 1) if self._word(noun[0]) == "'s" else None
            if behind and noun[1].part == "club" and behind[1].part == "metonym":
                return behind[0]  # "the north London club's recruitment team"
            return noun[0]
        compound = self._w.compound_end(at)
        return compound if compound > at else self._plain_modifier(at, got)

    def _leads_on(self, at: int) -> bool:
        """Whether a name, or what dresses one, stands at ``at``."""
        return (self._word(at),) in self._w.lexicon.modifiers or at in self._w.mentions or bool(self._w.noun_at(at))

    def _plain_modifier(self, at: int, got: Gathered) -> int | None:
        norm, span = self._word(at), self._w.spans.get(at)
        if self._is_lent(at):
            return at + 1
        ranked = norm in _LATELY and self._word(at + 1) in _RANKED
        if ranked and (at + 2 in self._w.mentions or self._w.noun_at(at + 2)):
            return at + 2  # "Newly promoted Leeds", "newly promoted side Leeds"
        bare = not (got.determiner or got.clubs or got.senses or got.nations or got.age or got.former)
        opens = not at and (norm,) in self._w.lexicon.modifiers and at + 1 in self._w.mentions  # "Unsettled Lyon"
        if bare and norm in self._w.lexicon.verb_forms and norm not in self._w.lexicon.former and not opens:
            return None  # "Klopp left Anfield": a verb, though "the left winger" is none
        if got.bare and got.bare[-1].kind is MentionKind.CLUB and got.bare[-1].end == at and self._told(norm):
            return None  # "Leeds sacked manager Smith"
        age = _AGE.match(norm)
        if age:
            got.age = int(age[1])
            got.bare.clear()
            return at + 1
        if norm.isdigit() and self._word(at + 1) in ("year", "years") and self._word(at + 2) in ("old", "olds"):
            got.age = int(norm)
            got.bare.clear()
            return at + 3
        if norm.isdigit() and len(norm) == 2 and self._word(at + 1) in ("y/o", "yo"):
            got.age = int(norm)
            return at + 2
        if span and span.kind is UnitKind.MONEY and self._w.price_dresses(span.end):
            got.price = span.money
            return span.end
        if norm in self._w.lexicon.former or norm.startswith("ex-"):
            got.former = not (got.clubs and self._word(at - 1) == "'s" and self._once_capped(at))
            return at + 1
        if norm in _INCOMING:
            noun = self._w.noun_at(at + 1) if norm == "next" else None
            if noun and noun[1].part == "player":
                return None  # "the next player to leave", one of a row
            got.incoming = True
            return at + 1
        for length in (2, 1):
            if tuple(self._w.norms[at : at + length]) in self._w.lexicon.modifiers:
                return None if length == 1 and self._is_verb_of(at, got) else at + length
        if self._w.tokens[at].kind is Kind.QUOTE and norm == "'" and (got.determiner or got.senses):
            return at + 1
        aged = self._w.tokens[at].kind is Kind.WORD and _AGE.match(self._word(at + 1))
        if got.determiner and aged and norm not in _PREPOSITIONS:
            return at + 1  # "the quick 21-year-old", not "the signing of 21-year-old"
        if got.determiner in _DEFINITE and self._names_person(at + 1) and _ADJECTIVE_SHAPE.match(norm):
            return at + 1
        if _MODIFIER_SHAPE.match(norm) or price_tail(norm):
            return at + 1
        return at + 1 if got.clubs and not got.senses and self._owned_player(at) else None

    def _once_capped(self, at: int) -> bool:
        """Whether it says at ``at`` only for what nation he played: "Lyon's former France striker", "ex-England"."""
        norm, of = self._word(at), self._w.mentions.get(at + 1)
        if not (norm in self._w.lexicon.former or norm == "ex-") or not of or of.kind is not MentionKind.NATION:
            return False
        noun = self._w.noun_at(of.end)
        return noun is not None and noun[1].part == "player"

    def _owned_player(self, at: int) -> bool:
        """Whether the plain word at ``at`` can only dress whom a club is said to have, by what he is and his name:
        "Lyon's disillusioned striker Smith", "Lyon's want-away France striker Smith"."""
        if self._word(at - 1) != "'s" or self._w.tokens[at].kind is not Kind.WORD or self._word(at) in _NO_ADJECTIVES:
            return False
        for end in range(at + 1, at + _ADJECTIVES):
            noun = self._w.noun_at(end)
            if noun:
                return self._word(end) not in ALSO_EVENTS and self._names_person(noun[0])
            of = self._w.mentions.get(end)
            if not (of and of.kind is MentionKind.NATION) and self._word(end) in _NO_ADJECTIVES:
                return False
        return False

    def _names_person(self, at: int) -> bool:
        """Whether a name stands at ``at`` that no list knows as anything but a person's."""
        mention = self._w.mentions.get(at)
        return mention is not None and mention.kind in _NAMES

    def _is_verb_of(self, at: int, got: Gathered) -> bool:
        """Whether the word at ``at``, which may dress a noun, is the verb of the phrase before it: "the 57-year-old
        left his post", "the club sacked Smith", "Lyon axed manager Smith"."""
        forms = {form for _, form in self._w.lexicon.verb_forms.get(self._word(at), ())}
        if not forms & {"past", "third"}:
            return False
        if got.nations and got.nations[-1].end == at and any(e.way is Way.PEOPLE for e in got.nations[-1].entries):
            return self._w.noun_at(at + 1) is None  # "the Belgian left Genk", but "the Belgian left winger"
        if got.bare and got.bare[-1].kind is MentionKind.CLUB and got.bare[-1].end == at:
            return "past" in forms and self._w.noun_at(at + 1) is not None and self._word(at) != "left"
        noun = got.senses[-1][0].part if got.senses else None
        mention = self._w.mentions.get(at + 1)
        several = noun is not None and in_plural(self._word(at - 1))
        whence = (MentionKind.CLUB, MentionKind.NATION) if several else (MentionKind.CLUB,)
        goes = mention is not None and mention.kind in whence and self._w.noun_at(mention.end) is None
        headed = noun == "club" or (noun is None and got.age) or (noun and goes and (got.determiner or several))
        return bool(headed) and self._w.noun_at(at + 1) is None  # "the midfielder left Lyon"

    def _begins_anew(self, before: str, at: int) -> bool:
        """Whether what dresses somebody at ``at`` is no more governed by ``before``: nobody comes "from" a person, and
        "to Lens and France winger Smith joined" has a verb of its own."""
        if before != "to":
            return before == "from"
        noun = self._w.noun_at(at)
        named = self._w.mentions.get(noun[0]) if noun else None
        return named is not None and named.kind in _NAMES and self._acts(named.end)

    def _follows_on(self, at: int) -> bool:
        """Whether a second name may dress the same head as the one before: "Liverpool and Argentina"."""
        before, adjectival = self._word(at - 1), (MentionKind.NATION, MentionKind.COMPETITION)
        return (
            before in ("and", "&", ",", "'s")
            or self._w.mentions[at].kind in adjectival
            or any(m.end == at and m.kind in adjectival for m in self._w.mentions.values())
            or (before,) in self._w.lexicon.modifiers
        )

    def _joins_dressing(self, at: int, singles: Sequence[Mention], former: bool) -> bool:
        """Whether "and" here joins two dressings of one head: a name follows, then a noun or a person's name; for what
        somebody was, a comma too: "former Lyon, Lens and Nice boss Smith"."""
        mention = self._w.mentions.get(at + 1)
        if not mention or mention.kind not in _DRESSES or (self._word(at) == "," and not former):
            return False
        ahead = singles[0].start - 1
        persons = (m.end for m in self._w.mentions.values() if m.kind is MentionKind.PERSON)
        if (before := self._word(ahead)) == "between" or (before == "of" and ahead in persons):
            return False  # "between Chelsea and Lyon defender Smith", "Brown of Chelsea and Lyon defender Smith"
        of_nation = mention.kind is MentionKind.NATION and self._begins_anew(before, mention.end)
        adjective = any(e.way is Way.ADJECTIVE for e in mention.entries)
        if not former and (of_nation or (adjective and before in ("from", "to", "at"))):
            return False  # "from Lens and Danish winger Smith", "from Lens and Denmark winger Smith"
        head = mention.end
        while former and self._word(head) in _JOINS:
            behind = self._w.mentions.get(head + 1 + (self._word(head + 1) in _JOINS))
            if behind is None or behind.kind not in _DRESSES:
                break
            head = behind.end
        at_noun = self._w.noun_at
        while (self._word(head),) in self._w.lexicon.modifiers and not (at_noun(head) and not at_noun(head + 1)):
            head += 1  # "Valencia and Portugal attacking midfielder", but "Lyon and France international"
        noun = self._w.noun_at(head)
        if noun is None:
            return False
        if noun[1].part == "club":  # "the Spanish and European giants", but "Lyon and German side Mainz"
            behind = self._w.mentions.get(noun[0])
            return mention.kind is MentionKind.NATION and (behind is None or behind.kind is not MentionKind.CLUB)
        clubs = all(m.kind is MentionKind.CLUB for m in (*singles, mention))
        if clubs and not former and self._word(noun[0] - 1) not in _OF_SEVERAL:
            return False  # "join Everton and Leeds striker Smith", who cannot be at both
        parts = ("player", "manager", "staff") if former else ("player", "manager")
        return noun[1].part in parts and not in_plural(self._word(noun[0] - 1))


@lru_cache(maxsize=_FORMS)
def _dresses_by_form(norm: str) -> bool:
    """Whether a word may dress a noun by its form alone: an age, a number, "ex-", a compound, a price."""
    shaped = _AGE.match(norm) or _MODIFIER_SHAPE.match(norm) or price_tail(norm)
    return bool(shaped) or norm.isdigit() or norm.startswith("ex-")
