"""``bostoette skema``: a blank form for colleagues without the tool, as a web page or on paper."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.reports.form import Form

app, register = command(
    "Lav et skema til kolleger, der ikke har værktøjet: en webside, de udfylder uden net og sender "
    "en fil tilbage fra, eller et papirskema i markdown.",
    """
    bostoette skema --ud skema.html
    bostoette skema 5 7 --ud skema.html
    bostoette skema --rolle borger --ud papirskema.md
    """,
)

_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
}


@register
def skema(
    numre: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMMER…", help="De pejlemærker, der spørges om; ellers alle."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="html eller markdown; ellers efter filens endelse."
        ),
    ] = None,
    rolle: options.RoleName = None,
    runde: Annotated[
        str | None,
        typer.Option("--runde", metavar="ID", help="Til denne runde; ellers den åbne."),
    ] = None,
    katalog: options.CatalogueName = None,
    ud: Annotated[
        str | None, typer.Option("--ud", metavar="FIL", help="Skriv i denne fil.")
    ] = None,
    overskriv: Annotated[
        bool, typer.Option("--overskriv", help="Erstat filen, hvis den findes.")
    ] = False,
    mappe: options.Folder = None,
) -> None:
    """Write a blank form."""
    from bostoette_cli.workflows.blank_form import blank_form
    from bostoette_cli.workflows.wish import Wish

    path = options.read_path(ud) if ud is not None else None
    chosen_format = output.read_format(format_, path, _ENDINGS)
    if chosen_format == "html" and path is None and sys.stdout.isatty():
        raise WrongUse(
            "Skemaet er en webside og skal stå i en fil. "
            "Skriv for eksempel: bostoette skema --ud skema.html"
        )
    wish = Wish(
        numbers=options.read_numbers(numre or [], "bostoette skema 5 7 --ud skema.html"),
        round=runde,
        role=options.read_role(rolle),
        catalogue=katalog,
    )
    form = blank_form(options.open_store(mappe), wish)
    if chosen_format == "html":
        from bostoette_cli.reports.form_html import page

        text = page(form)
    else:
        from bostoette_cli.reports.form_markdown import paper

        text = paper(form)
    if path is not None:
        output.write_text(path, text, overwrite=overskriv)
        for line in _next_step(form, chosen_format):
            typer.echo(line)
    elif chosen_format == "html":
        typer.echo(text.encode(), nl=False)  # the page says it is UTF-8, whatever the console is
    else:
        typer.echo(text, nl=False)


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
