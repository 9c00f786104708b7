"""``bostoette handleplan tilfoej`` and ``ret``: what is agreed, who does it, and by when."""

from typing import Annotated, NamedTuple

import typer
from msgspec.structs import replace

from bostoette_cli.cli import danish, options
from bostoette_cli.cli import handleplan_options as own
from bostoette_cli.cli.dialogue import front_end, has_terminal
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.deadlines import read_deadline
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.text import listed, one_line
from bostoette_cli.workflows import clock, plan, planning
from bostoette_cli.workflows.rounds import the_round

app = danish.app()

Responsible = Annotated[
    str | None,
    typer.Option(
        "--ansvarlig", metavar="NAVN", help="Hvem der sørger for det: en rolle eller et navn."
    ),
]
Deadline = Annotated[
    str | None,
    typer.Option(
        "--frist", metavar="DATO", help='Som "1. marts 2027", 1/3-2027 eller "om 6 uger".'
    ),
]
Sign = Annotated[
    str | None,
    typer.Option("--tegn", metavar="TEKST", help="Hvordan I kan se, at det virker."),
]

_NOTHING = ("", "ingen", "intet")
_REMEDY = (
    "Der er ingen terminal at svare i. Skriv handlingen på kommandolinjen: "
    'bostoette handleplan tilfoej "Det, vi vil gøre"'
)


class _Parts(NamedTuple):
    """What is named of an action besides its text; None where nothing is said of it."""

    responsible: str | None
    deadline: str | None
    sign: str | None
    number: str | None

    @property
    def are_named(self) -> bool:
        """Whether any of them is."""
        return any(part is not None for part in self)

    def laid_over(self, action: Action, catalogue: Catalogue) -> Action:
        """The action with what is named; ``ingen`` takes a part away.

        Raises:
            WrongUse: the deadline or the number cannot be used.
        """
        if self.responsible is not None:
            action = replace(action, responsible=_worded(self.responsible))
        if self.deadline is not None:
            text = _worded(self.deadline)
            day = read_deadline(text, clock.today()) if text else None
            action = replace(action, deadline=day)
        if self.sign is not None:
            action = replace(action, sign=_worded(self.sign))
        if self.number is not None:
            action = replace(action, pejlemaerke=catalogue.number(_worded(self.number)))
        return action


@app.command(
    short_help="Skriv en ny handling.",
    help="Skriv noget, I er blevet enige om at gøre. Uden tekst spørger kommandoen om én ting ad "
    "gangen: hvad, hvem, hvornår, og hvordan I kan se, at det virker.",
    epilog="bostoette handleplan tilfoej\n"
    'bostoette handleplan tilfoej "Tegn netværkskortet om" --ansvarlig Mette --frist "om 6 uger"\n'
    'bostoette handleplan tilfoej "Ring til jobcentret" --frist 1/3-2027 --pejlemaerke 7 '
    '--tegn "En fast kontaktperson"',
)
def tilfoej(
    tekst: Annotated[
        str | None, typer.Argument(metavar="TEKST", help="Hvad I vil gøre, helt konkret.")
    ] = None,
    ansvarlig: Responsible = None,
    frist: Deadline = None,
    tegn: Sign = None,
    pejlemaerke: own.Number = None,
    runde: Annotated[
        str | None,
        typer.Option("--runde", metavar="ID", help="Skriv den i denne runde; ellers den nyeste."),
    ] = None,
    enkel: own.Plain = False,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Add an action."""
    if tekst is not None and not tekst.strip():
        raise WrongUse(
            'Teksten er tom. Skriv for eksempel: bostoette handleplan tilfoej "Ring til …"'
        )
    parts = _Parts(ansvarlig, frist, tegn, pejlemaerke)
    if tekst is None and parts.are_named:
        raise WrongUse("Skriv også, hvad I vil gøre, eller udelad resten, så bliver du spurgt.")
    _check(tekst, ansvarlig, tegn, allow_cpr=tillad_cpr)
    stored_round = the_round(options.open_store(mappe), runde)
    if tekst is None:
        found = planning.agree_on_new(front_end(plain=enkel, remedy=_REMEDY), stored_round)
        if found is None:
            typer.echo("Der er ikke gemt nogen handling.")
            return
    else:
        action = planning.new_action(" ".join(tekst.split()))
        action = parts.laid_over(action, stored_round.catalogue)
        found = planning.keep_new(stored_round, action)
    deadline = f" med fristen {long_date(found.action.deadline)}" if found.action.deadline else ""
    round_ = one_line(stored_round.round.title)
    typer.echo(f"Handlingen {found.action.id} er gemt i »{round_}«{deadline}.")
    _warn_of_gaps(found.action)


def _check(text: str | None, responsible: str | None, sign: str | None, *, allow_cpr: bool) -> None:
    words = {"Teksten": text, "Det efter --ansvarlig": responsible, "Det efter --tegn": sign}
    planning.check_words(words, allow_cpr=allow_cpr)
    options.tell_of_addresses(text, responsible, sign)


def _worded(text: str) -> str:
    words = " ".join(text.split())
    return "" if words.lower() in _NOTHING else words


def _warn_of_gaps(action: Action) -> None:
    """Say in one line what is missing; an action without it is easily forgotten."""
    gaps = [
        what
        for what, there in (("en ansvarlig", action.responsible), ("en frist", action.deadline))
        if not there
    ]
    if gaps:
        typer.echo(
            f"Der mangler {listed(gaps)}. Skriv det med bostoette handleplan ret {action.id}"
        )


@app.command(
    short_help="Ret en handling.",
    help="Ret teksten, den ansvarlige, fristen, tegnet eller nummeret. Skriv »ingen« for at tage "
    "noget væk. Skriver I kun id'et, spørger kommandoen om én ting ad gangen.",
    epilog="bostoette handleplan ret k7f3\n"
    'bostoette handleplan ret k7f3 --frist "1. marts 2027"\n'
    'bostoette handleplan ret k7f3 "Tegn kortet om sammen med borgeren" --ansvarlig ingen',
)
def ret(
    id_: own.Reference,
    tekst: Annotated[
        str | None, typer.Argument(metavar="TEKST", help="Den nye tekst; ellers den gamle.")
    ] = None,
    ansvarlig: Responsible = None,
    frist: Deadline = None,
    tegn: Sign = None,
    pejlemaerke: own.Number = None,
    runde: own.RoundName = None,
    enkel: own.Plain = False,
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Change an action."""
    _check(tekst, ansvarlig, tegn, allow_cpr=tillad_cpr)
    everything = plan.overview(options.open_store(mappe), runde)
    found = plan.find(everything, id_)
    parts = _Parts(ansvarlig, frist, tegn, pejlemaerke)
    if tekst is None and not parts.are_named:
        if not (enkel or has_terminal()):
            raise WrongUse(
                "Skriv, hvad der skal rettes, for eksempel: "
                f'bostoette handleplan ret {found.action.id} --frist "om 6 uger"'
            )
        changed = planning.change(front_end(plain=enkel, remedy=_REMEDY), found)
    else:
        action = parts.laid_over(found.action, found.stored_round.catalogue)
        action = replace(action, text=" ".join((tekst or "").split()) or action.text)
        changed = planning.keep(found, action) if action != found.action else found
    outcome = "er rettet" if changed is not found else "er, som den var"
    typer.echo(f"Handlingen {found.action.id} {outcome}: {one_line(changed.action.text)}")
    raise typer.Exit(options.tell_problems(everything.problems))
