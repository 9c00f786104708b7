"""``bostoette tjek``: examine the data folder."""

import os
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line

app, register = command(
    "Se datamappen efter for filer med fejl, kopier fra et delt drev, efterladte filer og ukendte "
    "felter, og se, hvad der kan hentes igen. Ved hver ting står, hvad I gør. Uden --hent og "
    "--glem ændrer kommandoen ikke noget.",
    """
    bostoette tjek
    bostoette tjek --mappe Fællesdrev/bostoette
    bostoette tjek --hent runder/2026-11-22-efteraar-2026/besvarelser/k7f3q2wm.toml
    """,
)


@register
def tjek(
    hent: Annotated[
        str | None,
        typer.Option("--hent", metavar="FIL", help="Hent den seneste tidligere udgave af en fil."),
    ] = None,
    glem: Annotated[
        str | None,
        typer.Option("--glem", metavar="FIL", help="Slet en fils tidligere udgaver for altid."),
    ] = None,
    ja: options.Yes = False,
    mappe: options.Folder = None,
) -> None:
    """Examine the data folder, or bring back what it keeps."""
    if ja and glem is None:
        raise WrongUse("--ja hører sammen med --glem.")
    if hent is not None and glem is not None:
        raise WrongUse("--hent og --glem kan ikke bruges sammen. Vælg den ene.")
    if hent is not None:
        _bring_back(hent, mappe)
    elif glem is not None:
        _forget(glem, mappe, yes=ja)
    else:
        _examine(mappe)


def _bring_back(file: str, folder: str | None) -> None:
    from bostoette_cli.workflows.bring_back import bring_back

    done = bring_back(options.open_store(folder), file)
    typer.echo(one_line(f"Hentet: {done.place}, {done.words}."))
    if done.aside:
        typer.echo(one_line(f"Det, der stod der, ligger nu i {done.aside}"))
        typer.echo(one_line(f'Fortryder du, så skriv: bostoette tjek --hent "{done.aside}"'))


def _forget(file: str, folder: str | None, *, yes: bool) -> None:
    from bostoette_cli.cli.dialogue import require_yes
    from bostoette_cli.storage.kept import destroy
    from bostoette_cli.workflows.bring_back import to_forget

    chosen = to_forget(options.open_store(folder), file)
    count = counted(len(chosen), "tidligere udgave", "tidligere udgaver")
    require_yes(
        f"Skal {count} af {one_line(chosen[0].original.name)} slettes for altid? "
        "Det kan ikke fortrydes.",
        yes=yes,
    )
    for kept in chosen:
        destroy(kept)
    typer.echo(f"{count} er slettet for altid.")


def _examine(folder: str | None) -> None:
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.examination import examination_page
    from bostoette_cli.workflows.examine import examine

    is_named = bool(folder or os.environ.get("BOSTOETTE_MAPPE"))
    found = examine(options.open_store(folder), is_named=is_named)
    show(examination_page(found), long=True)
    raise typer.Exit(1 if found.to_mend_count else 0)
