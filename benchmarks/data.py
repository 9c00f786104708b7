"""Data folders of any size, made without the tool: the same bytes each time."""

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from environments import ROOT

ROUNDS = 4
_WORDS = (
    "vi spørger altid men skriver det sjældent ned og borgeren er med hver gang når der er ro til "
    "at tale om hvad der skal ske i næste uge og hvem der gør hvad"
)
_CATALOGUE = ROOT / "data" / "catalog.toml"


def make(folder: Path, count: int) -> None:
    """Make a data folder with four rounds that share ``count`` responses, one in five a leader's.

    Args:
        folder: where; it must not be there.
        count: how many responses, each with an answer to every statement and a note to one in six.
    """
    chance = random.Random(count)
    catalogue = tomllib.loads(_CATALOGUE.read_text("utf-8"))
    asked = [s for p in catalogue["pejlemaerke"] for s in p["udsagn"]]
    for number in range(ROUNDS):
        day = f"{2025 + number // 2}-{4 if number % 2 == 0 else 10:02}-01"
        stored = folder / "runder" / f"{day}-runde-{number}"
        (stored / "besvarelser").mkdir(parents=True)
        (stored / "katalog.toml").write_bytes(_CATALOGUE.read_bytes())
        (stored / "runde.toml").write_text(
            f'format = 1\nid = "{stored.name}"\ntitel = "Runde {number}"\ndato = {day}\n'
            f'oprettet = {day}T09:00:00+01:00\nstatus = "aaben"\nform = "aaben"\ntaerskel = 5\n'
            f'katalog = "{catalogue["id"]}"\nudgave = "{catalogue["udgave"]}"\n',
            "utf-8",
        )
        for person in range(number, count, ROUNDS):
            role = "leder" if person % 5 == 0 else "medarbejder"
            id_ = f"p{person // ROUNDS:06}"  # the same persons in every round
            lines = [*_head(id_, role, day, catalogue), *_answers(asked, role, chance)]
            path = stored / "besvarelser" / f"{id_}.toml"
            path.write_text("\n".join(lines) + "\n", "utf-8")
            path.chmod(0o600)  # as the tool itself would leave it


def _head(id_: str, role: str, day: str, catalogue: dict[str, str]) -> Iterator[str]:
    yield "format = 1"
    yield f'katalog = "{catalogue["id"]}"'
    yield f'udgave = "{catalogue["udgave"]}"'
    yield f'id = "{id_}"'
    yield f'rolle = "{role}"'
    yield 'tilstand = "faerdig"'
    yield f"oprettet = {day}T09:00:00+01:00"
    yield f"aendret = {day}T09:30:00+01:00"


def _answers(asked: list[dict[str, list[str]]], role: str, chance: random.Random) -> Iterator[str]:
    for statement in asked:
        if role not in statement["roller"]:
            continue
        yield f"\n[svar.{statement['id']}]"
        yield chance.choice(
            ['vaerdi = "ved_ikke"', *(f"vaerdi = {n}" for n in (1, 2, 3, 4, 5) * 2)]
        )
        if chance.random() < 1 / 6:
            yield f'note = "{" ".join(chance.choices(_WORDS.split(), k=20)).capitalize()}."'
