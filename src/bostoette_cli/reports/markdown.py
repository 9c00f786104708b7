"""The report as markdown that reads well in Word, Teams and a browser's preview.

What people wrote is data: every character that markdown or HTML would obey is escaped.
"""

import re
from collections.abc import Iterator, Sequence

from bostoette_cli.analysis.quotes import Quote, Voices
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, RoundResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import counted, decimal, plain, signed
from bostoette_cli.language.text import listed, visible
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Before, Report, Section

_OBEYED = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|=|$)", re.MULTILINE)
_ADDRESS = re.compile(r"\b(https?|ftp|mailto):", re.IGNORECASE)


def markdown(report: Report) -> str:
    """Write the whole report."""
    return "\n".join(_lines(report)) + "\n"


def escape(text: str) -> str:
    """Make a text mean itself in markdown, line breaks included."""
    safe = _OBEYED.sub(r"\\\1", visible(text).replace("\t", " "))
    safe = _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)
    return _ADDRESS.sub(r"\1\\:", safe)


def _one(text: str) -> str:
    return " ".join(escape(text).split())


def _lines(report: Report) -> Iterator[str]:
    result = report.result
    yield f"# {_one(result.round.title)}"
    yield ""
    yield f"**{_one(result.catalogue.title)}**  "
    yield f"{long_date(result.round.day)} · {_who(result)}"
    yield ""
    yield from _in_brief(report)
    for section in report.sections:
        if not section.is_empty or any(_said(before) for before in section.before):
            yield from _section(section, report)
    yield "## Sådan er der regnet"
    yield ""
    for sentence in explanation(report):
        yield f"- {sentence}"


def _who(result: RoundResult) -> str:
    roles = [
        counted(n, role.label, role.plural) for role in Role if (n := result.by_role.get(role, 0))
    ]
    whole = f"{result.count} svar"
    return f"{whole}: {listed(roles)}" if roles else whole


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
        yield from (f"- {_one(sentence)}" for sentence in report.stands_out)
        yield ""
    if report.moved and report.comparison is not None:
        first = report.comparison.rounds[0].round
        yield f"**Det har flyttet sig siden {_one(first.title)} ({long_date(first.day)})**"
        yield ""
        yield from (f"- {_one(sentence)}" for sentence in report.moved)
        yield ""
    yield from _overview(report)
    untouched = [str(s.result.pejlemaerke.number) for s in report.sections if s.is_empty]
    if untouched and len(untouched) < len(report.sections):
        yield f"Ikke besvaret i denne runde: nummer {listed(untouched)}."
        yield ""
    if report.comparison is not None:
        yield from _reservations(report)


def _overview(report: Report) -> Iterator[str]:
    sections = [s for s in report.sections if not s.is_empty]
    if not sections:
        yield "Ingen har svaret endnu."
        yield ""
        return
    unit = report.result.catalogue.unit.capitalize()
    if report.comparison is None:
        yield f"| Nr. | {unit} | Tal | n | Spredning | Ved ikke | Fælles |"
        yield "| ---: | :--- | ---: | ---: | ---: | ---: | ---: |"
    else:
        moved = "Før | Nu | Ændring | Op/ned/samme"
        yield f"| Nr. | {unit} | {moved} | n | Spredning | Ved ikke | Fælles |"
        yield f"| ---: | :--- {'| ---: ' * 8}|"
    for section in sections:
        yield _overview_row(section)
    yield ""


def _overview_row(section: Section) -> str:
    result = section.result
    cells = [str(result.pejlemaerke.number), _one(result.pejlemaerke.title)]
    if section.row is not None:
        row = section.row
        cells += [decimal(row.first.mean), decimal(row.last.mean), signed(row.change)]
        moved = row.movement
        cells.append(f"{moved.up}/{moved.down}/{moved.same}" if moved and moved.persons else "")
        cells.append(_pair(str(row.first.n or "–"), str(row.last.n or "–")))
        cells.append(_pair(_spread(row.first) or "–", _spread(row.last) or "–"))
        unknown = (row.results[0].tally.unknown, row.results[-1].tally.unknown)
        cells.append(_pair(*map(str, unknown)) if any(unknown) else "")
    else:
        figure = result.figure
        cells += [figure.hidden or decimal(figure.mean), str(figure.n or ""), _spread(figure)]
        cells.append(str(result.tally.unknown or ""))
    cells.append(plain(result.agreed.value) if result.agreed and result.agreed.value else "")
    return f"| {' | '.join(cells)} |"


def _pair(before: str, now: str) -> str:
    return f"{before} → {now}"


def _spread(figure: Figure) -> str:
    return decimal(figure.spread) if figure.n > 1 else ""


def _reservations(report: Report) -> Iterator[str]:
    comparison = report.comparison
    if comparison is None:
        return
    if comparison.both is not None:
        both = counted(comparison.both, "person har", "personer har")
        yield f"{both} svaret i både den første og den sidste runde."
        yield ""
    for statements, what in (
        (comparison.reworded, "har fået ny ordlyd"),
        (comparison.added, "er kommet til"),
        (comparison.gone, "er taget ud"),
    ):
        if statements:
            yield f"Udsagn, der {what} og derfor ikke er sammenlignet:"
            yield ""
            yield from (f"- {_one(statement.text)}" for statement in statements)
            yield ""
    if comparison.telling:
        yield (
            "Antallet af svar er næsten det samme i runderne. Sammenligningen kan røbe, hvad de "
            "få, der er kommet til eller faldet fra, har svaret."
        )
        yield ""


def _section(section: Section, report: Report) -> Iterator[str]:
    result = section.result
    scale = report.result.catalogue.scale
    yield f"## {result.pejlemaerke.number}. {_one(result.pejlemaerke.title)}"
    yield ""
    yield _headline(result, scale)
    yield ""
    if len(result.roles) > 1:
        yield f"Efter rolle: {_roles(result)}."
        yield ""
    yield from _agreement(result.agreed, scale)
    if result.figure.mean is not None:
        yield from _persons(result, scale)
        yield from _statements(result, scale)
    yield from _words(section.voices, result)
    for before in reversed(section.before):
        yield from _earlier(before)


def _headline(result: PejlemaerkeResult, scale: Scale) -> str:
    figure = result.figure
    if figure.hidden:
        return f"*{figure.hidden}*"
    if figure.mean is None:
        return "*Ingen har svaret med et tal i denne runde.*"
    ends = f"fra {plain(scale.lowest)} til {plain(scale.highest)}"
    parts = [f"**{decimal(figure.mean)}** på skalaen {ends}", f"{figure.n} svar"]
    if figure.n > 1:
        parts += [
            f"median {decimal(figure.median)}",
            f"fra {decimal(figure.lowest)} til {decimal(figure.highest)}",
            f"spredning {decimal(figure.spread)}",
        ]
    return " · ".join(parts)


def _roles(result: PejlemaerkeResult) -> str:
    parts = [
        f"{role.named(figure.n)} {figure.hidden or decimal(figure.mean)}"
        + (f" ({figure.n})" if figure.n else "")
        for role, figure in result.roles.items()
    ]
    return " · ".join(parts)


def _agreement(agreed: Agreed | None, scale: Scale) -> Iterator[str]:
    if agreed is None or agreed.value is None:
        return
    step = scale.step(agreed.value)
    name = f" {step.name}" if step else ""
    yield f"**Fælles: {plain(agreed.value)}{name}.** {_one(agreed.reason)}"
    yield ""


def _persons(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    if result.figure.n < 2:
        return
    parts = [
        f"{plain(step.value)} {step.name}: {count}"
        for step in scale.steps
        if (count := result.tally.steps.get(step.value, 0))
    ]
    yield f"Så mange personer ligger nærmest hvert trin: {' · '.join(parts)}"
    yield ""


def _statements(result: PejlemaerkeResult, scale: Scale) -> Iterator[str]:
    steps = [plain(step.value) for step in scale.steps]
    yield f"| Udsagn | {' | '.join(steps)} | Ved ikke | Ikke relevant | Vil ikke svare | Tal |"
    yield f"| :--- | {' | '.join('---:' for _ in steps)} | ---: | ---: | ---: | ---: |"
    for item in result.statements:
        tally = item.tally
        if not tally.answered and not item.figure.hidden:
            continue
        cells = [str(tally.steps.get(step.value) or "") for step in scale.steps]
        cells += [str(n or "") for n in (tally.unknown, tally.irrelevant, tally.declined)]
        cells.append(item.figure.hidden or decimal(item.figure.mean))
        yield f"| {_one(item.statement.text)} | {' | '.join(cells)} |"
    yield ""


def _words(said: Voices, result: PejlemaerkeResult) -> Iterator[str]:
    by_statement = {item.statement.id: item.statement.text for item in result.statements}
    if said.notes or said.reasons:
        yield "### Det skrev vi"
        yield ""
    for id_, text in by_statement.items():
        quotes = [q for q in (*said.notes, *said.reasons) if q.about == id_]
        if quotes:
            yield f"*{_one(text)}*"
            yield ""
            yield from _quoted(quotes, set(said.reasons))
    answered = [q for q in result.pejlemaerke.reflections if said.about(q.id)]
    if answered:
        yield "### Til eftertanke"
        yield ""
    for question in answered:
        yield f"*{_one(question.text)}*"
        yield ""
        yield from _quoted(said.about(question.id))


def _quoted(quotes: Sequence[Quote], reasons: set[Quote] | None = None) -> Iterator[str]:
    for quote in quotes:
        text = escape(quote.text).replace("\n", "  \n> ")
        aside = [
            part for part in (quote.by, "ikke relevant" if quote in (reasons or ()) else "") if part
        ]
        signature = f" ({_one(', '.join(aside))})" if aside else ""
        yield f"> »{text}«{signature}"
        yield ""


def _said(before: Before) -> bool:
    return bool(before.voices or before.result.agreed)


def _earlier(before: Before) -> Iterator[str]:
    if not _said(before):
        return
    yield f"### Sidst: {_one(before.round.title)} ({long_date(before.round.day)})"
    yield ""
    agreed = before.result.agreed
    if agreed is not None and agreed.reason:
        value = "" if agreed.value is None else f" {plain(agreed.value)}"
        yield f"Fælles{value}: {_one(agreed.reason)}"
        yield ""
    yield from _quoted([*before.voices.notes, *before.voices.reasons])
    yield from _quoted(before.voices.reflections)
