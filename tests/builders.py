"""Small values to test with: a catalogue of two pejlemærker, responses, rounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
import tomli_w

from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import (
    Catalogue,
    Pejlemaerke,
    Reflection,
    Scale,
    Statement,
    Step,
)
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Round
from bostoette_cli.storage import catalogues
from bostoette_cli.storage.catalogues import CatalogueFile

TEAM = (Role.STAFF, Role.LEADER)
SCALE = Scale(tuple(Step(n, f"Trin {n}", f"Betydning {n}.") for n in range(1, 6)))


def statement(id_: str, roles: Sequence[Role] = TEAM, text: str = "") -> Statement:
    return Statement(id_, text or f"Vi gør {id_}.", tuple(roles), low="Svag.", high="Stærk.")


def small_catalogue(*, edition: str = "1", texts: Mapping[str, str] | None = None) -> Catalogue:
    """Pejlemærke 1 with 1a, 1b and the leaders' 1c, and 2 with 2a; one open question each."""
    texts = texts or {}

    def made(id_: str, roles: Sequence[Role] = TEAM) -> Statement:
        return statement(id_, roles, texts.get(id_, ""))

    first = Pejlemaerke(
        1,
        "Første",
        "Et formål.",
        statements=(made("1a", (*TEAM, Role.CITIZEN)), made("1b"), made("1c", (Role.LEADER,))),
        reflections=(Reflection("1r1", "Hvornår lykkedes det?"),),
    )
    second = Pejlemaerke(
        2,
        "Andet",
        "Et andet formål.",
        statements=(made("2a", (*TEAM, Role.CITIZEN)),),
        reflections=(Reflection("2r1", "Hvad lærte I?"),),
    )
    return Catalogue(1, "lille", edition, "Et lille katalog", SCALE, (first, second))


def response(
    id_: str = "a",
    role: Role = Role.STAFF,
    notes: Mapping[str, str] | None = None,
    **values: int | NoNumber,
) -> Response:
    """A response; ``response("a", s1a=4)`` answers statement 1a with 4."""
    answers = {
        key.removeprefix("s"): Answer(value, "derfor" if value is NoNumber.IRRELEVANT else "")
        for key, value in values.items()
    }
    for key, note in (notes or {}).items():
        answers[key] = Answer(answers[key].value if key in answers else None, note=note)
    return Response(1, "lille", "1", role, id=id_, round="r", answers=answers, state="faerdig")


def round_(
    id_: str = "r",
    title: str = "Runde",
    *,
    anonymous: bool = False,
    threshold: int = 5,
    day: date = date(2026, 11, 22),
) -> Round:
    return Round(
        1,
        id_,
        title,
        day,
        "lille",
        "1",
        mode="anonym" if anonymous else "aaben",
        threshold=threshold,
    )


def answers_file(path: Path, **fields: object) -> Path:
    """A response in the bundled catalogue's format, as ``--svar`` takes it."""
    values: dict[str, object] = {
        "format": 1,
        "katalog": "bostoette",
        "udgave": "2021.1",
        "rolle": "medarbejder",
        "tilstand": "faerdig",
        "svar": {"5a": {"vaerdi": 3}},
    }
    values.update(fields)
    path.write_bytes(tomli_w.dumps({k: v for k, v in values.items() if v is not None}).encode())
    return path


def crowd(
    catalogue: Catalogue, people: Sequence[tuple[Role, Sequence[int | NoNumber | None]]]
) -> list[Response]:
    """Persons p0, p1, …: each a role and the answers to the statements it is asked, in order."""
    made = []
    for number, (role, picks) in enumerate(people):
        asked = [s.id for s in catalogue.statements.values() if role in s.roles]
        given = {f"s{id_}": pick for id_, pick in zip(asked, picks, strict=False)}
        said = {id_: value for id_, value in given.items() if value is not None}
        made.append(response(f"p{number}", role, **said))
    return made


def catalogue_file(catalogue: Catalogue | None = None) -> CatalogueFile:
    """A catalogue with the bytes that a round freezes; the small one unless another is given."""
    made = catalogue or small_catalogue()
    return CatalogueFile(made, tomli_w.dumps(msgspec.to_builtins(made)).encode())


_ENGLISH = """
array bool cannot could denied device dict directory error expected failed field file float got
input int integer invalid is left list missing no not object of open output permission read required
space str string such the too unknown unsupported value with write
"""


def english_in(sentence: str, *paths: Path) -> set[str]:
    """The English words in a sentence for the user, apart from the paths it names."""
    for path in paths:
        sentence = sentence.replace(str(path), "")
    return set(_ENGLISH.split()) & set(re.findall(r"[a-zæøå]+", sentence.lower()))


def find_catalogue(reference: str) -> catalogues.CatalogueFile:
    """A catalogue by id or file, as a data folder with none of its own finds it."""
    return catalogues.Library(Path("der-er-ingen-egne")).find(reference)
