"""Earlier versions of files: laid aside before they are replaced, found again, in time let go.

A round keeps its own under ``erstattet``, so that they go where the round goes; what belongs to no
round is kept under ``erstattet`` in the data folder.
"""

import glob
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bostoette_cli.storage import atomic, bounds, layout
from bostoette_cli.storage.names import free_names

FOLDER = "erstattet"
DAYS = 90
ALWAYS = 3  # so many of the latest stay, however old; a wrong clock must not empty a drawer

_NAME = re.compile(r"(.+)-(\d{8}T\d{6})(?:-(\d+))?")
_MOMENT = "%Y%m%dT%H%M%S"
# Responses lie outermost, since they are the most; a round's own files need a name for their place.
_IN_A_ROUND = {("besvarelser",): (), (): ("runde",)}
_BACK = {there: here for here, there in _IN_A_ROUND.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier version of a file.

    Attributes:
        path: where it lies.
        original: the file it is a version of, which may be gone.
        when: the moment it was laid aside, on the clock of the computer that did it; in an
            anonymous round the beginning of the day.
        number: which of several laid aside at that moment.
    """

    path: Path
    original: Path
    when: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Drawer:
    """The earlier versions that one place keeps.

    Attributes:
        home: a round's folder, or the data folder.
    """

    home: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.home / FOLDER

    def versions(self) -> tuple[Kept, ...]:
        """Every earlier version, the oldest first."""
        shut = bounds.outside(self.folder, self.home) or not self.folder.is_dir()
        paths = () if shut else self.folder.rglob("[!.]*")
        found = (self._read(path) for path in paths if _is_own_file(path))
        return tuple(sorted((k for k in found if k), key=_age))

    def of(self, original: Path) -> tuple[Kept, ...]:
        """The earlier versions of one file, the oldest first."""
        folder = bounds.inside(self._folder_of(original), self.home)
        near = folder.glob(f"{glob.escape(original.stem)}-*")
        found = (self._read(path) for path in near if _is_own_file(path))
        return tuple(sorted((k for k in found if k and k.original == original), key=_age))

    def keep(self, original: Path, data: bytes, when: datetime) -> Path:
        """Lay a version aside; older ones whose time is over are let go, for it is newer.

        Args:
            original: the file whose content it is.
            data: the content.
            when: the moment to name it by.

        Returns:
            Where it lies.

        Raises:
            StorageFailure: it could not be written.
        """
        before = self.of(original)
        # Never before the last: a clock that was put back must not make the newest the oldest.
        naive = max([when.replace(tzinfo=None), *(kept.when for kept in before[-1:])])
        folder = self._folder_of(original)
        atomic.make_subfolder(self.folder)
        atomic.make_folder(folder)
        path = _created(folder, f"{original.stem}-{naive:{_MOMENT}}", original.suffix, data)
        for kept in before[: -(ALWAYS - 1)]:
            if naive - kept.when > timedelta(days=DAYS):
                with suppress(OSError):  # the next one laid aside tries again
                    kept.path.unlink()
        return path

    def _folder_of(self, original: Path) -> Path:
        place = original.parent.relative_to(self.home).parts
        return self.folder.joinpath(*(_IN_A_ROUND.get(place, place) if self._is_round else place))

    def _read(self, path: Path) -> Kept | None:
        name = _NAME.fullmatch(path.stem)
        if not name:
            return None
        with suppress(ValueError):
            place = path.parent.relative_to(self.folder).parts
            within = self.home.joinpath(*(_BACK.get(place, place) if self._is_round else place))
            when = datetime.strptime(name[2], _MOMENT)  # noqa: DTZ007 - a name has no offset
            return Kept(path, within / f"{name[1]}{path.suffix}", when, int(name[3] or 1))
        return None

    @property
    def _is_round(self) -> bool:
        return self.home.parent.name == "runder"


def _is_own_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _age(kept: Kept) -> tuple[Path, datetime, int]:
    return kept.original, kept.when, kept.number


def _created(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    for name in free_names(stem):
        path = folder / f"{name}{suffix}"
        with suppress(FileExistsError):
            atomic.create(path, data)
            return path
    raise AssertionError


def destroy(kept: Kept) -> None:
    """Delete an earlier version for good.

    Raises:
        StorageFailure: it could not be deleted.
    """
    try:
        kept.path.unlink(missing_ok=True)
    except OSError as error:
        raise atomic.failure("slettes", kept.path, error, atomic.IN_PLACE) from error


def drawer_of(root: Path, path: Path) -> Drawer:
    """The drawer that keeps the earlier versions of a file in a data folder."""
    parts = path.relative_to(root).parts
    is_in_round = parts[:1] == ("runder",) and len(parts) > 2
    return Drawer(root.joinpath(*parts[:2]) if is_in_round else root)


def drawers(root: Path) -> Iterator[Drawer]:
    """Every drawer of a data folder that there is."""
    for folder in sorted([root / FOLDER, *layout.in_rounds(root, FOLDER)]):
        if folder.is_dir() and not bounds.outside(folder, root):
            yield Drawer(folder.parent)
