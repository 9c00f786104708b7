"""One writer at a time in a folder, while a file is compared and written.

Nothing is left behind, however the writer ends. On POSIX the folder itself is locked, and the
system lets go of it with the process. Windows cannot lock a folder: there the lock is a file that
the system takes away with the handle that made it. Where the file system can do neither, the
writer goes on: the comparison before each write alone then guards the file.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bostoette_cli.domain.errors import StorageFailure

LOCK_FILE = ".skriver.tmp"
_LONGEST_WAIT_SECONDS = 10.0
_PAUSE_SECONDS = 0.01
# A lock is held for one small write. A file this old was left by a power cut or a drive that did
# not take it away, and the next writer takes it over.
_ABANDONED_AFTER_SECONDS = 60.0


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other writers of ours out of a folder; not to be entered twice for the same one.

    Raises:
        StorageFailure: another writer kept the folder for longer than a write can take.
    """
    descriptor = _patiently(folder)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _patiently(folder: Path) -> int | None:
    """The lock, once others have let go of it; None where there can be no lock."""
    take = _make_lock_file if os.name == "nt" else _lock_folder
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while True:
        try:
            return take(folder)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise StorageFailure(
                    "en anden skriver i mappen, og intet er gemt. Vent et øjeblik, og prøv igen.",
                    str(folder),
                ) from error
        except OSError:
            return None
        # Not all at the same beat, or the same one might be too late every time.
        time.sleep(_PAUSE_SECONDS * (1 + os.urandom(1)[0] / 255))


def _lock_folder(folder: Path) -> int:
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _make_lock_file(folder: Path) -> int:
    path = folder / LOCK_FILE
    vanishing: int = getattr(os, "O_TEMPORARY", 0)  # gone with its handle, even after a kill
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | vanishing, 0o600)
    except (FileExistsError, PermissionError) as error:  # there, or just going
        if isinstance(error, FileExistsError) and _is_abandoned(path):
            path.unlink(missing_ok=True)
            return _make_lock_file(folder)
        if not os.access(folder, os.W_OK):
            raise
        raise BlockingIOError(errno.EAGAIN, "") from error


def _is_abandoned(path: Path) -> bool:
    with suppress(OSError):
        # A lock from the future was made before the clock was put back.
        return abs(time.time() - path.stat().st_mtime) > _ABANDONED_AFTER_SECONDS
    return False
