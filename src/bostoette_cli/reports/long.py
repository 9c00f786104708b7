"""The long format: tables that lay the rounds of many teams below each other.

Every row says which team and which round it belongs to, so that files from several places can be
put in one folder. An anonymous round has its permitted aggregates and no row for anybody.
``docs/mange-teams.md`` explains every column.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.answer_rows import AnswerRow, answer_rows
from bostoette_cli.analysis.answer_rows import Kind as Answered
from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    StatementResult,
    Tally,
)
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.language.numbers import in_full
from bostoette_cli.reports.long_columns import COLUMNS, COUNTS
from bostoette_cli.reports.table import Cell, Row, Table


class TeamRound(NamedTuple):
    """One team's round.

    Attributes:
        team: the team's key, a part of every row.
        name: what the team calls itself.
        unread: how many responses could not be read.
    """

    team: str
    name: str
    data: RoundData
    unread: int = 0


def tables(held: TeamRound, *, words: bool) -> Iterator[Table]:
    """Yield a round's tables; what people wrote in an open one only where it is asked for."""
    result = published(held.data)
    answers = list(answer_rows(held.data))
    made = {
        "runder": [_round(held, result)],
        "pejlemaerker": _catalogue(held.data),
        "svar": _answers(answers),
        "aggregater": _aggregates(result),
        "fordelinger": _distributions(result),
        "handlinger": map(_action, held.data.actions),
    }
    if words:
        # Of an anonymous round numbers alone leave the team.
        told = () if held.data.round.is_anonymous else answers
        made["ord"] = (row for answer in told for row in _words(answer))
    place = held.team, held.data.round.id
    for name, rows in made.items():
        yield Table(name, COLUMNS[name], [(*place, *row) for row in rows])


def _round(held: TeamRound, result: RoundResult) -> Row:
    round_, catalogue = result.round, result.catalogue
    return (
        held.name,
        round_.title,
        round_.day,
        round_.catalogue,
        round_.edition,
        catalogue.title,
        round_.mode,
        round_.threshold if round_.is_anonymous else None,
        round_.status,
        round_.closed,
        result.count,
        result.drafts,
        held.unread,
        float(catalogue.scale.lowest),
        float(catalogue.scale.highest),
    )


def _catalogue(data: RoundData) -> Iterator[Row]:
    for pejlemaerke in data.catalogue.pejlemaerker:
        for statement in pejlemaerke.statements:
            yield pejlemaerke.number, pejlemaerke.title, statement.id, statement.text


def _answers(rows: Iterable[AnswerRow]) -> Iterator[Row]:
    """What persons answered; an anonymous round has no persons."""
    for row in rows:
        by = row.response
        if by is not None and row.kind is Answered.STATEMENT:
            yield (
                row.round.day,
                by.id,
                by.role.value,
                by.state,
                row.pejlemaerke.number,
                row.about,
                row.outcome,
                in_full(row.value),
            )


def _aggregates(result: RoundResult) -> Iterator[Row]:
    for item in result.pejlemaerker:
        number, day = item.pejlemaerke.number, result.round.day
        yield (
            *(day, "pejlemaerke", number, None, None),
            *_figure(item.figure),
            *_counts(item),
            in_full(item.agreed.value if item.agreed else None),
            item.figure.hidden or None,
        )
        for role, figure in item.roles.items():
            yield (
                *(day, "rolle", number, role.value, None),
                *_figure(figure),
                *([None] * len(COUNTS)),
                None,
                figure.hidden or None,
            )
        for part in item.statements:
            yield (
                *(day, "udsagn", number, None, part.statement.id),
                *_figure(part.figure),
                *_counts(part),
                None,
                part.figure.hidden or None,
            )


def _figure(figure: Figure) -> Row:
    numbers = (figure.mean, figure.median, figure.lowest, figure.highest)
    return (
        None if figure.hidden else figure.n,
        *map(in_full, numbers),
        figure.spread,
    )


def _counts(item: PejlemaerkeResult | StatementResult) -> Row:
    tally = item.tally
    if item.figure.hidden:
        return [None] * len(COUNTS)
    return tally.unknown, tally.irrelevant, tally.declined, tally.unanswered


def _distributions(result: RoundResult) -> Iterator[Row]:
    for item in result.pejlemaerker:
        number = item.pejlemaerke.number
        yield from _steps(("pejlemaerke", number, None), item.tally)
        for part in item.statements:
            yield from _steps(("udsagn", number, part.statement.id), part.tally)


def _steps(start: tuple[Cell, ...], tally: Tally) -> Iterator[Row]:
    for value, count in tally.steps.items():
        yield *start, float(value), count


def _action(action: Action) -> Row:
    latest = action.latest
    created: date | None = action.created.date() if action.created else None
    return (
        action.id,
        action.pejlemaerke,
        action.text,
        action.responsible or None,
        action.deadline,
        action.sign or None,
        action.status.value,
        created,
        latest.day if latest else None,
        (latest.text or None) if latest else None,
    )


def _words(row: AnswerRow) -> Iterator[Row]:
    by = row.response
    kind: Answered = Answered.NOTE if row.kind is Answered.STATEMENT else row.kind
    said = ((kind, row.words), (Answered.REASON, row.reason))
    for kind, text in said:
        if text:
            yield (
                row.pejlemaerke.number,
                kind.value,
                row.about,
                by.id if by else None,
                by.role.value if by else None,
                text,
            )
