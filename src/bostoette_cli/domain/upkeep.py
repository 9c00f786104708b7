"""What an examination of the data folder finds, and what kinds of things there are to find."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of observation: its heading, whether something has to be mended, or is worth a look.

    What can be had back is in every folder that is used, and neither.
    The order is the one in which a reader should meet them.
    """

    WRONG_FOLDER = ("Det er ikke datamappen", True)
    DAMAGED = ("Kan ikke læses eller passer ikke", True)
    COPY = ("Kopier, der ikke tælles med", True)
    MISSPELT = ("Felter, der ligner en stavefejl", True)
    SAME_TITLE = ("Runder, der er svære at skelne", False)
    LEFTOVER = ("Efterladt, da noget blev afbrudt", False)
    UNKNOWN_FIELD = ("Felter, værktøjet ikke kender", False)
    STRANGER = ("Andet, der ligger i mappen", False)
    OPEN_TO_ALL = ("Hvem der kan læse filerne", False)
    CLOSED = ("Hvem der kan bruge mappen", False)
    GONE = ("Filer, der er væk, men kan hentes", False)
    EARLIER = ("Tidligere udgaver, der er gemt", False, False)
    BINNED = ("Slettede runder, der kan hentes", False, False)

    def __init__(self, heading: str, must_be_mended: bool, is_remark: bool = True) -> None:
        self.heading = heading
        self.must_be_mended = must_be_mended
        self.is_remark = is_remark and not must_be_mended


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was found.

    Attributes:
        place: the file or folder, as seen from the data folder.
        words: what is the matter and what to do about it, in a sentence or two.
        command: the command line that does it, whole so that it can be copied; blank if none.
    """

    kind: Kind
    place: str
    words: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found in a data folder.

    Attributes:
        folder: the data folder.
        round_count: how many rounds can be read.
        response_count: how many responses in them can.
    """

    folder: str
    observations: tuple[Observation, ...]
    round_count: int
    response_count: int

    def of(self, kind: Kind) -> tuple[Observation, ...]:
        """The observations of one kind."""
        return tuple(o for o in self.observations if o.kind is kind)

    @property
    def to_mend_count(self) -> int:
        """How many things have to be mended."""
        return sum(o.kind.must_be_mended for o in self.observations)

    @property
    def remark_count(self) -> int:
        """How many things are only worth knowing."""
        return sum(o.kind.is_remark for o in self.observations)
