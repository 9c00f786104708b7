"""``bostoette tjek``: examine the data folder."""

import os

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command

app, register = command(
    "Se datamappen efter for filer med fejl, kopier fra et delt drev, efterladte filer og ukendte "
    "felter. Ved hver ting står, hvad I gør. Kommandoen ændrer ikke noget.",
    """
    bostoette tjek
    bostoette tjek --mappe Fællesdrev/bostoette
    """,
)


@register
def tjek(mappe: options.Folder = None) -> None:
    """Examine the data folder."""
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.examination import examination_page
    from bostoette_cli.workflows.examine import examine

    is_named = bool(mappe or os.environ.get("BOSTOETTE_MAPPE"))
    found = examine(options.open_store(mappe), is_named=is_named)
    show(examination_page(found), long=True)
    raise typer.Exit(1 if found.to_mend_count else 0)
