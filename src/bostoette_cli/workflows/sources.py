"""Where a file can be had again: an earlier version, or the same catalogue elsewhere."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.dates import long_date, moment
from bostoette_cli.language.text import one_line
from bostoette_cli.storage import bounds, catalogues, toml
from bostoette_cli.storage.kept import Kept, drawer_of
from bostoette_cli.storage.store import Store


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file's content can be had again.

    Attributes:
        words: what it is, as the end of a sentence.
    """

    path: Path
    words: str


def source_of(store: Store, path: Path) -> Source | None:
    """Where the content of a file can be had again, if what is there says something else."""
    if bounds.outside(path, store.root):
        return None
    with suppress(OSError, ValueError):
        now = path.read_bytes() if path.is_file() else b""
        for kept in reversed(drawer_of(store.root, path).of(path)):
            if _read(kept.path) not in (None, now):
                return version(kept)
        if path.name == catalogues.FROZEN and _read(path) is None:
            return next(_same_catalogue(store, path), None)
    return None


def version(kept: Kept) -> Source:
    """An earlier version as a source; where only the day was kept, it is told by the day."""
    is_day = kept.when.time() == datetime.min.time()
    told = long_date(kept.when.date()) if is_day else moment(kept.when)
    return Source(kept.path, f"som den var {told}")


def _read(path: Path) -> bytes | None:
    """What a file holds; None where that makes no sense."""
    with suppress(BostoetteError):
        data = toml.read_bytes(path)
        if path.suffix != ".toml" or toml.parse(data, path):
            return data
    return None


def _same_catalogue(store: Store, path: Path) -> Iterator[Source]:
    """A round's catalogue, in its own edition, from another round or from those that are known."""
    own = next((s.round for s in store.listing.rounds if s.folder == path.parent), None)
    if own is None:
        return
    for other in store.listing.rounds:
        place = other.catalogue_path
        if place != path and other.round.catalogue == own.catalogue and _holds(place, own):
            yield Source(place, f"fra runden »{one_line(other.round.title)}«")
    known = store.library.place_of(own.catalogue)
    if known and _holds(known, own):
        yield Source(known, f"fra kataloget {own.catalogue}, udgave {one_line(own.edition)}")


def _holds(path: Path, round_: Round) -> bool:
    with suppress(BostoetteError):
        found = catalogues.load(path).catalogue
        return (found.id, found.edition) == (round_.catalogue, round_.edition)
    return False
