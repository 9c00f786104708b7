"""The roles beside each other: each one's figures beside the whole, and leaders against staff."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType
from rich.text import Text

from bostoette_cli.analysis.findings import by_gap
from bostoette_cli.analysis.phrases import SIDES, SIDES_EXPLAINED, by_role
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, RoundResult, Sides
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import ABSENT, decimal, plain, signed
from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import heading, labelled, prose
from bostoette_cli.terminal.tables import reasoned, short_name, table_of

_TRACK = 13
_HEADINGS = {
    Role.STAFF: "Medarb.",
    Role.LEADER: "Leder",
    Role.CITIZEN: "Borger",
    Role.RELATIVE: "Pårør.",
    Role.PARTNER: "Samarb.",
}


def roles_part(
    result: RoundResult, results: Sequence[PejlemaerkeResult]
) -> Iterator[RenderableType]:
    """Each role's figures beside the whole, where more than one role has answered."""
    answered = [item for item in results if by_role(item)]
    if len(result.by_role) < 2 or not answered:
        return
    yield heading("Efter rolle")
    if console().width < NARROW:
        for item in answered:
            yield labelled(str(item.pejlemaerke.number), by_role(item), indent=2, column=3)
        return
    roles = [role for role in Role if role in result.by_role]
    table = table_of("")
    for name in ("Alle", *(_HEADINGS[role] for role in roles)):
        table.add_column(name, justify="right", no_wrap=True)
    for item in answered:
        figures = [item.roles.get(role, Figure(0)) for role in roles]
        table.add_row(
            str(item.pejlemaerke.number),
            reasoned(Text(short_name(item.pejlemaerke)), {f.hidden for f in figures}),
            decimal(item.figure.mean),
            *(_cell(figure) for figure in figures),
        )
    yield table


def _cell(figure: Figure) -> str:
    """A role's mean and how many it rests on: ``3,6 (4)``."""
    if figure.mean is None:
        return ABSENT if figure.hidden else ""
    return f"{decimal(figure.mean)} ({figure.n})"


def sides_part(result: RoundResult) -> Iterator[RenderableType]:
    """Leaders and staff on what both are asked, the widest gap first."""
    found = by_gap(result)
    if not found:
        return
    yield heading(SIDES)
    if console().width < NARROW:
        for item, sides in found:
            name = f"{item.pejlemaerke.number}"
            yield labelled(name, _side_by_side(sides), indent=2, column=3)
        yield prose(SIDES_EXPLAINED, indent=2, style="dim")
    else:
        yield _sides_table(found, result.catalogue.scale)
        yield prose(f"M: medarbejdere, L: leder. {SIDES_EXPLAINED}", style="dim")


def _side_by_side(sides: Sides) -> str:
    staff, leaders = decimal(sides.staff.mean), decimal(sides.leaders.mean)
    return f"medarbejdere {staff} · leder {leaders} · forskel {signed(sides.gap)}"


def _sides_table(found: Sequence[tuple[PejlemaerkeResult, Sides]], scale: Scale) -> RenderableType:
    table = table_of("")
    for name in ("Medarb.", "Leder", "Forskel"):
        table.add_column(name, justify="right", no_wrap=True)
    ends = f"{plain(scale.lowest)}{' ' * _TRACK}{plain(scale.highest)}"
    table.add_column(ends, no_wrap=True)
    for item, sides in found:
        table.add_row(
            str(item.pejlemaerke.number),
            Text(short_name(item.pejlemaerke)),
            _cell(sides.staff),
            _cell(sides.leaders),
            signed(sides.gap),
            f" {track(sides, scale)}",
        )
    return table


def track(sides: Sides, scale: Scale) -> str:
    """Where the two stand on the scale: M for the staff, L for the leaders, = where they meet."""
    staff, leaders = (_place(f.mean, scale) for f in (sides.staff, sides.leaders))
    marks = {staff: "M", leaders: "L"} if staff != leaders else {staff: "="}
    return "".join(marks.get(place, "·") for place in range(_TRACK))


def _place(mean: Fraction | None, scale: Scale) -> int:
    low, high = Fraction(scale.lowest), Fraction(scale.highest)
    return round(((mean or low) - low) / (high - low) * (_TRACK - 1))
