"""What a proof found: a line for each claim, with how often it was tried and what failed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that was tried: in Danish, since the table is read by whoever takes the tool in.

    Attributes:
        cases: how many times it was tried.
        failures: one line for each time it did not hold.
        remark: figures that say how hard it was tried.
    """

    words: str
    cases: int
    failures: Sequence[str] = ()
    remark: str = ""


def table(claims: Iterable[Claim]) -> str:
    """The claims as a table in markdown."""
    rows = (
        f"| {claim.words} | {claim.cases} | {len(claim.failures)} | {claim.remark} |"
        for claim in claims
    )
    return "\n".join(["| hvad | tilfælde | fejl | bemærkning |", "|---|--:|--:|---|", *rows])
