"""Which reflection question comes next: the one shown longest ago, or never."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Reflection
from bostoette_cli.domain.errors import WrongUse

_NEVER = datetime.min.replace(tzinfo=UTC)


def next_question(
    catalogue: Catalogue, chosen: Sequence[Pejlemaerke], shown: Mapping[str, datetime]
) -> tuple[Pejlemaerke, Reflection, str]:
    """Choose a question.

    Questions never shown come first, one from each pejlemærke before the second of any.

    Args:
        catalogue: where the questions stand.
        chosen: the pejlemærker to take one from.
        shown: when each was last shown, by the name that comes back as the third value.

    Raises:
        WrongUse: the pejlemærker have no questions.
    """
    every = [
        (place, pejlemaerke, question, f"{catalogue.id}-{question.id}")
        for pejlemaerke in chosen
        for place, question in enumerate(pejlemaerke.reflections)
    ]
    if not every:
        raise WrongUse("Der er ingen spørgsmål til eftertanke her. Vælg et andet nummer.")
    _, pejlemaerke, question, name = min(every, key=lambda item: (_last(shown, item[3]), item[0]))
    return pejlemaerke, question, name


def _last(shown: Mapping[str, datetime], name: str) -> datetime:
    """When a question was last shown; a time written by hand without an offset is local."""
    return shown[name].astimezone() if name in shown else _NEVER
