"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from bostoette_cli.domain.rounds import Round

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


def stamp(round_: Round, given: datetime | None = None) -> datetime:
    """The moment to write in a response; in an anonymous round the hour would tell who answered.

    Args:
        round_: the round the response belongs to.
        given: a moment that is known already; the present one unless given.
    """
    moment = given or now()
    return (
        moment.replace(hour=0, minute=0, second=0, microsecond=0) if round_.is_anonymous else moment
    )


def today() -> date:
    """The day on this computer's calendar."""
    return now().date()
