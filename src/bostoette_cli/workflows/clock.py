"""The one place that asks what time it is."""

from datetime import date, datetime


def now() -> datetime:
    """The moment, to the second, with this computer's offset from UTC."""
    return datetime.now().astimezone().replace(microsecond=0)


def today() -> date:
    """The day on this computer's calendar."""
    return now().date()
