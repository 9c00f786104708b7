"""Where a document goes: to a file the user names, to the screen, or to another program."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bostoette_cli.cli import options
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import listed
from bostoette_cli.reports import formats
from bostoette_cli.reports.formats import Format

Out = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="Skriv i denne fil.")]
Overwrite = Annotated[bool, typer.Option("--overskriv", help="Erstat filen, hvis den findes.")]


@dataclass(frozen=True, slots=True)
class Destination:
    """What a document is to be written as, and where.

    Attributes:
        path: the file; None for the screen or whatever reads our output.
        overwrite: whether a file of that name may be replaced.
    """

    format: Format
    path: Path | None
    overwrite: bool


def format_option(table: Sequence[Format]) -> Any:
    """The option that names one of the formats."""
    names = listed([format_.name for format_ in table], "eller")
    return typer.Option("--format", metavar="FORMAT", help=f"{names}; ellers efter filens endelse.")


def read_destination(
    table: Sequence[Format], format_: str | None, ud: str | None, name: str, *, overwrite: bool
) -> Destination:
    """Read where a document goes, and refuse early what could not be delivered.

    Args:
        table: the formats there are; the first is taken when neither word nor ending tells.
        format_: the word after ``--format``.
        ud: the word after ``--ud``.
        name: what such a file could be called, for the error.
        overwrite: whether a file of that name may be replaced.

    Raises:
        WrongUse: there is no such format, the file's ending promises another, or it would be
            shown on a screen as gibberish.
    """
    path = options.read_path(ud) if ud is not None else None
    chosen = _read_format(table, format_, path)
    if not chosen.on_screen and path is None and sys.stdout.isatty():
        raise WrongUse(
            f"Formatet {chosen.name} kan ikke vises på skærmen. "
            f"Nævn en fil, for eksempel --ud {name}{chosen.endings[0]}"
        )
    return Destination(chosen, path, overwrite)


def _read_format(table: Sequence[Format], word: str | None, path: Path | None) -> Format:
    if word is not None:
        return formats.agreed(word, path.suffix if path else "", table)
    return formats.promised(path.suffix, table) if path else table[0]


def deliver(destination: Destination, content: Any) -> None:
    """Write something in the format and at the place that were asked for.

    Args:
        destination: where it goes.
        content: what the format's writer takes.

    Raises:
        MissingExtra: the format needs something that is not installed.
        WrongUse: there is a file of that name, and it may not be replaced.
        StorageFailure: the disk refused; nothing was written.
    """
    from bostoette_cli.terminal.progress import waiting

    with waiting("Skriver"):
        document = formats.write(destination.format, content)
    if destination.path is None:
        _print(document if destination.format.on_screen else _as_bytes(document))
    else:
        data = _as_bytes(document)
        options.write_file(destination.path, data, overwrite=destination.overwrite)


def _as_bytes(document: str | bytes) -> bytes:
    return document.encode() if isinstance(document, str) else document


def _print(document: str | bytes) -> None:
    if isinstance(document, str):
        typer.echo(document, nl=False)
    elif sys.stdout.isatty():  # bytes, but of a text: another program would have them as they are
        typer.echo(document.decode("utf-8-sig"), nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(document)
