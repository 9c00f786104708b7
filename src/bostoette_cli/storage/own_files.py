"""The files of a data folder that a backup holds, and those it leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.domain import backup
from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.language.text import one_line
from bostoette_cli.storage import atomic, bounds, toml, wastebasket
from bostoette_cli.storage.inbox import is_hidden


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What is to be kept, and what is not.

    Attributes:
        files: each file's place, with ``/`` between the parts, and its bytes.
        left_out: the places of those that are not ours, or cannot be kept.
    """

    files: dict[str, bytes]
    left_out: tuple[str, ...]


def collect(root: Path, rounds: Iterable[str] = ()) -> OwnFiles:
    """Read the files of a data folder, or of the rounds that are named.

    Hidden and temporary files and the bin are passed over without a word.

    Raises:
        StorageFailure: one cannot be read, they come to more than a backup holds, or two of them
            could not lie beside each other on every system.
    """
    files: dict[str, bytes] = {}
    left_out = []
    size = 0
    for path in _chosen(root, rounds):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or not backup.belongs(name) or bounds.outside(path, root):
            left_out.append(name)
            continue
        if path.stat().st_size > toml.LARGEST:  # none of ours is that large
            left_out.append(name)
            continue
        files[name] = toml.read_bytes(path)
        size += len(files[name])
        if size > backup.LARGEST or len(files) >= backup.MOST_FILES:
            raise _too_much(root)
    if twice := backup.clash(files):
        raise _alike(root, *twice)
    return OwnFiles(files, tuple(left_out))


def _chosen(root: Path, rounds: Iterable[str]) -> Iterator[Path]:
    if named := [root / "runder" / id_ for id_ in rounds]:
        for folder in named:
            yield from _below(folder)
        return
    for path in _inside(root):
        if path.name in backup.FOLDERS and not bounds.outside(path, root):
            yield from _below(path)
        elif path.name != wastebasket.FOLDER:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """Everything in a folder, in order; a folder behind a link is told of and not followed."""
    for path in _inside(folder):
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        else:
            yield path


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not is_hidden(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise atomic.failure("læses", folder, error) from error


def _too_much(root: Path) -> StorageFailure:
    return StorageFailure(
        "der er mere i mappen, end en sikkerhedskopi kan rumme. Flyt store filer, der ikke er "
        "jeres svar, ud af den, eller nævn én runde ad gangen.",
        str(root),
    )


def _alike(root: Path, one: str, other: str) -> StorageFailure:
    return StorageFailure(
        f"»{one_line(one)}« og »{one_line(other)}« er samme navn på nogle maskiner. Giv den ene "
        "et andet navn, og prøv igen.",
        str(root),
    )
