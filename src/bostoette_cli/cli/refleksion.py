"""``bostoette refleksion``: a question to open a meeting with."""

from contextlib import suppress
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import StorageFailure

app, register = command(
    "Få et spørgsmål at åbne mødet med: det, der er længst siden, I har fået.",
    """
    bostoette refleksion
    bostoette refleksion 5
    """,
)


@register
def refleksion(
    nummer: Annotated[
        str | None, typer.Argument(metavar="NUMMER", help="Kun spørgsmål til dette nummer.")
    ] = None,
    katalog: options.CatalogueName = None,
    mappe: options.Folder = None,
) -> None:
    """Show a reflection question."""
    from bostoette_cli.terminal.catalogue import question_page
    from bostoette_cli.terminal.console import show
    from bostoette_cli.workflows import clock
    from bostoette_cli.workflows.reflection import next_question

    numbers = options.read_numbers([nummer] if nummer is not None else [])
    store = options.open_store(mappe)
    catalogue = store.library.find(katalog or store.default_catalogue).catalogue
    chosen = [catalogue.pejlemaerke(n) for n in numbers] or catalogue.pejlemaerker
    pejlemaerke, question, name = next_question(catalogue, chosen, store.settings.shown)
    show(question_page(pejlemaerke, question))
    with suppress(StorageFailure):  # a question is worth showing even where nothing can be kept
        store.keep_settings(store.settings.with_shown(name, clock.now()))
