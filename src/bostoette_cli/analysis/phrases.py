"""Phrases that the terminal and the reports share, so that they never say different things."""

from collections.abc import Iterator

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.matching import Share
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, RoundResult, Tally
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.numbers import ABSENT, as_shown, counted, decimal, plain
from bostoette_cli.language.text import listed, one_line

# The warning where an anonymous round is compared with one that has a few answers more or fewer.
TELLING = (
    "Antallet bag et eller flere af tallene er næsten det samme i runderne. "
    "Sammenligningen kan røbe, hvad de få, der er kommet til eller faldet fra, har svaret."
)

# Where the change as shown is not the difference of the figures as shown.
UNROUNDED = "Ændringen er regnet af de uafrundede tal."

# The counts of more rounds than these are a line that nobody reads.
_MOST_COUNTED = 12


def who_answered(result: RoundResult) -> str:
    """``Team Nord · 8 svar: 6 medarbejdere, 1 leder og 1 borger``, and the drafts among them."""
    roles = [
        counted(n, role.label, role.plural) for role in Role if (n := result.by_role.get(role, 0))
    ]
    team = f"{one_line(result.round.team)} · " if result.round.team else ""
    parts = [f"{team}{result.count} svar"]
    if roles:
        parts.append(f": {listed(roles)}")
    if result.drafts:
        parts.append(f" ({unfinished(result.drafts)})")
    if result.round.is_anonymous:
        parts.append(f" · anonym runde, mindst {result.round.threshold} svar for at vise et tal")
    return "".join(parts)


def unfinished(drafts: int) -> str:
    """``1 ikke færdig``, ``2 ikke færdige``."""
    return counted(drafts, "ikke færdig", "ikke færdige")


def spread(figure: Figure) -> str:
    """The spread with one decimal; nothing where a single person answered: one person has none."""
    return decimal(figure.spread) if figure.n > 1 else ""


def unknown(result: PejlemaerkeResult) -> str:
    """How many do not know; a dash where it is hidden or nobody has said anything."""
    said = result.figure.n or any(s.tally.answered for s in result.statements)
    return str(result.tally.unknown) if said and not result.figure.hidden else ABSENT


def facts(result: PejlemaerkeResult) -> list[str]:
    """What a figure rests on: how many, the median, the extremes, the spread, what is left out."""
    figure = result.figure
    parts = [f"{figure.n} svar"]
    if figure.n > 1:
        parts += [
            f"median {decimal(figure.median)}",
            f"fra {decimal(figure.lowest)} til {decimal(figure.highest)}",
            f"spredning {decimal(figure.spread)}",
        ]
    return [*parts, *filter(None, [partial(result)])]


def at_steps(tally: Tally, scale: Scale) -> list[str]:
    """How many stand at each step: ``2 ved 3 Af og til``."""
    return [
        f"{count} ved {plain(step.value)} {step.name}"
        for step in scale.steps
        if (count := tally.steps.get(step.value, 0))
    ]


def without_number(tally: Tally) -> list[str]:
    """How many gave no number, each kind by itself: ``1 ved ikke``, ``2 har ikke svaret``."""
    kinds = (
        (tally.unknown, "ved ikke"),
        (tally.irrelevant, "ikke relevant"),
        (tally.declined, "vil ikke svare"),
        (tally.unanswered, "har ikke svaret"),
    )
    return [f"{count} {what}" for count, what in kinds if count]


def by_role(result: PejlemaerkeResult) -> str:
    """Each role's mean and n: ``medarbejdere 2,1 (6) · leder 4,0 (1)``."""
    shown = [
        f"{role.named(figure.n)} {decimal(figure.mean)} ({figure.n})"
        for role, figure in result.roles.items()
        if figure.mean is not None
    ]
    reasons = sorted({figure.hidden for figure in result.roles.values() if figure.hidden})
    return " · ".join([*shown, *reasons])


def agreed_value(result: PejlemaerkeResult) -> str:
    """The step the team agreed on; nothing where it has not."""
    agreed = result.agreed
    return plain(agreed.value) if agreed and agreed.value is not None else ""


def agreement(agreed: Agreed | None, scale: Scale) -> str:
    """An agreed step with its name: ``3 Af og til``; nothing where none was agreed."""
    if agreed is None or agreed.value is None:
        return ""
    step = scale.step(agreed.value)
    return f"{plain(agreed.value)} {step.name}" if step else plain(agreed.value)


def agreed_because(agreed: Agreed | None, scale: Scale) -> str:
    """An agreed step with its reason: ``3 Af og til: »Vi gør det ved opstart.«``."""
    reason = f"»{one_line(agreed.reason)}«" if agreed and agreed.reason else ""
    return ": ".join(filter(None, (one_line(agreement(agreed, scale)), reason)))


def partial(result: PejlemaerkeResult) -> str:
    """Where an anonymous round's figure rests on some of the statements: how many of them."""
    used, every = len(result.rests_on), len(result.statements)
    if result.figure.mean is None or used == every:
        return ""
    return f"regnet på {used} af {every} udsagn; resten har for få svar"


def basis(comparison: Comparison) -> str:
    """How many answered in each round, and how many of them are in both ends of the comparison."""
    pair = len(comparison.rounds) == 2
    every = [str(result.count) for result in comparison.rounds]
    if len(every) > _MOST_COUNTED:
        every[1:-1] = ["…"]
    counts = " → ".join(f"{n} svar" for n in every) if pair else f"{' → '.join(every)} svar"
    if comparison.both is None:
        return f"{counts} · i en anonym runde følges ingen personer"
    ends = "begge runder" if pair else "både første og sidste runde"
    return f"{counts} · {counted(comparison.both, 'person', 'personer')} i {ends}"


def rests_on(row: Row) -> str:
    """How many of the statements the figures at both ends rest on; nothing where it is all."""
    before, now = row.shares[0], row.shares[-1]
    if not now.counted or all(share.counted == share.every for share in (before, now)):
        return ""
    if not before.every or before == now:
        return f"regnet på {_of(now)} udsagn"
    return f"regnet på {_of(before)} udsagn før og {_of(now)} nu"


def _of(share: Share) -> str:
    return f"{share.counted} af {share.every}"


def _bases(comparison: Comparison) -> Iterator[str]:
    """Which pejlemærker rest on some of their statements; those alike in one sentence."""
    by_text: dict[str, list[str]] = {}
    for row in comparison.rows:
        if text := rests_on(row):
            by_text.setdefault(text, []).append(str(row.pejlemaerke.number))
    for text, numbers in by_text.items():
        yield f"Nummer {listed(numbers)} er {text}."


def adds_up(row: Row) -> bool:
    """Whether the change as shown is the difference of the figures as shown."""
    if row.change is None or row.first.mean is None or row.last.mean is None:
        return True
    return as_shown(row.change) == as_shown(row.last.mean) - as_shown(row.first.mean)


def few_followed(comparison: Comparison) -> str:
    """Where a change may come of others answering; nothing where persons are not followed."""
    if comparison.both is None:
        return ""
    numbers = [
        str(row.pejlemaerke.number)
        for row in comparison.rows
        if row.change and not row.follows_most
    ]
    if not numbers:
        return ""
    return (
        f"På nummer {listed(numbers)} har højst halvdelen af dem, der svarede i den første eller "
        "den sidste runde, svaret i begge. Ændringen kan komme af, at det er andre, der har "
        "svaret; op og ned tæller kun dem, der har svaret i begge."
    )


def reservations(comparison: Comparison) -> list[str]:
    """What must be known to read a comparison right: a warning, and what is left out of it."""
    first = comparison.rounds[0].round
    pair = len(comparison.rounds) == 2
    notes = []
    if comparison.telling:
        notes.append(TELLING)
    notes += filter(None, [few_followed(comparison)])
    if not all(map(adds_up, comparison.rows)):
        notes.append(UNROUNDED)
    notes += _bases(comparison)
    for statements, what in (
        (comparison.withheld, "har for få svar i en anonym runde"),
        (comparison.reworded, "har fået ny ordlyd"),
        (
            comparison.added,
            f"fandtes ikke i »{first.title}«" if pair else "er ikke i alle runderne",
        ),
        (comparison.gone, f"fandtes kun i »{first.title}«" if pair else "er udgået undervejs"),
    ):
        if statements:
            texts = listed([f"»{statement.text}«" for statement in statements])
            count = counted(len(statements), "udsagn", "udsagn")
            notes.append(f"{count} {what} og er ikke regnet med: {texts}.")
    return notes


SIDES = "Leder og medarbejdere"
SIDES_EXPLAINED = (
    "Regnet på de udsagn, begge svarer på. Forskellen siger, hvad I ser forskelligt, ikke hvem der "
    "har ret."
)
