"""TOML in and out: bytes to plain values with the place of every fault, and back."""

import errno
import re
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.storage import atomic, foreign

# Far above any honest file: a response of 60 answers is 10 kB, the bundled catalogue 150 kB.
LARGEST = 1_000_000
# The same in fields and tables, counted by the signs that make them: the bundled catalogue has
# 2,500 of these, its prose included. What is far above takes minutes to judge field by field.
_MOST_SIGNS = 20_000
_SIGNS = (b"=", b"[", b"{", b".")
# Reading one takes a second, and Python will not write it again.
_ENDLESS_NUMBER = re.compile(rb"=[ \t]*[+-]?[0-9][0-9A-Za-z_.+-]{1000}")


_MERGE_MARK = re.compile(r"(?m)^<{7}( |$)")
_UNMERGE = (
    "Behold den rigtige af de to i Notesblok, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
)


class Document(NamedTuple):
    """A file's values, with the fingerprint of the bytes they were read from."""

    values: dict[str, Any]
    digest: str


def read(path: Path) -> Document:
    """Read a TOML file.

    Raises:
        DamagedFile: it is not UTF-8, not TOML, or far too large; the sentence names the line.
        StorageFailure: the file cannot be opened.
    """
    data = read_bytes(path)
    return Document(parse(data, path), digest(data))


def read_bytes(path: Path) -> bytes:
    """Read a whole file, refusing one that is far too large to be ours.

    Raises:
        DamagedFile: it is too large.
        StorageFailure: it cannot be opened, or is no file: a folder, a device or a pipe.
    """
    try:
        if path.exists() and not path.is_file():  # reading from a pipe might never end
            raise IsADirectoryError(errno.EISDIR, "")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise atomic.failure("læses", path, error) from error
    if len(data) > LARGEST:
        problem = f"filen er over {LARGEST // 1_000_000} MB"
        raise DamagedFile(str(path), [problem], "Se, om det er den rigtige fil.")
    return data


def digest(data: bytes) -> str:
    """The fingerprint by which a change made elsewhere is noticed."""
    import hashlib  # links the system's cryptography, three milliseconds

    return hashlib.sha256(data).hexdigest()


def parse(data: bytes, path: Path) -> dict[str, Any]:
    """Turn bytes into values; ``path`` is only named in the errors.

    Raises:
        DamagedFile: the bytes are not UTF-8 or not TOML.
    """
    if found := foreign.kind_of(data):
        raise DamagedFile(str(path), [found.problem], found.remedy)
    if _ENDLESS_NUMBER.search(data):
        problem = "filen har et tal på over 1.000 cifre"
        raise DamagedFile(str(path), [problem], "Skriv et almindeligt tal.")
    if sum(map(data.count, _SIGNS)) > _MOST_SIGNS:
        problem = "filen har langt flere felter, end nogen af bostoettes filer kan have"
        raise DamagedFile(str(path), [problem], "Se, om det er den rigtige fil.")
    try:
        text = data.decode("utf-8-sig")  # Notepad writes a mark in front
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = f"linje {line}: filen er ikke gemt som UTF-8"
        raise DamagedFile(str(path), [problem], "Gem den som UTF-8 i Notesblok.") from error
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        if mark := _MERGE_MARK.search(text):
            line = text.count("\n", 0, mark.start()) + 1
            problem = f"linje {line}: git har lagt to udgaver af filen sammen (<<<<<<<)"
            raise DamagedFile(str(path), [problem], _UNMERGE) from error
        line = getattr(error, "lineno", None) or text.count("\n") + 1
        raise DamagedFile(str(path), [f"linje {line}: {_cause(str(error))}"]) from error
    except (RecursionError, ValueError) as error:
        raise DamagedFile(str(path), ["indholdet kan ikke læses som TOML"]) from error


_CAUSES = (
    ("Cannot overwrite", "feltet står to gange, slet det ene"),
    ("Cannot declare", "tabellen står to gange, slet den ene"),
    ("Expected '='", "der mangler et lighedstegn"),
    ("Unclosed array", "der mangler en afsluttende ]"),
    ("Unterminated string", "der mangler et anførselstegn"),
    ("Illegal character '\\n'", "der mangler et anførselstegn"),
    ("Invalid value", "værdien kan ikke læses, tekst skal stå i anførselstegn"),
)


def _cause(message: str) -> str:
    """The commonest slips in words; anything else is just not TOML."""
    known = (danish for english, danish in _CAUSES if english in message)
    return next(known, "kan ikke læses som TOML")


def dump(values: dict[str, Any]) -> bytes:
    """Write values as TOML bytes in UTF-8, as a person can read them in Notepad."""
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
