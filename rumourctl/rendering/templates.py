"""Records as lines of the user's own, written by a Jinja2 template of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from rumourctl.errors import UsageProblem
from rumourctl.rendering.formats import Row, one_text
from rumourctl.rendering.safe import safe

_WHOLE = "row"
"""Stands for the whole record, also for fields whose names are no words."""


_WRITE = "write fields as in {{person}}"


class Template:
    """A template that is filled in once a record, and ends in a line break.

    It can reach nothing but the record. Fields have the names and values of JSON; what is printed of them is one line
    in which a terminal obeys nothing: of a missing value nothing, of a list its parts, of a source or fee its words.
    """

    def __init__(self, name: str, text: str) -> None:
        """``name`` is said where something is wrong. Raises UsageProblem where ``text`` is no template."""
        self.name = name
        self._world = _World(undefined=_Missing, finalize=_shown)
        try:
            self._wanted = find_undeclared_variables(self._world.parse(text)) - self._world.globals.keys()
            self._template = self._world.from_string(text)
        except TemplateSyntaxError as error:
            raise UsageProblem(f"{name}: line {error.lineno} is no template: {error.message}; {_WRITE}") from error
        except (TemplateError, RecursionError) as error:
            raise UsageProblem(f"{name}: is no template: {error}; {_WRITE}") from error

    def __str__(self) -> str:
        return "a template"

    def check(self, columns: Sequence[str]) -> None:
        """Raises UsageProblem where it uses a field that is none of ``columns``."""
        for field in sorted(self._wanted - {*columns, _WHOLE}):
            raise UsageProblem(f"{self.name}: there is no field “{safe(field)}”; the fields are {', '.join(columns)}")

    def lines(self, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
        """What the template makes of each row, as they come. Raises UsageProblem where it cannot be filled in."""
        self.check(columns)
        for row in rows:
            try:
                yield self._template.render({_WHOLE: row, **row}) + "\n"
            except UndefinedError as error:
                raise UsageProblem(f"{self.name}: {error.message}; {_WRITE}") from error
            except SecurityError as error:
                raise UsageProblem(f"{self.name}: may reach nothing but the record: {error}; {_WRITE}") from error
            except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
                raise UsageProblem(f"{self.name}: cannot be filled in: {safe(str(error))}; {_WRITE}") from error


class _World(SandboxedEnvironment):
    """Where a fee is missing, so is its amount: that is no fault of the template."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return None if obj is None else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return None if obj is None else super().getitem(obj, argument)


class _Missing(StrictUndefined):
    """What a record does not have."""

    @property
    def _undefined_message(self) -> str:
        known = ", ".join(map(str, self._undefined_obj)) if isinstance(self._undefined_obj, Mapping) else ""
        there = f"; there are {known}" if known else ""
        return f"there is no “{safe(str(self._undefined_name))}” where it is looked for{there}"


def _shown(value: Any) -> Any:
    """A value as it is printed."""
    return value if isinstance(value, StrictUndefined) else safe(one_text(value))
