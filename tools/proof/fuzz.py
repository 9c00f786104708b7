"""Throw a hundred thousand hostile cases at the tool, with figures.

    python3 tools/proof/fuzz.py [CASES] [--seed N] [--only TARGET]

Each target runs in a process of its own, so that its memory is its own. A case is known by its
target and its number: ``--only besvarelse --case 4711`` runs that one alone, with its traceback.
What must hold is that nothing but the tool's own Danish errors is raised, that no output is
obeyed, that nothing outside the data folder is touched, that no case takes over a second, and that
no target takes over 200 MB. The same targets run with a few hundred cases in ``tests``.
"""

import argparse
import gc
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

CASES = 100_000
SLOWEST_SECONDS = 1.0
LARGEST_MB = 200
PATIENCE_SECONDS = 10  # after so many a case is ended
# How large a part of all cases each target gets; readers are cheap, documents are not.
SHARES = {
    "katalog": 100, "besvarelse": 150, "runde": 130, "fælles": 120, "handling": 130,
    "indstillinger": 100, "importer": 140, "tjek": 16, "kommandolinje": 50, "fjendtlig mappe": 20,
    "terminal": 5, "markdown": 7, "webside": 5, "csv": 8, "json": 8, "excel": 3, "word": 2,
    "kalender": 10, "taster": 10,
}  # fmt: skip


def target(name, top):
    import hostile_targets

    if name in hostile_targets.RENDERERS:
        return hostile_targets.RENDERERS[name]
    world = hostile_targets.World(top)
    if name == "kommandolinje":
        return hostile_targets.command_line(world)
    if name == "taster":
        return hostile_targets.keys(world)
    if name == "fjendtlig mappe":
        return hostile_targets.hostile_folder(world)
    return hostile_targets.reader(world, name)


def run_target(name, cases, seed):
    """Run one target in this process and say in JSON how it went."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as top:
        case = target(name, Path(top))
        faults, slowest, slow_case, seconds, done = {}, 0.0, 0, 0.0, 0
        # The tool never tidies up: a command is short. What a document leaves is large.
        tidy = 10 if name in ("word", "excel", "webside", "terminal", "taster") else 500
        case(random.Random(f"{seed}-varm op"))  # imports are no part of a case
        for number in range(cases):
            draw = random.Random(f"{seed}-{name}-{number}")
            before = time.perf_counter()
            try:
                case(draw)
            except Exception as error:
                faults.setdefault(_kind(error), []).append(number)
            took = time.perf_counter() - before
            if took > SLOWEST_SECONDS:  # the case, or a machine that was busy with something else?
                took = min(took, _again(case, f"{seed}-{name}-{number}"))
            seconds, done = seconds + took, done + 1
            if took > slowest:
                slowest, slow_case = took, number
            if number % tidy == tidy - 1:
                gc.collect()
        os.chdir(ROOT)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "cases": done, "faults": faults, "slowest": slowest, "slow_case": slow_case,
        "mean": seconds / max(done, 1), "memory": memory,
    }  # fmt: skip


def _again(case, seed):
    """How many seconds a case takes the second time."""
    before = time.perf_counter()
    with suppress(Exception):
        case(random.Random(seed))
    return time.perf_counter() - before


def run_extremes():
    """Every file that asks for too much, through every reader, each in a process of its own."""
    import hostile
    import hostile_targets

    found = {"cases": 0, "faults": {}, "slowest": 0.0, "slow_case": "", "mean": 0.0, "memory": 0.0}
    for reader in hostile_targets.READERS:
        for name in hostile.EXTREMES:
            seconds, memory, fault = _extreme(reader, name)
            found["cases"] += 1
            found["mean"] += seconds
            found["memory"] = max(found["memory"], memory)
            if seconds > found["slowest"]:
                found["slowest"], found["slow_case"] = seconds, f"{reader}: {name}"
            if fault:
                found["faults"].setdefault(fault, []).append(f"{reader}: {name}")
    found["mean"] /= found["cases"]
    return found


def _extreme(reader, name):
    """One of them: the seconds it took, the most memory it held in MB, and what went wrong."""
    receive, send = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.write(send, json.dumps(_extreme_here(reader, name)).encode())
        finally:
            os._exit(0)
    os.close(send)
    with os.fdopen(receive) as answer:
        told = answer.read()
    os.waitpid(process, 0)
    return json.loads(told) if told else (PATIENCE_SECONDS, 0, "endte ikke af sig selv")


def _extreme_here(reader, name):
    import hostile
    import hostile_targets

    fault = ""
    with tempfile.TemporaryDirectory() as top:
        world = hostile_targets.World(Path(top))
        data = hostile.EXTREMES[name]()
        signal.alarm(PATIENCE_SECONDS)
        before = time.perf_counter()
        try:
            hostile_targets.READERS[reader][0](world, data)
        except Exception as error:
            fault = _kind(error)
        took = time.perf_counter() - before
        signal.alarm(0)
        os.chdir(ROOT)
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, fault


def _kind(error):
    """What sort of fault it is, so that the same one is told of once."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
    return f"{kind} {str(error)[:150]!r}" if "Fault" in kind else kind


def in_own_process(name, cases, seed):
    command = [sys.executable, __file__, str(cases), "--inside", name, "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        return {"cases": 0, "faults": {f"processen endte: {done.stderr[-800:]}": [0]}, "slowest": 0,
                "slow_case": 0, "mean": 0, "memory": 0}  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def outcomes(cases, seed, only=None):
    """Each target's name and what came of it, one after the other."""
    total = sum(SHARES.values())
    for name in [only] if only else [*SHARES, "ydergrænser"]:
        yield name, in_own_process(name, cases * SHARES.get(name, 0) // total, seed)


def faults(found):
    """One line for each promise a target broke."""
    for kind, numbers in sorted(found["faults"].items(), key=lambda item: -len(item[1])):
        yield f"{len(numbers)} x {kind}: {numbers[:4]}"
    if found["slowest"] > SLOWEST_SECONDS or found["memory"] > LARGEST_MB:
        yield f"for langsomt eller for stort: tilfælde {found['slow_case']}"


def fuzz(cases=CASES, seed=1, only=None):
    """Run every target and print the table.

    Returns:
        how many targets broke a promise.
    """
    print(
        f"{'mål':14} {'tilfælde':>9} {'fejl':>5} {'langsomst':>10} {'middel':>8} {'hukommelse':>11}"
    )
    broken = all_cases = 0
    for name, found in outcomes(cases, seed, only):
        count = sum(len(numbers) for numbers in found["faults"].values())
        all_cases += found["cases"]
        print(f"{name:14} {found['cases']:9} {count:5} {found['slowest'] * 1000:7.0f} ms "
              f"{found['mean'] * 1000:5.1f} ms {found['memory']:8.0f} MB", flush=True)  # fmt: skip
        told = list(faults(found))
        broken += bool(told)
        for line in told:
            print(f"    {line}")
    print(f"{all_cases} tilfælde, {broken} mål med fejl")
    return broken


def hostile_input(cases=CASES):
    """The same as claims, for the page of proofs."""
    from proof.figures import Claim

    seed = random.SystemRandom().randrange(100_000)
    for name, found in outcomes(cases, seed):
        figures = (
            f"langsomst {found['slowest'] * 1000:.0f} ms, {found['memory']:.0f} MB, frø {seed}"
        )
        yield Claim(f"Fjendtligt input: {name}", found["cases"], list(faults(found)), figures)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="?", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--case", type=int)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    import environment

    if Path(sys.prefix).resolve() != environment.FOLDER.resolve():
        environment.ensure(for_tests=True)
        sys.exit(subprocess.call([environment.PYTHON, *sys.argv]))
    if chosen.inside == "ydergrænser":
        print(json.dumps(run_extremes()))
    elif chosen.inside:
        print(json.dumps(run_target(chosen.inside, chosen.cases, chosen.seed)))
    elif chosen.case is not None:
        with tempfile.TemporaryDirectory() as top:
            target(chosen.only, Path(top))(
                random.Random(f"{chosen.seed}-{chosen.only}-{chosen.case}")
            )
    else:
        sys.exit(bool(fuzz(chosen.cases, chosen.seed, chosen.only)))


if __name__ == "__main__":
    main()
