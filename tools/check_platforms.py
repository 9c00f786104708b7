"""Run the whole suite in each of the environments users sit in; the long part of `check.py`.

python3 tools/check_platforms.py [NAME …]

What differs from one to the next is told to the tests from outside, as a machine would. Screens of
every width and a missing home are asked of every command in the suite itself
(`tests/test_any_machine.py`), whose home always has a space and an å. Windows is not among them:
its own branches are simulated (`tests/test_atomic.py`, `tests/test_locking.py`).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment

ENVIRONMENTS: dict[str, dict[str, str]] = {
    "LANG=C": {"LANG": "C", "LC_ALL": "C"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp850": {"PYTHONIOENCODING": "cp850"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "TERM=dumb": {"TERM": "dumb"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "æøå": {},
}


def suite(name: str, settings: dict[str, str], folder: Path) -> bool:
    """Run the suite under one environment, and print a line of what came of it."""
    place = folder / ("mappe-med-æøå" if name == "æøå" else "mappe")
    begun = time.monotonic()
    done = subprocess.run(
        [environment.PROGRAMS / "pytest", "-n", "auto", f"--basetemp={place}"],
        cwd=environment.ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    outcome = "bestået" if done.returncode == 0 else "FEJLET"
    print(f"{name:<10} {outcome}  {time.monotonic() - begun:4.0f} s", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    environment.ensure(for_tests=True)
    chosen = sys.argv[1:] or list(ENVIRONMENTS)
    with tempfile.TemporaryDirectory() as temporary:
        passed = [suite(name, ENVIRONMENTS[name], Path(temporary)) for name in chosen]
    sys.exit(not all(passed))
