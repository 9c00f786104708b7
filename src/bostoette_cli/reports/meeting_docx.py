"""The meeting paper as a Word document to write the minutes in."""

from collections.abc import Iterator

from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.findings import Why
from bostoette_cli.analysis.meeting import Meeting, Suggestions, Topic
from bostoette_cli.analysis.phrases import agreement, by_role, who_answered
from bostoette_cli.analysis.scoring import PejlemaerkeResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import long_date, short_date
from bostoette_cli.language.numbers import decimal, plain
from bostoette_cli.reports.docx import action_table
from bostoette_cli.reports.figures import beside_the_mean, no_mean
from bostoette_cli.reports.paper import Paper

_WHY = {
    Why.DISAGREEMENT: "Her står I længst fra hinanden.",
    Why.ROLE_GAP: "Her ser rollerne forskelligt på det.",
    Why.LOW: "Her er der længst igen.",
}
_ROOM = ("Hvad vi siger om det",)
_DECISION = ("Hvad vi gør", "Hvem", "Hvornår", "Hvordan vi ser, at det virker")
_DECISION_WIDTHS = (6, 3, 3, 5)


def meeting_document(meeting: Meeting) -> bytes:
    """Write the meeting paper: an agenda, what to talk about, and room for what is decided."""
    result = meeting.result
    round_ = result.round
    paper = Paper(f"Mødeoplæg: {round_.title}", result.catalogue.title, round_.team, meeting.today)
    paper.prose(f"{long_date(meeting.today)} · {meeting.minutes} minutter · {who_answered(result)}")
    paper.heading("Dagsorden", 1)
    _agenda(paper, meeting)
    if meeting.follow_up or meeting.moved:
        _since_last_time(paper, meeting)
    if meeting.topics:
        paper.heading("Det taler vi om", 1)
    for topic in meeting.topics:
        _topic(paper, topic, result.catalogue.scale)
    if meeting.strong:
        _strong(paper, meeting)
    _decisions(paper, meeting)
    return paper.data()


def _agenda(paper: Paper, meeting: Meeting) -> None:
    rows = [
        (f"{slot.begins}–{slot.begins + slot.minutes}", f"{slot.minutes}", _named(slot, meeting))
        for slot in meeting.slots
    ]
    paper.table(("Fra–til", "Minutter", "Punkt"), rows, (2, 2, 12), numbers={1})


def _named(slot: Slot, meeting: Meeting) -> str:
    if slot.topic is not None:
        pejlemaerke = meeting.topics[slot.topic].result.pejlemaerke
        return f"{pejlemaerke.number}. {pejlemaerke.title}"
    return _PARTS[slot.part]


_PARTS = {
    Part.FOLLOW_UP: "Siden sidst",
    Part.STRENGTHS: "Det står stærkt",
    Part.DECISIONS: "Det beslutter vi",
    Part.CLOSING: "Afslutning",
}


def _since_last_time(paper: Paper, meeting: Meeting) -> None:
    paper.heading("Siden sidst", 1)
    if meeting.follow_up:
        rows = [(*_owed(action), _state(action, meeting), "") for action in meeting.follow_up]
        headings = ("Handling", "Ansvarlig", "Frist", "Status", "Hvad er der sket?")
        paper.table(headings, rows, (6, 3, 3, 3, 5))
    if meeting.moved:
        since = f" siden {meeting.previous.title}" if meeting.previous else ""
        paper.heading(f"Det har flyttet sig{since}", 2)
        paper.bullets(meeting.moved)


def _owed(action: Action) -> tuple[str, str, str]:
    deadline = short_date(action.deadline) if action.deadline else ""
    return action.text, action.responsible, deadline


def _state(action: Action, meeting: Meeting) -> str:
    late = ", over fristen" if action.is_overdue(meeting.today) else ""
    said = f": {action.latest.text}" if action.latest and action.latest.text else ""
    return f"{action.status.label}{late}{said}"


def _topic(paper: Paper, topic: Topic, scale: Scale) -> None:
    result = topic.result
    paper.heading(f"{result.pejlemaerke.number}. {result.pejlemaerke.title}", 2)
    for sentence in _about(topic, scale):
        paper.prose(sentence)
    if topic.quotes:
        paper.heading("Det er skrevet", 3)
    wording = {item.statement.id: item.statement.text for item in result.statements}
    wording |= {question.id: question.text for question in result.pejlemaerke.reflections}
    for quote in topic.quotes:
        paper.lead(wording.get(quote.about, ""))
        paper.quote(quote.text, quote.by)
    if topic.question:
        paper.heading("Begynd her", 3)
        paper.prose(topic.question.text)
    if topic.suggestions:
        _suggestions(paper, topic.suggestions)
    paper.room(_ROOM, (1,))


def _about(topic: Topic, scale: Scale) -> Iterator[str]:
    result = topic.result
    if topic.why:
        yield _WHY[topic.why]
    yield no_mean(result) or f"{decimal(result.figure.mean)} {beside_the_mean(result, scale)}"
    if len(result.roles) > 1 and (roles := by_role(result)):
        yield f"Efter rolle: {roles}."
    if topic.statement and topic.statement.figure.n > 1:
        figure = topic.statement.figure
        said = topic.statement.statement.text.rstrip(".")
        yield (
            f"Se især på udsagnet »{said}«: svarene går fra "
            f"{decimal(figure.lowest)} til {decimal(figure.highest)}."
        )
    if step := agreement(result, scale):
        yield f"I er blevet enige om {step}."
    if topic.before and topic.before.value is not None:
        reason = f" {topic.before.reason}" if topic.before.reason else ""
        yield f"Sidst blev I enige om {plain(topic.before.value)}.{reason}"


def _suggestions(paper: Paper, suggestions: Suggestions) -> None:
    part = suggestions.part
    paper.heading(f"Forslag fra {part.number} {part.title}", 3)
    paper.bullets(suggestions.worker)
    if suggestions.management:
        paper.lead("Til ledelsen")
        paper.bullets(suggestions.management)


def _strong(paper: Paper, meeting: Meeting) -> None:
    paper.heading("Det står stærkt", 1)
    paper.bullets([_praised(result) for result in meeting.strong])
    paper.prose("Hvad gør I, som I skal blive ved med?")
    paper.room(_ROOM, (1,), rows=2)


def _praised(result: PejlemaerkeResult) -> str:
    pejlemaerke = result.pejlemaerke
    return f"{pejlemaerke.number} {pejlemaerke.title}: {decimal(result.figure.mean)}"


def _decisions(paper: Paper, meeting: Meeting) -> None:
    paper.heading("Det beslutter vi", 1)
    if meeting.decided:
        paper.prose("Det er allerede aftalt i denne runde.")
        action_table(paper, meeting.decided)
    paper.room(_DECISION, _DECISION_WIDTHS, rows=4)
    paper.heading("Afslutning", 1)
    paper.prose("Var mødet tiden værd? Hvornår ser vi på det igen?")
    paper.room(("Det tager vi med", "Næste gang"), (3, 1), rows=1)
