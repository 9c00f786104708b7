"""The meeting paper in the terminal: the agenda down the page, with the clock in the margin."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bostoette_cli.analysis import meeting_phrases as phrases
from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.meeting import Meeting, Suggestions, Topic
from bostoette_cli.analysis.phrases import who_answered
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.analysis.scoring import Tally
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.plan import Status
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.terminal.console import console
from bostoette_cli.terminal.page import bullets, labelled, prose, title, width

_BLANK = Text("")
_CLOCK = 6
_LONGEST_BAR = 12
_GAP = "   "
_MARKS = {
    Status.DONE: "✔",
    Status.DROPPED: "✘",
    Status.UNDER_WAY: "→",
    Status.AGREED: "•",
}


def meeting_page(meeting: Meeting) -> Iterator[RenderableType]:
    """The whole paper: last time, what to talk about, what stands strong, room for decisions."""
    round_ = meeting.result.round
    yield title(f"{phrases.HEADING} · {one_line(round_.title)} · {meeting.minutes} minutter")
    yield prose(f"{long_date(round_.day)} · {who_answered(meeting.result)}", style="dim")
    for slot in meeting.slots:
        yield _BLANK
        yield _heading(slot, meeting)
        yield from _body(slot, meeting)


def _heading(slot: Slot, meeting: Meeting) -> RenderableType:
    line = Table.grid(padding=(0, 1))
    line.add_column(width=_CLOCK - 1, style="dim")
    line.add_column(ratio=1, overflow="fold", style="bold cyan")
    line.add_column(justify="right", no_wrap=True, style="dim")
    name = visible(phrases.slot_name(slot, meeting))
    line.add_row(phrases.clock(slot), name, f"{slot.minutes} min.")
    line.width = width()
    return line


def _body(slot: Slot, meeting: Meeting) -> Iterator[RenderableType]:
    match slot.part:
        case Part.FOLLOW_UP:
            yield from _since_last_time(meeting)
        case Part.TOPIC if slot.topic is not None:
            yield from _topic(meeting.topics[slot.topic], meeting)
        case Part.ANSWERS:
            yield prose(phrases.nothing(meeting), _CLOCK)
        case Part.STRENGTHS:
            yield bullets(phrases.strong(meeting), _CLOCK)
            yield prose(phrases.BUILD_ON, _CLOCK)
        case Part.DECISIONS:
            yield from _decisions(meeting)
        case _:
            yield bullets(phrases.closing(), _CLOCK)


def _since_last_time(meeting: Meeting) -> Iterator[RenderableType]:
    for planned in meeting.follow_up:
        yield _marked(_mark(planned, meeting), phrases.followed_up(planned, meeting))
    if meeting.further:
        yield _marked("", phrases.further(meeting))
    if meeting.moved:
        yield prose(phrases.moved_since(meeting), _CLOCK)
        yield bullets(meeting.moved, _CLOCK)


def _mark(planned: Planned, meeting: Meeting) -> str:
    return "!" if planned.action.is_overdue(meeting.today) else _MARKS[planned.action.status]


def _marked(mark: str, text: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1, style="bold")
    grid.add_column(overflow="fold")
    grid.add_row(mark, Text(visible(text)))
    return Padding(grid, (0, max(console().width - width(), 0), 0, _CLOCK))


def _topic(topic: Topic, meeting: Meeting) -> Iterator[RenderableType]:
    scale = meeting.result.catalogue.scale
    yield prose(phrases.standing(topic), _CLOCK)
    if topic.result.figure.n > 1:
        yield _distribution(topic.result.tally, scale)
    yield from (prose(line, _CLOCK) for line in phrases.behind(topic, meeting))
    for about, quotes in phrases.said(topic).items():
        yield prose(about, _CLOCK)
        yield from (prose(quote, _CLOCK + 2, style="italic") for quote in quotes)
    if topic.question is not None:
        yield _beside("Spørg", topic.question.text)
    if before := phrases.agreed_before(topic, meeting):
        yield _beside("Sidst", f"I blev enige om {before}")
    if now := phrases.agreed_now(topic, meeting):
        yield _beside("Nu", f"I er blevet enige om {now}")
    if topic.suggestions is not None:
        yield from _suggestions(topic.suggestions, meeting)


def _beside(label: str, text: str) -> RenderableType:
    return labelled(label, text, indent=_CLOCK, column=6)


def _distribution(tally: Tally, scale: Scale) -> RenderableType:
    """How many stand nearest each step; a line is only broken between two steps."""
    most = max(tally.steps.values(), default=0)
    shrink = min(_LONGEST_BAR / most, 1) if most else 1
    cells = []
    for step in scale.steps:
        count = tally.steps.get(step.value, 0)
        bar = "▇" * max(round(count * shrink), 1) + f" {count}" if count else "–"
        cells.append(f"{plain(step.value)}: {bar}")
    return prose("\n".join(_filled(cells, width() - _CLOCK)), _CLOCK)


def _filled(cells: Iterable[str], room: int) -> Iterator[str]:
    line = ""
    for cell in cells:
        if line and len(line) + len(_GAP) + len(cell) > room:
            yield line
            line = ""
        line = f"{line}{_GAP}{cell}" if line else cell
    yield line


def _suggestions(suggestions: Suggestions, meeting: Meeting) -> Iterator[RenderableType]:
    catalogue = meeting.result.catalogue
    yield prose(phrases.suggested_by(suggestions, catalogue), _CLOCK, style="dim")
    yield bullets((*suggestions.worker, *suggestions.management), _CLOCK)


def _decisions(meeting: Meeting) -> Iterator[RenderableType]:
    if meeting.decided:
        yield prose(phrases.DECIDED, _CLOCK)
        yield bullets((in_brief(a, meeting.today) for a in meeting.decided), _CLOCK)
    yield prose(phrases.to_write(), _CLOCK)
    yield prose(phrases.KEEP, _CLOCK, style="dim")
