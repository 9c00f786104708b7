"""Actions read: those of a round, those still open from before it, and the one that is meant.

An action is found in any round of the data folder, since a deadline does not care for rounds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bostoette_cli.analysis import plan_phrases
from bostoette_cli.analysis.plan import Planned, in_order
from bostoette_cli.domain.errors import BostoetteError, WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.text import closest, fold, one_line, shorten
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


def unreadable(store: Store) -> Sequence[BostoetteError]:
    """Why some of the actions in the rounds that can be read cannot."""
    return _read(store.listing.rounds).problems


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
    raise WrongUse(
        f"»{one_line(reference)}« passer på flere handlinger: {ids}. Skriv id'et på den rigtige."
    )


def _hint(everything: Overview, wanted: str) -> str:
    by_name = {name: f for f in everything.found for name in (f.action.id, _comparable(f.action))}
    near = closest(wanted, by_name)
    if near is None:
        return "Kør bostoette handleplan --alle for at se dem, der findes."
    action = by_name[near].action
    return f"Mente du {action.id}, »{shorten(one_line(action.text), 50)}«?"


def agreed_last_time(earlier: Overview) -> Iterable[str]:
    """The lines that open a round: what is still open from those before it."""
    return plan_phrases.agreed_last_time(earlier.in_order(), clock.today())
