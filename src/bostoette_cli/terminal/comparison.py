"""Rounds side by side in the terminal: what moved, for whom, and what has been left out.

Every mean stands with its n. On a narrow screen the same figures stand below each other instead of
in columns.
"""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.findings import disagrees, what_moved
from bostoette_cli.analysis.phrases import (
    basis,
    few_followed,
    reservations,
    spread,
    unknown,
)
from bostoette_cli.analysis.plan_phrases import done_on_the_way
from bostoette_cli.analysis.scoring import RoundResult
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import decimal, signed
from bostoette_cli.language.text import listed
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import bullets, heading, labelled, prose, title
from bostoette_cli.terminal.sparkline import legend, sparkline
from bostoette_cli.terminal.tables import (
    reasoned,
    room_beside,
    short_name,
    table_of,
    with_room_for_names,
)

# The first to give way where there is not room for all: every mean keeps its n.
_LESSER = ("ved ikke", "spredning", "op/ned/=")
_COUNTED = ("op/ned/=", "n", "spredning", "ved ikke")
_COURSE = "forløb"
_CUT = "…"  # in front of a course whose oldest rounds there is no room for
_MOST_NAMED = 12
_BESIDE_THE_COURSE = len("    3,0  3,0")
_BLANK = Text("")

Columns = Mapping[str, Sequence[str]]


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
    columns = _fitted(rows, course=course) if rows else {}
    if not rows:
        yield prose("Der er ingen svar at sammenligne endnu.")
    elif console().width < NARROW:
        for row, *cells in zip(rows, *columns.values(), strict=True):
            yield from _narrow_row(row, dict(zip(columns, cells, strict=True)))
    else:
        yield _table(rows, columns)
    if rows:
        yield heading("Det har flyttet sig")
        yield bullets(what_moved(comparison))
    yield from _footnotes(comparison, columns)


def _names(rounds: Sequence[RoundResult]) -> str:
    """How many rounds, which where they are not too many, and the days of the first and last."""
    names = [result.round.title for result in rounds]
    for end in (0, -1):
        names[end] += f" ({long_date(rounds[end].round.day)})"
    if len(names) > _MOST_NAMED:
        return f"{len(names)} runder fra {names[0]} til {names[-1]}"
    return f"{len(names)} runder: {', '.join(names)}"


def _has_something(row: Row) -> bool:
    return any(result.is_touched for result in row.results)


def _fitted(rows: Sequence[Row], *, course: bool) -> Columns:
    """The columns there is room for, and the newest of a course that is too long."""
    columns = _columns(rows, course=course)
    if console().width < NARROW:
        room = console().width - _BESIDE_THE_COURSE
        lacking = len(rows[0].results) - room
    else:
        edge = [(_numbered(row), _named(row).plain) for row in rows]
        columns = with_room_for_names(edge, columns, _LESSER)
        lacking = -room_beside(edge, columns)
    if course and lacking > 0:
        columns[_COURSE] = [_CUT + line[lacking + len(_CUT) :] for line in columns[_COURSE]]
    return columns


def _columns(rows: Sequence[Row], *, course: bool) -> dict[str, Sequence[str]]:
    """Every column by its heading, a cell for each row; the course where it is to be drawn."""
    first = [decimal(row.first.mean) for row in rows]
    drawn = [sparkline([r.figure.mean for r in row.results], row.scale) for row in rows]
    return {
        **({"først": first, _COURSE: drawn} if course else {"før": first}),
        "nu": [decimal(row.last.mean) for row in rows],
        "ændring": [change(row) for row in rows],
        "op/ned/=": [movement(row) for row in rows],
        "n": [_arrow(str(row.first.n or "–"), str(row.last.n or "–")) for row in rows],
        "spredning": [_arrow(spread(row.first) or "–", spread(row.last) or "–") for row in rows],
        "ved ikke": [_unknown(row) for row in rows],
    }


def _table(rows: Sequence[Row], columns: Columns) -> RenderableType:
    table = table_of("")
    for name in columns:
        table.add_column(name, justify="left" if name == _COURSE else "right", no_wrap=True)
    for row, *cells in zip(rows, *columns.values(), strict=True):
        table.add_row(_numbered(row), _named(row), *cells)
    return table


def _named(row: Row) -> Text:
    text = Text(short_name(row.pejlemaerke))
    if disagrees(row.results[-1], row.scale.step_size):
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


def _narrow_row(row: Row, cells: Mapping[str, str]) -> Iterator[RenderableType]:
    """The row's cells below its name, but for the ones that say nothing."""
    mark = " !" if disagrees(row.results[-1], row.scale.step_size) else ""
    yield labelled(_numbered(row), row.pejlemaerke.title + mark, indent=0, column=3)
    first = cells["først"] if _COURSE in cells else cells["før"]
    parts = [f"{first} {cells.get(_COURSE, '→')} {cells['nu']}", cells["ændring"]]
    counted = [(name, cells[name]) for name in _COUNTED]
    parts += [f"{name} {cell}" for name, cell in counted if cell.strip("–→")]
    hidden = sorted({result.figure.hidden for result in row.results if result.figure.hidden})
    yield prose(" · ".join([*parts, *hidden]), indent=4)


def _footnotes(comparison: Comparison, columns: Columns) -> Iterator[RenderableType]:
    rows = comparison.rows
    notes = [*_reading_a_trend(comparison, columns), *_left_out(comparison, columns)]
    if any(change(row)[-1] in "△▽" for row in rows):
        notes.append("△ og ▽: mindre end ét trin for én person.")
    if any(disagrees(row.results[-1], row.scale.step_size) for row in rows):
        notes.append("! uenighed: svarene i den nyeste runde står langt fra hinanden.")
    if any(columns.get("op/ned/=", ())) and not few_followed(comparison):
        notes.append("op/ned/= tæller dem, der har svaret i både første og sidste runde.")
    if done := done_on_the_way(comparison):
        notes.append(f"✔ {done}")
    notes += reservations(comparison)
    if notes:
        yield _BLANK
        for note in notes:
            yield prose(note, style="dim")


def _reading_a_trend(comparison: Comparison, columns: Columns) -> Iterator[str]:
    if _COURSE in columns:
        yield (
            "først og nu: tallet i den første og den sidste runde. "
            "Resten går fra den ene til den anden."
        )
        yield legend(comparison.rounds[-1].catalogue.scale)


def _left_out(comparison: Comparison, columns: Columns) -> Iterator[str]:
    """What there was no room for, and how to see it."""
    every = len(comparison.rounds)
    newest = len(columns[_COURSE][0].removeprefix(_CUT)) if _COURSE in columns else every
    missing = [f"»{name}«" for name in reversed(_LESSER) if columns and name not in columns]
    if newest < every:
        yield f"Forløbet viser de {newest} nyeste af {every} runder."
        missing.append("de ældre runder")
    if missing:
        yield f"Gør vinduet bredere for også at se {listed(missing)}."
