"""What the tables of figures have in common: their frame, and how a pejlemærke is named in them."""

from rich.table import Table
from rich.text import Text

from bostoette_cli.domain.catalogue import Pejlemaerke
from bostoette_cli.language.text import visible
from bostoette_cli.terminal.console import console

_WIDE = 120


def table_of(name: str) -> Table:
    """A table without lines whose first two columns are a pejlemærke's number and name."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(name, overflow="fold")
    return table


def short_name(pejlemaerke: Pejlemaerke) -> str:
    """The title where there is room for it, else the short name."""
    wide = console().width >= _WIDE
    return visible(pejlemaerke.title if wide else pejlemaerke.short or pejlemaerke.title)


def reasoned(text: Text, reasons: set[str]) -> Text:
    """A name with the reasons why something about it is hidden below."""
    for reason in sorted(filter(None, reasons)):
        text.append(f"\n{reason}", style="dim")
    return text
