"""``bostoette runde slet, hent`` and ``toem``: to the bin, back again, and gone for good."""

from typing import Annotated

import typer

from bostoette_cli.cli import danish, options
from bostoette_cli.cli.dialogue import require_yes
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import visible

app = danish.app()


@app.command(
    short_help="Slet en runde; den kan hentes igen.",
    help="Flyt en runde til papirkurven i datamappen, med alt, hvad der er i den. Den kan hentes "
    "igen, til papirkurven bliver tømt.",
    epilog='bostoette runde slet "Efterår 2026"\nbostoette runde slet 2026-11-22-proeve --ja',
)
def slet(
    runde: options.RoundReference,
    ja: options.Yes = False,
    mappe: options.Folder = None,
) -> None:
    """Move a round to the bin."""
    from bostoette_cli.workflows import deleting

    store = options.open_store(mappe)
    stored = store.find_round(runde)
    title = visible(stored.round.title)
    require_yes(f"Skal runden »{title}« med {deleting.contents(stored.folder)} slettes?", yes=ja)
    place = deleting.delete(store, stored)
    typer.echo(f"Runden »{title}« er slettet. Den ligger i papirkurven: {place}")
    typer.echo(f"Fortryder du, så skriv bostoette runde hent {stored.round.id}")


@app.command(
    short_help="Hent en slettet runde.",
    help="Hent en runde op af papirkurven, som den var. bostoette tjek viser, hvad der ligger der.",
    epilog='bostoette runde hent "Efterår 2026"',
)
def hent(
    runde: options.RoundReference,
    mappe: options.Folder = None,
) -> None:
    """Put a round from the bin back."""
    from bostoette_cli.workflows import deleting

    store = options.open_store(mappe)
    each = deleting.find(store, runde)
    deleting.bring_back(store, each)
    typer.echo(f"Runden »{visible(each.title)}« er her igen: {each.id}")
    if other := deleting.namesake(store, each):
        typer.echo(f"Den åbne runde {other.round.id} har samme titel. Giv den ene en anden:")
        typer.echo(f'bostoette runde omdoeb {each.id} "En anden titel"')


@app.command(
    short_help="Slet for altid, hvad der ligger i papirkurven.",
    help="Slet for altid de runder, der ligger i papirkurven, eller den ene, I nævner. Det kan "
    "ikke fortrydes. Drevets egen historik og jeres sikkerhedskopier bliver ikke rørt.",
    epilog='bostoette runde toem\nbostoette runde toem "Efterår 2026"',
)
def toem(
    runde: Annotated[
        str | None, typer.Argument(metavar="ID", help="Kun den runde; ellers alle.")
    ] = None,
    ja: options.Yes = False,
    mappe: options.Folder = None,
) -> None:
    """Delete what lies in the bin for good."""
    from bostoette_cli.storage.wastebasket import destroy, finish
    from bostoette_cli.workflows import deleting

    store = options.open_store(mappe)
    finish(store.root)
    chosen = deleting.to_destroy(store, runde)
    if not chosen:
        typer.echo("Papirkurven er tom.")
        return
    for each in chosen:
        typer.echo(f"»{visible(each.title)}« med {deleting.contents(each.folder)}")
    count = counted(len(chosen), "runde", "runder")
    require_yes(f"Skal {count} slettes for altid? Det kan ikke fortrydes.", yes=ja)
    for each in chosen:
        destroy(each)
    typer.echo(f"{count} er slettet for altid.")
