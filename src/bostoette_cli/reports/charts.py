"""Where the marks of a chart stand: pure geometry, so that the templates do no arithmetic.

Positions across are percentages of the chart's width, so one drawing fits a projector, a phone and
a page of paper without scaling its letters. Heights are in pixels. A scale begins at its lowest
step, never at zero.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bostoette_cli.analysis.scoring import Figure, Sides, StatementResult, Tally
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.language.numbers import Number, plain

# Room at each end for half a column and for the number below it.
_INSET = 9
# A name is written under its column where a letter has this much of the width, else left out.
_LETTER = 1.45
_TALLEST, _BLOCK = 112.0, 16.0
STRIP_MIDDLE = 18
_ONE_PERSON, _MORE, _TALL = 5.0, 2.5, 15.0
# A count is written on its segment where there is room for two digits on a phone.
_ROOM_FOR_A_COUNT = 5.0
# The tones of the style sheet, from the lowest step to the highest.
_TONES = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch across the chart: where it begins and how wide it is, in percent."""

    x: float
    width: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return _tidy(self.x + self.width)


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of the scale on the axis; its name is blank where there is no room for it."""

    x: float
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """The persons at one place on a strip: the more there are, the taller."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One figure on the axis; what is absent or may not be shown is None or empty.

    Attributes:
        mean: where the mean stands.
        whole: from the lowest score to the highest.
        band: the spread to each side of the mean, within the scale.
        persons: a stroke at each place where somebody stands.
        before: where the mean stood in the round it is compared with.
    """

    mean: float | None
    whole: Span | None
    band: Span | None
    persons: tuple[Stroke, ...]
    before: float | None


@dataclass(frozen=True, slots=True)
class Column:
    """The persons nearest to one step, as blocks upon each other.

    Attributes:
        middle: the step's place on the axis.
        box: the column's left side and width.
        tops: the upper edge of each person's block, from the lowest block up.
    """

    middle: float
    box: Span
    tops: tuple[float, ...]

    @property
    def top(self) -> float:
        """The upper edge of the whole column."""
        return self.tops[-1]


@dataclass(frozen=True, slots=True)
class Columns:
    """How the persons are distributed: a column for each step that somebody stands at.

    Attributes:
        block: the height of one person, in pixels.
        floor: where the columns stand, in pixels from the top.
    """

    columns: tuple[Column, ...]
    block: float
    floor: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A share of those who were asked: those at one step, or those without a number.

    Attributes:
        tone: the name of its look: ``step-0`` to ``step-4``, ``unknown`` or ``other``.
        count: how many; blank where there is no room to write it.
    """

    span: Span
    tone: str
    count: str

    @property
    def middle(self) -> float:
        """Where its count stands."""
        return _tidy(self.span.x + self.span.width / 2)


@dataclass(frozen=True, slots=True)
class Gap:
    """The staff's mean and the leaders' on one axis, and the stretch between them."""

    staff: float
    leaders: float
    between: Span


def place(value: Number, scale: Scale) -> float:
    """Where a value of the scale stands, in percent of the chart's width."""
    low, high = Fraction(scale.lowest), Fraction(scale.highest)
    share = (Fraction(value) - low) / (high - low)
    return _tidy(float(_INSET + share * (100 - 2 * _INSET)))


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """The steps on the axis; all of them named where every name has room, else none."""
    room = _smallest_distance(scale)
    fits = all(len(step.name) * _LETTER <= room for step in scale.steps)
    return tuple(
        Tick(place(step.value, scale), plain(step.value), step.name if fits else "")
        for step in scale.steps
    )


def strip(
    figure: Figure,
    scale: Scale,
    scores: Iterable[Fraction] = (),
    before: Figure | None = None,
) -> Strip:
    """Place a figure on the axis.

    Args:
        figure: the mean with its extremes and spread.
        scale: the axis.
        scores: each person's, where they may be shown.
        before: the same figure in the round it is compared with.
    """
    then = before.mean if before is not None else None
    if figure.mean is None:
        return Strip(None, None, None, (), _placed(then, scale))
    whole = band = None
    if figure.n > 1 and figure.lowest is not None and figure.highest is not None:
        spread = Fraction(figure.spread or 0)
        whole = _span(figure.lowest, figure.highest, scale)
        band = _span(
            max(figure.mean - spread, Fraction(scale.lowest)),
            min(figure.mean + spread, Fraction(scale.highest)),
            scale,
        )
    persons = _strokes(scores, scale) if figure.n > 1 else ()
    return Strip(place(figure.mean, scale), whole, band, persons, _placed(then, scale))


def columns(tally: Tally, scale: Scale) -> Columns:
    """Stack the persons above the step their score is nearest to."""
    most = max(tally.steps.values(), default=0) or 1
    block = _tidy(min(_BLOCK, _TALLEST / most))
    floor = _tidy(block * most)
    width = _tidy(min(_smallest_distance(scale) * 0.74, 2.0 * _INSET))
    return Columns(
        tuple(
            Column(
                middle,
                Span(_tidy(middle - width / 2), width),
                tuple(_tidy(floor - block * n) for n in range(1, count + 1)),
            )
            for step in scale.steps
            if (count := tally.steps.get(step.value, 0))
            for middle in [place(step.value, scale)]
        ),
        block,
        floor,
    )


def most_asked(statements: Iterable[StatementResult]) -> int:
    """How many were asked the statement that most were asked: a full bar."""
    return max((s.tally.answered + s.tally.unanswered for s in statements), default=0)


def stack(tally: Tally, scale: Scale, full: int) -> tuple[Segment, ...]:
    """Lay those who were asked end to end in the order of the scale, as wide each in every bar.

    Those without a number stand last, those who do not know by themselves.

    Args:
        tally: who answered what.
        scale: the order.
        full: how many fill the bar; at least as many as were asked.
    """
    counts = [
        (f"step-{tone(index, len(scale.steps))}", tally.steps.get(step.value, 0))
        for index, step in enumerate(scale.steps)
    ]
    counts += [
        ("unknown", tally.unknown),
        ("other", tally.irrelevant + tally.declined + tally.unanswered),
    ]
    segments, before = [], 0
    for look, count in counts:
        if count:
            span = Span(_tidy(100 * before / full), _tidy(100 * count / full))
            written = str(count) if span.width >= _ROOM_FOR_A_COUNT else ""
            segments.append(Segment(span, look, written))
        before += count
    return tuple(segments)


def tone(index: int, steps: int) -> int:
    """The tone of a step, from 0 for the lowest of the scale to 4 for the highest."""
    return round(index * (_TONES - 1) / (steps - 1))


def gap(sides: Sides, scale: Scale) -> Gap:
    """Place the staff's mean and the leaders', both on what both are asked."""
    staff, leaders = sides.staff.mean or Fraction(), sides.leaders.mean or Fraction()
    between = _span(min(staff, leaders), max(staff, leaders), scale)
    return Gap(place(staff, scale), place(leaders, scale), between)


def _strokes(scores: Iterable[Fraction], scale: Scale) -> tuple[Stroke, ...]:
    at = Counter(place(score, scale) for score in scores)
    halves = {x: min(_ONE_PERSON + _MORE * (n - 1), _TALL) for x, n in sorted(at.items())}
    return tuple(Stroke(x, STRIP_MIDDLE - half, STRIP_MIDDLE + half) for x, half in halves.items())


def _placed(value: Fraction | None, scale: Scale) -> float | None:
    return None if value is None else place(value, scale)


def _span(low: Fraction, high: Fraction, scale: Scale) -> Span:
    x = place(low, scale)
    return Span(x, _tidy(place(high, scale) - x))


def _smallest_distance(scale: Scale) -> float:
    """How far apart the two nearest steps stand, in percent."""
    places = [place(step.value, scale) for step in scale.steps]
    return min(right - left for left, right in pairwise(places))


def _tidy(number: float) -> float:
    """Two decimals are finer than a pixel, and the page stays small."""
    return round(number, 2)
