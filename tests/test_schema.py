"""From plain values to domain values: each mismatch is named by its field, in Danish."""

from __future__ import annotations

import copy
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreed, Agreement, Round
from bostoette_cli.storage import schema

from builders import english_in, small_catalogue

SOMEWHERE = Path("mappe/fil.toml")
MOMENT = datetime(2026, 11, 22, 9, 12, 44, tzinfo=UTC)
RESPONSE: dict[str, Any] = {
    "format": 1,
    "katalog": "lille",
    "udgave": "1",
    "rolle": "medarbejder",
    "id": "a",
    "runde": "r",
    "navn": "Medarbejder 3",
    "tilstand": "faerdig",
    "oprettet": MOMENT,
    "aendret": MOMENT,
    "valgt": [1],
    "svar": {"1a": {"vaerdi": 4, "note": "n"}, "1b": {"vaerdi": "ved_ikke"}},
    "refleksion": {"1r1": {"tekst": "t"}},
}
ROUND: dict[str, Any] = {
    "format": 1,
    "id": "r",
    "titel": "Runde",
    "dato": date(2026, 11, 22),
    "katalog": "lille",
    "udgave": "1",
    "status": "lukket",
    "lukket": date(2026, 12, 1),
    "form": "anonym",
    "taerskel": 5,
}
AGREEMENT: dict[str, Any] = {
    "format": 1,
    "aendret": MOMENT,
    "pejlemaerke": {"1": {"vaerdi": 4, "begrundelse": "derfor"}},
}
CATALOGUE: dict[str, Any] = msgspec.to_builtins(small_catalogue())
NO_SUCH_ROLE = (
    "rolle: »chef« kendes ikke; "
    "brug medarbejder, leder, borger, paaroerende eller samarbejdspartner"
)
EVERY = [
    pytest.param(RESPONSE, Response, id="response"),
    pytest.param(ROUND, Round, id="round"),
    pytest.param(AGREEMENT, Agreement, id="agreement"),
    pytest.param(CATALOGUE, Catalogue, id="catalogue"),
]


def damage(values: dict[str, Any], kind: type[Any] = Response) -> DamagedFile:
    """What is said about these values; the sentence names the file and holds no English."""
    with pytest.raises(DamagedFile) as caught:
        schema.convert(values, kind, SOMEWHERE)
    assert str(caught.value).startswith(f"{SOMEWHERE}: ")
    assert str(caught.value).endswith("Ret filen i Notesblok, eller flyt den ud af mappen.")
    assert not english_in(str(caught.value), SOMEWHERE), str(caught.value)
    return caught.value


def problems(kind: type[Any] = Response, base: dict[str, Any] = RESPONSE, **changed: Any) -> Any:
    return damage({**base, **changed}, kind).problems


# --- What fits ----------------------------------------------------------------------------------


def test_a_whole_response_becomes_a_value() -> None:
    response = schema.convert(RESPONSE, Response, SOMEWHERE)
    assert response.role is Role.STAFF
    assert response.answers == {"1a": Answer(4, note="n"), "1b": Answer(NoNumber.UNKNOWN)}
    assert response.reflections == {"1r1": Words("t")}
    assert response.created == MOMENT


def test_a_round_and_an_agreement_become_values() -> None:
    assert schema.convert(ROUND, Round, SOMEWHERE).closed == date(2026, 12, 1)
    agreement = schema.convert(AGREEMENT, Agreement, SOMEWHERE)
    assert agreement.on(1) == Agreed(4, "derfor")


def test_a_catalogue_becomes_the_value_it_was_written_from() -> None:
    assert schema.convert(CATALOGUE, Catalogue, SOMEWHERE) == small_catalogue()


@pytest.mark.parametrize(("values", "kind"), EVERY)
def test_fields_the_tool_does_not_know_are_no_fault(values: dict[str, Any], kind: type) -> None:
    known = schema.convert(values, kind, SOMEWHERE)
    assert schema.convert({**values, "fremtid": {"x": 1}}, kind, SOMEWHERE) == known


# --- What does not ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["format", "katalog", "udgave", "rolle"])
def test_a_missing_field_is_named(name: str) -> None:
    values = {key: value for key, value in RESPONSE.items() if key != name}
    assert damage(values).problems == (f"{name}: mangler, skriv feltet",)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("katalog", 3, "katalog: skal være en tekst i anførselstegn"),
        ("valgt", 3, "valgt: skal være en liste"),
        ("svar", [1], "svar: skal være en tabel"),
        (
            "oprettet",
            date(2026, 11, 22),
            "oprettet: skal være et tidspunkt som 2026-11-22T09:12:44+01:00",
        ),
        ("oprettet", "i går", "oprettet: har en form, der ikke kan bruges"),
        ("svar", {"5a": 3}, "svar.5a: skal være en tabel"),
        ("svar", {"5a": {"note": 3}}, "svar.5a.note: skal være en tekst i anførselstegn"),
        (
            "svar",
            {"5a": {"vaerdi": True}},
            "svar.5a.vaerdi: skal være et helt tal, et tal eller en tekst i anførselstegn",
        ),
        ("refleksion", {"5r1": {}}, "refleksion.5r1.tekst: mangler, skriv feltet"),
        ("refleksion", {"5r1": "t"}, "refleksion.5r1: skal være en tabel"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_what_it_should_be(
    name: str, value: object, problem: str
) -> None:
    assert problems(**{name: value}) == (problem,)


def test_a_day_of_the_wrong_kind_is_named_with_an_example() -> None:
    assert problems(Round, ROUND, dato=3) == ("dato: skal være en dato som 2026-11-22",)


def test_a_word_that_is_not_one_of_the_known_is_named_with_the_known_ones() -> None:
    assert problems(rolle="chef") == (NO_SUCH_ROLE,)
    assert problems(tilstand="halv") == ("tilstand: »halv« kendes ikke; brug kladde eller faerdig",)


def test_an_answer_in_a_word_nobody_knows_is_named_by_its_statement() -> None:
    (problem,) = problems(svar={"5a": {"vaerdi": "måske"}})
    assert problem.startswith("svar.5a.vaerdi: det, der står, kendes ikke")


def test_every_fault_is_named_at_once() -> None:
    assert problems(katalog=3, rolle="chef", svar={"5a": 1, "5b": {}, "5c": 2}) == (
        "katalog: skal være en tekst i anførselstegn",
        NO_SUCH_ROLE,
        "svar.5a: skal være en tabel",
        "svar.5c: skal være en tabel",
    )


def test_a_fault_deep_in_a_catalogue_is_named_by_counting_from_one() -> None:
    values = copy.deepcopy(CATALOGUE)
    del values["pejlemaerke"][1]["udsagn"][0]["tekst"]
    (problem,) = damage(values, Catalogue).problems
    assert "nr. 2" in problem
    assert problem.endswith("udsagn nr. 1.tekst: mangler, skriv feltet")


@pytest.mark.parametrize(("values", "kind"), EVERY)
def test_each_field_says_so_when_its_value_is_of_another_kind(
    values: dict[str, Any], kind: type
) -> None:
    for name, value in values.items():
        # What no field takes: a list in the place of a table or a value, a number for a list.
        wrong = 7.5 if isinstance(value, list | tuple) else [[]]
        found = problems(kind, values, **{name: wrong})
        assert len(found) == 1
        assert found[0].startswith(f"{name}: skal være "), found


anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(alphabet="æøå\x1b«»'`$. ", max_size=10),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["1a", "vaerdi", "tekst", "note"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def told(values: dict[str, Any], kind: type[Any]) -> tuple[str, ...]:
    """The problems the user is told of; none where the values fit."""
    try:
        schema.convert(values, kind, SOMEWHERE)
    except DamagedFile as error:
        return error.problems or ("a fault without a word",)
    return ()


@given(name=st.sampled_from([*RESPONSE]), value=anything)
def test_whatever_stands_in_a_field_it_fits_or_is_named_in_danish(name: str, value: object) -> None:
    for problem in told({**RESPONSE, name: value}, Response):
        assert problem.startswith(name)
        assert not english_in(problem)


@given(value=anything)
def test_whatever_stands_in_a_scale_it_fits_or_is_named_in_danish(value: object) -> None:
    for problem in told({**CATALOGUE, "skala": value}, Catalogue):
        assert problem.startswith("skala")
        assert not english_in(problem)


# --- The format ---------------------------------------------------------------------------------


def test_the_known_format_passes() -> None:
    schema.check_format({"format": 1}, 1, SOMEWHERE)


@pytest.mark.parametrize("version", [2, 3, 10**30])
def test_a_newer_format_asks_for_a_newer_tool(version: int) -> None:
    with pytest.raises(DamagedFile) as caught:
        schema.check_format({"format": version}, 1, SOMEWHERE)
    (problem,) = caught.value.problems
    assert re.fullmatch(r"format: .*nyere,? end denne udgave af bostoette kender", problem)
    assert caught.value.remedy == "Hent den nyeste udgave af bostoette."


def test_a_newer_format_is_refused_before_its_fields_are_judged() -> None:
    with pytest.raises(DamagedFile, match="nyere"):
        schema.check_format({"format": 2, "rolle": 99}, 1, SOMEWHERE)


@pytest.mark.parametrize(
    "values",
    [
        {"rolle": "leder"},
        {"format": 0},
        {"format": -1},
        {"format": "1"},
        {"format": True},
        {"format": []},
    ],
    ids=str,
)
def test_a_file_without_a_format_is_told_what_to_write(values: dict[str, Any]) -> None:
    with pytest.raises(DamagedFile) as caught:
        schema.check_format(values, 1, SOMEWHERE)
    assert caught.value.problems == ("format: der skal stå format = 1 øverst i filen",)
    assert not english_in(str(caught.value), SOMEWHERE)


def test_a_file_with_nothing_in_it_is_said_to_be_empty() -> None:
    with pytest.raises(DamagedFile) as caught:
        schema.check_format({}, 1, SOMEWHERE)
    assert caught.value.problems == ("filen er tom",)


def test_a_word_like_the_checkers_own_is_quoted_whole() -> None:
    from bostoette_cli.domain.answers import Response

    values: dict[str, Any] = {**RESPONSE, "rolle": "x - at `y`"}
    with pytest.raises(DamagedFile) as caught:
        schema.convert(values, Response, Path("f"))
    assert caught.value.problems[0].startswith("rolle: »x - at `y`« kendes ikke")


def test_an_unknown_answer_is_told_what_can_be_answered() -> None:
    from bostoette_cli.domain.answers import Response

    values: dict[str, Any] = {**RESPONSE, "svar": {"1a": {"vaerdi": "måske"}}}
    with pytest.raises(DamagedFile, match="brug ved_ikke, ikke_relevant eller vil_ikke_svare"):
        schema.convert(values, Response, Path("f"))
