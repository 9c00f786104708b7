"""``bostoette skema``: a blank form for colleagues without the tool, as a web page or on paper."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command
from bostoette_cli.reports import formats
from bostoette_cli.reports.form import Form

app, register = command(
    "Lav et skema til kolleger, der ikke har værktøjet: en webside, der kan udfyldes uden net "
    "og giver en fil at sende tilbage, eller et papirskema i markdown.",
    """
    bostoette skema --ud skema.html
    bostoette skema 5 7 --ud skema.html
    bostoette skema --rolle borger --ud papirskema.md
    """,
)


@register
def skema(
    numre: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMMER…", help="De pejlemærker, skemaet spørger om; ellers alle."),
    ] = None,
    format_: Annotated[str | None, output.format_option(formats.FORM)] = None,
    rolle: options.RoleName = None,
    runde: Annotated[
        str | None,
        typer.Option("--runde", metavar="ID", help="Til denne runde; ellers den åbne."),
    ] = None,
    katalog: options.CatalogueName = None,
    ud: output.Out = None,
    overskriv: output.Overwrite = False,
    mappe: options.Folder = None,
) -> None:
    """Write a blank form."""
    from bostoette_cli.workflows.blank_form import blank_form
    from bostoette_cli.workflows.wish import Wish

    destination = output.read_destination(formats.FORM, format_, ud, "skema", overwrite=overskriv)
    wish = Wish(
        numbers=options.read_numbers(numre or [], "bostoette skema 5 7 --ud skema.html"),
        round=runde,
        role=options.read_role(rolle),
        catalogue=katalog,
    )
    form = blank_form(options.open_store(mappe), wish)
    output.deliver(destination, form)
    if destination.path is not None:
        for line in _next_step(form, destination.format.name):
            typer.echo(line)


def _next_step(form: Form, format_: str) -> Iterator[str]:
    if format_ == "html":
        yield "Send filen til dem, der skal svare."
        yield "Tag deres svar ind med bostoette importer"
    else:
        yield "Udskriv filen, eller sæt teksten ind i Word."
        yield 'Skriv svarene ind med bostoette evaluer --navn "Papir 1"'
    if form.round is None:
        yield f"Der er ingen åben runde med kataloget {form.catalogue.id}."
        yield "Åbn en med bostoette runde ny, før svarene kommer."
