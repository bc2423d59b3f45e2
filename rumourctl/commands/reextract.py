"""``rumourctl reextract``: derive all claims again."""

from __future__ import annotations

from dataclasses import asdict

import typer

from rumourctl.commands import options
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format


def reextract(
    ctx: typer.Context,
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
    db: options.Database = None,
) -> ExitStatus:
    """Read all articles in the ledger again.

    For when the rules have become better. The articles stay as they are; a claim that is found again keeps its id.

    Examples:

    $ rumourctl reextract
    $ rumourctl reextract --rules my-rules/
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.rendering.directories import REDERIVED
    from rumourctl.rendering.output import output

    context = options.context_of(ctx, db)
    extractor = options.extractor_of(context, rules)
    with options.open_ledger(context) as ledger:
        done = ledger.rederive(extractor.extract, extractor.version, extractor.country_of)
    output(context, form, REDERIVED, [asdict(done)])
    return ExitStatus.DONE
