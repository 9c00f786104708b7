"""``bostoette hjaelp``: the same as ``--help``, for whoever looks for a command."""

from typing import Annotated, Any

import typer

from bostoette_cli.cli.danish import command

app, register = command(
    "Få hjælp: til det hele eller til én kommando. Det samme som --help efter kommandoen.",
    """
    bostoette hjaelp
    bostoette hjaelp evaluer
    bostoette hjaelp runde ny
    """,
)


@register
def hjaelp(
    ctx: typer.Context,
    kommando: Annotated[
        list[str] | None,
        typer.Argument(metavar="KOMMANDO", help="Den kommando, det drejer sig om."),
    ] = None,
) -> None:
    """Print the help page of the tool or of one command."""
    here: Any = ctx.parent
    for word in kommando or ():
        if not hasattr(here.command, "resolve_command"):
            break
        name, below, _ = here.command.resolve_command(here, [word])
        here = typer.Context(below, info_name=name, parent=here)
    typer.echo(here.command.get_help(here))
