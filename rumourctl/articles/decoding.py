"""Bytes to text: UTF-8, UTF-16, UTF-32 or Windows-1252, or a refusal; never a guess that loses characters."""

from __future__ import annotations

import codecs
import re

from rumourctl.articles.kinds import kind_of
from rumourctl.articles.refusal import Refusal

# UTF-32 comes first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

# What UTF-8 makes of Western letters, typographic signs, surrogates (wrongly) and emoji. Read as Windows-1252 these
# are "Ã©", "â€™", "ðŸ™‚": nothing anyone writes. Other sequences prove nothing: "MBAPPÉ’S" in Windows-1252 holds one.
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xc5][\x80-\xbf]|\xe1[\xb8-\xbf][\x80-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}|\xc0[\x80\xae\xaf]"
)
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
# In UTF-16 and UTF-32 the letters of English have a NUL beside them.
_ASCII = re.compile(rb"[\t\n\r -~]{24}")
# What no text in Windows-1252 has, and others read as if they were in it do: signs within words ("¦wi±tek", Latin-2;
# "N£¤ez", DOS), capitals with accents behind small letters ("clubÕs", Mac Roman), and four letters with accents on end
# that are not a cry of "Goool" (Cyrillic, Greek, Arabic, Chinese).
_SIGN = "[¡¢£¤¥¦§¨¬¯±²³¶¸¹¼½¾¿×÷†‡ˆ‰]"
_NOT_WINDOWS = re.compile(
    rf"[^\W\d_]{_SIGN}(?:[^\W\d_]|{_SIGN})|¦[^\W\d_]|[a-z][À-ÖØ-ÞŠŒŽŸ]|([À-ÖØ-öø-ÿ])(?!\1{{3}})[À-ÖØ-öø-ÿ]{{3}}"
)
# The Western letters and signs of UTF-7: "+APo-" is "ú".
_UTF7 = re.compile(r"\+(?:A[K-P]|IB|IK)[A-Za-z0-9/]{1,40}-")
# After pure ASCII, one of these as the very last byte is a cut UTF-8 character; another may be a final "é".
_USUAL_FIRST_BYTES = b"\xc2\xc3\xe2\xf0"

# One byte a character: what a page that is not UTF-8 may well be in.
_WESTERN = re.compile(r"iso-?8859-?\d{1,2}|(?:windows-|cp)125\d|koi8-[ru]|macintosh")
_DECLARED = re.compile(rb"(?i)<(?:meta[^>]{0,200}|\?xml[^>]{0,100})(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})")
_HEAD = 4_000

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_VISIBLE = re.compile(
    r"[^\s\x00-\x1f\xad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u115f\u1160\u3164\uffa0\u2800\u180e]"
)


def decode(data: bytes) -> str:
    """The text in ``data``, without its byte order mark and otherwise unchanged.

    Raises ``Refusal`` for what is empty, blank, binary, cut within a character, in no known encoding, or in
    several at once.
    """
    if not data:
        raise Refusal("is empty; check that all of it was saved")
    if kind := kind_of(data):
        raise Refusal(f"is {kind}; save its words as plain text first")
    text = _characters(data)
    if "\0" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
        raise Refusal("is not text: it holds control characters or NUL bytes; save it as plain text in UTF-8")
    if not _VISIBLE.search(text):
        raise Refusal("holds nothing but blank space; check that all of it was saved")
    return text


def page_text(data: bytes, charset: str | None) -> str:
    """The HTML page in ``data``, as browsers read it: by its mark, as UTF-8, or in the encoding that ``charset``, from
    outside, or else the page itself names. What is in none of them becomes U+FFFD, and NUL bytes are left out."""
    skip, codec = _encoding_of_page(data, charset)
    return data[skip:].decode(codec, "replace").replace("\0", "")


def _encoding_of_page(data: bytes, charset: str | None) -> tuple[int, str]:
    """The length of the byte order mark of a page, and its codec."""
    for mark, codec, _ in _MARKS:
        if data.startswith(mark):
            return len(mark), codec
    if utf16 := _unmarked_utf16(data):
        return 0, utf16
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data, 0, _HEAD)
        label = (charset or (declared[1].decode("ascii", "replace") if declared else "")).lower()
        if label in ("utf-8", "utf8") and _UTF8_SEQUENCE.search(data):
            return 0, "utf-8"
        return 0, label if _is_western(label) else "cp1252"
    return 0, "utf-8"


def _is_western(label: str) -> bool:
    """Whether ``label`` names an encoding that Python has, other than Latin-1, as which browsers read Windows-1252."""
    try:
        return _WESTERN.fullmatch(label) is not None and codecs.lookup(label).name != "iso8859-1"
    except LookupError:
        return False


def _characters(data: bytes) -> str:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            # Programs that each add a mark leave several.
            return _strictly(data, len(mark), codec, name).lstrip("\ufeff")
    if utf16 := _unmarked_utf16(data):
        return _strictly(data, 0, utf16, "UTF-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, error)
    if text.isascii() and _UTF7.search(text):
        raise Refusal("is in UTF-7; save it as UTF-8")
    return text


def _strictly(data: bytes, skip: int, codec: str, name: str) -> str:
    if name != "UTF-8" and (ascii_run := _ASCII.search(data)):
        raise Refusal(
            f"mixes encodings: it begins as {name}, but byte {ascii_run.start()} is not; save it all as UTF-8"
        )
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
    if odd * 5 > pairs * 4 and even * 20 < pairs:
        return "utf-16-le"
    if even * 5 > pairs * 4 and odd * 20 < pairs:
        return "utf-16-be"
    return None


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    """``data``, which is not UTF-8 because of ``error``, as Windows-1252."""
    is_utf8_elsewhere = _UTF8_SEQUENCE.search(data) is not None
    rest = data[error.start :]
    if error.end == len(data) and error.reason == "unexpected end of data":
        if is_utf8_elsewhere or len(rest) > 1 or rest in _USUAL_FIRST_BYTES:
            raise _cut("UTF-8")
    elif _SURROGATE.match(rest):
        raise Refusal(f"holds half a character (a lone surrogate) at byte {error.start}; save it as UTF-8")
    elif is_utf8_elsewhere:
        raise Refusal(f"mixes encodings: byte {error.start} is not UTF-8, though others are; save it all as UTF-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as undefined:
        wrong = f"byte {undefined.start} (0x{data[undefined.start]:02x})"
        raise Refusal(f"is neither UTF-8 nor Windows-1252 at {wrong}; save it as UTF-8") from None
    if strange := _NOT_WINDOWS.search(text):
        wrong = f"byte {strange.start()} ({strange[0]!r})"
        raise Refusal(f"is not UTF-8, and as Windows-1252 makes no sense at {wrong}; save it as UTF-8")
    return text


def _cut(name: str) -> Refusal:
    return Refusal(f"ends in the middle of a {name} character, so it was cut short; get the whole file")
