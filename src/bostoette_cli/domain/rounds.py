"""A round: one time a team evaluates its practice; and what it agreed on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

FORMAT = 1
DEFAULT_THRESHOLD = 5
LOWEST_THRESHOLD = 3


class Round(Struct, frozen=True):
    """One round, as ``runde.toml`` keeps it."""

    format: int
    id: str
    title: str = field(name="titel")
    day: date = field(name="dato")
    catalogue: str = field(name="katalog")
    edition: str = field(name="udgave")
    created: datetime | None = field(name="oprettet", default=None)
    team: str = ""
    status: Literal["aaben", "lukket"] = "aaben"
    closed: date | None = field(name="lukket", default=None)
    mode: Literal["aaben", "anonym"] = field(name="form", default="aaben")
    threshold: int = field(name="taerskel", default=DEFAULT_THRESHOLD)

    @property
    def is_open(self) -> bool:
        """Whether answers may still be given."""
        return self.status == "aaben"

    @property
    def is_anonymous(self) -> bool:
        """Whether small groups are hidden and nobody is named."""
        return self.mode == "anonym"


class Agreed(Struct, frozen=True, omit_defaults=True):
    """The step a team agreed on for one pejlemærke, and why."""

    value: int | float | None = field(name="vaerdi", default=None)
    reason: str = field(name="begrundelse", default="")


class Agreement(Struct, frozen=True):
    """What the team agreed on in a round, by pejlemærke number."""

    format: int
    changed: datetime | None = field(name="aendret", default=None)
    by_number: Mapping[str, Agreed] = field(name="pejlemaerke", default_factory=dict)

    def on(self, number: int) -> Agreed | None:
        """What was agreed on a pejlemærke, if anything was."""
        return self.by_number.get(str(number))


NOTHING_AGREED = Agreement(format=FORMAT)
