"""``bostoette`` by itself: where am I, and what is the next sensible step."""

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size

from bostoette_cli.analysis.phrases import unfinished
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import how_many
from bostoette_cli.cli import options
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import visible
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.plan import overview

_COMMAND = len("bostoette handleplan  ")


def start(folder: str | None) -> None:
    """Show where the user stands.

    Args:
        folder: the data folder that is named, if one is.
    """
    import typer

    store = options.open_store(folder)
    newest = store.current
    everything = overview(store)
    planned = everything.in_order()
    for line in _round_lines(store, newest, planned) if newest else _welcome(store):
        typer.echo(line)
    problems = [*everything.problems, *(newest.reading.problems if newest else ())]
    raise typer.Exit(options.tell_problems(problems))


def _welcome(store: Store) -> Iterator[str]:
    catalogue = store.library.find(store.default_catalogue).catalogue
    yield "Velkommen til bostoette: selvevaluering af jeres egen praksis."
    yield f"{visible(catalogue.title)}: {catalogue.counted(len(catalogue.pejlemaerker))}."
    yield from _next_steps(
        ("bostoette evaluer 1", "svar på nummer 1, omkring tre minutter"),
        ("bostoette vis 1", "læs det først"),
        ("bostoette demo", "se et opdigtet teams to runder"),
        ("bostoette om", "hvad teksterne bygger på"),
    )


def _round_lines(store: Store, newest: StoredRound, planned: Sequence[Planned]) -> Iterator[str]:
    round_ = newest.round
    responses = [r for r in newest.reading.responses if r.says_something]
    drafts = sum(response.is_draft for response in responses)
    state = ("i gang" if round_.is_open else "lukket") + (", anonym" if round_.is_anonymous else "")
    aside = f", {unfinished(drafts)}" if drafts else ""
    yield f"{visible(round_.title)} · {long_date(round_.day)} · {state}"
    yield f"{counted(len(responses), 'besvarelse', 'besvarelser')}{aside}"
    if planned:
        yield f"{how_many((p.action for p in planned), clock.today())}"
    steps: list[tuple[str, str]] = []
    if round_.is_open:
        what = "fortsæt" if drafts else "svar på spørgeskemaet"
        steps.append(("bostoette evaluer", what))
    if any(p.round.id != round_.id for p in planned):
        what = "sig, hvad der blev af det, I aftalte sidst"
        steps.append(("bostoette handleplan opfoelgning", what))
    elif planned:
        steps.append(("bostoette handleplan", "se, hvad I har aftalt"))
    if responses:
        steps.append(("bostoette resultat", "se tallene"))
    if store.before(newest):
        steps.append(("bostoette sammenlign", "se, hvad der har flyttet sig"))
    if responses:
        steps.append(("bostoette moede", "oplægget til personalemødet"))
    if not round_.is_open:
        steps.append(("bostoette runde ny", "åbn den næste runde"))
    yield from _next_steps(*steps)


def _next_steps(*steps: tuple[str, str]) -> Iterator[str]:
    """Each command with what it does: beside it, or below where there is not room for all."""
    yield ""
    yield "Næste skridt"
    every = (*steps, ("bostoette --help", "alle kommandoer"))
    room = get_terminal_size().columns - len("  ") - _COMMAND - len(" ")
    is_wide = all(len(what) <= room for command, what in every if len(command) <= _COMMAND)
    for command, what in every:
        if is_wide and len(command) <= _COMMAND:
            yield f"  {command:<{_COMMAND}} {what}"
        else:
            yield f"  {command}"
            yield f"{'':<{_COMMAND + 3 if is_wide else 6}}{what}"
