"""Reports of rounds whose catalogues differ: one base for each figure, each round's own words."""

from __future__ import annotations

import io

import docx
import pytest
from msgspec.structs import replace

from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.reports.docx import document
from bostoette_cli.reports.html import html
from bostoette_cli.reports.markdown import markdown
from bostoette_cli.reports.model import Report, build
from test_excel import below, opened
from test_markdown import agreed, small_round

from builders import response, round_, small_catalogue
from demonstration import autumn, spring
from pages import Page


def in_words(report: Report) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(document(report))).paragraphs)


def as_page(report: Report) -> str:
    return Page(html(report)).one("main").words


READ = {"markdown": markdown, "html": as_page, "docx": in_words}


def renamed() -> list[RoundData]:
    """Two rounds that agreed on the same step, which had another name the first time."""
    now = small_catalogue(edition="2")
    then = replace(now, edition="1", scale=Scale(tuple(Step(n, f"Grad {n}") for n in range(1, 6))))
    said = agreed(p1=Agreed(3, "Derfor."))
    return [
        small_round(response(s1a=3), held=held, agreement=said)._replace(catalogue=catalogue)
        for held, catalogue in ((round_("r1", "Før"), then), (round_("r2", "Nu"), now))
    ]


@pytest.mark.parametrize("format_", READ)
def test_a_step_agreed_on_last_time_has_the_name_it_had_then(format_: str) -> None:
    text = READ[format_](build(renamed()))
    assert text.index("Fælles: 3 Trin 3.") < text.index("Fælles: 3 Grad 3.")


def reworded() -> list[RoundData]:
    """Two rounds: 1a is asked in both, 1b has other words in the second, where it fares badly."""
    then, now = small_catalogue(), small_catalogue(edition="2", texts={"1b": "Vi gør noget andet."})
    before = small_round(response(s1a=4, s1b=NoNumber.UNKNOWN), held=round_("r1", "Før"))
    after = small_round(
        response("a", s1a=4, s1b=1),
        response("b", s1a=NoNumber.UNKNOWN, s1b=NoNumber.UNKNOWN),
        held=round_("r2", "Nu"),
    )
    return [before._replace(catalogue=then), after._replace(catalogue=now)]


COMMON = "På de udsagn, runderne har fælles: 4,0 → 4,0, ændring 0,0"


@pytest.mark.parametrize("format_", READ)
def test_a_figure_on_other_statements_than_the_comparison_stands_beside_the_comparisons_own_pair(
    format_: str,
) -> None:
    text = READ[format_](build(reworded()))
    assert COMMON in text
    assert "2,5" in text
    assert "Før: 4,0 · ændring" not in text


@pytest.mark.parametrize("format_", READ)
def test_where_every_statement_is_common_there_is_no_second_pair(format_: str) -> None:
    first, _ = reworded()
    again = first._replace(round=round_("r2", "Nu"))
    assert "runderne har fælles" not in READ[format_](build([first, again]))


def test_the_workbooks_do_not_knows_are_on_the_same_statements_as_its_figures() -> None:
    row = below(opened(*reworded())["Overblik"], "Før")[0]
    assert (row["Før"], row["Nu"]) == (4, 4)
    assert (row["Ved ikke før"], row["Ved ikke nu"]) == (0, 1)
    assert row["Bemærkning"] == "regnet på 2 af 3 udsagn"


def test_the_page_and_the_markdown_show_the_same_ends_of_every_comparison() -> None:
    report = build([spring(), autumn()])
    page = Page(html(report))
    shown = [cell.words for cell in page.all("td", **{"data-name": "Spredning"})]
    unknown = [cell.words for cell in page.all("td", **{"data-name": "Ved ikke"})]
    rows = [line.split(" | ") for line in markdown(report).splitlines() if line.count(" | ") == 9]
    cells = [row for row in rows if row[0].strip("| ").isdigit()]
    assert shown == [row[7].strip() for row in cells]
    assert unknown == [row[8].strip() for row in cells]
    assert "3 → 4" in unknown
