"""The report as an Excel workbook: figures with a chart, statements, answers, words, actions.

Everything people wrote is written as text, never as a formula, a link or a number. Numbers are
stored in full; a Danish Excel shows them with a decimal comma.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bostoette_cli.analysis.phrases import basis, reservations, who_answered
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.reports import sheets
from bostoette_cli.reports.answers import answer_table
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Report
from bostoette_cli.reports.table import Cell, Column, Kind, Table, picked

_LONGEST_TEXT = 32_767  # what a cell can hold
_CUT = " … (resten er der ikke plads til i Excel)"
_WIDEST, _NARROWEST = 50, 6
_LINE_HEIGHT, _TALLEST = 13.5, 409.0  # in points; the second is the most Excel allows
_A4 = 9
_TITLE_HEIGHT = 24
_DANISH_DAY = '[$-406]d". "mmmm\\ yyyy'
_CELL = {"valign": "top", "font_size": 10}
_LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True, "indent": 1},
    Kind.CODE: {"indent": 1},
    Kind.WHOLE: {"num_format": "0"},
    Kind.NUMBER: {"num_format": "0.0"},
    Kind.STEP: {},
    Kind.CHANGE: {"num_format": '"+ "0.0;"− "0.0;0.0'},
    Kind.DAY: {"num_format": _DANISH_DAY, "align": "left", "indent": 1},
}
_LEFT = {Kind.TEXT, Kind.CODE, Kind.DAY}
_BLUE, _PALE = "#1F4E79", "#9DC3E6"


def workbook(report: Report) -> bytes:
    """Write the whole report as a workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        _describe(book, report)
        desk = _Desk.of(book)
        _overview(desk, report)
        desk.sheet(sheets.statements(report))
        _answers(desk, report)
        desk.sheet(sheets.words(report), nothing="Der er ikke skrevet noget, der kan vises.")
        desk.sheet(sheets.actions(report), nothing="Runden har ingen handlinger endnu.")
        desk.page("Sådan er der regnet", explanation(report))
    return out.getvalue()


def _describe(book: Workbook, report: Report) -> None:
    round_ = report.result.round
    book.set_properties(
        {
            "title": _fitted(one_line(round_.title)),
            "subject": _fitted(one_line(report.result.catalogue.title)),
            "author": _fitted(one_line(round_.team)),
            "comments": "Skrevet af bostoette",
            "created": datetime.combine(round_.day, time()),
        }
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """A workbook being written, and the looks its sheets share."""

    book: Workbook
    looks: dict[Kind, Any]
    heads: dict[bool, Any]
    title: Any
    strong: Any
    line: Any
    prose: Any

    @classmethod
    def of(cls, book: Workbook) -> "_Desk":
        """Lay out the looks in a new workbook."""

        def look(**settings: Any) -> Any:
            return book.add_format({**_CELL, **settings})

        head = {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "bottom": 1}
        return cls(
            book,
            {kind: look(**settings) for kind, settings in _LOOKS.items()},
            {True: look(**head, indent=1), False: look(**head, align="right")},
            title=look(bold=True, font_size=16),
            strong=look(bold=True),
            line=look(),
            prose=look(text_wrap=True),
        )

    def sheet(self, table: Table, above: Sequence[str] = (), nothing: str = "") -> Worksheet:
        """Write a table on a sheet of its own.

        Args:
            table: what to write; its name becomes the sheet's.
            above: lines above it, the first as a title.
            nothing: what to say instead of a table without rows.
        """
        sheet = self._new(table.name)
        if above:
            sheet.set_row(0, _TITLE_HEIGHT)
        for row, line in enumerate(above):
            sheet.write_string(row, 0, _fitted(line), self.line if row else self.title)
        if not table.rows and nothing:
            sheet.write_string(len(above), 0, nothing)
            return sheet
        top = len(above)
        sheet.set_row(top, 2 * _LINE_HEIGHT)
        widths = [_width(column, cells) for column, cells in _by_column(table)]
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, widths[index])
            head = self.heads[column.kind in _LEFT]
            sheet.write_string(top, index, _fitted(column.heading), head)
        for number, cells in enumerate(table.rows, top + 1):
            sheet.set_row(number, _height(cells, widths))
            for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                _write(sheet, (number, index), cell, self.looks[column.kind], column.kind)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        return sheet

    def page(self, name: str, sentences: Iterable[str]) -> None:
        """Write sentences on a sheet of their own, one to a row."""
        sheet = self._new(name)
        sheet.set_column(0, 0, 110)
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.write_string(0, 0, name, self.title)
        for row, sentence in enumerate(sentences, 2):
            sheet.write_string(row, 0, _fitted(sentence), self.prose)

    def _new(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5)
        sheet.set_footer("&L&A&RSide &P af &N")
        return sheet


def _overview(desk: _Desk, report: Report) -> None:
    result = report.result
    table = sheets.overview(report)
    above = [
        one_line(result.round.title),
        one_line(result.catalogue.title),
        one_line(f"{long_date(result.round.day)} · {who_answered(result)}"),
    ]
    if report.unread:
        count = counted(report.unread, "besvarelse", "besvarelser")
        above.append(f"{count} kunne ikke læses og er ikke regnet med.")
    sheet = desk.sheet(table, [*above, ""])
    first = len(above) + 2
    row = first + len(table.rows) + 1
    for line, look in _findings(desk, report):
        sheet.write_string(row, 0, _fitted(one_line(line)), look)
        row += 1
    _chart(desk.book, sheet, table, report, (first, row + 1))


def _findings(desk: _Desk, report: Report) -> Iterator[tuple[str, Any]]:
    """What the report says in words, each line with its look."""
    if report.stands_out:
        yield "Det springer i øjnene", desk.strong
        yield from ((f"• {sentence}", desk.line) for sentence in report.stands_out)
        yield "", desk.line
    if report.comparison is not None:
        before = report.comparison.rounds[0].round
        yield f"Det har flyttet sig siden {before.title} ({long_date(before.day)})", desk.strong
        yield from ((f"• {sentence}", desk.line) for sentence in report.moved)
        yield "", desk.line
        yield f"{basis(report.comparison)}.", desk.line
        yield from ((note, desk.line) for note in reservations(report.comparison))


def _chart(
    book: Workbook, sheet: Worksheet, table: Table, report: Report, places: tuple[int, int]
) -> None:
    """Draw the figures as bars from the scale's lowest step, the first pejlemærke on top."""
    first, below = places
    last = first + len(table.rows) - 1
    scale = report.result.catalogue.scale
    chart = book.add_chart({"type": "bar"})
    for name, colour in (("foer", _PALE), ("nu", _BLUE), ("tal", _BLUE)):
        index = next((i for i, c in enumerate(table.columns) if c.name == name), None)
        if index is None:
            continue
        chart.add_series(
            {
                "name": [table.name, first - 1, index],
                "categories": [table.name, first, 1, last, 1],
                "values": [table.name, first, index, last, index],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.0", "font": {"size": 9}},
            }
        )
    chart.set_title({"name": "Tal på skalaen", "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis(
        {
            "min": scale.lowest,
            "max": scale.highest,
            "num_format": "General",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom"} if report.comparison else {"none": True})
    chart.set_size({"width": 900, "height": 90 + len(table.rows) * 44})
    sheet.insert_chart(
        below, 0, chart, {"description": "Søjler med tallet på hvert nummer i tabellen ovenfor."}
    )


# What tells one report's rows apart; the team, the catalogue and the edition are the same in all.
_ANSWER_COLUMNS = (
    *("titel", "dato", "person", "navn", "rolle", "pejlemaerke", "slags", "id", "tekst"),
    *("svar", "vaerdi", "antal", "begrundelse", "ord"),
)


def _answers(desk: _Desk, report: Report) -> None:
    table = picked(answer_table(report.answers), _ANSWER_COLUMNS)
    anonymous = any(row.response is None for row in report.answers)
    nothing = ""
    above: list[str] = []
    if report.result.round.is_anonymous and not anonymous:
        nothing = (
            "Runden er anonym, og der er for få svar til at vise nogen. "
            "Derfor er der ingen enkelte svar her."
        )
    elif anonymous:
        explained = (
            "En anonym runde har ingen enkelte svar: hver række siger, hvor mange der har svaret "
            "sådan på et udsagn, der må vises."
        )
        above = ["Svar", explained]
    desk.sheet(table._replace(name="Svar"), above, nothing or "Ingen har svaret endnu.")


def _write(sheet: Worksheet, place: tuple[int, int], cell: Cell, look: Any, kind: Kind) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(*place, _fitted(spoken(cell) if kind is Kind.CODE else cell), look)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(*place, cell, look)


def spoken(code: str) -> str:
    """A word of the files as a reader says it."""
    return _SPOKEN.get(code, code.replace("_", " "))


_SPOKEN = {"paaroerende": "pårørende", "faerdig": "færdig"}


def _fitted(text: str) -> str:
    """The text as a cell can hold it."""
    shown = visible(text)
    if len(shown) <= _LONGEST_TEXT:
        return shown
    return shown[: _LONGEST_TEXT - len(_CUT)] + _CUT


def _by_column(table: Table) -> Iterator[tuple[Column, list[Cell]]]:
    for index, column in enumerate(table.columns):
        yield column, [row[index] for row in table.rows]


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Wide enough for what stands there and for the heading with its arrow, in characters."""
    if column.kind is Kind.DAY:
        return 20
    texts = [max(map(len, cell.splitlines() or [""])) for cell in cells if isinstance(cell, str)]
    heading = max(map(len, column.heading.split()), default=0) + 4
    return min(max([heading, _NARROWEST, *(length + 2 for length in texts)]), _WIDEST)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """High enough for the longest of the texts when wrapped: not all programs see to it."""
    lines = [
        sum(len(line) // (width - 2) + 1 for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(max(lines, default=1) * _LINE_HEIGHT, _TALLEST)
