"""Opening a new round and naming one: its catalogue, its title, whether it is anonymous."""

from msgspec import structs

from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.rounds import DEFAULT_THRESHOLD, LOWEST_THRESHOLD
from bostoette_cli.language.dates import long_date, season
from bostoette_cli.language.text import fold
from bostoette_cli.storage import atomic, catalogues
from bostoette_cli.storage.catalogues import CatalogueFile
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.wish import Wish


def source_for(store: Store, wish: Wish, previous: StoredRound | None = None) -> CatalogueFile:
    """The catalogue a new round takes: the one named, else the previous round's.

    Without a previous round to follow, the team's choice decides, else the newest round. A
    catalogue that was only ever named by its file is taken from that round's frozen copy.

    Raises:
        WrongUse: there is no such catalogue.
        DamagedFile: its file cannot be used, or looks like it holds a CPR number.
    """
    if wish.catalogue is not None:
        return _named_catalogue(store, wish.catalogue)
    if previous is None and not store.settings.catalogue:
        previous = store.newest()
    if previous is None:
        return store.library.find(store.default_catalogue)
    if previous.round.catalogue not in store.library.ids:
        return catalogues.load(previous.catalogue_path)
    return store.library.find(previous.round.catalogue)


def _named_catalogue(store: Store, reference: str) -> CatalogueFile:
    """The catalogue that is named; a file is judged here, what is installed was judged then."""
    source = store.library.find(reference)
    if reference not in store.library.ids:
        install = f'bostoette katalog installer "{reference}" --tillad-cpr'
        otherwise = f"kør {install}, og nævn det som {source.catalogue.id}"
        catalogues.refuse_cpr(source, reference, otherwise)
    return source


def open_new(
    store: Store,
    title: str | None,
    source: CatalogueFile,
    *,
    anonymous: bool = False,
    threshold: int = DEFAULT_THRESHOLD,
    team: str = "",
) -> StoredRound:
    """Open a round; without a title it is named after the season.

    Where a colleague has opened one since this command looked, both meant the same round, and that
    one is taken.

    Raises:
        WrongUse: the title is blank or an open round's already, it or the team's name holds
            personal data, or the threshold is too low.
    """
    check_title(title)
    check_team(team)
    if threshold < LOWEST_THRESHOLD:
        raise WrongUse(
            f"Tærsklen {threshold} er for lav. Den skal være mindst {LOWEST_THRESHOLD}, "
            "ellers kan den enkeltes svar gættes."
        )
    mode = "anonym" if anonymous else "aaben"
    seen = {stored.round.id for stored in store.listing.rounds}
    with store.opening() as fresh:
        check_title_is_free(fresh, title, source.catalogue.id)
        newest = fresh.newest(source.catalogue.id, only_open=True)
        if title is None and newest and newest.round.id not in seen and newest.round.mode == mode:
            return newest
        last = fresh.newest()
        return fresh.open_round(
            " ".join(title.split()) if title else _free_title(fresh, source.catalogue),
            source,
            clock.after(last.round.created if last else None),
            team=" ".join(team.split()),
            mode=mode,
            threshold=threshold,
        )


def rename(store: Store, stored: StoredRound, title: str) -> StoredRound:
    """Give a round another title; its id and its folder stay.

    Raises:
        WrongUse: the title is blank, holds personal data, or is another open round's.
        StorageFailure: the disk refused; it keeps the title it has.
    """
    check_title(title)
    if fold(" ".join(title.split())) != fold(stored.round.title):
        check_title_is_free(store, title, stored.round.catalogue)
    with atomic.told_as("få en anden titel", stored.folder):
        return stored.keep_round(structs.replace(stored.round, title=" ".join(title.split())))


def open_next(store: Store, wish: Wish, source: CatalogueFile) -> StoredRound:
    """Open the round that follows: an anonymous team's next round is anonymous too.

    Raises:
        WrongUse: the title is blank or holds personal data.
    """
    before = store.newest(source.catalogue.id)
    last = before.round if before else None
    return open_new(
        store,
        wish.new_round,
        source,
        anonymous=bool(last and last.is_anonymous),
        threshold=last.threshold if last else DEFAULT_THRESHOLD,
        team=last.team if last else "",
    )


def named(stored: StoredRound) -> str:
    """A round's title, and whether it is anonymous."""
    return f"{stored.round.title}{', anonym' if stored.round.is_anonymous else ''}"


def check_title(title: str | None) -> None:
    """Refuse a title that says nothing or too much.

    Raises:
        WrongUse: it is blank or looks like a CPR number.
    """
    if title is not None and not title.strip():
        raise WrongUse('Titlen er tom. Skriv for eksempel: bostoette runde ny "Efterår 2026"')
    if title is not None and contains_cpr(title):
        raise WrongUse("Titlen ligner et CPR-nummer. Vælg en titel uden personoplysninger.")


def check_team(name: str) -> None:
    """Refuse a team's name that says too much.

    Raises:
        WrongUse: it looks like a CPR number.
    """
    if contains_cpr(name):
        raise WrongUse("Teamets navn ligner et CPR-nummer. Vælg et navn uden personoplysninger.")


def check_title_is_free(store: Store, title: str | None, catalogue: str) -> None:
    """Refuse a title that an open round of the same catalogue has: nobody could tell them apart.

    Raises:
        WrongUse: it has.
    """
    for stored in store.listing.rounds:
        round_ = stored.round
        if (
            title is not None
            and round_.is_open
            and round_.catalogue == catalogue
            and fold(" ".join(title.split())) == fold(round_.title)
        ):
            raise WrongUse(
                f"Runden »{round_.title}« er åben i forvejen, fra {long_date(round_.day)}. Svar i "
                f"den med bostoette evaluer --runde {round_.id}, eller vælg en anden titel."
            )


def _free_title(store: Store, catalogue: Catalogue) -> str:
    """The season; where another catalogue's round has that name, with what this one is about."""
    name = season(clock.today())
    others = {s.round.title for s in store.listing.rounds if s.round.catalogue != catalogue.id}
    if name in others:
        name = f"{name}, {catalogue.unit_plural}"
    taken = {stored.round.title for stored in store.listing.rounds}
    title, number = name, 2
    while title in taken:
        title = f"{name} ({number})"
        number += 1
    return title
