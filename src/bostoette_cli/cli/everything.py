"""``bostoette eksporter --alt``: every round of one team or many, as tables for programs."""

import typer

from bostoette_cli.cli import options
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import visible
from bostoette_cli.reports import formats


def export(
    mappe: str | None,
    format_: str | None,
    ud: str | None,
    *,
    team: str | None,
    words: bool,
    overwrite: bool,
) -> None:
    """Write the long format into a folder.

    Args:
        mappe: the data folder, or a folder of data folders.
        format_: the word after ``--format``.
        ud: the folder to write.
        team: what to call the team, where there is one.
        words: whether what people wrote goes with it.
        overwrite: whether an earlier export may be replaced.

    Raises:
        WrongUse: something does not fit together, or the folder is taken.
        MissingExtra: the format needs something that is not installed.
        StorageFailure: the disk refused; nothing was changed.
    """
    from bostoette_cli.storage import export_folder
    from bostoette_cli.terminal.progress import followed
    from bostoette_cli.workflows.long_export import (
        check_target,
        documents,
        find_teams,
        read,
        stored_rounds,
    )

    if ud is None:
        raise WrongUse("Nævn mappen, tabellerne skal ligge i: --ud Tabeller")
    target = options.read_path(ud).absolute()
    chosen = formats.named(format_, formats.LONG) if format_ else formats.LONG[0]
    write = formats.writer(chosen)
    export_folder.check(target, overwrite=overwrite)
    teams = find_teams(options.open_store(mappe), team)
    check_target(target, teams)
    problems = [problem for one in teams for problem in one.store.listing.problems]
    rounds = read(followed(stored_rounds(teams), "Læser"), problems)
    made = documents(followed(rounds, "Skriver"), write, chosen.endings[0], words=words)
    count = export_folder.write(target, made, overwrite=overwrite)
    who = counted(len(teams), "team", "teams")
    what = counted(len(rounds), "runde", "runder")
    typer.echo(visible(f"{what} fra {who} er skrevet til {target} ({count} filer)."))
    raise typer.Exit(options.tell_problems(problems))
