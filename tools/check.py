"""Everything a change must pass, in one command; the first time, set everything up.

python3 tools/check.py
"""

import os
import subprocess
import sys

import environment

STEPS = (
    ("ruff", "check", "src", "tests", "tools", "benchmarks"),
    ("ruff", "format", "--check", "src", "tests", "tools", "benchmarks"),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto", *sys.argv[1:]),
)

environment.ensure(for_tests=True)
for step in STEPS:
    print("+", *step, flush=True)
    program = environment.PROGRAMS / step[0]
    status = subprocess.call(
        [program, *step[1:]], cwd=environment.ROOT, env={**os.environ, "PYTHONUTF8": "1"}
    )
    if status:
        sys.exit(status)
