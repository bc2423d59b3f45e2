"""A new file of settings: all that can be set, in comments, to be uncommented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rumourctl.settings.schema import ALIAS, ALIASES, PUBLISHER_SETTINGS, PUBLISHERS, SETTINGS, Setting


def _lines() -> Iterator[str]:
    yield "# Settings of rumourctl. A line counts once the # at its beginning is gone; rumourctl config list shows what"
    yield "# holds. A path is seen from the folder of this file, unless it begins with / or ~."
    yield from _of(SETTINGS)
    yield f"\n#[{ALIASES}]"
    yield from _of({'"Big Mac"': ALIAS})
    yield f"\n#[{PUBLISHERS}.Marca]"
    yield from _of(PUBLISHER_SETTINGS)


def _of(settings: Mapping[str, Setting]) -> Iterator[str]:
    for name, setting in settings.items():
        yield f"\n# {setting.does.replace('`', '')}; else {setting.default}"
        yield f"#{name} = {setting.example}"


TEMPLATE = "\n".join(_lines()) + "\n"
"""The text of the file."""
