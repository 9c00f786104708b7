"""Which round, or which rounds, a command is about."""

from collections.abc import Sequence

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.wish import Wish


def the_round(store: Store, reference: str | None) -> StoredRound:
    """The round that is named, or else the newest.

    Raises:
        WrongUse: it does not exist, or there are none.
        DamagedFile: there are only damaged ones.
    """
    if reference is not None:
        return store.find_round(reference)
    if store.current is not None:
        return store.current
    if store.listing.problems:
        raise store.listing.problems[0]
    raise WrongUse(
        f"Der er ingen runder endnu i {store.root}. "
        "Kør bostoette evaluer for at begynde den første."
    )


def the_open_round(store: Store, wish: Wish) -> StoredRound | None:
    """The open round to answer in: the named one, or the newest open one; None calls for a new.

    Raises:
        WrongUse: the named round does not exist, is closed, or uses another catalogue.
        DamagedFile: a round that cannot be read may be the very one to answer in.
    """
    if wish.new_round is not None:
        return None
    wanted = _catalogue_id(store, wish.catalogue)
    if wish.round is None:
        stored = store.newest(wanted or store.settings.catalogue or None, only_open=True)
        if stored is None and store.listing.problems:
            raise store.listing.problems[0]
        return stored
    stored = store.find_round(wish.round)
    if not stored.round.is_open:
        raise WrongUse(
            f"Runden »{stored.round.title}« er lukket. "
            f"Åbn den igen med bostoette runde aabn {stored.round.id}"
        )
    if wanted not in (None, stored.round.catalogue):
        raise WrongUse(
            f"Runden »{stored.round.title}« bruger kataloget {stored.round.catalogue}. "
            "Udelad --katalog, eller vælg en anden runde."
        )
    return stored


def rounds_to_compare(
    store: Store, references: Sequence[str], *, every: bool = False
) -> list[StoredRound]:
    """The rounds that are named, oldest first; else the newest two of one catalogue, or all of it.

    Raises:
        WrongUse: one does not exist, is named twice, or there are fewer than two.
        DamagedFile: there are fewer than two because another cannot be read.
    """
    if references and every:
        raise WrongUse("Nævn enten runderne, eller brug --alle. Ikke begge dele.")
    if references:
        chosen = [store.find_round(reference) for reference in references]
        if len({stored.round.id for stored in chosen}) < len(chosen):
            raise WrongUse("Den samme runde er nævnt to gange. Nævn to forskellige runder.")
        if len(chosen) == 1:
            before = store.before(chosen[0])
            if before is None:
                raise WrongUse(
                    f"Der er ingen besvaret runde før »{chosen[0].round.title}«. Nævn to runder."
                )
            chosen = [before, *chosen]
    else:
        latest = the_round(store, None)
        chosen = [
            stored
            for stored in store.listing.rounds
            if stored.round.catalogue == latest.round.catalogue
            and (stored.round.id == latest.round.id or not stored.is_empty)
        ]
        chosen = chosen if every else chosen[-2:]
    if len(chosen) < 2 and store.listing.problems:
        raise store.listing.problems[0]
    if len(chosen) < 2:
        raise WrongUse(
            f"Der er kun én besvaret runde med kataloget {chosen[0].round.catalogue}, så der er "
            "ikke noget at sammenligne med endnu. Åbn den næste med bostoette runde ny, "
            "når tiden er inde."
        )
    return sorted(chosen, key=lambda stored: stored.place)


def rounds_to_report(store: Store, references: Sequence[str]) -> list[StoredRound]:
    """The rounds a report is about: the named ones, oldest first; else the newest two.

    Raises:
        WrongUse: one does not exist, or there are none at all.
    """
    if references:
        chosen = {stored.round.id: stored for stored in map(store.find_round, references)}
        return sorted(chosen.values(), key=lambda stored: stored.place)
    latest = the_round(store, None)
    before = store.before(latest)
    return [before, latest] if before else [latest]


def known_catalogues(store: Store) -> set[str]:
    """The ids of the catalogues that have one here, or that have been used in a round."""
    return {*store.library.ids, *(stored.round.catalogue for stored in store.listing.rounds)}


def _catalogue_id(store: Store, reference: str | None) -> str | None:
    """The id of a catalogue that is named by its id or by its file."""
    if reference is None or reference in known_catalogues(store):
        return reference
    return store.library.find(reference).catalogue.id
