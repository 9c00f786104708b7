"""Run bostoette from a checkout; the first time, set everything up.

python3 tools/start.py evaluer
"""

import subprocess
import sys

import environment

environment.ensure(for_tests=False)
sys.exit(subprocess.call([environment.PYTHON, "-m", "bostoette_cli", *(sys.argv[1:] or [])]))
