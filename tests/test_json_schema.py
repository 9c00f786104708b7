"""The JSON is what ``docs/rapport.schema.json`` promises, whatever the round is like."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement
from bostoette_cli.reports.json import (
    comparison_values,
    dumps,
    report_values,
    result_values,
    round_values,
)
from bostoette_cli.reports.model import build
from test_markdown import hostile_rounds, small_round

from builders import response, round_, small_catalogue
from demonstration import autumn, spring

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "rapport.schema.json").read_text("utf-8"))
NASTY = "\x00\x1b[31m\ufffe\"}],\\u0000'; DROP <b>=1+1\r\n\u202e"


def few(data: RoundData) -> RoundData:
    """The same round with three answers, too few for an anonymous one."""
    return data._replace(responses=data.responses[:3])


def odd_scale() -> RoundData:
    """A scale that is not of whole numbers, answered in every way there is."""
    catalogue = replace(
        small_catalogue(),
        scale=Scale((Step(-1, "A"), Step(0.5, "B"), Step(99_999.25, "C"), Step(99_999.5, "D"))),
    )
    people = (response("a", s1a=0.5), response("b", s1a=NoNumber.IRRELEVANT, s1b=-1), response("c"))
    agreement = Agreement(1, by_number={"1": Agreed(), "2": Agreed(0.5, "Ja.")})
    return small_round(*people, catalogue=catalogue, agreement=agreement)


ROUNDS = {
    "open": [spring(), autumn()],
    "first": [autumn()],
    "anonymous": [spring(anonymous=True), autumn(anonymous=True)],
    "few": [few(autumn(anonymous=True))],
    "mixed": [spring(), autumn(anonymous=True)],
    "empty": [small_round()],
    "both empty": [small_round(), small_round(held=round_("s"))],
    "hostile": list(hostile_rounds(NASTY)),
    "odd": [odd_scale()],
}


def refused(values: dict[str, Any], part: str | None = None) -> list[str]:
    """What the schema, or one of its parts, does not allow in the values as they are written."""
    schema = SCHEMA if part is None else {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]}
    written = json.loads(dumps(values))
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(written)
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", ROUNDS)
def test_every_report_is_as_the_schema_says(kind: str) -> None:
    assert refused(report_values(build(ROUNDS[kind]))) == []


@pytest.mark.parametrize("kind", ROUNDS)
def test_every_result_and_list_of_rounds_is_as_the_schema_says(kind: str) -> None:
    results = [published(data) for data in ROUNDS[kind]]
    assert [refused(result_values(result), "resultat") for result in results] == [[]] * len(results)
    listed = {"format": 1, "runder": [round_values(result) for result in results]}
    assert refused(listed, "runder") == []


@pytest.mark.parametrize("kind", [kind for kind, rounds in ROUNDS.items() if len(rounds) > 1])
def test_every_comparison_is_as_the_schema_says(kind: str) -> None:
    assert refused(comparison_values(compare(ROUNDS[kind])), "sammenligning") == []


@pytest.mark.parametrize("place", ["", "runde", "pejlemaerker.0", "pejlemaerker.0.udsagn.0"])
def test_a_field_the_schema_does_not_know_is_refused(place: str) -> None:
    values = json.loads(dumps(report_values(build([autumn()]))))
    found = values
    for step in filter(None, place.split(".")):
        found = found[int(step) if step.isdigit() else step]
    found["nyt_felt"] = 1
    assert len(refused(values)) == 1


def test_a_field_that_is_gone_is_missed() -> None:
    values = report_values(build([autumn()]))
    del values["pejlemaerker"][0]["spredning"]
    assert len(refused(values)) == 1


def test_steps_that_are_nearly_alike_have_a_count_each() -> None:
    shares = result_values(published(odd_scale()))["pejlemaerker"][0]["udsagn"][0]["fordeling"]
    assert list(shares) == ["-1", "0.5", "99999.25", "99999.5"]


def test_actions_stand_with_everything_that_became_of_them() -> None:
    event = Event(date(2026, 12, 1), Status.UNDER_WAY, "Vi er i gang.")
    action = Action(1, "ab12", "Tegn kortet.", events=(event,), pejlemaerke=5)
    values = report_values(build([spring(), autumn()._replace(actions=(action,))]))
    assert values["handlinger"][0]["forloeb"][0]["status"] == "i_gang"
    assert refused(values) == []
