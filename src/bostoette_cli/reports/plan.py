"""Actions for other programs: the shape in ``docs/filformater.md``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.reports.json import FORMAT, action_values


def plan_values(planned: Sequence[Planned], today: date) -> dict[str, Any]:
    """The actions in the order given."""
    return {
        "format": FORMAT,
        "handlinger": [
            {
                **action_values(action),
                "over_tid": action.is_overdue(today),
                "runde": round_.id,
            }
            for round_, action in planned
        ],
    }
