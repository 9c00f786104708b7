"""The files of a data folder as files: damaged, left over, not ours, or open to everyone."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError, DamagedFile
from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.text import some
from bostoette_cli.storage import layout, settings
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import examine_kept
from bostoette_cli.workflows.material import Material

_LEFT_OVER_AFTER_SECONDS = 3600


def damaged(material: Material) -> Iterator[Observation]:
    """Every file that cannot be read or does not fit where it stands."""
    copies = {str(copy.path) for copy in material.inventory.copies}
    told = set()
    for problem in _problems(material):
        place, words = problem.file, problem.words
        is_copy = any(place == copy or place.startswith(f"{copy}{os.sep}") for copy in copies)
        if is_copy or (place, words) in told:
            continue
        told.add((place, words))
        seen = place.removeprefix(f"{material.store.root}{os.sep}")
        way_back, command = examine_kept.way_back(material, problem)
        yield Observation(Kind.DAMAGED, seen, f"{words}{way_back}", command)


def _problems(material: Material) -> Iterator[BostoetteError]:
    store = material.store
    yield from material.inventory.problems
    yield from store.listing.problems
    yield from _without_round_file(store.root)
    for look in (lambda: settings.read(store.root), lambda: settings.read_shown(store.root)):
        yield from _problem_of(look)
    yield from store.library.readable().problems
    for stored in material.rounds:
        yield from _problems_of_round(stored)


def _problems_of_round(stored: StoredRound) -> Iterator[BostoetteError]:
    if problems := list(_problem_of(lambda: stored.catalogue)):
        yield from problems
        return  # without it nothing else in the round can be judged
    yield from stored.reading.problems
    yield from _problem_of(lambda: stored.agreement)
    yield from stored.plan.reading.problems


def _problem_of(look: Callable[[], object]) -> Iterator[BostoetteError]:
    try:
        look()
    except BostoetteError as problem:
        yield problem


def _without_round_file(root: Path) -> Iterator[DamagedFile]:
    for folder in layout.in_rounds(root):
        path = folder / "runde.toml"
        if not path.exists() and layout.is_round(folder):
            yield DamagedFile(
                str(path),
                ["filen mangler, så runden kan ikke vises"],
                "Vent, hvis mappen er ved at blive hentet. Hent ellers filen fra en sikkerhedskopi "
                "med bostoette gendan, eller kopiér runde.toml fra en anden runde, og ret id, "
                "titel og dato i den.",
            )


def leftovers(material: Material) -> Iterator[Observation]:
    """What interrupted writes left; one that is still going on is left in peace."""
    for path in (leftover.path for leftover in material.inventory.leftovers):
        with suppress(OSError):
            if material.now.timestamp() - path.stat().st_mtime > _LEFT_OVER_AFTER_SECONDS:
                what = "en halvfærdig runde" if path.is_dir() else "en midlertidig fil"
                words = f"{what}, som ingen bruger mere. Den kan slettes."
                yield Observation(Kind.LEFTOVER, material.seen_from_root(path), words)


def strangers(material: Material) -> Iterator[Observation]:
    """What is not ours, told of once for each folder."""
    by_folder: dict[Path, list[str]] = defaultdict(list)
    for path in (stranger.path for stranger in material.inventory.strangers):
        by_folder[path.parent].append(f"{path.name}/" if path.is_dir() else path.name)
    for folder, names in by_folder.items():
        words = f"{some(names)}. Det bliver hverken læst eller rørt."
        yield Observation(Kind.STRANGER, material.seen_from_root(folder), words)
