"""An evaluation from first key to last, against a real data folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from bostoette_cli.domain.errors import DamagedFile, Stopped, WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.storage import identity
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.agree import agree
from bostoette_cli.workflows.evaluate import check, evaluate
from bostoette_cli.workflows.opening import open_new, source_for
from bostoette_cli.workflows.wish import Wish

from conftest import Clock
from talking import CTRL_C, ENTER, keyboard, plain


def chosen_before(folder: Path) -> None:
    """The team has chosen its catalogue, so that the very first question is not asked."""
    store = Store(folder)
    store.choose_catalogue("bostoette")


def opened(folder: Path, title: str, *, anonymous: bool = False) -> StoredRound:
    """A new round of the bundled catalogue."""
    return open_new(Store(folder), title, source_for(Store(folder), Wish()), anonymous=anonymous)


FIVE = Wish(numbers=(5,), role=Role.STAFF)
# Pejlemærke 5 has three statements for staff and three open questions.
ALL_OF_FIVE = "345ooo"


def run(folder: Path, keys: str, wish: Wish = FIVE) -> list[str]:
    """One evaluation with a fresh look at the folder, as the next command would have."""
    chosen_before(folder)
    with keyboard(keys) as (front, said):
        evaluate(Store(folder), front, wish)
    return said


def only_response(folder: Path):
    (stored,) = Store(folder).listing.rounds
    (response,) = stored.reading.responses
    return response


@pytest.mark.usefixtures("clock")
class TestTheVeryFirstQuestion:
    def first(self, folder: Path, keys: str, wish: Wish = FIVE) -> None:
        with keyboard(keys) as (front, _):
            evaluate(Store(folder), front, wish)

    def test_the_team_chooses_its_catalogue_once(self, folder: Path) -> None:
        self.first(folder, "2" + "3g")
        assert Store(folder).settings.catalogue == "botilbud"
        assert Store(folder).listing.rounds[0].round.catalogue == "botilbud"
        self.first(folder, "4g", replace_wish(FIVE, new_round="Igen"))
        assert Store(folder).listing.rounds[1].round.catalogue == "botilbud"

    def test_a_number_the_chosen_catalogue_has_not_opens_no_round(self, folder: Path) -> None:
        with pytest.raises(WrongUse, match="Vælg et nummer fra 1 til 7"):
            self.first(folder, "2", Wish(numbers=(9,)))
        assert Store(folder).listing.rounds == ()

    def test_a_team_that_begins_together_is_asked_too(self, folder: Path) -> None:
        with keyboard("2g") as (front, _):
            agree(Store(folder), front, Wish())
        assert Store(folder).settings.catalogue == "botilbud"

    def test_it_is_not_asked_where_the_catalogue_is_named(self, folder: Path) -> None:
        self.first(folder, "3g", replace_wish(FIVE, catalogue="botilbud"))
        assert Store(folder).settings.catalogue == ""

    def test_it_is_not_asked_where_there_is_a_round(self, folder: Path) -> None:
        opened(folder, "Forår")
        self.first(folder, "3g")
        assert Store(folder).settings.catalogue == ""


@pytest.mark.usefixtures("clock")
class TestTheFirstTime:
    def test_a_round_named_after_the_season_is_opened(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        (stored,) = Store(folder).listing.rounds
        assert stored.round.title == "Efterår 2026"
        assert stored.round.id == "2026-11-22-efteraar-2026"

    def test_where_the_code_cannot_be_kept_it_is_said_before_the_first_question(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "fil").touch()
        monkeypatch.setenv("BOSTOETTE_PERSON", str(tmp_path / "fil" / "person"))
        said = run(folder, "3g")
        assert any(line.startswith("Din kode på denne computer kan ikke gemmes.") for line in said)
        assert list(only_response(folder).answers) == ["5a"]

    def test_what_comes_is_told_in_four_lines(self, folder: Path) -> None:
        said = run(folder, ALL_OF_FIVE)
        assert said[0] == "Du får ét udsagn ad gangen om 1 pejlemærke, omkring 3 minutter i alt."
        assert said[4] == ""

    def test_the_role_is_asked_for_when_it_is_not_given(self, folder: Path) -> None:
        run(folder, "2" + "g", Wish(numbers=(5,)))
        run(folder, "2" + "3g", Wish(numbers=(5,)))
        assert only_response(folder).role is Role.LEADER

    def test_all_pejlemaerker_are_asked_from_number_one(self, folder: Path) -> None:
        run(folder, "4g", Wish(role=Role.STAFF))
        assert list(only_response(folder).answers) == ["1a"]

    def test_leaving_at_once_keeps_no_response(self, folder: Path) -> None:
        said = run(folder, "g")
        (stored,) = Store(folder).listing.rounds
        assert stored.reading.responses == ()
        assert "Der er ikke gemt nogen svar endnu. Begynd igen med bostoette evaluer" in said

    def test_the_end_shows_the_result_and_the_next_step(self, folder: Path) -> None:
        said = run(folder, f"n»Ja«{ENTER}" + ALL_OF_FIVE)
        assert "Tak. 3 af 3 udsagn er besvaret, 1 note er gemt." in said
        assert "   5  Borgerens netværk   4,0  ●●●●○" in said
        assert "Det skrev du" in said
        assert "  bostoette resultat     hele runden" in said

    def test_a_dialogue_that_reached_its_end_is_finished(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        response = only_response(folder)
        assert response.state == "faerdig"
        assert response.chosen == ()

    def test_a_dialogue_that_was_stopped_is_a_draft_of_what_was_chosen(self, folder: Path) -> None:
        run(folder, "3g")
        response = only_response(folder)
        assert response.state == "kladde"
        assert response.chosen == (5,)


@pytest.mark.usefixtures("clock")
class TestStoppingAndResuming:
    def test_ctrl_c_keeps_what_was_answered(self, folder: Path) -> None:
        with pytest.raises(Stopped) as stopped:
            run(folder, f"34{CTRL_C}")
        assert len(only_response(folder).answers) == 2
        assert str(stopped.value).startswith("Stoppet. Alt, hvad du har svaret på, er gemt.")
        assert stopped.value.exit_status == 130

    def test_the_next_run_goes_on_with_the_same_pejlemaerker(self, folder: Path) -> None:
        run(folder, "3g")
        said = run(folder, "45ooo", Wish())
        assert said[0].startswith("Velkommen tilbage. Vi fortsætter ved 5 Borgerens netværk")
        assert [a.value for a in only_response(folder).answers.values()] == [3, 4, 5]

    def test_when_the_chosen_ones_are_done_the_rest_comes_next(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        run(folder, "2g", Wish())
        assert "1a" in only_response(folder).answers

    def test_naming_an_answered_pejlemaerke_goes_through_it_again(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        run(folder, "1g")
        assert only_response(folder).answer("5a").value == 1

    def test_the_time_of_the_latest_answer_is_kept(self, folder: Path, clock: Clock) -> None:
        run(folder, "3g")
        clock.advance(hours=3)
        run(folder, "4g", Wish())
        response = only_response(folder)
        assert response.created is not None
        assert response.changed is not None
        assert (response.changed - response.created).seconds == 3 * 3600

    def test_a_field_written_by_hand_survives_the_next_answer(self, folder: Path) -> None:
        run(folder, "3g")
        (path,) = folder.glob("runder/*/besvarelser/*.toml")
        path.write_text('eget = "felt"\n' + path.read_text("utf-8"), "utf-8")
        run(folder, "4g", Wish())
        assert 'eget = "felt"' in path.read_text("utf-8")


@pytest.mark.usefixtures("clock")
class TestSeveralPeople:
    def test_two_roles_at_one_computer_are_two_respondents(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        run(folder, "3g", replace_wish(FIVE, role=Role.LEADER))
        (stored,) = Store(folder).listing.rounds
        assert {r.role for r in stored.reading.responses} == {Role.STAFF, Role.LEADER}

    def test_a_label_makes_another_respondent_who_is_found_again(self, folder: Path) -> None:
        other = replace_wish(FIVE, label="Medarbejder 3")
        run(folder, ALL_OF_FIVE)
        run(folder, "1g", other)
        run(folder, "2g", replace_wish(other, numbers=()))
        (stored,) = Store(folder).listing.rounds
        labelled = [r for r in stored.reading.responses if r.label]
        assert [len(r.answers) for r in labelled] == [2]

    def test_with_two_own_responses_the_person_is_asked_which(self, folder: Path) -> None:
        run(folder, "3g")
        run(folder, "3g", replace_wish(FIVE, role=Role.LEADER))
        run(folder, "2" + "4g", Wish())
        (stored,) = Store(folder).listing.rounds
        leader = next(r for r in stored.reading.responses if r.role is Role.LEADER)
        assert len(leader.answers) == 2

    def test_in_an_unusable_home_every_evaluation_is_a_new_respondent(
        self, folder: Path, own_home: Path
    ) -> None:
        own_home.chmod(0o700)
        (own_home / "bostoette-person").write_text("en fil i vejen")
        run(folder, "3g")
        run(folder, "3g")
        (stored,) = Store(folder).listing.rounds
        assert len(stored.reading.responses) == 2


def replace_wish(wish: Wish, **changes: object) -> Wish:
    from dataclasses import replace as changed

    return changed(wish, **changes)  # type: ignore[arg-type]


def everything_answered(folder: Path) -> None:
    """A citizen's twenty statements."""
    run(folder, "3" * 20, Wish(role=Role.CITIZEN))


@pytest.mark.usefixtures("clock")
class TestWhenEverythingIsAnswered:
    def test_the_person_can_go_through_the_answers(self, folder: Path) -> None:
        everything_answered(folder)
        run(folder, "1" + "5g", Wish())
        assert only_response(folder).answer("1a").value == 5

    def test_the_person_can_open_a_new_round(self, folder: Path) -> None:
        everything_answered(folder)
        run(folder, "2" + "3" + "4g", Wish())
        titles = [stored.round.title for stored in Store(folder).listing.rounds]
        assert titles == ["Efterår 2026", "Efterår 2026 (2)"]

    def test_another_person_can_take_the_chair(self, folder: Path) -> None:
        everything_answered(folder)
        run(folder, f"31{ENTER}Medarbejder 2{ENTER}4g", Wish())
        (stored,) = Store(folder).listing.rounds
        assert {r.label for r in stored.reading.responses} == {"", "Medarbejder 2"}

    def test_the_person_can_leave_it_at_that(self, folder: Path) -> None:
        everything_answered(folder)
        assert run(folder, "g", Wish()) == []


class TestHalfAYearLater:
    def later(self, folder: Path, clock: Clock, keys: str, wish: Wish = FIVE) -> list[str]:
        run(folder, ALL_OF_FIVE.replace("3", f"nVi glemmer det.{ENTER}3", 1))
        clock.advance(days=180)
        return run(folder, keys, wish)

    def test_an_old_round_offers_a_new_one_to_a_newcomer(self, folder: Path, clock: Clock) -> None:
        self.later(folder, clock, "1" + "3g", replace_wish(FIVE, role=Role.LEADER))
        assert [s.round.title for s in Store(folder).listing.rounds] == [
            "Efterår 2026",
            "Forår 2027",
        ]

    def test_it_is_offered_to_somebody_who_has_answered_the_old_one_too(
        self, folder: Path, clock: Clock
    ) -> None:
        self.later(folder, clock, "1" + "5g")
        old, new = Store(folder).listing.rounds
        assert old.reading.responses[0].answer("5a").value == 3
        assert new.reading.responses[0].answer("5a").value == 5

    def test_the_old_round_can_still_be_answered(self, folder: Path, clock: Clock) -> None:
        self.later(folder, clock, "2" + "3g", replace_wish(FIVE, role=Role.LEADER))
        (stored,) = Store(folder).listing.rounds
        assert len(stored.reading.responses) == 2

    def test_finished_answers_that_are_changed_are_kept_aside(
        self, folder: Path, clock: Clock
    ) -> None:
        self.later(folder, clock, "2" + "15g")
        (copy,) = folder.glob("runder/*/erstattet/*.toml")
        assert "vaerdi = 3" in copy.read_text("utf-8")

    def test_the_old_round_can_be_left_alone(self, folder: Path, clock: Clock) -> None:
        self.later(folder, clock, "g", replace_wish(FIVE, role=Role.LEADER))
        (stored,) = Store(folder).listing.rounds
        assert len(stored.reading.responses) == 1

    def test_the_same_person_has_the_same_id_in_the_next_round(
        self, folder: Path, clock: Clock
    ) -> None:
        self.later(folder, clock, "4g", replace_wish(FIVE, new_round="Forår"))
        first, second = (s.reading.responses[0].id for s in Store(folder).listing.rounds)
        assert first == second

    def test_the_next_round_shows_the_note_from_last_time(self, folder: Path, clock: Clock) -> None:
        run(folder, f"nVi glemmer det.{ENTER}" + ALL_OF_FIVE)
        clock.advance(days=180)
        front, printed = plain("g")
        evaluate(Store(folder), front, replace_wish(FIVE, new_round="Forår"))
        assert any("»Vi glemmer det.«" in line for line in printed)


class TestTheFormOfTheNextRound:
    def test_after_an_anonymous_round_the_next_is_anonymous_too(
        self, folder: Path, clock: Clock
    ) -> None:
        first = opened(folder, "Hemmelig", anonymous=True)
        first.keep_round(replace(first.round, status="lukket"))
        clock.advance(days=180)
        said = run(folder, "3g", replace_wish(FIVE, label="Medarbejder 9"))
        later = Store(folder).listing.rounds[-1]
        assert later.round.is_anonymous
        assert "Ny runde: Forår 2027, anonym" in said
        assert later.reading.responses[0].label == ""

    def test_a_newcomer_is_told_which_round_and_its_form(self, folder: Path, clock: Clock) -> None:
        opened(folder, "Hemmelig", anonymous=True)
        assert "Runde: Hemmelig, anonym" in run(folder, "3g")


class TestTheOrderOfRounds:
    def test_of_two_rounds_opened_the_same_day_the_later_is_the_newest(
        self, folder: Path, clock: Clock
    ) -> None:
        opened(folder, "Æblerunden")
        clock.advance(minutes=1)
        opened(folder, "Brombærrunden")
        newest = Store(folder).newest()
        assert newest is not None
        assert newest.round.title == "Brombærrunden"


@pytest.mark.usefixtures("clock")
class TestWhatCannotBeDone:
    def test_an_unknown_number_is_refused_before_anything_is_asked(self, folder: Path) -> None:
        with pytest.raises(WrongUse, match="Vælg et nummer fra 1 til 10"):
            check(Store(folder), Wish(numbers=(11,)))
        assert not folder.exists()

    def test_a_closed_round_is_not_answered(self, folder: Path) -> None:
        stored = opened(folder, "Forår")
        stored.keep_round(replace(stored.round, status="lukket"))
        with pytest.raises(WrongUse, match="er lukket"):
            check(Store(folder), Wish(round=stored.round.id))

    def test_a_damaged_round_is_not_taken_for_no_round(self, folder: Path) -> None:
        stored = opened(folder, "Forår")
        (stored.folder / "runde.toml").write_text("format =", "utf-8")
        with pytest.raises(DamagedFile, match="linje 1"):
            check(Store(folder), FIVE)

    def test_a_round_of_another_catalogue_is_refused(self, folder: Path) -> None:
        stored = opened(folder, "Forår")
        with pytest.raises(WrongUse, match="bruger kataloget bostoette"):
            check(Store(folder), Wish(round=stored.round.id, catalogue="botilbud"))

    def test_a_role_without_statements_there_is_told_so(self, folder: Path) -> None:
        text = (Path(__file__).parents[1] / "data" / "catalog.toml").read_text("utf-8")
        own = folder.parent / "eget.toml"
        text = re.sub(r'(, )?paaroerende = "[^"]*"', "", text)
        text = text.replace(', "paaroerende"', "").replace("{ ,", "{")
        own.write_text(text.replace('id = "bostoette"', 'id = "eget"'), "utf-8")
        wish = Wish(numbers=(5,), role=Role.RELATIVE, catalogue=str(own))
        with pytest.raises(WrongUse, match="ingen udsagn til rollen pårørende"):
            check(Store(folder), wish)
        run(folder, "43g", replace_wish(wish, role=None))  # the fourth role offered
        assert only_response(folder).role is Role.PARTNER


@pytest.mark.usefixtures("clock")
class TestAgreeingTogether:
    def together(self, folder: Path, keys: str, wish: Wish | None = None) -> list[str]:
        chosen_before(folder)
        with keyboard(keys) as (front, said):
            agree(Store(folder), front, wish or Wish(numbers=(5, 7)))
        return said

    def agreement(self, folder: Path):
        return Store(folder).listing.rounds[-1].agreement

    def test_a_step_and_its_reason_are_kept_for_each(self, folder: Path) -> None:
        self.together(folder, f"3Vi er på vej.{ENTER}2Vi er nye.{ENTER}")
        assert self.agreement(folder).on(5).reason == "Vi er på vej."
        assert self.agreement(folder).on(7).value == 2

    def test_a_step_without_a_reason_is_asked_again(self, folder: Path) -> None:
        self.together(folder, f"3{ENTER}3Nu med grund.{ENTER}g")
        assert self.agreement(folder).on(5).reason == "Nu med grund."

    def test_one_can_be_skipped_and_gone_back_to(self, folder: Path) -> None:
        self.together(folder, f"ot3Fordi.{ENTER}g")
        assert self.agreement(folder).on(5).value == 3
        assert self.agreement(folder).on(7) is None

    def test_ctrl_c_keeps_what_was_agreed(self, folder: Path) -> None:
        with pytest.raises(Stopped, match="Alt, hvad I er blevet enige om, er gemt"):
            self.together(folder, f"3Fordi.{ENTER}{CTRL_C}")
        assert self.agreement(folder).on(5).value == 3

    def test_it_resumes_at_the_first_without_an_agreement(self, folder: Path) -> None:
        self.together(folder, f"4Fordi.{ENTER}g", Wish())
        self.together(folder, f"2Og.{ENTER}g", Wish())
        assert self.agreement(folder).on(2).value == 2

    def test_the_individual_answers_are_shown_first(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        front, printed = plain("g")
        agree(Store(folder), front, Wish(numbers=(5,)))
        text = "\n".join(printed)
        assert "▇ 1 ved 4 For det meste" in text
        assert "1 svar: 4,0" in text

    def test_what_was_agreed_on_is_counted_in_words_that_fit_the_number(self, folder: Path) -> None:
        said = self.together(folder, f"3Fordi.{ENTER}", Wish(numbers=(5,)))
        assert "I er blevet enige om 1 af 1 pejlemærke." in said

    def test_the_pejlemaerker_come_in_the_order_they_are_named(self, folder: Path) -> None:
        self.together(folder, f"3Fordi.{ENTER}g", Wish(numbers=(7, 5)))
        assert self.agreement(folder).on(7).value == 3
        assert self.agreement(folder).on(5) is None

    def test_an_action_is_agreed_on_without_leaving_the_pejlemaerke(self, folder: Path) -> None:
        action = f"hTegn kortet om{ENTER}Mette{ENTER}om 6 uger{ENTER}Et nyt kort{ENTER}"
        self.together(folder, f"{action}3Fordi.{ENTER}g")
        (kept,) = Store(folder).listing.rounds[-1].plan.reading.actions
        assert (kept.text, kept.responsible, kept.sign) == (
            "Tegn kortet om",
            "Mette",
            "Et nyt kort",
        )
        assert kept.pejlemaerke == 5
        assert self.agreement(folder).on(5).value == 3

    def test_an_action_without_a_text_is_none(self, folder: Path) -> None:
        self.together(folder, f"h{ENTER}3Fordi.{ENTER}g")
        assert Store(folder).listing.rounds[-1].plan.reading.actions == ()

    def test_ctrl_c_in_an_action_keeps_what_was_said_of_it(self, folder: Path) -> None:
        with pytest.raises(Stopped, match="evaluer --faelles"):
            self.together(folder, f"hTegn kortet om{ENTER}{CTRL_C}")
        (kept,) = Store(folder).listing.rounds[-1].plan.reading.actions
        assert kept.text == "Tegn kortet om"

    def test_the_roles_stand_beside_each_other(self, folder: Path) -> None:
        run(folder, ALL_OF_FIVE)
        run(folder, "333g", Wish(numbers=(5,), role=Role.LEADER))
        front, printed = plain("g")
        agree(Store(folder), front, Wish(numbers=(5,)))
        assert "medarbejder 4,0 (1) · leder 3,0 (1)" in "\n".join(printed)

    def test_what_was_agreed_last_time_is_shown(self, folder: Path, clock: Clock) -> None:
        self.together(folder, f"2Kun ved opstart.{ENTER}g", Wish(numbers=(5,)))
        clock.advance(days=180)
        opened(folder, "Forår")
        front, printed = plain("g")
        agree(Store(folder), front, Wish(numbers=(5,)))
        text = "\n".join(printed)
        assert "2 Enkelte gange: »Kun ved opstart.« (22. nov. 2026)" in text

    def test_last_times_step_is_named_on_last_times_own_scale(
        self, folder: Path, clock: Clock
    ) -> None:
        self.together(folder, f"2Kun ved opstart.{ENTER}g", Wish(numbers=(5,)))
        frozen = Store(folder).listing.rounds[-1].catalogue_path
        frozen.write_text(
            frozen.read_text("utf-8").replace("Enkelte gange", "Hist og her"), "utf-8"
        )
        clock.advance(days=180)
        opened(folder, "Forår")
        front, printed = plain("g")
        agree(Store(folder), front, Wish(numbers=(5,)))
        assert "2 Hist og her: »Kun ved opstart.«" in "\n".join(printed)

    def test_in_an_anonymous_round_few_answers_are_not_shown(self, folder: Path) -> None:
        opened(folder, "Hemmelig", anonymous=True)
        run(folder, ALL_OF_FIVE)
        front, printed = plain("g")
        agree(Store(folder), front, Wish(numbers=(5,)))
        assert "skjult: færre end 5 svar" in "\n".join(printed)


def test_the_ids_of_an_anonymous_round_cannot_be_tied_to_another(
    folder: Path, clock: Clock
) -> None:
    first = opened(folder, "Et", anonymous=True)
    second = opened(folder, "To", anonymous=True)
    ids = {identity.respondent_id(s.round, Role.STAFF) for s in (first, second)}
    assert len(ids) == 2
