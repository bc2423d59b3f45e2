"""The manual page: of all commands and options, as man itself takes it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from rumourctl.app import app
from rumourctl.errors import ExitStatus

Runner = Callable[..., Any]


@pytest.fixture
def page(run: Runner, tmp_path: Path) -> Path:
    done = run("man")
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.isascii()
    file = tmp_path / "rumourctl.1"
    file.write_text(done.stdout)
    return file


def plain(page: Path) -> str:
    """The page as its letters are read."""
    text = page.read_text().replace("\\-", "-").replace("\\(aq", "'").replace("\\(ti", "~")
    return re.sub(r"\\\[u([0-9A-F]+)\]", lambda match: chr(int(match[1], 16)), text)


def test_every_command_option_status_and_variable_is_there(page: Path) -> None:
    text = plain(page)
    group: Any = typer.main.get_command(app)
    for name, command in {"": group, **group.commands}.items():
        parts = getattr(command, "commands", {"": command}) if name else {"": command}
        for part, inner in parts.items():
            title = f"{name} {part}".strip()
            section = text.split(f'.SS "rumourctl {title}')[1].split("\n.SS ")[0] if name else text
            for param in inner.params:
                if param.param_type_name == "option":
                    assert f'.B "{", ".join(param.opts)}' in section, (name, param.opts)
    statuses = text.split('.SH "EXIT STATUS"')[1].split(".SH ")[0]
    assert re.findall(r'^\.B "(\d+)"', statuses, re.MULTILINE) == [str(int(status)) for status in ExitStatus]
    assert {"RUMOURCTL_DB", "NO_COLOR", "RUMOURCTL_PAGER, PAGER"} <= set(re.findall(r'^\.B "(.*)"', text, re.MULTILINE))


def test_text_begins_no_request_and_hyphens_can_be_copied(page: Path) -> None:
    for line in page.read_text().splitlines():
        assert re.match(r"\.(TH|SH|SS|PP|TP|RS|RE|nf|fi|B) ?|[^.']", line), line
    assert "rumourctl claims \\-\\-club Liverpool \\-\\-certainty denied" in page.read_text()


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_mandoc_finds_no_fault(page: Path) -> None:
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(not shutil.which("man"), reason="needs man")
def test_man_shows_it(page: Path) -> None:
    environ = {"LC_ALL": "C.UTF-8", "MANWIDTH": "100", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    done = subprocess.run(["man", "--warnings", "-l", page], env=environ, capture_output=True, check=False)
    if b"-l" in done.stderr:
        pytest.skip("needs a man that shows files")
    shown = done.stdout.decode()
    assert done.stderr == b""
    assert "rumourctl timeline [OPTIONS] [NAME]" in shown
    assert "▲" in shown
    assert "--no-background" in shown
