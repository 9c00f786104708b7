"""What a search of the catalogues found.

By itself, so that reading a catalogue does not load the search.
"""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bostoette_cli.analysis.search import Hit
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.language.text import WIDEST_PROSE, one_line, visible
from bostoette_cli.terminal.console import console
from bostoette_cli.terminal.page import title


def hits_page(
    found: Sequence[tuple[Catalogue, Sequence[Hit]]],
) -> Iterator[RenderableType]:
    """What a search found, each sentence with its place and the words marked."""
    for catalogue, hits in found:
        if not hits:
            continue
        yield title(catalogue.title)
        for hit in hits:
            sentence = Text(visible(hit.sentence))
            if len(sentence) == len(hit.sentence):
                for start, end in hit.spans:
                    sentence.stylize("bold cyan", start, end)
            yield Padding(Text(one_line(f"{hit.place} · {hit.kind}"), style="dim"), (1, 0, 0, 0))
            yield Padding(sentence, (0, max(console().width - WIDEST_PROSE, 0), 0, 2))
        yield Text("")
