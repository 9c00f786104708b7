"""The content of the meeting paper: what is chosen, why, and that nothing hidden gets out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis import meeting_phrases as phrases
from bostoette_cli.analysis.agenda import Part
from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.excerpts import few_quotes
from bostoette_cli.analysis.findings import Why
from bostoette_cli.analysis.meeting import Meeting, Topic, prepare
from bostoette_cli.analysis.quotes import Quote, Voices, voices
from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import (
    Anbefaling,
    Catalogue,
    Pejlemaerke,
    Reflection,
    Scale,
    Step,
)
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement, Round
from bostoette_cli.reports.meeting_markdown import meeting_markdown
from bostoette_cli.terminal.meeting import meeting_page

from builders import SCALE, response, round_, statement
from demonstration import drawn

TODAY = date(2026, 11, 25)
LAST_TIME = date(2026, 5, 12)
UNKNOWN = NoNumber.UNKNOWN
QUARTERS = Scale(tuple(Step(value, f"Trin {value}") for value in (0, 0.25, 0.5, 1)))


def pejlemaerke(number: int, **more: object) -> Pejlemaerke:
    """Two statements, 1a and 1b, under two anbefalinger with a suggestion each; two questions."""
    made = Pejlemaerke(
        number,
        f"Nummer {number}",
        "Et formål.",
        anbefalinger=tuple(
            Anbefaling(
                f"{number}.{part}",
                f"Del {part}",
                "vaerktoejet",
                worker=(f"Gør {part}.", "Gør mere.", "Gør alt."),
                management=(f"Led {part}.", "Led mere."),
            )
            for part in (1, 2)
        ),
        statements=tuple(
            replace(statement(f"{number}{letter}"), anbefaling=f"{number}.{part}")
            for part, letter in ((1, "a"), (2, "b"))
        ),
        reflections=(Reflection(f"{number}r1", "Hvornår?"), Reflection(f"{number}r2", "Hvorfor?")),
    )
    return replace(made, **more)


def catalogue(count: int = 4, scale: Scale = SCALE) -> Catalogue:
    made = tuple(pejlemaerke(number) for number in range(1, count + 1))
    return Catalogue(1, "lille", "1", "Et lille katalog", scale, made)


def team(**columns: str) -> list[Response]:
    """``team(p1="1155")``: four persons' answers to 1a, each as a character; ``?`` is ved ikke.

    A column such as ``p1b`` is the second statement's.
    """
    people = [response(f"p{n}") for n in range(max(map(len, columns.values()), default=0))]
    for name, column in columns.items():
        id_ = name.removeprefix("p")
        id_ = id_ if id_[-1].isalpha() else f"{id_}a"
        for n, mark in enumerate(column):
            value = UNKNOWN if mark == "?" else int(mark)
            people[n] = people[n].with_answer(id_, Answer(value))
    return people


def held(
    responses: Sequence[Response] = (),
    *,
    made: Catalogue | None = None,
    agreed: Mapping[int, Agreed] | None = None,
    actions: Sequence[Action] = (),
    during: Round | None = None,
) -> RoundData:
    agreement = Agreement(1, by_number={str(n): a for n, a in (agreed or {}).items()})
    return RoundData(during or round_(), made or catalogue(), responses, agreement, actions)


def before(responses: Sequence[Response] = (), **more: object) -> RoundData:
    return held(responses, during=round_("f", "Forår 2026", day=LAST_TIME), **more)  # type: ignore[arg-type]


def meeting(*rounds: RoundData, minutes: int = 60, chosen: Sequence[int] = ()) -> Meeting:
    return prepare(rounds, minutes, TODAY, chosen)


def the_topic(*rounds: RoundData, number: int = 1) -> Topic:
    (topic,) = meeting(*rounds, chosen=[number]).topics
    return topic


def numbers(made: Meeting) -> list[int]:
    return [topic.result.pejlemaerke.number for topic in made.topics]


def reasons(made: Meeting) -> list[str]:
    return [phrases.reason(topic, made) for topic in made.topics]


def action(id_: str, *events: Event, deadline: date | None = None, **more: object) -> Action:
    return Action(1, id_, f"Gør {id_}", deadline=deadline, events=events, **more)  # type: ignore[arg-type]


def done(day: date) -> Event:
    return Event(day, Status.DONE, "Det lykkedes.")


class TestTopics:
    def test_disagreement_comes_before_a_low_figure(self) -> None:
        made = meeting(held(team(p1="2222", p2="1155", p3="5555")))
        assert numbers(made) == [2, 1]
        assert reasons(made) == ["her er I mest uenige", "her er der længst igen"]

    def test_roles_that_see_it_differently_are_named(self) -> None:
        people = team(p1="5333333", p2="2222222")
        people[0] = replace(people[0], role=Role.LEADER)
        made = meeting(held(people))
        assert numbers(made) == [1, 2]
        assert reasons(made)[0] == "her ser medarbejdere og leder forskelligt på det"

    def test_only_the_strongest_case_of_its_kind_is_said_to_be_so(self) -> None:
        made = meeting(held(team(p1="1155", p2="2255", p3="1111", p4="2222")), minutes=90)
        assert reasons(made) == [
            "her er I mest uenige",
            "her er I uenige",
            "her er der længst igen",
        ]

    def test_of_two_who_disagree_alike_neither_is_said_to_do_it_most(self) -> None:
        made = meeting(held(team(p1="1155", p2="1155")))
        assert reasons(made) == ["her er I uenige"] * 2

    def test_disagreement_with_nothing_to_compare_with_is_not_the_most(self) -> None:
        assert reasons(meeting(held(team(p1="1155", p2="3")))) == [
            "her er I uenige",
            "her har kun én svaret",
        ]

    def test_the_second_lowest_is_only_said_to_be_low_below_the_middle(self) -> None:
        for second, reason in (("23", "her er der langt igen"), ("33", "her er tallet 3,0")):
            made = meeting(held(team(p1=second, p2="22")))
            assert reasons(made) == ["her er der længst igen", reason]

    def test_where_a_disputed_one_is_lower_another_has_not_the_longest_way_to_go(self) -> None:
        made = meeting(held(team(p1="1114", p2="2222", p3="4444")))
        assert reasons(made) == ["her er I mest uenige", "her er der langt igen"]

    def test_two_that_are_shown_alike_have_neither_of_them_the_longest_way_to_go(self) -> None:
        made = meeting(held(team(p1="22", p2="22", p3="44")))
        assert reasons(made) == ["her er der langt igen"] * 2

    def test_the_only_one_answered_has_nothing_to_be_compared_with(self) -> None:
        assert reasons(meeting(held(team(p1="44")))) == ["her er tallet 4,0"]

    def test_one_persons_answer_is_not_the_teams_lowest(self) -> None:
        made = meeting(held(team(p1="1", p2="22")))
        assert reasons(made) == ["her har kun én svaret", "her er der langt igen"]

    def test_where_all_stand_at_the_top_nothing_is_said_to_be_left(self) -> None:
        made = meeting(held(team(p1="555", p2="555")))
        assert reasons(made) == ["her står I på det øverste trin"] * 2

    def test_the_time_decides_how_many(self) -> None:
        data = held(team(p1="11", p2="22", p3="33", p4="44"))
        assert [len(meeting(data, minutes=m).topics) for m in (20, 60, 90)] == [1, 2, 3]

    def test_what_only_ved_ikke_was_said_to_is_talked_about_after_the_figures(self) -> None:
        made = meeting(held(team(p1="???", p2="333")))
        assert numbers(made) == [2, 1]
        assert reasons(made)[1] == "her svarer mange »ved ikke«"

    def test_one_or_two_who_do_not_know_are_not_many(self) -> None:
        assert reasons(meeting(held(team(p1="??")))) == ["her er svaret »ved ikke«"]

    def test_a_round_in_which_all_said_ved_ikke_still_has_a_topic(self) -> None:
        made = meeting(held(team(p1="??")))
        assert numbers(made) == [1]
        assert phrases.unknown(made.topics[0]) == "2 af 2 svarer »ved ikke« til »Vi gør 1a«."

    def test_a_team_that_only_answered_together_talks_of_its_lowest_steps(self) -> None:
        agreed = {1: Agreed(4), 2: Agreed(None, "Vi er uenige."), 3: Agreed(2), 4: Agreed(1)}
        made = meeting(held(agreed=agreed))
        assert numbers(made) == [4, 3]
        assert reasons(made) == ["her er der længst igen", "her er der langt igen"]
        assert phrases.standing(made.topics[0]) == "I har kun svaret sammen."

    def test_a_high_step_agreed_on_is_named_as_it_is(self) -> None:
        assert reasons(meeting(held(agreed={1: Agreed(4)}))) == ["her er jeres fælles trin 4"]

    def test_an_agreed_step_of_zero_is_a_step(self) -> None:
        made = meeting(held(made=catalogue(1, QUARTERS), agreed={1: Agreed(0)}))
        assert numbers(made) == [1]

    def test_a_catalogue_with_neither_anbefalinger_nor_questions_is_enough(self) -> None:
        bare = Pejlemaerke(1, "Alene", "Et formål.", statements=(statement("1a"),))
        made = meeting(held(team(p1="13"), made=replace(catalogue(), pejlemaerker=(bare,))))
        assert (made.topics[0].question, made.topics[0].suggestions) == (None, None)
        assert "Alene" in drawn(meeting_page(made))
        assert "Alene" in meeting_markdown(made)

    def test_on_another_scale_a_step_is_what_its_steps_are_apart(self) -> None:
        people = [response(f"p{n}").with_answer("1a", Answer(v)) for n, v in enumerate((0, 1, 0.5))]
        made = meeting(held(people, made=catalogue(1, QUARTERS)))
        assert [topic.why for topic in made.topics] == [Why.DISAGREEMENT]


class TestChosenTopics:
    DATA = held(team(p1="1155", p2="2222", p3="5555"))

    def test_they_come_in_the_order_they_were_chosen(self) -> None:
        assert numbers(meeting(self.DATA, chosen=[3, 1])) == [3, 1]

    def test_the_reason_is_the_answers_where_they_call_for_it_and_else_the_choice(self) -> None:
        made = meeting(self.DATA, chosen=[1, 3, 4])
        assert reasons(made) == ["her er I mest uenige", "valgt til mødet", "valgt til mødet"]

    def test_one_that_nobody_answered_has_its_question_and_suggestions(self) -> None:
        topic = the_topic(self.DATA, number=4)
        assert phrases.standing(topic) == "Ingen har svaret med et tal."
        assert topic.question is not None
        assert topic.suggestions is not None

    def test_all_of_them_are_taken_however_short_the_meeting(self) -> None:
        assert numbers(meeting(self.DATA, minutes=15, chosen=[1, 2, 3])) == [1, 2, 3]

    def test_four_are_too_many(self) -> None:
        with pytest.raises(WrongUse, match="højst rumme 3 emner"):
            meeting(self.DATA, chosen=[1, 2, 3, 4])

    def test_one_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(WrongUse, match="ikke noget nummer 99"):
            meeting(self.DATA, chosen=[99])


class TestTheStatementToLookAt:
    def test_it_is_the_one_people_stand_furthest_apart_on(self) -> None:
        topic = the_topic(held(team(p1="3333", p1b="1155")))
        assert topic.why is Why.DISAGREEMENT
        assert phrases.telling(topic) == "Mest forskelligt svarer I på »Vi gør 1b«: fra 1 til 5."

    def test_where_the_figure_is_low_it_is_the_lowest(self) -> None:
        (topic, *_) = meeting(held(team(p1="222", p1b="334"))).topics
        assert phrases.telling(topic) == "Lavest står »Vi gør 1a« med 2,0."

    def test_of_two_that_divide_people_alike_neither_is_said_to_do_it_most(self) -> None:
        topic = the_topic(held(team(p1="15", p1b="15")))
        assert phrases.telling(topic) == "Forskelligt svarer I på »Vi gør 1a«: fra 1 til 5."

    def test_one_of_several_that_stand_lowest_is_said_to_be_among_them(self) -> None:
        three = pejlemaerke(1, statements=tuple(statement(f"1{letter}") for letter in "abc"))
        data = held(
            team(p1="22", p1b="22", p1c="33"), made=replace(catalogue(1), pejlemaerker=(three,))
        )
        (topic,) = meeting(data).topics
        assert phrases.telling(topic) == "Blandt de laveste står »Vi gør 1a« med 2,0."

    def test_where_all_are_alike_none_is_named(self) -> None:
        assert phrases.telling(the_topic(held(team(p1="33", p1b="33")))) == ""

    def test_a_single_one_is_not_compared_with_itself(self) -> None:
        assert phrases.telling(the_topic(held(team(p1="15")))) == ""

    def test_the_suggestions_are_those_of_its_anbefaling(self) -> None:
        topic = the_topic(held(team(p1="3333", p1b="1155")))
        assert topic.suggestions is not None
        assert topic.suggestions.worker == ("Gør 2.", "Gør mere.")
        assert topic.suggestions.management == ("Led 2.",)

    def test_an_anbefaling_without_suggestions_gives_none(self) -> None:
        bare = pejlemaerke(1, anbefalinger=(Anbefaling("1.1", "Del 1", "vaerktoejet"),))
        bare = replace(bare, statements=(statement("1a"),))
        data = held(team(p1="12"), made=replace(catalogue(), pejlemaerker=(bare,)))
        assert the_topic(data).suggestions is None


class TestFigures:
    @pytest.mark.parametrize(
        ("column", "said"),
        [
            ("1155", "4 svar, fra 1,0 til 5,0, gennemsnit 3,0"),
            ("33", "2 svar, alle 3,0"),
            ("4", "1 svar: 4,0"),
            ("?", "Ingen har svaret med et tal."),
        ],
    )
    def test_where_the_answers_stand(self, column: str, said: str) -> None:
        assert phrases.standing(the_topic(held(team(p1=column)))) == said

    def test_the_roles_are_shown_where_more_than_one_answered(self) -> None:
        people = team(p1="35")
        assert phrases.roles(the_topic(held(people))) == ""
        people[1] = replace(people[1], role=Role.LEADER)
        assert phrases.roles(the_topic(held(people))) == "medarbejder 3,0 (1) · leder 5,0 (1)"

    def test_a_third_of_three_who_do_not_know_is_told(self) -> None:
        topic = the_topic(held(team(p1="33?")))
        assert phrases.unknown(topic) == "1 af 3 svarer »ved ikke« til »Vi gør 1a«."

    def test_one_of_two_who_does_not_know_is_not(self) -> None:
        assert phrases.unknown(the_topic(held(team(p1="3?")))) == ""


class TestQuotes:
    def texts(self, *written: Response, number: int = 1) -> list[str]:
        return [quote.text for quote in the_topic(held(written), number=number).quotes]

    def test_each_statement_is_quoted_before_any_is_quoted_twice(self) -> None:
        said = self.texts(
            response("a", notes={"1a": "Den længste af dem alle.", "1b": "Om b."}, s1a=3, s1b=3),
            response("b", notes={"1a": "Kortere."}, s1a=3),
        )
        assert said == ["Den længste af dem alle.", "Om b.", "Kortere."]

    def test_the_statement_people_disagree_on_is_quoted_first(self) -> None:
        said = self.texts(
            response("a", notes={"1a": "Om a.", "1b": "Om b."}, s1a=3, s1b=1),
            response("b", s1a=3, s1b=5),
        )
        assert said == ["Om b.", "Om a."]

    def test_an_answer_to_a_question_is_quoted_too(self) -> None:
        said = replace(response("a", s1a=3), reflections={"1r1": Words("I maj.")})
        assert self.texts(said) == ["I maj."]

    def test_each_stands_below_what_it_was_written_about(self) -> None:
        said = replace(
            response("a", notes={"1a": "Om a.", "1b": "Om b."}, s1a=3, s1b=3),
            reflections={"1r1": Words("I maj.")},
        )
        assert phrases.said(the_topic(held([said]))) == {
            "Til »Vi gør 1a«:": ["»Om a.« (medarbejder)"],
            "Til »Vi gør 1b«:": ["»Om b.« (medarbejder)"],
            "Til »Hvornår?«:": ["»I maj.« (medarbejder)"],
        }

    def test_the_statement_to_look_at_first_is_named_once_above_its_quotes(self) -> None:
        said = phrases.said(
            the_topic(
                held(
                    [
                        response("a", notes={"1a": "Om a.", "1b": "Om b."}, s1a=3, s1b=1),
                        response("b", notes={"1b": "Og mere."}, s1a=3, s1b=5),
                    ]
                )
            )
        )
        assert said == {
            "Mest forskelligt svarer I på »Vi gør 1b«: fra 1 til 5.": [
                "»Og mere.« (medarbejder)",
                "»Om b.« (medarbejder)",
            ],
            "Til »Vi gør 1a«:": ["»Om a.« (medarbejder)"],
        }

    def test_it_is_named_also_where_nobody_wrote_about_it(self) -> None:
        people = [response("a", s1a=3, s1b=1), response("b", s1a=3, s1b=5)]
        assert list(phrases.said(the_topic(held(people))).values()) == [[]]

    def test_a_letter_gives_way_to_what_can_be_read_aloud(self) -> None:
        said = self.texts(
            response("a", notes={"1a": "ord " * 100}, s1a=3),
            response("b", notes={"1a": "Kort."}, s1a=3),
        )
        assert said[0] == "Kort."

    def test_a_letter_that_stands_alone_is_cut_with_a_mark(self) -> None:
        shown = phrases.quoted(Quote("1a", "ord " * 100))
        assert shown.endswith("…«")
        assert len(shown) < 250

    def test_there_are_never_more_than_three(self) -> None:
        people = [response(f"p{n}", notes={"1a": f"Note {n}."}, s1a=3) for n in range(9)]
        assert len(self.texts(*people)) == 3

    def test_in_an_open_round_it_is_told_whose_words_they_are(self) -> None:
        said = replace(response("a", notes={"1a": "Ja."}, s1a=3), label="Teamets\nnyeste")
        (quote,) = the_topic(held([said])).quotes
        assert phrases.quoted(quote) == "»Ja.« (Teamets nyeste, medarbejder)"

    @given(st.lists(st.text("abc ", min_size=1, max_size=6), max_size=6), st.randoms())
    def test_their_order_depends_on_the_texts_alone(self, texts: list[str], chance) -> None:  # type: ignore[no-untyped-def]
        result = published(held(team(p1="33", p1b="15"))).pejlemaerker[0]
        written = [Quote("1a" if n % 2 else "1b", text) for n, text in enumerate(texts)]
        shuffled = chance.sample(written, len(written))
        assert few_quotes(Voices(tuple(written)), result) == few_quotes(
            Voices(tuple(shuffled)), result
        )


class TestTheQuestion:
    def asked(self, *rounds: RoundData) -> str:
        topic = the_topic(*rounds)
        assert topic.question is not None
        return topic.question.id

    def test_each_round_gets_another(self) -> None:
        data = held(team(p1="33"))
        assert self.asked(data) == "1r1"
        assert self.asked(before(team(p1="33")), data) == "1r2"

    def test_when_all_have_been_asked_they_begin_anew(self) -> None:
        spoken = before(team(p1="33"))
        assert self.asked(spoken, spoken, held(team(p1="33"))) == "1r1"

    def test_a_round_in_which_nobody_answered_does_not_use_one_up(self) -> None:
        assert self.asked(before(), held(team(p1="33"))) == "1r1"


class TestSinceLastTime:
    NOW = held(team(p1="33"))

    def followed(self, *earlier: RoundData) -> list[str]:
        return [planned.action.id for planned in meeting(*earlier, self.NOW).follow_up]

    def test_what_is_open_comes_first_with_the_overdue_on_top(self) -> None:
        late = action("late", deadline=date(2026, 10, 1))
        soon = action("soon", deadline=date(2026, 12, 1))
        over = action("over", done(date(2026, 8, 1)))
        assert self.followed(before(actions=[over, soon, late])) == ["late", "soon", "over"]

    def test_what_was_ended_before_last_time_is_not_brought_up_again(self) -> None:
        old = held(actions=[action("old", done(date(2026, 1, 1)))], during=round_("v", "Vinter"))
        assert self.followed(old, before(team(p1="33"))) == []

    def test_what_is_still_open_from_long_ago_is(self) -> None:
        old = held(actions=[action("old")], during=round_("v", "Vinter"))
        assert self.followed(old, before(team(p1="33"))) == ["old"]

    def test_a_round_in_which_nobody_answered_is_not_last_time(self) -> None:
        spoken = before(team(p1="33"), actions=[action("done", done(date(2026, 6, 1)))])
        empty = held(during=round_("s", "Sommer", day=date(2026, 8, 1)))
        assert self.followed(spoken, empty) == ["done"]

    def test_actions_on_no_pejlemaerke_or_one_that_is_gone_are_followed_up(self) -> None:
        gone = action("gone", pejlemaerke=42)
        assert self.followed(before(actions=[action("none"), gone])) == ["gone", "none"]

    def test_more_than_a_meeting_can_begin_with_are_counted(self) -> None:
        made = meeting(before(actions=[action(f"a{n}") for n in range(9)]), self.NOW)
        assert len(made.follow_up) == 6
        assert phrases.further(made) == "og 3 til, se bostoette handleplan"

    def test_an_action_is_told_on_one_line_with_what_became_of_it(self) -> None:
        told = action(
            "x",
            Event(date(2026, 8, 1), Status.UNDER_WAY, "Vi er\ni gang."),
            deadline=date(2026, 11, 18),
            responsible="Mette\nog Jonas",
        )
        made = meeting(before(actions=[told]), self.NOW)
        assert [phrases.followed_up(p, made) for p in made.follow_up] == [
            "Gør x (Mette og Jonas, fristen var 18. november 2026, i gang) »Vi er i gang.«"
        ]

    def test_a_first_round_has_nothing_to_follow_up(self) -> None:
        made = meeting(self.NOW)
        assert (made.previous, made.follow_up, made.moved) == (None, (), ())
        assert Part.FOLLOW_UP not in [slot.part for slot in made.slots]

    def test_what_moved_is_told_once_with_its_topic_or_else_at_the_beginning(self) -> None:
        made = meeting(
            before(team(p1="22", p2="33", p3="33")),
            held(team(p1="12", p2="44", p3="33")),
            chosen=[1],
        )
        assert made.moved == ("2 Nummer 2: to op.",)
        assert phrases.since(made.topics[0], made) == "Siden Forår 2026: én ned og én uændret."

    def test_a_topic_that_stood_still_says_so(self) -> None:
        made = meeting(before(team(p1="33")), held(team(p1="33")), chosen=[1])
        assert phrases.since(made.topics[0], made) == "Siden Forår 2026: tallet er det samme."

    def test_a_change_on_fewer_statements_than_the_figure_says_so(self) -> None:
        fewer = replace(catalogue(), pejlemaerker=(pejlemaerke(1, statements=(statement("1a"),)),))
        made = meeting(before(team(p1="22"), made=fewer), held(team(p1="33", p1b="55")), chosen=[1])
        said = "Siden Forår 2026: to op (på de udsagn, runderne har fælles)."
        assert phrases.since(made.topics[0], made) == said

    def test_a_round_on_another_scale_is_not_compared_and_stops_nothing(self) -> None:
        made = meeting(before([], made=catalogue(4, QUARTERS), agreed={1: Agreed(0.25)}), self.NOW)
        assert (made.moved, made.topics[0].row) == ((), None)

    def test_last_times_step_is_named_as_it_was_then(self) -> None:
        earlier = before([], made=catalogue(4, QUARTERS), agreed={1: Agreed(0.25, "Det er nyt.")})
        made = meeting(earlier, self.NOW)
        assert phrases.agreed_before(made.topics[0], made) == "0,25 Trin 0.25: »Det er nyt.«"

    def test_a_step_left_open_is_told_as_that(self) -> None:
        made = meeting(before(agreed={1: Agreed(None, "Vi ser\ndet forskelligt.")}), self.NOW)
        said = "at lade trinnet stå åbent: »Vi ser det forskelligt.«"
        assert phrases.agreed_before(made.topics[0], made) == said

    def test_where_nothing_was_agreed_nothing_is_told(self) -> None:
        made = meeting(before(team(p1="33")), self.NOW)
        assert phrases.agreed_before(made.topics[0], made) == ""
        assert phrases.agreed_now(made.topics[0], made) == ""

    def test_an_anonymous_comparison_that_may_tell_is_warned_of(self) -> None:
        people = team(p1="3333333", p2="2222222")
        six = before(people[:6])._replace(round=round_("f", "Forår", anonymous=True))
        made = meeting(six, held(people, during=round_(anonymous=True)))
        assert "Sammenligningen kan røbe" in made.moved[-1]


class TestStrengths:
    def strong(self, **columns: str) -> list[str]:
        return list(phrases.strong(meeting(held(team(**columns)))))

    def test_they_are_the_highest_figures_that_are_no_topics(self) -> None:
        assert self.strong(p1="11", p2="22", p3="45", p4="55") == [
            "4 Nummer 4: 5,0 (2 svar)",
            "3 Nummer 3: 4,5 (2 svar)",
        ]

    def test_what_lies_at_the_middle_of_the_scale_or_below_is_no_strength(self) -> None:
        assert self.strong(p1="11", p2="22", p3="33") == []

    def test_what_one_person_of_several_answered_is_no_strength(self) -> None:
        assert self.strong(p1="1111", p2="2222", p3="5", p4="444") == ["4 Nummer 4: 4,0 (3 svar)"]

    def test_what_people_disagree_on_is_no_strength(self) -> None:
        assert self.strong(p1="1111", p2="1115", p3="1155", p4="3355") == []

    def test_a_team_that_answered_together_has_strengths_too(self) -> None:
        made = meeting(held(agreed={1: Agreed(1), 2: Agreed(2), 3: Agreed(4)}))
        assert list(phrases.strong(made)) == ["3 Nummer 3: 4 Trin 4 (jeres fælles trin)"]


class TestNothingToTalkAbout:
    def test_before_anybody_has_answered_the_paper_asks_for_answers(self) -> None:
        made = meeting(held())
        assert phrases.nothing(made) == phrases.NOTHING
        assert made.slots[0].part is Part.ANSWERS

    def test_last_times_actions_are_still_there(self) -> None:
        made = meeting(before(actions=[action("x")]), held())
        assert "Gør x" in drawn(meeting_page(made))
        assert "Gør x" in meeting_markdown(made)

    def test_where_all_is_hidden_more_answers_or_a_choice_are_asked_for(self) -> None:
        made = meeting(held(team(p1="33"), during=round_(anonymous=True)))
        assert made.topics == ()
        assert "den anonyme runde" in phrases.nothing(made)
        assert "--emne 1" in phrases.nothing(made)

    def test_where_nobody_gave_a_number_the_team_may_choose(self) -> None:
        made = meeting(held([response("a", s1a=NoNumber.DECLINED)]))
        assert phrases.nothing(made).startswith("Ingen har svaret med et tal.")


class TestDecisions:
    def test_each_topic_has_a_row_and_something_else_has_one(self) -> None:
        made = meeting(held(team(p1="11", p2="22")))
        assert list(phrases.rows(made)) == ["1 Nummer 1:", "2 Nummer 2:", ""]

    def test_without_topics_there_are_rows_all_the_same(self) -> None:
        assert list(phrases.rows(meeting(held()))) == ["", "", ""]

    def test_what_this_round_has_led_to_already_is_told(self) -> None:
        made = meeting(held(team(p1="11"), actions=[action("x", deadline=date(2026, 12, 1))]))
        assert [item.id for item in made.decided] == ["x"]
        assert phrases.DECIDED in drawn(meeting_page(made))


def test_fifteen_persons_and_long_titles_stay_within_the_screen() -> None:
    long = pejlemaerke(1, title="Et meget langt navn på et pejlemærke " * 4)
    data = held(team(p1="112233445512345"), made=replace(catalogue(), pejlemaerker=(long,)))
    for columns in (40, 80, 200):
        lines = drawn(meeting_page(meeting(data)), columns).splitlines()
        assert max(map(len, lines)) <= columns


def test_the_distribution_is_only_broken_between_two_steps() -> None:
    ten = Scale(tuple(Step(n, f"Trin {n}") for n in range(1, 11)))
    people = [response(f"p{n}", s1a=n % 10 + 1) for n in range(15)]
    page = drawn(meeting_page(meeting(held(people, made=catalogue(1, ten)))), 40)
    steps = [line.split("   ") for line in page.splitlines() if ": ▇" in line]
    assert [cell.split(":")[0] for line in steps for cell in map(str.strip, line) if cell] == [
        str(n) for n in range(1, 11)
    ]


# --- privacy ---------------------------------------------------------------------------------

people = st.lists(
    st.tuples(
        st.sampled_from([Role.STAFF, Role.STAFF, Role.LEADER]),
        st.lists(st.sampled_from([1, 3, 5, UNKNOWN, None]), min_size=4, max_size=4),
    ),
    max_size=9,
)


def written_by(crowd: Sequence[tuple[Role, Sequence[int | NoNumber | None]]]) -> list[Response]:
    """Persons of two pejlemærker, each with a note and an answer to a question of their own."""
    made = []
    for n, (role, picks) in enumerate(crowd):
        answers = {
            id_: Answer(pick, note=f"note-{id_}-p{n}")
            for id_, pick in zip(("1a", "1b", "2a", "2b"), picks, strict=True)
        }
        said = {f"{number}r1": Words(f"svar-{number}-p{n}") for number in (1, 2)}
        made.append(
            replace(response(f"id{n}", role), label=f"mærke{n}", answers=answers, reflections=said)
        )
    return made


def anonymous(crowd: Sequence[tuple[Role, Sequence[int | NoNumber | None]]]) -> RoundData:
    return held(written_by(crowd), made=catalogue(2), during=round_(anonymous=True, threshold=3))


@given(people)
def test_an_anonymous_meeting_shows_nothing_that_the_round_does_not_publish(crowd) -> None:  # type: ignore[no-untyped-def]
    data = anonymous(crowd)
    allowed = published(data)
    for chosen in ((), (2, 1)):
        for topic in meeting(data, chosen=chosen).topics:
            number = topic.result.pejlemaerke.number
            assert topic.result == allowed.on(number)
            assert topic.result.scores == {}
            assert topic.statement is None or not topic.statement.figure.hidden
            said = voices(topic.result, data.responses, data.round)
            assert set(topic.quotes) <= {*said.notes, *said.reflections}
            assert not any(quote.by for quote in topic.quotes)


@given(people)
@settings(max_examples=30)
def test_no_text_or_name_gets_on_an_anonymous_paper_but_by_a_quote(crowd) -> None:  # type: ignore[no-untyped-def]
    data = anonymous(crowd)
    made = meeting(data, chosen=(1, 2))
    quoted = {quote.text for topic in made.topics for quote in topic.quotes}
    for paper in (drawn(meeting_page(made), 200), meeting_markdown(made)):
        for said in data.responses:
            assert said.label not in paper
            assert said.id not in paper
            texts = [a.note for a in said.answers.values()]
            texts += [w.text for w in said.reflections.values()]
            assert all(text not in paper for text in set(texts) - quoted)


@given(people, st.randoms())
@settings(max_examples=30)
def test_who_wrote_what_does_not_follow_from_an_anonymous_paper(crowd, chance) -> None:  # type: ignore[no-untyped-def]
    data = anonymous(crowd)
    shuffled = data._replace(responses=chance.sample(data.responses, len(data.responses)))
    renamed = [replace(r, id=f"x{n}", label="") for n, r in enumerate(shuffled.responses)]
    papers = {
        meeting_markdown(meeting(variant, chosen=(1, 2)))
        for variant in (data, shuffled, shuffled._replace(responses=renamed))
    }
    assert len(papers) == 1


def test_an_anonymous_round_with_answers_enough_is_quoted_without_names() -> None:
    crowd = [(Role.STAFF, (1, 3, 5, 5))] * 5
    topic = the_topic(anonymous(crowd))
    assert [phrases.quoted(quote) for quote in topic.quotes] == [
        "»note-1a-p0«",
        "»note-1b-p0«",
        "»svar-1-p0«",
    ]


def test_a_hidden_topic_may_be_chosen_and_says_no_more_than_that_it_is_hidden() -> None:
    few = written_by([(Role.STAFF, (1, 1, 5, 5)), (Role.STAFF, (5, 5, 1, 1))])
    data = held(few, made=catalogue(2), during=round_(anonymous=True))
    topic = the_topic(data)
    assert phrases.standing(topic) == "Skjult: færre end 5 svar."
    assert topic.quotes == ()
    assert phrases.roles(topic) == phrases.telling(topic) == phrases.unknown(topic) == ""


def test_where_every_role_is_hidden_one_line_says_why() -> None:
    people = team(p1="33333333")
    people[0] = replace(people[0], role=Role.LEADER)
    topic = the_topic(held(people, during=round_(anonymous=True)))
    assert phrases.roles(topic).startswith("Rollernes tal er skjult: ")


def test_a_figure_that_rests_on_some_of_the_statements_says_so() -> None:
    people = team(p1="333333", p1b="44")
    topic = the_topic(held(people, during=round_(anonymous=True)))
    said = "6 svar, alle 3,0, regnet på 1 af 2 udsagn; resten har for få svar"
    assert phrases.standing(topic) == said
