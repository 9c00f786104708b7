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
_ENDINGS = {
    "": "markdown",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".json": "json",
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
            "--format", metavar="FORMAT", help="markdown eller json; ellers efter filens endelse."
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
    chosen_format = _read_format(format_, path)
    store = options.open_store(mappe)
    chosen = rounds_to_report(store, runder or [])
    problems = [problem for stored in chosen for problem in stored.reading.problems]
    report = build([data_of(stored) for stored in chosen], len(problems))
    if chosen_format == "json":
        from bostoette_cli.reports.json import dumps, report_values

        text = dumps(report_values(report))
    else:
        from bostoette_cli.reports.markdown import markdown

        text = markdown(report)
    if path is None:
        typer.echo(text, nl=False)
    else:
        options.write_file(path, text.encode(), overwrite=overskriv)
    plans = [problem for stored in chosen for problem in stored.plan.reading.problems]
    raise typer.Exit(options.tell_problems([*problems, *plans, *store.listing.problems]))


def _read_format(word: str | None, path: Path | None) -> str:
    """The format that is named, or the one the file's ending promises.

    Raises:
        WrongUse: there is no such format, or the file would be opened as something it is not.
    """
    if word is None:
        ending = path.suffix.lower() if path else ""
        if ending not in _ENDINGS:
            raise WrongUse(
                f"Filer, der ender på {one_line(ending)}, kan ikke skrives. "
                "Giv filen endelsen .md eller .json."
            )
        return _ENDINGS[ending]
    if word not in _FORMATS:
        near = closest(word, _FORMATS)
        hint = f"Mente du {near}?" if near else f"Brug {listed(_FORMATS, 'eller')}."
        raise WrongUse(f"Formatet »{one_line(word)}« findes ikke. {hint}")
    return word
