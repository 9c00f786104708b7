"""A workbook being written: its sheets, their looks, and text that stays text.

Everything people wrote is written as text, never as a formula, a link or a number. Numbers are
stored in full; a Danish Excel shows them with a decimal comma.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.language.text import visible
from bostoette_cli.reports.table import Cell, Kind, Table

_LONGEST_TEXT = 32_767  # what a cell can hold
_CUT = " … (resten er der ikke plads til i Excel)"
_WIDEST, _NARROWEST, _PAGE_WIDTH = 50, 6, 110
_LINE_HEIGHT, _TALLEST = 13.5, 409.0  # in points; the second is the most Excel allows
# Below it the program that opens the workbook sees to the heights: each takes up memory here.
_LAST_HEIGHT = 10_000
_A4 = 9
_TITLE_HEIGHT = 24
_DANISH_DAY = '[$-406]d". "mmmm\\ yyyy'
_CELL = {"valign": "top", "font_size": 10}
# Both, or some programs pass over the indent, and a text meets the number to the left of it.
_LEFT_LOOK = {"align": "left", "indent": 1}
_LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {**_LEFT_LOOK, "text_wrap": True},
    Kind.CODE: _LEFT_LOOK,
    Kind.WHOLE: {"num_format": "0"},
    Kind.NUMBER: {"num_format": "0.0"},
    Kind.STEP: {},
    Kind.CHANGE: {"num_format": '"+ "0.0;"− "0.0;0.0'},
    Kind.DAY: {**_LEFT_LOOK, "num_format": _DANISH_DAY},
}
_LEFT = {Kind.TEXT, Kind.CODE, Kind.DAY}


@contextmanager
def opened(out: BinaryIO, *, large: bool) -> Iterator[Workbook]:
    """A new workbook, written when it is left.

    Args:
        out: where to.
        large: let the rows wait on the disk, in a folder open to its owner alone, and not in
            memory; a sheet's cells are then to be written from the top down.

    Raises:
        StorageFailure: the disk would not take the rows.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    if not large:
        with Workbook(out, {**options, "in_memory": True}) as book:
            yield book
        return
    try:
        with TemporaryDirectory() as folder:
            book = Workbook(out, {**options, "constant_memory": True, "tmpdir": folder})
            try:
                with book:
                    yield book
            finally:  # Windows removes no folder with a file in it that is open
                for sheet in book.worksheets():
                    sheet.row_data_fh.close()
    except (OSError, FileCreateError) as error:
        raise StorageFailure(
            "Regnearket kan ikke samles i systemets midlertidige mappe. "
            "Gør plads på disken, og prøv igen."
        ) from error


@dataclass(frozen=True, slots=True)
class Desk:
    """A workbook being written, and the looks its sheets share."""

    book: Workbook
    looks: dict[Kind, Any]
    heads: dict[bool, Any]
    title: Any
    strong: Any
    line: Any
    prose: Any

    @classmethod
    def of(cls, book: Workbook) -> "Desk":
        """Lay out the looks in a new workbook."""

        def look(**settings: Any) -> Any:
            return book.add_format({**_CELL, **settings})

        head = {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "bottom": 1}
        return cls(
            book,
            {kind: look(**settings) for kind, settings in _LOOKS.items()},
            {True: look(**head, **_LEFT_LOOK), False: look(**head, align="right")},
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
            sheet.write_string(row, 0, fitted(line), self.line if row else self.title)
        top = len(above)
        count, widths = _measured(table)
        if not count and nothing:
            sheet.write_string(top, 0, nothing)
            return sheet
        sheet.set_row(top, 2 * _LINE_HEIGHT)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, widths[index])
            head = self.heads[column.kind in _LEFT]
            sheet.write_string(top, index, fitted(column.heading), head)
        for number, cells in enumerate(table.rows, top + 1):
            if number <= _LAST_HEIGHT:
                sheet.set_row(number, _height(cells, widths))
            for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                _write(sheet, (number, index), cell, self.looks[column.kind], column.kind)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, top + count, len(table.columns) - 1)
        return sheet

    def page(self, name: str, sentences: Iterable[str]) -> None:
        """Write sentences on a sheet of their own, one to a row."""
        sheet = self._new(name)
        sheet.set_column(0, 0, _PAGE_WIDTH)
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.write_string(0, 0, name, self.title)
        for row, sentence in enumerate(sentences, 2):
            sheet.set_row(row, _height([sentence], [_PAGE_WIDTH]))
            sheet.write_string(row, 0, fitted(sentence), self.prose)

    def _new(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5)
        sheet.set_footer("&L&A&RSide &P af &N")
        return sheet


def _write(sheet: Worksheet, place: tuple[int, int], cell: Cell, look: Any, kind: Kind) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(*place, fitted(spoken(cell) if kind is Kind.CODE else cell), look)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(*place, cell, look)


def spoken(code: str) -> str:
    """A word of the files as a reader says it."""
    return _SPOKEN.get(code, code.replace("_", " "))


_SPOKEN = {"paaroerende": "pårørende", "faerdig": "færdig"}


def fitted(text: str) -> str:
    """The text as a cell can hold it."""
    shown = visible(text)
    if len(shown) <= _LONGEST_TEXT:
        return shown
    return shown[: _LONGEST_TEXT - len(_CUT)] + _CUT


def _measured(table: Table) -> tuple[int, list[int]]:
    """How many rows a table has, and how wide its columns are to be, in characters.

    Wide enough for what stands there and for the heading with its arrow.
    """
    count = 0
    longest = [max(map(len, column.heading.split()), default=0) + 4 for column in table.columns]
    for cells in table.rows:
        count += 1
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                longest[index] = max(longest[index], _longest_line(cell) + 2)
    widths = [
        20 if column.kind is Kind.DAY else min(max(length, _NARROWEST), _WIDEST)
        for column, length in zip(table.columns, longest, strict=True)
    ]
    return count, widths


def _longest_line(text: str) -> int:
    return max(map(len, text.splitlines()), default=0)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """High enough for the longest of the texts when wrapped: not all programs see to it."""
    lines = [
        sum(len(line) // (width - 2) + 1 for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(max(lines, default=1) * _LINE_HEIGHT, _TALLEST)
