"""Who "he", "the German", "the Reds" and "the Merseyside club" are.

Sentences are read in order; a description is settled by what the article says of its persons (position, nation, age,
clubs, part), then by who was spoken of last. What cannot be settled stays without a reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.acting import (
    behind,
    is_traded,
    leading,
    of_no_name,
    oneself,
    others_named,
    told_by_form,
    told_himself,
)
from rumourctl.language.antecedents import antecedent
from rumourctl.language.appositions import as_told, copula_before, left_for_another, tells_part
from rumourctl.language.around import (
    acting,
    after,
    agents_of,
    ahead_of,
    beside_another,
    conceded,
    counted_among,
    in_circumstance,
    in_place_of,
    is_speaker,
    joined_clubs,
    labels,
    named_beside,
    named_in_quotes,
    of_some_clubs,
    replacing,
    said_aside,
    same_clause,
    says_where,
    told_to,
    where_another_went,
)
from rumourctl.language.cast import Cast
from rumourctl.language.clubs import ClubReader, Context, Spoken
from rumourctl.language.exemplified import join_exemplified
from rumourctl.language.grammar import closed_class
from rumourctl.language.labelled import taken_up
from rumourctl.language.learning import learn, learn_beside, share_club
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.lists import clubs_beside, join_lists
from rumourctl.language.matches import by_the_way
from rumourctl.language.namings import NameReader
from rumourctl.language.nodes import PARTIES, POSTS, Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.presented import Presented
from rumourctl.language.takenup import OF_TWO, is_bought, of_two
from rumourctl.language.they import club_just_told_of, either_of_two, nation_acting, persons_told_of
from rumourctl.language.tokens import Kind, Sentence
from rumourctl.language.trail import GROUP_SIZES, Trail
from rumourctl.language.whose import SIDES, Whose, his_own_said, speaks_up, told_by_himself

_SINGULAR_PRONOUNS = closed_class("singular_pronouns")
_HIS, _OBJECTS = ("his", "her"), ("him", "her")
_FIRST_PLURAL = closed_class("first_plural")
_FIRST_PERSON = _FIRST_PLURAL | closed_class("first_singular")
_PLURAL_PRONOUNS = closed_class("plural_pronouns")
_PREPOSITIONS = closed_class("prepositions")
_SUBORDINATORS = closed_class("subordinators") - closed_class("govern_nouns")
_AUXILIARIES = closed_class("auxiliaries")
_BECOMING = closed_class("becoming")
_COME_FROM = closed_class("come_from")
_GROUPS = closed_class("groups")
_HOLDS = closed_class("holds")
_OF_ANY = ("every", "any", "each", "no")
_SURE = closed_class("sure")
_NEWS = closed_class("news_of_a_club") | closed_class("posts_lead")
_ALSO_JOIN = closed_class("also_prepositions")


class Discourse:
    """Resolves the units of an article's sentences, in order, against its cast."""

    def __init__(
        self,
        cast: Cast,
        lexicon: Lexicon,
        context: Context,
        speakers: Sequence[str | None],
        presented: Presented,
        learns: bool = True,
    ) -> None:
        """``context`` says which clubs and countries the article speaks of: it settles names that several clubs share.

        ``speakers`` are the persons whose words the sentences tell, as far as that is known already, and ``presented``
        those who are described before they are named.
        Without ``learns``, descriptions are resolved but teach nothing: on the first pass they are often mistaken.
        """
        self._learns = learns
        self.cast, self._lexicon = cast, lexicon
        self.clubs = ClubReader(lexicon, context)
        self._trail = Trail(cast, self.clubs, lexicon.bearers)
        self._speakers, self._presented = speakers, presented
        self._names = NameReader(cast, lexicon, self.clubs, self._trail)
        self.whose = Whose(cast, self.clubs, lexicon)

    def fresh_topic(self) -> None:
        """Forgets who was spoken of: a new item of a list of unrelated items begins."""
        self._trail.people.clear()
        self.clubs.fresh_topic()

    def resolve(self, sentence: Sentence, nodes: Sequence[Node]) -> list[Node]:
        """``nodes`` with their references filled and lists of names joined into one unit each."""
        speaker = self._speakers[sentence.index]
        self._trail.enter(sentence)
        self.whose.hear(nodes, sentence)
        self.clubs.opened, self.clubs.now = self._trail.opened, sentence.index
        resolved: list[Node] = []
        for position, node in enumerate(nodes):
            if node.unit is None and node.norm in OF_TWO:
                resolved.append(self._both(node, resolved, nodes[position + 1 : position + 2], sentence.index))
                continue
            if node.unit is None:
                resolved.append(self.whose.side_of(node, resolved) if node.norm in SIDES else node)
                if side := resolved[-1].unit:
                    self._remember(side, sentence.index, resolved, nodes[position + 1 : position + 3])
                continue
            unit = self._unit(node.unit, sentence, nodes, position, speaker, resolved)
            if unit.dressing.owner in _HIS:
                others = {speaker or ""} if node.quoted else leading(resolved, unit, self._finite) & self.cast.leaders
                unit = replace(unit, whose=self._trail.topic(sentence.index, others, unit.dressing.owner))
            elif unit.dressing.owner in ("our", "my") and node.quoted:
                unit = replace(unit, whose=speaker)
            if all(n.norm in _NEWS or n.kind is Kind.SYMBOL for n in nodes[:position]):
                self._trail.open_with(unit, nodes[position:], sentence.index)
            if unit.form is Form.NAME and (
                beside_another(resolved) or in_circumstance(resolved, after(nodes, position))
            ):
                self._trail.aside.update((name, sentence.index) for name in unit.refs)
            if unit.form is Form.NAME and not node.quoted and is_speaker(nodes, position, self._lexicon):
                self._trail.heard.update((name, sentence.index) for name in unit.refs)
            unit = by_the_way(unit, resolved, after(nodes, position))
            resolved.append(node.holding(unit))
            if unit.pronoun == "who" and (name := antecedent(resolved)):
                self._trail.people.append(Spoken(sentence.index, name, (name, sentence.index) not in self._trail.aside))
            if not sentence.heading or not sentence.index:
                self._remember(unit, sentence.index, resolved, ahead_of(nodes, position))
        if sentence.heading and sentence.index:
            self._trail.head(resolved, sentence.index)
        learn_beside(self.cast, sentence, resolved)
        bare, owned = clubs_beside(resolved)
        for unit, club in owned:
            if (person := self.cast.persons.get(unit.refs[0])) and club not in person.clubs:
                person.clubs.insert(0, club)
        joined = join_exemplified(join_lists(bare, self._finite))
        share_club(self.cast, self.clubs, joined)
        self._trail.note(joined, sentence.index)
        for members in (n.unit.members for n in joined if n.unit and len(n.unit.members) > 1):
            plural = next((i for i, m in enumerate(members) if m.dressing.plural), len(members))
            for name in (r for m in members[plural + 1 :] for r in m.refs if r in self.cast.persons):
                learn(self.cast.persons[name], members[plural].dressing, self.clubs)  # "the Lyon pair A and B"
        return joined

    def _both(self, node: Node, so_far: Sequence[Node], ahead: Sequence[Node], index: int) -> Node:
        """ "Both have a year left", "the latter has", "want the former": a plain word that takes up two persons named
        before, or one."""
        part = of_two(node, so_far, ahead, self._finite)
        pair = self._trail.group(index, 2)[part] if part else ()
        since = (s.sentence for s in self.clubs.spoken if s.sentence < index or node.norm == "both")
        if not pair or any(sentence > self._trail.groups[-1].sentence for sentence in since):
            return node
        unit = Unit(UnitKind.PERSON, Form.PRONOUN, node.start, node.end, pronoun=node.norm, refs=pair)
        return node.holding(unit)

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
        unit = taken_up(unit, sentence.tokens[unit.start].norm) if self._trail.headline else unit
        before = nodes[position - 1].norm if position else ""
        way_before = nodes[position - 2].norm if position > 1 else ""
        if unit.kind is UnitKind.PERSON and unit.form is Form.NAME and unit.mention:
            return self._names.person(unit)
        if unit.form is not Form.NAME and either_of_two(so_far):
            return unit
        if unit.form is Form.PRONOUN:
            rest = nodes[position + 1 :]
            hears = None if unit.pronoun in _PLURAL_PRONOUNS else told_to(so_far, rest[:2], self.cast.leaders)
            if name := hears or self._names.to_come(nodes, position):
                return replace(unit, refs=(name,))
            answers = self.whose.none_of_theirs(so_far, rest) if unit.possessive else None
            if club := self._names.club_to_come(nodes, position, answers):
                return replace(unit, kind=UnitKind.CLUB, refs=(club,))
            says = is_speaker(nodes, position, self._lexicon)
            others = self.cast.leaders if is_traded(nodes, position) else set()  # "Smith insists he will not be sold"
            told = nodes[position].quoted, says and speaker not in others, after(nodes, position), others, answers
            return self._pronoun(unit, sentence, so_far, speaker, *told)
        if unit.form is Form.DESCRIPTION:
            if name := self._presented.get((sentence.index, unit.start)):
                learn(self.cast.persons[name], unit.dressing, self.clubs)
                return replace(unit, refs=(name,))
            if client := self.whose.client_called(unit.dressing, so_far, speaker):
                return replace(unit, refs=(client,))
            acts = position + 1 < len(nodes) and self._finite(nodes[position + 1])
            copula = copula_before(nodes, position)
            if copula and not (acts and nodes[position - 1].norm == "as"):  # "as the winger closes in on"
                owned = copula == "as" and unit.dressing.owner  # "want Smith as their coach"
                if copula not in _BECOMING and not owned:
                    copula = "was" if left_for_another(nodes, position) else copula
                    self._complement(unit, sentence.index, speaker if nodes[position].quoted else None, copula)
                return unit
            if labels(nodes, position):
                return unit
            if (agents := agents_of(nodes, position, self.cast)) is not None:
                return replace(unit, refs=agents)
            beside = others_named(nodes[position], unit, so_far, self.cast, self._says, self._finite)
            speaks = speaks_up(nodes, position, self._lexicon)
            himself = told_by_himself(nodes, position, self._lexicon)
            beside |= {speaker} if speaker and not (speaks or himself or conceded(so_far)) else set()
            if unit.dressing.owner in _HIS and unit.dressing.part in POSTS:  # "his manager" is not he
                beside |= {self._trail.topic(sentence.index, pronoun=unit.dressing.owner) or ""}
            if speaks and unit.kind is UnitKind.PERSON:
                return self._described(unit, sentence, beside, self._speakers[max(0, sentence.index - 1)] or "")
            return self._description(unit, sentence, beside, so_far, speaker if nodes[position].quoted else None)
        if unit.mention and unit.kind in (UnitKind.CLUB, UnitKind.PLACE, UnitKind.NATION, UnitKind.OTHER):
            return self._names.thing(unit, unit.mention, before, way_before, behind(nodes, position))
        if unit.kind is UnitKind.OUTLET and unit.mention:
            return self._names.outlet(unit, unit.mention)
        return unit

    def _pronoun(
        self,
        unit: Unit,
        sentence: Sentence,
        so_far: Sequence[Node],
        speaker: str | None,
        quoted: bool,
        says: bool,
        ahead: str,
        others: set[str],
        answers: str | None,
    ) -> Unit:
        if says and not quoted and speaker and speaker in self.cast.persons and unit.pronoun in ("he", "she"):
            return replace(unit, refs=(speaker,))
        if unit.pronoun in _SINGULAR_PRONOUNS:
            if of_no_name(so_far):
                return unit  # "if somebody leaves, it is because he wants to"
            exclude = others | (
                {speaker or ""} if quoted else named_in_quotes(so_far) | said_aside(so_far, self._lexicon)
            )
            exclude |= replacing(so_far)
            acts = bool(so_far) and so_far[-1].norm == "for" and ahead == "to"  # "all is agreed for him to join"
            if unit.pronoun in _OBJECTS and not unit.possessive and not acts:
                exclude |= acting(so_far, self._finite)  # "Smith told him": another than Smith
                if in_place_of(so_far):  # "Smith is among the favourites to replace him"
                    exclude |= named_beside(so_far)
            same = told_by_form(unit, so_far, self._says)
            same = oneself(unit, so_far, self._finite, ahead) or same
            same = same if same in self.cast.persons else None  # no club is "himself"
            same = same or (his_own_said(so_far, self._says) if unit.pronoun in ("he", "she") else None)
            club = self.whose.club_for(speaker) if quoted else None
            bought = not quoted and unit.pronoun in _OBJECTS and is_bought(so_far) and not (same or unit.possessive)
            if bought and self._trail.players_here(self.cast.leaders):  # "want him", who is no coach then
                same = self._trail.topic(sentence.index, exclude | self.cast.leaders, unit.pronoun, club)
            name = same or self._trail.topic(sentence.index, exclude, unit.pronoun, club) or told_himself(unit, so_far)
            if says and not (name or quoted or unit.possessive):
                name = self._trail.told_of(sentence.index)  # "the reporter has been busy. Now he's claimed that"
            return replace(unit, refs=(name,)) if name else unit
        if quoted and unit.pronoun in _FIRST_PERSON and (client := self.whose.client(speaker)):
            return replace(unit, refs=(client,))
        if unit.pronoun in _FIRST_PLURAL and (quoted or (self.whose.followed and not speaker)):
            club = (self.whose.club_for(speaker) or self.whose.house(so_far)) if quoted else self.whose.followed
            return replace(unit, kind=UnitKind.CLUB, refs=(club,)) if club else unit
        if unit.pronoun in _PLURAL_PRONOUNS:
            if names := persons_told_of(so_far, sentence.index, unit.possessive, self._trail, self.clubs):
                return replace(unit, refs=names)
            signer = acting(so_far, self._finite) if unit.pronoun == "them" else ()  # "Lyon signed him from them"
            another = answers or self.whose.ourselves(so_far, speaker) or next(iter(signer), None)
            club = self.clubs.topic(sentence.index, another)
            told = club_just_told_of(unit, so_far, self._holds, self._finite, quoted)
            nation = nation_acting(so_far, self._finite)
            clubs = nation or joined_clubs(so_far) or told or ((club,) if club else ())
            return replace(unit, kind=UnitKind.NATION if nation else UnitKind.CLUB, refs=clubs) if clubs else unit
        return unit

    def _description(
        self, unit: Unit, sentence: Sentence, beside: set[str], so_far: Sequence[Node], speaker: str | None
    ) -> Unit:
        if unit.kind is UnitKind.CLUB:
            of_them = bool(so_far) and so_far[-1].norm in ("among", "of")
            if unit.dressing.pair and not of_them and (pair := self.clubs.pair(unit.dressing)):
                return replace(unit, refs=pair)
            if sentence.tokens[unit.start].norm in _OF_ANY:
                return unit  # "every Premier League club will want him"
            if of_some_clubs(unit.dressing, same_clause(so_far)[-1:]):
                return replace(unit, refs=counted_among(so_far, UnitKind.CLUB))
            if own := self.whose.his_club(unit.dressing, so_far):
                return replace(unit, refs=(own,))
            owner = self._owner(unit.dressing, speaker, sentence.index)
            known = self.whose.club_of(owner, unit.dressing.former) or self.whose.club_joined(unit.dressing, so_far)
            if sentence.tokens[unit.end - 1].text == "Club" and (itself := self.clubs.first()):
                return replace(unit, refs=(itself,))  # a statement's "the Club"
            if owner and not known and (speaker or unit.dressing.former):
                return unit  # his own club, or his old one, which no words beside his name tell
            staff = self.clubs.main() if owner and unit.dressing.part == "metonym" else None  # "his bosses"
            club = known or staff or self.clubs.described(unit.dressing, sentence.index)
            return replace(unit, refs=(club,)) if club else unit
        if unit.kind is UnitKind.OTHER and unit.dressing.plural and unit.dressing.noun in _GROUPS:
            if members := counted_among(so_far, UnitKind.PERSON):
                for name in members:
                    learn(self.cast.persons[name], unit.dressing, self.clubs)
                return replace(unit, kind=UnitKind.PERSON, refs=members)
            taken_up = unit.dressing.pair or unit.dressing.definite
            size = 2 if unit.dressing.pair else GROUP_SIZES.get(unit.dressing.noun or "")
            if size and taken_up and (clubs := self.clubs.several(unit.dressing, size, sentence.index)):
                return replace(unit, kind=UnitKind.CLUB, refs=clubs)
            names = self._trail.group(sentence.index, size) if taken_up and not unit.dressing.clubs else ()
            return replace(unit, kind=UnitKind.PERSON, refs=names) if names else unit
        return self._described(unit, sentence, beside) if unit.kind is UnitKind.PERSON else unit

    def _described(self, unit: Unit, sentence: Sentence, beside: set[str], after: str | None = None) -> Unit:
        """A described person with his reference; ``after`` is who spoke before one who speaks."""
        name = self._trail.described(unit.dressing, sentence.index, beside, after)
        if not name:
            return unit
        placed = bool(unit.dressing.clubs) and not self.cast.persons[name].clubs
        sure = placed or self._trail.is_sure(name, unit.dressing, sentence.index)
        if self._learns and sure and (name == self._trail.headline or not sentence.heading):
            learn(self.cast.persons[name], unit.dressing, self.clubs)
        return replace(unit, refs=(name,), wanted_by=self._names.wanting(unit.dressing))

    def _complement(self, unit: Unit, index: int, speaker: str | None, copula: str) -> None:
        """ "X is the Ajax coach", "X is leaving as Ajax coach", and "X is our player" in the mouth of ``speaker``, tell
        what X is; they bring in nobody else."""
        subject = next((s for s in reversed(self._trail.people) if s.sentence == index), None)
        if not (subject and subject.name and tells_part(unit)):
            return
        person = self.cast.persons[subject.name]
        learn(person, as_told(unit.dressing, copula), self.clubs)
        own = self.whose.club_for(speaker) if unit.dressing.owner == "our" and speaker != person.name else None
        if own and not person.clubs and self._learns:
            person.clubs.append(own)

    def _owner(self, dressing: Dressing, speaker: str | None, index: int) -> str | None:
        """Whose club "his club" is, and "the club" in the mouth of one of its players or its manager."""
        if dressing.owner in _HIS and not dressing.clubs:
            return self._trail.topic(index, pronoun=dressing.owner)
        plain = not (dressing.clubs or dressing.places or dressing.nations or dressing.leagues or dressing.owner)
        return speaker if plain and dressing.noun == "club" else None

    def _says(self, node: Node) -> bool:
        return node.unit is None and node.norm != "back" and self._lexicon.says(node.norm)  # "bring Smith back"

    def _holds(self, node: Node) -> bool:
        bases = {base for base, _ in self._lexicon.verb_forms.get(node.norm, ())}
        return self._says(node) or (node.unit is None and bool(node.norm in _SURE or bases & _HOLDS))

    def _remember(self, unit: Unit, index: int, so_far: Sequence[Node], ahead: Sequence[Node]) -> None:
        somebody = unit.kind is UnitKind.OTHER and unit.form is Form.DESCRIPTION and not unit.dressing.plural
        if somebody and unit.dressing.part == "player" and not (len(so_far) > 1 and so_far[-2].norm in _OF_ANY):
            self._trail.people.append(Spoken(index, "", False))  # somebody without a name, whom a later "he" may mean
            return
        if unit.kind not in PARTIES or not unit.refs or unit.opponent:
            self.clubs.speak_of_office(unit, index)
            return
        first = not any(n.unit and n.unit.kind is unit.kind and n.unit.refs for n in so_far[:-1])
        joined = len(so_far) > 1 and so_far[-2].norm in _ALSO_JOIN and any(map(self._finite, ahead[:1]))
        governed = len(so_far) > 1 and so_far[-2].norm in _PREPOSITIONS and not joined
        opens = len(so_far) > 1 and so_far[-2].unit is None and so_far[-2].norm in _SUBORDINATORS
        acts = so_far[-2] if unit.kind is UnitKind.PERSON and len(so_far) > 2 else None
        taken = acts is not None and self._finite(acts) and acts.norm not in _AUXILIARIES  # "Lyon signed Smith"
        subject = (first or opens or any(map(self._finite, ahead))) and not unit.possessive and not governed
        if unit.kind is UnitKind.CLUB:
            aside = governed and (
                (so_far[-2].norm == "from" and so_far[-3:][0].norm not in _COME_FROM)
                or says_where(so_far)
                or where_another_went(so_far)
                or (so_far[-2].norm == "with" and so_far[-3:][0].norm == ",")  # "…, with Lyon also keen"
            )
            spoken = Spoken(index, unit.refs[0], subject, aside, unit.bygone)
            self.clubs.speak(spoken, counts=unit.form is not Form.PRONOUN)
            return
        self._trail.people.extend(Spoken(index, name, subject, taken=taken) for name in unit.refs)
        if unit.form is not Form.PRONOUN:
            person = self.cast.persons.get(unit.refs[0])
            self.clubs.speak_of_employer(unit, person, Spoken(index, "", subject), person is self.cast.main)
            for club in unit.wanted_by[-1:]:
                self.clubs.speak(Spoken(index, club, False, True))  # "Lyon target Smith will return to the club"
