"""``bostoette metoder``: the methods and tools of all catalogues."""

from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import closest, fold, one_line

app, register = command(
    "Slå metoder og redskaber op: hvad de er, hvor de hører til, og om udgivelsen nævner dem.",
    """
    bostoette metoder
    bostoette metoder netværkskort
    """,
)


@register
def metoder(
    navn: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAVN", help="En metode, eller en del af dens navn."),
    ] = None,
    katalog: options.CatalogueName = None,
    mappe: options.Folder = None,
) -> None:
    """Show the methods."""
    from bostoette_cli.terminal.catalogue import methods_page
    from bostoette_cli.terminal.console import show

    shelf = options.open_shelf(katalog, mappe)
    wanted = fold(" ".join(navn or []))
    every = [method for catalogue in shelf.catalogues for method in catalogue.methods]
    chosen = {m.id for m in every if wanted in fold(m.name) or wanted == m.id}
    if not chosen:
        near = closest(wanted, [method.name for method in every])
        hint = f"Mente du »{near}«?" if near else "Kør bostoette metoder for at se dem alle."
        raise WrongUse(f"Metoden »{one_line(' '.join(navn or []))}« findes ikke. {hint}")
    show(methods_page(shelf.catalogues, chosen, brief=not wanted), long=True)
    raise typer.Exit(options.tell_problems(shelf.problems))
