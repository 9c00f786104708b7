"""``bostoette demo``: a fictitious team's two rounds, and every command tried on them."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bostoette_cli.cli.danish import DanishCommand, command
from bostoette_cli.domain.errors import WrongUse


class _PassingOn(DanishCommand):
    """A command whose words after the first belong to the command that is tried."""

    allow_interspersed_args = False


app, register = command(
    "Se et opdigtet bostøtteteams to runder, og prøv kommandoerne på dem. I arbejder i en kopi, "
    "som bliver slettet bagefter; jeres egne data bliver ikke rørt.",
    """
    bostoette demo               hvem teamet er, og hvad der er at se
    bostoette demo sammenlign    hvad der har flyttet sig på et halvt år
    bostoette demo evaluer 5     prøv spørgeskemaet
    """,
    cls=_PassingOn,
)


@register
def demo(
    kommando: Annotated[
        list[str] | None,
        typer.Argument(metavar="KOMMANDO…", help="Det, du vil prøve, for eksempel sammenlign."),
    ] = None,
) -> None:
    """Tell the story, or try a command on it."""
    if kommando:
        raise typer.Exit(_try_out(kommando))
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.story import story_page

    show(story_page())


def _try_out(words: Sequence[str]) -> int:
    """Run a command line on the team's data folder; its exit status.

    Raises:
        WrongUse: it names another data folder.
        StorageFailure: the team's folder could not be laid out.
    """
    from bostoette_cli.cli.main import run
    from bostoette_cli.workflows.demonstration import demonstration_folder

    if any(word.partition("=")[0] == "--mappe" for word in words):
        raise WrongUse("demo har sin egen mappe. Udelad --mappe, eller udelad ordet demo.")
    _say("Opdigtede tal fra et opdigtet team, på en kopi, som bliver slettet igen.")
    with demonstration_folder() as stage:
        status = run(list(words))
        if stage.is_changed:
            _say("Det var en prøve: Det, du ændrede i kopien, er slettet igen.")
    return status


def _say(sentence: str) -> None:
    """Say it on stderr, so that what a command writes for a file or a program stays whole."""
    from bostoette_cli.cli.main import fitted

    sys.stdout.flush()
    typer.echo(fitted(sentence), err=True)
