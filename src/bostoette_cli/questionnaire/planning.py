"""Agreeing on an action: what exactly, who, by when, and how it will be seen that it worked.

One thing is asked at a time, and each is kept before the next is asked. All but the first can be
left open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.deadlines import read_deadline
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.text import one_line, shorten
from bostoette_cli.questionnaire.frontend import FrontEnd
from bostoette_cli.questionnaire.individual import write_checked

KeepAction = Callable[[Action], Action]


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing to ask about an action.

    Attributes:
        prompt: stands in front of what is written.
        label: names the answer on the line that stays on the screen.
        shown: what was agreed before, as it can be written again.
        put: lays what was written into the action.
    """

    prompt: str
    label: str
    shown: Callable[[Action], str]
    put: Callable[[Action, str], Action]


def discuss(
    front: FrontEnd, action: Action, catalogue: Catalogue, today: date, keep: KeepAction
) -> Action | None:
    """Ask for each part of an action; what was agreed before is the starting point.

    A new one whose pejlemærke is known already is not asked what it is about.

    Args:
        front: who asks.
        action: a new one without a text, or one to change.
        catalogue: whose pejlemærker it can be about.
        today: the day to count deadlines from.
        keep: writes the action, durably, and gives it back.

    Returns:
        The action as it was kept; None where a new one got no text.

    Raises:
        KeyboardInterrupt: somebody stopped; what was answered is kept.
    """
    front.say("Én ting ad gangen. Alt andet end det første kan stå åbent: Tryk blot Enter.")
    known = action.pejlemaerke is not None and not action.text
    questions = _questions(catalogue, today)
    for question in questions[:-1] if known else questions:
        changed = _answered(front, question, action)
        if not changed.text:
            return None
        if changed != action:
            action = keep(changed)
            answer = shorten(one_line(question.shown(action)), 60) or "står åbent"
            front.say(f"  {question.label:<14} {answer}")
    return action


def _questions(catalogue: Catalogue, today: date) -> Sequence[_Question]:
    first, last = catalogue.pejlemaerker[0].number, catalogue.pejlemaerker[-1].number
    return (
        _Question(
            "Hvad vil I gøre, helt konkret? ",
            "Hvad",
            lambda action: action.text,
            lambda action, text: replace(action, text=text or action.text),
        ),
        _Question(
            "Hvem sørger for det? ",
            "Hvem",
            lambda action: action.responsible,
            lambda action, text: replace(action, responsible=text),
        ),
        _Question(
            "Hvornår skal det være gjort? (f.eks. 1. marts eller om 6 uger) ",
            "Hvornår",
            _written_deadline,
            lambda action, text: replace(action, deadline=_deadline(action, text, today)),
        ),
        _Question(
            "Hvordan kan I se, at det virker? ",
            "Tegn",
            lambda action: action.sign,
            lambda action, text: replace(action, sign=text),
        ),
        _Question(
            f"Hvilket nummer handler det om? ({first}-{last}) ",
            catalogue.unit.capitalize(),
            lambda action: str(action.pejlemaerke or ""),
            lambda action, text: replace(action, pejlemaerke=catalogue.number(text)),
        ),
    )


def _answered(front: FrontEnd, question: _Question, action: Action) -> Action:
    """Ask until what is written can be used."""
    default = question.shown(action)
    while True:
        text = write_checked(front, question.prompt, default)
        try:
            return question.put(action, text)
        except WrongUse as error:
            front.say(f"   {error}")
            default = text


def _written_deadline(action: Action) -> str:
    return long_date(action.deadline) if action.deadline else ""


def _deadline(action: Action, text: str, today: date) -> date | None:
    """The deadline that is written; one that is left as it was may be past."""
    if text == _written_deadline(action):
        return action.deadline
    return read_deadline(text, today) if text else None
