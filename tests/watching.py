"""What a piece of work opens on the disk: everything Python itself is told of, by an audit hook."""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bostoette_cli.storage.catalogues import bundled_folder

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Events that change the disk, and how many of their arguments are paths.
_CHANGES = {
    "os.mkdir": 1, "os.rmdir": 1, "os.remove": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2,
    "os.chmod": 1, "os.chown": 1, "os.truncate": 1, "os.utime": 1, "shutil.rmtree": 1,
    "shutil.move": 2, "shutil.copyfile": 2,
}  # fmt: skip
_LOOKS = {"os.listdir": 1, "os.scandir": 1}
_NEVER = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect",
          "socket.getaddrinfo", "urllib.Request")  # fmt: skip


class Touch(NamedTuple):
    """One thing that was done to the disk, with the path as it really is."""

    event: str
    path: str
    writes: bool


_listening: list[list[Touch]] = []
_is_hooked = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _listening:
        return
    if event == "open":
        path, _, flags = arguments
        _note(event, path, writes=bool((flags or 0) & _WRITING))
    elif event in _CHANGES:
        for path in arguments[: _CHANGES[event]]:
            _note(event, path, writes=True)
    elif event in _LOOKS:
        _note(event, arguments[0], writes=False)
    elif event in _NEVER:
        _listening[-1].append(Touch(event, repr(arguments[0]), writes=True))


def _note(event: str, path: object, *, writes: bool) -> None:
    if isinstance(path, str | bytes | os.PathLike):
        try:
            real = os.path.realpath(os.fsdecode(path))
        except (OSError, ValueError):
            return
        _listening[-1].append(Touch(event, real, writes))


@contextmanager
def watched() -> Iterator[list[Touch]]:
    """Everything that is opened, made, moved or removed while the body runs."""
    global _is_hooked
    if not _is_hooked:
        sys.addaudithook(_hook)  # can never be taken away; it does nothing while nobody listens
        _is_hooked = True
    touches: list[Touch] = []
    _listening.append(touches)
    try:
        yield touches
    finally:
        _listening.remove(touches)


_OF_PYTHON = tuple(
    str(Path(place).resolve())
    for place in (
        sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), bundled_folder(),
        bundled_folder().parent, "/usr/share/zoneinfo", "/etc/localtime", "/dev/null", "/proc",
    )
)  # fmt: skip


def strayed(touches: list[Touch], *allowed: Path) -> list[Touch]:
    """What was touched outside the allowed places; Python may read its own besides."""
    places = tuple(str(path.resolve()) for path in allowed)
    temporary = os.path.realpath(tempfile.gettempdir())
    demo = os.path.join(temporary, "bostoette-demo")  # noqa: PTH118
    return [
        touch
        for touch in touches
        if not _is_within(touch.path, places)
        and not touch.path.startswith(demo)  # demo builds its folder there, and sweeps
        and not (touch.path == temporary and not touch.writes)
        and (touch.writes or not _is_within(touch.path, _OF_PYTHON))
    ]


def _is_within(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(place.rstrip("/") + "/") for place in places)
