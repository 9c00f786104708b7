"""The entry point: streams that can carry Danish, one place for errors, the exit status."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from bostoette_cli import __version__
from bostoette_cli.cli.danish import LateGroup, app, worded

root = app(
    cls=LateGroup,
    help="Selvevaluering af bostøttens praksis: læs pejlemærkerne, svar på spørgeskemaet, "
    "og se, hvad der flytter sig fra runde til runde.",
    epilog="bostoette evaluer         svar på spørgeskemaet\n"
    "bostoette evaluer 5       kun nummer 5\n"
    "bostoette vis 5           læs nummer 5\n"
    "bostoette KOMMANDO --help hjælp til én kommando",
)


@root.callback(invoke_without_command=True)
def _start(
    ctx: typer.Context,
    mappe: Annotated[
        str | None, typer.Option("--mappe", metavar="MAPPE", help="Hvor dine data ligger.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Vis udgaven, og slut.")] = False,
) -> None:
    if version:
        print(f"bostoette {__version__}")  # noqa: T201
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from bostoette_cli.cli.start import start

        start(mappe)


def main(args: list[str] | None = None) -> None:
    """Run the tool and leave with its exit status."""
    _let_the_streams_carry_danish()
    status = run(sys.argv[1:] if args is None else args)
    with suppress(OSError):
        sys.stderr.flush()
    sys.exit(status)


def run(args: list[str]) -> int:
    """Run one command line; errors become one Danish sentence on stderr.

    Returns:
        0 done, 1 an error, 2 wrong use of the command line, 130 stopped with Ctrl-C.
    """
    from bostoette_cli.domain.errors import BostoetteError

    try:
        status = _run(args)
        sys.stdout.flush()
    except BostoetteError as error:
        return _fail(str(error), error.exit_status)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("Stoppet.", 130)
    except BrokenPipeError:  # whoever read our output has enough
        _abandon_output()
        return 0
    except OSError as error:
        if error.filename:
            from bostoette_cli.storage import atomic

            return _fail(str(atomic.failure("læses", Path(str(error.filename)), error)), 1)
        _abandon_output()
        return _fail(f"Der kan ikke skrives ud: systemet svarer med fejl {error.errno}.", 1)
    except typer.TyperException as error:
        return _fail(worded(error), 2)
    except Exception as error:  # a fault of ours; a traceback would tell the user nothing
        if os.environ.get("BOSTOETTE_FEJL"):
            raise
        return _fail(_unexpected(error), 1)
    return status


def _run(args: list[str]) -> int:
    if any(0xD800 <= ord(character) <= 0xDFFF for word in args for character in word):
        from bostoette_cli.domain.errors import WrongUse

        raise WrongUse("Kommandolinjen har tegn, der ikke kan læses. Skriv den igen i terminalen.")
    command = typer.main.get_command(root)
    status = command.main(args, prog_name="bostoette", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _unexpected(error: Exception) -> str:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name} {place.tb_lineno}" if place else ""
    return (
        f"Der er en fejl i bostoette ({type(error).__name__}, {where}). Det, der er svaret på, er "
        "gemt. Send linjen til den, der har installeret værktøjet."
    )


def _fail(sentence: str, status: int) -> int:
    from bostoette_cli.language.text import visible

    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        print(fitted(visible(sentence)), file=sys.stderr)  # noqa: T201
    return status


def fitted(sentence: str, *, err: bool = True) -> str:
    """Break a sentence at its words where it is read on a screen; leave it whole in a pipe.

    Args:
        sentence: what is to be said.
        err: whether it goes to stderr, and not to stdout.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return sentence
    from shutil import get_terminal_size
    from textwrap import fill

    width = max(get_terminal_size().columns - 1, 20)
    return fill(sentence, width, break_long_words=False, break_on_hyphens=False)


def _abandon_output() -> None:
    """Send what is still waiting to be written nowhere, so that leaving is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_IN_ASCII = str.maketrans(
    {
        "▲": "^", "△": "^", "▼": "v", "▽": "v", "●": "*", "○": ".", "▇": "#", "█": "#", "░": ".",
        "–": "-", "−": "-", "—": "-", "─": "-", "│": "|", "»": '"', "«": '"', "…": "...",
        "❯": ">", "✎": "*", "→": "->", "·": "-", "•": "-", "✔": "v", "✘": "x", "’": "'",
        "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "É": "E",
        "§": "paragraf", "\u00a0": " ",
    }
)  # fmt: skip


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Replace what an old code page cannot show by its nearest likeness, never by a crash."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    text = "".join(c if c.isascii() else "?" for c in bad.translate(_IN_ASCII))
    return text, error.end


def _let_the_streams_carry_danish() -> None:
    import codecs

    codecs.register_error("bostoette", _nearest)
    for name, mode, errors in (
        ("stdin", "r", "replace"),
        ("stdout", "w", "bostoette"),
        ("stderr", "w", "bostoette"),
    ):
        if getattr(sys, name) is None:  # closed before we were started
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115
        reconfigure: Any = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)
