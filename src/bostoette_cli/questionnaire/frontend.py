"""What a dialogue needs of whoever shows it; the keyboard and the plain front end provide it."""

from typing import Protocol

from bostoette_cli.questionnaire.card import Card, Option


class FrontEnd(Protocol):
    """A way to ask and to tell."""

    def choose(self, card: Card) -> str:
        """Show a card until one of its keys is given; return that key.

        Raises:
            KeyboardInterrupt: the person stopped.
            NoTerminal: nobody can answer.
        """
        ...

    def write(self, prompt: str, default: str = "", about: str = "") -> str:
        """Ask for free text, with what was written before as the starting point.

        Args:
            prompt: stands in front of what is written.
            default: what was written before.
            about: what the text is about, kept in sight while it is written.

        Raises:
            KeyboardInterrupt: the person stopped.
            NoTerminal: nobody can answer.
        """
        ...

    def say(self, text: str = "") -> None:
        """Show a line of text."""
        ...


BACK = Option("t", "Tilbage", minor=True)
STOP = Option("g", "Gem og stop", minor=True)
SKIP = Option("o", "Spring over", minor=True)
