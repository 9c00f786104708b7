"""Where catalogues come from: bundled with the tool, named by a path, frozen in a round."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bostoette_cli.domain.catalogue import FORMAT, Catalogue
from bostoette_cli.domain.errors import DamagedFile, WrongUse
from bostoette_cli.domain.validation import catalogue_problems
from bostoette_cli.language.text import closest, fold, listed, slug
from bostoette_cli.storage import atomic, schema, toml
from bostoette_cli.storage.lines import with_line

DEFAULT = "bostoette"
BUNDLED = {"bostoette": "catalog.toml", "botilbud": "botilbud.toml"}


class CatalogueFile(NamedTuple):
    """A catalogue with the very bytes it was read from, so that a round can freeze them."""

    catalogue: Catalogue
    data: bytes


@dataclass(frozen=True)
class Library:
    """The catalogues that can be named by an id: the bundled ones and the team's own.

    Attributes:
        folder: where the team's own are installed.
    """

    folder: Path

    @property
    def own_ids(self) -> list[str]:
        """The ids of the installed catalogues."""
        with suppress(OSError):
            return sorted(p.stem for p in self.folder.glob("*.toml") if p.stem not in BUNDLED)
        return []

    @property
    def ids(self) -> list[str]:
        """Every id, the bundled ones first."""
        return [*BUNDLED, *self.own_ids]

    def find(self, reference: str) -> CatalogueFile:
        """Find a catalogue by its id or by the path of a file.

        Raises:
            WrongUse: there is no such catalogue.
            DamagedFile: the file is there but cannot be used.
        """
        if reference in BUNDLED:
            return load(bundled_path(reference))
        if reference in self.own_ids:
            return self._own(reference)
        path = Path(reference)
        with suppress(OSError, ValueError, RuntimeError):  # not a name any file could have
            path = path.expanduser()
            if path.is_file():
                return load(path)
        near = closest(reference, self.ids)
        hint = f"Mente du {near}?" if near else f"Vælg {listed(self.ids, 'eller')}, eller en fil."
        raise WrongUse(f"Kataloget »{reference}« findes ikke. {hint}")

    def _own(self, id_: str) -> CatalogueFile:
        found = load(self.path(id_))
        if found.catalogue.id != id_:
            raise DamagedFile(
                str(self.path(id_)),
                [f"id: »{found.catalogue.id}«, men filen hedder »{id_}«"],
                "Giv filen og id samme navn.",
            )
        return found

    def path(self, id_: str) -> Path:
        """Where an installed catalogue stands."""
        return self.folder / f"{id_}.toml"

    def install(self, source: CatalogueFile) -> None:
        """Keep a catalogue under its id, byte for byte, comments and all.

        Raises:
            WrongUse: the id belongs to a bundled catalogue.
            StorageFailure: it could not be written.
        """
        id_ = source.catalogue.id
        if id_ in BUNDLED:
            raise WrongUse(
                f"id: »{id_}« er navnet på et katalog, der følger med. "
                "Giv dit eget et andet id øverst i filen."
            )
        atomic.make_folder(self.folder)
        atomic.write(self.path(id_), source.data)


def load(path: Path) -> CatalogueFile:
    """Read and check a catalogue file.

    Raises:
        DamagedFile: it cannot be read, or does not make sense; every fault is named.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    schema.check_format(values, FORMAT, path)
    try:
        catalogue = _sensible(values, path)
    except DamagedFile as error:
        text = data.decode("utf-8-sig")
        lines = [with_line(problem, text) for problem in error.problems]
        raise DamagedFile(str(path), lines, error.remedy) from error
    return CatalogueFile(catalogue, data)


def _sensible(values: dict[str, Any], path: Path) -> Catalogue:
    catalogue = schema.convert(values, Catalogue, path)
    if problems := list(catalogue_problems(catalogue)):
        raise DamagedFile(str(path), problems)
    return catalogue


def as_copy(source: CatalogueFile, name: str) -> bytes:
    """A catalogue as a starting point for one's own: explained on top, under an id of its own.

    The text is kept line by line, so that its comments and its order survive.
    """
    id_ = slug(name) or "eget"
    if id_ in BUNDLED:
        id_ = f"eget-{id_}"
    text = source.data.decode("utf-8-sig")
    text = re.sub(r'(?m)^id = "[^"\n]*"$', f'id = "{id_}"', text, count=1)
    text = re.sub(r'(?m)^hvis_ord = "[^"\n]*"$', 'hvis_ord = "vores"', text, count=1)
    return (_HOW_TO_EDIT + text).encode()


_HOW_TO_EDIT = """\
# Jeres eget katalog. Ret i Notesblok, og se efter med: bostoette katalog tjek FIL
#
# id        jeres navn for kataloget: små bogstaver, tal og bindestreg
# udgave    skift den, når I ændrer noget, for eksempel "2027.1"
# skala     3 til 10 trin fra lavest til højest, hver med sin værdi
# udsagn    id må aldrig genbruges til noget andet: det er det, runder sammenlignes på.
#           Ny ordlyd er i orden; udsagnet sammenlignes så ikke med før.
# roller    medarbejder, leder, borger, paaroerende, samarbejdspartner
# hvis_ord  hvis ordene er, når ikke andet står: "vores" giver »Teksten er vores egen«
# ophav     "udgivelsen", når titlen er udgivelsens ord; "vaerktoejet", når den er jeres eller vores
# Linjer, der begynder med #, er til jer selv. De bliver stående.
#
"""


class Judgement(NamedTuple):
    """What a check of a catalogue found, each with its line: faults, and what only needs saying."""

    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def judge(path: Path) -> Judgement:
    """Check a catalogue file and name everything at once.

    Raises:
        DamagedFile: it cannot be read as TOML at all.
        StorageFailure: it cannot be opened.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    text = data.decode("utf-8-sig")
    try:
        load(path)
        faults: tuple[str, ...] = ()
    except DamagedFile as error:
        faults = error.problems
    remarks = [
        f"{place}: kendes ikke; det bliver stående og gør ingenting{_about_weights(place)}"
        for place in schema.unknown_fields(values, Catalogue)
    ]
    return Judgement(
        faults,
        tuple(with_line(remark, text) for remark in remarks),
    )


def _about_weights(place: str) -> str:
    name = fold(place.rsplit(".", 1)[-1])
    return ". Vægte understøttes ikke" if name in ("vaegt", "vaegte", "weight") else ""


def bundled_path(id_: str) -> Path:
    """A bundled catalogue's file: in the installed package; in a checkout, at its root."""
    package = Path(__file__).parents[1]
    packed = package / "data"
    folder = packed if packed.is_dir() else package.parents[1] / "data"
    return folder / BUNDLED[id_]
