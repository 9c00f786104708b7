"""Writing to a file the user names: in which format, and over what."""

from collections.abc import Mapping
from pathlib import Path

import typer

from bostoette_cli.cli import options
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import closest, listed, one_line


def read_format(word: str | None, path: Path | None, endings: Mapping[str, str]) -> str:
    """The format that is named, or the one the file's ending promises.

    Args:
        word: the format as the user wrote it.
        path: the file to write; None for the screen.
        endings: the format that each ending promises, the commonest ending of each format first.
            The first format is the one for the screen; an empty ending is for a file without one.

    Raises:
        WrongUse: there is no such format, or the file would be opened as something it is not.
    """
    formats = tuple(dict.fromkeys(endings.values()))
    if word is not None and word not in formats:
        near = closest(word, formats)
        hint = f"Mente du {near}?" if near else f"Brug {listed(formats, 'eller')}."
        raise WrongUse(f"Formatet »{one_line(word)}« findes ikke. {hint}")
    if word is not None:
        return word
    if path is None:
        return formats[0]
    ending = path.suffix.lower()
    if ending not in endings:
        which = f"der ender på {one_line(ending)}," if ending else "der ikke har en endelse,"
        raise WrongUse(
            f"Filer, {which} kan ikke skrives. "
            f"Giv filen endelsen {listed(_commonest(endings), 'eller')}."
        )
    return endings[ending]


def _commonest(endings: Mapping[str, str]) -> list[str]:
    """One ending for each format."""
    commonest: dict[str, str] = {}
    for ending, format_ in endings.items():
        if ending:
            commonest.setdefault(format_, ending)
    return list(commonest.values())


def write_text(path: Path, text: str, *, overwrite: bool) -> None:
    """Write a file in UTF-8 and say so.

    Raises:
        WrongUse: there is a file of that name, and it is not to be replaced.
        StorageFailure: the disk refused.
    """
    from bostoette_cli.storage import atomic

    if overwrite:
        atomic.write(path, text.encode())
    else:
        remedy = "Vælg et andet navn, eller brug --overskriv."
        options.create_file(path, text.encode(), remedy)
    typer.echo(f"Skrevet til {path}")
