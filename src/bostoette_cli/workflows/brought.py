"""A response as it comes in a file: read, and judged by everything that needs no round."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.errors import MEND_OR_MOVE, DamagedFile
from bostoette_cli.domain.validation import cpr_fields
from bostoette_cli.language.text import listed
from bostoette_cli.storage import schema, toml
from bostoette_cli.storage.identity import content_id
from bostoette_cli.workflows.wish import Wish

MEND = "Ret det i filen, og prøv igen. Intet er gemt."


@dataclass(frozen=True, slots=True)
class Brought:
    """A response with the file it came in and that file's values, unknown fields and all."""

    path: Path
    response: Response
    values: Mapping[str, Any]


def read(path: Path, wish: Wish, *, allow_cpr: bool = False) -> Brought:
    """Read a filled-in response.

    A file without an ``id`` is known by its content alone; one without ``tilstand`` is finished.

    Raises:
        DamagedFile: it cannot be read, is something else, or holds what must not be kept.
        StorageFailure: it cannot be opened.
    """
    data = toml.read_bytes(path)
    values = _parsed(data, path)
    schema.check_format(values, answers.FORMAT, path)
    if other := _other_kind(values):
        what, remedy = other
        raise DamagedFile(str(path), [f"filen er {what} og ikke en besvarelse"], remedy)
    response = schema.convert(values, Response, path)
    response = replace(
        response,
        id=response.id or content_id(data),
        label=wish.label or response.label,
        state=response.state if "tilstand" in values else "faerdig",
    )
    if problems := _own_problems(response, wish):
        raise DamagedFile(str(path), problems, MEND)
    if not allow_cpr and (fields := list(cpr_fields({**values, "navn": response.label}))):
        raise DamagedFile(
            str(path),
            [f"{listed(fields)}: ligner et CPR-nummer"],
            "Fjern det, eller brug --tillad-cpr, hvis det er noget andet. Intet er gemt.",
        )
    return Brought(path, response, values)


_ANEW = (
    "Er filen fra en kollega, så bed om den igen, hentet fra skemaet; er den din egen, så ret den "
    "i Notesblok. Intet er gemt."
)
_OTHER_TEXT = "filen er tekst, men ikke svar fra skemaet"
_TYPE_IN = (
    "Bed om den fil, skemaet henter svarene ned i, eller skriv svarene ind med bostoette evaluer "
    "--navn MÆRKE. Intet er gemt."
)
_OURS = re.compile(rb"(?m)^[ \t\xef\xbb\xbf]*format[ \t]*=")


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    """The values of a file somebody has sent, who knows nothing of lines and equals signs."""
    try:
        values = toml.parse(data, path)
    except DamagedFile as error:
        if error.remedy != MEND_OR_MOVE:
            raise
        if _OURS.search(data):
            raise DamagedFile(str(path), error.problems, _ANEW) from error
        raise DamagedFile(str(path), [_OTHER_TEXT], _TYPE_IN) from error
    if not values:
        raise DamagedFile(str(path), ["filen er tom"], _ANEW)
    return values


# A field that only one kind of file has, what that file is, and where it belongs.
_OTHER_KINDS = {
    "skala": ("et katalog", "Brug det med bostoette katalog installer, eller udelad filen."),
    "dato": ("selve runden", "Tag filerne i rundens mappe besvarelser ind i stedet."),
    "pejlemaerke": ("det, et team er enigt om,", "Skriv det ind med bostoette evaluer --faelles."),
    "tekst": ("en handling", "Skriv den ind med bostoette handleplan."),
}


def _other_kind(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """What a file of ours is when it is not a response, and what to do with it."""
    if "svar" in values or "rolle" in values:
        return None
    return next((kind for field, kind in _OTHER_KINDS.items() if field in values), None)


def _own_problems(response: Response, wish: Wish) -> list[str]:
    problems = []
    if not answers.is_id(response.id):
        problems.append("id: må kun have små bogstaver a-z, tal og bindestreg")
    if wish.role not in (None, response.role):
        problems.append(f"rolle: »{response.role.value}«, men --rolle siger »{wish.role}«")
    if not response.answers and not response.reflections:
        problems.append("svar: der er ingen svar i filen")
    return problems
