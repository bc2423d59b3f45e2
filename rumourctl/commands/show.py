"""``rumourctl show``: one claim in its paragraph, or one article with all its claims marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.articles import article_row
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus, NothingFound
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.sagas import Shown


def show(
    ctx: typer.Context,
    identity: options.Identity,
    as_of: options.AsOf = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print a claim or an article with its evidence marked, or a saga with its verdicts.

    A claim stands in its paragraph, an article whole with all its claims, a saga with every source that is judged and
    what each likelihood rests on. The beginning of an id will do, as long as it fits only one; an article may also be
    named by its path, and a saga as the list shows it.

    Examples:

    $ rumourctl show c1-3f2a9b
    $ rumourctl show a61c07a2
    $ rumourctl show articles/derby.txt -f json
    $ rumourctl show "Mac Allister 2023s"
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import listed
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.passages import article_page, claim_page
    from rumourctl.rendering.sagas import saga_page

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    day = given.last_day("--as-of", as_of, context.today)
    with given.read_ledger(context) as ledger:
        found_claims = [r for r in ledger.find_claim(identity) if day is None or r.published <= day]
        found_articles = [a for a in ledger.find_article(identity) if day is None or a.published <= day]
        found_sagas = [] if found_claims or found_articles else _sagas(ledger, identity, day or context.today, day)
        ids = sorted({r.claim_id for r in found_claims} | {a.article_id for a in found_articles})
        ids += sorted({shown.saga.saga_id for shown in found_sagas})
        if not ids:
            raise NothingFound(
                f"no claim, article or saga in the ledger has an id that begins “{identity}”, or that path;"
                " rumourctl claims, articles and sagas list them"
            )
        if len(ids) > 1:
            raise NothingFound(f"“{identity}” may be {listed(ids, 'or')}; give more of the id")
        if found_sagas:
            output(context, shape, saga_page(), found_sagas)
            return ExitStatus.DONE
        article_id = (found_claims or found_articles)[0].article_id
        text = ledger.stored(article_id).text
        marked = ledger.claims(Filter(article_id=article_id, superseded=True))
        saga_id = ledger.saga_of(ids[0])
        retracted = ledger.docket.retraction(ids[0])
    if found_claims:
        output(context, shape, claim_page(text, saga_id, retracted), found_claims[:1])
    else:
        output(context, shape, article_page(text, marked), [article_row(found_articles[0])])
    return ExitStatus.DONE


def _sagas(ledger: Ledger, identity: str, today: date, as_of: date | None) -> list[Shown]:
    """The sagas that ``identity`` may mean, with the likelihoods of those that are open."""
    from rumourctl.commands.naming import sagas_called  # see above
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.sagas import Shown
    from rumourctl.sagas.likelihood import History

    found = sagas_called(ledger, identity, today)
    outlook = ledger.outlook(today, as_of)
    if as_of:
        ids, people = {saga.saga_id for saga in found}, sorted({saga.person for saga in found})
        then = (saga for name in people for saga in ledger.sagas(today, Filter(person=name, as_of=as_of)))
        found = [saga for saga in then if saga.saga_id in ids]
    if all(saga.is_settled for saga in found):
        return [Shown(saga, {}, today) for saga in found]
    history = History(outlook.tally)
    return [Shown(saga, history.likelihoods(saga), today) for saga in found]
