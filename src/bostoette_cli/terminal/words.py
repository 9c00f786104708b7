"""What was written and agreed in each round, under each pejlemærke."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.plan_phrases import told
from bostoette_cli.analysis.quotes import Voices
from bostoette_cli.language.dates import short_date
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import one_line
from bostoette_cli.terminal.page import heading, labelled, prose, title


def words_page(
    comparison: Comparison, voices: Sequence[Sequence[Voices]]
) -> Iterator[RenderableType]:
    """What was written in each round, side by side under each pejlemærke."""
    yield title("Det blev der sagt")
    if not any(map(any, voices)) and not any(_decided(row) for row in comparison.rows):
        yield prose("Der er ikke skrevet noget i de runder.")
    for row, in_rounds in zip(comparison.rows, voices, strict=True):
        if not any(in_rounds) and not _decided(row):
            continue
        yield heading(f"{row.pejlemaerke.number}  {row.pejlemaerke.title}")
        by_round = zip(comparison.rounds, in_rounds, row.agreed, row.actions, strict=True)
        for result, said, decided, actions in by_round:
            yield Padding(
                Text(
                    f"{one_line(result.round.title)} ({short_date(result.round.day)})", style="bold"
                ),
                (1, 0, 0, 2),
            )
            if decided and decided.reason:
                value = "" if decided.value is None else f"{plain(decided.value)}: "
                yield labelled("Fælles", f"{value}»{decided.reason}«", indent=2, column=11)
            for label, quotes in (
                ("Note", said.notes),
                ("Refleksion", said.reflections),
                ("Ikke rel.", said.reasons),
            ):
                for quote in quotes:
                    by = f" ({quote.by})" if quote.by else ""
                    yield labelled(label, f"»{quote.text}«{by}", indent=2, column=11)
            for action in actions:
                yield labelled("Handling", told(action), indent=2, column=11)
            if not said and not actions and not (decided and decided.reason):
                hidden = "Intet at vise: i en anonym runde kan det skrevne være skjult."
                said_nothing = hidden if result.round.is_anonymous else "Intet skrevet."
                yield prose(said_nothing, indent=2, style="dim")


def _decided(row: Row) -> bool:
    """Whether the team has agreed on anything about it in any of the rounds."""
    return any(row.agreed) or any(row.actions)
