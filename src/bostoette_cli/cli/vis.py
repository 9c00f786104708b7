"""``bostoette vis``: reading the catalogue."""

import re
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import listed, one_line

app, register = command(
    "Læs pejlemærkerne: alle i korthed, ét i sin helhed, eller en enkelt anbefaling.",
    """
    bostoette vis        alle i korthed
    bostoette vis 5      hele nummer 5
    bostoette vis 5.2    en enkelt anbefaling
    """,
)


@register
def vis(
    nummer: Annotated[
        str | None,
        typer.Argument(metavar="NUMMER", help="Et pejlemærke (5) eller en anbefaling (5.2)."),
    ] = None,
    katalog: options.CatalogueName = None,
    som_json: options.AsJson = False,
    mappe: options.Folder = None,
) -> None:
    """Show the catalogue or a part of it."""
    from bostoette_cli.terminal import catalogue as pages
    from bostoette_cli.terminal.console import show

    catalogue = options.open_catalogue(katalog, mappe)
    whole_number, part_number = _read(nummer)
    if whole_number is None:
        if som_json:
            _write_json(catalogue)
            return
        show(pages.overview(catalogue, katalog), long=True)
        return
    pejlemaerke = catalogue.pejlemaerke(whole_number)
    if part_number is None:
        if som_json:
            _write_json(pejlemaerke)
            return
        show(pages.whole(catalogue, pejlemaerke), long=True)
        return
    wanted = f"{whole_number}.{part_number}"
    part = next((a for a in pejlemaerke.anbefalinger if a.number == wanted), None)
    if part is None:
        there = listed([a.number for a in pejlemaerke.anbefalinger])
        raise WrongUse(
            f"Der findes ikke noget {wanted} i »{catalogue.title}«. "
            f"Nummer {whole_number} har {there}."
        )
    if som_json:
        _write_json(part)
        return
    show(pages.one_part(catalogue, pejlemaerke, part), long=True)


def _read(word: str | None) -> tuple[int | None, int | None]:
    """Read ``5`` or ``5.2``; a comma will do for the dot."""
    if word is None:
        return None, None
    match = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]{1,4}))?", word)
    if match is None:
        raise WrongUse(f"»{one_line(word)}« er ikke et nummer. Skriv for eksempel: bostoette vis 5")
    return int(match[1]), int(match[2]) if match[2] else None


def _write_json(value: object) -> None:
    import json

    import msgspec

    typer.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))
