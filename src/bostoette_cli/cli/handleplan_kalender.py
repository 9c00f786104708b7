"""``bostoette handleplan kalender``: the deadlines in Outlook or another calendar."""

import sys

import typer

from bostoette_cli.cli import danish, options, output
from bostoette_cli.cli import handleplan_options as own
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.plan import overview

app = danish.app()


@app.command(
    short_help="Sæt fristerne i jeres kalender.",
    help="Skriv fristerne i en fil, som Outlook og andre kalendere kan åbne: en heldagsaftale for "
    "hver åben handling, der har en frist, og en påmindelse en uge før. Åbner I en nyere fil "
    "senere, retter kalenderen de aftaler, den har, i stedet for at lave nye.",
    epilog="bostoette handleplan kalender --ud handleplan.ics",
)
def kalender(
    ud: output.Out = None,
    overskriv: output.Overwrite = False,
    runde: own.RoundName = None,
    mappe: options.Folder = None,
) -> None:
    """Write the deadlines as a calendar file."""
    if ud is None and sys.stdout.isatty():
        raise WrongUse(
            "En kalenderfil skal åbnes i kalenderen. "
            "Skriv den med bostoette handleplan kalender --ud handleplan.ics"
        )
    everything = overview(options.open_store(mappe), runde)
    planned = [p for p in everything.in_order() if p.action.deadline is not None]
    if not planned:
        options.tell_problems(everything.problems)
        raise WrongUse(
            "Der er ingen åbne handlinger med en frist. "
            'Giv en handling en frist med bostoette handleplan ret ID --frist "om 6 uger"'
        )
    from bostoette_cli.reports import formats

    data = formats.writer(formats.CALENDAR)(planned, clock.now())
    if ud is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)  # the format's line ends, on every system
    else:
        options.write_file(options.read_path(ud), data, overwrite=overskriv)
        count = counted(len(planned), "frist", "frister")
        typer.echo(f"Åbn filen for at få {count} i kalenderen.")
    raise typer.Exit(options.tell_problems(everything.problems))
