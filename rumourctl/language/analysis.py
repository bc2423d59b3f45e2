"""From an article to its sentences, read: names, units, clauses, and whose word each sentence is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from rumourctl.articles.model import Article
from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.afterthoughts import carried_back
from rumourctl.language.answers import answer_in, put_to
from rumourctl.language.attribution import Attribution
from rumourctl.language.blockquotes import with_blocks_quoted
from rumourctl.language.cast import Cast, Person
from rumourctl.language.channels import channels_of, through
from rumourctl.language.clauses import Clause
from rumourctl.language.clubs import context_of
from rumourctl.language.coreference import Discourse
from rumourctl.language.credits import (
    bracket,
    closing_credit,
    credit_heading,
    credit_line,
    lone_bracket,
    of_a_picture,
    signature,
)
from rumourctl.language.denied import statements
from rumourctl.language.interviews import Interview, interview_in
from rumourctl.language.items import item_starts
from rumourctl.language.leftout import with_subject
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.names import find_mentions
from rumourctl.language.namesakes import as_persons, with_clubs_apart
from rumourctl.language.nodes import Node
from rumourctl.language.pairs import joined_at_head, part_pair
from rumourctl.language.partisan import followed_club
from rumourctl.language.posted import begins_at, goes_on_to
from rumourctl.language.presented import Presented, presented
from rumourctl.language.printed import printed
from rumourctl.language.quotes import speakers
from rumourctl.language.ranked import below_labels
from rumourctl.language.reporting import gone_on
from rumourctl.language.spans import ArticleSpans
from rumourctl.language.speech import SpeechReader
from rumourctl.language.surnames import wordlike_names
from rumourctl.language.tokens import Kind, Sentence, sentences
from rumourctl.language.units import UnitReader
from rumourctl.language.unnamed import named_later
from rumourctl.language.verbs import Verbs
from rumourctl.language.voices import club_voice, posters_voice
from rumourctl.language.writers import without_askers, without_writer

_ITEM = 12
"""Sentences of an item under a heading of its own, at most."""
_POST_ALONE = 12
"""Sentences of a text that is nothing but a post, at most."""
_CREDITED = 40
"""Sentences before a credit, at most, that it is for."""
_REACH = 80
"""Nodes before a clause, at most, that bear on it."""


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """One sentence with all that was read of it. ``speaker`` is whose words its quotation is."""

    sentence: Sentence
    nodes: tuple[Node, ...]
    clauses: tuple[Clause, ...]
    attribution: Attribution
    speaker: Attribution | None
    opens_item: bool
    house: str | None = None
    """The club for which somebody without a name says what it quotes."""
    answer: bool | None = None
    """What the next sentence answers where this one asks: yes or no; None where it asks nothing, or stays open."""
    put: bool = False
    """Whether it is a question that an interviewer puts: what it asks, nobody says."""

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return next((t.norm for t in reversed(self.sentence.tokens) if t.kind is not Kind.QUOTE), "") == "?"

    def before(self, clause: Clause) -> Sequence[Node]:
        """The nodes before ``clause``, as far back as they can bear on it: no further, so that a sentence without end
        costs in proportion to its length."""
        return self._near(clause.start)

    def up_to(self, clause: Clause) -> Sequence[Node]:
        """The nodes up to the end of ``clause``, with what is put between its own, as far back as they can bear on
        it."""
        return self._near(clause.end)

    def _near(self, position: int) -> Sequence[Node]:
        end = bisect_right(self.nodes, position, key=lambda node: node.end)
        return self.nodes[max(0, end - _REACH) : end]


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article, read."""

    article: Article
    sentences: tuple[AnalysedSentence, ...]
    cast: Cast
    discourse: Discourse


def analyse(article: Article, lexicon: Lexicon, adverbs: frozenset[str]) -> AnalysedArticle:
    """Reads ``article``. Facts of its persons are gathered in two early passes, from names and then descriptions."""
    found = [part_pair(s, lexicon) for s in sentences(article.text, article.body_start)]
    found = with_blocks_quoted(found, lexicon.says)
    mentions = [find_mentions(s, lexicon) for s in found]
    if wordlike := wordlike_names(mentions, lexicon):
        mentions = [find_mentions(s, lexicon, wordlike) for s in found]
    mentions = with_clubs_apart(mentions, lexicon)
    mentions = as_persons(found, without_askers(found, without_writer(found, mentions)))
    cast = Cast(found, mentions, lexicon)
    cast.place_leaders(article.published)
    mentions = [[cast.settled(m) for m in named] for named in mentions]
    spans = ArticleSpans(article)
    raw = [UnitReader(s, named, spans.within(s), lexicon).read() for s, named in zip(found, mentions, strict=True)]
    raw = [with_subject(s, nodes) for s, nodes in zip(found, raw, strict=True)]
    context = context_of(mentions, lexicon)
    items = item_starts(found, raw, cast)
    read: Sequence[Sequence[Node]] = raw
    posts: Presented = {}
    for learns in (False, True):
        early = Discourse(cast, lexicon, context, speakers(found, read, cast, lexicon.says), posts, learns)
        read = _resolved(found, raw, items, early)
        posts = posts or presented(read, cast, early.clubs, lexicon.says)
    told = speakers(found, read, cast, lexicon.says)
    followed = followed_club(found, read)
    times = early.clubs.times + Counter({followed: early.clubs.times.total()} if followed else {})
    final = Discourse(cast, lexicon, replace(context, spoken_of=times), told, posts)
    final.whose.followed = followed
    return _final_pass(article, found, _resolved(found, raw, items, final), items, lexicon, final, told, adverbs)


def _resolved(
    found: Sequence[Sentence], raw: Sequence[Sequence[Node]], items: Sequence[bool], discourse: Discourse
) -> list[list[Node]]:
    """The sentences' nodes with their references filled."""
    resolved = []
    for sentence, nodes, opens in zip(found, raw, items, strict=True):
        if opens:
            discourse.fresh_topic()
        resolved.append(discourse.resolve(sentence, nodes))
    return resolved


def _final_pass(
    article: Article,
    found: Sequence[Sentence],
    nodes: Sequence[list[Node]],
    items: Sequence[bool],
    lexicon: Lexicon,
    discourse: Discourse,
    told: Sequence[str | None],
    adverbs: frozenset[str],
) -> AnalysedArticle:
    verbs = Verbs(lexicon, adverbs)
    speech = SpeechReader(lexicon, discourse.cast)
    resolved = list(zip(found, nodes, items, strict=True))
    voice = club_voice(resolved) or posters_voice(resolved, SpeechReader(lexicon, discourse.cast))
    if voice:
        speech.set_voice(voice)
    read = []
    for (sentence, own, opens), told_there in zip(resolved, below_labels(found, nodes, verbs), strict=True):
        if opens:
            speech.fresh_topic()
        attribution, speaker = speech.read(sentence, own)
        read.append(
            AnalysedSentence(
                sentence,
                tuple(own),
                tuple(statements(joined_at_head(told_there), verbs)),
                attribution,
                speaker,
                opens,
                house=discourse.whose.houses.get(sentence.index),
            )
        )
    names = [
        said
        for own in _by_item(read)
        for said in named_later([r.nodes for r in own], [r.attribution for r in own], discourse.cast)
    ]
    names = gone_on([r.sentence for r in read], [r.nodes for r in read], names)
    read = [_said_by(item, found) for item, found in zip(read, names, strict=True)]
    read = _with_afterthoughts(_with_printed(_with_credits(_through_outlets(_with_speakers(read, told)))))
    interview = interview_in(found, [r.nodes for r in read], discourse.cast.leaders)
    read = _with_interviewee(read, interview, discourse.cast.main)
    return AnalysedArticle(article, tuple(_with_answers(read, interview.topics)), discourse.cast, discourse)


def _with_answers(read: Sequence[AnalysedSentence], topics: Set[int]) -> Iterator[AnalysedSentence]:
    """Gives each question, and each of the ``topics`` that ask whether something is so, the answer that the next
    sentence has for it, and says whose word it then is."""
    for at, (item, following) in enumerate(zip_longest(read, read[1:])):
        if following is None or not (item.asks or at in topics):
            yield item
            continue
        closed = item.asks or any(n.norm == "whether" and n.unit is None for n in item.nodes)
        answer = answer_in(following.nodes) if closed else None
        put = at in topics or put_to(item.sentence, following.sentence)
        said = following.speaker or following.attribution
        answers = answer is not None and put and said.source.kind is SourceKind.PERSON
        attribution = said if answers else item.attribution
        yield replace(item, attribution=attribution, answer=answer, put=put and not answers)


def _with_interviewee(
    read: Sequence[AnalysedSentence], interview: Interview, main: Person | None
) -> list[AnalysedSentence]:
    """Gives the answers of an ``interview``, whose words nobody is told to be, to who answers there, else to the person
    whom the article is on."""
    name = interview.answerer or (main.name if main else None)
    own = Attribution(Source(SourceKind.PERSON, name)) if name else None
    result = list(read)
    for at in interview.answers if own else ():
        quoted = any(n.quoted for n in read[at].nodes)
        if quoted and read[at].speaker is None:
            result[at] = replace(read[at], speaker=own)
        elif not quoted and own and read[at].attribution.source.kind is SourceKind.PUBLISHER:
            result[at] = replace(read[at], attribution=own)
    return result


def _by_item(read: Sequence[AnalysedSentence]) -> list[list[AnalysedSentence]]:
    """The sentences of each item of a list; of other articles, all."""
    items: list[list[AnalysedSentence]] = [[]]
    for sentence in read:
        if sentence.opens_item:
            items.append([])
        items[-1].append(sentence)
    return items


def _said_by(read: AnalysedSentence, found: Attribution) -> AnalysedSentence:
    """``read`` with its source, and its quotation's speaker where that is the same."""
    own = read.speaker is not None and read.speaker.source == read.attribution.source
    return replace(read, attribution=found, speaker=found if own else read.speaker)


def _through_outlets(read: Sequence[AnalysedSentence]) -> list[AnalysedSentence]:
    """Gives what somebody says the outlet that he told it, which an article names once."""
    result = []
    for item in _by_item(read):
        channels = channels_of(found for r in item for found in (r.attribution, r.speaker))
        for r in item:
            speaker = through(r.speaker, r.nodes, channels) if r.speaker else None
            result.append(replace(r, attribution=through(r.attribution, r.nodes, channels), speaker=speaker))
    return result


def _with_afterthoughts(read: Sequence[AnalysedSentence]) -> list[AnalysedSentence]:
    """Carries a source that a sentence of its own tells ("That is according to Bild") back over what it is about."""
    said = carried_back([r.sentence for r in read], [r.nodes for r in read], [r.attribution for r in read])
    return [replace(item, attribution=found) for item, found in zip(read, said, strict=True)]


def _with_printed(read: Sequence[AnalysedSentence]) -> list[AnalysedSentence]:
    """Gives a report that the article prints its source, as a credit is given: "This is from the Evening Standard:"."""
    result = list(read)
    for block, source in printed([r.sentence for r in read], [r.nodes for r in read], [r.attribution for r in read]):
        for at in block:
            own = result[at].speaker is not None and source.source.kind is SourceKind.PERSON
            result[at] = result[at] if own else _credited(result[at], source)
    return result


def _says_who(read: AnalysedSentence) -> bool:
    """Whether the sentence itself tells whose words it quotes."""
    told = read.speaker is not None and read.speaker.source == read.attribution.source
    return told and read.attribution.end > 0 and not read.attribution.carried


def _with_speakers(read: Sequence[AnalysedSentence], told: Sequence[str | None]) -> list[AnalysedSentence]:
    """Gives the sentences of a quotation their speaker: who is named behind it in the same paragraph, else whose
    words they were found to be (``told``)."""
    result = list(read)
    speaker: Attribution | None = None
    speaks = {item.sentence.paragraph: at for at, item in reversed(list(enumerate(read))) if _says_who(item)}
    for at in range(len(result) - 1, -1, -1):
        item = result[at]
        if at + 1 < len(result) and result[at + 1].sentence.paragraph != item.sentence.paragraph:
            speaker = None
        opens = at < speaks.get(item.sentence.paragraph, 0)  # a paragraph that begins with words of who is named in it
        if item.speaker and not (opens and speaker):
            speaker = item.speaker
        elif speaker and any(n.quoted for n in item.nodes):
            result[at] = replace(item, speaker=speaker)
    sources = (i.attribution for i in read)
    reporters = {s.source.name: s for s in sources if s.source.kind is SourceKind.JOURNALIST}
    for at, (item, name) in enumerate(zip(result, told, strict=True)):
        if item.speaker is None and name and any(n.quoted for n in item.nodes):
            before = result[at - 1].speaker if at else None
            goes_on = before is not None and before.source.name == name
            own = reporters.get(name) or Attribution(Source(SourceKind.PERSON, name))
            result[at] = replace(item, speaker=before if goes_on else own)
    last: Attribution | None = None
    for at, item in enumerate(result):
        words = [n for n in item.nodes if n.kind is Kind.WORD and n.unit is None]
        if item.speaker is None and last and words and all(n.quoted for n in words):
            result[at] = replace(item, speaker=last)  # a quotation of its own: whoever was quoted last goes on
        last = result[at].speaker or last
    return result


def _with_credits(read: Sequence[AnalysedSentence]) -> list[AnalysedSentence]:
    """Carries a credit at an item's end ("(Bild)", "Full story: Bild") back over the item's sentences, and an outlet's
    name that is a heading forward over what stands below it; where the last one has nothing below it, they all stand
    below their items."""
    result = list(read)
    below: Attribution | None = None
    heads = [credit_heading(r.nodes) if r.sentence.heading and r.sentence.opens_paragraph else None for r in read]
    several = sum(map(bool, heads)) > 1
    below_items = several and heads[-1] is not None
    for at, item in enumerate(read):
        if item.sentence.heading and item.sentence.opens_paragraph and several and not below_items:
            below = heads[at]
        if below:
            result[at] = _credited(item, below)
    signed = [at for at, item in enumerate(result) if signature(item.sentence, item.nodes)]
    for at, item in enumerate(result):
        if posted := signature(item.sentence, item.nodes):
            whole = at == len(result) - 1 <= _POST_ALONE and not any(r.sentence.heading for r in result)
            first = 0 if whole else begins_at([r.sentence for r in result[:at]], at)
            behind = goes_on_to([r.sentence for r in result], at) if signed == [at] else at
            for there in (*range(first, at), *range(at + 1, behind)):
                result[there] = _credited(result[there], posted)
            continue
        line = credit_line(item.nodes) or (heads[at] if below_items else None)
        credit = line or bracket(item.nodes) or closing_credit(item.sentence, item.nodes)
        if credit is None or (at and of_a_picture(item.sentence, read[at - 1].nodes)):
            continue
        below_it = item.sentence.opens_paragraph and (line is not None or lone_bracket(item.nodes))
        paragraph = item.sentence.paragraph - below_it
        start = max(0, at - _CREDITED)
        ends = (i + 1 for i in range(at - 1, start - 1, -1) if _ends_before(read[i], paragraph))
        first = next(ends, start)
        for back in range(_below_heading(result, first), at + (not below_it)):
            result[back] = _credited(result[back], credit)
    return result


def _ends_before(read: AnalysedSentence, paragraph: int) -> bool:
    """Whether a sentence before a credit is none of what that covers: of another paragraph, or credited itself."""
    return read.sentence.paragraph < paragraph or bracket(read.nodes) is not None


def _below_heading(read: Sequence[AnalysedSentence], first: int) -> int:
    """Where the item begins whose last paragraph begins at ``first``: below its heading, if it has one."""
    for at in range(first - 1, max(-1, first - _ITEM), -1):
        if read[at].sentence.heading:
            return at + 1
        if read[at].attribution.credit or read[at].attribution.source.name or bracket(read[at].nodes):
            break
    return first


def _credited(read: AnalysedSentence, credit: Attribution) -> AnalysedSentence:
    own = read.attribution
    if own.vouches_beside(credit):
        if credit.source.name in own.via:
            return read
        merged = replace(own, via=(*credit.via, credit.source.name or ""), item=credit)
    else:
        hedge = own if own.narrow else own.hedge
        merged = replace(credit, hedged=own.hedged and not own.narrow, hedge=hedge, credit=True)
    same = read.speaker is not None and read.speaker.source == own.source and not read.speaker.via
    speaker = replace(read.speaker, via=merged.via) if read.speaker and same else read.speaker
    return replace(read, attribution=merged, speaker=speaker)
