"""The meeting paper as a Word document to write the minutes in."""

from bostoette_cli.analysis import meeting_phrases as phrases
from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.meeting import Meeting, Topic
from bostoette_cli.analysis.phrases import who_answered
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.language.dates import long_date
from bostoette_cli.reports.figures import by_step
from bostoette_cli.reports.paper import Paper

_FOLLOW_UP = ("Det aftalte vi", "Hvad blev der af det?")
_MINUTES = "Det sagde vi"
_DECISION_WIDTHS = (6, 3, 3, 5)


def meeting_document(meeting: Meeting) -> bytes:
    """Write the meeting paper: an agenda, what to talk about, and room for what is decided."""
    result = meeting.result
    round_ = result.round
    title = f"{phrases.HEADING}: {round_.title}"
    paper = Paper(title, result.catalogue.title, round_.team, meeting.today)
    day = long_date(round_.day)
    paper.prose(f"{day} · {meeting.minutes} minutter · {who_answered(result)}")
    paper.heading("Dagsorden", 1)
    _agenda(paper, meeting)
    for slot in meeting.slots:
        paper.heading(f"{phrases.clock(slot)} {phrases.slot_name(slot, meeting)}", 1)
        _body(paper, slot, meeting)
    return paper.data()


def _agenda(paper: Paper, meeting: Meeting) -> None:
    rows = [
        (phrases.clock(slot), phrases.slot_name(slot, meeting), str(slot.minutes))
        for slot in meeting.slots
    ]
    paper.table(("Tid", "Emne", "Minutter"), rows, (2, 12, 2), numbers={2})


def _body(paper: Paper, slot: Slot, meeting: Meeting) -> None:
    match slot.part:
        case Part.FOLLOW_UP:
            _since_last_time(paper, meeting)
        case Part.TOPIC if slot.topic is not None:
            _topic(paper, meeting.topics[slot.topic], meeting)
        case Part.ANSWERS:
            paper.prose(phrases.nothing(meeting))
        case Part.STRENGTHS:
            paper.bullets(list(phrases.strong(meeting)))
            paper.prose(phrases.BUILD_ON)
        case Part.DECISIONS:
            _decisions(paper, meeting)
        case _:
            paper.bullets(phrases.closing())


def _since_last_time(paper: Paper, meeting: Meeting) -> None:
    if meeting.follow_up:
        told = [(phrases.followed_up(planned, meeting), "") for planned in meeting.follow_up]
        paper.room(_FOLLOW_UP, told, (10, 7))
    if further := phrases.further(meeting):
        paper.prose(further)
    if meeting.moved:
        paper.lead(phrases.moved_since(meeting))
        paper.bullets(meeting.moved)


def _topic(paper: Paper, topic: Topic, meeting: Meeting) -> None:
    catalogue = meeting.result.catalogue
    paper.prose(phrases.standing(topic))
    for line in (by_step(topic.result, catalogue.scale), *phrases.behind(topic, meeting)):
        if line:
            paper.prose(line)
    for about, quotes in phrases.said(topic).items():
        (paper.lead if quotes else paper.prose)(about)
        for quote in quotes:
            paper.quote(quote)
    if topic.question is not None:
        paper.lead(phrases.ASK)
        paper.prose(topic.question.text)
    for agreed in phrases.agreements(topic, meeting):
        paper.prose(agreed)
    if topic.suggestions is not None:
        paper.lead(phrases.suggested_by(topic.suggestions, catalogue))
        paper.bullets((*topic.suggestions.worker, *topic.suggestions.management))
    paper.room((_MINUTES,), [("",)], (1,))


def _decisions(paper: Paper, meeting: Meeting) -> None:
    if meeting.decided:
        paper.lead(phrases.DECIDED)
        paper.bullets([in_brief(action, meeting.today) for action in meeting.decided])
    rows = [(about, "", "", "") for about in phrases.rows(meeting)]
    paper.room(phrases.COLUMNS, rows, _DECISION_WIDTHS)
    paper.prose(phrases.KEEP)
