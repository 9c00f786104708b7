"""Ratios in one run: two commands measured turn by turn, so that a busy machine slows both."""

import json
import os
import pty
import re
import resource
import select
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROUNDS = 5
RUNS = 5


class Cost(NamedTuple):
    """What a command costs.

    Attributes:
        wall: milliseconds from start to end.
        cpu: milliseconds of computing, the system's share included.
    """

    wall: float
    cpu: float


class Ratio(NamedTuple):
    """How two commands compare, as medians over the rounds.

    Attributes:
        ours: what the first one costs.
        theirs: what the one that stands still costs.
        wall: the median of the rounds' ratios in time.
        cpu: the same in computing, which other programs on the machine disturb less.
    """

    ours: Cost
    theirs: Cost
    wall: float
    cpu: float


def compare(
    ours: Sequence[object], theirs: Sequence[object], env: Mapping[str, str], runs: int = RUNS
) -> Ratio:
    """Compare two commands with hyperfine, in rounds of a few runs each."""
    pair = [list(map(str, ours)), list(map(str, theirs))]
    rounds = [_hyperfine(pair, env, runs) for _ in range(ROUNDS)]
    return ratio([(one, other) for one, other in rounds])


def ratio(pairs: Sequence[tuple[Cost, Cost]]) -> Ratio:
    """The medians of measurements made in pairs."""
    return Ratio(
        _median([one for one, _ in pairs]),
        _median([other for _, other in pairs]),
        statistics.median(one.wall / other.wall for one, other in pairs),
        statistics.median(one.cpu / max(other.cpu, 0.001) for one, other in pairs),
    )


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


def _hyperfine(
    commands: Sequence[Sequence[str]], env: Mapping[str, str], runs: int = RUNS, warmup: int = 3
) -> list[Cost]:
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "tal.json"
        command = ["hyperfine", "-N", "--style", "none", "--export-json", str(report)]
        command += ["--warmup", str(warmup), "--runs", str(runs)]
        command += [shlex.join(words) for words in commands]
        subprocess.run(command, check=True, env=env, capture_output=True)
        results = json.loads(report.read_text())["results"]
    return [Cost(r["median"] * 1000, (r["user"] + r["system"]) * 1000) for r in results]


def until_shown(command: Sequence[str], awaited: str, env: Mapping[str, str]) -> Cost:
    """How long it takes until a text stands on a terminal; the program is then ended."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], list(command), dict(env))
    seen = b""
    while awaited.encode() not in seen:
        ready, _, _ = select.select([terminal], [], [], 10)
        if not ready:
            sys.exit(
                f"{shlex.join(command)}: »{awaited}« kom ikke:\n{seen.decode(errors='replace')}"
            )
        seen += os.read(terminal, 65536)
    wall = (time.perf_counter() - start) * 1000
    os.kill(pid, 9)
    _, _, used = os.wait4(pid, 0)
    os.close(terminal)
    return Cost(wall, (used.ru_utime + used.ru_stime) * 1000)


def cost(command: Sequence[object], env: Mapping[str, str], runs: int) -> Cost:
    """What a command that takes a while costs by itself, the median of a few runs."""
    (found,) = _hyperfine([list(map(str, command))], env, runs, warmup=0)
    return found


def peak_megabytes(command: Sequence[object], env: Mapping[str, str]) -> float:
    """The most memory a command held at once, by ``/usr/bin/time -v``."""
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "tal.txt"
        timed = ["/usr/bin/time", "-v", "-o", str(report), *map(str, command)]
        subprocess.run(timed, check=True, env=env, capture_output=True)
        found = re.search(r"Maximum resident set size \(kbytes\): (\d+)", report.read_text())
    if not found:
        sys.exit("/usr/bin/time -v sagde ikke, hvor meget hukommelse der blev brugt.")
    return int(found[1]) / 1024


def machine() -> str:
    """The machine in one line."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "ukendt processor",
    )
    memory = resource.getpagesize() * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"{model}, {os.cpu_count()} kerner, {memory:.0f} GB, {os.uname().sysname}, Python {python}"
    )


def load() -> str:
    """How busy the machine is just now; over the number of cores means that others work too."""
    return f"{os.getloadavg()[0]:.1f}".replace(".", ",")
