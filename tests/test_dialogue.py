"""The dialogue as a state machine, and through both front ends."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.errors import NoTerminal
from bostoette_cli.domain.roles import Role
from bostoette_cli.questionnaire import keyboard as module
from bostoette_cli.questionnaire.card import Card, Option, question_lines, wrapped
from bostoette_cli.questionnaire.individual import (
    Dialogue,
    Earlier,
    begin,
    conduct,
    is_complete,
    key_of,
    step_by_key,
    step_options,
    write_checked,
)
from bostoette_cli.questionnaire.keyboard import Keyboard, _Chooser
from bostoette_cli.questionnaire.walk import Walk
from bostoette_cli.workflows.wish import Wish

from builders import response, small_catalogue
from talking import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, UP, keyboard, plain

CATALOGUE = small_catalogue()


def talk(keys: str, start: Response | None = None, **settings: object) -> tuple[Dialogue, list]:
    """Hold a conversation by keyboard; the kept responses come back in order."""
    kept: list[Response] = []

    def keep(changed: Response) -> Response:
        kept.append(changed)
        return changed

    dialogue = begin(CATALOGUE, start or response(), **settings)  # type: ignore[arg-type]
    with keyboard(keys) as (front, _):
        return conduct(dialogue, front, keep), kept


def asked(dialogue: Dialogue) -> str | None:
    return dialogue.current.subject.id if dialogue.current else None


class TestTheWalk:
    def test_it_starts_at_the_first_stop_of_its_route(self) -> None:
        assert Walk.along(5, {2, 4}).at == 2

    def test_it_goes_forward_along_the_route_only(self) -> None:
        assert Walk.along(5, {1, 4}).forward().at == 4

    def test_it_goes_back_over_every_question(self) -> None:
        assert Walk.along(5, {1, 4}).forward().back().at == 3

    def test_going_back_from_the_first_stays_there(self) -> None:
        assert Walk.along(3, {0}).back().at == 0

    def test_it_is_over_after_the_last_stop(self) -> None:
        assert Walk.along(3, {2}).forward().is_over

    def test_without_a_route_there_is_nothing_to_ask(self) -> None:
        assert Walk.along(3, ()).is_over


class TestWhatIsAsked:
    def test_staff_meet_the_statements_for_staff_and_then_the_open_question(self) -> None:
        ids = [q.subject.id for q in begin(CATALOGUE, response()).questions]
        assert ids == ["1a", "1b", "1r1", "2a", "2r1"]

    def test_a_leader_meets_the_leaders_statement_too(self) -> None:
        ids = [q.subject.id for q in begin(CATALOGUE, response(role=Role.LEADER)).questions]
        assert ids == ["1a", "1b", "1c", "1r1", "2a", "2r1"]

    def test_a_citizen_is_not_asked_open_questions_about_the_team(self) -> None:
        ids = [q.subject.id for q in begin(CATALOGUE, response(role=Role.CITIZEN)).questions]
        assert ids == ["1a", "2a"]

    def test_named_pejlemaerker_are_asked_alone_and_in_the_order_named(self) -> None:
        ids = [q.subject.id for q in begin(CATALOGUE, response(), (2, 1)).questions]
        assert ids == ["2a", "2r1", "1a", "1b", "1r1"]

    def test_it_resumes_at_the_first_unanswered_statement(self) -> None:
        assert asked(begin(CATALOGUE, response(s1a=4))) == "1b"

    def test_a_statement_that_was_skipped_comes_first_next_time(self) -> None:
        assert asked(begin(CATALOGUE, response(s1b=4, s2a=2))) == "1a"

    def test_an_open_question_passed_over_is_not_asked_again(self) -> None:
        assert asked(begin(CATALOGUE, response(s1a=4, s1b=4, s2a=2))) == "2r1"

    def test_a_note_alone_does_not_answer_a_statement(self) -> None:
        assert asked(begin(CATALOGUE, response(notes={"1a": "ord"}))) == "1a"

    def test_a_review_goes_through_everything(self) -> None:
        everything = response(s1a=4, s1b=4, s2a=2)
        assert asked(begin(CATALOGUE, everything, review=True)) == "1a"

    def test_a_response_is_complete_when_every_statement_has_a_stand(self) -> None:
        assert is_complete(CATALOGUE, response(s1a=4, s1b=NoNumber.UNKNOWN, s2a=1))
        assert not is_complete(CATALOGUE, response(s1a=4, s2a=1))


class TestAnswering:
    def test_a_digit_answers_and_goes_on(self) -> None:
        dialogue, _ = talk("4g")
        assert dialogue.response.answer("1a") == Answer(4)
        assert asked(dialogue) == "1b"

    def test_every_answer_is_kept_before_the_next_question(self) -> None:
        _, kept = talk("45g")
        assert [len(r.answers) for r in kept] == [1, 2]

    @pytest.mark.parametrize(("key", "value"), [("v", NoNumber.UNKNOWN), ("s", NoNumber.DECLINED)])
    def test_a_letter_leaves_a_statement_without_a_number(self, key: str, value: NoNumber) -> None:
        dialogue, _ = talk(f"{key}g")
        assert dialogue.response.answer("1a").value is value

    def test_a_capital_letter_does_the_same(self) -> None:
        dialogue, _ = talk("Vg")
        assert dialogue.response.answer("1a").value is NoNumber.UNKNOWN

    def test_not_relevant_asks_for_a_reason(self) -> None:
        dialogue, _ = talk(f"iVi har ingen natdækning{ENTER}g")
        assert dialogue.response.answer("1a") == Answer(
            NoNumber.IRRELEVANT, "Vi har ingen natdækning"
        )

    def test_not_relevant_without_a_reason_asks_again(self) -> None:
        dialogue, kept = talk(f"i{ENTER}g")
        assert asked(dialogue) == "1a"
        assert kept == []

    def test_skipping_leaves_the_statement_unanswered(self) -> None:
        dialogue, kept = talk("og")
        assert asked(dialogue) == "1b"
        assert kept == []

    def test_going_back_returns_to_the_question_before(self) -> None:
        dialogue, _ = talk("4tg")
        assert asked(dialogue) == "1a"

    def test_an_answer_given_after_going_back_replaces_the_first(self) -> None:
        dialogue, _ = talk("4t2g")
        assert dialogue.response.answer("1a") == Answer(2)

    def test_enter_keeps_the_present_answer(self) -> None:
        dialogue, _ = talk(f"4t{ENTER}g")
        assert dialogue.response.answer("1a") == Answer(4)
        assert asked(dialogue) == "1b"

    def test_a_note_is_kept_and_the_question_stands(self) -> None:
        dialogue, kept = talk(f"nVi glemmer det.{ENTER}g")
        assert kept[-1].answer("1a") == Answer(note="Vi glemmer det.")
        assert asked(dialogue) == "1a"

    def test_an_answer_keeps_the_note_beside_it(self) -> None:
        dialogue, _ = talk(f"nVi glemmer det.{ENTER}3g")
        assert dialogue.response.answer("1a") == Answer(3, note="Vi glemmer det.")

    def test_an_emptied_note_is_taken_away(self) -> None:
        dialogue, _ = talk("n" + "\x7f" * 3 + f"{ENTER}g", response(notes={"1a": "ord"}))
        assert dialogue.response.answer("1a") == Answer()

    def test_an_open_question_takes_words(self) -> None:
        dialogue, _ = talk(f"44{ENTER}Da vi spurgte.{ENTER}g")
        assert dialogue.response.reflections["1r1"].text == "Da vi spurgte."

    @pytest.mark.parametrize("sentence", ["Godt, at du spørger.", "Tit.", "Ærligt talt", "»Nej«"])
    def test_a_sentence_begun_on_the_card_of_an_open_question_is_its_answer(
        self, sentence: str
    ) -> None:
        dialogue, _ = talk(f"44{sentence}{ENTER}g")
        assert dialogue.response.reflections["1r1"].text == sentence

    def test_what_is_begun_on_the_card_goes_on_from_what_was_written(self) -> None:
        dialogue, _ = talk(f"44Da vi spurgte.{ENTER}t, Og bagefter.{ENTER}g")
        assert dialogue.response.reflections["1r1"].text == "Da vi spurgte., Og bagefter."

    def test_a_small_letter_on_the_card_of_an_open_question_is_still_its_key(self) -> None:
        dialogue, _ = talk("44g")
        assert not dialogue.response.reflections
        assert asked(dialogue) == "1r1"

    def test_an_open_question_without_words_is_passed_over(self) -> None:
        dialogue, _ = talk(f"44{ENTER}{ENTER}g")
        assert not dialogue.response.reflections
        assert asked(dialogue) == "2a"

    def test_the_dialogue_ends_after_the_last_question(self) -> None:
        dialogue, _ = talk("44o4o")
        assert dialogue.walk.is_over

    def test_text_like_a_cpr_number_is_asked_about_and_can_be_mended(self) -> None:
        erase = "\x7f" * 11
        dialogue, _ = talk(f"n010190-1234{ENTER}1{erase}Uden tal{ENTER}g")
        assert dialogue.response.answer("1a").note == "Uden tal"

    def test_text_like_a_cpr_number_is_kept_when_the_person_says_so(self) -> None:
        dialogue, _ = talk(f"n010190-1234{ENTER}2g")
        assert dialogue.response.answer("1a").note == "010190-1234"

    @pytest.mark.parametrize(
        ("prompt", "field"),
        [
            ("Note: ", "»Note«"),
            ("Hvorfor netop det trin? ", "»Hvorfor netop det trin?«"),
            ("Et mærke, der skiller jer ad, f.eks. Medarbejder 3: ", "»Et mærke«"),
        ],
    )
    def test_the_field_that_looks_like_a_cpr_number_is_named(self, prompt: str, field: str) -> None:
        front, printed = plain("010190-1234", "2")
        assert write_checked(front, prompt) == "010190-1234"
        assert f"Det, du skrev ved {field}, ligner et CPR-nummer." in " ".join(printed)

    def test_an_address_is_remarked_on_and_kept_without_a_question(self) -> None:
        front, printed = plain("Skriv til mette@eksempel.dk")
        assert write_checked(front, "Note: ") == "Skriv til mette@eksempel.dk"
        assert "   Der står en e-mailadresse. Overvej, om den skal blive stående." in printed

    def test_the_head_of_a_card_shows_a_hostile_title_and_unit_and_obeys_neither(self) -> None:
        for title in ("\x1b[2J", "\x1b[2J" + "x" * 90):
            card = Card("Tekst", (), title=title, progress="\u202e1 af 2\n")
            head = "".join(line.text for line in question_lines(card, 80))
            assert "␛[2J" in head
            assert "<U+202E>1 af 2" in head
            assert not {"\x1b", "\u202e", "\n"} & set(head)


class TestTheKeyboard:
    CARD = Card("Tekst", (Option("1", "Et"), Option("2", "To"), Option("g", "Gem", minor=True)))

    def choose(self, keys: str, card: Card | None = None) -> str:
        with keyboard(keys) as (front, _):
            return front.choose(card or self.CARD)

    def test_escape_and_then_enter_answers_nothing(self) -> None:
        assert self.choose(f"{ESCAPE}{ENTER}2") == "2"

    def test_enter_without_a_choice_answers_nothing(self) -> None:
        assert self.choose(f"{ENTER}{ENTER}1") == "1"

    def test_arrows_and_enter_choose(self) -> None:
        assert self.choose(f"{DOWN}{DOWN}{ENTER}") == "2"

    def test_the_arrow_up_starts_from_the_last(self) -> None:
        assert self.choose(f"{UP}{ENTER}") == "g"

    def test_other_letters_do_nothing(self) -> None:
        assert self.choose("xyz9?1") == "1"

    @pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
    def test_ctrl_c_and_ctrl_d_stop(self, key: str) -> None:
        with pytest.raises(KeyboardInterrupt):
            self.choose(key)

    @pytest.mark.skipif(os.name == "nt", reason="the signal ends a process there")
    @pytest.mark.parametrize("asking", ["choose", "write"])
    def test_being_interrupted_from_outside_stops(
        self, asking: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "_let_faults_out", lambda: signal.raise_signal(signal.SIGINT))
        with create_pipe_input() as pipe:
            front = Keyboard(pipe, DummyOutput())
            with pytest.raises(KeyboardInterrupt):
                front.choose(self.CARD) if asking == "choose" else front.write("Note: ")

    def test_ctrl_c_in_a_text_stops(self) -> None:
        with keyboard(f"noget{CTRL_C}") as (front, _), pytest.raises(KeyboardInterrupt):
            front.write("Note: ")

    def test_ctrl_d_in_a_text_keeps_what_was_there(self) -> None:
        with keyboard(CTRL_D) as (front, _):
            assert front.write("Note: ", "") == ""

    def test_a_terminal_that_is_gone_ends_a_text_and_is_not_asked_for_ever(self) -> None:
        with keyboard("noget") as (front, _), pytest.raises(NoTerminal):
            front.write("Note: ")

    def test_a_report_of_the_mouse_is_passed_over_even_when_it_is_cut_short(self) -> None:
        cut = "\x1b[<1m"
        assert self.choose(f"{cut}2") == "2"
        with keyboard(f"{cut}Æblet{ENTER}") as (front, _):
            assert front.write("Note: ") == "Æblet"

    @pytest.mark.skipif(os.name == "nt", reason="half a letter cannot be sent there")
    def test_half_a_letter_is_seen_as_one_before_it_is_kept(self) -> None:
        with create_pipe_input() as pipe:
            pipe.send_bytes(b"Bl" + "å".encode()[:1] + b"\r")
            assert Keyboard(pipe, DummyOutput()).write("Note: ") == "Bl\ufffd"

    def test_a_pasted_text_begins_the_writing_where_writing_is_the_answer(self) -> None:
        with keyboard("\x1b[200~En tur til havet\x1b[201~") as (front, _):
            assert front.choose(replace(self.CARD, writes="1")) == "1"
        with keyboard(f"\x1b[200~En tur{ENTER}til havet\x1b[201~2") as (front, _):
            assert front.choose(replace(self.CARD, writes="1")) == "2"

    @pytest.mark.parametrize("asking", ["choose", "write"])
    def test_a_fault_ends_the_dialogue_and_does_not_wait_for_enter_in_english(
        self, asking: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(_Chooser, "_toggle_meanings", fail)
        monkeypatch.setattr(module, "_ignore", fail)
        with keyboard("?\x12") as (front, _), pytest.raises(ZeroDivisionError):
            front.choose(self.CARD) if asking == "choose" else front.write("Note: ")
        assert capsys.readouterr() == ("", "")

    def test_ctrl_r_does_not_open_a_search(self) -> None:
        with keyboard(f"\x12Æblet{ENTER}") as (front, _):
            assert front.write("Note: ") == "Æblet"

    def test_the_details_of_a_card_too_tall_for_the_screen_are_told_once_above(self) -> None:
        tall = Card("Tekst", self.CARD.options, details=(("Svagt", "ord " * 900),))
        with keyboard("11") as (front, said):
            front.choose(tall)
            front.choose(tall)
        assert sum("Svagt" in line for line in said) == 1
        assert said.index(" Tekst") < next(n for n, line in enumerate(said) if "Svagt" in line)

    def test_where_even_the_text_has_no_room_the_options_stay(self) -> None:
        with keyboard("2") as (front, said):
            assert front.choose(Card("ord " * 900, self.CARD.options)) == "2"
        assert said

    def test_the_meanings_of_the_steps_can_be_shown(self) -> None:
        card = Card("Tekst", step_options(CATALOGUE.scale))
        assert self.choose("??3", card) == "3"

    def test_ten_steps_with_long_meanings_keep_every_key_in_sight(self) -> None:
        long = tuple(
            Option(str(n % 10), f"Trin {n}", "Et ord og et til. " * 8) for n in range(1, 11)
        )
        for rows in (24, 40, 15):
            chooser = _Chooser(Card("Tekst", long), lambda rows=rows: Size(rows, 80))
            chooser.explain = True
            drawn = "".join(text for _, text, *_ in chooser.fragments())
            assert drawn.count("\n") < rows
            assert all(f"{option.key}  {option.label}" in drawn for option in long)


class TestGoingOn:
    @pytest.mark.parametrize(
        ("wish", "again"),
        [
            (Wish(), "bostoette evaluer"),
            (Wish(plain=True), "bostoette evaluer --enkel"),
            (Wish(label="Leder 2"), 'bostoette evaluer --navn "Leder 2"'),
            (Wish(label="a$b"), 'bostoette evaluer --navn "a$b"'),
            (Wish(round="r-1", catalogue="x"), "bostoette evaluer --runde r-1"),
            (
                Wish(catalogue="x.toml", folder="/a b"),
                'bostoette evaluer --katalog x.toml --mappe "/a b"',
            ),
        ],
    )
    def test_the_command_that_goes_on_says_what_this_one_said(self, wish: Wish, again: str) -> None:
        assert wish.again() == again


class TestThePlainFrontEnd:
    def test_it_prints_every_option_and_takes_a_typed_key(self) -> None:
        front, printed = plain("3")
        assert front.choose(Card("Tekst", step_options(CATALOGUE.scale))) == "3"
        assert "   5  Trin 5" in printed

    def test_an_unknown_answer_is_explained_and_asked_again(self) -> None:
        front, printed = plain("seks", "2")
        assert front.choose(Card("T", (Option("1", "Et"), Option("2", "To")))) == "2"
        assert " »seks« er ikke et af svarene. Skriv 1 eller 2." in printed

    def test_an_empty_line_is_not_an_answer(self) -> None:
        front, _ = plain("", "1")
        assert front.choose(Card("T", (Option("1", "Et"),))) == "1"

    def test_enter_keeps_the_present_answer(self) -> None:
        front, _ = plain("")
        assert front.choose(Card("T", (Option("1", "Et"), Option("2", "To")), chosen="2")) == "2"

    def test_a_question_mark_explains_the_steps(self) -> None:
        front, printed = plain("?", "1")
        front.choose(Card("T", step_options(CATALOGUE.scale)))
        assert "   2  Trin 2: Betydning 2." in printed

    def test_no_input_at_all_is_no_terminal(self) -> None:
        front, _ = plain()
        with pytest.raises(NoTerminal):
            front.choose(Card("T", (Option("1", "Et"),)))

    def test_input_that_runs_out_is_a_stop(self) -> None:
        front, _ = plain("x")
        with pytest.raises(KeyboardInterrupt):
            front.choose(Card("T", (Option("1", "Et"),)))

    def test_enter_keeps_a_text_and_a_hyphen_takes_it_away(self) -> None:
        front, _ = plain("", "-", "nyt")
        assert front.write("Note: ", "gammelt") == "gammelt"
        assert front.write("Note: ", "gammelt") == ""
        assert front.write("Note: ", "gammelt") == "nyt"

    def test_the_same_conversation_gives_the_same_answers_as_the_keyboard(self) -> None:
        front, _ = plain("4", "v", "1", "Ord.", "i", "Derfor", "o")
        dialogue = conduct(begin(CATALOGUE, response()), front, lambda changed: changed)
        by_keyboard, _ = talk(f"4v{ENTER}Ord.{ENTER}iDerfor{ENTER}o")
        assert dialogue.response == by_keyboard.response


class TestTheCard:
    def card(self, dialogue: Dialogue) -> str:
        shown: list[Card] = []

        class Looker:
            def choose(self, card: Card) -> str:
                shown.append(card)
                return "g"

            def write(self, prompt: str, default: str = "") -> str:
                return default

            def say(self, text: str = "") -> None: ...

        conduct(dialogue, Looker(), lambda changed: changed)
        return "\n".join(line.text for line in question_lines(shown[0], 80))

    def test_it_shows_where_one_is(self) -> None:
        assert "pejlemærke 1 af 2 · 1 af 3" in self.card(begin(CATALOGUE, response()))

    def test_it_shows_the_low_and_the_high_mark(self) -> None:
        text = self.card(begin(CATALOGUE, response()))
        assert "Svagt    Svag." in text
        assert "Stærkt   Stærk." in text

    def test_it_shows_what_the_person_wrote_last_time(self) -> None:
        earlier = Earlier("12. maj 2026", notes={"1a": "Vi glemmer det."})
        text = self.card(begin(CATALOGUE, response(), earlier=earlier))
        assert "Sidst (12. maj 2026)" in text
        assert "»Vi glemmer det.«" in text

    def test_it_shows_what_the_team_agreed_on_at_the_first_question_only(self) -> None:
        earlier = Earlier("12. maj 2026", reasons={1: "Vi skriver det ned."})
        assert "»Vi skriver det ned.«" in self.card(begin(CATALOGUE, response(), earlier=earlier))
        later = begin(CATALOGUE, response(s1a=3), earlier=earlier)
        assert "»Vi skriver det ned.«" not in self.card(later)

    def test_it_shows_the_persons_own_note(self) -> None:
        assert "»ord«" in self.card(begin(CATALOGUE, response(notes={"1a": "ord"})))

    def test_it_never_lets_an_escape_code_through(self) -> None:
        earlier = Earlier("12. maj 2026", notes={"1a": "\x1b[31mrød"})
        text = self.card(begin(CATALOGUE, response(), earlier=earlier))
        assert "\x1b" not in text
        assert "␛[31mrød" in text

    @pytest.mark.parametrize("columns", [20, 40, 80, 200])
    def test_no_line_is_wider_than_the_screen(self, columns: int) -> None:
        details = (("Svagt", "Et ord og et til, igen og igen. " * 5), ("Et meget langt navn", "x"))
        card = Card("Et udsagn på flere ord. " * 5, (), "1  En titel", "1 af 2", details, "Svar?")
        assert all(len(line.text) < columns for line in question_lines(card, columns))

    def test_prose_is_broken_at_its_words_and_keeps_its_indent(self) -> None:
        assert wrapped("  et to tre fire", 14) == ["  et to tre", "  fire"]


class TestKeys:
    def test_a_tenth_step_has_the_key_zero(self) -> None:
        from bostoette_cli.domain.catalogue import Scale, Step

        scale = Scale(tuple(Step(n / 4, f"T{n}") for n in range(10)))
        assert [option.key for option in step_options(scale)][-1] == "0"
        assert step_by_key(scale, "0") == 9 / 4
        assert key_of(scale, 9 / 4) == "0"
        assert "T1 (0,25)" in [option.label for option in step_options(scale)]

    def test_an_answer_that_is_not_a_step_has_no_key(self) -> None:
        assert key_of(CATALOGUE.scale, None) == ""
