"""What the files of a data folder say: fields nobody reads, rounds nobody can tell apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from bostoette_cli.domain.answers import Answer, Response, Words
from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.plan import Action, Event
from bostoette_cli.domain.rounds import Agreed, Agreement, Round
from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import closest, fold, listed, one_line
from bostoette_cli.storage import bounds, schema, toml
from bostoette_cli.storage.catalogues import DEFAULT
from bostoette_cli.storage.settings import Settings, Shown
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.material import Material

_PARTS: dict[type[msgspec.Struct], tuple[type[msgspec.Struct], ...]] = {
    Response: (Response, Answer, Words),
    Action: (Action, Event),
    Agreement: (Agreement, Agreed),
    Round: (Round,),
    Settings: (Settings,),
    Shown: (Shown,),
}


def strange_fields(material: Material) -> Iterator[Observation]:
    """Fields that the format does not know, and what each was probably meant to be."""
    for response in material.responses():
        yield from _fields(material, response.path, response.unknown, Response)
    for action in material.actions():
        yield from _fields(material, action.path, action.values, Action)
    for path, kind in _others(material):
        with suppress(BostoetteError):  # told of where damaged files are
            yield from _fields(
                material, path, toml.read(bounds.inside(path, material.store.root)).values, kind
            )


def _others(material: Material) -> Iterator[tuple[Path, type[msgspec.Struct]]]:
    """The files of ours of which there is one in each place."""
    root = material.store.root
    files: list[tuple[Path, type[msgspec.Struct]]] = [
        (root / "indstillinger.toml", Settings),
        (root / "spoergsmaal.toml", Shown),
    ]
    for stored in material.rounds:
        files += [
            (stored.folder / "runde.toml", Round),
            (stored.folder / "faelles.toml", Agreement),
        ]
    return ((path, kind) for path, kind in files if path.exists())


def chosen_catalogue(material: Material) -> Iterator[Observation]:
    """Whether the catalogue that the team has chosen is there to be used."""
    with suppress(BostoetteError):  # told of where damaged files are
        chosen = material.store.settings.catalogue
        if chosen and chosen not in material.store.library.ids:
            words = f"katalog: »{one_line(chosen)}« er her ikke. Vælg et andet, for eksempel:"
            command = f"bostoette katalog vaelg {DEFAULT}{material.option}"
            yield Observation(Kind.DAMAGED, "indstillinger.toml", words, command)


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
