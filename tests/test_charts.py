"""The geometry of the charts: everything within the drawing, in the order of the figures."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.analysis.scoring import Figure, Sides, Tally, figure, score_pejlemaerke
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.roles import Role
from bostoette_cli.reports import charts

from builders import SCALE, crowd, small_catalogue

QUARTERS = Scale(tuple(Step(n, f"Trin {n}") for n in (0, 0.25, 0.5, 1)))
SCALES = st.lists(st.integers(-50, 50), min_size=3, max_size=10, unique=True).map(
    lambda values: Scale(tuple(Step(n, f"Trin {n}") for n in sorted(values)))
)


@st.composite
def scored(draw: st.DrawFn) -> tuple[Scale, list[Fraction]]:
    """A scale and up to fifteen persons' scores on it."""
    scale = draw(SCALES)
    within = st.fractions(scale.lowest, scale.highest, max_denominator=12)
    return scale, draw(st.lists(within, min_size=1, max_size=15))


@st.composite
def tallied(draw: st.DrawFn) -> tuple[Scale, Tally]:
    """A scale and how many answered what; at least one was asked."""
    scale = draw(SCALES)
    few = st.integers(0, 15)
    steps = {step.value: draw(few) for step in scale.steps}
    tally = Tally(steps, draw(few), draw(few), draw(few), draw(st.integers(1, 15)))
    return scale, tally


def asked(tally: Tally) -> int:
    return tally.answered + tally.unanswered


# Places on the axis


@given(scored())
def test_a_higher_score_stands_further_to_the_right_and_all_within_the_drawing(
    case: tuple[Scale, list[Fraction]],
) -> None:
    scale, scores = case
    places = [charts.place(score, scale) for score in sorted(scores)]
    assert places == sorted(places)
    assert all(0 < x < 100 for x in places)


def test_the_axis_begins_at_the_lowest_step_and_not_at_zero() -> None:
    ends = charts.place(1, SCALE), charts.place(3, SCALE), charts.place(5, SCALE)
    assert ends[0] == 100 - ends[2]
    assert ends[1] == 50


def test_steps_that_lie_unevenly_stand_unevenly() -> None:
    low, quarter, half, whole = (tick.x for tick in charts.ticks(QUARTERS))
    assert quarter - low == pytest.approx(half - quarter)
    assert whole - half == pytest.approx(2 * (half - quarter))
    assert [tick.number for tick in charts.ticks(QUARTERS)] == ["0", "0,25", "0,5", "1"]


def test_the_steps_are_named_on_the_axis_only_where_every_name_has_room() -> None:
    long = Scale((*SCALE.steps[:4], Step(5, "Det gør vi altid og alle sammen")))
    assert [tick.name for tick in charts.ticks(SCALE)] == [step.name for step in SCALE.steps]
    assert {tick.name for tick in charts.ticks(long)} == {""}


# One figure


@given(scored())
def test_a_figures_marks_keep_the_order_of_its_numbers(case: tuple[Scale, list[Fraction]]) -> None:
    scale, scores = case
    drawn = charts.strip(figure(scores), scale, scores)
    assert drawn.mean is not None
    if len(scores) == 1:
        assert (drawn.whole, drawn.band, drawn.persons) == (None, None, ())
        return
    assert drawn.whole is not None
    assert drawn.band is not None
    assert drawn.whole.x <= drawn.mean <= drawn.whole.end
    assert drawn.band.x <= drawn.mean <= drawn.band.end
    assert 0 < drawn.band.x <= drawn.band.end < 100
    assert [p.x for p in drawn.persons] == sorted({charts.place(s, scale) for s in scores})


def test_a_stroke_is_taller_where_more_persons_stand() -> None:
    drawn = charts.strip(
        figure([Fraction(2), Fraction(4), Fraction(4)]), SCALE, [Fraction(2), *[Fraction(4)] * 2]
    )
    one, two = drawn.persons
    assert two.bottom - two.top > one.bottom - one.top
    assert one.top + one.bottom == 2 * charts.STRIP_MIDDLE


def test_a_stroke_stays_within_its_row_however_many_stand_there() -> None:
    scores = [Fraction(3)] * 40
    (stroke,) = charts.strip(figure(scores), SCALE, scores).persons
    assert 0 < stroke.top < stroke.bottom < 2 * charts.STRIP_MIDDLE


def test_a_figure_that_is_absent_or_hidden_leaves_no_mark() -> None:
    for absent in (Figure(0), Figure(0, hidden="skjult: færre end 5 svar")):
        assert charts.strip(absent, SCALE) == charts.Strip(None, None, None, (), None)


def test_the_round_before_is_marked_also_where_there_is_no_figure_now() -> None:
    drawn = charts.strip(Figure(0), SCALE, before=figure([Fraction(2)]))
    assert (drawn.mean, drawn.before) == (None, charts.place(2, SCALE))


# The persons


@given(tallied())
def test_every_person_is_one_block_and_no_block_leaves_the_drawing(
    case: tuple[Scale, Tally],
) -> None:
    scale, tally = case
    drawn = charts.columns(tally, scale)
    assert sum(len(c.tops) for c in drawn.columns) == sum(tally.steps.values())
    for column in drawn.columns:
        assert 0 <= column.box.x <= column.box.end <= 100
        assert column.top >= -0.1
        assert column.box.x < column.middle < column.box.end


@given(tallied())
def test_columns_stand_beside_each_other(case: tuple[Scale, Tally]) -> None:
    scale, tally = case
    boxes = [column.box for column in charts.columns(tally, scale).columns]
    assert all(left.end < right.x for left, right in pairwise(boxes))


def test_a_taller_column_is_more_persons() -> None:
    two, five = charts.columns(Tally({1: 2, 2: 0, 3: 5, 4: 0, 5: 0}), SCALE).columns
    assert five.top < two.top
    assert (len(two.tops), len(five.tops)) == (2, 5)


# The answers to one statement


@given(tallied())
def test_a_bar_is_filled_from_end_to_end_by_those_who_were_asked(case: tuple[Scale, Tally]) -> None:
    scale, tally = case
    segments = charts.stack(tally, scale, asked(tally))
    assert segments[0].span.x == 0
    assert segments[-1].span.end == pytest.approx(100, abs=0.1)
    for left, right in pairwise(segments):
        assert left.span.end == pytest.approx(right.span.x, abs=0.02)
    assert all(0 < s.middle < 100 for s in segments)


def test_each_person_is_as_wide_in_every_bar() -> None:
    one = charts.stack(Tally({1: 1}), SCALE, 8)
    four = charts.stack(Tally({1: 4}), SCALE, 8)
    assert four[0].span.width == 4 * one[0].span.width


def test_those_who_do_not_know_stand_apart_from_the_other_answers_without_a_number() -> None:
    tally = Tally({4: 2}, unknown=1, irrelevant=1, declined=1, unanswered=1)
    segments = charts.stack(tally, SCALE, 6)
    assert [(s.tone, s.count) for s in segments] == [
        ("step-3", "2"),
        ("unknown", "1"),
        ("other", "3"),
    ]


def test_a_count_without_room_is_not_written_on_its_segment() -> None:
    narrow, wide = charts.stack(Tally({1: 1, 5: 39}), SCALE, 40)
    assert (narrow.count, wide.count) == ("", "39")


def test_a_hidden_tally_is_no_bar() -> None:
    assert charts.stack(Tally(), SCALE, 0) == ()


@pytest.mark.parametrize("steps", range(3, 11))
def test_the_tones_run_from_the_lightest_to_the_darkest(steps: int) -> None:
    tones = [charts.tone(index, steps) for index in range(steps)]
    assert tones == sorted(tones)
    assert (tones[0], tones[-1]) == (0, 4)


def test_a_full_bar_is_the_statement_most_were_asked() -> None:
    catalogue = small_catalogue()
    people = crowd(catalogue, [(Role.STAFF, [3, 3, 3]), (Role.LEADER, [4, 4, 4])])
    result = score_pejlemaerke(catalogue.pejlemaerker[0], people, catalogue)
    assert charts.most_asked(result.statements) == 2


# Leaders and staff


@pytest.mark.parametrize(("staff", "leaders"), [(2, 4), (4, 2), (3, 3)])
def test_the_line_between_leaders_and_staff_runs_from_one_mark_to_the_other(
    staff: int, leaders: int
) -> None:
    sides = Sides(figure([Fraction(staff)]), figure([Fraction(leaders)]))
    drawn = charts.gap(sides, SCALE)
    assert {drawn.between.x, drawn.between.end} == {drawn.staff, drawn.leaders}
    assert (drawn.staff < drawn.leaders) == (staff < leaders)
