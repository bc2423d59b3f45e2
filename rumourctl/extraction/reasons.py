"""Why a candidate became no claim, and what weighed on one that did. The name is for programs, the value for people."""

from __future__ import annotations

from enum import Enum


class Drop(Enum):
    """Why a candidate, which is what the rules found in one clause, was dropped."""

    NO_WORDS = "no rule knows any words of it"
    NO_EVENT = "the words that rules know are an idiom, or wrap no event"
    WAITS = "such words claim nothing alone: they wait for an operator (want to, in talks to, set to …)"
    NO_MOVE = "no word here says what kind of move it is"
    SUPPOSED = "tells of no move: it is asked, advised, said of any such move, or of something else of theirs"
    UNNAMED = "whoever moves is not named"
    NO_MOVER = "the only persons here are officials, or only speak"
    NO_PERSON = "nobody who could move is named, here or just before"
    NO_SUITOR = "the club to go to is not known"
    NO_CLUB = "the club that it is about is not known"
    OWN_CLUB = "the only club is the one where he already is"
    TOO_MANY = "the article has told of the person 200 times before, which no article does"
    HEADING = "a headline adds nothing to a body that tells of the person"
    OUTRANKED = "its own sentence tells a higher stage, or the refusal, of the same move"
    SAME = "says the same as another claim of the article, which may have the better source"
    PART = "is part of a transfer that is told beside it, or of a departure that has happened"


class Ground(Enum):
    """What weighed on the stage or the certainty of a candidate, beside its rules."""

    DATED = "bears a date of its own: happened"
    AHEAD = "spoken of in the present: lies ahead"
    NEGATED = "negated: refused, or said not to be so"
    DENIED = "what somebody denies"
    PROGRESSIVE = "“is …ing”: settled, and yet to happen"
    CONDITION = "hangs on a condition"
    QUESTION = "is asked, not said"
    WHETHER = "is left open: “whether …”"
    IMAGINED = "is only imagined"
    HEARSAY = "its source is vague"
