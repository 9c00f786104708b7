"""What stands out in a round, and what moved between two: findings, and Danish sentences.

The sentences are the ones a leader reads in a minute. With fewer than ten persons they speak of
movement, not of decimals: one person's change moves such a mean by a tenth or more.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction

from bostoette_cli.analysis.comparison import Comparison, Movement, Row
from bostoette_cli.analysis.phrases import adds_up
from bostoette_cli.analysis.scoring import (
    PejlemaerkeResult,
    RoundResult,
    Sides,
    StatementResult,
)
from bostoette_cli.language.numbers import Number, as_shown, decimal, signed, word
from bostoette_cli.language.text import listed

# From here a mean says more than a count of persons does.
ENOUGH_FOR_DECIMALS = 10
# What fewer than this say is one person's answer, not a finding to open with.
SEVERAL = 3
# A spread of one step: on a scale of five, some stand far from the others.
DISAGREEMENT = 1.0


class Why(Enum):
    """Why a pejlemærke should be talked about, in the order a meeting takes them."""

    DISAGREEMENT = 1
    ROLE_GAP = 2
    LOW = 3
    UNKNOWN = 4


def in_meeting_order(result: RoundResult) -> list[tuple[PejlemaerkeResult, Why]]:
    """The pejlemærker in the order a meeting should take them, each with the reason.

    First those on which people stand a step or more apart, the widest spread first; then those on
    which the roles do, the widest gap first; then the rest, the lowest figure first. Those that
    are even in what counts most are ordered by the next of the three.
    """
    step = result.catalogue.scale.step_size
    shown = [p for p in result.pejlemaerker if p.figure.mean is not None]
    ranked = [(p, _why(p, step)) for p in shown]
    return sorted(ranked, key=lambda entry: _rank(*entry))


def _why(result: PejlemaerkeResult, step: Fraction) -> Why:
    if disagrees(result, step):
        return Why.DISAGREEMENT
    if result.widest_gap >= step and result.figure.n >= SEVERAL:
        return Why.ROLE_GAP
    return Why.LOW


def _rank(result: PejlemaerkeResult, why: Why) -> tuple[int, float, float, float]:
    spread, gap = -(result.figure.spread or 0.0), -float(result.widest_gap)
    mean = float(result.figure.mean or 0)
    order = {
        Why.DISAGREEMENT: (spread, gap, mean),
        Why.ROLE_GAP: (gap, spread, mean),
        Why.LOW: (mean, spread, gap),
    }
    return (why.value, *order[why])


def candidates(result: RoundResult) -> list[tuple[PejlemaerkeResult, Why]]:
    """Everything a meeting could talk about, in order, each with the reason.

    After those with a figure come those a team has only agreed on together, the lowest step
    first, and then those on which many do not know and nobody has given a number.
    """
    without = [p for p in result.pejlemaerker if p.figure.mean is None]
    agreed = sorted(
        (height, p.pejlemaerke.number, p) for p in without if (height := level(p)) is not None
    )
    unknown = [p for p in without if level(p) is None and _many_unknown(p)]
    return [
        *in_meeting_order(result),
        *((p, Why.LOW) for _, _, p in agreed),
        *((p, Why.UNKNOWN) for p in unknown),
    ]


def level(result: PejlemaerkeResult) -> Fraction | None:
    """How far a practice has come: the mean, or the step agreed on where there is no mean."""
    if result.figure.mean is not None:
        return result.figure.mean
    agreed = result.agreed
    return None if agreed is None or agreed.value is None else Fraction(agreed.value)


def is_lowest(item: PejlemaerkeResult, result: RoundResult) -> bool:
    """Whether it alone has the longest way to go, as shown, and more than one person says so."""
    own = level(item)
    others = [h for p in result.pejlemaerker if p is not item and (h := level(p)) is not None]
    return own is not None and item.figure.n != 1 and in_front(-own, [-h for h in others])


def is_most_mixed(item: PejlemaerkeResult, result: RoundResult) -> bool:
    """Whether people stand further apart on it, as shown, than on each of the others."""
    several = [p for p in result.pejlemaerker if p is not item and p.figure.n > 1]
    others = [p.figure.spread for p in several if p.figure.spread is not None]
    return item.figure.spread is not None and in_front(item.figure.spread, others)


def in_front(own: Number, others: Sequence[Number]) -> bool:
    """Whether there are others, and it is above them all with the decimals a reader sees."""
    return bool(others) and as_shown(own) > as_shown(max(others))


def _many_unknown(result: PejlemaerkeResult) -> bool:
    return any(item.tally.many_unknown for item in result.statements)


def disagrees(result: PejlemaerkeResult, step: Fraction = Fraction(1)) -> bool:
    """Whether those who answered stand far from each other: a spread of a step or more."""
    return result.figure.n > 1 and (result.figure.spread or 0.0) >= DISAGREEMENT * step


def unknown_statements(result: RoundResult) -> list[tuple[PejlemaerkeResult, StatementResult]]:
    """The statements on which a third or more do not know."""
    return [(p, s) for p in result.pejlemaerker for s in p.statements if s.tally.many_unknown]


def standing_out(result: RoundResult) -> list[str]:
    """What a leader should know of a round, most important first, in at most five sentences."""
    return [sentence for part in _PARTS for sentence in part(result)][:5]


def _ends(result: RoundResult) -> Iterator[str]:
    """The lowest figure and the highest, where they differ as they are shown.

    What one of several persons has answered alone is not said of the team.
    """
    figures = [(p, p.figure.mean) for p in result.pejlemaerker if p.figure.mean is not None]
    if len({decimal(mean) for _, mean in figures}) < 2:
        return
    for pick, words in ((min, "Der er længst igen på"), (max, "Stærkest står")):
        end = decimal(pick(mean for _, mean in figures))  # as a reader sees who shares it
        fewest = min(2, result.count)
        names = [_name(p) for p, mean in figures if decimal(mean) == end and p.figure.n >= fewest]
        if names:
            yield f"{words} {listed(names[:3])}: {end}."


def _most_mixed(result: RoundResult) -> Iterator[str]:
    mixed = [p for p, why in in_meeting_order(result) if why is Why.DISAGREEMENT]
    if mixed:
        first = mixed[0].figure
        words = "Mest uenige er I om" if is_most_mixed(mixed[0], result) else "I er uenige om"
        yield (
            f"{words} {_name(mixed[0])}: "
            f"svarene går fra {decimal(first.lowest)} til {decimal(first.highest)}."
        )


def by_gap(result: RoundResult) -> list[tuple[PejlemaerkeResult, Sides]]:
    """Where leaders and staff stand on what both are asked, the widest gap first."""
    found = [(p, p.sides) for p in result.pejlemaerker if p.sides is not None]
    return sorted(found, key=lambda entry: -abs(entry[1].gap))


def _role_gaps(result: RoundResult) -> Iterator[str]:
    step = result.catalogue.scale.step_size
    for item, sides in by_gap(result):
        if abs(sides.gap) >= step and sides.staff.n >= SEVERAL:
            direction = "højere" if sides.gap > 0 else "lavere"
            who = "Lederen" if sides.leaders.n == 1 else "Lederne"
            yield (
                f"{who} vurderer {_name(item)} {direction} end medarbejderne "
                f"(forskel {decimal(abs(sides.gap))})."
            )
            return


def _unknown(result: RoundResult) -> Iterator[str]:
    several = [(p, s) for p, s in unknown_statements(result) if s.tally.answered >= SEVERAL]
    for pejlemaerke, statement in several[:1]:
        tally = statement.tally
        yield (
            f"{tally.unknown} af {tally.answered} svarer »ved ikke« til et udsagn under "
            f"{_name(pejlemaerke)}: det er værd at spørge hvorfor."
        )


_PARTS = (_most_mixed, _ends, _role_gaps, _unknown)


def what_moved(comparison: Comparison) -> list[str]:
    """What moved from the first round to the last: one sentence for each pejlemærke that did."""
    if all(row.change is None for row in comparison.rows):
        return ["Der er ingen tal at sammenligne."]
    if not any(row.small or _moved(row) for row in comparison.rows):
        return ["Ingen af tallene har flyttet sig."]
    return movements(comparison.rows)


def movements(rows: Sequence[Row]) -> list[str]:
    """A sentence for each pejlemærke that moved, the most first; one for each lesser kind."""
    moved = sorted(filter(_moved, rows), key=lambda row: -abs(row.change or Fraction()))
    small = [row for row in rows if row.small]
    still = [row for row in rows if row.change and not row.small and not _moved(row)]
    lesser = (
        (small, "ændringen mindre end ét trin for én person"),
        (still, "tallet næsten det samme"),
    )
    return [
        *map(movement_sentence, moved),
        *(f"På nummer {_numbers(them)} er {what}." for them, what in lesser if them),
    ]


def _numbers(rows: Iterable[Row]) -> str:
    return listed([str(row.pejlemaerke.number) for row in rows])


def _moved(row: Row) -> bool:
    """Whether there is a movement to tell of; what is shown as 0,0 has not moved."""
    shows = row.change is not None and signed(row.change) != signed(0)
    return not row.small and (shows or _cancels_out(row))


def _cancels_out(row: Row) -> bool:
    """Whether few enough to be told in persons moved, and the mean stood still."""
    few = min(row.first.n, row.last.n) < ENOUGH_FOR_DECIMALS
    return few and row.movement is not None and _persons_carry(row, row.movement)


def _somebody_moved(row: Row) -> bool:
    return row.movement is not None and bool(row.movement.up or row.movement.down)


def movement_sentence(row: Row) -> str:
    """One pejlemærke's movement; in persons where they are few, else as a change of the mean.

    Persons speak only where those in both rounds are most of those who answered, and where they
    do not point the other way than the mean.
    """
    return f"{row.pejlemaerke.number} {row.pejlemaerke.title}: {movement(row)}."


def movement(row: Row) -> str:
    """How a pejlemærke moved, in the words that fit how many answered: ``to op og én ned``."""
    if row.small:
        return "ændringen er mindre end ét trin for én person"
    if not _moved(row):
        return f"tallet er {'næsten ' if row.change else ''}det samme"
    change = row.change or Fraction()
    if min(row.first.n, row.last.n) >= ENOUGH_FOR_DECIMALS:
        aside = "" if adds_up(row) else " (uafrundet)"
        ends = f"fra {decimal(row.first.mean)} til {decimal(row.last.mean)}"
        return f"{signed(change)}{aside}, {ends}"
    moved = row.movement
    if moved is not None and _persons_carry(row, moved):
        counts = (
            (moved.up, "op"),
            (moved.down, "ned"),
            (moved.same, "uændret" if moved.same == 1 else "uændrede"),
        )
        return listed([f"{word(count)} {where}" for count, where in counts if count])
    direction = "steget" if change > 0 else "faldet"
    followed = moved.persons if moved else 0
    aside = (
        f"; {followed} af {max(row.first.n, row.last.n)} kan følges fra dengang til nu"
        if followed
        else ""
    )
    return f"tallet er {direction}{aside}"


def _persons_carry(row: Row, movement: Movement) -> bool:
    """Whether the persons in both rounds account for the change of the mean."""
    if movement.persons == row.first.n == row.last.n:
        return _somebody_moved(row)
    net = movement.up - movement.down
    return (
        row.follows_most
        and (not row.change or (net >= 0 if row.change > 0 else net <= 0))
        and (_somebody_moved(row))
    )


def _name(result: PejlemaerkeResult) -> str:
    return f"{result.pejlemaerke.number} {result.pejlemaerke.title}"
