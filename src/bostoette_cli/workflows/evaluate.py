"""An evaluation from first key to last: the chair, the dialogue, the end."""

from collections.abc import Sequence

from msgspec.structs import replace

from bostoette_cli.analysis.plan import on
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import Stopped
from bostoette_cli.language.dates import short_date
from bostoette_cli.questionnaire import bookends
from bostoette_cli.questionnaire.frontend import FrontEnd
from bostoette_cli.questionnaire.individual import (
    Dialogue,
    Earlier,
    begin,
    conduct,
)
from bostoette_cli.storage.identity import is_remembered, respondent_id
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.opening import check_title, check_title_is_free, source_for
from bostoette_cli.workflows.rounds import the_open_round
from bostoette_cli.workflows.seat import Seat, require_statements, take_a_seat
from bostoette_cli.workflows.wish import Wish

_NOT_REMEMBERED = (
    "Din kode på denne computer kan ikke gemmes. Svarene bliver gemt, men stopper du undervejs, "
    "begynder næste gang forfra. Svar på det hele nu, eller bed it-afdelingen om hjælp."
)


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
        require_statements(catalogue, wish.role, wish.numbers)
    for number in wish.numbers:
        catalogue.pejlemaerke(number)


def evaluate(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Lead one person through the questionnaire; stops and resumes by itself.

    Raises:
        Stopped: the person pressed Ctrl-C; everything answered is on disk.
    """
    seat = None
    try:
        seat = take_a_seat(store, front, wish)
        if seat is not None:
            _answer(store, front, wish, seat)
    except KeyboardInterrupt as error:
        front.say()
        command = wish.again(seat.label if seat else "")
        raise Stopped(
            f"Stoppet. Alt, hvad du har svaret på, er gemt. Fortsæt med {command}"
        ) from error


def _answer(store: Store, front: FrontEnd, wish: Wish, seat: Seat) -> None:
    stored, earlier_round = seat.stored_round, store.before(seat.stored_round)
    if seat.before is None and not is_remembered():
        front.say(_NOT_REMEMBERED)
    response = seat.before.response if seat.before else _fresh(stored, seat)
    numbers = _what_to_take(stored.catalogue, response, wish.numbers)
    response = replace(response, state="kladde", chosen=tuple(numbers))
    require_statements(stored.catalogue, seat.role, numbers)
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


def _fresh(stored: StoredRound, seat: Seat) -> Response:
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


def _welcome_back(front: FrontEnd, dialogue: Dialogue, seat: Seat) -> None:
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

    def __init__(self, stored: StoredRound, seat: Seat) -> None:
        self._stored = stored
        self._finished = seat.before if seat.again else None
        self.latest = seat.before

    def keep(self, response: Response) -> Response:
        """Write a response with the present time on it; durable when this returns."""
        earlier = self.latest.response.changed if self.latest else None
        moment = clock.stamp(self._stored.round, earlier=earlier)
        stamped = replace(response, changed=moment)
        is_first = self._finished and _says_otherwise(self._finished.response, response)
        aside = clock.stamp(self._stored.round) if is_first else None
        self.latest = self._stored.keep_response(stamped, self.latest, aside=aside)
        if is_first:
            self._finished = None
        return stamped


def _says_otherwise(one: Response, other: Response) -> bool:
    return one.answers != other.answers or one.reflections != other.reflections
