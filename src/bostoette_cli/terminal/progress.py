"""How far long work has come: a bar on stderr, where somebody is watching and it takes time."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# Work that is done before this needs no bar.
PATIENCE_SECONDS = 1.0


def followed(items: Sequence[T], what: str) -> Iterator[T]:
    """Yield each item, and show how many are done once the work has taken more than a moment.

    Args:
        items: what to work through.
        what: what the items are, as a word in front of the bar.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    began = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - began > PATIENCE_SECONDS:
            yield from _with_a_bar(items, done, what)
            return
        yield item


def _with_a_bar(items: Sequence[T], done: int, what: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = Console(stderr=True, markup=False, highlight=False)
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task(what, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
