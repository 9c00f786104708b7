"""The parts a page is made of: headings, paragraphs, bullets and labelled lines."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bostoette_cli.language.text import WIDEST_PROSE, visible
from bostoette_cli.terminal.console import console


def width() -> int:
    """How wide prose may run on this screen."""
    return min(console().width, WIDEST_PROSE)


def title(text: str) -> RenderableType:
    """The page's name with a rule below."""
    line = Text("─" * width(), style="dim")
    return Group(Text(visible(text), style="bold"), line)


def heading(text: str) -> RenderableType:
    """A heading with air above."""
    return Padding(Text(visible(text), style="bold cyan"), (1, 0, 0, 0))


def prose(text: str, indent: int = 0, style: str = "") -> RenderableType:
    """A paragraph, wrapped to a readable width."""
    return _limited(Text(visible(text), style=style), indent)


def bullets(texts: Iterable[str], indent: int = 2) -> RenderableType:
    """A list, its lines aligned after the bullet."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for text in texts:
        grid.add_row("•", Text(visible(text)))
    return _limited(grid, indent)


def labelled(label: str, text: str, indent: int = 2, column: int = 8) -> RenderableType:
    """A short label and its text beside it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=column, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(Text(visible(label)), Text(visible(text)))
    return _limited(grid, indent)


def address(url: str, indent: int = 2) -> RenderableType:
    """A web address on a line of its own, whole, so that it can be copied."""
    line = Text(" " * indent + visible(url), style="dim", no_wrap=True, overflow="ignore")
    return Group(line)  # rich joins bare texts and would wrap them


def _limited(part: RenderableType, indent: int) -> RenderableType:
    surplus = max(console().width - WIDEST_PROSE, 0)
    return Padding(part, (0, surplus, 0, indent))
