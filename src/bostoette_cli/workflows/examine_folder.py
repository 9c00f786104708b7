"""The data folder as a whole: whether it is one, and who can get into it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.text import as_word, one_line, some
from bostoette_cli.storage.inventory import answers_folders, shared_folders
from bostoette_cli.workflows.material import Material


def wrong_folder(material: Material) -> Iterator[Observation]:
    """Whether the rounds lie a level further down, or this is a part of a data folder."""
    root = material.store.root
    if right := _above(root):
        words = "mappen er kun en del af en datamappe. Se hele datamappen efter:"
        yield Observation(Kind.WRONG_FOLDER, str(root), words, _command(right))
    elif not (root / "runder").exists() and (below := _below(root)):
        names = some([one_line(folder.name) for folder in below])
        words = f"her er ingen runder, men det er der i {names}. Se den mappe efter:"
        yield Observation(Kind.WRONG_FOLDER, str(root), words, _command(below[0]))


def _above(root: Path) -> Path | None:
    if (root / "runde.toml").exists():
        return root.parent.parent
    is_inside = root.name == "runder" and any(root.glob("*/runde.toml"))
    return root.parent if is_inside else None


def _below(root: Path) -> list[Path]:
    return sorted({path.parents[2] for path in root.glob("[!.]*/runder/*/runde.toml")})


def _command(folder: Path) -> str:
    return f"bostoette tjek --mappe {as_word(str(folder))}"


def open_to_others(material: Material) -> Iterator[Observation]:
    """Whether anybody with an account on the machine can read what people answered (POSIX)."""
    root = material.store.root
    if os.name == "nt" or not any(_all_reach(folder, root) for folder in answers_folders(root)):
        return
    yield Observation(
        Kind.OPEN_TO_ALL,
        material.seen_from_root(root),
        "alle med en konto på maskinen kan læse, hvad der er svaret. Skal det kun være teamet, så "
        "skriv:",
        f"chmod -R o-rwx {as_word(str(root))}",
    )


def _all_reach(folder: Path, root: Path) -> bool:
    ways = [place for place in (folder, *folder.parents) if place.is_relative_to(root)]
    return _lets(folder, stat.S_IROTH) and all(_lets(way, stat.S_IXOTH) for way in ways)


def closed_to_the_group(material: Material) -> Iterator[Observation]:
    """Whether a folder that was moved here keeps the group out of a shared data folder (POSIX)."""
    root = material.store.root
    if os.name == "nt" or not _lets(root, stat.S_IWGRP):
        return
    for folder in shared_folders(root):
        if _is_shut(folder, root):
            word = as_word(str(folder))
            yield Observation(
                Kind.CLOSED,
                material.seen_from_root(folder),
                "datamappen er åben for gruppen, men ikke denne mappe i den, så kolleger kan ikke "
                "svare eller læse. Ejeren kan åbne den:",
                f"chgrp -R {root.stat().st_gid} {word} && chmod -R g+rwX {word}",
            )
            return


def _is_shut(folder: Path, root: Path) -> bool:
    with suppress(OSError):
        is_other_group = folder.stat().st_gid != root.stat().st_gid
        return is_other_group or not _lets(folder, stat.S_IRWXG)
    return False


def _lets(folder: Path, what: int) -> bool:
    with suppress(OSError):
        return folder.stat().st_mode & what == what
    return False
