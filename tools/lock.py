"""Write down which versions the tool is tried with, each with the hashes of its files.

python3 tools/lock.py

Run it after a change to the dependencies in pyproject.toml, and from time to time for the newest
versions; then run everything. uv does the resolving, for every system and every Python at once;
it lives in an environment of its own for as long as this takes.
"""

import subprocess
import tempfile
from pathlib import Path

import environment

PRODUCT = "pyproject.toml"
EVERYTHING = (PRODUCT, "--all-extras", "--group", "dev", "--group", "build")
LOCKS = {
    environment.FOR_USE: (PRODUCT, "--group", "build"),
    environment.WITH_EXTRAS: (PRODUCT, "--all-extras"),
    environment.FOR_TESTS: EVERYTHING,
    environment.LOWEST: (*EVERYTHING, "--resolution", "lowest-direct"),
    environment.FOR_RELEASE: ("--group", "release"),
}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        python = environment.create(Path(name))
        environment.pip(python, "install", "uv")
        for lock, wanted in LOCKS.items():
            lock.parent.mkdir(exist_ok=True)
            subprocess.run(
                [python, "-m", "uv", "pip", "compile", *wanted,
                 "--universal", "--python-version", "3.11", "--upgrade", "--generate-hashes",
                 "--no-strip-extras", "--no-header", "--no-annotate", "--no-emit-index-url",
                 "--quiet", "--output-file", lock],
                cwd=environment.ROOT,
                check=True,
            )  # fmt: skip
            print(lock.relative_to(environment.ROOT))
