"""A virtual environment in the checkout, made on first use and renewed when the project changes.

Only the standard library is used here: this runs before anything is installed.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
PROGRAMS = FOLDER / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / ("python.exe" if sys.platform == "win32" else "python")


def ensure(*, for_tests: bool) -> None:
    """Make sure that the tool is installed in the environment, with the test tools if asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older Python starts here
        sys.exit("bostoette kræver Python 3.11 eller nyere. Hent den på python.org.")
    import tomllib

    settings = (ROOT / "pyproject.toml").read_bytes()
    needed = tomllib.loads(settings.decode())["dependency-groups"]["dev"] if for_tests else []
    mark = FOLDER / ("klar-til-test" if for_tests else "klar")
    print_of_settings = hashlib.sha256(settings).hexdigest()
    if PYTHON.exists() and mark.exists() and mark.read_text() == print_of_settings:
        return
    print("Gør klar første gang. Det tager et minut …", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        _create()
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*install, "--editable", ROOT, *needed], check=False)
    if done.returncode:
        sys.exit("Pakkerne kunne ikke hentes. Se, om der er forbindelse til nettet, og prøv igen.")
    mark.write_text(print_of_settings)


def _create() -> None:
    try:
        venv.create(FOLDER, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit(
            "Python mangler det, der skal til for at lave et virtuelt miljø. "
            "På Debian og Ubuntu: sudo apt install python3-venv"
        )
