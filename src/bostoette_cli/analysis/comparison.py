"""Rounds over time, compared on what they have in common.

Statements are matched by id and unchanged wording; figures are computed on those that all the
compared rounds share, so an edited catalogue never looks like a changed practice. A round whose
catalogue has not the pejlemærke at all is a gap and takes nothing from the others. Movement is
counted for the persons who are in both the first and the last round.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from bostoette_cli.analysis import plan
from bostoette_cli.analysis.anonymity import emptied, published, too_close
from bostoette_cli.analysis.matching import Share, common_statements, share
from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    Tally,
    score_statement,
)
from bostoette_cli.domain.catalogue import Pejlemaerke, Scale, Statement
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed


class Movement(NamedTuple):
    """How many of the persons in both rounds moved, by their own scores."""

    up: int
    down: int
    same: int

    @property
    def persons(self) -> int:
        """How many are in both rounds with a score."""
        return self.up + self.down + self.same


@dataclass(frozen=True, slots=True)
class Row:
    """One pejlemærke through the rounds.

    Attributes:
        scale: the one that every round has.
        results: its result in each round, on the common statements.
        movement: of the persons in both the first and the last round; None where rounds are
            anonymous, since persons are not followed there.
        actions: what was agreed to do about it, in each round.
        done: which of the actions were done between the rounds.
        shares: how many statements each round's figure rests on, of how many.
    """

    pejlemaerke: Pejlemaerke
    scale: Scale
    results: tuple[PejlemaerkeResult, ...]
    movement: Movement | None
    actions: tuple[tuple[Action, ...], ...] = ()
    done: tuple[Action, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def first(self) -> Figure:
        """The figure in the first round."""
        return self.results[0].figure

    @property
    def last(self) -> Figure:
        """The figure in the last round."""
        return self.results[-1].figure

    @property
    def change(self) -> Fraction | None:
        """How much the mean moved from the first round to the last."""
        if self.first.mean is None or self.last.mean is None:
            return None
        return self.last.mean - self.first.mean

    @property
    def small(self) -> bool:
        """Whether there is a change, and it is less than one step by one person."""
        persons = min(self.first.n, self.last.n)
        change = self.change or Fraction()
        return 0 < abs(change) * persons < self.scale.step_size

    @property
    def follows_most(self) -> bool:
        """Whether the persons in both rounds are more than half of those in each of them."""
        most = max(self.first.n, self.last.n)
        return self.movement is not None and 2 * self.movement.persons > most

    @property
    def agreed(self) -> tuple[Agreed | None, ...]:
        """What the team agreed on in each round."""
        return tuple(result.agreed for result in self.results)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more rounds laid side by side.

    Attributes:
        both: how many persons are in both the first and the last round; None if not followed.
        withheld: statements with too few answers in an anonymous round; left out of every round.
        reworded: statements whose wording differs; compared on neither side.
        added: statements the last round has and another has not.
        gone: statements an earlier round had and the last has not.
        telling: whether the number of answers differs by so few that an anonymous round's
            difference could tell on somebody.
    """

    rounds: tuple[RoundResult, ...]
    rows: tuple[Row, ...]
    both: int | None
    withheld: tuple[Statement, ...]
    reworded: tuple[Statement, ...]
    added: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    telling: bool


def compare(rounds: Sequence[RoundData], role: Role | None = None) -> Comparison:
    """Compare rounds in the order given.

    Args:
        rounds: two or more, of the same catalogue.
        role: count only this role's answers.

    Raises:
        WrongUse: there are fewer than two, or they use different catalogues.
    """
    if len(rounds) < 2:
        raise WrongUse(
            "Der skal være mindst to runder at sammenligne. "
            "Åbn den næste runde med bostoette runde ny."
        )
    _require_one_catalogue(rounds)
    _require_one_scale(rounds)
    latest = rounds[-1].catalogue
    common, reworded = common_statements([data.catalogue for data in rounds])
    withheld = _withheld(rounds, common)
    common -= withheld
    results = tuple(_result(data, common, role) for data in rounds)
    if role is not None:
        rounds = [_of_role(data, role) for data in rounds]
    anonymous = any(data.round.is_anonymous for data in rounds)
    followed = None if anonymous else _in_both(rounds)
    done = tuple(plan.done_between(rounds))
    rows = tuple(
        Row(
            pejlemaerke=p,
            scale=latest.scale,
            results=(its := _through(p, results)),
            movement=None if anonymous else move(its[0].scores, its[-1].scores),
            actions=tuple(plan.on(data.actions, p.number) for data in rounds),
            done=plan.on(done, p.number),
            shares=tuple(share(data.catalogue, p.number, common, role) for data in rounds),
        )
        for p in latest.pejlemaerker
    )
    earlier = {id_: s for data in rounds[:-1] for id_, s in data.catalogue.statements.items()}
    compared = common | withheld | reworded
    return Comparison(
        rounds=results,
        rows=rows,
        both=followed,
        withheld=tuple(s for id_, s in latest.statements.items() if id_ in withheld),
        reworded=tuple(latest.statements[id_] for id_ in latest.statements if id_ in reworded),
        added=tuple(s for id_, s in latest.statements.items() if id_ not in compared),
        gone=tuple(s for id_, s in earlier.items() if id_ not in latest.statements),
        telling=anonymous and _tells(rounds, rows),
    )


def _of_role(data: RoundData, role: Role) -> RoundData:
    return data._replace(responses=[r for r in data.responses if r.role is role])


def _result(data: RoundData, common: frozenset[str], role: Role | None) -> RoundResult:
    """A round's figures on the common statements, of one role if asked for.

    In an anonymous round the role's figures are those the whole round publishes: counted by
    themselves, they would show what the whole must hide.
    """
    if role is not None and not data.round.is_anonymous:
        data = _of_role(data, role)
    catalogue = data.catalogue.restricted_to(common)
    result = published(data._replace(catalogue=catalogue))
    if data.round.is_anonymous:
        whole = published(data)
        result = replace(
            result,
            pejlemaerker=tuple(
                part if _tells_no_more(part, own) else emptied(part)
                for part, own in zip(result.pejlemaerker, whole.pejlemaerker, strict=True)
            ),
        )
    if role is None or not data.round.is_anonymous:
        return result
    return replace(
        result,
        count=result.by_role.get(role, 0),
        pejlemaerker=tuple(
            PejlemaerkeResult(
                p.pejlemaerke, p.roles.get(role, Figure(0)), {}, Tally(), {}, (), p.agreed
            )
            for p in result.pejlemaerker
        ),
    )


def _require_one_catalogue(rounds: Sequence[RoundData]) -> None:
    ids = {data.round.catalogue for data in rounds}
    if len(ids) > 1:
        named = " og ".join(
            f"»{data.round.title}« bruger {data.catalogue.title}"
            for data in (
                rounds[0],
                next(d for d in rounds if d.round.catalogue != rounds[0].round.catalogue),
            )
        )
        raise WrongUse(f"Runderne kan ikke sammenlignes: {named}. Vælg runder med samme katalog.")


def _tells_no_more(part: PejlemaerkeResult, whole: PejlemaerkeResult) -> bool:
    """Whether an anonymous round's figures here rest on the very statements its own rest on.

    Two figures of the same persons on different statements can be subtracted, and the difference
    tells what the hidden ones answered to those that only one of them rests on.
    """
    return bool(part.figure.hidden) or part.rests_on == whole.rests_on


def have_one_scale(rounds: Sequence[RoundData]) -> bool:
    """Whether the rounds' answers are on steps of the same values; their names may differ."""
    return len({tuple(s.value for s in data.catalogue.scale.steps) for data in rounds}) == 1


def _require_one_scale(rounds: Sequence[RoundData]) -> None:
    if not have_one_scale(rounds):
        raise WrongUse(
            "Runderne kan ikke sammenlignes: deres kataloger har forskellige skalaer. "
            "Vælg runder med samme skala."
        )


def _withheld(rounds: Sequence[RoundData], common: frozenset[str]) -> frozenset[str]:
    """The statements an anonymous round leaves out; else a figure without them met one with them.

    Where that would leave nothing of a pejlemærke, it is hidden as a whole instead.
    """
    latest = rounds[-1].catalogue
    few = {
        statement.id
        for data in rounds
        if data.round.is_anonymous
        for statement in data.catalogue.statements.values()
        if statement.id in common
        and score_statement(statement, data.responses, data.catalogue).figure.n
        < data.round.threshold
    }
    return frozenset(
        id_
        for pejlemaerke in latest.pejlemaerker
        if not (ids := {s.id for s in pejlemaerke.statements} & common) <= few
        for id_ in ids & few
    )


def _in_both(rounds: Sequence[RoundData]) -> int:
    first, last = ({r.id for r in data.responses} for data in (rounds[0], rounds[-1]))
    return len(first & last)


def _tells(rounds: Sequence[RoundData], rows: Sequence[Row]) -> bool:
    threshold = max(data.round.threshold for data in rounds if data.round.is_anonymous)
    counts = [[len(data.responses) for data in rounds]]
    counts += [[r.figure.n for r in row.results if r.figure.mean is not None] for row in rows]
    return any(too_close(a, b, threshold) for n in counts for a in n for b in n)


def _through(
    pejlemaerke: Pejlemaerke, rounds: Sequence[RoundResult]
) -> tuple[PejlemaerkeResult, ...]:
    """Its result in each round; an empty one where a round has it not."""
    empty = PejlemaerkeResult(pejlemaerke, Figure(0), {}, Tally(), {}, ())
    return tuple(result.on(pejlemaerke.number) or empty for result in rounds)


def move(before: Mapping[str, Fraction], after: Mapping[str, Fraction]) -> Movement:
    """Count the persons in both rounds by the direction their own score moved."""
    followed = [(before[id_], after[id_]) for id_ in before if id_ in after]
    up = sum(now > then for then, now in followed)
    down = sum(now < then for then, now in followed)
    return Movement(up, down, len(followed) - up - down)
