"""Names of persons that are ordinary words too: "Rice", "Young"; "Mark", "Martin"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rumourctl.language.lexicon import Lexicon
from rumourctl.language.names import Mention, MentionKind


def wordlike_names(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> frozenset[str]:
    """The surnames and first names of persons among an article's ``mentions`` that a sentence may begin with as words:
    "Rice", "Young", and who is called "Martin"."""
    named = [m for found in mentions for m in found if m.kind is MentionKind.PERSON and len(m.norms) > 1]
    surnames = {m.norms[-1] for m in named}
    given = {m.norms[0] for m in named} & lexicon.given
    return frozenset(name for name in surnames | given if name in lexicon.common)
