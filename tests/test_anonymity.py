"""What an anonymous round shows, and an adversary who tries to compute what it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as with_fields

from bostoette_cli.analysis.anonymity import hidden_roles, published, too_close
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    Sides,
    StatementResult,
    Tally,
    figure,
    score_pejlemaerke,
    score_round,
)
from bostoette_cli.domain.answers import Answer, NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement

from builders import SCALE, crowd, response, round_, small_catalogue, statement

STAFF, LEADER, CITIZEN = Role.STAFF, Role.LEADER, Role.CITIZEN
FEW = "skjult: færre end 5 svar"
COMPUTABLE = "skjult: ellers kunne en lille gruppes svar regnes ud"
CATALOGUE = small_catalogue()

PICKS = st.sampled_from([1, 2, 3, 4, 5, *NoNumber, None])
PEOPLE = st.lists(
    st.tuples(st.sampled_from((STAFF, LEADER, CITIZEN)), st.tuples(*[PICKS] * 4)), max_size=16
)
SIZES = st.dictionaries(st.sampled_from(Role), st.integers(0, 9))


def people(role: Role, count: int, **values: int | NoNumber) -> list[Response]:
    """So many persons of a role with the same answers."""
    return [response(f"{role.value}{number}", role, **values) for number in range(count)]


def shown(*groups: list[Response], threshold: int = 5, number: int = 1) -> PejlemaerkeResult:
    """What an anonymous round shows of one pejlemærke."""
    anonymous = round_(anonymous=True, threshold=threshold)
    result = published(RoundData(anonymous, CATALOGUE, list(chain(*groups)))).on(number)
    assert result is not None
    return result


def on_statement(result: PejlemaerkeResult, id_: str) -> StatementResult:
    return next(s for s in result.statements if s.statement.id == id_)


# --- an open round ---------------------------------------------------------------------------


def test_in_an_open_round_nothing_is_hidden() -> None:
    one = people(LEADER, 1, s1a=5, s1b=5, s1c=5)
    assert published(RoundData(round_(), CATALOGUE, one)) == score_round(round_(), CATALOGUE, one)


# --- rule 1: a statement ---------------------------------------------------------------------


def test_a_statement_with_fewer_answers_than_the_threshold_is_hidden_with_its_reason() -> None:
    item = on_statement(shown(people(STAFF, 5, s1a=3, s1b=3), people(STAFF, 0)), "1c")
    assert item == StatementResult(
        CATALOGUE.statements["1c"], Figure(0, hidden=FEW), Tally(), counts=False
    )


def test_a_statement_counts_answers_with_a_number_against_the_threshold() -> None:
    unknowing = people(CITIZEN, 1, s1a=NoNumber.UNKNOWN)
    result = shown(people(STAFF, 4, s1a=3, s1b=3), unknowing, people(LEADER, 1, s1b=3))
    assert on_statement(result, "1a").figure.hidden == FEW
    assert on_statement(result, "1b").figure.n == 5


def test_a_hidden_statement_is_not_hidden_inside_the_mean_either() -> None:
    result = shown(people(STAFF, 6, s1a=3, s1b=3), people(LEADER, 1, s1a=3, s1b=3, s1c=5))
    assert result.figure.mean == 3
    assert result.figure.n == 7


def test_a_hidden_statement_leaves_no_trace_in_the_counts_without_a_number() -> None:
    result = shown(
        people(STAFF, 6, s1a=3, s1b=3), people(LEADER, 1, s1a=3, s1b=3, s1c=NoNumber.DECLINED)
    )
    assert result.tally.declined == 0


def test_a_statement_with_as_many_answers_as_the_threshold_is_shown() -> None:
    item = on_statement(shown(people(LEADER, 5, s1a=3, s1b=3, s1c=4)), "1c")
    assert item.figure == figure([Fraction(4)] * 5)
    assert item.tally.steps[4] == 5


# --- leaders and staff beside each other -----------------------------------------------------


def test_leaders_and_staff_are_not_laid_beside_each_other_where_one_of_them_is_hidden() -> None:
    assert shown(people(STAFF, 6, s1a=3), people(LEADER, 1, s1a=5)).sides is None


def test_nor_where_the_leaders_figure_rests_on_more_than_the_staffs() -> None:
    both = shown(people(STAFF, 6, s1a=3), people(LEADER, 6, s1a=5, s1c=1))
    assert both.sides is None


def test_where_both_are_shown_on_the_same_statements_they_are_the_very_figures_shown() -> None:
    both = shown(people(STAFF, 6, s1a=3), people(LEADER, 6, s1a=5))
    assert both.sides == Sides(both.roles[STAFF], both.roles[LEADER])


# --- rule 2: a pejlemærke --------------------------------------------------------------------


def test_a_pejlemaerke_with_fewer_persons_than_the_threshold_is_hidden_whole() -> None:
    result = shown(people(STAFF, 4, s1a=3, s1b=NoNumber.UNKNOWN))
    assert result.figure == Figure(0, hidden=FEW)
    assert result.tally == Tally()
    assert result.roles == {STAFF: Figure(0, hidden=FEW)}
    assert {s.figure for s in result.statements} == {Figure(0, hidden=FEW)}
    assert {s.tally.answered for s in result.statements} == {0}


def test_one_pejlemaerke_can_be_shown_while_another_is_hidden() -> None:
    staff = [*people(STAFF, 4, s1a=3, s2a=3), response("x", STAFF, s1a=3)]
    assert shown(staff, number=1).figure.n == 5
    assert shown(staff, number=2).figure.hidden == FEW


def test_a_pejlemaerke_nobody_has_touched_has_nothing_to_hide() -> None:
    result = shown(people(STAFF, 2), people(LEADER, 1))
    assert result.figure == Figure(0)
    assert result.roles == {STAFF: Figure(0), LEADER: Figure(0)}
    assert [s.tally.answered for s in result.statements] == [0, 0, 0]


@pytest.mark.parametrize("value", list(NoNumber))
def test_a_stand_without_a_number_is_hidden_where_the_numbers_are_too_few(value: NoNumber) -> None:
    result = shown(people(STAFF, 1, s1a=value), people(LEADER, 9))
    assert result.figure == Figure(0, hidden=FEW)
    assert result.tally == Tally()
    assert {s.tally.answered for s in result.statements} == {0}


def test_persons_without_a_number_do_not_lift_a_pejlemaerke_over_the_threshold() -> None:
    result = shown(people(STAFF, 4, s1a=3), people(CITIZEN, 6, s1a=NoNumber.UNKNOWN))
    assert result.figure.hidden == FEW


@pytest.mark.parametrize(("threshold", "hidden"), [(3, False), (4, False), (5, True)])
def test_a_rounds_own_threshold_decides(threshold: int, hidden: bool) -> None:
    result = shown(people(STAFF, 4, s1a=3), threshold=threshold)
    assert bool(result.figure.hidden) is hidden


def test_the_reason_names_the_rounds_own_threshold() -> None:
    assert shown(people(STAFF, 2, s1a=3), threshold=3).figure.hidden == "skjult: færre end 3 svar"


# --- rule 3: a role --------------------------------------------------------------------------


def test_a_small_role_is_hidden_and_so_is_the_next_that_would_give_it_away() -> None:
    result = shown(people(STAFF, 6, s1a=3, s1b=3), people(LEADER, 1, s1a=5, s1b=5))
    assert result.figure.n == 7
    assert result.roles == {
        LEADER: Figure(0, hidden=FEW),
        STAFF: Figure(0, hidden=COMPUTABLE),
    }


def test_roles_at_the_threshold_are_shown() -> None:
    result = shown(people(STAFF, 5, s1a=3, s1b=3), people(LEADER, 5, s1a=5, s1b=5, s1c=5))
    assert result.roles == {
        STAFF: figure([Fraction(3)] * 5),
        LEADER: figure([Fraction(5)] * 5),
    }


def test_two_small_roles_that_are_enough_together_hide_no_third() -> None:
    result = shown(
        people(STAFF, 6, s1a=3, s1b=3),
        people(LEADER, 2, s1a=5, s1b=5),
        people(CITIZEN, 3, s1a=1),
    )
    assert result.roles[STAFF] == figure([Fraction(3)] * 6)
    assert result.roles[LEADER].hidden == result.roles[CITIZEN].hidden == FEW


def test_of_the_larger_roles_the_smallest_is_hidden_first() -> None:
    sizes = {STAFF: 9, CITIZEN: 6, LEADER: 1}
    assert hidden_roles(sizes, 5) == {LEADER, CITIZEN}


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({}, set()),
        ({STAFF: 7}, set()),
        ({STAFF: 4}, {STAFF}),
        ({STAFF: 5, LEADER: 5}, set()),
        ({STAFF: 6, LEADER: 1}, {STAFF, LEADER}),
        ({STAFF: 6, LEADER: 0}, set()),
        ({STAFF: 6, LEADER: 2, CITIZEN: 3}, {LEADER, CITIZEN}),
        ({STAFF: 6, LEADER: 2, CITIZEN: 2}, {LEADER, CITIZEN, STAFF}),
    ],
)
def test_the_hidden_roles_are_at_least_two_and_together_at_least_the_threshold(
    sizes: Mapping[Role, int], hidden: set[Role]
) -> None:
    assert hidden_roles(sizes, 5) == hidden


@given(SIZES, st.integers(3, 7))
def test_every_small_role_is_hidden_and_never_alone_beside_a_shown_one(
    sizes: Mapping[Role, int], threshold: int
) -> None:
    hidden = hidden_roles(sizes, threshold)
    present = {role for role, n in sizes.items() if n}
    assert hidden <= present
    assert {role for role in present if sizes[role] < threshold} <= hidden
    if hidden and hidden < present:
        assert len(hidden) >= 2
        assert sum(sizes[role] for role in hidden) >= threshold


@given(SIZES, st.integers(3, 7))
def test_no_role_is_hidden_that_need_not_be(sizes: Mapping[Role, int], threshold: int) -> None:
    hidden = hidden_roles(sizes, threshold)
    large = {role for role in hidden if sizes[role] >= threshold}
    if not large:
        return
    last = max(large, key=lambda role: (sizes[role], role))
    fewer = hidden - {last}
    assert len(fewer) < 2 or sum(sizes[role] for role in fewer) < threshold


# --- rule 4: the statements of hidden roles --------------------------------------------------


def test_statements_are_hidden_where_they_would_tell_the_hidden_roles_apart() -> None:
    result = shown(people(STAFF, 4, s1a=1, s1b=1), people(LEADER, 6, s1a=5, s1b=5, s1c=5))
    assert set(result.roles) == {STAFF, LEADER}
    assert all(f.hidden for f in result.roles.values())
    assert result.figure.n == 10
    assert [s.figure for s in result.statements] == [Figure(0, hidden=COMPUTABLE)] * 3
    assert {s.tally.answered for s in result.statements} == {0}


def test_statements_are_shown_where_the_hidden_roles_answer_the_same_ones() -> None:
    result = shown(people(STAFF, 6, s1a=3, s1b=3), people(LEADER, 1, s1a=3, s1b=3, s1c=5))
    assert on_statement(result, "1a").figure.n == 7
    assert on_statement(result, "1b").figure.n == 7
    assert on_statement(result, "1c").figure.hidden == FEW


def test_a_statement_hidden_for_being_small_says_so_even_where_all_are_hidden() -> None:
    result = shown(people(STAFF, 6, s1a=1, s1b=1), people(CITIZEN, 2, s1a=3))
    assert on_statement(result, "1a").figure.hidden == COMPUTABLE
    assert on_statement(result, "1c").figure.hidden == FEW


# --- what else a round says ------------------------------------------------------------------


def test_an_anonymous_round_gives_away_no_persons_score() -> None:
    assert shown(people(STAFF, 9, s1a=3)).scores == {}
    assert shown(people(STAFF, 2, s1a=3)).scores == {}


def test_every_statement_stays_in_the_result_hidden_or_not() -> None:
    result = shown(people(STAFF, 6, s1a=3, s1b=3))
    assert [s.statement.id for s in result.statements] == ["1a", "1b", "1c"]
    assert result.pejlemaerke == CATALOGUE.pejlemaerke(1)


def test_what_the_team_agreed_on_is_shown_even_where_the_figures_are_not() -> None:
    agreement = Agreement(1, by_number={"1": Agreed(4, "Sammen.")})
    anonymous = round_(anonymous=True)
    hidden = published(RoundData(anonymous, CATALOGUE, people(STAFF, 2, s1a=3), agreement)).on(1)
    plain = published(RoundData(anonymous, CATALOGUE, people(STAFF, 7, s1a=3), agreement)).on(1)
    assert hidden is not None
    assert plain is not None
    assert hidden.agreed == plain.agreed == Agreed(4, "Sammen.")
    assert hidden.figure.hidden


def test_how_many_answered_in_all_is_no_secret() -> None:
    result = published(RoundData(round_(anonymous=True), CATALOGUE, people(STAFF, 2, s1a=3)))
    assert result.count == 2


def figures_of(result: RoundResult) -> Iterator[Figure]:
    for p in result.pejlemaerker:
        yield p.figure
        yield from p.roles.values()
        yield from (s.figure for s in p.statements)


@given(PEOPLE, st.integers(3, 6))
def test_no_figure_rests_on_fewer_than_the_threshold(
    persons: list[tuple[Role, tuple[int | NoNumber | None, ...]]], threshold: int
) -> None:
    anonymous = round_(anonymous=True, threshold=threshold)
    result = published(RoundData(anonymous, CATALOGUE, crowd(CATALOGUE, persons)))
    assert all(f.mean is None or f.n >= threshold for f in figures_of(result))


@given(PEOPLE, st.integers(3, 6))
def test_a_hidden_figure_holds_nothing_but_its_reason(
    persons: list[tuple[Role, tuple[int | NoNumber | None, ...]]], threshold: int
) -> None:
    anonymous = round_(anonymous=True, threshold=threshold)
    result = published(RoundData(anonymous, CATALOGUE, crowd(CATALOGUE, persons)))
    for hidden in (f for f in figures_of(result) if f.hidden):
        assert hidden == Figure(0, hidden=hidden.hidden)


@given(PEOPLE)
def test_a_shown_statement_shows_its_true_figure(
    persons: list[tuple[Role, tuple[int | NoNumber | None, ...]]],
) -> None:
    responses = crowd(CATALOGUE, persons)
    true = score_round(round_(), CATALOGUE, responses)
    result = published(RoundData(round_(anonymous=True), CATALOGUE, responses))
    for one, other in zip(result.pejlemaerker, true.pejlemaerker, strict=True):
        for item, whole in zip(one.statements, other.statements, strict=True):
            assert item.figure.hidden or item == whole


@pytest.mark.parametrize(
    ("first", "second", "close"),
    [(7, 7, False), (7, 8, True), (8, 7, True), (7, 11, True), (7, 12, False), (12, 7, False)],
)
def test_two_rounds_are_too_close_when_fewer_than_the_threshold_came_or_left(
    first: int, second: int, close: bool
) -> None:
    assert too_close(first, second, 5) is close


# --- the adversary ---------------------------------------------------------------------------

Unknown = tuple[Role, str]
Terms = Mapping[Unknown, Fraction]


class Adversary:
    """A reader who knows how many of each role answered, and that everyone answered everything.

    The unknowns are each role's sum of scores on each statement. Every figure shown is one linear
    equation in them; what lies in the span of the equations can be computed, nothing else can.
    The spans are found by Gaussian elimination in exact fractions.
    """

    def __init__(self) -> None:
        self._solved: list[tuple[Unknown, dict[Unknown, Fraction], Fraction]] = []

    def learn(self, terms: Terms, total: Fraction) -> None:
        """Take in one equation."""
        rest, value = self._reduced(terms, total)
        if rest:
            pivot, factor = next(iter(rest.items()))
            scaled = {key: part / factor for key, part in rest.items()}
            self._solved.append((pivot, scaled, value / factor))

    def compute(self, terms: Terms) -> Fraction | None:
        """What a sum of unknowns must be, or None where it could be several things."""
        rest, value = self._reduced(terms, Fraction())
        return None if rest else -value

    def _reduced(self, terms: Terms, total: Fraction) -> tuple[dict[Unknown, Fraction], Fraction]:
        rest = {key: part for key, part in terms.items() if part}
        for pivot, row, value in self._solved:
            factor = rest.get(pivot)
            if not factor:
                continue
            for key, part in row.items():
                rest[key] = rest.get(key, Fraction()) - factor * part
            rest = {key: part for key, part in rest.items() if part}
            total -= factor * value
        return rest, total


class Situation:
    """One pejlemærke, so many persons of each role, and a threshold."""

    def __init__(
        self, statements: Sequence[Statement], sizes: Mapping[Role, int], threshold: int = 5
    ) -> None:
        self.pejlemaerke = Pejlemaerke(1, "Et", "Et formål.", statements=tuple(statements))
        self.catalogue = Catalogue(1, "lille", "1", "Lille", SCALE, (self.pejlemaerke,))
        self.sizes = {role: n for role, n in sizes.items() if n}
        self.threshold = threshold

    def __repr__(self) -> str:
        asked = {s.id: [role.value for role in s.roles] for s in self.pejlemaerke.statements}
        return f"Situation({asked}, {self.sizes}, {self.threshold})"

    def asked(self, id_: str) -> list[Role]:
        """The roles in the round that answer a statement."""
        return [role for role in self.sizes if role in self.catalogue.statements[id_].roles]

    def persons(self, roles: Iterable[Role]) -> int:
        return sum(self.sizes[role] for role in roles)

    def kept(self, role: Role) -> list[str]:
        """The statements that make up a role's score: those enough persons answer."""
        return [
            s.id
            for s in self.pejlemaerke.statements_for(role)
            if self.persons(self.asked(s.id)) >= self.threshold
        ]

    def scores(self, roles: Iterable[Role]) -> dict[Unknown, Fraction]:
        """The sum of some roles' persons' scores on the pejlemærke, in the unknowns."""
        return {
            (role, id_): Fraction(1, len(kept))
            for role in roles
            if (kept := self.kept(role))
            for id_ in kept
        }

    def answers(self, id_: str, roles: Iterable[Role]) -> dict[Unknown, Fraction]:
        """The sum of some roles' answers to one statement, in the unknowns."""
        return {(role, id_): Fraction(1) for role in roles}

    def responses(self, luck: Random) -> list[Response]:
        """Everyone answers everything, each as luck has it."""
        return crowd(
            self.catalogue,
            [
                (role, [luck.randint(1, 5) for _ in self.pejlemaerke.statements])
                for role, n in self.sizes.items()
                for _ in range(n)
            ],
        )

    def published(self, responses: Sequence[Response]) -> PejlemaerkeResult:
        anonymous = round_(anonymous=True, threshold=self.threshold)
        return published(RoundData(anonymous, self.catalogue, responses)).pejlemaerker[0]

    def equations(self, seen: PejlemaerkeResult) -> Iterator[tuple[Terms, Fraction]]:
        """Everything that is shown, as equations."""
        if seen.figure.mean is not None:
            yield self.scores(self.sizes), seen.figure.n * seen.figure.mean
        for role, its in seen.roles.items():
            if its.mean is not None:
                yield self.scores([role]), its.n * its.mean
        for item in seen.statements:
            if item.figure.mean is not None:
                terms = self.answers(item.statement.id, self.asked(item.statement.id))
                yield terms, item.figure.n * item.figure.mean

    def adversary(self, seen: PejlemaerkeResult) -> Adversary:
        adversary = Adversary()
        for terms, total in self.equations(seen):
            adversary.learn(terms, total)
        return adversary

    def secrets(self, seen: PejlemaerkeResult) -> Iterator[tuple[str, Terms]]:
        """Every sum that must not be computable, with a name for it."""
        hidden = [role for role, its in seen.roles.items() if its.hidden]
        alone = [(role,) for role in hidden]
        small = [roles for roles in unions(hidden) if self.persons(roles) < self.threshold]
        for roles in {*alone, *small}:
            if terms := self.scores(roles):
                yield f"the scores of {roles}", terms
        for id_ in self.catalogue.statements:
            asked = [role for role in hidden if role in self.asked(id_)]
            alone = [(role,) for role in asked]
            small = [roles for roles in unions(asked) if self.persons(roles) < self.threshold]
            for roles in {*alone, *small}:
                yield f"the answers of {roles} to {id_}", self.answers(id_, roles)
            everyone = self.asked(id_)
            if 0 < self.persons(everyone) < self.threshold:
                yield f"the few answers to {id_}", self.answers(id_, everyone)

    def leaks(self, seen: PejlemaerkeResult) -> dict[str, Fraction]:
        """What the adversary can compute of what must stay secret."""
        adversary = self.adversary(seen)
        found = ((name, adversary.compute(terms)) for name, terms in self.secrets(seen))
        return {name: value for name, value in found if value is not None}


def unions(roles: Sequence[Role]) -> Iterator[tuple[Role, ...]]:
    """Every group of one role or more."""
    sizes = range(1, len(roles) + 1)
    return chain.from_iterable(combinations(roles, size) for size in sizes)


ASKED = st.sets(st.sampled_from(Role), min_size=1).map(lambda roles: tuple(sorted(roles)))
STATEMENTS = st.lists(ASKED, min_size=1, max_size=5).map(
    lambda asked: [statement(f"s{number}", roles) for number, roles in enumerate(asked)]
)
SITUATIONS = st.builds(Situation, STATEMENTS, SIZES, st.integers(3, 7))
LUCK = st.randoms(use_true_random=False)


@settings(max_examples=400)
@given(SITUATIONS, LUCK)
def test_no_hidden_role_and_no_small_union_of_them_can_be_computed(
    situation: Situation, luck: Random
) -> None:
    assert situation.leaks(situation.published(situation.responses(luck))) == {}


@settings(max_examples=150)
@given(st.data(), SIZES, st.integers(3, 7), LUCK)
def test_nor_can_it_with_the_statements_and_roles_of_the_catalogue_that_comes_with_the_tool(
    bundled: Catalogue,
    data: st.DataObject,
    sizes: Mapping[Role, int],
    threshold: int,
    luck: Random,
) -> None:
    chosen = data.draw(st.sampled_from(bundled.pejlemaerker))
    situation = Situation(chosen.statements, sizes, threshold)
    assert situation.leaks(situation.published(situation.responses(luck))) == {}


@given(SITUATIONS, LUCK)
def test_the_adversarys_equations_are_true_of_the_answers(
    situation: Situation, luck: Random
) -> None:
    responses = situation.responses(luck)
    truth = {
        (role, id_): sum((Fraction(r.answer(id_).number or 0) for r in its), Fraction())
        for role in situation.sizes
        if (its := [r for r in responses if r.role is role])
        for id_ in situation.catalogue.statements
    }
    for terms, total in situation.equations(situation.published(responses)):
        assert sum((part * truth[key] for key, part in terms.items()), Fraction()) == total


@given(SITUATIONS, LUCK)
def test_every_small_group_in_a_shown_pejlemaerke_is_among_the_hidden(
    situation: Situation, luck: Random
) -> None:
    seen = situation.published(situation.responses(luck))
    for role, n in situation.sizes.items():
        if n < situation.threshold:
            assert seen.roles[role].mean is None


# --- the adversary who knows who answered what with a number -----------------------------------


def with_gaps(responses: Sequence[Response], luck: Random) -> list[Response]:
    """The same people, each of whom has left some statements without a number."""
    return [
        replace_answers(r, {id_: a for id_, a in r.answers.items() if luck.random() > 0.2})
        for r in responses
    ]


def replace_answers(response: Response, answers: Mapping[str, Answer]) -> Response:
    return with_fields(response, answers=dict(answers))


def score_of(response: Response, rests_on: Iterable[str]) -> dict[tuple[str, str], Fraction]:
    """A person's score in the person's own answers."""
    given = [id_ for id_ in rests_on if response.answer(id_).number is not None]
    return {(response.id, id_): Fraction(1, len(given)) for id_ in given}


def added(parts: Iterable[Mapping[Any, Fraction]]) -> dict[Any, Fraction]:
    total: dict[Any, Fraction] = {}
    for part in parts:
        for key, factor in part.items():
            total[key] = total.get(key, Fraction()) + factor
    return total


def knowing_who_answered(seen: PejlemaerkeResult, responses: Sequence[Response]) -> Adversary:
    """What is shown, as equations in every single answer."""
    adversary, rests_on = Adversary(), seen.rests_on
    figures = [(seen.figure, list(Role)), *((f, [role]) for role, f in seen.roles.items())]
    for its, roles in figures:
        if its.mean is not None:
            terms = added(score_of(r, rests_on) for r in responses if r.role in roles)
            adversary.learn(terms, its.n * its.mean)
    for item in seen.statements:
        if item.figure.mean is not None:
            id_ = item.statement.id
            answered = [r.id for r in responses if r.answer(id_).number is not None]
            total = item.figure.n * item.figure.mean
            adversary.learn({(person, id_): Fraction(1) for person in answered}, total)
    return adversary


def told_of_persons(
    adversary: Adversary, seen: PejlemaerkeResult, responses: Sequence[Response]
) -> list[str]:
    """The persons and the pairs whose score or answers the adversary can compute."""
    rests_on, found = seen.rests_on, []
    for size in (1, 2):
        for people in combinations(responses, size):
            secrets = [added(score_of(r, rests_on) for r in people)]
            for item in seen.statements:
                id_ = item.statement.id
                given = [r.id for r in people if r.answer(id_).number is not None]
                secrets.append({(person, id_): Fraction(1) for person in given})
            if any(terms and adversary.compute(terms) is not None for terms in secrets):
                found.append(" and ".join(r.id for r in people))
    return found


@given(SITUATIONS, LUCK)
def test_nobody_who_left_a_statement_without_a_number_can_be_computed(
    situation: Situation, luck: Random
) -> None:
    responses = with_gaps(situation.responses(luck), luck)
    seen = situation.published(responses)
    assert told_of_persons(knowing_who_answered(seen, responses), seen, responses) == []


def test_the_one_of_seven_who_answered_only_half_would_have_been_computed() -> None:
    two = [statement("a"), statement("b")]
    situation = Situation(two, {STAFF: 7})
    everyone = situation.responses(Random(1))
    responses = [replace_answers(everyone[0], {"a": Answer(1)}), *everyone[1:]]
    careless = score_pejlemaerke(situation.pejlemaerke, responses, situation.catalogue)
    adversary = knowing_who_answered(careless, responses)
    assert adversary.compute({("p0", "a"): Fraction(1)}) == 1
    seen = situation.published(responses)
    assert knowing_who_answered(seen, responses).compute({("p0", "a"): Fraction(1)}) is None
    assert [s.statement.id for s in seen.statements if s.figure.hidden] == ["b"]


def test_a_statement_that_many_left_without_a_number_is_shown() -> None:
    situation = Situation([statement("a"), statement("b")], {STAFF: 12})
    everyone = situation.responses(Random(1))
    halved = [replace_answers(r, {"a": r.answer("a")}) for r in everyone[:6]]
    seen = situation.published([*halved, *everyone[6:]])
    assert not any(s.figure.hidden for s in seen.statements)


# --- two publications of one round --------------------------------------------------------------


def test_a_comparison_shows_a_round_on_the_statements_its_own_figures_rest_on_or_not_at_all() -> (
    None
):
    both = [statement("a"), statement("b")]
    catalogue = Situation(both, {}).catalogue
    people = [(STAFF, [3, 4])] * 6 + [(LEADER, [1, 5])] + [(CITIZEN, [2, 2])] * 4
    now = RoundData(round_("n", anonymous=True), catalogue, crowd(catalogue, people))
    few = [(STAFF, [3, 4])] * 3 + [(STAFF, [3, None])] * 4
    before = RoundData(round_("f", anonymous=True), catalogue, crowd(catalogue, few))
    whole, (row,) = published(now).pejlemaerker[0], compare([before, now]).rows
    assert whole.figure.mean is not None
    assert row.results[-1].figure.mean in (None, whole.figure.mean)
    assert published(before).pejlemaerker[0].rests_on == {"a"}


@given(SITUATIONS, LUCK, st.data())
def test_what_a_comparison_shows_of_an_anonymous_round_the_round_shows_itself(
    situation: Situation, luck: Random, data: st.DataObject
) -> None:
    anonymous = [round_(id_, anonymous=True, threshold=situation.threshold) for id_ in "fn"]
    held = [
        RoundData(r, situation.catalogue, with_gaps(situation.responses(luck), luck))
        for r in anonymous
    ]
    for shown_in, its in zip(compare(held).rows[0].results, held, strict=True):
        own = published(its).pejlemaerker[0]
        assert shown_in.figure.hidden or shown_in.figure == own.figure
        for role, figure_ in shown_in.roles.items():
            assert figure_.hidden or figure_ == own.roles[role]


# --- the adversary has teeth -----------------------------------------------------------------


def unprotected(situation: Situation, *hidden: Role) -> PejlemaerkeResult:
    """A careless publication: some roles' figures are left out and nothing else is."""
    kept = [s for s in situation.pejlemaerke.statements if situation.kept(s.roles[0])]
    responses = situation.responses(Random(1))
    seen = score_pejlemaerke(
        with_fields(situation.pejlemaerke, statements=tuple(kept)), responses, situation.catalogue
    )
    roles = {r: Figure(0, hidden="x") if r in hidden else f for r, f in seen.roles.items()}
    return replace(seen, roles=roles)


def test_the_adversary_finds_a_lone_hidden_role_as_the_total_less_the_shown() -> None:
    situation = Situation([statement("a"), statement("b")], {STAFF: 6, LEADER: 1})
    careless = unprotected(situation, LEADER)
    leader = situation.responses(Random(1))[-1]
    found = situation.leaks(careless)
    assert leader.role is LEADER
    assert found[f"the scores of {(LEADER,)}"] == Fraction(
        (leader.answer("a").number or 0) + (leader.answer("b").number or 0), 2
    )


def test_the_adversary_tells_hidden_roles_apart_by_the_statements_totals() -> None:
    situation = Situation(
        [statement("a", (STAFF, LEADER)), statement("b", (LEADER,))], {STAFF: 4, LEADER: 6}
    )
    assert f"the scores of {(STAFF,)}" in situation.leaks(unprotected(situation, STAFF, LEADER))


def test_the_adversary_finds_a_small_union_of_hidden_roles() -> None:
    situation = Situation(
        [statement("a", (STAFF, LEADER, CITIZEN))], {STAFF: 9, LEADER: 2, CITIZEN: 2}
    )
    found = situation.leaks(unprotected(situation, LEADER, CITIZEN))
    assert list(found) == [
        f"the scores of {(LEADER, CITIZEN)}",
        f"the answers of {(LEADER, CITIZEN)} to a",
    ]


def test_the_adversary_cannot_tell_what_the_equations_leave_open() -> None:
    adversary = Adversary()
    one, other = (STAFF, "a"), (LEADER, "a")
    adversary.learn({one: Fraction(1), other: Fraction(1)}, Fraction(9))
    assert adversary.compute({one: Fraction(1)}) is None
    assert adversary.compute({one: Fraction(2), other: Fraction(2)}) == 18
    adversary.learn({one: Fraction(1), other: Fraction(-1)}, Fraction(1))
    assert adversary.compute({one: Fraction(1)}) == 5
