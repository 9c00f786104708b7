"""Deadlines as a Dane writes them: ``1. marts 2027``, ``1/3-2027``, ``om 6 uger``."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import LAST_YEAR
from bostoette_cli.language.dates import long_date, month_number
from bostoette_cli.language.numbers import number_of
from bostoette_cli.language.text import fold, one_line

_EXAMPLES = "Skriv for eksempel 1. marts 2027, 1/3-2027 eller om 6 uger."

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})(?:\s?[./ -]\s?(?P<year>\d{4}|\d{2}))?\.?"
)
_NAMED = re.compile(r"(?P<day>\d{1,2})\.?\s?(?P<name>[a-z]+)\.?,?(?:\s(?P<year>\d{4}))?")
_AHEAD = re.compile(r"om (?P<count>\d{1,4}|[a-z]+) (?P<unit>dag|uge|maaned|aar)e?r?")
_SOON = {"i dag": 0, "i morgen": 1, "i overmorgen": 2}


def read_deadline(text: str, today: date) -> date:
    """Read a day that is today or later; without a year, the next such day.

    Args:
        text: what was written.
        today: the day to count from.

    Raises:
        WrongUse: it is no day, no such day exists, or the day is past.
    """
    words = " ".join(fold(text).split()).removeprefix("den ").removeprefix("d. ")
    day = _ahead(words, today) or _on_the_calendar(words, text, today)
    if day is None:
        raise WrongUse(f"»{one_line(text)}« kan ikke læses som en dato. {_EXAMPLES}")
    if day < today:
        raise WrongUse(f"{long_date(day)} er allerede gået. Skriv i dag eller en senere dag.")
    if day.year > LAST_YEAR:
        raise WrongUse(f"»{one_line(text)}« er for langt ude i fremtiden. {_EXAMPLES}")
    return day


def _ahead(words: str, today: date) -> date | None:
    if words in _SOON:
        return today + timedelta(days=_SOON[words])
    match = _AHEAD.fullmatch(words)
    count = number_of(match["count"]) if match else None
    if match is None or count is None:
        return None
    try:
        if match["unit"] in ("dag", "uge"):
            return today + timedelta(days=count * (7 if match["unit"] == "uge" else 1))
        return _months_later(today, count * (12 if match["unit"] == "aar" else 1))
    except (OverflowError, ValueError):
        return date.max


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on_the_calendar(words: str, text: str, today: date) -> date | None:
    for pattern in (_YEAR_FIRST, _NUMBERS, _NAMED):
        if match := pattern.fullmatch(words):
            parts = match.groupdict()
            month = month_number(parts["name"]) if "name" in parts else int(parts["month"])
            if month is None:
                continue
            years = _years(parts["year"], today)
            found = [day for year in years if (day := _day(year, month, int(parts["day"])))]
            if not found:
                raise WrongUse(f"Dagen »{one_line(text)}« findes ikke. {_EXAMPLES}")
            return next((day for day in found if day >= today), found[-1])
    return None


def _years(written: str | None, today: date) -> Iterator[int]:
    """The year that is written, or those in which to look for the next such day."""
    if written is None:
        yield from range(today.year, today.year + 9)  # as far as the next 29 February
    else:
        yield int(written) + (2000 if len(written) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
