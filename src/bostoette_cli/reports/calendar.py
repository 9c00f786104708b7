"""Deadlines for Outlook and other calendars: one all-day event for each open action.

An action keeps its UID for ever, so that a calendar that takes in the file again renews the event
instead of adding another. Escaping and folding are the library's (RFC 5545).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.text import one_line, visible

_DAY = timedelta(days=1)
_WARNING = timedelta(days=-7)


def calendar(planned: Iterable[Planned], moment: datetime) -> bytes:
    """The deadlines as an iCalendar file.

    Args:
        planned: actions that have a deadline.
        moment: when the file is made.
    """
    file = Calendar()
    file.add("prodid", "-//bostoette//handleplan//DA")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for round_, action in planned:
        if action.deadline is not None:
            file.add_component(_event(round_, action, action.deadline, moment))
    data: bytes = file.to_ical()
    return data


def _event(round_: Round, action: Action, day: date, moment: datetime) -> Event:
    event = Event()
    event.add("uid", f"{action.id}.{round_.id}@bostoette")
    event.add("dtstamp", moment.astimezone(UTC))
    event.add("sequence", _revision(action))
    if action.changed is not None:
        event.add("last-modified", action.changed.astimezone(UTC))
    event.add("summary", one_line(action.text))
    event.add("description", "\n".join(_description(round_, action)))
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("transp", "TRANSPARENT")  # a deadline takes no time out of the day
    event.add_component(_reminder(action))
    return event


def _revision(action: Action) -> int:
    """A number that grows with each change: the seconds from the agreement to the change."""
    if action.created is None or action.changed is None:
        return 0
    return max(int(action.changed.timestamp() - action.created.timestamp()), 0)


def _description(round_: Round, action: Action) -> Iterator[str]:
    number = "" if action.pejlemaerke is None else f"nummer {action.pejlemaerke}"
    for label, text in (
        ("Hvem", action.responsible),
        ("Tegn på, at det virker", action.sign),
        ("Handler om", number),
        ("Aftalt i", round_.title),
        ("Id", action.id),
    ):
        if text:
            yield f"{label}: {visible(text)}"


def _reminder(action: Action) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(action.text))
    alarm.add("trigger", _WARNING)
    return alarm
