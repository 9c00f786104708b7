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
    """Find a round in the bin by its id, its title or its place in the data folder.

    Raises:
        WrongUse: none fits, or several rounds do.
    """
    every = wastebasket.binned(store.root)
    wanted = fold(reference.strip())
    fits = [e for e in every if wanted in (fold(e.id), fold(e.title), fold(e.place))]
    if len(fits) > 1:
        places = ", ".join(one_line(each.place) for each in fits)
        raise WrongUse(
            f"»{one_line(reference)}« passer på flere i papirkurven: {places}. Skriv hele stedet "
            "på den rigtige."
        )
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
    """What is to be deleted for good: the one that is named, or all there is.

    Raises:
        WrongUse: the round is not in the bin.
    """
    if reference is None:
        return wastebasket.binned(store.root)
    return [find(store, reference)]


def namesake(store: Store, each: Binned) -> StoredRound | None:
    """Another open round with the title of one that was brought back, if there is one."""
    listing = Store(store.root).listing.rounds
    back = next((stored for stored in listing if stored.round.id == each.id), None)
    if back is None or not back.round.is_open:
        return None
    others = (s for s in listing if s.round.is_open and s.round.id != each.id)
    return next((s for s in others if fold(s.round.title) == fold(back.round.title)), None)
