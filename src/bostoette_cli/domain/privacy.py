"""Personal data in free text: finds Danish CPR numbers and e-mail addresses.

A CPR number is DDMMYY-SSSS, with or without a hyphen or a space. A valid date decides; the old
modulus 11 check does not, since numbers without it have been issued since 2007 (CPR-kontoret).
Replacement numbers carry 60 added to the day. The same rule is in the form's script, and what it
finds and leaves alone is told in ``docs/filformater.md``.
"""

import re
from calendar import monthrange

_DASH = "[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_YEAR = r"20[0-3]\d"
# The patterns are made when first used: most commands look at no new text.
# In one piece, with or without a joint; or as a date with its marks or its century, where a dash
# must follow and no year: 01.02.2024-2025 is a stretch of time. Neither within a longer number or
# a number of parts such as 2026-010190-1234, though another whole one may stand beside it.
_SHAPE = (
    r"(?<![\d+])(?<!\d[.,/-])"
    r"(?:(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)"
    rf"(?P<joint>\s{{0,2}}{_DASH}?\s{{0,2}})(?P<serial>\d{{4}})(?![/.,-]\d{{1,5}}(?!\d))"
    r"|(?P<day2>\d\d)(?P<mark>[\s./-]|(?=\d\d(?:19|20)\d\d))"
    r"(?P<month2>\d\d)(?P=mark)(?:19|20)?(?P<year2>\d\d)"
    rf"\s{{0,2}}{_DASH}\s{{0,2}}(?!{_YEAR})\d{{4}})"
    r"(?!\d)"
)
# Joins and marks that are not seen: soft hyphens, zero width, reading direction.
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
# What ten digits in one piece are, when it says so just before them.
_OTHER_NUMBER = (
    r"(?i)(?<!\w)(?:(?:konto|faktura|ordre|isbn)[.:]?\s?-?(?:nr|nummer)?"
    r"|p-(?:nr|nummer))"
    r"[.:]{0,2}\s?(?:\d{4}[\s-])?\Z"
)
# A case's number that ends in its year.
_CASE = (
    r"(?i)(?<!\w)(?:sag(?:en)?|sags-?(?:nr|nummer)|j(?:ournal)?\.?\s?-?(?:nr|nummer))[.:]{0,2}\s?\Z"
)
_LONGEST_LABEL = 30
_ADDRESS = r"[^\s@]@\w[\w.-]*\.\w{2}"


ADDRESS_HINT = "Der står en e-mailadresse. Overvej, om den skal blive stående."


def contains_cpr(text: str) -> bool:
    """Whether a text holds something that could be a CPR number."""
    seen = re.sub(_UNSEEN, "", text)
    return any(_is_cpr(match, seen) for match in re.finditer(_SHAPE, seen))


def contains_address(text: str) -> bool:
    """Whether a text holds something that could be an e-mail address."""
    return re.search(_ADDRESS, text) is not None


def _is_cpr(match: re.Match[str], text: str) -> bool:
    if match["day"] is None:
        return _is_day(int(match["day2"]), int(match["month2"]), int(match["year2"]))
    before = text[max(match.start() - _LONGEST_LABEL, 0) : match.start()]
    if not match["joint"] and re.search(_OTHER_NUMBER, before):
        return False
    if re.fullmatch(_YEAR, match["serial"]) and re.search(_CASE, before):
        return False
    return _is_day(int(match["day"]), int(match["month"]), int(match["year"]))


def _is_day(day: int, month: int, year: int) -> bool:
    if day > 60:
        day -= 60
    # The century is not known from six digits: 2000 allows 29 February, which errs on asking.
    century = 2000 if year % 4 == 0 else 1900
    return 1 <= month <= 12 and 1 <= day <= monthrange(century + year, month)[1]
