"""What the tables of figures have in common: their frame, and how a pejlemærke is named in them."""

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from bostoette_cli.domain.catalogue import Pejlemaerke
from bostoette_cli.language.text import visible
from bostoette_cli.terminal.console import console

_WIDE = 120
_GAP = 2
# A name is wrapped only where a line would be wider than this, and a word only beyond the second.
_ONE_LINE, _LONGEST_WORD = 24, 32


def table_of(name: str) -> Table:
    """A table without lines whose first two columns are a pejlemærke's number and name."""
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(name, overflow="fold")
    return table


def short_name(pejlemaerke: Pejlemaerke) -> str:
    """The title where there is room for it, else the short name."""
    wide = console().width >= _WIDE
    return visible(pejlemaerke.title if wide else pejlemaerke.short.strip() or pejlemaerke.title)


def reasoned(text: Text, reasons: set[str]) -> Text:
    """A name with the reasons why something about it is hidden below."""
    for reason in sorted(filter(None, reasons)):
        text.append(f"\n{reason}", style="dim")
    return text


def with_room_for_names(
    edge: Sequence[tuple[str, str]], columns: Mapping[str, Sequence[str]], lesser: Iterable[str]
) -> dict[str, Sequence[str]]:
    """The columns there is room for beside the names without breaking them within a word.

    Args:
        edge: the number and name at the beginning of each row.
        columns: their cells by their headings.
        lesser: the headings of those that may be left out, the first to go first.
    """
    kept = dict(columns)
    for heading in lesser:
        if room_beside(edge, kept) < 0:
            del kept[heading]
    return kept


def room_beside(edge: Sequence[tuple[str, str]], columns: Mapping[str, Sequence[str]]) -> int:
    """How many characters of the screen are left beside the columns; less than 0 if they lack."""
    numbers, names = zip(*edge, strict=True)
    longest = min(_longest(line for name in names for line in name.splitlines()), _ONE_LINE)
    word = min(_longest(word for name in names for word in name.split()), _LONGEST_WORD)
    widths = [_longest(numbers), max(longest, word)]
    widths += [_longest([heading, *cells]) for heading, cells in columns.items()]
    return console().width - sum(widths) - _GAP * (len(widths) - 1)


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)
