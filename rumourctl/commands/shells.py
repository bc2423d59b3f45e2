"""Completion as bash, zsh and fish want it: the scripts that ask, and the answers, in which no name can do harm."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

from rumourctl.claims.people import fold
from rumourctl.commands.completing import Choice, Next
from rumourctl.commands.options import Shell
from rumourctl.context import Context
from rumourctl.errors import RumourError, UsageProblem
from rumourctl.rendering.notices import note
from rumourctl.rendering.safe import safe

Ask: TypeAlias = Callable[[Sequence[str], str], Next]
"""Gives what may stand for the beginning of a word, behind the words before it."""


_ACTIVE = re.compile(r"[^\w@%+:=,./-]")
"""In bash, everything else is quoted, where no quotes stand around it."""
_IN_QUOTES = re.compile(r'[\\"$`]')


def answer(shell: str, arguments: Sequence[str], ask: Ask) -> str:
    """What the script of ``shell``, whose words are ``arguments``, reads: a line on what follows, then a choice a line.
    Nothing for a shell that is none of ours."""
    match shell, *arguments:
        case Shell.BASH, line, command, replaced:
            return _for_bash(line, command, replaced, ask)
        case Shell.ZSH, *said, typed:
            return _for_zsh(ask(said, typed), typed)
        case Shell.FISH, *said, raw:
            typed = _words(raw)[-1].text
            return _for_fish(ask(said, typed), typed)
    return ""


def give_completion(context: Context, named: Shell | None, *, installed: bool) -> None:
    """Print the script of a shell, or put it where the shell finds it, and say so on stderr.

    The shell is the one that is named, else that from which this program was started, else the user's own. Raises
    UsageProblem where that is none of ours, and RumourError where nothing can be installed.
    """
    shell = named or _shell_at_hand(context.environ)
    folder = Path(__file__).parents[1] / "data" / "completion"
    script = (folder / f"rumourctl.{shell}").read_text(encoding="utf-8")
    if not installed:
        context.write(script)
        return
    for done in _install(shell, script, context.environ):
        note(context, done)
    note(context, f"every new {shell} completes rumourctl")


def _shell_at_hand(environ: Mapping[str, str]) -> Shell:
    import shellingham  # here, as next to nobody asks

    try:
        found = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, RuntimeError, OSError):
        found = ""
    for name in (found, os.path.basename(environ.get("SHELL", ""))):
        if name in list(Shell):
            return Shell(name)
    known = ", ".join(Shell)
    raise UsageProblem(f"which shell this is cannot be told; say so with --shell, which takes {known}")


def _install(shell: Shell, script: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Put the script where the shell finds it; tells each thing done."""
    home = environ.get("HOME")
    if not home:
        raise RumourError("there is no home folder to install completion in; --show-completion prints it")
    target, settings, said = _places(shell, Path(home), environ)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script, encoding="utf-8")
        yield f"written: {target}"
        if settings is None:
            return
        before = settings.read_text(encoding="utf-8", errors="replace") if settings.exists() else ""
        if said not in before:
            with settings.open("a", encoding="utf-8") as file:
                file.write(("" if before.endswith("\n") or not before else "\n") + f"{said}\n")
            yield f"added to {settings}: {said}"
    except OSError as error:
        where = error.filename or target
        raise RumourError(
            f"{where}: completion cannot be installed: {error.strerror or error}; --show-completion prints it"
        ) from error


def _places(shell: Shell, home: Path, environ: Mapping[str, str]) -> tuple[Path, Path | None, str]:
    """The script's file, the settings file that must name it, if any, and what that has to say."""
    match shell:
        case Shell.BASH:
            return (
                home / ".bash_completions" / "rumourctl.sh",
                home / ".bashrc",
                "source ~/.bash_completions/rumourctl.sh",
            )
        case Shell.ZSH:
            settings = Path(environ.get("ZDOTDIR") or home) / ".zshrc"
            return home / ".zfunc" / "_rumourctl", settings, "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
        case Shell.FISH:
            folder = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
            return folder / "fish" / "completions" / "rumourctl.fish", None, ""


def _for_bash(line: str, command: str, replaced: str, ask: Ask) -> str:
    """Each choice as the shell text that stands for ``replaced``, the end of ``line`` that bash takes for a word: it
    also breaks words at = and :, and leaves out a quote that is open."""
    words = _words(line)
    first = next((n for n, word in enumerate(words) if word.raw == command), 0)
    *said, word = words[first + 1 :] or [_Word("", "")]
    found = ask([each.text for each in said], word.text)
    if found.files:
        return "files\n"
    texts = []
    for choice in _harmless(found):
        whole = found.before + choice.text
        if word.quote:
            if whole.startswith(word.unquoted):
                texts.append(_in_quotes(whole.removeprefix(word.unquoted), word.quote))
            continue
        kept = word.raw.removesuffix(replaced) if word.raw.endswith(replaced) else ""
        text = _ACTIVE.sub(r"\\\g<0>", whole)
        if text.startswith(kept):
            texts.append(text.removeprefix(kept))
    # bash puts the beginning that all have in common in the place of what was typed. Where that would take away the
    # word by which they were found, a choice that has nothing in common with the others prevents it.
    if len(texts) > 1 and _is_elsewhere(found, word.text):
        texts.append(" ")
    return "".join(f"{text}\n" for text in ["words", *texts])


def _in_quotes(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", r"'\''")
    # An exclamation mark is taken for one of the history between double quotes, and cannot be quoted there.
    return _IN_QUOTES.sub(r"\\\g<0>", text).replace("!", "\"'!'\"")


def _for_zsh(found: Next, typed: str) -> str:
    if found.files:
        return "files\n"
    choices = list(_harmless(found))
    width = max((len(choice.text) for choice in choices), default=0)
    told = any(choice.told for choice in choices)
    kind = " ".join(["words", *(["elsewhere"] if _is_elsewhere(found, typed) else []), *(["told"] if told else [])])
    lines = [
        f"{choice.text}\t{f'{choice.text:{width}}  -- {safe(choice.told)}' if choice.told else choice.text}"
        for choice in choices
    ]
    return "".join(f"{line}\n" for line in [kind, *lines])


def _for_fish(found: Next, typed: str) -> str:
    """fish looks for what was typed in every choice, and knows no accents: a name that it would not find so is given as
    rumourctl looks for it, which it takes too."""
    if found.files:
        return "files\n"
    sought = typed.removeprefix(found.before).lower()
    lines = ["words"]
    for choice in _harmless(found):
        text, told = choice.text, choice.told
        if sought not in text.lower():
            text, told = fold(text), text
        lines.append(f"{found.before}{text}" + (f"\t{safe(told)}" if told else ""))
    return "".join(f"{line}\n" for line in lines)


def _harmless(found: Next) -> Iterator[Choice]:
    """The choices, without those that a terminal cannot show as they are: controls, line breaks, hidden signs."""
    return (choice for choice in found.choices if safe(choice.text) == choice.text)


def _is_elsewhere(found: Next, typed: str) -> bool:
    """Whether what was typed is not how all choices begin."""
    whole = [found.before + choice.text for choice in found.choices]
    # What the first and the last by the alphabet have in common, all have.
    pairs = zip(min(whole, default=""), max(whole, default=""), strict=False)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return not fold(common).startswith(fold(typed))


@dataclass(slots=True)
class _Word:
    """A word as it stands on the line, and what it means; which quote is open at its end, and what it means up to
    there."""

    raw: str
    text: str
    quote: str = ""
    unquoted: str = ""


def _words(line: str) -> list[_Word]:
    """The words of a line that may end in the middle of one; the last is the one at hand, and may be empty."""
    words: list[_Word] = []
    word: _Word | None = None
    escaped = False
    for char in line:
        if word is None:
            if char.isspace():
                continue
            word = _Word("", "")
            words.append(word)
        if char.isspace() and not word.quote and not escaped:
            word = None
            continue
        word.raw += char
        if escaped:
            # Between double quotes a backslash stands for itself before most signs.
            word.text += char if not word.quote or char in '"\\$`' else f"\\{char}"
            escaped = False
        elif char == "\\" and word.quote != "'":
            escaped = True
        elif char == word.quote:
            word.quote = ""
        elif char in "'\"" and not word.quote:
            word.quote, word.unquoted = char, word.text
        else:
            word.text += char
    if word is None:
        words.append(_Word("", ""))
    return words
