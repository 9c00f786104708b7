"""A backup as one zip file: the same files make the same bytes, and none is read unverified."""

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from bostoette_cli.domain import backup
from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.language.text import one_line
from bostoette_cli.storage import toml

LISTING = "indhold.sha256"
NOTICE = "laes-mig.txt"
# The names, the headers and the list come on top of the contents.
_LARGEST_FILE = backup.LARGEST + 40_000_000
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can tell: when says who
_HOW = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, OverflowError,
)  # fmt: skip

_NOTICE = """\
Sikkerhedskopi af en datamappe fra bostoette

Den rummer alt, hvad der er svaret og skrevet, også i anonyme runder. Gem den et sted, som kun
I kan åbne, og send den ikke rundt. Vil I vise andre tallene, så lav en rapport med
bostoette eksporter.

Læg filerne tilbage:        bostoette gendan FIL.zip
Se efter uden bostoette:    pak ud, og kør sha256sum -c indhold.sha256

Det, der er slettet siden, er her stadig. Skal en persons svar væk, så slet også denne fil.
"""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Make a backup.

    Args:
        files: each file's place in the data folder, with ``/`` between the parts, and its bytes.
    """
    everything = {NOTICE: _NOTICE.encode(), **files}
    digests = {name: _digest(data) for name, data in everything.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry(LISTING), backup.listing(digests))
        for name in sorted(everything):
            made.writestr(_entry(name), everything[name])
    return buffer.getvalue()


def _digest(data: bytes) -> str:
    """What ``sha256sum -c`` sees a file by."""
    return hashlib.sha256(data).hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


def unpack(path: Path) -> dict[str, bytes]:
    """Read a backup whole and verify it; nothing is written.

    Returns:
        Each file's place in the data folder and its bytes.

    Raises:
        DamagedFile: it is no backup, something in it is changed, missing or too much, or it holds
            what could not safely be put in a data folder.
        StorageFailure: it cannot be opened.
    """
    data = toml.read_bytes(path, _LARGEST_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            found = _contents(opened, path)
    except _FAULTS as error:
        raise _refused(path, "filen kan ikke læses som en sikkerhedskopi") from error
    _verify(found, path)
    return {name: data for name, data in found.items() if name not in (LISTING, NOTICE)}


def _contents(opened: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    entries = opened.infolist()
    too_many = len(entries) > backup.MOST_FILES
    too_large = any(e.file_size > toml.LARGEST for e in entries if e.filename != LISTING)
    if too_many or too_large or sum(entry.file_size for entry in entries) > backup.LARGEST:
        raise _refused(path, "indholdet fylder mere, end en datamappe gør")
    names = [entry.orig_filename for entry in entries]
    for entry, name in zip(entries, names, strict=True):
        if entry.filename != name or not _is_ordinary(entry) or not _is_known(name):
            raise _refused(path, f"»{one_line(name)}« hører ikke hjemme i en datamappe")
    if twice := backup.clash(names):
        raise _refused(path, f"»{one_line(twice[0])}« og »{one_line(twice[1])}« støder sammen")
    return {entry.filename: opened.read(entry) for entry in entries}


def _is_ordinary(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file like any other: no link, no device, not encrypted."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_open = not entry.flag_bits & _ENCRYPTED
    return kind in (0, stat.S_IFREG) and is_open and entry.compress_type in _HOW


def _is_known(name: str) -> bool:
    return name in (LISTING, NOTICE) or backup.belongs(name)


def _verify(found: Mapping[str, bytes], path: Path) -> None:
    text = found.get(LISTING, b"").decode("utf-8", "replace")
    listed = backup.read_listing(text)
    if not listed:
        raise _refused(path, f"listen over indholdet, {LISTING}, mangler eller er ødelagt")
    for name in sorted(listed.keys() | found.keys() - {LISTING}):
        if name not in found:
            raise _refused(path, f"»{one_line(name)}« mangler")
        if name not in listed:
            raise _refused(path, f"»{one_line(name)}« står ikke på listen over indholdet")
        if _digest(found[name]) != listed[name]:
            raise _refused(path, f"»{one_line(name)}« er ændret eller ødelagt")


def _refused(path: Path, problem: str) -> DamagedFile:
    return DamagedFile(
        str(path),
        [problem],
        "Intet er lagt tilbage. Brug en anden fil, som bostoette arkiver har skrevet.",
    )
