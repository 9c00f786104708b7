"""The one way bytes reach the disk: beside the file, synced, then put in its place.

A reader sees the old file or the new one, never a part of either. What the disk says it has kept
survives a crash of the program and, where the disk keeps its word, of the machine.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bostoette_cli.domain.errors import StorageFailure

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
# Windows: access denied, sharing violation, lock violation: a virus scanner or a sync client
# holds the file for a moment.
_HELD_BY_ANOTHER = {5, 32, 33}
_PATIENCE_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

_NO_ACCESS = "du har ikke adgang. Vælg et andet sted, eller bed it-afdelingen om adgang"
_REASONS = {
    errno.ENOSPC: "der er ikke mere plads. Gør plads på disken, og prøv igen",
    errno.EDQUOT: "din plads på drevet er brugt op. Gør plads, og prøv igen",
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: "drevet kan kun læses. Vælg et andet sted",
    errno.ENOENT: "mappen findes ikke. Opret den først, eller vælg et andet sted",
    errno.ENOTDIR: "en del af stien er en fil, ikke en mappe. Vælg et andet sted",
    errno.EISDIR: "det er en mappe eller en enhed, ikke en fil. Vælg et andet navn",
    errno.ENAMETOOLONG: "navnet er for langt. Vælg et kortere",
    errno.ELOOP: "det er en genvej, der peger på sig selv. Slet den",
    errno.EFBIG: "filen er større, end drevet tager imod. Vælg et andet sted",
    errno.EIO: "disken svarer med en fejl. Prøv igen, og sig det til it-afdelingen",
}
_NOT_THERE = "drevet svarer ikke. Se, om der er forbindelse til det, og prøv igen"
_REASONS |= {
    getattr(errno, name): _NOT_THERE
    for name in ("ENOTCONN", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENODEV")
    if hasattr(errno, name)
}
# The same on Windows, where Python calls most of these a file that is not there.
_WINDOWS_NOT_THERE = {53, 59, 64, 67, 121, 1231}
_READING = {
    errno.ENOENT: "filen findes ikke. Se, om navnet og mappen er rigtige",
    errno.EISDIR: "det er en mappe eller en enhed, ikke en fil. Nævn en almindelig fil",
}
# What stands in the data folder already has no other place to choose.
IN_PLACE = {
    errno.EACCES: "du har ikke adgang. Bed it-afdelingen om adgang",
    errno.EPERM: "du har ikke adgang. Bed it-afdelingen om adgang",
    errno.EROFS: "drevet kan kun læses. Bed it-afdelingen om adgang",
}

_NONE_OF_ITS_OWN: Mapping[int, str] = {}


def failure(
    action: str, path: Path, error: OSError, reasons: Mapping[int, str] = _NONE_OF_ITS_OWN
) -> StorageFailure:
    """Word a disk error: what could not be done, with which file, why, and the remedy.

    Args:
        action: after ``kan ikke``.
        path: the file or folder.
        error: what the system said.
        reasons: words that fit this case better than the usual ones.
    """
    code = error.errno or 0
    reasons = {**_REASONS, **(_READING if action == "læses" else {}), **reasons}
    if getattr(error, "winerror", None) in (32, 33):
        return StorageFailure(
            f"kan ikke {action}: et andet program har filen åben. Luk det, og prøv igen.", str(path)
        )
    if getattr(error, "winerror", None) in _WINDOWS_NOT_THERE:
        return StorageFailure(f"kan ikke {action}: {_NOT_THERE}.", str(path))
    why = reasons.get(code, f"systemet svarer med fejl {code}. Prøv igen om lidt")
    return StorageFailure(f"kan ikke {action}: {why}.", str(path))


@contextmanager
def told_as(action: str, path: Path) -> Iterator[None]:
    """Tell what the disk refuses inside as what was asked for, not as the step it came to."""
    try:
        yield
    except StorageFailure as refused:
        if not isinstance(refused.__cause__, OSError):
            raise
        raise failure(action, path, refused.__cause__, IN_PLACE) from refused.__cause__


def write(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at ``path``, creating it if it is not there.

    An existing file keeps its mode; a symbolic link keeps pointing where it did, and the file it
    points at is replaced. A new file is readable by its owner alone.

    Raises:
        StorageFailure: the old file stands untouched, or, where only the folder could not be
            synced, the new one stands whole.
    """
    _put(path, data, _replace)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist beforehand.

    Raises:
        FileExistsError: there is a file of that name; it stands untouched.
        StorageFailure: nothing was written.
    """
    _put(path, data, _install)


def _put(path: Path, data: bytes, install: Callable[[Path, Path], None]) -> None:
    target = pointed_at(path)
    beside = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        with _removed_on_failure(beside):
            _write_synced(beside, data, _mode_of(target))
            install(beside, target)
        sync_folder(target.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise failure("gemmes", path, error) from error


@contextmanager
def _removed_on_failure(beside: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def pointed_at(path: Path) -> Path:
    """The file a path stands for: itself, or what it points at where it is a link."""
    # Resolving looks through every folder above; only a link needs it. Asked so, it never raises.
    return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114


def _mode_of(target: Path) -> int:
    """The mode a file has; a new one is private, or shared as its folder is.

    Raises:
        IsADirectoryError: it is no file but a folder, a device or a pipe.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return _PRIVATE_FILE | (_shared_bits(target.parent) & 0o060)
    if not stat.S_ISREG(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    return stat.S_IMODE(mode)


def _shared_bits(folder: Path) -> int:
    """What a folder that a group may write in gives the group; nothing for any other folder."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    return mode & 0o070 if mode & 0o020 else 0


def _write_synced(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _PRIVATE_FILE)
    try:
        if mode != _PRIVATE_FILE and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(source: Path, target: Path) -> None:
    _patiently(lambda: source.replace(target))


def _install(source: Path, target: Path) -> None:
    if os.name == "nt":  # where renaming never replaces
        _patiently(lambda: source.rename(target))
        return
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: look, then move
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "", str(target)) from None
        source.rename(target)
    else:
        with suppress(OSError):  # it stands under its own name
            source.unlink()


def _patiently(move: Callable[[], object]) -> None:
    """Try again for a few seconds while another program holds the file (Windows)."""
    for pause in _PATIENCE_SECONDS:
        try:
            move()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
            time.sleep(pause)
        else:
            return
    move()


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, on systems where a folder can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:  # some network file systems cannot
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Create a folder and its missing parents, open to its owner alone.

    Inside a folder that a team has opened to its group, the group gets in as it does there.

    Args:
        folder: the folder.
        private: open to its owner alone whatever the folder above is.

    Raises:
        StorageFailure: the folder could not be made.
    """
    missing = []
    current = folder
    try:
        if folder.is_dir():
            return
        while not current.exists() and current != current.parent:
            missing.append(current)
            current = current.parent
        for new in reversed(missing):
            new.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            shared = 0 if private else _shared_bits(new.parent)
            if shared:
                new.chmod(stat.S_IMODE(new.stat().st_mode) | shared)
            sync_folder(new.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
    except OSError as error:
        raise failure("oprettes", folder, error) from error


def make_subfolder(folder: Path) -> None:
    """Create a folder in one that must be there: a round that is gone is not begun again by it.

    Raises:
        StorageFailure: the folder above is gone, or the folder could not be made.
    """
    if not folder.parent.is_dir():
        raise StorageFailure(
            "kan ikke gemmes: rundens mappe er væk. Er den slettet, så hent den igen med bostoette "
            "runde hent; ellers se, om drevet er forbundet.",
            str(folder.parent),
        )
    make_folder(folder)


def move_folder(source: Path, target: Path) -> None:
    """Give a finished folder its name in one step.

    Raises:
        FileExistsError: a folder of that name is there already.
        StorageFailure: the folder could not be moved.
    """
    if target.exists():
        raise FileExistsError(errno.EEXIST, "", str(target))
    try:
        _patiently(lambda: source.rename(target))
        with suppress(OSError):  # it stands there whole; only a power cut now could undo it
            sync_folder(target.parent)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise FileExistsError(errno.EEXIST, "", str(target)) from error
        raise failure("oprettes", target, error) from error


def unusable(folder: Path) -> StorageFailure | None:
    """Why a folder cannot be read, if it cannot; one that is not there yet is fine."""
    try:
        with os.scandir(folder):
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        return failure("læses", folder, error)
