"""Let atheris look for a file that the readers cannot refuse in their own words.

    python3 tools/proof/coverage_guided.py [CASES] [READER]

Atheris sees which branches a file reaches and bends those that reach new ones. It is no part of
the project's tools: ``.venv/bin/pip install atheris`` (Linux and Mac). What is found is written
beside the command as ``crash-…`` and becomes a test.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

CASES = 20_000
READERS = ("katalog", "besvarelse", "runde", "fælles", "handling", "importer")
SLOWEST_SECONDS = 5  # under instrumentation; without it see fuzz.py
LARGEST_MB = 600


def look(reader, cases):
    """Search with one reader in this process; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["bostoette_cli", "tomli", "tomli_w"]):
        import hostile_targets
    top = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    world = hostile_targets.World(top)
    function, values = hostile_targets.READERS[reader]
    seeds = top / "frø"
    seeds.mkdir()
    (seeds / "hel.toml").write_bytes(hostile_targets.written(values))
    count = 0

    def one(data):
        nonlocal count
        count += 1
        if count % 200 == 0:
            world.renew()
        function(world, data)

    options = [f"-runs={cases}", f"-timeout={SLOWEST_SECONDS}", f"-rss_limit_mb={LARGEST_MB}"]
    atheris.Setup([sys.argv[0], *options, "-max_len=8000", "-print_final_stats=1", str(seeds)], one)
    atheris.Fuzz()


def search(cases=CASES, readers=READERS):
    """Search with each reader in a process of its own, and print what came of it.

    Returns:
        how many readers let something through; 0 where atheris is not installed.
    """
    from importlib.util import find_spec

    if find_spec("atheris") is None:
        print("atheris er ikke installeret: .venv/bin/pip install atheris")
        return 0
    print(f"{'læser':14} {'tilfælde':>9} {'grene':>6} {'hukommelse':>11}  udfald")
    broken = 0
    for reader in readers:
        command = [sys.executable, __file__, str(cases), reader]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False,
            env={**os.environ, "SEARCH_INSIDE": "1"},
        )  # fmt: skip
        said = done.stderr.splitlines()
        broken += bool(done.returncode)
        outcome = "i orden" if done.returncode == 0 else "\n".join(said[-30:])
        runs, memory = (_stat(said, f"stat::{name}:") for name in _STATISTICS)
        cover = next(
            (line.split("cov: ")[1].split()[0] for line in said[::-1] if "cov: " in line), ""
        )
        print(f"{reader:14} {runs:>9} {cover:>6} {memory:>8} MB  {outcome}", flush=True)
    return broken


_STATISTICS = ("number_of_executed_units", "peak_rss_mb")


def _stat(lines, name):
    return next((line.split()[-1] for line in lines if line.startswith(name)), "")


def main():
    import environment

    if Path(sys.prefix).resolve() != environment.FOLDER.resolve():
        environment.ensure(for_tests=True)
        sys.exit(subprocess.call([environment.PYTHON, *sys.argv]))
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    if os.environ.get("SEARCH_INSIDE"):
        look(sys.argv[2], cases)
    else:
        sys.exit(bool(search(cases, sys.argv[2:] or READERS)))


if __name__ == "__main__":
    main()
