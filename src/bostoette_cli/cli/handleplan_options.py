"""What the commands of ``bostoette handleplan`` share on the command line."""

from typing import Annotated

import typer

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
