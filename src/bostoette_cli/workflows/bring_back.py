"""Bringing an earlier version of a file back, and which versions there are to let go."""

import os
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line
from bostoette_cli.storage import atomic, bounds, toml
from bostoette_cli.storage.kept import Kept, drawer_of
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import aside
from bostoette_cli.workflows.sources import source_of, version


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What was put back.

    Attributes:
        place: the file, as seen from the data folder.
        words: which version of it stands there now.
        aside: where what stood there before lies, likewise; blank where nothing did.
    """

    place: str
    words: str
    aside: str


def bring_back(store: Store, word: str) -> BroughtBack:
    """Put a file back as it was; what stands in its place is kept first.

    Args:
        store: the data folder.
        word: the file, or one of its earlier versions.

    Raises:
        WrongUse: there is no earlier version that differs from what stands there.
        DamagedFile: the one that was named cannot be read.
        StorageFailure: the disk refused.
    """
    path = path_within(store, word)
    drawer = drawer_of(store.root, path)
    chosen = next((kept for kept in drawer.versions() if kept.path == path), None)
    original = chosen.original if chosen else path
    source = version(chosen) if chosen else source_of(store, original)
    if source is None:
        raise WrongUse(
            f"{one_line(word)}: der er ingen tidligere udgave at hente. Kør bostoette tjek for at "
            "se, hvilke der er, eller hent filen fra en sikkerhedskopi med bostoette gendan."
        )
    data = toml.read_bytes(source.path)
    if source.path.suffix == ".toml":
        toml.parse(data, source.path)
    atomic.make_folder(bounds.inside(original, store.root).parent)
    lain = aside.exchange(store, original, data)
    return BroughtBack(_seen(store, original), source.words, _seen(store, lain) if lain else "")


def to_forget(store: Store, word: str) -> tuple[Kept, ...]:
    """The earlier versions of a file, or the one that is named; the file itself is not among them.

    Raises:
        WrongUse: there is none.
    """
    path = path_within(store, word)
    versions = drawer_of(store.root, path).versions()
    if chosen := tuple(kept for kept in versions if path in (kept.path, kept.original)):
        return chosen
    raise WrongUse(
        f"{one_line(word)}: der er ingen tidligere udgave. Kør bostoette tjek for at se dem, der "
        "er."
    )


def path_within(store: Store, word: str) -> Path:
    """A file of the data folder, written from there or from where one stands.

    Raises:
        WrongUse: it lies outside the data folder.
    """
    candidates = [Path(os.path.abspath(base / word)) for base in (store.root, Path.cwd())]  # noqa: PTH100
    inside = [p for p in candidates if p != store.root and p.is_relative_to(store.root)]
    if not word.strip() or not inside:
        raise WrongUse(
            f"{one_line(word)}: filen ligger ikke i datamappen. Skriv den, som bostoette tjek gør, "
            'for eksempel: bostoette tjek --hent "runder/ID/besvarelser/k7f3q2wm.toml"'
        )
    return next((path for path in inside if path.exists()), inside[0])


def _seen(store: Store, path: Path) -> str:
    return path.relative_to(store.root).as_posix()
