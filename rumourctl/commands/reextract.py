"""``rumourctl reextract``: derive all claims again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.commands.signals import heeding_signals
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format
from rumourctl.rendering.notices import say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.claims.model import Claim


def reextract(
    ctx: typer.Context,
    rules: options.Rules = None,
    jobs: options.Jobs = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Read all articles in the ledger again.

    For when the rules have become better. The articles stay as they are; a claim that is found again keeps its id.
    Ctrl-C and SIGTERM end the run behind the article at hand; the same command again begins with those left.

    Examples:

    $ rumourctl reextract
    $ rumourctl reextract --rules my-rules/
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.commands.reading import crew_of
    from rumourctl.ledger.rows import Rederived
    from rumourctl.rendering.directories import REDERIVED
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template, REDERIVED)
    extractor = given.extractor_of(context, rules)
    done = Rederived()

    def stored(total: Rederived) -> None:
        """Notes how far the run has come, and obeys a signal that came meanwhile."""
        nonlocal done
        done = total
        signals.obey()

    def extract(article: Article) -> list[Claim]:
        """The claims of ``article``; one more is done with."""
        claims = crew.extract(article)
        step(len(claims))
        return claims

    with (
        heeding_signals() as signals,
        given.open_ledger(context, signals=signals) as ledger,
        crew_of(context, extractor, jobs) as crew,
        progress(context, lambda: ledger.counts().articles) as step,
    ):
        try:
            with signals.finishing():
                ledger.rederive(extract, extractor.version, extractor.country_of, stored, crew.ahead)
        except BaseException:
            say(context, f"stopped after {how_many(done.articles, 'article')}; run it again to do the others")
            raise
        finally:
            output(context, shape, REDERIVED, [asdict(done)], at_once=True)
    return ExitStatus.DONE
