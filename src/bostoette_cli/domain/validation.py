"""Whether a response fits its catalogue, and where it may say too much.

Problems are Danish phrases that name the field first; the caller adds the file and the remedy.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Scale
from bostoette_cli.domain.privacy import contains_address, contains_cpr
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import listed


def response_problems(response: Response, catalogue: Catalogue) -> Iterator[str]:
    """Yield what in a response does not fit the catalogue it says it answers."""
    if response.catalogue != catalogue.id:
        yield f"katalog: »{response.catalogue}«, men runden bruger »{catalogue.id}«"
        return
    if response.edition != catalogue.edition:
        yield f"udgave: »{response.edition}«, men runden bruger »{catalogue.edition}«"
        return
    statements = catalogue.statements
    steps = catalogue.step_values
    for id_, answer in response.answers.items():
        statement = statements.get(id_)
        if statement is None:
            yield f"svar.{id_}: udsagnet findes ikke i kataloget"
        elif response.role not in statement.roles:
            yield f"svar.{id_}: udsagnet er ikke til rollen {response.role.label}"
        elif answer.value not in steps and answer.value not in _BEYOND_DOUBT:
            yield from _answer_problems(id_, answer, catalogue.scale)
    for id_ in response.reflections:
        if id_ not in catalogue.reflections:
            yield f"refleksion.{id_}: spørgsmålet findes ikke i kataloget"


_BEYOND_DOUBT = frozenset((None, NoNumber.UNKNOWN, NoNumber.DECLINED))


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
    return _fields(values, contains_cpr)


def address_fields(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a file that look like they hold an e-mail address.

    Args:
        values: the file's plain values.
    """
    return _fields(values, contains_address)


def _fields(values: Mapping[str, Any], holds: Callable[[str], bool]) -> Iterator[str]:
    for key, value in values.items():
        if holds(key):
            yield "navnet på et felt"  # not the name itself, which is what was found
        else:
            yield from _places(key, value, holds)


def _places(place: str, value: object, holds: Callable[[str], bool]) -> Iterator[str]:
    match value:
        case Mapping():
            yield from (f"{place}.{inside}" for inside in _fields(value, holds))
        case list() | tuple():
            for number, entry in enumerate(value, 1):
                yield from _places(f"{place} nr. {number}", entry, holds)
        case str() if holds(value):
            yield place
        # A number has lost its leading nought; and one may be endless.
        case int() if 0 < value < 10**10 and holds(f"{value:010}"):
            yield place
