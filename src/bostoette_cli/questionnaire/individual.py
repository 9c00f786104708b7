"""One person's way through the questionnaire: a state machine, and the conversation that drives it.

The state is immutable; each answer gives a new one. The conversation hands every changed response
to ``keep`` before the next question is asked.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Reflection, Scale, Statement
from bostoette_cli.domain.privacy import ADDRESS_HINT, contains_address, contains_cpr
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import one_line, shorten
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import BACK, SKIP, STOP, FrontEnd
from bostoette_cli.questionnaire.walk import Walk

Keep = Callable[[Response], Response]

_NO_NUMBERS = {
    "v": NoNumber.UNKNOWN,
    "i": NoNumber.IRRELEVANT,
    "s": NoNumber.DECLINED,
}
_NO_NUMBER_OPTIONS = (
    Option("v", "Ved ikke", minor=True),
    Option("i", "Ikke relevant", minor=True),
    Option("s", "Vil ikke svare", minor=True),
)
_NOTE = Option("n", "Skriv en note", minor=True)
_WRITE = Option("1", "Skriv et svar")


@dataclass(frozen=True, slots=True)
class Question:
    """A statement to place on the scale, or an open question, under its pejlemærke."""

    pejlemaerke: Pejlemaerke
    subject: Statement | Reflection


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said last time: a person's own notes, and what the team agreed on and decided."""

    when: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    reflections: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    actions: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The whole state: who answers what, how far they are, and what they have said."""

    catalogue: Catalogue
    response: Response
    questions: tuple[Question, ...]
    walk: Walk
    earlier: Earlier = field(default_factory=Earlier)

    @property
    def current(self) -> Question | None:
        """The question to ask now; None at the end."""
        return None if self.walk.is_over else self.questions[self.walk.at]

    def answered(self, answer: Answer) -> "Dialogue":
        """Set the answer to the current statement and go on."""
        return self._with(self._now.subject.id, answer, self.walk.forward())

    def noted(self, note: str) -> "Dialogue":
        """Set the note on the current statement and stay there."""
        present = self.response.answer(self._now.subject.id)
        answer = Answer(present.value, present.reason, note.strip())
        return self._with(self._now.subject.id, answer, self.walk)

    def reflected(self, text: str) -> "Dialogue":
        """Set the answer to the current open question and go on."""
        response = self.response.with_reflection(self._now.subject.id, text.strip())
        return replace(self, response=response, walk=self.walk.forward())

    def skipped(self) -> "Dialogue":
        """Leave the current question as it is and go on."""
        return replace(self, walk=self.walk.forward())

    def went_back(self) -> "Dialogue":
        """Return to the question before."""
        return replace(self, walk=self.walk.back())

    @property
    def _now(self) -> Question:
        return self.questions[self.walk.at]

    def _with(self, id_: str, answer: Answer, walk: Walk) -> "Dialogue":
        return replace(self, response=self.response.with_answer(id_, answer), walk=walk)


def begin(
    catalogue: Catalogue,
    response: Response,
    numbers: Sequence[int] = (),
    earlier: Earlier | None = None,
    *,
    review: bool = False,
) -> Dialogue:
    """Start or resume.

    Args:
        catalogue: what is asked.
        response: what has been answered so far.
        numbers: the pejlemærker to take, in the order given; all when empty.
        earlier: what was said last time.
        review: go through every question, answered or not.

    A resumed dialogue starts at the first unanswered statement. An open question that was passed
    over is not asked again once something after it has been answered.
    """
    chosen = [catalogue.pejlemaerke(n) for n in numbers] or catalogue.pejlemaerker
    questions = tuple(_questions(chosen, response.role))
    route = range(len(questions)) if review else _pending(questions, response)
    walk = Walk.along(len(questions), route)
    return Dialogue(catalogue, response, questions, walk, earlier or Earlier())


def _questions(pejlemaerker: Sequence[Pejlemaerke], role: Role) -> Iterator[Question]:
    for pejlemaerke in pejlemaerker:
        statements = pejlemaerke.statements_for(role)
        for statement in statements:
            yield Question(pejlemaerke, statement)
        for reflection in pejlemaerke.reflections_for(role):
            yield Question(pejlemaerke, reflection)


def _pending(questions: Sequence[Question], response: Response) -> list[int]:
    def is_answered(question: Question) -> bool:
        if isinstance(question.subject, Statement):
            return response.answer(question.subject.id).is_given
        return question.subject.id in response.reflections

    last = max((i for i, q in enumerate(questions) if is_answered(q)), default=-1)
    return [
        index
        for index, question in enumerate(questions)
        if not is_answered(question) and (isinstance(question.subject, Statement) or index > last)
    ]


def is_complete(catalogue: Catalogue, response: Response, numbers: Collection[int] = ()) -> bool:
    """Whether every statement has an answer, on these pejlemærker or on all."""
    return all(
        response.answer(statement.id).is_given
        for pejlemaerke in catalogue.pejlemaerker
        if not numbers or pejlemaerke.number in numbers
        for statement in pejlemaerke.statements_for(response.role)
    )


def conduct(dialogue: Dialogue, front: FrontEnd, keep: Keep) -> Dialogue:
    """Hold the conversation until its end or until the person stops; every answer is kept first."""
    while question := dialogue.current:
        key = front.choose(_card(dialogue, question))
        if key == STOP.key:
            break
        after = _take(dialogue, question, key, front)
        if after.response != dialogue.response:
            after = replace(after, response=keep(after.response))
            front.say(
                _note_line(after, question) if key == _NOTE.key else _quiet_line(after, question)
            )
        dialogue = after
    return dialogue


def _take(dialogue: Dialogue, question: Question, key: str, front: FrontEnd) -> Dialogue:
    """Turn a key into the next state, asking for words where the key calls for them."""
    subject = question.subject
    if key == BACK.key:
        return dialogue.went_back()
    if key == SKIP.key:
        return dialogue.skipped()
    if isinstance(subject, Reflection):
        words = dialogue.response.reflections.get(subject.id)
        text = write_checked(front, "Svar: ", words.text if words else "", subject.text)
        return dialogue.reflected(text) if text or words else dialogue.skipped()
    present = dialogue.response.answer(subject.id)
    about = subject.text_for(dialogue.response.role)
    if key == _NOTE.key:
        return dialogue.noted(write_checked(front, "Note: ", present.note, about))
    if key == "i":
        prompt = f"{dialogue.response.role.reason_question} "
        reason = write_checked(front, prompt, present.reason, about)
        if not reason:
            front.say("   »Ikke relevant« kræver en begrundelse. Vælg igen.")
            return dialogue
        return dialogue.answered(Answer(NoNumber.IRRELEVANT, reason, present.note))
    if key in _NO_NUMBERS:
        return dialogue.answered(Answer(_NO_NUMBERS[key], note=present.note))
    return dialogue.answered(Answer(step_by_key(dialogue.catalogue.scale, key), note=present.note))


def write_checked(front: FrontEnd, prompt: str, default: str = "", about: str = "") -> str:
    """Ask for free text; where it looks like a CPR number, ask again before it is kept.

    An e-mail address is only remarked on: it may well be the team's own.
    """
    while True:
        try:
            text = front.write(prompt, default, about).strip()
        except KeyboardInterrupt:
            front.say("   Det, du var ved at skrive, er ikke gemt.")
            raise
        if not contains_cpr(text) or front.choose(_cpr_card(prompt)) == "2":
            break
        default = text
    if contains_address(text):
        front.say(f"   {ADDRESS_HINT}")
    return text


def _cpr_card(prompt: str) -> Card:
    field = prompt.partition(",")[0].partition(" (")[0].strip(" :")
    return Card(
        f"Det, du skrev ved »{field}«, ligner et CPR-nummer. Skriv om praksis, ikke om personer.",
        (Option("1", "Ret teksten"), Option("2", "Gem den, som den er")),
        title="Personoplysninger",
    )


def step_options(scale: Scale, role: Role | None = None) -> tuple[Option, ...]:
    """The steps of a scale as options, their keys 1, 2, 3 … and 0 for a tenth."""
    return tuple(
        Option(
            str(number % 10),
            step.name if step.value == number else f"{step.name} ({plain(step.value)})",
            step.meaning_for(role) if role else step.meaning,
        )
        for number, step in enumerate(scale.steps, 1)
    )


def step_by_key(scale: Scale, key: str) -> int | float:
    """The value behind a step's key."""
    return scale.steps[(int(key) - 1) % 10].value


def key_of(scale: Scale, value: int | float | NoNumber | None) -> str:
    """The key of an answer, so that the present one can be pointed at."""
    for key, kind in _NO_NUMBERS.items():
        if value is kind:
            return key
    for number, step in enumerate(scale.steps, 1):
        if step.value == value:
            return str(number % 10)
    return ""


def _card(dialogue: Dialogue, question: Question) -> Card:
    pejlemaerke, subject = question.pejlemaerke, question.subject
    asked = [q.pejlemaerke.number for q in dialogue.questions]
    order = list(dict.fromkeys(asked))
    within = [q for q in dialogue.questions if q.pejlemaerke is pejlemaerke]
    card = Card(
        text=subject.text,
        options=(),
        title=f"{pejlemaerke.number}  {pejlemaerke.title}",
        progress=(
            f"{dialogue.catalogue.unit} {order.index(pejlemaerke.number) + 1} af {len(order)}"
            f" · {within.index(question) + 1} af {len(within)}"
        ),
        details=tuple(_details(dialogue, question)),
    )
    if isinstance(subject, Reflection):
        written = subject.id in dialogue.response.reflections
        write = Option("1", "Ret dit svar") if written else _WRITE
        options = (write, SKIP, BACK, STOP)
        return replace(card, options=options, prompt="Til eftertanke", chosen="1", writes="1")
    role, scale = dialogue.response.role, dialogue.catalogue.scale
    return replace(
        card,
        text=subject.text_for(role),
        options=(*step_options(scale, role), *_NO_NUMBER_OPTIONS, _NOTE, SKIP, BACK, STOP),
        prompt=role.scale_question,
        chosen=key_of(scale, dialogue.response.answer(subject.id).value),
    )


def _details(dialogue: Dialogue, question: Question) -> Iterator[tuple[str, str]]:
    subject, earlier, response = question.subject, dialogue.earlier, dialogue.response
    if isinstance(subject, Statement):
        marks = zip(("Svagt", "Stærkt"), subject.marks_for(response.role), strict=True)
        yield from ((label, mark) for label, mark in marks if mark)
        if note := earlier.notes.get(subject.id):
            yield f"Sidst ({earlier.when})", f"»{note}«"
        if reason := response.answer(subject.id).reason:
            yield "Din grund", f"»{reason}«"
        if note := response.answer(subject.id).note:
            yield "Din note", f"»{note}«"
    else:
        if text := earlier.reflections.get(subject.id):
            yield f"Sidst ({earlier.when})", f"»{text}«"
        if words := response.reflections.get(subject.id):
            yield "Dit svar", f"»{words.text}«"
    first = next(q for q in dialogue.questions if q.pejlemaerke is question.pejlemaerke)
    if question is first:
        yield from _from_the_team(earlier, question.pejlemaerke.number)


def _from_the_team(earlier: Earlier, number: int) -> Iterator[tuple[str, str]]:
    if agreed := earlier.reasons.get(number):
        yield f"I blev enige om ({earlier.when})", f"»{agreed}«"
    if decided := earlier.actions.get(number):
        yield f"I aftalte ({earlier.when})", "\n".join(decided)


def _without_number(answer: Answer) -> str:
    return answer.value.label.capitalize() if isinstance(answer.value, NoNumber) else ""


def _note_line(dialogue: Dialogue, question: Question) -> str:
    note = dialogue.response.answer(question.subject.id).note
    said = f"»{shorten(one_line(note), 54)}«" if note else "taget væk"
    return f"  ✎  {'Note':<15} {said}"


def _quiet_line(dialogue: Dialogue, question: Question) -> str:
    """The one line that stays on the screen after an answer."""
    subject = question.subject
    if isinstance(subject, Reflection):
        words = dialogue.response.reflections.get(subject.id)
        said = shorten(one_line(words.text), 50) if words else ""
        return f"  ✎  {'Til eftertanke':<15} {said}"
    answer = dialogue.response.answer(subject.id)
    scale = dialogue.catalogue.scale
    step = scale.step(answer.number) if answer.number is not None else None
    label = step.name if step else _without_number(answer)
    key = key_of(scale, answer.value) or "·"
    text = shorten(one_line(subject.text_for(dialogue.response.role)), 48)
    return f"  {key}  {label:<15} {text}{'  ✎ note' if answer.note else ''}"
