"""``rumourctl explain``: how articles are read, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from rumourctl.commands import given, options
from rumourctl.errors import ExitStatus, Problem, UsageProblem
from rumourctl.rendering.formats import Format, Row

_FORMATS = (Format.TABLE, Format.MARKDOWN, Format.JSON, Format.NDJSON)


def explain(
    ctx: typer.Context,
    paths: options.Paths,
    grep: options.Grep = None,
    sentence: options.SentenceNumber = None,
    everything: options.AllSentences = False,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
    mapped: options.Mapped = None,
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
) -> ExitStatus:
    """Print how articles are read, sentence by sentence, touching no ledger.

    For each sentence: the names in it and whom they mean, whose word it is, the clauses with the rules whose words
    they hold, who stands where, and the claims; of what became no claim, why. Unless --grep, --sentence or --all
    chooses others, it shows the sentences in which rules find an event or an idiom, or which name a person and a club.
    There is no csv or tsv of it.

    Examples:

    $ rumourctl explain article.txt --grep "release clause"
    $ rumourctl explain article.txt --sentence 12
    $ echo "Chelsea circle Kai Lund of Lyon." | rumourctl explain - --date today
    $ rumourctl explain article.txt --rules my-rules/
    $ rumourctl explain articles/ -f ndjson | jq -r 'select(.dropped) | .text'
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.articles.reading import read_articles
    from rumourctl.commands.reading import english_articles
    from rumourctl.extraction.explaining import explained
    from rumourctl.rendering.explained import EXPLAINED
    from rumourctl.rendering.notices import say
    from rumourctl.rendering.output import output

    if form not in _FORMATS:
        raise UsageProblem(
            f"--format: a sentence has parts within parts, which {form} cannot hold; take json or ndjson"
        )
    context = given.context_of(ctx)
    reading = given.read_options(context, published, day_first, publisher, mapped)
    extractor = given.extractor_of(context, rules)
    refused: list[Problem] = []
    counts = {"shown": 0, "left out": 0}

    def rows() -> Iterator[Row]:
        """The sentences that are wanted, each as soon as it is read."""
        for article in english_articles(context, read_articles(paths, reading, context.stdin), refused):
            for row in explained(extractor.trace(article), extractor.rules):
                wanted = _is_wanted(row, sentence, grep, everything)
                counts["shown" if wanted else "left out"] += 1
                if wanted:
                    yield row

    output(context, form, EXPLAINED, rows())
    if counts["left out"] and not counts["shown"]:
        chosen = grep is not None or sentence is not None
        say(context, "no sentence fits" if chosen else "no sentence has anything to explain; --all shows them all")
    return ExitStatus.PARTIAL if refused or not counts["shown"] else ExitStatus.DONE


def _is_wanted(row: Row, number: int | None, words: str | None, everything: bool) -> bool:
    """Whether a sentence is asked for: by its number, by words in it, or else as one that is of interest."""
    from rumourctl.language.folding import fold  # here, so that --help need not wait for it

    if number is not None and row["sentence"] != number:
        return False
    if words is not None:
        return fold(words) in fold(row["text"])
    return everything or number is not None or _is_of_interest(row)


def _is_of_interest(row: Row) -> bool:
    """Whether rules made something of a sentence, or may have missed something: it names a person and a club."""
    kinds = {mention["kind"] for mention in row["mentions"] if mention["means"]}
    read = any(c["candidates"] or any(r["kind"] == "idiom" for r in c["rules"]) for c in row["clauses"])
    return bool(read or row["claims"] or {"person", "club"} <= kinds)
