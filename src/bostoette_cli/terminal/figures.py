"""Figures in the terminal: one round, rounds side by side, the list of rounds.

Every mean stands with its n. A bar starts at the scale's lowest step, never at zero. On a narrow
screen the same figures stand below each other instead of in columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.findings import disagrees, standing_out, what_moved
from bostoette_cli.analysis.phrases import (
    agreed_value,
    basis,
    partial,
    reservations,
    spread,
    unknown,
    who_answered,
)
from bostoette_cli.analysis.plan_phrases import done_on_the_way, told
from bostoette_cli.analysis.quotes import Voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.dates import long_date, short_date
from bostoette_cli.language.numbers import decimal, plain, signed
from bostoette_cli.language.text import listed, one_line, visible
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import bullets, heading, labelled, prose, title
from bostoette_cli.terminal.roles import roles_part, sides_part
from bostoette_cli.terminal.sparkline import legend, sparkline
from bostoette_cli.terminal.tables import reasoned, short_name, table_of

_BAR = 10
_WIDE = 120
_FURTHER = ("spredning", "ved ikke")
_ROOM_FOR_SPREAD, _ROOM_FOR_UNKNOWN = 74, 84
_BLANK = Text("")


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
        yield from _statement_tables(answered, scale)
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


def _statement_tables(
    results: Sequence[PejlemaerkeResult], scale: Scale
) -> Iterator[RenderableType]:
    for item in results:
        yield heading(f"{item.pejlemaerke.number}  {item.pejlemaerke.title}")
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        table.add_column("Udsagn", max_width=50, overflow="fold")
        for step in scale.steps:
            table.add_column(plain(step.value), justify="right", no_wrap=True)
        for name in ("Ved ikke", "Andet", "Tal"):
            table.add_column(name, justify="right", no_wrap=True)
        for part in item.statements:
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
        yield table
    yield _BLANK
    yield prose("Andet: ikke relevant, vil ikke svare eller ikke besvaret.", style="dim")


def _untouched(result: RoundResult) -> Iterator[RenderableType]:
    missing = [str(p.pejlemaerke.number) for p in result.pejlemaerker if not p.is_touched]
    if missing:
        yield _BLANK
        yield prose(f"Endnu ikke besvaret: nummer {listed(missing)}.", style="dim")


def comparison_page(comparison: Comparison, *, course: bool = False) -> Iterator[RenderableType]:
    """Rounds side by side: what moved, for whom, and what has been left out.

    Args:
        comparison: the rounds; more than two always have their course drawn, since a pair would
            leave out what lies between its ends.
        course: draw the course of two as well.
    """
    course = course or len(comparison.rounds) > 2
    first, last = comparison.rounds[0], comparison.rounds[-1]
    yield title(_arrow(first.round.title, last.round.title, " "))
    if course:
        yield prose(_names(comparison.rounds), style="dim")
    yield prose(basis(comparison), style="dim")
    yield _BLANK
    rows = [row for row in comparison.rows if _has_something(row)]
    if not rows:
        yield prose("Der er ingen svar at sammenligne endnu.")
    elif console().width < NARROW:
        for row in rows:
            yield from _narrow_row(row, last.catalogue.scale, course=course)
    elif course:
        yield _trend_table(rows, comparison)
    else:
        yield _pair_table(rows, last)
    if rows:
        yield heading("Det har flyttet sig")
        yield bullets(what_moved(comparison))
    explained = _reading_a_trend(comparison) if course and rows else ()
    yield from _footnotes(comparison, explained)


def _names(rounds: Sequence[RoundResult]) -> str:
    """How many rounds, which, and the days of the first and the last."""
    names = [result.round.title for result in rounds]
    for end in (0, -1):
        names[end] += f" ({long_date(rounds[end].round.day)})"
    return f"{len(rounds)} runder: {', '.join(names)}"


def _has_something(row: Row) -> bool:
    return any(result.is_touched for result in row.results)


def _pair_table(rows: Sequence[Row], last: RoundResult) -> RenderableType:
    table = table_of("")
    for name in ("før", "nu", "ændring"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("op/ned/=", justify="right", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    table.add_column("spredning", justify="right", no_wrap=True)
    table.add_column("ved ikke", justify="right", no_wrap=True)
    step = last.catalogue.scale.step_size
    for row in rows:
        table.add_row(
            _numbered(row),
            _named(row, step),
            decimal(row.first.mean),
            decimal(row.last.mean),
            change(row),
            movement(row),
            _arrow(str(row.first.n or "–"), str(row.last.n or "–")),
            _arrow(spread(row.first) or "–", spread(row.last) or "–"),
            _unknown(row),
        )
    return table


def _named(row: Row, step: Fraction) -> Text:
    text = Text(short_name(row.pejlemaerke))
    if disagrees(row.results[-1], step):
        text.append(" !", style="bold")
    return reasoned(text, {result.figure.hidden for result in row.results})


def _numbered(row: Row) -> str:
    """The number, marked where something was done between the rounds; no wider than two digits."""
    return f"{'✔' if row.done else ''}{row.pejlemaerke.number}"


def change(row: Row) -> str:
    """The change with its direction; a hollow mark where it is less than one step by one person."""
    if row.change is None:
        return "–"
    text = signed(row.change)
    if text[0] not in "+−":  # it rounds to nothing
        return text
    if row.change > 0:
        return f"{text} {'△' if row.small else '▲'}"
    return f"{text} {'▽' if row.small else '▼'}"


def movement(row: Row) -> str:
    """How many moved up, down and stayed."""
    if row.movement is None or not row.movement.persons:
        return ""
    return f"{row.movement.up}/{row.movement.down}/{row.movement.same}"


def _unknown(row: Row) -> str:
    ends = row.results[0], row.results[-1]
    return _arrow(*map(unknown, ends)) if any(end.tally.unknown for end in ends) else ""


def _arrow(before: str, now: str, air: str = "") -> str:
    return f"{before}{air}→{air}{now}"


def _trend_table(rows: Sequence[Row], comparison: Comparison) -> RenderableType:
    scale = comparison.rounds[-1].catalogue.scale
    table = table_of("")
    table.add_column("først", justify="right", no_wrap=True)
    table.add_column("forløb", no_wrap=True)
    further = _further_columns(len(comparison.rounds))
    for name in ("nu", "ændring", "op/ned/=", "n", *further):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        cells = [
            decimal(row.first.mean),
            sparkline([result.figure.mean for result in row.results], scale),
            decimal(row.last.mean),
            change(row),
            movement(row),
            _arrow(str(row.first.n or "–"), str(row.last.n or "–")),
            _arrow(spread(row.first) or "–", spread(row.last) or "–"),
            _unknown(row),
        ]
        shown = cells[: len(table.columns) - 2]
        table.add_row(_numbered(row), _named(row, scale.step_size), *shown)
    return table


def _further_columns(rounds: int) -> tuple[str, ...]:
    """The columns there is room for when the course of so many rounds has been drawn."""
    room = console().width - max(rounds, len("forløb"))
    return _FURTHER[: (room >= _ROOM_FOR_SPREAD) + (room >= _ROOM_FOR_UNKNOWN)]


def _narrow_row(row: Row, scale: Scale, *, course: bool) -> Iterator[RenderableType]:
    mark = " !" if disagrees(row.results[-1], scale.step_size) else ""
    yield labelled(_numbered(row), row.pejlemaerke.title + mark, indent=0, column=3)
    hidden = sorted({result.figure.hidden for result in row.results if result.figure.hidden})
    means = [result.figure.mean for result in row.results]
    between = sparkline(means, scale) if course else "→"
    parts = [f"{decimal(row.first.mean)} {between} {decimal(row.last.mean)}", change(row)]
    if moved := movement(row):
        parts.append(f"op/ned/= {moved}")
    parts.append(f"n {_arrow(str(row.first.n or '–'), str(row.last.n or '–'))}")
    if row.last.n > 1:
        parts.append(f"spredning {_arrow(spread(row.first) or '–', spread(row.last))}")
    if unknown := _unknown(row):
        parts.append(f"ved ikke {unknown}")
    yield prose(" · ".join([*parts, *hidden]), indent=4)


def _footnotes(comparison: Comparison, explained: Iterable[str]) -> Iterator[RenderableType]:
    last = comparison.rounds[-1]
    notes = list(explained)
    if any(change(row)[-1] in "△▽" for row in comparison.rows):
        notes.append("△ og ▽: mindre end ét trin for én person.")
    step = last.catalogue.scale.step_size
    if any(disagrees(row.results[-1], step) for row in comparison.rows):
        notes.append("! uenighed: svarene i den nyeste runde står langt fra hinanden.")
    if any(row.movement and row.movement.persons for row in comparison.rows):
        notes.append("op/ned/= tæller dem, der har svaret i både første og sidste runde.")
    if done := done_on_the_way(comparison):
        notes.append(f"✔ {done}")
    notes += reservations(comparison)
    if notes:
        yield _BLANK
        for note in notes:
            yield prose(note, style="dim")


def _reading_a_trend(comparison: Comparison) -> Iterator[str]:
    yield (
        "først og nu: tallet i den første og den sidste runde. "
        "Resten går fra den ene til den anden."
    )
    yield legend(comparison.rounds[-1].catalogue.scale)
    left_out = _FURTHER[len(_further_columns(len(comparison.rounds))) :]
    if left_out and console().width >= NARROW:
        yield f"Gør vinduet bredere for også at se {listed([f'»{name}«' for name in left_out])}."


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
