"""Dates as they are written in Danish."""

from datetime import date, datetime

from bostoette_cli.language.numbers import counted

_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_SEASONS = (
    "Vinter",
    "Vinter",
    "Forår",
    "Forår",
    "Forår",
    "Sommer",
    "Sommer",
    "Sommer",
    "Efterår",
    "Efterår",
    "Efterår",
    "Vinter",
)


def long_date(day: date) -> str:
    """``22. november 2026``."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``22. nov. 2026``; the months that are short already keep their name."""
    month = _MONTHS[day.month - 1]
    return f"{day.day}. {month if len(month) <= 5 else month[:3] + '.'} {day.year}"


def moment(when: datetime) -> str:
    """``22. november 2026 kl. 9.12``."""
    return f"{long_date(when)} kl. {when.hour}.{when.minute:02d}"


def season(day: date) -> str:
    """The season's name with its year: what a team calls a round."""
    return f"{_SEASONS[day.month - 1]} {day.year}"


def month_number(name: str) -> int | None:
    """The number of a month by its name, whole or cut to three letters or more."""
    found = (n for n, month in enumerate(_MONTHS, 1) if len(name) > 2 and month.startswith(name))
    return next(found, None)


def until(day: date, today: date) -> str:
    """How far off a day is: ``i dag``, ``om 3 dage``, ``5 uger over fristen``."""
    days = (day - today).days
    if days == 0:
        return "i dag"
    if days == 1:
        return "i morgen"
    return f"om {_span(days)}" if days > 0 else f"{_span(-days)} over fristen"


def _span(days: int) -> str:
    """A stretch of time in the unit one would say it in, rounded down."""
    if days < 14:
        return counted(days, "dag", "dage")
    if days < 63:
        return counted(days // 7, "uge", "uger")
    if days < 730:
        return counted(days // 30, "måned", "måneder")
    return f"{days // 365} år"
