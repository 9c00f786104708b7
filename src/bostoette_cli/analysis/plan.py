"""The plan through the rounds: what is still to be done, in what order, and what was done when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bostoette_cli.domain.plan import Action, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Round


class Planned(NamedTuple):
    """An action with the round it was agreed in."""

    round: Round
    action: Action


def in_order(planned: Iterable[Planned]) -> list[Planned]:
    """The open ones by their deadline, so that the overdue stand first; then what is over.

    An action without a deadline stands after those that have one. What is over stands with the
    latest first.
    """
    every = list(planned)
    still = sorted((p for p in every if p.action.is_open), key=lambda p: _by_deadline(p.action))
    over = [p for p in every if not p.action.is_open]
    over.sort(key=lambda p: p.action.events[-1].day, reverse=True)
    return [*still, *over]


def _by_deadline(action: Action) -> tuple[date, float, str]:
    created = action.created.timestamp() if action.created else 0.0
    return action.deadline or date.max, created, action.id


def on(actions: Iterable[Action], number: int | None) -> tuple[Action, ...]:
    """The actions on a pejlemærke, in the order they were agreed; None for those on none."""
    found = (action for action in actions if action.pejlemaerke == number)
    return tuple(sorted(found, key=_by_age))


def _by_age(action: Action) -> tuple[float, str]:
    return action.created.timestamp() if action.created else 0.0, action.id


def by_round(planned: Iterable[Planned]) -> list[tuple[Round, tuple[Action, ...]]]:
    """The actions under the rounds they were agreed in, the newest round first."""
    found: dict[Round, list[Action]] = {}
    for round_, action in planned:
        found.setdefault(round_, []).append(action)
    newest_first = sorted(found, key=lambda round_: round_.day, reverse=True)
    return [(round_, tuple(found[round_])) for round_ in newest_first]


def done_between(rounds: Sequence[RoundData]) -> Iterator[Action]:
    """The actions of the earlier rounds that were done after their own round and before the end.

    The end is the day the last of the rounds was closed; while it is open, everything counts that
    is done so far. An action that was opened again before the end is not done.
    """
    end = rounds[-1].round.closed or date.max
    for data in rounds[:-1]:
        for action in data.actions:
            event = action.standing(end)
            if event and event.status is Status.DONE and event.day > data.round.day:
                yield action
