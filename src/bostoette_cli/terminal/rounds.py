"""The list of rounds in the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bostoette_cli.analysis.phrases import (
    who_answered,
)
from bostoette_cli.analysis.scoring import RoundResult
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.text import one_line
from bostoette_cli.terminal.page import prose, title


def rounds_page(results: Sequence[RoundResult]) -> Iterator[RenderableType]:
    """The rounds there are, newest first."""
    yield title("Runder")
    if not results:
        yield prose("Der er ingen runder endnu. Kør bostoette evaluer for at begynde den første.")
        return
    for result in reversed(results):
        round_ = result.round
        state = "i gang" if round_.is_open else "lukket"
        kind = ", anonym" if round_.is_anonymous else ""
        yield Padding(Text(one_line(round_.title), style="bold"), (1, 0, 0, 0))
        yield prose(f"{long_date(round_.day)} · {state}{kind} · {who_answered(result)}", indent=2)
        yield prose(f"{result.catalogue.title}", indent=2, style="dim")
        yield prose(round_.id, indent=2, style="dim")
