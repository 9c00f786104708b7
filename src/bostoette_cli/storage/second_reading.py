"""Reading again, slowly, a file that the fast reader refused: what is wrong, and in which line."""

import re
from pathlib import Path
from typing import Any

import tomli

from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.storage import foreign

# Reading one takes a second, and Python will not write it again.
_ENDLESS_NUMBER = re.compile(rb"=[ \t]*[+-]?[0-9][0-9A-Za-z_.+-]{1000}")
_MERGE_MARK = re.compile(r"(?m)^<{7}( |$)")
_UNMERGE = (
    "Behold den rigtige af de to i Notesblok, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
)


def parse(data: bytes, path: Path) -> dict[str, Any]:
    """Turn bytes into values; ``path`` is only named in the errors.

    Raises:
        DamagedFile: the bytes are not UTF-8 or not TOML; the sentence names the line.
    """
    if found := foreign.kind_of(data):
        raise DamagedFile(str(path), [found.problem], found.remedy)
    if _ENDLESS_NUMBER.search(data):
        problem = "filen har et tal på over 1.000 cifre"
        raise DamagedFile(str(path), [problem], "Skriv et almindeligt tal.")
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
