"""What lies in the data folder besides our own files: copies of them, leftovers, and strangers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain
from pathlib import Path

from bostoette_cli.domain import backup
from bostoette_cli.domain.errors import BostoetteError, DamagedFile
from bostoette_cli.storage import atomic, bounds, kept, layout, toml, wastebasket
from bostoette_cli.storage.copies import Copy, copy_of
from bostoette_cli.storage.inbox import is_hidden

# What an interrupted write or an interrupted opening of a round leaves: see atomic and store.
_LEFTOVER = re.compile(r"\..+\.(tmp|ny)")

_ENDING = re.compile(r"(.+)\.toml(\.txt)?", re.IGNORECASE)
_CAN_BE_A_NAME = re.compile(r"[^./\\\0][^/\\\0]{0,99}")


class _Holds(Enum):
    """What belongs in a folder of ours besides what has a fixed name."""

    NOTHING_ELSE = auto()
    FILES_NAMED_BY_ID = auto()
    ROUNDS = auto()
    ANYTHING = auto()


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder of ours, the names that are fixed in it, and what else belongs there."""

    folder: Path
    holds: _Holds
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A file or a round's folder that is a copy of another, which may be gone.

    Attributes:
        maker: the program that gives copies such names; blank where that is not known.
    """

    path: Path
    original: Path
    maker: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """What an interrupted write left; or a file that is being written right now."""

    path: Path


@dataclass(frozen=True, slots=True)
class Stranger:
    """A file or folder that is not ours."""

    path: Path


@dataclass(frozen=True, slots=True)
class Inventory:
    """What was found, kind by kind, and the folders that cannot be read."""

    copies: tuple[FoundCopy, ...]
    leftovers: tuple[Leftover, ...]
    strangers: tuple[Stranger, ...]
    problems: tuple[BostoetteError, ...]


def take_stock(root: Path) -> Inventory:
    """Look through a data folder, no further than its own layout goes."""
    found = list(chain.from_iterable(_found_in(place, root) for place in _places(root)))
    return Inventory(
        tuple(item for item in found if isinstance(item, FoundCopy)),
        tuple(item for item in found if isinstance(item, Leftover)),
        tuple(item for item in found if isinstance(item, Stranger)),
        tuple(item for item in found if isinstance(item, BostoetteError)),
    )


def answers_folders(root: Path) -> Iterator[Path]:
    """The folders that hold what people answered and agreed to do."""
    rounds = layout.in_rounds(root)
    return chain.from_iterable((r / "besvarelser", r / "handleplan") for r in rounds)


def shared_folders(root: Path) -> Iterator[Path]:
    """The folders of ours that everybody on a team has to get into, the outermost first."""
    inner = chain.from_iterable(
        (r, r / "besvarelser", r / "handleplan") for r in layout.in_rounds(root)
    )
    every = chain((root / "kataloger", root / "runder"), inner)
    return (folder for folder in every if folder.is_dir())


def _places(root: Path) -> Iterator[_Place]:
    yield _Place(root, _Holds.NOTHING_ELSE, backup.FILES | backup.FOLDERS | {wastebasket.FOLDER})
    for name in (kept.FOLDER, wastebasket.FOLDER):
        yield _Place(root / name, _Holds.ANYTHING)
    yield _Place(root / "kataloger", _Holds.FILES_NAMED_BY_ID)
    yield _Place(root / "runder", _Holds.ROUNDS)
    for folder in layout.in_rounds(root):
        if layout.is_round(folder) and _copied_round(folder) is None:
            yield from _places_of_round(folder)


def _places_of_round(folder: Path) -> Iterator[_Place]:
    yield _Place(folder, _Holds.NOTHING_ELSE, layout.IN_A_ROUND)
    yield _Place(folder / "besvarelser", _Holds.FILES_NAMED_BY_ID)
    yield _Place(folder / "handleplan", _Holds.FILES_NAMED_BY_ID)
    yield _Place(folder / "erstattet", _Holds.ANYTHING)


_Found = FoundCopy | Leftover | Stranger | BostoetteError


def _found_in(place: _Place, root: Path) -> Iterator[_Found]:
    if problem := bounds.outside(place.folder, root):
        yield problem
        return
    try:
        paths = sorted(place.folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield atomic.failure("læses", place.folder, error)
        return
    for path in paths:
        if _LEFTOVER.fullmatch(path.name):
            yield Leftover(path)
        elif broken := _broken_link(path):
            yield broken
        elif is_hidden(path) or path.name in place.names:
            continue
        elif found := _judged(path, place):
            yield found


def _broken_link(path: Path) -> BostoetteError | None:
    """A link that leads nowhere: a folder that was moved, a drive that is not there."""
    try:
        path.stat()
    except OSError as error:
        return atomic.failure("læses", path, error) if path.is_symlink() else None
    return None


def _judged(path: Path, place: _Place) -> _Found | None:
    """What something without a fixed name is; None where it is ours."""
    match place.holds:
        case _Holds.NOTHING_ELSE:
            return _copied_by_name(path, place) or Stranger(path)
        case _Holds.FILES_NAMED_BY_ID:
            return _copied_by_id(path) if path.suffix == ".toml" else _misspelt(path)
        case _Holds.ROUNDS:
            return _copied_round(path) if layout.is_round(path) else Stranger(path)
    return None


def _misspelt(path: Path) -> _Found:
    """A file that would have been read, had Notepad not put an ending of its own on it."""
    name = _ENDING.fullmatch(path.name)
    if not name or path.is_dir():
        return Stranger(path)
    right = path.with_name(f"{name[1]}.toml")
    remedy = f"Giv den navnet {right.name}."
    if right.exists() and not right.samefile(path):
        remedy = f"Der er også en {right.name}. Behold den rigtige af de to under det navn."
    problem = "filen bliver ikke læst, for navnet ender ikke på .toml"
    return DamagedFile(str(path), [problem], remedy)


def _copied_by_name(path: Path, place: _Place) -> FoundCopy | None:
    copy = copy_of(path.stem, [Path(name).stem for name in place.names if name.endswith(".toml")])
    return _found(path, copy) if path.suffix == ".toml" and copy else None


def _copied_by_id(path: Path) -> FoundCopy | None:
    """Among many files of a kind the id inside tells what a file is a copy of."""
    id_ = _id_in(path)
    if not id_ or id_ == path.stem:
        return None
    copy = copy_of(path.stem, [id_])
    is_double = copy or path.with_name(f"{id_}.toml").exists()
    return _found(path, copy or Copy(id_, "")) if is_double else None


def _found(path: Path, copy: Copy) -> FoundCopy:
    return FoundCopy(path, path.with_name(f"{copy.original}.toml"), copy.maker)


def _copied_round(folder: Path) -> FoundCopy | None:
    id_ = _id_in(folder / "runde.toml")
    if not id_ or id_ == folder.name:
        return None
    original = folder.with_name(id_)
    copy = copy_of(folder.name, [id_])
    if copy or original.is_dir():
        return FoundCopy(folder, original, copy.maker if copy else "")
    return None


def _id_in(path: Path) -> str:
    """The id in a file, if it can be a name beside it; damage is told of elsewhere."""
    if path.is_symlink() or path.parent.is_symlink():  # it might lead out of the data folder
        return ""
    try:
        id_ = toml.read(path).values.get("id")
    except BostoetteError:
        return ""
    return id_ if isinstance(id_, str) and _CAN_BE_A_NAME.fullmatch(id_) else ""
