"""A meeting's minutes shared out: what comes when, and for how long.

The shares are those of a staff meeting that ends with something decided: a sixth for what was
agreed last time, a sixth for deciding, a little for what stands strong and for ending well, and
the rest, half of it or more, for talking. Nobody talks longer about anything than about a topic.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import accumulate
from math import floor

SHORTEST, LONGEST = 15, 240
MOST_TOPICS = 3
# A topic that gets less than this is read aloud, not talked about.
_ROOM_FOR_A_TOPIC = 15
_FEWEST_TOPICS = 2
_TOO_SHORT_FOR_TWO = 25


class Part(Enum):
    """What a slot of the meeting is for."""

    FOLLOW_UP = "follow up"
    TOPIC = "topic"
    ANSWERS = "answers"
    STRENGTHS = "strengths"
    DECISIONS = "decisions"
    CLOSING = "closing"


# A clock is read in fives; below this, five minutes are too coarse to share out.
_FIVES_FROM = 45
_SHARES = {
    Part.FOLLOW_UP: Fraction(1, 6),
    Part.STRENGTHS: Fraction(1, 12),
    Part.DECISIONS: Fraction(1, 6),
    Part.CLOSING: Fraction(1, 15),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the meeting: when it begins and how long it takes, in minutes.

    Attributes:
        topic: which of the topics, from 0; None for the other parts.
    """

    part: Part
    begins: int
    minutes: int
    topic: int | None = None


def room_for(minutes: int, *, follow_up: bool) -> int:
    """How many topics there is time to talk about."""
    if minutes < _TOO_SHORT_FOR_TWO:
        return 1
    left = minutes - sum(_shares(minutes, follow_up=follow_up, strengths=True).values())
    return min(max(left // _ROOM_FOR_A_TOPIC, _FEWEST_TOPICS), MOST_TOPICS)


def agenda(minutes: int, topics: int, *, follow_up: bool, strengths: bool) -> tuple[Slot, ...]:
    """Share out a meeting.

    Args:
        minutes: how long it is.
        topics: how many things are to be talked about; the time goes to answering where none.
        follow_up: whether there is something from last time to begin with.
        strengths: whether something stands strong.

    Returns:
        The slots in order; their minutes add up to the whole.
    """
    shares = _shares(minutes, follow_up=follow_up, strengths=strengths)
    talk = minutes - sum(shares.values())
    lengths: list[tuple[Part, int, int | None]] = []
    for part in Part:
        if part in shares:
            lengths.append((part, shares[part], None))
        elif part is Part.TOPIC:
            each = enumerate(_split(talk, topics, _unit(minutes)))
            lengths += [(part, length, number) for number, length in each]
        elif part is Part.ANSWERS and not topics:
            lengths.append((part, talk, None))
    ends = accumulate(length for _, length, _ in lengths)
    return tuple(
        Slot(part, end - length, length, topic)
        for (part, length, topic), end in zip(lengths, ends, strict=True)
    )


def _shares(minutes: int, *, follow_up: bool, strengths: bool) -> dict[Part, int]:
    """The minutes of everything but the topics."""
    unit = _unit(minutes)
    there = {Part.FOLLOW_UP: follow_up, Part.STRENGTHS: strengths}
    return {
        part: max(floor(minutes * share / unit), 1) * unit
        for part, share in _SHARES.items()
        if there.get(part, True)
    }


def _split(talk: int, topics: int, unit: int) -> list[int]:
    """Share the talk between the topics in whole units; what is over goes to the first."""
    if not topics:
        return []
    each, over = divmod(talk // unit, topics)
    lengths = [(each + (number < over)) * unit for number in range(topics)]
    lengths[0] += talk % unit
    return lengths


def _unit(minutes: int) -> int:
    return 5 if minutes >= _FIVES_FROM else 1
