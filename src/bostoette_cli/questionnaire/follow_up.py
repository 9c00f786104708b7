"""Going through what was agreed, one action at a time: what became of it?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import latest, when
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.language.dates import short_date
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import listed, one_line, shorten
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import BACK, SKIP, STOP, FrontEnd
from bostoette_cli.questionnaire.individual import write_checked
from bostoette_cli.questionnaire.walk import Walk

Keep = Callable[[Planned, Action], None]

OUTCOMES = {"1": Status.DONE, "2": Status.UNDER_WAY, "3": Status.DROPPED}
_QUESTIONS = {
    Status.DONE: "Hvad blev der af det? ",
    Status.UNDER_WAY: "Hvor langt er I? ",
    Status.DROPPED: "Hvorfor dropper I det? ",
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The whole state: the actions as they stood at the start, what is said of them, and where.

    Attributes:
        said: what became of an action, by its place; said again, it replaces the first.
    """

    planned: tuple[Planned, ...]
    today: date
    walk: Walk
    said: Mapping[int, Event] = field(default_factory=dict)

    @property
    def current(self) -> Planned:
        """The action to talk about now, with what has been said of it here."""
        planned, event = self.planned[self.walk.at], self.said.get(self.walk.at)
        return planned._replace(action=planned.action.with_event(event)) if event else planned

    def answered(self, event: Event) -> "FollowUp":
        """Set what became of the current action."""
        return replace(self, said={**self.said, self.walk.at: event})


def begin(planned: Sequence[Planned], today: date) -> FollowUp:
    """Start, or resume on the same day: what was spoken of today is only met on the way back."""
    left = [i for i, (_, action) in enumerate(planned) if not _spoken_of(action, today)]
    route = left or range(len(planned))
    return FollowUp(tuple(planned), today, Walk.along(len(planned), route))


def _spoken_of(action: Action, today: date) -> bool:
    return action.latest is not None and action.latest.day == today


def conduct(state: FollowUp, front: FrontEnd, keep: Keep) -> FollowUp:
    """Hold the conversation; what is said of an action is kept before the next is shown."""
    while not state.walk.is_over:
        key = front.choose(_card(state))
        if key == STOP.key:
            break
        if key == BACK.key:
            state = replace(state, walk=state.walk.back())
        elif key == SKIP.key:
            state = replace(state, walk=state.walk.forward())
        elif event := _told(front, state, OUTCOMES[key]):
            state = state.answered(event)
            keep(state.planned[state.walk.at], state.current.action)
            text = shorten(one_line(state.current.action.text), 50)
            front.say(f"  {key}  {event.status.label.capitalize():<9} {text}")
            state = replace(state, walk=state.walk.forward())
    return state


def _told(front: FrontEnd, state: FollowUp, status: Status) -> Event | None:
    """The outcome in a sentence; None where the outcome calls for one and there is none."""
    action = state.current.action
    default = action.latest.text if action.latest and action.status is status else ""
    sentence = ask_outcome(front, action, status, default)
    if status is Status.DROPPED and not sentence:
        front.say("   Skriv, hvorfor I dropper det, så I kan huske det næste gang. Vælg igen.")
        return None
    return Event(state.today, status, sentence)


def ask_outcome(front: FrontEnd, action: Action, status: Status, default: str = "") -> str:
    """Ask what became of an action, in a sentence that may be left out."""
    return write_checked(front, _QUESTIONS[status], default, action.text)


def _card(state: FollowUp) -> Card:
    action = state.current.action
    chosen = next((key for key, s in OUTCOMES.items() if s is action.status), "")
    return Card(
        text=action.text,
        options=(
            Option("1", "Gjort"),
            Option("2", "I gang"),
            Option("3", "Droppet"),
            SKIP,
            BACK,
            STOP,
        ),
        title="Hvad blev der af det?",
        progress=f"handling {state.walk.at + 1} af {len(state.planned)}",
        details=tuple(_details(state)),
        chosen=chosen if state.walk.at in state.said else "",
    )


def _details(state: FollowUp) -> Iterator[tuple[str, str]]:
    round_, action = state.current
    yield "Aftalt", f"{one_line(round_.title)} ({short_date(round_.day)})"
    if action.pejlemaerke is not None:
        yield "Nummer", str(action.pejlemaerke)
    for label, text in (
        ("Hvem", action.responsible),
        ("Frist", when(action, state.today)),
        ("Tegn", action.sign),
        ("Sidst", latest(action) or (action.status.label if action.events else "")),
    ):
        if text:
            yield label, text


def offer(count: int) -> Card:
    """The card that asks a team, before it agrees on anything, whether to look back first."""
    actions = counted(count, "åben handling", "åbne handlinger")
    return Card(
        f"I har {actions} fra sidst. Vil I begynde med at se, hvad der blev af "
        f"{'den' if count == 1 else 'dem'}?",
        (Option("1", "Ja, gå dem igennem"), Option("2", "Nej, gå videre")),
        chosen="1",
    )


def farewell(state: FollowUp) -> Iterator[str]:
    """What was said, counted, and what to do next."""
    counts = [
        f"{count} {status.label}"
        for status in OUTCOMES.values()
        if (count := sum(event.status is status for event in state.said.values()))
    ]
    yield ""
    yield f"Gemt: {listed(counts)}." if counts else "Der er ikke sagt noget om handlingerne."
