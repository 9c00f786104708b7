"""Who answers in which round: found where it can be known, asked where it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.dates import long_date
from bostoette_cli.questionnaire import bookends
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import STOP, FrontEnd
from bostoette_cli.questionnaire.individual import (
    is_complete,
    write_checked,
)
from bostoette_cli.storage.identity import respondent_id
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredResponse, StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.opening import named, open_next, source_for
from bostoette_cli.workflows.rounds import the_open_round
from bostoette_cli.workflows.wish import Wish

# After three months a round is more likely over than waiting for an answer.
_ROUND_IS_OLD_AFTER_DAYS = 90


@dataclass(frozen=True, slots=True)
class Seat:
    """Who answers in which round, and what they have answered there already.

    Attributes:
        again: whether finished answers are gone through once more.
    """

    stored_round: StoredRound
    role: Role
    label: str
    before: StoredResponse | None = None
    again: bool = False


def require_statements(catalogue: Catalogue, role: Role, numbers: Sequence[int]) -> None:
    """Refuse pejlemærker that ask that role nothing.

    Raises:
        WrongUse: they do not.
    """
    chosen = [catalogue.pejlemaerke(n) for n in numbers] or catalogue.pejlemaerker
    if not any(p.statements_for(role) for p in chosen):
        raise WrongUse(
            f"Der er ingen udsagn til rollen {role.label} her. Vælg andre numre, "
            "eller en anden rolle med --rolle."
        )


def take_a_seat(store: Store, front: FrontEnd, wish: Wish) -> Seat | None:
    """Find the round and the person's own answers in it; ask only what cannot be known."""
    stored = the_open_round(store, wish)
    if stored is None:
        return _new_seat(store, front, wish)
    if wish.round is None and _is_old(stored):
        key = front.choose(_old_round_card(stored))
        if key == STOP.key:
            return None
        if key == "1":
            return _new_seat(store, front, wish, stored)
    before = _own_response(stored, front, wish)
    if before is None:
        front.say(f"Runde: {named(stored)}")
        return Seat(stored, _welcomed(front, stored.catalogue, wish), wish.label)
    response = before.response
    complete = is_complete(stored.catalogue, response, wish.numbers)
    again = complete and not response.is_draft
    seat = Seat(stored, response.role, wish.label, before, again)
    if wish.numbers or not again:
        return seat
    return _after_completion(store, front, wish, seat)


def _new_seat(
    store: Store, front: FrontEnd, wish: Wish, previous: StoredRound | None = None
) -> Seat:
    choose_catalogue(store, front, wish)
    source = source_for(store, wish, previous)
    for number in wish.numbers:
        source.catalogue.pejlemaerke(number)
    role = _welcomed(front, source.catalogue, wish)
    require_statements(source.catalogue, role, wish.numbers)
    is_first = not store.listing.rounds
    stored = open_next(store, wish, source)
    front.say(f"Ny runde: {named(stored)}")
    if is_first:
        front.say(f"Dine data ligger i {store.root}")
    from bostoette_cli.workflows import plan  # most answer in a round that is open already

    for line in plan.agreed_last_time(plan.before(store, stored)):
        front.say(line)
    return Seat(stored, role, wish.label)


def choose_catalogue(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Before the very first round, ask what the team wants to look at, and remember it."""
    if wish.catalogue is not None or store.settings.catalogue or store.newest() is not None:
        return
    found = store.library.readable().catalogues[:9]
    options = tuple(Option(str(n), c.title) for n, c in enumerate(found, 1))
    card = Card("Hvad vil I se på?", options, prompt="I kan skifte med bostoette katalog vaelg.")
    chosen = found[int(front.choose(card)) - 1]
    store.choose_catalogue(chosen.id)


def _own_response(stored: StoredRound, front: FrontEnd, wish: Wish) -> StoredResponse | None:
    """The answers given from this computer, under any role unless one is named."""
    roles = [wish.role] if wish.role else list(Role)
    found = [
        response
        for role in roles
        if (response := stored.find_response(respondent_id(stored.round, role, wish.label)))
    ]
    if len(found) < 2:
        return found[0] if found else None
    options = [
        Option(str(number), _described(item.response)) for number, item in enumerate(found, 1)
    ]
    card = Card("Hvis svar vil du fortsætte?", tuple(options))
    return found[int(front.choose(card)) - 1]


def _described(response: Response) -> str:
    state = "i gang" if response.is_draft else "færdig"
    return f"{response.role.label.capitalize()}, {response.given_count} svar, {state}"


def _is_old(stored: StoredRound) -> bool:
    return (clock.today() - stored.round.day).days > _ROUND_IS_OLD_AFTER_DAYS


def _old_round_card(stored: StoredRound) -> Card:
    return Card(
        f"Den åbne runde, »{stored.round.title}«, er fra {long_date(stored.round.day)}. "
        "Er det tid til en ny?",
        (
            Option("1", "Åbn en ny runde"),
            Option("2", "Svar i den gamle"),
            Option(STOP.key, "Stop"),
        ),
    )


def _welcomed(front: FrontEnd, catalogue: Catalogue, wish: Wish) -> Role:
    """Tell a newcomer what comes, and ask who they are unless they have said."""
    for line in bookends.welcome(catalogue, wish.numbers):
        front.say(line)
    return wish.role or _ask_role(front, catalogue)


def _ask_role(front: FrontEnd, catalogue: Catalogue) -> Role:
    roles = [r for r in Role if any(p.statements_for(r) for p in catalogue.pejlemaerker)]
    options = tuple(Option(str(n), role.label.capitalize()) for n, role in enumerate(roles, 1))
    card = Card("Hvem svarer du som?", options, prompt="Udsagnene bliver tilpasset din rolle.")
    return roles[int(front.choose(card)) - 1]


def _after_completion(store: Store, front: FrontEnd, wish: Wish, seat: Seat) -> Seat | None:
    """Everything is answered: look again, open the next round, or give the chair to another."""
    round_ = seat.stored_round.round
    card = Card(
        f"Du har svaret på alt i runden »{round_.title}« ({long_date(round_.day)}).",
        (
            Option("1", "Gå mine svar igennem"),
            Option("2", "Åbn en ny runde"),
            Option("3", "En anden svarer her ved computeren"),
            Option(STOP.key, "Stop"),
        ),
        prompt="Hvad vil du nu?",
    )
    match front.choose(card):
        case "1":
            return seat
        case "2":
            return _new_seat(store, front, wish, seat.stored_round)
        case "3":
            return _another_person(front, seat.stored_round)
        case _:
            return None


def _another_person(front: FrontEnd, stored: StoredRound) -> Seat:
    role = _ask_role(front, stored.catalogue)
    label = ""
    while not label:
        label = write_checked(front, "Et mærke, der skiller jer ad, f.eks. Medarbejder 3: ")
    before = stored.find_response(respondent_id(stored.round, role, label))
    return Seat(stored, role, label, before)
