"""The report as tables that are read in a spreadsheet: figures, statements, words, actions.

A cell holds a number or nothing; why there is nothing stands in a column of its own, so that a
spreadsheet can compute on every column of numbers.
"""

from collections.abc import Iterator, Sequence

from bostoette_cli.analysis.comparison import Row as Compared
from bostoette_cli.analysis.findings import by_gap
from bostoette_cli.analysis.phrases import SIDES, partial, rests_on
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.quotes import Quote, Voices, wordings
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, StatementResult
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.numbers import in_full, plain
from bostoette_cli.reports.model import Report, Section
from bostoette_cli.reports.table import Cell, Column, Kind, Row, Table

_NUMBER = Column("nummer", Kind.WHOLE, "Nr.")


def overview(report: Report) -> Table:
    """One row for each pejlemærke, with the round before where there is one."""
    title = Column("titel", heading=report.result.catalogue.unit.capitalize())
    ends = (
        Column("faelles", Kind.STEP, "Fælles"),
        Column("bemaerkning", heading="Bemærkning"),
    )
    figures = _ALONE if report.comparison is None else _COMPARED
    columns = (_NUMBER, title, *figures, *ends)
    return Table("Overblik", columns, [_overview_row(section) for section in report.sections])


_ALONE = (
    Column("tal", Kind.NUMBER, "Tal"),
    Column("n", Kind.WHOLE, "n"),
    Column("median", Kind.NUMBER, "Median"),
    Column("mindste", Kind.NUMBER, "Laveste"),
    Column("stoerste", Kind.NUMBER, "Højeste"),
    Column("spredning", Kind.NUMBER, "Spredning"),
    Column("ved_ikke", Kind.WHOLE, "Ved ikke"),
)
_COMPARED = (
    Column("foer", Kind.NUMBER, "Før"),
    Column("nu", Kind.NUMBER, "Nu"),
    Column("aendring", Kind.CHANGE, "Ændring"),
    Column("op", Kind.WHOLE, "Op"),
    Column("ned", Kind.WHOLE, "Ned"),
    Column("samme", Kind.WHOLE, "Samme"),
    Column("n_foer", Kind.WHOLE, "n før"),
    Column("n_nu", Kind.WHOLE, "n nu"),
    Column("spredning_foer", Kind.NUMBER, "Spredning før"),
    Column("spredning_nu", Kind.NUMBER, "Spredning nu"),
    Column("ved_ikke_foer", Kind.WHOLE, "Ved ikke før"),
    Column("ved_ikke_nu", Kind.WHOLE, "Ved ikke nu"),
)


def _overview_row(section: Section) -> Row:
    result = section.result
    figure = section.row.last if section.row else result.figure
    return (
        result.pejlemaerke.number,
        result.pejlemaerke.title,
        *(_compared(section.row) if section.row else _alone(result)),
        result.agreed.value if result.agreed else None,
        "; ".join(_remarks(section, figure)) or None,
    )


def _alone(result: PejlemaerkeResult) -> Row:
    figure = result.figure
    return (
        in_full(figure.mean),
        figure.n or None,
        in_full(figure.median),
        in_full(figure.lowest),
        in_full(figure.highest),
        _spread(figure),
        _unknown(result),
    )


def _compared(row: Compared) -> Row:
    first, last, moved = row.first, row.last, row.movement
    counts = (moved.up, moved.down, moved.same) if moved and moved.persons else (None,) * 3
    return (
        in_full(first.mean),
        in_full(last.mean),
        in_full(row.change),
        *counts,
        first.n or None,
        last.n or None,
        _spread(first),
        _spread(last),
        _unknown(row.results[0]),
        _unknown(row.results[-1]),
    )


def _remarks(section: Section, figure: Figure) -> Iterator[str]:
    if section.is_empty:
        yield "ikke besvaret i denne runde"
    elif figure.hidden:
        yield figure.hidden
    elif note := partial(section.result):
        yield note
    if section.row and section.row.first.hidden:
        yield f"før {section.row.first.hidden}"
    if section.row and section.row.small:
        yield "ændringen er mindre end ét trin for én person"
    if section.row and (note := rests_on(section.row)):
        yield note


def _unknown(result: PejlemaerkeResult) -> int | None:
    """How many do not know; nothing where it is hidden or nobody has said anything."""
    said = result.figure.n or any(item.tally.answered for item in result.statements)
    return result.tally.unknown if said and not result.figure.hidden else None


def _spread(figure: Figure) -> float | None:
    return figure.spread if figure.n > 1 else None


def statements(report: Report) -> Table:
    """One row for each statement: how many gave each step, and what is no number."""
    steps = report.result.catalogue.scale.steps
    columns = (
        _NUMBER,
        Column("id", heading="Id"),
        Column("udsagn", heading="Udsagn"),
        *(Column(f"trin_{plain(s.value)}", Kind.WHOLE, plain(s.value)) for s in steps),
        Column("ved_ikke", Kind.WHOLE, "Ved ikke"),
        Column("ikke_relevant", Kind.WHOLE, "Ikke relevant"),
        Column("vil_ikke_svare", Kind.WHOLE, "Vil ikke svare"),
        Column("ikke_besvaret", Kind.WHOLE, "Ikke besvaret"),
        Column("n", Kind.WHOLE, "n"),
        Column("tal", Kind.NUMBER, "Tal"),
        Column("spredning", Kind.NUMBER, "Spredning"),
        Column("bemaerkning", heading="Bemærkning"),
    )
    rows = [
        _statement_row(p, item, len(steps))
        for p in report.result.pejlemaerker
        for item in p.statements
    ]
    return Table("Udsagn", columns, rows)


def _statement_row(result: PejlemaerkeResult, item: StatementResult, steps: int) -> Row:
    figure, tally = item.figure, item.tally
    others = (tally.unknown, tally.irrelevant, tally.declined, tally.unanswered)
    counts: Sequence[Cell] = (*tally.steps.values(), *others, figure.n)
    if figure.hidden:
        # A zero would say that nobody answered; the tally of a hidden statement is empty.
        counts = (None,) * (steps + len(others) + 1)
    return (
        result.pejlemaerke.number,
        item.statement.id,
        item.statement.text,
        *counts,
        in_full(figure.mean),
        _spread(figure),
        figure.hidden or None,
    )


def sides(report: Report) -> Table:
    """One row for each pejlemærke that both leaders and staff answered, the widest gap first."""
    columns = (
        _NUMBER,
        Column("titel", heading=report.result.catalogue.unit.capitalize()),
        Column("medarbejdere", Kind.NUMBER, "Medarbejdere"),
        Column("n_medarbejdere", Kind.WHOLE, "n medarbejdere"),
        Column("leder", Kind.NUMBER, "Leder"),
        Column("n_leder", Kind.WHOLE, "n leder"),
        Column("forskel", Kind.CHANGE, "Forskel"),
    )
    rows = [
        (
            item.pejlemaerke.number,
            item.pejlemaerke.title,
            *(in_full(found.staff.mean), found.staff.n),
            *(in_full(found.leaders.mean), found.leaders.n),
            in_full(found.gap),
        )
        for item, found in by_gap(report.result)
    ]
    return Table(SIDES, columns, rows)


def words(report: Report) -> Table:
    """One row for each thing that was written, of this round and of those before."""
    columns = (
        Column("runde", heading="Runde"),
        Column("dato", Kind.DAY, "Dato"),
        _NUMBER,
        Column("titel", heading=report.result.catalogue.unit.capitalize()),
        Column("slags", heading="Slags"),
        Column("om", heading="Om"),
        Column("ord", heading="Ord"),
        Column("af", heading="Af"),
    )
    rows = [row for section in report.sections for row in _section_words(section, report)]
    return Table("Ord", columns, rows)


def _section_words(section: Section, report: Report) -> Iterator[Row]:
    yield from _said(report.result.round, section.result, section.voices)
    for before in reversed(section.before):
        yield from _said(before.round, before.result, before.voices)


def _said(round_: Round, result: PejlemaerkeResult, said: Voices) -> Iterator[Row]:
    pejlemaerke = result.pejlemaerke
    about = wordings(result)
    start = (round_.title, round_.day, pejlemaerke.number, pejlemaerke.title)
    if result.agreed and result.agreed.reason:
        yield *start, "fælles", None, result.agreed.reason, None

    def row(kind: str, quote: Quote) -> Row:
        return *start, kind, about.get(quote.about), quote.text, quote.by or None

    yield from (row("note", quote) for quote in said.notes)
    yield from (row("ikke relevant", quote) for quote in said.reasons)
    yield from (row("til eftertanke", quote) for quote in said.reflections)


def actions(report: Report) -> Table:
    """One row for each action of the rounds, and for those still open from before them."""
    columns = (
        Column("runde", heading="Runde"),
        _NUMBER,
        Column("tekst", heading="Handling"),
        Column("ansvarlig", heading="Ansvarlig"),
        Column("frist", Kind.DAY, "Frist"),
        Column("tegn", heading="Tegn på, at det virker"),
        Column("status", heading="Status"),
        Column("senest", Kind.DAY, "Senest"),
        Column("senest_tekst", heading="Hvad der er sket"),
    )
    return Table("Handlinger", columns, [_action_row(planned) for planned in report.plan])


def _action_row(planned: Planned) -> Row:
    action, latest = planned.action, planned.action.latest
    return (
        planned.round.title,
        action.pejlemaerke,
        action.text,
        action.responsible or None,
        action.deadline,
        action.sign or None,
        action.status.label,
        latest.day if latest else None,
        (latest.text or None) if latest else None,
    )
