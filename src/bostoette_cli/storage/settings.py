"""What a team has chosen once and for all, and what it was last shown."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from bostoette_cli.storage import atomic, schema, toml

FORMAT = 1


class Settings(Struct, frozen=True):
    """The team's choices, as ``indstillinger.toml`` keeps them.

    Attributes:
        catalogue: the catalogue to take when none is named; blank until it is chosen.
        shown: when each reflection question was last shown, by catalogue and question.
    """

    format: int = FORMAT
    catalogue: str = field(name="katalog", default="")
    shown: Mapping[str, datetime] = field(name="vist", default_factory=dict)

    def with_shown(self, question: str, moment: datetime) -> "Settings":
        """The same settings with a question shown just now."""
        return replace(self, shown={**self.shown, question: moment})


def read(folder: Path) -> Settings:
    """The settings of a data folder; the ordinary ones where nothing has been chosen.

    Raises:
        DamagedFile: the file is there but cannot be read.
    """
    path = _path(folder)
    if not path.exists():
        return Settings()
    values = toml.read(path).values
    schema.check_format(values, FORMAT, path)
    return schema.convert(values, Settings, path)


def keep(folder: Path, settings: Settings) -> None:
    """Write the settings, with what a person may have added to the file.

    Raises:
        BostoetteError: the file is damaged, or the disk refused.
    """
    path = _path(folder)
    before = toml.read(path).values if path.exists() else {}
    values = {**before, "format": FORMAT}
    if settings.catalogue:
        values["katalog"] = settings.catalogue
    if settings.shown:
        values["vist"] = dict(settings.shown)
    atomic.make_folder(folder)
    atomic.write(path, toml.dump(values))


def _path(folder: Path) -> Path:
    return folder / "indstillinger.toml"
