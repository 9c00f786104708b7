"""What is put before a person: a card with a text, its details, and the keys that answer it.

Both front ends show the same card; here it is broken into lines for a given width, without any
terminal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

# A line of prose longer than this is hard to follow with the eye.
WIDEST = 88
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
    """

    text: str
    options: tuple[Option, ...]
    title: str = ""
    progress: str = ""
    details: tuple[tuple[str, str], ...] = ()
    prompt: str = ""
    chosen: str = ""

    @property
    def explains(self) -> bool:
        """Whether the options have meanings to show on request."""
        return any(option.meaning for option in self.options)


class Line(NamedTuple):
    """One line on the screen and what it is."""

    kind: str
    text: str


def question_lines(card: Card, columns: int) -> Iterator[Line]:
    """The upper part of a card: title, text, details and prompt."""
    width = min(columns, WIDEST) - 2
    if card.title:
        yield from _title_lines(card, width)
        yield Line("rule", " " + "─" * width)
    for line in wrap(card.text, width):
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
        for line in wrap(card.prompt, width):
            yield Line("prompt", f" {line}")


def _title_lines(card: Card, width: int) -> Iterator[Line]:
    gap = width - len(card.title) - len(card.progress)
    if gap >= 2:
        yield Line("title", f" {card.title}{' ' * gap}{card.progress}")
        return
    for line in wrap(card.title, width, subsequent_indent="    "):
        yield Line("title", f" {line}")
    yield Line("detail", f" {card.progress}")


def _beside(label: str, text: str, width: int, column: int) -> Iterator[Line]:
    first = f"   {label.ljust(column)}"
    for part in text.splitlines():
        for line in wrap(part, width - column - 3) or [""]:
            yield Line("detail", f"{first}{line}")
            first = " " * len(first)


def _below(label: str, text: str, width: int) -> Iterator[Line]:
    for line in wrap(label, width - 2):
        yield Line("label", f"   {line}")
    for part in text.splitlines():
        for line in wrap(part, width - 4) or [""]:
            yield Line("detail", f"     {line}")


def meaning_lines(option: Option, columns: int) -> list[str]:
    """The longer sentence of an option, wrapped under its label."""
    return [f"      {line}" for line in wrap(option.meaning, min(columns, WIDEST) - 7)]


def option_rows(card: Card, columns: int) -> list[list[Option]]:
    """Lay the options out in rows: the answers one to a row, the rest side by side."""
    rows = [[option] for option in card.options if not option.minor]
    minor = [option for option in card.options if option.minor]
    if not minor:
        return rows
    cell = max(len(cell_text(option)) for option in minor) + 4  # with the pointer and a gap
    per_row = max((min(columns, WIDEST) - 1) // cell, 1)
    return rows + [minor[i : i + per_row] for i in range(0, len(minor), per_row)]


def wrapped(text: str, columns: int) -> list[str]:
    """Break a line of prose at its words where the screen is too narrow for it."""
    if len(text) < columns:
        return [text]
    indent = " " * (len(text) - len(text.lstrip()))
    return wrap(text.strip(), columns - 1, initial_indent=indent, subsequent_indent=indent)


def cell_text(option: Option) -> str:
    """How an option reads in a row."""
    return f"{option.key}  {option.label}"
