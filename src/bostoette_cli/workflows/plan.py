"""Actions from the command line to the disk: finding them, adding them, saying what became of them.

An action is found in any round of the data folder, since a deadline does not care for rounds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from bostoette_cli.analysis import plan_phrases
from bostoette_cli.analysis.plan import Planned, in_order
from bostoette_cli.domain import plan
from bostoette_cli.domain.errors import BostoetteError, Stopped, WrongUse
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.language.text import closest, fold, one_line, shorten
from bostoette_cli.questionnaire import follow_up, planning
from bostoette_cli.questionnaire.frontend import FrontEnd
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_plan import StoredAction
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock


class Found(NamedTuple):
    """An action where it stands: the round, and the file."""

    stored_round: StoredRound
    stored: StoredAction

    @property
    def action(self) -> Action:
        """The action by itself."""
        return self.stored.action

    @property
    def planned(self) -> Planned:
        """The action with its round, without any file."""
        return Planned(self.stored_round.round, self.stored.action)


class Overview(NamedTuple):
    """Every action of some rounds, and what of them could not be read."""

    found: Sequence[Found]
    problems: Sequence[BostoetteError]

    def in_order(self, *, every: bool = False) -> list[Planned]:
        """The open actions in the order of a list; with ``every`` what is over as well."""
        return in_order(f.planned for f in self.found if every or f.action.is_open)


def overview(store: Store, reference: str | None = None) -> Overview:
    """Read the actions of one round, or of all.

    Raises:
        WrongUse: the round that is named does not exist.
    """
    if reference is not None:
        return _read([store.find_round(reference)])
    everything = _read(store.listing.rounds)
    return everything._replace(problems=[*store.listing.problems, *everything.problems])


def _read(rounds: Iterable[StoredRound]) -> Overview:
    found: list[Found] = []
    problems: list[BostoetteError] = []
    for stored in rounds:
        try:
            reading = stored.plan.reading
        except BostoetteError as problem:
            problems.append(problem)
            continue
        found += [Found(stored, item) for item in reading.stored]
        problems += reading.problems
    return Overview(found, problems)


def before(store: Store, later: StoredRound) -> Overview:
    """What was agreed in the rounds of the same catalogue before another, and is still open."""
    earlier = [
        stored
        for stored in store.listing.rounds
        if stored.round.catalogue == later.round.catalogue and stored.place < later.place
    ]
    everything = _read(earlier)
    return everything._replace(found=[f for f in everything.found if f.action.is_open])


def to_follow_up(store: Store, latest: StoredRound, *, only: bool) -> Overview:
    """The open actions to talk about: those from before a round, or, if there are none, its own.

    Args:
        store: the data folder.
        latest: the round a team stands in.
        only: take that round's own in any case.
    """
    earlier = before(store, latest)
    if earlier.found and not only:
        return earlier
    own = _read([latest])
    problems = own.problems if only else [*earlier.problems, *own.problems]
    return Overview([f for f in own.found if f.action.is_open], problems)


def find(everything: Overview, reference: str) -> Found:
    """Find an action by its id, or by so much of its text that only one fits; open ones first.

    Raises:
        WrongUse: none fits, or more than one does.
        DamagedFile: there are only damaged ones.
    """
    wanted = " ".join(fold(reference).split())
    if exact := [f for f in everything.found if f.action.id == wanted]:
        return _only(exact, reference)
    fits = [f for f in everything.found if wanted and wanted in _comparable(f.action)]
    if fits:
        return _only([f for f in fits if f.action.is_open] or fits, reference)
    if not everything.found and everything.problems:
        raise everything.problems[0]
    raise WrongUse(f"Handlingen »{one_line(reference)}« findes ikke. {_hint(everything, wanted)}")


def _comparable(action: Action) -> str:
    return " ".join(fold(action.text).split())


def _only(fits: Sequence[Found], reference: str) -> Found:
    if len(fits) == 1:
        return fits[0]
    if len({f.action.id for f in fits}) < len(fits):
        raise WrongUse(f"»{one_line(reference)}« findes i flere runder. Nævn runden med --runde.")
    ids = ", ".join(f.action.id for f in fits)
    raise WrongUse(f"»{one_line(reference)}« passer på flere handlinger: {ids}. Skriv den enes id.")


def _hint(everything: Overview, wanted: str) -> str:
    by_name = {name: f for f in everything.found for name in (f.action.id, _comparable(f.action))}
    near = closest(wanted, by_name)
    if near is None:
        return "Kør bostoette handleplan --alle for at se dem, der findes."
    action = by_name[near].action
    return f"Mente du {action.id}, »{shorten(one_line(action.text), 50)}«?"


def check_words(*texts: str, allow_cpr: bool) -> None:
    """Refuse words from the command line that look like a CPR number.

    Raises:
        WrongUse: one does, and it is not allowed.
    """
    if not allow_cpr and any(contains_cpr(text) for text in texts):
        raise WrongUse(
            "Teksten ligner et CPR-nummer. Skriv om praksis, ikke om personer; "
            "er det noget andet, så føj --tillad-cpr til."
        )


def new_action(text: str = "") -> Action:
    """An action that has no id yet."""
    return Action(plan.FORMAT, "", text, created=clock.now())


def keep_new(stored_round: StoredRound, action: Action) -> Found:
    """Keep a new action; durable when this returns."""
    return Found(stored_round, stored_round.plan.add(replace(action, changed=clock.now())))


def keep(found: Found, action: Action) -> Found:
    """Keep a changed action; durable when this returns.

    Raises:
        StorageFailure: the disk refused, or another program changed the file meanwhile.
    """
    stamped = replace(action, changed=clock.now())
    kept = found.stored_round.plan.keep(stamped, found.stored)
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
    return keep(found, action.with_event(Event(clock.today(), status, sentence)))


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


def _discuss(
    front: FrontEnd, stored_round: StoredRound, action: Action, found: Found | None
) -> Found | None:
    latest = found

    def keep_each(changed: Action) -> Action:
        nonlocal latest
        latest = keep(latest, changed) if latest else keep_new(stored_round, changed)
        return latest.action

    try:
        planning.discuss(front, action, stored_round.catalogue, clock.today(), keep_each)
    except KeyboardInterrupt as error:
        front.say()
        if latest is None:
            raise Stopped("Stoppet. Der er ikke gemt nogen handling.") from error
        raise Stopped(
            "Stoppet. Det, I nåede at svare på, er gemt. "
            f"Fortsæt med bostoette handleplan ret {latest.action.id}"
        ) from error
    return latest


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


def agreed_last_time(earlier: Overview) -> Iterable[str]:
    """The lines that open a round: what is still open from those before it."""
    return plan_phrases.agreed_last_time(earlier.in_order(), clock.today())
