"""Putting a backup back: what is missing is written, what differs is refused or kept aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError, StorageFailure
from bostoette_cli.language.numbers import counted
from bostoette_cli.storage import archive, atomic, bounds
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import aside


@dataclass(frozen=True, slots=True)
class Plan:
    """How the files of a backup stand to those of a data folder; each named by its place.

    Attributes:
        files: everything in the backup.
        missing: those that are not here.
        different: those that say something else here.
    """

    files: Mapping[str, bytes]
    missing: tuple[str, ...]
    different: tuple[str, ...]

    @property
    def same_count(self) -> int:
        """How many stand here just so already."""
        return len(self.files) - len(self.missing) - len(self.different)


def plan(store: Store, path: Path) -> Plan:
    """Read and verify a backup, and compare it with the data folder; nothing is written.

    Raises:
        DamagedFile: the backup cannot be used.
        StorageFailure: it cannot be opened, or something else stands where a file is to be.
    """
    files = archive.unpack(path)
    missing, different = [], []
    for name in sorted(files, key=_order):
        standing = _standing(store.root, name)
        if standing is None:
            missing.append(name)
        elif standing != files[name]:
            different.append(name)
    return Plan(files, tuple(missing), tuple(different))


def _order(name: str) -> tuple[bool, str]:
    """A round is seen once its own file is there; stopped before that, there is no half round."""
    return name.endswith("/runde.toml"), name


def _standing(root: Path, name: str) -> bytes | None:
    path = bounds.inside(root / name, root)
    try:
        for above in (p for p in path.parents if p.is_relative_to(root)):
            if above.exists() and not above.is_dir():
                raise _in_the_way(above)
        if path.exists() and not path.is_file():
            raise _in_the_way(path)
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise atomic.failure("læses", path, error) from error


def _in_the_way(path: Path) -> StorageFailure:
    what = "en mappe, hvor der skal være en fil" if path.is_dir() else "en fil i vejen for en mappe"
    return StorageFailure(
        f"der er {what}. Flyt den ud af datamappen, og prøv igen. Intet er lagt tilbage.",
        str(path),
    )


def carry_out(store: Store, chosen: Plan) -> None:
    """Write what is missing and replace what differs; stopped midway, it can be done again.

    Raises:
        StorageFailure: the disk refused; what had come in its place by then stays there.
    """
    try:
        atomic.make_folder(store.root, private=True)
        for name in (*chosen.different, *chosen.missing):
            _put(store, name, chosen.files[name])
    except BostoetteError as error:
        raise StorageFailure(
            f"{error.words} Ikke alt er lagt tilbage. Kør kommandoen igen, så kommer resten.",
            error.file,
        ) from error


def _put(store: Store, name: str, data: bytes) -> None:
    path = bounds.inside(store.root / name, store.root)
    atomic.make_folder(path.parent)
    aside.exchange(store, path, data)


def receipt(chosen: Plan) -> str:
    """What was done, counted."""
    parts = [f"{counted(len(chosen.missing), 'fil', 'filer')} lagt tilbage"]
    if chosen.same_count:
        parts.append(f"{chosen.same_count} var her i forvejen")
    if chosen.different:
        parts.append(f"{len(chosen.different)} erstattet")
    return f"{', '.join(parts)}."
