"""What lies in the data folder: our own files, copies of them, leftovers, and strangers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.storage import atomic, toml
from bostoette_cli.storage.copies import Copy, copy_of
from bostoette_cli.storage.inbox import is_hidden

# What an interrupted write or an interrupted opening of a round leaves: see atomic and store.
_LEFTOVER = re.compile(r"\..+\.(tmp|ny)")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of ours and what belongs in it.

    Attributes:
        files: the files that have a fixed name.
        folders: the folders that have a fixed name.
        is_collection: whether any other TOML file in it is one of many, named by the id in it.
        is_left_alone: whether everything in it is kept and never read.
    """

    folder: Path
    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    is_collection: bool = False
    is_left_alone: bool = False


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A file or a round's folder that is a copy of another, which may be gone."""

    path: Path
    original: Path
    maker: str


@dataclass(slots=True)
class Inventory:
    """What was found besides our own files."""

    copies: list[FoundCopy] = field(default_factory=list)
    leftovers: list[Path] = field(default_factory=list)
    strangers: list[Path] = field(default_factory=list)
    problems: list[BostoetteError] = field(default_factory=list)


def take_stock(root: Path) -> Inventory:
    """Look through a data folder, without following it further than its own layout goes."""
    found = Inventory()
    for place in _places(root, found):
        for path in _entries(place.folder, found):
            _sort(path, place, found)
    return found


def _places(root: Path, found: Inventory) -> Iterator[Place]:
    yield Place(
        root,
        frozenset({"indstillinger.toml", "spoergsmaal.toml"}),
        frozenset({"kataloger", "runder"}),
    )
    yield Place(root / "kataloger", is_collection=True)
    for path in _entries(root / "runder", found):
        if path.is_dir() and not is_hidden(path):
            yield from _places_of_round(path, found)
        else:
            _sort(path, Place(root / "runder"), found)


def _places_of_round(folder: Path, found: Inventory) -> Iterator[Place]:
    if not (folder / "runde.toml").exists():
        if not (folder / "besvarelser").is_dir():
            found.strangers.append(folder)
        return
    if copy := _copied_round(folder):
        found.copies.append(copy)
        return
    yield Place(
        folder,
        frozenset({"runde.toml", "katalog.toml", "faelles.toml"}),
        frozenset({"besvarelser", "erstattet", "handleplan"}),
    )
    for name in ("besvarelser", "handleplan"):
        yield Place(folder / name, is_collection=True)
    yield Place(folder / "erstattet", is_left_alone=True)


def _copied_round(folder: Path) -> FoundCopy | None:
    id_ = _id_in(folder / "runde.toml")
    if not id_ or id_ == folder.name:
        return None
    original = folder.parent / id_
    copy = copy_of(folder.name, [id_])
    if copy or original.is_dir():
        return FoundCopy(folder, original, copy.maker if copy else "")
    return None


def _entries(folder: Path, found: Inventory) -> Iterable[Path]:
    """What lies in a folder, by name; nothing where it is not there, a problem where it is shut."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    except OSError as error:
        found.problems.append(atomic.failure("læses", folder, error))
        return ()


def _sort(path: Path, place: Place, found: Inventory) -> None:
    if _LEFTOVER.fullmatch(path.name):
        found.leftovers.append(path)
    elif is_hidden(path) or place.is_left_alone or path.name in place.files | place.folders:
        return
    elif copy := _copy(path, place):
        found.copies.append(copy)
    elif not (place.is_collection and path.suffix == ".toml"):
        found.strangers.append(path)


def _copy(path: Path, place: Place) -> FoundCopy | None:
    if path.suffix.lower() != ".toml" or not path.is_file():
        return None
    if not place.is_collection:
        copy = copy_of(path.stem, [Path(name).stem for name in place.files])
    else:
        copy = _copy_by_id(path)
    return FoundCopy(path, path.with_name(f"{copy.original}.toml"), copy.maker) if copy else None


def _copy_by_id(path: Path) -> Copy | None:
    """Among many files of a kind the id inside tells what a file is a copy of."""
    id_ = _id_in(path)
    if not id_ or id_ == path.stem:
        return None
    if copy := copy_of(path.stem, [id_]):
        return copy
    return Copy(id_, "") if path.with_name(f"{id_}.toml").exists() else None


def _id_in(path: Path) -> str:
    try:
        id_ = toml.read(path).values.get("id")
    except BostoetteError:  # told of where damaged files are
        return ""
    return id_ if isinstance(id_, str) and not set(id_) & set("/\\\0") else ""


def answers_folders(root: Path) -> Iterator[Path]:
    """The folders that hold what people answered and agreed to do."""
    rounds = (root / "runder").glob("[!.]*")
    return chain.from_iterable((r / "besvarelser", r / "handleplan") for r in rounds)
