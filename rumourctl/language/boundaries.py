"""Where a clause may begin: what the words around a place in a sentence say of it.

These are questions only, asked by :mod:`rumourctl.language.cutting` as it goes along; nothing is cut here.
"""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.absolutes import absolute_behind
from rumourctl.language.complements import brings, said_apart, verb_ahead
from rumourctl.language.compounds import BUSINESS, compound_at, given_at, noun_ahead
from rumourctl.language.fares import business_goes
from rumourctl.language.fronting import acts_on_them, is_fronted
from rumourctl.language.governing import asks_another, has_agent, names_post, of_a_club, several
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_PARTY, Form, Node, UnitKind
from rumourctl.language.thatless import gerund_governs, likened
from rumourctl.language.verbless import verbless
from rumourctl.language.verbs import Verbs

_ANYBODY = closed_class("anybody_acts")
_AUXILIARIES = closed_class("auxiliaries")
_BORNE_ON, _PLANS = closed_class("borne_on"), BUSINESS | closed_class("plans_made")
_BARE_SUBJECTS = closed_class("bare_subjects")
_BE = closed_class("be")
_SUBORDINATORS = closed_class("subordinators")
_PARTINGS = closed_class("partings")
_PHRASE = 5
"""Within how many words behind "after" the noun of its phrase stands."""
_ARTICLES = closed_class("articles")
_ALSO_PREPOSITIONS = closed_class("also_prepositions")
_IMPERSONAL = closed_class("impersonal")
_PLURAL = closed_class("plural")
_DEALS = closed_class("deals")
_MODALS = closed_class("modals")
_BEHIND_REPORTS = closed_class("behind_reports")
_CLAUSE_WORDS = closed_class("clause_words")
_ASKING = closed_class("asking")
_NOMINATIVES = closed_class("nominatives")
_RUMOURS = closed_class("rumour_nouns")
_SURE = closed_class("sure")
_TYING = closed_class("tying")
_ALSO_NOUNS = ("cash", "part", "work")
_RANKED = closed_class("those_who_may_come")
_BEHIND_INFINITIVE = closed_class("behind_infinitive")
_STOPS = (".", "!", "?")
_ASIDE_LENGTH = 20
_REPORT_LENGTH = 10
_SUBJECT_LENGTH = 5


class Boundaries:
    """The questions about one sentence of ``nodes``.

    ``at`` is always a position among them, and ``gathered`` are the nodes that the clause now open has so far.
    """

    def __init__(self, verbs: Verbs, nodes: Sequence[Node]) -> None:
        self._verbs, self._nodes = verbs, nodes

    def opens_clause(self, at: int) -> bool:
        """Whether the unit, or a word such as "nothing", at ``at`` is the subject of a finite verb right behind it."""
        if self._nodes[at].norm == "only" and self._nodes[at].unit is None and at + 1 < len(self._nodes):
            at += 1  # "in spite of all the talk only Everton bid"
        unit = self._nodes[at].unit
        if unit is None and self._nodes[at].norm in _IMPERSONAL:
            return self._verbs.finite(self._nodes, at + 1)
        if has_agent(self._nodes[at : at + 2]):
            at, unit = at + 1, self._nodes[at + 1].unit  # "and the striker's agent denied"
        if unit is None or unit.possessive or unit.kind in NO_PARTY:
            return False
        most = at + 2 < len(self._nodes) and self._nodes[at + 1].norm == "most"  # "the man Lyon most want"
        dated = at + 1 < len(self._nodes) and self._nodes[at + 1].is_date  # "as Lyon yesterday announced"
        return self._verbs.finite(self._nodes, at + 1 + most + dated + 2 * of_a_club(self._nodes, at), several(unit))

    def bare_complement(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether a clause without "that" begins: "insists Smith is staying", "told Lyon he will go", "is sure he"."""
        while len(gathered) > 1 and gathered[-1].is_date:
            gathered = gathered[:-1]  # "revealed on Monday Smith wants"
        there = self._nodes[at].norm == "there"  # "says there is interest in Smith"
        if not gathered or not (there or self.opens_clause(at) or self._opens_apposed(at) or self._told_of_owned(at)):
            return False
        before, hearer = gathered[-1].norm, gathered[-1].unit
        if hearer is not None:
            told = self._nodes[at].unit
            of_him = told is not None and told.pronoun in _NOMINATIVES  # "told Smith he is not for sale"
            heard = of_him or hearer.pronoun is not None or hearer.kind in (UnitKind.CLUB, UnitKind.OUTLET)
            return heard and len(gathered) > 1 and gathered[-2].unit is None and self._verbs.tells(gathered[-2].norm)
        behind = self._nodes[at + 1 : at + 2]
        if any(n.norm in _ASKING for n in behind) and not self._verbs.has_finite(self._nodes[at + 2 :]):
            return False  # "Lyon accept Chelsea bid"
        governs = before in _RUMOURS | _SURE or (self._verbs.believes(before) and not self._verbs.takes_person(before))
        begun = gerund_governs(gathered, self._nodes[at].unit) or "gerund" not in self._verbs.forms(before)
        return likened(gathered) or (governs and begun)

    def _opens_apposed(self, at: int) -> bool:
        """Whether a clause begins with a name that an aside parts from its verb: "Smith, a target, will stay", "Smith,
        wanted by Lyon, will stay"."""
        comma = at + 1 < len(self._nodes) and self._nodes[at + 1].norm == ","
        behind = at + 1 + comma
        unit = self._nodes[at].unit
        named = unit is not None and unit.kind in (UnitKind.PERSON, UnitKind.CLUB) and not unit.possessive
        if not named or behind >= len(self._nodes):
            return False
        return self.apposition_end(behind) is not None or (comma and self.participial_aside(behind))

    def _names_person(self, at: int) -> bool:
        unit = self._nodes[at].unit if at >= 0 else None
        return unit is not None and unit.kind is UnitKind.PERSON and not unit.possessive

    def apposition_end(self, at: int) -> int | None:
        """Where an apposition that begins at ``at`` ends: at a comma with the main verb behind it."""
        first = self._nodes[at]
        indefinite = (
            first.norm in ("a", "an", "one", "another") if first.unit is None else first.unit.kind is UnitKind.OTHER
        )
        leads = first.norm == "in" and self._nodes[at + 1 : at + 2] != [] and self._nodes[at + 1].norm == "charge"
        listed = first.unit is None and (leads or first.norm in ("on", "among")) and self._names_person(at - 2)
        if not (indefinite or listed):
            return None
        for end in range(at + 1, min(len(self._nodes) - 1, at + _ASIDE_LENGTH)):
            if self._nodes[end].norm == "," and self._nodes[end].unit is None:
                told = (listed and verbless(self._nodes, end + 1)) or self._verbs.finite(self._nodes, end + 1)
                return end if told else None
        return None

    def participle(self, at: int) -> bool:
        """Whether a participle stands at ``at`` that begins a clause behind a comma: "…, leaving", "…, sold to"."""
        node = self._nodes[at]
        ranked = self._nodes[at + 1].norm in _RANKED if at + 1 < len(self._nodes) else False
        if node.norm == "following" or (node.norm == "leading" and ranked):
            return False  # "Smith, leading candidate to become"
        forms = self._verbs.forms(node.norm) if node.unit is None else set()
        return (
            ("gerund" in forms and node.norm != "including")
            or (forms == {"past", "participle"} and not self._verbs.finite(self._nodes, at + 1))
            or node.norm == "having"
        )

    def gerund_behind_adverb(self, at: int) -> bool:
        """Whether an adverb and a gerund begin a clause at ``at``: "…, potentially joining Lyon"."""
        behind = self._verbs.skip_adverbs(self._nodes, at)
        node = self._nodes[behind] if at < behind < len(self._nodes) else None
        return node is not None and node.unit is None and "gerund" in self._verbs.forms(node.norm)

    def participial_aside(self, at: int) -> bool:
        """Whether a participle at ``at`` begins an aside before the verb still to come: "Smith, sold to Lyon, is"."""
        if self._verbs.forms(self._nodes[at].norm) != {"past", "participle"}:
            return False
        ahead = self._nodes[at + 1 : at + _ASIDE_LENGTH]
        return any(n.norm == "," and self._verbs.finite(self._nodes, at + 2 + i) for i, n in enumerate(ahead))

    def absolute(self, at: int) -> bool:
        """Whether a unit and its gerund stand at ``at`` instead of a clause: "…, Lyon having refused", "his loan having
        been cut short"."""
        if self._nodes[at].unit and "having" in [n.norm for n in self._nodes[at + 2 : at + 4] if n.unit is None]:
            return True
        unit, behind = self._nodes[at].unit, self._verbs.skip_adverbs(self._nodes, at + 1)
        if unit is None or unit.possessive or unit.kind in NO_PARTY or behind >= len(self._nodes):
            return False
        node, waits = self._nodes[behind], behind > at + 1  # "…, Lyon yet to decide"
        return node.unit is None and ((waits and node.norm == "to") or "gerund" in self._verbs.forms(node.norm))

    def report_end(self, at: int) -> int | None:
        """Where a report that is put in between commas ends: "…, the paper adds, …", "…, it is understood, …"."""
        last = self._said_first(at)
        if last is None and "gerund" in self._verbs.forms(self._nodes[at].norm):
            return None
        last = -1 if last is None else last
        for end in range(max(at, last + 1), min(len(self._nodes), at + _REPORT_LENGTH)):
            node = self._nodes[end]
            if node.norm in _STOPS and end + 1 == len(self._nodes):
                return end if last > at and not self.opens_clause(at) else None
            if node.norm == "," and node.unit is None:
                return end if last > at and end + 1 < len(self._nodes) else None
            if node.unit is None and node.norm in _CLAUSE_WORDS:
                return None
            if node.unit is None and self._verbs.believes(node.norm) and self._said_at(at, end):
                last = end
            elif last >= 0 and not (node.unit is None and node.norm in _BEHIND_REPORTS) and not node.is_date:
                return None
        return None

    def _said_first(self, at: int) -> int | None:
        """The last position of a verb of saying and its subject behind it at ``at``: "…, reports the Sun"."""
        if not self._verbs.says(self._nodes[at].norm) or self._nodes[at].unit is not None or at + 1 >= len(self._nodes):
            return None
        speaker = self._nodes[at + 1].unit
        named = speaker is not None and speaker.kind in (UnitKind.OUTLET, UnitKind.PERSON) and not speaker.possessive
        return at + 1 if named and self._verbs.forms(self._nodes[at].norm) & {"third", "past", "base"} else None

    def _said_at(self, start: int, at: int) -> bool:
        """Whether the verb at ``at`` is what somebody at ``start`` says, or a passive of "it"."""
        forms = self._verbs.forms(self._nodes[at].norm)
        if self._nodes[start].norm == "it":
            return "participle" in forms and self._nodes[at - 1].norm in _BE
        noun = self.leads_on(self._nodes[start]) and at > self._verbs.skip_adverbs(self._nodes, start + 1)
        return bool(forms & {"third", "past", "base"}) and "gerund" not in forms and not noun  # "has refused an offer"

    def behind_date(self, at: int) -> int:
        """``at``, or the position behind it where it only says when: "a year later Smith left"."""
        return min(at + (at < len(self._nodes) and self._nodes[at].is_date), len(self._nodes) - 1)

    def inserted_end(self, at: int, *, plural: bool = True) -> int | None:
        """Where words between commas at ``at`` end that part a verb from what is before: "and, like Roma, have asked".

        ``plural`` says that the verb may be one of several.
        """
        if self._nodes[at].norm != "," or self._nodes[at].unit is not None:
            return None
        for end in range(at + 1, min(len(self._nodes) - 1, at + _ASIDE_LENGTH)):
            if self._nodes[end].norm == "," and self._nodes[end].unit is None:
                return end if self._verbs.finite(self._nodes, end + 1, plural) else None
        return None

    def leads_on(self, node: Node) -> bool:
        """Whether what follows ``node`` must belong to its clause: "is “very close to signing”"."""
        return node.unit is None and (node.norm in _AUXILIARIES or node.norm in _BE or node.norm in _MODALS)

    def follows_fronted(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether a main clause begins at ``at`` behind a clause in front of it that ends without a comma."""
        led = any(n.unit is None and "gerund" in self._verbs.forms(n.norm) for n in gathered[:2])
        last = self._last_word(gathered)
        if len(gathered) > 1 and gathered[-2].norm in _BE and (last in ("over", "up", "in", "out")):
            return self.opens_clause(at)
        if not gathered or not led:
            return False
        return not self._verbs.forms(gathered[-1].norm) and gathered[-1].unit is None and self.opens_clause(at)

    def fronted(self, gathered: Sequence[Node], ahead: int) -> bool:
        """Whether ``gathered`` stands in front of the clause at ``ahead``: "In an attempt to sign Smith, …"."""
        return is_fronted(gathered, self._verbs) and self.opens_clause(ahead)

    def coordinated_subject(self, at: int) -> bool:
        """Whether a subject with a verb of its own begins at ``at``, behind "and" and its like."""
        at = self.behind_date(at)
        unit, norm = self._nodes[at].unit, self._nodes[at].norm
        parted = at + 1 < len(self._nodes) and self.inserted_end(at + 1, plural=several(unit)) is not None
        if self.opens_clause(at) or (unit is not None and parted and not unit.possessive):
            return True
        if norm in ("those", "these"):
            return self._verbs.finite(self._nodes, at + 1)  # "but those broke down"
        if business_goes(self._nodes, at, self._verbs):
            return True
        anybody = norm in _ANYBODY and not self._nodes[at].quoted  # not "I am flattered, but nobody has called"
        if anybody and self._verbs.finite(self._nodes, at + 1 + 2 * of_a_club(self._nodes, at)):
            return True  # "and nobody seems sure", "and nobody at Lyon complained"
        owner = unit.possessive if unit is not None else norm in _BARE_SUBJECTS or anybody
        return owner and any(
            n.norm in _AUXILIARIES for n in self._nodes[at + 1 : at + 1 + _SUBJECT_LENGTH] if n.unit is None
        )

    def joint_subject(self, gathered: Sequence[Node], at: int) -> bool:
        """Whether a person and a club, of which the second is at ``at``, are subjects of one verb: "Smith and Ajax
        parted company", "Ajax and Smith have agreed".

        Behind "between" two stand together whoever they are.
        """
        if len(gathered) > 1 and gathered[-2].norm == "between":
            return True
        first = gathered[0].unit if len(gathered) == 1 else None
        second = self._nodes[at].unit
        if first is None or second is None or {first.kind, second.kind} != {UnitKind.PERSON, UnitKind.CLUB}:
            return False
        verb = at + 1 + 2 * of_a_club(self._nodes, at)
        behind = self._nodes[verb].norm if verb < len(self._nodes) else ""
        return first.kind is UnitKind.PERSON or behind in _PLURAL | {"have"}

    def coordinated_verb(self, at: int, word: str, before: Sequence[Node], *, plural: bool) -> bool:
        """Whether a second predicate begins at ``at``, behind ``word``: "and joined", "but refusing".

        ``before`` are the nodes of the first; ``plural`` says that its subject may take a bare form.
        """
        if asks_another(before) and "base" in self._verbs.forms(self._nodes[at].norm):
            return False  # "asked Lyon to relent and let him go"
        gerund = "gerund" in self._verbs.forms(self._nodes[at].norm)
        return self._verbs.finite(self._nodes, at, plural) or (gerund and word == "but")

    def coordinated_infinitive(self, at: int) -> bool:
        """Whether a verb in its bare form stands at ``at`` with what it may govern: "loan Jones", "look for"."""
        if "base" not in self._verbs.forms(self._nodes[at].norm) or at + 1 >= len(self._nodes):
            return False
        following = self._nodes[at + 1]
        if self._nodes[at].norm in _ALSO_NOUNS and following.unit is None:
            return False  # "offer Smith and cash for Brown"
        if self._nodes[at].norm == "be":
            return "participle" in self._verbs.forms(following.norm)  # "and be replaced by Smith"
        return following.unit is not None or following.norm in _BEHIND_INFINITIVE

    def having(self, at: int, gathered: Sequence[Node], *, behind_with: bool) -> bool:
        """Whether "having" at ``at`` begins a clause; ``behind_with`` says that "with" began the one now open."""
        if at + 1 >= len(self._nodes) or (behind_with and all(n.unit for n in gathered)):
            return False
        last = self._last_word(gathered)
        return last not in _BE and last not in ("about", "of", "for", "by", "without", "with", "to")

    def subordinate(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether the word at ``at`` begins a subordinate clause there, and is no preposition or pronoun."""
        if at + 1 >= len(self._nodes):
            return False
        match word := self._nodes[at].norm:
            case "with" | "in":
                return absolute_behind(self._nodes, self._verbs, at, gathered)
            case "that":
                return self._that_complement(at, gathered)
            case "as":
                at += 1
                told = self.opens_clause(at) or self._owned_subject(at) or self._rumoured(at)
                return told and not names_post(self._nodes, at)
            case "whether" | "when" | "where" if self._nodes[at + 1].norm == "to":
                return False  # "weighing up whether to sell him"
            case "rather" | "instead":
                return self._nodes[at + 1].norm in ("than", "of")
            case "by" if self._last_word(gathered) in _BORNE_ON:
                return noun_ahead(self._nodes, at + 1, _PLANS)  # "complicated by Lyon's interest in him"
            case "given":
                return given_at(self._nodes, at, self._last_word(gathered))
        if word in ("of", "by", "to") and compound_at(self._nodes, at, self._verbs):
            return self._clausal(at + 1, "following", first=False) or self._tied_ahead(at + 1)
        if word not in _SUBORDINATORS:
            return False
        if word in ("after", "following") and self._last_word(gathered) in _BE:
            return False  # "are all after Smith"
        if gathered and (
            (word == "since" and gathered[-1].norm in _AUXILIARIES) or (word == "once" and gathered[-1].norm == "at")
        ):
            return False  # "has since left", "was at once made favourite"
        if word == "so":
            return self.opens_clause(at + 1)
        return word not in _ALSO_PREPOSITIONS or self._clausal(at + 1, word, first=not gathered)

    def _tied_ahead(self, at: int) -> bool:
        """Whether a rumour at ``at`` ties somebody to a club: "in spite of intense speculation linking him with"."""
        return any(n.unit is None and n.norm in _TYING for n in self._nodes[at : at + _PHRASE])

    def _that_complement(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether "that" begins what is said or thought."""
        if not gathered or (gathered[-1].norm in _DEALS and brings(self._nodes, at + 1)):
            return False
        last = gathered[-1].unit
        if last is None and not verb_ahead(self._nodes, at + 1, self._verbs):
            return False  # "gave that idea short shrift"
        if said_apart(self._nodes, at, self._verbs):
            return True
        return last is None or self.opens_clause(at + 1) or last.kind in (UnitKind.DATE, UnitKind.MONEY)

    def _clausal(self, at: int, word: str, *, first: bool) -> bool:
        """Whether a subject and verb, or a participle, follow the subordinator ``word`` at ``at - 1``."""
        nodes = self._nodes
        if word in ("if", "should", "when", "where", "amid"):
            return word != "should" or first or self._inverted(at)
        business = _PARTINGS if word == "since" else BUSINESS
        if word in ("after", "following", "since", "before") and noun_ahead(self._nodes, at, business):
            return True
        start = self._verbs.skip_adverbs(nodes, at)
        if start >= len(nodes):
            return False
        if nodes[start].unit is None and self._verbs.forms(nodes[start].norm) & {"gerund", "participle"}:
            return True
        for ahead in range(start, min(len(nodes), at + 7)):
            if nodes[ahead].norm in (",", "."):
                return False
            if ahead > start and self._verbs.finite(nodes, ahead, plural=nodes[ahead - 1].unit is not None):
                return True
        return acts_on_them(nodes, at, self._verbs)

    def _owned_subject(self, at: int) -> bool:
        """Whether somebody's noun and its verb stand at ``at``: "as his contract talks rumble on"."""
        unit = self._nodes[at].unit
        ahead = range(at + 2, min(len(self._nodes), at + _SUBJECT_LENGTH))
        owned = unit is not None and unit.possessive and self._nodes[at + 1 : at + 2] != []
        named = owned and all(n.unit is None and n.norm != "," for n in self._nodes[at + 1 : at + 3])
        return named and any(
            self._verbs.finite(self._nodes, i, True) and self._nodes[i - 1].norm != "to"
            for i in ahead
            if self._nodes[i].unit is None and self._nodes[i].norm not in _DEALS  # "Smith's permanent move to Lyon"
        )

    def _rumoured(self, at: int) -> bool:
        """Whether it is told at ``at`` what becomes of a rumour: "as talk continues to link him with Lyon"."""
        rumour = self._nodes[at].unit is None and self._nodes[at].norm in _RUMOURS
        return rumour and (self._tied_ahead(at + 1) or self._verbs.finite(self._nodes, at + 1, True))

    def _told_of_owned(self, at: int) -> bool:
        """Whether something is said there of what is somebody's, and not by him: "revealed Lyon's bid was rejected"."""
        unit, quotes = self._nodes[at].unit, any(n.quoted for n in self._nodes[at : at + _REPORT_LENGTH])
        return unit is not None and unit.form is Form.NAME and self._owned_subject(at) and not quotes

    def _inverted(self, at: int) -> bool:
        """Whether "should" before ``at`` makes a condition there: "… should Smith be sacked", not "Smith should be"."""
        behind = self._verbs.skip_adverbs(self._nodes, at + 1)
        verb = self._nodes[behind].norm if behind < len(self._nodes) else ""
        named = self._nodes[at].unit is not None and "base" in self._verbs.forms(verb)
        return named or self._nodes[at].norm in _ARTICLES  # "should a move for Smith fail"

    def _last_word(self, gathered: Sequence[Node]) -> str:
        """The last word of ``gathered`` that is no adverb; empty where that is a unit."""
        last = next((n for n in reversed(gathered) if n.unit is not None or n.norm not in self._verbs.adverbs), None)
        return "" if last is None or last.unit else last.norm
