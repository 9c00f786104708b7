"""Making a backup of the data folder, or of some of its rounds."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.storage import archive
from bostoette_cli.storage.own_files import collect
from bostoette_cli.storage.store import Store


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is made but not yet written.

    Attributes:
        data: the file's bytes.
        summary: what is in it, counted, as a sentence.
        left_out: the places of what is not in it.
    """

    data: bytes
    summary: str
    left_out: tuple[str, ...]


def back_up(store: Store, references: Sequence[str], target: Path) -> Backup:
    """Make a backup.

    Args:
        store: the data folder.
        references: the rounds to keep; everything, where none is named.
        target: where it is going to lie.

    Raises:
        WrongUse: a round does not exist, there is nothing to keep, or the backup would be lost
            together with what it is a backup of.
        StorageFailure: something cannot be read; there is no backup that is not whole.
    """
    if Path(os.path.realpath(target)).is_relative_to(os.path.realpath(store.root)):
        raise WrongUse(
            f"{target}: ligger i datamappen og ville gå tabt sammen med den. Vælg et andet sted "
            "med --ud."
        )
    ids = sorted({store.find_round(reference).round.id for reference in references})
    own = collect(store.root, ids)
    if not own.files:
        raise WrongUse(f"Der er intet at gemme i {store.root}.")
    rounds = {name.split("/")[1] for name in own.files if name.startswith("runder/")}
    files = counted(len(own.files), "fil", "filer")
    summary = f"{files} fra {counted(len(rounds), 'runde', 'runder')}."
    return Backup(archive.pack(own.files), summary, own.left_out)
