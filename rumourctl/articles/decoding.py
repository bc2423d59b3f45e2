"""Bytes to text: UTF-8, UTF-16, UTF-32 or Windows-1252, or a refusal; never a guess that loses characters."""

from __future__ import annotations

import codecs
import re

from rumourctl.articles.refusal import Refusal

# UTF-32 comes first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_FORMATS = (
    ("a PDF", rb"%PDF-"),
    ("a ZIP archive or an Office document", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
    ("an old Office document", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an RTF document", rb"\{\\rtf"),
    ("an HTML page", rb"(?i:(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype\s+html|html)\b)"),
    ("a compressed file", rb"\x1f\x8b|BZh[1-9]1AY&SY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"),
    ("an image", rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF[\s\S]{4}WEBP|II\*\x00|MM\x00\*"),
    ("an SQLite database", rb"SQLite format 3\x00"),
    ("a program", rb"\x7fELF|MZ[\s\S]\x00|\xcf\xfa\xed\xfe"),
)
_FORMAT_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FORMATS)

# What UTF-8 makes of Western letters, typographic signs, surrogates (wrongly) and emoji. Read as Windows-1252 these
# are "Ã©", "â€™", "ðŸ™‚": nothing anyone writes. Other sequences prove nothing: "MBAPPÉ’S" in Windows-1252 holds one.
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xc5][\x80-\xbf]|\xe1[\xb8-\xbf][\x80-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}"
)
# After pure ASCII, one of these as the very last byte is a cut UTF-8 character; another may be a final "é".
_USUAL_FIRST_BYTES = b"\xc2\xc3\xe2\xf0"

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\ufeff\u200b-\u200d\u2060]")


def decode(data: bytes) -> str:
    """The text in ``data``, without its byte order mark and otherwise unchanged.

    Raises ``Refusal`` for what is empty, blank, binary, cut within a character, in no known encoding, or in
    several at once.
    """
    if not data:
        raise Refusal("is empty")
    for name, pattern in _FORMAT_PATTERNS:
        if pattern.match(data):
            raise Refusal(f"is {name}; save its words as plain text first")
    text = _characters(data)
    if "\0" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
        raise Refusal("is not text: it holds control characters or NUL bytes; save it as plain text in UTF-8")
    if not _VISIBLE.search(text):
        raise Refusal("holds nothing but blank space")
    return text


def _characters(data: bytes) -> str:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, len(mark), codec, name)
    if utf16 := _unmarked_utf16(data):
        return _strictly(data, 0, utf16, "UTF-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, error)


def _strictly(data: bytes, skip: int, codec: str, name: str) -> str:
    try:
        return data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        if skip + error.end >= len(data) and error.reason in ("unexpected end of data", "truncated data"):
            raise _cut(name) from None
        raise Refusal(f"begins as {name}, but byte {skip + error.start} is not {name}; save it as UTF-8") from None


def _unmarked_utf16(data: bytes) -> str | None:
    """The UTF-16 codec whose zero bytes stand where those of Western text would, if ``data`` is clearly that."""
    pairs = max(len(data) // 2, 1)
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd * 2 > pairs and even * 20 < pairs:
        return "utf-16-le"
    if even * 2 > pairs and odd * 20 < pairs:
        return "utf-16-be"
    return None


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    """``data``, which is not UTF-8 because of ``error``, as Windows-1252."""
    is_utf8_elsewhere = _UTF8_SEQUENCE.search(data) is not None
    rest = data[error.start :]
    if error.end == len(data) and error.reason == "unexpected end of data":
        if is_utf8_elsewhere or len(rest) > 1 or rest in _USUAL_FIRST_BYTES:
            raise _cut("UTF-8")
    elif is_utf8_elsewhere:
        raise Refusal(f"mixes encodings: byte {error.start} is not UTF-8, though others are; save it all as UTF-8")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as undefined:
        wrong = f"byte {undefined.start} (0x{data[undefined.start]:02x})"
        raise Refusal(f"is neither UTF-8 nor Windows-1252 at {wrong}; save it as UTF-8") from None


def _cut(name: str) -> Refusal:
    return Refusal(f"ends in the middle of a {name} character, so it was cut short; get the whole file")
