"""``bostoette eksporter``: a report for the meeting, the mail or the archive."""

from dataclasses import replace
from typing import Annotated

import typer

from bostoette_cli.cli import options, output
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line
from bostoette_cli.reports import formats

app, register = command(
    "Skriv en rapport over den nyeste runde, sammenlignet med den før. Uden --ud kommer den på "
    "skærmen. Med --alt skrives alle runder som tabeller til Power BI, R og andre programmer.",
    """
    bostoette eksporter --ud rapport.docx
    bostoette eksporter "Forår 2026" "Efterår 2026" --ud rapport.md
    bostoette eksporter --ud rapport.html     til storskærm og intranet
    bostoette eksporter --ud tal.xlsx
    bostoette eksporter --format csv --csv-format international --ud svar.csv
    bostoette eksporter --alt --mappe Teams --ud Tabeller
    """,
)


@register
def eksporter(
    runder: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUNDE…", help="Rundernes id eller titel; ellers de to nyeste."),
    ] = None,
    format_: Annotated[str | None, output.format_option(formats.REPORT)] = None,
    csv_format: Annotated[
        str | None,
        typer.Option(
            "--csv-format",
            metavar="MÅDE",
            help="dansk (til et dansk Excel) eller international; ellers dansk.",
        ),
    ] = None,
    alt: Annotated[
        bool,
        typer.Option(
            "--alt", help="Skriv alle runder som csv eller parquet i den mappe, --ud nævner."
        ),
    ] = False,
    med_ord: Annotated[
        bool,
        typer.Option(
            "--ord", help="Sammen med --alt: også noter, begrundelser og svar til eftertanke."
        ),
    ] = False,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="NAVN", help="Sammen med --alt: hvad teamet skal hedde."),
    ] = None,
    ud: output.Out = None,
    overskriv: output.Overwrite = False,
    mappe: options.Folder = None,
) -> None:
    """Write a report, or everything."""
    if alt and (runder or csv_format):
        raise WrongUse("--alt skriver alle runder på én måde. Udelad runderne og --csv-format.")
    if not alt and (med_ord or team):
        raise WrongUse("--ord og --team hører sammen med --alt.")
    if alt:
        from bostoette_cli.cli.everything import export

        export(mappe, format_, ud, team=team, words=med_ord, overwrite=overskriv)
        return
    destination = output.read_destination(
        formats.REPORT, format_, ud, "rapport", overwrite=overskriv
    )
    if csv_format is not None:
        destination = replace(destination, format=_read_csv_format(csv_format, destination.format))
    _report(mappe, runder or [], destination)


def _report(mappe: str | None, references: list[str], destination: output.Destination) -> None:
    from bostoette_cli.reports.model import build
    from bostoette_cli.terminal.progress import followed
    from bostoette_cli.workflows.plan import before
    from bostoette_cli.workflows.round_reading import data_of
    from bostoette_cli.workflows.rounds import rounds_to_report

    store = options.open_store(mappe)
    chosen = rounds_to_report(store, references)
    data = [data_of(stored) for stored in followed(chosen, "Læser runder")]
    problems = [problem for stored in chosen for problem in stored.reading.problems]
    missing = sum(stored.reading.missing for stored in chosen)
    earlier = before(store, chosen[-1])
    output.deliver(destination, build(data, missing, (found.planned for found in earlier.found)))
    problems += [*earlier.problems, *chosen[-1].plan.reading.problems]
    raise typer.Exit(options.tell_problems([*problems, *store.listing.problems]))


def _read_csv_format(word: str, chosen: formats.Format) -> formats.Format:
    if chosen.name != "csv":
        raise WrongUse("--csv-format gælder kun csv. Skriv også --format csv.")
    ways = {"dansk": chosen, "international": formats.INTERNATIONAL_CSV}
    if word not in ways:
        raise WrongUse(f"»{one_line(word)}« kendes ikke. Skriv dansk eller international.")
    return ways[word]
