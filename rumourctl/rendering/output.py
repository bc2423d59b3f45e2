"""The one way out: records in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, Union

from rumourctl.context import Context
from rumourctl.rendering.formats import Format, Row, machine_text
from rumourctl.rendering.paging import page
from rumourctl.rendering.plain import plain
from rumourctl.rendering.sheet import Sheet

if TYPE_CHECKING:
    from rumourctl.rendering.templates import Template

Shape: TypeAlias = Union[Format, "Template"]
"""How records are printed: in one of the formats, or by a template of the user's own."""

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class View(Generic[_Record]):
    """How one kind of record is shown: the fields of its rows for machines, and its sheet for people.

    ``flat`` says that no field of a row is an object or a list, whatever its name.
    """

    columns: Sequence[str]
    row: Callable[[_Record], Row]
    sheet: Callable[[Sequence[_Record]], Sheet]
    flat: bool = False


def output(
    context: Context, form: Shape, view: View[_Record], records: Iterable[_Record], *, at_once: bool = False
) -> None:
    """Write ``records`` to stdout; for machines each as soon as it comes, and with ``at_once`` past all buffers."""

    def write(text: str) -> None:
        """Puts out one piece, at once if asked for."""
        context.write(text)
        if at_once:
            context.flush()

    match form:
        case Format.TABLE:
            drawn = _for_people(context, view.sheet(list(records)))
            if at_once:
                write(drawn)
            else:
                page(context, drawn)
        case Format.MARKDOWN:
            from rumourctl.rendering.markdown import markdown

            write(markdown(view.sheet(list(records))))
        case Format():
            for piece in machine_text(form, view.columns, map(view.row, records), flat=view.flat):
                write(piece)
        case _:
            for line in form.lines(view.columns, map(view.row, records)):
                write(line)


def output_sheets(context: Context, sheets: Iterable[Sheet]) -> None:
    """Write sheets for people to stdout, one below the other."""
    page(context, "\n".join(_for_people(context, sheet) for sheet in sheets))


def _for_people(context: Context, sheet: Sheet) -> str:
    if not context.decorated:
        return plain(sheet)
    # Imported here: Rich takes longer to load than most queries take to run.
    from rumourctl.rendering.drawing import draw

    return draw(sheet, context.width)
