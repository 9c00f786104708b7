"""The words people wrote, and whose they may be said to be."""

from __future__ import annotations

from msgspec.structs import replace

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.quotes import Quote, Voices, signature, voices, voices_through
from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED

from builders import response, round_, small_catalogue

CATALOGUE = small_catalogue()
NOT_RELEVANT = Answer(NoNumber.IRRELEVANT, reason="Vi har ingen.")


def heard(*responses: Response, anonymous: bool = False, number: int = 1) -> Voices:
    """What is shown of the words on one pejlemærke."""
    asked = round_(anonymous=anonymous)
    result = published(RoundData(asked, CATALOGUE, responses)).on(number)
    assert result is not None
    return voices(result, responses, asked)


def five(**notes: str) -> list[Response]:
    """Five staff; p0 to p4 by their notes on 1a."""
    return [
        response(f"p{n}", s1a=3, notes={"1a": notes[f"p{n}"]} if f"p{n}" in notes else None)
        for n in range(5)
    ]


def data(
    *responses: Response, catalogue: Catalogue = CATALOGUE, anonymous: bool = False
) -> RoundData:
    return RoundData(round_(anonymous=anonymous), catalogue, responses, NOTHING_AGREED)


# --- what is gathered ------------------------------------------------------------------------


def test_a_note_is_heard_with_the_statement_it_is_about() -> None:
    assert heard(response(s1a=4, notes={"1a": " Altid.\n"})).notes == (
        Quote("1a", "Altid.", "medarbejder"),
    )


def test_a_note_needs_no_number() -> None:
    assert heard(response(notes={"1a": "Sjældent."})).notes[0].text == "Sjældent."


def test_a_blank_note_is_not_heard() -> None:
    assert not heard(response(s1a=4, notes={"1a": "  \n"}))


def test_the_reason_for_not_relevant_is_heard_apart_from_the_notes() -> None:
    said = response().with_answer(
        "1a", Answer(NoNumber.IRRELEVANT, reason="Vi har ingen.", note="Endnu.")
    )
    assert heard(said).reasons == (Quote("1a", "Vi har ingen.", "medarbejder"),)
    assert heard(said).notes == (Quote("1a", "Endnu.", "medarbejder"),)


def test_a_reason_left_from_an_answer_that_was_changed_is_not_heard() -> None:
    assert not heard(response().with_answer("1a", Answer(4, reason="Vi har ingen.")))


def test_a_reflection_is_heard_with_its_question() -> None:
    said = response().with_reflection("1r1", " I maj. ")
    assert heard(said).reflections == (Quote("1r1", "I maj.", "medarbejder"),)


def test_words_on_another_pejlemaerke_are_not_heard_here() -> None:
    said = response(s2a=4, notes={"2a": "Altid."}).with_reflection("2r1", "I maj.")
    assert not heard(said, number=1)
    assert heard(said, number=2)


def test_words_are_heard_statement_by_statement_and_question_by_question() -> None:
    both = heard(
        response("a", s1a=4, notes={"1a": "Altid.", "1b": "Aldrig."}),
        response("b", s1a=4, notes={"1a": "Ofte."}).with_reflection("1r1", "I maj."),
    )
    assert [q.text for q in both.about("1a")] == ["Altid.", "Ofte."]
    assert [q.text for q in both.about("1b")] == ["Aldrig."]
    assert [q.text for q in both.about("1r1")] == ["I maj."]
    assert both.about("1c") == ()


def test_where_nobody_wrote_there_are_no_voices() -> None:
    assert not heard(response(s1a=4))
    assert Voices(reasons=(Quote("1a", "Vi har ingen."),))


# --- whose words they are --------------------------------------------------------------------


def test_in_an_open_round_words_are_signed_with_label_and_role() -> None:
    said = replace(response(role=Role.RELATIVE), label="Kirsten")
    assert signature(said) == "Kirsten, pårørende"


def test_without_a_label_the_role_signs() -> None:
    assert signature(response(role=Role.LEADER)) == "leder"


def test_a_label_that_only_repeats_the_role_is_not_repeated() -> None:
    assert signature(replace(response(role=Role.LEADER), label="Leder")) == "leder"


def test_in_an_anonymous_round_words_are_signed_by_nobody() -> None:
    people = [replace(p, label="Kirsten") for p in five(p0="Altid.")]
    people[1] = people[1].with_reflection("1r1", "I maj.")
    people += [response(f"p{n}").with_answer("1a", NOT_RELEVANT) for n in range(5, 10)]
    said = heard(*people, anonymous=True)
    everything = (*said.notes, *said.reasons, *said.reflections)
    assert [q.text for q in everything] == ["Altid.", *["Vi har ingen."] * 5, "I maj."]
    assert {q.by for q in everything} == {""}


def test_in_an_anonymous_round_the_reasons_of_a_few_are_not_told() -> None:
    people = [*five(), *[response("p5").with_answer("1a", NOT_RELEVANT)]]
    assert heard(*people, anonymous=True).reasons == ()


def test_in_an_anonymous_round_the_order_of_the_files_tells_nothing() -> None:
    people = five(p0="c", p1="a", p3="b")
    people = [p.with_reflection("1r1", text) for p, text in zip(people, "zyxwv", strict=True)]
    said = heard(*people, anonymous=True)
    assert said == heard(*reversed(people), anonymous=True)
    assert [q.text for q in said.notes] == ["a", "b", "c"]
    assert [q.text for q in said.reflections] == ["v", "w", "x", "y", "z"]


def test_in_an_open_round_the_order_of_the_persons_is_kept() -> None:
    assert [q.text for q in heard(*five(p0="c", p1="a", p3="b")).notes] == ["c", "a", "b"]


def test_words_are_hidden_with_the_figures_of_an_anonymous_pejlemaerke() -> None:
    people = five(p0="Altid.")
    assert heard(*people, anonymous=True)
    assert not heard(*people[:4], anonymous=True)
    assert heard(*people[:4])


def test_words_are_hidden_with_a_statement_that_too_few_have_answered() -> None:
    leader = response("x", Role.LEADER, s1a=3, s1c=2, notes={"1c": "Jeg har ikke tid."})
    assert not heard(*five(), leader, anonymous=True)
    assert heard(*five(), leader)


def test_a_reason_is_hidden_with_a_statement_that_too_few_have_answered() -> None:
    leader = response("x", Role.LEADER, s1a=3).with_answer("1c", NOT_RELEVANT)
    assert not heard(*five(), leader, anonymous=True)
    assert heard(*five(), leader)


def test_reflections_are_hidden_where_the_team_that_is_asked_them_is_too_small() -> None:
    citizens = [response(f"c{n}", Role.CITIZEN, s1a=3) for n in range(9)]
    team = [response(f"p{n}", s1a=3).with_reflection("1r1", f"I uge {n}.") for n in range(5)]
    assert not heard(*citizens, *team[:4], anonymous=True)
    assert len(heard(*citizens, *team, anonymous=True).reflections) == 5
    assert len(heard(*citizens, *team[:1]).reflections) == 1


# --- through the rounds ----------------------------------------------------------------------


def test_words_are_laid_side_by_side_round_by_round() -> None:
    before = data(response(s1a=2, notes={"1a": "Sjældent."}))
    after = data(response(s1a=4, notes={"1a": "Altid."}))
    assert [[q.text for q in said.notes] for said in voices_through([before, after], 1)] == [
        ["Sjældent."],
        ["Altid."],
    ]


def test_a_round_without_the_pejlemaerke_has_no_voices_on_it() -> None:
    older = replace(CATALOGUE, pejlemaerker=CATALOGUE.pejlemaerker[:1])
    before = data(catalogue=older)
    after = data(replace(response(), reflections={"2r1": Words("I maj.")}))
    first, last = voices_through([before, after], 2)
    assert not first
    assert [q.text for q in last.reflections] == ["I maj."]


def test_one_roles_words_can_be_picked_out_of_an_open_round() -> None:
    said = data(
        response("a", s1a=2, notes={"1a": "Sjældent."}),
        response("b", Role.LEADER, s1a=4, notes={"1a": "Altid."}),
    )
    [picked] = voices_through([said], 1, Role.LEADER)
    assert [q.text for q in picked.notes] == ["Altid."]


def test_one_roles_words_are_never_picked_out_of_an_anonymous_round() -> None:
    people = [response(f"p{n}", s1a=2, notes={"1a": f"Sjældent {n}."}) for n in range(9)]
    (whole,) = voices_through([data(*people, anonymous=True)], 1)
    (picked,) = voices_through([data(*people, anonymous=True)], 1, Role.STAFF)
    assert len(whole.notes) == 9
    assert not picked
