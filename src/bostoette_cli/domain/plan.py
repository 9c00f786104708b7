"""What a team has decided to do: each action with who, by when, and what became of it.

An action is one file of its own, so that two colleagues who each add one never write in the same.
What became of it is a list of events; where it stands now is the last of them.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from bostoette_cli.domain.names import is_device

FORMAT = 1
LAST_YEAR = 2999  # a later deadline is a slip of the hand, and calendars end somewhere

_ID = re.compile(r"[a-z0-9]{2,12}")


class Status(StrEnum):
    """Where an action stands. The values are the words in the files."""

    AGREED = "aftalt"
    UNDER_WAY = "i_gang"
    DONE = "gjort"
    DROPPED = "droppet"

    @property
    def label(self) -> str:
        """How a reader sees it."""
        return self.value.replace("_", " ")

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected of the action."""
        return self in (Status.DONE, Status.DROPPED)


class Event(Struct, frozen=True, omit_defaults=True):
    """Something that became of an action on a day, in a sentence where there is one."""

    day: date = field(name="dato")
    status: Status
    text: str = field(name="tekst", default="")


class Action(Struct, frozen=True):
    """Something a team has agreed to do.

    Attributes:
        responsible: a role or a name; blank where nobody is named.
        deadline: the day it should be done by.
        sign: how the team will see that it worked.
        pejlemaerke: the number of the pejlemærke it is about, if it is about one.
        changed: when it was last written; a calendar knows a renewed deadline by it.
        events: what became of it, oldest first; empty where it has only been agreed.
    """

    format: int
    id: str
    text: str = field(name="tekst")
    responsible: str = field(name="ansvarlig", default="")
    deadline: date | None = field(name="frist", default=None)
    sign: str = field(name="tegn", default="")
    pejlemaerke: int | None = None
    created: datetime | None = field(name="oprettet", default=None)
    changed: datetime | None = field(name="aendret", default=None)
    events: tuple[Event, ...] = field(name="forloeb", default=())

    @property
    def status(self) -> Status:
        """Where it stands now."""
        return self.events[-1].status if self.events else Status.AGREED

    @property
    def latest(self) -> Event | None:
        """What was last said of it."""
        return self.events[-1] if self.events else None

    @property
    def is_open(self) -> bool:
        """Whether something is still expected of it."""
        return not self.status.is_final

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and its deadline is past."""
        return self.is_open and self.deadline is not None and self.deadline < today

    def standing(self, day: date) -> Event | None:
        """What had last become of it on a day, as far as it was known then."""
        known = [event for event in self.events if event.day <= day]
        return known[-1] if known else None

    def with_event(self, event: Event) -> "Action":
        """The same action with one thing more that became of it."""
        return replace(self, events=(*self.events, event))


def is_action_id(text: str) -> bool:
    """Whether a text can be an action's id, and so a file's name on every system."""
    return _ID.fullmatch(text) is not None and not is_device(text)


def action_problems(action: Action, numbers: Collection[int]) -> Iterator[str]:
    """Yield what in an action does not make sense, each with its field.

    Args:
        action: as it was read.
        numbers: the numbers of the round's pejlemærker.
    """
    if not is_action_id(action.id):
        yield "id: må kun have små bogstaver a-z og tal, fra 2 til 12 tegn"
    if not action.text.strip():
        yield "tekst: er tom, skriv, hvad I vil gøre"
    if action.pejlemaerke is not None and action.pejlemaerke not in numbers:
        yield f"pejlemaerke: nummer {action.pejlemaerke} findes ikke i kataloget"
    if action.deadline is not None and action.deadline.year > LAST_YEAR:
        yield f"frist: skal være senest i år {LAST_YEAR}"
