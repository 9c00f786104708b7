"""An evaluation from first key to last: which round, whose answers, the dialogue, the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bostoette_cli.analysis.plan import on
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import Stopped, WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.dates import long_date, short_date
from bostoette_cli.questionnaire import bookends
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import STOP, FrontEnd
from bostoette_cli.questionnaire.individual import (
    Dialogue,
    Earlier,
    begin,
    conduct,
    is_complete,
    write_checked,
)
from bostoette_cli.storage.identity import respondent_id
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredResponse, StoredRound
from bostoette_cli.workflows import clock, plan
from bostoette_cli.workflows.rounds import (
    check_title,
    check_title_is_free,
    named,
    open_next,
    source_for,
    the_open_round,
)
from bostoette_cli.workflows.wish import Wish

# After three months a round is more likely over than waiting for an answer.
_ROUND_IS_OLD_AFTER_DAYS = 90


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who answers in which round, and what they have answered there already.

    Attributes:
        again: whether finished answers are gone through once more.
    """

    stored_round: StoredRound
    role: Role
    label: str
    before: StoredResponse | None = None
    again: bool = False


def check(store: Store, wish: Wish) -> None:
    """Refuse what cannot be done before anybody is asked anything.

    Raises:
        WrongUse: the round, the catalogue or a number does not exist, or nothing is to be asked.
        DamagedFile: the round to answer in cannot be read.
    """
    wish.check()
    check_title(wish.new_round)
    stored = the_open_round(store, wish)
    catalogue = stored.catalogue if stored else source_for(store, wish).catalogue
    check_title_is_free(store, wish.new_round, catalogue.id)
    if wish.role is not None:
        _require_statements(catalogue, wish.role, wish.numbers)
    for number in wish.numbers:
        catalogue.pejlemaerke(number)


def _require_statements(catalogue: Catalogue, role: Role, numbers: Sequence[int]) -> None:
    chosen = [catalogue.pejlemaerke(n) for n in numbers] or catalogue.pejlemaerker
    if not any(p.statements_for(role) for p in chosen):
        raise WrongUse(
            f"Der er ingen udsagn til rollen {role.label} her. Vælg andre numre, "
            "eller en anden rolle med --rolle."
        )


def evaluate(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Lead one person through the questionnaire; stops and resumes by itself.

    Raises:
        Stopped: the person pressed Ctrl-C; everything answered is on disk.
    """
    seat = None
    try:
        seat = _take_a_seat(store, front, wish)
        if seat is not None:
            _answer(store, front, wish, seat)
    except KeyboardInterrupt as error:
        front.say()
        command = wish.again(seat.label if seat else "")
        raise Stopped(
            f"Stoppet. Alt, hvad du har svaret på, er gemt. Fortsæt med {command}"
        ) from error


def _take_a_seat(store: Store, front: FrontEnd, wish: Wish) -> _Seat | None:
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
        return _Seat(stored, _welcomed(front, stored.catalogue, wish), wish.label)
    response = before.response
    complete = is_complete(stored.catalogue, response, wish.numbers)
    again = complete and not response.is_draft
    seat = _Seat(stored, response.role, wish.label, before, again)
    if wish.numbers or not again:
        return seat
    return _after_completion(store, front, wish, seat)


def _new_seat(
    store: Store, front: FrontEnd, wish: Wish, previous: StoredRound | None = None
) -> _Seat:
    choose_catalogue(store, front, wish)
    source = source_for(store, wish, previous)
    for number in wish.numbers:
        source.catalogue.pejlemaerke(number)
    role = _welcomed(front, source.catalogue, wish)
    _require_statements(source.catalogue, role, wish.numbers)
    stored = open_next(store, wish, source)
    front.say(f"Ny runde: {named(stored)}")
    for line in plan.agreed_last_time(plan.before(store, stored)):
        front.say(line)
    return _Seat(stored, role, wish.label)


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


def _after_completion(store: Store, front: FrontEnd, wish: Wish, seat: _Seat) -> _Seat | None:
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


def _another_person(front: FrontEnd, stored: StoredRound) -> _Seat:
    role = _ask_role(front, stored.catalogue)
    label = ""
    while not label:
        label = write_checked(front, "Et mærke, der skiller jer ad, f.eks. Medarbejder 3: ")
    before = stored.find_response(respondent_id(stored.round, role, label))
    return _Seat(stored, role, label, before)


def _answer(store: Store, front: FrontEnd, wish: Wish, seat: _Seat) -> None:
    stored, earlier_round = seat.stored_round, store.before(seat.stored_round)
    response = seat.before.response if seat.before else _fresh(stored, seat)
    numbers = _what_to_take(stored.catalogue, response, wish.numbers)
    response = replace(response, state="kladde", chosen=tuple(numbers))
    _require_statements(stored.catalogue, seat.role, numbers)
    earlier = _earlier(earlier_round, response)
    dialogue = begin(stored.catalogue, response, numbers, earlier, review=seat.again)
    if seat.before:
        _welcome_back(front, dialogue, seat)
    keeper = _Keeper(stored, seat)
    dialogue = conduct(dialogue, front, keeper.keep)
    if keeper.latest and (dialogue.walk.is_over or seat.again):
        keeper.keep(replace(dialogue.response, state="faerdig", chosen=()))
    command = wish.again(seat.label)
    has_earlier = earlier_round is not None
    for line in bookends.farewell(dialogue, command, str(stored.folder), has_earlier=has_earlier):
        front.say(line)


def _what_to_take(catalogue: Catalogue, response: Response, named: Sequence[int]) -> Sequence[int]:
    """The pejlemærker to ask about: the named ones, else those chosen last time until done."""
    if named:
        return named
    chosen = [n for n in response.chosen if any(p.number == n for p in catalogue.pejlemaerker)]
    unfinished = chosen and not begin(catalogue, response, chosen).walk.is_over
    return chosen if unfinished else ()


def _fresh(stored: StoredRound, seat: _Seat) -> Response:
    return Response(
        format=answers.FORMAT,
        catalogue=stored.round.catalogue,
        edition=stored.round.edition,
        round=stored.round.id,
        id=respondent_id(stored.round, seat.role, seat.label),
        # In an anonymous round the label is only for finding the answers again at this computer.
        label="" if stored.round.is_anonymous else seat.label,
        role=seat.role,
        created=clock.stamp(stored.round),
    )


def _welcome_back(front: FrontEnd, dialogue: Dialogue, seat: _Seat) -> None:
    if dialogue.current is None:
        return
    place = dialogue.current.pejlemaerke
    if seat.again:
        front.say(f"Du har svaret på det hele her; vi går det igennem fra {place.number}.")
    else:
        answered = f"du har svaret på {dialogue.response.given_count} udsagn som {seat.role.label}"
        front.say(f"Velkommen tilbage. Vi fortsætter ved {place.number} {place.title}; {answered}.")
    if not seat.label:
        front.say('Er det ikke dig? Stop med g, og skriv: bostoette evaluer --navn "dit mærke"')


def _earlier(before: StoredRound | None, response: Response) -> Earlier:
    """What this person wrote, and what the team agreed on and decided, in the round before."""
    if before is None:
        return Earlier()
    own = next((r for r in before.reading.responses if r.id == response.id), None)
    return Earlier(
        when=short_date(before.round.day),
        notes={id_: a.note for id_, a in own.answers.items() if a.note} if own else {},
        reflections={id_: w.text for id_, w in own.reflections.items()} if own else {},
        reasons={
            p.number: agreed.reason
            for p in before.catalogue.pejlemaerker
            if (agreed := before.agreement.on(p.number)) and agreed.reason
        },
        actions={
            p.number: tuple(in_brief(action, clock.today()) for action in decided)
            for p in before.catalogue.pejlemaerker
            if (decided := on(before.plan.reading.actions, p.number))
        },
    )


class _Keeper:
    """Writes each changed response over the one before; remembers what it wrote last.

    Finished answers that are gone through again are kept aside before the first change.
    """

    def __init__(self, stored: StoredRound, seat: _Seat) -> None:
        self._stored = stored
        self._finished = seat.before if seat.again else None
        self.latest = seat.before

    def keep(self, response: Response) -> Response:
        """Write a response with the present time on it; durable when this returns."""
        stamped = replace(response, changed=clock.stamp(self._stored.round))
        if self._finished is not None and _says_otherwise(self._finished.response, response):
            self._stored.keep_aside(self._finished, clock.stamp(self._stored.round))
            self._finished = None
        self.latest = self._stored.keep_response(stamped, self.latest)
        return stamped


def _says_otherwise(one: Response, other: Response) -> bool:
    return one.answers != other.answers or one.reflections != other.reflections
