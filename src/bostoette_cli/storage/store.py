"""The data folder: its rounds, found, ordered and opened; the team's catalogues and choices.

The layout is described in ``docs/filformater.md``.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bostoette_cli.domain import rounds
from bostoette_cli.domain.errors import BostoetteError, DamagedFile, WrongUse
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.text import closest, fold, slug
from bostoette_cli.storage import atomic, bounds, schema, settings, toml
from bostoette_cli.storage.catalogues import DEFAULT, CatalogueFile, Library
from bostoette_cli.storage.names import free_names
from bostoette_cli.storage.settings import Settings

if TYPE_CHECKING:  # what only reads a catalogue opens no round; see docs/ydelse.md
    from bostoette_cli.storage.stored_round import StoredRound


@dataclass(frozen=True)
class RoundListing:
    """The rounds of a data folder, oldest first, and those that cannot be read."""

    rounds: "tuple[StoredRound, ...]"
    problems: tuple[BostoetteError, ...]


@dataclass(frozen=True)
class Store:
    """A data folder."""

    root: Path

    @property
    def library(self) -> Library:
        """The catalogues this data folder knows by id."""
        return Library(self.root / "kataloger")

    @cached_property
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
        if chosen:
            return chosen
        known = (s.round.catalogue for s in reversed(self.listing.rounds))
        return next((id_ for id_ in known if id_ in self.library.ids), DEFAULT)

    def choose_catalogue(self, id_: str) -> None:
        """Keep which catalogue the team has chosen."""
        settings.choose_catalogue(self.root, id_)
        self.__dict__.pop("settings", None)  # what was read before is not so any more

    @cached_property
    def listing(self) -> RoundListing:
        """All rounds, oldest first; one that cannot be read becomes a problem."""
        folder = self.root / "runder"
        shut = atomic.unusable(self.root) or bounds.outside(folder, self.root)
        if shut := shut or atomic.unusable(folder):
            return RoundListing((), (shut,))
        paths = sorted(folder.glob("[!.]*/runde.toml"))
        if not paths:
            return RoundListing((), ())
        from bostoette_cli.storage.stored_round import StoredRound

        found: list[StoredRound] = []
        problems: list[BostoetteError] = []
        for path in paths:
            try:
                read = self._read_round(bounds.inside(path, self.root))
                found.append(StoredRound(path.parent, read))
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

    def find_round(self, reference: str) -> "StoredRound":
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
        if self.listing.problems and not near:
            raise WrongUse(
                f"Runden »{reference}« findes ikke blandt dem, der kan læses. "
                "Kør bostoette tjek for at se, hvad der er galt med resten."
            )
        hint = f"Mente du »{near}«?" if near else "Kør bostoette runder for at se dem, der findes."
        raise WrongUse(f"Runden »{reference}« findes ikke. {hint}")

    def newest(
        self, catalogue: str | None = None, *, only_open: bool = False
    ) -> "StoredRound | None":
        """The newest round, of one catalogue or of any."""
        fits = (
            s
            for s in reversed(self.listing.rounds)
            if (catalogue is None or s.round.catalogue == catalogue)
            and (s.round.is_open or not only_open)
        )
        return next(fits, None)

    @property
    def current(self) -> "StoredRound | None":
        """The round a team means when it names none: the newest of the catalogue it has chosen."""
        return self.newest(self.settings.catalogue or None) or self.newest()

    def before(self, later: "StoredRound") -> "StoredRound | None":
        """The latest round of the same catalogue before another in which somebody answered."""
        earlier = (
            s
            for s in reversed(self.listing.rounds)
            if s.round.catalogue == later.round.catalogue
            and s.place < later.place
            and not s.is_empty
        )
        return next(earlier, None)

    @contextmanager
    def opening(self) -> Iterator["Store"]:
        """Keep others from opening a round while one is decided on; gives a fresh look.

        Raises:
            StorageFailure: the folder cannot be made, or others keep it for too long.
        """
        from bostoette_cli.storage import locking

        parent = self._make_parent()
        with locking.held(parent):
            yield Store(self.root)

    def _make_parent(self) -> Path:
        parent = bounds.inside(self.root / "runder", self.root)
        atomic.make_folder(self.root, private=True)
        atomic.make_folder(parent)
        return parent

    def open_round(
        self,
        title: str,
        source: CatalogueFile,
        moment: datetime,
        *,
        team: str = "",
        mode: str = "aaben",
        threshold: int = rounds.DEFAULT_THRESHOLD,
    ) -> "StoredRound":
        """Open a new round with a frozen copy of the catalogue.

        The folder is made whole under a hidden name and then given its own in one step, so that
        a crash leaves either a complete round or none. It is never dated before the newest round:
        rounds are ordered by their days, and a clock that was put back must not turn them around.

        Raises:
            StorageFailure: the disk refused; there is no new round.
        """
        from bostoette_cli.storage.stored_round import StoredRound

        parent = self._make_parent()
        newest = self.newest()
        day = max(moment.date(), newest.round.day) if newest else moment.date()
        for id_ in free_names(f"{day.isoformat()}-{slug(title) or 'runde'}"):
            if (parent / id_).exists():
                continue
            values: dict[str, Any] = {
                "format": rounds.FORMAT,
                "id": id_,
                "titel": title,
                "dato": day,
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
        try:
            atomic.make_folder(building / "besvarelser")
            atomic.write(building / "katalog.toml", catalogue)
            atomic.write(building / "runde.toml", toml.dump(values))
            atomic.move_folder(building, parent / id_)
        finally:
            _remove_building(building)


def _is_beginning(wanted: str, id_: str) -> bool:
    """Whether the beginning of an id was meant: from the month on, never a letter or two."""
    return len(wanted) >= len("2026-11") and id_.startswith(wanted)


def _remove_building(folder: Path) -> None:
    """Take away what an interrupted opening left; a finished round has another name."""
    if folder.exists():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
