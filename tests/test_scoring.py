"""One round's figures, held against the arithmetic the reports print."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    Tally,
    figure,
    person_score,
    score_pejlemaerke,
    score_round,
    score_statement,
)
from bostoette_cli.domain.answers import NO_ANSWER, Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreed, Agreement
from bostoette_cli.language.numbers import decimal

from builders import TEAM, crowd, response, round_, small_catalogue, statement

CATALOGUE = small_catalogue()
FIRST = CATALOGUE.pejlemaerke(1)
UNKNOWN, IRRELEVANT, DECLINED = NoNumber.UNKNOWN, NoNumber.IRRELEVANT, NoNumber.DECLINED

VALUES = st.sampled_from([1, 2, 3, 4, 5, *NoNumber, None])
ROLES = st.sampled_from((*TEAM, Role.CITIZEN))
PEOPLE = st.lists(st.tuples(ROLES, st.tuples(*[VALUES] * 4)), max_size=8)
CROWDS = PEOPLE.map(lambda people: crowd(CATALOGUE, people))
SCORES = st.lists(st.fractions(1, 5, max_denominator=12), min_size=1, max_size=9)


def scored(*responses: Response) -> PejlemaerkeResult:
    """Pejlemærke 1 as those persons answered it."""
    return score_pejlemaerke(FIRST, responses, CATALOGUE)


def tally_of(id_: str, *responses: Response) -> Tally:
    return score_statement(CATALOGUE.statements[id_], responses, CATALOGUE).tally


# --- a person's score ------------------------------------------------------------------------


def test_a_persons_score_is_the_mean_of_the_numeric_answers() -> None:
    said = response(role=Role.LEADER, s1a=4, s1b=5, s1c=2)
    assert person_score(said, FIRST.statements) == Fraction(11, 3)


@pytest.mark.parametrize("value", [UNKNOWN, IRRELEVANT, DECLINED])
def test_an_answer_that_is_not_a_number_does_not_pull_a_persons_score(value: NoNumber) -> None:
    assert person_score(response(s1a=4, s1b=value), FIRST.statements) == 4


def test_a_person_without_a_numeric_answer_has_no_score() -> None:
    said = response(role=Role.LEADER, s1a=UNKNOWN, s1b=IRRELEVANT, s1c=DECLINED)
    assert person_score(said, FIRST.statements) is None


def test_a_person_who_only_wrote_notes_has_no_score() -> None:
    assert person_score(response(notes={"1a": "Vi spørger altid."}), FIRST.statements) is None


def test_answers_to_another_pejlemaerke_do_not_count() -> None:
    assert person_score(response(s1a=4, s2a=1), FIRST.statements) == 4


# --- the round's figure ----------------------------------------------------------------------


def test_every_person_weighs_the_same_however_many_statements_were_answered() -> None:
    many = response("a", Role.LEADER, s1a=5, s1b=5, s1c=5)
    one = response("b", s1a=1)
    assert scored(many, one).figure.mean == 3


def test_n_counts_the_persons_with_a_score_and_no_others() -> None:
    result = scored(response("a", s1a=4), response("b", s1a=UNKNOWN), response("c"))
    assert result.figure.n == 1
    assert result.figure.mean == 4


def test_the_scores_are_kept_by_respondent() -> None:
    result = scored(response("a", s1a=4, s1b=3), response("b"), response("c", s1a=1))
    assert result.scores == {"a": Fraction(7, 2), "c": 1}


def test_the_mean_is_exact_until_it_is_shown() -> None:
    mean = figure([Fraction(1), Fraction(1), Fraction(2)]).mean
    assert mean == Fraction(4, 3)
    assert decimal(mean) == "1,3"


def test_a_mean_just_at_the_half_is_shown_rounded_up() -> None:
    people = [
        response("a", s1a=4),
        response("b", s1a=3),
        response("c", s1a=4, s1b=3),
        response("d", s1a=2, s1b=3),
    ]
    # 4, 3, 3.5 and 2.5 are 13 in all: 3.25
    assert decimal(scored(*people).figure.mean) == "3,3"


def test_the_median_of_an_odd_number_is_the_middle_score() -> None:
    assert figure([Fraction(5), Fraction(1), Fraction(2)]).median == 2


def test_the_median_of_an_even_number_lies_midway_between_the_middle_two() -> None:
    assert figure([Fraction(5), Fraction(1), Fraction(2), Fraction(3)]).median == Fraction(5, 2)


def test_the_lowest_and_the_highest_are_persons_scores_not_single_answers() -> None:
    result = scored(response("a", s1a=1, s1b=5), response("b", s1a=3, s1b=4))
    assert (result.figure.lowest, result.figure.highest) == (3, Fraction(7, 2))


def test_the_spread_is_the_population_standard_deviation() -> None:
    assert figure([Fraction(2), Fraction(4)]).spread == 1.0
    assert figure([Fraction(n) for n in (1, 1, 5, 5)]).spread == 2.0
    assert figure([Fraction(n) for n in (2, 3, 3, 4)]).spread == pytest.approx(sqrt(0.5))


def test_one_person_has_no_spread() -> None:
    assert figure([Fraction(3)]) == Figure(1, Fraction(3), Fraction(3), Fraction(3), Fraction(3), 0)


def test_where_nobody_has_a_score_every_figure_is_absent() -> None:
    assert figure([]) == Figure(0)
    assert figure([]).mean is None
    assert figure([]).spread is None


@given(SCORES)
def test_a_mean_and_a_median_lie_between_the_lowest_and_the_highest(scores: list[Fraction]) -> None:
    summed = figure(scores)
    assert summed.lowest is not None
    assert summed.highest is not None
    assert summed.mean is not None
    assert summed.median is not None
    assert summed.lowest <= summed.mean <= summed.highest
    assert summed.lowest <= summed.median <= summed.highest


@given(SCORES)
def test_a_spread_is_at_most_half_the_distance_from_the_lowest_to_the_highest(
    scores: list[Fraction],
) -> None:
    summed = figure(scores)
    assert summed.spread is not None
    assert 0 <= summed.spread <= (max(scores) - min(scores)) / 2 + Fraction(1, 10**9)


@given(SCORES, st.fractions(-3, 3, max_denominator=12))
def test_moving_everybody_alike_moves_the_mean_and_not_the_spread(
    scores: list[Fraction], change: Fraction
) -> None:
    before, after = figure(scores), figure([score + change for score in scores])
    assert before.mean is not None
    assert after.mean == before.mean + change
    assert after.spread == pytest.approx(before.spread)


@given(SCORES)
def test_a_mean_and_a_spread_are_those_of_exact_fractions(scores: list[Fraction]) -> None:
    summed = figure(scores)
    mean = sum(scores, Fraction()) / len(scores)
    squares = sum(((score - mean) ** 2 for score in scores), Fraction())
    assert summed.mean == mean
    assert summed.spread == sqrt(squares / len(scores))


# --- a statement -----------------------------------------------------------------------------


def test_a_statements_mean_is_the_mean_of_the_answers_to_it() -> None:
    people = [response("a", s1a=1), response("b", s1a=2), response("c", s1a=UNKNOWN)]
    result = score_statement(CATALOGUE.statements["1a"], people, CATALOGUE)
    assert result.figure.mean == Fraction(3, 2)
    assert result.figure.n == 2


def test_every_step_of_the_scale_is_counted_the_empty_ones_too() -> None:
    people = [response("a", s1a=1), response("b", s1a=4), response("c", s1a=4)]
    assert tally_of("1a", *people).steps == {1: 1, 2: 0, 3: 0, 4: 2, 5: 0}


def test_the_four_things_that_are_not_numbers_are_counted_apart() -> None:
    people = [
        response("a", s1a=UNKNOWN),
        response("b", s1a=UNKNOWN),
        response("c", s1a=UNKNOWN),
        response("d", s1a=UNKNOWN),
        response("e", s1a=IRRELEVANT),
        response("f", s1a=IRRELEVANT),
        response("g", s1a=IRRELEVANT),
        response("h", s1a=DECLINED),
        response("i", s1a=DECLINED),
        response("j"),
    ]
    tally = tally_of("1a", *people)
    assert (tally.unknown, tally.irrelevant, tally.declined, tally.unanswered) == (4, 3, 2, 1)
    assert sum(tally.steps.values()) == 0


def test_without_a_number_a_statement_has_no_mean() -> None:
    people = [response("a", s1a=UNKNOWN), response("b", s1a=IRRELEVANT), response("c")]
    assert score_statement(CATALOGUE.statements["1a"], people, CATALOGUE).figure == Figure(0)


def test_a_role_that_is_not_asked_has_not_left_the_statement_unanswered() -> None:
    tally = tally_of("1c", response("a", Role.LEADER, s1c=4), response("b"), response("c"))
    assert tally.unanswered == 0
    assert tally.answered == 1


def test_a_note_without_an_answer_leaves_the_statement_unanswered() -> None:
    tally = tally_of("1a", response(notes={"1a": "Altid."}))
    assert tally.unanswered == 1
    assert tally.answered == 0


@pytest.mark.parametrize(
    ("unknown", "others", "many"),
    [(1, 2, True), (2, 4, True), (1, 3, False), (1, 1, True), (3, 7, False), (1, 0, True)],
)
def test_a_third_or_more_who_do_not_know_are_many(unknown: int, others: int, many: bool) -> None:
    people = [response(f"u{i}", s1a=UNKNOWN) for i in range(unknown)]
    people += [response(f"o{i}", s1a=3) for i in range(others)]
    assert tally_of("1a", *people).many_unknown is many


def test_those_who_did_not_answer_neither_know_nor_do_not_know() -> None:
    people = [
        response("a", s1a=UNKNOWN),
        response("b", s1a=3),
        *(response(f"n{i}") for i in range(9)),
    ]
    assert tally_of("1a", *people).many_unknown


def test_those_who_decline_or_find_it_irrelevant_are_among_those_who_took_a_stand() -> None:
    people = [
        response("a", s1a=UNKNOWN),
        response("b", s1a=DECLINED),
        response("c", s1a=IRRELEVANT),
        response("d", s1a=3),
    ]
    assert not tally_of("1a", *people).many_unknown


def test_where_nobody_answered_nobody_does_not_know() -> None:
    assert not tally_of("1a", response()).many_unknown


# --- a pejlemærke ----------------------------------------------------------------------------


def test_the_answers_without_a_number_are_added_up_over_the_statements() -> None:
    tally = scored(
        response("a", s1a=UNKNOWN, s1b=UNKNOWN),
        response("b", Role.LEADER, s1a=IRRELEVANT, s1b=DECLINED),
    ).tally
    assert (tally.unknown, tally.irrelevant, tally.declined, tally.unanswered) == (2, 1, 1, 1)


def test_a_pejlemaerkes_distribution_counts_persons_at_the_step_nearest_their_score() -> None:
    result = scored(
        response("a", s1a=4, s1b=5),  # 4.5 lies midway: the upper step
        response("b", Role.LEADER, s1a=2, s1b=2, s1c=3),  # 2.33
        response("c", s1a=UNKNOWN),
    )
    assert result.tally.steps == {1: 0, 2: 1, 3: 0, 4: 0, 5: 1}


def test_each_role_that_answered_has_its_own_figure() -> None:
    roles = scored(
        response("a", s1a=2),
        response("b", s1a=3),
        response("c", Role.LEADER, s1a=5, s1b=5, s1c=2),
    ).roles
    assert roles == {
        Role.STAFF: figure([Fraction(2), Fraction(3)]),
        Role.LEADER: figure([Fraction(4)]),
    }


def test_a_role_whose_members_gave_no_number_has_an_empty_figure() -> None:
    assert scored(response("a", s1a=2), response("b", Role.LEADER, s1a=UNKNOWN)).roles == {
        Role.STAFF: figure([Fraction(2)]),
        Role.LEADER: Figure(0),
    }


def gap_between(*people: Response) -> Fraction | None:
    sides = scored(*people).sides
    return sides.gap if sides else None


@pytest.mark.parametrize(("leader", "gap"), [(5, 2), (3, 0), (1, -2)])
def test_the_gap_is_how_far_the_leaders_lie_above_the_staff(leader: int, gap: int) -> None:
    assert gap_between(response("a", s1a=3), response("b", Role.LEADER, s1a=leader)) == gap


@pytest.mark.parametrize(
    "people",
    [
        [response("a", s1a=3)],
        [response("a", Role.LEADER, s1a=3)],
        [response("a", s1a=3), response("b", Role.LEADER, s1a=UNKNOWN)],
        [response("a", s1a=UNKNOWN), response("b", Role.LEADER, s1a=3)],
        [response("a", s1a=3), response("b", Role.LEADER, s1c=3)],
    ],
    ids=[
        "no leader",
        "no staff",
        "leader without a number",
        "staff without a number",
        "leader on management alone",
    ],
)
def test_without_a_mean_on_both_sides_there_is_no_gap(people: list[Response]) -> None:
    assert gap_between(*people) is None


def test_what_leaders_answer_about_management_does_not_count_beside_the_staff() -> None:
    staff, leader = response("a", s1a=3, s1b=3), response("b", Role.LEADER, s1a=4, s1b=4, s1c=1)
    assert scored(staff, leader).roles[Role.LEADER].mean == 3
    assert gap_between(staff, leader) == 1


def test_the_widest_gap_measures_leaders_and_staff_on_what_both_are_asked() -> None:
    staff, leader = response("a", s1a=3, s1b=3), response("b", Role.LEADER, s1a=3, s1b=3, s1c=1)
    assert scored(staff, leader).widest_gap == 0


def test_the_widest_gap_is_between_any_two_roles() -> None:
    people = [
        response("a", s1a=3),
        response("b", Role.LEADER, s1a=4),
        response("c", Role.CITIZEN, s1a=1),
    ]
    assert scored(*people).gaps == {
        (Role.STAFF, Role.LEADER): 1,
        (Role.STAFF, Role.CITIZEN): 2,
        (Role.LEADER, Role.CITIZEN): 3,
    }
    assert scored(*people).widest_gap == 3


def test_what_the_team_agreed_on_stands_beside_the_mean_and_is_not_mixed_into_it() -> None:
    agreed = Agreed(5, "Vi er blevet enige.")
    with_it = score_pejlemaerke(FIRST, [response(s1a=2)], CATALOGUE, agreed)
    without = scored(response(s1a=2))
    assert with_it.agreed == agreed
    assert with_it.figure == without.figure
    assert with_it.tally == without.tally


def test_a_pejlemaerke_is_touched_once_somebody_has_taken_a_stand_with_or_without_a_number() -> (
    None
):
    assert scored(response(s1a=2)).is_touched
    assert scored(response(s1a=UNKNOWN)).is_touched
    assert score_pejlemaerke(FIRST, [], CATALOGUE, Agreed(4)).is_touched


def test_a_pejlemaerke_that_nobody_answered_is_untouched() -> None:
    assert not scored().is_touched
    assert not scored(response(notes={"1a": "Altid."})).is_touched


def test_a_hidden_pejlemaerke_is_touched() -> None:
    assert PejlemaerkeResult(FIRST, Figure(0, hidden="skjult"), {}, Tally(), {}, ()).is_touched


def test_half_steps_on_a_teams_own_scale_are_counted_exactly() -> None:
    halves = Scale(tuple(Step(n / 2, f"Trin {n}") for n in range(2, 11)))
    own = replace(CATALOGUE, scale=halves)
    people = [response("a").with_answer("1a", Answer(2.5)), response("b", s1a=3)]
    result = score_pejlemaerke(FIRST, people, own)
    assert result.figure.mean == Fraction(11, 4)
    assert result.statements[0].tally.steps[2.5] == 1


# --- a round ---------------------------------------------------------------------------------


def test_a_round_counts_persons_drafts_and_roles() -> None:
    people = [
        response("a"),
        replace(response("b"), state="kladde"),
        response("c", Role.LEADER),
    ]
    result = score_round(round_(), CATALOGUE, people)
    assert (result.count, result.drafts) == (3, 1)
    assert result.by_role == {Role.STAFF: 2, Role.LEADER: 1}


def test_a_draft_counts_as_far_as_it_has_come() -> None:
    draft = replace(response(s1a=4), state="kladde")
    result = score_round(round_(), CATALOGUE, [draft]).on(1)
    assert result is not None
    assert result.figure.mean == 4


def test_a_round_has_a_result_for_every_pejlemaerke_in_order() -> None:
    result = score_round(round_(), CATALOGUE, [])
    assert [p.pejlemaerke.number for p in result.pejlemaerker] == [1, 2]
    assert all(p.figure == Figure(0) for p in result.pejlemaerker)


def test_a_rounds_result_is_found_by_number() -> None:
    result = score_round(round_(), CATALOGUE, [response(s2a=3)])
    found = result.on(2)
    assert found is not None
    assert found.figure.mean == 3
    assert result.on(9) is None


def test_what_was_agreed_is_laid_beside_its_own_pejlemaerke() -> None:
    agreement = Agreement(1, by_number={"2": Agreed(4)})
    result = score_round(round_(), CATALOGUE, [], agreement)
    assert [p.agreed for p in result.pejlemaerker] == [None, Agreed(4)]


# --- what holds for any round ----------------------------------------------------------------


def round_of(people: list[Response]) -> RoundResult:
    return score_round(round_(), CATALOGUE, people)


@given(CROWDS, st.randoms(use_true_random=False))
def test_the_order_of_the_persons_changes_no_figure(people: list[Response], luck: Random) -> None:
    shuffled = list(people)
    luck.shuffle(shuffled)
    assert round_of(shuffled) == round_of(people)


@given(CROWDS, ROLES)
def test_a_person_who_knows_nothing_moves_no_mean(people: list[Response], role: Role) -> None:
    asked = {f"s{s.id}": UNKNOWN for s in CATALOGUE.statements.values() if role in s.roles}
    before, after = round_of(people), round_of([*people, response("ny", role, **asked)])
    for one, other in zip(before.pejlemaerker, after.pejlemaerker, strict=True):
        assert other.figure == one.figure
        assert [s.figure for s in other.statements] == [s.figure for s in one.statements]
        assert other.tally.unknown > one.tally.unknown


@given(CROWDS)
def test_no_answer_counts_the_same_as_ved_ikke_in_every_mean(people: list[Response]) -> None:
    def left_out(said: Response) -> Response:
        for id_, answer in said.answers.items():
            if answer.number is None:
                said = said.with_answer(id_, NO_ANSWER)
        return said

    stripped = round_of([left_out(said) for said in people])
    assert [p.figure for p in stripped.pejlemaerker] == [
        p.figure for p in round_of(people).pejlemaerker
    ]


@given(CROWDS)
def test_a_statement_nobody_answered_changes_no_figure(people: list[Response]) -> None:
    wider = replace(FIRST, statements=(*FIRST.statements, statement("1z", tuple(Role))))
    before = score_pejlemaerke(FIRST, people, CATALOGUE)
    after = score_pejlemaerke(wider, people, CATALOGUE)
    assert after.figure == before.figure
    assert after.roles == before.roles
    assert after.tally.steps == before.tally.steps
    assert after.statements[:-1] == before.statements


@given(CROWDS)
def test_everybody_asked_is_counted_once_on_each_statement(people: list[Response]) -> None:
    for result in round_of(people).pejlemaerker:
        for item in result.statements:
            asked = sum(r.role in item.statement.roles for r in people)
            assert item.tally.answered + item.tally.unanswered == asked
            assert sum(item.tally.steps.values()) == item.figure.n


@given(CROWDS)
def test_the_roles_together_make_up_the_whole(people: list[Response]) -> None:
    for result in round_of(people).pejlemaerker:
        whole = sum((f.n * (f.mean or 0) for f in result.roles.values()), Fraction())
        assert sum(f.n for f in result.roles.values()) == result.figure.n
        assert whole == result.figure.n * (result.figure.mean or 0)
        assert sum(result.tally.steps.values()) == result.figure.n
