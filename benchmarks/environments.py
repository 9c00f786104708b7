"""The environments that are measured in: ours as a user has it, and one for the peers.

Both are made under ``benchmarks/.miljoe``, which git ignores, and are kept for the next run. Ours
holds the wheel and not the checkout, as ``pipx install`` would have it; beside it what it is
measured against and by.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "benchmarks" / ".miljoe"
PROGRAMS = Path(__file__).parent / "programs"
PEERS = ("pipx", "jrnl", "scriv", "todoman", "copier", "pandas")
_BIN = "Scripts" if sys.platform == "win32" else "bin"


class Environment:
    """A virtual environment of its own."""

    def __init__(self, name: str) -> None:
        self.folder = FOLDER / name
        self.programs = self.folder / _BIN
        self.python = self.programs / "python"

    def make(self) -> None:
        """Make the environment unless it is there."""
        if not self.programs.exists():
            venv.create(self.folder, with_pip=True)

    def install(self, *what: object) -> bool:
        """Install packages; says whether it could be done."""
        command = [self.python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        return not subprocess.run(
            [*map(str, command), *map(str, what)], check=False, stderr=subprocess.DEVNULL
        ).returncode

    def program(self, name: str) -> str:
        """The path of an installed program; blank where it is not there."""
        path = self.programs / name
        return str(path) if path.exists() else ""


def ours(*extras: str, name: str = "vores") -> Environment:
    """Our own environment with the checkout as it is now, built as a wheel."""
    environment = Environment(name)
    environment.make()
    with_extras = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    beside = () if extras else ("pytest-benchmark", "questionary", "toml-rs")
    environment.install(with_extras, *beside)
    if not environment.install("--force-reinstall", "--no-deps", ROOT):
        sys.exit("Hjulet kunne ikke bygges.")
    return environment


def peers() -> tuple[Environment, list[str]]:
    """The peers' environment, and the names of those that could not be installed."""
    environment = Environment("andre")
    environment.make()
    mark = environment.folder / "klar"
    if not mark.exists():
        missing = (
            [] if environment.install(*PEERS) else [p for p in PEERS if not environment.install(p)]
        )
        mark.write_text("\n".join(missing))
    return environment, mark.read_text().split()
