"""Whom a command can ask: the front end that fits the terminal."""

import os
import sys

from bostoette_cli.domain.errors import BostoetteError, NoTerminal
from bostoette_cli.questionnaire.frontend import FrontEnd


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def front_end(*, plain: bool, remedy: str = "") -> FrontEnd:
    """The front end that fits the terminal.

    Args:
        plain: whether numbered prompts were asked for; they can be answered through a pipe too.
        remedy: the sentence to refuse with, where it is not the questionnaire's.

    Raises:
        NoTerminal: there is nobody to ask.
    """
    from shutil import get_terminal_size

    from bostoette_cli.questionnaire.plain import Plain

    if not plain and not has_terminal():
        raise NoTerminal(remedy)
    if plain or os.environ.get("TERM") == "dumb":
        return Plain(columns=get_terminal_size().columns, refusal=remedy)
    from bostoette_cli.questionnaire.keyboard import Keyboard

    return Keyboard()


def require_yes(question: str, *, yes: bool) -> None:
    """Ask whether a deletion is meant, unless that was said on the command line.

    Raises:
        BostoetteError: it is not.
        NoTerminal: there is nobody to ask.
    """
    from bostoette_cli.questionnaire.card import Card, Option

    if yes:
        return
    front = front_end(
        plain=False,
        remedy="Der er ingen terminal at svare i. Er det meningen, så føj --ja til kommandoen.",
    )
    if front.choose(Card(question, (Option("j", "Ja"), Option("n", "Nej")))) != "j":
        raise BostoetteError("Intet er slettet.")
