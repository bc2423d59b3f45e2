"""``rumourctl explain``: how articles are read, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from rumourctl.commands import options
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
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
) -> ExitStatus:
    """Print how articles are read, sentence by sentence, touching no ledger.

    For each sentence: the names in it and whom they mean, whose word it is, the clauses with the rules whose words
    they hold, who stands where, and the claims; of what became no claim, why. Without --grep, --sentence or --all
    only those sentences come in which rules find an event or an idiom, or which name both a person and a club.

    Examples:

    $ rumourctl explain article.txt --grep "release clause"
    $ rumourctl explain article.txt --sentence 12
    $ echo "Chelsea circle Kai Lund of Lyon." | rumourctl explain - --date today
    $ rumourctl explain article.txt --rules my-rules/
    $ rumourctl explain articles/ -f ndjson | jq -r 'select(.dropped) | .text'
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.articles.reading import read_articles
    from rumourctl.articles.tongues import why_unread
    from rumourctl.extraction.explaining import explained
    from rumourctl.language.tokens import fold
    from rumourctl.rendering.explained import EXPLAINED
    from rumourctl.rendering.notices import say
    from rumourctl.rendering.output import output

    if form not in _FORMATS:
        raise UsageProblem(
            f"--format: a sentence has parts within parts, which {form} cannot hold; take json or ndjson"
        )
    context = options.context_of(ctx)
    reading = options.read_options(context, published, day_first, publisher)
    extractor = options.extractor_of(context, rules)
    refused: list[Problem] = []
    counts = {"shown": 0, "left out": 0}

    def wanted(row: Row) -> bool:
        if sentence is not None and row["sentence"] != sentence:
            return False
        if grep is not None:
            return fold(grep) in fold(row["text"])
        return everything or sentence is not None or _is_of_interest(row)

    def rows() -> Iterator[Row]:
        for item in read_articles(paths, reading, context.stdin):
            if isinstance(item, Problem):
                say(context, f"refused {item}")
                refused.append(item)
                continue
            if reason := why_unread(item.language):
                say(context, f"{item.path}: {reason}")
                continue
            for row in explained(extractor.trace(item), extractor.rules):
                counts["shown" if wanted(row) else "left out"] += 1
                if wanted(row):
                    yield row

    output(context, form, EXPLAINED, rows())
    if counts["left out"] and not counts["shown"]:
        chosen = grep is not None or sentence is not None
        say(context, "no sentence fits" if chosen else "no sentence has anything to explain; --all shows them all")
    return ExitStatus.PARTIAL if refused or not counts["shown"] else ExitStatus.DONE


def _is_of_interest(row: Row) -> bool:
    """Whether rules made something of a sentence, or may have missed something: it names a person and a club."""
    kinds = {mention["kind"] for mention in row["mentions"] if mention["means"]}
    read = any(c["candidates"] or any(r["kind"] == "idiom" for r in c["rules"]) for c in row["clauses"])
    return bool(read or row["claims"] or {"person", "club"} <= kinds)
