"""Reading the catalogue in the terminal: all in brief, one in full, one anbefaling, and ``om``."""

from collections.abc import Collection, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bostoette_cli.domain.catalogue import Anbefaling, Catalogue, Pejlemaerke, Reflection, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import listed, visible
from bostoette_cli.terminal.page import address, bullets, heading, labelled, prose, title

_BLANK = Text("")


def overview(catalogue: Catalogue, named: str | None = None) -> Iterator[RenderableType]:
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
        f"Læs én i sin helhed: bostoette vis {first}{_with(named)}. "
        f"Svar på den: bostoette evaluer {first}{_with(named)}.",
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
        yield Padding(Text(visible(method.name) + named, style="bold"), (1, 0, 0, 2))
        yield prose(method.description, indent=2)
        yield address(method.source)
    if pejlemaerke.sources:
        yield heading("Kilder")
    for source in pejlemaerke.sources:
        yield prose(source.name, indent=2)
        yield address(source.address, indent=4)


def _provenance(catalogue: Catalogue) -> str:
    by = f", {catalogue.publisher}" if catalogue.publisher else ""
    return (
        f"Fra »{catalogue.title}«{by}. "
        f"Titlen er udgivelsens, teksten {catalogue.whose} egen, medmindre andet står."
        if catalogue.publisher
        else f"Fra »{catalogue.title}«. Teksten er {catalogue.whose} egen."
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
    yield prose(f"{catalogue.part.capitalize()}. {origin(catalogue, part)}", indent=2, style="dim")
    for who, texts in (
        ("Til borgeren", part.citizen),
        (f"Til {catalogue.worker}", part.worker),
        ("Til ledelsen", part.management),
    ):
        if texts:
            yield Padding(Text(visible(who), style="bold"), (1, 0, 0, 2))
            yield bullets(texts)


def origin(catalogue: Catalogue, part: Anbefaling) -> str:
    """Whose words an anbefaling's title and suggestions are."""
    if part.origin == "vaerktoejet":
        return f"Titel og forslag er {catalogue.whose} egne."
    sentences = [f"Titlen er udgivelsens, forslagene {catalogue.whose}.", part.reservation]
    return " ".join(filter(None, sentences))


def _statement(statement: Statement) -> Iterator[RenderableType]:
    column = max(len(statement.id) + 1, 4)
    yield Padding(labelled(statement.id, statement.text, indent=2, column=column), (1, 0, 0, 0))
    for label, mark in (("Svagt", statement.low), ("Stærkt", statement.high)):
        if mark:
            yield labelled(label, mark, indent=7)
    others = [role.plural for role in statement.roles if not role.is_team]
    if statement.roles == (Role.LEADER,):
        yield labelled("Hvem", "Kun ledere svarer.", indent=7)
    elif others:
        yield labelled("Hvem", f"Også {listed(others)} svarer, med deres egne ord.", indent=7)


def shelf(catalogues: Sequence[Catalogue], chosen: str) -> Iterator[RenderableType]:
    """The catalogues there are, and which one is the team's."""
    yield title("Kataloger")
    for catalogue in catalogues:
        mark = " (jeres)" if catalogue.id == chosen else ""
        yield Padding(Text(visible(catalogue.id + mark), style="bold"), (1, 0, 0, 0))
        yield prose(catalogue.title, indent=2)
        count = catalogue.counted(len(catalogue.pejlemaerker))
        yield prose(f"{count} · udgave {catalogue.edition}", indent=2, style="dim")


def methods_page(
    catalogues: Sequence[Catalogue], chosen: Collection[str], *, brief: bool
) -> Iterator[RenderableType]:
    """Methods with where they belong and whether the publication names them."""
    for catalogue in catalogues:
        methods = [method for method in catalogue.methods if method.id in chosen]
        if not methods:
            continue
        yield title(f"Metoder: {catalogue.title}")
        for method in methods:
            places = [str(p.number) for p in catalogue.pejlemaerker if method.id in p.method_ids]
            named = "nævnt i udgivelsen" if method.named_in_publication else "fra andre kilder"
            where = f"hører til nummer {listed(places)} · " if places else ""
            yield Padding(Text(visible(method.name), style="bold"), (0 if brief else 1, 0, 0, 0))
            yield prose(f"{where}{named}", indent=2, style="dim")
            if not brief:
                yield prose(method.description, indent=2)
                yield address(method.source)
        yield _BLANK
    if brief:
        yield prose("Læs om en af dem: bostoette metoder netværkskort", style="dim")


def _with(named: str | None) -> str:
    """The option that names a catalogue again, where one was named."""
    return f" --katalog {named}" if named else ""


def question_page(
    pejlemaerke: Pejlemaerke, question: Reflection, named: str | None = None
) -> Iterator[RenderableType]:
    """One question to open a meeting with."""
    yield title(f"{pejlemaerke.number}  {pejlemaerke.title}")
    yield _BLANK
    yield prose(question.text, indent=2, style="bold")
    yield _BLANK
    yield prose(
        f"Læs mere med bostoette vis {pejlemaerke.number}{_with(named)}. Svar for dig selv med "
        f"bostoette evaluer {pejlemaerke.number}{_with(named)}.",
        style="dim",
    )


def about(catalogue: Catalogue) -> Iterator[RenderableType]:
    """What the publication is and is not, whose words the tool speaks, and where to read on."""
    yield title(catalogue.title)
    for passage in catalogue.about:
        yield heading(passage.heading)
        yield prose(passage.text)
    yield heading("Skalaen")
    yield prose(f"Den er {catalogue.whose} egen og siger, hvor langt en praksis er kommet hos jer.")
    for step in catalogue.scale.steps:
        yield labelled(f"{plain(step.value)}  {step.name}", step.meaning, indent=2, column=18)
    if catalogue.links:
        yield heading("Læs mere")
    for source in catalogue.links:
        yield prose(source.name, indent=2)
        yield address(source.address, indent=4)
