"""Settings as they are typed on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.errors import UsageProblem
from rumourctl.settings.editing import Value
from rumourctl.settings.reading import nearest
from rumourctl.settings.schema import ALIAS, ALIASES, PUBLISHER_SETTINGS, PUBLISHERS, SETTINGS, Shape
from rumourctl.settings.statements import Path as Names

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def names_of(name: str, *, whole_table: bool = False) -> Names:
    """The names that lead to a setting as it was typed. Raises UsageProblem where there is no such setting."""
    table, dot, rest = name.partition(".")
    publisher, inner, last = rest.rpartition(".")
    match table:
        case _ if not dot and table in SETTINGS:
            return (table,)
        case _ if whole_table and (name in (ALIASES, PUBLISHERS)):
            return (table,)
        case _ if table == ALIASES and rest:
            return (ALIASES, rest)
        case _ if table == PUBLISHERS and inner and publisher and last in PUBLISHER_SETTINGS:
            return (PUBLISHERS, publisher, last)
        case _ if table == PUBLISHERS and rest and whole_table:
            return (PUBLISHERS, rest)
    if table == PUBLISHERS:
        near = f"; write publishers.NAME.SETTING, with one of {', '.join(PUBLISHER_SETTINGS)}"
    else:
        near = (
            nearest(name, [*SETTINGS, ALIASES]) or f"; there are {', '.join(SETTINGS)}, aliases.NAME, publishers.NAME"
        )
    raise UsageProblem(f"there is no setting “{name}”{near}")


def value_of(names: Names, values: Sequence[str]) -> Value:
    """What was typed, as TOML has it. Raises UsageProblem where the setting cannot be so."""
    setting = ALIAS if names[0] == ALIASES else SETTINGS[names[0]] if len(names) == 1 else PUBLISHER_SETTINGS[names[-1]]
    given = values[0] if len(values) == 1 else None
    value: Value | None = given
    if setting.shape is Shape.TEXTS:
        value = list(values)
    elif setting.shape is Shape.FLAG and given:
        value = _FLAGS.get(given.lower())
    elif setting.shape is Shape.COUNT and given:
        value = int(given) if given.isdecimal() else None
    if value is None or (fault := setting.fault(value)):
        raise UsageProblem(f"{'.'.join(names)}: {fault if value is not None else f'must be {setting.shape.value}'}")
    return value
