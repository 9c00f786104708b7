"""What was asked for on the command line, before anything is looked up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said; None and empty where nothing was said.

    Attributes:
        numbers: the pejlemærker to take.
        round: an existing round, by id or title.
        new_round: the title of a round to open.
        role: who answers.
        label: what tells several people at one computer apart.
        catalogue: a catalogue, by id or by the path of a file.
        folder: the data folder, if another than the usual was named.
        plain: whether numbered prompts were asked for.
    """

    numbers: tuple[int, ...] = ()
    round: str | None = None
    new_round: str | None = None
    role: Role | None = None
    label: str = ""
    catalogue: str | None = None
    folder: str | None = None
    plain: bool = False

    def check(self) -> None:
        """Refuse wishes that contradict each other or hold personal data.

        Raises:
            WrongUse: they do.
        """
        if self.round is not None and self.new_round is not None:
            raise WrongUse("--runde og --ny-runde kan ikke bruges sammen. Vælg den ene.")
        if contains_cpr(self.label):
            raise WrongUse(
                "Mærket ligner et CPR-nummer. Vælg et, der ikke siger, hvem du er, "
                'for eksempel "Medarbejder 3".'
            )

    def again(self, label: str = "", *options: str) -> str:
        """The command line that goes on where this one stopped."""
        named = {
            "--navn": label or self.label,
            "--runde": self.round,
            "--katalog": self.catalogue if self.round is None else None,
            "--mappe": self.folder,
        }
        return same_again(" ".join(["bostoette evaluer", *options]), named, plain=self.plain)


def same_again(command: str, named: Mapping[str, str | None], *, plain: bool) -> str:
    """A command with the options that were named the first time, ready to be typed."""
    parts = [command, *(["--enkel"] if plain else [])]
    for option, value in named.items():
        if value:
            is_plain = re.fullmatch(r"[\w./:\\-]+", value)
            parts.append(f"{option} {value}" if is_plain else f'{option} "{value}"')
    return " ".join(parts)
