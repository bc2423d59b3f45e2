"""How far a run over many articles has come, drawn on stderr where somebody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rumourctl.context import Context

Step: TypeAlias = Callable[[int], None]
"""To be called when an article is done with, with the number of its claims."""


@contextmanager
def progress(context: Context, total: Callable[[], int | None]) -> Iterator[Step]:
    """A bar with articles, claims, rate and the time left. ``total`` tells how many articles there will be, None where
    nobody knows; it is asked only where somebody watches."""
    if not context.shows_progress:
        yield lambda claims: None
        return
    # Only here: scripts, which see no progress, start faster without Rich.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.table import Column
    from rich.text import Text

    class Counts(ProgressColumn):
        """Articles, claims, and articles a second."""

        def render(self, task: Task) -> Text:
            """What stands behind the bar now."""
            of = f" of {task.total:,.0f}" if task.total is not None else ""
            speed = f"{task.speed:,.0f}/s" if task.speed else ""
            return Text(f"{task.completed:,.0f}{of} articles · {task.fields['claims']:,} claims  {speed}")

    articles = total()
    left = [TimeRemainingColumn(compact=True)] if articles is not None else []
    console = Console(file=context.stderr, force_terminal=True, width=context.width)
    columns = (BarColumn(bar_width=12), Counts(table_column=Column(no_wrap=True)), *left)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as drawn:
        task = drawn.add_task("", total=articles, claims=0)
        found = 0

        def step(claims: int) -> None:
            """Moves the bar by one article with so many ``claims``."""
            nonlocal found
            found += claims
            drawn.update(task, advance=1, claims=found)

        yield step
