"""Answering a dialogue in tests: keys through a pipe, or lines to the plain front end."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from prompt_toolkit.application import application
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bostoette_cli.questionnaire.keyboard import Keyboard
from bostoette_cli.questionnaire.plain import Plain

ENTER, ESCAPE, UP, DOWN = "\r", "\x1b", "\x1b[A", "\x1b[B"
CTRL_C, CTRL_D = "\x03", "\x04"

_library_keys = functools.cache(application.load_key_bindings)


@contextmanager
def library_keys_made_once() -> Iterator[None]:
    """Let cards share the library's own keys; making them anew takes most of a card's time."""
    with patch.object(application, "load_key_bindings", _library_keys):
        yield


@contextmanager
def keyboard(keys: str) -> Iterator[tuple[Keyboard, list[str]]]:
    """The keyboard front end with keys already typed, and the lines it says."""
    said: list[str] = []
    with create_pipe_input() as pipe, library_keys_made_once():
        pipe.send_text(keys)
        pipe.close()  # a dialogue that wants more than was typed ends instead of waiting
        yield Keyboard(pipe, DummyOutput(), said.append), said


def plain(*lines: str) -> tuple[Plain, list[str]]:
    """The plain front end with lines already typed, and everything it prints."""
    printed: list[str] = []
    waiting = iter(lines)

    def read(prompt: str) -> str:
        printed.append(prompt)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return Plain(read, printed.append), printed
