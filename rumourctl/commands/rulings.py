"""The user's rulings: ``settle``, ``retract``, ``alias add``, ``merge``, ``split``, ``undo``, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from rumourctl.commands import given, options
from rumourctl.commands.options import AliasOf
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus, NothingFound, UsageProblem
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from rumourctl.context import Context
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.output import Shape
    from rumourctl.sagas.rulings import Ruled
    from rumourctl.sagas.saga import Saga

alias = typer.Typer(help="Other names of clubs, outlets and journalists.")


def settle(
    ctx: typer.Context,
    saga: Annotated[str, typer.Argument(metavar="SAGA", help="A saga as the list shows it, or its id.")],
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="OUTCOME", help="The club that the person went to, or: left, stayed.")
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the event; else today.")] = None,
    note: options.Note = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Rule how a saga ended, whatever its claims say.

    Examples:

    $ rumourctl settle "Mac Allister 2023s" --outcome Liverpool --on 2023-06-08
    $ rumourctl settle "Nico Paz 2026s" --outcome stayed --note "window closed without a bid"
    """
    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)
    day = given.one_day("--on", on, context.today) or context.today

    def rule(ledger: Ledger) -> Ruled:
        """That the saga ended so."""
        return ledger.docket.settle(
            _the_saga(context, ledger, saga), _outcome(ledger, outcome), day, made=context.today, note=note
        )

    return _ruled(context, shape, rule)


def retract(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The beginning of a claim's id.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the ruling.")],
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Rule that a claim was misread: it counts no more, though show still finds it.

    Examples:

    $ rumourctl retract c1-3f2a9b --why "it is his brother who is meant"
    """
    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)

    def rule(ledger: Ledger) -> Ruled:
        """That the one claim of this id counts no more."""
        found = sorted({recorded.claim_id for recorded in ledger.find_claim(claim)})
        if len(found) != 1:
            told = f"{len(found)} claims have ids that begin" if found else "no claim has an id that begins"
            raise NothingFound(f"{told} “{claim}”; rumourctl claims shows the ids")
        return ledger.docket.retract(found[0], made=context.today, note=why)

    return _ruled(context, shape, rule)


@alias.command("add")
def alias_add(
    ctx: typer.Context,
    other: Annotated[str, typer.Argument(metavar="ALIAS", help="The other name, exactly as the ledger shows it.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name under which it is to be shown.")],
    of: Annotated[
        AliasOf | None,
        typer.Option("--of", metavar="KIND", help=f"What it is a name of, where that is open: {', '.join(AliasOf)}."),
    ] = None,
    note: options.Note = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Rule that a club, an outlet or a journalist also goes by another name. Of persons, see merge.

    Examples:

    $ rumourctl alias add "The Beeb" "BBC Sport"
    $ rumourctl alias add "Barca" Barcelona --of club
    """
    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)

    def rule(ledger: Ledger) -> Ruled:
        """That the name is another of what it names here."""
        kind = of.value if of else _kind_of(ledger, other)
        return ledger.docket.alias(kind, other, name, made=context.today, note=note)

    return _ruled(context, shape, rule)


def merge(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The person that this one is.")],
    note: options.Note = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Rule that two persons in the ledger are one.

    Examples:

    $ rumourctl merge Chicharito "Javier Hernández"
    """
    from rumourctl.commands.naming import the_person  # here, so that --help need not wait for the ledger

    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)

    def rule(ledger: Ledger) -> Ruled:
        """That both are one."""
        one, other = the_person(ledger, name), the_person(ledger, into)
        if one is None or other is None or one == other:
            raise UsageProblem(f"“{name}” and “{into}” are one person already; rumourctl rulings says since when")
        return ledger.docket.merge(one, other, made=context.today, note=note)

    return _ruled(context, shape, rule)


def split(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person.")],
    club: Annotated[str, typer.Option("--club", metavar="NAME", help="The club with which somebody else is meant.")],
    note: options.Note = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Rule that a name means somebody else where it stands with a certain club.

    Examples:

    $ rumourctl split "Luis Suárez" --club Marseille
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.ledger.filters import Filter

    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)

    def rule(ledger: Ledger) -> Ruled:
        """That the name means somebody else there."""
        person, at = the_person(ledger, name), the_club(ledger, club)
        if person is None or at is None or not ledger.claims(Filter(person=person, club=at, limit=1)):
            raise NothingFound(
                f"nothing is claimed of {person} and {at}; rumourctl timeline shows which clubs there are"
            )
        return ledger.docket.split(person, at, made=context.today, note=note)

    return _ruled(context, shape, rule)


def undo(
    ctx: typer.Context,
    ruling: Annotated[str | None, typer.Argument(metavar="RULING", help="Its id; else the last in force.")] = None,
    note: options.Note = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Undo a ruling: all is as if it had not been made. Both stay on the list.

    Examples:

    $ rumourctl undo
    $ rumourctl undo r3 --note "it was the other Silva after all"
    """
    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)
    return _ruled(context, shape, lambda ledger: ledger.docket.undo(ruling, made=context.today, note=note))


def rulings(
    ctx: typer.Context,
    as_of: options.AsOf = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print all rulings, undone or not.

    Examples:

    $ rumourctl rulings
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.rendering.output import output
    from rumourctl.rendering.rulings import RULINGS

    context = given.context_of(ctx, db)
    shape = _shape(ctx, form, template)
    day = given.last_day("--as-of", as_of, context.today)
    with given.read_ledger(context) as ledger:
        found = [ruled for ruled in ledger.docket.all() if day is None or ruled.made <= day]
    output(context, shape, RULINGS, found)
    return given.found_or_not(context, found, "no rulings yet")


def _shape(ctx: typer.Context, form: Format, template: str | None) -> Shape:
    """How rulings are printed, known to be possible before one is made."""
    from rumourctl.rendering.rulings import RULINGS  # see above

    return shape_of(ctx, form, template, RULINGS)


def _ruled(context: Context, shape: Shape, rule: Callable[[Ledger], Ruled]) -> ExitStatus:
    """Make a ruling and print it."""
    from rumourctl.rendering.output import output
    from rumourctl.rendering.rulings import RULINGS

    with given.open_ledger(context) as ledger, ledger.deciding():
        ruled = rule(ledger)
        now = next(each for each in ledger.docket.all() if each.ruling_id == ruled.ruling_id)
    output(context, shape, RULINGS, [now])
    return ExitStatus.DONE


def _the_saga(context: Context, ledger: Ledger, identity: str) -> Saga:
    from rumourctl.commands.naming import listed, sagas_called  # see above

    found = sagas_called(ledger, identity, context.today)
    if not found:
        raise NothingFound(f"no saga is called “{identity}”; rumourctl sagas lists them")
    if len(found) > 1:
        raise NothingFound(f"“{identity}” may be {listed([saga.saga_id for saga in found], 'or')}; give more of the id")
    return found[0]


def _outcome(ledger: Ledger, named: str) -> str:
    """What ``--outcome`` means: a club of the ledger by any part of its name, another club as written, or a word."""
    from rumourctl.commands.naming import the_club  # see above
    from rumourctl.sagas.rulings import LEFT, STAYED

    if not named.strip():
        raise UsageProblem(f"--outcome: name a club, or say {LEFT} or {STAYED}")
    if named in (LEFT, STAYED) or not ledger.find_clubs(named).exact:
        return named
    return the_club(ledger, named) or named


def _kind_of(ledger: Ledger, name: str) -> str:
    """Of what ``name`` is a name in the ledger. Raises NothingFound where it is none or several."""
    kinds = ledger.kinds_named(name)
    if len(kinds) != 1:
        told = "more than one thing" if kinds else "no club, outlet or journalist"
        raise NothingFound(f"“{name}” is the name of {told} in the ledger; say which with --of")
    return kinds[0]
