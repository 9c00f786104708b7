"""Where catalogues come from: bundled, installed by the team, named by a path, frozen."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bostoette_cli.domain.catalogue import FORMAT, Catalogue
from bostoette_cli.domain.catalogue_validation import catalogue_problems
from bostoette_cli.domain.errors import BostoetteError, DamagedFile, WrongUse
from bostoette_cli.language.text import closest, fold, listed, slug
from bostoette_cli.storage import atomic, bounds, schema, toml

DEFAULT = "bostoette"
FROZEN = "katalog.toml"  # a round's own copy
BUNDLED = {"bostoette": "catalog.toml", "botilbud": "botilbud.toml"}


class CatalogueFile(NamedTuple):
    """A catalogue with the very bytes it was read from, so that a round can freeze them."""

    catalogue: Catalogue
    data: bytes


class Shelf(NamedTuple):
    """The catalogues that can be used, and the problems with those that cannot."""

    catalogues: tuple[Catalogue, ...]
    problems: tuple[BostoetteError, ...]


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
        if bounds.outside(self.folder, self.folder.parent):
            return []
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
                return _of_ones_own(load(path), path)
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

    def readable(self) -> "Shelf":
        """Every catalogue that can be used, and what is wrong with the others."""
        found, problems = [], []
        for id_ in self.ids:
            try:
                found.append(self.find(id_).catalogue)
            except BostoetteError as problem:
                problems.append(problem)
        return Shelf(tuple(found), tuple(problems))

    def path(self, id_: str) -> Path:
        """Where an installed catalogue stands.

        Raises:
            StorageFailure: a link stands there that leads out of the data folder.
        """
        return bounds.inside(self.folder / f"{id_}.toml", self.folder.parent)

    def place_of(self, id_: str) -> Path | None:
        """Where a catalogue stands that can be named by its id; None where none can."""
        if id_ in BUNDLED:
            return bundled_path(id_)
        return self.path(id_) if id_ in self.own_ids else None

    def install(self, source: CatalogueFile, when: datetime) -> None:
        """Keep a catalogue under its id, byte for byte, comments and all.

        Args:
            source: the catalogue.
            when: the moment to name the one it replaces by, which is kept aside.

        Raises:
            WrongUse: the id belongs to a bundled catalogue.
            StorageFailure: it could not be written.
        """
        from bostoette_cli.storage import checked
        from bostoette_cli.storage.kept import Drawer

        id_ = source.catalogue.id
        if id_ in BUNDLED:
            raise WrongUse(
                f"id: »{id_}« er navnet på et katalog, der følger med. "
                "Giv dit eget et andet id øverst i filen."
            )
        atomic.make_folder(self.folder.parent, private=True)
        atomic.make_folder(self.folder)
        path = self.path(id_)
        drawer = Drawer(self.folder.parent)
        checked.exchange(path, source.data, lambda data: drawer.keep(path, data, when))


def _of_ones_own(found: CatalogueFile, path: Path) -> CatalogueFile:
    """Refuse a file that calls itself one of the bundled without being it."""
    id_ = found.catalogue.id
    if id_ in BUNDLED and found.data != bundled_path(id_).read_bytes():
        raise DamagedFile(
            str(path),
            [f"id: »{id_}« er navnet på et katalog, der følger med"],
            "Giv dit eget et andet id øverst i filen.",
        )
    return found


def load(path: Path) -> CatalogueFile:
    """Read and check a catalogue file.

    Raises:
        DamagedFile: it cannot be read, or does not make sense; every fault is named.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    if faults := _faults(values, data, path):
        raise DamagedFile(str(path), faults)
    return CatalogueFile(schema.convert(values, Catalogue, path), data)


def _faults(values: dict[str, Any], data: bytes, path: Path) -> list[str]:
    """Every fault with its line: of form and of sense, so that all can be mended at once."""
    schema.check_format(values, FORMAT, path)
    form = schema.problems(values, Catalogue)
    # Stand-ins are only made where something is broken; a sound file is read once.
    judged = schema.mended(values, Catalogue) if form else values
    whole = schema.convert(judged, Catalogue, path)
    broken = {fault.partition(":")[0] for fault in form}
    sense = [
        problem
        for problem in catalogue_problems(whole)
        if not any(_about_the_same(problem.partition(":")[0], place) for place in broken)
    ]
    return _with_lines([*form, *sense], data)


def _with_lines(remarks: list[str], data: bytes) -> list[str]:
    """Put the line in front of each; a sound catalogue has none to find."""
    if not remarks:
        return []
    from bostoette_cli.storage.lines import with_lines

    return with_lines(remarks, data.decode("utf-8-sig"))


def _about_the_same(place: str, broken: str) -> bool:
    """Whether one place lies within the other: a stand-in was judged there, not the file."""
    one, other = (f"{p.replace(' nr. ', '.')}." for p in (place, broken))
    return one.startswith(other) or other.startswith(one)


def as_copy(source: CatalogueFile, name: str) -> bytes:
    """A catalogue as a starting point for one's own: explained on top, under an id of its own.

    The text is kept line by line, so that its comments and its order survive.
    """
    id_ = slug(name) or "eget"
    if id_ in BUNDLED:
        id_ = f"eget-{id_}"
    text = source.data.decode("utf-8-sig")
    top, rest = _split_at_first_table(text)
    top = _set_text(_set_text(top, "id", id_), "hvis_ord", "vores")
    head = "" if text.startswith(_HOW_TO_EDIT.splitlines()[0]) else _HOW_TO_EDIT
    data = (head + top + rest).encode()
    if toml.parse(data, Path(name)).get("id") != id_:
        raise WrongUse(
            "Kataloget kan ikke kopieres: dets id kan ikke findes. Lav en kopi af filen i "
            "Stifinder i stedet, og ret id i Notesblok."
        )
    return data


def _split_at_first_table(text: str) -> tuple[str, str]:
    first = re.search(r"(?m)^[ \t]*\[", text)
    return (text[: first.start()], text[first.start() :]) if first else (text, "")


def _set_text(top: str, key: str, value: str) -> str:
    """Change a text among the fields at the top; the rest of its line stays."""
    return re.sub(
        rf"(?m)^({key}\s*=\s*)(\"[^\"\r\n]*\"|'[^'\r\n]*')", rf'\g<1>"{value}"', top, count=1
    )


_HOW_TO_EDIT = """\
# Jeres eget katalog. Ret i Notesblok, og se efter med: bostoette katalog tjek FIL
#
# id        jeres navn for kataloget: små bogstaver, tal og bindestreg
# udgave    skift den, når I ændrer noget, for eksempel "2027.1"
# skala     3 til 10 trin fra lavest til højest, hver med sin værdi
# udsagn    id må aldrig genbruges til noget andet: det er det, runder sammenlignes på.
#           Ny ordlyd er i orden; udsagnet sammenlignes så ikke med før.
# roller    medarbejder, leder, borger, paaroerende, samarbejdspartner
# udgiver   den, der har udgivet det, titlerne kommer fra; slet linjen, hvis de er jeres egne
# hvis_ord  hvis ordene er, når ikke andet står: "vores" giver »Teksten er vores egen«
# ophav     "udgivelsen", når titlen er udgivelsens ord; "vaerktoejet", når den er jeres eller vores
# Linjer, der begynder med #, er til jer selv. De bliver stående.
#
"""


class Judgement(NamedTuple):
    """What a check of a catalogue found, each with its line: faults, and what only needs saying."""

    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def cpr_remarks(source: CatalogueFile) -> list[str]:
    """The places in a catalogue that look like they hold a CPR number, each with its line."""
    from bostoette_cli.domain.validation import cpr_fields  # only a new catalogue is looked through

    values = toml.parse(source.data, Path())
    remarks = [f"{place}: ligner et CPR-nummer" for place in cpr_fields(values)]
    return _with_lines(remarks, source.data)


def refuse_cpr(source: CatalogueFile, path: str, otherwise: str) -> None:
    """Refuse a catalogue that looks like it holds a CPR number.

    Args:
        source: the catalogue.
        path: its file, as shown to the user.
        otherwise: what to do where it is something else, after ``Fjern det``.

    Raises:
        DamagedFile: it does; every place is named.
    """
    if remarks := cpr_remarks(source):
        raise DamagedFile(path, remarks, f"Fjern det, eller {otherwise}, hvis det er noget andet.")


def judge(path: Path) -> Judgement:
    """Check a catalogue file and name everything at once.

    Raises:
        DamagedFile: it cannot be read as TOML at all, or has the wrong format.
        StorageFailure: it cannot be opened.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    faults = _faults(values, data, path)
    personal: list[str] = []
    if not faults:
        source = CatalogueFile(schema.convert(values, Catalogue, path), data)
        _of_ones_own(source, path)
        personal = cpr_remarks(source)
    remarks = [
        f"{place}: kendes ikke; det bliver stående og gør ingenting{_about_weights(place)}"
        for place in schema.unknown_fields(values, Catalogue)
    ]
    return Judgement(tuple(faults), (*personal, *_with_lines(remarks, data)))


def _about_weights(place: str) -> str:
    name = fold(place.rsplit(".", 1)[-1])
    return ". Vægte understøttes ikke" if name.startswith(("vaegt", "weight")) else ""


def bundled_path(id_: str) -> Path:
    """A bundled catalogue's file."""
    return bundled_folder() / BUNDLED[id_]


def bundled_folder() -> Path:
    """Where what comes with the tool is: in the installed package; in a checkout, at its root."""
    package = Path(__file__).parents[1]
    packed = package / "data"
    return packed if packed.is_dir() else package.parents[1] / "data"
