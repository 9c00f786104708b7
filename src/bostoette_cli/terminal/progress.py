"""How far long work has come: a bar on stderr, where somebody is watching and it takes time."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

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


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show a bar that moves while one piece of work goes on, once it has taken more than a moment.

    Args:
        what: what is being done, as a word in front of the bar.
    """
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Progress] = []
    late = Timer(PATIENCE_SECONDS, lambda: shown.append(_moving(what)))
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
        late.join()
        for progress in shown:
            progress.stop()


def _moving(what: str) -> "Progress":
    progress = _bar()
    progress.add_task(what, total=None)
    progress.start()
    return progress


def _bar(*further: "ProgressColumn") -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), *further)
    screen = Console(stderr=True, markup=False, highlight=False)
    return Progress(*columns, console=screen, transient=True)


def _with_a_bar(items: Sequence[T], done: int, what: str) -> Iterator[T]:
    from rich.progress import MofNCompleteColumn

    with _bar(MofNCompleteColumn()) as progress:
        task = progress.add_task(what, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
