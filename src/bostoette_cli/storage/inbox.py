"""The files in a folder that may hold responses, and those that are something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.storage import atomic
from bostoette_cli.storage.litter import is_litter


@dataclass(frozen=True, slots=True)
class Inbox:
    """What lies in a folder, in the order of the names; hidden files are not in it.

    Attributes:
        files: those that end in ``.toml``.
        others: the remaining files.
        folders: the folders inside, which are not looked into.
    """

    files: tuple[Path, ...]
    others: tuple[Path, ...]
    folders: tuple[Path, ...]


def look_into(folder: Path) -> Inbox:
    """List a folder.

    Raises:
        StorageFailure: the folder cannot be read.
    """
    try:
        inside = sorted(path for path in folder.iterdir() if not is_hidden(path))
    except OSError as error:
        raise atomic.failure("læses", folder, error) from error
    files, others, folders = _sorted(inside)
    return Inbox(tuple(files), tuple(others), tuple(folders))


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    files: list[Path] = []
    others: list[Path] = []
    folders: list[Path] = []
    for path in paths:
        if path.is_dir():
            folders.append(path)
        elif path.suffix.lower() == ".toml":
            files.append(path)
        else:
            others.append(path)
    return files, others, folders


def is_hidden(path: Path) -> bool:
    """Whether a file is the system's, a program's own, or a temporary one."""
    name = path.name.lower()
    return name.startswith((".", "~$")) or is_litter(name) or name.endswith((".tmp", "~"))
