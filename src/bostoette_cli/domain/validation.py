"""Whether a catalogue makes sense by itself, and whether a response fits its catalogue.

Problems are Danish phrases that name the field first; the caller adds the file and the remedy.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from bostoette_cli.domain.answers import Answer, NoNumber, Response, is_id
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Scale, Statement
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import listed

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


def catalogue_problems(catalogue: Catalogue) -> Iterator[str]:
    """Yield what keeps a catalogue from being used, each with its place in the file."""
    yield from _scale_problems(catalogue.scale)
    every = catalogue.pejlemaerker
    for name, text in (
        ("titel", catalogue.title),
        ("udgave", catalogue.edition),
        ("enhed", catalogue.unit),
        ("enhed_flertal", catalogue.unit_plural),
    ):
        if not text.strip():
            yield f"{name}: er tom, skriv en tekst"
    if not every:
        yield "pejlemaerke: der er ingen, skriv mindst én"
    elif not catalogue.statements:
        yield "pejlemaerke: der er ingen udsagn at svare på, skriv mindst ét"
    if not is_id(catalogue.id):
        yield f"id: »{catalogue.id}« må kun have små bogstaver a-z, tal og bindestreg"
    seen = set()
    for kind, place, id_ in _id_places(catalogue):
        if (kind, id_) in seen:
            yield f"{place}: »{id_}« er brugt før, vælg et andet"
        seen.add((kind, id_))
    known_methods = {method.id for method in catalogue.methods}
    for index, pejlemaerke in enumerate(every, 1):
        for problem in _pejlemaerke_problems(pejlemaerke, known_methods):
            yield f"pejlemaerke nr. {index}.{problem}"


def _id_places(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Every id that must be the only one of its kind: the kind, its place, and the id."""
    for index, pejlemaerke in enumerate(catalogue.pejlemaerker, 1):
        above = f"pejlemaerke nr. {index}"
        yield "pejlemaerke", f"{above}.nummer", str(pejlemaerke.number)
        for number, part in enumerate(pejlemaerke.anbefalinger, 1):
            yield "anbefaling", f"{above}.anbefaling nr. {number}.nummer", part.number
        for number, statement in enumerate(pejlemaerke.statements, 1):
            yield "udsagn", f"{above}.udsagn nr. {number}.id", statement.id
        for number, question in enumerate(pejlemaerke.reflections, 1):
            yield "refleksion", f"{above}.refleksion nr. {number}.id", question.id
    for number, method in enumerate(catalogue.methods, 1):
        yield "metode", f"metode nr. {number}.id", method.id


def _scale_problems(scale: Scale) -> Iterator[str]:
    if not 3 <= len(scale.steps) <= 10:
        yield f"skala: {len(scale.steps)} trin; der skal være mellem 3 og 10"
    if not all(abs(step.value) < 1e6 for step in scale.steps):
        yield "skala: hvert trin skal have et almindeligt tal som værdi"
    elif any(a.value >= b.value for a, b in pairwise(scale.steps)):
        yield "skala: trinnene skal stå fra lavest til højest med hver sin værdi"
    for index, step in enumerate(scale.steps, 1):
        if not step.name.strip():
            yield f"skala.trin nr. {index}.navn: er tomt, skriv et navn"


def _pejlemaerke_problems(pejlemaerke: Pejlemaerke, known_methods: set[str]) -> Iterator[str]:
    if not 0 < pejlemaerke.number < 10_000:
        yield "nummer: skal være mellem 1 og 9999"
    if not pejlemaerke.title.strip():
        yield "titel: er tom, skriv en titel"
    parts = {part.number for part in pejlemaerke.anbefalinger}
    for index, statement in enumerate(pejlemaerke.statements, 1):
        for problem in _statement_problems(statement, parts):
            yield f"udsagn nr. {index}.{problem}"
    for index, question in enumerate(pejlemaerke.reflections, 1):
        if not _BARE_KEY.fullmatch(question.id):
            yield f"refleksion nr. {index}.id: »{question.id}« må kun have bogstaverne a-z og tal"
    for method in pejlemaerke.method_ids:
        if method not in known_methods:
            yield f"metoder: »{method}« er ikke beskrevet under metode"


def _statement_problems(statement: Statement, parts: set[str]) -> Iterator[str]:
    if not _BARE_KEY.fullmatch(statement.id):
        yield f"id: »{statement.id}« må kun have bogstaverne a-z og tal"
    if not statement.text.strip():
        yield "tekst: er tom, skriv udsagnet"
    if not statement.roles:
        yield "roller: der er ingen, skriv mindst én"
    if statement.anbefaling and statement.anbefaling not in parts:
        yield f"anbefaling: »{statement.anbefaling}« findes ikke her"


def response_problems(response: Response, catalogue: Catalogue) -> Iterator[str]:
    """Yield what in a response does not fit the catalogue it says it answers."""
    if response.catalogue != catalogue.id:
        yield f"katalog: »{response.catalogue}«, men runden bruger »{catalogue.id}«"
        return
    if response.edition != catalogue.edition:
        yield f"udgave: »{response.edition}«, men runden bruger »{catalogue.edition}«"
        return
    for id_, answer in response.answers.items():
        statement = catalogue.statements.get(id_)
        if statement is None:
            yield f"svar.{id_}: udsagnet findes ikke i kataloget"
        elif response.role not in statement.roles:
            yield f"svar.{id_}: udsagnet er ikke til rollen {response.role.label}"
        else:
            yield from _answer_problems(id_, answer, catalogue.scale)
    for id_ in response.reflections:
        if id_ not in catalogue.reflections:
            yield f"refleksion.{id_}: spørgsmålet findes ikke i kataloget"


def _answer_problems(id_: str, answer: Answer, scale: Scale) -> Iterator[str]:
    if answer.number is not None and scale.step(answer.number) is None:
        steps = listed([plain(step.value) for step in scale.steps], "eller")
        # The number itself is left out: it may be endless, and it is an answer.
        yield f"svar.{id_}.vaerdi: tallet er ikke på skalaen; brug {steps}"
    if answer.value is NoNumber.IRRELEVANT and not answer.reason.strip():
        yield f"svar.{id_}.begrundelse: mangler; »ikke relevant« kræver en begrundelse"


def cpr_fields(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a file, unknown ones too, that look like they hold a CPR number.

    Args:
        values: the file's plain values.
    """
    for key, value in values.items():
        if contains_cpr(key):
            yield "navnet på et felt"  # not the name itself, which is the number
        else:
            yield from _cpr_places(key, value)


def _cpr_places(place: str, value: object) -> Iterator[str]:
    match value:
        case Mapping():
            yield from (f"{place}.{inside}" for inside in cpr_fields(value))
        case list():
            for number, entry in enumerate(value, 1):
                yield from _cpr_places(f"{place} nr. {number}", entry)
        case str() | int() if contains_cpr(str(value)):
            yield place
