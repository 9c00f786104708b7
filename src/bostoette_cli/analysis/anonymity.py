"""What an anonymous round may publish.

Five rules, applied in this order to each pejlemærke:

1. A statement with fewer answers than the threshold is left out, of the figures too: what is not
   shown must not be hidden inside a mean that is.
2. A pejlemærke with fewer persons than the threshold is hidden whole, words included.
3. A role with fewer persons than the threshold is hidden, and so are further roles until those
   hidden are at least two and together at least the threshold; else the hidden one could be
   computed as the total less the shown (complementary suppression).
4. The statements' own figures are hidden where the hidden roles do not all answer the same ones:
   the statements' totals would then tell the hidden roles apart.
5. A statement's own figures are hidden where some of those who have a score left it without a
   number, but fewer than the threshold: a score is a mean of what a person answered, so the total
   of the scores and of the statements would together tell what those few answered instead. All of
   them are hidden where those who are even in what they answered are too few all the same.

In an open round nothing is hidden.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    StatementResult,
    Tally,
    person_score,
    score_pejlemaerke,
    score_round,
)
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData


def published(data: RoundData) -> RoundResult:
    """The figures of a round that may be shown; the hidden ones say why they are."""
    round_, catalogue, responses, agreement = data[:4]
    result = score_round(round_, catalogue, responses, agreement)
    if not round_.is_anonymous:
        return result
    return replace(
        result,
        pejlemaerker=tuple(
            _published(p, catalogue, responses, round_.threshold) for p in result.pejlemaerker
        ),
    )


def too_close(first: int, second: int, threshold: int) -> bool:
    """Whether two rounds differ by so few persons that the difference tells on somebody."""
    return 0 < abs(first - second) < threshold


def hidden_roles(sizes: Mapping[Role, int], threshold: int) -> frozenset[Role]:
    """Choose the roles to hide by rule 3; the smallest groups go first."""
    groups = sorted((n, role) for role, n in sizes.items() if n)
    hidden = [role for n, role in groups if n < threshold]
    shown = [role for n, role in groups if n >= threshold]
    while hidden and shown and (len(hidden) < 2 or sum(sizes[r] for r in hidden) < threshold):
        hidden.append(shown.pop(0))
    return frozenset(hidden)


def _published(
    whole: PejlemaerkeResult,
    catalogue: Catalogue,
    responses: Sequence[Response],
    threshold: int,
) -> PejlemaerkeResult:
    enough = {s.statement.id: s for s in whole.statements if s.figure.n >= threshold}
    kept = whole.pejlemaerke.restricted_to(enough)
    result = score_pejlemaerke(kept, responses, catalogue, whole.agreed)
    if not whole.figure.n and not any(s.tally.answered for s in whole.statements):
        return whole  # nobody has said anything, so there is nothing to hide
    few = f"skjult: færre end {threshold} svar"
    if result.figure.n < threshold:
        return emptied(whole, few)
    hidden = hidden_roles({role: f.n for role, f in result.roles.items()}, threshold)
    tell_apart = len({_answered_by(role, kept.statements) for role in hidden}) > 1
    scored = [r for r in responses if person_score(r, kept.statements) is not None]
    shown = {
        s.id
        for s in kept.statements
        if not tell_apart
        and _safe(s, hidden, responses, threshold)
        and not 0 < _left_out(s, scored) < threshold
    }
    if any(_few_alike(its, kept, shown, threshold) for its in _told_apart(scored, hidden)):
        shown = set()
    statements = tuple(
        enough[s.id]
        if s.id in shown
        else _hidden(s, _COMPUTABLE if s.id in enough else few, counts=s.id in enough)
        for s in whole.pejlemaerke.statements
    )
    return replace(
        result,
        pejlemaerke=whole.pejlemaerke,
        scores={},
        roles={
            role: Figure(0, hidden=few if f.n < threshold else _COMPUTABLE) if role in hidden else f
            for role, f in result.roles.items()
        },
        statements=statements,
        sides=result.sides if _adds_nothing(kept.statements, hidden) else None,
    )


def _adds_nothing(statements: Sequence[Statement], hidden: frozenset[Role]) -> bool:
    """Whether the two sides are the very figures of two roles that are shown."""
    staff, leaders = (_answered_by(role, statements) for role in (Role.STAFF, Role.LEADER))
    return staff == leaders and not hidden & {Role.STAFF, Role.LEADER}


_COMPUTABLE = "skjult: ellers kunne en lille gruppes svar regnes ud"


def _answered_by(role: Role, statements: Sequence[Statement]) -> frozenset[str]:
    return frozenset(s.id for s in statements if role in s.roles)


def _safe(
    statement: Statement, hidden: frozenset[Role], responses: Sequence[Response], threshold: int
) -> bool:
    """Whether those hidden who answered a statement are none, or enough."""
    numbers = (r.answer(statement.id).number for r in responses if r.role in hidden)
    count = sum(number is not None for number in numbers)
    return not count or count >= threshold


def _left_out(statement: Statement, scored: Sequence[Response]) -> int:
    """How many who have a score and are asked the statement gave it no number."""
    return sum(r.role in statement.roles and r.answer(statement.id).number is None for r in scored)


def _told_apart(scored: Sequence[Response], hidden: frozenset[Role]) -> list[list[Response]]:
    """Those with a score as the published figures divide them: each role shown, and the rest."""
    groups: dict[Role | None, list[Response]] = {}
    for response in scored:
        groups.setdefault(None if response.role in hidden else response.role, []).append(response)
    return list(groups.values())


def _few_alike(
    group: Sequence[Response], kept: Pejlemaerke, shown: Container[str], threshold: int
) -> bool:
    """Whether a group's total and the shown statements together would tell on a few in it.

    They cannot where somebody in it has answered a statement that is not shown, which stands in
    that one total and nowhere else; nor where all who answered the same ones are enough.
    """
    answered = Counter(
        tuple(s.id for s in kept.statements if r.answer(s.id).number is not None) for r in group
    )
    if any(id_ not in shown for ids in answered for id_ in ids):
        return False
    return len(answered) > 1 and min(answered.values()) < threshold


def _hidden(statement: Statement, why: str, *, counts: bool) -> StatementResult:
    return StatementResult(statement, Figure(0, hidden=why), Tally(), counts)


def emptied(result: PejlemaerkeResult, why: str = _COMPUTABLE) -> PejlemaerkeResult:
    """The same result with everything in it hidden."""
    return replace(
        result,
        figure=Figure(0, hidden=why),
        scores={},
        tally=Tally(),
        roles={role: Figure(0, hidden=why) for role in result.roles},
        statements=tuple(_hidden(s.statement, why, counts=False) for s in result.statements),
        sides=None,
    )
