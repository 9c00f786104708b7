"""What a backup may hold: names that are safe on every system, and the list of fingerprints."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from bostoette_cli.domain.names import is_device

# More than any team's answers come to; less than would fill a small computer's memory.
LARGEST = 60_000_000
MOST_FILES = 20_000

# The data folder's own; besides these, what lies in its folders.
FILES = frozenset({"indstillinger.toml", "spoergsmaal.toml"})
FOLDERS = frozenset({"kataloger", "runder", "erstattet"})

_LONGEST_PART = 200
_LONGEST = 1000
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|\ud800-\udfff]')
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def belongs(name: str) -> bool:
    """Whether a file's place, with ``/`` between the parts, is one in a data folder.

    It must be safe on every system: nothing that leads out of the folder, that is hidden, or that
    Windows would take for something else.
    """
    parts = name.split("/")
    in_place = name in FILES if len(parts) == 1 else parts[0] in FOLDERS
    return in_place and len(name) <= _LONGEST and all(map(_is_safe, parts))


def _is_safe(part: str) -> bool:
    return (
        bool(part)
        and not part.startswith(".")
        and not part.endswith((" ", "."))
        and not _FORBIDDEN.search(part)
        and not is_device(part)
        and len(part) <= _LONGEST_PART
    )


def clash(names: Iterable[str]) -> tuple[str, str] | None:
    """Two places that are one on some systems, or of which one lies within the other."""
    seen: dict[str, str] = {}
    ordered = sorted(names, key=lambda name: name.count("/"))
    for name in ordered:
        parts = _alike(name).split("/")
        for end in range(1, len(parts) + 1):
            if other := seen.get("/".join(parts[:end])):
                return other, name
        seen["/".join(parts)] = name
    return None


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def listing(digests: Mapping[str, str]) -> str:
    """The fingerprints in the form that ``sha256sum -c`` reads."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def read_listing(text: str) -> dict[str, str] | None:
    """The fingerprints by name; None where it is no such list."""
    digests: dict[str, str] = {}
    for line in text.split("\n")[:-1]:
        found = _LINE.fullmatch(line)
        if not found or found[2] in digests:
            return None
        digests[found[2]] = found[1]
    return digests if text.endswith("\n") else None
