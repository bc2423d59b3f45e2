"""Files that are no plain text, told by how they begin."""

from __future__ import annotations

import re

_BLANK = rb"(?:\xef\xbb\xbf)?\s{0,100}"
_PROLOGUE = _BLANK + rb"(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}>\s{0,100}){0,3}"
_COMPRESSED = (
    *(rb"\x1f\x8b", rb"BZh[1-9]1AY&SY", rb"\xfd7zXZ\x00", rb"LZIP\x01", rb"\x5d\x00\x00[\x80\x00]"),
    *(rb"\x28\xb5\x2f\xfd", rb"\x04\x22\x4d\x18", rb"7z\xbc\xaf\x27\x1c", rb"Rar!\x1a\x07"),
)
_IMAGES = (
    *(rb"\x89PNG\r\n\x1a\n", rb"\xff\xd8\xff", rb"GIF8[79]a", rb"RIFF[\s\S]{4}WEBP", rb"II\*\x00", rb"MM\x00\*"),
    *(rb"BM[\s\S]{4}\x00\x00\x00\x00", rb"8BPS\x00"),
)
_SOUNDS = (
    *(rb"ID3[\x02-\x04]", rb"\xff\xfb", rb"OggS\x00", rb"fLaC\x00", rb"RIFF[\s\S]{4}(?:WAVE|AVI )"),
    *(rb"[\s\S]{4}ftyp", rb"\x1aE\xdf\xa3"),
)
_MIME = rb"(?:[\w-]{1,50}: [^\n]{0,500}\n){1,30}Content-Transfer-Encoding: (?:base64|quoted-printable)"
_SCRIPT = rb"(?:window\.YTD\.\w{1,50}\.part\d{1,6}\s{0,10}=\s{0,100})?"
_KINDS = (
    ("a PDF", _BLANK + rb"%PDF-"),
    ("a PostScript file", rb"%!PS"),
    ("a ZIP archive or an Office document", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
    ("an old Office document", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an RTF document", _BLANK + rb"\{\\rtf"),
    ("an HTML page", _PROLOGUE + rb"(?i:<(?:!doctype\s+html|html|head)\b)"),
    ("an SVG image", _PROLOGUE + rb"<svg\b"),
    ("an XML file", _BLANK + rb"<(?:\?xml|rss|feed|rdf:RDF)\b"),
    ("a JSON file", _BLANK + _SCRIPT + rb"(?:\[\s{0,100})?\{\s{0,100}\"[^\"\n]{0,200}\"\s{0,100}:"),
    ("a mailbox or MIME message", _MIME),
    ("a pointer of Git LFS", rb"version https://git-lfs\.github\.com/spec/"),
    ("an archive", rb"[\s\S]{257}ustar|!<arch>\n|07070[127]|\xed\xab\xee\xdb|MSCF\x00"),
    ("a compressed file", b"|".join(_COMPRESSED)),
    ("an image", b"|".join(_IMAGES)),
    ("a sound or a film", b"|".join(_SOUNDS)),
    ("an SQLite database", rb"SQLite format 3\x00"),
    ("a program", rb"\x7fELF|MZ[\s\S]\x00|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|\x00asm"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)


def kind_of(data: bytes) -> str | None:
    """What the bytes of a file are ("a PDF"), or ``None`` where they may be text."""
    return next((name for name, pattern in _PATTERNS if pattern.match(data)), None)
