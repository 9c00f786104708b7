"""Reading the catalogue in the terminal: all in brief, one in full, one anbefaling, and ``om``."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bostoette_cli.domain.catalogue import Anbefaling, Catalogue, Pejlemaerke, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import listed
from bostoette_cli.terminal.page import address, bullets, heading, labelled, prose, title

_BLANK = Text("")


def overview(catalogue: Catalogue) -> Iterator[RenderableType]:
    """Every pejlemærke with the titles of its anbefalinger."""
    yield title(catalogue.title)
    yield prose(catalogue.publisher, style="dim")
    for pejlemaerke in catalogue.pejlemaerker:
        yield _BLANK
        yield labelled(f"{pejlemaerke.number}", pejlemaerke.title, indent=0, column=3)
        for part in pejlemaerke.anbefalinger:
            yield Padding(labelled(part.number, part.title, indent=0, column=5), (0, 0, 0, 4))
    first = catalogue.pejlemaerker[0].number
    yield _BLANK
    yield prose(
        f"Læs én i sin helhed: bostoette vis {first}. Svar på den: bostoette evaluer {first}.",
        style="dim",
    )


def whole(catalogue: Catalogue, pejlemaerke: Pejlemaerke) -> Iterator[RenderableType]:
    """One pejlemærke with everything that is written about it."""
    yield title(f"{pejlemaerke.number}  {pejlemaerke.title}")
    yield prose(_provenance(catalogue), style="dim")
    yield heading("Formål")
    yield prose(pejlemaerke.purpose)
    if pejlemaerke.knowledge:
        yield heading("Vidensgrundlag")
        yield prose(pejlemaerke.knowledge)
    for part in pejlemaerke.anbefalinger:
        yield from _anbefaling(catalogue, part)
    yield heading("Udsagnene i spørgeskemaet")
    for statement in pejlemaerke.statements:
        yield from _statement(statement)
    if pejlemaerke.reflections:
        yield heading("Til eftertanke")
        yield bullets(question.text for question in pejlemaerke.reflections)
    methods = list(catalogue.methods_of(pejlemaerke))
    if methods:
        yield heading("Metoder og redskaber")
    for method in methods:
        named = " (nævnt i udgivelsen)" if method.named_in_publication else ""
        yield Padding(Text(method.name + named, style="bold"), (1, 0, 0, 2))
        yield prose(method.description, indent=2)
        yield address(method.source)
    if pejlemaerke.sources:
        yield heading("Kilder")
    for source in pejlemaerke.sources:
        yield prose(source.name, indent=2)
        yield address(source.address, indent=4)


def _provenance(catalogue: Catalogue) -> str:
    return (
        f"Titlen er fra »{catalogue.title}«, {catalogue.publisher}. "
        "Teksten er værktøjets egen, hvor andet ikke står."
    )


def one_part(
    catalogue: Catalogue, pejlemaerke: Pejlemaerke, part: Anbefaling
) -> Iterator[RenderableType]:
    """One anbefaling with its suggestions and the statements that belong to it."""
    yield title(f"{pejlemaerke.number}  {pejlemaerke.title}")
    yield from _anbefaling(catalogue, part)
    statements = [s for s in pejlemaerke.statements if s.anbefaling == part.number]
    if statements:
        yield heading("Udsagnene i spørgeskemaet")
    for statement in statements:
        yield from _statement(statement)


def _anbefaling(catalogue: Catalogue, part: Anbefaling) -> Iterator[RenderableType]:
    yield heading(f"{part.number}  {part.title}")
    yield prose(f"{catalogue.part.capitalize()}. {origin(part)}", indent=2, style="dim")
    for who, texts in (
        ("Borgeren kan", part.citizen),
        (f"{catalogue.worker.capitalize()} kan", part.worker),
        ("Ledelsen kan", part.management),
    ):
        if texts:
            yield Padding(Text(who, style="bold"), (1, 0, 0, 2))
            yield bullets(texts)


def origin(part: Anbefaling) -> str:
    """Whose words an anbefaling's title and suggestions are."""
    if part.origin == "vaerktoejet":
        return "Titel og forslag er værktøjets egne."
    return " ".join(
        filter(None, ["Titlen er udgivelsens, forslagene værktøjets.", part.reservation])
    )


def _statement(statement: Statement) -> Iterator[RenderableType]:
    yield Padding(labelled(statement.id, statement.text, indent=2, column=4), (1, 0, 0, 0))
    if statement.low:
        yield labelled("Svagt", statement.low, indent=7)
        yield labelled("Stærkt", statement.high, indent=7)
    others = [role.plural for role in statement.roles if not role.is_team]
    if statement.roles == (Role.LEADER,):
        yield labelled("", "Kun ledere svarer.", indent=7)
    elif others:
        yield labelled("", f"Også {listed(others)} svarer, med deres egne ord.", indent=7)


def about(catalogue: Catalogue) -> Iterator[RenderableType]:
    """What the publication is and is not, whose words the tool speaks, and where to read on."""
    yield title(catalogue.title)
    for passage in catalogue.about:
        yield heading(passage.heading)
        yield prose(passage.text)
    yield heading("Skalaen")
    yield prose("Den er værktøjets egen og siger, hvor langt en praksis er kommet hos jer.")
    for step in catalogue.scale.steps:
        yield labelled(f"{plain(step.value)}  {step.name}", step.meaning, indent=2, column=18)
    if catalogue.links:
        yield heading("Læs mere")
    for source in catalogue.links:
        yield prose(source.name, indent=2)
        yield address(source.address, indent=4)
