"""``bostoette resultat``: one round's figures."""

from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command

app, register = command(
    "Se tallene for én runde: den nyeste eller den, du nævner.",
    """
    bostoette resultat
    bostoette resultat "Forår 2026"
    bostoette resultat --udsagn      fordelingen på hvert udsagn
    """,
)


@register
def resultat(
    runde: Annotated[
        str | None,
        typer.Argument(metavar="RUNDE", help="Rundens id eller titel; ellers den nyeste."),
    ] = None,
    udsagn: Annotated[
        bool, typer.Option("--udsagn", help="Vis også fordelingen på hvert udsagn.")
    ] = False,
    som_json: options.AsJson = False,
    mappe: options.Folder = None,
) -> None:
    """Show one round."""
    from bostoette_cli.analysis.anonymity import published
    from bostoette_cli.workflows.round_reading import data_of
    from bostoette_cli.workflows.rounds import the_round

    store = options.open_store(mappe)
    stored = the_round(store, runde)
    result = published(data_of(stored))
    if som_json:
        from bostoette_cli.reports.json import dumps, result_values

        typer.echo(dumps(result_values(result)), nl=False)
    else:
        from bostoette_cli.terminal.console import show
        from bostoette_cli.terminal.result import round_page

        show(round_page(result, statements=udsagn), long=True)
    problems = [*stored.problems, *(store.listing.problems if runde is None else ())]
    raise typer.Exit(options.tell_problems(problems))
