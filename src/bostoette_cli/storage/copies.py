"""Recognising the copies that shared drives and people make of a file, by their names.

Where two have written the same file before they met, a drive that synchronises keeps one of the
two under the name and gives the other a name of its own.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from bostoette_cli.domain.errors import DamagedFile, StrayCopy


class Copy(NamedTuple):
    """A file's name taken apart.

    Attributes:
        original: the name of the file it was copied from, without its ending.
        maker: the program that gives copies such names, as it is spoken of.
    """

    original: str
    maker: str


# What comes after the original's name, and who writes so. OneDrive's is a computer's name and so
# almost anything; it stands last.
_ENDINGS = (
    (r"\.sync-conflict-\d{8}-\d{6}(-\w+)?", "Syncthing"),
    (r" \([^()]*(konflikt|conflict)[^()]*\)", "Dropbox eller Nextcloud"),
    (r"[ _]?\[?_?conf(lict)?[ (\]\d).-]*", "Google Drev"),
    (r"_[^_]+_\w{3}-\d\d-\d{4}-\d{4}_\w+", "Synology Drive"),
    (r"[._](BACKUP|BASE|LOCAL|REMOTE)[._]\d+", "git"),
    (r"( [-–] (kopi|copy)| kopi| copy)( ?\(?\d+\)?)?", "Stifinder eller Finder"),
    (r" ?\(\d{1,3}\)", "OneDrive, Google Drev eller en browser"),
    (r" \d{1,3}", "iCloud"),
    (r"-[A-Za-z0-9][\w-]*", "OneDrive"),
)
_BEGINNING = re.compile(r"(kopi af|copy of) ", re.IGNORECASE)


def copy_of(stem: str, originals: Collection[str]) -> Copy | None:
    """What a file's name says it is a copy of, if it is one.

    Args:
        stem: the name without its ending.
        originals: the names there may be copies of, likewise.
    """
    if (plain := _BEGINNING.sub("", stem, count=1)) != stem and plain in originals:
        return Copy(plain, "Stifinder")
    for original in sorted(originals, key=len, reverse=True):
        if original and stem != original and stem.startswith(original):
            rest = stem.removeprefix(original)
            for pattern, maker in _ENDINGS:
                if re.fullmatch(pattern, rest, re.IGNORECASE):
                    return Copy(original, maker)
    return None


def misnamed(path: Path, id_: str) -> DamagedFile:
    """A file whose name is not the id in it: most often a copy, and then said to be one."""
    problem = f"id: »{id_}«, men filen hedder »{path.stem}«"
    if copy := copy_of(path.stem, [id_]):
        original = path.with_name(f"{id_}{path.suffix}")
        kind = StrayCopy if original.exists() else DamagedFile
        return kind(
            str(path),
            [f"{problem}; det ligner en kopi, som {copy.maker} har lavet"],
            "Kør bostoette tjek, som siger, hvordan de to er forskellige, og hvad I gør.",
        )
    return DamagedFile(
        str(path),
        [problem],
        "Er det en kopi, så flyt den ud af mappen; ellers giv filen og id samme navn.",
    )
