"""Typer in Danish: help pages, spelling suggestions and errors of the command line.

Typer 0.28 carries its own click with the translations taken out, so the Danish is put in through
the public ``cls=`` of commands and groups. ``tests/test_command_line.py`` holds the command lines
that must never show English.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.text import closest, one_line, spelled_out

if TYPE_CHECKING:
    from bostoette_cli.cli.commands import Entry

Context = Any  # typer's own click is private to it
Formatter = Any

_HELP = "Vis denne hjælp."


class DanishCommand(TyperCommand):
    """A command whose help is Danish and whose surplus words are refused in Danish."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the words after the command; refuse what is left over."""
        ctx.allow_extra_args = True
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        _take_over_folder(ctx)
        if rest and not ctx.resilient_parsing:
            words = " ".join(one_line(word) for word in rest)
            raise WrongUse(f"»{words}« er for meget her. Se {ctx.command_path} --help")
        return rest

    def format_usage(self, ctx: Context, formatter: Formatter) -> None:
        """Write the line that shows how the command is used."""
        formatter.write_usage(ctx.command_path, " ".join(_usage(self, ctx)), "Brug: ")

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write what can be put after the command."""
        _write_parameters(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: Formatter) -> None:  # noqa: ARG002
        """Write the examples as they stand."""
        _write_examples(self.epilog, formatter)


class DanishGroup(TyperGroup):
    """A group of commands whose help is Danish."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the words after the group's name."""
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        _take_over_folder(ctx)
        return rest

    def format_usage(self, ctx: Context, formatter: Formatter) -> None:
        """Write the line that shows how the group is used."""
        formatter.write_usage(ctx.command_path, "[KOMMANDO] [INDSTILLINGER]", "Brug: ")

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write the commands first, then the options."""
        rows = [(name, self.help_of(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Kommandoer"):
            formatter.write_dl(rows)
        _write_parameters(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: Formatter) -> None:  # noqa: ARG002
        """Write the examples as they stand."""
        _write_examples(self.epilog, formatter)

    def help_of(self, ctx: Context, name: str) -> str:
        """What a command does, in one line."""
        command = self.get_command(ctx, name)
        return (command.short_help or command.help or "").strip() if command else ""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command, spelled with or without æ, ø and å."""
        name = spelled_out(args[0]).lower()
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            near = closest(name, self.list_commands(ctx))
            hint = f"Mente du {near}?" if near else f"Se {ctx.command_path} --help"
            raise WrongUse(f"Kommandoen »{one_line(args[0])}« findes ikke. {hint}")
        return (name if command else None), command, args[1:]


def _take_over_folder(ctx: Context) -> None:
    """Let a data folder that is named before the command count for it."""
    above = ctx.parent
    while above is not None and "mappe" in ctx.params and ctx.params["mappe"] is None:
        ctx.params["mappe"] = above.params.get("mappe")
        above = above.parent


class LateGroup(DanishGroup):
    """The tool itself: each command's module is imported when that command is used."""

    @cached_property
    def _table(self) -> "Mapping[str, Entry]":
        from bostoette_cli.cli.commands import COMMANDS  # --version is none of them

        return COMMANDS

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: Context, cmd_name: str) -> Any:  # noqa: ARG002
        """Import one command."""
        entry = self._table.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"bostoette_cli.cli.{entry.module}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def help_of(self, ctx: Context, name: str) -> str:  # noqa: ARG002
        """What a command does, without importing it."""
        return self._table[name].help


class _Application(typer.Typer):
    def command(
        self, name: str | None = None, *, cls: Any = DanishCommand, **settings: Any
    ) -> Callable[..., Any]:
        """Register a command, a Danish one unless something else is said."""
        return super().command(name, cls=cls, **settings)


def app(**settings: Any) -> typer.Typer:
    """A Typer application that speaks Danish."""
    return _Application(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={
            "token_normalize_func": spelled_out,
            "help_option_names": ["--help", "-h"],
        },
        **settings,
    )


def command(
    help_: str, examples: str, cls: type[DanishCommand] = DanishCommand
) -> tuple[typer.Typer, Callable[..., Any]]:
    """An application of one command, and the decorator that registers it.

    Args:
        help_: what the command does.
        examples: command lines with a word on each, shown below the help.
        cls: how the words after the command are parsed.
    """
    single = app()
    return single, single.command(cls=cls, help=help_, epilog=examples)


def group(help_: str, examples: str) -> typer.Typer:
    """An application of several commands; without one of them it shows its help.

    Args:
        help_: what the commands do.
        examples: command lines, a line each, shown below the help.
    """
    several = app(cls=DanishGroup, help=help_, epilog=examples, invoke_without_command=True)

    @several.callback()
    def alone(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    return several


@contextmanager
def _placed(ctx: Context) -> Iterator[None]:
    """Tell an error of the parser which command it happened in; it does not always know."""
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


def _usage(command: Any, ctx: Context) -> list[str]:
    pieces = [
        parameter.metavar or parameter.name.upper()
        for parameter in command.get_params(ctx)
        if parameter.param_type_name == "argument"
    ]
    return [*(f"[{piece}]" for piece in pieces), "[INDSTILLINGER]"]


def _write_parameters(command: Any, ctx: Context, formatter: Formatter) -> None:
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar or parameter.name.upper(), parameter.help or ""))
            continue
        names = ", ".join(parameter.opts)
        metavar = "" if parameter.is_flag or parameter.count else f" {parameter.metavar}"
        help_ = _HELP if "--help" in parameter.opts else parameter.help or ""
        options.append((f"{names}{metavar}", help_))
    for heading, rows in (("Det skriver du", arguments), ("Indstillinger", options)):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _write_examples(examples: str | None, formatter: Formatter) -> None:
    if not examples:
        return
    with formatter.section("Eksempler"):
        for line in examples.strip().splitlines():
            formatter.write(f"  {line.strip()}\n")


def _instead(option: str, ctx: Context) -> str:
    """What may be meant by an option that there is not; blank where nothing is near."""
    parameters = ctx.command.get_params(ctx)
    word = option.strip("-")
    for each in parameters:
        if each.param_type_name == "argument" and word and each.name.startswith(word):
            return f"Skriv det for sig selv: {ctx.command_path} {each.metavar or each.name.upper()}"
    options = {name for each in parameters for name in each.opts if name.startswith("-")}
    near = closest(option, options) if len(option) > 2 else None
    return f"Mente du {near}?" if near else ""


def worded(error: Any) -> str:
    """Word an error of the command line in Danish, with what to do about it.

    Args:
        error: an exception of typer's click; told apart by its name, since the classes are
            private to typer.
    """
    context = error.ctx
    help_line = f"Se {context.command_path if context else 'bostoette'} --help"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        hint = _instead(error.option_name, context) or help_line
        return f"Indstillingen {one_line(error.option_name)} findes ikke. {hint}"
    if kind == "BadOptionUsage":
        taken = next(
            (p for p in context.command.get_params(context) if error.option_name in p.opts), None
        )
        if taken is not None and taken.is_flag:
            return f"Indstillingen {error.option_name} står alene, uden noget efter. {help_line}"
        return f"Indstillingen {error.option_name} mangler det, der skal stå efter. {help_line}"
    if kind == "MissingParameter" and error.param is not None:
        what = (error.param.help or error.param.metavar or "").rstrip(".")
        return f"Der mangler noget: {what[:1].lower()}{what[1:]}. {help_line}"
    return f"Kommandolinjen kan ikke forstås. {help_line}"
