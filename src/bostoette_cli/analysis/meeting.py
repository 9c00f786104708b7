"""What a team should talk about at its next meeting, and why: the content of the meeting paper.

Last time's actions come first, then two or three pejlemærker, then what stands strong, and room
for decisions. Everything shown has passed ``anonymity.published`` and ``quotes.voices``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bostoette_cli.analysis import plan
from bostoette_cli.analysis.agenda import MOST_TOPICS, Slot, agenda, room_for
from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import Comparison, Row, compare
from bostoette_cli.analysis.findings import (
    Why,
    disagrees,
    in_meeting_order,
    what_moved,
)
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.quotes import Quote, Voices, voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult, StatementResult
from bostoette_cli.domain.catalogue import Anbefaling, Reflection
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Round

_MOST_QUOTES = 3
_MOST_STRONG = 2
_MOST_MOVED = 3
# A longer text is a letter, not a quote; shorter ones go first.
_LONGEST_QUOTE = 240


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the catalogue suggests to a worker and to management under one anbefaling."""

    part: Anbefaling
    worker: tuple[str, ...]
    management: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A pejlemærke to talk about.

    Attributes:
        why: the reason it is on the agenda; None where whoever leads the meeting chose it and
            nothing in the answers calls for it.
        statement: the statement on which those who answered stand furthest apart, or lowest.
        quotes: two or three things that were written about it.
        question: an open question to begin with.
        before: what the team agreed on last time.
        row: how it has moved since last time, where there is a last time.
    """

    result: PejlemaerkeResult
    why: Why | None
    statement: StatementResult | None
    quotes: tuple[Quote, ...]
    question: Reflection | None
    suggestions: Suggestions | None
    before: Agreed | None
    row: Row | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting paper of a round.

    Attributes:
        today: the day it is written; overdue is judged by it.
        minutes: how long the meeting is.
        previous: the last round before in which something was said.
        follow_up: the actions of earlier rounds that are open, or were ended since the last.
        moved: what moved since the round before, in a few sentences.
        strong: the pejlemærker with the highest figures, where people agree.
        decided: the actions this round has led to already.
    """

    result: RoundResult
    today: date
    minutes: int
    previous: Round | None
    follow_up: tuple[Planned, ...]
    moved: tuple[str, ...]
    topics: tuple[Topic, ...]
    strong: tuple[PejlemaerkeResult, ...]
    decided: tuple[Action, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The agenda, minute by minute."""
        return agenda(
            self.minutes,
            len(self.topics),
            follow_up=bool(self.follow_up or self.moved),
            strengths=bool(self.strong),
        )


def prepare(
    rounds: Sequence[RoundData], minutes: int, today: date, chosen: Sequence[int] = ()
) -> Meeting:
    """Prepare the meeting about the last of the rounds.

    Args:
        rounds: it and every earlier one of the same catalogue, oldest first.
        minutes: how long the meeting is.
        today: the day it is prepared.
        chosen: the pejlemærker to talk about; chosen by what people answered where empty.

    Raises:
        WrongUse: a number does not exist, or more are chosen than a meeting can hold.
    """
    *earlier, last = rounds
    result = published(last)
    spoken = [data for data in earlier if data.responses or data.agreement.by_number]
    comparison = compare([spoken[-1], last]) if spoken else None
    follow_up = tuple(plan.in_order(_since_last_time(earlier)))
    moved = tuple(_moved(comparison)) if comparison else ()
    if len(chosen) > MOST_TOPICS:
        raise WrongUse(f"Et møde kan højst rumme {MOST_TOPICS} emner. Vælg de vigtigste.")
    room = room_for(minutes, follow_up=bool(follow_up or moved))
    picked = _chosen(result, chosen) if chosen else in_meeting_order(result)[:room]
    topics = tuple(_topic(found, why, last, spoken, comparison) for found, why in picked)
    return Meeting(
        result,
        today,
        minutes,
        spoken[-1].round if spoken else None,
        follow_up,
        moved,
        topics,
        _strong(result, [topic.result for topic in topics]),
        tuple(p.action for p in plan.in_order(Planned(last.round, a) for a in last.actions)),
    )


def _moved(comparison: Comparison) -> list[str]:
    """What moved, in a few sentences; none where there is nothing to compare."""
    if all(row.change is None for row in comparison.rows):
        return []
    return what_moved(comparison)[:_MOST_MOVED]


def _since_last_time(earlier: Sequence[RoundData]) -> Iterator[Planned]:
    """What is still open of everything decided before, and what has been ended since last time."""
    for data in earlier:
        for action in data.actions:
            ended = action.latest.day if action.latest else None
            if action.is_open or (ended is not None and ended >= earlier[-1].round.day):
                yield Planned(data.round, action)


def _chosen(
    result: RoundResult, numbers: Sequence[int]
) -> Sequence[tuple[PejlemaerkeResult, Why | None]]:
    reasons = {p.pejlemaerke.number: why for p, why in in_meeting_order(result)}
    found = []
    for number in numbers:
        pejlemaerke = result.catalogue.pejlemaerke(number)
        item = next(p for p in result.pejlemaerker if p.pejlemaerke.number == pejlemaerke.number)
        why = reasons.get(number)
        found.append((item, None if why is Why.LOW else why))
    return found


def _topic(
    result: PejlemaerkeResult,
    why: Why | None,
    last: RoundData,
    spoken: Sequence[RoundData],
    comparison: Comparison | None,
) -> Topic:
    number = result.pejlemaerke.number
    statement = _most_telling(result)
    questions = result.pejlemaerke.reflections
    rows = comparison.rows if comparison else ()
    return Topic(
        result,
        why,
        statement,
        tuple(_picked(voices(result, last.responses, last.round), result)),
        # Each round another of them, so that the meeting does not begin as the last one did.
        questions[len(spoken) % len(questions)] if questions else None,
        _suggestions(result, statement),
        spoken[-1].agreement.on(number) if spoken else None,
        next((row for row in rows if row.pejlemaerke.number == number), None),
    )


def _most_telling(result: PejlemaerkeResult) -> StatementResult | None:
    """The statement that people stand furthest apart on; of those alike, the lowest."""
    shown = [s for s in result.statements if s.figure.mean is not None]
    return min(
        shown,
        key=lambda s: (-(s.figure.spread or 0.0), s.figure.mean),
        default=None,
    )


def _picked(said: Voices, result: PejlemaerkeResult) -> Iterator[Quote]:
    """A few quotes: one to each statement, the most mixed first, then answers to the questions.

    Which are picked depends on the texts alone, not on who wrote them.
    """
    by_spread = sorted(result.statements, key=lambda s: -(s.figure.spread or 0.0))
    places = [s.statement.id for s in by_spread] + [r.id for r in result.pejlemaerke.reflections]
    rest: list[Quote] = []
    firsts: list[Quote] = []
    for place in places:
        fitting = sorted(
            (q for q in (*said.notes, *said.reflections) if q.about == place),
            key=lambda q: (len(q.text) > _LONGEST_QUOTE, -min(len(q.text), _LONGEST_QUOTE), q.text),
        )
        firsts += fitting[:1]
        rest += fitting[1:]
    yield from (firsts + rest)[:_MOST_QUOTES]


def _suggestions(
    result: PejlemaerkeResult, statement: StatementResult | None
) -> Suggestions | None:
    """What the catalogue suggests where the most telling statement belongs; else the first part."""
    parts = result.pejlemaerke.anbefalinger
    wanted = statement.statement.anbefaling if statement else ""
    part = next((p for p in parts if p.number == wanted), parts[0] if parts else None)
    if part is None or not (part.worker or part.management):
        return None
    return Suggestions(part, part.worker[:2], part.management[:1])


def _strong(
    result: RoundResult, topics: Sequence[PejlemaerkeResult]
) -> tuple[PejlemaerkeResult, ...]:
    """The highest figures above the middle of the scale, where people agree."""
    scale = result.catalogue.scale
    middle = (scale.lowest + scale.highest) / 2
    taken = {p.pejlemaerke.number for p in topics}
    able = [
        (p.figure.mean, p)
        for p in result.pejlemaerker
        if p.pejlemaerke.number not in taken
        and p.figure.mean is not None
        and p.figure.mean > middle
        and not disagrees(p, scale.step_size)
    ]
    able.sort(key=lambda entry: (-entry[0], entry[1].pejlemaerke.number))
    return tuple(p for _, p in able[:_MOST_STRONG])
