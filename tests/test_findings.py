"""What stands out in a round, the order of a meeting, and what moved between two rounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.findings import (
    Why,
    disagrees,
    in_meeting_order,
    standing_out,
    unknown_statements,
    what_moved,
)
from bostoette_cli.analysis.scoring import RoundResult, score_round
from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Scale, Step
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED

from builders import SCALE, response, round_, statement

NAMES = ("Samarbejde", "Netværk", "Opstart", "Helhed")


def catalogue(count: int) -> Catalogue:
    """So many pejlemærker, each with one statement: 1a, 2a, 3a …"""
    pejlemaerker = tuple(
        Pejlemaerke(number, name, "Et formål.", statements=(statement(f"{number}a"),))
        for number, name in enumerate(NAMES[:count], start=1)
    )
    return Catalogue(1, "lille", "1", "Et lille katalog", SCALE, pejlemaerker)


def answered(*columns: str, leaders: int = 0) -> list[Response]:
    """Each column is a pejlemærke, each character a person's answer; the first are leaders.

    A question mark is *ved ikke*, a space no answer.
    """
    meaning = {"?": NoNumber.UNKNOWN, " ": None}
    people = []
    for person in range(max(map(len, columns))):
        said = response(f"p{person}", Role.LEADER if person < leaders else Role.STAFF)
        for number, column in enumerate(columns, start=1):
            mark = column[person]
            value = meaning[mark] if mark in meaning else int(mark)
            said = said.with_answer(f"{number}a", Answer(value))
        people.append(said)
    return people


def result(*columns: str, leaders: int = 0) -> RoundResult:
    return score_round(round_(), catalogue(len(columns)), answered(*columns, leaders=leaders))


def anonymous_result(*columns: str, leaders: int = 0) -> RoundResult:
    people = answered(*columns, leaders=leaders)
    return published(RoundData(round_(anonymous=True), catalogue(len(columns)), people))


def order(found: RoundResult) -> list[int]:
    return [p.pejlemaerke.number for p, _ in in_meeting_order(found)]


# --- disagreement ----------------------------------------------------------------------------


def test_four_answers_1_1_5_5_rank_above_2_3_3_4() -> None:
    assert order(result("2334", "1155")) == [2, 1]


def test_the_same_spread_is_ordered_by_the_gap_between_leaders_and_staff() -> None:
    # The first two are leaders. Spread 1 in both; the leaders agree with the staff only in 1.
    assert order(result("2424", "4422", leaders=2)) == [2, 1]


def test_a_gap_counts_the_same_whichever_side_lies_higher() -> None:
    assert order(result("2424", "2244", leaders=2)) == [2, 1]


def test_spread_goes_before_the_gap_between_roles() -> None:
    assert order(result("4422", "1515", leaders=2)) == [2, 1]


def test_the_same_spread_and_gap_is_ordered_by_the_lowest_mean() -> None:
    assert order(result("35", "24")) == [2, 1]


def test_what_is_alike_in_everything_keeps_the_catalogues_order() -> None:
    assert order(result("33", "33", "33")) == [1, 2, 3]


def test_what_has_no_mean_is_not_put_on_the_agenda() -> None:
    assert order(result("??", "33", "  ")) == [2]


def test_roles_a_step_apart_come_before_a_lower_figure_they_agree_on() -> None:
    # The first person is the leader: 5 against the staff's 3; the other figure is 2 for them all.
    found = result("533333333", "222222222", leaders=1)
    assert [why for _, why in in_meeting_order(found)] == [Why.ROLE_GAP, Why.LOW]
    assert order(found) == [1, 2]


def test_people_a_step_apart_come_before_roles_that_are() -> None:
    found = result("533333333", "111155553", leaders=1)
    assert [why for _, why in in_meeting_order(found)] == [Why.DISAGREEMENT, Why.ROLE_GAP]


def test_where_people_agree_the_lowest_figure_comes_first_whatever_its_spread() -> None:
    assert order(result("4445", "2222")) == [2, 1]


def test_two_persons_of_two_roles_are_no_gap_between_roles() -> None:
    assert [why for _, why in in_meeting_order(result("43", leaders=1))] == [Why.LOW]


@given(st.lists(st.text("12345?", min_size=5, max_size=5), min_size=1, max_size=4))
def test_each_reason_orders_its_own_from_the_most_to_the_least(columns: list[str]) -> None:
    found = in_meeting_order(result(*columns))
    reasons = [why.value for _, why in found]
    spreads = [-(p.figure.spread or 0) for p, why in found if why is Why.DISAGREEMENT]
    means = [p.figure.mean for p, why in found if why is Why.LOW]
    assert reasons == sorted(reasons)
    assert spreads == sorted(spreads)
    assert means == sorted(means, key=lambda mean: mean or 0)


@pytest.mark.parametrize(
    ("column", "mixed"), [("2244", True), ("1155", True), ("2334", False), ("3", False)]
)
def test_people_disagree_from_a_spread_of_one_step(column: str, mixed: bool) -> None:
    assert disagrees(result(column).pejlemaerker[0]) is mixed


def test_on_a_coarser_scale_a_spread_must_be_wider_to_be_disagreement() -> None:
    assert not disagrees(result("2244").pejlemaerker[0], Fraction(2))
    assert disagrees(result("1155").pejlemaerker[0], Fraction(2))


# --- ved ikke --------------------------------------------------------------------------------


def test_a_statement_a_third_do_not_know_is_a_finding_of_its_own() -> None:
    found = unknown_statements(result("?33 ", "?333"))
    assert [(p.pejlemaerke.number, s.statement.id) for p, s in found] == [(1, "1a")]


# --- what stands out -------------------------------------------------------------------------


def test_the_most_important_finding_comes_first() -> None:
    assert standing_out(result("5111", "4444", "3???", leaders=1)) == [
        "Mest uenige er I om 1 Samarbejde: svarene går fra 1,0 til 5,0.",
        "Der er længst igen på 1 Samarbejde: 2,0.",
        "Stærkest står 2 Netværk: 4,0.",
        "Lederen vurderer 1 Samarbejde højere end medarbejderne (forskel 4,0).",
        "3 af 4 svarer »ved ikke« til et udsagn under 3 Opstart: det er værd at spørge hvorfor.",
    ]


def test_where_nothing_was_answered_nothing_stands_out() -> None:
    assert standing_out(result("  ", "  ")) == []


def test_where_all_are_alike_nothing_stands_out() -> None:
    assert standing_out(result("33", "33")) == []


def test_one_pejlemaerke_alone_is_neither_strongest_nor_weakest() -> None:
    assert standing_out(result("33")) == []


def test_two_that_share_the_first_place_are_named_together() -> None:
    said = standing_out(result("44", "44", "22"))
    assert "Stærkest står 1 Samarbejde og 2 Netværk: 4,0." in said
    assert "Der er længst igen på 3 Opstart: 2,0." in said


def test_two_that_are_shown_alike_share_the_first_place() -> None:
    said = standing_out(result("4444444333333", "444444333333 ", "2222222222222"))
    assert "Stærkest står 1 Samarbejde og 2 Netværk: 3,5." in said


def test_disagreement_is_only_the_most_where_it_is_more_than_on_any_other() -> None:
    (alike, *_) = standing_out(result("1155", "1155"))
    assert alike == "I er uenige om 1 Samarbejde: svarene går fra 1,0 til 5,0."


def test_what_one_of_several_answered_alone_is_neither_strongest_nor_weakest() -> None:
    assert standing_out(result("1  ", "5  ", "334")) == []


def test_a_round_of_one_person_has_its_strongest_and_its_weakest() -> None:
    assert standing_out(result("1", "5")) == [
        "Der er længst igen på 1 Samarbejde: 1,0.",
        "Stærkest står 2 Netværk: 5,0.",
    ]


def test_leaders_who_see_it_as_less_good_than_the_staff_are_told_too() -> None:
    said = standing_out(result("2444", "3333", leaders=1))
    assert "Lederen vurderer 1 Samarbejde lavere end medarbejderne (forskel 2,0)." in said


def test_the_widest_gap_between_leaders_and_staff_is_the_one_told() -> None:
    told = [s for s in standing_out(result("4222", "5111", leaders=1)) if "Lederen" in s]
    assert told == ["Lederen vurderer 2 Netværk højere end medarbejderne (forskel 4,0)."]


def test_one_leader_against_two_is_no_finding() -> None:
    assert not [s for s in standing_out(result("511", leaders=1)) if "Lederen" in s]


def test_several_leaders_are_spoken_of_as_several() -> None:
    told = [s for s in standing_out(result("55111", leaders=2)) if "Lederne" in s]
    assert told == ["Lederne vurderer 1 Samarbejde højere end medarbejderne (forskel 4,0)."]


def test_a_gap_of_less_than_a_step_is_not_told() -> None:
    said = standing_out(result("3344", "3333", leaders=1))
    assert not [s for s in said if "Lederen" in s]


def test_a_gap_of_exactly_a_step_is_told() -> None:
    told = [s for s in standing_out(result("4333", leaders=1)) if "Lederen" in s]
    assert told == ["Lederen vurderer 1 Samarbejde højere end medarbejderne (forskel 1,0)."]


def test_a_gap_is_measured_in_the_scales_own_steps() -> None:
    coarse = Scale((Step(0, "Lidt"), Step(5, "Noget"), Step(10, "Meget")))
    own = replace(catalogue(1), scale=coarse)
    people = [response("a", Role.LEADER, s1a=10), response("b", s1a=5), response("c", s1a=10)]
    assert standing_out(score_round(round_(), own, people)) == []


def test_one_of_two_who_does_not_know_is_not_told() -> None:
    assert standing_out(result("?3")) == []


def test_one_of_three_who_does_not_know_is_told() -> None:
    assert standing_out(result("?33")) == [
        "1 af 3 svarer »ved ikke« til et udsagn under 1 Samarbejde: det er værd at spørge hvorfor."
    ]


def test_what_an_anonymous_round_hides_does_not_stand_out() -> None:
    people = "11555"  # five answers
    said = standing_out(anonymous_result(people, "5    ", leaders=2))
    assert said == ["I er uenige om 1 Samarbejde: svarene går fra 1,0 til 5,0."]


# --- what moved ------------------------------------------------------------------------------


def moved(before: tuple[str, ...], after: tuple[str, ...], *, anonymous: bool = False) -> list[str]:
    return what_moved(
        compare(
            [
                RoundData(
                    round_(anonymous=anonymous),
                    catalogue(len(columns)),
                    answered(*columns),
                    NOTHING_AGREED,
                )
                for columns in (before, after)
            ]
        )
    )


def test_with_fewer_than_ten_persons_the_sentence_counts_persons() -> None:
    assert moved(("222233",), ("333323",)) == ["1 Samarbejde: fire op, én ned og én uændret."]


def test_only_the_ways_somebody_went_are_named() -> None:
    assert moved(("2222",), ("3333",)) == ["1 Samarbejde: fire op."]


def test_with_ten_persons_the_sentence_speaks_of_the_mean() -> None:
    assert moved(("3333333333",), ("4444433333",)) == ["1 Samarbejde: + 0,5, fra 3,0 til 3,5."]


def test_a_change_that_is_not_the_difference_of_the_rounded_figures_says_so() -> None:
    # 37 / 12 = 3,08 and 40 / 12 = 3,33.
    (said,) = moved(("333333333334",), ("333333334444",))
    assert said == "1 Samarbejde: + 0,3 (uafrundet), fra 3,1 til 3,3."


def test_nine_persons_on_one_side_are_too_few_for_decimals() -> None:
    assert moved(("3333333333",), ("444444444",)) == ["1 Samarbejde: ni op."]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("333333", "444444", "steget"), ("444444", "333333", "faldet")],
)
def test_in_a_small_anonymous_round_only_the_direction_is_told(
    before: str, after: str, said: str
) -> None:
    assert moved((before,), (after,), anonymous=True) == [f"1 Samarbejde: tallet er {said}."]


def test_moves_that_cancel_out_in_the_mean_are_told_all_the_same() -> None:
    assert moved(("2433",), ("4233",)) == ["1 Samarbejde: én op, én ned og to uændrede."]


def by_letters(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """What moved between two rounds whose persons are named by letters."""
    return what_moved(
        compare(
            [
                RoundData(
                    round_(),
                    catalogue(1),
                    [response(id_, s1a=value) for id_, value in persons.items()],
                    NOTHING_AGREED,
                )
                for persons in (before, after)
            ]
        )
    )


def test_where_nobody_can_be_followed_the_mean_alone_is_told() -> None:
    assert by_letters({"a": 2}, {"b": 4}) == ["1 Samarbejde: tallet er steget."]


def test_where_only_others_came_it_is_not_told_as_movement() -> None:
    assert by_letters({"a": 3, "b": 3}, {"a": 3, "b": 3, "c": 5}) == [
        "1 Samarbejde: tallet er steget; 2 af 3 kan følges fra dengang til nu."
    ]


def test_persons_who_are_not_most_of_those_who_answered_do_not_speak_for_the_change() -> None:
    assert by_letters({"a": 2, "b": 2}, {"a": 3, "c": 4}) == [
        "1 Samarbejde: tallet er steget; 1 af 2 kan følges fra dengang til nu."
    ]
    assert by_letters({"a": 2, "b": 2, "c": 2}, {"a": 3, "b": 3, "d": 4}) == [
        "1 Samarbejde: to op."
    ]


def test_persons_who_moved_against_the_mean_do_not_speak_for_the_change() -> None:
    assert by_letters({"a": 2, "b": 2, "c": 5}, {"a": 3, "b": 3, "d": 1}) == [
        "1 Samarbejde: tallet er faldet; 2 af 3 kan følges fra dengang til nu."
    ]
    assert by_letters({"a": 4, "b": 4, "c": 1}, {"a": 3, "b": 3, "d": 5}) == [
        "1 Samarbejde: tallet er steget; 2 af 3 kan følges fra dengang til nu."
    ]


def test_a_large_anonymous_round_is_told_in_decimals() -> None:
    told = moved(("3333333333",), ("2222233333",), anonymous=True)
    assert told == ["1 Samarbejde: − 0,5, fra 3,0 til 2,5."]


def test_what_moved_most_comes_first_whichever_way_it_went() -> None:
    told = moved(("22", "55", "33"), ("33", "22", "33"))
    assert told == ["2 Netværk: to ned.", "1 Samarbejde: to op."]


def test_changes_too_small_to_speak_of_are_named_together_at_the_end() -> None:
    # Against five persons, a sixth who answers a step higher is less than a step by one of five.
    told = moved(("33333", "33333", "22222"), ("333334", "333332", "333333"))
    assert told == [
        "3 Opstart: fem op.",
        "På nummer 1 og 2 er ændringen mindre end ét trin for én person.",
    ]


def test_where_nothing_moved_that_is_said() -> None:
    assert moved(("33",), ("33",)) == ["Ingen af tallene har flyttet sig."]


# Four moved up and two down: more than one person's step, and less than half a tenth.
THEN, NOW = "3" * 41, f"444422{'3' * 35}"


def test_what_rounds_to_nothing_among_many_has_not_moved() -> None:
    assert moved((THEN,), (NOW,)) == ["Ingen af tallene har flyttet sig."]


def test_what_rounds_to_nothing_is_named_after_what_moved() -> None:
    told = moved((THEN, "3" * 41), (NOW, "4" * 41))
    assert told == [
        "2 Netværk: + 1,0, fra 3,0 til 4,0.",
        "På nummer 1 er tallet næsten det samme.",
    ]
