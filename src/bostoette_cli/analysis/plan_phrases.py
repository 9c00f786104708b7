"""Phrases about actions that the terminal, the dialogues and the reports share."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.dates import long_date, short_date, until
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import listed, one_line, shorten

if TYPE_CHECKING:  # the first question does not wait for the arithmetic
    from bostoette_cli.analysis.comparison import Comparison

_FEW = 5


def how_many(actions: Iterable[Action], today: date) -> str:
    """``3 åbne handlinger, 1 over fristen``."""
    still = [action for action in actions if action.is_open]
    late = sum(action.is_overdue(today) for action in still)
    count = counted(len(still), "åben handling", "åbne handlinger")
    return f"{count}, {late} over fristen" if late else count


def when(action: Action, today: date) -> str:
    """``1. marts 2027, om 3 dage``; how far off only while it is open; nothing without a day."""
    if action.deadline is None:
        return ""
    day = long_date(action.deadline)
    return f"{day}, {until(action.deadline, today)}" if action.is_open else day


def latest(action: Action) -> str:
    """What was last said of it, with its day: ``5. dec. 2026: »Vi er i gang.«``."""
    event = action.latest
    return f"{short_date(event.day)}: »{event.text}«" if event and event.text else ""


def in_brief(action: Action, today: date) -> str:
    """``Tegn kortet om (Mette, fristen var 18. oktober 2026)``: on one line, in a list of several.

    It is printed too, and must hold on another day: the deadline stands with its date.
    """
    deadline = _by_when(action.deadline, today) if action.deadline and action.is_open else ""
    status = "" if action.is_open and not action.events else action.status.label
    parts = [part for part in (one_line(action.responsible), deadline, status) if part]
    aside = f" ({', '.join(parts)})" if parts else ""
    return one_line(action.text) + aside


def _by_when(deadline: date, today: date) -> str:
    return f"{'fristen var' if deadline < today else 'senest'} {long_date(deadline)}"


def told(action: Action) -> str:
    """An action in full: ``»Tegn kortet« (Mette, gjort). Tegn: Et kort. 5. dec. 2026: »Ja.«``."""
    deadline = f"frist {long_date(action.deadline)}" if action.deadline and action.is_open else ""
    aside = ", ".join(filter(None, (action.responsible, deadline, action.status.label)))
    sign = f"Tegn: {action.sign.rstrip('.')}" if action.sign else ""
    return ". ".join(filter(None, (f"»{action.text}« ({aside})", sign, latest(action))))


def agreed_in(round_: Round) -> str:
    """``Aftalt i Forår 2026 (12. maj 2026)``: above the actions of an earlier round."""
    return f"Aftalt i {one_line(round_.title)} ({long_date(round_.day)})"


def agreed_last_time(planned: Sequence[Planned], today: date) -> Iterator[str]:
    """The lines that open a new round: what was agreed, and how to say what became of it."""
    if not planned:
        return
    yield "Sidst aftalte I"
    for _, action in planned[:_FEW]:
        yield f"  • {shorten(in_brief(action, today), 200)}"
    if len(planned) > _FEW:
        yield f"  • og {len(planned) - _FEW} til"
    yield "Hvad blev der af det? Gå det igennem med bostoette handleplan opfoelgning"


def done_on_the_way(comparison: "Comparison") -> str:
    """On which pejlemærker something was done between the rounds, without claiming a cause."""
    numbers = [str(row.pejlemaerke.number) for row in comparison.rows if row.done]
    if not numbers:
        return ""
    return (
        f"På nummer {listed(numbers)} er en handling gjort siden »{_first(comparison)}«. Det siger "
        "ikke, at handlingen er grunden til, at tallet har flyttet sig."
    )


def _first(comparison: "Comparison") -> str:
    return one_line(comparison.rounds[0].round.title)
