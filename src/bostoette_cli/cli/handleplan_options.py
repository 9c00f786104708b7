"""What the commands of ``bostoette handleplan`` share on the command line."""

from typing import Annotated

import typer

RoundName = Annotated[
    str | None, typer.Option("--runde", metavar="ID", help="Kun handlinger fra denne runde.")
]
Number = Annotated[
    str | None, typer.Option("--pejlemaerke", metavar="NUMMER", help="Det nummer, det handler om.")
]
Reference = Annotated[
    str, typer.Argument(metavar="ID", help="Handlingens id eller noget af dens tekst.")
]
Plain = Annotated[bool, typer.Option("--enkel", help="Spørgsmål som enkle linjer.")]
