"""``bostoette eksporter``: a report for the meeting, the mail or the archive."""

from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command

app, register = command(
    "Skriv en rapport over den nyeste runde, sammenlignet med den før. "
    "Uden --ud kommer den på skærmen.",
    """
    bostoette eksporter --ud rapport.md
    bostoette eksporter "Forår 2026" "Efterår 2026" --ud rapport.md
    bostoette eksporter --ud rapport.html     til storskærm og intranet
    bostoette eksporter --format json --ud tal.json
    """,
)

_ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    "": "markdown",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
}


@register
def eksporter(
    runder: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUNDE…", help="Rundernes id eller titel; ellers de to nyeste."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="markdown, json eller html; ellers efter filens endelse.",
        ),
    ] = None,
    ud: Annotated[
        str | None, typer.Option("--ud", metavar="FIL", help="Skriv i denne fil.")
    ] = None,
    overskriv: Annotated[
        bool, typer.Option("--overskriv", help="Erstat filen, hvis den findes.")
    ] = False,
    mappe: options.Folder = None,
) -> None:
    """Write a report."""
    from bostoette_cli.reports.model import build
    from bostoette_cli.workflows.rounds import data_of, rounds_to_report

    path = options.read_path(ud) if ud is not None else None
    chosen_format = output.read_format(format_, path, _ENDINGS)
    store = options.open_store(mappe)
    chosen = rounds_to_report(store, runder or [])
    problems = [problem for stored in chosen for problem in stored.reading.problems]
    report = build([data_of(stored) for stored in chosen], len(problems))
    if chosen_format == "json":
        from bostoette_cli.reports.json import dumps, report_values

        text = dumps(report_values(report))
    elif chosen_format == "html":
        from bostoette_cli.reports.html import html

        text = html(report)
    else:
        from bostoette_cli.reports.markdown import markdown

        text = markdown(report)
    if path is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(path, text, overwrite=overskriv)
    plans = [problem for stored in chosen for problem in stored.plan.reading.problems]
    raise typer.Exit(options.tell_problems([*problems, *plans, *store.listing.problems]))
