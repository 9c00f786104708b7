"""Agreeing on an action and following up on it, through both front ends and on a real folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.domain.errors import NoTerminal, Stopped
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.roles import Role
from bostoette_cli.questionnaire.follow_up import FollowUp, begin, conduct, farewell, offer
from bostoette_cli.questionnaire.planning import discuss
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import plan as workflow
from bostoette_cli.workflows import planning
from bostoette_cli.workflows.agree import agree
from bostoette_cli.workflows.evaluate import evaluate
from bostoette_cli.workflows.opening import open_new, source_for
from bostoette_cli.workflows.wish import Wish

from builders import round_, small_catalogue
from conftest import Clock
from talking import CTRL_C, ENTER, keyboard, plain

TODAY = date(2026, 11, 22)
NEW = Action(1, "", "")
FIRST = Action(1, "a2", "Tegn kortet om", responsible="Mette", deadline=date(2026, 10, 15))
SECOND = Action(1, "b2", "Ring til jobcentret", sign="En fast kontakt", pejlemaerke=2)


def discussed(*lines: str, start: Action = NEW) -> tuple[Action | None, list[Action], list[str]]:
    """Agree in the plain front end: the result, each version that was kept, what was printed."""
    kept: list[Action] = []

    def keep(action: Action) -> Action:
        kept.append(action)
        return action

    front, printed = plain(*lines)
    return discuss(front, start, small_catalogue(), TODAY, keep), kept, printed


class TestAgreeing:
    def test_each_part_is_asked_for_and_kept_before_the_next(self) -> None:
        action, kept, _ = discussed("Tegn kortet om", "Mette", "om 6 uger", "Et kort", "2")
        assert action == Action(
            1, "", "Tegn kortet om", "Mette", date(2027, 1, 3), "Et kort", pejlemaerke=2
        )
        assert len(kept) == 5
        assert kept[0].text == "Tegn kortet om"

    def test_all_but_the_first_can_be_left_open(self) -> None:
        action, kept, _ = discussed("Tegn kortet om", "", "", "", "")
        assert action == replace(NEW, text="Tegn kortet om")
        assert len(kept) == 1

    def test_without_a_text_there_is_no_action(self) -> None:
        assert discussed("")[:2] == (None, [])

    @pytest.mark.parametrize("wrong", ["31/2", "snart", "1. marts 2020"])
    def test_a_deadline_that_cannot_be_used_is_explained_and_asked_for_again(
        self, wrong: str
    ) -> None:
        action, _, printed = discussed("Tegn", "", wrong, "1. marts", "", "")
        assert action
        assert action.deadline == date(2027, 3, 1)
        assert any("Skriv" in line and wrong[:2] in line for line in printed)

    def test_a_number_the_catalogue_has_not_is_asked_for_again(self) -> None:
        action, _, printed = discussed("Tegn", "", "", "", "9", "x", "1")
        assert action
        assert action.pejlemaerke == 1
        assert any("noget nummer 9" in line for line in printed)
        assert any("»x« er ikke et nummer" in line for line in printed)

    def test_text_like_a_cpr_number_is_asked_about_before_it_is_kept(self) -> None:
        _, kept, _ = discussed("Ring til 010190-1234", "1", "Ring til borgeren", "", "", "", "")
        assert [action.text for action in kept] == ["Ring til borgeren"]

    def test_what_was_agreed_before_is_the_starting_point(self) -> None:
        action, kept, printed = discussed("", "Ali", "", "-", "", start=SECOND)
        assert action == replace(SECOND, responsible="Ali", sign="")
        assert len(kept) == 2
        assert any("»Ring til jobcentret«" in line for line in printed)
        assert any("Tegn           står åbent" in line for line in printed)

    def test_a_deadline_that_is_past_may_stay(self) -> None:
        assert discussed("", "", "", "", "", start=FIRST)[0] == FIRST

    def test_it_is_asked_by_keyboard_too(self) -> None:
        with keyboard(f"Tegn kortet{ENTER}Mette{ENTER}1/3{ENTER}{ENTER}{ENTER}") as (front, said):
            action = discuss(front, NEW, small_catalogue(), TODAY, lambda kept: kept)
        assert action
        assert (action.responsible, action.deadline) == ("Mette", date(2027, 3, 1))
        assert said[1:] == [
            "  Hvad           Tegn kortet",
            "  Hvem           Mette",
            "  Hvornår        1. marts 2027",
        ]


PLANNED = (Planned(round_(), FIRST), Planned(round_(), SECOND))


def followed(keys: str, planned: tuple[Planned, ...] = PLANNED) -> tuple[FollowUp, list[Action]]:
    """Follow up by keyboard; the kept actions come back in order."""
    kept: list[Action] = []
    with keyboard(keys) as (front, _):
        state = conduct(begin(planned, TODAY), front, lambda _, action: kept.append(action))
    return state, kept


class TestFollowingUp:
    def test_what_became_of_each_is_kept_with_its_sentence(self) -> None:
        _, kept = followed(f"1Det hænger.{ENTER}2{ENTER}")
        assert [action.latest for action in kept] == [
            Event(TODAY, Status.DONE, "Det hænger."),
            Event(TODAY, Status.UNDER_WAY),
        ]

    def test_dropping_needs_a_sentence(self) -> None:
        _, kept = followed(f"3{ENTER}3Vi gør noget andet.{ENTER}g")
        assert [action.latest for action in kept] == [
            Event(TODAY, Status.DROPPED, "Vi gør noget andet.")
        ]

    def test_an_action_can_be_passed_over(self) -> None:
        _, kept = followed(f"o1{ENTER}")
        assert [action.id for action in kept] == ["b2"]

    def test_going_back_says_it_anew_instead_of_twice(self) -> None:
        _, kept = followed(f"1Ja{ENTER}t2{ENTER}g")
        assert kept[-1].events == (Event(TODAY, Status.UNDER_WAY),)

    def test_going_back_shows_what_was_said(self) -> None:
        front, printed = plain("1", "Det hænger.", "t", "g")
        conduct(begin(PLANNED, TODAY), front, lambda _planned, _action: None)
        assert any("22. nov. 2026: »Det hænger.«" in line for line in printed)
        assert any("(Enter vælger 1)" in line for line in printed)

    def test_stopping_leaves_the_rest_as_it_is(self) -> None:
        state, kept = followed("g")
        assert (kept, list(farewell(state))[1]) == ([], "Der er ikke sagt noget om handlingerne.")

    def test_the_end_counts_what_was_said(self) -> None:
        state, _ = followed(f"1{ENTER}2{ENTER}")
        assert list(farewell(state))[1] == "Gemt: 1 gjort og 1 i gang."

    def test_the_card_shows_what_was_agreed(self) -> None:
        front, printed = plain("o", "g")
        conduct(begin(PLANNED, TODAY), front, lambda _planned, _action: None)
        for line in (
            "   Hvem     Mette",
            "   Frist    15. oktober 2026, 5 uger over fristen",
            "   Nummer   2",
            "   Tegn     En fast kontakt",
        ):
            assert line in printed

    def test_resumed_the_same_day_it_goes_on_with_what_is_left(self) -> None:
        spoken = FIRST.with_event(Event(TODAY, Status.UNDER_WAY))
        _, kept = followed(f"1{ENTER}", (Planned(round_(), spoken), PLANNED[1]))
        assert [action.id for action in kept] == ["b2"]

    def test_where_all_was_spoken_of_today_it_starts_over(self) -> None:
        spoken = FIRST.with_event(Event(TODAY, Status.UNDER_WAY))
        assert followed("g", (Planned(round_(), spoken),))[0].walk.at == 0

    def test_the_offer_is_worded_for_one_and_for_several(self) -> None:
        assert offer(1).text.startswith("I har 1 åben handling fra sidst.")
        assert offer(3).text.endswith("se, hvad der blev af dem?")


def opened(folder: Path, title: str) -> StoredRound:
    Store(folder).choose_catalogue("bostoette")
    return open_new(Store(folder), title, source_for(Store(folder), Wish()))


@pytest.fixture
def two_rounds(folder: Path, clock: Clock) -> Path:
    """A spring round with two open actions and one that is done, and an autumn round after it."""
    clock.advance(days=-190)
    spring = opened(folder, "Forår 2026")
    for number, text in ((5, "Tegn kortet om"), (None, "Hold et møde")):
        spring.plan.add(
            Action(1, "", text, pejlemaerke=number, responsible="Mette", created=clock.moment)
        )
        clock.advance(minutes=5)
    done = Event(date(2026, 6, 1), Status.DONE, "Vi talte om det.")
    spring.plan.add(Action(1, "", "Tal om familien", pejlemaerke=5, events=(done,)))
    clock.advance(days=190)
    opened(folder, "Efterår 2026")
    return folder


def statuses(folder: Path) -> dict[str, str]:
    found = workflow.overview(Store(folder)).found
    return {f.action.text: f.action.status.value for f in found}


class TestOnARealFolder:
    def test_stopping_keeps_what_was_answered_and_tells_how_to_go_on(
        self, two_rounds: Path
    ) -> None:
        stored_round = Store(two_rounds).listing.rounds[1]
        with (
            keyboard(f"Ring{ENTER}Ali{ENTER}{CTRL_C}") as (front, _),
            pytest.raises(Stopped, match="Fortsæt med bostoette handleplan ret "),
        ):
            planning.agree_on_new(front, stored_round)
        (stored,) = Store(two_rounds).listing.rounds[1].plan.reading.actions
        assert (stored.text, stored.responsible) == ("Ring", "Ali")

    def test_stopping_at_once_keeps_nothing(self, two_rounds: Path) -> None:
        stored_round = Store(two_rounds).listing.rounds[1]
        with (
            keyboard(CTRL_C) as (front, _),
            pytest.raises(Stopped, match="Der er ikke gemt nogen handling"),
        ):
            planning.agree_on_new(front, stored_round)
        assert not (stored_round.folder / "handleplan").exists()

    def test_a_team_is_offered_to_look_back_before_it_agrees_on_anything(
        self, two_rounds: Path
    ) -> None:
        with keyboard(f"11Alle har et.{ENTER}3Det blev for meget.{ENTER}g") as (front, said):
            agree(Store(two_rounds), front, Wish(numbers=(5,)))
        assert statuses(two_rounds)["Tegn kortet om"] == "gjort"
        assert statuses(two_rounds)["Hold et møde"] == "droppet"
        assert "Gemt: 1 gjort og 1 droppet." in said

    def test_the_team_may_go_on_without(self, two_rounds: Path) -> None:
        with keyboard("2g") as (front, _):
            agree(Store(two_rounds), front, Wish(numbers=(5,)))
        assert statuses(two_rounds)["Hold et møde"] == "aftalt"

    def test_once_something_is_agreed_in_the_round_it_is_not_offered_again(
        self, two_rounds: Path
    ) -> None:
        with keyboard(f"24Fordi.{ENTER}") as (front, _):
            agree(Store(two_rounds), front, Wish(numbers=(5,)))
        with keyboard("g") as (front, said):
            agree(Store(two_rounds), front, Wish())
        assert "I er blevet enige om 1 af 10 pejlemærker." in said

    def test_ctrl_c_while_looking_back_keeps_what_was_said(self, two_rounds: Path) -> None:
        with (
            keyboard(f"11Ja.{ENTER}{CTRL_C}") as (front, _),
            pytest.raises(Stopped, match="er gemt"),
        ):
            agree(Store(two_rounds), front, Wish())
        assert sorted(statuses(two_rounds).values()) == ["aftalt", "gjort", "gjort"]

    def test_an_evaluation_that_opens_a_round_tells_what_was_agreed_last_time(
        self, two_rounds: Path
    ) -> None:
        wish = Wish(numbers=(5,), role=Role.STAFF, new_round="Vinter")
        with keyboard("g") as (front, said):
            evaluate(Store(two_rounds), front, wish)
        at = said.index("Sidst aftalte I")
        assert {"  • Tegn kortet om (Mette)", "  • Hold et møde (Mette)"} == set(
            said[at + 1 : at + 3]
        )

    def test_the_first_question_of_a_pejlemaerke_shows_what_was_agreed_about_it(
        self, two_rounds: Path
    ) -> None:
        spring = Store(two_rounds).listing.rounds[0]
        spring.keep_agreement(replace(spring.agreement, by_number={}), spring.stored_agreement)
        front, printed = plain("3", "g")
        evaluate(Store(two_rounds), front, Wish(numbers=(5,), role=Role.STAFF))
        shown = "\n".join(printed)
        assert "I aftalte (16. maj 2026)" in shown
        assert shown.count("Tegn kortet om (Mette)") == 1
        assert "Tal om familien (gjort)" in shown
        assert "Hold et møde" not in shown

    def test_the_first_round_has_nothing_to_look_back_on(self, folder: Path, clock: Clock) -> None:
        opened(folder, "Den første")
        with keyboard("g") as (front, said):
            agree(Store(folder), front, Wish())
        assert said[1].startswith("Tal om svarene")

    def test_nobody_there_to_answer_is_explained(self, two_rounds: Path) -> None:
        front, _ = plain()
        with pytest.raises(NoTerminal):
            planning.agree_on_new(front, Store(two_rounds).listing.rounds[1])


class TestWhatToFollowUp:
    def test_it_is_what_is_open_from_the_rounds_before(self, two_rounds: Path) -> None:
        latest = Store(two_rounds).listing.rounds[1]
        latest.plan.add(Action(1, "", "Nyt fra i dag"))
        found = workflow.to_follow_up(Store(two_rounds), latest, only=False).found
        assert {f.action.text for f in found} == {"Tegn kortet om", "Hold et møde"}

    def test_where_nothing_is_left_from_before_it_is_the_rounds_own(self, two_rounds: Path) -> None:
        first = Store(two_rounds).listing.rounds[0]
        found = workflow.to_follow_up(Store(two_rounds), first, only=False).found
        assert {f.action.text for f in found} == {"Tegn kortet om", "Hold et møde"}

    def test_a_round_that_is_named_is_followed_up_by_itself(self, two_rounds: Path) -> None:
        latest = Store(two_rounds).listing.rounds[1]
        latest.plan.add(Action(1, "", "Nyt fra i dag"))
        found = workflow.to_follow_up(Store(two_rounds), latest, only=True).found
        assert [f.action.text for f in found] == ["Nyt fra i dag"]
