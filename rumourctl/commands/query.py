"""``rumourctl query``: the user's own SQL."""

from __future__ import annotations

from typing import Annotated

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus, UsageProblem
from rumourctl.rendering.formats import Format

Sql = Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, or - to read it from standard input.")]
Param = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="What :NAME in the SQL stands for; may be repeated."),
]


def query(
    ctx: typer.Context,
    sql: Sql,
    param: Param = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Answer a question of your own in SQL, which can read and nothing else.

    The tables and views are those of the page on the ledger; timeline and sources_summary are views for such questions.
    Rows come as SQLite finds them, and Ctrl-C stops a query that takes too long.

    Examples:

    $ rumourctl query "SELECT stage, count(*) AS claims FROM claims GROUP BY stage ORDER BY claims DESC"
    $ rumourctl query "SELECT person, date, stage FROM timeline WHERE to_club = :club" -p club="Real Madrid" -f csv
    $ rumourctl query - < question.sql
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.rendering.answers import answer_view
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    if sql == "-":
        sql = _typed(context.stdin.read())
    parameters = dict(map(_parted, param or ()))
    with given.read_ledger(context) as ledger, ledger.asking(sql, parameters) as answer:
        output(context, shape, answer_view(answer.columns), answer.rows)
    return ExitStatus.DONE


def _typed(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageProblem("query: standard input is not UTF-8; save the SQL so") from error


def _parted(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name.isidentifier():
        raise UsageProblem(f"--param: “{parameter}” is not of the form NAME=VALUE")
    return name, value
