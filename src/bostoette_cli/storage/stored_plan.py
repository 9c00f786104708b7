"""A round's actions on disk: one file each, under ``handleplan`` in the round's folder.

One file per action and not one per plan, so that colleagues in a shared folder, and branches in
git, can each add and renew actions without writing in the same file.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bostoette_cli.domain import plan
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import BostoetteError, DamagedFile
from bostoette_cli.domain.plan import Action
from bostoette_cli.storage import atomic, bounds, checked, schema, toml
from bostoette_cli.storage.codes import random_code
from bostoette_cli.storage.copies import misnamed
from bostoette_cli.storage.merging import merged
from bostoette_cli.storage.patience import bounded

_LENGTH = 4


@dataclass(frozen=True)
class StoredAction:
    """An action with the file it stands in: the file's values and its bytes."""

    path: Path
    action: Action
    values: Mapping[str, Any]
    data: bytes


@dataclass(frozen=True)
class PlanReading:
    """What was read of a round's actions, and what could not be."""

    stored: tuple[StoredAction, ...]
    problems: tuple[BostoetteError, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions by themselves."""
        return tuple(item.action for item in self.stored)


@dataclass(frozen=True)
class PlanFolder:
    """The folder of a round's actions; it is there once the first is added.

    Attributes:
        catalogue: the round's frozen catalogue, which the actions' pejlemærker stand in.
    """

    folder: Path
    catalogue: Catalogue

    @cached_property
    def reading(self) -> PlanReading:
        """Every action, read once; a damaged one becomes a problem and is left as it is."""
        stored: list[StoredAction] = []
        problems: list[BostoetteError] = []
        try:
            found = bounds.listed(self.folder, self.folder.parent)
        except BostoetteError as shut:
            return PlanReading((), (shut,))
        for path, _ in found:
            try:
                stored.append(self.read(path))
            except BostoetteError as problem:
                problems.append(problem)
        return PlanReading(tuple(stored), tuple(problems))

    def read(self, path: Path) -> StoredAction:
        """Read one action.

        Raises:
            DamagedFile: it cannot be read, or does not make sense.
        """
        document = toml.read(bounds.inside(path, self.folder))
        schema.check_format(document.values, plan.FORMAT, path)
        action = schema.convert(document.values, Action, path)
        if action.id != path.stem:
            raise misnamed(path, action.id)
        numbers = {p.number for p in self.catalogue.pejlemaerker}
        if problems := list(plan.action_problems(action, numbers)):
            raise DamagedFile(str(path), problems)
        return StoredAction(path, action, document.values, document.data)

    @bounded
    def add(self, action: Action) -> StoredAction:
        """Keep a new action under an id that is free; durable when this returns.

        Raises:
            StorageFailure: the disk refused; nothing was written.
        """
        atomic.make_subfolder(bounds.inside(self.folder, self.folder.parent))
        while True:
            id_ = random_code(_LENGTH)
            new = replace(action, id=id_)
            path = self.folder / f"{id_}.toml"
            values = merged({}, new)
            data = toml.dump(values)
            with suppress(FileExistsError):
                atomic.create(path, data)
                return StoredAction(path, new, values, data)

    @bounded
    def keep(
        self, action: Action, before: StoredAction, aside: datetime | None = None
    ) -> StoredAction:
        """Write a changed action over the file it was read from; durable when this returns.

        Args:
            action: what to keep.
            before: the file as it was last read or written here.
            aside: the moment to name a copy of the replaced file by; None keeps no copy.

        Raises:
            StorageFailure: the disk refused, or another program changed the file meanwhile.
        """
        values = merged(before.values, action)
        data = toml.dump(values)
        keep_aside = checked.keeping(before.path, self.folder.parent, aside)
        checked.put(before.path, data, before.data, keep_aside)
        return StoredAction(before.path, action, values, data)
