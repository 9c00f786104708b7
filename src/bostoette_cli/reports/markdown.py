"""The report as markdown that reads well in Word, Teams and a browser's preview.

What people wrote is data: every character that markdown or HTML would obey is escaped.
"""

import re
from collections.abc import Iterator, Sequence

from bostoette_cli.analysis.comparison import Comparison
from bostoette_cli.analysis.findings import by_gap
from bostoette_cli.analysis.phrases import (
    SIDES,
    SIDES_EXPLAINED,
    agreement,
    basis,
    by_role,
    reservations,
    who_answered,
)
from bostoette_cli.analysis.plan import by_round
from bostoette_cli.analysis.plan_phrases import agreed_in, done_on_the_way, told
from bostoette_cli.analysis.quotes import Quote, Voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult, Tally
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import counted, decimal, plain, signed
from bostoette_cli.language.text import listed, visible
from bostoette_cli.reports.figures import (
    beside_the_mean,
    by_step,
    no_mean,
    on_what_is_common,
    overview_cells,
    overview_headings,
)
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Before, Report, Section

_OBEYED = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_START = re.compile(r"^[^\S\n]*([-+=:]|\d+[.)])?", re.MULTILINE)
_ADDRESS = re.compile(r"\b(https?|ftp|mailto):", re.IGNORECASE)


def markdown(report: Report) -> str:
    """Write the whole report."""
    return "\n".join(_lines(report)) + "\n"


def escape(text: str) -> str:
    """Make a text mean itself in markdown, line breaks included."""
    safe = _OBEYED.sub(r"\\\1", visible(text).replace("\t", " "))
    safe = _LINE_START.sub(lambda m: f"{m[1][:-1]}\\{m[1][-1]}" if m[1] else "", safe)
    return _ADDRESS.sub(r"\1\\:", safe)


def one(text: str) -> str:
    """Make a text mean itself on one line of markdown."""
    return " ".join(escape(text).split())


def _lines(report: Report) -> Iterator[str]:
    result = report.result
    yield f"# {one(result.round.title)}"
    yield ""
    yield f"**{one(result.catalogue.title)}**  "
    yield f"{long_date(result.round.day)} · {one(who_answered(result))}"
    yield ""
    yield from _in_brief(report)
    for section in report.sections:
        if section.has_something:
            yield from _section(section, report)
    yield from _other_actions(report)
    yield "## Sådan er der regnet"
    yield ""
    for sentence in explanation(report):
        yield f"- {one(sentence)}"


def _in_brief(report: Report) -> Iterator[str]:
    yield "## Kort fortalt"
    yield ""
    if report.unread:
        count = counted(report.unread, "besvarelse", "besvarelser")
        yield f"**{count} kunne ikke læses og er ikke regnet med.**"
        yield ""
    if report.stands_out:
        yield "**Det springer i øjnene**"
        yield ""
        yield from (f"- {one(sentence)}" for sentence in report.stands_out)
        yield ""
    if report.moved and report.comparison is not None:
        first = report.comparison.rounds[0].round
        yield f"**Det har flyttet sig siden {one(first.title)} ({long_date(first.day)})**"
        yield ""
        yield from (f"- {one(sentence)}" for sentence in report.moved)
        yield ""
    yield from _overview(report)
    yield from _sides(report.result)
    untouched = [str(s.result.pejlemaerke.number) for s in report.sections if s.is_empty]
    if untouched and len(untouched) < len(report.sections):
        yield f"Ikke besvaret i denne runde: nummer {listed(untouched)}."
        yield ""
    if report.comparison is not None:
        yield from _reservations(report.comparison)


def _overview(report: Report) -> Iterator[str]:
    sections = [s for s in report.sections if not s.is_empty]
    if not sections:
        yield "Ingen har svaret endnu."
        yield ""
        return
    headings = [one(heading) for heading in overview_headings(report)]
    yield f"| {' | '.join(headings)} |"
    yield f"| ---: | :--- {'| ---: ' * (len(headings) - 2)}|"
    for section in sections:
        number, title, *figures = overview_cells(section)
        yield f"| {number} | {one(title)} | {' | '.join(figures)} |"
    yield ""


def _sides(result: RoundResult) -> Iterator[str]:
    found = by_gap(result)
    if not found:
        return
    yield f"**{SIDES}**"
    yield ""
    yield "| Nr. | Titel | Medarbejdere | Leder | Forskel |"
    yield "| ---: | :--- | ---: | ---: | ---: |"
    for item, sides in found:
        cells = [
            str(item.pejlemaerke.number),
            one(item.pejlemaerke.title),
            *(f"{decimal(f.mean)} ({f.n})" for f in (sides.staff, sides.leaders)),
            signed(sides.gap),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield SIDES_EXPLAINED
    yield ""


def _reservations(comparison: Comparison) -> Iterator[str]:
    yield f"{basis(comparison)}."
    yield ""
    if done := done_on_the_way(comparison):
        yield one(done)
        yield ""
    for note in reservations(comparison):
        yield one(note)
        yield ""


def _section(section: Section, report: Report) -> Iterator[str]:
    result = section.result
    scale = report.result.catalogue.scale
    yield f"## {result.pejlemaerke.number}. {one(result.pejlemaerke.title)}"
    yield ""
    yield _headline(result, scale)
    yield ""
    if common := on_what_is_common(section):
        yield f"{common}."
        yield ""
    if len(result.roles) > 1 and (roles := by_role(result)):
        yield f"Efter rolle: {roles}."
        yield ""
    yield from _agreement(result, scale)
    yield from _persons(result, scale)
    if any(item.tally.answered for item in result.statements):
        yield from _statements(result, scale)
    yield from _words(section.voices, result)
    if section.actions:
        yield "### Det aftalte vi"
        yield ""
        yield from _actions(section.actions)
    for name, before in section.looking_back:
        yield from _earlier(name, before)


def _headline(result: PejlemaerkeResult, scale: Scale) -> str:
    if why := no_mean(result):
        return f"*{why}*"
    return f"**{decimal(result.figure.mean)}** {beside_the_mean(result, scale)}"


def _agreement(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    if result.agreed is None:
        return
    step = one(agreement(result.agreed, scale)) or "intet trin"
    yield f"**Fælles: {step}.** {one(result.agreed.reason)}"
    yield ""


def _persons(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    if sentence := by_step(result, scale):
        yield one(sentence)
        yield ""


def _statements(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    steps = [plain(step.value) for step in scale.steps]
    kinds = ("Ved ikke", "Ikke relevant", "Vil ikke svare", "Ikke besvaret", "Tal")
    yield f"| Udsagn | {' | '.join([*steps, *kinds])} |"
    yield f"| :--- {'| ---: ' * (len(steps) + len(kinds))}|"
    for item in result.statements:
        tally = item.tally
        if not (tally.answered or tally.unanswered or item.figure.hidden):
            continue  # it is for roles that nobody answered as
        cells = [str(tally.steps.get(step.value) or "") for step in scale.steps]
        cells += [str(n or "") for n in _no_numbers(tally)]
        cells.append(item.figure.hidden or decimal(item.figure.mean))
        yield f"| {one(item.statement.text)} | {' | '.join(cells)} |"
    yield ""


def _no_numbers(tally: Tally) -> tuple[int, int, int, int]:
    return tally.unknown, tally.irrelevant, tally.declined, tally.unanswered


def _words(said: Voices, result: PejlemaerkeResult) -> Iterator[str]:
    if said.notes or said.reasons:
        yield "### Det skrev vi"
        yield ""
    yield from _on_statements(said, result)
    if said.reflections:
        yield "### Til eftertanke"
        yield ""
    yield from _on_questions(said, result)


def _on_statements(said: Voices, result: PejlemaerkeResult) -> Iterator[str]:
    by_statement = {item.statement.id: item.statement.text for item in result.statements}
    for id_, text in by_statement.items():
        quotes = [q for q in (*said.notes, *said.reasons) if q.about == id_]
        if quotes:
            yield f"*{one(text)}*"
            yield ""
            yield from _quoted(quotes, set(said.reasons))


def _on_questions(said: Voices, result: PejlemaerkeResult) -> Iterator[str]:
    for question in result.pejlemaerke.reflections:
        if quotes := said.about(question.id):
            yield f"*{one(question.text)}*"
            yield ""
            yield from _quoted(quotes)


def _quoted(quotes: Sequence[Quote], reasons: set[Quote] | None = None) -> Iterator[str]:
    for quote in quotes:
        text = escape(quote.text).replace("\n", "  \n> ")
        aside = [
            part for part in (quote.by, "ikke relevant" if quote in (reasons or ()) else "") if part
        ]
        signature = f" ({one(', '.join(aside))})" if aside else ""
        yield f"> »{text}«{signature}"
        yield ""


def _actions(actions: Sequence[Action]) -> Iterator[str]:
    for action in actions:
        yield f"- {one(told(action))}"
    yield ""


def _other_actions(report: Report) -> Iterator[str]:
    if report.other_actions:
        yield "## Andre handlinger"
        yield ""
    for round_, actions in by_round(report.other_actions):
        if round_ != report.result.round:
            yield f"{one(agreed_in(round_))}:"
            yield ""
        yield from (f"- {_about(action)}{one(told(action))}" for action in actions)
        yield ""


def _about(action: Action) -> str:
    return "" if action.pejlemaerke is None else f"Om nummer {action.pejlemaerke}: "


def _earlier(name: str, before: Before) -> Iterator[str]:
    yield f"### {name}: {one(before.round.title)} ({long_date(before.round.day)})"
    yield ""
    yield from _agreement(before.result, before.scale)
    yield from _on_statements(before.voices, before.result)
    yield from _on_questions(before.voices, before.result)
    if before.actions:
        yield "Aftalt dengang:"
        yield ""
        yield from _actions(before.actions)
