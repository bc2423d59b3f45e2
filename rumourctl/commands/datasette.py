"""``rumourctl datasette``: the ledger in Datasette, with what its tables mean."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from rumourctl.commands import given, options
from rumourctl.commands.signals import heeding_signals
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, RumourError
from rumourctl.files import new_file
from rumourctl.rendering.notices import say

_PORT = 8001
_SETTINGS = {
    "sql_time_limit_ms": "30000",
    "facet_time_limit_ms": "5000",
    "suggest_facets": "off",
    "allow_download": "off",
}
"""Who asks a large ledger of their own can wait, but not for facets beyond ours; and a file that is being written is no
good download."""


def datasette(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="Where it listens; 0 chooses a free one.")
    ] = _PORT,
    opened: Annotated[bool, typer.Option("--open", help="Open it in a browser too.")] = False,
    immutable: Annotated[
        bool, typer.Option("--immutable", help="For a ledger to which nobody writes meanwhile: faster.")
    ] = False,
    shown: Annotated[
        bool, typer.Option("--print", help="Print the command that would do so, and run nothing.")
    ] = False,
    metadata: Annotated[
        str | None,
        typer.Option(
            "--metadata", metavar="FILE", help="Write Datasette's metadata there (- prints them), and run nothing."
        ),
    ] = None,
    force: options.Force = False,
    db: options.Database = None,
) -> ExitStatus:
    """Open the ledger in Datasette: tables to browse, filter and chart in a browser, and an API.

    With titles, what tables and columns mean, queries to begin with, and no table that only the program needs. It
    listens on this machine only, can read the ledger and nothing else, and ends with Ctrl-C. Others may write to the
    ledger meanwhile. It runs Datasette from the extra of that name, or any that is on the path.

    Examples:

    $ rumourctl datasette --open
    $ rumourctl datasette --print
    $ rumourctl datasette --metadata metadata.json
    """
    context = given.context_of(ctx, db)
    with given.read_ledger(context) as ledger:
        told = json.dumps(_metadata(ledger.path, ledger.tables), indent=2) + "\n"
        path, files = ledger.path, ledger.paths
    if metadata == "-":
        context.write(told)
        return ExitStatus.DONE
    if metadata is not None:
        with new_file(Path(metadata), force=force, never=files) as draft:
            draft.write_text(told, encoding="utf-8")
        return ExitStatus.DONE
    if immutable and any(file.exists() and file.stat().st_size for file in files[1:]):
        raise RumourError(f"{path}: others have it open; run it without --immutable")
    program = _datasette()
    asked = _arguments(path, port, immutable=immutable, opened=opened)
    if shown or program is None:
        command = shlex.join(["datasette", *asked, "--metadata", "metadata.json"])
        making = shlex.join(["rumourctl", "--db", str(path), "datasette", "--metadata", "metadata.json", "--force"])
        context.write(f"{making}\n{command}\n")
        if shown:
            return ExitStatus.DONE
        raise RumourError("Datasette is not installed: pip install 'rumourctl[datasette]', or run the above elsewhere")
    with tempfile.TemporaryDirectory(prefix="rumourctl-") as folder:
        file = Path(folder) / "metadata.json"
        file.write_text(told, encoding="utf-8")
        return _run(context, [*program, *asked, "--metadata", str(file)])


def _metadata(ledger: Path, tables: Iterable[str]) -> dict[str, Any]:
    """What Datasette is to say of the ledger; what it says nothing of is hidden."""
    found: dict[str, Any] = json.loads(
        (resources.files("rumourctl") / "data" / "datasette" / "metadata.json").read_text(encoding="utf-8")
    )
    of_ledger = found.pop("ledger")
    # Datasette shows views even so.
    unsaid = {"hidden": True, "description": "For the program itself."}
    hidden = {table: unsaid for table in tables if table not in of_ledger["tables"]}
    return found | {"databases": {ledger.stem: of_ledger | {"tables": of_ledger["tables"] | hidden}}}


def _datasette() -> list[str] | None:
    """The program, as an extra or on the path; None where there is none."""
    if find_spec("datasette"):
        return [sys.executable, "-m", "datasette"]
    found = shutil.which("datasette")
    return [found] if found else None


def _arguments(ledger: Path, port: int, *, immutable: bool, opened: bool) -> list[str]:
    settings = [word for name, value in _SETTINGS.items() for word in ("--setting", name, value)]
    here = os.path.abspath(ledger)
    file = ["--immutable", here] if immutable else [here]
    return ["serve", *file, "--host", "127.0.0.1", "--port", str(port), *settings, *(["--open"] if opened else [])]


def _run(context: Context, command: Sequence[str]) -> ExitStatus:
    """Run it until it ends, or is told to."""
    with heeding_signals(), subprocess.Popen(command) as process:
        try:
            status = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if status:
        say(context, f"Datasette ended with status {status}")
    return ExitStatus.PARTIAL if status else ExitStatus.DONE
