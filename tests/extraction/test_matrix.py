"""Every kind of event in every kind of sentence: what is told does not hang on how it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MOVE = "Rennes -> Everton"
EVENTS = {
    "wish": ("drawn up plans to sign {}", f"transfer/interest {MOVE}"),
    "pursuit": ("stepped up their pursuit of {}", f"transfer/interest {MOVE}"),
    "talks": ("held talks over a deal for {}", f"transfer/talks {MOVE}"),
    "bid": ("submitted an offer for {}", f"transfer/bid {MOVE}"),
    "terms": ("agreed personal terms with {}", f"transfer/terms {MOVE}"),
    "agreement": ("reached an agreement with Rennes for {}", f"transfer/agreed {MOVE}"),
    "signing": ("completed the signing of {}", f"transfer/done {MOVE}"),
    "loan": ("taken {} on loan", f"loan/done {MOVE}"),
    "withdrawal": ("pulled out of a deal for {}", f"transfer/off {MOVE}"),
}
"""What Everton "have …", and the claim that it makes of Idris Okomo of Rennes."""

FRAMES = {
    "plain": ("Everton have {}.", ""),
    "adverbs in between": ("Everton have also now {}.", ""),
    "an aside in between": ("Everton have, after a week of waiting, {}.", ""),
    "a report in between": ("Everton have, it has emerged, {}.", ""),
    "another tells of them": ("Everton, who have {}, return to training soon.", ""),
    "cleft": ("It is Everton who have {}.", ""),
    "participle before": ("Having {}, Everton return to training soon.", ""),
    "joined by with": ("The season begins in a fortnight, with Everton having {}.", ""),
    "a pronoun": ("Everton are not done yet. They have {}.", ""),
    "hearsay": ("Everton are understood to have {}.", "; hedged; by unnamed"),
    "somebody's word": ("Everton have {}, according to Marca.", "; by outlet Marca"),
    "denied": ("Everton have denied having {}.", "; denied; by club Everton"),
}
"""Sentences for what they "have …", with what each adds to the claim."""

PERSONS = {
    "with his club": "Rennes defender Idris Okomo",
    "with an apposition": "Idris Okomo, the Rennes defender",
    "with age and apposition": "Idris Okomo, 24, the Rennes defender",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_in_a_frame(assert_claims: Callable[..., None], event: str, frame: str) -> None:
    if (event, frame) == ("withdrawal", "denied"):
        pytest.skip("who denies a withdrawal goes on")
    (words, claim), (sentence, added) = EVENTS[event], FRAMES[frame]
    told = sentence.format(words.format(PERSONS["with his club"]))
    assert_claims(told, f"Idris Okomo {claim}{added}")


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_with_a_person(assert_claims: Callable[..., None], event: str, person: str) -> None:
    words, claim = EVENTS[event]
    if person != "with his club" and not words.endswith("{}"):
        pytest.skip("the apposition parts the words")
    assert_claims(f"Everton have {words.format(PERSONS[person])}.", f"Idris Okomo {claim}")
