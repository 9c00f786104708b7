"""The result as a person reads it."""

from collections.abc import Iterable, Sequence


def comma(number: float, decimals: int) -> str:
    """A number in Danish."""
    return f"{number:.{decimals}f}".replace(".", ",")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
