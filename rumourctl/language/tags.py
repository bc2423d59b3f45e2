"""Hashtags and accounts: the words in them, and whom or what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Entry, Lexicon
from rumourctl.language.tokens import Kind, Token, is_accented

_OF_ACCOUNTS = sorted(closed_class("of_accounts"))
_BEFORE_PLAYERS = ("of", "for", "sign", "signed", "welcome", "welcomes")
_BEFORE_ACCOUNTS = closed_class("passed_on") | {"by", "with", "/"}


def tag_words(token: Token) -> tuple[str, ...]:
    """The words of a tag, parted by its capitals: "#IdrisOkomo" → ("Idris", "Okomo")."""
    letters = token.text[1:].replace("_", " ").replace(".", " ")
    parted = "".join(
        f" {here}"
        if (here.isupper() and (not before.isupper() or after.islower())) or here.isdigit() > before.isdigit()
        else here
        for before, here, after in zip(f" {letters}", letters, f"{letters[1:]} ", strict=False)
    )
    return tuple(re.sub(r"\b(Ma?c) (?=[A-Z])", r"\1", parted).split())


def listed_tag(token: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    """What a tag is listed for: as it stands, or as the words that its capitals part ("@FabrizioRomano")."""
    if entries := lexicon.tags.get(token.norm) or _account(token, lexicon):
        return entries
    for words in ((token.norm,), tag_words(token), tuple(token.text[1:].split("_"))):
        hit = lexicon.longest_name([fold(w) for w in words], 0) if words else None
        if hit and hit[0] == len(words):
            return hit[1]
    return ()


def _account(token: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    """What an account stands for behind whose name it says what it is: "@burtonalbionfc", "@acmilan_official"."""
    name = token.norm.lstrip("#@").replace("_", "").replace(".", "")
    for affix in _OF_ACCOUNTS:
        for bare in (name.removesuffix(affix), name.removeprefix(affix)):
            if bare != name and (entries := lexicon.tags.get(bare)):
                return entries
    return ()


def tag_names_person(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an unlisted tag at ``at`` may be a person's name, or part of one: "#Okomo", but not "#DeadlineDay".

    An account is its reporter's where it heads what he posts ("@JaneDoe: …") or is credited ("via @JaneDoe"), and whose
    name it bears where it stands in the sentence itself ("as @LeoAske leaves Lens").
    """
    token = tokens[at]
    if token.kind is not Kind.TAG or listed_tag(token, lexicon):
        return False
    words = tag_words(token)
    if token.text[0] == "@":
        given = len(words) > 1 and fold(words[0]) in lexicon.given
        if len(words) < 2 or not (_credits_account(tokens, at) or (given and _told_of_account(tokens, at))):
            return False
    named = at > 0 and tokens[at - 1].kind is Kind.WORD and fold(tokens[at - 1].text) in lexicon.given
    plain = lexicon.common if not named else ()
    return all(
        w[0].isupper() and w.isalpha() and not w.isupper() and (is_accented(w) or fold(w) not in plain) for w in words
    )


def _credits_account(tokens: Sequence[Token], at: int) -> bool:
    before = next((t.norm for t in reversed(tokens[:at]) if t.kind is not Kind.SYMBOL), None)
    heads = before is None and at + 1 < len(tokens) and tokens[at + 1].norm in (":", "(")
    return heads or before in _BEFORE_ACCOUNTS


def _told_of_account(tokens: Sequence[Token], at: int) -> bool:
    """Whether words of the sentence go on behind the account at ``at``, or lead up to it: "signing **of** @LeoAske"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    goes_on = behind is not None and behind.kind is Kind.WORD and behind.text.islower()
    return goes_on or (at > 0 and tokens[at - 1].norm in _BEFORE_PLAYERS)
