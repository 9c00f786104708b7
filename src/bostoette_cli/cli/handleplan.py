"""``bostoette handleplan``: what is agreed, and what became of it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bostoette_cli.cli import (
    danish,
    handleplan_forloeb,
    handleplan_kalender,
    handleplan_tekst,
    options,
)
from bostoette_cli.cli import handleplan_options as own
from bostoette_cli.domain.catalogue import read_number
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.plan import Overview, overview

app = danish.app(
    cls=danish.DanishGroup,
    help="Se, hvad I har aftalt at gøre, og sig, hvad der blev af det. Skriver I ikke "
    "mere, viser kommandoen de åbne handlinger, dem over fristen øverst. Nævn en handling ved dens "
    "id eller ved så meget af dens tekst, at kun den passer.",
    epilog="bostoette handleplan\n"
    'bostoette handleplan tilfoej "Tegn netværkskortet om" --ansvarlig Mette --frist "om 6 uger"\n'
    'bostoette handleplan gjort k7f3 "Kortet hænger i kontoret."\n'
    "bostoette handleplan opfoelgning",
    invoke_without_command=True,
)
for _part in (handleplan_tekst, handleplan_forloeb, handleplan_kalender):
    app.add_typer(_part.app)


@app.callback()
def _handleplan(
    ctx: typer.Context,
    alle: Annotated[
        bool, typer.Option("--alle", help="Vis også dem, der er gjort eller droppet.")
    ] = False,
    runde: own.RoundName = None,
    pejlemaerke: own.Number = None,
    som_json: options.AsJson = False,
    mappe: options.Folder = None,
) -> None:
    if ctx.invoked_subcommand is not None:
        if alle or runde is not None or pejlemaerke is not None or som_json:
            raise WrongUse(
                "Indstillinger skal stå efter kommandoen, for eksempel: "
                "bostoette handleplan kalender --runde ID"
            )
        return
    everything = overview(options.open_store(mappe), runde)
    if pejlemaerke is not None:
        everything = _about(everything, read_number(pejlemaerke))
    if som_json:
        _write_json(everything, every=alle)
    else:
        _show(everything, every=alle)
    raise typer.Exit(options.tell_problems(everything.problems))


def _about(everything: Overview, number: int) -> Overview:
    found = [f for f in everything.found if f.action.pejlemaerke == number]
    return everything._replace(found=found)


def _write_json(everything: Overview, *, every: bool) -> None:
    from bostoette_cli.reports.json import dumps
    from bostoette_cli.reports.plan import plan_values

    planned = everything.in_order(every=every)
    typer.echo(dumps(plan_values(planned, clock.today())), nl=False)


def _show(everything: Overview, *, every: bool) -> None:
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.plan import plan_page

    planned = everything.in_order(every=every)
    asides = list(_asides(everything, every=every))
    show(plan_page(planned, clock.today(), asides=asides), long=True)


def _asides(everything: Overview, *, every: bool) -> Iterator[str]:
    """The next step, and what is not shown."""
    still = everything.in_order()
    if still:
        first = still[0].action.id
        yield f"Er en handling gjort, så skriv for eksempel: bostoette handleplan gjort {first}"
    else:
        yield "Der er ingen åbne handlinger her."
        yield 'Skriv en ny: bostoette handleplan tilfoej "Det, vi vil gøre"'
    if not every and len(everything.found) > len(still):
        yield "Se også dem, der er gjort eller droppet: bostoette handleplan --alle"
