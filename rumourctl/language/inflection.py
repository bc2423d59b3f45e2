"""How English words are inflected: the plural of nouns, and the forms of regular verbs."""

from __future__ import annotations


def plural(noun: str) -> str:
    """ "club" → "clubs", "boss" → "bosses", "man" → "men", "party" → "parties"."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("man") and not noun.endswith(("German", "german", "Roman", "Ottoman")):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def third_person(base: str) -> str:
    """ "sign" → "signs", "miss" → "misses", "try" → "tries"."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "s"


def regular_past(base: str, doubling: frozenset[str] | set[str]) -> str:
    """ "sign" → "signed", "move" → "moved", "try" → "tried", "swap" → "swapped"."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in doubling else "") + "ed"


def gerund(base: str, doubling: frozenset[str] | set[str]) -> str:
    """ "sign" → "signing", "move" → "moving", "die" → "dying", "swap" → "swapping"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return base[:-1] + "ing"
    return base + (base[-1] if base in doubling else "") + "ing"
