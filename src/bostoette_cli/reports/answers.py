"""The table of answers, for a spreadsheet or a program: one row each."""

from collections.abc import Callable, Iterable, Sequence

from bostoette_cli.analysis.answer_rows import AnswerRow, answer_rows, touched_rows
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.reports.table import Anew, Column, Kind, Row, Table

COLUMNS = (
    Column("team", heading="Team"),
    Column("runde", heading="Runde"),
    Column("titel", heading="Rundens titel"),
    Column("dato", Kind.DAY, "Dato"),
    Column("katalog", heading="Katalog"),
    Column("udgave", heading="Udgave"),
    Column("person", heading="Person"),
    Column("navn", heading="Mærke"),
    Column("rolle", Kind.CODE, "Rolle"),
    Column("tilstand", Kind.CODE, "Tilstand"),
    Column("pejlemaerke", Kind.WHOLE, "Nr."),
    Column("pejlemaerke_titel", heading="Pejlemærke"),
    Column("slags", Kind.CODE, "Slags"),
    Column("id", heading="Id"),
    Column("tekst", heading="Udsagn eller spørgsmål"),
    Column("svar", Kind.CODE, "Svar"),
    Column("vaerdi", Kind.STEP, "Tal"),
    Column("antal", Kind.WHOLE, "Antal"),
    Column("begrundelse", heading="Begrundelse"),
    Column("ord", heading="Ord"),
)


def answer_table(rounds: Sequence[RoundData]) -> Table:
    """The table with a row for each answer, or for several alike of an anonymous round."""
    return _table(rounds, answer_rows)


def touched_table(rounds: Sequence[RoundData]) -> Table:
    """The same without the pejlemærker that nobody in their round has said anything about."""
    return _table(rounds, touched_rows)


def _table(
    rounds: Sequence[RoundData], rows_of: Callable[[RoundData], Iterable[AnswerRow]]
) -> Table:
    rows = Anew(lambda: (_cells(row) for data in rounds for row in rows_of(data)))
    return Table("svar", COLUMNS, rows)


def _cells(row: AnswerRow) -> Row:
    round_, by = row.round, row.response
    return (
        round_.team or None,
        round_.id,
        round_.title,
        round_.day,
        round_.catalogue,
        round_.edition,
        by.id if by else None,
        (by.label or None) if by else None,
        by.role.value if by else None,
        by.state if by else None,
        row.pejlemaerke.number,
        row.pejlemaerke.title,
        row.kind.value,
        row.about,
        row.wording,
        row.outcome or None,
        row.value,
        row.count,
        row.reason or None,
        row.words or None,
    )
