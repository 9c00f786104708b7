"""Personal data in free text: finds Danish CPR numbers so that the user can be asked.

A CPR number is DDMMYY-SSSS, with or without a hyphen or a space. A valid date decides; the old
modulus 11 check does not, since numbers without it have been issued since 2007 (CPR-kontoret).
Replacement numbers carry 60 added to the day.
"""

import re
from calendar import monthrange

_TEN_DIGITS = re.compile(
    r"(?<![\d+])(?<!\d[.,/-])(\d{2})(\d{2})(\d{2})\s?[-‐‑–]?\s?\d{4}(?![\d/]|[.,-]\d)"
)


def contains_cpr(text: str) -> bool:
    """Whether a text holds something that could be a CPR number."""
    return any(
        _is_day(int(m[1]), int(m[2]), int(m[3]))
        for m in _TEN_DIGITS.finditer(text.replace("\u00a0", " "))
    )


def _is_day(day: int, month: int, year: int) -> bool:
    if day > 60:
        day -= 60
    # The century is not known from six digits: 2000 allows 29 February, which errs on asking.
    century = 2000 if year % 4 == 0 else 1900
    return 1 <= month <= 12 and 1 <= day <= monthrange(century + year, month)[1]
