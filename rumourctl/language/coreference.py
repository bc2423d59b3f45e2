"""Who "he", "the German", "the Reds" and "the Merseyside club" are.

Sentences are read in order; a description is settled by what the article says of its persons (position, nation, age,
clubs, part), then by who was spoken of last. What cannot be settled stays without a reference.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.appositions import copula_before
from rumourctl.language.cast import Cast, listed_names
from rumourctl.language.clubs import REACH, ClubReader, Context, Spoken
from rumourctl.language.fitting import person_fit, unnamed_fit
from rumourctl.language.grammar import closed_class
from rumourctl.language.learning import learn, learn_beside
from rumourctl.language.lexicon import Lexicon, Thing
from rumourctl.language.lists import clubs_beside, join_lists
from rumourctl.language.matches import is_opponent
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Sentence

_SINGULAR_PRONOUNS = closed_class("singular_pronouns")
_HIS = ("his", "her")
_OBJECTS = ("him", "her")
_FIRST_PLURAL = closed_class("first_plural")
_FIRST_PERSON = _FIRST_PLURAL | closed_class("first_singular")
_PLURAL_PRONOUNS = closed_class("plural_pronouns")
_PREPOSITIONS = closed_class("prepositions")
_ARTICLES = closed_class("articles")
_BOUNDARIES = closed_class("boundaries")
_AUXILIARIES = closed_class("auxiliaries")
_ONE_OF_MANY = 0.4
"""How much less likely a description of one means somebody of a list."""
_NEW = 0.06
"""How much less likely it is of each who was spoken of since, and for each time that he was spoken of before."""
_BECOMING = closed_class("becoming")
_CREDITS = closed_class("before_credited")
_COME_FROM = closed_class("come_from")
_NOT_MOVERS = ("official", "other")


class Discourse:
    """Resolves the units of an article's sentences, in order, against its cast."""

    def __init__(
        self, cast: Cast, lexicon: Lexicon, context: Context, speakers: Sequence[str | None], learns: bool = True
    ) -> None:
        """``context`` says which clubs and countries the article speaks of: it settles names that several clubs share.

        ``speakers`` are the persons whose words the sentences tell, as far as that is known already.

        Without ``learns``, descriptions are resolved but teach nothing: on the first pass they are often mistaken.
        """
        self._learns = learns
        self.cast, self._lexicon = cast, lexicon
        self.clubs = ClubReader(lexicon, context)
        self._people: deque[Spoken] = deque(maxlen=REACH)
        self._speakers = speakers
        self._listed: set[tuple[str, int]] = set()

    def fresh_topic(self) -> None:
        """Forgets who was spoken of: a new item of a list of unrelated items begins."""
        self._people.clear()
        self.clubs.fresh_topic()

    def resolve(self, sentence: Sentence, nodes: Sequence[Node]) -> list[Node]:
        """``nodes`` with their references filled and lists of names joined into one unit each."""
        speaker = self._speakers[sentence.index]
        resolved: list[Node] = []
        for position, node in enumerate(nodes):
            if node.unit is None:
                resolved.append(node)
                continue
            unit = self._unit(node.unit, sentence, nodes, position, speaker, resolved)
            if unit.dressing.owner in _HIS:
                unit = replace(unit, whose=self._topic(sentence.index, {speaker or ""} if node.quoted else frozenset()))
            if unit.kind is UnitKind.CLUB and is_opponent(resolved, _after(nodes, position)):
                unit = replace(unit, opponent=True)
            resolved.append(replace(node, unit=unit, norm=f"<{unit.kind}>"))
            if unit.pronoun == "who" and (name := _antecedent(resolved)):
                self._people.append(Spoken(sentence.index, name, True))
            if not sentence.heading or not sentence.index:
                self._remember(unit, sentence.index, resolved, nodes[position + 1 : position + 3])
        learn_beside(self.cast, resolved)
        bare, owned = clubs_beside(resolved)
        for unit, club in owned:
            if (person := self.cast.persons.get(unit.refs[0])) and club not in person.clubs:
                person.clubs.insert(0, club)
        joined = join_lists(bare, self._finite)
        for node in joined:
            if node.unit and len(node.unit.members) > 1:
                self._listed.update((name, sentence.index) for name in node.unit.refs)
            if node.unit and len(node.unit.members) > 1 and node.unit.members[0].dressing.plural:
                for name in node.unit.refs[1:]:  # "the Sunderland pair A and B"
                    if name in self.cast.persons:
                        learn(self.cast.persons[name], node.unit.members[0].dressing, self.clubs)
        return joined

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
            return self._named_person(unit)
        if unit.form is Form.PRONOUN:
            return self._pronoun(unit, sentence, so_far, speaker, nodes[position].quoted)
        if unit.form is Form.DESCRIPTION:
            if unit.dressing.noun == "client" and (client := self._client_in(so_far, speaker)):
                return replace(unit, refs=(client,))
            if copula := copula_before(nodes, position):
                if copula not in _BECOMING:
                    self._complement(unit, sentence.index, speaker if nodes[position].quoted else None)
                return unit
            beside = {r for n in _same_clause(so_far) if n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}
            beside |= _named_in_quotes(so_far) if not nodes[position].quoted else set()
            if speaker and not (nodes[position].unit and self._is_speaker(nodes, position)):
                beside.add(speaker)
            return self._description(unit, sentence, beside, so_far, speaker if nodes[position].quoted else None)
        if unit.mention and unit.kind in (UnitKind.CLUB, UnitKind.PLACE, UnitKind.NATION, UnitKind.OTHER):
            return self._named_thing(unit, unit.mention, before, way_before, _behind(nodes, position))
        if unit.kind is UnitKind.OUTLET and unit.mention:
            names = listed_names(unit.mention, Thing.OUTLET) or [unit.mention.text]
            return replace(unit, refs=tuple(names[:1]))
        return unit

    def _named_thing(self, unit: Unit, mention: Mention, before: str, way_before: str, after: str) -> Unit:
        if mention.kind is MentionKind.CLUB or any(e.thing is Thing.CLUB for e in mention.entries):
            surname = self.cast.names_for(mention) if len(mention.norms) == 1 else []
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

    def _named_person(self, unit: Unit) -> Unit:
        assert unit.mention is not None
        kind = self.cast.kind_of(unit.mention)
        if kind is MentionKind.CLUB:
            return replace(unit, kind=UnitKind.CLUB, refs=(unit.mention.text,))
        if kind is MentionKind.OUTLET:
            return replace(unit, kind=UnitKind.OUTLET, refs=(unit.mention.text,))
        if kind is not MentionKind.PERSON:
            return replace(unit, kind=UnitKind.PLACE)
        names = self.cast.names_for(unit.mention)
        if not names:
            return replace(unit, kind=UnitKind.OTHER)
        name = names[0] if len(names) == 1 else self._latest(names)
        learn(self.cast.persons[name], unit.dressing, self.clubs)
        return replace(unit, refs=(name,))

    def _latest(self, names: Sequence[str]) -> str:
        return next((s.name for s in reversed(self._people) if s.name in names), names[0])

    def _pronoun(
        self, unit: Unit, sentence: Sentence, so_far: Sequence[Node], speaker: str | None, quoted: bool
    ) -> Unit:
        if unit.pronoun in _SINGULAR_PRONOUNS:
            exclude = ({speaker} if speaker else set()) if quoted else _named_in_quotes(so_far)
            if unit.pronoun in _OBJECTS and not unit.possessive:
                exclude |= self._acting(so_far)  # "Smith told him": another than Smith
            name = self._topic(sentence.index, exclude)
            return replace(unit, refs=(name,)) if name else unit
        if quoted and unit.pronoun in _FIRST_PERSON and (client := self._client(speaker)):
            return replace(unit, refs=(client,))
        if unit.pronoun in _FIRST_PLURAL and quoted:
            club = self._speakers_club(speaker)
            return replace(unit, kind=UnitKind.CLUB, refs=(club,)) if club else unit
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
        first: dict[tuple[int, bool], Spoken] = {}
        for spoken in known:
            first.setdefault((spoken.sentence, spoken.subject), spoken)
        best = max(first.values(), key=lambda s: self._salience(s, index), default=None)
        return (best.name or None) if best else None

    def _salience(self, spoken: Spoken, index: int) -> float:
        """How near to mind somebody is in a later sentence: by distance, as a subject, as whom the article is about."""
        back = index - spoken.sentence
        faded = 0.0 if back == 1 else 0.7 + 0.3 * min(back, 8)
        return 0.3 * spoken.subject + 0.8 * self.cast.prominence(spoken.name) - faded

    def _acting(self, so_far: Sequence[Node]) -> set[str]:
        """Whom the verb of the clause that ``so_far`` ends with has as its subject."""
        clause = _same_clause(so_far)
        for at in range(len(clause) - 2, -1, -1):
            unit = clause[at].unit
            if unit and not unit.possessive and any(self._finite(n) for n in clause[at + 1 : at + 3]):
                behind = clause[at + 1 :]
                named = next((i for i, n in enumerate(behind) if n.unit or n.norm in _ARTICLES), len(behind))
                purpose = any(n.norm == "to" for n in behind[named:])
                return set() if purpose else set(unit.refs)  # "signs a contract to keep him": him, the subject
        return set()

    def _client_in(self, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """Who "my client" and "his client" is: he for whom the speaker, or the agent named before, speaks."""
        agents = [speaker, *(n.unit.refs[0] for n in reversed(so_far) if n.unit and n.unit.refs)]
        return next((client for name in agents if (client := self._client(name))), None)

    def _client(self, speaker: str | None) -> str | None:
        """The player of whom an agent says "we", "I" and "my client"."""
        person = self.cast.persons.get(speaker or "")
        return person.client if person else None

    def _speakers_club(self, speaker: str | None) -> str | None:
        """The club for which somebody says "we": that where he plays or works."""
        person = self.cast.persons.get(speaker or "")
        return person.club if person and person.part != "other" else None

    def _moves(self, name: str) -> bool:
        person = self.cast.persons.get(name)
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
            owner = self._owner(unit.dressing, speaker, sentence.index)
            known = self.cast.persons[owner].club if owner in self.cast.persons else None
            if owner and not known and speaker:
                return unit  # his own club, which no words beside his name tell
            club = known or self.clubs.described(unit.dressing, sentence.index)
            return replace(unit, refs=(club,)) if club else unit
        if unit.kind is UnitKind.PERSON:
            name = self._described_person(unit.dressing, sentence.index, beside)
            if name:
                if self._learns and not sentence.heading and self._sure(name, unit.dressing, sentence.index):
                    learn(self.cast.persons[name], unit.dressing, self.clubs)
                return replace(unit, refs=(name,))
        return unit

    def _complement(self, unit: Unit, index: int, speaker: str | None) -> None:
        """ "X is the Ajax coach", "X is leaving as Ajax coach", and "X is our player" in the mouth of ``speaker``, tell
        what X is; they bring in nobody else."""
        subject = next((s for s in reversed(self._people) if s.sentence == index), None)
        if (
            subject
            and subject.name
            and not unit.dressing.incoming
            and unit.dressing.part in ("player", "manager", "staff", "official")
            and not (unit.dressing.part == "staff" and unit.kind is UnitKind.OTHER)  # a post, which may change
        ):
            person = self.cast.persons[subject.name]
            learn(person, unit.dressing, self.clubs)
            own = self._speakers_club(speaker) if unit.dressing.owner == "our" and speaker != person.name else None
            if own and not person.clubs:
                person.clubs.append(own)

    def _described_person(self, dressing: Dressing, index: int, exclude: set[str]) -> str | None:
        """``exclude`` are those who cannot be meant: the speaker, and whom the same clause has named already."""
        if dressing.part == "other":
            return self._by_part(dressing, index)
        best: tuple[float, str] | None = None
        seen: set[str] = set()
        times = Counter(s.name for s in self._people)
        for spoken in reversed(self._people):
            if spoken.name in seen or spoken.name in exclude:
                continue
            order = len(seen)
            seen.add(spoken.name)
            person = self.cast.persons[spoken.name] if spoken.name else None
            fit = person_fit(person, dressing, self.clubs) if person else unnamed_fit(dressing)
            if fit is None:
                continue
            score = fit - 0.35 * min(index - spoken.sentence, 12) + (0.1 if spoken.subject else 0) - 0.02 * order
            if (spoken.name, spoken.sentence) in self._listed:
                score -= _ONE_OF_MANY
            if fit >= 0 and not dressing.former:
                score += 0.5 * self.cast.prominence(spoken.name)
            elif fit < 0:  # what is new of somebody is said where he comes in
                score -= _NEW * (order + min(times[spoken.name], 3))
            if best is None or score > best[0]:
                best = (score, spoken.name)
        return best[1] or None if best and best[0] > -4 else None

    def _sure(self, name: str, dressing: Dressing, index: int) -> bool:
        """Whether a resolved description may teach: it agrees with what is known, or there is nobody else near."""
        fit = person_fit(self.cast.persons[name], dressing, self.clubs)
        near = {s.name for s in self._people if index - s.sentence <= 1}
        settled = dressing.part == "player" or dressing.clubs or dressing.nations
        return (fit or 0) >= 1.5 or (near == {name} and bool(settled))

    def _by_part(self, dressing: Dressing, index: int) -> str | None:
        """ "The agent" is the last one introduced as such, if any was."""
        return next(
            (
                s.name
                for s in reversed(self._people)
                if s.name and self.cast.persons[s.name].part == dressing.part and index - s.sentence < 8
            ),
            None,
        )

    def _owner(self, dressing: Dressing, speaker: str | None, index: int) -> str | None:
        """Whose club "his club" is, and "the club" in the mouth of one of its players or its manager."""
        if dressing.owner in _HIS and not dressing.clubs:
            return self._topic(index)
        plain = not (dressing.clubs or dressing.places or dressing.nations or dressing.leagues or dressing.owner)
        return speaker if plain and dressing.noun == "club" else None

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
        if unit.kind not in kinds or not unit.refs or unit.opponent:
            return
        first = not any(n.unit and n.unit.kind is unit.kind and n.unit.refs for n in so_far[:-1])
        governed = len(so_far) > 1 and so_far[-2].norm in _PREPOSITIONS
        acts = first or any(self._finite(n) for n in ahead)
        subject = acts and not unit.possessive and not governed
        if unit.kind is UnitKind.CLUB:
            aside = governed and so_far[-2].norm == "from" and so_far[-3:][0].norm not in _COME_FROM
            self.clubs.speak(Spoken(index, unit.refs[0], subject, aside), unit.form is Form.PRONOUN)
            return
        self._people.append(Spoken(index, unit.refs[0], subject))
        if unit.form is not Form.PRONOUN:
            for club in (c for m in unit.dressing.clubs if (c := self.clubs.club_of(m))):
                self.clubs.speak(Spoken(index, club, False, True))


def _behind(nodes: Sequence[Node], position: int) -> str:
    """The word behind the unit at ``position``; "are" where another club is joined to it, which makes a plural."""
    after = _after(nodes, position)
    partner = nodes[position + 2].unit if after in ("and", ",") and position + 2 < len(nodes) else None
    return "are" if partner and partner.kind is UnitKind.CLUB else after


def _after(nodes: Sequence[Node], position: int) -> str:
    return nodes[position + 1].norm if position + 1 < len(nodes) else ""


def _antecedent(nodes: Sequence[Node]) -> str | None:
    """Whom the "who" at the end of ``nodes`` means: the person right before it."""
    at = len(nodes) - 2
    at -= at > 0 and nodes[at].norm == ","
    unit = nodes[at].unit if at >= 0 else None
    return unit.refs[-1] if unit and unit.kind is UnitKind.PERSON and unit.refs else None


def _same_clause(nodes: Sequence[Node]) -> list[Node]:
    """The nodes before here back to where a clause may begin."""
    cut = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].unit is None and nodes[i].norm in _BOUNDARIES), -1)
    return list(nodes[cut + 1 :])


def _named_in_quotes(nodes: Sequence[Node]) -> set[str]:
    """Who is spoken of inside a quotation: not the one who is said to speak it."""
    return {r for n in nodes if n.quoted and n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}
