"""Rounds read from the folder into what the arithmetic needs."""

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.rounds import the_round


def data_of(stored: StoredRound) -> RoundData:
    """Everything the arithmetic needs of a stored round, read once."""
    said = tuple(r for r in stored.reading.responses if r.says_something)
    actions = stored.plan.reading.actions
    return RoundData(stored.round, stored.catalogue, said, stored.agreement, actions)


def data_up_to(store: Store, reference: str | None) -> tuple[list[RoundData], list[BostoetteError]]:
    """Read a round and every earlier one of the same catalogue, oldest first.

    Args:
        store: the data folder.
        reference: the round's id or title; the newest unless given.

    Returns:
        The rounds, and what could not be read in them: an earlier round that is damaged is left
        out, since there is enough to say of the last one without it.

    Raises:
        WrongUse: it does not exist, or there are none at all.
        DamagedFile: the round itself cannot be read.
    """
    last = the_round(store, reference)
    rounds: list[RoundData] = []
    problems: list[BostoetteError] = []
    for stored in store.listing.rounds:
        if stored.round.catalogue != last.round.catalogue or stored.place >= last.place:
            continue
        try:
            rounds.append(data_of(stored))
        except BostoetteError as problem:
            problems.append(problem)
        else:
            problems += stored.problems
    return [*rounds, data_of(last)], [*problems, *last.problems]
