"""Writing over a file only while it is as it was last read, so that no words are lost."""

from pathlib import Path

from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.storage import atomic, toml


def put(path: Path, data: bytes, digest: str) -> None:
    """Write a file that must still be as it was last read here; without a digest, a new one.

    Raises:
        StorageFailure: the disk refused, or another program changed the file meanwhile.
    """
    if not digest:
        try:
            atomic.create(path, data)
        except FileExistsError as error:
            raise _changed_elsewhere(path) from error
        return
    if toml.digest(toml.read_bytes(path)) != digest:
        raise _changed_elsewhere(path)
    atomic.write(path, data)


def _changed_elsewhere(path: Path) -> StorageFailure:
    return StorageFailure(
        f"{path}: filen er ændret et andet sted, siden den blev læst, og det seneste er ikke "
        "gemt. Luk de andre vinduer med bostoette og kør kommandoen igen."
    )
