"""A complete round in which every word a person could have written is hostile."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import (
    Anbefaling,
    Catalogue,
    Method,
    Passage,
    Pejlemaerke,
    Reflection,
    Scale,
    Source,
    Statement,
    Step,
)
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement, Round

import hostile
from conftest import UTC_NOON

Say = Callable[[], str]


def made(draw: random.Random) -> tuple[RoundData, RoundData]:
    """Two rounds of one team, the earlier first; the catalogue is the team's own."""

    def say() -> str:
        # What is required is never blank: a file with that is refused before it gets here.
        return hostile.text(draw, 3).strip() or "x"

    catalogue = _catalogue(draw, say)
    return _round(draw, say, catalogue, 0), _round(draw, say, catalogue, 1)


def _catalogue(draw: random.Random, say: Say) -> Catalogue:
    steps = tuple(Step(n, say(), say(), {Role.CITIZEN: say()}) for n in range(1, 6))
    everyone = tuple(Role)

    def pejlemaerke(number: int) -> Pejlemaerke:
        return Pejlemaerke(
            number,
            say(),
            say(),
            short=draw.choice(("", say())),
            knowledge=say(),
            sources=(Source(say(), say()),),
            anbefalinger=(
                Anbefaling(f"{number}.1", say(), "udgivelsen", say(), (say(),), (say(),), (say(),)),
            ),
            statements=tuple(
                Statement(
                    f"{number}{letter}",
                    say(),
                    everyone,
                    anbefaling=f"{number}.1",
                    wording={Role.CITIZEN: say()},
                    low=say(),
                    high=say(),
                )
                for letter in "abc"
            ),
            reflections=(Reflection(f"{number}r1", say()),),
            method_ids=("m",),
        )

    return Catalogue(
        1,
        "vores",
        say(),
        say(),
        Scale(steps),
        (pejlemaerke(1), pejlemaerke(2)),
        publisher=say(),
        source=say(),
        unit=say(),
        unit_plural=say(),
        part=say(),
        worker=say(),
        whose=say(),
        about=(Passage(say(), say()),),
        links=(Source(say(), say()),),
        methods=(Method("m", say(), say(), say()),),
    )


def _round(draw: random.Random, say: Say, catalogue: Catalogue, number: int) -> RoundData:
    day = date(2026, 5, 11) + timedelta(days=180 * number)
    round_ = Round(
        1,
        f"{day}-r{number}",
        say(),
        day,
        catalogue.id,
        catalogue.edition,
        team=say(),
        mode=draw.choice(("aaben", "anonym")),
        threshold=3,
    )
    people = tuple(_response(draw, say, catalogue, n) for n in range(draw.randint(0, 6)))
    agreed = Agreement(1, by_number={"1": Agreed(draw.choice((1, 3, 5, None)), say())})
    actions = tuple(_action(draw, say, n, day) for n in range(draw.randint(0, 3)))
    return RoundData(round_, catalogue, people, agreed, actions)


def _response(draw: random.Random, say: Say, catalogue: Catalogue, number: int) -> Response:
    answers = {}
    for id_ in catalogue.statements:
        value = draw.choice((1, 2, 5, None, *NoNumber))
        reason = say() if value is NoNumber.IRRELEVANT else ""
        note = say() if draw.random() < 0.7 else ""
        if value is not None or note:
            answers[id_] = Answer(value, reason, note)
    return Response(
        1,
        catalogue.id,
        catalogue.edition,
        draw.choice(tuple(Role)),
        id=f"p{number}",
        label=say(),
        state="faerdig",
        answers=answers,
        reflections={id_: Words(say()) for id_ in catalogue.reflections},
    )


def _action(draw: random.Random, say: Say, number: int, day: date) -> Action:
    return Action(
        1,
        f"ab{number}",
        say(),
        responsible=say(),
        deadline=draw.choice((None, day, date(2999, 12, 31))),
        sign=say(),
        pejlemaerke=draw.choice((None, 1, 2)),
        created=UTC_NOON,
        changed=UTC_NOON,
        events=(Event(day, draw.choice(tuple(Status)), say()),),
    )
