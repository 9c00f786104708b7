"""The plain front end: numbered lines and typed keys, for screen readers and odd terminals."""

from collections.abc import Callable

from bostoette_cli.domain.errors import NoTerminal
from bostoette_cli.language.text import WIDEST_PROSE, listed, one_line, visible
from bostoette_cli.questionnaire.card import Card, cell_text, question_lines, wrapped

_KEPT_TOGETHER = "\u00a0"


class Plain:
    """Reads a line at a time and prints every option; nothing moves on the screen.

    Args:
        read: shows a prompt and returns the line that was typed.
        tell: prints a line.
        columns: how wide a line may be.
        refusal: the sentence to end with where nobody answers; the questionnaire's unless given.
    """

    def __init__(
        self,
        read: Callable[[str], str] = input,
        tell: Callable[[str], None] = print,
        columns: int = WIDEST_PROSE,
        refusal: str = "",
    ) -> None:
        self._read = read
        self._tell = tell
        self._columns = columns
        self._refusal = refusal
        self._heard = False

    def choose(self, card: Card) -> str:
        """Print the card once and ask until one of its keys is typed."""
        self._tell("")
        for line in question_lines(card, self._columns):
            if line.kind != "rule":
                self._tell(line.text)
        self._tell_options(card)
        keys = [option.key for option in card.options]
        while True:
            typed = self._line(f" Svar{self._default(card)}: ").strip().lower()
            if not typed and card.chosen:
                return card.chosen
            if typed in keys:
                return typed
            if typed == "?" and card.explains:
                self._tell_meanings(card)
                continue
            what = f"»{one_line(typed)}« er ikke et af svarene. " if typed else ""
            self.say(f" {what}Skriv {listed(keys, 'eller')}.")

    def write(self, prompt: str, default: str = "", about: str = "") -> str:  # noqa: ARG002
        """Ask for a line of text; Enter keeps what was there, a hyphen takes it away."""
        if default:
            self._tell(f" Nu står der: »{one_line(default)}«")
            self._tell(" Enter beholder teksten, - fjerner den.")
        typed = self._line(f" {prompt}").strip()
        if default and typed in ("", "-"):
            return default if not typed else ""
        return typed

    def say(self, text: str = "") -> None:
        """Print a line, broken at words where the screen is narrow."""
        for line in wrapped(text, self._columns):
            self._tell(line)

    def _tell_options(self, card: Card) -> None:
        """The answers a line each; the rest together, so that the question stays on the screen."""
        for option in card.options:
            if not option.minor:
                self._tell(f"   {cell_text(option)}")
        rest = [cell_text(option) for option in card.options if option.minor]
        if card.explains:
            rest.append("?  Hvad trinnene betyder")
        if rest:  # a key and its label never part at the end of a line
            self.say(f"   {' · '.join(text.replace(' ', _KEPT_TOGETHER) for text in rest)}")

    def _tell_meanings(self, card: Card) -> None:
        for option in card.options:
            if option.meaning:
                self.say(f"   {cell_text(option)}: {visible(option.meaning)}")

    @staticmethod
    def _default(card: Card) -> str:
        return f" (Enter vælger {card.chosen})" if card.chosen else ""

    def _line(self, prompt: str) -> str:
        try:
            line = self._read(prompt)
        except EOFError as error:
            if self._heard:
                raise KeyboardInterrupt from error
            raise NoTerminal(
                self._refusal
                or "Der kom intet svar. Kør kommandoen i en terminal, eller tag svarene fra en fil "
                "med --svar FIL."
            ) from error
        self._heard = True
        return line
