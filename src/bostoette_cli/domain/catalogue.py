"""The catalogue: pejlemærker with their texts, the statements people answer, and the scale.

The values mirror the TOML format in ``docs/filformater.md``; the keys there are Danish.
"""

from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line

FORMAT = 1
_MOST_MINUTES_EACH = 3


class Step(Struct, frozen=True):
    """One step of the scale: its number, its name, and what choosing it says."""

    value: int | float = field(name="vaerdi")
    name: str = field(name="navn")
    meaning: str = field(name="betydning", default="")
    wording: dict[Role, str] = field(name="ordlyd", default_factory=dict)

    def meaning_for(self, role: Role) -> str:
        """What the step says in the words of that role."""
        return self.wording.get(role, self.meaning)


class Scale(Struct, frozen=True):
    """The steps from lowest to highest."""

    steps: tuple[Step, ...] = field(name="trin")

    @property
    def lowest(self) -> int | float:
        """The lowest value: where every bar starts."""
        return self.steps[0].value

    @property
    def highest(self) -> int | float:
        """The highest value that can be chosen."""
        return self.steps[-1].value

    @property
    def middle(self) -> Fraction:
        """Halfway between the two: below it there is far to go."""
        return (Fraction(self.lowest) + Fraction(self.highest)) / 2

    @property
    def values(self) -> tuple[int | float, ...]:
        """What can be chosen, lowest first."""
        return tuple(step.value for step in self.steps)

    @property
    def step_size(self) -> Fraction:
        """The smallest distance between two neighbouring values."""
        values = map(Fraction, self.values)
        return min(b - a for a, b in pairwise(values))

    def step(self, value: int | float) -> Step | None:
        """The step with that value, or None outside the scale."""
        return next((step for step in self.steps if step.value == value), None)

    def nearest(self, value: Fraction) -> Step:
        """The step closest to a mean; the upper one when it lies midway."""
        return min(self.steps, key=lambda step: (abs(Fraction(step.value) - value), -step.value))


class Statement(Struct, frozen=True):
    """A sentence about practice that is placed on the scale."""

    id: str
    text: str = field(name="tekst")
    roles: tuple[Role, ...] = field(name="roller")
    anbefaling: str = ""
    wording: dict[Role, str] = field(name="ordlyd", default_factory=dict)
    low: str = field(name="lav", default="")
    high: str = field(name="hoej", default="")

    def text_for(self, role: Role) -> str:
        """The statement in the words of that role."""
        return self.wording.get(role, self.text)

    def marks_for(self, role: Role) -> tuple[str, str]:
        """How it looks where it is weak and where it is strong.

        The marks are written to the text: a role with a wording of its own has none.
        """
        return ("", "") if role in self.wording else (self.low, self.high)


class Anbefaling(Struct, frozen=True):
    """A focus point within a pejlemærke, with suggestions for each party."""

    number: str = field(name="nummer")
    title: str = field(name="titel")
    origin: Literal["udgivelsen", "vaerktoejet"] = field(name="ophav")
    reservation: str = field(name="forbehold", default="")
    citizen: tuple[str, ...] = field(name="borger", default=())
    worker: tuple[str, ...] = field(name="bostoette", default=())
    management: tuple[str, ...] = field(name="ledelse", default=())


class Reflection(Struct, frozen=True):
    """An open question about the team's own practice."""

    id: str
    text: str = field(name="tekst")


class Source(Struct, frozen=True):
    """Where something stands: a name and an address."""

    name: str = field(name="navn")
    address: str = field(name="adresse")


class Method(Struct, frozen=True):
    """A method or tool that pejlemærker refer to."""

    id: str
    name: str = field(name="navn")
    description: str = field(name="beskrivelse")
    source: str = field(name="kilde")
    named_in_publication: bool = field(name="naevnt_i_udgivelsen", default=False)


class Pejlemaerke(Struct, frozen=True):
    """One quality guideline: its texts and the questions asked about it."""

    number: int = field(name="nummer")
    title: str = field(name="titel")
    purpose: str = field(name="formaal")
    short: str = field(name="kort", default="")
    knowledge: str = field(name="vidensgrundlag", default="")
    sources: tuple[Source, ...] = field(name="kilder", default=())
    anbefalinger: tuple[Anbefaling, ...] = field(name="anbefaling", default=())
    statements: tuple[Statement, ...] = field(name="udsagn", default=())
    reflections: tuple[Reflection, ...] = field(name="refleksion", default=())
    method_ids: tuple[str, ...] = field(name="metoder", default=())

    def statements_for(self, role: Role) -> tuple[Statement, ...]:
        """The statements that role answers, in order."""
        return tuple(s for s in self.statements if role in s.roles)

    def restricted_to(self, ids: Container[str]) -> "Pejlemaerke":
        """The same pejlemærke with only some of its statements."""
        return replace(self, statements=tuple(s for s in self.statements if s.id in ids))

    def reflections_for(self, role: Role) -> tuple[Reflection, ...]:
        """The open questions that role is asked: they are about the team, so the team's alone."""
        return self.reflections if role.is_team else ()


class Passage(Struct, frozen=True):
    """A headed paragraph about the publication and about this tool's own share."""

    heading: str = field(name="overskrift")
    text: str = field(name="tekst")


def minutes_for(pejlemaerker: Iterable[Pejlemaerke], role: Role | None = None) -> int:
    """About how many minutes it takes to answer: one a statement, three at most a pejlemærke.

    Args:
        pejlemaerker: what is asked about.
        role: who answers; None where that is not known yet, and every statement counts.
    """
    counts = (len(p.statements_for(role) if role else p.statements) for p in pejlemaerker)
    return max(sum(min(count, _MOST_MINUTES_EACH) for count in counts), 1)


class Catalogue(Struct, frozen=True, dict=True):
    """A set of pejlemærker with its scale and methods, in one edition."""

    format: int
    id: str
    edition: str = field(name="udgave")
    title: str = field(name="titel")
    scale: Scale = field(name="skala")
    pejlemaerker: tuple[Pejlemaerke, ...] = field(name="pejlemaerke")
    publisher: str = field(name="udgiver", default="")
    source: str = field(name="kilde", default="")
    unit: str = field(name="enhed", default="pejlemærke")
    unit_plural: str = field(name="enhed_flertal", default="pejlemærker")
    part: str = field(name="underenhed", default="anbefaling")
    worker: str = field(name="fagperson", default="medarbejderen")
    whose: str = field(name="hvis_ord", default="katalogets")
    about: tuple[Passage, ...] = field(name="om", default=())
    links: tuple[Source, ...] = field(name="laes_mere", default=())
    methods: tuple[Method, ...] = field(name="metode", default=())

    def counted(self, count: int) -> str:
        """So many of its pejlemærker, by its own name for them: ``1 pejlemærke``."""
        return counted(count, self.unit, self.unit_plural)

    def pejlemaerke(self, number: int) -> Pejlemaerke:
        """The pejlemærke with that number.

        Raises:
            WrongUse: there is none.
        """
        for pejlemaerke in self.pejlemaerker:
            if pejlemaerke.number == number:
                return pejlemaerke
        first, last = self.pejlemaerker[0].number, self.pejlemaerker[-1].number
        raise WrongUse(
            f"Der findes ikke noget nummer {number} i »{self.title}«. "
            f"Vælg et nummer fra {first} til {last}; bostoette vis viser dem alle."
        )

    def number(self, text: str) -> int | None:
        """Read the number of one of its pejlemærker; None where nothing is written.

        Raises:
            WrongUse: it is no number, or there is none with it.
        """
        return self.pejlemaerke(read_number(text)).number if text else None

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its id."""
        return {s.id: s for p in self.pejlemaerker for s in p.statements}

    @cached_property
    def step_values(self) -> frozenset[int | float]:
        """The values of the scale, to look a number up among."""
        return frozenset(self.scale.values)

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of the pejlemærke each statement stands under."""
        return {s.id: p.number for p in self.pejlemaerker for s in p.statements}

    @cached_property
    def reflections(self) -> dict[str, Reflection]:
        """Every reflection question by its id."""
        return {r.id: r for p in self.pejlemaerker for r in p.reflections}

    def restricted_to(self, ids: Container[str]) -> "Catalogue":
        """The same catalogue with only some of its statements."""
        return replace(self, pejlemaerker=tuple(p.restricted_to(ids) for p in self.pejlemaerker))

    def methods_of(self, pejlemaerke: Pejlemaerke) -> Iterator[Method]:
        """The methods a pejlemærke refers to, in its order."""
        by_id = {method.id: method for method in self.methods}
        return (by_id[id_] for id_ in pejlemaerke.method_ids if id_ in by_id)


def read_number(text: str) -> int:
    """Read the number of a pejlemærke, whichever catalogue it is in.

    Raises:
        WrongUse: it is no whole number.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise WrongUse(f"»{one_line(text)}« er ikke et nummer. Skriv for eksempel 5.")
    return int(text)
