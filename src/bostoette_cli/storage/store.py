"""The data folder: its rounds, and one round's responses and agreement.

The layout is described in ``docs/filformater.md``. One file per respondent, so that colleagues
who share a folder never write in the same file. A damaged file is reported and kept.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from bostoette_cli.domain import answers, rounds
from bostoette_cli.domain.answers import Answer, Response, Words
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import BostoetteError, DamagedFile, StorageFailure, WrongUse
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement, Round
from bostoette_cli.domain.validation import response_problems
from bostoette_cli.language.text import closest, fold, slug
from bostoette_cli.storage import atomic, catalogues, schema, settings, toml
from bostoette_cli.storage.catalogues import DEFAULT, CatalogueFile, Library
from bostoette_cli.storage.settings import Settings


@dataclass(frozen=True)
class StoredResponse:
    """A response with the file it stands in: its unknown fields and its fingerprint."""

    path: Path
    response: Response
    values: Mapping[str, Any]
    digest: str


@dataclass(frozen=True)
class StoredAgreement:
    """What a team agreed on, with the file's unknown fields and its fingerprint."""

    agreement: Agreement
    values: Mapping[str, Any]
    digest: str


@dataclass(frozen=True)
class Reading:
    """What was read of a round's responses, and what could not be."""

    stored: tuple[StoredResponse, ...]
    problems: tuple[BostoetteError, ...]

    @property
    def responses(self) -> tuple[Response, ...]:
        """The responses by themselves."""
        return tuple(item.response for item in self.stored)


@dataclass(frozen=True)
class StoredRound:
    """One round's folder."""

    folder: Path
    round: Round

    @property
    def place(self) -> tuple[date, float, str]:
        """Where the round belongs in time: by its day, then by the moment it was opened."""
        created = self.round.created
        return self.round.day, created.timestamp() if created else 0.0, self.round.id

    @property
    def is_empty(self) -> bool:
        """Whether nobody has answered or agreed on anything in it."""
        answered = any((self.folder / "besvarelser").glob("[!.]*.toml"))
        return not answered and not (self.folder / "faelles.toml").exists()

    @property
    def catalogue_path(self) -> Path:
        """Where the frozen copy of the catalogue stands."""
        return self.folder / "katalog.toml"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue as it was when the round was opened.

        Raises:
            DamagedFile: the frozen copy cannot be read.
        """
        return catalogues.load(self.catalogue_path).catalogue

    @cached_property
    def reading(self) -> Reading:
        """Every response, read once; a damaged one becomes a problem and is left as it is.

        Raises:
            DamagedFile: the frozen catalogue cannot be read, so no response can be.
        """
        _ = self.catalogue
        stored, problems = [], []
        for path in sorted((self.folder / "besvarelser").glob("*.toml")):
            if path.name.startswith("."):
                continue
            try:
                stored.append(self.read_response(path))
            except BostoetteError as problem:
                problems.append(problem)
        return Reading(tuple(stored), tuple(problems))

    def read_response(self, path: Path) -> StoredResponse:
        """Read one response and check it against the frozen catalogue.

        Raises:
            DamagedFile: it cannot be read or does not fit.
        """
        document = toml.read(path)
        schema.check_format(document.values, answers.FORMAT, path)
        response = schema.convert(document.values, Response, path)
        if response.round not in ("", self.round.id):
            raise DamagedFile(
                str(path),
                [f"runde: »{response.round}«, men mappen hører til »{self.round.id}«"],
                "Flyt filen til den runde, den hører til.",
            )
        if response.id != path.stem:
            raise DamagedFile(
                str(path),
                [f"id: »{response.id}«, men filen hedder »{path.stem}«"],
                "Er det en kopi, så flyt den ud af mappen; ellers giv filen og id samme navn.",
            )
        if problems := list(response_problems(response, self.catalogue)):
            raise DamagedFile(str(path), problems)
        return StoredResponse(path, response, document.values, document.digest)

    def find_response(self, id_: str) -> StoredResponse | None:
        """The response with that id, if it has been begun.

        Raises:
            DamagedFile: it is there but cannot be read.
        """
        path = self.response_path(id_)
        return self.read_response(path) if path.exists() else None

    def response_path(self, id_: str) -> Path:
        """Where the response with that id stands; ids are checked where they enter."""
        assert answers.is_id(id_), id_  # noqa: S101 - else a path could leave the folder
        return self.folder / "besvarelser" / f"{id_}.toml"

    def keep_response(
        self,
        response: Response,
        before: StoredResponse | None,
        source: Mapping[str, Any] | None = None,
    ) -> StoredResponse:
        """Write a response; durable when this returns.

        Args:
            response: what to keep.
            before: the file as it was last read or written here, or None for a new one.
            source: the values it came from elsewhere, whose unknown fields are kept too.

        Raises:
            StorageFailure: the disk refused, or another program changed the file meanwhile.
        """
        path = self.response_path(response.id)
        old = before.values if before else {}
        values = _merged({**old, **(source or {})}, response)
        data = toml.dump(values)
        atomic.make_folder(path.parent)
        _put(path, data, before.digest if before else "")
        return StoredResponse(path, response, values, toml.digest(data))

    def keep_aside(self, stored: StoredResponse, when: datetime) -> None:
        """Keep a copy of a response that is about to be replaced.

        Raises:
            StorageFailure: the copy could not be written; nothing is replaced then.
        """
        folder = self.folder / "erstattet"
        atomic.make_folder(folder)
        data = toml.read_bytes(stored.path)
        for name in _free_names(f"{stored.path.stem}-{when:%Y%m%dT%H%M%S}"):
            with suppress(FileExistsError):
                atomic.create(folder / f"{name}.toml", data)
                return

    @property
    def agreement(self) -> Agreement:
        """What the team agreed on in this round.

        Raises:
            DamagedFile: the file is there but cannot be read.
        """
        return self.stored_agreement.agreement

    @cached_property
    def stored_agreement(self) -> StoredAgreement:
        """The same with the file it stands in.

        Raises:
            DamagedFile: the file is there but cannot be read.
        """
        path = self.folder / "faelles.toml"
        if not path.exists():
            return StoredAgreement(NOTHING_AGREED, {}, "")
        document = toml.read(path)
        schema.check_format(document.values, rounds.FORMAT, path)
        agreement = schema.convert(document.values, Agreement, path)
        scale = self.catalogue.scale
        for number, agreed in agreement.by_number.items():
            if agreed.value is not None and scale.step(agreed.value) is None:
                problem = f"pejlemaerke.{number}.vaerdi: {agreed.value} er ikke på skalaen"
                raise DamagedFile(str(path), [problem])
        return StoredAgreement(agreement, document.values, document.digest)

    def keep_agreement(self, agreement: Agreement, before: StoredAgreement) -> StoredAgreement:
        """Write what the team agreed on; durable when this returns.

        Raises:
            StorageFailure: the disk refused, or another program changed the file meanwhile.
        """
        path = self.folder / "faelles.toml"
        values = _merged(before.values, agreement)
        data = toml.dump(values)
        _put(path, data, before.digest)
        return StoredAgreement(agreement, values, toml.digest(data))

    def keep_round(self, round_: Round) -> "StoredRound":
        """Write a change of the round itself, such as closing it."""
        path = self.folder / "runde.toml"
        atomic.write(path, toml.dump(_merged(toml.read(path).values, round_)))
        return StoredRound(self.folder, round_)


@dataclass(frozen=True)
class RoundListing:
    """The rounds of a data folder, oldest first, and those that cannot be read."""

    rounds: tuple[StoredRound, ...]
    problems: tuple[BostoetteError, ...]


@dataclass(frozen=True)
class Store:
    """A data folder."""

    root: Path

    @property
    def library(self) -> Library:
        """The catalogues this data folder knows by id."""
        return Library(self.root / "kataloger")

    @property
    def settings(self) -> Settings:
        """What the team has chosen.

        Raises:
            DamagedFile: the file is there but cannot be read.
        """
        return settings.read(self.root)

    @property
    def default_catalogue(self) -> str:
        """The id of the catalogue to take when none is named.

        Raises:
            WrongUse: the one the team has chosen is not here any more.
        """
        chosen = self.settings.catalogue
        if chosen and chosen not in self.library.ids:
            raise WrongUse(
                f"Det katalog, I har valgt, »{chosen}«, er her ikke mere. "
                "Vælg et andet med bostoette katalog vaelg"
            )
        known = [s.round.catalogue for s in reversed(self.listing.rounds)]
        return chosen or next((id_ for id_ in known if id_ in self.library.ids), DEFAULT)

    def choose_catalogue(self, id_: str) -> None:
        """Keep which catalogue the team has chosen."""
        settings.choose_catalogue(self.root, id_)

    @cached_property
    def listing(self) -> RoundListing:
        """All rounds, oldest first; one that cannot be read becomes a problem."""
        found: list[StoredRound] = []
        problems: list[BostoetteError] = []
        if problem := _unusable(self.root) or _unusable(self.root / "runder"):
            problems.append(problem)
        for path in sorted((self.root / "runder").glob("*/runde.toml")):
            if path.parent.name.startswith("."):
                continue
            try:
                found.append(StoredRound(path.parent, self._read_round(path)))
            except BostoetteError as problem:
                problems.append(problem)
        found.sort(key=lambda stored: stored.place)
        return RoundListing(tuple(found), tuple(problems))

    @staticmethod
    def _read_round(path: Path) -> Round:
        values = toml.read(path).values
        schema.check_format(values, rounds.FORMAT, path)
        round_ = schema.convert(values, Round, path)
        if round_.id != path.parent.name:
            raise DamagedFile(
                str(path),
                [f"id: »{round_.id}«, men mappen hedder »{path.parent.name}«"],
                "Giv mappen og id samme navn.",
            )
        if round_.threshold < rounds.LOWEST_THRESHOLD:
            raise DamagedFile(str(path), [f"taerskel: skal være mindst {rounds.LOWEST_THRESHOLD}"])
        return round_

    def find_round(self, reference: str) -> StoredRound:
        """Find a round by its id, the beginning of its id, or its title.

        Raises:
            WrongUse: none fits, or more than one does.
            DamagedFile: it is there but cannot be read.
        """
        wanted = fold(reference.strip())
        if not wanted:
            raise WrongUse("Rundens navn er tomt. Kør bostoette runder for at se dem, der findes.")
        every = self.listing.rounds
        exact = [s for s in every if wanted in (fold(s.round.id), fold(s.round.title))]
        fits = exact or [s for s in every if _is_beginning(wanted, fold(s.round.id))]
        if len(fits) == 1:
            return fits[0]
        if fits:
            ids = ", ".join(s.round.id for s in fits)
            raise WrongUse(f"»{reference}« passer på flere runder: {ids}. Skriv hele id'et.")
        for problem in self.listing.problems:
            if isinstance(problem, DamagedFile) and Path(problem.file).parent.name == reference:
                raise problem
        near = closest(reference, [s.round.id for s in every] + [s.round.title for s in every])
        hint = f"Mente du »{near}«?" if near else "Kør bostoette runder for at se dem, der findes."
        raise WrongUse(f"Runden »{reference}« findes ikke. {hint}")

    def newest(
        self, catalogue: str | None = None, *, only_open: bool = False
    ) -> StoredRound | None:
        """The newest round, of one catalogue or of any."""
        fits = (
            s
            for s in reversed(self.listing.rounds)
            if (catalogue is None or s.round.catalogue == catalogue)
            and (s.round.is_open or not only_open)
        )
        return next(fits, None)

    @property
    def current(self) -> StoredRound | None:
        """The round a team means when it names none: the newest of the catalogue it has chosen."""
        return self.newest(self.settings.catalogue or None) or self.newest()

    def before(self, later: StoredRound) -> StoredRound | None:
        """The latest round of the same catalogue before another in which somebody answered."""
        earlier = (
            s
            for s in reversed(self.listing.rounds)
            if s.round.catalogue == later.round.catalogue
            and s.place < later.place
            and not s.is_empty
        )
        return next(earlier, None)

    def open_round(
        self,
        title: str,
        source: CatalogueFile,
        moment: datetime,
        *,
        team: str = "",
        mode: str = "aaben",
        threshold: int = rounds.DEFAULT_THRESHOLD,
    ) -> StoredRound:
        """Open a new round with a frozen copy of the catalogue.

        The folder is made whole under a hidden name and then given its own in one step, so that
        a crash leaves either a complete round or none.

        Raises:
            StorageFailure: the disk refused; there is no new round.
        """
        parent = self.root / "runder"
        atomic.make_folder(self.root, private=True)
        atomic.make_folder(parent)
        for id_ in _free_names(f"{moment.date().isoformat()}-{slug(title) or 'runde'}"):
            if (parent / id_).exists():
                continue
            values: dict[str, Any] = {
                "format": rounds.FORMAT,
                "id": id_,
                "titel": title,
                "dato": moment.date(),
                "oprettet": moment,
                **({"team": team} if team else {}),
                "status": "aaben",
                "form": mode,
                "taerskel": threshold,
                "katalog": source.catalogue.id,
                "udgave": source.catalogue.edition,
            }
            with suppress(FileExistsError):
                self._make_whole(parent, id_, values, source.data)
                return StoredRound(parent / id_, msgspec.convert(values, Round))
        raise AssertionError

    @staticmethod
    def _make_whole(parent: Path, id_: str, values: dict[str, Any], catalogue: bytes) -> None:
        building = parent / f".{id_}.{os.getpid()}.ny"
        atomic.make_folder(building / "besvarelser")
        try:
            atomic.write(building / "katalog.toml", catalogue)
            atomic.write(building / "runde.toml", toml.dump(values))
            atomic.move_folder(building, parent / id_)
        finally:
            _remove_building(building)


def _is_beginning(wanted: str, id_: str) -> bool:
    """Whether the beginning of an id was meant: from the month on, never a letter or two."""
    return len(wanted) >= len("2026-11") and id_.startswith(wanted)


def _unusable(folder: Path) -> StorageFailure | None:
    """Why a folder cannot be read, if it cannot; one that is not there yet is fine."""
    try:
        with os.scandir(folder):
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        return atomic.failure("læses", folder, error)


def _free_names(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _remove_building(folder: Path) -> None:
    """Take away what an interrupted opening left; never touches a round with its own name."""
    with suppress(OSError):
        for name in ("katalog.toml", "runde.toml"):
            (folder / name).unlink(missing_ok=True)
        (folder / "besvarelser").rmdir()
        folder.rmdir()


def _merged(before: Mapping[str, Any], value: msgspec.Struct) -> dict[str, Any]:
    """Lay a value over the file it came from: its own fields renewed, unknown ones kept."""
    after = msgspec.to_builtins(value, builtin_types=(date, datetime))
    return _laid_over(before, after, type(value))


def _laid_over(
    before: Mapping[str, Any], after: dict[str, Any], kind: type[msgspec.Struct]
) -> dict[str, Any]:
    own = {field.encode_name for field in msgspec.structs.fields(kind)}
    unknown = {key: entry for key, entry in before.items() if key not in own}
    known = {}
    for key, entry in after.items():
        if entry is None or entry in ("", [], {}, ()):
            continue
        if isinstance(entry, dict):
            known[key] = _entries_laid_over(before.get(key), entry, _ENTRIES[key])
        else:
            known[key] = entry
    tables = {k: v for k, v in unknown.items() if isinstance(v, dict)}
    plain = {k: v for k, v in unknown.items() if k not in tables}
    return {
        **{k: v for k, v in known.items() if not isinstance(v, dict)},
        **plain,
        **{k: v for k, v in known.items() if isinstance(v, dict)},
        **tables,
    }


_ENTRIES: dict[str, type[msgspec.Struct]] = {
    "svar": Answer,
    "refleksion": Words,
    "pejlemaerke": Agreed,
}


def _entries_laid_over(
    before: object, after: dict[str, Any], kind: type[msgspec.Struct]
) -> dict[str, Any]:
    """The same for a table of entries, such as the answers: each keeps what is not ours."""
    own = {field.encode_name for field in msgspec.structs.fields(kind)}
    old = before if isinstance(before, dict) else {}
    merged = {}
    for key, entry in after.items():
        was = old.get(key)
        kept = {k: v for k, v in was.items() if k not in own} if was else {}
        merged[key] = {k: v for k, v in entry.items() if v not in (None, "")} | kept
    return merged


def _put(path: Path, data: bytes, digest: str) -> None:
    """Write a file that must still be as it was last read here; without a digest, a new one."""
    if not digest:
        try:
            atomic.create(path, data)
        except FileExistsError as error:
            raise _changed_elsewhere(path) from error
        return
    if toml.digest(toml.read_bytes(path)) != digest:
        raise _changed_elsewhere(path)
    atomic.write(path, data)


def _changed_elsewhere(path: Path) -> StorageFailure:
    return StorageFailure(
        f"{path}: filen er ændret et andet sted, siden den blev læst, og det seneste svar er ikke "
        "gemt. Luk de andre vinduer med bostoette og kør kommandoen igen."
    )
