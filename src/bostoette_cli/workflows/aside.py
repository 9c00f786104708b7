"""Replacing a file of the data folder by another version of it; what stood there is kept."""

from datetime import datetime
from pathlib import Path

from bostoette_cli.storage import bounds, checked
from bostoette_cli.storage.kept import drawer_of
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import clock


def exchange(store: Store, path: Path, data: bytes) -> Path | None:
    """Put a file in its place.

    Returns:
        Where what stood there lies now; None where nothing had to be replaced.

    Raises:
        StorageFailure: the disk refused, or a link leads out of the folder; what stood there
            stands.
    """
    drawer = drawer_of(store.root, bounds.inside(path, store.root))
    lain: list[Path] = []

    def lay_aside(before: bytes) -> None:
        same = (k.path for k in drawer.of(path) if k.path.read_bytes() == before)
        already = next(same, None)  # from the last time it was exchanged
        lain.append(already or drawer.keep(path, before, _moment(store, drawer.home)))

    checked.exchange(path, data, lay_aside)
    return lain[0] if lain else None


def _moment(store: Store, home: Path) -> datetime:
    """The moment to name it by: the day alone, unless the round is known not to be anonymous."""
    now = clock.now()
    round_ = next((s.round for s in store.listing.rounds if s.folder == home), None)
    if home == store.root or (round_ and not round_.is_anonymous):
        return now
    return now.replace(hour=0, minute=0, second=0)
