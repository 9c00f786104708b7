"""What one respondent answered in one round.

Four things are not numbers, and none of them is zero: *ved ikke*, *ikke relevant*,
*vil ikke svare*, and *ikke besvaret*, which is simply absent.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from bostoette_cli.domain.names import is_device
from bostoette_cli.domain.roles import Role

FORMAT = 1

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class NoNumber(StrEnum):
    """An answer that is a finding but not a number. The values are the words in the files."""

    UNKNOWN = "ved_ikke"
    IRRELEVANT = "ikke_relevant"
    DECLINED = "vil_ikke_svare"

    @property
    def label(self) -> str:
        """How a reader sees it."""
        return self.value.replace("_", " ")


Value = int | float | NoNumber | None


# There are thousands, and none can hold itself: Python's search for such things may pass them by.
class Answer(Struct, frozen=True, gc=False, omit_defaults=True):
    """The answer to one statement. A note stands by itself and needs no number."""

    value: Value = field(name="vaerdi", default=None)
    reason: str = field(name="begrundelse", default="")
    note: str = ""

    @property
    def number(self) -> int | float | None:
        """The step chosen, or None where the answer is not a number."""
        return None if isinstance(self.value, NoNumber) else self.value

    @property
    def is_given(self) -> bool:
        """Whether the statement counts as answered."""
        return self.value is not None


class Words(Struct, frozen=True):
    """The answer to a reflection question."""

    text: str = field(name="tekst")


class Response(Struct, frozen=True):
    """One respondent's answers in one round.

    Attributes:
        correction: 1 for the first corrected version of a form that was handed in, and so on; it
            orders the versions of a day in an anonymous round. None for the form as first handed
            in, and for answers given at the keyboard.
    """

    format: int
    catalogue: str = field(name="katalog")
    edition: str = field(name="udgave")
    role: Role = field(name="rolle")
    id: str = ""
    round: str = field(name="runde", default="")
    label: str = field(name="navn", default="")
    state: Literal["kladde", "faerdig"] = field(name="tilstand", default="kladde")
    created: datetime | None = field(name="oprettet", default=None)
    changed: datetime | None = field(name="aendret", default=None)
    correction: int | None = field(name="rettelse", default=None)
    chosen: tuple[int, ...] = field(name="valgt", default=())
    answers: Mapping[str, Answer] = field(name="svar", default_factory=dict)
    reflections: Mapping[str, Words] = field(name="refleksion", default_factory=dict)

    def answer(self, statement: str) -> Answer:
        """The answer to a statement; an empty one where there is none."""
        return self.answers.get(statement, NO_ANSWER)

    def with_answer(self, statement: str, answer: Answer) -> "Response":
        """The same response with one answer set in its place, or taken out if it says nothing."""
        answers = {**self.answers, statement: answer}
        if answer == NO_ANSWER:
            del answers[statement]
        return replace(self, answers=answers)

    def with_reflection(self, question: str, text: str) -> "Response":
        """The same response with one reflection set, or taken out when it is blank."""
        reflections = {k: v for k, v in self.reflections.items() if k != question}
        if text.strip():
            reflections[question] = Words(text)
        return replace(self, reflections=reflections)

    @property
    def is_draft(self) -> bool:
        """Whether the respondent stopped before the end."""
        return self.state == "kladde"

    @property
    def given_count(self) -> int:
        """On how many statements the respondent has taken a stand."""
        return sum(answer.is_given for answer in self.answers.values())

    @property
    def says_something(self) -> bool:
        """Whether the respondent has left an answer, a note or a reflection."""
        return bool(self.reflections) or any(a != NO_ANSWER for a in self.answers.values())

    @property
    def note_count(self) -> int:
        """How many notes the respondent wrote."""
        return sum(bool(answer.note) for answer in self.answers.values())


NO_ANSWER = Answer()


def is_id(text: str) -> bool:
    """Whether a text can be a respondent's id, and so a file's name on every system."""
    return _ID.fullmatch(text) is not None and not is_device(text)
