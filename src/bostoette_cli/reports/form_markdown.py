"""The form on paper: one role's statements with boxes to tick and lines to write on."""

from collections.abc import Iterator

from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Pejlemaerke, Scale, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import plain
from bostoette_cli.reports.form import Form, anonymity, introduction
from bostoette_cli.reports.markdown import one

# Longer than a blank in a sentence, and still one line of a page in Word.
_WRITE_HERE = "_" * 60
_BLANK = "_" * 30


def paper(form: Form) -> str:
    """Write the form of the role that was asked for, or of the first that can answer."""
    return "\n".join(_lines(form, form.roles[0])) + "\n"


def _lines(form: Form, role: Role) -> Iterator[str]:
    yield f"# {one(form.title)}"
    yield ""
    yield from _heading(form, role)
    for sentence in introduction(form, role):
        yield f"- {one(sentence)}"
    if form.round is not None and form.is_anonymous:
        yield from (f"- {sentence}" for sentence in anonymity(form.round))
    yield ""
    yield from _scale(form.catalogue.scale, role)
    for pejlemaerke in form.sections_for(role):
        yield from _section(pejlemaerke, form.catalogue.scale, role)
    yield "Tak. Giv skemaet til den, der har givet dig det."


def _heading(form: Form, role: Role) -> Iterator[str]:
    whom = f"Skema til {role.plural}"
    if form.round is not None:
        yield f"**{one(form.catalogue.title)}**  "
        yield " · ".join([whom, *([one(form.round.team)] if form.round.team else [])])
    else:
        yield whom
    yield ""
    if not form.is_anonymous:
        yield f"Mærke, hvis du vil; intet navn er nødvendigt: {_BLANK}"
        yield ""


def _scale(scale: Scale, role: Role) -> Iterator[str]:
    yield "## Skalaen"
    yield ""
    for step in scale.steps:
        meaning = f": {one(step.meaning_for(role))}" if step.meaning_for(role) else ""
        yield f"- **{plain(step.value)} {one(step.name)}**{meaning}"
    yield ""


def _section(pejlemaerke: Pejlemaerke, scale: Scale, role: Role) -> Iterator[str]:
    yield f"## {pejlemaerke.number}. {one(pejlemaerke.title)}"
    yield ""
    for statement in pejlemaerke.statements_for(role):
        yield from _statement(statement, scale, role)
    for question in pejlemaerke.reflections_for(role):
        yield f"**Til eftertanke ({question.id}): {one(question.text)}**"
        yield ""
        yield from _room(lines=3)


def _statement(statement: Statement, scale: Scale, role: Role) -> Iterator[str]:
    yield f"**{statement.id}: {one(statement.text_for(role))}**"
    yield ""
    for label, mark in zip(("Svagt", "Stærkt"), statement.marks_for(role), strict=True):
        if mark:
            yield f"- {label}: {one(mark)}"
    if any(statement.marks_for(role)):
        yield ""
    yield f"{role.scale_question}  "
    yield f"{' · '.join(f'☐ {plain(s.value)} {one(s.name)}' for s in scale.steps)}  "
    irrelevant = f"☐ Ikke relevant, fordi {_BLANK}"
    yield f"☐ {_kind(NoNumber.UNKNOWN)} · ☐ {_kind(NoNumber.DECLINED)} · {irrelevant}"
    yield ""
    yield "Note:"
    yield ""
    yield from _room(lines=2)


def _kind(kind: NoNumber) -> str:
    return kind.label.capitalize()


def _room(lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield _WRITE_HERE
        yield ""
