"""What is put before a person: a card with a text, its details, and the keys that answer it.

Both front ends show the same card; here it is broken into lines for a given width, without any
terminal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bostoette_cli.language.text import WIDEST_PROSE, visible

_NARROW = 56
_WIDEST_LABEL = 16


class Option(NamedTuple):
    """A key and what it does; ``meaning`` is the longer sentence shown on request."""

    key: str
    label: str
    meaning: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One question.

    Attributes:
        text: the statement or the question itself.
        options: the keys that answer it, in order.
        title: what it belongs to, on a line of its own above.
        progress: where one is, at the right of the title.
        details: labelled texts below, such as the low and the high mark.
        prompt: the line above the options.
        chosen: the key of the present answer, which Enter confirms.
        writes: the key that a person who simply begins to write has meant, if there is one.
    """

    text: str
    options: tuple[Option, ...]
    title: str = ""
    progress: str = ""
    details: tuple[tuple[str, str], ...] = ()
    prompt: str = ""
    chosen: str = ""
    writes: str = ""

    @property
    def explains(self) -> bool:
        """Whether the options have meanings to show on request."""
        return any(option.meaning for option in self.options)


_NO_BREAKS = str.maketrans("\n\t", "  ")


class Line(NamedTuple):
    """One line on the screen and what it is."""

    kind: str
    text: str


def question_lines(card: Card, columns: int) -> Iterator[Line]:
    """The upper part of a card: title, text, details and prompt."""
    width = min(columns, WIDEST_PROSE) - 2
    if card.title:
        yield from _title_lines(card, width)
        yield Line("rule", " " + "─" * width)
    for line in _wrap(card.text, width):
        yield Line("text", f" {line}")
    if card.details:
        yield Line("space", "")
    column = max((len(label) for label, _ in card.details), default=0) + 3
    for label, text in card.details:
        if width < _NARROW or column > _WIDEST_LABEL:
            yield from _below(label, text, width)
        else:
            yield from _beside(label, text, width, column)
    yield Line("space", "")
    if card.prompt:
        for line in _wrap(card.prompt, width):
            yield Line("prompt", f" {line}")


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text into lines of at most that width; even a sliver of a screen gets some."""
    from textwrap import wrap

    return wrap(visible(text), max(width, 10), subsequent_indent=indent)


def _title_lines(card: Card, width: int) -> Iterator[Line]:
    # The spaces between number and title are kept, so not one_line; breaks cannot be here.
    title, progress = (visible(text.translate(_NO_BREAKS)) for text in (card.title, card.progress))
    gap = width - len(title) - len(progress)
    if gap >= 2:
        yield Line("title", f" {title}{' ' * gap}{progress}")
        return
    for line in _wrap(title, width, indent="    "):
        yield Line("title", f" {line}")
    yield Line("detail", f" {progress}")


def _beside(label: str, text: str, width: int, column: int) -> Iterator[Line]:
    first = f"   {label.ljust(column)}"
    for part in text.splitlines():
        for line in _wrap(part, width - column - 3) or [""]:
            yield Line("detail", f"{first}{line}")
            first = " " * len(first)


def _below(label: str, text: str, width: int) -> Iterator[Line]:
    for line in _wrap(label, width - 2):
        yield Line("label", f"   {line}")
    for part in text.splitlines():
        for line in _wrap(part, width - 4) or [""]:
            yield Line("detail", f"     {line}")


def meaning_lines(option: Option, columns: int) -> list[str]:
    """The longer sentence of an option, wrapped under its label."""
    return [f"      {line}" for line in _wrap(option.meaning, min(columns, WIDEST_PROSE) - 7)]


def option_rows(card: Card, columns: int) -> list[list[Option]]:
    """Lay the options out in rows: the answers one to a row, the rest side by side."""
    rows = [[option] for option in card.options if not option.minor]
    minor = [option for option in card.options if option.minor]
    if not minor:
        return rows
    cell = max(len(cell_text(option)) for option in minor) + 4  # with the pointer and a gap
    per_row = max((min(columns, WIDEST_PROSE) - 1) // cell, 1)
    return rows + [minor[i : i + per_row] for i in range(0, len(minor), per_row)]


def wrapped(text: str, columns: int) -> list[str]:
    """Break a line of prose at its words where the screen is too narrow for it."""
    text = visible(text)
    if len(text) < columns:
        return [text]
    indent = " " * (len(text) - len(text.lstrip()))
    return [f"{indent}{line}" for line in _wrap(text.strip(), columns - 1 - len(indent))]


def cell_text(option: Option) -> str:
    """How an option reads in a row."""
    return f"{option.key}  {visible(option.label)}"
