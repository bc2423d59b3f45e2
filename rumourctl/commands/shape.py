"""How an answer is printed: in which format, or by which template of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rumourctl.errors import UsageProblem
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from rumourctl.rendering.output import Shape, View


def shape_of(ctx: typer.Context, form: Format, template: str | None, view: View[Any] | None = None) -> Shape:
    """How the answer is printed: in a format, or by the user's own ``template``.

    Raises UsageProblem where both are given, or the template is none; also where it uses a field that ``view``, if it
    is given, does not have: for commands that change something before they print.
    """
    if template is None:
        return form
    source = ctx.get_parameter_source("form")
    if source is not None and source.name == "COMMANDLINE":
        raise UsageProblem("--template and --format are two ways to print the same; give one of them")
    from rumourctl.rendering.templates import Template  # here, as Jinja2 takes its time to load

    if template.startswith("@"):
        file = Path(template[1:])
        try:
            found = Template(str(file), file.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise UsageProblem(f"{file}: cannot be read as a template: it is not UTF-8; save it so") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageProblem(f"{file}: cannot be read as a template: {reason}; check the path") from error
    else:
        found = Template("--template", template)
    if view is not None:
        found.check(view.columns)
    return found


def check_chart(chart: bool, form: Shape) -> None:
    """Raises UsageProblem where a picture is wanted in a format that has none."""
    if chart and form is not Format.TABLE:
        raise UsageProblem(f"--chart draws a picture, and {form} holds words only; leave one of them out")
