"""A command line for every command there is, in a folder where each has something to work on.

What must hold of all of them (no network, no leak, no crash on a narrow screen) is asked of all of
them: a command without a line here fails `tests/test_nothing_leaks.py` by its name.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from bostoette_cli.cli.main import root

from builders import answers_file
from running import Outcome, outcome

# What stands in every kind of text a person has answered with. An action's own words do not hold
# it: they are shown to whoever asks for another action, so that the right one can be found.
SECRET = "Fuglekongen"

EVERY: dict[str, list[str]] = {
    "": [],
    "demo": ["demo", "resultat"],
    "om": ["om"],
    "vis": ["vis", "5"],
    "evaluer": ["evaluer", "5", "--enkel", "--rolle", "leder"],
    "runder": ["runder"],
    "runde": ["runde"],
    "runde ny": ["runde", "ny", "Vinter"],
    "runde luk": ["runde", "luk", "Nu"],
    "runde aabn": ["runde", "aabn", "Før"],
    "runde omdoeb": ["runde", "omdoeb", "Nu", "Vinter"],
    "runde slet": ["runde", "slet", "Nu", "--ja"],
    "runde hent": ["runde", "hent", "Prøve"],
    "runde toem": ["runde", "toem", "--ja"],
    "resultat": ["resultat", "--udsagn"],
    "sammenlign": ["sammenlign", "--ord"],
    "skema": ["skema", "--ud", "skema.html"],
    "moede": ["moede"],
    "handleplan": ["handleplan", "--alle"],
    "handleplan tilfoej": ["handleplan", "tilfoej", "Ring til jobcentret", "--frist", "om 6 uger"],
    "handleplan ret": ["handleplan", "ret", "Tegn", "--ansvarlig", "Mette"],
    "handleplan igang": ["handleplan", "igang", "Tegn"],
    "handleplan gjort": ["handleplan", "gjort", "Tegn", f"{SECRET} hjalp."],
    "handleplan drop": ["handleplan", "drop", "Tegn", "Vi venter."],
    "handleplan genaabn": ["handleplan", "genaabn", "Spørg", "Igen."],
    "handleplan opfoelgning": ["handleplan", "opfoelgning", "--enkel"],
    "handleplan kalender": ["handleplan", "kalender", "--ud", "frister.ics"],
    "importer": ["importer", "kollega.toml"],
    "eksporter": ["eksporter", "--ud", "rapport.html"],
    "metoder": ["metoder", "kriseplan"],
    "soeg": ["soeg", "netværk"],
    "refleksion": ["refleksion", "5"],
    "kataloger": ["kataloger"],
    "katalog": ["katalog"],
    "katalog vaelg": ["katalog", "vaelg", "bostoette"],
    "katalog kopier": ["katalog", "kopier", "bostoette", "vores.toml"],
    "katalog tjek": ["katalog", "tjek", "eget.toml"],
    "katalog installer": ["katalog", "installer", "eget.toml"],
    "tjek": ["tjek"],
    "arkiver": ["arkiver"],
    "gendan": ["gendan", "kopi.zip"],
    "hjaelp": ["hjaelp", "evaluer"],
    "fuldfoer": ["fuldfoer", "bash"],
    "mappe": ["mappe"],
}


def every_name() -> set[str]:
    """The name of every command and of every command below another."""

    def below(command: Any, path: tuple[str, ...]) -> Iterator[str]:
        yield " ".join(path)
        if hasattr(command, "list_commands"):
            context = typer.Context(command)
            for name in command.list_commands(context):
                yield from below(command.get_command(context, name), (*path, name))

    return set(below(typer.main.get_command(root), ()))


def furnish(bostoette: Callable[..., Outcome], place: Path) -> None:
    """Two rounds with a secret in every kind of text, a plan, and files in the current folder."""
    for title in ("Før", "Nu"):
        written = answers_file(
            place / "svar.toml",
            navn=f"{SECRET} 1",
            svar={
                "5a": {"vaerdi": 2, "note": f"{SECRET} sagde nej."},
                "5b": {"vaerdi": "ikke_relevant", "begrundelse": f"{SECRET} er flyttet."},
            },
            refleksion={"5r1": {"tekst": f"Da {SECRET} kom."}},
        )
        _done(bostoette("evaluer", "--svar", str(written), "--ny-runde", title))
    written.rename(place / "kollega.toml")
    for action in ("Tegn netværkskortet om", "Spørg borgeren igen"):
        new = (action, "--pejlemaerke", "5", "--ansvarlig", SECRET)
        _done(bostoette("handleplan", "tilfoej", *new, "--frist", "om 6 uger"))
    _done(bostoette("handleplan", "gjort", "Spørg", f"{SECRET} svarede."))
    _done(bostoette("runde", "luk", "Før"))
    _done(bostoette("runde", "ny", "Prøve"))
    _done(bostoette("runde", "slet", "Prøve", "--ja"))
    _done(bostoette("arkiver", "--ud", str(place / "kopi.zip")))
    _done(bostoette("katalog", "kopier", "bostoette", str(place / "eget.toml")))


def _done(done: Outcome) -> None:
    assert done.status == 0, done.err


class Place(NamedTuple):
    """Everything a person has: the data folder, the current folder, what is temporary, a home."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def __call__(self, name: str, **settings: str) -> Outcome:
        """Run the command of that name, as a person who sits there."""
        with pytest.MonkeyPatch.context() as patch:
            for setting, value in settings.items():
                patch.setenv(setting, value)
            patch.chdir(self.root / "her")
            patch.setattr(tempfile, "tempdir", str(self.root / "tmp"))
            patch.setattr(sys, "stdin", io.StringIO("4\ng\n"))
            for setting in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
                patch.setenv(setting, str(self.root / "hjem"))
            return outcome(self.data, *EVERY[name])
