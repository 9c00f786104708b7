"""The workbook as a spreadsheet program opens it: numbers are numbers, text is text."""

from __future__ import annotations

import errno
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.worksheet import Worksheet as Written

from bostoette_cli.domain.answers import NoNumber, Words
from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.reports import desk, xlsx
from bostoette_cli.reports.model import build
from bostoette_cli.reports.xlsx import workbook
from test_markdown import agreed, small_round

from builders import response, round_
from demonstration import autumn, spring

SHEETS = [
    *("Overblik", "Leder og medarbejdere", "Udsagn", "Svar", "Ord", "Handlinger"),
    "Sådan er der regnet",
]
ACTION = Action(
    1,
    "ab12",
    '=HYPERLINK("http://x.dk")',
    "Teamleder",
    date(2026, 12, 1),
    "Kortet er tegnet om.",
    5,
    events=(Event(date(2026, 12, 2), Status.UNDER_WAY, "@Vi er i gang."),),
)


def opened(*rounds: RoundData, unread: int = 0) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(build(rounds, unread))))


@pytest.fixture(scope="module")
def first() -> openpyxl.Workbook:
    """The workbook of a round with none before it."""
    return opened(autumn())


@pytest.fixture(scope="module")
def compared() -> openpyxl.Workbook:
    """The workbook of a round with one before it."""
    return opened(spring(), autumn())


def below(sheet: Worksheet, heading: str) -> list[dict[str, Any]]:
    """The rows of the table that has that heading, by its headings, to the first empty row."""
    every = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(index for index, row in enumerate(every) if heading in row)
    found = []
    for row in every[top + 1 :]:
        if not any(cell is not None for cell in row):
            break
        found.append(dict(zip(every[top], row, strict=True)))
    return found


def lines(sheet: Worksheet) -> list[str]:
    return [row[0] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], str)]


class TestTheSheets:
    def test_they_come_in_the_order_one_reads_them(self, compared: openpyxl.Workbook) -> None:
        assert compared.sheetnames == SHEETS

    @pytest.mark.parametrize("name", SHEETS)
    def test_each_prints_on_a4_landscape_one_page_wide(
        self, first: openpyxl.Workbook, name: str
    ) -> None:
        sheet = first[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)

    @pytest.mark.parametrize("name", SHEETS[:5])
    def test_a_tables_headings_stay_in_sight_are_repeated_in_print_and_can_be_filtered(
        self, first: openpyxl.Workbook, name: str
    ) -> None:
        sheet = first[name]
        top = sheet.auto_filter.ref.partition(":")[0].lstrip("A")
        assert sheet.freeze_panes == f"A{int(top) + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"

    def test_the_properties_say_what_it_is_and_of_which_day(self, first: openpyxl.Workbook) -> None:
        properties = first.properties
        assert properties.title == "Efterår 2026"
        assert properties.subject == "Faglige pejlemærker for kvalitet i bostøtten"
        assert properties.created == datetime(2026, 11, 22)  # noqa: DTZ001 - the file has none

    def test_the_same_report_gives_the_same_bytes(self) -> None:
        assert workbook(build([autumn()])) == workbook(build([autumn()]))


class TestTheFigures:
    def test_a_first_round_has_each_figure_in_full(self, first: openpyxl.Workbook) -> None:
        row = below(first["Overblik"], "Median")[4]
        assert (row["Nr."], row["Tal"], row["n"], row["Median"]) == (5, 2.8125, 8, 2.75)
        assert (row["Laveste"], row["Højeste"]) == (1, pytest.approx(14 / 3, abs=1e-12))
        assert (row["Ved ikke"], row["Fælles"], row["Bemærkning"]) == (0, 3, None)

    def test_two_rounds_stand_beside_each_other_with_the_change(
        self, compared: openpyxl.Workbook
    ) -> None:
        row = below(compared["Overblik"], "Før")[7]
        assert (row["Nr."], row["Ændring"], row["n før"], row["n nu"]) == (8, -0.25, 7, 7)
        assert (row["Op"], row["Ned"], row["Samme"]) == (1, 0, 5)
        assert row["Nu"] - row["Før"] == pytest.approx(-0.25)

    def test_what_is_absent_is_an_empty_cell_and_said_in_words(
        self, compared: openpyxl.Workbook
    ) -> None:
        row = below(compared["Overblik"], "Før")[3]
        assert [row[name] for name in ("Før", "Nu", "Ændring", "n nu", "Fælles")] == [None] * 5
        assert row["Bemærkning"] == "ikke besvaret i denne runde"

    def test_a_number_is_shown_with_one_decimal_as_the_readers_language_writes_it(
        self, compared: openpyxl.Workbook
    ) -> None:
        sheet = compared["Overblik"]
        cells = {cell.value: cell for cell in sheet[6]}
        assert cells["Et recovery-orienteret samarbejde"].number_format == "General"
        assert sheet["C6"].number_format == "0.0"
        assert sheet["E6"].number_format == '"+ "0.0;"− "0.0;0.0'

    def test_a_day_is_a_day_and_written_in_danish(self, first: openpyxl.Workbook) -> None:
        cell = first["Svar"]["B2"]
        assert cell.value == datetime(2026, 11, 22)  # noqa: DTZ001
        assert cell.number_format == '[$-406]d". "mmmm\\ yyyy'

    def test_the_statements_have_a_count_for_each_step(self, first: openpyxl.Workbook) -> None:
        row = next(r for r in below(first["Udsagn"], "Udsagn") if r["Id"] == "5a")
        assert (row["Nr."], row["n"]) == (5, 6)
        assert [row[str(step)] for step in range(1, 6)] == [2, 0, 0, 1, 3]

    def test_there_is_a_chart_from_the_scales_lowest_step_to_its_highest(
        self, compared: openpyxl.Workbook
    ) -> None:
        sheet = compared["Overblik"]
        archive = zipfile.ZipFile(io.BytesIO(workbook(build([spring(), autumn()]))))
        (name,) = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        drawn = ElementTree.fromstring(archive.read(name))
        space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
        ends = [next(drawn.iter(f"{space}{end}")).get("val") for end in ("min", "max")]
        assert ends == ["1", "5"]
        titles = [found.text for found in drawn.iter(f"{space}f")]
        assert "Overblik!$C$5" in titles
        assert (sheet["C5"].value, sheet["D5"].value) == ("Før", "Nu")

    def test_what_stands_out_and_what_moved_is_told_in_words(
        self, compared: openpyxl.Workbook
    ) -> None:
        said = lines(compared["Overblik"])
        assert "Det springer i øjnene" in said
        assert "• 2 En fælles faglig retning: tre op og tre uændrede." in said

    def test_what_could_not_be_read_is_said(self) -> None:
        said = lines(opened(autumn(), unread=2)["Overblik"])
        assert "2 besvarelser kunne ikke læses og er ikke regnet med." in said

    def test_leaders_and_staff_stand_beside_each_other_the_widest_gap_first(
        self, first: openpyxl.Workbook
    ) -> None:
        rows = below(first["Leder og medarbejdere"], "Forskel")
        assert [(r["Nr."], r["n medarbejdere"], r["n leder"]) for r in rows[:2]] == [
            (5, 4, 1),
            (10, 3, 1),
        ]
        assert all(r["Forskel"] == pytest.approx(r["Leder"] - r["Medarbejdere"]) for r in rows)
        gaps = [abs(r["Forskel"]) for r in rows]
        assert gaps == sorted(gaps, reverse=True)
        assert any(line.startswith("Regnet på") for line in lines(first["Leder og medarbejdere"]))

    def test_without_both_leaders_and_staff_there_is_no_sheet_for_them(self) -> None:
        names = opened(small_round(response(s1a=3))).sheetnames
        assert names == [name for name in SHEETS if name != "Leder og medarbejdere"]

    def test_an_action_done_on_the_way_is_told_without_claiming_a_cause(self) -> None:
        done = replace(ACTION, events=(Event(date(2026, 8, 2), Status.DONE, "Ja."),))
        book = opened(spring()._replace(actions=(done,)), autumn())
        assert any(
            line.startswith("På nummer 5 er en handling gjort siden »Forår 2026«.")
            for line in lines(book["Overblik"])
        )

    def test_how_the_figures_came_about_has_a_sheet(self, first: openpyxl.Workbook) -> None:
        said = lines(first["Sådan er der regnet"])
        assert any("Spredningen er standardafvigelsen" in line for line in said)

    def test_its_rows_are_as_high_as_their_wrapped_lines(self, first: openpyxl.Workbook) -> None:
        sheet = first["Sådan er der regnet"]
        heights = {len(sheet.cell(r, 1).value): sheet.row_dimensions[r].height for r in range(3, 9)}
        assert all(height >= 13.5 * (length / 110) for length, height in heights.items())
        assert max(heights.values()) > 13.5

    def test_a_text_keeps_its_distance_from_the_number_before_it(
        self, first: openpyxl.Workbook
    ) -> None:
        overview = first["Overblik"]
        top = [cell.value for cell in overview[5]].index("Bemærkning")
        for cell in (overview[5][top], overview[6][1]):
            assert (cell.alignment.horizontal, cell.alignment.indent) == ("left", 1)


class TestAnswersAndWords:
    def test_an_open_round_has_a_row_for_each_answer_in_words_one_reads(
        self, first: openpyxl.Workbook
    ) -> None:
        rows = below(first["Svar"], "Person")
        row = next(r for r in rows if r["Person"] == "mor" and r["Id"] == "10b")
        assert (row["Rolle"], row["Svar"], row["Tal"]) == ("pårørende", "tal", 1)
        assert {r["Svar"] for r in rows if r["Tal"] is None} >= {"ved ikke", "ikke besvaret", None}

    def test_what_nobody_has_said_anything_about_is_left_out_and_it_is_told(self) -> None:
        book = opened(small_round(response("a", s1a=3), response("b")))
        assert {row["Nr."] for row in below(book["Svar"], "Person")} == {1}
        assert lines(book["Sådan er der regnet"])[-1].startswith("Arket »Svar« har kun de numre")

    def test_a_question_answered_is_something_said(self) -> None:
        said = replace(response("a", s1a=3), reflections={"2r1": Words("Ja.")})
        assert {row["Nr."] for row in below(opened(small_round(said))["Svar"], "Person")} == {1, 2}

    def test_an_anonymous_round_has_counts_and_says_why(self) -> None:
        sheet = opened(autumn(anonymous=True))["Svar"]
        assert lines(sheet)[1].startswith("En anonym runde har ingen enkelte svar")
        rows = below(sheet, "Antal")
        assert {row["Person"] for row in rows} == {None}
        assert [r["Antal"] for r in rows if r["Id"] == "3c" and r["Tal"]] == [2, 1, 2]

    def test_an_anonymous_round_with_too_few_says_so_instead(self) -> None:
        few = small_round(response(s1a=3, s2a=3), held=round_(anonymous=True))
        sheet = opened(few)["Svar"]
        (sentence,) = lines(sheet)
        assert sentence.startswith("Runden er anonym, og der er for få svar til at vise nogen.")

    def test_what_an_anonymous_round_hides_is_empty_and_says_why(self) -> None:
        row = below(opened(autumn(anonymous=True))["Udsagn"], "Udsagn")[0]
        assert [row[name] for name in ("1", "5", "Ved ikke", "Ikke besvaret", "n", "Tal")] == (
            [None] * 6
        )
        assert row["Bemærkning"].startswith("skjult: ")

    def test_a_round_nobody_has_answered_says_so(self) -> None:
        assert lines(opened(small_round())["Svar"]) == ["Ingen har svaret endnu."]

    def test_the_words_of_this_round_and_the_last_have_a_row_each(
        self, compared: openpyxl.Workbook
    ) -> None:
        rows = below(compared["Ord"], "Ord")
        assert {row["Runde"] for row in rows} == {"Forår 2026", "Efterår 2026"}
        kinds = {row["Slags"] for row in rows}
        assert kinds == {"note", "ikke relevant", "til eftertanke", "fælles"}

    def test_an_action_has_its_deadline_as_a_day_and_what_was_last_said(self) -> None:
        data = autumn()._replace(actions=(ACTION,))
        (row,) = below(opened(data)["Handlinger"], "Handling")
        assert row["Handling"] == ACTION.text
        assert row["Frist"] == datetime(2026, 12, 1)  # noqa: DTZ001
        assert (row["Status"], row["Hvad der er sket"]) == ("i gang", "@Vi er i gang.")

    def test_the_actions_of_the_round_before_have_its_name(self) -> None:
        before = spring()._replace(actions=(ACTION,))
        (row,) = below(opened(before, autumn())["Handlinger"], "Handling")
        assert (row["Runde"], row["Status"]) == ("Forår 2026", "i gang")

    def test_a_round_without_actions_says_so(self, first: openpyxl.Workbook) -> None:
        assert lines(first["Handlinger"]) == ["Runden har ingen handlinger endnu."]


def everywhere(text: str) -> RoundData:
    """A round with the same text in every place a person can write in."""
    people = (
        replace(
            response("a", s1a=NoNumber.IRRELEVANT, s1b=3, notes={"1b": text}),
            label=text,
            reflections={"1r1": Words(text)},
        ),
    )
    action = replace(ACTION, text=text, responsible=text, sign=text)
    held = replace(round_(title=text), team=text)
    data = small_round(*people, held=held, agreement=agreed(p1=Agreed(3, text)))
    return data._replace(actions=(action,))


class TestTextIsText:
    @settings(max_examples=25)
    @given(st.text(st.sampled_from("=+-@{}[]&<>\"'\t\r\n a1/_x0041\x00\x1b\u202e\ufffe\uffff😀")))
    @example("=1+1")
    @example("{=SUM(A1)}")
    @example("http://x.dk")
    @example("_x0041_")
    @example("mailto:a@b.dk")
    @example("01234")
    def test_no_text_becomes_a_formula_a_link_or_a_number(self, text: str) -> None:
        text = f"{text}."
        book = opened(everywhere(text))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert not [cell for cell in cells if cell.hyperlink]
        assert below(book["Ord"], "Ord")[0]["Ord"] == visible(text)
        assert book["Overblik"]["A1"].value == one_line(text)

    def test_a_text_longer_than_a_cell_is_cut_with_a_mark(self) -> None:
        cell = below(opened(everywhere("å" * 40_000))["Ord"], "Ord")[0]["Ord"]
        assert len(cell) == 32_767
        assert cell.endswith("å … (resten er der ikke plads til i Excel)")


class TestAWorkbookOfThousands:
    """One with more answers than memory is to hold; made here of a few."""

    @pytest.fixture
    def waiting(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setattr(xlsx, "_MANY_RESPONSES", 0)
        monkeypatch.setattr(desk, "_LAST_HEIGHT", 3)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        return tmp_path

    def test_it_holds_the_same_cells(self, waiting: Path, compared: openpyxl.Workbook) -> None:
        large = opened(spring(), autumn())
        for name in SHEETS:
            cells = [list(sheet[name].iter_rows(values_only=True)) for sheet in (large, compared)]
            assert cells[0] == cells[1]

    def test_it_leaves_nothing_behind(self, waiting: Path) -> None:
        opened(spring(), autumn())
        assert list(waiting.iterdir()) == []

    def test_a_full_disk_is_told_in_danish_and_leaves_nothing_behind(
        self, waiting: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_args: object, **_kwargs: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Written, "_write_single_row", full)
        with pytest.raises(StorageFailure, match="Gør plads på disken"):
            opened(spring(), autumn())
        assert list(waiting.iterdir()) == []
