"""Writing: what keeping one answer costs, against the least that is as safe."""

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

import environments
from writing import comma, table

import data

PROGRAM = environments.PROGRAMS / "keep_answers.py"
ROUNDS = 7
SIZES = (10, 1_000, 10_000)


def measure() -> str:
    """Measure the keeping of one answer beside few and many others; returns the section."""
    ours = environments.ours()
    rows = []
    with tempfile.TemporaryDirectory(dir=environments.FOLDER) as name:  # a disk, not memory
        for size in SIZES:
            folder = Path(name) / str(size)
            data.make(folder, size)
            runs = [_run(ours, folder) for _ in range(ROUNDS)]
            kept, bare = (statistics.median(run[part] for run in runs) for part in ("kept", "bare"))
            ratio = statistics.median(run["kept"] / run["bare"] for run in runs)
            rows.append(
                (f"{size}", comma(kept, 2), comma(bare, 2), comma(ratio, 2), "≤ 1,30",
                 "nået" if ratio <= 1.3 else "ikke nået")
            )  # fmt: skip
    heading = ("svar i forvejen", "et svar ms", "skriv, fsync, omdøb ms", "forhold", "mål", "")
    return f"## Skrivning\n\n{table(heading, rows)}"


def _run(ours: environments.Environment, folder: Path) -> dict[str, float]:
    command = [str(ours.python), str(PROGRAM), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ})
    result: dict[str, float] = json.loads(done.stdout)
    return result
