"""Rounds side by side in the terminal: what moved, for whom, and what has been left out.

Every mean stands with its n. On a narrow screen the same figures stand below each other instead of
in columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType
from rich.text import Text

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.findings import disagrees, what_moved
from bostoette_cli.analysis.phrases import (
    basis,
    reservations,
    spread,
    unknown,
)
from bostoette_cli.analysis.plan_phrases import done_on_the_way
from bostoette_cli.analysis.scoring import RoundResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import decimal, signed
from bostoette_cli.language.text import listed
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import bullets, heading, labelled, prose, title
from bostoette_cli.terminal.sparkline import legend, sparkline
from bostoette_cli.terminal.tables import reasoned, short_name, table_of

_FURTHER = ("spredning", "ved ikke")
_ROOM_FOR_SPREAD, _ROOM_FOR_UNKNOWN = 74, 84
_BLANK = Text("")


def comparison_page(comparison: Comparison, *, course: bool = False) -> Iterator[RenderableType]:
    """Rounds side by side: what moved, for whom, and what has been left out.

    Args:
        comparison: the rounds; more than two always have their course drawn, since a pair would
            leave out what lies between its ends.
        course: draw the course of two as well.
    """
    course = course or len(comparison.rounds) > 2
    first, last = comparison.rounds[0], comparison.rounds[-1]
    yield title(_arrow(first.round.title, last.round.title, " "))
    if course:
        yield prose(_names(comparison.rounds), style="dim")
    yield prose(basis(comparison), style="dim")
    yield _BLANK
    rows = [row for row in comparison.rows if _has_something(row)]
    if not rows:
        yield prose("Der er ingen svar at sammenligne endnu.")
    elif console().width < NARROW:
        for row in rows:
            yield from _narrow_row(row, last.catalogue.scale, course=course)
    elif course:
        yield _trend_table(rows, comparison)
    else:
        yield _pair_table(rows, last)
    if rows:
        yield heading("Det har flyttet sig")
        yield bullets(what_moved(comparison))
    explained = _reading_a_trend(comparison) if course and rows else ()
    yield from _footnotes(comparison, explained)


def _names(rounds: Sequence[RoundResult]) -> str:
    """How many rounds, which, and the days of the first and the last."""
    names = [result.round.title for result in rounds]
    for end in (0, -1):
        names[end] += f" ({long_date(rounds[end].round.day)})"
    return f"{len(rounds)} runder: {', '.join(names)}"


def _has_something(row: Row) -> bool:
    return any(result.is_touched for result in row.results)


def _pair_table(rows: Sequence[Row], last: RoundResult) -> RenderableType:
    table = table_of("")
    for name in ("før", "nu", "ændring"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("op/ned/=", justify="right", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    table.add_column("spredning", justify="right", no_wrap=True)
    table.add_column("ved ikke", justify="right", no_wrap=True)
    step = last.catalogue.scale.step_size
    for row in rows:
        table.add_row(
            _numbered(row),
            _named(row, step),
            decimal(row.first.mean),
            decimal(row.last.mean),
            change(row),
            movement(row),
            _arrow(str(row.first.n or "–"), str(row.last.n or "–")),
            _arrow(spread(row.first) or "–", spread(row.last) or "–"),
            _unknown(row),
        )
    return table


def _named(row: Row, step: Fraction) -> Text:
    text = Text(short_name(row.pejlemaerke))
    if disagrees(row.results[-1], step):
        text.append(" !", style="bold")
    return reasoned(text, {result.figure.hidden for result in row.results})


def _numbered(row: Row) -> str:
    """The number, marked where something was done between the rounds; no wider than two digits."""
    return f"{'✔' if row.done else ''}{row.pejlemaerke.number}"


def change(row: Row) -> str:
    """The change with its direction; a hollow mark where it is less than one step by one person."""
    if row.change is None:
        return "–"
    text = signed(row.change)
    if text[0] not in "+−":  # it rounds to nothing
        return text
    if row.change > 0:
        return f"{text} {'△' if row.small else '▲'}"
    return f"{text} {'▽' if row.small else '▼'}"


def movement(row: Row) -> str:
    """How many moved up, down and stayed."""
    if row.movement is None or not row.movement.persons:
        return ""
    return f"{row.movement.up}/{row.movement.down}/{row.movement.same}"


def _unknown(row: Row) -> str:
    ends = row.results[0], row.results[-1]
    return _arrow(*map(unknown, ends)) if any(end.tally.unknown for end in ends) else ""


def _arrow(before: str, now: str, air: str = "") -> str:
    return f"{before}{air}→{air}{now}"


def _trend_table(rows: Sequence[Row], comparison: Comparison) -> RenderableType:
    scale = comparison.rounds[-1].catalogue.scale
    table = table_of("")
    table.add_column("først", justify="right", no_wrap=True)
    table.add_column("forløb", no_wrap=True)
    further = _further_columns(len(comparison.rounds))
    for name in ("nu", "ændring", "op/ned/=", "n", *further):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        cells = [
            decimal(row.first.mean),
            sparkline([result.figure.mean for result in row.results], scale),
            decimal(row.last.mean),
            change(row),
            movement(row),
            _arrow(str(row.first.n or "–"), str(row.last.n or "–")),
            _arrow(spread(row.first) or "–", spread(row.last) or "–"),
            _unknown(row),
        ]
        shown = cells[: len(table.columns) - 2]
        table.add_row(_numbered(row), _named(row, scale.step_size), *shown)
    return table


def _further_columns(rounds: int) -> tuple[str, ...]:
    """The columns there is room for when the course of so many rounds has been drawn."""
    room = console().width - max(rounds, len("forløb"))
    return _FURTHER[: (room >= _ROOM_FOR_SPREAD) + (room >= _ROOM_FOR_UNKNOWN)]


def _narrow_row(row: Row, scale: Scale, *, course: bool) -> Iterator[RenderableType]:
    mark = " !" if disagrees(row.results[-1], scale.step_size) else ""
    yield labelled(_numbered(row), row.pejlemaerke.title + mark, indent=0, column=3)
    hidden = sorted({result.figure.hidden for result in row.results if result.figure.hidden})
    means = [result.figure.mean for result in row.results]
    between = sparkline(means, scale) if course else "→"
    parts = [f"{decimal(row.first.mean)} {between} {decimal(row.last.mean)}", change(row)]
    if moved := movement(row):
        parts.append(f"op/ned/= {moved}")
    parts.append(f"n {_arrow(str(row.first.n or '–'), str(row.last.n or '–'))}")
    if row.last.n > 1:
        parts.append(f"spredning {_arrow(spread(row.first) or '–', spread(row.last))}")
    if unknown := _unknown(row):
        parts.append(f"ved ikke {unknown}")
    yield prose(" · ".join([*parts, *hidden]), indent=4)


def _footnotes(comparison: Comparison, explained: Iterable[str]) -> Iterator[RenderableType]:
    last = comparison.rounds[-1]
    notes = list(explained)
    if any(change(row)[-1] in "△▽" for row in comparison.rows):
        notes.append("△ og ▽: mindre end ét trin for én person.")
    step = last.catalogue.scale.step_size
    if any(disagrees(row.results[-1], step) for row in comparison.rows):
        notes.append("! uenighed: svarene i den nyeste runde står langt fra hinanden.")
    if any(row.movement and row.movement.persons for row in comparison.rows):
        notes.append("op/ned/= tæller dem, der har svaret i både første og sidste runde.")
    if done := done_on_the_way(comparison):
        notes.append(f"✔ {done}")
    notes += reservations(comparison)
    if notes:
        yield _BLANK
        for note in notes:
            yield prose(note, style="dim")


def _reading_a_trend(comparison: Comparison) -> Iterator[str]:
    yield (
        "først og nu: tallet i den første og den sidste runde. "
        "Resten går fra den ene til den anden."
    )
    yield legend(comparison.rounds[-1].catalogue.scale)
    left_out = _FURTHER[len(_further_columns(len(comparison.rounds))) :]
    if left_out and console().width >= NARROW:
        yield f"Gør vinduet bredere for også at se {listed([f'»{name}«' for name in left_out])}."
