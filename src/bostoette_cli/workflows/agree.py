"""What a team agrees on at its meeting: the steps with their reasons, and what to do about them."""

from msgspec.structs import replace

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.domain.errors import Stopped
from bostoette_cli.domain.rounds import Agreement
from bostoette_cli.language.dates import short_date
from bostoette_cli.questionnaire import bookends, follow_up
from bostoette_cli.questionnaire.frontend import FrontEnd
from bostoette_cli.questionnaire.joint import LastTime, begin_joint, conduct_joint
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock, plan, planning
from bostoette_cli.workflows.opening import open_next, source_for
from bostoette_cli.workflows.round_reading import data_of
from bostoette_cli.workflows.rounds import the_open_round
from bostoette_cli.workflows.seat import choose_catalogue
from bostoette_cli.workflows.wish import Wish


def agree(store: Store, front: FrontEnd, wish: Wish) -> None:
    """Lead a team through what it agrees on, one pejlemærke at a time.

    Raises:
        Stopped: somebody pressed Ctrl-C; everything agreed is on disk.
    """
    stored = the_open_round(store, wish)
    if stored is None:
        choose_catalogue(store, front, wish)
        stored = open_next(store, wish, source_for(store, wish))
    latest = stored.stored_agreement

    def keep(agreement: Agreement) -> Agreement:
        nonlocal latest
        is_first = latest is stored.stored_agreement
        aside = clock.stamp(stored.round) if is_first else None
        changed = replace(agreement, changed=clock.after(agreement.changed))
        latest = stored.keep_agreement(changed, latest, aside)
        return latest.agreement

    def act(number: int) -> None:
        planning.discuss_new(front, stored, number)

    result = published(data_of(stored))
    last_time = _last_time(store, stored)
    dialogue = begin_joint(result, stored.agreement, wish.numbers, last_time)
    front.say(f"Fælles: {stored.round.title}")
    try:
        _look_back(store, front, stored)
        front.say("Tal om svarene, vælg det trin, I er enige om, og skriv hvorfor.")
        dialogue = conduct_joint(dialogue, front, keep, act)
    except KeyboardInterrupt as error:
        front.say()
        raise Stopped(
            "Stoppet. Alt, hvad I er blevet enige om, er gemt. "
            f"Fortsæt med {wish.again('', '--faelles')}"
        ) from error
    for line in bookends.joint_farewell(dialogue, str(stored.folder)):
        front.say(line)


def _last_time(store: Store, stored: StoredRound) -> LastTime | None:
    before = store.before(stored)
    if before is None or not before.agreement.by_number:
        return None
    return LastTime(short_date(before.round.day), before.agreement, before.catalogue.scale)


def _look_back(store: Store, front: FrontEnd, stored: StoredRound) -> None:
    """Before a team agrees on the first thing in a round, offer to follow up on the last ones."""
    found = plan.before(store, stored).found
    if stored.agreement.by_number or not found:
        return
    if front.choose(follow_up.offer(len(found))) == "1":
        planning.follow(front, found)
