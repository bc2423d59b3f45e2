"""Short ways to build claims and sagas in tests."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from rumourctl.claims.model import Claim, Move, Recorded, Source, SourceKind, Stage
from rumourctl.sagas.saga import Saga, sagas_of
from rumourctl.sagas.threads import in_order

DAY = date(2025, 6, 1)
CLUB = Source(SourceKind.CLUB, "Lyon")
_ids = count()


def outlet(name: str) -> Source:
    return Source(SourceKind.OUTLET, name)


def said(
    stage: Stage, after: int = 0, to: str | None = "Lyon", *, by: str | Source = "Marca", **fields: Any
) -> Recorded:
    """A claim on Ola of Ajax, made and published ``after`` days after DAY."""
    day = DAY + timedelta(days=after)
    person = fields.pop("person", "Ola")
    voice = fields.pop("voice", None)
    move = fields.pop("move", Move.TRANSFER if to else Move.EXIT)
    claim = Claim(
        person,
        move,
        stage,
        fields.pop("date", day),
        from_club=fields.pop("leaving", "Ajax"),
        to_club=to,
        source=outlet(by) if isinstance(by, str) else by,
        **fields,
    )
    number = next(_ids)
    return Recorded(f"c1-{number:012}", f"a{number}", "x.txt", None, day, person, claim, voice)


def sagas(*claims: Recorded, today: int = 0, **options: Any) -> list[Saga]:
    """The sagas of these claims as they stand ``today`` days after DAY."""
    country_of = options.pop("countries", {}).get
    found = sagas_of(in_order(claims), options.pop("posts", ()), country_of, options.pop("settled", ()))
    return [saga.at(DAY + timedelta(days=today)) for saga in found]
