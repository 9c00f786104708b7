"""Where catalogues come from: bundled with the tool, named by a path, frozen in a round."""

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bostoette_cli.domain.catalogue import FORMAT, Catalogue
from bostoette_cli.domain.errors import DamagedFile, WrongUse
from bostoette_cli.domain.validation import catalogue_problems
from bostoette_cli.language.text import closest
from bostoette_cli.storage import schema, toml

DEFAULT = "bostoette"
BUNDLED = {"bostoette": "catalog.toml", "botilbud": "botilbud.toml"}


class CatalogueFile(NamedTuple):
    """A catalogue with the very bytes it was read from, so that a round can freeze them."""

    catalogue: Catalogue
    data: bytes


def find(reference: str) -> CatalogueFile:
    """Find a catalogue by its id or by the path of a file.

    Raises:
        WrongUse: there is no such catalogue.
        DamagedFile: the file is there but cannot be used.
    """
    if reference in BUNDLED:
        return load(_bundled_folder() / BUNDLED[reference])
    path = Path(reference)
    with suppress(OSError, ValueError, RuntimeError):  # not a name any file could have
        path = path.expanduser()
        if path.is_file():
            return load(path)
    near = closest(reference, BUNDLED)
    hint = f"Mente du {near}?" if near else f"Vælg {' eller '.join(BUNDLED)}, eller skriv en sti."
    raise WrongUse(f"Kataloget »{reference}« findes ikke. {hint}")


def load(path: Path) -> CatalogueFile:
    """Read and check a catalogue file.

    Raises:
        DamagedFile: it cannot be read, or does not make sense; every fault is named.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    schema.check_format(values, FORMAT, path)
    catalogue = schema.convert(values, Catalogue, path)
    if problems := list(catalogue_problems(catalogue)):
        raise DamagedFile(str(path), [_with_line(problem, data) for problem in problems])
    return CatalogueFile(catalogue, data)


def _with_line(problem: str, data: bytes) -> str:
    """Add the line of the id a problem quotes, so that a hand-made catalogue is quick to mend."""
    quoted = re.search("»([^«]+)«", problem)
    if not quoted or problem.startswith("pejlemaerke.nummer"):  # a number stands in no quotes
        return problem
    at = data.rfind(f'"{quoted[1]}"'.encode())
    line = data.count(b"\n", 0, max(at, 0)) + 1
    return f"linje {line}: {problem}" if at >= 0 else problem


def _bundled_folder() -> Path:
    """The folder in the installed package; in a checkout, the one at its root."""
    package = Path(__file__).parents[1]
    packed = package / "data"
    return packed if packed.is_dir() else package.parents[1] / "data"
