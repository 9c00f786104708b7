"""Which statements the catalogues of several rounds have in common.

Statements are matched by id and unchanged wording. Rounds freeze their own catalogues, so two
editions may well meet here.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from bostoette_cli.domain.catalogue import Catalogue, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.text import same_wording


class Share(NamedTuple):
    """How many of the statements a round asks on a pejlemærke its compared figure rests on."""

    counted: int
    every: int


def common_statements(catalogues: Sequence[Catalogue]) -> tuple[frozenset[str], frozenset[str]]:
    """Match the statements of the last catalogue with those of the others.

    Returns:
        The ids of the statements that are asked in the same words wherever their pejlemærke is,
        and of those that are reworded. One that stands on another pejlemærke elsewhere is
        reworded: it would count on another figure there.
    """
    latest = catalogues[-1]
    common, reworded = set(), set()
    for id_, statement in latest.statements.items():
        number = latest.places[id_]
        asking = [c for c in catalogues if id_ in c.statements]
        if any(id_ not in c.statements and _has(c, number) for c in catalogues):
            continue  # one of them has the pejlemærke without it
        if not all(c.places[id_] == number and _same(statement, c.statements[id_]) for c in asking):
            reworded.add(id_)
        elif len(asking) > 1:
            common.add(id_)
    return frozenset(common), frozenset(reworded)


def share(catalogue: Catalogue, number: int, common: Container[str], role: Role | None) -> Share:
    """How much of what a catalogue asks on a pejlemærke is compared.

    Args:
        catalogue: the round's own.
        number: the pejlemærke's number; a catalogue without it asks nothing on it.
        common: the ids that are compared.
        role: count only what this role is asked; None counts everything.
    """
    asked = [
        id_
        for id_, statement in catalogue.statements.items()
        if catalogue.places[id_] == number and (role is None or role in statement.roles)
    ]
    return Share(sum(id_ in common for id_ in asked), len(asked))


def _has(catalogue: Catalogue, number: int) -> bool:
    return any(p.number == number for p in catalogue.pejlemaerker)


def _same(one: Statement, other: Statement) -> bool:
    roles = set(one.roles) | set(other.roles)
    return all(same_wording(one.text_for(role), other.text_for(role)) for role in roles)
