"""A meeting's minutes shared out: what comes when, and for how long.

The shares are those of a staff meeting that ends with something decided: a sixth for what was
agreed last time, a sixth for deciding, a little for what stands strong and for ending well, and
the rest, most of it, for talking.
"""

from dataclasses import dataclass
from enum import Enum

SHORTEST, LONGEST = 15, 240
MOST_TOPICS = 3
# A topic that gets less than this is read aloud, not talked about.
_ROOM_FOR_A_TOPIC = 15
_FEWEST_TOPICS = 2
_TOO_SHORT_FOR_TWO = 25
# Below this, five minutes are too coarse to share out.
_ROUGHLY_FROM = 45


class Part(Enum):
    """What a slot of the meeting is for."""

    FOLLOW_UP = "follow up"
    TOPIC = "topic"
    STRENGTHS = "strengths"
    DECISIONS = "decisions"
    CLOSING = "closing"


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
        topics: how many things are to be talked about.
        follow_up: whether there is something from last time to begin with.
        strengths: whether something stands strong.

    Returns:
        The slots in order; their minutes add up to the whole.
    """
    shares = _shares(minutes, follow_up=follow_up, strengths=strengths)
    talk = minutes - sum(shares.values())
    each, rest = divmod(talk, topics) if topics else (0, talk)
    wanted: list[tuple[Part, int, int | None]] = []
    for part in Part:
        if part is Part.TOPIC:
            wanted += [(part, each + (rest if n == 0 else 0), n) for n in range(topics)]
        elif part in shares:
            surplus = rest if part is Part.DECISIONS and not topics else 0
            wanted.append((part, shares[part] + surplus, None))
    slots, begins = [], 0
    for part, length, topic in wanted:
        slots.append(Slot(part, begins, length, topic))
        begins += length
    return tuple(slots)


def _shares(minutes: int, *, follow_up: bool, strengths: bool) -> dict[Part, int]:
    """The minutes of everything but the topics."""
    wanted = {Part.FOLLOW_UP: 6} if follow_up else {}
    if strengths:
        wanted[Part.STRENGTHS] = 12
    wanted |= {Part.DECISIONS: 6, Part.CLOSING: 20}
    unit = 5 if minutes >= _ROUGHLY_FROM else 1
    return {part: max(round(minutes / share / unit), 1) * unit for part, share in wanted.items()}
