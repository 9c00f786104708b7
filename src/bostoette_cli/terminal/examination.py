"""What the examination of a data folder looks like: by kind, what must be mended first."""

from collections.abc import Iterator

from rich.console import RenderableType

from bostoette_cli.domain.upkeep import Examination, Kind, Observation
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line
from bostoette_cli.terminal.page import address, bullets, heading, prose, title


def examination_page(found: Examination) -> Iterator[RenderableType]:
    """The observations under their headings, and the whole in a sentence at the end."""
    yield title("Tjek af datamappen")
    yield address(found.folder, indent=0)
    for kind in Kind:
        if observations := found.of(kind):
            yield heading(kind.heading)
            for each in observations:
                yield from _observation(each)
    yield prose("")
    yield prose(_summary(found), style="bold")


def _observation(each: Observation) -> Iterator[RenderableType]:
    yield bullets([f"{one_line(each.place)}\n{one_line(each.words)}"])
    if each.command:
        yield address(one_line(each.command), indent=4)


def _summary(found: Examination) -> str:
    read = (
        f"{counted(found.round_count, 'runde', 'runder')}, "
        f"{counted(found.response_count, 'besvarelse', 'besvarelser')}."
    )
    remarks = counted(found.remark_count, "bemærkning", "bemærkninger")
    if found.to_mend_count:
        also = f", og der er {remarks}" if found.remark_count else ""
        mend = f"{found.to_mend_count} ting skal rettes{also}. Kan læses: {read}"
        return f"{mend} Kør bostoette tjek igen, når det er gjort."
    also = f" Der er {remarks}." if found.remark_count else ""
    return f"Alt er i orden: {read}{also}"
