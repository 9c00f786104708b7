"""Every answer of a round, one row each, as far as the round may show them.

In an open round a row is one person's answer to one statement or question. In an anonymous round
nobody's answers stand together: a row is how many gave the same answer to a statement that may be
shown, and what was written stands in rows of its own, tied to nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.quotes import Quote, voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, StatementResult
from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Pejlemaerke
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Round

NUMBER = "tal"
UNANSWERED = "ikke_besvaret"


class Kind(StrEnum):
    """What a row holds. The values are the words in the files."""

    STATEMENT = "udsagn"
    REFLECTION = "refleksion"
    NOTE = "note"
    REASON = "begrundelse"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, or several alike.

    Attributes:
        kind: an answer to a statement or a question; in an anonymous round also words by
            themselves.
        about: the id of the statement or the question.
        wording: the statement or the question itself.
        response: whose it is; None in an anonymous round.
        outcome: ``tal``, one of the words for no number, or ``ikke_besvaret``; blank where the
            row is only words.
        value: the step, where the outcome is a number.
        count: how many answered so; None where the row is only words.
        reason: why the statement is not relevant.
        words: the note beside the answer, or the answer to the question.
    """

    round: Round
    pejlemaerke: Pejlemaerke
    kind: Kind
    about: str
    wording: str
    response: Response | None = None
    outcome: str = ""
    value: int | float | None = None
    count: int | None = None
    reason: str = ""
    words: str = ""


def answer_rows(data: RoundData) -> Iterator[AnswerRow]:
    """Yield a round's rows: by person in an open round, by statement in an anonymous one."""
    if data.round.is_anonymous:
        for result in published(data).pejlemaerker:
            yield from _counted(data.round, result)
            yield from _words(data, result)
    else:
        for response in data.responses:
            for pejlemaerke in data.catalogue.pejlemaerker:
                yield from _given(data.round, pejlemaerke, response)


def touched_rows(data: RoundData) -> Iterator[AnswerRow]:
    """The same without the pejlemærker that nobody in the round has said anything about."""
    said = {id_ for r in data.responses for id_ in (*r.answers, *r.reflections)}
    touched = {p.number for p in data.catalogue.pejlemaerker if not said.isdisjoint(_ids(p))}
    return (row for row in answer_rows(data) if row.pejlemaerke.number in touched)


def _ids(pejlemaerke: Pejlemaerke) -> Iterator[str]:
    yield from (statement.id for statement in pejlemaerke.statements)
    yield from (question.id for question in pejlemaerke.reflections)


def _given(round_: Round, pejlemaerke: Pejlemaerke, response: Response) -> Iterator[AnswerRow]:
    for statement in pejlemaerke.statements_for(response.role):
        answer = response.answer(statement.id)
        yield AnswerRow(
            round_,
            pejlemaerke,
            Kind.STATEMENT,
            statement.id,
            statement.text,
            response,
            _outcome(answer),
            answer.number,
            1,
            answer.reason.strip(),
            answer.note.strip(),
        )
    for question in pejlemaerke.reflections:
        if said := response.reflections.get(question.id):
            yield AnswerRow(
                round_,
                pejlemaerke,
                Kind.REFLECTION,
                question.id,
                question.text,
                response,
                words=said.text.strip(),
            )


def _outcome(answer: Answer) -> str:
    if answer.value is None:
        return UNANSWERED
    return answer.value.value if isinstance(answer.value, NoNumber) else NUMBER


def _counted(round_: Round, result: PejlemaerkeResult) -> Iterator[AnswerRow]:
    for item in result.statements:
        if item.figure.hidden:
            continue
        for outcome, value, count in _counts(item):
            if count:
                yield AnswerRow(
                    round_,
                    result.pejlemaerke,
                    Kind.STATEMENT,
                    item.statement.id,
                    item.statement.text,
                    outcome=outcome,
                    value=value,
                    count=count,
                )


def _counts(item: StatementResult) -> Iterator[tuple[str, int | float | None, int]]:
    tally = item.tally
    yield from ((NUMBER, step, count) for step, count in tally.steps.items())
    yield NoNumber.UNKNOWN.value, None, tally.unknown
    yield NoNumber.IRRELEVANT.value, None, tally.irrelevant
    yield NoNumber.DECLINED.value, None, tally.declined
    yield UNANSWERED, None, tally.unanswered


def _words(data: RoundData, result: PejlemaerkeResult) -> Iterator[AnswerRow]:
    said = voices(result, data.responses, data.round)
    wording = {s.statement.id: s.statement.text for s in result.statements}
    wording |= {question.id: question.text for question in result.pejlemaerke.reflections}

    def row(kind: Kind, quote: Quote, *, reason: str = "", words: str = "") -> AnswerRow:
        place = data.round, result.pejlemaerke, kind, quote.about, wording[quote.about]
        return AnswerRow(*place, reason=reason, words=words)

    yield from (row(Kind.NOTE, quote, words=quote.text) for quote in said.notes)
    yield from (row(Kind.REASON, quote, reason=quote.text) for quote in said.reasons)
    yield from (row(Kind.REFLECTION, quote, words=quote.text) for quote in said.reflections)
