"""What a command is given from outside: streams, environment, today, and where the ledger is."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, TextIO

import platformdirs

from rumourctl.errors import RumourError, UsageProblem
from rumourctl.settings.model import NOTHING_SET, Settings

SETTINGS_FILE = "config.toml"


class Volume(IntEnum):
    """How much is said on stderr beside errors and refusals."""

    QUIET = 0
    """Nothing."""
    USUAL = 1
    VERBOSE = 2
    """Also what is used, and how long it took."""


class ReaderGone(Exception):
    """Whoever read our stdout has closed it, as ``head`` does when it has enough: a reason to stop, not an error."""


class OutputLost(RumourError):
    """What was written to stdout cannot be kept, as on a full disk."""


@dataclass(frozen=True, slots=True)
class Context:
    """The outside world of one run; a test replaces its fields instead of patching modules.

    ``terminal`` and ``error_terminal`` say whether stdout and stderr are terminals, ``width`` how many
    columns they have, ``db`` is the ledger named before the command, if any, and ``settings`` are the user's. ``today``
    is the day on which the run began, and stays so; ``clock`` tells a run that does not end soon. ``height`` is how
    many lines the terminal shows at once; None where nothing is to be shown page by page.
    """

    stdout: TextIO
    stderr: TextIO
    stdin: BinaryIO
    today: date
    environ: Mapping[str, str] = field(default_factory=dict)
    terminal: bool = False
    error_terminal: bool = False
    width: int = 80
    height: int | None = None
    db: Path | None = None
    settings: Settings = NOTHING_SET
    clock: Callable[[], date] | None = None
    volume: Volume = Volume.USUAL

    @classmethod
    def of_process(cls) -> Context:
        """The context of the running process, with its output streams set to UTF-8 whatever the locale says."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A lone surrogate (from an undecodable file name) is printed as an escape, not as a crash.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(
            stdout=sys.stdout,
            stderr=sys.stderr,
            stdin=sys.stdin.buffer if sys.stdin else io.BytesIO(),
            today=date.today(),
            clock=date.today,
            environ=os.environ,
            terminal=sys.stdout.isatty(),
            error_terminal=sys.stderr.isatty(),
            width=shutil.get_terminal_size().columns,
            height=shutil.get_terminal_size().lines if sys.stdout.isatty() and os.name != "nt" else None,
        )

    @property
    def decorated(self) -> bool:
        """Whether output on stdout may be coloured and fitted to ``width``; otherwise it is plain and full width."""
        return not self._plain and (self.terminal or self.settings.colour == "always")

    @property
    def draws_blocks(self) -> bool:
        """Whether pictures may be made of more than ASCII: on a terminal whose locale, where one is named, is UTF-8."""
        named = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := self.environ.get(name))), "utf8")
        return self.decorated and "utf8" in named.lower().replace("-", "")

    @property
    def picture_width(self) -> int:
        """How many columns a picture may take: where no terminal shows it, those of a page that prints well."""
        return self.width if self.decorated else 80

    @property
    def shows_progress(self) -> bool:
        """Whether progress may be drawn on stderr."""
        return self.error_terminal and not self._plain and self.volume > Volume.QUIET

    @property
    def _plain(self) -> bool:
        unwanted = bool(self.environ.get("NO_COLOR")) or self.settings.colour == "never"
        return unwanted or self.environ.get("TERM") == "dumb"

    @property
    def pager(self) -> str | None:
        """The command that shows long output page by page: ``RUMOURCTL_PAGER``, else ``PAGER``, else less. None where
        there is to be none."""
        if self.height is None or self.environ.get("TERM") == "dumb":
            return None
        named = next((self.environ[name] for name in ("RUMOURCTL_PAGER", "PAGER") if name in self.environ), "less")
        return None if named.strip() in ("", "cat") else named

    def unpaged(self) -> Context:
        """The same context, in which all is shown at once."""
        return replace(self, height=None)

    def at(self, db: Path | None) -> Context:
        """The same context with the ledger at ``db``; ``None`` changes nothing."""
        return self if db is None else replace(self, db=db)

    @property
    def settings_file(self) -> Path | None:
        """Where the user's settings are, or would be: ``RUMOURCTL_CONFIG``, else in the platform's configuration
        folder; None where nobody has a home."""
        if named := self.environ.get("RUMOURCTL_CONFIG"):
            return _in_home(named)
        folder = _platforms(platformdirs.user_config_path)
        return folder / SETTINGS_FILE if folder else None

    def later(self) -> Context:
        """The same context on the day that it is by now, for a run that goes on for days."""
        return replace(self, today=self.clock()) if self.clock else self

    def configured(self) -> Context:
        """The same context with the user's settings. Raises DataError where something in their file is wrong."""
        file = self.settings_file
        if file is None or not file.exists():
            return self
        # Here, so that who has set nothing does not wait for it.
        from rumourctl.settings.reading import read_settings

        return replace(self, settings=read_settings(file))

    @property
    def ledger(self) -> Path:
        """Where the ledger is: ``--db``, else ``RUMOURCTL_DB``, else the one of the settings, else the platform's data
        folder.

        Raises UsageProblem where none is named and whoever runs this has no home.
        """
        if self.db is not None:
            return self.db
        if named := self.environ.get("RUMOURCTL_DB"):
            return _in_home(named)
        if self.settings.ledger is not None:
            return self.settings.ledger
        if folder := _platforms(platformdirs.user_data_path):
            return folder / "ledger.db"
        raise UsageProblem("there is no home folder for a ledger; name the ledger with --db or RUMOURCTL_DB")

    def own_words(self, named: Path | None) -> Path | None:
        """The folder of the user's own words and rules: ``named``, else ``RUMOURCTL_RULES``, else the one of the
        settings, else the platform's configuration folder, if it is there.

        Raises UsageProblem where a folder is named that is not there.
        """
        by_variable = self.environ.get("RUMOURCTL_RULES")
        wanted = named or (_in_home(by_variable) if by_variable else self.settings.rules)
        if wanted is not None and not os.path.isdir(wanted):
            origin = "--rules" if named else "RUMOURCTL_RULES" if by_variable else "rumourctl config get rules"
            raise UsageProblem(f"{wanted}: no such folder; check {origin}")
        default = _platforms(platformdirs.user_config_path)
        return wanted or (default if default and default.is_dir() else None)

    @property
    def cache(self) -> Path | None:
        """Where compiled words are kept for later runs: ``RUMOURCTL_CACHE``, else the platform's cache folder; None
        where that variable says ``off``, or nobody has a home."""
        named = self.environ.get("RUMOURCTL_CACHE")
        if named:
            return None if named == "off" else _in_home(named)
        return _platforms(platformdirs.user_cache_path)

    def write(self, text: str) -> None:
        """Data, to stdout. Raises ReaderGone when nobody reads it any more, and OutputLost where it cannot go."""
        with _output_errors():
            self.stdout.write(text)

    def flush(self) -> None:
        """Send what was written on its way. Raises what :meth:`write` raises."""
        with _output_errors():
            self.stdout.flush()


def _platforms(folder: Callable[..., Path]) -> Path | None:
    """The folder that the platform has for one kind of our files; None for somebody who has no home."""
    try:
        found = folder("rumourctl", appauthor=False)
    except RuntimeError:
        return None
    return found if found.is_absolute() else None


def _in_home(named: str) -> Path:
    """The path that an environment variable names; one in the home of somebody unknown is taken as it is written."""
    return Path(os.path.expanduser(named))


@contextmanager
def _output_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise OutputLost(
            f"the output cannot be written: {error.strerror or error}; make room, or send it elsewhere"
        ) from error
