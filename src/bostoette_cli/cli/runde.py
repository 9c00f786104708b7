"""``bostoette runde``: open a round, close it, open it again."""

from typing import Annotated

import typer
from msgspec.structs import replace

from bostoette_cli.cli import danish, options, runde_slettet
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.rounds import DEFAULT_THRESHOLD
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.opening import open_new, rename, source_for
from bostoette_cli.workflows.plan import agreed_last_time, before
from bostoette_cli.workflows.wish import Wish

app = danish.group(
    "Åbn en ny runde, luk den, eller åbn den igen. Giv den et andet navn, eller slet den.",
    'bostoette runde ny "Efterår 2026"\nbostoette runde luk 2026-11-22-efteraar-2026',
)
app.add_typer(runde_slettet.app)


@app.command(
    short_help="Åbn en ny runde.",
    help="Åbn en ny runde. Den får sin egen kopi af kataloget, så udsagnene bliver, som de er. En "
    "anonym runde skjuler tal og ord fra færre personer end tærsklen. Filerne kan den ikke skjule: "
    "Den, der kan åbne mappen, kan læse dem og ofte se, hvornår og af hvem de er skrevet. Lad én "
    "person samle svarene ind, og hold mappen lukket for andre.",
    epilog='bostoette runde ny "Efterår 2026"\nbostoette runde ny Forår --anonym --taerskel 6',
)
def ny(
    titel: Annotated[
        str | None, typer.Argument(metavar="TITEL", help="Rundens navn; ellers årstiden.")
    ] = None,
    anonym: Annotated[
        bool, typer.Option("--anonym", help="Skjul tal og ord fra små grupper.")
    ] = False,
    taerskel: Annotated[
        str | None,
        typer.Option(
            "--taerskel",
            metavar="ANTAL",
            help=f"Færrest svar, et tal må bygge på i en anonym runde; ellers {DEFAULT_THRESHOLD}.",
        ),
    ] = None,
    team: Annotated[str, typer.Option("--team", metavar="NAVN", help="Teamets navn.")] = "",
    katalog: options.CatalogueName = None,
    mappe: options.Folder = None,
) -> None:
    """Open a round."""
    if taerskel is not None and not anonym:
        raise WrongUse("--taerskel gælder kun en anonym runde. Skriv også --anonym.")
    options.tell_of_addresses(titel, team)
    store = options.open_store(mappe)
    stored = open_new(
        store,
        titel,
        source_for(store, Wish(catalogue=katalog)),
        anonymous=anonym,
        threshold=_read_threshold(taerskel),
        team=team,
    )
    typer.echo(f"Runden »{visible(stored.round.title)}« er åben: {stored.round.id}")
    if anonym:
        typer.echo(f"Tal og ord fra færre end {stored.round.threshold} svar vises ikke.")
        typer.echo("Den, der kan åbne mappen, kan stadig læse de enkelte filer og ofte se, hvornår")
        typer.echo("og af hvem de er skrevet. Lad én person samle svarene ind med bostoette")
        typer.echo("importer, og hold mappen lukket for andre.")
    earlier = before(store, stored)
    for line in agreed_last_time(earlier):
        typer.echo(line)
    typer.echo("Svar med bostoette evaluer")
    raise typer.Exit(options.tell_problems(earlier.problems))


def _read_threshold(word: str | None) -> int:
    if word is None:
        return DEFAULT_THRESHOLD
    if not (word.isascii() and word.isdigit() and len(word) < 4):
        raise WrongUse(f"Tærsklen »{one_line(word)}« er ikke et helt tal. Skriv for eksempel 5.")
    return int(word)


@app.command(
    short_help="Luk en runde, så ingen svarer mere.",
    help="Luk en runde, så der ikke kan svares i den. Tallene bliver stående.",
    epilog="bostoette runde luk 2026-11-22-efteraar-2026",
)
def luk(
    runde: options.RoundReference,
    mappe: options.Folder = None,
) -> None:
    """Close a round."""
    stored = options.open_store(mappe).find_round(runde)
    if not stored.round.is_open:
        raise WrongUse(f"Runden »{stored.round.title}« er lukket i forvejen.")
    stored.keep_round(replace(stored.round, status="lukket", closed=clock.today()))
    typer.echo(f"Runden »{visible(stored.round.title)}« er lukket.")
    typer.echo(f"Åbn den igen med bostoette runde aabn {stored.round.id}")


@app.command(
    short_help="Åbn en lukket runde igen.",
    help="Åbn en lukket runde igen, så der kan svares i den.",
    epilog="bostoette runde aabn 2026-11-22-efteraar-2026",
)
def aabn(
    runde: options.RoundReference,
    mappe: options.Folder = None,
) -> None:
    """Open a closed round again."""
    stored = options.open_store(mappe).find_round(runde)
    if stored.round.is_open:
        raise WrongUse(f"Runden »{stored.round.title}« er åben i forvejen.")
    stored.keep_round(replace(stored.round, status="aaben", closed=None))
    typer.echo(f"Runden »{visible(stored.round.title)}« er åben igen.")


@app.command(
    short_help="Giv en runde en anden titel.",
    help="Giv en runde en anden titel. Dens id og mappe bliver, som de er.",
    epilog='bostoette runde omdoeb 2026-11-22-efteraar-2026 "Efter sommerferien"',
)
def omdoeb(
    runde: options.RoundReference,
    titel: Annotated[str, typer.Argument(metavar="TITEL", help="Den nye titel.")],
    mappe: options.Folder = None,
) -> None:
    """Give a round another title."""
    store = options.open_store(mappe)
    stored = store.find_round(runde)
    options.tell_of_addresses(titel)
    renamed = rename(store, stored, titel)
    typer.echo(f"»{visible(stored.round.title)}« hedder nu »{visible(renamed.round.title)}«.")
