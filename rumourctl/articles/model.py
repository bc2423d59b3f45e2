"""An article as it was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from rumourctl.articles.tongues import language_of


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is exactly what was read (decoded, byte order mark removed, nothing else changed).

    ``body_start`` is the offset in ``text`` at which prose begins, after a header that gave date or title.
    ``path`` is the path as the user gave it ("-" for standard input).
    """

    text: str
    published: date
    path: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    body_start: int = 0

    @property
    def language(self) -> str | None:
        """The ISO 639 code of the language of the prose, or None where too little tells."""
        return language_of(self.text, self.body_start)

    @property
    def article_id(self) -> str:
        """An id from content: the same text of the same day and publisher has it on every machine."""
        content = "\x1f".join((self.published.isoformat(), self.publisher or "", self.text))
        return "a" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
