"""One round's folder: its responses, its agreement, its actions, its frozen catalogue.

One file per respondent, so that colleagues who share a folder never write in the same file. A
damaged file is reported and kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from msgspec import structs

from bostoette_cli.domain import answers, rounds
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import BostoetteError, DamagedFile, StrayCopy
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreement, Round
from bostoette_cli.domain.validation import response_problems
from bostoette_cli.storage import atomic, bounds, catalogues, checked, schema, toml
from bostoette_cli.storage.copies import misnamed
from bostoette_cli.storage.merging import merged, not_ours, overlaid
from bostoette_cli.storage.patience import bounded

if TYPE_CHECKING:
    from bostoette_cli.storage.stored_plan import PlanFolder


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response with the file it stands in: its unknown fields and its bytes.

    Attributes:
        unknown: those of the file's fields that the response does not hold.
        data: the file as it was last read or written here.
    """

    path: Path
    response: Response
    unknown: Mapping[str, Any]
    data: bytes


@dataclass(frozen=True)
class StoredAgreement:
    """What a team agreed on, with the file's unknown fields and its bytes, if there is one."""

    agreement: Agreement
    values: Mapping[str, Any]
    data: bytes | None


@dataclass(frozen=True)
class Reading:
    """What was read of a round's responses, and what could not be."""

    stored: tuple[StoredResponse, ...]
    problems: tuple[BostoetteError, ...]

    @property
    def responses(self) -> tuple[Response, ...]:
        """The responses by themselves."""
        return tuple(item.response for item in self.stored)

    @property
    def missing(self) -> int:
        """How many responses could not be read; a copy of one that could is not missed."""
        return sum(not isinstance(problem, StrayCopy) for problem in self.problems)


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
        return self._own(catalogues.FROZEN)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue as it was when the round was opened.

        Raises:
            DamagedFile: the frozen copy is gone or cannot be read.
        """
        if not self.catalogue_path.exists():
            raise DamagedFile(
                str(self.catalogue_path),
                ["rundens egen kopi af kataloget mangler, så runden kan ikke vises"],
                "bostoette tjek siger, hvordan den kan hentes.",
            )
        return catalogues.load(self.catalogue_path).catalogue

    @cached_property
    def reading(self) -> Reading:
        """Every response, read once; a damaged one becomes a problem and is left as it is.

        Raises:
            DamagedFile: the frozen catalogue cannot be read, so no response can be.
        """
        _ = self.catalogue
        stored: list[StoredResponse] = []
        problems: list[BostoetteError] = []
        try:
            found = bounds.listed(self.folder / "besvarelser", self.folder)
        except BostoetteError as shut:  # else it would seem to hold nobody's answers
            return Reading((), (shut,))
        for path, is_link in found:
            try:
                # Where a link leads is asked of links alone: it costs more than reading the file.
                stored.append(self.read_response(path) if is_link else self._read_response(path))
            except BostoetteError as problem:
                problems.append(problem)
        return Reading(tuple(stored), tuple(problems))

    @property
    def problems(self) -> tuple[BostoetteError, ...]:
        """What could not be read of its responses and its actions.

        Raises:
            DamagedFile: the frozen catalogue cannot be read.
        """
        return (*self.reading.problems, *self.plan.reading.problems)

    def read_response(self, path: Path) -> StoredResponse:
        """Read one response and check it against the frozen catalogue.

        Raises:
            DamagedFile: it cannot be read or does not fit.
            StorageFailure: it is a link that leads out of the round's folder.
        """
        return self._read_response(bounds.inside(path, self.folder))

    def _read_response(self, path: Path) -> StoredResponse:
        document = toml.read(path)
        schema.check_format(document.values, answers.FORMAT, path)
        response = _sharing_ids(schema.convert(document.values, Response, path))
        if response.round not in ("", self.round.id):
            raise DamagedFile(
                str(path),
                [f"runde: »{response.round}«, men mappen hører til »{self.round.id}«"],
                "Flyt filen til den runde, den hører til.",
            )
        if response.id != path.stem:
            raise misnamed(path, response.id)
        if problems := list(response_problems(response, self.catalogue)):
            raise DamagedFile(str(path), problems)
        return StoredResponse(path, response, not_ours(document.values, Response), document.data)

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
        return self._own("besvarelser", f"{id_}.toml")

    def _own(self, *names: str) -> Path:
        """A place in the round's folder.

        Raises:
            StorageFailure: a link stands there that leads out of it.
        """
        return bounds.inside(self.folder.joinpath(*names), self.folder)

    @bounded
    def keep_response(
        self,
        response: Response,
        before: StoredResponse | None,
        source: Mapping[str, Any] | None = None,
        aside: datetime | None = None,
    ) -> StoredResponse:
        """Write a response; durable when this returns.

        Args:
            response: what to keep.
            before: the file as it was last read or written here, or None for a new one.
            source: the values it came from elsewhere, whose unknown fields are kept too.
            aside: the moment to name a copy of the replaced file by; None keeps no copy.

        Raises:
            ChangedElsewhere: another program changed or made the file meanwhile.
            StorageFailure: the disk refused.
        """
        path = self.response_path(response.id) if before is None else before.path
        bounds.inside(path, self.folder)  # also where a link was laid since it was read
        unknown = before.unknown if before else {}
        if source:
            unknown = overlaid(unknown, not_ours(source, Response))
        data = toml.dump(merged(unknown, response))
        if before is None:
            atomic.make_subfolder(path.parent)
        keep_aside = checked.keeping(path, self.folder, aside)
        checked.put(path, data, before.data if before else None, keep_aside)
        return StoredResponse(path, response, unknown, data)

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
        path = self._own("faelles.toml")
        if not path.exists():
            return StoredAgreement(NOTHING_AGREED, {}, None)
        document = toml.read(path)
        schema.check_format(document.values, rounds.FORMAT, path)
        agreement = schema.convert(document.values, Agreement, path)
        scale = self.catalogue.scale
        for number, agreed in agreement.by_number.items():
            if agreed.value is not None and scale.step(agreed.value) is None:
                # The number itself is left out: it may be endless.
                problem = f"pejlemaerke.{number}.vaerdi: tallet er ikke på skalaen"
                raise DamagedFile(str(path), [problem])
        return StoredAgreement(agreement, document.values, document.data)

    @bounded
    def keep_agreement(
        self, agreement: Agreement, before: StoredAgreement, aside: datetime | None = None
    ) -> StoredAgreement:
        """Write what the team agreed on; durable when this returns.

        Args:
            agreement: what to keep.
            before: the file as it was last read or written here.
            aside: the moment to name a copy of the replaced file by; None keeps no copy.

        Raises:
            StorageFailure: the disk refused, or another program changed the file meanwhile.
        """
        path = self._own("faelles.toml")
        values = merged(before.values, agreement)
        data = toml.dump(values)
        checked.put(path, data, before.data, checked.keeping(path, self.folder, aside))
        return StoredAgreement(agreement, values, data)

    @cached_property
    def plan(self) -> "PlanFolder":
        """The round's actions.

        Raises:
            DamagedFile: the frozen catalogue cannot be read.
        """
        from bostoette_cli.storage.stored_plan import PlanFolder

        return PlanFolder(self.folder / "handleplan", self.catalogue)

    @bounded
    def keep_round(self, round_: Round) -> "StoredRound":
        """Write a change of the round itself, such as closing it.

        Only what is changed here is laid over the file: a title that somebody has mended since the
        round was read stays mended.

        Raises:
            DamagedFile: the file cannot be read any more; it is left as it is.
            StorageFailure: the disk refused.
        """
        path = self.folder / "runde.toml"
        changes = {
            name: value
            for name, value in structs.asdict(round_).items()
            if value != getattr(self.round, name)
        }

        def renewed(values: dict[str, Any]) -> dict[str, Any]:
            return merged(values, structs.replace(schema.convert(values, Round, path), **changes))

        checked.renew(path, renewed)
        return StoredRound(self.folder, round_)


def _sharing_ids(response: Response) -> Response:
    """The same response, its answers under ids that every response holds in common.

    Each file read makes texts of its own for them, a fifth of what thousands of responses take up.
    """
    answers = response.answers
    return structs.replace(
        response, answers=dict(zip(map(intern, answers), answers.values(), strict=True))
    )
