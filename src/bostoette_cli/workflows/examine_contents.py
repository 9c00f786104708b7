"""What the files of a data folder say: fields nobody reads, rounds nobody can tell apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bostoette_cli.domain.answers import Answer, Response, Words
from bostoette_cli.domain.plan import Action, Event
from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import closest, fold, listed
from bostoette_cli.storage import schema
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.material import Material

_PARTS: dict[type[msgspec.Struct], tuple[type[msgspec.Struct], ...]] = {
    Response: (Response, Answer, Words),
    Action: (Action, Event),
}


def strange_fields(material: Material) -> Iterator[Observation]:
    """Fields that the format does not know, and what each was probably meant to be."""
    for response in material.responses():
        yield from _fields(material, response.path, response.values, Response)
    for action in material.actions():
        yield from _fields(material, action.path, action.values, Action)


def _fields(
    material: Material, path: Path, values: Mapping[str, Any], kind: type[msgspec.Struct]
) -> Iterator[Observation]:
    place = material.seen_from_root(path)
    known = {f.encode_name for part in _PARTS[kind] for f in msgspec.structs.fields(part)}
    for field in schema.unknown_fields(dict(values), kind):
        if near := closest(field.rpartition(".")[2], known):
            words = f"{field}: kendes ikke og tæller ikke med. Mente I {near}, så ret det."
            yield Observation(Kind.MISSPELT, place, words)
        else:
            words = f"{field}: bliver stående, men bruges ikke."
            yield Observation(Kind.UNKNOWN_FIELD, place, words)


def same_titles(material: Material) -> Iterator[Observation]:
    """Open rounds of one catalogue with one title: colleagues may be answering in one each."""
    alike: dict[tuple[str, str], list[StoredRound]] = defaultdict(list)
    for stored in material.rounds:
        if stored.round.is_open:
            alike[stored.round.catalogue, fold(stored.round.title)].append(stored)
    for group in alike.values():
        if len(group) > 1:
            words = (
                f"{len(group)} åbne runder hedder »{group[0].round.title}«: "
                f"{listed([_with_count(stored) for stored in group])}. "
                "Luk den, I ikke bruger, med bostoette runde luk og dens id."
            )
            yield Observation(Kind.SAME_TITLE, "runder/", words)


def _with_count(stored: StoredRound) -> str:
    count = len(list((stored.folder / "besvarelser").glob("[!.]*.toml")))
    return f"{stored.round.id} ({counted(count, 'besvarelse', 'besvarelser')})"
