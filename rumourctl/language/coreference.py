"""Who "he", "the German", "the Reds" and "the Merseyside club" are.

Sentences are read in order; a description is settled by what the article says of its persons (position, nation, age,
clubs, part), then by who was spoken of last. What cannot be settled stays without a reference.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.language.appositions import copula_before
from rumourctl.language.cast import Cast, Person, listed_names
from rumourctl.language.clubs import REACH, ClubReader, Context, Spoken
from rumourctl.language.credits import byline
from rumourctl.language.fitting import person_fit, unnamed_fit
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing, Way
from rumourctl.language.lists import join_lists
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.playing import playing_for
from rumourctl.language.tokens import Sentence

_SINGULAR_PRONOUNS = closed_class("singular_pronouns")
_PLURAL_PRONOUNS = closed_class("plural_pronouns")
_PREPOSITIONS = closed_class("prepositions")
_BOUNDARIES = closed_class("boundaries")
_AUXILIARIES = closed_class("auxiliaries")
_PERSON_PARTS = ("player", "manager", "staff", "official", "other")
_BECOMING = ("become", "becomes", "becoming")
_CREDITS = ("if", "by", "per", "via", "in")
_NOT_MOVERS = ("official", "other")


class Discourse:
    """Resolves the units of an article's sentences, in order, against its cast."""

    def __init__(self, cast: Cast, lexicon: Lexicon, context: Context, learns: bool = True) -> None:
        """``context`` says which clubs and countries the article speaks of: it settles names that several clubs share.

        Without ``learns``, descriptions are resolved but teach nothing: on the first pass they are often mistaken.
        """
        self._learns = learns
        self._cast, self._lexicon = cast, lexicon
        self.clubs = ClubReader(lexicon, context)
        self._people: deque[Spoken] = deque(maxlen=REACH)
        self._voice: str | None = None

    def fresh_topic(self) -> None:
        """Forgets who was spoken of: a new item of a list of unrelated items begins."""
        self._people.clear()
        self.clubs.spoken.clear()

    def resolve(self, sentence: Sentence, nodes: Sequence[Node]) -> list[Node]:
        """``nodes`` with their references filled and lists of names joined into one unit each."""
        speaker = self._speaker(nodes)
        if speaker:
            self._voice = speaker
        elif any(n.quoted for n in nodes):
            speaker = self._voice
        else:
            self._voice = None
        resolved: list[Node] = []
        for position, node in enumerate(nodes):
            if node.unit is None:
                resolved.append(node)
                continue
            unit = self._unit(node.unit, sentence, nodes, position, speaker, resolved)
            resolved.append(replace(node, unit=unit, norm=f"<{unit.kind}>"))
            if not sentence.heading or not sentence.index:
                self._remember(unit, sentence.index, resolved, nodes[position + 1 : position + 3])
        self._learn_beside(resolved)
        joined = join_lists(resolved, self._finite)
        for node in joined:
            if node.unit and len(node.unit.members) > 1 and node.unit.members[0].dressing.plural:
                for name in node.unit.refs[1:]:  # "the Sunderland pair A and B"
                    if name in self._cast.persons:
                        self._learn(self._cast.persons[name], node.unit.members[0].dressing)
        return joined

    def _learn_beside(self, nodes: Sequence[Node]) -> None:
        """ "Smith of Ajax" is at Ajax; "the Mail's Jane Doe" writes for it."""
        for first, word, second in zip(nodes, nodes[1:], nodes[2:], strict=False):
            if _names_person(first) and word.norm == "of" and second.unit and second.unit.kind is UnitKind.CLUB:
                for club in second.unit.refs if not second.unit.possessive else ():
                    _append(self._cast.persons[first.unit.refs[0]].clubs, club)  # type: ignore[union-attr]
        for name, club in playing_for(nodes):
            if name in self._cast.persons and not self._cast.persons[name].clubs:
                self._cast.persons[name].clubs.append(club)
        posted = byline(nodes)
        for name in posted[0].refs if posted else ():
            if name in self._cast.persons:
                self._cast.persons[name].parts["other"] += 1
        for outlet, person in pairwise(nodes):
            employed = outlet.unit and outlet.unit.kind is UnitKind.OUTLET and outlet.unit.possessive
            if employed and person.unit and _names_person(person):
                for name in person.unit.refs:
                    self._cast.persons[name].parts["other"] += 1

    def _finite(self, node: Node) -> bool:
        """Whether a plain word may be a finite verb."""
        forms = {feature for _, feature in self._lexicon.verb_forms.get(node.norm, ())}
        return node.unit is None and (node.norm in _AUXILIARIES or bool(forms & {"third", "past"}))

    def _unit(
        self,
        unit: Unit,
        sentence: Sentence,
        nodes: Sequence[Node],
        position: int,
        speaker: str | None,
        so_far: Sequence[Node],
    ) -> Unit:
        before = nodes[position - 1].norm if position else ""
        way_before = nodes[position - 2].norm if position > 1 else ""
        if unit.kind is UnitKind.PERSON and unit.form is Form.NAME and unit.mention:
            return self._named_person(unit, before)
        if unit.form is Form.PRONOUN:
            outside = not nodes[position].quoted
            return self._pronoun(
                unit, sentence, _named_in_quotes(so_far) if outside else {speaker} if speaker else set()
            )
        if unit.form is Form.DESCRIPTION:
            if copula := copula_before(nodes, position):
                if copula not in _BECOMING:
                    self._complement(unit, sentence.index)
                return unit
            beside = {r for n in _same_clause(so_far) if n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}
            beside |= _named_in_quotes(so_far) if not nodes[position].quoted else set()
            if speaker and not (nodes[position].unit and self._is_speaker(nodes, position)):
                beside.add(speaker)
            return self._description(unit, sentence, beside, so_far, speaker if nodes[position].quoted else None)
        if unit.mention and unit.kind in (UnitKind.CLUB, UnitKind.PLACE, UnitKind.NATION, UnitKind.OTHER):
            after = nodes[position + 1].norm if position + 1 < len(nodes) else ""
            return self._named_thing(unit, unit.mention, before, way_before, after)
        if unit.kind is UnitKind.OUTLET and unit.mention:
            names = listed_names(unit.mention, Thing.OUTLET) or [unit.mention.text]
            return replace(unit, refs=tuple(names[:1]))
        return unit

    def _named_thing(self, unit: Unit, mention: Mention, before: str, way_before: str, after: str) -> Unit:
        if mention.kind is MentionKind.CLUB or any(e.thing is Thing.CLUB for e in mention.entries):
            surname = self._cast.names_for(mention) if len(mention.norms) == 1 else []
            if (
                surname
                and not unit.dressing.definite
                and before not in ("to", "at", "from", "for", "join", "by", "with")
            ):
                return replace(unit, kind=UnitKind.PERSON, refs=tuple(surname[:1]))
            outlets = listed_names(mention, Thing.OUTLET)
            credited = bool(outlets) and (self._lexicon.says(after, "report") or before in _CREDITS)
            club = None if credited else self.clubs.club_of(mention, before, way_before, after)
            if club:
                return replace(unit, kind=UnitKind.CLUB, refs=(club,))
            if outlets:
                return replace(unit, kind=UnitKind.OUTLET, refs=tuple(outlets[:1]))
            return replace(unit, kind=UnitKind.PLACE)
        if mention.kind in (MentionKind.PLACE, MentionKind.UNKNOWN):
            club = self.clubs.at_home_in(mention)
            return replace(unit, kind=UnitKind.PLACE, refs=(club,) if club else ())
        if mention.kind is MentionKind.NATION:
            return replace(unit, refs=(mention.entries[0].name,))
        return unit

    def _named_person(self, unit: Unit, before: str) -> Unit:
        assert unit.mention is not None
        kind = self._cast.kind_of(unit.mention)
        if kind is MentionKind.CLUB:
            return replace(unit, kind=UnitKind.CLUB, refs=(unit.mention.text,))
        if kind is MentionKind.OUTLET:
            return replace(unit, kind=UnitKind.OUTLET, refs=(unit.mention.text,))
        if kind is not MentionKind.PERSON:
            return replace(unit, kind=UnitKind.PLACE)
        names = self._cast.names_for(unit.mention)
        if not names:
            return replace(unit, kind=UnitKind.OTHER)
        name = names[0] if len(names) == 1 else self._latest(names)
        self._learn(self._cast.persons[name], unit.dressing)
        return replace(unit, refs=(name,))

    def _latest(self, names: Sequence[str]) -> str:
        return next((s.name for s in reversed(self._people) if s.name in names), names[0])

    def _learn(self, person: Person, dressing: Dressing) -> None:
        """Notes what the words around a name say of the person."""
        if dressing.group:
            person.groups.add(dressing.group)
        if dressing.noun and not dressing.former and dressing.part in _PERSON_PARTS:
            person.parts[dressing.part] += 1
        if dressing.age:
            person.ages.add(dressing.age)
        for mention in dressing.nations:
            person.nations.add(mention.entries[0].name)
            if (
                dressing.part in ("manager", "staff")
                and not dressing.former
                and not dressing.clubs
                and mention.entries[0].way is Way.NAME
            ):
                _append(person.clubs, mention.entries[0].name)
        clubs = [c for m in dressing.clubs if (c := self.clubs.club_of(m))]
        person.former_clubs.update(c for m in dressing.former_clubs if (c := self.clubs.club_of(m)))
        for club in clubs:
            if dressing.former:
                person.former_clubs.add(club)
            elif dressing.incoming:
                person.incoming = club
            else:
                _append(person.clubs, club)
        if (
            not clubs
            and dressing.part in ("manager", "official", "staff")
            and dressing.owner in ("their", "its")
            and self.clubs.spoken
            and not person.clubs
        ):
            _append(person.clubs, self.clubs.spoken[-1].name)

    def _pronoun(self, unit: Unit, sentence: Sentence, exclude: set[str]) -> Unit:
        if unit.pronoun in _SINGULAR_PRONOUNS:
            name = self._topic(sentence.index, exclude)
            return replace(unit, refs=(name,)) if name else unit
        if unit.pronoun in _PLURAL_PRONOUNS:
            club = self.clubs.topic(sentence.index)
            return replace(unit, kind=UnitKind.CLUB, refs=(club,)) if club else unit
        return unit

    def _topic(self, index: int, exclude: set[str] | frozenset[str] = frozenset()) -> str | None:
        """The person most likely meant by "he": the last subject of this sentence, else the last sentence's first."""
        known = [s for s in self._people if s.name not in exclude and (not s.name or self._moves(s.name))]
        here = [s for s in known if s.sentence == index]
        if here:
            return (next((s for s in reversed(here) if s.subject), None) or here[-1]).name or None
        for distance in (1, 2, 3, 4):
            there = [s for s in known if s.sentence == index - distance]
            if there:
                return (next((s for s in there if s.subject), None) or there[0]).name or None
        return known[-1].name or None if known else None

    def _moves(self, name: str) -> bool:
        person = self._cast.persons.get(name)
        return person is None or person.part not in _NOT_MOVERS

    def _description(
        self, unit: Unit, sentence: Sentence, beside: set[str], so_far: Sequence[Node], speaker: str | None
    ) -> Unit:
        if unit.kind is UnitKind.CLUB:
            if (
                unit.dressing.pair
                and not (so_far and so_far[-1].norm in ("among", "of"))
                and (pair := self.clubs.last(2))
            ):
                return replace(unit, refs=pair)
            if _same_clause(so_far)[-1:] and _same_clause(so_far)[-1].norm in ("among", "of") and unit.dressing.plural:
                return unit  # "one of the clubs", "among the sides": said of somebody else
            club = self._own_club(unit.dressing, speaker, sentence.index) or self.clubs.described(
                unit.dressing, sentence.index
            )
            return replace(unit, refs=(club,)) if club else unit
        if unit.kind is UnitKind.PERSON:
            name = self._described_person(unit.dressing, sentence.index, beside)
            if name:
                if self._learns and self._sure(name, unit.dressing, sentence.index):
                    self._learn(self._cast.persons[name], unit.dressing)
                return replace(unit, refs=(name,))
        return unit

    def _complement(self, unit: Unit, index: int) -> None:
        """ "X is the Ajax coach", "X is leaving as Ajax coach" tell what X is; they bring in nobody else."""
        subject = next((s for s in reversed(self._people) if s.sentence == index), None)
        if (
            subject
            and subject.name
            and not unit.dressing.incoming
            and unit.dressing.part in ("player", "manager", "staff", "official")
            and not (unit.dressing.part == "staff" and unit.kind is UnitKind.OTHER)  # a post, which may change
        ):
            self._learn(self._cast.persons[subject.name], unit.dressing)

    def _described_person(self, dressing: Dressing, index: int, exclude: set[str]) -> str | None:
        """``exclude`` are those who cannot be meant: the speaker, and whom the same clause has named already."""
        if dressing.part == "other":
            return self._by_part(dressing, index)
        best: tuple[float, str] | None = None
        seen: set[str] = set()
        for spoken in reversed(self._people):
            if spoken.name in seen or spoken.name in exclude:
                continue
            order = len(seen)
            seen.add(spoken.name)
            person = self._cast.persons[spoken.name] if spoken.name else None
            fit = person_fit(person, dressing, self.clubs) if person else unnamed_fit(dressing)
            if fit is None:
                continue
            score = fit - 0.35 * min(index - spoken.sentence, 12) + (0.1 if spoken.subject else 0) - 0.02 * order
            if best is None or score > best[0]:
                best = (score, spoken.name)
        return best[1] or None if best and best[0] > -4 else None

    def _sure(self, name: str, dressing: Dressing, index: int) -> bool:
        """Whether a resolved description may teach: it agrees with what is known, or there is nobody else near."""
        fit = person_fit(self._cast.persons[name], dressing, self.clubs)
        near = {s.name for s in self._people if index - s.sentence <= 1}
        return (fit or 0) >= 1.5 or near == {name}

    def _by_part(self, dressing: Dressing, index: int) -> str | None:
        """ "The agent" is the last one introduced as such, if any was."""
        return next(
            (
                s.name
                for s in reversed(self._people)
                if s.name and self._cast.persons[s.name].part == dressing.part and index - s.sentence < 8
            ),
            None,
        )

    def _own_club(self, dressing: Dressing, speaker: str | None, index: int) -> str | None:
        """ "His club"; and "the club" in the mouth of one of its players or its manager."""
        if dressing.owner in ("his", "her") and not dressing.clubs:
            owner = self._topic(index)
        else:
            plain = not (dressing.clubs or dressing.places or dressing.nations or dressing.leagues or dressing.owner)
            owner = speaker if plain and dressing.noun == "club" else None
        person = self._cast.persons.get(owner) if owner else None
        return person.club if person else None

    def _speaker(self, nodes: Sequence[Node]) -> str | None:
        """The person whose words the sentence quotes, as far as a name beside a verb of saying tells."""
        for position, node in enumerate(nodes):
            if not node.quoted and node.unit is None and self._lexicon.says(node.norm):
                for near in (position - 1, position + 1, position - 2, position + 2):
                    unit = nodes[near].unit if 0 <= near < len(nodes) else None
                    if unit and unit.mention and unit.kind is UnitKind.PERSON and not unit.possessive:
                        names = self._cast.names_for(unit.mention)
                        if names:
                            return names[0]
        return None

    def _is_speaker(self, nodes: Sequence[Node], position: int) -> bool:
        """Whether a verb of saying stands beside the unit at ``position``."""
        beside = (
            nodes[max(0, position - 1) : position] + nodes[position + 1 : position + 2]
            if isinstance(nodes, list)
            else ()
        )
        return any(n.unit is None and self._lexicon.says(n.norm) for n in beside)

    def _remember(self, unit: Unit, index: int, so_far: Sequence[Node], ahead: Sequence[Node]) -> None:
        if (
            unit.kind is UnitKind.OTHER
            and unit.dressing.part == "player"
            and not unit.dressing.plural
            and unit.form is Form.DESCRIPTION
        ):
            self._people.append(Spoken(index, "", False))  # somebody without a name, whom a later "he" may mean
            return
        kinds = (UnitKind.PERSON, UnitKind.CLUB)
        if unit.kind not in kinds or not unit.refs:
            return
        trail = self._people if unit.kind is UnitKind.PERSON else self.clubs.spoken
        first = not any(n.unit and n.unit.kind is unit.kind and n.unit.refs for n in so_far[:-1])
        governed = len(so_far) > 1 and so_far[-2].norm in _PREPOSITIONS
        acts = first or any(self._finite(n) for n in ahead)
        subject = acts and not unit.possessive and not governed
        trail.append(Spoken(index, unit.refs[0], subject))
        if unit.kind is UnitKind.PERSON and unit.form is not Form.PRONOUN:
            self.clubs.spoken.extend(
                Spoken(index, c, False) for m in unit.dressing.clubs if (c := self.clubs.club_of(m))
            )


def _same_clause(nodes: Sequence[Node]) -> list[Node]:
    """The nodes before here back to where a clause may begin."""
    cut = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].unit is None and nodes[i].norm in _BOUNDARIES), -1)
    return list(nodes[cut + 1 :])


def _named_in_quotes(nodes: Sequence[Node]) -> set[str]:
    """Who is spoken of inside a quotation: not the one who is said to speak it."""
    return {r for n in nodes if n.quoted and n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}


def _names_person(node: Node) -> bool:
    unit = node.unit
    return unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and bool(unit.refs)


def _append(clubs: list[str], club: str) -> None:
    if club not in clubs:
        clubs.append(club)
