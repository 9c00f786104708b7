"""The words people wrote in a round, gathered by pejlemærke.

In an open round each text says whose role it is, and the label if the respondent gave one. In an
anonymous round no text is tied to anybody: neither role nor label nor the order of the files.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.scoring import PejlemaerkeResult
from bostoette_cli.domain.answers import NoNumber, Response
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Round


@dataclass(frozen=True, slots=True)
class Quote:
    """Something a respondent wrote; ``about`` is the id of a statement or a question."""

    about: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """The words on one pejlemærke.

    Attributes:
        notes: written beside an answer.
        reasons: why a statement was left as not relevant.
        reflections: answers to the open questions.
    """

    notes: tuple[Quote, ...] = ()
    reasons: tuple[Quote, ...] = ()
    reflections: tuple[Quote, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.reasons or self.reflections)

    def about(self, id_: str) -> tuple[Quote, ...]:
        """The notes, reasons or reflections on one statement or question."""
        return tuple(q for q in (*self.notes, *self.reasons, *self.reflections) if q.about == id_)


def voices(result: PejlemaerkeResult, responses: Sequence[Response], round_: Round) -> Voices:
    """Gather what was written on a pejlemærke, where it may be shown."""
    if result.figure.hidden or (round_.is_anonymous and result.figure.n < round_.threshold):
        return Voices()
    pejlemaerke = result.pejlemaerke
    statements = [s.statement for s in result.statements if not s.figure.hidden]
    questions = pejlemaerke.reflections if _may_reflect(responses, round_) else ()
    notes, reasons, reflections = [], [], []
    for response in responses:
        by = "" if round_.is_anonymous else signature(response)
        for statement in statements:
            answer = response.answer(statement.id)
            if answer.note.strip():
                notes.append(Quote(statement.id, answer.note.strip(), by))
            if answer.value is NoNumber.IRRELEVANT:
                reasons.append(Quote(statement.id, answer.reason.strip(), by))
        reflections += [
            Quote(question.id, response.reflections[question.id].text.strip(), by)
            for question in questions
            if question.id in response.reflections
        ]
    if round_.is_anonymous:  # a few reasons tell who gave no number, and the order who wrote what
        given = Counter(quote.about for quote in reasons)
        reasons = [quote for quote in reasons if given[quote.about] >= round_.threshold]
        for quotes in (notes, reasons, reflections):
            quotes.sort(key=lambda q: (q.about, q.text))
    return Voices(tuple(notes), tuple(reasons), tuple(reflections))


def wordings(result: PejlemaerkeResult) -> dict[str, str]:
    """What can be written about on a pejlemærke: its statements and questions, by their id."""
    said_to = {item.statement.id: item.statement.text for item in result.statements}
    return said_to | {question.id: question.text for question in result.pejlemaerke.reflections}


def _may_reflect(responses: Sequence[Response], round_: Round) -> bool:
    """Whether enough answer who are asked the open questions: they are the team's alone."""
    team = sum(response.role.is_team for response in responses)
    return not round_.is_anonymous or team >= round_.threshold


def voices_through(
    rounds: Sequence[RoundData], number: int, role: Role | None = None
) -> list[Voices]:
    """The words on one pejlemærke in each of several rounds; none where a round has it not.

    A role's words alone are never picked out of an anonymous round.
    """
    found = [published(data).on(number) for data in rounds]
    said = []
    for result, data in zip(found, rounds, strict=True):
        picked = [r for r in data.responses if role in (None, r.role)]
        unnamed = role is None or not data.round.is_anonymous
        said.append(voices(result, picked, data.round) if result and unnamed else Voices())
    return said


def signature(response: Response) -> str:
    """Whose words these are: the label and the role, or the role alone."""
    if response.label and response.label.casefold() != response.role.label:
        return f"{response.label}, {response.role.label}"
    return response.role.label
