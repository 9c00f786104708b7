"""What an examination of the data folder looks at, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.storage.inventory import Inventory, take_stock
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_plan import StoredAction
from bostoette_cli.storage.stored_round import StoredResponse, StoredRound


@dataclass(frozen=True)
class Material:
    """A data folder under examination.

    Attributes:
        option: what a command line must say to mean this folder: `` --mappe "…"`` or nothing.
        now: the present moment.
    """

    store: Store
    option: str
    now: datetime

    @cached_property
    def inventory(self) -> Inventory:
        """What lies in the folder besides our own files."""
        return take_stock(self.store.root)

    @property
    def rounds(self) -> tuple[StoredRound, ...]:
        """The rounds that can be read."""
        return self.store.listing.rounds

    def responses(self) -> Iterator[StoredResponse]:
        """Every response that can be read; those of a round without a catalogue cannot."""
        for stored in self.rounds:
            try:
                yield from stored.reading.stored
            except BostoetteError:  # told of where damaged files are
                continue

    def actions(self) -> Iterator[StoredAction]:
        """Every action that can be read."""
        for stored in self.rounds:
            try:
                yield from stored.plan.reading.stored
            except BostoetteError:  # told of where damaged files are
                continue

    def seen_from_root(self, path: Path) -> str:
        """A path as it is seen from the data folder; a folder ends with a stroke."""
        if path == self.store.root:
            return "datamappen"
        shown = path.relative_to(self.store.root)
        return f"{shown}/" if path.is_dir() else str(shown)
