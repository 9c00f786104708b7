"""The report as a Word document that a secretary can go on with."""

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
from bostoette_cli.analysis.plan_phrases import agreed_in, done_on_the_way, latest
from bostoette_cli.analysis.quotes import Quote, Voices, wordings
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult, StatementResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import long_date, short_date
from bostoette_cli.language.numbers import counted, decimal, plain, signed
from bostoette_cli.language.text import listed, one_line
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
from bostoette_cli.reports.paper import Paper

_NO_NUMBERS = ("Ved ikke", "Ikke relevant", "Vil ikke svare", "Ikke besvaret")


def document(report: Report) -> bytes:
    """Write the whole report as a Word document."""
    result = report.result
    paper = Paper(result.round.title, result.catalogue.title, result.round.team, result.round.day)
    paper.prose(f"{long_date(result.round.day)} · {who_answered(result)}")
    _in_brief(paper, report)
    paper.heading(result.catalogue.unit_plural.capitalize(), 1)
    for section in report.sections:
        if section.has_something:
            _section(paper, section, report)
    _plan(paper, report)
    paper.heading("Sådan er der regnet", 1)
    paper.bullets(list(explanation(report)))
    return paper.data()


def _plan(paper: Paper, report: Report) -> None:
    """The round's actions, and those of earlier rounds that no section tells of."""
    own = report.result.round
    earlier = [planned for planned in report.other_actions if planned.round != own]
    if report.actions or earlier:
        paper.heading("Handlinger", 1)
    if report.actions:
        action_table(paper, report.actions)
    for round_, actions in by_round(earlier):
        paper.lead(agreed_in(round_))
        action_table(paper, actions)


def action_table(paper: Paper, actions: Sequence[Action]) -> None:
    """What was decided: a row for each action, with who, by when, and what became of it."""
    rows = [
        (
            str(action.pejlemaerke or ""),
            action.text,
            action.responsible,
            short_date(action.deadline) if action.deadline else "",
            action.sign,
            action.status.label,
            latest(action),
        )
        for action in actions
    ]
    headings = ("Nr.", "Handling", "Ansvarlig", "Frist", "Tegn", "Status", "Sidst sagt")
    paper.table(headings, rows, (9, 36, 24, 20, 30, 16, 30), numbers={0})


def _in_brief(paper: Paper, report: Report) -> None:
    paper.heading("Kort fortalt", 1)
    if report.unread:
        count = counted(report.unread, "besvarelse", "besvarelser")
        paper.prose(f"{count} kunne ikke læses og er ikke regnet med.")
    if report.stands_out:
        paper.heading("Det springer i øjnene", 2)
        paper.bullets(report.stands_out)
    if report.moved and report.comparison is not None:
        first = report.comparison.rounds[0].round
        paper.heading(f"Det har flyttet sig siden {first.title} ({long_date(first.day)})", 2)
        paper.bullets(report.moved)
    paper.heading("Tallene", 2)
    _overview(paper, report)
    if report.comparison is not None:
        _reservations(paper, report.comparison)
    _sides(paper, report.result)


def _sides(paper: Paper, result: RoundResult) -> None:
    found = by_gap(result)
    if not found:
        return
    paper.heading(SIDES, 2)
    rows = [
        (
            str(item.pejlemaerke.number),
            item.pejlemaerke.title,
            *(f"{decimal(f.mean)} ({f.n})" for f in (sides.staff, sides.leaders)),
            signed(sides.gap),
        )
        for item, sides in found
    ]
    headings = ("Nr.", result.catalogue.unit.capitalize(), "Medarbejdere", "Leder", "Forskel")
    paper.table(headings, rows, (6, 40, 16, 12, 12), numbers={0, 2, 3, 4})
    paper.prose(SIDES_EXPLAINED)


def _overview(paper: Paper, report: Report) -> None:
    sections = [section for section in report.sections if not section.is_empty]
    if not sections:
        paper.prose("Ingen har svaret endnu.")
        return
    headings = [heading.replace("/samme", "/ samme") for heading in overview_headings(report)]
    rows = [_tight(overview_cells(section)) for section in sections]
    columns = list(zip(headings, *rows, strict=True))[2:]
    widths = (6, 22, *(_longest_word(column) + 3 for column in columns))
    paper.table(headings, rows, widths, numbers={0, *range(2, len(headings))})
    untouched = [str(s.result.pejlemaerke.number) for s in report.sections if s.is_empty]
    if untouched:
        paper.prose(f"Ikke besvaret i denne runde: nummer {listed(untouched)}.")


def _tight(cells: Sequence[str]) -> Sequence[str]:
    """The cells with their figures unbroken: a page is narrow."""
    number, title, *figures = cells
    return number, title, *(f.replace(" → ", "→").replace(" ", "\u00a0") for f in figures)


def _longest_word(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in text.split(" "))


def _reservations(paper: Paper, comparison: Comparison) -> None:
    paper.prose(f"{basis(comparison)}.")
    if done := done_on_the_way(comparison):
        paper.prose(done)
    for note in reservations(comparison):
        paper.prose(note)


def _section(paper: Paper, section: Section, report: Report) -> None:
    result = section.result
    scale = report.result.catalogue.scale
    paper.heading(f"{result.pejlemaerke.number}. {result.pejlemaerke.title}", 2)
    for sentence in _figures(section, scale):
        paper.prose(sentence)
    if any(item.tally.answered for item in result.statements):
        _statements(paper, result, scale)
    if section.voices:
        paper.heading("Det skrev vi", 3)
        _words(paper, section.voices, result)
    for name, before in section.looking_back:
        _earlier(paper, name, before)


def _figures(section: Section, scale: Scale) -> Iterator[str]:
    result = section.result
    yield no_mean(result) or f"{decimal(result.figure.mean)} {beside_the_mean(result, scale)}"
    if common := on_what_is_common(section):
        yield f"{common}."
    if len(result.roles) > 1 and (roles := by_role(result)):
        yield f"Efter rolle: {roles}."
    yield from _agreement(result, scale)
    if sentence := by_step(result, scale):
        yield sentence


def _agreement(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    if result.agreed is not None:
        step = agreement(result.agreed, scale) or "intet trin"
        yield f"Fælles: {step}. {result.agreed.reason}"


def _statements(paper: Paper, result: PejlemaerkeResult, scale: Scale) -> None:
    steps = [plain(step.value) for step in scale.steps]
    headings = ("Udsagn", *steps, *_NO_NUMBERS, "Tal")
    rows = [
        _statement(item, scale)
        for item in result.statements
        if item.tally.answered or item.tally.unanswered or item.figure.hidden
    ]
    last = 12 if any(item.figure.hidden for item in result.statements) else 6
    widths = (30, *([4] * len(steps)), *(_longest_word([kind]) + 2 for kind in _NO_NUMBERS), last)
    paper.table(headings, rows, widths, numbers=range(1, len(headings)))


def _statement(item: StatementResult, scale: Scale) -> Sequence[str]:
    tally, figure = item.tally, item.figure
    counts = (
        *(tally.steps.get(step.value) for step in scale.steps),
        *(tally.unknown, tally.irrelevant, tally.declined, tally.unanswered),
    )
    return (
        item.statement.text,
        *(str(count or "") for count in counts),
        figure.hidden or decimal(figure.mean),
    )


def _words(paper: Paper, said: Voices, result: PejlemaerkeResult) -> None:
    for id_, wording in wordings(result).items():
        quotes = said.about(id_)
        if quotes:
            paper.lead(wording)
        for quote in quotes:
            paper.quote(_quoted(quote, said))


def _quoted(quote: Quote, said: Voices) -> str:
    """What was written, whose words it is, and that it is why something was left out."""
    aside = [one_line(quote.by), "ikke relevant" if quote in said.reasons else ""]
    signature = ", ".join(filter(None, aside))
    return f"»{quote.text}«{f' ({signature})' if signature else ''}"


def _earlier(paper: Paper, name: str, before: Before) -> None:
    paper.heading(f"{name}: {before.round.title} ({long_date(before.round.day)})", 3)
    for sentence in _agreement(before.result, before.scale):
        paper.prose(sentence)
    _words(paper, before.voices, before.result)
    if before.actions:
        action_table(paper, before.actions)
