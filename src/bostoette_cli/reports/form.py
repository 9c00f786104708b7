"""A blank form, before any format: who is asked what, and the words around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, minutes_for
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import listed, one_line


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked.

    Attributes:
        catalogue: where the statements and the scale come from.
        round: the round the answers belong to, if it is known already.
        pejlemaerker: those that are taken, in the order they were asked for.
        roles: those who can answer; each has at least one statement.
    """

    catalogue: Catalogue
    round: Round | None
    pejlemaerker: tuple[Pejlemaerke, ...]
    roles: tuple[Role, ...]

    @property
    def title(self) -> str:
        """What the form is called: as its round, else as its catalogue."""
        return self.round.title if self.round else self.catalogue.title

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is to be named."""
        return self.round is not None and self.round.is_anonymous

    def sections_for(self, role: Role) -> tuple[Pejlemaerke, ...]:
        """The pejlemærker on which that role is asked anything."""
        asked = (p for p in self.pejlemaerker if p.statements_for(role) or p.reflections_for(role))
        return tuple(asked)


def build(
    catalogue: Catalogue, round_: Round | None, numbers: Sequence[int], role: Role | None
) -> Form:
    """Build the form of some pejlemærker, or all; for one role, or all that are asked anything.

    Raises:
        WrongUse: there is no such number, or nothing to ask the role about.
    """
    chosen = tuple(catalogue.pejlemaerke(number) for number in numbers) or catalogue.pejlemaerker
    able = tuple(r for r in Role if any(p.statements_for(r) for p in chosen))
    if role is None and able:
        return Form(catalogue, round_, chosen, able)
    if role in able:
        return Form(catalogue, round_, chosen, (role,))
    whom = f"til {role.plural} " if role else ""
    where = f"under nummer {listed([str(p.number) for p in chosen])} i" if numbers else "i"
    raise WrongUse(
        f"Der er ingen udsagn {whom}{where} »{one_line(catalogue.title)}«. "
        "Vælg en anden rolle eller et andet nummer."
    )


def introduction(form: Form, role: Role) -> Iterator[str]:
    """What comes, and how it is meant; a sentence or two each."""
    sections = form.sections_for(role)
    count = sum(len(p.statements_for(role)) for p in sections)
    minutes = counted(minutes_for(sections, role), "minut", "minutter")
    yield (
        f"Her er {count} udsagn om {form.catalogue.counted(len(sections))}. Det tager omkring "
        f"{minutes}, og du kan dele det over flere dage."
    )
    yield f"Vælg det trin, der passer bedst. Skalaen er {form.catalogue.whose} egen, uden facit."
    yield "Du behøver ikke svare på alt, og »ved ikke« er også et svar."
    about = "Skriv om praksis, ikke om personer" if role.is_team else "Skriv, som du oplever det"
    yield f"{about}: ingen navne, CPR-numre eller diagnoser."
    if form.round is not None and not form.is_anonymous:
        yield "Runden er åben: Teamet kan se, hvad der er skrevet, og hvilken rolle det kommer fra."


def anonymity(round_: Round) -> Iterator[str]:
    """What an anonymous round hides, and what it cannot."""
    yield (
        "Runden er anonym: Der står hverken navn eller klokkeslæt på dine svar, og tal og ord fra "
        f"færre end {round_.threshold} bliver ikke vist."
    )
    yield (
        "Den, der får dine svar, kan læse dem og kan måske se, at de er dine. "
        "Skriv derfor ikke noget, som kun du kunne have skrevet."
    )
