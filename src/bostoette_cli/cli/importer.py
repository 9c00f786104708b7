"""``bostoette importer``: take in what colleagues filled in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse

app, register = command(
    "Tag udfyldte svar ind: en eller flere filer, eller en mappe med dem. Samme fil to gange "
    "ændrer intet, en ældre udgave erstatter aldrig en nyere, og en fil med fejl stopper ikke de "
    "andre. Filerne selv bliver ikke rørt.",
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
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Take in responses."""
    from bostoette_cli.workflows.take_in_many import gather, summary, take_in_all
    from bostoette_cli.workflows.wish import Wish

    named = [options.read_path(word) for word in filer or []]
    if not named:
        raise WrongUse("Skriv, hvad der skal tages ind, for eksempel: bostoette importer svar.toml")
    delivery = gather(named)
    if not delivery.files:
        raise WrongUse(
            f"{named[0]}: der er ingen filer, der ender på .toml, i mappen. "
            "Er svarene i en zip-fil, så pak den ud først."
        )
    receipts = []
    store = options.open_store(mappe)
    for receipt in take_in_all(store, delivery.files, Wish(round=runde), allow_cpr=tillad_cpr):
        receipts.append(receipt)
        _say(receipt.sentence, err=receipt.is_refused)
    if len(receipts) > 1:
        _say(summary(receipts))
    _tell_passed_over("Andre filer, sprunget over", delivery.others)
    _tell_passed_over("Undermapper, ikke åbnet", delivery.folders)
    raise typer.Exit(1 if any(receipt.is_refused for receipt in receipts) else 0)


def _tell_passed_over(what: str, paths: Sequence[Path]) -> None:
    from bostoette_cli.language.text import some

    if paths:
        _say(f"{what} ({len(paths)}): {some([path.name for path in paths])}")


def _say(sentence: str, *, err: bool = False) -> None:
    from bostoette_cli.cli.main import fitted
    from bostoette_cli.language.text import one_line

    typer.echo(fitted(one_line(sentence), err=err), err=err)
