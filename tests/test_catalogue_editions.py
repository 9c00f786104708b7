"""Rounds held with different editions of a catalogue: what is compared, and what it rests on."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bostoette_cli.analysis.comparison import Comparison, compare
from bostoette_cli.analysis.matching import Share, common_statements
from bostoette_cli.analysis.phrases import reservations, rests_on
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.reports.json import comparison_values
from bostoette_cli.reports.markdown import markdown
from bostoette_cli.reports.model import build
from bostoette_cli.terminal.comparison import comparison_page

from builders import response, round_, small_catalogue, statement
from demonstration import drawn, words

FIRST = small_catalogue()
REWORDED = small_catalogue(edition="2", texts={"1b": "Vi gør noget andet."})
SAID = response("a", s1a=2, s1b=5, s2a=4)


def asked(catalogue: Catalogue, number: int, *ids: str) -> Catalogue:
    """The catalogue with exactly these statements on that pejlemærke."""
    known = {**FIRST.statements, **catalogue.statements}
    made = tuple(known.get(id_) or statement(id_) for id_ in ids)
    return replace(
        catalogue,
        pejlemaerker=tuple(
            replace(p, statements=made) if p.number == number else p for p in catalogue.pejlemaerker
        ),
    )


def without(catalogue: Catalogue, number: int) -> Catalogue:
    kept = tuple(p for p in catalogue.pejlemaerker if p.number != number)
    return replace(catalogue, pejlemaerker=kept)


def held(*catalogues: Catalogue) -> list[RoundData]:
    """A round with each catalogue, the same person answering in all of them."""
    return [
        RoundData(round_(f"r{n}", f"Runde {n}"), catalogue, (SAID,))
        for n, catalogue in enumerate(catalogues, 1)
    ]


def compared(*catalogues: Catalogue, role: Role | None = None) -> Comparison:
    return compare(held(*catalogues), role)


def row_values(number: int, *catalogues: Catalogue) -> dict[str, Any]:
    found: dict[str, Any] = comparison_values(compared(*catalogues))["pejlemaerker"][number - 1]
    return found


# --- what is compared ------------------------------------------------------------------------


def test_a_round_without_the_pejlemaerke_is_a_gap_and_the_others_keep_their_figures() -> None:
    row = compared(FIRST, without(FIRST, 1), FIRST).rows[0]
    assert [result.figure.mean and float(result.figure.mean) for result in row.results] == [
        3.5,
        None,
        3.5,
    ]
    assert row.change == 0


def test_a_pejlemaerke_only_the_last_round_has_is_compared_with_nothing() -> None:
    comparison = compared(without(FIRST, 2), FIRST)
    assert [result.figure.n for result in comparison.rows[1].results] == [0, 0]
    assert [s.id for s in comparison.added] == ["2a"]


def test_a_pejlemaerke_that_came_on_the_way_is_compared_from_then_on_and_is_not_called_new() -> (
    None
):
    comparison = compared(without(FIRST, 2), FIRST, FIRST)
    assert [result.figure.n for result in comparison.rows[1].results] == [0, 1, 1]
    assert comparison.added == ()


def test_a_statement_that_stood_on_another_pejlemaerke_is_compared_nowhere() -> None:
    moved = asked(asked(FIRST, 1, "1a", "1c"), 2, "2a", "1b")
    assert common_statements([FIRST, moved]) == ({"1a", "1c", "2a"}, {"1b"})


def test_a_statement_that_stood_on_a_pejlemaerke_a_later_edition_gave_up_is_compared_nowhere() -> (
    None
):
    third = Pejlemaerke(3, "Tredje", "Formål.", statements=(FIRST.statements["2a"],))
    moved = replace(without(FIRST, 2), pejlemaerker=(FIRST.pejlemaerker[0], third))
    common, reworded = common_statements([FIRST, moved, moved])
    assert "2a" in reworded
    assert "2a" not in common


def test_what_a_round_between_had_and_the_last_has_not_is_listed_as_gone() -> None:
    between = asked(FIRST, 2, "2a", "2b")
    assert [s.id for s in compared(FIRST, between, FIRST).gone] == ["2b"]


# --- what it rests on ------------------------------------------------------------------------


def test_each_rounds_figure_says_how_many_statements_of_how_many_it_rests_on() -> None:
    now = asked(REWORDED, 1, "1a", "1b", "1c", "1d")
    comparison = compared(FIRST, now)
    assert comparison.rows[0].shares == (Share(2, 3), Share(2, 4))
    assert comparison.rows[1].shares == (Share(1, 1), Share(1, 1))


def test_of_one_role_only_what_it_is_asked_counts() -> None:
    assert compared(FIRST, REWORDED, role=Role.STAFF).rows[0].shares == (Share(1, 2), Share(1, 2))


def test_both_ends_are_told_where_they_differ_and_one_where_they_do_not() -> None:
    now = asked(REWORDED, 1, "1a", "1b", "1c", "1d")
    assert rests_on(compared(FIRST, REWORDED).rows[0]) == "regnet på 2 af 3 udsagn"
    assert rests_on(compared(FIRST, now).rows[0]) == "regnet på 2 af 3 udsagn før og 2 af 4 nu"
    assert rests_on(compared(FIRST, REWORDED).rows[1]) == ""


def test_a_first_round_without_the_pejlemaerke_has_no_share_to_tell() -> None:
    now = asked(FIRST, 2, "2a", "2b")
    row = compared(without(FIRST, 2), FIRST, now).rows[1]
    assert rests_on(row) == "regnet på 1 af 2 udsagn"


def test_those_that_rest_on_alike_are_told_together() -> None:
    one = asked(FIRST, 2, "2a", "2b", "2c")
    other = asked(REWORDED, 2, "2a", "2b", "2d")
    notes = reservations(compared(one, other))
    assert "Nummer 1 og 2 er regnet på 2 af 3 udsagn." in notes


def test_the_terminal_and_the_report_say_it_in_the_same_words() -> None:
    rounds = held(FIRST, REWORDED)
    sentence = "Nummer 1 er regnet på 2 af 3 udsagn."
    assert sentence in words(drawn(comparison_page(compare(rounds))))
    assert sentence in words(drawn(comparison_page(compare(rounds)), 40))
    assert sentence in markdown(build(rounds))


def test_nothing_is_said_of_it_where_every_statement_counts() -> None:
    assert reservations(compared(FIRST, FIRST)) == []


def test_a_program_gets_both_numbers_for_each_round() -> None:
    row = row_values(1, FIRST, REWORDED)
    assert [(r["udsagn_regnet_med"], r["udsagn_i_alt"]) for r in row["runder"]] == [(2, 3), (2, 3)]


def test_of_three_rounds_the_sentences_do_not_speak_of_two() -> None:
    now = asked(FIRST, 1, "1a", "1c", "1d")
    text = " ".join(reservations(compared(FIRST, FIRST, now)))
    assert "1 udsagn er ikke i alle runderne og er ikke regnet med: »Vi gør 1d.«." in text
    assert "1 udsagn er udgået undervejs og er ikke regnet med: »Vi gør 1b.«." in text
