"""What the words around a name that no list knows say of what it names: a person, a club, an outlet or a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, NounSense, Thing
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.tokens import Sentence

_LIST_LABELS = closed_class("in") | closed_class("out")
_INITIALS = 4
"""Up to so many capitals are no person's name: an outlet's, a body's."""
_WINDOW = 4
"""Words in front of a preposition, at most, to the one that says what stands behind it."""
_CLUB_PREPOSITIONS = closed_class("club_prepositions")
_PLACE_PREPOSITIONS = closed_class("place_prepositions")
_PLACE_NOUNS = closed_class("place_nouns")
_BRINGING = closed_class("phrasal_in")
_CLUB_IN = closed_class("club_in")
_SINGULAR = closed_class("singular")
_PLURAL = closed_class("plural") | {"have"}
_CLUB_NOUNS = closed_class("before_club_names")
_PREPOSITIONS = closed_class("prepositions")
_MODALS = closed_class("modals")
_CLUB_BEHIND = {
    "to": closed_class("to_a_club"),
    "from": closed_class("from_a_club"),
    "at": closed_class("at_a_club"),
    "for": closed_class("for_a_club"),
    "with": closed_class("with_a_club"),
}
_LEAVES = closed_class("leaves_a_club")
_OF_A_CLUB = closed_class("of_a_club")
_SIDES = closed_class("managers_sides")
_OF_A_PERSON = closed_class("of_a_person")
_BEHIND_OUTLETS = closed_class("behind_outlets")
_PRESS = closed_class("outlet_forms") | closed_class("press_endings") | closed_class("site_endings")
_SOUGHT_IN = closed_class("sought_in")
_OF_A_POST = closed_class("of_a_post")
_TRADES = closed_class("trades")
_CREDITING = ("according to", "as per", "reported by", "claimed by", "revealed by")
_TURNS = ("turn", "turns", "turned", "turning")
_CAUSES = closed_class("causes")
_ALSO_ADJECTIVES = closed_class("also_adjectives")
_NAMELESS = (MentionKind.PERSON, MentionKind.UNKNOWN)
"""The kinds of names that no list explains."""
_JOINS = ("and", "or", "&")
_PREFIX = "al-"
_CLUB_ROLES = ("manager", "official", "player", "staff")


class Usage:
    """The uses of unlisted names in one sentence, in which ``found`` are all names."""

    def __init__(self, sentence: Sentence, found: Sequence[Mention], lexicon: Lexicon) -> None:
        self._tokens, self._found, self._lexicon = sentence.tokens, found, lexicon
        self._norms = [t.norm for t in sentence.tokens]

    def votes(self, mention: Mention) -> Counter[MentionKind]:
        """For what ``mention`` may be; weights are ranks: 6 settles, 3 and 4 outweigh what the form of
        a name suggests, 2 leans, 1 hints."""
        before, after = self._norm(mention.start - 1), self._norm(mention.end)
        votes: Counter[MentionKind] = Counter()
        if any(e.thing is Thing.JOURNALIST for e in mention.entries):
            votes[MentionKind.PERSON] += 12
        if len(mention.norms) == 1 and mention.text.isupper() and len(mention.text) <= _INITIALS:
            votes[MentionKind.OUTLET] += 6
        sense = self._lexicon.nouns.get((before,))
        if sense and sense.part not in ("club", "metonym"):
            votes[MentionKind.PERSON] += 6
        elif sense and before in _CLUB_NOUNS:
            votes[MentionKind.CLUB] += 6
        beyond = self._norm(mention.end + 1)
        if after in (",", "(") and beyond.isdigit() and len(beyond) == 2:
            votes[MentionKind.PERSON] += 6
        if any(n in self._lexicon.given for n in mention.norms[:1]):
            votes[MentionKind.PERSON] += 3
        if before in self._lexicon.speech["outlet_nouns"] or after in _BEHIND_OUTLETS:
            votes[MentionKind.OUTLET] += 6
        listed = self._norms[1:2] == [":"] and self._norms[0] in _LIST_LABELS
        if before == "(" and after in (")", "-", "–", "via") and len(mention.norms) < 4 and not listed:
            alone = mention.start == 1 and mention.end + 1 == len(self._tokens)  # a bracket of its own, as of a credit
            reporter = alone and self._may_be_reporter(mention.norms)
            votes[MentionKind.PERSON if reporter else MentionKind.OUTLET] += 9 if alone else 3
        votes += self._as_source(mention)
        if before in _PLACE_PREPOSITIONS and not (
            before == "in" and self._norm(mention.start - 2) in _BRINGING | _CLUB_IN
        ):
            votes[MentionKind.PLACE] += 4
        elif before == "of" and self._norm(mention.start - 2) in _PLACE_NOUNS:
            votes[MentionKind.PLACE] += 4  # "at the foot of X"
        elif before == "at":
            votes[MentionKind.PLACE] += 3
        return votes + self._as_subject(mention, after) + self._as_club(mention, before, after)

    def _may_be_reporter(self, norms: Sequence[str]) -> bool:
        """Whether it is a person's name of several words, and ends as no paper's does."""
        given = norms[0] in self._lexicon.given and norms[0] not in self._lexicon.common
        return given and len(norms) > 1 and norms[-1] not in _PRESS

    def _as_source(self, mention: Mention) -> Counter[MentionKind]:
        """Words that bring a source, where nothing tells that it is a person: "according to X", "per X", "X claim"."""
        before = " ".join(self._norms[max(0, mention.start - 2) : mention.start])
        if self._norm(mention.start - 1) == "the":
            before = " ".join(self._norms[max(0, mention.start - 3) : mention.start - 1])
        credited = before.endswith(" per") or (before in _CREDITING and len(mention.norms) > 1)
        forms = {form for _, form in self._lexicon.verb_forms.get(self._norm(mention.end), ())}
        several = forms == {"base"} and self._lexicon.says(self._norm(mention.end), "report")
        return Counter({MentionKind.OUTLET: 4 * credited + 2 * (several and self._norm(mention.end + 1) == "that")})

    def _norm(self, at: int) -> str:
        return self._norms[at] if 0 <= at < len(self._norms) else ""

    def _as_subject(self, mention: Mention, after: str) -> Counter[MentionKind]:
        """A verb behind that agrees with a team, or with one person."""
        forms = {form for _, form in self._lexicon.verb_forms.get(after, ())}
        is_so = after in _ALSO_ADJECTIVES and self._norm(mention.end + 1) in _PREPOSITIONS  # "Smith close to"
        if after in _PLURAL or (forms == {"base"} and not is_so):
            before = self._norm(mention.start - 1)
            several = before in {*_JOINS, ","} or before in _PREPOSITIONS
            several = several or (after not in _PLURAL and self._is_object(mention))
            caused = any(w in _CAUSES or w in _MODALS for w in self._norms[max(0, mention.start - 2) : mention.start])
            return Counter({MentionKind.CLUB: 0 if caused or several else 4})
        if self._lexicon.says(after) or after in _SINGULAR:
            return Counter({MentionKind.PERSON: 2})
        return Counter()

    def _is_object(self, mention: Mention) -> bool:
        """Whether a verb of somebody named before governs it, so that what follows is a noun: "Lyon join X race"."""
        before = self._norm(mention.start - 1)
        acts = {form for _, form in self._lexicon.verb_forms.get(before, ())} & {"third", "past", "base"}
        named = any(m.end <= mention.start - 1 for m in self._found)
        return bool(acts) and named and not self._lexicon.says(before)

    def _as_club(self, mention: Mention, before: str, after: str) -> Counter[MentionKind]:
        """Words that go with a club: "a move to X", "X striker Smith", "left X", "X's bid", "X and Lyon"."""
        if self._norm(mention.end) in _SOUGHT_IN and (before in _PREPOSITIONS or self._is_object(mention)):
            return Counter({MentionKind.PERSON: 4})  # "have joined the X race"
        window = self._norms[max(0, mention.start - 1 - _WINDOW) : max(0, mention.start - 1)]
        votes = 2 * (before in _CLUB_PREPOSITIONS) + 4 * (before in _LEAVES)
        behind = before in _CLUB_BEHIND and bool(set(window) & _CLUB_BEHIND[before])
        votes += 4 * (behind and (before != "with" or self._deals(mention)))
        refused = before == "down" and any(w in _TURNS for w in window[-1:]) and self._somebody_before(mention)
        votes += 4 * (refused or (before == "to" and self._opens_with_name(mention)) or self._trades(mention))
        if self._dresses(mention):
            votes += 6
        if after == "'s":
            owned = self._norm(mention.end + 1)
            if owned in _SIDES:
                return Counter({MentionKind.PERSON: 6})  # "to join X's side"
            person = owned in _OF_A_PERSON or self._part(mention.end + 1) == "other"
            club = owned in _OF_A_CLUB or self._part(mention.end + 1) in _CLUB_ROLES
            if person:
                return Counter({MentionKind.PERSON: 3, MentionKind.CLUB: votes})
            votes += 4 * club
        votes += 3 * (self._beside_club(mention) and self._another(mention))
        votes += 4 * mention.norms[0].startswith(_PREFIX)
        return Counter({MentionKind.CLUB: votes})

    def _trades(self, mention: Mention) -> bool:
        """Whether it does behind an auxiliary what only clubs do: "X could sell", "X has appointed"."""
        verb = self._norm(mention.end + 1)
        acts = verb in _TRADES and self._norm(mention.end + 2) not in ("for", "on", "up")
        return acts and (self._norm(mention.end) in _MODALS or self._norm(mention.end) in _SINGULAR)

    def _deals(self, mention: Mention) -> bool:
        """Whether a person deals with it, or a club does for somebody: "a fee with X for Smith"."""
        traded = self._norm(mention.end) == "for" and any(m.start == mention.end + 1 for m in self._found)
        return traded or self._somebody_before(mention)

    def _dresses(self, mention: Mention) -> bool:
        """Whether it dresses a post or a name: "X owner Smith", "the X boss", "as X manager"."""
        sense, end = self._sense(mention.end)
        if sense is None or sense.part not in _CLUB_ROLES:
            return False
        named = end < len(self._tokens) and self._tokens[end].capitalised
        return named or self._norm(mention.start - 1) in _OF_A_POST

    def _sense(self, at: int) -> tuple[NounSense | None, int]:
        """The noun for a person that begins at ``at``, and where it ends."""
        for length in (2, 1):
            sense = self._lexicon.nouns.get(tuple(self._norms[at : at + length]))
            if sense:
                return sense, at + length
        return None, at

    def _part(self, at: int) -> str | None:
        sense, _ = self._sense(at)
        return sense.part if sense else None

    def _somebody_before(self, mention: Mention) -> bool:
        """Whether the sentence names somebody who may deal with a club before ``mention``, and no club."""
        earlier = [m for m in self._found if m.end <= mention.start]
        clubs = (m.kind not in _NAMELESS or self._as_subject(m, self._norm(m.end))[MentionKind.CLUB] for m in earlier)
        return bool(earlier) and not any(clubs)

    def _opens_with_name(self, mention: Mention) -> bool:
        """ "Smith to X": only a name and the preposition stand before it."""
        first = self._found[0]
        return first.start <= 1 and first.end == mention.start - 1 and first.kind is not MentionKind.CLUB

    def _beside_club(self, mention: Mention) -> bool:
        """Whether a listed club is joined to it: "X and Lyon", "Lyon, X and Lens"."""
        at = next(i for i, m in enumerate(self._found) if m is mention)
        around = [(a, b) for a, b in ((at - 1, at), (at, at + 1)) if a >= 0 and b < len(self._found)]
        for left, right in around:
            between = self._norms[self._found[left].end : self._found[right].start]
            other = self._found[left if right == at else right]
            row = between == [","] and any(n in _JOINS for n in self._norms[self._found[right].end :][:3])
            if other.kind is MentionKind.CLUB and (row or (len(between) == 1 and between[0] in _JOINS)):
                return True
        return False

    def _another(self, mention: Mention) -> bool:
        """Whether the sentence names somebody else who may be the person that it is about."""
        return any(m is not mention and m.kind in _NAMELESS and not m.text.isupper() for m in self._found)
