"""One round's figures in the terminal.

Every mean stands with its n. A bar starts at the scale's lowest step, never at zero. On a narrow
screen the same figures stand below each other instead of in columns.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bostoette_cli.analysis.findings import standing_out
from bostoette_cli.analysis.phrases import (
    agreed_value,
    partial,
    spread,
    who_answered,
    without_number,
)
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult, StatementResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import decimal, plain
from bostoette_cli.language.text import listed, visible
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import bullets, heading, labelled, prose, title
from bostoette_cli.terminal.roles import roles_part, sides_part
from bostoette_cli.terminal.tables import reasoned, short_name, table_of

_BAR = 10
_BLANK = Text("")
_STACKED = "»2 ved 3« siger, at to har svaret med trin 3."
_IN_COLUMNS = "Andet: ikke relevant, vil ikke svare eller ikke besvaret."


def round_page(result: RoundResult, *, statements: bool = False) -> Iterator[RenderableType]:
    """One round: its figures, roles, and what stands out."""
    yield title(f"{result.round.title} · {long_date(result.round.day)}")
    yield prose(who_answered(result), style="dim")
    yield prose(result.catalogue.title, style="dim")
    answered = [p for p in result.pejlemaerker if p.is_touched]
    if not answered:
        yield _BLANK
        yield prose("Ingen har svaret endnu. Begynd med bostoette evaluer")
        return
    yield _BLANK
    scale = result.catalogue.scale
    if console().width < NARROW:
        for item in answered:
            yield from _narrow_result(item, scale)
    else:
        yield _result_table(answered, scale, result.catalogue.unit)
    yield from roles_part(result, answered)
    yield from sides_part(result)
    if statements:
        yield from _statements(answered, scale)
    for item in answered:
        if note := partial(item):
            yield prose(f"Nummer {item.pejlemaerke.number} er {note}.", style="dim")
    yield from _untouched(result)
    if sentences := standing_out(result):
        yield heading("Det springer i øjnene")
        yield bullets(sentences)
    yield _BLANK
    yield prose(
        f"Skalaen går fra {plain(scale.lowest)} til {plain(scale.highest)} og er "
        f"{result.catalogue.whose} egen. "
        "Spredningen siger, hvor langt svarene står fra hinanden.",
        style="dim",
    )


def _result_table(results: Sequence[PejlemaerkeResult], scale: Scale, unit: str) -> RenderableType:
    table = table_of(visible(unit.capitalize()))
    table.add_column("Tal", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    table.add_column("Spredning", justify="right", no_wrap=True)
    table.add_column("Ved ikke", justify="right", no_wrap=True)
    table.add_column("Fælles", justify="right", no_wrap=True)
    for item in results:
        figure = item.figure
        table.add_row(
            str(item.pejlemaerke.number),
            reasoned(Text(short_name(item.pejlemaerke)), {figure.hidden}),
            decimal(figure.mean),
            bar(figure.mean, scale),
            str(figure.n) if figure.n else "",
            spread(figure),
            str(item.tally.unknown or ""),
            agreed_value(item),
        )
    return table


def _narrow_result(item: PejlemaerkeResult, scale: Scale) -> Iterator[RenderableType]:
    figure = item.figure
    yield labelled(str(item.pejlemaerke.number), item.pejlemaerke.title, indent=0, column=3)
    if figure.hidden:
        yield prose(figure.hidden, indent=4, style="dim")
        return
    parts = [f"{decimal(figure.mean)} {bar(figure.mean, scale)}", f"n {figure.n}"]
    if figure.n > 1:
        parts.append(f"spredning {decimal(figure.spread)}")
    if item.tally.unknown:
        parts.append(f"{item.tally.unknown} ved ikke")
    if agreed := agreed_value(item):
        parts.append(f"fælles {agreed}")
    yield prose(" · ".join(parts), indent=4)


def bar(mean: Fraction | None, scale: Scale) -> str:
    """A mean as a bar from the scale's lowest step to its highest."""
    if mean is None:
        return ""
    share = (mean - Fraction(scale.lowest)) / (Fraction(scale.highest) - Fraction(scale.lowest))
    filled = round(share * _BAR)
    return "▇" * filled + "·" * (_BAR - filled)


def _statements(results: Sequence[PejlemaerkeResult], scale: Scale) -> Iterator[RenderableType]:
    narrow = console().width < NARROW
    for item in results:
        yield heading(f"{item.pejlemaerke.number}  {item.pejlemaerke.title}")
        if narrow:
            for part in item.statements:
                yield prose(part.statement.text, indent=3)
                yield prose(_in_a_line(part, scale), indent=5)
        else:
            yield _statement_table(item.statements, scale)
    yield _BLANK
    yield prose(_STACKED if narrow else _IN_COLUMNS, style="dim")


def _in_a_line(part: StatementResult, scale: Scale) -> str:
    """One statement's figure and what it rests on: ``3,4 · 4 ved 3 · 3 ved 4 · 1 ved ikke``."""
    if part.figure.hidden:
        return part.figure.hidden
    steps = part.tally.steps
    counts = [f"{n} ved {plain(s.value)}" for s in scale.steps if (n := steps.get(s.value))]
    said = [*counts, *without_number(part.tally)]
    return " · ".join([decimal(part.figure.mean), *said]) if said else "ikke besvaret"


def _statement_table(statements: Sequence[StatementResult], scale: Scale) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Udsagn", max_width=50, overflow="fold")
    for step in scale.steps:
        table.add_column(plain(step.value), justify="right", no_wrap=True)
    for name in ("Ved ikke", "Andet", "Tal"):
        table.add_column(name, justify="right", no_wrap=True)
    for part in statements:
        tally = part.tally
        text = Text(visible(part.statement.text))
        if part.figure.hidden:
            text.append(f"  ({part.figure.hidden})", style="dim")
        table.add_row(
            text,
            *(str(tally.steps.get(step.value) or "") for step in scale.steps),
            str(tally.unknown or ""),
            str(tally.irrelevant + tally.declined + tally.unanswered or ""),
            decimal(part.figure.mean),
        )
    return table


def _untouched(result: RoundResult) -> Iterator[RenderableType]:
    missing = [str(p.pejlemaerke.number) for p in result.pejlemaerker if not p.is_touched]
    if missing:
        yield _BLANK
        yield prose(f"Endnu ikke besvaret: nummer {listed(missing)}.", style="dim")
