"""``bostoette fuldfoer``: what lets the Tab key write a command to its end.

The shell runs a snippet that asks this same command what the line may go on with. Typer's own
completion would do it through an environment variable and draw its help with rich, which costs
more than the answer.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from bostoette_cli.cli.danish import command
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import closest, listed, one_line

app, register = command(
    "Lad tabulatortasten skrive kommandoer færdig. Kommandoen skriver det, der skal stå i din "
    "terminals opstartsfil.",
    """
    bostoette fuldfoer powershell | Add-Content $PROFILE
    bostoette fuldfoer bash >> ~/.bashrc
    bostoette fuldfoer zsh >> ~/.zshrc
    bostoette fuldfoer fish > ~/.config/fish/completions/bostoette.fish
    """,
)

# In plain ASCII: PowerShell reads its profile in the machine's old code page.
SNIPPETS = {
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName bostoette -ScriptBlock {
    param($word, $line, $place)
    bostoette fuldfoer --linje $line.ToString().PadRight($place).Substring(0, $place) |
        ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
}""",
    "bash": """\
_bostoette() {
    local IFS=$'\\n'
    COMPREPLY=($(bostoette fuldfoer --linje "${COMP_LINE:0:COMP_POINT}"))
}
complete -o default -F _bostoette bostoette""",
    "zsh": """\
autoload -Uz compinit && compinit
_bostoette() {
    local -a found
    found=(${(f)"$(bostoette fuldfoer --linje "$LBUFFER")"})
    (( $#found )) && compadd -- $found || _files
}
compdef _bostoette bostoette""",
    "fish": "complete -c bostoette -a '(bostoette fuldfoer --linje (commandline -cp))'",
}


@register
def fuldfoer(
    terminal: Annotated[
        str | None, typer.Argument(metavar="TERMINAL", help=f"{listed(list(SNIPPETS), 'eller')}.")
    ] = None,
    linje: Annotated[str | None, typer.Option("--linje", metavar="LINJE", hidden=True)] = None,
) -> None:
    """Print the snippet of a shell, or what a line may go on with."""
    if linje is not None:
        for word in goes_on_with(linje):
            typer.echo(word)
        return
    name = (terminal or "").lower()
    if name not in SNIPPETS:
        near = closest(name, SNIPPETS)
        hint = f"Mente du {near}?" if near else f"Skriv {listed(list(SNIPPETS), 'eller')}."
        what = f"»{one_line(name)}« kendes ikke." if name else "Nævn din terminal."
        raise WrongUse(f"{what} {hint}")
    typer.echo(SNIPPETS[name])


def goes_on_with(line: str) -> list[str]:
    """The commands or options that a line up to the cursor may go on with.

    Args:
        line: the line, the tool's own name first; a word that is begun stands last.

    Returns:
        Whole words; nothing where only the user knows what comes, such as a title or a file.
    """
    words = line.split()
    begun = words.pop() if words and not line[-1].isspace() else ""
    here = _innermost(words[1:])
    offered = _options(here) if begun.startswith("-") else _commands(here)
    return [word for word in offered if word.startswith(begun)]


def _innermost(words: list[str]) -> Any:
    """The command that is being written, as far as the words name one."""
    from bostoette_cli.cli.main import root

    here: Any = typer.main.get_command(root)
    for word in words:
        below = here.get_command(typer.Context(here), word) if _holds_others(here) else None
        here = below or here
    return here


def _holds_others(here: Any) -> bool:
    return hasattr(here, "list_commands")


def _commands(here: Any) -> list[str]:
    return list(here.list_commands(typer.Context(here))) if _holds_others(here) else []


def _options(here: Any) -> Iterator[str]:
    for parameter in here.get_params(typer.Context(here)):
        if parameter.param_type_name == "option" and not parameter.hidden:
            yield from (name for name in parameter.opts if name.startswith("--"))
