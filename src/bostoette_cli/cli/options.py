"""Options that several commands share, and how their values are read."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.text import closest, fold, listed, one_line, visible

if TYPE_CHECKING:  # --help reads no data; see docs/ydelse.md
    from bostoette_cli.domain.catalogue import Catalogue
    from bostoette_cli.storage.catalogues import Shelf
    from bostoette_cli.storage.store import Store

Folder = Annotated[
    str | None,
    typer.Option(
        "--mappe", metavar="MAPPE", help="Hvor dine data ligger, hvis ikke det sædvanlige sted."
    ),
]
CatalogueName = Annotated[
    str | None,
    typer.Option(
        "--katalog", metavar="ID|FIL", help="Et andet katalog: bostoette, botilbud eller en fil."
    ),
]
RoleName = Annotated[
    str | None,
    typer.Option(
        "--rolle",
        metavar="ROLLE",
        help="medarbejder, leder, borger, paaroerende eller samarbejdspartner.",
    ),
]
RoundReference = Annotated[str, typer.Argument(metavar="ID", help="Rundens id eller titel.")]
AllowCpr = Annotated[
    bool, typer.Option("--tillad-cpr", help="Tag også tekst med, der ligner et CPR-nummer.")
]
Yes = Annotated[bool, typer.Option("--ja", help="Gør det uden at spørge.")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv det som JSON til et andet program.")]


def open_store(folder: str | None) -> "Store":
    """The data folder: the one named, the one in the environment, or the user's own.

    Raises:
        StorageFailure: it is on a drive that does not answer, or it is named and not even the
            folder above it is there.
    """
    from bostoette_cli.domain.errors import StorageFailure
    from bostoette_cli.storage import patience
    from bostoette_cli.storage.store import Store

    named = folder or os.environ.get("BOSTOETTE_MAPPE")
    if named:
        root = read_path(named).absolute()
    else:
        import platformdirs

        root = platformdirs.user_data_path("bostoette", appauthor=False)
    there = patience.within_reason(root, lambda: _stands(root) or _stands(root.parent))
    if named and not there:  # else a drive that is not connected would seem to be a new beginning
        raise StorageFailure(
            "mappen findes ikke, og det gør mappen over den heller ikke. "
            "Se, om navnet er rigtigt, og om drevet er forbundet.",
            str(root),
        )
    return Store(root)


def _stands(folder: Path) -> bool:
    return os.path.isdir(folder)  # noqa: PTH112 - it never raises


def open_catalogue(reference: str | None, folder: str | None) -> "Catalogue":
    """The catalogue that is named, or the team's own choice."""
    store = open_store(folder)
    return store.library.find(reference or store.default_catalogue).catalogue


def open_shelf(reference: str | None, folder: str | None) -> "Shelf":
    """The catalogue that is named, or all there are."""
    from bostoette_cli.storage.catalogues import Shelf

    library = open_store(folder).library
    if reference is None:
        return library.readable()
    return Shelf((library.find(reference).catalogue,), ())


def read_path(word: str) -> Path:
    """Read a path; a tilde means the user's own folder where there is one."""
    path = Path(word)
    try:
        return path.expanduser()
    except RuntimeError:  # a tilde before a name nobody has
        return path


def create_file(path: Path, data: bytes, remedy: str) -> None:
    """Write a file the user named; one that is there already is left alone.

    Raises:
        WrongUse: there is a file of that name.
        StorageFailure: nothing was written.
    """
    from bostoette_cli.storage import atomic

    try:
        atomic.create(path, data)
    except FileExistsError as error:
        raise WrongUse(f"{path}: filen findes i forvejen. {remedy}") from error


def write_file(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file the user named, and say where it is.

    Raises:
        WrongUse: there is a file of that name, and it is not to be overwritten.
        StorageFailure: nothing was written.
    """
    from bostoette_cli.storage import atomic

    if overwrite:
        atomic.write(path, data)
    else:
        create_file(path, data, "Vælg et andet navn, eller brug --overskriv.")
    typer.echo(visible(f"Skrevet til {path}"))


def read_numbers(words: Sequence[str], example: str = "bostoette evaluer 5 7") -> tuple[int, ...]:
    """Read the numbers of pejlemærker, each once.

    Args:
        words: the numbers as they were written.
        example: a right command line, for the error.

    Raises:
        WrongUse: a word is not a whole number.
    """
    for word in words:
        if not (word.isascii() and word.isdigit() and len(word) < 5):
            raise WrongUse(f"»{one_line(word)}« er ikke et nummer. Skriv for eksempel: {example}")
    return tuple(dict.fromkeys(int(word) for word in words))


def read_role(word: str | None) -> Role | None:
    """Read a role, spelled with or without æ, ø and å.

    Raises:
        WrongUse: there is no such role.
    """
    if word is None:
        return None
    wanted = fold(word)
    for role in Role:
        if wanted in (role.value, fold(role.plural)):
            return role
    near = closest(word, list(Role))
    hint = f"Mente du {near}?" if near else f"Brug {listed([r.value for r in Role], 'eller')}."
    raise WrongUse(f"Rollen »{one_line(word)}« findes ikke. {hint}")


def tell_of_addresses(*texts: str | None) -> None:
    """Remark on stderr on an e-mail address among words from the command line."""
    from bostoette_cli.domain.privacy import ADDRESS_HINT, contains_address

    if any(text and contains_address(text) for text in texts):
        typer.echo(ADDRESS_HINT, err=True)


def tell_problems(problems: Iterable[Exception]) -> int:
    """Name on stderr each file that could not be read; the exit status they call for."""
    import sys

    status = 0
    for problem in problems:
        print(visible(str(problem)), file=sys.stderr)  # noqa: T201
        status = 1
    return status
