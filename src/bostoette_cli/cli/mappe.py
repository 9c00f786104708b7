"""``bostoette mappe``: where the data lies."""

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.language.text import visible

app, register = command(
    "Se, hvor dine data ligger.",
    """
    bostoette mappe
    bostoette mappe --mappe Dokumenter/bostoette
    """,
)


@register
def mappe(mappe: options.Folder = None) -> None:
    """Print the data folder."""
    typer.echo(visible(str(options.open_store(mappe).root)))
