"""Actions as values: where they stand, in what order they are shown, what was done when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.plan import Planned, done_between, in_order, on
from bostoette_cli.analysis.plan_phrases import (
    agreed_last_time,
    done_on_the_way,
    how_many,
    in_brief,
    told,
    when,
)
from bostoette_cli.domain.plan import Action, Event, Status, action_problems, is_action_id
from bostoette_cli.domain.round_data import RoundData

from builders import round_, small_catalogue

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
SPRING, AUTUMN = date(2026, 5, 12), date(2026, 11, 20)


def action(id_: str = "k7f3", *events: tuple[date, Status], **fields: object) -> Action:
    told_of = tuple(Event(day, status) for day, status in events)
    return replace(Action(1, id_, "Tegn kortet om", events=told_of), **fields)


def done(id_: str = "k7f3", day: date = TODAY, **fields: object) -> Action:
    return action(id_, (day, Status.DONE), **fields)


class TestWhereItStands:
    def test_what_is_only_agreed_is_open(self) -> None:
        assert action().status is Status.AGREED
        assert action().latest is None
        assert action().is_open

    @pytest.mark.parametrize(
        ("status", "is_open"),
        [
            (Status.UNDER_WAY, True),
            (Status.DONE, False),
            (Status.DROPPED, False),
            (Status.AGREED, True),
        ],
    )
    def test_the_last_that_became_of_it_decides(self, status: Status, is_open: bool) -> None:
        told_of = action("a2", (TODAY, Status.DONE), (TODAY, status))
        assert (told_of.status, told_of.is_open) == (status, is_open)

    def test_a_day_in_between_knows_only_what_was_said_by_then(self) -> None:
        history = action("a2", (SPRING, Status.UNDER_WAY), (TODAY, Status.DONE))
        assert history.standing(SPRING - DAY) is None
        assert history.standing(TODAY - DAY) == Event(SPRING, Status.UNDER_WAY)
        assert history.standing(TODAY) == Event(TODAY, Status.DONE)

    def test_its_deadline_is_over_the_day_after_and_only_while_it_is_open(self) -> None:
        assert not action(deadline=TODAY).is_overdue(TODAY)
        assert action(deadline=TODAY - DAY).is_overdue(TODAY)
        assert not done(deadline=TODAY - DAY).is_overdue(TODAY)
        assert not action().is_overdue(TODAY)

    def test_its_status_is_read_as_words(self) -> None:
        assert [status.label for status in Status] == ["aftalt", "i gang", "gjort", "droppet"]

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"id": "K7"}, "id: må kun have små bogstaver"),
            ({"text": " "}, "tekst: er tom"),
            ({"pejlemaerke": 3}, "pejlemaerke: nummer 3 findes ikke"),
            ({"deadline": date(9999, 12, 31)}, "frist: skal være senest i år 2999"),
        ],
    )
    def test_what_makes_no_sense_is_named_by_its_field(
        self, fields: dict[str, object], problem: str
    ) -> None:
        (found,) = action_problems(action(**fields), {1, 2})
        assert found.startswith(problem)

    def test_a_sound_action_has_no_problems(self) -> None:
        assert list(action_problems(action(pejlemaerke=2, deadline=TODAY), {1, 2})) == []
        assert not is_action_id("..")


class TestOrder:
    def ordered(self, *actions: Action) -> list[str]:
        return [p.action.id for p in in_order(Planned(round_(), a) for a in actions)]

    def test_the_overdue_stand_first_and_those_without_a_deadline_last(self) -> None:
        assert self.ordered(
            action("uden"),
            action("senere", deadline=TODAY + DAY),
            action("nu", deadline=TODAY),
            action("forbi", deadline=TODAY - 30 * DAY),
            action("nylig", deadline=TODAY - DAY),
        ) == ["forbi", "nylig", "nu", "senere", "uden"]

    def test_what_is_over_comes_after_with_the_latest_first(self) -> None:
        assert self.ordered(
            done("gammel", SPRING), action("uden"), done("ny", TODAY, deadline=SPRING)
        ) == ["uden", "ny", "gammel"]

    def test_with_the_same_deadline_the_older_agreement_stands_first(self) -> None:
        moment = datetime(2026, 5, 12, tzinfo=UTC)
        assert self.ordered(action("b2", created=moment + DAY), action("c3", created=moment)) == [
            "c3",
            "b2",
        ]

    @given(st.lists(st.none() | st.dates(), max_size=8))
    def test_nothing_is_lost_and_deadlines_only_grow(self, days: list[date | None]) -> None:
        plan = [action(f"a{n}", deadline=day) for n, day in enumerate(days)]
        shown = [p.action for p in in_order(Planned(round_(), a) for a in plan)]
        assert sorted(a.id for a in shown) == sorted(a.id for a in plan)
        deadlines = [a.deadline or date.max for a in shown]
        assert deadlines == sorted(deadlines)

    def test_the_actions_on_a_pejlemaerke_are_picked_out(self) -> None:
        plan = (action("a2", pejlemaerke=2), action("b2"), action("c2", pejlemaerke=1))
        assert [a.id for a in on(plan, 2)] == ["a2"]
        assert [a.id for a in on(plan, None)] == ["b2"]


def rounds(actions: Sequence[Action], closed: date | None = None) -> list[RoundData]:
    """Two rounds of the small catalogue; the first has the actions."""
    catalogue = small_catalogue()
    first = round_("a", "Forår", day=SPRING)
    last = replace(round_("b", "Efterår", day=AUTUMN), closed=closed)
    return [RoundData(first, catalogue, (), actions=actions), RoundData(last, catalogue, ())]


class TestDoneBetweenRounds:
    def counted(self, *events: tuple[date, Status], closed: date | None = None) -> bool:
        return bool(list(done_between(rounds([action("a2", *events)], closed))))

    def test_done_after_its_own_round_it_counts(self) -> None:
        assert self.counted((SPRING + DAY, Status.DONE))

    def test_done_on_the_day_of_its_own_round_it_does_not(self) -> None:
        assert not self.counted((SPRING, Status.DONE))

    def test_while_the_last_round_is_open_it_counts_however_late(self) -> None:
        assert self.counted((AUTUMN + 30 * DAY, Status.DONE))

    def test_done_the_day_the_last_round_was_closed_it_counts_and_after_not(self) -> None:
        assert self.counted((AUTUMN, Status.DONE), closed=AUTUMN)
        assert not self.counted((AUTUMN + DAY, Status.DONE), closed=AUTUMN)

    @pytest.mark.parametrize("status", [Status.UNDER_WAY, Status.DROPPED, Status.AGREED])
    def test_anything_but_done_does_not_count(self, status: Status) -> None:
        assert not self.counted((AUTUMN, status))

    def test_opened_again_before_the_end_it_does_not_count(self) -> None:
        assert not self.counted((SPRING + DAY, Status.DONE), (AUTUMN, Status.AGREED))

    def test_opened_again_after_the_end_it_still_counts(self) -> None:
        done_and_opened = ((SPRING + DAY, Status.DONE), (AUTUMN + DAY, Status.AGREED))
        assert self.counted(*done_and_opened, closed=AUTUMN)

    def test_an_action_of_the_last_round_itself_does_not_count(self) -> None:
        first, last = rounds([])
        last = last._replace(actions=(done(day=AUTUMN + DAY),))
        assert list(done_between([first, last])) == []

    def test_the_comparison_marks_the_pejlemaerke_and_claims_no_cause(self) -> None:
        plan = (done("a2", AUTUMN, pejlemaerke=2), action("b2", pejlemaerke=1), done("c2", AUTUMN))
        comparison = compare(rounds(plan))
        assert [row.done for row in comparison.rows] == [(), (plan[0],)]
        assert [row.actions for row in comparison.rows] == [((plan[1],), ()), ((plan[0],), ())]
        assert done_on_the_way(comparison) == (
            "På nummer 2 er en handling gjort siden »Forår«. Det siger ikke, at handlingen er "
            "grunden til, at tallet har flyttet sig."
        )

    def test_where_nothing_was_done_nothing_is_said(self) -> None:
        assert done_on_the_way(compare(rounds([action(pejlemaerke=1)]))) == ""


class TestPhrases:
    def test_the_open_ones_are_counted_with_those_over_time(self) -> None:
        late = action("b2", deadline=TODAY - DAY)
        assert how_many([action(), late, done()], TODAY) == "2 åbne handlinger, 1 over fristen"
        assert how_many([action()], TODAY) == "1 åben handling"

    def test_a_deadline_says_how_far_off_it_is_only_while_the_action_is_open(self) -> None:
        assert when(action(deadline=TODAY), TODAY) == "22. november 2026, i dag"
        assert when(done(deadline=TODAY), TODAY) == "22. november 2026"
        assert when(action(), TODAY) == ""

    def test_in_brief_it_stands_on_one_line(self) -> None:
        full = action(text="Tegn\nkortet", responsible="Mette", deadline=TODAY - 38 * DAY)
        assert in_brief(full, TODAY) == "Tegn kortet (Mette, fristen var 15. oktober 2026)"
        assert in_brief(action(), TODAY) == "Tegn kortet om"
        assert in_brief(done(), TODAY) == "Tegn kortet om (gjort)"

    def test_in_brief_its_deadline_is_a_date_that_holds_when_the_paper_is_read_later(self) -> None:
        for days, said in ((-1, "fristen var 21."), (0, "senest 22."), (1, "senest 23.")):
            brief = in_brief(action(deadline=TODAY + days * DAY), TODAY)
            assert brief == f"Tegn kortet om ({said} november 2026)"

    def test_told_in_full_it_has_its_sign_and_what_became_of_it(self) -> None:
        event = Event(TODAY, Status.DONE, "Det hænger.")
        full = action(responsible="Mette", sign="Et kort.", deadline=TODAY)
        assert told(full) == (
            "»Tegn kortet om« (Mette, frist 22. november 2026, aftalt). Tegn: Et kort"
        )
        assert told(full.with_event(event)) == (
            "»Tegn kortet om« (Mette, gjort). Tegn: Et kort. 22. nov. 2026: »Det hænger.«"
        )

    def test_a_new_round_hears_of_five_and_how_many_more(self) -> None:
        planned = [Planned(round_(), action(f"a{n}")) for n in range(7)]
        lines = list(agreed_last_time(planned, TODAY))
        assert lines[0] == "Sidst aftalte I"
        assert lines[-2] == "  • og 2 til"
        assert lines[-1].endswith("bostoette handleplan opfoelgning")
        assert len(lines) == 8

    def test_where_nothing_was_agreed_a_new_round_hears_nothing(self) -> None:
        assert list(agreed_last_time([], TODAY)) == []
