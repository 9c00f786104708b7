"""The plan in the terminal: what is agreed, who does it, by when, and where it stands."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import how_many, latest, when
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import short_date, until
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import labelled, prose, title

_BLANK = Text("")
_WIDEST_NAME = 14
_ID = 4


def plan_page(
    planned: Sequence[Planned], today: date, *, asides: Sequence[str] = ()
) -> Iterator[RenderableType]:
    """The actions in the order given.

    Args:
        planned: what to show.
        today: the day deadlines are counted from.
        asides: what to say below, such as the next step.
    """
    yield title("Handleplan")
    if planned:
        yield prose(f"{how_many((p.action for p in planned), today)}.", style="dim")
        yield _BLANK
        several = len({p.round.id for p in planned}) > 1
        if console().width < NARROW:
            for item in planned:
                yield from _stacked(item, today, several=several)
        else:
            yield _table(planned, today, several=several)
            yield _BLANK
    for aside in asides:
        yield prose(aside, style="dim" if planned else "")


def _table(planned: Sequence[Planned], today: date, *, several: bool) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="dim")
    table.add_column("Id", no_wrap=True)
    table.add_column("Handling", overflow="fold", ratio=1)
    table.add_column("Hvem", overflow="fold", max_width=_WIDEST_NAME)
    table.add_column("Frist", no_wrap=True)
    table.add_column("Nr.", justify="right", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    for item in planned:
        action = item.action
        table.add_row(
            action.id,
            _told(item, several=several),
            one_line(action.responsible) or "–",
            _deadline(action, today),
            "–" if action.pejlemaerke is None else str(action.pejlemaerke),
            action.status.label,
        )
    return table


def _told(item: Planned, *, several: bool) -> RenderableType:
    """What is to be done, and below it what else is known."""
    below = [Text(visible(text), style="dim") for text in _known(item, several=several)]
    return Group(Text(visible(item.action.text)), *below)


def _known(item: Planned, *, several: bool) -> Iterator[str]:
    action = item.action
    if action.sign:
        yield f"Tegn: {action.sign}"
    if said := latest(action):
        yield said
    if several:
        yield one_line(item.round.title)


def _deadline(action: Action, today: date) -> RenderableType:
    if action.deadline is None:
        return Text("–")
    day = Text(short_date(action.deadline))
    if not action.is_open:
        return day
    style = "bold red" if action.is_overdue(today) else "dim"
    return Group(day, Text(until(action.deadline, today), style=style))


def _stacked(item: Planned, today: date, *, several: bool) -> Iterator[RenderableType]:
    action = item.action
    column = max(_ID, len(action.id))
    yield labelled(action.id, action.text, indent=0, column=column)
    parts = [action.responsible, when(action, today)]
    if action.pejlemaerke is not None:
        parts.append(f"nummer {action.pejlemaerke}")
    parts.append(action.status.label)
    indent = column + 1
    yield prose(" · ".join(one_line(part) for part in parts if part), indent=indent)
    for text in _known(item, several=several):
        yield prose(text, indent=indent, style="dim")
    yield _BLANK
