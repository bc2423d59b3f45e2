"""The manual page of a program, in the language of man."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

_WIDTH = 76
_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is written, with what it does."""

    spelling: str
    told: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it is called, what it does in paragraphs, examples, and its options."""

    usage: str
    paragraphs: Sequence[str]
    examples: Sequence[str]
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Manual:
    """A whole page. ``root`` is the program without a command; ``notes`` are further sections by their titles, each of
    lines with a term and what it means, in which `code` is marked."""

    name: str
    version: str
    day: date
    summary: str
    root: Command
    commands: Sequence[Command]
    notes: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def manual(page: Manual) -> str:
    """The page as roff with the man macros, in ASCII."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Manual) -> Iterator[str]:
    yield f".TH {_quoted(page.name.upper())} 1 {page.day.isoformat()} {_quoted(f'{page.name} {page.version}')}"
    yield from (".SH NAME", f"{_text(page.name)} \\- {_text(page.summary)}")
    yield from (".SH SYNOPSIS", *_bold(page.root.usage))
    yield from (".SH DESCRIPTION", *_paragraphs(page.root.paragraphs))
    yield from _options(page.root.options)
    yield ".SH COMMANDS"
    for command in page.commands:
        yield f".SS {_quoted(command.usage)}"
        yield from _paragraphs(command.paragraphs)
        yield from _options(command.options)
        yield from (".PP", *_examples(command.examples)) if command.examples else ()
    for title, terms in page.notes:
        yield f".SH {_quoted(title)}"
        for term, told in terms:
            yield from (".TP", *_bold(_CODE.sub(r"\1", term)), _marked(told))
    yield from (".SH EXAMPLES", *_examples(page.root.examples))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ".PP"
        yield _text(text)


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        yield from (".TP", *_bold(option.spelling), _text(option.told))


def _examples(examples: Sequence[str]) -> Iterator[str]:
    if examples:
        yield from (".RS 4", ".nf", *(_begun(_escaped(_one_line(each))) for each in examples), ".fi", ".RE")


def _bold(text: str) -> Iterator[str]:
    yield f".B {_quoted(text)}"


def _marked(text: str) -> str:
    """``text`` with `code` in bold."""
    pieces = enumerate(_CODE.split(_one_line(text)))
    return _wrapped("".join(rf"\fB{_escaped(piece)}\fP" if odd % 2 else _escaped(piece) for odd, piece in pieces))


def _text(text: str) -> str:
    return _wrapped(_escaped(_one_line(text)))


def _wrapped(text: str) -> str:
    """``text`` in lines that begin no request."""
    lines = wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(map(_begun, lines))


def _begun(line: str) -> str:
    return f"\\&{line}" if line[:1] in (".", "'") else line


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """``text`` as the one argument of a macro."""
    return '"' + _escaped(_one_line(text)).replace('"', "\\(dq") + '"'


def _escaped(text: str) -> str:
    """``text`` as it is printed: no escape, a hyphen that can be copied, and no letter but ASCII."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    plain = plain.replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga").replace("'", "\\(aq")
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in plain)
