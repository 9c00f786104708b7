"""``bostoette importer``: take in what colleagues filled in."""

from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse

app, register = command(
    "Tag udfyldte svar ind: en eller flere filer, eller en mappe med dem. Samme fil to gange "
    "ændrer intet, og en fil med fejl stopper ikke de andre.",
    """
    bostoette importer svar.toml
    bostoette importer Modtaget --runde "Efterår 2026"
    """,
)


@register
def importer(
    filer: Annotated[
        list[str] | None, typer.Argument(metavar="FIL…", help="Filer eller mapper med svar.")
    ] = None,
    runde: Annotated[
        str | None, typer.Option("--runde", metavar="ID", help="Tag svarene ind i denne runde.")
    ] = None,
    tillad_cpr: Annotated[
        bool, typer.Option("--tillad-cpr", help="Tag også tekst, der ligner et CPR-nummer.")
    ] = False,
    mappe: options.Folder = None,
) -> None:
    """Take in responses."""
    from bostoette_cli.domain.errors import BostoetteError
    from bostoette_cli.language.numbers import counted
    from bostoette_cli.language.text import visible
    from bostoette_cli.workflows.take_in import described, take_in
    from bostoette_cli.workflows.wish import Wish

    paths = _files([options.read_path(word) for word in filer or []])
    problems = []
    for path in paths:
        try:
            # A fresh look at the folder each time: the file before may have opened the round.
            taken = take_in(
                options.open_store(mappe), path, Wish(round=runde), allow_cpr=tillad_cpr
            )
        except BostoetteError as problem:
            problems.append(problem)
            typer.echo(visible(f"{path.name}: ikke taget ind"))
        else:
            typer.echo(visible(f"{path.name}: {described(taken)}"))
    done = len(paths) - len(problems)
    typer.echo(f"{counted(done, 'fil er', 'filer er')} taget ind, {len(problems)} er ikke.")
    raise typer.Exit(options.tell_problems(problems))


def _files(named: list[Path]) -> list[Path]:
    """The files that are named, and the TOML files in the folders that are; each once.

    Raises:
        WrongUse: nothing is named, or a folder holds none.
    """
    if not named:
        raise WrongUse("Skriv, hvad der skal tages ind, for eksempel: bostoette importer svar.toml")
    found: dict[Path, None] = {}
    for path in named:
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(path.glob("[!.]*.toml"))
        if not inside:
            raise WrongUse(f"{path}: der er ingen filer, der ender på .toml, i mappen.")
        found.update(dict.fromkeys(inside))
    return list(found)
