"""Every answer as a row: what an open round tells, what an anonymous one must not, and CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.answer_rows import Kind, answer_rows
from bostoette_cli.domain.answers import NoNumber, Response, Words
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.language.text import visible
from bostoette_cli.reports.csv import danish, harmless, international
from bostoette_cli.reports.model import build
from test_markdown import small_round

from builders import response, round_, small_catalogue
from demonstration import autumn, spring

COLUMNS = (
    "team;runde;titel;dato;katalog;udgave;person;navn;rolle;tilstand;pejlemaerke;"
    "pejlemaerke_titel;slags;id;tekst;svar;vaerdi;antal;begrundelse;ord"
)


def read(data: bytes, separator: str = ";") -> list[dict[str, Any]]:
    """The rows as a spreadsheet reads them."""
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def written(*rounds: RoundData) -> list[dict[str, Any]]:
    return read(danish(build(rounds)))


def on(id_: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [row for row in rows if row["id"] == id_]
    return found


class TestOpenRounds:
    def test_each_statement_a_person_is_asked_is_a_row(self) -> None:
        rows = written(small_round(response(s1a=4), response("b", s2a=2)))
        places = [(row["person"], row["id"], row["svar"], row["vaerdi"]) for row in rows]
        assert places == [
            ("a", "1a", "tal", "4"),
            ("a", "1b", "ikke_besvaret", ""),
            ("a", "2a", "ikke_besvaret", ""),
            ("b", "1a", "ikke_besvaret", ""),
            ("b", "1b", "ikke_besvaret", ""),
            ("b", "2a", "tal", "2"),
        ]

    @pytest.mark.parametrize("kind", list(NoNumber))
    def test_what_is_no_number_stands_by_its_word_and_has_no_value(self, kind: NoNumber) -> None:
        row = on("1a", written(small_round(response(s1a=kind))))
        assert (row["svar"], row["vaerdi"]) == (kind.value, "")

    def test_a_reason_and_a_note_stand_beside_their_answer(self) -> None:
        given = response(s1a=NoNumber.IRRELEVANT, notes={"1b": "Næsten altid."})
        rows = written(small_round(given))
        assert on("1a", rows)["begrundelse"] == "derfor"
        assert (on("1b", rows)["svar"], on("1b", rows)["ord"]) == ("ikke_besvaret", "Næsten altid.")

    def test_an_answer_to_a_question_is_a_row_with_words_and_no_answer(self) -> None:
        said = replace(response(s1a=3), reflections={"1r1": Words("I marts.")})
        row = on("1r1", written(small_round(said)))
        assert (row["slags"], row["tekst"]) == ("refleksion", "Hvornår lykkedes det?")
        assert (row["svar"], row["vaerdi"], row["antal"], row["ord"]) == ("", "", "", "I marts.")

    def test_every_round_of_the_report_is_there_under_its_id(self) -> None:
        rounds = {(row["runde"], row["dato"]) for row in written(spring(), autumn())}
        assert rounds == {
            ("2026-05-12-foraar-2026", "2026-05-12"),
            ("2026-11-22-efteraar-2026", "2026-11-22"),
        }

    def test_a_round_without_answers_has_the_headings_alone(self) -> None:
        assert danish(build([small_round()])).decode("utf-8-sig") == f"{COLUMNS}\r\n"


def crowd(*more: Response) -> RoundData:
    """An anonymous round of five whose answers may be shown, and more."""
    people = [
        replace(response(f"m{n}", s1a=3 + n % 2, notes={"1a": f"Ord {n}."}), label=f"Kim {n}")
        for n in range(5)
    ]
    return small_round(*people, *more, held=round_(anonymous=True))


class TestAnonymousRounds:
    def test_a_row_is_how_many_answered_alike(self) -> None:
        rows = [row for row in written(crowd()) if row["id"] == "1a" and row["svar"]]
        assert [(row["vaerdi"], row["antal"]) for row in rows] == [("3", "3"), ("4", "2")]

    def test_nobody_is_in_it(self) -> None:
        rows = [*written(crowd()), *written(autumn(anonymous=True))]
        personal = ("person", "navn", "rolle", "tilstand")
        assert {row[name] for row in rows for name in personal} == {""}

    def test_words_stand_by_themselves_in_no_order_of_persons(self) -> None:
        backwards = crowd()._replace(responses=tuple(reversed(crowd().responses)))
        for data in (crowd(), backwards):
            notes = [row for row in written(data) if row["slags"] == "note"]
            assert [row["ord"] for row in notes] == [f"Ord {n}." for n in range(5)]
            assert {row["antal"] for row in notes} == {""}

    def test_a_statement_with_too_few_answers_has_no_row(self) -> None:
        rows = written(crowd(response("x", s2a=1, notes={"2a": "Kun mig."})))
        assert "2a" not in {row["id"] for row in rows}
        assert "Kun mig." not in {row["ord"] for row in rows}

    def test_a_reason_stands_by_itself_too(self) -> None:
        people = [response(f"x{n}", s1a=NoNumber.IRRELEVANT) for n in range(5)]
        reasons = [row for row in written(crowd(*people)) if row["slags"] == "begrundelse"]
        told = {(reason["begrundelse"], reason["ord"], reason["svar"]) for reason in reasons}
        assert told == {("derfor", "", "")}
        assert len(reasons) == 5

    def test_the_reasons_of_a_few_are_not_there(self) -> None:
        rows = written(crowd(response("x", s1a=NoNumber.IRRELEVANT)))
        assert "begrundelse" not in {row["slags"] for row in rows}

    @given(st.lists(st.sampled_from([1, 2, 5, NoNumber.UNKNOWN, None]), max_size=9))
    def test_no_statement_shows_fewer_numbers_than_the_threshold(
        self, picks: list[int | NoNumber | None]
    ) -> None:
        people = [
            response(f"p{n}", **({} if pick is None else {"s1a": pick, "s1b": 2}))
            for n, pick in enumerate(picks)
        ]
        data = small_round(*people, held=round_(anonymous=True))
        rows = [r for r in answer_rows(data) if r.kind is Kind.STATEMENT]
        answered = {r.about for r in rows if r.outcome != "ikke_besvaret"}
        for id_ in answered:
            assert sum(r.count or 0 for r in rows if r.about == id_ and r.outcome == "tal") >= 5


class TestCsv:
    def test_a_danish_excel_gets_a_mark_semicolons_and_its_own_line_ends(self) -> None:
        data = danish(build([small_round(response(s1a=4))]))
        assert data.startswith(b"\xef\xbb\xbfteam;runde;")
        assert data.count(b"\r\n") == data.count(b"\n") == 4

    def test_programs_get_no_mark_commas_and_plain_line_ends(self) -> None:
        data = international(build([small_round(response(s1a=4))]))
        assert data.startswith(b"team,runde,")
        assert b"\r" not in data

    def test_a_step_with_decimals_has_a_comma_for_excel_and_a_point_for_programs(self) -> None:
        scale = Scale((Step(0, "A"), Step(0.5, "B"), Step(1, "C")))
        data = small_round(response(s1a=0.5), catalogue=replace(small_catalogue(), scale=scale))
        assert on("1a", written(data))["vaerdi"] == "0,5"
        rows = read(international(build([data])), ",")
        assert on("1a", rows)["vaerdi"] == "0.5"

    @pytest.mark.parametrize(
        "sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", " =", "\n="]
    )
    def test_a_text_that_begins_as_a_formula_is_a_text(self, sign: str) -> None:
        assert harmless(f"{sign}1+1") == f"'{sign}1+1"

    @given(st.text(st.sampled_from("=+-@\t\r\n ;,\"'a1\x00\x1b\u202e\ufffe"), min_size=1))
    @example('=cmd|" /C calc"!A0')
    def test_no_text_begins_a_cell_as_a_formula_and_all_of_it_is_there(self, text: str) -> None:
        given_ = response(s1a=3, notes={"1a": f"{text}slut"})
        for data, separator in (
            (danish(build([small_round(given_)])), ";"),
            (international(build([small_round(given_)])), ","),
        ):
            cell = on("1a", read(data, separator))["ord"]
            assert not cell.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n"))
            assert cell.removeprefix("'") == visible(f"{text}slut".strip()).removeprefix("'")

    def test_a_number_below_zero_is_no_formula(self) -> None:
        scale = Scale((Step(-1, "A"), Step(0, "B"), Step(1, "C")))
        data = small_round(response(s1a=-1), catalogue=replace(small_catalogue(), scale=scale))
        assert on("1a", written(data))["vaerdi"] == "-1"


def test_every_column_is_explained_in_its_place() -> None:
    docs = (Path(__file__).parents[1] / "docs" / "filformater.md").read_text("utf-8")
    part = docs.partition("### CSV")[2]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == COLUMNS.split(";")
