"""A digest of what changed, as one page of Markdown that can be mailed: each story with a sentence that proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rumourctl.claims.model import Recorded, Source, SourceKind
from rumourctl.rendering.changes import gone_quiet, told_state
from rumourctl.rendering.claims import short_id
from rumourctl.rendering.markdown import one_line
from rumourctl.rendering.sheet import how_many
from rumourctl.rendering.when import full_day
from rumourctl.rendering.words import source_words
from rumourctl.sagas.changes import Change
from rumourctl.sagas.lessons import Tally
from rumourctl.sagas.records import Record
from rumourctl.sagas.turns import SagaChange, Turn

_HEADINGS = {
    Turn.SETTLED: "Done",
    Turn.CONTRADICTED: "Disputed",
    Turn.ADVANCED: "Nearer",
    Turn.FELL_BACK: "Further away",
    Turn.OPENED: "New",
    Turn.UNCHANGED: "More of the same",
}
_MOST_STORIES = 10
"""So many sagas of one section are told whole; the others are named, so that a digest stays one."""
_MOST_SOURCES = 10
_LONGEST_QUOTE = 280
_JUDGED = (SourceKind.OUTLET, SourceKind.JOURNALIST)


@dataclass(frozen=True, slots=True)
class Brief:
    """What a digest tells. ``about`` is to whom it is limited, ``known`` are all claims known at the end, and
    ``records`` the track records of sources as they stand then."""

    about: Sequence[str]
    first: date
    last: date
    changes: Sequence[SagaChange]
    known: Iterable[Recorded]
    records: Mapping[Source, Record]


def brief_page(brief: Brief) -> str:
    """The digest, in Markdown."""
    published = [r for r in brief.known if brief.first <= r.published <= brief.last]
    said = {recorded.claim_id: recorded for recorded in published}
    blocks = [f"# {one_line(' · '.join(brief.about) or 'All rumours')}: {_span(brief.first, brief.last)}"]
    articles = how_many(len({recorded.article_id for recorded in published}), "article")
    people = how_many(len({recorded.known_as for recorded in published}), "person", "people")
    blocks.append(f"{how_many(len(published), 'claim')} on {people} in {articles}." if published else "No news.")
    for turn, heading in _HEADINGS.items():
        turned = [change for change in brief.changes if change.turn is turn]
        if turned:
            blocks += [f"## {heading}", *_section(turned, said)]
    if sources := list(_sources(published, brief.records)):
        blocks += ["## Whose word it is", "\n".join(sources)]
    blocks += [f"{one_line(note)}." for note in gone_quiet([c for c in brief.changes if c.turn.is_silent])]
    return "\n\n".join(blocks) + "\n"


def _span(first: date, last: date) -> str:
    return full_day(last) if first == last else f"{full_day(first)} – {full_day(last)}"


def _section(turned: Sequence[SagaChange], said: Mapping[str, Recorded]) -> Iterator[str]:
    for change in turned[:_MOST_STORIES]:
        yield "\n".join(line for story in change.stories for line in _story(story, said))
    if rest := turned[_MOST_STORIES:]:
        yield "Also: " + one_line(", ".join(dict.fromkeys(change.stories[0].person for change in rest))) + "."


def _story(story: Change, said: Mapping[str, Recorded]) -> Iterator[str]:
    """A story as an item of a list, with the sentence that it rests on."""
    states = [state for state in (story.after, story.against) if state]
    proof = next((said[i] for state in states for i in state.claim_ids if i in said), None)
    now = told_state(story, story.after, undated=proof.published if proof else None).text
    if story.against:
        now += f"; but {told_state(story, story.against).text}"
    before = f" Before: {one_line(told_state(story, story.before).text)}." if story.before else ""
    comes = story.to_club and story.from_club not in (None, story.club)
    clubs = f"{story.from_club} → {story.club}" if comes else story.club
    stop = "" if now.endswith("?") else "."
    yield f"- **{one_line(story.person)}** · {one_line(clubs)}: {one_line(now)}{stop}{before}"
    if proof:
        where = f"{one_line(proof.publisher or proof.article)}, {full_day(proof.published)}"
        yield f"  > {one_line(_quote(proof))}"
        yield f"  > — {where} ({short_id(proof.claim_id)})"


def _quote(recorded: Recorded) -> str:
    """The first sentence of the evidence, cut between words where it is long."""
    text = " ".join(recorded.claim.evidence[0].text.split()) if recorded.claim.evidence else ""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"


def _sources(published: Iterable[Recorded], records: Mapping[Source, Record]) -> Iterator[str]:
    """The outlets and journalists who vouched for something, most claims first, and how often each was right."""
    counts = Counter(r.claim.source for r in published if r.claim.source.kind in _JUDGED)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].name or ""))
    for source, count in ranked[:_MOST_SOURCES]:
        moves = records[source].moves if source in records else Tally()
        so_far = f"right on {moves.right} of {moves.settled} settled so far" if moves.settled else "nothing settled yet"
        yield f"- {one_line(source_words(source))}: {how_many(count, 'claim')}, {so_far}"
