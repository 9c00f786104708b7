"""Actions written: agreed on, changed, and what became of them, from the dialogue to the disk."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bostoette_cli.analysis.plan import Planned, in_order
from bostoette_cli.domain import plan
from bostoette_cli.domain.errors import Stopped, WrongUse
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.questionnaire import follow_up, planning
from bostoette_cli.questionnaire.frontend import FrontEnd
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.plan import Found


def check_words(words: Mapping[str, str | None], *, allow_cpr: bool) -> None:
    """Refuse words from the command line that look like a CPR number.

    Args:
        words: what was written, by what it is called in a sentence.
        allow_cpr: whether such words are to be kept all the same.

    Raises:
        WrongUse: one does, and it is not allowed.
    """
    for name, text in words.items():
        if text and not allow_cpr and contains_cpr(text):
            raise WrongUse(
                f"{name} ligner et CPR-nummer. Skriv om praksis, ikke om personer; "
                "er det noget andet, så føj --tillad-cpr til."
            )


def new_action(text: str = "") -> Action:
    """An action that has no id yet."""
    return Action(plan.FORMAT, "", text, created=clock.now())


def keep_new(stored_round: StoredRound, action: Action) -> Found:
    """Keep a new action; durable when this returns."""
    return Found(stored_round, stored_round.plan.add(replace(action, changed=clock.now())))


def keep(found: Found, action: Action, *, is_first: bool = True) -> Found:
    """Keep a changed action; durable when this returns.

    Args:
        found: the action as it was last read or written here.
        action: what to keep.
        is_first: whether it is the first change in this conversation; what stood before that one
            is kept aside.

    Raises:
        StorageFailure: the disk refused, or another program changed the file meanwhile.
    """
    stamped = replace(action, changed=clock.after(found.action.changed))
    aside = clock.stamp(found.stored_round.round) if is_first else None
    kept = found.stored_round.plan.keep(stamped, found.stored, aside)
    return Found(found.stored_round, kept)


def mark(found: Found, status: Status, sentence: str) -> Found:
    """Say what became of an action today.

    Raises:
        WrongUse: it says nothing new, or an action is dropped without a reason.
    """
    action = found.action
    if status is Status.DROPPED and not sentence:
        raise WrongUse(
            "Skriv, hvorfor I dropper den, for eksempel: "
            f'bostoette handleplan drop {action.id} "Vi gør det på en anden måde."'
        )
    if status is Status.AGREED and action.is_open:
        raise WrongUse(f"Handlingen {action.id} er åben i forvejen.")
    if status is action.status and not sentence:
        raise WrongUse(f"Handlingen {action.id} er {status.label} i forvejen.")
    day = max(clock.today(), action.latest.day) if action.latest else clock.today()
    return keep(found, action.with_event(Event(day, status, sentence)))


def agree_on_new(front: FrontEnd, stored_round: StoredRound) -> Found | None:
    """Lead a team through a new action; None where it got no text.

    Raises:
        Stopped: somebody pressed Ctrl-C; what was answered is on disk.
    """
    return _discuss(front, stored_round, new_action(), None)


def change(front: FrontEnd, found: Found) -> Found:
    """Lead a team through an action once more.

    Raises:
        Stopped: somebody pressed Ctrl-C; what was answered is on disk.
    """
    return _discuss(front, found.stored_round, found.action, found) or found


def discuss_new(front: FrontEnd, stored_round: StoredRound, number: int) -> None:
    """Lead a team through a new action on a pejlemærke, in the middle of another dialogue.

    Raises:
        KeyboardInterrupt: somebody stopped; what was answered is on disk.
    """
    action = replace(new_action(), pejlemaerke=number)
    keeper = _Keeper(stored_round)
    planning.discuss(front, action, stored_round.catalogue, clock.today(), keeper.keep)
    if keeper.latest is not None:
        front.say(f"   Handlingen {keeper.latest.action.id} er gemt.")


def _discuss(
    front: FrontEnd, stored_round: StoredRound, action: Action, found: Found | None
) -> Found | None:
    keeper = _Keeper(stored_round, found)
    try:
        planning.discuss(front, action, stored_round.catalogue, clock.today(), keeper.keep)
    except KeyboardInterrupt as error:
        front.say()
        if keeper.latest is None:
            raise Stopped("Stoppet. Der er ikke gemt nogen handling.") from error
        raise Stopped(
            "Stoppet. Det, I nåede at svare på, er gemt. "
            f"Fortsæt med bostoette handleplan ret {keeper.latest.action.id}"
        ) from error
    return keeper.latest


class _Keeper:
    """Writes an action the first time it says something, and then over what it wrote last."""

    def __init__(self, stored_round: StoredRound, found: Found | None = None) -> None:
        self._stored_round = stored_round
        self._first = found
        self.latest = found

    def keep(self, action: Action) -> Action:
        """Write an action; durable when this returns."""
        if self.latest is None:
            self.latest = keep_new(self._stored_round, action)
        else:
            self.latest = keep(self.latest, action, is_first=self.latest is self._first)
        return self.latest.action


def follow(front: FrontEnd, found: Sequence[Found]) -> None:
    """Lead a team through open actions, one by one; what is said of each is kept at once.

    Raises:
        KeyboardInterrupt: somebody stopped; what was said is on disk.
    """
    kept = {f.planned: f for f in found}

    def keep_each(planned: Planned, action: Action) -> None:
        kept[planned] = keep(kept[planned], action)

    state = follow_up.begin(in_order(kept), clock.today())
    state = follow_up.conduct(state, front, keep_each)
    for line in follow_up.farewell(state):
        front.say(line)
