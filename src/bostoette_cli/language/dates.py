"""Dates as they are written in Danish."""

from datetime import date, datetime

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
