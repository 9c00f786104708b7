"""The report as an Excel workbook: figures with a chart, statements, answers, words, actions."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bostoette_cli.analysis.answer_rows import answer_rows
from bostoette_cli.analysis.phrases import SIDES, SIDES_EXPLAINED, basis, reservations, who_answered
from bostoette_cli.analysis.plan_phrases import done_on_the_way
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line
from bostoette_cli.reports import sheets
from bostoette_cli.reports.answers import touched_table
from bostoette_cli.reports.desk import Desk, fitted, opened
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Report
from bostoette_cli.reports.table import Table, picked

_BLUE, _PALE = "#1F4E79", "#9DC3E6"


# So many as no team has: their answers would fill hundreds of megabytes, each cell by itself.
_MANY_RESPONSES = 500


def workbook(report: Report) -> bytes:
    """Write the whole report as a workbook.

    Raises:
        StorageFailure: it is large, and the disk would not take the rows.
    """
    out = io.BytesIO()
    count = sum(len(data.responses) for data in report.rounds)
    with opened(out, large=count > _MANY_RESPONSES) as book:
        _describe(book, report)
        desk = Desk.of(book)
        _overview(desk, report)
        if (sides := sheets.sides(report)).rows:
            desk.sheet(sides, [SIDES, SIDES_EXPLAINED, ""])
        desk.sheet(sheets.statements(report))
        _answers(desk, report)
        desk.sheet(sheets.words(report), nothing="Der er ikke skrevet noget, der kan vises.")
        desk.sheet(sheets.actions(report), nothing="Runden har ingen handlinger endnu.")
        desk.page("Sådan er der regnet", [*explanation(report), _LEFT_OUT])
    return out.getvalue()


def _describe(book: Workbook, report: Report) -> None:
    round_ = report.result.round
    book.set_properties(
        {
            "title": fitted(one_line(round_.title)),
            "subject": fitted(one_line(report.result.catalogue.title)),
            "author": fitted(one_line(round_.team)),
            "comments": "Skrevet af bostoette",
            "created": datetime.combine(round_.day, time()),
        }
    )


def _overview(desk: Desk, report: Report) -> None:
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
    row = first + len(report.sections) + 1
    for line, look in _findings(desk, report):
        sheet.write_string(row, 0, fitted(one_line(line)), look)
        row += 1
    _chart(desk.book, sheet, table, report, (first, row + 1))


def _findings(desk: Desk, report: Report) -> Iterator[tuple[str, Any]]:
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
        if done := done_on_the_way(report.comparison):
            yield done, desk.line
        yield from ((note, desk.line) for note in reservations(report.comparison))


def _chart(
    book: Workbook, sheet: Worksheet, table: Table, report: Report, places: tuple[int, int]
) -> None:
    """Draw the figures as bars from the scale's lowest step, the first pejlemærke on top."""
    first, below = places
    last = first + len(report.sections) - 1
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
    chart.set_size({"width": 900, "height": 90 + len(report.sections) * 44})
    sheet.insert_chart(
        below, 0, chart, {"description": "Søjler med tallet på hvert nummer i tabellen ovenfor."}
    )


_LEFT_OUT = "Arket »Svar« har kun de numre med, som nogen i runden har svaret på eller skrevet om."
# What tells one report's rows apart; the team, the catalogue and the edition are the same in all.
_ANSWER_COLUMNS = (
    *("titel", "dato", "person", "navn", "rolle", "pejlemaerke", "slags", "id", "tekst"),
    *("svar", "vaerdi", "antal", "begrundelse", "ord"),
)


def _answers(desk: Desk, report: Report) -> None:
    table = picked(touched_table(report.rounds), _ANSWER_COLUMNS)
    anonymous = any(any(answer_rows(data)) for data in report.rounds if data.round.is_anonymous)
    nothing = ""
    above: list[str] = []
    if report.result.round.is_anonymous and not anonymous:
        nothing = (
            "Runden er anonym, og der er for få svar til at vise nogen. "
            "Derfor er der ingen enkelte svar her."
        )
    elif anonymous:
        explained = (
            "En anonym runde har ingen enkelte svar: Hver række siger, hvor mange der har svaret "
            "sådan på et udsagn, der må vises."
        )
        above = ["Svar", explained]
    desk.sheet(table._replace(name="Svar"), above, nothing or "Ingen har svaret endnu.")
