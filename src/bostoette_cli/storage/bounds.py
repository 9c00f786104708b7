"""The edge of the data folder: a link in it that leads out of it is neither read nor written to.

Files are sent around and folders are shared. Somebody else's link must not make the tool show, or
write over, a file that the folder's owner never put there. The folder itself may be a link.
"""

import os
import stat
from pathlib import Path

from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.storage import atomic


def inside(path: Path, folder: Path) -> Path:
    """The same path, which may not be there yet, once it is known to lie in the folder.

    Raises:
        StorageFailure: it is, or is reached through, a link that leads out of the folder.
    """
    if problem := outside(path, folder):
        raise problem
    return path


def outside(path: Path, folder: Path) -> StorageFailure | None:
    """Why a path may not be followed, if it is a link that leads out of the folder."""
    if _has_no_link(path, folder):  # asked first: following a path costs as much as writing a file
        return None
    real, edge = os.path.realpath(path), os.path.realpath(folder)
    if real == edge or real.startswith(edge.rstrip(os.sep) + os.sep):
        return None
    return StorageFailure(
        "er en genvej, der fører ud af datamappen, og bliver ikke brugt. "
        "Læg selve filen eller mappen her i stedet.",
        str(path),
    )


def listed(folder: Path, edge: Path) -> list[tuple[Path, bool]]:
    """The TOML files of a folder in order, and whether each is a link; none of one not there yet.

    Raises:
        StorageFailure: the folder cannot be looked into, or a link leads there out of ``edge``.
    """
    inside(folder, edge)
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                (entry.name, entry.is_symlink())
                for entry in entries
                if os.path.normcase(entry.name).endswith(".toml") and entry.name[0] != "."
            )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise atomic.failure("læses", folder, error) from error
    return [(folder / name, is_link) for name, is_link in names]


def _has_no_link(path: Path, folder: Path) -> bool:
    """Whether a path is written below the folder, and nothing on the way from there is a link."""
    depth = len(folder.parts)
    if ".." in path.parts or path.parts[:depth] != folder.parts:
        return False
    place = os.fspath(folder)
    for part in path.parts[depth:]:
        place = f"{place}{os.sep}{part}"  # as fast as can be: this is done before every write
        if _is_link(place):
            return False
    return True


def _is_link(place: str) -> bool:
    """Whether a link of any kind stands there; Windows' junctions are none to ``islink``."""
    try:
        status = os.lstat(place)
    except (OSError, ValueError):
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == junction
