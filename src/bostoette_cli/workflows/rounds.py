"""Which round a command is about, and opening a new one."""

from collections.abc import Sequence

from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import BostoetteError, WrongUse
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import DEFAULT_THRESHOLD, LOWEST_THRESHOLD
from bostoette_cli.language.dates import long_date, season
from bostoette_cli.language.text import fold
from bostoette_cli.storage import catalogues
from bostoette_cli.storage.catalogues import CatalogueFile
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
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


def source_for(store: Store, wish: Wish, previous: StoredRound | None = None) -> CatalogueFile:
    """The catalogue a new round takes: the one named, else the previous round's.

    Without a previous round to follow, the team's choice decides, else the newest round. A
    catalogue that was only ever named by its file is taken from that round's frozen copy.
    """
    if wish.catalogue is not None:
        return store.library.find(wish.catalogue)
    if previous is None and not store.settings.catalogue:
        previous = store.newest()
    if previous is None:
        return store.library.find(store.default_catalogue)
    if previous.round.catalogue not in store.library.ids:
        return catalogues.load(previous.catalogue_path)
    return store.library.find(previous.round.catalogue)


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
    if contains_cpr(team):
        raise WrongUse("Teamets navn ligner et CPR-nummer. Vælg et navn uden personoplysninger.")
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


def data_of(stored: StoredRound) -> RoundData:
    """Everything the arithmetic needs of a stored round, read once."""
    said = tuple(r for r in stored.reading.responses if r.says_something)
    actions = stored.plan.reading.actions
    return RoundData(stored.round, stored.catalogue, said, stored.agreement, actions)


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


def known_catalogues(store: Store) -> set[str]:
    """The ids of the catalogues that have one here, or that have been used in a round."""
    return {*store.library.ids, *(stored.round.catalogue for stored in store.listing.rounds)}


def _catalogue_id(store: Store, reference: str | None) -> str | None:
    """The id of a catalogue that is named by its id or by its file."""
    if reference is None or reference in known_catalogues(store):
        return reference
    return store.library.find(reference).catalogue.id


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
