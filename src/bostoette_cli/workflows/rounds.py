"""Which round a command is about, and opening a new one."""

from collections.abc import Sequence

from bostoette_cli.analysis.comparison import RoundData
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.rounds import DEFAULT_THRESHOLD, LOWEST_THRESHOLD
from bostoette_cli.language.dates import season
from bostoette_cli.storage import catalogues
from bostoette_cli.storage.store import Store, StoredRound
from bostoette_cli.workflows import clock


def the_round(store: Store, reference: str | None) -> StoredRound:
    """The round that is named, or else the newest.

    Raises:
        WrongUse: it does not exist, or there are none.
    """
    if reference is not None:
        return store.find_round(reference)
    newest = store.newest()
    if newest is None:
        raise WrongUse(
            "Der er ingen runder endnu. Kør bostoette evaluer for at begynde den første."
        )
    return newest


def the_open_round(
    store: Store, reference: str | None, catalogue: str | None
) -> StoredRound | None:
    """The open round to answer in: the named one, or the newest open one; None if there is none.

    Raises:
        WrongUse: the named round does not exist, is closed, or uses another catalogue.
    """
    if reference is None:
        return store.newest(_catalogue_id(store, catalogue), only_open=True)
    stored = store.find_round(reference)
    if not stored.round.is_open:
        raise WrongUse(
            f"Runden »{stored.round.title}« er lukket. "
            f"Åbn den igen med bostoette runde aabn {stored.round.id}"
        )
    wanted = _catalogue_id(store, catalogue)
    if wanted not in (None, stored.round.catalogue):
        raise WrongUse(
            f"Runden »{stored.round.title}« bruger kataloget {stored.round.catalogue}. "
            "Udelad --katalog, eller vælg en anden runde."
        )
    return stored


def open_new(
    store: Store,
    title: str | None = None,
    catalogue: str | None = None,
    *,
    anonymous: bool = False,
    threshold: int = DEFAULT_THRESHOLD,
    team: str = "",
) -> StoredRound:
    """Open a round; without a title it is named after the season.

    Raises:
        WrongUse: the title is blank, the threshold too low, or the catalogue unknown.
    """
    if title is not None and not title.strip():
        raise WrongUse('Titlen er tom. Skriv for eksempel: bostoette runde ny "Efterår 2026"')
    if threshold < LOWEST_THRESHOLD:
        raise WrongUse(
            f"Tærsklen {threshold} er for lav. Den skal være mindst {LOWEST_THRESHOLD}, "
            "ellers kan den enkeltes svar gættes."
        )
    source = catalogues.find(catalogue or catalogues.DEFAULT)
    return store.open_round(
        " ".join(title.split()) if title else _free_season(store),
        source,
        clock.today(),
        team=team,
        mode="anonym" if anonymous else "aaben",
        threshold=threshold,
    )


def data_of(stored: StoredRound) -> RoundData:
    """Everything the arithmetic needs of a stored round, read once."""
    return RoundData(stored.round, stored.catalogue, stored.reading.responses, stored.agreement)


def rounds_to_compare(
    store: Store, references: Sequence[str], *, every: bool = False
) -> list[StoredRound]:
    """The rounds that are named, oldest first; else the newest two of one catalogue, or all of it.

    Raises:
        WrongUse: one does not exist, is named twice, or there are fewer than two.
    """
    if references:
        named = [store.find_round(reference) for reference in references]
        if len({stored.round.id for stored in named}) < len(named):
            raise WrongUse("Den samme runde er nævnt to gange. Nævn to forskellige runder.")
        if len(named) == 1:
            before = store.before(named[0])
            named = [before, *named] if before else named
    else:
        latest = the_round(store, None)
        same = [s for s in store.listing.rounds if s.round.catalogue == latest.round.catalogue]
        named = same if every else same[-2:]
    if len(named) < 2:
        raise WrongUse(
            "Der er kun én runde, så der er ikke noget at sammenligne med endnu. "
            "Åbn den næste med bostoette runde ny, når tiden er inde."
        )
    return sorted(named, key=lambda stored: stored.place)


def rounds_to_report(store: Store, references: Sequence[str]) -> list[StoredRound]:
    """The rounds a report is about: the named ones, oldest first; else the newest two.

    Raises:
        WrongUse: one does not exist, or there are none at all.
    """
    if references:
        named = {stored.round.id: stored for stored in map(store.find_round, references)}
        return sorted(named.values(), key=lambda stored: stored.place)
    latest = the_round(store, None)
    before = store.before(latest)
    return [before, latest] if before else [latest]


def _catalogue_id(store: Store, reference: str | None) -> str | None:
    """The id of a catalogue that is named by its id or by its file."""
    known = {*catalogues.BUNDLED, *(s.round.catalogue for s in store.listing.rounds)}
    if reference is None or reference in known:
        return reference
    return catalogues.find(reference).catalogue.id


def _free_season(store: Store) -> str:
    taken = {stored.round.title for stored in store.listing.rounds}
    title = season(clock.today())
    number = 2
    while title in taken:
        title = f"{season(clock.today())} ({number})"
        number += 1
    return title
