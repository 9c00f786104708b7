"""The keyboard front end: one key answers, arrows work too, and the card gives way to one line.

Built directly on prompt_toolkit: the keys, the way back and the wrapped texts are the product.
Esc does nothing, Enter without a choice does nothing, and text that is piped in is never taken as
an answer, because the command refuses to start without a terminal.
"""

import os
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable
from dataclasses import replace
from shutil import get_terminal_size
from typing import Any

from prompt_toolkit.application import Application, get_app, get_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from bostoette_cli.domain.errors import NoTerminal
from bostoette_cli.language.text import shorten
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
        # Some terminals do not answer where the cursor is; the library would complain in English.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._input = input_
        self._output = output
        self._tell = tell
        self._told: list[str] = []
        self._begun = ""

    def choose(self, card: Card) -> str:
        """Show the card until a key answers it."""
        chooser = _Chooser(card, self._size)
        application: Application[str] = Application(
            layout=Layout(Window(FormattedTextControl(chooser.fragments), always_hide_cursor=True)),
            key_bindings=chooser.bindings(),
            style=_STYLE,
            erase_when_done=True,
            input=self._input,
            output=self._output,
        )
        self._tell_what_does_not_fit(chooser)
        try:
            key = application.run(pre_run=_let_faults_out)
        except EOFError as error:
            raise NoTerminal from error
        self._begun = chooser.begun
        return key

    def _size(self) -> Size:
        return (self._output or get_app_session().output).get_size()

    def _tell_what_does_not_fit(self, chooser: "_Chooser") -> None:
        """Put what there is no room for below into the conversation above, once."""
        left_out = chooser.left_out()
        if left_out and left_out != self._told:
            for line in left_out:
                self._tell(line)
        self._told = left_out

    def write(self, prompt: str, default: str = "", about: str = "") -> str:
        """Ask for a line of text with its subject above; Enter ends it."""
        from prompt_toolkit import PromptSession

        bindings = KeyBindings()
        # The library's search and its counts after Esc speak English.
        for key in ("c-r", "c-s", "escape", Keys.Vt100MouseEvent):
            bindings.add(key, eager=True)(_ignore)
        above = [f" {line}" for line in wrapped(about, self._size().columns - 1)] if about else []
        message = "\n".join([*above, " Enter gemmer teksten.", f" {prompt}"])
        session: PromptSession[str] = PromptSession(
            input=self._input, output=self._output, erase_when_done=True
        )
        default, self._begun = default + self._begun, ""
        try:
            text = session.prompt(
                message, default=default, key_bindings=bindings, pre_run=_let_faults_out
            )
        except EOFError as error:
            if session.app.input.closed:  # not Ctrl-D; to ask again would be to ask for ever
                raise NoTerminal from error
            return default
        # Half a letter becomes the mark for one, so that what is shown is what is kept.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def say(self, text: str = "") -> None:
        """Print a line, broken at words where the screen is narrow."""
        for line in wrapped(text, get_terminal_size().columns):
            self._tell(line)


class _Chooser:
    """The state of one card on the screen: what is pointed at, and whether meanings are shown."""

    def __init__(self, card: Card, size: Callable[[], Size]) -> None:
        self.card = card
        self.size = size
        self.explain = False
        self.pointed = card.chosen
        self.begun = ""
        self.hint = ""

    def shown(self) -> Card | None:
        """As much of the card as the screen has room for just now.

        The details give way first, then the text: what the options answer should stay in sight.
        """
        short = replace(self.card, details=())
        if self.explain:
            return replace(short, title="")
        rows, columns = self.size()
        below = len(self._options(columns))
        for candidate in (self.card, short):
            if len(list(question_lines(candidate, columns))) + below < rows:
                return candidate
        return None

    def left_out(self) -> list[str]:
        """The whole question, in its order, where there is no room for all of it below."""
        if self.shown() == self.card:
            return []
        asked = replace(self.card, prompt="")
        return [line.text for line in question_lines(asked, self.size().columns)]

    def fragments(self) -> StyleAndTextTuples:
        """Draw the card; the meanings take the place of the details and the minor options."""
        columns = self.size().columns
        shown = self.shown()
        drawn: StyleAndTextTuples = []
        if shown is not None:
            for line in question_lines(shown, columns):
                drawn.append((f"class:{line.kind}", line.text + "\n"))
        for row in self._options(columns):
            drawn += row
            drawn.append(("", "\n"))
        drawn.pop()
        return drawn

    def _options(self, columns: int) -> list[StyleAndTextTuples]:
        """The lower part of the card, a row at a time."""
        rows = option_rows(self.card, columns)
        meanings = self._meanings(rows, columns)
        lines: list[StyleAndTextTuples] = []
        for row in (row for row in rows if not row[0].minor):
            lines.append(self._cells(row, 0))
            if self.explain:
                lines += [[("class:meaning", text)] for text in meanings[row[0].key]]
        minor = [] if self.explain else [row for row in rows if row[0].minor]
        if minor:
            lines.append([("class:rule", "   ─")])
        width = max((len(cell_text(option)) for row in minor for option in row), default=0) + 2
        lines += [self._cells(row, width) for row in minor]
        lines.append([("class:hint", f"   {self.hint or self._advice()}")])
        return lines

    def _meanings(self, rows: list[list[Option]], columns: int) -> dict[str, list[str]]:
        """The meanings of the options, each on one line where whole ones have no room."""
        answers = [row[0] for row in rows if not row[0].minor]
        whole = {option.key: meaning_lines(option, columns) for option in answers}
        needed = len(answers) + sum(map(len, whole.values())) + len(self.card.text) // columns + 5
        if needed <= self.size().rows:
            return whole
        if len(answers) * 2 + 6 <= self.size().rows:
            return {
                option.key: [shorten(lines[0], columns - 2)] if (lines := whole[option.key]) else []
                for option in answers
            }
        return {option.key: whole[option.key] * (option.key == self.pointed) for option in answers}

    def _advice(self) -> str:
        if self.card.writes:
            return "Du kan også skrive med det samme; begynd med stort."
        steps = "?  Hvad trinnene betyder" if self.card.explains else ""
        takes_note = any(o.key == "n" and o.minor for o in self.card.options)
        return f"{steps}     Skriv noten, før du vælger trin" if takes_note else steps

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
            # A sentence begins with a capital letter; where one is expected, that is no command.
            for key in {option.key} if self.card.writes else {option.key, option.key.upper()}:
                keys.add(key)(_answer_with(option.key))
        keys.add("up")(lambda event: self._move(event, -1))
        keys.add("down")(lambda event: self._move(event, 1))
        keys.add("s-tab")(lambda event: self._move(event, -1))
        keys.add("tab")(lambda event: self._move(event, 1))
        keys.add(Keys.Any)(self._begin_or_explain)
        for ignored in ("escape", Keys.Vt100MouseEvent):
            keys.add(ignored)(_ignore)
        keys.add("enter")(self._confirm)
        keys.add("?")(self._toggle_meanings)
        for stop in ("c-c", "c-d", Keys.SIGINT):
            keys.add(stop)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
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
            self._explain_keys(event)

    def _begin_or_explain(self, event: KeyPressEvent) -> None:
        if self.card.writes and event.data.isprintable() and event.data.strip():
            self.begun = event.data
            event.app.exit(result=self.card.writes)
        else:
            self._explain_keys(event)

    def _explain_keys(self, _event: KeyPressEvent) -> None:
        self.hint = "Tryk på en af tasterne ovenfor, eller vælg med pilene."

    def _toggle_meanings(self, _event: KeyPressEvent) -> None:
        self.explain = not self.explain and self.card.explains
        self.hint = ""


def _ignore(_event: KeyPressEvent) -> None:
    """Do nothing; of a mouse's report that is cut short the library would make a fault."""


def _let_faults_out() -> None:
    """Let a fault end the dialogue; the library would tell of it in English and wait for Enter."""
    application = get_app()

    def end(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error and application.future and not application.future.done():
            application.exit(exception=error)

    get_running_loop().set_exception_handler(end)


def _answer_with(key: str) -> Callable[[KeyPressEvent], Any]:
    return lambda event: event.app.exit(result=key)
