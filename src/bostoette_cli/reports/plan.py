"""Actions for other programs: the shape in ``docs/filformater.md``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.domain.plan import Action, Event
from bostoette_cli.reports.json import FORMAT


def plan_values(planned: Sequence[Planned], today: date) -> dict[str, Any]:
    """The actions in the order given."""
    return {
        "format": FORMAT,
        "handlinger": [
            {**_action_values(action, today), "runde": round_.id} for round_, action in planned
        ],
    }


def _action_values(action: Action, today: date) -> dict[str, Any]:
    return {
        "id": action.id,
        "tekst": action.text,
        "ansvarlig": action.responsible,
        "frist": _day(action.deadline),
        "over_tid": action.is_overdue(today),
        "tegn": action.sign,
        "pejlemaerke": action.pejlemaerke,
        "status": action.status.value,
        "forloeb": [_event_values(event) for event in action.events],
    }


def _event_values(event: Event) -> dict[str, str]:
    return {"dato": event.day.isoformat(), "status": event.status.value, "tekst": event.text}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
