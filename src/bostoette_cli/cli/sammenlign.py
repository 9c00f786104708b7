"""``bostoette sammenlign``: rounds over time."""

from typing import Annotated

import typer

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse

app, register = command(
    "Se, hvad der har flyttet sig: de to nyeste runder, dem, du nævner, eller alle.",
    """
    bostoette sammenlign
    bostoette sammenlign "Forår 2026" "Efterår 2026"
    bostoette sammenlign --alle
    bostoette sammenlign --ord       det, der blev skrevet dengang og nu
    """,
)


@register
def sammenlign(
    runder: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUNDE…", help="Rundernes id eller titel; ellers de to nyeste."),
    ] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Alle runder med samme katalog.")] = False,
    med_ord: Annotated[
        bool, typer.Option("--ord", help="Læg ordene ved siden af hinanden i stedet for tallene.")
    ] = False,
    rolle: options.RoleName = None,
    som_json: options.AsJson = False,
    mappe: options.Folder = None,
) -> None:
    """Compare rounds."""
    if med_ord and som_json:
        raise WrongUse(
            "Ordene kan ikke lægges ved siden af hinanden som JSON. Udelad --ord eller --json; "
            "bostoette eksporter --format json har både tal og ord."
        )
    from bostoette_cli.analysis.comparison import compare
    from bostoette_cli.terminal.progress import followed
    from bostoette_cli.workflows.round_reading import data_of
    from bostoette_cli.workflows.rounds import rounds_to_compare

    store = options.open_store(mappe)
    chosen = rounds_to_compare(store, runder or [], every=alle)
    data = [data_of(stored) for stored in followed(chosen, "Læser runder")]
    role = options.read_role(rolle)
    comparison = compare(data, role)
    if som_json:
        from bostoette_cli.reports.json import comparison_values, dumps

        typer.echo(dumps(comparison_values(comparison)), nl=False)
    else:
        from bostoette_cli.analysis.quotes import voices_through
        from bostoette_cli.terminal.comparison import comparison_page
        from bostoette_cli.terminal.console import show
        from bostoette_cli.terminal.words import words_page

        if med_ord:
            voices = [voices_through(data, row.pejlemaerke.number, role) for row in comparison.rows]
            page = words_page(comparison, voices)
        else:
            page = comparison_page(comparison, course=alle)
        show(page, long=True)
    problems = [problem for stored in chosen for problem in stored.problems]
    raise typer.Exit(options.tell_problems([*problems, *store.listing.problems]))
