"""The figures as words and short cells, before any format: what every written report shares."""

from bostoette_cli.analysis.phrases import agreed_value, at_steps, facts, spread, unknown
from bostoette_cli.analysis.scoring import PejlemaerkeResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.numbers import decimal, plain, signed
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
        cells.append(_pair(str(row.first.n or "–"), str(row.last.n or "–")))
        cells.append(_pair(spread(row.first) or "–", spread(row.last) or "–"))
        ends = row.results[0], row.results[-1]
        some = any(end.tally.unknown for end in ends)
        cells.append(_pair(*map(unknown, ends)) if some else "")
    pejlemaerke = result.pejlemaerke
    return str(pejlemaerke.number), pejlemaerke.title, *cells, agreed_value(result)


def _pair(before: str, now: str) -> str:
    return f"{before} → {now}"


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
