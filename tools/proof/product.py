"""The tool itself, run as a process of its own with a home of its own."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

COMMAND = (sys.executable, "-m", "bostoette_cli")


def environment(home: Path) -> dict[str, str]:
    """What the tool is told of the world: nothing of this user's."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONUTF8": "1", "PAGER": "cat",
        "BOSTOETTE_MAPPE": str(folder(home)), "BOSTOETTE_PERSON": str(home / "person"),
    }  # fmt: skip


def folder(home: Path) -> Path:
    """Where the data lies."""
    return home / "data"


def bostoette(home: Path, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run one command line to its end."""
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, encoding="utf-8", check=False,
        env=environment(home), **settings,
    )  # fmt: skip


def hidden(home: Path) -> list[Path]:
    """What is half written, with what lies in it left out."""
    found = sorted(home.rglob(".*"))
    return [path for path in found if not any(parent in found for parent in path.parents)]


def unreadable(home: Path) -> list[str]:
    """A line for each file in its place that is not whole."""
    found = []
    for path in home.rglob("*.toml"):
        if any(part.startswith(".") for part in path.relative_to(home).parts):
            continue
        try:
            tomllib.loads(path.read_text("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found.append(f"{path.relative_to(home)}: {error}")
    return found
