"""The figures as words and short cells, before any format: what every written report shares."""

from typing import NamedTuple

from bostoette_cli.analysis.comparison import Row
from bostoette_cli.analysis.phrases import agreed_value, at_steps, facts, spread, unknown
from bostoette_cli.analysis.scoring import PejlemaerkeResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.numbers import ABSENT, decimal, plain, signed
from bostoette_cli.reports.model import Report, Section


def overview_headings(report: Report) -> tuple[str, ...]:
    """The headings of the table with one row for each pejlemærke."""
    unit = report.result.catalogue.unit.capitalize()
    if report.comparison is None:
        return ("Nr.", unit, "Tal", "n", "Spredning", "Ved ikke", "Fælles")
    moved = ("Før", "Nu", "Ændring", "Op/ned/samme")
    return ("Nr.", unit, *moved, "n", "Spredning", "Ved ikke", "Fælles")


def overview_cells(section: Section) -> tuple[str, ...]:
    """One pejlemærke's row under those headings."""
    result = section.result
    if section.row is None:
        figure = result.figure
        cells = [figure.hidden or decimal(figure.mean), str(figure.n or ""), spread(figure)]
        cells.append(str(result.tally.unknown or ""))
    else:
        row = section.row
        cells = [decimal(row.first.mean), decimal(row.last.mean), signed(row.change)]
        moved = row.movement
        cells.append(f"{moved.up}/{moved.down}/{moved.same}" if moved and moved.persons else "")
        cells += then_and_now(row)
    pejlemaerke = result.pejlemaerke
    return str(pejlemaerke.number), pejlemaerke.title, *cells, agreed_value(result)


class ThenAndNow(NamedTuple):
    """What a compared figure rests on at both ends: ``7 → 8``.

    Attributes:
        n: how many persons.
        spread: their spread.
        unknown: how many do not know; blank where nobody says so.
    """

    n: str
    spread: str
    unknown: str


def then_and_now(row: Row) -> ThenAndNow:
    """What a compared figure rests on, in the first round and in the last."""
    ends = row.results[0], row.results[-1]
    return ThenAndNow(
        _pair(*(str(end.figure.n or ABSENT) for end in ends)),
        _pair(*(spread(end.figure) or ABSENT for end in ends)),
        _pair(*map(unknown, ends)) if any(end.tally.unknown for end in ends) else "",
    )


def _pair(before: str, now: str) -> str:
    return f"{before} → {now}"


def on_what_is_common(section: Section) -> str:
    """The compared figures, where they rest on fewer statements than the round's own does."""
    row = section.row
    if row is None or row.change is None or row.shares[-1].counted == row.shares[-1].every:
        return ""
    ends = _pair(decimal(row.first.mean), decimal(row.last.mean))
    return f"På de udsagn, runderne har fælles: {ends}, ændring {signed(row.change)}"


def beside_the_mean(result: PejlemaerkeResult, scale: Scale) -> str:
    """What follows a mean: ``på skalaen fra 1 til 5 · 8 svar · median 2,8 · …``."""
    ends = f"på skalaen fra {plain(scale.lowest)} til {plain(scale.highest)}"
    return " · ".join([ends, *facts(result)])


def no_mean(result: PejlemaerkeResult) -> str:
    """Why there is no mean; nothing where there is one."""
    figure = result.figure
    if figure.hidden:
        return figure.hidden
    return "Ingen har svaret med et tal i denne runde." if figure.mean is None else ""


def by_step(result: PejlemaerkeResult, scale: Scale) -> str:
    """How many persons stand at each step; nothing for one person, who stands at one."""
    if result.figure.n < 2:
        return ""
    return f"Hver person ved det nærmeste trin: {' · '.join(at_steps(result.tally, scale))}"
