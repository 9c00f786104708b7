"""What a team has chosen once and for all; and, beside it, which questions it was last shown."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from bostoette_cli.storage import bounds, schema, toml

FORMAT = 1


class Settings(Struct, frozen=True):
    """The team's choices, as ``indstillinger.toml`` keeps them.

    Attributes:
        catalogue: the catalogue to take when none is named; blank until it is chosen.
    """

    format: int = FORMAT
    catalogue: str = field(name="katalog", default="")


class Shown(Struct, frozen=True):
    """When each reflection question was last shown, as ``spoergsmaal.toml`` keeps it.

    Attributes:
        moments: by the name of the catalogue and the question.
    """

    format: int = FORMAT
    moments: Mapping[str, datetime] = field(name="vist", default_factory=dict)


def read(folder: Path) -> Settings:
    """The settings of a data folder; the ordinary ones where nothing has been chosen.

    Raises:
        DamagedFile: the file is there but cannot be read.
    """
    return _read(_settings_path(folder), Settings)


def choose_catalogue(folder: Path, id_: str) -> None:
    """Keep the team's choice, with whatever else a person may have written in the file.

    Raises:
        DamagedFile: the file is damaged; it is left as it is.
        StorageFailure: the disk refused.
    """
    _keep(_settings_path(folder), {"katalog": id_})


def read_shown(folder: Path) -> Shown:
    """When the questions were last shown.

    Raises:
        DamagedFile: the file is there but cannot be read.
    """
    return _read(_shown_path(folder), Shown)


def keep_shown(folder: Path, moments: Mapping[str, datetime]) -> None:
    """Keep when the questions were last shown.

    Raises:
        StorageFailure: the disk refused.
    """
    _keep(_shown_path(folder), {"vist": dict(moments)})


def _read(path: Path, kind: type[schema.T]) -> schema.T:
    if not path.exists():
        return kind()
    values = toml.read(path).values
    schema.check_format(values, FORMAT, path)
    return schema.convert(values, kind, path)


def _keep(path: Path, changed: dict[str, Any]) -> None:
    from bostoette_cli.storage import atomic, checked

    atomic.make_folder(path.parent, private=True)
    checked.renew(path, lambda before: {"format": FORMAT, **before, **changed})


def _settings_path(folder: Path) -> Path:
    return bounds.inside(folder / "indstillinger.toml", folder)


def _shown_path(folder: Path) -> Path:
    return bounds.inside(folder / "spoergsmaal.toml", folder)
