"""Run the suite with the lowest versions pyproject.toml allows, in an environment of their own.

python3 tools/check_lowest.py [pytest's own words …]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import environment

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        python = environment.create(Path(name))
        environment.install(python, environment.LOWEST)
        done = subprocess.run(
            [python, "-m", "pytest", "-n", "auto", *sys.argv[1:]], cwd=environment.ROOT, check=False
        )
    sys.exit(done.returncode)
