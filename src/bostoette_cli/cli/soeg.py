"""``bostoette soeg``: search all texts."""

from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line

app, register = command(
    "Søg i katalogernes tekster. Store og små bogstaver, æ eller ae og ordenes endelser er "
    "ligegyldige. Flere ord skal stå i samme sætning.",
    """
    bostoette soeg netværkskort
    bostoette soeg borger bestemmer
    bostoette soeg pårørende --katalog botilbud
    """,
)


@register
def soeg(
    ord_: Annotated[
        list[str] | None, typer.Argument(metavar="ORD…", help="Det, du søger efter.")
    ] = None,
    katalog: options.CatalogueName = None,
    mappe: options.Folder = None,
) -> None:
    """Search the catalogues."""
    from bostoette_cli.analysis.search import search
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.search import hits_page

    words = " ".join(ord_ or [])
    if not any(character.isalnum() for character in words):
        raise WrongUse("Skriv det, du søger efter, for eksempel: bostoette soeg netværk")
    shelf = options.open_shelf(katalog, mappe)
    found = [(catalogue, list(search(catalogue, words))) for catalogue in shelf.catalogues]
    if any(hits for _, hits in found):
        show(hits_page(found), long=True)
    else:
        typer.echo(f"»{one_line(words)}« findes ikke i teksterne. Prøv med et kortere ord.")
    raise typer.Exit(options.tell_problems(shelf.problems))
