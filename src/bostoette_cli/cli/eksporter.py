"""``bostoette eksporter``: a report for the meeting, the mail or the archive."""

from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command
from bostoette_cli.reports.formats import REPORT

app, register = command(
    "Skriv en rapport over den nyeste runde, sammenlignet med den før. "
    "Uden --ud kommer den på skærmen.",
    """
    bostoette eksporter --ud rapport.md
    bostoette eksporter "Forår 2026" "Efterår 2026" --ud rapport.md
    bostoette eksporter --format json --ud tal.json
    """,
)


@register
def eksporter(
    runder: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUNDE…", help="Rundernes id eller titel; ellers de to nyeste."),
    ] = None,
    format_: Annotated[str | None, output.format_option(REPORT)] = None,
    ud: output.Out = None,
    overskriv: output.Overwrite = False,
    mappe: options.Folder = None,
) -> None:
    """Write a report."""
    from bostoette_cli.reports.model import build
    from bostoette_cli.workflows.rounds import data_of, rounds_to_report

    destination = output.read_destination(REPORT, format_, ud, overwrite=overskriv)
    store = options.open_store(mappe)
    chosen = rounds_to_report(store, runder or [])
    problems = [problem for stored in chosen for problem in stored.reading.problems]
    report = build([data_of(stored) for stored in chosen], len(problems))
    output.deliver(destination, report)
    raise typer.Exit(options.tell_problems([*problems, *store.listing.problems]))
