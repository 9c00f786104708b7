"""Numbers as a Danish reader expects them: decimal comma, half rounded up, real minus signs."""

from fractions import Fraction
from math import floor

Number = int | float | Fraction

ABSENT = "–"
_WORDS = (
    "ingen",
    "én",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)


def decimal(value: Number | None, places: int = 1) -> str:
    """Write a number with a fixed number of decimals, rounded half up.

    Args:
        value: the number, or None for an absent figure.
        places: how many decimals to show.

    Returns:
        ``3,8``; a dash for an absent figure; a true minus sign for a negative one.
    """
    if value is None:
        return ABSENT
    scale = 10**places
    units = int(abs(as_shown(value, places)) * scale)
    whole, rest = divmod(units, scale)
    sign = "−" if value < 0 and units else ""
    return f"{sign}{whole},{rest:0{places}d}" if places else f"{sign}{whole}"


def as_shown(value: Number, places: int = 1) -> Fraction:
    """The number a reader sees when it is written with that many decimals."""
    # A float is taken as the decimal it is written as: 0.15 is 0,2, not 0.1499….
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    scale = 10**places
    units = floor(abs(exact) * scale + Fraction(1, 2))
    return Fraction(units if value >= 0 else -units, scale)


def signed(value: Number | None, places: int = 1) -> str:
    """Write a change with its sign set apart: ``+ 0,4``, ``− 0,1``, ``0,0``."""
    if value is None:
        return ABSENT
    text = decimal(abs(Fraction(value)), places)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{'+' if value > 0 else '−'} {text}"


def plain(value: Number) -> str:
    """Write a scale value as it is, without decimals where there are none: ``4``, ``0,25``."""
    number = Fraction(value)
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):g}".replace(".", ",")


def in_full(value: Number | None) -> float | None:
    """A number as programs compute with it, unrounded; None for an absent figure, never 0."""
    return None if value is None else float(value)


def word(count: int) -> str:
    """Write a small count in words up to twelve, in digits above."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)


def counted(count: int, singular: str, plural: str) -> str:
    """Join a count and its noun: ``1 svar``, ``3 noter``."""
    return f"{count} {singular if count == 1 else plural}"


def number_of(text: str) -> int | None:
    """Read a count in digits or in words: ``6``, ``seks``, ``en``, ``et``."""
    if text.isascii() and text.isdigit():
        return int(text)
    words = {**{word: count for count, word in enumerate(_WORDS)}, "en": 1, "et": 1}
    return words.get(text)
