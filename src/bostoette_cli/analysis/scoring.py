"""One round's figures.

A person's score on a pejlemærke is the mean of that person's numeric answers to its statements; no
numeric answer, no score. The round's figure is the mean of the persons' scores, every person
weighing the same. Arithmetic is exact (fractions), so that rounding happens once, where a figure
is shown.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, combinations, compress
from math import lcm, sqrt

from bostoette_cli.domain.answers import NO_ANSWER, NoNumber, Response, Value
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement, Round

Values = tuple[Value, ...]
# What the persons of each role answered to the statements that role is asked, by respondent id.
Given = dict[Role, dict[str, Values]]

# A third or more who do not know is a finding of its own.
UNKNOWN_SHARE = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean and what it rests on. Everything but ``n`` is None where there is no score.

    Attributes:
        n: how many persons have a score.
        mean: the mean of their scores, on the scale.
        median: their median.
        lowest: the lowest score.
        highest: the highest score.
        spread: the population standard deviation of the scores.
        hidden: why the figure may not be shown, or an empty text.
    """

    n: int
    mean: Fraction | None = None
    median: Fraction | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None
    spread: float | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered what. ``steps`` has a count for every step of the scale."""

    steps: Mapping[int | float, int] = field(default_factory=dict)
    unknown: int = 0
    irrelevant: int = 0
    declined: int = 0
    unanswered: int = 0

    @property
    def answered(self) -> int:
        """How many took a stand, with a number or without."""
        return sum(self.steps.values()) + self.unknown + self.irrelevant + self.declined

    @property
    def many_unknown(self) -> bool:
        """Whether a third or more of those who took a stand do not know."""
        return bool(self.unknown) and Fraction(self.unknown, self.answered) >= UNKNOWN_SHARE


@dataclass(frozen=True, slots=True)
class StatementResult:
    """One statement in one round.

    Attributes:
        counts: whether the pejlemærke's figure rests on it; in an anonymous round it does not
            where too few answered.
    """

    statement: Statement
    figure: Figure
    tally: Tally
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Sides:
    """The staff and the leaders on the statements that both are asked, and on no others.

    The roles' own figures are no fair measure of how far apart they stand: the leaders' rest on
    the statements about management as well.
    """

    staff: Figure
    leaders: Figure

    @property
    def gap(self) -> Fraction:
        """How far the leaders' mean lies above the staff's; negative where it lies below."""
        return (self.leaders.mean or Fraction()) - (self.staff.mean or Fraction())


@dataclass(frozen=True, slots=True)
class PejlemaerkeResult:
    """One pejlemærke in one round.

    Attributes:
        scores: the persons' scores by respondent id; empty where they may not be shown.
        tally: the answers to all its statements added up; its steps count the persons by the
            step nearest to their score, so that a distribution always counts persons.
        sides: the staff and the leaders beside each other; None where either has no score on a
            statement both are asked, or where that may not be shown.
    """

    pejlemaerke: Pejlemaerke
    figure: Figure
    scores: Mapping[str, Fraction]
    tally: Tally
    roles: Mapping[Role, Figure]
    statements: tuple[StatementResult, ...]
    agreed: Agreed | None = None
    sides: Sides | None = None

    @property
    def rests_on(self) -> frozenset[str]:
        """The ids of the statements the figure rests on."""
        return frozenset(item.statement.id for item in self.statements if item.counts)

    @property
    def is_touched(self) -> bool:
        """Whether anybody has taken a stand on it, with a number or without, alone or together."""
        answered = any(s.tally.answered for s in self.statements)
        return bool(answered or self.figure.n or self.figure.hidden or self.agreed)

    @property
    def widest_gap(self) -> Fraction:
        """How far two roles stand apart at most."""
        return max(self.gaps.values(), default=Fraction())

    @property
    def gaps(self) -> dict[tuple[Role, Role], Fraction]:
        """How far each two roles' means lie apart; leaders and staff on what both are asked."""
        means = [(role, f.mean) for role, f in self.roles.items() if f.mean is not None]
        gaps = {(one, two): abs(a - b) for (one, a), (two, b) in combinations(means, 2)}
        gaps.pop((Role.STAFF, Role.LEADER), None)
        if self.sides is not None:
            gaps[Role.STAFF, Role.LEADER] = abs(self.sides.gap)
        return gaps


@dataclass(frozen=True, slots=True)
class RoundResult:
    """All figures of one round."""

    round: Round
    catalogue: Catalogue
    count: int
    drafts: int
    by_role: Mapping[Role, int]
    pejlemaerker: tuple[PejlemaerkeResult, ...]

    def on(self, number: int) -> PejlemaerkeResult | None:
        """The result of the pejlemærke with that number, if the round has it."""
        return next((p for p in self.pejlemaerker if p.pejlemaerke.number == number), None)


def figure(scores: Iterable[Fraction]) -> Figure:
    """Sum up persons' scores: mean, median, extremes and population standard deviation."""
    return _summed_up(_counted(scores))


def _counted(scores: Iterable[Fraction]) -> dict[Fraction, int]:
    """How many have each score, lowest first: a round of thousands has but a few hundred scores."""
    counts = Counter(map(Fraction.as_integer_ratio, scores))  # a fraction is slow to hash
    return dict(sorted((Fraction(*ratio), count) for ratio, count in counts.items()))


def _summed_up(counts: Mapping[Fraction, int]) -> Figure:
    """The figure of scores that are counted, lowest first."""
    n = sum(counts.values())
    if not n:
        return Figure(0)
    ordered = list(counts)
    reached = list(accumulate(counts.values()))
    lower, upper = (ordered[bisect(reached, place)] for place in ((n - 1) // 2, n // 2))
    # In whole numbers of a part they all share; fractions would be as exact and far slower.
    parts = lcm(*(score.denominator for score in ordered))
    scaled = [(s.numerator * (parts // s.denominator), count) for s, count in counts.items()]
    total = sum(score * count for score, count in scaled)
    squares = sum(score * score * count for score, count in scaled)
    spread = sqrt(Fraction(n * squares - total * total, (n * parts) ** 2))
    return Figure(
        n, Fraction(total, n * parts), (lower + upper) / 2, ordered[0], ordered[-1], spread
    )


def person_score(response: Response, statements: Iterable[Statement]) -> Fraction | None:
    """A person's score: the mean of the numeric answers, or None where there is none."""
    return _score(tuple(response.answer(statement.id).value for statement in statements))


@lru_cache(maxsize=2**14)
def _score(values: Values) -> Fraction | None:
    """The mean of the numbers among a person's answers; of thousands, many answer alike."""
    numbers = [v for v in values if v is not None and not isinstance(v, NoNumber)]
    return _mean(tuple(sorted(numbers))) if numbers else None


@lru_cache(maxsize=2**10)
def _mean(numbers: tuple[int | float, ...]) -> Fraction:
    return sum(map(Fraction, numbers), Fraction()) / len(numbers)


def score_statement(
    statement: Statement, responses: Iterable[Response], catalogue: Catalogue
) -> StatementResult:
    """Count the answers to one statement among those whose role is asked it."""
    asked = (r for r in responses if r.role in statement.roles)
    return _counted_up(statement, [r.answer(statement.id).value for r in asked], catalogue)


def _counted_up(
    statement: Statement, answers: Iterable[Value], catalogue: Catalogue
) -> StatementResult:
    values = Counter(answers)
    steps = {value: values[value] for value in catalogue.scale.values}
    tally = Tally(
        steps,
        values[NoNumber.UNKNOWN],
        values[NoNumber.IRRELEVANT],
        values[NoNumber.DECLINED],
        values[None],
    )
    counts = {Fraction(value): count for value, count in steps.items() if count}
    return StatementResult(statement, _summed_up(counts), tally)


def score_pejlemaerke(
    pejlemaerke: Pejlemaerke,
    responses: Sequence[Response],
    catalogue: Catalogue,
    agreed: Agreed | None = None,
) -> PejlemaerkeResult:
    """All figures of one pejlemærke."""
    (given,) = _given([pejlemaerke], responses)
    return _scored(pejlemaerke, given, catalogue, agreed)


def _given(pejlemaerker: Sequence[Pejlemaerke], responses: Iterable[Response]) -> list[Given]:
    """Every answer to each pejlemærke, looked up.

    Person by person: among thousands, finding the answers in memory is what takes the time.
    """
    roles = {response.role for response in responses}
    asked = {r: [[s.id for s in p.statements_for(r)] for p in pejlemaerker] for r in roles}
    given: list[Given] = [{role: {} for role in Role if role in roles} for _ in pejlemaerker]
    for response in responses:
        role, answers = response.role, response.answers
        for ids, persons in zip(asked[role], given, strict=True):
            values = tuple([answers.get(id_, NO_ANSWER).value for id_ in ids])
            persons[role][response.id] = values
    return given


def _scored(
    pejlemaerke: Pejlemaerke, given: Given, catalogue: Catalogue, agreed: Agreed | None
) -> PejlemaerkeResult:
    by_role = {role: _scores(persons) for role, persons in given.items()}
    scores = {id_: score for own in by_role.values() for id_, score in own.items()}
    answers = _by_statement(pejlemaerke, given)
    statements = tuple(
        _counted_up(statement, answers[statement.id], catalogue)
        for statement in pejlemaerke.statements
    )
    counts = _counted(scores.values())
    nearest: Counter[int | float] = Counter()
    for score, count in counts.items():
        nearest[catalogue.scale.nearest(score).value] += count
    tally = Tally(
        {value: nearest[value] for value in catalogue.scale.values},
        sum(s.tally.unknown for s in statements),
        sum(s.tally.irrelevant for s in statements),
        sum(s.tally.declined for s in statements),
        sum(s.tally.unanswered for s in statements),
    )
    total = _summed_up(counts)
    roles = {role: figure(own.values()) for role, own in by_role.items()}
    sides = _sides(pejlemaerke, given, roles)
    return PejlemaerkeResult(pejlemaerke, total, scores, tally, roles, statements, agreed, sides)


def _scores(persons: Mapping[str, Values]) -> dict[str, Fraction]:
    """The scores of those who have one."""
    scored = ((id_, _score(values)) for id_, values in persons.items())
    return {id_: score for id_, score in scored if score is not None}


def _by_statement(pejlemaerke: Pejlemaerke, given: Given) -> dict[str, list[Value]]:
    answers: dict[str, list[Value]] = {statement.id: [] for statement in pejlemaerke.statements}
    for role, persons in given.items():
        columns = zip(*persons.values(), strict=True)
        for statement, column in zip(pejlemaerke.statements_for(role), columns, strict=True):
            answers[statement.id] += column
    return answers


def _sides(pejlemaerke: Pejlemaerke, given: Given, roles: Mapping[Role, Figure]) -> Sides | None:
    both = Role.STAFF, Role.LEADER
    if not all(role in roles for role in both):
        return None
    staff, leaders = (
        _on_common(pejlemaerke, role, given[role], roles[role], set(both)) for role in both
    )
    return Sides(staff, leaders) if staff.n and leaders.n else None


def _on_common(
    pejlemaerke: Pejlemaerke,
    role: Role,
    persons: Mapping[str, Values],
    whole: Figure,
    both: Set[Role],
) -> Figure:
    """A role's figure on the statements that both roles are asked."""
    common = [both <= {*statement.roles} for statement in pejlemaerke.statements_for(role)]
    if all(common):
        return whole
    return figure(_scores({i: tuple(compress(v, common)) for i, v in persons.items()}).values())


def score_round(
    round_: Round,
    catalogue: Catalogue,
    responses: Sequence[Response],
    agreement: Agreement = NOTHING_AGREED,
) -> RoundResult:
    """All figures of one round, unprotected; ``anonymity.published`` hides what must be."""
    given = _given(catalogue.pejlemaerker, responses)
    return RoundResult(
        round_,
        catalogue,
        len(responses),
        sum(r.is_draft for r in responses),
        Counter(r.role for r in responses),
        tuple(
            _scored(p, its, catalogue, agreement.on(p.number))
            for p, its in zip(catalogue.pejlemaerker, given, strict=True)
        ),
    )
