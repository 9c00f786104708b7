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

PROGRAM = environments.PROGRAMS / "test_keep_answers.py"
ROUNDS = 9
SIZES = (10, 1_000, 10_000)


def measure() -> str:
    """Measure the keeping of one answer beside few and many others; returns the section."""
    ours = environments.ours()
    rows = []
    with tempfile.TemporaryDirectory(dir=environments.FOLDER) as name:  # a disk, not memory
        for size in SIZES:
            folder = Path(name) / str(size)
            data.make(folder, size)
            os.sync()  # or the disk would still be at work with them
            runs = [_medians(ours, folder) for _ in range(ROUNDS)]
            kept, bare = (statistics.median(column) for column in zip(*runs, strict=True))
            ratio = statistics.median(one / other for one, other in runs)
            rows.append(
                (f"{size}", comma(kept, 2), comma(bare, 2), comma(ratio, 2), "≤ 1,30",
                 "nået" if ratio <= 1.3 else "ikke nået")
            )  # fmt: skip
    heading = ("svar i forvejen", "et svar ms", "skriv, fsync, omdøb ms", "forhold", "mål", "")
    return f"## Skrivning\n\n{table(heading, rows)}"


def _medians(ours: environments.Environment, folder: Path) -> tuple[float, float]:
    """Milliseconds by pytest-benchmark: keeping an answer, and the least that is as safe."""
    report = folder / "tal.json"
    command = [ours.python, "-m", "pytest", "-q", PROGRAM, "--benchmark-json", report]
    env = {**os.environ, "BENCHMARK_FOLDER": str(folder)}
    subprocess.run([*map(str, command)], check=True, capture_output=True, env=env, cwd=folder)
    found = json.loads(report.read_text("utf-8"))["benchmarks"]
    times = {each["name"]: each["stats"]["median"] * 1000 for each in found}
    return times["test_an_answer_is_kept"], times["test_the_least_that_is_as_safe"]
