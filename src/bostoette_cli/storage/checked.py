"""Writing over a file only while it is as it was last read, so that no words are lost.

The comparison and the write are one step to every other writer of ours: the folder is locked
around them. Notepad knows of no lock, so the comparison is what guards a person's own editing.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bostoette_cli.domain.errors import ChangedElsewhere, StorageFailure
from bostoette_cli.storage import atomic, locking, toml


def put(
    path: Path,
    data: bytes,
    before: bytes | None,
    keep_aside: Callable[[bytes], object] | None = None,
) -> None:
    """Write a file that must still be as it was last read or written here.

    Args:
        path: the file.
        data: its new content.
        before: what it held then; None where there was no file.
        keep_aside: is handed the old content before it is replaced.

    Raises:
        ChangedElsewhere: another program changed or made the file meanwhile.
        StorageFailure: the disk refused, or the folder is being written in for too long.
    """
    with _alone(path):
        if before is None:
            _create(path, data)
            return
        if _still(path) != before:
            raise _changed_elsewhere(path)
        if keep_aside:
            keep_aside(before)
        atomic.write(path, data)


def keeping(path: Path, home: Path, when: datetime | None) -> Callable[[bytes], object] | None:
    """What ``put`` is to do with a file's old content.

    Args:
        path: the file.
        home: the folder whose drawer it is kept in.
        when: the moment to name it by; None keeps nothing.
    """
    if when is None:
        return None
    from bostoette_cli.storage.kept import Drawer

    return partial(Drawer(home).keep, path, when=when)


def renew(path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Read a file, change its values and write it, with no other writer in between.

    Args:
        path: the file; one that is not there yet has no values.
        change: the new values, given those that stand.

    Raises:
        DamagedFile: the file cannot be read; it is left as it is.
        StorageFailure: the disk refused, or the folder is being written in for too long.
    """
    with _alone(path):
        values = toml.read(path).values if path.exists() else {}
        atomic.write(path, toml.dump(change(values)))


def exchange(path: Path, data: bytes, keep_aside: Callable[[bytes], object]) -> None:
    """Put a file in its place whatever stands there, damaged or not, which is kept first.

    Args:
        path: the file; one that says the same already is left alone.
        data: its new content.
        keep_aside: is handed the old content, if there is any, before it is replaced.

    Raises:
        DamagedFile: what stands there is far too large to be kept.
        StorageFailure: the disk refused, or it is no file that stands there.
    """
    with _alone(path):
        before = toml.read_bytes(path) if path.exists() else None
        if before == data:
            return
        if before is not None:
            keep_aside(before)
        atomic.write(path, data)


def _still(path: Path) -> bytes:
    """What a file that was read before holds now."""
    try:
        return toml.read_bytes(path)
    except StorageFailure as refused:
        if not isinstance(refused.__cause__, FileNotFoundError | NotADirectoryError):
            raise
        raise ChangedElsewhere(
            "filen er væk, og det seneste er ikke gemt. Er runden slettet, så hent den igen med "
            "bostoette runde hent; ellers se, om drevet er forbundet.",
            str(path),
        ) from None


def _create(path: Path, data: bytes) -> None:
    try:
        atomic.create(path, data)
    except FileExistsError as error:
        raise _changed_elsewhere(path) from error


def _alone(path: Path) -> AbstractContextManager[None]:
    """The lock on the folder in which the file really stands, whatever link leads to it."""
    return locking.held(atomic.pointed_at(path).parent)


def _changed_elsewhere(path: Path) -> ChangedElsewhere:
    return ChangedElsewhere(
        "filen er ændret et andet sted, siden den blev læst, og det seneste er ikke gemt. "
        "Luk de andre vinduer med bostoette, og kør kommandoen igen.",
        str(path),
    )
