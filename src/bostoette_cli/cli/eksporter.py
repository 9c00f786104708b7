"""``bostoette eksporter``: a report for the meeting, the mail or the archive."""

from pathlib import Path
from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import closest, listed, one_line

app, register = command(
    "Skriv en rapport over den nyeste runde, sammenlignet med den før. "
    "Uden --ud kommer den på skærmen.",
    """
    bostoette eksporter --ud rapport.md
    bostoette eksporter "Forår 2026" "Efterår 2026" --ud rapport.md
    bostoette eksporter --format json --ud tal.json
    """,
)

_FORMATS = ("markdown", "json")


@register
def eksporter(
    runder: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUNDE…", help="Rundernes id eller titel; ellers de to nyeste."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="markdown (ellers) eller json.")
    ] = "markdown",
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

    if format_ not in _FORMATS:
        near = closest(format_, _FORMATS)
        hint = f"Mente du {near}?" if near else f"Brug {listed(_FORMATS, 'eller')}."
        raise WrongUse(f"Formatet »{one_line(format_)}« findes ikke. {hint}")
    store = options.open_store(mappe)
    chosen = rounds_to_report(store, runder or [])
    problems = [problem for stored in chosen for problem in stored.reading.problems]
    report = build([data_of(stored) for stored in chosen], len(problems))
    if format_ == "json":
        from bostoette_cli.reports.json import dumps, report_values

        text = dumps(report_values(report))
    else:
        from bostoette_cli.reports.markdown import markdown

        text = markdown(report)
    if ud is None:
        typer.echo(text, nl=False)
    else:
        _write(Path(ud).expanduser(), text, overwrite=overskriv)
    raise typer.Exit(options.tell_problems([*problems, *store.listing.problems]))


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    from bostoette_cli.storage import atomic

    if overwrite:
        atomic.write(path, text.encode())
    else:
        try:
            atomic.create(path, text.encode())
        except FileExistsError as error:
            raise WrongUse(
                f"{path}: filen findes i forvejen. Vælg et andet navn, eller brug --overskriv."
            ) from error
    typer.echo(f"Skrevet til {path}")
