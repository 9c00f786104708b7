"""Size: the wheel, the installed footprint, and how many files a start opens."""

import os
import subprocess
import tempfile
from pathlib import Path

import environments
from environments import Environment
from writing import comma, table


def measure() -> str:
    """Measure sizes and count files; returns the section of the result."""
    plain = Environment("kun-os")
    plain.make()
    bare = Environment("tomt")
    bare.make()
    empty = _megabytes(bare.folder)
    plain.install(environments.ROOT)
    plain.install("--force-reinstall", "--no-deps", environments.ROOT)
    rows = [
        ("hjulet", f"{_wheel(plain) / 1000:.0f} kB"),
        ("installeret med afhængigheder", f"{comma(_megabytes(plain.folder) - empty, 1)} MB"),
    ]
    for extras in (["office"], ["office", "data"]):
        full = environments.ours(*extras, name="-".join(["med", *extras]))
        size = comma(_megabytes(full.folder) - empty, 1)
        rows.append((f"installeret med [{','.join(extras)}]", f"{size} MB"))
    installed = plain.program("bostoette")
    constant = [str(plain.python), str(environments.PROGRAMS / "constant.py")]
    for what, command in (
        ("en konstant i Typer", constant),
        ("`--version`", [installed, "--version"]),
        ("`vis 5`", [installed, "vis", "5"]),
        ("`resultat` uden runder", [installed, "resultat"]),
    ):
        rows.append((f"filer åbnet: {what}", str(_opened(command))))
    return "## Størrelse\n\n" + table(("hvad", "måling"), rows)


def _wheel(environment: Environment) -> int:
    with tempfile.TemporaryDirectory() as name:
        command = [environment.python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", name]
        subprocess.run([*map(str, command), str(environments.ROOT)], check=True)
        return next(Path(name).glob("*.whl")).stat().st_size


def _megabytes(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def _opened(command: list[str]) -> int:
    """How many files a command opens; those it looks for in vain do not count."""
    with tempfile.TemporaryDirectory() as home:
        trace = Path(home) / "spor"
        env = {**os.environ, "HOME": home, "BOSTOETTE_MAPPE": str(Path(home) / "data")}
        strace = ["strace", "-f", "-qq", "-e", "trace=openat,open", "-o", str(trace), *command]
        subprocess.run(strace, check=False, capture_output=True, env=env)
        lines = trace.read_text("utf-8", "replace").splitlines()
    return sum(" = -1 " not in line and "O_DIRECTORY" not in line for line in lines)
