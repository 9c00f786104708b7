"""A folder that is written whole: built beside the old one and put in its place, or not at all.

A list of what was written lies in it. Only a folder that holds nothing but what such a list names
is ever replaced, so that no file of the user's is lost.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line
from bostoette_cli.storage import atomic
from bostoette_cli.storage.litter import is_litter

LIST = "eksport.json"


def check(target: Path, *, overwrite: bool) -> None:
    """Refuse a place where something else would be lost.

    Raises:
        WrongUse: there is a file of that name, or a folder that may not be replaced.
    """
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise WrongUse(f"{target}: det er en fil, ikke en mappe. Vælg et andet navn.")
    if not any(target.iterdir()):
        return
    if not overwrite:
        raise WrongUse(
            f"{target}: mappen findes i forvejen. Vælg et andet navn, eller brug --overskriv."
        )
    if foreign := _foreign(target):
        raise WrongUse(
            f"{target}: mappen rummer andet end en eksport, for eksempel »{one_line(foreign)}«, "
            "og bliver ikke erstattet. Vælg et andet navn."
        )


def write(target: Path, files: Iterable[tuple[str, bytes]], *, overwrite: bool) -> int:
    """Write a folder.

    Args:
        target: the folder.
        files: each file's place in it, with ``/`` between the parts, and its bytes.
        overwrite: whether an earlier export may be replaced.

    Returns:
        How many files were written.

    Raises:
        WrongUse: the place is taken.
        StorageFailure: the disk refused; what was there stands as it was.
    """
    check(target, overwrite=overwrite)
    target = Path(os.path.realpath(target))  # a link keeps pointing where it did
    building = _beside(target, "ny")
    try:
        names = []
        atomic.make_folder(building)
        for name, data in files:
            path = building.joinpath(*name.split("/"))
            atomic.make_folder(path.parent)
            atomic.create(path, data)
            names.append(name)
        listing = json.dumps({"format": 1, "filer": sorted(names)}, indent=1) + "\n"
        atomic.create(building / LIST, listing.encode())
        _put_in_place(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return len(names)


def _put_in_place(building: Path, target: Path) -> None:
    old = _beside(target, "gammel")
    if target.exists():
        atomic.move_folder(target, old)
    try:
        atomic.move_folder(building, target)
    except BaseException:
        if old.exists():
            with suppress(OSError):
                old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.{what}")


def _foreign(folder: Path) -> str:
    """A file that an export did not write; nothing where there is none."""
    try:
        named = json.loads((folder / LIST).read_bytes())["filer"]
        listed = {LIST, *named}
    except (OSError, ValueError, KeyError, TypeError):
        listed = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in listed and not is_litter(path.name):
            return name
    return ""
