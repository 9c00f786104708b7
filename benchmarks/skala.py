"""Scale: time and memory from ten responses to ten thousand."""

import os
import tempfile
from pathlib import Path

import environments
import measuring
from writing import comma, table

import data

SIZES = (10, 100, 1_000, 10_000)
LARGEST = SIZES[-1]
MEGABYTES = 150
# How much more a response may cost among ten thousand than among a thousand; 1 is a straight line.
STEEPER = 1.3
REPEATS = 3
COMMANDS = (
    ["resultat"],
    ["sammenlign", "--alle"],
    ["moede"],
    ["eksporter", "--format", "markdown"],
    ["eksporter", "--format", "html"],
    ["eksporter", "--format", "json"],
    ["eksporter", "--format", "csv"],
    ["eksporter", "--format", "xlsx"],
    ["eksporter", "--format", "docx"],
    ["eksporter", "--alt", "--overskriv"],
)


def measure() -> str:
    """Measure how time and memory grow; returns the section of the result."""
    ours = environments.ours("office", name="vores-office")
    least = environments.ours()
    peers, _ = environments.peers()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        for size in SIZES:
            data.make(top / str(size), size)
        rows = [_growth(ours, command, top) for command in COMMANDS]
        against = _against(ours, least, peers, top)
    heading = (
        "kommando", *(f"{size} svar, s" for size in SIZES), "ms pr. svar",
        "mod de første 1000", f"≤ {comma(STEEPER, 1)}", f"MB ved {LARGEST}", f"≤ {MEGABYTES}",
    )  # fmt: skip
    other = ("hvad", "vores s", "det andet s", "forhold", "i regnetid", "mål", "")
    return f"## Skala\n\n{table(heading, rows)}\n\n{table(other, against)}"


def _environment(top: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(top), "COLUMNS": "80"}


def _command(
    ours: environments.Environment, words: list[str], top: Path, size: int
) -> list[object]:
    out = ["--ud", str(top / "ud" / f"{size}")] if "--alt" in words else []
    (top / "ud").mkdir(exist_ok=True)
    return [ours.program("bostoette"), *words, *out, "--mappe", top / str(size)]


def _growth(ours: environments.Environment, words: list[str], top: Path) -> tuple[str, ...]:
    env = _environment(top)
    costs = {
        size: measuring.cost(
            _command(ours, words, top, size), env, 1 if size == LARGEST else REPEATS
        )
        for size in SIZES
    }
    slope = (costs[LARGEST].cpu - costs[1_000].cpu) / (LARGEST - 1_000)
    before = (costs[1_000].cpu - costs[10].cpu) / (1_000 - 10)
    memory = measuring.peak_megabytes(_command(ours, words, top, LARGEST), env)
    return (
        f"`{' '.join(words)}`", *(comma(cost.wall / 1000, 2) for cost in costs.values()),
        comma(slope, 2), comma(slope / before, 2), _reached(slope / before <= STEEPER),
        comma(memory, 0), _reached(memory <= MEGABYTES),
    )  # fmt: skip


def _reached(is_reached: bool) -> str:
    return "nået" if is_reached else "ikke nået"


def _against(
    ours: environments.Environment,
    least: environments.Environment,
    peers: environments.Environment,
    top: Path,
) -> list[tuple[str, ...]]:
    compared = _command(ours, ["sammenlign", "--alle"], top, LARGEST)
    programs = environments.PROGRAMS
    rows = []
    for reader in ("rtoml", "toml_rs", "tomli"):
        reading = [least.python, programs / "only_read.py", reader, top / str(LARGEST)]
        # toml_rs is faster still, but ends the program on a file made of brackets: no reader of
        # files that come from others.
        goal = 2.5 if reader == "rtoml" else None
        rows.append(
            _pair(f"`sammenlign --alle` mod kun at læse med {reader}", compared, reading, top, goal)
        )
    means = [peers.python, programs / "pandas_means.py", top / "ud" / str(LARGEST)]
    rows.append(_pair("`sammenlign --alle` mod pandas på den lange CSV", compared, means, top, 1.0))
    return rows


def _pair(
    what: str, ours: list[object], theirs: list[object], top: Path, goal: float | None
) -> tuple[str, ...]:
    found = measuring.compare(ours, theirs, _environment(top), runs=1)
    verdict = "" if goal is None else _reached(found.wall <= goal)
    return (
        what, comma(found.ours.wall / 1000, 2), comma(found.theirs.wall / 1000, 2),
        comma(found.wall, 2), comma(found.cpu, 2),
        "" if goal is None else f"≤ {comma(goal, 1)}", verdict,
    )  # fmt: skip
