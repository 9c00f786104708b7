"""The keyboard front end: one key answers, arrows work too, and the card gives way to one line.

Built directly on prompt_toolkit: the keys, the way back and the wrapped texts are the product.
Esc does nothing, Enter without a choice does nothing, and text that is piped in is never taken as
an answer, because the command refuses to start without a terminal.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from shutil import get_terminal_size
from typing import Any

# Some terminals do not answer the cursor's position; the library would complain in English.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from bostoette_cli.domain.errors import NoTerminal
from bostoette_cli.questionnaire.card import (
    Card,
    Option,
    cell_text,
    meaning_lines,
    option_rows,
    question_lines,
    wrapped,
)

_STYLE = Style.from_dict(
    {
        "title": "bold",
        "rule": "fg:ansibrightblack",
        "text": "bold",
        "label": "fg:ansibrightblack",
        "prompt": "",
        "pointed": "bold fg:ansicyan",
        "meaning": "fg:ansibrightblack",
        "hint": "fg:ansibrightblack",
    }
)


class Keyboard:
    """Shows one card at a time at the bottom of the conversation.

    Args:
        input_: where keys come from; the terminal unless given.
        output: where the card is drawn; the terminal unless given.
        tell: prints a line above.
    """

    def __init__(
        self,
        input_: Input | None = None,
        output: Output | None = None,
        tell: Callable[[str], None] = print,
    ) -> None:
        self._input = input_
        self._output = output
        self._tell = tell

    def choose(self, card: Card) -> str:
        """Show the card until a key answers it."""
        chooser = _Chooser(card)
        application: Application[str] = Application(
            layout=Layout(Window(FormattedTextControl(chooser.fragments), always_hide_cursor=True)),
            key_bindings=chooser.bindings(),
            style=_STYLE,
            erase_when_done=True,
            input=self._input,
            output=self._output,
        )
        size = application.output.get_size()
        if not chooser.fit(size.columns, size.rows):
            for line in question_lines(card, size.columns):
                self._tell(line.text)
        try:
            return application.run()
        except EOFError as error:
            raise NoTerminal from error

    def write(self, prompt: str, default: str = "") -> str:
        """Ask for a line of text; Enter ends it."""
        from prompt_toolkit import PromptSession

        bindings = KeyBindings()
        for search in ("c-r", "c-s"):  # the library's search speaks English
            bindings.add(search)(lambda event: None)  # noqa: ARG005
        session: PromptSession[str] = PromptSession(
            input=self._input, output=self._output, erase_when_done=True
        )
        try:
            return session.prompt(f" {prompt}", default=default, key_bindings=bindings)
        except EOFError:
            return default

    def say(self, text: str = "") -> None:
        """Print a line, broken at words where the screen is narrow."""
        for line in wrapped(text, get_terminal_size().columns):
            self._tell(line)


class _Chooser:
    """The state of one card on the screen: what is pointed at, and whether meanings are shown."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.columns = 80
        self.shown: Card | None = card
        self.explain = False
        self.pointed = card.chosen
        self.hint = ""

    def fit(self, columns: int, rows: int) -> bool:
        """Take in what the screen has room for; whether that is the whole card.

        The details give way first, then the text: what the options answer should stay in sight.
        """
        self.columns = columns
        for shown in (self.card, replace(self.card, details=()), None):
            self.shown = shown
            if sum(text.count("\n") for _style, text, *_ in self.fragments()) + 1 < rows:
                break
        return self.shown is self.card

    def fragments(self) -> StyleAndTextTuples:
        """Draw the card; the meanings take the place of the details and the minor options."""
        drawn: StyleAndTextTuples = []
        shown = replace(self.card, title="", details=()) if self.explain else self.shown
        if shown is not None:
            for line in question_lines(shown, self.columns):
                drawn.append((f"class:{line.kind}", line.text + "\n"))
        rows = option_rows(self.card, self.columns)
        minor = [] if self.explain else [row for row in rows if row[0].minor]
        for row in rows:
            if row[0].minor:
                continue
            drawn += self._cells(row, 0)
            if self.explain:
                for text in meaning_lines(row[0], self.columns):
                    drawn.append(("class:meaning", f"\n{text}"))
            drawn.append(("", "\n"))
        if minor:
            drawn.append(("class:rule", "   ─\n"))
        width = max((len(cell_text(option)) for row in minor for option in row), default=0) + 2
        for row in minor:
            drawn += self._cells(row, width)
            drawn.append(("", "\n"))
        foot = self.hint or ("?  Hvad trinnene betyder" if self.card.explains else "")
        drawn.append(("class:hint", f"   {foot}"))
        return drawn

    def _cells(self, row: list[Option], width: int) -> StyleAndTextTuples:
        cells: StyleAndTextTuples = []
        for index, option in enumerate(row):
            mark = "❯" if option.key == self.pointed else " "
            style = "class:pointed" if option.key == self.pointed else ""
            lead = " " if index == 0 else ""
            cells.append((style, f"{lead}{mark} {cell_text(option).ljust(width)}"))
        return cells

    def bindings(self) -> KeyBindings:
        """The keys: the options' own, the arrows, Enter, a question mark, and Ctrl-C."""
        keys = KeyBindings()
        for option in self.card.options:
            for key in {option.key, option.key.upper()}:
                keys.add(key)(_answer_with(option.key))
        keys.add("up")(lambda event: self._move(event, -1))
        keys.add("down")(lambda event: self._move(event, 1))
        keys.add("s-tab")(lambda event: self._move(event, -1))
        keys.add("tab")(lambda event: self._move(event, 1))
        keys.add("enter")(self._confirm)
        keys.add("?")(self._toggle_meanings)
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        keys.add("c-d")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        return keys

    def _move(self, _event: KeyPressEvent, by: int) -> None:
        order = [option.key for option in self.card.options]
        start = -1 if by > 0 else 0
        at = order.index(self.pointed) if self.pointed in order else start
        self.pointed = order[(at + by) % len(order)]
        self.hint = ""

    def _confirm(self, event: KeyPressEvent) -> None:
        if self.pointed:
            event.app.exit(result=self.pointed)
        else:
            self.hint = "Tryk på en af tasterne ovenfor, eller vælg med pilene."

    def _toggle_meanings(self, _event: KeyPressEvent) -> None:
        self.explain = not self.explain and self.card.explains


def _answer_with(key: str) -> Callable[[KeyPressEvent], Any]:
    return lambda event: event.app.exit(result=key)
