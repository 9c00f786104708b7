"""The story of the fictitious team, on one screen: who they are, and what there is to see."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from bostoette_cli.terminal.console import NARROW, console
from bostoette_cli.terminal.page import heading, labelled, prose, title

TO_TRY = (
    ("sammenlign", "hvad der har flyttet sig på et halvt år"),
    ("sammenlign --ord", "hvad de skrev dengang og nu"),
    ("resultat", "efterårets tal"),
    ("handleplan --alle", "hvad der blev af det, de aftalte"),
    ("moede", "oplægget til mødet i dag"),
    ("eksporter", "en rapport, her på skærmen"),
    ("evaluer 5", "prøv selv at svare som en af dem"),
)


def story_page() -> Iterator[RenderableType]:
    """Who the team is, what has happened to it, and what can be tried."""
    yield title("Team Havnegade: et opdigtet bostøtteteam")
    yield prose(
        "I maj 2026 svarede otte på spørgsmålene: fire medarbejdere, deres leder, to borgere og "
        "en pårørende. De aftalte tre ting at prøve. I november svarede ni; en kollega var "
        "holdt op, en ny var kommet til, og jobcentret var med. I fortællingen er det tirsdag "
        "den 24. november 2026, og om lidt holder de møde."
    )
    yield heading("Prøv")
    tries = [(f"bostoette demo {words}", what) for words, what in TO_TRY]
    for line, what in tries:
        if console().width < NARROW:
            yield prose(line, indent=2)
            yield prose(what, indent=4, style="dim")
        else:
            yield labelled(line, what, column=max(len(line) for line, _ in tries))
    yield Text("")
    yield prose(
        "Alle kommandoer kan prøves. I arbejder i en kopi, som bliver slettet bagefter; jeres egne "
        "data bliver ikke rørt. Personerne, tallene og ordene er opdigtede.",
        style="dim",
    )
