"""``bostoette kataloger``: the catalogues there are."""

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command

app, register = command(
    "Se, hvilke kataloger der er, og hvilket I bruger.",
    """
    bostoette kataloger
    bostoette katalog vaelg botilbud     gør det til jeres
    """,
)


@register
def kataloger(mappe: options.Folder = None) -> None:
    """List the catalogues."""
    from bostoette_cli.terminal.catalogue import shelf
    from bostoette_cli.terminal.console import show

    store = options.open_store(mappe)
    found = store.library.readable()
    show(shelf(found.catalogues, store.settings.catalogue))
    raise typer.Exit(options.tell_problems(found.problems))
