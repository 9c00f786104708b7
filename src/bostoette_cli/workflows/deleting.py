"""Deleting a round, having it back, and emptying the bin."""

from collections.abc import Sequence
from pathlib import Path

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import fold, one_line
from bostoette_cli.storage import bounds, wastebasket
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.storage.wastebasket import Binned
from bostoette_cli.workflows import clock


def contents(folder: Path) -> str:
    """What a round's folder holds, counted by its files, so that damaged ones count too."""
    answered, agreed = (
        len(list(place.glob("[!.]*.toml"))) if not bounds.outside(place, folder) else 0
        for place in (folder / "besvarelser", folder / "handleplan")
    )
    actions = f" og {counted(agreed, 'handling', 'handlinger')}" if agreed else ""
    return f"{counted(answered, 'besvarelse', 'besvarelser')}{actions}"


def delete(store: Store, stored: StoredRound) -> Path:
    """Move a round to the bin.

    Returns:
        Where it lies now.

    Raises:
        StorageFailure: it could not be moved; it stands where it stood.
    """
    with store.opening():
        return wastebasket.throw_out(store.root, stored.folder, clock.today())


def find(store: Store, reference: str) -> Binned:
    """Find a round in the bin by its id or title; of several deletions of one, the latest.

    Raises:
        WrongUse: none fits, or several rounds do.
    """
    every = wastebasket.binned(store.root)
    wanted = fold(reference.strip())
    fits = [each for each in every if wanted in (fold(each.id), fold(each.title))]
    if len({each.id for each in fits}) > 1:
        ids = ", ".join(each.id for each in fits)
        raise WrongUse(f"»{one_line(reference)}« passer på flere slettede runder: {ids}. Skriv id.")
    if fits:
        return fits[0]
    if not every:
        raise WrongUse("Papirkurven er tom, så der er ingen slettede runder.")
    raise WrongUse(
        f"Runden »{one_line(reference)}« ligger ikke i papirkurven. Dér ligger: "
        f"{', '.join(each.id for each in every)}."
    )


def bring_back(store: Store, each: Binned) -> None:
    """Put a round from the bin back among the others.

    Raises:
        WrongUse: there is a round of that id.
        StorageFailure: it could not be moved; it lies in the bin.
    """
    with store.opening():
        try:
            wastebasket.take_out(each, store.root / "runder" / each.id)
        except FileExistsError as error:
            raise WrongUse(
                f"Der er allerede en runde med id'et {each.id}. Slet den først med bostoette "
                f"runde slet {each.id}, eller lad den slettede ligge."
            ) from error


def to_destroy(store: Store, reference: str | None) -> Sequence[Binned]:
    """What is to be deleted for good: every deletion of the round that is named, or all there is.

    Raises:
        WrongUse: the round is not in the bin.
    """
    every = wastebasket.binned(store.root)
    if reference is None:
        return every
    id_ = find(store, reference).id
    return [each for each in every if each.id == id_]
