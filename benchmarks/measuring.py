"""Ratios in one run: two commands measured turn by turn, so that a busy machine slows both."""

import json
import os
import pty
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


def compare(ours: Sequence[str], theirs: Sequence[str], env: Mapping[str, str]) -> Ratio:
    """Compare two commands with hyperfine, in rounds of a few runs each."""
    rounds = [_hyperfine([ours, theirs], env) for _ in range(ROUNDS)]
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


def _hyperfine(commands: Sequence[Sequence[str]], env: Mapping[str, str]) -> list[Cost]:
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "tal.json"
        command = ["hyperfine", "-N", "--warmup", "3", "--runs", str(RUNS), "--style", "none"]
        command += ["--ignore-failure", "--export-json", str(report)]
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


class Run(NamedTuple):
    """One run of a command that takes a while.

    Attributes:
        seconds: from start to end.
        cpu: seconds of computing, the system's share included; a busy machine disturbs it less.
        megabytes: the most memory it held at once, as ``/usr/bin/time -v`` would say.
        status: its exit status.
    """

    seconds: float
    cpu: float
    megabytes: float
    status: int


def run(command: Sequence[object], env: Mapping[str, str]) -> Run:
    """Run a command once, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    seconds, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    return Run(seconds, cpu, used.ru_maxrss / unit, process.returncode)


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
