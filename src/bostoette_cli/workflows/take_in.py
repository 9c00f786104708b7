"""Taking one filled-in response into its round: the same checks as at the keyboard, or nothing."""

from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import ChangedElsewhere, DamagedFile, WrongUse
from bostoette_cli.domain.privacy import ADDRESS_HINT
from bostoette_cli.domain.rounds import Round
from bostoette_cli.domain.validation import address_fields, response_problems
from bostoette_cli.domain.versions import Outcome, of_several, outcome
from bostoette_cli.language.text import listed
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import brought, clock
from bostoette_cli.workflows.brought import Brought
from bostoette_cli.workflows.opening import check_title, check_title_is_free, open_next, source_for
from bostoette_cli.workflows.rounds import known_catalogues, the_open_round
from bostoette_cli.workflows.wish import Wish

_OTHER_CATALOGUE = (
    "Tag filen ind i en runde med det katalog og den udgave: Nævn runden med --runde. "
    "bostoette runder viser dem. Intet er gemt."
)
# So many can write the same response at once, before the last of them is told to try again.
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a response, and in which round."""

    stored_round: StoredRound
    response: Response
    outcome: Outcome


def take_in(store: Store, path: Path, wish: Wish, *, allow_cpr: bool = False) -> Taken:
    """Check a file against the round's catalogue and keep it as a response.

    The same file twice changes nothing. A later version with the same ``id`` replaces the earlier
    one, which is kept aside in the round's folder; an older one does not. A file without an ``id``
    is known by its content alone, so an edited one counts as another respondent.

    Raises:
        DamagedFile: the file cannot be read or does not fit; nothing is changed.
        WrongUse: the round does not exist or is closed.
    """
    wish.check()
    check_title(wish.new_round)
    if wish.numbers:
        raise WrongUse("--svar tager alle svar i filen. Udelad numrene.")
    return place(store, brought.read(path, wish, allow_cpr=allow_cpr), wish)


def place(store: Store, found: Brought, wish: Wish) -> Taken:
    """Keep a response that has been read, in the round it belongs to.

    An anonymous round takes neither the label nor the fields that are not ours, which may say who
    answered.

    Raises:
        DamagedFile: it fits no round; nothing is changed.
        WrongUse: the round that is wished for does not exist or is closed.
    """
    stored = _target(store, found, wish)
    response = replace(
        found.response,
        round=stored.round.id,
        label="" if stored.round.is_anonymous else found.response.label,
        created=_stamped(stored.round, found.response.created),
        changed=_stamped(stored.round, found.response.changed),
    )
    return _kept(stored, changed(found, response=response))


def described(taken: Taken) -> str:
    """What became of a response, in a sentence without its file's name."""
    if taken.outcome is Outcome.OLDER:
        return "ældre end det, der ligger her: ikke taget ind."
    if taken.outcome is Outcome.DRAFT:
        return "en kladde, og her ligger færdige svar: ikke taget ind."
    response = taken.response
    count = response.given_count
    said = (
        f"{count} svar fra en {response.role.label} i runden "
        f"»{taken.stored_round.round.title}«: {of_several(taken.outcome, count)}."
    )
    fields = list(address_fields(to_builtins(response)))
    return f"{said} {listed(fields)}: {ADDRESS_HINT}" if fields else said


def _stamped(round_: Round, moment: datetime | None) -> datetime | None:
    """A file's own moment as the round keeps it; what is not known stays so."""
    return None if moment is None else clock.stamp(round_, moment)


def _target(store: Store, found: Brought, wish: Wish) -> StoredRound:
    """The round a response belongs to; a new one only once it has proved good for it."""
    stored = _existing(store, found, wish)
    if stored is not None:
        _require_fit(found, stored.catalogue)
        return stored
    response = found.response
    if wish.catalogue is None and response.catalogue not in store.library.ids:
        raise DamagedFile(
            str(found.path),
            [f"katalog: »{response.catalogue}« følger ikke med"],
            "Nævn katalogets fil med --katalog, eller en runde, der bruger det, med --runde.",
        )
    source = source_for(store, changed(wish, catalogue=wish.catalogue or response.catalogue))
    _require_fit(found, source.catalogue)
    check_title_is_free(store, wish.new_round, source.catalogue.id)
    return open_next(store, wish, source)


def _existing(store: Store, found: Brought, wish: Wish) -> StoredRound | None:
    """The open round that is named on the command line or in the file, or the newest that fits."""
    response = found.response
    if wish.catalogue is None and response.catalogue in known_catalogues(store):
        wish = changed(wish, catalogue=response.catalogue)
    if wish.round is None and wish.new_round is None and response.round:
        return _round_in_the_file(store, found)
    stored = the_open_round(store, changed(wish, catalogue=None) if wish.round else wish)
    if stored is not None and response.round not in ("", stored.round.id):
        raise DamagedFile(
            str(found.path),
            [f"runde: »{response.round}«, men svarene skulle ind i »{stored.round.title}«"],
            "Vælg den rigtige runde med --runde, eller fjern linjen fra filen.",
        )
    return stored


def _round_in_the_file(store: Store, found: Brought) -> StoredRound:
    named = found.response.round
    try:
        stored = store.find_round(named)
    except WrongUse as error:
        raise DamagedFile(
            str(found.path),
            [f"runde: »{named}« findes ikke her"],
            "Se runderne med bostoette runder, og ret linjen i filen, eller fjern den.",
        ) from error
    if not stored.round.is_open:
        raise DamagedFile(
            str(found.path),
            [f"runden »{stored.round.title}« er lukket"],
            f"Åbn den igen med bostoette runde aabn {stored.round.id}, og prøv igen.",
        )
    return stored


def _require_fit(found: Brought, catalogue: Catalogue) -> None:
    problems = list(response_problems(found.response, catalogue))
    if not problems:
        return
    given = (found.response.catalogue, found.response.edition)
    fits = given == (catalogue.id, catalogue.edition)
    raise DamagedFile(str(found.path), problems, brought.MEND if fits else _OTHER_CATALOGUE)


def _kept(stored: StoredRound, found: Brought, attempts: int = _ATTEMPTS) -> Taken:
    """Keep the response, judging it anew whenever somebody else has just written the same one."""
    before = stored.find_response(found.response.id)
    what = outcome(before.response if before else None, found.response)
    if what in (Outcome.KEPT, Outcome.REPLACED):
        try:
            aside = clock.stamp(stored.round)
            unknown = {} if stored.round.is_anonymous else found.values
            stored.keep_response(found.response, before, unknown, aside)
        except ChangedElsewhere:
            if attempts == 1:
                raise
            return _kept(stored, found, attempts - 1)
    return Taken(stored, found.response, what)
