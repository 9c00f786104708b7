"""``bostoette evaluer``: the questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.cli.dialogue import front_end
from bostoette_cli.domain.errors import Stopped, WrongUse
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.evaluate import check, evaluate
from bostoette_cli.workflows.wish import Wish

app, register = command(
    "Svar på spørgeskemaet, ét udsagn ad gangen. Hvert svar gemmes med det samme, og kører du "
    "kommandoen igen, fortsætter den, hvor du slap.",
    """
    bostoette evaluer               alle pejlemærker
    bostoette evaluer 5 7           kun nummer 5 og 7
    bostoette evaluer --faelles     det, I bliver enige om på mødet
    bostoette evaluer --svar svar.toml
    """,
)


@register
def evaluer(
    numre: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMMER…", help="De pejlemærker, du vil svare på; ellers alle."),
    ] = None,
    runde: Annotated[
        str | None, typer.Option("--runde", metavar="ID", help="Svar i denne runde.")
    ] = None,
    ny_runde: Annotated[
        str | None,
        typer.Option("--ny-runde", metavar="TITEL", help="Åbn en ny runde, og svar i den."),
    ] = None,
    rolle: options.RoleName = None,
    navn: Annotated[
        str | None,
        typer.Option(
            "--navn",
            metavar="MÆRKE",
            help='Et mærke, når flere svarer ved samme computer, f.eks. "Medarbejder 3". '
            "Den, der kender mærket, kan se svarene dér.",
        ),
    ] = None,
    katalog: options.CatalogueName = None,
    faelles: Annotated[
        bool, typer.Option("--faelles", help="Skriv det, teamet bliver enigt om, og hvorfor.")
    ] = False,
    svar: Annotated[
        str | None, typer.Option("--svar", metavar="FIL", help="Tag alle svar fra en fil.")
    ] = None,
    enkel: Annotated[
        bool, typer.Option("--enkel", help="Nummererede spørgsmål uden farver og pile.")
    ] = False,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Answer the questionnaire."""
    store = options.open_store(mappe)
    wish = Wish(
        numbers=options.read_numbers(numre or []),
        round=runde,
        new_round=ny_runde,
        role=options.read_role(rolle),
        label=" ".join((navn or "").split()),
        catalogue=katalog,
        folder=mappe,
        plain=enkel,
    )
    options.tell_of_addresses(navn, ny_runde)
    if faelles and (svar is not None or rolle or navn):
        raise WrongUse("--faelles er hele teamets. Udelad --svar, --rolle og --navn.")
    if svar is not None:
        _take_in(store, options.read_path(svar), wish, allow_cpr=tillad_cpr)
        return
    check(store, wish)
    status = options.tell_problems(store.listing.problems)
    try:
        if faelles:
            from bostoette_cli.workflows.agree import agree

            agree(store, front_end(plain=enkel), wish)
        else:
            evaluate(store, front_end(plain=enkel), wish)
    except Stopped:
        _tell_of_actions(store)
        raise
    raise typer.Exit(_tell_of_actions(store) or status)


def _tell_of_actions(store: Store) -> int:
    """Tell of the actions that cannot be read, when all is answered: no question waits for them."""
    from bostoette_cli.workflows.plan import unreadable

    return options.tell_problems(unreadable(store))


def _take_in(store: Store, path: Path, wish: Wish, *, allow_cpr: bool) -> None:
    from bostoette_cli.language.text import visible
    from bostoette_cli.workflows.take_in import described, take_in

    taken = take_in(store, path, wish, allow_cpr=allow_cpr)
    typer.echo(visible(f"{path.name}: {described(taken)}"))
    typer.echo("Se dem med bostoette resultat")
