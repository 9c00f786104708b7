"""The parts a page is made of: headings, paragraphs, bullets and labelled lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from bostoette_cli.language.text import WIDEST_PROSE, visible
from bostoette_cli.terminal.console import console

# A sign and its figure, a figure's name and the figure, two numbers of one thought, a number and
# its word, a day and its month.
_NUMBER = r"\d+(?:[.,]\d+)*"
_TOGETHER = re.compile(
    rf"(?:[+−§]|kl\.) {_NUMBER}|(?<!\S)(?:n|spredning|ved ikke|op/ned/=) [\d–]\S*"
    # Not from within a number: every digit of a long one would be tried to its end.
    rf"|(?<![\d.,])(?:{_NUMBER} (?:af|til|ved) {_NUMBER}|{_NUMBER}\.? (?:%|[a-zæøå]\S+))"
)
# Stands for a space where no line may end while a text is wrapped: the terminal's library breaks at
# a no-break space too. No text has the character, for it is no character at all.
_TIE = "\ufffe"


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text wrapped to a readable width, with a short label beside its first line.

    A grid of rich's shows the same, but costs three times as much to draw.

    Attributes:
        column: how wide the label's column is; 0 where there is no label.
        indent: how far from the left edge it stands.
    """

    text: Text
    label: Text
    column: int
    indent: int

    def __rich_console__(self, screen: Console, options: ConsoleOptions) -> Iterator[Segment]:
        hanging = self.indent + (self.column + 1 if self.column else 0)
        surplus = max(screen.width - WIDEST_PROSE, 0)
        room = max(options.max_width - surplus - hanging, 1)
        lead = Text(" " * self.indent) + self.label
        lead.truncate(hanging, overflow="ellipsis", pad=True)
        for line in self._tied(room).wrap(screen, room, overflow="fold"):
            line.plain = line.plain.replace(_TIE, " ")
            line.stylize(line.style)  # a text without spans is drawn without its own style
            yield from lead.render(screen)
            yield from line.render(screen, end="\n")
            lead = Text(" " * hanging)

    def _tied(self, room: int) -> Text:
        """The text with what belongs together tied, where a line has room for it."""

        def tie(found: re.Match[str]) -> str:
            run = found.group()
            return run.replace(" ", _TIE) if len(run) < room else run

        tied = self.text.copy()
        tied.plain = _TOGETHER.sub(tie, tied.plain)
        return tied


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
    return _Passage(Text(visible(text), style=style), Text(""), 0, indent)


def bullets(texts: Iterable[str], indent: int = 2) -> RenderableType:
    """A list, its lines aligned after the bullet."""
    return Group(*(_Passage(Text(visible(text)), Text("•"), 1, indent) for text in texts))


def labelled(label: str, text: str, indent: int = 2, column: int = 8) -> RenderableType:
    """A short label and its text beside it."""
    return _Passage(Text(visible(text)), Text(visible(label), style="dim"), column, indent)


def address(url: str, indent: int = 2) -> RenderableType:
    """A web address on a line of its own, whole, so that it can be copied."""
    line = Text(" " * indent + visible(url), style="dim", no_wrap=True, overflow="ignore")
    return Group(line)  # rich joins bare texts and would wrap them
