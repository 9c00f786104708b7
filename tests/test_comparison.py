"""Rounds over time: what they have in common, who moved, and what is too small to speak of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.comparison import (
    Comparison,
    Movement,
    RoundData,
    Row,
    compare,
    move,
)
from bostoette_cli.analysis.phrases import adds_up, few_followed, reservations
from bostoette_cli.analysis.scoring import Figure, Tally
from bostoette_cli.domain.answers import NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Scale, Step
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement
from bostoette_cli.language.numbers import decimal
from bostoette_cli.terminal.comparison import comparison_page

from builders import SCALE, TEAM, crowd, response, round_, small_catalogue, statement
from demonstration import drawn

CATALOGUE = small_catalogue()

PICKS = st.sampled_from([1, 2, 3, 4, 5, *NoNumber, None])
PEOPLE = st.lists(
    st.tuples(st.sampled_from((*TEAM, Role.CITIZEN)), st.tuples(*[PICKS] * 4)), max_size=8
)
CROWDS = PEOPLE.map(lambda people: crowd(CATALOGUE, people))


def data(
    *responses: Response,
    catalogue: Catalogue = CATALOGUE,
    agreement: Agreement = NOTHING_AGREED,
    anonymous: bool = False,
    threshold: int = 5,
) -> RoundData:
    asked = round_(anonymous=anonymous, threshold=threshold)
    return RoundData(asked, catalogue, responses, agreement)


def staff(*values: int) -> list[Response]:
    """Persons p0, p1, … with one answer each, to 1a."""
    return [response(f"p{number}", s1a=value) for number, value in enumerate(values)]


def first_row(*rounds: RoundData) -> Row:
    return compare(rounds).rows[0]


def without(id_: str) -> Catalogue:
    return CATALOGUE.restricted_to(set(CATALOGUE.statements) - {id_})


# --- what can be compared --------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [[], [data()]])
def test_fewer_than_two_rounds_cannot_be_compared(rounds: Sequence[RoundData]) -> None:
    with pytest.raises(WrongUse, match="mindst to runder"):
        compare(rounds)


def test_rounds_of_different_catalogues_cannot_be_compared_and_are_named() -> None:
    other = data(catalogue=replace(CATALOGUE, title="Et andet katalog"))
    other = other._replace(round=replace(round_(title="Efterår"), catalogue="botilbud"))
    with pytest.raises(
        WrongUse, match="»Runde« bruger Et lille katalog og »Efterår« bruger Et andet katalog"
    ):
        compare([data(), data(), other])


def test_every_pejlemaerke_of_the_latest_round_has_a_row() -> None:
    comparison = compare([data(), data()])
    assert [row.pejlemaerke.number for row in comparison.rows] == [1, 2]


def test_a_row_has_a_result_from_each_round_in_the_order_given() -> None:
    row = first_row(data(*staff(2)), data(*staff(5)), data(*staff(3)))
    assert [result.figure.mean for result in row.results] == [2, 5, 3]
    assert (row.first.mean, row.last.mean) == (2, 3)


def test_the_change_is_from_the_first_round_to_the_last() -> None:
    assert first_row(data(*staff(2)), data(*staff(5)), data(*staff(3))).change == 1


@pytest.mark.parametrize(
    "rounds", [(data(), data(*staff(3))), (data(*staff(3)), data()), (data(), data())]
)
def test_without_a_mean_at_both_ends_there_is_no_change(rounds: tuple[RoundData, ...]) -> None:
    row = first_row(*rounds)
    assert row.change is None
    assert not row.small


def test_what_was_agreed_and_what_was_not_a_number_follow_from_each_round() -> None:
    agreement = Agreement(1, by_number={"1": Agreed(4, "Sammen.")})
    row = first_row(
        data(response(s1a=NoNumber.UNKNOWN)), data(response(s1a=3), agreement=agreement)
    )
    assert row.agreed == (None, Agreed(4, "Sammen."))
    assert [result.tally.unknown for result in row.results] == [1, 0]


def test_only_one_roles_answers_can_be_compared() -> None:
    rounds = [
        data(response("a", s1a=2), response("b", Role.LEADER, s1a=5)),
        data(response("a", s1a=3), response("b", Role.LEADER, s1a=5)),
    ]
    comparison = compare(rounds, Role.STAFF)
    assert [f.mean for f in (comparison.rows[0].first, comparison.rows[0].last)] == [2, 3]
    assert comparison.both == 1
    assert comparison.rows[0].movement == Movement(1, 0, 0)


def test_rounds_with_different_scales_cannot_be_compared() -> None:
    finer = replace(CATALOGUE, scale=Scale((*SCALE.steps, Step(6, "Trin 6"))))
    with pytest.raises(WrongUse, match="forskellige skalaer"):
        compare([data(), data(catalogue=finer)])


def test_steps_with_other_names_are_the_same_scale() -> None:
    renamed = Scale(tuple(Step(step.value, "Nyt navn") for step in SCALE.steps))
    other = replace(CATALOGUE, scale=renamed)
    assert first_row(data(*staff(2)), data(*staff(3), catalogue=other)).change == 1


# --- common statements -----------------------------------------------------------------------


def test_a_reworded_statement_counts_on_neither_side_and_is_listed() -> None:
    reworded = small_catalogue(texts={"1b": "Vi gør noget ganske andet."})
    row_of = [response(s1a=2, s1b=5)]
    comparison = compare([data(*row_of), data(*row_of, catalogue=reworded)])
    assert [f.mean for f in (comparison.rows[0].first, comparison.rows[0].last)] == [2, 2]
    assert comparison.reworded == (reworded.statements["1b"],)
    assert (comparison.added, comparison.gone) == ((), ())


def test_a_statement_reworded_only_in_a_round_between_counts_in_none_of_them() -> None:
    reworded = small_catalogue(texts={"1b": "Vi gør noget ganske andet."})
    said = response(s1a=2, s1b=5)
    comparison = compare([data(said), data(said, catalogue=reworded), data(said)])
    assert [result.figure.mean for result in comparison.rows[0].results] == [2, 2, 2]
    assert [s.id for s in comparison.reworded] == ["1b"]


def test_a_new_statement_counts_on_neither_side_and_is_listed() -> None:
    comparison = compare([data(response(s1a=2), catalogue=without("1b")), data(response(s1b=5))])
    assert comparison.rows[0].first.mean == 2
    assert comparison.rows[0].last == Figure(0)
    assert [s.id for s in comparison.added] == ["1b"]
    assert (comparison.reworded, comparison.gone) == ((), ())


def test_a_statement_that_is_gone_counts_on_neither_side_and_is_listed() -> None:
    comparison = compare([data(response(s1a=2, s1b=5)), data(catalogue=without("1b"))])
    assert comparison.rows[0].first.mean == 2
    assert [s.id for s in comparison.gone] == ["1b"]
    assert (comparison.reworded, comparison.added) == ((), ())


def test_a_statement_with_only_its_spacing_changed_is_still_common() -> None:
    spaced = small_catalogue(texts={"1b": " Vi  gør\n1b. "})
    comparison = compare([data(response(s1b=5)), data(response(s1b=5), catalogue=spaced)])
    assert comparison.reworded == ()
    assert comparison.rows[0].last.mean == 5


def with_citizen_words(words: str) -> Catalogue:
    first, *rest = CATALOGUE.pejlemaerker
    own = replace(statement("1a", (*TEAM, Role.CITIZEN)), wording={Role.CITIZEN: words})
    changed = replace(first, statements=(own, *first.statements[1:]))
    return replace(CATALOGUE, pejlemaerker=(changed, *rest))


def test_a_statement_reworded_for_one_role_only_is_reworded() -> None:
    before = with_citizen_words("Bostøtten spørger mig.")
    after = with_citizen_words("Bostøtten lytter til mig.")
    comparison = compare([data(catalogue=before), data(catalogue=after)])
    assert [s.id for s in comparison.reworded] == ["1a"]


def test_a_new_edition_with_the_same_words_is_compared_whole() -> None:
    newer = small_catalogue(edition="2")
    comparison = compare([data(response(s1a=2)), data(response(s1a=3), catalogue=newer)])
    assert comparison.rows[0].change == 1
    assert comparison.reworded == comparison.added == comparison.gone == ()


def test_a_pejlemaerke_an_earlier_round_had_not_has_an_empty_result_there() -> None:
    older = replace(CATALOGUE, pejlemaerker=CATALOGUE.pejlemaerker[:1])
    comparison = compare([data(catalogue=older), data(response(s2a=4))])
    second = comparison.rows[1]
    assert second.first == Figure(0)
    assert second.agreed == (None, None)
    assert second.movement == Movement(0, 0, 0)
    assert [s.id for s in comparison.added] == ["2a"]


# --- persons ---------------------------------------------------------------------------------


def test_persons_in_both_rounds_are_counted_by_the_way_they_moved() -> None:
    before = {"a": Fraction(2), "b": Fraction(3), "c": Fraction(3), "d": Fraction(1)}
    after = {"a": Fraction(4), "b": Fraction(2), "c": Fraction(3), "e": Fraction(5)}
    assert move(before, after) == Movement(up=1, down=1, same=1)


def test_the_three_ways_make_up_the_persons() -> None:
    assert Movement(4, 1, 2).persons == 7


def test_a_person_without_a_score_on_one_side_did_not_move() -> None:
    row = first_row(
        data(response("a", s1a=2), response("b", s1a=NoNumber.UNKNOWN)),
        data(response("a", s1a=3), response("b", s1a=5)),
    )
    assert row.movement == Movement(1, 0, 0)


def test_the_least_change_of_a_persons_own_score_is_movement() -> None:
    row = first_row(data(response("a", s1a=3, s1b=3)), data(response("a", s1a=3, s1b=4)))
    assert row.movement == Movement(1, 0, 0)


def test_movement_is_from_the_first_round_to_the_last_whoever_came_between() -> None:
    row = first_row(data(*staff(2)), data(response("ny", s1a=5)), data(*staff(1)))
    assert row.movement == Movement(0, 1, 0)


def test_persons_in_both_rounds_are_counted_with_or_without_a_score() -> None:
    comparison = compare(
        [
            data(response("a", s1a=2), response("b"), response("c")),
            data(response("a", s1a=3), response("b"), response("d")),
        ]
    )
    assert comparison.both == 2


@given(CROWDS)
def test_a_round_compared_with_itself_moves_nobody(people: list[Response]) -> None:
    comparison = compare([data(*people), data(*people)])
    assert comparison.both == len(people)
    for row in comparison.rows:
        assert row.movement == Movement(0, 0, row.first.n)
        assert not row.change
        assert not row.small
        assert row.first == row.last
    assert comparison.reworded == comparison.added == comparison.gone == ()


@given(CROWDS, CROWDS)
def test_the_other_way_round_up_is_down_and_the_change_has_the_other_sign(
    before: list[Response], after: list[Response]
) -> None:
    there = compare([data(*before), data(*after)])
    back = compare([data(*after), data(*before)])
    for one, other in zip(there.rows, back.rows, strict=True):
        assert one.movement is not None
        assert other.movement == Movement(one.movement.down, one.movement.up, one.movement.same)
        assert (one.change is None) == (other.change is None)
        assert one.change is None or other.change == -one.change
        assert one.small == other.small


@given(CROWDS, CROWDS)
def test_no_more_persons_move_than_have_a_score_in_both(
    before: list[Response], after: list[Response]
) -> None:
    for row in compare([data(*before), data(*after)]).rows:
        assert row.movement is not None
        assert row.movement.persons <= min(row.first.n, row.last.n)


# --- small changes ---------------------------------------------------------------------------


def test_a_change_smaller_than_one_step_by_one_person_is_marked() -> None:
    row = first_row(
        data(response("a", s1a=3, s1b=3), response("b", s1a=3)),
        data(response("a", s1a=3, s1b=4), response("b", s1a=3)),
    )
    assert row.change == Fraction(1, 4)  # half a step by one of two
    assert row.small


def test_one_step_by_one_person_is_not_a_small_change() -> None:
    row = first_row(data(*staff(3, 3, 3, 3, 3)), data(*staff(3, 3, 3, 3, 4)))
    assert row.change == Fraction(1, 5)
    assert not row.small


def test_a_change_downwards_is_judged_by_the_same_measure() -> None:
    row = first_row(
        data(response("a", s1a=3, s1b=4), response("b", s1a=3)),
        data(response("a", s1a=3, s1b=3), response("b", s1a=3)),
    )
    assert row.change == Fraction(-1, 4)
    assert row.small


def test_no_change_is_not_a_small_change() -> None:
    assert not first_row(data(*staff(3)), data(*staff(3))).small


def test_the_smaller_round_decides_what_one_person_weighs() -> None:
    row = first_row(data(*staff(3, 3)), data(*staff(3, 3, 3, 3, 4)))
    assert row.change == Fraction(1, 5)  # less than the half step one of two would make
    assert row.small


# --- reservations ----------------------------------------------------------------------------


def four_of_whom_two_come_back(*, anonymous: bool = False) -> Comparison:
    before = [response(id_, s1a=value) for id_, value in zip("abcd", (2, 3, 3, 4), strict=True)]
    return compare(
        [
            data(*before, anonymous=anonymous, threshold=2),
            data(response("a", s1a=3), response("b", s1a=2), anonymous=anonymous, threshold=2),
        ]
    )


def test_where_half_or_fewer_are_in_both_the_change_may_come_of_others_answering() -> None:
    assert reservations(four_of_whom_two_come_back()) == [
        (
            "På nummer 1 har højst halvdelen af dem, der svarede i den første eller den sidste "
            "runde, svaret i begge. Ændringen kan komme af, at det er andre, der har svaret; "
            "op og ned tæller kun dem, der har svaret i begge."
        )
    ]


def test_what_op_and_ned_count_is_then_not_said_twice_on_the_screen() -> None:
    said = " ".join(drawn(comparison_page(four_of_whom_two_come_back())).split())
    assert said.count("svaret i begge") == 2
    assert "op/ned/= tæller" not in said


def test_more_than_half_of_either_round_in_both_need_no_reservation() -> None:
    comparison = compare([data(*staff(3, 3, 3, 3)), data(*staff(4, 4, 4))])
    assert reservations(comparison) == []


def test_what_did_not_change_needs_no_reservation() -> None:
    comparison = compare([data(response("a", s1a=3)), data(response("b", s1a=3))])
    assert reservations(comparison) == []


def test_an_anonymous_round_follows_nobody_and_says_nothing_of_it() -> None:
    assert few_followed(four_of_whom_two_come_back(anonymous=True)) == ""


def test_a_change_that_the_shown_figures_do_not_make_up_is_explained() -> None:
    # 37 / 12 = 3,08 and 40 / 12 = 3,33: shown as 3,1, 3,3 and + 0,3.
    before, after = data(*staff(*[3] * 11, 4)), data(*staff(*[3] * 8, *[4] * 4))
    assert reservations(compare([before, after])) == ["Ændringen er regnet af de uafrundede tal."]
    assert reservations(compare([data(*staff(3, 3)), data(*staff(3, 4))])) == []


@given(CROWDS, CROWDS)
def test_a_change_adds_up_where_its_three_figures_do_as_they_are_read(
    before: list[Response], after: list[Response]
) -> None:
    for row in compare([data(*before), data(*after)]).rows:
        if row.change is not None:
            then, now, moved = (
                Fraction(decimal(f).replace(",", ".").replace("−", "-"))
                for f in (row.first.mean, row.last.mean, row.change)
            )
            assert adds_up(row) == (now - then == moved)


# --- anonymous rounds ------------------------------------------------------------------------


@pytest.mark.parametrize("anonymous", [(True, False), (False, True), (True, True)])
def test_nobody_is_followed_where_a_round_is_anonymous(anonymous: tuple[bool, bool]) -> None:
    before, after = (data(*staff(3, 3, 3, 3, 3, 3), anonymous=a) for a in anonymous)
    comparison = compare([before, after])
    assert comparison.both is None
    assert comparison.rows[0].movement is None


def test_an_anonymous_rounds_figures_are_hidden_in_a_comparison_too() -> None:
    row = first_row(data(*staff(3, 3)), data(*staff(4, 4), anonymous=True))
    assert row.first.mean == 3
    assert row.last == Figure(0, hidden="skjult: færre end 5 svar")
    assert row.change is None


def anonymous_pair(*responses: Response) -> list[RoundData]:
    return [data(*responses, anonymous=True), data(*responses, anonymous=True)]


def test_one_roles_figures_are_hidden_as_the_whole_anonymous_round_hides_them() -> None:
    leader = response("l", Role.LEADER, s1a=5)
    row = compare(anonymous_pair(*staff(3, 3, 3, 3, 3, 3), leader), Role.STAFF).rows[0]
    assert row.first.mean is None
    assert row.first.hidden
    assert row.change is None


def test_a_role_that_an_anonymous_round_shows_can_be_compared() -> None:
    leaders = [response(f"l{n}", Role.LEADER, s1a=5) for n in range(5)]
    before = data(*staff(3, 3, 3, 3, 3), *leaders, anonymous=True)
    after = data(*staff(4, 4, 4, 4, 4), *leaders, anonymous=True)
    comparison = compare([before, after], Role.STAFF)
    assert comparison.rows[0].change == 1
    assert [result.count for result in comparison.rounds] == [5, 5]


def test_a_role_that_is_not_in_an_anonymous_round_has_no_figure_there() -> None:
    row = compare(anonymous_pair(*staff(3, 3, 3, 3, 3)), Role.PARTNER).rows[0]
    assert row.first == Figure(0)


def test_of_one_role_in_an_anonymous_round_no_statement_and_no_count_is_shown() -> None:
    people = [response(f"p{n}", s1a=3, s1b=NoNumber.UNKNOWN) for n in range(6)]
    result = compare(anonymous_pair(*people), Role.STAFF).rows[0].results[0]
    assert result.figure.n == 6
    assert result.statements == ()
    assert result.tally == Tally()


def telling(
    *counts: int, anonymous: Sequence[bool] = (True, True), threshold: int = 5
) -> Comparison:
    return compare(
        [
            data(*staff(*[3] * count), anonymous=a, threshold=threshold)
            for count, a in zip(counts, anonymous, strict=True)
        ]
    )


@pytest.mark.parametrize(
    ("counts", "warns"), [((7, 8), True), ((8, 7), True), ((7, 12), False), ((7, 7), False)]
)
def test_rounds_that_differ_by_fewer_than_the_threshold_warn(
    counts: tuple[int, int], warns: bool
) -> None:
    assert telling(*counts).telling is warns


def test_any_two_of_the_rounds_can_tell() -> None:
    assert telling(6, 20, 7, anonymous=(True, True, True)).telling


def test_one_anonymous_round_is_enough_to_warn() -> None:
    assert telling(7, 8, anonymous=(False, True)).telling


def test_open_rounds_have_nothing_to_warn_of() -> None:
    assert not telling(7, 8, anonymous=(False, False)).telling


def test_the_rounds_own_threshold_decides_the_warning() -> None:
    assert not telling(7, 10, threshold=3).telling
    assert telling(7, 10, threshold=4).telling


def test_an_open_rounds_threshold_does_not_count() -> None:
    open_, closed = data(*staff(*[3] * 7), threshold=9), data(*staff(*[3] * 12), anonymous=True)
    assert not compare([open_, closed]).telling


def test_a_statement_an_anonymous_round_leaves_out_is_left_out_of_every_round() -> None:
    cat = small_catalogue()
    # In the first round five answer 1a and only one 1b; in the open one all answer both.
    before = [response(f"p{n}", s1a=4, **({"s1b": 1} if n == 0 else {})) for n in range(5)]
    after = [response(f"p{n}", s1a=4, s1b=1) for n in range(5)]
    found = compare(
        [
            RoundData(round_("a", anonymous=True), cat, before, NOTHING_AGREED),
            RoundData(round_("b"), cat, after, NOTHING_AGREED),
        ]
    )
    assert [s.id for s in found.withheld] == ["1b", "1c"]  # nobody was asked the leaders' 1c
    assert [result.figure.mean for result in found.rows[0].results] == [4, 4]


def test_where_an_anonymous_round_leaves_out_every_statement_it_is_hidden() -> None:
    cat = small_catalogue()
    few = [response("p0", s1a=4)]
    many = [response(f"p{n}", s1a=4) for n in range(5)]
    found = compare(
        [
            RoundData(round_("a", anonymous=True), cat, few, NOTHING_AGREED),
            RoundData(round_("b"), cat, many, NOTHING_AGREED),
        ]
    )
    assert found.rows[0].results[0].figure.hidden
    assert found.rows[0].change is None
