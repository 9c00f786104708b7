"""A virtual environment in the checkout, made on first use and renewed when the project changes.

Only the standard library is used here: this runs before anything is installed. What is installed
is what `tools/locks` says, file by file by its hash; `tools/lock.py` writes those.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "pyproject.toml"
FOLDER = ROOT / ".venv"
PROGRAMS = FOLDER / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / ("python.exe" if sys.platform == "win32" else "python")
LOCKS = ROOT / "tools" / "locks"
FOR_USE, WITH_EXTRAS = LOCKS / "brug.txt", LOCKS / "tilvalg.txt"
FOR_TESTS, LOWEST, FOR_RELEASE = LOCKS / "test.txt", LOCKS / "laveste.txt", LOCKS / "udgivelse.txt"


def ensure(*, for_tests: bool) -> None:
    """Make sure that the tool is installed in the environment, with the test tools if asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older Python starts here
        sys.exit("bostoette kræver Python 3.11 eller nyere. Hent den på python.org.")
    lock = FOR_TESTS if for_tests else FOR_USE
    mark = FOLDER / lock.name
    state = hashlib.sha256(SETTINGS.read_bytes() + lock.read_bytes()).hexdigest()
    if PYTHON.exists() and mark.exists() and mark.read_text() == state:
        return
    print("Gør klar første gang. Det tager et minut …", file=sys.stderr, flush=True)
    try:
        if not PYTHON.exists():
            create(FOLDER)
        install(PYTHON, lock)
    except ImportError:
        sys.exit(
            "Python mangler det, der skal til for at lave et virtuelt miljø. "
            "På Debian og Ubuntu: sudo apt install python3-venv"
        )
    except subprocess.CalledProcessError:
        sys.exit("Pakkerne kunne ikke hentes. Se, om der er forbindelse til nettet, og prøv igen.")
    mark.write_text(state)


def create(folder: Path) -> Path:
    """Make an empty environment in a folder, and give its Python.

    Raises:
        ImportError: this Python cannot make one.
    """
    try:
        venv.create(folder, with_pip=True, clear=True)
    except subprocess.CalledProcessError as error:
        raise ImportError("ensurepip") from error
    return folder / PYTHON.relative_to(FOLDER)


def install(python: Path, lock: Path) -> None:
    """Install the checkout with just the versions, and the very files, that a lock names.

    Raises:
        CalledProcessError: they cannot be had, or a file is not the one that was tried.
    """
    pip(python, "install", "--require-hashes", "--requirement", lock)
    pip(python, "install", "--no-deps", "--no-build-isolation", "--editable", ROOT)


def pip(python: Path, *words: str | Path) -> None:
    """Run an environment's own pip, quietly."""
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", *words, *quiet], check=True)
