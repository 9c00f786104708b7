"""What a team should talk about at its next meeting, and why: the content of the meeting paper.

Last time's actions come first, then two or three pejlemærker, then what stands strong, and room
for decisions. Everything shown has passed ``anonymity.published`` and ``quotes.voices``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bostoette_cli.analysis import plan
from bostoette_cli.analysis.agenda import MOST_TOPICS, Slot, agenda, room_for
from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import Comparison, Row, compare, have_one_scale
from bostoette_cli.analysis.excerpts import few_quotes, most_telling
from bostoette_cli.analysis.findings import SEVERAL, Why, candidates, disagrees, level, movements
from bostoette_cli.analysis.phrases import TELLING
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.quotes import Quote, voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult, StatementResult
from bostoette_cli.domain.catalogue import Anbefaling, Reflection, Scale
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Round

# More than these are a list to work through at another time, not something to begin with.
_MOST_FOLLOWED_UP = 6
_MOST_STRONG = 2
_MOST_MOVED = 3


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
        statement: the statement to look at first: where people stand furthest apart, or lowest.
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
        follow_up: the actions of earlier rounds that are open, or were ended since the last; not
            more than a meeting can begin with.
        moved: what else than the topics moved since the round before, in a few sentences.
        strong: the pejlemærker with the highest figures, where people agree.
        decided: the actions this round has led to already.
        further: how many more actions there are to follow up.
        scale_before: the scale of the last round before, where there is one.
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
    further: int = 0
    scale_before: Scale | None = None

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
    if len(chosen) > MOST_TOPICS:
        raise WrongUse(f"Et møde kan højst rumme {MOST_TOPICS} emner. Vælg de vigtigste.")
    *earlier, last = rounds
    result = published(last)
    spoken = [data for data in earlier if data.responses or data.agreement.by_number]
    comparison = _compared(spoken, last)
    follow_up = plan.in_order(_since_last_time(earlier, spoken))
    room = room_for(minutes, follow_up=bool(follow_up or _moved(comparison, ())))
    picked = _chosen(result, chosen) if chosen else candidates(result)[:room]
    taken = [found.pejlemaerke.number for found, _ in picked]
    return Meeting(
        result,
        today,
        minutes,
        spoken[-1].round if spoken else None,
        tuple(follow_up[:_MOST_FOLLOWED_UP]),
        _moved(comparison, taken),
        tuple(_topic(found, why, last, spoken, comparison) for found, why in picked),
        _strong(result, taken),
        tuple(p.action for p in plan.in_order(Planned(last.round, a) for a in last.actions)),
        len(follow_up[_MOST_FOLLOWED_UP:]),
        spoken[-1].catalogue.scale if spoken else None,
    )


def _compared(spoken: Sequence[RoundData], last: RoundData) -> Comparison | None:
    """What moved since last time; None where there is none, or its answers were on other steps."""
    ends = [*spoken[-1:], last]
    return compare(ends) if len(ends) == 2 and have_one_scale(ends) else None


def _moved(comparison: Comparison | None, taken: Collection[int]) -> tuple[str, ...]:
    """What moved of all but the topics, in a few sentences, and the warning where it may tell."""
    if comparison is None or all(row.change is None for row in comparison.rows):
        return ()
    rest = [row for row in comparison.rows if row.pejlemaerke.number not in taken]
    warning = [TELLING] if comparison.telling else []
    return (*movements(rest)[:_MOST_MOVED], *warning)


def _since_last_time(
    earlier: Sequence[RoundData], spoken: Sequence[RoundData]
) -> Iterator[Planned]:
    """What is still open of everything decided before, and what has been ended since last time."""
    last_time = spoken[-1].round.day if spoken else date.min
    for data in earlier:
        for action in data.actions:
            if action.is_open or action.events[-1].day >= last_time:
                yield Planned(data.round, action)


def _chosen(
    result: RoundResult, numbers: Sequence[int]
) -> Sequence[tuple[PejlemaerkeResult, Why | None]]:
    reasons = {p.pejlemaerke.number: why for p, why in candidates(result)}
    wanted = [result.catalogue.pejlemaerke(number) for number in numbers]
    by_number = {p.pejlemaerke.number: p for p in result.pejlemaerker}
    return [
        (by_number[p.number], None if (why := reasons.get(p.number)) is Why.LOW else why)
        for p in wanted
    ]


def _topic(
    result: PejlemaerkeResult,
    why: Why | None,
    last: RoundData,
    spoken: Sequence[RoundData],
    comparison: Comparison | None,
) -> Topic:
    number = result.pejlemaerke.number
    statement = most_telling(result, why)
    questions = result.pejlemaerke.reflections
    rows = comparison.rows if comparison else ()
    return Topic(
        result,
        why,
        statement,
        few_quotes(voices(result, last.responses, last.round), result),
        # Each round another of them, so that the meeting does not begin as the last one did.
        questions[len(spoken) % len(questions)] if questions else None,
        _suggestions(result, statement),
        spoken[-1].agreement.on(number) if spoken else None,
        next((row for row in rows if row.pejlemaerke.number == number), None),
    )


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


def _strong(result: RoundResult, taken: Collection[int]) -> tuple[PejlemaerkeResult, ...]:
    """The highest figures above the middle of the scale, where people agree.

    What a person or two of a larger team think is no strength of the team.
    """
    scale = result.catalogue.scale
    fewest = min(SEVERAL, result.count)
    able = [
        (-height, p.pejlemaerke.number, p)
        for p in result.pejlemaerker
        if p.pejlemaerke.number not in taken
        and (height := level(p)) is not None
        and height > scale.middle
        and (p.figure.mean is None or p.figure.n >= fewest)
        and not disagrees(p, scale.step_size)
    ]
    return tuple(p for _, _, p in sorted(able)[:_MOST_STRONG])
