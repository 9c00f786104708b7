"""``bostoette arkiver``: one file with everything in the data folder."""

from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command

app, register = command(
    "Lav en sikkerhedskopi: én fil med alt, hvad I har svaret og skrevet, eller kun de runder, I "
    "nævner. Den er til jer selv og ikke til at sende rundt: Den rummer alles svar, også fra "
    "anonyme runder. Læg den tilbage med bostoette gendan.",
    """
    bostoette arkiver
    bostoette arkiver --ud Dokumenter/kopi.zip
    bostoette arkiver "Efterår 2026" --ud efteraar.zip
    """,
)


@register
def arkiver(
    runder: Annotated[
        list[str] | None, typer.Argument(metavar="RUNDE…", help="Kun de runder; ellers alt.")
    ] = None,
    ud: Annotated[
        str | None,
        typer.Option("--ud", metavar="FIL", help="Skriv i denne fil; ellers bostoette-DATO.zip."),
    ] = None,
    overskriv: output.Overwrite = False,
    mappe: options.Folder = None,
) -> None:
    """Make a backup."""
    from bostoette_cli.language.text import one_line, some
    from bostoette_cli.workflows import clock
    from bostoette_cli.workflows.back_up import back_up

    path = options.read_path(ud) if ud else Path.cwd() / f"bostoette-{clock.today()}.zip"
    made = back_up(options.open_store(mappe), runder or [], path)
    options.write_file(path, made.data, overwrite=overskriv)
    typer.echo(made.summary)
    if made.left_out:
        typer.echo(one_line(f"Ikke med ({len(made.left_out)}): {some(made.left_out)}"))
    typer.echo("Den rummer alles svar og noter. Gem den et sted, som kun I kan åbne.")
