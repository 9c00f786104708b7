"""The one place that asks what time it is."""

from datetime import date, datetime

from bostoette_cli.domain.rounds import Round


def now() -> datetime:
    """The moment, to the second, with this computer's offset from UTC."""
    return datetime.now().astimezone().replace(microsecond=0)


def stamp(round_: Round, given: datetime | None = None) -> datetime:
    """The moment to write in a response; in an anonymous round the hour would tell who answered.

    Args:
        round_: the round the response belongs to.
        given: a moment that is known already; the present one unless given.
    """
    moment = given or now()
    return moment.replace(hour=0, minute=0, second=0) if round_.is_anonymous else moment


def today() -> date:
    """The day on this computer's calendar."""
    return now().date()
