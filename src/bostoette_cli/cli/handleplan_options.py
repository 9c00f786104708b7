"""What the commands of ``bostoette handleplan`` share on the command line."""

from typing import Annotated

import typer

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import one_line

RoundName = Annotated[
    str | None, typer.Option("--runde", metavar="ID", help="Kun den runde: dens id eller titel.")
]
Number = Annotated[
    str | None, typer.Option("--pejlemaerke", metavar="NUMMER", help="Det nummer, det handler om.")
]
Reference = Annotated[
    str, typer.Argument(metavar="ID", help="Handlingens id, eller nok af dens tekst.")
]
Plain = Annotated[bool, typer.Option("--enkel", help="Spørgsmål som enkle linjer.")]
AllowCpr = Annotated[
    bool, typer.Option("--tillad-cpr", help="Tag også tekst, der ligner et CPR-nummer.")
]


def read_number(word: str | None) -> int | None:
    """Read the number of a pejlemærke, whichever catalogue it is in.

    Raises:
        WrongUse: it is no whole number.
    """
    if word is None:
        return None
    if not (word.isascii() and word.isdigit() and len(word) < 5):
        raise WrongUse(f"»{one_line(word)}« er ikke et nummer. Skriv for eksempel 5.")
    return int(word)
