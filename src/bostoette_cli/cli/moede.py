"""``bostoette moede``: the meeting paper."""

from typing import Annotated

import typer

from bostoette_cli.analysis.agenda import LONGEST, SHORTEST
from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line
from bostoette_cli.reports import formats

app, register = command(
    "Lav oplægget til personalemødet: hvad der blev af det, I aftalte, hvad der er værd at tale "
    "om og hvorfor, jeres egne ord og plads til nye aftaler.",
    """
    bostoette moede
    bostoette moede --minutter 30
    bostoette moede --emne 5 --emne 7     du vælger emnerne
    bostoette moede --ud oplaeg.md
    bostoette moede --ud oplaeg.html      til at printe, to sider
    """,
)

_USUAL_MINUTES = 60


@register
def moede(
    runde: Annotated[
        str | None,
        typer.Argument(metavar="RUNDE", help="Rundens id eller titel; ellers den nyeste."),
    ] = None,
    emne: Annotated[
        list[str] | None,
        typer.Option(
            "--emne", metavar="NUMMER", help="Et nummer, I vil tale om; kan skrives flere gange."
        ),
    ] = None,
    minutter: Annotated[
        str | None,
        typer.Option(
            "--minutter", metavar="ANTAL", help=f"Hvor langt mødet er; ellers {_USUAL_MINUTES}."
        ),
    ] = None,
    format_: Annotated[str | None, output.format_option(formats.MEETING)] = None,
    ud: output.Out = None,
    overskriv: output.Overwrite = False,
    mappe: options.Folder = None,
) -> None:
    """Prepare the meeting."""
    from bostoette_cli.analysis.meeting import prepare
    from bostoette_cli.workflows import clock
    from bostoette_cli.workflows.round_reading import data_up_to

    minutes = _read_minutes(minutter)
    topics = options.read_numbers(emne or [], "bostoette moede --emne 5 --emne 7")
    destination = output.read_destination(
        formats.MEETING, format_, ud, "oplaeg", overwrite=overskriv
    )
    store = options.open_store(mappe)
    rounds, problems = data_up_to(store, runde)
    meeting = prepare(rounds, minutes, clock.today(), topics)
    if ud is None and format_ is None:
        from bostoette_cli.terminal.console import show
        from bostoette_cli.terminal.meeting import meeting_page

        show(meeting_page(meeting), long=True)
    else:
        output.deliver(destination, meeting)
    raise typer.Exit(options.tell_problems([*problems, *store.listing.problems]))


def _read_minutes(word: str | None) -> int:
    """How long the meeting is, in minutes.

    Raises:
        WrongUse: it is not a whole number, or no meeting could be that short or long.
    """
    if word is None:
        return _USUAL_MINUTES
    minutes = int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0
    if not SHORTEST <= minutes <= LONGEST:
        raise WrongUse(
            f"»{one_line(word)}« kan ikke være mødets længde. "
            f"Skriv et helt antal minutter fra {SHORTEST} til {LONGEST}."
        )
    return minutes
