"""Catalogue, answers, rounds and roles; what fits what; personal data in free text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.answers import NO_ANSWER, Answer, NoNumber, Response, Words, is_id
from bostoette_cli.domain.catalogue import (
    Catalogue,
    Method,
    Scale,
    Step,
)
from bostoette_cli.domain.catalogue_validation import catalogue_problems
from bostoette_cli.domain.errors import (
    BostoetteError,
    DamagedFile,
    NoTerminal,
    Stopped,
    StorageFailure,
    WrongUse,
)
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import (
    DEFAULT_THRESHOLD,
    LOWEST_THRESHOLD,
    NOTHING_AGREED,
    Agreed,
    Agreement,
    Round,
)
from bostoette_cli.domain.validation import cpr_fields, response_problems

from builders import SCALE, TEAM, response, round_, small_catalogue, statement

DAYS = st.dates(date(1930, 1, 1), date(2026, 12, 31))
SERIALS = st.integers(0, 9999)
JOINTS = st.sampled_from(["", "-", " ", "–", " - "])


# --- the scale -------------------------------------------------------------------------------


def test_a_scale_runs_from_its_first_step_to_its_last() -> None:
    assert (SCALE.lowest, SCALE.highest) == (1, 5)


def test_the_step_size_is_the_smallest_distance_between_neighbours() -> None:
    assert Scale((Step(0, "a"), Step(2, "b"), Step(2.5, "c"))).step_size == Fraction(1, 2)


def test_a_step_is_found_by_its_value() -> None:
    assert SCALE.step(4) is SCALE.steps[3]


@pytest.mark.parametrize("value", [0, 6, 3.5])
def test_a_value_between_or_beyond_the_steps_is_no_step(value: float) -> None:
    assert SCALE.step(value) is None


@pytest.mark.parametrize(
    ("mean", "step"), [(Fraction(1), 1), (Fraction(12, 5), 2), (Fraction(13, 5), 3)]
)
def test_a_mean_lies_nearest_to_one_step(mean: Fraction, step: int) -> None:
    assert SCALE.nearest(mean).value == step


def test_midway_between_two_steps_the_upper_one_is_nearest() -> None:
    assert SCALE.nearest(Fraction(5, 2)).value == 3


def test_a_step_speaks_in_the_words_of_a_role_that_has_its_own() -> None:
    step = Step(1, "Ikke endnu", "Det gør vi ikke.", {Role.CITIZEN: "Det har jeg ikke oplevet."})
    assert step.meaning_for(Role.CITIZEN) == "Det har jeg ikke oplevet."
    assert step.meaning_for(Role.STAFF) == "Det gør vi ikke."


# --- the catalogue ---------------------------------------------------------------------------


def test_a_statement_speaks_in_the_words_of_a_role_that_has_its_own() -> None:
    asked = replace(
        statement("5a", TEAM, "Vi spørger."), wording={Role.CITIZEN: "Bostøtten spørger."}
    )
    assert asked.text_for(Role.CITIZEN) == "Bostøtten spørger."
    assert asked.text_for(Role.LEADER) == "Vi spørger."


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        (Role.STAFF, ["1a", "1b"]),
        (Role.LEADER, ["1a", "1b", "1c"]),
        (Role.CITIZEN, ["1a"]),
        (Role.PARTNER, []),
    ],
)
def test_a_role_is_asked_only_its_own_statements_in_order(role: Role, ids: list[str]) -> None:
    first = small_catalogue().pejlemaerke(1)
    assert [s.id for s in first.statements_for(role)] == ids


def test_only_the_team_is_asked_the_open_questions() -> None:
    first = small_catalogue().pejlemaerke(1)
    asked = {role for role in Role if first.reflections_for(role)}
    assert asked == {Role.STAFF, Role.LEADER}


def test_a_pejlemaerke_is_found_by_its_number() -> None:
    assert small_catalogue().pejlemaerke(2).title == "Andet"


def test_an_unknown_number_names_the_numbers_there_are() -> None:
    with pytest.raises(WrongUse, match=r"nummer 7 .* fra 1 til 2"):
        small_catalogue().pejlemaerke(7)


def test_statements_and_questions_are_found_by_their_ids_across_pejlemaerker() -> None:
    catalogue = small_catalogue()
    assert list(catalogue.statements) == ["1a", "1b", "1c", "2a"]
    assert catalogue.statements["2a"] is catalogue.pejlemaerke(2).statements[0]
    assert catalogue.reflections["2r1"].text == "Hvad lærte I?"


def test_a_restricted_catalogue_keeps_every_pejlemaerke_but_only_some_statements() -> None:
    whole = small_catalogue()
    assert whole.statements  # looked up once, and so remembered
    part = whole.restricted_to({"1b"})
    assert list(part.statements) == ["1b"]
    assert [p.number for p in part.pejlemaerker] == [1, 2]
    assert list(whole.statements) == ["1a", "1b", "1c", "2a"]


def test_a_pejlemaerke_lists_its_methods_in_its_own_order_without_the_unknown() -> None:
    cards = Method("kort", "Netværkskort", "Et kort.", "https://example.dk")
    dialogue = Method("dialog", "Åben Dialog", "En samtale.", "https://example.dk")
    first = replace(small_catalogue().pejlemaerke(1), method_ids=("dialog", "findes-ikke", "kort"))
    catalogue = replace(small_catalogue(), methods=(cards, dialogue))
    assert list(catalogue.methods_of(first)) == [dialogue, cards]


# --- answers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [1, 5, 2.5, 0])
def test_a_step_is_a_number(value: float) -> None:
    assert Answer(value).number == value


@pytest.mark.parametrize("value", [*NoNumber, None])
def test_four_things_are_not_numbers(value: NoNumber | None) -> None:
    assert Answer(value).number is None


@pytest.mark.parametrize("value", [0, 3, *NoNumber])
def test_a_stand_without_a_number_is_an_answer_too(value: int | NoNumber) -> None:
    assert Answer(value).is_given


def test_a_note_alone_is_not_an_answer() -> None:
    assert not Answer(note="Vi spørger altid.").is_given


def test_the_words_in_the_files_are_read_without_underscores() -> None:
    assert [n.label for n in NoNumber] == ["ved ikke", "ikke relevant", "vil ikke svare"]


def test_a_statement_nobody_touched_has_an_empty_answer() -> None:
    assert response(s1a=4).answer("1b") == NO_ANSWER


def test_setting_an_answer_leaves_the_others_and_the_original_alone() -> None:
    before = response(s1a=4)
    after = before.with_answer("1b", Answer(2))
    assert dict(after.answers) == {"1a": Answer(4), "1b": Answer(2)}
    assert dict(before.answers) == {"1a": Answer(4)}


def test_an_answer_that_says_nothing_is_taken_out() -> None:
    assert dict(response(s1a=4).with_answer("1a", NO_ANSWER).answers) == {}


def test_a_note_keeps_an_answer_without_a_value() -> None:
    assert response().with_answer("1a", Answer(note="Sjældent.")).answer("1a").note == "Sjældent."


def test_a_reflection_is_set_and_replaced() -> None:
    said = response().with_reflection("1r1", "I maj.").with_reflection("1r1", "I juni.")
    assert dict(said.reflections) == {"1r1": Words("I juni.")}


def test_a_blank_reflection_is_taken_out() -> None:
    said = response().with_reflection("1r1", "I maj.")
    assert dict(said.with_reflection("1r1", " \n").reflections) == {}


def test_a_response_is_a_draft_until_it_is_done() -> None:
    assert replace(response(), state="kladde").is_draft
    assert not response().is_draft


def test_every_stand_taken_is_counted_and_a_note_alone_is_none() -> None:
    said = response(s1a=4, s1b=NoNumber.UNKNOWN, notes={"1a": "Altid.", "1c": "Aldrig."})
    assert said.given_count == 2


def test_notes_are_counted_whether_or_not_they_have_a_number() -> None:
    assert response(s1a=4, s1b=2, notes={"1a": "Altid.", "1c": "Aldrig."}).note_count == 2


@pytest.mark.parametrize("id_", ["a", "7", "k7f3q2", "medarbejder-3", "a" * 40])
def test_an_id_is_of_small_letters_digits_and_inner_hyphens(id_: str) -> None:
    assert is_id(id_)


@pytest.mark.parametrize(
    "id_", ["", "-a", "a-", "A", "å", "a b", "a.toml", "../a", "a\n", "a" * 41, "a/b", "a\\b"]
)
def test_what_could_not_be_a_files_name_everywhere_is_no_id(id_: str) -> None:
    assert not is_id(id_)


# --- roles and rounds ------------------------------------------------------------------------


def test_there_are_five_roles_with_ascii_words_in_the_files() -> None:
    assert [role.value for role in Role] == [
        "medarbejder",
        "leder",
        "borger",
        "paaroerende",
        "samarbejdspartner",
    ]


def test_a_role_is_named_in_danish() -> None:
    assert [role.label for role in Role] == [
        "medarbejder",
        "leder",
        "borger",
        "pårørende",
        "samarbejdspartner",
    ]


@pytest.mark.parametrize(
    ("role", "one", "several"),
    [
        (Role.STAFF, "medarbejder", "medarbejdere"),
        (Role.LEADER, "leder", "ledere"),
        (Role.CITIZEN, "borger", "borgere"),
        (Role.RELATIVE, "pårørende", "pårørende"),
        (Role.PARTNER, "samarbejdspartner", "samarbejdspartnere"),
    ],
)
def test_a_role_is_singular_for_one_and_plural_for_none_or_several(
    role: Role, one: str, several: str
) -> None:
    assert (role.named(1), role.named(0), role.named(2)) == (one, several, several)


def test_staff_and_leaders_are_the_team() -> None:
    assert {role for role in Role if role.is_team} == {Role.STAFF, Role.LEADER}


def test_a_round_is_open_and_named_unless_it_says_otherwise() -> None:
    fresh = Round(1, "r", "Runde", date(2026, 11, 22), "lille", "1")
    assert fresh.is_open
    assert not fresh.is_anonymous
    assert fresh.threshold == DEFAULT_THRESHOLD == 5


def test_a_closed_round_is_not_open() -> None:
    assert not replace(round_(), status="lukket").is_open


def test_an_anonymous_round_says_so() -> None:
    assert round_(anonymous=True).is_anonymous


def test_the_threshold_is_never_under_three() -> None:
    assert LOWEST_THRESHOLD == 3


def test_an_agreement_is_found_by_the_pejlemaerkes_number() -> None:
    agreement = Agreement(1, by_number={"5": Agreed(4, "Vi gør det.")})
    assert agreement.on(5) == Agreed(4, "Vi gør det.")
    assert agreement.on(1) is None
    assert NOTHING_AGREED.on(5) is None


# --- errors ----------------------------------------------------------------------------------


def test_a_damaged_file_says_where_what_and_what_to_do() -> None:
    error = DamagedFile("a.toml", ["rolle: mangler", "format: mangler"], "Slet den.")
    assert str(error) == "a.toml: rolle: mangler; format: mangler. Slet den."
    assert error.problems == ("rolle: mangler", "format: mangler")


def test_a_damaged_file_has_a_remedy_even_where_none_is_given() -> None:
    assert "Notesblok" in DamagedFile("a.toml", ["rolle: mangler, skriv feltet"]).remedy


def test_without_a_terminal_the_remedy_is_named() -> None:
    assert "--svar FIL" in str(NoTerminal())


@pytest.mark.parametrize(
    ("kind", "status"),
    [(StorageFailure, 1), (DamagedFile, 1), (NoTerminal, 1), (WrongUse, 2), (Stopped, 130)],
)
def test_each_error_has_its_exit_status(kind: type[BostoetteError], status: int) -> None:
    assert kind.exit_status == status


# --- CPR numbers in free text ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "010190\u00a01234",
        "Borgeren (010190-1234) ringede.",
        "CPR:010190-1234",
        "Det var 010190-1234.",
        "Det var 010190-1234, siger hun.",
        "I 2025 kom 010190-1234 til os.",
    ],
)
def test_a_cpr_number_is_found_however_it_is_written(text: str) -> None:
    assert contains_cpr(text)


@given(DAYS, SERIALS, JOINTS)
def test_every_day_of_birth_is_found_with_every_serial(day: date, serial: int, joint: str) -> None:
    assert contains_cpr(f"Vi talte med {day:%d%m%y}{joint}{serial:04d} i går.")


@given(DAYS, SERIALS)
def test_a_replacement_number_with_sixty_added_to_the_day_is_found(day: date, serial: int) -> None:
    assert contains_cpr(f"{day.day + 60}{day:%m%y}-{serial:04d}")


@pytest.mark.parametrize(
    "text",
    [
        "000190-1234",
        "320190-1234",
        "310490-1234",
        "300290-1234",
        "290201-1234",
        "010090-1234",
        "011390-1234",
        "600190-1234",
        "920190-1234",
        "910490-1234",
        "890201-1234",
    ],
)
def test_ten_digits_that_do_not_begin_with_a_date_are_not_a_cpr_number(text: str) -> None:
    assert not contains_cpr(text)


def test_the_leap_day_of_a_year_that_may_be_2000_is_a_date() -> None:
    assert contains_cpr("290200-1234")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi spørger altid, men vi skriver det sjældent ned.",
        "Ring på 22112612 eller 22 11 26 12.",
        "Ring på 2211 2612.",
        "Ring på +45 22 11 26 12 eller +4522112612.",
        "Ring på +45 0112 9012, og ikke efter kl. 15.",
        "Vi mødtes 22.11.2026 og 22-11-2026 og 22/11-2026.",
        "Fra 22.11.2026 til 24.11.2026, uge 47-48.",
        "22112026",
        "Efter § 85 i serviceloven, jf. §§ 83-87.",
        "Sag 27.03.00-G01-12-26",
        "Sagsnr. 2026-010190-1234",
        "Journal 26/010190-1234",
        "Det kostede 1.250,50 kr., i alt 12.345.678 kr.",
        "Beløb: 0101901234,50",
        "Konto 5301 0001234567, reg. nr. 5301",
        "EAN 5798000123456",
        "010190-12345",
        "010190-123",
        "12010190-1234",
        "Version 1.0101901234",
    ],
)
def test_ordinary_danish_prose_is_not_taken_for_a_cpr_number(text: str) -> None:
    assert not contains_cpr(text)


@given(st.dates(), st.integers(0, 99_999_999))
def test_a_date_and_a_telephone_number_are_never_taken_for_a_cpr_number(
    day: date, phone: int
) -> None:
    pairs = " ".join(f"{phone:08d}"[i : i + 2] for i in range(0, 8, 2))
    assert not contains_cpr(f"{day:%d.%m.%Y}: ring på {phone:08d}, altså {pairs}.")


def test_every_field_with_a_cpr_number_is_named() -> None:
    said = response(s1a=4, s1b=NoNumber.IRRELEVANT, notes={"1a": "Se 010190-1234."})
    said = replace(
        said.with_answer("1b", Answer(NoNumber.IRRELEVANT, reason="010190 1234")),
        label="0101901234",
        reflections={"1r1": Words("Hun er 010190-1234."), "2r1": Words("Ingen numre.")},
    )
    assert list(cpr_fields(msgspec.to_builtins(said))) == [
        "navn",
        "svar.1a.note",
        "svar.1b.begrundelse",
        "refleksion.1r1.tekst",
    ]


def test_a_response_without_personal_numbers_names_no_field() -> None:
    said = response(s1a=4, notes={"1a": "Vi ringede 22 11 26 12."})
    assert list(cpr_fields(msgspec.to_builtins(said))) == []


def test_a_field_that_is_not_ours_is_named_too_wherever_it_stands() -> None:
    values = {
        "email": "010190-1234@example.dk",
        "svar": {"1a": {"hvem": 1010901234}},
        "vedlagt": [{"om": "intet"}, {"om": "010190-1234"}],
        "010190-1234": "borgeren",
    }
    named = ["email", "svar.1a.hvem", "vedlagt nr. 2.om", "navnet på et felt"]
    assert list(cpr_fields(values)) == named


# --- whether a response fits its catalogue ---------------------------------------------------


def problems(said: Response) -> list[str]:
    return list(response_problems(said, small_catalogue()))


def test_a_response_that_fits_has_no_problems() -> None:
    said = response(
        s1a=4, s1b=NoNumber.UNKNOWN, s2a=NoNumber.IRRELEVANT, notes={"1a": "Ja."}
    ).with_reflection("1r1", "I maj.")
    assert problems(said) == []


def test_another_catalogue_is_the_only_problem_told() -> None:
    said = replace(response(s9z=9), catalogue="botilbud")
    assert problems(said) == ["katalog: »botilbud«, men runden bruger »lille«"]


def test_another_edition_is_the_only_problem_told() -> None:
    said = replace(response(s9z=9), edition="2")
    assert problems(said) == ["udgave: »2«, men runden bruger »1«"]


def test_an_unknown_statement_is_named() -> None:
    assert problems(response(s9z=4)) == ["svar.9z: udsagnet findes ikke i kataloget"]


def test_an_unknown_question_is_named() -> None:
    assert problems(response().with_reflection("9r1", "I maj.")) == [
        "refleksion.9r1: spørgsmålet findes ikke i kataloget"
    ]


def test_a_statement_for_another_role_is_refused() -> None:
    assert problems(response(s1c=4)) == ["svar.1c: udsagnet er ikke til rollen medarbejder"]


@pytest.mark.parametrize(
    "value", [0, 6, 3.5, -1, float("nan"), float("inf"), float("-inf")], ids=str
)
def test_a_number_off_the_scale_is_refused_and_the_steps_are_named(value: float) -> None:
    assert problems(response(s1a=value)) == [
        "svar.1a.vaerdi: tallet er ikke på skalaen; brug 1, 2, 3, 4 eller 5"
    ]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_not_relevant_needs_a_reason(reason: str) -> None:
    said = response().with_answer("1a", Answer(NoNumber.IRRELEVANT, reason=reason))
    assert problems(said) == ["svar.1a.begrundelse: mangler; »ikke relevant« kræver en begrundelse"]


def test_all_problems_are_told_at_once() -> None:
    assert len(problems(response(s1a=9, s1c=4, s9z=1))) == 3


# --- whether a catalogue makes sense ---------------------------------------------------------


def with_first(**changes: object) -> Catalogue:
    first, *rest = small_catalogue().pejlemaerker
    return replace(small_catalogue(), pejlemaerker=(replace(first, **changes), *rest))


def with_scale(*values: float) -> Catalogue:
    return replace(small_catalogue(), scale=Scale(tuple(Step(v, f"Trin {v}") for v in values)))


def test_a_sensible_catalogue_has_no_problems() -> None:
    assert list(catalogue_problems(small_catalogue())) == []


@pytest.mark.parametrize("count", [0, 2, 11])
def test_a_scale_has_from_three_to_ten_steps(count: int) -> None:
    assert list(catalogue_problems(with_scale(*range(count)))) == [
        f"skala: {count} trin; der skal være mellem 3 og 10"
    ]


@pytest.mark.parametrize("values", [(1, 3, 2), (1, 2, 2), (5, 4, 3)])
def test_the_steps_of_a_scale_rise(values: tuple[int, ...]) -> None:
    assert list(catalogue_problems(with_scale(*values))) == [
        "skala: trinnene skal stå fra lavest til højest med hver sin værdi"
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_step_has_a_finite_value(value: float) -> None:
    assert list(catalogue_problems(with_scale(1, 2, value))) == [
        "skala: hvert trin skal have et almindeligt tal som værdi"
    ]


def test_a_catalogue_has_something_in_it() -> None:
    empty = replace(small_catalogue(), pejlemaerker=())
    assert list(catalogue_problems(empty)) == ["pejlemaerke: der er ingen, skriv mindst én"]


def test_numbers_and_ids_stand_once_in_the_whole_catalogue() -> None:
    first, _ = small_catalogue().pejlemaerker
    method = Method("kort", "Netværkskort", "Et kort.", "https://example.dk")
    catalogue = replace(small_catalogue(), pejlemaerker=(first, first), methods=(method, method))
    assert list(catalogue_problems(catalogue)) == [
        "pejlemaerke nr. 2.nummer: »1« er brugt før, vælg et andet",
        "pejlemaerke nr. 2.udsagn nr. 1.id: »1a« er brugt før, vælg et andet",
        "pejlemaerke nr. 2.udsagn nr. 2.id: »1b« er brugt før, vælg et andet",
        "pejlemaerke nr. 2.udsagn nr. 3.id: »1c« er brugt før, vælg et andet",
        "pejlemaerke nr. 2.refleksion nr. 1.id: »1r1« er brugt før, vælg et andet",
        "metode nr. 2.id: »kort« er brugt før, vælg et andet",
    ]


def test_a_pejlemaerke_has_a_title() -> None:
    assert list(catalogue_problems(with_first(title="  "))) == [
        "pejlemaerke nr. 1.titel: er tom, skriv en titel"
    ]


@pytest.mark.parametrize("id_", ["", "1.a", "1 a", "1å", "a" * 41, "1a\n"])
def test_a_statements_id_is_a_bare_key(id_: str) -> None:
    [problem] = catalogue_problems(with_first(statements=(statement(id_),)))
    assert problem.startswith(f"pejlemaerke nr. 1.udsagn nr. 1.id: »{id_}« må kun have")


def test_a_statement_is_for_somebody() -> None:
    assert list(catalogue_problems(with_first(statements=(statement("1a", ()),)))) == [
        "pejlemaerke nr. 1.udsagn nr. 1.roller: der er ingen, skriv mindst én"
    ]


def test_a_method_that_is_referred_to_is_described() -> None:
    assert list(catalogue_problems(with_first(method_ids=("dialog",)))) == [
        "pejlemaerke nr. 1.metoder: »dialog« er ikke beskrevet under metode"
    ]


def test_the_catalogue_that_comes_with_the_tool_makes_sense(bundled: Catalogue) -> None:
    assert list(catalogue_problems(bundled)) == []
