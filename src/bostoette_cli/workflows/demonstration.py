"""A fictitious team to look at and to try things with: a data folder for as long as it takes.

The story has a day of its own. Told on the reader's own day, its deadlines would be more overdue
with each year that passes, and no two readers would see the same.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from bostoette_cli.storage import demonstration, identity
from bostoette_cli.workflows import clock

_PREFIX = "bostoette-demo-"
_ABANDONED_AFTER_SECONDS = 24 * 60 * 60

NOW = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - nine o'clock wherever the reader is


class Stage:
    """The folder the story is played in.

    Attributes:
        folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = _contents(folder)

    @property
    def is_changed(self) -> bool:
        """Whether anything has been written in it."""
        return _contents(self.folder) != self._before


@contextmanager
def demonstration_folder() -> Iterator[Stage]:
    """Lay out the team's data folder on its own day; everything in it is gone afterwards.

    Meanwhile the environment names it as the data folder, and the code that tells one computer
    from another is kept in it, so that nothing of the user's own is read or written.

    Raises:
        StorageFailure: the disk refused.
    """
    _sweep()
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name) / "bostoette"
        demonstration.lay_out(folder)
        own = {"BOSTOETTE_MAPPE": str(folder), identity.FOLDER_VARIABLE: name}
        with _environment(own), clock.standing_at(NOW):
            yield Stage(folder)


def _sweep() -> None:
    """Take away what is left where a window was closed in the middle of a demonstration."""
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            age = clock.now().timestamp() - folder.stat().st_mtime
            if age > _ABANDONED_AFTER_SECONDS:
                shutil.rmtree(folder)


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
