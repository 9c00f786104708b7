"""Two rounds of the bundled catalogue, a catalogue to read, and the golden files.

The figures are chosen so that they can be recomputed by hand: an answer is the statement's id and
a step, ``v`` for ved ikke, ``s`` for vil ikke svare, ``i`` for ikke relevant.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rich.console import RenderableType

from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import (
    Anbefaling,
    Catalogue,
    Method,
    Passage,
    Pejlemaerke,
    Reflection,
    Source,
    Statement,
)
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement, Round
from bostoette_cli.terminal.console import show

from builders import SCALE, TEAM, find_catalogue

GOLDEN = Path(__file__).with_name("golden")

LEADER, CITIZEN = Role.LEADER, Role.CITIZEN
RELATIVE, PARTNER = Role.RELATIVE, Role.PARTNER

_NOT_NUMBERS = {"v": NoNumber.UNKNOWN, "s": NoNumber.DECLINED, "i": NoNumber.IRRELEVANT}


def answers(
    given: str, notes: Mapping[str, str] | None = None, reasons: Mapping[str, str] | None = None
) -> dict[str, Answer]:
    """Answers from ``1a4 1bv``, with their notes and the reasons for what is not relevant."""
    notes, reasons = notes or {}, reasons or {}
    read: dict[str, Answer] = {}
    for word in given.split():
        id_, mark = word[:-1], word[-1]
        value = _NOT_NUMBERS.get(mark) or int(mark)
        read[id_] = Answer(value, reasons.get(id_, ""), notes.get(id_, ""))
    for id_ in notes.keys() - read.keys():
        read[id_] = Answer(note=notes[id_])
    return read


def person(
    id_: str,
    role: Role,
    given: str,
    *,
    label: str = "",
    notes: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
    reflections: Mapping[str, str] | None = None,
    draft: bool = False,
) -> Response:
    """One respondent of the demonstration."""
    return Response(
        1,
        "bostoette",
        "2021.1",
        role,
        id=id_,
        label=label,
        state="kladde" if draft else "faerdig",
        answers=answers(given, notes, reasons),
        reflections={key: Words(text) for key, text in (reflections or {}).items()},
    )


SPRING_RESPONSES = (
    person(
        "m1",
        Role.STAFF,
        "1a3 1b4 1c4 1d2 2a3 2b3 2c3 2d4 5a2 5b3 5c2 6a3 6b3 6c2 7a3 7b4 7c3 8a5 8b4 8c2 8d4",
        notes={"5a": "Vi gør det ved opstart, og så glemmer vi det."},
        reflections={"1r1": "Da en borger ville ud at sejle.\nVi byttede dagen om."},
    ),
    person(
        "m2",
        Role.STAFF,
        "1a3 1b3 1c3 1dv 2a4 2b3 2c4 2d3 5a3 5b3 5c3 6a3 6bv 6c3 8a4 8b4 8c3 8d4",
    ),
    person(
        "m3",
        Role.STAFF,
        "1a2 1b3 1c3 1d2 2a3 2b2 2c3 2d4 5a3 5b2 5c2 6a2 6b3 6c3 8a4 8b3 8c3 8di",
        reasons={"8d": "Vi har kun én bostøtte pr. borger."},
    ),
    person(
        "m4",
        Role.STAFF,
        "1a4 1b4 1c4 1d4 2a3 2b3 2c3 2d3 5a3 5b3 5c3 6a4 6b4 6c4 8a4 8b4 8c4 8d4",
    ),
    person(
        "leder",
        LEADER,
        "1a4 1b4 1c5 1d3 1e4 2a4 2b4 2c4 2d4 2e3 5a4 5b4 5c3 5d3 6a3 6b3 6c3 6d2 8a5 8b4 8c4 8d4 "
        "8e3",
        label="Teamleder",
    ),
    person("borger", CITIZEN, "1a2 1b3 2b3 2c2 5b2 5c2 6a2 6bv 8b3 8c2"),
    person("partner", PARTNER, "1c4 2a3 5a3 6bv 8a4", notes={"8a": "I ringer hurtigt tilbage."}),
)

AUTUMN_RESPONSES = (
    person(
        "m1",
        Role.STAFF,
        "1a4 1b4 1c5 1d3 2a3 2b3 2c3 2d4 3a4 3b3 3c4 3d3 5a1 5b2 5c1 6a3 6bv 6c2 8a5 8b4 8c3 8d4 "
        "10a3 10b2 10c4 10d3",
        notes={
            "5a": "Vi gør det ved opstart, og så *glemmer* vi det.\n"
            "- en liste [her](http://eksempel.dk)\n1. og et punkt",
        },
        reflections={"5r1": "Da vi tegnede kortet om i maj.\n\nDet var søsterens idé."},
    ),
    person(
        "m2",
        Role.STAFF,
        "1a4 1b3 1c4 1dv 2a4 2b4 2c4 2d4 3a3 3b3 3c3 3d3 5a5 5b5 5c4 6a4 6bv 6c3 8a4 8b4 8c3 8d4 "
        "10a3 10b3 10c3 10d3",
        notes={"1b": 'Han sagde: "Det er <b>mit</b> liv" & jeg var enig.'},
    ),
    person(
        "m3",
        Role.STAFF,
        "1a3 1b3 1c4 1d2 2a3 2b3 2c3 2d4 5a1 5b1 5c2 6a3 6b3 6c3 8a4 8b3 8c3 8di 10av 10bv 10c2 "
        "10d2",
        reasons={"8d": "Vi har kun én bostøtte pr. borger | det er aftalt."},
        notes={"5b": "\x1b[31mrødt\x1b[0m og \u202ebaglæns"},
    ),
    person(
        "m5",
        Role.STAFF,
        "1a3 1b4 1c4 5a5 5b4 5c5 6a4 6bv 6c4",
        label="Ny [bold]kollega[/bold]",
        notes={
            "5c": "| celle | celle |\n# overskrift\n> citat\n```kode```\n<script>alert(1)</script>",
            "6b": "Jeg er lige begyndt, så det har jeg ikke prøvet.",
        },
        draft=True,
    ),
    person(
        "leder",
        LEADER,
        "1a4 1b4 1c5 1d3 1e4 2a4 2b4 2c4 2d4 2e3 3a4 3b4 3c4 3d4 3e5 5a5 5b4 5c4 5d3 6a4 6b2 6c3 "
        "6d2 8a5 8b4 8c4 8d4 8e3 10a4 10b3 10c4 10d3 10e2",
        label="Teamleder",
        notes={"5d": "Vi har sendt to på kursus; det koster."},
        reflections={"5r2": r"Se C:\sager\netværk_kort & spørg. 50 % af *alle* aftaler."},
    ),
    person(
        "borger",
        CITIZEN,
        "1a3 1b4 2b3 2c3 3b4 3c2 5b2 5c1 6a3 6b4 8b3 8c2 10a2 10cs",
        notes={"5c": "De siger :-) til mig, [bold]ikke[/bold] til min søster."},
    ),
    person(
        "mor",
        RELATIVE,
        "1a3 2a3 3c2 5c1 6c3 8c2 10b1",
        notes={"10b": "Jeg stod »alene« med det."},
        draft=True,
    ),
    person("partner", PARTNER, "1c4 2a3 3d3 5a4 6bv 8a4 10a3 10d4"),
)

SPRING_AGREEMENT = Agreement(
    1,
    by_number={
        "1": Agreed(3, "Vi gør det, når vi husker det."),
        "5": Agreed(2, "Kortet bliver tegnet én gang."),
    },
)
AUTUMN_AGREEMENT = Agreement(
    1,
    by_number={
        "1": Agreed(4, "Håbet står nu på dagsordenen *hver* måned."),
        "5": Agreed(3, "Vi er uenige.\nVi tager det op i januar."),
    },
)


def _round(id_: str, title: str, day: date, *, anonymous: bool, closed: bool) -> Round:
    return Round(
        1,
        id_,
        title,
        day,
        "bostoette",
        "2021.1",
        status="lukket" if closed else "aaben",
        mode="anonym" if anonymous else "aaben",
    )


@cache
def the_catalogue() -> Catalogue:
    """The bundled catalogue, read once."""
    return find_catalogue("bostoette").catalogue


def spring(*, anonymous: bool = False) -> RoundData:
    """Seven answers; six of the persons answer again in the autumn."""
    round_ = _round(
        "2026-05-12-foraar-2026",
        "Forår 2026",
        date(2026, 5, 12),
        anonymous=anonymous,
        closed=True,
    )
    return RoundData(round_, the_catalogue(), SPRING_RESPONSES, SPRING_AGREEMENT)


def autumn(*, anonymous: bool = False) -> RoundData:
    """Eight answers, two of them drafts."""
    round_ = _round(
        "2026-11-22-efteraar-2026",
        "Efterår 2026",
        date(2026, 11, 22),
        anonymous=anonymous,
        closed=False,
    )
    return RoundData(round_, the_catalogue(), AUTUMN_RESPONSES, AUTUMN_AGREEMENT)


def reading_catalogue() -> Catalogue:
    """A small catalogue in which every field of the format is filled in."""
    contacts = Pejlemaerke(
        1,
        "Borgerens netværk og de nære relationer",
        "Borgeren har mennesker at dele hverdagen med, og støtten er med til at holde "
        "forbindelserne i live, også når det er svært.",
        short="Netværk",
        knowledge="Ensomhed slider. Mennesker kommer sig i relationer til andre.",
        sources=(Source("En undersøgelse af netværk", "https://eksempel.dk/netvaerk.pdf"),),
        anbefalinger=(
            Anbefaling(
                "1.1",
                "Tegn netværket sammen",
                "udgivelsen",
                reservation="Ordene om mål er forkortet.",
                citizen=("fortælle, hvem der er vigtig", "sige nej til kontakt"),
                worker=("spørge til dem, der er faldet fra",),
                management=("sætte tid af til netværksmøder",),
            ),
            Anbefaling(
                "1.2", "Hold forbindelsen", "vaerktoejet", worker=("følge med den første gang",)
            ),
        ),
        statements=(
            Statement(
                "1a",
                "Vi tegner borgerens netværk sammen med borgeren i løbet af den første måned.",
                (*TEAM, CITIZEN, RELATIVE),
                anbefaling="1.1",
                low="Netværket kommer på tale, når der opstår et problem.",
                high="Kortet ligger i borgerens egen mappe og bliver tegnet om hvert år.",
            ),
            Statement("1b", "Vi har tid til at tage med.", (LEADER,), anbefaling="1.2"),
        ),
        reflections=(Reflection("1r1", "Hvornår hjalp I sidst med at få en kontakt i gang igen?"),),
        method_ids=("netvaerkskort", "aaben-dialog"),
    )
    start = Pejlemaerke(2, "Tryg opstart", "Borgeren ved, hvem der kommer, og hvornår.")
    return Catalogue(
        1,
        "laesning",
        "1",
        "Et katalog at læse i",
        SCALE,
        (contacts, start),
        publisher="Styrelsen for Eksempler",
        worker="bostøtten",
        about=(
            Passage("Hvad det er", "Pejlemærkerne er vejledning og ikke skal-opgaver."),
            Passage("Hvad der er vores", "Udsagn og skala er værktøjets egne."),
        ),
        links=(Source("Udgivelsen", "https://eksempel.dk/udgivelsen"),),
        methods=(
            Method(
                "netvaerkskort",
                "Netværkskort",
                "En tegning af de mennesker, der betyder noget.",
                "https://eksempel.dk/netvaerkskort",
                named_in_publication=True,
            ),
            Method(
                "aaben-dialog",
                "Åben Dialog",
                "Møder, hvor alle hører alt.",
                "https://eksempel.dk/ad",
            ),
        ),
    )


def drawn(page: Iterable[RenderableType], columns: int = 80, **environment: str) -> str:
    """A page as it reaches a screen of that width."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        for name, value in {"COLUMNS": str(columns), **environment}.items():
            patch.setenv(name, value)
        show(page)
    return out.getvalue()


def words(text: str) -> str:
    """A text with every run of spaces and breaks made one space."""
    return " ".join(text.split())


def assert_golden(name: str, text: str) -> None:
    """Compare with a golden file; write it anew only when GOLDEN=1 asks for it."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert path.is_file(), f"{name} is missing; read what GOLDEN=1 writes before you keep it"
    assert text == path.read_bytes().decode()


STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
