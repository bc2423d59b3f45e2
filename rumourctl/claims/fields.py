"""Values of JSON from elsewhere, taken out one by one, each of the type that it must have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

_T = TypeVar("_T")
_Enum = TypeVar("_Enum", bound=StrEnum)
_MOST = 2**63 - 1
"""The largest number that a ledger can keep."""


class Fields:
    """The fields of one object. Every method raises ValueError with a reason that names the field and ``of``, what the
    object is."""

    def __init__(self, values: object, of: str) -> None:
        if not isinstance(values, dict):
            raise ValueError(f"{of} is no JSON object")
        self._left = dict(values)
        self._of = of

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that are left, in their order."""
        return tuple(self._left)

    def text(self, name: str) -> str:
        """A text that can be written down: one of whole characters."""
        found = self._take(name, str, "a text")
        if not found.isascii():
            try:
                found.encode()
            except UnicodeEncodeError as error:
                raise ValueError(f"{name!r} of {self._of} holds half a character at {error.start}") from None
        return found

    def name(self, name: str) -> str:
        """A text of at least one character."""
        found = self.text(name)
        if not found:
            raise ValueError(f"{name!r} of {self._of} is empty")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(Fields({name: each}, self._of).text(name) for each in self.objects(name))

    def whole(self, name: str) -> int:
        """A whole number."""
        found = self._take(name, int, "a whole number")
        if abs(found) > _MOST:
            raise ValueError(f"{name!r} of {self._of} is too large")
        return found

    def flag(self, name: str) -> bool:
        return self._take(name, bool, "true or false")

    def day(self, name: str) -> date:
        """A date as ``2025-05-20``."""
        written = self.text(name)
        try:
            found = date.fromisoformat(written)
        except ValueError:
            found = None
        if found is None or found.isoformat() != written:
            raise ValueError(f"{name!r} of {self._of} is no date like 2025-05-20")
        return found

    def one_of(self, name: str, known: type[_Enum]) -> _Enum:
        """One of the values of an enum."""
        written = self.text(name)
        try:
            return known(written)
        except ValueError:
            raise ValueError(f"{name!r} of {self._of} is none of {', '.join(known)}") from None

    def objects(self, name: str) -> list[object]:
        return self._take(name, list, "a list")

    def part(self, name: str) -> Fields:
        """The fields of the object in a field."""
        return Fields(self._take(name, dict, "an object"), f"{name!r} of {self._of}")

    def maybe(self, take: Callable[[str], _T], name: str) -> _T | None:
        """What ``take``, another method, finds in a field; None where the field holds null."""
        if name in self._left and self._left[name] is None:
            del self._left[name]
            return None
        return take(name)

    def done(self) -> None:
        """Refuses what was not asked for: whoever wrote it meant something by it."""
        for name in sorted(self._left):
            raise ValueError(f"{self._of} has a field {name!r}, which is not known")

    def _take(self, name: str, kind: type[_T], called: str) -> _T:
        if name not in self._left:
            raise ValueError(f"{self._of} lacks {name!r}")
        found = self._left.pop(name)
        if type(found) is not kind:  # true is no number here
            raise ValueError(f"{name!r} of {self._of} is not {called}")
        return found
