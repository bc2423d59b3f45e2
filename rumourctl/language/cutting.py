"""Cutting a sentence's nodes where one statement ends and the next begins.

The cut is shallow: relative and subordinate clauses, coordinated predicates, participles, asides and quotations each
become a clause of their own, and inherit a subject where they have none. Where one may begin is asked of other modules.
"""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.absolutes import only_for
from rumourctl.language.apart import goes_on_to, join_apart
from rumourctl.language.boundaries import Boundaries
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.echoes import also_seen, ends_list, likened, moves_along, named_among, with_others
from rumourctl.language.fares import fragment, on_terms, tells_how_it_fares
from rumourctl.language.gapping import spread_out
from rumourctl.language.governing import anticipated, governing_words, intro_of, several
from rumourctl.language.grammar import closed_class
from rumourctl.language.marks import comes_later, joins_clauses, sets_beside, station_end, sum_ends, to_be_cut
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.opened import Open, called_target, enclosed, finish, last_unit, sought_by, with_parts
from rumourctl.language.parting import parted
from rumourctl.language.relatives import Relatives, is_apart, owning, with_pronoun_first
from rumourctl.language.reshaping import in_plain_order, share_out, verb_left_out, written_out
from rumourctl.language.series import next_predicate
from rumourctl.language.successors import taking_over, with_successors_named
from rumourctl.language.thatless import plain_subject
from rumourctl.language.tokens import Kind
from rumourctl.language.verbless import brief_statement, headline
from rumourctl.language.verbs import Verbs

_DASHES = ("–", "—", "-")
_LINKING = ("then", "meanwhile", "however", "instead", "nevertheless", "thus")
_COORDINATORS = closed_class("coordinators")
_BEHIND_BUT = closed_class("behind_but")
_QUANTIFIERS = closed_class("quantifiers")
_JOINED = closed_class("joined")
_SUM_ASIDES = closed_class("sum_asides")


def read_clauses(nodes: Sequence[Node], verbs: Verbs) -> list[Clause]:
    """The clauses of a sentence's ``nodes``, in the order in which they begin."""
    return [c for c in _Cutter(verbs, with_successors_named(to_be_cut(nodes))).clauses() if c.nodes]


class _Cutter:
    """One pass over one sentence."""

    def __init__(self, verbs: Verbs, nodes: list[Node], inside: bool = False) -> None:
        self._verbs, self._nodes, self._inside = verbs, nodes, inside
        self._boundaries = Boundaries(verbs, nodes)
        self._relatives = Relatives(verbs, nodes, self._boundaries)
        self._done: list[Open] = []
        self._now = self._begin(ClauseKind.MAIN)
        self._left_out: list[Node] = []
        """Words of a verb to be thought behind the next unit."""

    def clauses(self) -> list[Clause]:
        """All clauses; see :func:`read_clauses`."""
        self._gather()
        join_apart(self._done)
        share_out(self._done, self._verbs)
        self._done = [own for part in self._done for own in spread_out(part)]
        if not any(n.unit is None and n.norm in _JOINED for n in self._nodes):
            self._done += [called_target(n, n.unit) for n in self._nodes if n.unit and n.unit.wanted_by]
        fronted = {id(p.parent): p for p in reversed(self._done) if p.parent and p.nodes and not p.at_start}
        for part in self._done:
            part.nodes = in_plain_order(written_out(part.nodes, self._verbs), self._verbs)
        behind = {id(p): fronted.get(id(p)) or (fronted.get(id(p.parent)) if p.at_start else None) for p in self._done}
        return [finish(part, self._verbs, behind[id(part)]) for part in self._done if part.nodes]

    def _gather(self) -> None:
        at = 0
        while at < len(self._nodes):
            at = self._step(at)

    def _begin(self, kind: ClauseKind, **more: object) -> Open:
        self._now = Open(kind, **more)  # type: ignore[arg-type]
        self._done.append(self._now)
        return self._now

    def _step(self, at: int) -> int:
        node = self._nodes[at]
        if node.kind is Kind.QUOTE:
            return at + 1
        if self._now.nodes and node.quoted != self._now.nodes[-1].quoted and node.norm != "," and not self._goes_on(at):
            self._begin(ClauseKind.MAIN)
        if (along := moves_along(self._now.nodes, self._nodes[at : at + 3])) and (end := self._echo(at + along - 1)):
            return end
        if node.norm == "(" and node.unit is None:
            return self._aside(at, ")")
        if node.norm in _DASHES and node.unit is None:
            return self._aside(at, node.norm) if comes_later(self._nodes, at, node.norm) else self._main(at)
        if node.norm in (";", ":", "…", "|", "/") and node.unit is None:
            return self._main(at)
        if node.norm == ",":
            return self._comma(at)
        if self._relative(at):
            return at + 1
        if joins_clauses(self._nodes, at) and (end := self._coordinate(at)):
            return end
        if aside := sought_by(self._nodes[at : at + 4], self._now, self._verbs):
            self._done.append(aside)
            return at + 3
        if node.unit is None and self._subordinate(at):
            return at + 1
        if self._left_out and node.unit is not None:
            self._now.nodes.extend([node, *self._left_out])
            self._left_out = []
            return at + 1
        if self._without_comma(at):
            return at + 1
        if self._now.ends_in_age and (end := self._apposed(at)):
            return end
        told = self._now.nodes[self._now.prefix :]
        bare = told and (node.unit or node.norm == "there") and self._boundaries.bare_complement(at, told)
        if bare or (told and plain_subject(self._nodes, at, self._verbs)):
            self._begin(ClauseKind.SUBORDINATE, intro="that", parent=self._now)
        self._now.nodes.append(node)
        return at + 1

    def _goes_on(self, at: int) -> bool:
        """Whether a quotation that begins at ``at`` goes on with the clause: "Smith “is not for sale”"."""
        waits = self._now.awaits_verb(self._verbs) and self._verbs.finite(self._nodes, at)
        return self._nodes[at].quoted and (waits or self._boundaries.leads_on(self._now.nodes[-1]))

    def _main(self, at: int) -> int:
        """What stands behind a mark that parts statements; "and" and "but" there go on with the one before."""
        behind = self._nodes[at + 1] if at + 1 < len(self._nodes) else None
        if self._nodes[at].norm in _DASHES and on_terms(self._nodes, at + 1):
            return at + 1
        if behind and behind.unit is None and behind.norm in _COORDINATORS and (end := self._coordinate(at + 1)):
            return end
        if behind and self._now.nodes and self._nodes[at].norm in _DASHES and self._boundaries.participle(at + 1):
            self._begin(ClauseKind.PARTICIPLE, parent=self._now, inherits=True)  # "Smith is in – taking it to £100m"
        else:
            self._begin(ClauseKind.MAIN, intro=self._nodes[at].norm)
        return at + 1

    def _aside(self, at: int, close: str) -> int:
        """What stands in brackets or between dashes: a clause of its own; the sentence goes on behind it."""
        end = at + 1
        while end < len(self._nodes) and not (self._nodes[end].norm == close and self._nodes[end].unit is None):
            end += 1
        outer = self._now
        inside = with_pronoun_first([n for n in self._nodes[at + 1 : end] if n.kind is not Kind.QUOTE])
        if outer.nodes and (named := named_among(outer.nodes[-1], inside)):
            outer.nodes[-1] = named
            return end + 1
        self._done += self._parts(enclosed(self._nodes[at].norm, outer, inside, self._verbs))
        return end + 1

    def _parts(self, aside: Open) -> list[Open]:
        """``aside`` with the clauses inside it, unless it stands in another: "(in his first game after he joined)"."""
        if self._inside:
            return [aside]
        inner = _Cutter(self._verbs, aside.nodes, inside=True)
        inner._gather()
        return with_parts(aside, inner._done)

    def _relative(self, at: int) -> bool:
        node, word = self._nodes[at], self._relatives.relative_word(at)
        if word is None:
            return False
        if word in ("that", "which") and self._relatives.of_a_sum(at + 1, self._now.nodes):
            self._begin(ClauseKind.RELATIVE, intro="that", parent=self._now, antecedent=self._now.nodes[-1].unit)
            return True
        of_people = word in ("who", "whom", "whose")
        antecedent = self._relatives.head(at, self._now.nodes) if of_people else None
        antecedent = antecedent or last_unit(self._now.nodes, of_people)
        if antecedent is None:
            return is_apart(self._nodes, at) and bool(self._begin(ClauseKind.RELATIVE, intro=word, parent=self._now))
        if word == "that" and not self._relatives.that_relates(at, self._now.nodes, antecedent):
            return False
        if word == "which" and self._now.nodes[-1].norm == ",":
            antecedent = None  # may take up the whole statement
        elif not of_people and antecedent.kind is UnitKind.PERSON and antecedent.form is Form.NAME:
            antecedent = None  # "talks with Smith that sealed a move"
        outer = self._now
        opened = self._begin(ClauseKind.RELATIVE, intro=word, parent=outer, antecedent=antecedent, inherits=True)
        if word in ("whom", "which") and self._relatives.governs(outer.nodes):
            governor = outer.nodes.pop()
            if outer.nodes and outer.nodes[-1].norm in _QUANTIFIERS:
                opened.nodes.append(outer.nodes.pop())  # "neither of whom will sell"
            else:
                opened.governor = governor
        if word == "whose" and antecedent:
            opened.nodes.append(owning(node, antecedent))
        return True

    def _comma(self, at: int) -> int:
        nodes, now, ahead = self._nodes, self._now, at + 1
        ahead += any(n.kind is Kind.QUOTE for n in nodes[ahead : ahead + 1])
        if ahead >= len(nodes) or self._relatives.relative_behind_comma(ahead):
            return at + 1
        if ahead + 2 < len(nodes) and self._relatives.relative_behind_comma(ahead + 2) and self._ends_list(at, ahead):
            return ahead + 1  # "want A, who is in, B, who is out, and C"
        if end := self._echo(ahead):
            return end
        if nodes[ahead].unit is None and nodes[ahead].norm in _SUM_ASIDES and (end := sum_ends(nodes, ahead)):
            self._done.append(Open(ClauseKind.ASIDE, ",", now, nodes=list(nodes[ahead:end])))
            return end + 1  # "a bid, worth £70m, was rejected"
        if sets_beside(nodes, ahead) and (end := self._boundaries.inserted_end(at) or station_end(nodes, ahead)):
            self._done.append(Open(ClauseKind.ASIDE, intro="(", nodes=list(nodes[ahead + 1 : end])))
            return end + 1  # "Smith, like Brown, has left"
        if only_for(nodes, ahead):
            self._begin(ClauseKind.COORDINATE, intro=",", parent=now).nodes.append(nodes[ahead + 2])
            return ahead + 4
        if fragment(self._nodes, ahead):
            named = bool(now.nodes) and all(n.unit for n in now.nodes)  # "Chelsea and Lyon, agreement done"
            self._begin(ClauseKind.MAIN, intro=",", parent=now, inherits=named)
            return at + 1
        if brief_statement(nodes, ahead) or headline(nodes, ahead, now.nodes):
            self._begin(ClauseKind.COORDINATE, intro=",", parent=now)
            return at + 1
        if now.nodes and (end := self._boundaries.report_end(ahead)):
            said = self._begin(ClauseKind.ASIDE, intro="(", nodes=list(nodes[ahead:end]))
            self._now = said if self._relatives.relative_behind_comma(end + 1) else now  # "…, said Smith, who"
            return end
        if now.nodes and now.nodes[-1].unit is not None and (end := self._apposed(ahead)):
            return end
        if (above := parted(now, nodes, ahead, self._verbs, self._done) or self._resumed(ahead)) is not None:
            self._now = above
            return at + 1
        if self._boundaries.fronted(now.nodes, ahead) and now.kind is ClauseKind.MAIN and now is self._done[0]:
            now.kind, now.at_start = ClauseKind.PARTICIPLE, True  # "In an attempt to sign Smith, …"
        if now.kind in (ClauseKind.SUBORDINATE, ClauseKind.PARTICIPLE) and now.at_start:
            self._begin(ClauseKind.MAIN, parent=now)
            return at + 1
        if next_predicate(nodes, ahead, now.nodes, self._verbs):
            self._begin(ClauseKind.COORDINATE, parent=now, intro=",", inherits=True)
            return at + 1
        if self._boundaries.participle(ahead) or self._boundaries.gerund_behind_adverb(ahead):
            self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=True)
            return at + 1
        if self._boundaries.absolute(ahead):
            self._begin(ClauseKind.SUBORDINATE, parent=now, intro="with")
            return at + 1
        if self._boundaries.opens_clause(self._boundaries.behind_date(ahead + (nodes[ahead].norm in _LINKING))):
            self._begin(ClauseKind.COORDINATE, parent=now, intro=",")
            return at + 1
        now.nodes.append(nodes[at])
        return at + 1

    def _echo(self, at: int) -> int | None:
        """Begins a clause that says what the clause now open says of its subject of the one whom the words at ``at``
        liken to that: where it goes on behind him; None where they liken nobody."""
        told = self._now.parent if self._now.intro == "if" else self._now
        again, end = likened(told.nodes, self._nodes, at, self._verbs) if told else ([], 0)
        if again:
            self._begin(ClauseKind.COORDINATE, parent=told, intro="and").nodes.extend(again)
        return end if again else None

    def _apposed(self, at: int) -> int | None:
        """Makes the apposition that begins at ``at`` an aside: where the clause goes on; None for none."""
        end = self._boundaries.apposition_end(at)
        if end is None:
            return None
        head = last_unit(self._now.nodes)
        self._done.append(Open(ClauseKind.ASIDE, ",", self._now, head, list(self._nodes[at:end])))
        return end + 1

    def _resumed(self, ahead: int) -> Open | None:
        """The clause that what is at ``ahead``, behind a comma, goes on with: for a finite verb one that still awaits
        it, else the one around the clause now open."""
        now = self._now
        waiting = now.awaiting(self._verbs)
        plural = waiting is not None and any(several(n.unit) for n in waiting.nodes[:1])
        if not self._verbs.finite(self._nodes, ahead, plural or (waiting is None and several(now.antecedent))):
            return goes_on_to(now, self._nodes, ahead)
        if waiting is not None:
            return None if self._boundaries.participial_aside(ahead) else waiting
        nested = now.kind not in (ClauseKind.MAIN, ClauseKind.ASIDE)
        reported = now.kind is not ClauseKind.RELATIVE and self._verbs.says(self._nodes[ahead].norm)
        return now.parent if nested and now.parent and now.parent.nodes and not reported else None

    def _coordinate(self, at: int) -> int | None:
        """Begins what "and" or its like at ``at`` adds, and an aside of what commas enclose there: where it goes on."""
        nodes, now = self._nodes, self._now
        ahead = self._verbs.skip_adverbs(nodes, at + 1)
        if ahead >= len(nodes) or not now.nodes:
            return None
        if end := self._echo(at + 1) or self._echo(ahead):
            return end
        if self._ends_list(at, ahead):
            return ahead + 1
        inserted = self._boundaries.inserted_end(ahead)
        if not self._begin_coordinate(at, inserted + 1 if inserted else ahead):
            return None
        if not inserted:
            return at + 1
        opens = self._boundaries.subordinate(ahead + 1, [])
        kind, first = (ClauseKind.SUBORDINATE, ahead + 2) if opens else (ClauseKind.ASIDE, ahead + 1)
        intro = nodes[ahead + 1].norm if opens else "("
        self._done.append(Open(kind, intro, now, nodes=list(nodes[first:inserted])))
        return inserted + 1

    def _ends_list(self, at: int, ahead: int) -> bool:
        """Says of the name at ``ahead`` what is said of a relative clause's head: "want A, who is in, and B"."""
        now, above, marks = self._now, self._now.parent, [n.norm for n in self._nodes[at - 1 : at + 1]]
        if now.kind is not ClauseKind.RELATIVE or not above or "," not in marks:
            return False
        head = above.nodes[: -1 if above.nodes[-1:] and above.nodes[-1].norm == "," else None]
        if not (ends_list(head, self._nodes[ahead:]) and self._verbs.has_finite(now.nodes)):
            return False
        again = [*head[:-1], self._nodes[ahead]]
        self._begin(above.kind, intro=above.intro, parent=above.parent, inherits=above.inherits).nodes.extend(again)
        return True

    def _begin_coordinate(self, at: int, ahead: int) -> bool:
        nodes, now, word = self._nodes, self._now, self._nodes[at].norm
        if self._relatives.relative_behind_comma(ahead) and (outer := now.around_relative):
            self._now = outer  # "who left in May **and who** has no club"
            return True
        if self._boundaries.joint_subject(now.nodes, ahead):
            return False
        brief = brief_statement(nodes, ahead) or (word == "but" and tells_how_it_fares(nodes, ahead))
        joined = now.intro == "with" and self._boundaries.absolute(ahead)  # "with A joining and B leaving"
        if brief or joined or self._boundaries.coordinated_subject(ahead) or with_others(nodes, ahead, self._verbs):
            if joined:
                self._begin(ClauseKind.SUBORDINATE, intro="with", parent=now.parent)
            else:
                self._begin(ClauseKind.COORDINATE, intro=word, parent=now)
            return True
        if word == "but" and nodes[ahead].unit is None and nodes[ahead].norm in _BEHIND_BUT:
            self._begin(ClauseKind.COORDINATE, intro=word, parent=now, inherits=True)
            return True
        if left_out := verb_left_out(now.nodes, nodes[ahead : ahead + 4], self._verbs):
            self._begin(ClauseKind.COORDINATE, intro=word, parent=now)
            self._left_out = left_out
            return True
        if word == "but" and nodes[at + 1].norm in ("not", "no") and not self._verbs.finite(nodes, ahead):
            self._begin(ClauseKind.COORDINATE, intro=word, parent=now, inherits=True)  # "but not a fee with Lyon"
            return True
        if nodes[ahead].unit is not None or nodes[ahead].norm in ("who", "which", "whose"):
            if seen := also_seen(now.nodes, nodes[ahead : ahead + 2], self._verbs):
                self._begin(ClauseKind.COORDINATE, intro=word, parent=now).nodes.extend(seen)
            return bool(seen)
        root = now.joined_by(nodes[at - 1].norm, nodes[ahead].norm)
        gerunds = [root.nodes[0], nodes[ahead]] if root.kind is ClauseKind.PARTICIPLE else []
        if gerunds and all("gerund" in self._verbs.forms(n.norm) for n in gerunds):
            self._begin(ClauseKind.PARTICIPLE, parent=root, inherits=True)  # "…, signing Smith and selling Brown"
            return True
        plural = (word == "but" or not governing_words(root.nodes)) and any(map(several, root.inherited(self._verbs)))
        if self._boundaries.coordinated_verb(ahead, word, root.nodes, plural=plural):
            self._begin(ClauseKind.COORDINATE, intro=word, parent=root, inherits=True)
            return True
        if (prefix := governing_words(root.nodes)) and self._boundaries.coordinated_infinitive(ahead):
            opened = self._begin(ClauseKind.COORDINATE, intro=word, parent=root, inherits=True)
            opened.nodes.extend(prefix)
            return True
        return False

    def _without_comma(self, at: int) -> bool:
        """Begins or goes back to a clause where no comma parts it from the one now open."""
        now, node = self._now, self._nodes[at]
        if now.at_start and now.inherits and self._boundaries.follows_fronted(at, now.nodes):
            self._begin(ClauseKind.MAIN, parent=now)  # "Before going home Lyon have asked", "Once it is over Lyon will"
        elif taking_over(self._nodes, at) and self._verbs.has_finite(now.nodes):  # "named A on a deal replacing B"
            self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=True)
        elif self._relatives.zero_relative(at, now.nodes):  # "the player Roma want"
            head = next((n.unit for n in reversed(now.nodes[-2:]) if n.unit), None)
            self._begin(ClauseKind.RELATIVE, intro="that", parent=now, antecedent=head)
        elif (
            node.unit is None
            and (now.kind is ClauseKind.RELATIVE or now.tells_of_deal)
            and self._relatives.resumes(at, now.nodes)
            and self._verbs.has_finite(now.nodes[2 * (now.intro == "whose") :])  # not the noun of "whose bid"
            and (waiting := now.awaiting(self._verbs))
        ):
            self._now = waiting  # "the striker who scored twice has signed"
        else:
            return False
        self._now.nodes.append(node)
        return True

    def _subordinate(self, at: int) -> bool:
        now, word = self._now, self._nodes[at].norm
        if word == "having":
            if not self._boundaries.having(at, now.nodes, behind_with=now.intro == "with"):
                return False
            first = not now.nodes and now.kind is ClauseKind.MAIN
            opened = self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=not first, intro="having", at_start=first)
            opened.nodes.append(self._nodes[at])  # it belongs to what is said: "having a bid rejected"
            return True
        if not self._boundaries.subordinate(at, now.nodes):
            return False
        governing = anticipated(now.nodes) if word == "that" else []
        opened = self._begin(
            ClauseKind.SUBORDINATE,
            intro=intro_of(word, now.nodes),
            parent=now,
            antecedent=self._relatives.place(now.nodes) if word == "where" else None,
            inherits=word not in ("that", "with", "in"),
            at_start=not now.nodes and now.kind is ClauseKind.MAIN,
            prefix=len(governing),
        )
        opened.nodes.extend(governing)
        return True
