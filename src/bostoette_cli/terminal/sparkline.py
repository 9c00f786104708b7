"""A line chart in characters: one for each round, from the scale's lowest step to its highest."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.numbers import plain
from bostoette_cli.terminal.console import can_show

GAP = "·"
_BLOCKS = "▁▂▃▄▅▆▇█"
_DIGITS = "123456789"


def sparkline(means: Sequence[Fraction | None], scale: Scale) -> str:
    """Means over time, one character each; a gap where a round has none.

    The lowest character is the scale's lowest step and not the lowest of the means, so that two
    lines can be laid beside each other.
    """
    low, high = Fraction(scale.lowest), Fraction(scale.highest)
    levels = _levels(scale)
    top = len(levels) - 1
    return "".join(
        GAP if mean is None else levels[floor((mean - low) / (high - low) * top + Fraction(1, 2))]
        for mean in means
    )


def legend(scale: Scale) -> str:
    """What the characters mean, in a sentence."""
    levels = _levels(scale)
    return (
        f"forløb: ét tegn for hver runde, fra {levels[0]} ved skalaens laveste trin, "
        f"{plain(scale.lowest)}, til {levels[-1]} ved det højeste, {plain(scale.highest)}. "
        f"{GAP} hvor runden ikke har et tal."
    )


def _levels(scale: Scale) -> str:
    """Blocks; on a screen whose code page has none, digits: one for each step of the scale.

    On a scale from 1 to 5 the digit is then the nearest step itself.
    """
    return _BLOCKS if can_show(_BLOCKS) else _DIGITS[: len(scale.steps)]
