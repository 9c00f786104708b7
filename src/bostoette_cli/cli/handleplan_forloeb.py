"""``bostoette handleplan igang, gjort, drop, genaabn`` and ``opfoelgning``: what became of it."""

from typing import Annotated

import typer

from bostoette_cli.cli import danish, options
from bostoette_cli.cli import handleplan_options as own
from bostoette_cli.cli.dialogue import front_end, has_terminal
from bostoette_cli.domain.errors import Stopped
from bostoette_cli.domain.plan import Status
from bostoette_cli.language.text import one_line
from bostoette_cli.workflows import plan, planning
from bostoette_cli.workflows.rounds import the_round
from bostoette_cli.workflows.wish import same_again

app = danish.app()

Sentence = Annotated[
    str | None, typer.Argument(metavar="SÆTNING", help="Hvad der blev af det, i en sætning.")
]
_REMEDY = (
    "Der er ingen terminal at svare i. Skriv om én handling ad gangen, for eksempel: "
    'bostoette handleplan gjort ID "Kortet hænger i kontoret."'
)


@app.command(
    short_help="Sig, at en handling er begyndt.",
    help="Sig, at I er gået i gang, og gerne hvor langt I er.",
    epilog='bostoette handleplan igang k7f3 "Vi har tegnet de første tre kort."',
)
def igang(
    id_: own.Reference,
    saetning: Annotated[
        str | None, typer.Argument(metavar="SÆTNING", help="Hvor langt I er, i en sætning.")
    ] = None,
    runde: own.RoundName = None,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Say that an action is under way."""
    _mark(Status.UNDER_WAY, id_, saetning or "", runde, mappe, allow_cpr=tillad_cpr)


@app.command(
    short_help="Sig, at en handling er gjort.",
    help="Sig, at en handling er gjort, og hvad der blev af den. I en terminal bliver du spurgt.",
    epilog='bostoette handleplan gjort k7f3 "Kortet hænger i kontoret."\n'
    "bostoette handleplan gjort netværkskortet",
)
def gjort(
    id_: own.Reference,
    saetning: Sentence = None,
    runde: own.RoundName = None,
    enkel: own.Plain = False,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Say that an action is done."""
    _mark(Status.DONE, id_, saetning, runde, mappe, plain=enkel, allow_cpr=tillad_cpr)


@app.command(
    short_help="Drop en handling, og sig hvorfor.",
    help="Drop en handling, I ikke vil gøre alligevel. Sig hvorfor, så I kan huske det. "
    "Handlingen bliver stående med sin grund; den bliver ikke slettet.",
    epilog='bostoette handleplan drop k7f3 "Vi gør det på en anden måde."',
)
def drop(
    id_: own.Reference,
    saetning: Annotated[
        str | None, typer.Argument(metavar="SÆTNING", help="Hvorfor I dropper den.")
    ] = None,
    runde: own.RoundName = None,
    enkel: own.Plain = False,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Drop an action."""
    _mark(Status.DROPPED, id_, saetning, runde, mappe, plain=enkel, allow_cpr=tillad_cpr)


@app.command(
    short_help="Åbn en handling igen.",
    help="Åbn en handling igen, som er gjort eller droppet, og sig gerne hvorfor.",
    epilog='bostoette handleplan genaabn k7f3 "Kortet skal tegnes om."',
)
def genaabn(
    id_: own.Reference,
    saetning: Annotated[
        str | None, typer.Argument(metavar="SÆTNING", help="Hvorfor I åbner den igen.")
    ] = None,
    runde: own.RoundName = None,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Open an action again."""
    _mark(Status.AGREED, id_, saetning or "", runde, mappe, allow_cpr=tillad_cpr)


def _mark(
    status: Status,
    reference: str,
    sentence: str | None,
    round_name: str | None,
    folder: str | None,
    *,
    plain: bool = False,
    allow_cpr: bool,
) -> None:
    """Keep what became of an action; ask for the sentence where there is somebody to ask."""
    planning.check_words({"Sætningen": sentence}, allow_cpr=allow_cpr)
    options.tell_of_addresses(sentence)
    everything = plan.overview(options.open_store(folder), round_name)
    found = plan.find(everything, reference)
    if sentence is None and status is not found.action.status and (plain or has_terminal()):
        sentence = _asked(found, status, plain=plain)
    kept = planning.mark(found, status, " ".join((sentence or "").split()))
    words = "åben igen" if status is Status.AGREED else status.label
    typer.echo(f"Handlingen {kept.action.id} er {words}: {one_line(kept.action.text)}")
    raise typer.Exit(options.tell_problems(everything.problems))


def _asked(found: plan.Found, status: Status, *, plain: bool) -> str:
    from bostoette_cli.questionnaire.follow_up import ask_outcome

    try:
        return ask_outcome(front_end(plain=plain, remedy=_REMEDY), found.action, status)
    except KeyboardInterrupt as error:
        raise Stopped("Stoppet. Handlingen er, som den var.") from error


@app.command(
    short_help="Gå de åbne handlinger igennem, én ad gangen.",
    help="Gå de handlinger igennem, I aftalte sidst, én ad gangen: Hvad blev der af det? I får de "
    "åbne handlinger fra tidligere runder; er der ingen, får I dem fra den nyeste. Hvert svar "
    "gemmes med det samme.",
    epilog="bostoette handleplan opfoelgning\n"
    'bostoette handleplan opfoelgning --runde "Forår 2026"',
)
def opfoelgning(
    runde: own.RoundName = None, enkel: own.Plain = False, mappe: options.Folder = None
) -> None:
    """Go through the open actions."""
    store = options.open_store(mappe)
    everything = plan.to_follow_up(store, the_round(store, runde), only=runde is not None)
    status = options.tell_problems(everything.problems)
    if not everything.found:
        typer.echo("Der er ingen åbne handlinger at følge op på.")
        typer.echo("Se alle med bostoette handleplan --alle")
        raise typer.Exit(status)
    front = front_end(plain=enkel, remedy=_REMEDY)
    try:
        planning.follow(front, everything.found)
    except KeyboardInterrupt as error:
        front.say()
        again = same_again(
            "bostoette handleplan opfoelgning", {"--runde": runde, "--mappe": mappe}, plain=enkel
        )
        raise Stopped(f"Stoppet. Alt, hvad I har sagt, er gemt. Fortsæt med {again}") from error
    typer.echo("Se dem med bostoette handleplan --alle")
    raise typer.Exit(status)
