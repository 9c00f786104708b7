"""Taking in many files at once: each has its own outcome, and no bad one stops the others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError, DamagedFile
from bostoette_cli.domain.versions import Outcome, of_several, precedes, says_the_same
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import listed
from bostoette_cli.storage import inbox
from bostoette_cli.storage.copies import copy_of
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import brought
from bostoette_cli.workflows.brought import Brought
from bostoette_cli.workflows.take_in import Taken, described, place
from bostoette_cli.workflows.wish import Wish

_REFUSED = "ikke taget ind"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files to take in, each once, and what in the named folders is passed over."""

    files: tuple[Path, ...]
    others: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    """A file that gives way to one with a later version of the same response."""

    by: Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file.

    Attributes:
        result: the response where it stands now, the file it gave way to, or why it was refused.
        original: the name of the file beside it that it looks like a copy of; blank if none.
    """

    path: Path
    result: Taken | Superseded | BostoetteError
    original: str = ""

    @property
    def word(self) -> str:
        """What became of it in a word or two, for the count at the end."""
        match self.result:
            case Taken(outcome=outcome):
                return outcome.value
            case Superseded():
                return Outcome.OLDER.value
        return _REFUSED

    @property
    def is_refused(self) -> bool:
        """Whether there is something to mend before it can be taken in."""
        return isinstance(self.result, BostoetteError)

    @property
    def sentence(self) -> str:
        """Which file it was and what became of it; where it was refused, why and what to do."""
        match self.result:
            case Taken():
                said = f"{self.path.name}: {described(self.result)}"
            case Superseded(by=path):
                said = f"{self.path.name}: en ældre udgave af {path.name}: ikke taget ind."
            case error:
                why = error.words if error.file == str(self.path) else str(error)
                said = f"{self.path}: {_REFUSED}: {why}"
        return f"{said} Navnet ligner en kopi af {self.original}." if self.original else said


def gather(named: Iterable[Path]) -> Delivery:
    """The files that are named, and those in the folders that are; subfolders are not opened.

    Raises:
        StorageFailure: a folder cannot be read.
    """
    files: list[Path] = []
    others: list[Path] = []
    folders: list[Path] = []
    for path in named:
        if not path.is_dir():
            files.append(path)
            continue
        inside = inbox.look_into(path)
        files += inside.files
        others += inside.others
        folders += inside.folders
    return Delivery(*(tuple(dict.fromkeys(paths)) for paths in (files, others, folders)))


def take_in_all(
    store: Store, paths: Sequence[Path], wish: Wish, *, allow_cpr: bool = False
) -> Iterator[Receipt]:
    """Take in files one by one, in the order they are named.

    Of several versions of one response the latest is taken, whatever the order; where nothing
    tells which that is, none of them is.
    """
    read = {path: _read(path, wish, allow_cpr=allow_cpr) for path in paths}
    for path, found in _latest_versions(read).items():
        # A fresh look at the folder each time: the file before may have opened the round.
        result = _placed(Store(store.root), found, wish) if isinstance(found, Brought) else found
        yield Receipt(path, result, _original(path, paths))


def summary(receipts: Sequence[Receipt]) -> str:
    """How many files became what, as in ``3 filer: 2 gemt og 1 ikke taget ind.``."""
    counts = Counter(receipt.word for receipt in receipts)
    parts = [
        f"{count} {of_several(word, count)}"
        for word, count in sorted(counts.items(), key=_in_order)
    ]
    return f"{counted(len(receipts), 'fil', 'filer')}: {listed(parts)}."


_ORDER = (*Outcome, _REFUSED)


def _in_order(item: tuple[str, int]) -> int:
    return _ORDER.index(item[0])


def _read(path: Path, wish: Wish, *, allow_cpr: bool) -> Brought | BostoetteError:
    try:
        return brought.read(path, wish, allow_cpr=allow_cpr)
    except BostoetteError as problem:
        return problem


def _placed(store: Store, found: Brought, wish: Wish) -> Taken | BostoetteError:
    try:
        return place(store, found, wish)
    except BostoetteError as problem:
        return problem


def _latest_versions(
    read: dict[Path, Brought | BostoetteError],
) -> dict[Path, Brought | Superseded | BostoetteError]:
    """The same, where each earlier version gives way to the file with the latest one."""
    versions: dict[tuple[str, str, str], list[Brought]] = defaultdict(list)
    for found in read.values():
        if isinstance(found, Brought):
            response = found.response
            versions[response.id, response.round, response.catalogue].append(found)
    results: dict[Path, Brought | Superseded | BostoetteError] = dict(read)
    for group in versions.values():
        latest = _latest(group)
        for found in group:
            if latest is None:
                results[found.path] = _indistinct(found, group)
            elif not says_the_same(found.response, latest.response):
                results[found.path] = Superseded(latest.path)
    return results


def _latest(group: Sequence[Brought]) -> Brought | None:
    """The latest of some versions; None where nothing orders two that differ."""
    latest = group[0]
    for found in group[1:]:
        if says_the_same(found.response, latest.response):
            continue
        earlier = precedes(latest.response, found.response)
        if earlier is None:
            return None
        latest = found if earlier else latest
    return latest


def _indistinct(found: Brought, group: Sequence[Brought]) -> DamagedFile:
    others = listed([other.path.name for other in group if other is not found])
    return DamagedFile(
        str(found.path),
        [f"samme id som {others}, men andre svar, og det kan ikke ses, hvilken der er nyest"],
        "Find den rigtige, og tag den ind for sig. Intet er gemt.",
    )


def _original(path: Path, paths: Sequence[Path]) -> str:
    """The name of the file that this one looks like a copy of, among those beside it."""
    beside = [p.stem for p in paths if p.parent == path.parent and p != path]
    copy = copy_of(path.stem, beside)
    return f"{copy.original}{path.suffix}" if copy else ""
