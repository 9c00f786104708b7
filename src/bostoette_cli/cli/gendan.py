"""``bostoette gendan``: put a backup back."""

from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import BostoetteError

app, register = command(
    "Læg en sikkerhedskopi fra bostoette arkiver tilbage. Først bliver hele filen set efter. Så "
    "kommer det, der mangler, på plads. Er en fil anderledes her, bliver intet rørt, medmindre I "
    "skriver --erstat.",
    """
    bostoette gendan bostoette-2026-11-22.zip
    bostoette gendan kopi.zip --mappe "Ny mappe"
    """,
)


@register
def gendan(
    arkiv: Annotated[str, typer.Argument(metavar="FIL", help="Sikkerhedskopien.")],
    erstat: Annotated[
        bool,
        typer.Option("--erstat", help="Erstat filer, der er anderledes her; de bliver gemt."),
    ] = False,
    mappe: options.Folder = None,
) -> None:
    """Put a backup back."""
    from bostoette_cli.language.numbers import counted
    from bostoette_cli.language.text import one_line
    from bostoette_cli.workflows import put_back

    store = options.open_store(mappe)
    chosen = put_back.plan(store, options.read_path(arkiv))
    if chosen.different and not erstat:
        for name in chosen.different:
            typer.echo(one_line(f"Anderledes her: {name}"))
        raise BostoetteError(
            f"{counted(len(chosen.different), 'fil', 'filer')} er anderledes her end i "
            "sikkerhedskopien, og intet er lagt tilbage. Skriv --erstat, hvis kopien skal gælde; "
            "det, der står her nu, bliver gemt i mappen erstattet."
        )
    put_back.carry_out(store, chosen)
    typer.echo(put_back.receipt(chosen))
    typer.echo("Se efter med bostoette tjek")
