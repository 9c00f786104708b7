"""``bostoette runder``: the rounds there are."""

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command

app, register = command(
    "Se de runder, der findes, den nyeste først.",
    """
    bostoette runder
    bostoette runder --json
    """,
)


@register
def runder(som_json: options.AsJson = False, mappe: options.Folder = None) -> None:
    """List the rounds."""
    from bostoette_cli.analysis.anonymity import published
    from bostoette_cli.domain.errors import BostoetteError
    from bostoette_cli.workflows.round_reading import data_of

    listing = options.open_store(mappe).listing
    results, problems = [], list(listing.problems)
    for stored in listing.rounds:
        try:
            results.append(published(data_of(stored)))
        except BostoetteError as problem:
            problems.append(problem)
        else:
            problems.extend(stored.problems)
    if som_json:
        from bostoette_cli.reports.json import dumps, round_values

        typer.echo(dumps({"format": 1, "runder": [round_values(r) for r in results]}), nl=False)
    else:
        from bostoette_cli.terminal.console import show
        from bostoette_cli.terminal.rounds import rounds_page

        show(rounds_page(results), long=True)
    raise typer.Exit(options.tell_problems(problems))
