"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from bostoette_cli.domain.rounds import Round
from bostoette_cli.domain.versions import is_earlier

_STANDING: ContextVar[datetime | None] = ContextVar("_STANDING", default=None)


def now() -> datetime:
    """The moment, to the second, with this computer's offset from UTC."""
    standing = _STANDING.get()
    moment = standing.astimezone() if standing else datetime.now().astimezone()
    return moment.replace(microsecond=0)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still, for a story that plays on a day of its own."""
    token = _STANDING.set(moment)
    try:
        yield
    finally:
        _STANDING.reset(token)


def after(earlier: datetime | None) -> datetime:
    """The moment to write over an earlier one: later than it, even where the clock was put back.

    The versions of a file are ordered by their moments, and so are rounds; what is written later
    must not be taken for the older.
    """
    return _not_before(now(), earlier, timedelta(seconds=1))


def stamp(
    round_: Round, given: datetime | None = None, earlier: datetime | None = None
) -> datetime:
    """The moment to write in a response; in an anonymous round the hour would tell who answered.

    Args:
        round_: the round the response belongs to.
        given: a moment that is known already; the present one unless given.
        earlier: the moment that stands there now; the new one never comes before it.
    """
    moment = given or now()
    if not round_.is_anonymous:
        return _not_before(moment, earlier, timedelta(seconds=1))
    # A second more for each answer would tell how many there were.
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return _not_before(day, earlier, timedelta())


def _not_before(moment: datetime, earlier: datetime | None, step: timedelta) -> datetime:
    if earlier is None or not is_earlier(moment, earlier):
        return moment
    try:
        return earlier + step
    except OverflowError:  # somebody wrote the last second of all by hand
        return earlier


def today() -> date:
    """The day on this computer's calendar."""
    return now().date()
