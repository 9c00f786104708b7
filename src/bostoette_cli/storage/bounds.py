"""The edge of the data folder: a link in it that leads out of it is neither read nor written to.

Files are sent around and folders are shared. Somebody else's link must not make the tool show, or
write over, a file that the folder's owner never put there. The folder itself may be a link.
"""

import os
from pathlib import Path

from bostoette_cli.domain.errors import StorageFailure


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


def _has_no_link(path: Path, folder: Path) -> bool:
    """Whether a path is written below the folder, and nothing on the way from there is a link."""
    depth = len(folder.parts)
    if ".." in path.parts or path.parts[:depth] != folder.parts:
        return False
    place = os.fspath(folder)
    for part in path.parts[depth:]:
        place = f"{place}{os.sep}{part}"  # as fast as can be: this is done before every write
        if os.path.islink(place):  # noqa: PTH114
            return False
    return True
