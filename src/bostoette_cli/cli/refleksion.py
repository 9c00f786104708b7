"""``bostoette refleksion``: a question to open a meeting with."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import BostoetteError

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
    from bostoette_cli.storage import settings
    from bostoette_cli.terminal.catalogue import question_page
    from bostoette_cli.terminal.console import show
    from bostoette_cli.workflows import clock
    from bostoette_cli.workflows.reflection import next_question

    numbers = options.read_numbers([nummer] if nummer is not None else [])
    catalogue = options.open_catalogue(katalog, mappe)
    folder = options.open_store(mappe).root
    shown = _shown(folder)
    chosen = [catalogue.pejlemaerke(n) for n in numbers] or catalogue.pejlemaerker
    pejlemaerke, question, name = next_question(catalogue, chosen, shown)
    show(question_page(pejlemaerke, question, katalog))
    with suppress(BostoetteError):  # a question is worth showing even where nothing can be kept
        settings.keep_shown(folder, {**shown, name: clock.now()})


def _shown(folder: Path) -> Mapping[str, datetime]:
    """When questions were last shown; nothing where it cannot be read."""
    from bostoette_cli.storage import settings

    with suppress(BostoetteError, OSError):
        return settings.read_shown(folder).moments
    return {}
