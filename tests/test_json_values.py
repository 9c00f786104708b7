"""The figures for other programs: their shape, their precision, and what is absent or hidden."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.domain.answers import NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Scale, Step
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement, Round
from bostoette_cli.reports.json import (
    comparison_values,
    dumps,
    report_values,
    result_values,
    round_values,
)
from bostoette_cli.reports.model import build

from builders import response, round_, small_catalogue
from demonstration import autumn, spring

# The shape in section 4 of the design.
ROUND_KEYS = {"id", "titel", "dato", "katalog", "udgave", "antal"}
FIGURE_KEYS = {"n", "gennemsnit", "median", "mindste", "stoerste", "spredning", "skjult"}
COUNT_KEYS = {"ved_ikke", "ikke_relevant", "vil_ikke_svare", "ikke_besvaret"}
PEJLEMAERKE_KEYS = (
    {"nummer", "titel", "faelles", "roller", "leder_og_medarbejdere", "udsagn"}
    | FIGURE_KEYS
    | COUNT_KEYS
)
STATEMENT_KEYS = {"id", "tekst", "fordeling"} | FIGURE_KEYS | COUNT_KEYS
ABSENT = dict.fromkeys(FIGURE_KEYS)


def small_round(
    *responses: Response,
    held: Round | None = None,
    agreement: Agreement = NOTHING_AGREED,
    catalogue: Catalogue | None = None,
) -> RoundData:
    return RoundData(held or round_(), catalogue or small_catalogue(), responses, agreement)


def values_of(data: RoundData) -> dict[str, Any]:
    """A round's values as a program reads them."""
    values: dict[str, Any] = json.loads(dumps(result_values(published(data))))
    return values


def pejlemaerke(data: RoundData, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = next(
        p for p in values_of(data)["pejlemaerker"] if p["nummer"] == number
    )
    return found


def statement(data: RoundData, id_: str) -> dict[str, Any]:
    every = [s for p in values_of(data)["pejlemaerker"] for s in p["udsagn"]]
    found: dict[str, Any] = next(s for s in every if s["id"] == id_)
    return found


def few() -> RoundData:
    """An anonymous round in which three have answered and five are needed."""
    data = autumn(anonymous=True)
    return data._replace(responses=data.responses[:3], agreement=NOTHING_AGREED)


# The shape


def test_the_values_have_the_shape_of_the_design() -> None:
    values = values_of(autumn())
    assert values.keys() == {"format", "runde", "pejlemaerker"}
    assert values["format"] == 1
    assert values["runde"].keys() >= ROUND_KEYS
    for entry in values["pejlemaerker"]:
        assert entry.keys() == PEJLEMAERKE_KEYS
        for figure in entry["roller"].values():
            assert figure.keys() == FIGURE_KEYS
        for item in entry["udsagn"]:
            assert item.keys() == STATEMENT_KEYS


def test_a_round_is_told_by_its_id_title_date_catalogue_and_number_of_answers() -> None:
    assert values_of(autumn())["runde"] == {
        "id": "2026-11-22-efteraar-2026",
        "titel": "Efterår 2026",
        "dato": "2026-11-22",
        "katalog": "bostoette",
        "udgave": "2021.1",
        "status": "aaben",
        "form": "aaben",
        "antal": 8,
        "kladder": 2,
    }


def test_a_closed_anonymous_round_says_that_it_is() -> None:
    values = round_values(published(spring(anonymous=True)))
    assert (values["status"], values["form"]) == ("lukket", "anonym")


def test_every_pejlemaerke_of_the_catalogue_is_there_in_its_order() -> None:
    numbers = [entry["nummer"] for entry in values_of(autumn())["pejlemaerker"]]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_roles_go_by_the_words_of_the_files() -> None:
    assert list(pejlemaerke(autumn())["roller"]) == [
        *("medarbejder", "leder", "borger", "paaroerende", "samarbejdspartner")
    ]


def test_a_role_that_did_not_answer_the_round_is_left_out() -> None:
    assert list(pejlemaerke(small_round(response(s1a=4)))["roller"]) == ["medarbejder"]


def test_danish_letters_are_written_as_they_are_and_the_text_ends_with_a_line_break() -> None:
    text = dumps(result_values(published(autumn())))
    assert "Borgerens netværk" in text
    assert text.endswith("}\n")


# The figures, recomputed by hand


def test_a_mean_has_full_precision() -> None:
    data = small_round(response(s1a=4, s1b=4), response("b", s1a=3), response("c", s1a=3))
    assert pejlemaerke(data)["gennemsnit"] == 10 / 3


def test_a_pejlemaerkes_figures_are_those_of_the_persons() -> None:
    # the persons' scores: 4/3, 14/3, 4/3, 14/3, 4, 3/2, 1, 4
    entry = pejlemaerke(autumn(), 5)
    scores = [Fraction(x) for x in (Fraction(4, 3), Fraction(14, 3))] * 2
    scores += [Fraction(4), Fraction(3, 2), Fraction(1), Fraction(4)]
    mean = sum(scores) / 8
    assert entry["n"] == 8
    assert entry["gennemsnit"] == 2.8125
    assert entry["median"] == 2.75
    assert entry["mindste"] == 1
    assert entry["stoerste"] == float(Fraction(14, 3))
    assert entry["spredning"] == pytest.approx(
        float(sum((s - mean) ** 2 for s in scores) / 8) ** 0.5
    )
    assert entry["skjult"] is None


def test_leaders_and_staff_stand_beside_each_other_on_what_both_are_asked() -> None:
    people = (response("a", s1a=3, s1b=4), response("b", Role.LEADER, s1a=5, s1b=5, s1c=1))
    sides = pejlemaerke(small_round(*people))["leder_og_medarbejdere"]
    assert (sides["medarbejder"]["gennemsnit"], sides["leder"]["gennemsnit"]) == (3.5, 5.0)
    assert sides["forskel"] == 1.5


def test_without_a_leader_there_is_nothing_to_lay_beside_the_staff() -> None:
    assert pejlemaerke(small_round(response(s1a=4)))["leder_og_medarbejdere"] is None


def test_a_roles_figures_are_those_of_its_persons() -> None:
    figure = pejlemaerke(autumn(), 5)["roller"]["medarbejder"]
    assert (figure["n"], figure["gennemsnit"], figure["median"]) == (4, 3.0, 3.0)


def test_a_statement_has_a_count_for_every_step_and_for_all_that_is_no_number() -> None:
    data = small_round(
        response("a", s1a=4),
        response("b", s1a=4),
        response("c", s1a=1),
        response("d", s1a=NoNumber.UNKNOWN),
        response("e", s1a=NoNumber.IRRELEVANT),
        response("f", s1a=NoNumber.DECLINED),
        response("g"),
    )
    item = statement(data, "1a")
    assert item["fordeling"] == {"1": 1, "2": 0, "3": 0, "4": 2, "5": 0}
    assert {key: item[key] for key in COUNT_KEYS} == dict.fromkeys(COUNT_KEYS, 1)
    assert (item["n"], item["gennemsnit"]) == (3, 3.0)


def test_a_pejlemaerke_adds_up_what_is_no_number_in_its_statements() -> None:
    data = small_round(
        response("a", s1a=NoNumber.UNKNOWN, s1b=NoNumber.UNKNOWN), response("b", s1a=3)
    )
    entry = pejlemaerke(data)
    assert entry["ved_ikke"] == 2
    assert entry["ikke_besvaret"] == 1  # 1b by the other; 1c is for leaders alone


def test_steps_with_decimals_are_named_as_json_writes_numbers() -> None:
    scale = Scale((Step(0, "A"), Step(0.5, "B"), Step(1, "C")))
    data = small_round(response(s1a=0.5), catalogue=replace(small_catalogue(), scale=scale))
    assert statement(data, "1a")["fordeling"] == {"0": 0, "0.5": 1, "1": 0}


def test_what_the_team_agreed_on_is_there_with_its_reason_and_not_in_the_mean() -> None:
    agreement = Agreement(1, by_number={"1": Agreed(5, "Fordi.")})
    entry = pejlemaerke(small_round(response(s1a=2), agreement=agreement))
    assert entry["faelles"] == {"vaerdi": 5, "begrundelse": "Fordi."}
    assert entry["gennemsnit"] == 2.0


# What is absent


def test_an_absent_figure_is_null_and_never_zero() -> None:
    entry = pejlemaerke(small_round(response(s1a=3)), 2)
    assert {key: entry[key] for key in FIGURE_KEYS} == {**ABSENT, "n": 0}
    assert entry["faelles"] is None


def test_a_statement_nobody_gave_a_number_has_null_for_its_mean() -> None:
    item = statement(small_round(response(s1a=NoNumber.UNKNOWN)), "1a")
    assert item["gennemsnit"] is None
    assert item["ved_ikke"] == 1
    assert item["fordeling"] == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}


def test_a_zero_that_was_answered_stays_a_zero() -> None:
    scale = Scale((Step(0, "A"), Step(1, "B"), Step(2, "C")))
    data = small_round(response(s1a=0), catalogue=replace(small_catalogue(), scale=scale))
    assert pejlemaerke(data)["gennemsnit"] == 0.0


def test_a_round_without_answers_has_null_everywhere() -> None:
    values = values_of(small_round())
    assert values["runde"]["antal"] == 0
    assert [entry["gennemsnit"] for entry in values["pejlemaerker"]] == [None, None]
    assert [entry["roller"] for entry in values["pejlemaerker"]] == [{}, {}]


# Anonymous rounds


def hidden_items() -> list[dict[str, Any]]:
    """Everything that has a figure, of the pejlemærker the few have answered."""
    answered = [p for p in values_of(few())["pejlemaerker"] if p["nummer"] not in (4, 7, 9)]
    return [item for p in answered for item in (p, *p["roller"].values(), *p["udsagn"])]


def test_an_anonymous_round_with_few_answers_has_null_for_every_figure() -> None:
    for item in hidden_items():
        figures = (FIGURE_KEYS | COUNT_KEYS | {"fordeling"}) & item.keys() - {"skjult"}
        assert {item[key] for key in figures} == {None}


def test_an_anonymous_round_with_few_answers_says_why_at_every_figure() -> None:
    assert {item["skjult"] for item in hidden_items()} == {"skjult: færre end 5 svar"}


def test_what_nobody_said_anything_about_is_not_hidden_in_an_anonymous_round() -> None:
    entry = pejlemaerke(few(), 4)
    assert {key: entry[key] for key in FIGURE_KEYS} == {**ABSENT, "n": 0}


def test_an_anonymous_round_with_few_answers_has_no_words() -> None:
    values = report_values(build([few()]))
    assert [entry["ord"] for entry in values["pejlemaerker"]] == [[]] * 10


def test_an_anonymous_round_ties_no_words_to_anybody() -> None:
    people = [
        replace(response(f"m{n}", s1a=3, notes={"1a": f"Ord {n}."}), label=f"Kim {n}")
        for n in range(5)
    ]
    values = report_values(build([small_round(*people, held=round_(anonymous=True))]))
    quotes = values["pejlemaerker"][0]["ord"]
    assert [quote["tekst"] for quote in quotes] == [f"Ord {n}." for n in range(5)]
    assert {quote["af"] for quote in quotes} == {""}


def test_a_role_hidden_because_it_could_be_computed_says_so() -> None:
    people = [response(f"m{n}", s1a=3) for n in range(6)]
    people += [response(f"l{n}", Role.LEADER, s1a=3) for n in range(2)]
    entry = pejlemaerke(small_round(*people, held=round_(anonymous=True)))
    assert entry["roller"]["leder"] == {**ABSENT, "skjult": "skjult: færre end 5 svar"}
    why = "skjult: ellers kunne en lille gruppes svar regnes ud"
    assert entry["roller"]["medarbejder"] == {**ABSENT, "skjult": why}
    assert entry["gennemsnit"] == 3.0


def test_no_respondents_id_is_in_the_values() -> None:
    text = dumps(report_values(build([spring(), autumn()])))
    assert '"m1"' not in text
    assert '"mor"' not in text


# Rounds compared, and the words


def test_a_comparison_has_each_rounds_figures_the_change_and_the_movement() -> None:
    values = json.loads(dumps(comparison_values(compare([spring(), autumn()]))))
    assert values["format"] == 1
    assert [entry["titel"] for entry in values["runder"]] == ["Forår 2026", "Efterår 2026"]
    assert values["personer_i_begge"] == 6
    row = values["pejlemaerker"][7]
    assert (row["nummer"], row["titel"]) == (8, "En tryg opstart og afslutning af bostøtte")
    assert row["aendring"] == -0.25
    assert (row["op"], row["ned"], row["samme"]) == (1, 0, 5)
    assert row["under_et_trin_for_en_person"] is False
    assert [part["n"] for part in row["runder"]] == [7, 7]
    counted = {"udsagn_regnet_med", "udsagn_i_alt"}
    assert all(part.keys() == PEJLEMAERKE_KEYS | counted for part in row["runder"])


def test_a_change_of_less_than_one_step_by_one_person_is_marked() -> None:
    values = comparison_values(compare([spring(), autumn()]))
    assert values["pejlemaerker"][4]["under_et_trin_for_en_person"] is True


def test_a_change_from_nothing_is_null() -> None:
    row = comparison_values(compare([spring(), autumn()]))["pejlemaerker"][2]
    assert row["runder"][0]["gennemsnit"] is None
    assert row["aendring"] is None


def test_movement_is_null_where_rounds_are_anonymous() -> None:
    values = comparison_values(compare([spring(anonymous=True), autumn(anonymous=True)]))
    assert values["personer_i_begge"] is None
    assert {(row["op"], row["ned"], row["samme"]) for row in values["pejlemaerker"]} == {
        (None, None, None)
    }


def test_a_comparison_that_may_tell_on_somebody_says_so() -> None:
    values = comparison_values(compare([spring(anonymous=True), autumn(anonymous=True)]))
    assert values["kan_roebe_enkelte"] is True
    assert comparison_values(compare([spring(), autumn()]))["kan_roebe_enkelte"] is False


def test_statements_left_out_of_a_comparison_are_named_by_id() -> None:
    before = small_catalogue()
    now = small_catalogue(edition="2", texts={"1a": "Vi gør noget andet."})
    before = replace(
        before,
        pejlemaerker=(before.pejlemaerker[0], replace(before.pejlemaerker[1], statements=())),
    )
    kept = now.pejlemaerker[0].statements[:2]
    now = replace(
        now, pejlemaerker=(replace(now.pejlemaerker[0], statements=kept), now.pejlemaerker[1])
    )
    values = comparison_values(
        compare([small_round(catalogue=before), small_round(catalogue=now, held=round_("s"))])
    )
    assert values["udsagn_ny_ordlyd"] == ["1a"]
    assert values["udsagn_nye"] == ["2a"]
    assert values["udsagn_udgaaet"] == ["1c"]


def test_a_report_adds_the_words_with_their_kind_their_subject_and_their_writer() -> None:
    values = report_values(build([autumn()]))
    words = values["pejlemaerker"][7]["ord"]
    assert words == [
        {
            "type": "begrundelse",
            "om": "8d",
            "af": "medarbejder",
            "tekst": "Vi har kun én bostøtte pr. borger | det er aftalt.",
        }
    ]
    kinds = [quote["type"] for quote in values["pejlemaerker"][4]["ord"]]
    assert kinds == ["note"] * 5 + ["refleksion"] * 2
    assert values["pejlemaerker"][4]["ord"][3]["af"] == "Teamleder, leder"


def test_a_report_of_one_round_has_null_for_its_comparison() -> None:
    assert report_values(build([autumn()]))["sammenligning"] is None


def test_a_report_of_two_rounds_has_the_comparison_of_them() -> None:
    comparison = report_values(build([spring(), autumn()]))["sammenligning"]
    assert comparison == comparison_values(compare([spring(), autumn()]))


@given(st.text())
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    one = response(s1a=3, notes={"1a": f"a{text}b"})
    values = json.loads(dumps(report_values(build([small_round(one)]))))
    assert [quote["tekst"] for quote in values["pejlemaerker"][0]["ord"]] == [f"a{text}b"]


@given(st.text('\x00\x07\x08\x0b\x1b\x1f\r\n\t"\\a'))
def test_no_escape_code_stands_raw_in_the_text(text: str) -> None:
    written = dumps({"tekst": text})
    assert not [c for c in written if ord(c) < 0x20 and c != "\n"]
    assert json.loads(written) == {"tekst": text}
