"""The bin: rounds that are deleted, whole and under their own names, until it is emptied.

``slettet/2026-11-22/2026-05-01-foraar-2026``: the day of the deletion, then the round's folder.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.storage import atomic, bounds, layout, toml
from bostoette_cli.storage.names import free_names

FOLDER = "slettet"
_DOOMED = ".slettes"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(-\d+)?")


@dataclass(frozen=True, slots=True)
class Binned:
    """A round in the bin.

    Attributes:
        folder: where it lies.
        day: when it was deleted.
        title: its title; its id, where its own file cannot be read.
    """

    folder: Path
    day: date
    title: str

    @property
    def id(self) -> str:
        """The round's id, which is its folder's name."""
        return self.folder.name

    @property
    def place(self) -> str:
        """Where it lies in the data folder: two deletions of one round differ in that alone."""
        return f"{FOLDER}/{self.folder.parent.name}/{self.folder.name}"


def binned(root: Path) -> tuple[Binned, ...]:
    """The rounds in a data folder's bin, the latest deleted first."""
    bin_ = root / FOLDER
    found = [] if bounds.outside(bin_, root) else list(_found(bin_, root))
    return tuple(sorted(found, key=lambda each: (each.day, each.folder), reverse=True))


def _found(bin_: Path, root: Path) -> Iterator[Binned]:
    for folder in bin_.glob("*/[!.]*"):
        day = _DAY.fullmatch(folder.parent.name)
        if day and layout.is_round(folder) and not bounds.outside(folder, root):
            with suppress(ValueError):
                yield Binned(folder, date.fromisoformat(day[1]), _title(folder))


def _title(folder: Path) -> str:
    with suppress(BostoetteError):
        title = toml.read(bounds.inside(folder / "runde.toml", folder)).values.get("titel")
        if isinstance(title, str):
            return title
    return folder.name


def throw_out(root: Path, folder: Path, day: date) -> Path:
    """Move a round's folder to the bin in one step.

    Returns:
        Where it lies now.

    Raises:
        StorageFailure: it could not be moved; it stands where it stood.
    """
    bin_ = bounds.inside(root / FOLDER, root)
    with atomic.told_as(f"flyttes til papirkurven, {bin_}", folder):
        for name in free_names(day.isoformat()):
            target = bin_ / name / folder.name
            atomic.make_folder(target.parent)
            try:
                atomic.move_folder(folder, target)
            except FileExistsError:
                continue
            finally:
                _remove_empty(target.parent)  # where nothing could be moved
            return target
    raise AssertionError


def take_out(each: Binned, target: Path) -> None:
    """Move a round from the bin to its place in one step.

    Raises:
        FileExistsError: there is a round of that id.
        StorageFailure: it could not be moved; it lies in the bin.
    """
    with atomic.told_as(f"flyttes tilbage til {target.parent}", each.folder):
        atomic.move_folder(each.folder, target)
    _remove_empty(each.folder.parent)


def destroy(each: Binned) -> None:
    """Delete a round in the bin for good.

    Raises:
        StorageFailure: something in it could not be deleted, and lies there still.
    """
    doomed = each.folder.with_name(f".{each.folder.name}{_DOOMED}")
    with _deleting(doomed):
        # Out of sight first: stopped midway, what is left must not be taken for a round.
        each.folder.rename(doomed)
        shutil.rmtree(doomed)


def finish(root: Path) -> None:
    """Delete what is left of rounds whose deletion was stopped midway.

    Raises:
        StorageFailure: something could not be deleted, and lies there still.
    """
    bin_ = root / FOLDER
    for doomed in () if bounds.outside(bin_, root) else list(bin_.glob(f"*/.*{_DOOMED}")):
        with _deleting(bounds.inside(doomed, root)):
            shutil.rmtree(doomed)


@contextmanager
def _deleting(folder: Path) -> Iterator[None]:
    """Name what could not be deleted; where all is gone, so is the bin's own folder around it."""
    try:
        yield
    except OSError as error:
        raise atomic.failure("slettes", _refused(error, folder), error, atomic.IN_PLACE) from error
    _remove_empty(folder.parent)


def _refused(error: OSError, folder: Path) -> Path:
    """What could not be deleted, with its folder, which older Pythons leave out."""
    named = Path(error.filename or folder)
    if named.is_absolute():
        return named
    return next((path for path in folder.rglob("*") if path.name == named.name), folder)


def _remove_empty(day: Path) -> None:
    """Take away what the bin itself made, once it is empty."""
    with suppress(OSError):
        day.rmdir()
        day.parent.rmdir()
