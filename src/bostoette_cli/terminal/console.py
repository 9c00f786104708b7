"""The terminal itself: a console that treats every text as data, and a pager for long pages."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType

NARROW = 78


def console() -> Console:
    """A console that obeys no markup in the texts it is given."""
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)


def can_show(text: str) -> bool:
    """Whether the screen's character set has every character of a text."""
    try:
        text.encode(console().encoding)
    except UnicodeEncodeError:
        return False
    return True


def show(page: Iterable[RenderableType], *, long: bool = False) -> None:
    """Print a page; a long one goes through a pager where there is a terminal to page in."""
    screen = console()
    with screen.capture() as capture:
        for part in page:
            screen.print(part, crop=False)
    text = "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
    if long and text.count("\n") >= screen.size.height and _has_reader():
        _page(text)
    else:
        sys.stdout.write(text)


def _has_reader() -> bool:
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.name != "nt"  # its pager cannot show æ, ø and å; the window scrolls instead
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def _page(text: str) -> None:
    words = os.environ.get("PAGER", "").split() or ["less"]
    program = shutil.which(words[0])
    if program is None:
        sys.stdout.write(text)
        return
    prompt = "-PsMellemrum bladrer, q slutter$"
    settings = {**os.environ, "LESS": f"-FRX {prompt}", "LESSCHARSET": "utf-8"}
    # Ctrl-C is the pager's while it has the screen; killed, it would leave the terminal dumb.
    # A handler and not SIG_IGN, which the pager would inherit.
    former = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run([program, *words[1:]], input=text.encode(), env=settings, check=False)  # noqa: S603
    except OSError:
        sys.stdout.write(text)
    finally:
        signal.signal(signal.SIGINT, former)
