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

_REMEDY = "Vælg et andet navn, eller brug --overskriv."

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
    table: Sequence[Format], format_: str | None, ud: str | None, *, overwrite: bool
) -> Destination:
    """Read where a document goes, and refuse early what could not be delivered.

    Args:
        table: the formats there are; the first is taken when neither word nor ending tells.
        format_: the word after ``--format``.
        ud: the word after ``--ud``.
        overwrite: whether a file of that name may be replaced.

    Raises:
        WrongUse: there is no such format, or it would be shown on a screen as gibberish.
    """
    path = options.read_path(ud) if ud is not None else None
    ending = path.suffix if path else ""
    chosen = formats.named(format_, table) if format_ else formats.promised(ending, table)
    if chosen.binary and path is None and sys.stdout.isatty():
        raise WrongUse(
            f"Formatet {chosen.name} kan ikke vises på skærmen. "
            f"Nævn en fil, for eksempel --ud rapport{chosen.endings[0]}"
        )
    return Destination(chosen, path, overwrite)


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
    document = formats.write(destination.format, content)
    if destination.path is None:
        _print(document)
    else:
        _keep(destination.path, document, overwrite=destination.overwrite)


def _print(document: str | bytes) -> None:
    if isinstance(document, str):
        typer.echo(document, nl=False)
    elif sys.stdout.isatty():  # bytes, but of a text: another program would have them as they are
        typer.echo(document.decode("utf-8-sig"), nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(document)


def _keep(path: Path, document: str | bytes, *, overwrite: bool) -> None:
    from bostoette_cli.storage import atomic

    data = document.encode() if isinstance(document, str) else document
    if overwrite:
        atomic.write(path, data)
    else:
        options.create_file(path, data, _REMEDY)
    typer.echo(f"Skrevet til {path}")
