"""TOML in and out: bytes to plain values, and back.

Two readers, since none is both fast and able to say what is wrong: rtoml reads what it can, and
whatever it refuses, or might read otherwise, is left to ``second_reading``. Likewise two writers:
what rtoml cannot write, tomli-w can.
"""

import errno
import os
import stat
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import rtoml

from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.storage import atomic

# Far above any honest file: a response of 60 answers is 10 kB, the bundled catalogue 150 kB.
LARGEST = 1_000_000
# The same in fields and tables, counted by the signs that make them: the bundled catalogue has
# 2,500 of these, its prose included. What is far above takes minutes to judge field by field.
_MOST_SIGNS = 20_000
_SIGNS = (b"=", b"[", b"{", b".")
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
# What is read at a time of a file that holds more than it said.
_PORTION = 65_536


class Document(NamedTuple):
    """A file's values, and the bytes they were read from, which tell of a change elsewhere."""

    values: dict[str, Any]
    data: bytes


def read(path: Path) -> Document:
    """Read a TOML file.

    Raises:
        DamagedFile: it is not UTF-8, not TOML, or far too large; the sentence names the line.
        StorageFailure: the file cannot be opened.
    """
    data = read_bytes(path)
    return Document(parse(data, path), data)


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Read a whole file, refusing one that is far too large to be ours.

    Args:
        path: the file.
        largest: the most it may hold, in bytes.

    Raises:
        DamagedFile: it is too large.
        StorageFailure: it cannot be opened, or is no file: a folder, a device or a pipe.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - no object is made of it for each of thousands
        if not stat.S_ISREG(status.st_mode):  # opening a pipe or reading a device might never end
            raise IsADirectoryError(errno.EISDIR, "")
        descriptor = os.open(path, _READING)
        try:
            data = _whole(descriptor, min(status.st_size, largest) + 1, largest)
        finally:
            with suppress(OSError):  # what was read was read
                os.close(descriptor)
    except OSError as error:
        raise atomic.failure("læses", path, error) from error
    if len(data) > largest:
        problem = f"filen er over {largest // 1_000_000} MB"
        raise DamagedFile(str(path), [problem], "Se, om det er den rigtige fil.")
    return data


def _whole(descriptor: int, expected: int, largest: int) -> bytes:
    """Everything in an open file; of one that holds too much, only enough to see it."""
    # No more than expected: setting LARGEST aside each time costs more than the reading.
    data = os.read(descriptor, expected)
    while len(data) <= largest and (rest := os.read(descriptor, _PORTION)):
        data += rest
    return data


def parse(data: bytes, path: Path) -> dict[str, Any]:
    """Turn bytes into values; ``path`` is only named in the errors.

    Raises:
        DamagedFile: the bytes are not UTF-8 or not TOML.
    """
    if _has_too_many_signs(data):
        problem = "filen har langt flere felter, end nogen af bostoettes filer kan have"
        raise DamagedFile(str(path), [problem], "Se, om det er den rigtige fil.")
    try:
        text = data.removeprefix(BOM_UTF8).decode()  # Notepad writes the mark in front
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        if not _may_be_read_otherwise(text):
            return rtoml.loads(text)
    except (UnicodeDecodeError, rtoml.TomlParsingError):
        pass
    from bostoette_cli.storage import second_reading

    return second_reading.parse(data, path)


def _has_too_many_signs(data: bytes) -> bool:
    return len(data) > _MOST_SIGNS and sum(map(data.count, _SIGNS)) > _MOST_SIGNS


def _may_be_read_otherwise(text: str) -> bool:
    """Whether rtoml could make other values of a text than the second reader does.

    It passes over one more mark in front and a lone carriage return, and takes a table with one
    certain key, ``$__toml_private_datetime``, for a date. The key can also be written in escapes;
    of our own writers' only control characters have any.
    """
    if "$" in text or "\r" in text or "\ufeff" in text:
        return True
    # Asked for by itself first: one character is found far faster than two.
    return "\\" in text and any(escape in text for escape in ("\\u", "\\U", "\\x"))


def dump(values: dict[str, Any]) -> bytes:
    """Write values as TOML bytes in UTF-8, as a person can read them in Notepad.

    Raises:
        StorageFailure: there is more of it than could be read again, or fields within fields in
            more layers than can be kept.
    """
    data = _dumped(values)
    if len(data) > LARGEST or _has_too_many_signs(data):
        raise StorageFailure(
            "Teksten er for lang til at kunne gemmes. Forkort den længste, og prøv igen; det, der "
            "stod i filen, står der endnu."
        )
    return data


def _dumped(values: dict[str, Any]) -> bytes:
    try:
        return rtoml.dumps(values, none_value=None).encode()
    except rtoml.TomlSerializationError:  # half a character from a terminal, or a great many layers
        import tomli_w
    try:
        return tomli_w.dumps(values).encode("utf-8", "replace")
    except RecursionError as error:
        raise StorageFailure(
            "Filen har felter i for mange lag til at kunne gemmes. Fjern dem, og prøv igen."
        ) from error
    except ValueError as error:
        raise StorageFailure(
            "Filen har et tal med så mange cifre, at det ikke kan gemmes. Fjern det, og prøv igen."
        ) from error
