"""Three rounds and more: a line for each pejlemærke, from the first round to the last."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from bostoette_cli.analysis.comparison import compare
from bostoette_cli.cli.main import run
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.terminal.comparison import comparison_page
from bostoette_cli.terminal.console import show
from bostoette_cli.terminal.sparkline import legend, sparkline
from bostoette_cli.terminal.tables import with_room_for_names

from builders import SCALE
from demonstration import autumn, drawn, spring, words
from running import Runner


def held(number: int) -> RoundData:
    """The round held as that number: spring and autumn by turns, from spring 2021 on."""
    data, name, month = (autumn(), "Efterår", 11) if number % 2 else (spring(), "Forår", 5)
    year = 2021 + number // 2
    round_ = replace(data.round, id=f"r{number}", title=f"{name} {year}", day=date(year, month, 12))
    return data._replace(round=round_)


def page(count: int, columns: int = 80) -> str:
    return drawn(comparison_page(compare([held(number) for number in range(count)])), columns)


def table(text: str) -> list[str]:
    """The lines of the table, its heading first."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.split()[:2] == ["først", "forløb"])
    return lines[start : lines.index("", start)]


def test_the_line_goes_from_the_scales_lowest_step_to_its_highest_with_a_gap_for_no_figure() -> (
    None
):
    means = [Fraction(1), None, Fraction(3), Fraction(5)]
    assert sparkline(means, SCALE) == "▁·▅█"


def test_the_line_is_drawn_against_the_scale_and_not_against_its_own_lowest_and_highest() -> None:
    assert sparkline([Fraction(4), Fraction(41, 10)], SCALE) == "▆▆"


def test_a_scale_that_starts_at_nothing_has_nothing_at_the_bottom() -> None:
    scale = Scale(tuple(Step(value, str(value)) for value in (0, 0.25, 0.5, 1)))
    assert sparkline([Fraction(0), Fraction(1, 2), Fraction(1)], scale) == "▁▅█"
    assert "fra ▁ ved skalaens laveste trin, 0, til █ ved det højeste, 1." in legend(scale)


@pytest.mark.parametrize("code_page", ["cp850", "cp1252", "ascii"])
def test_an_old_code_page_gets_the_digit_of_the_nearest_step(code_page: str) -> None:
    means = [Fraction(1), Fraction(5, 2), Fraction(7, 2), None, Fraction(5)]
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), code_page)):
        assert sparkline(means, SCALE) == "134·5"
        assert "fra 1 ved skalaens laveste trin, 1, til 5 ved det højeste, 5." in legend(SCALE)


def test_a_whole_trend_can_be_written_in_an_old_code_page() -> None:
    out = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(out, "cp850", errors="replace")) as stream:
        show(comparison_page(compare([held(number) for number in range(3)])))
        stream.flush()
    lines = [line.split() for line in out.getvalue().decode("cp850").splitlines()]
    assert next(line for line in lines if line[:2] == ["1", "Recovery-samarbejde"])[3] == "343"


@pytest.mark.parametrize("count", [3, 6, 12])
def test_each_pejlemaerke_has_one_line_at_eighty_columns(count: int) -> None:
    rows = table(page(count))[1:]
    assert [row.split()[0] for row in rows] == ["1", "2", "3", "5", "6", "7", "8", "10"]
    assert all(len(row) <= 80 for row in rows)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_twelve_rounds_fit_the_screen(columns: int) -> None:
    text = page(12, columns)
    assert max(map(len, text.splitlines())) <= columns
    assert "▅▅▅▅▅▅▅▅▅▅▅▅" in text


def test_a_narrow_screen_has_the_course_between_the_first_figure_and_the_last() -> None:
    assert "3,3 ▅▆▅ 3,3" in words(page(3, 40))


def test_what_there_is_no_room_for_is_named() -> None:
    assert table(page(12))[0].split()[-1] == "n"
    assert "Gør vinduet bredere for også at se »spredning« og »ved ikke«." in words(page(12))
    assert table(page(3))[0].split()[-1] == "spredning"
    assert "Gør vinduet bredere for også at se »ved ikke«." in words(page(3))
    assert "Gør vinduet bredere" not in page(12, 200)


@pytest.mark.parametrize(
    ("columns", "kept"), [(39, ["nu", "n"]), (54, ["nu", "op", "n"]), (64, ["nu", "op", "n", "?"])]
)
def test_among_very_many_answers_columns_give_way_before_a_name_is_broken(
    monkeypatch: pytest.MonkeyPatch, columns: int, kept: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    edge = [("10", "Recovery-samarbejde"), ("6", "Lokale fællesskaber")]
    cells = {"nu": ["3,0"], "op": ["1181/1189/130"], "n": ["2500→2500"], "?": ["100→100"]}
    assert list(with_room_for_names(edge, cells, ["?", "op"])) == kept


@pytest.mark.parametrize("count", [24, 60])
def test_no_name_is_broken_in_a_trend_over_decades(count: int) -> None:
    lines = table(page(count))
    assert all(len(line) <= 80 for line in lines)
    assert sum("Recovery-samarbejde" in line for line in lines) == 1
    assert len(lines) == 9


def test_a_course_too_long_for_the_screen_shows_the_newest_and_says_so() -> None:
    text = words(page(60))
    assert "Forløbet viser de 26 nyeste af 60 runder." in text
    assert "»spredning«, »ved ikke« og de ældre runder." in text
    assert "60 runder fra Forår 2021 (12. maj 2021) til Efterår 2050 (12. november 2050)" in text


def test_a_narrow_screen_shows_the_newest_of_a_long_course_on_one_line() -> None:
    lines = page(60, 40).splitlines()
    assert any(line.startswith("    3,2 …") and line.endswith(" 3,3") for line in lines)
    assert "Forløbet viser de 27 nyeste af 60 runder." in words(page(60, 40))


def test_the_rounds_are_named_with_the_days_of_the_first_and_the_last() -> None:
    text = page(3)
    assert text.startswith("Forår 2021 → Forår 2022\n")
    assert "3 runder: Forår 2021 (12. maj 2021), Efterår 2021, Forår 2022 (12. maj 2022)" in text


def test_the_columns_of_a_trend_are_explained_and_those_of_a_pair_need_it_not() -> None:
    text = words(page(3))
    assert "først og nu: tallet i den første og den sidste runde." in text
    assert "forløb: ét tegn for hver runde, fra ▁ ved skalaens laveste trin, 1," in text
    assert "forløb" not in page(2)


@pytest.mark.parametrize("columns", [40, 80])
def test_two_rounds_are_a_course_as_well_where_every_round_is_asked_for(columns: int) -> None:
    text = drawn(comparison_page(compare([held(0), held(1)]), course=True), columns)
    assert "2 runder: Forår 2021 (12. maj 2021), Efterår 2021 (12. november 2021)" in words(text)
    assert "▅▆" in text
    assert "forløb: ét tegn for hver runde" in words(text)


@pytest.mark.parametrize(("asked", "drawn_as_course"), [(["--alle"], True), ([], False)])
def test_alle_chooses_the_course_and_not_the_number_of_rounds(
    capsys: pytest.CaptureFixture[str], asked: list[str], drawn_as_course: bool
) -> None:
    assert run(["demo", "sammenlign", *asked]) == 0
    assert ("forløb: ét tegn" in capsys.readouterr().out) is drawn_as_course


def test_words_as_json_are_refused_with_a_way_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Runner(folder, capsys)("sammenlign", "--ord", "--json")
    assert (done.status, done.out) == (2, "")
    assert "Udelad --ord eller --json" in done.err


def test_a_trend_in_which_nobody_answered_explains_no_columns() -> None:
    silent = [held(number)._replace(responses=()) for number in range(3)]
    silent = [data._replace(agreement=type(data.agreement)(1)) for data in silent]
    text = drawn(comparison_page(compare(silent)))
    assert "Der er ingen svar at sammenligne endnu." in text
    assert "forløb" not in text
