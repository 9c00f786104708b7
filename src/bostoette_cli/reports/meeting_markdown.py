"""The meeting paper as markdown: to print, to project, or to paste into the minutes.

The agenda stands in the headings, so that the paper is short and nothing is said twice.
"""

from collections.abc import Iterable, Iterator

from bostoette_cli.analysis import meeting_phrases as phrases
from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.meeting import Meeting, Topic
from bostoette_cli.analysis.phrases import at_steps, who_answered
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.language.dates import long_date
from bostoette_cli.reports.markdown import one


def meeting_markdown(meeting: Meeting) -> str:
    """Write the whole paper."""
    return "\n".join(_lines(meeting))


def _lines(meeting: Meeting) -> Iterator[str]:
    result = meeting.result
    yield f"# {phrases.HEADING}: {one(result.round.title)}, {meeting.minutes} minutter"
    yield ""
    yield f"**{one(result.catalogue.title)}**  "
    yield f"{long_date(result.round.day)} · {one(who_answered(result))}"
    yield ""
    for slot in meeting.slots:
        name = one(phrases.slot_name(slot, meeting))
        yield f"## {phrases.clock(slot)} · {name} ({slot.minutes} min.)"
        yield ""
        yield from _body(slot, meeting)


def _body(slot: Slot, meeting: Meeting) -> Iterator[str]:
    match slot.part:
        case Part.FOLLOW_UP:
            yield from _since_last_time(meeting)
        case Part.TOPIC if slot.topic is not None:
            yield from _topic(meeting.topics[slot.topic], meeting)
        case Part.ANSWERS:
            yield one(phrases.nothing(meeting))
            yield ""
        case Part.STRENGTHS:
            yield from _list(phrases.strong(meeting))
            yield phrases.BUILD_ON
            yield ""
        case Part.DECISIONS:
            yield from _decisions(meeting)
        case _:
            yield from _list(phrases.closing())


def _list(texts: Iterable[str]) -> Iterator[str]:
    yield from (f"- {one(text)}" for text in texts)
    yield ""


def _since_last_time(meeting: Meeting) -> Iterator[str]:
    if meeting.follow_up:
        lines = [phrases.followed_up(planned, meeting) for planned in meeting.follow_up]
        yield from _list(filter(None, [*lines, phrases.further(meeting)]))
    if meeting.moved:
        yield f"{one(phrases.moved_since(meeting))}:"
        yield ""
        yield from _list(meeting.moved)


def _topic(topic: Topic, meeting: Meeting) -> Iterator[str]:
    yield f"{one(phrases.standing(topic))}  "
    if topic.result.figure.n > 1:
        steps = at_steps(topic.result.tally, meeting.result.catalogue.scale)
        yield f"{one(' · '.join(steps))}  "
    yield from (f"{one(line)}  " for line in phrases.behind(topic, meeting))
    yield ""
    for about, quotes in phrases.said(topic).items():
        yield one(about)
        yield ""
        for quote in quotes:
            yield f"> {one(quote)}"
            yield ""
    if topic.question is not None:
        yield f"**{phrases.ASK}:** {one(topic.question.text)}"
        yield ""
    for agreed in phrases.agreements(topic, meeting):
        yield one(agreed)
        yield ""
    if topic.suggestions is not None:
        yield f"{one(phrases.suggested_by(topic.suggestions, meeting.result.catalogue))}:"
        yield ""
        yield from _list((*topic.suggestions.worker, *topic.suggestions.management))


def _decisions(meeting: Meeting) -> Iterator[str]:
    if meeting.decided:
        yield f"{phrases.DECIDED}:"
        yield ""
        yield from _list(in_brief(action, meeting.today) for action in meeting.decided)
    yield f"| {' | '.join(phrases.COLUMNS)} |"
    yield "| :--- " * len(phrases.COLUMNS) + "|"
    for about in phrases.rows(meeting):
        yield f"| {one(about)} " + "|  " * (len(phrases.COLUMNS) - 1) + "|"
    yield ""
    yield one(phrases.KEEP)
    yield ""
