"""An evaluation from first key to last: which round, whose answers, the dialogue, the end."""

from dataclasses import dataclass

from msgspec.structs import replace

from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import Stopped, WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreement
from bostoette_cli.language.dates import long_date, short_date
from bostoette_cli.language.text import visible
from bostoette_cli.questionnaire import farewell
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import STOP, FrontEnd
from bostoette_cli.questionnaire.individual import Dialogue, Earlier, begin, conduct, is_complete
from bostoette_cli.storage import catalogues
from bostoette_cli.storage.identity import respondent_id
from bostoette_cli.storage.store import Store, StoredResponse, StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.rounds import open_new, the_open_round

# After three months a round is more likely over than waiting for its first answer.
_ROUND_IS_OLD_AFTER_DAYS = 90


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line; None and empty where nothing was said."""

    numbers: tuple[int, ...] = ()
    round: str | None = None
    new_round: str | None = None
    role: Role | None = None
    label: str = ""
    catalogue: str | None = None


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who answers in which round, and what they have answered there already."""

    stored_round: StoredRound
    role: Role
    label: str
    before: StoredResponse | None
    review: bool = False


def check(store: Store, wish: Wish) -> None:
    """Refuse what cannot be done before anybody is asked anything.

    Raises:
        WrongUse: the round, the catalogue or a number does not exist.
    """
    stored = None
    if wish.new_round is None:
        stored = the_open_round(store, wish.round, wish.catalogue)
    if stored is None and wish.new_round is None and store.listing.problems:
        raise store.listing.problems[0]  # it may be the very round that should be answered
    reference = wish.catalogue or catalogues.DEFAULT
    catalogue = stored.catalogue if stored else catalogues.find(reference).catalogue
    for number in wish.numbers:
        catalogue.pejlemaerke(number)


def evaluate(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Lead one person through the questionnaire; stops and resumes by itself.

    Raises:
        Stopped: the person pressed Ctrl-C; everything answered is on disk.
    """
    try:
        seat = _take_a_seat(store, front, wish)
        if seat is None:
            return
        _answer(store, front, wish, seat)
    except KeyboardInterrupt as error:
        front.say()
        raise Stopped(
            "Stoppet. Alt, hvad du har svaret på, er gemt. Fortsæt med bostoette evaluer"
        ) from error


def _take_a_seat(store: Store, front: FrontEnd, wish: Wish) -> _Seat | None:
    """Find the round and the person's own answers in it; ask only what cannot be known."""
    stored = None
    if wish.new_round is None:
        stored = the_open_round(store, wish.round, wish.catalogue)
    if stored is None:
        return _new_seat(store, front, wish, wish.new_round)
    before = _own_response(stored, front, wish)
    if before is None:
        if wish.round is None and _is_old(stored):
            key = front.choose(_old_round_card(stored))
            if key == STOP.key:
                return None
            if key == "1":
                return _new_seat(store, front, wish, None)
        role = _welcomed(front, stored.catalogue, wish)
        return _Seat(stored, role, wish.label, None)
    response = before.response
    if not is_complete(stored.catalogue, response, wish.numbers):
        return _Seat(stored, response.role, response.label, before)
    seat = _Seat(stored, response.role, response.label, before, review=not response.is_draft)
    if wish.numbers or response.is_draft:
        return seat
    return _after_completion(store, front, wish, seat)


def _new_seat(store: Store, front: FrontEnd, wish: Wish, title: str | None) -> _Seat:
    source = catalogues.find(wish.catalogue or catalogues.DEFAULT).catalogue
    role = _welcomed(front, source, wish)
    stored = open_new(store, title, wish.catalogue)
    front.say(f"Ny runde: {stored.round.title}")
    return _Seat(stored, role, wish.label, None)


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
    return f"{response.role.label.capitalize()}, {len(response.answers)} svar, {state}"


def _is_old(stored: StoredRound) -> bool:
    return (clock.today() - stored.round.day).days > _ROUND_IS_OLD_AFTER_DAYS


def _old_round_card(stored: StoredRound) -> Card:
    return Card(
        f"Den åbne runde, »{visible(stored.round.title)}«, er fra {long_date(stored.round.day)}. "
        "Er det tid til en ny?",
        (
            Option("1", "Åbn en ny runde"),
            Option("2", "Svar i den gamle"),
            Option(STOP.key, "Stop"),
        ),
        chosen="1",
    )


def _welcomed(front: FrontEnd, catalogue: Catalogue, wish: Wish) -> Role:
    """Tell a newcomer what comes, and ask who they are unless they have said."""
    for line in farewell.welcome(catalogue, wish.numbers):
        front.say(line)
    return wish.role or _ask_role(front)


def _ask_role(front: FrontEnd) -> Role:
    roles = list(Role)
    options = tuple(Option(str(n), role.label.capitalize()) for n, role in enumerate(roles, 1))
    card = Card("Hvem svarer du som?", options, prompt="Udsagnene passer til rollen.")
    return roles[int(front.choose(card)) - 1]


def _after_completion(store: Store, front: FrontEnd, wish: Wish, seat: _Seat) -> _Seat | None:
    """Everything is answered: look again, open the next round, or give the chair to another."""
    card = Card(
        f"Du har svaret på alt i runden »{visible(seat.stored_round.round.title)}« "
        f"({long_date(seat.stored_round.round.day)}).",
        (
            Option("1", "Gå mine svar igennem"),
            Option("2", "Åbn en ny runde"),
            Option("3", "En anden svarer her ved computeren"),
            Option(STOP.key, "Stop"),
        ),
        prompt="Hvad vil du nu?",
    )
    key = front.choose(card)
    if key == "1":
        return seat
    if key == "2":
        return _new_seat(store, front, wish, None)
    if key == "3":
        return _another_person(front, seat.stored_round)
    return None


def _another_person(front: FrontEnd, stored: StoredRound) -> _Seat:
    role = _ask_role(front)
    label = ""
    while not label:
        label = front.write("Et mærke, der skiller jer ad, f.eks. Medarbejder 3: ").strip()
    before = stored.find_response(respondent_id(stored.round, role, label))
    return _Seat(stored, role, label, before)


def _answer(store: Store, front: FrontEnd, wish: Wish, seat: _Seat) -> None:
    stored = seat.stored_round
    keeper = _Keeper(stored, seat.before)
    response = seat.before.response if seat.before else _fresh(stored, seat)
    numbers = wish.numbers or response.chosen
    response = replace(response, state="kladde", chosen=tuple(numbers))
    earlier = _earlier(store.before(stored), response)
    dialogue = begin(stored.catalogue, response, numbers, earlier, review=seat.review)
    if dialogue.walk.is_over and not wish.numbers:  # what was chosen last time is done: the rest
        dialogue = begin(stored.catalogue, response, (), earlier)
    if dialogue.walk.is_over:  # the named ones are all answered: go through them again
        dialogue = begin(stored.catalogue, response, numbers, earlier, review=True)
    if not dialogue.questions:
        raise WrongUse(
            f"Der er ingen udsagn til rollen {seat.role.label} her. Vælg andre numre, "
            "eller en anden rolle med --rolle."
        )
    if seat.before:
        _welcome_back(front, dialogue, seat)
    dialogue = conduct(dialogue, front, keeper.keep)
    if dialogue.walk.is_over and keeper.latest:
        done = replace(dialogue.response, state="faerdig", chosen=())
        keeper.keep(done)
    for line in farewell.lines(
        dialogue, str(stored.folder), has_earlier=bool(store.before(stored))
    ):
        front.say(line)


def _fresh(stored: StoredRound, seat: _Seat) -> Response:
    return Response(
        format=answers.FORMAT,
        catalogue=stored.round.catalogue,
        edition=stored.round.edition,
        round=stored.round.id,
        id=respondent_id(stored.round, seat.role, seat.label),
        label=seat.label,
        role=seat.role,
        created=clock.now(),
    )


def _welcome_back(front: FrontEnd, dialogue: Dialogue, seat: _Seat) -> None:
    place = dialogue.questions[dialogue.walk.at].pejlemaerke
    front.say(
        f"Velkommen tilbage. Vi fortsætter ved {place.number} {place.title}; "
        f"du har svaret på {len(dialogue.response.answers)} udsagn som {seat.role.label}."
    )
    front.say("Er det ikke dig? Stop med g, og kør bostoette evaluer --navn DIT-MÆRKE")


def _earlier(before: StoredRound | None, response: Response) -> Earlier:
    """What this person wrote, and what the team agreed on, in the round before."""
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
    )


class _Keeper:
    """Writes each changed response over the one before; remembers what it wrote last."""

    def __init__(self, stored: StoredRound, before: StoredResponse | None) -> None:
        self._stored = stored
        self.latest = before

    def keep(self, response: Response) -> Response:
        """Write a response with the present time on it; durable when this returns."""
        stamped = replace(response, changed=clock.now())
        self.latest = self._stored.keep_response(stamped, self.latest)
        return stamped


def agree(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Lead a team through what it agrees on, one pejlemærke at a time.

    Raises:
        Stopped: somebody pressed Ctrl-C; everything agreed is on disk.
    """
    from bostoette_cli.analysis.anonymity import published
    from bostoette_cli.questionnaire.joint import begin_joint, conduct_joint

    stored = None
    if wish.new_round is None:
        stored = the_open_round(store, wish.round, wish.catalogue)
    stored = stored or open_new(store, wish.new_round, wish.catalogue)

    latest = stored.stored_agreement

    def keep(agreement: Agreement) -> Agreement:
        nonlocal latest
        latest = stored.keep_agreement(replace(agreement, changed=clock.now()), latest)
        return latest.agreement

    result = published(stored.round, stored.catalogue, stored.reading.responses, stored.agreement)
    dialogue = begin_joint(result, stored.agreement, wish.numbers)
    front.say(f"Fælles: {visible(stored.round.title)}")
    front.say("Tal om svarene, vælg det trin, I er enige om, og skriv hvorfor.")
    try:
        dialogue = conduct_joint(dialogue, front, keep)
    except KeyboardInterrupt as error:
        front.say()
        raise Stopped(
            "Stoppet. Alt, hvad I er blevet enige om, er gemt. "
            "Fortsæt med bostoette evaluer --faelles"
        ) from error
    for line in farewell.joint_lines(dialogue, str(stored.folder)):
        front.say(line)
