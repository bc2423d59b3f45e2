"""Which person or club a name on the command line means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rumourctl.claims.people import fold
from rumourctl.commands.options import called
from rumourctl.context import Context
from rumourctl.errors import NothingFound
from rumourctl.ledger.rows import Named
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.notices import note
from rumourctl.rendering.sheet import how_many
from rumourctl.sagas.saga import Saga

_LISTS = {
    "person": "rumourctl people lists them",
    "club": "rumourctl clubs lists them",
    "person or club": "rumourctl people and rumourctl clubs list them",
}
"""What to do where no name is near."""
_LISTED = 12
"""How many candidates are named before the rest is only counted."""


def the_person(ledger: Ledger, name: str | None) -> str | None:
    """The one person that ``name`` means. Raises NothingFound, with candidates, where it is none or several."""
    if name is None:
        return None
    found = ledger.find_people(name)
    return _the_one(name, found.exact, found.near, "person").name


def the_club(ledger: Ledger, name: str | None) -> str | None:
    """The one club that ``name`` means. Raises NothingFound, with candidates, where it is none or several."""
    if name is None:
        return None
    found = ledger.find_clubs(name)
    return _the_one(name, found.exact, found.near, "club").name


def favourites(context: Context, ledger: Ledger) -> tuple[str, ...]:
    """The user's favourite clubs, as the ledger shows them; stderr names those of which it knows nothing.

    Raises NothingFound where it knows none of them.
    """
    found, unknown = [], []
    for name in context.settings.favourites:
        try:
            found.append(the_club(ledger, called(context, name)))
        except NothingFound as error:
            unknown.append(str(error))
    if unknown and not found:
        raise NothingFound(
            f"of your favourites nothing is claimed yet: {unknown[0]}; set others with rumourctl config edit"
        )
    for reason in unknown:
        note(context, f"favourites: {reason}")
    return tuple(dict.fromkeys(name for name in found if name))


def the_person_or_club(ledger: Ledger, name: str) -> Named:
    """The one person or club that ``name`` means. Raises NothingFound, with candidates, otherwise."""
    people, clubs = ledger.find_people(name), ledger.find_clubs(name)
    return _the_one(name, [*people.exact, *clubs.exact], [*people.near, *clubs.near], "person or club")


def sagas_called(ledger: Ledger, identity: str, today: date) -> list[Saga]:
    """The sagas that ``identity`` may mean: by id, or by person and window, of whose name a part will do."""
    found = ledger.find_saga(identity, today)
    if not found:
        *name, tag = identity.split() or [""]
        people = ledger.find_people(" ".join(name)).exact if name else ()
        found = [saga for person in people for saga in ledger.find_saga(f"{person.name} {tag}", today)]
    return found


def _the_one(name: str, exact: Sequence[Named], near: Sequence[Named], noun: str) -> Named:
    if not exact:
        hint = f"did you mean {listed(_with_claims(near), 'or')}?" if near else _LISTS[noun]
        raise NothingFound(f"no {noun} in the ledger is called “{name}”; {hint}")
    # Who bears exactly this name is meant, even where others bear it with more words.
    best = [row for row in exact if fold(row.name) == fold(name)] or exact
    if len(best) > 1:
        raise NothingFound(f"“{name}” may be {listed(_with_claims(best), 'or')}; give more of the name")
    return best[0]


def listed(candidates: Sequence[str], conjunction: str) -> str:
    """Candidates in a sentence: "A, B or C"; of many only the first, and how many more."""
    names = list(candidates[:_LISTED])
    if rest := len(candidates) - len(names):
        names.append(f"{rest} more")
    return ", ".join(names[:-1]) + f" {conjunction} {names[-1]}" if len(names) > 1 else names[0]


def _with_claims(rows: Sequence[Named]) -> list[str]:
    return [f"{row.name} ({how_many(row.claims, 'claim')})" for row in rows]
