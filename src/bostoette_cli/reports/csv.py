"""Tables as CSV: for a Danish Excel, or for programs.

Neither lets a text become a formula: one that begins as a formula does gets an apostrophe in
front, as OWASP advises, since whoever opens the file may be somebody else than whoever wrote.
"""

import csv
import io
from datetime import date
from typing import NamedTuple

from bostoette_cli.language.text import visible
from bostoette_cli.reports.answers import answer_table
from bostoette_cli.reports.model import Report
from bostoette_cli.reports.table import Cell, Table

# Full-width likenesses are taken for the signs themselves by some spreadsheets.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Dialect(NamedTuple):
    """How a CSV file is written.

    Attributes:
        encoding: with a mark in front where Excel would else take it for something older.
    """

    separator: str
    decimal: str
    line_end: str
    encoding: str


DANISH = Dialect(";", ",", "\r\n", "utf-8-sig")
INTERNATIONAL = Dialect(",", ".", "\n", "utf-8")


def danish(report: Report) -> bytes:
    """Every answer, as a Danish Excel opens it."""
    return lines(answer_table(report.rounds), DANISH)


def international(report: Report) -> bytes:
    """Every answer, as programs expect it."""
    return lines(answer_table(report.rounds), INTERNATIONAL)


def long(table: Table) -> bytes:
    """A table of the long format."""
    return lines(table, INTERNATIONAL)


def lines(table: Table, dialect: Dialect) -> bytes:
    """Write a table with its columns' names in the first line."""
    written = io.BytesIO()
    out = io.TextIOWrapper(written, dialect.encoding, newline="")
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator=dialect.line_end)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(cell, dialect) for cell in row])
    out.flush()
    return written.getvalue()


def _written(cell: Cell, dialect: Dialect) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).replace(".", dialect.decimal)


def harmless(text: str) -> str:
    """The text with nothing in it for a spreadsheet to obey."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" \u00a0").startswith(_BEGINS_A_FORMULA) else shown
