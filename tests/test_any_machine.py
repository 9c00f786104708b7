"""Every command on every screen, with every character set, and with no home at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from every_command import EVERY, Place

# What rich draws; the other commands print sentences, which a screen breaks by itself.
DRAWN = ("om", "vis", "runder", "resultat", "sammenlign", "moede", "handleplan", "metoder", "soeg",
         "refleksion", "kataloger", "tjek", "demo")  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_a_command_works_on_the_narrowest_screen(place: Place, name: str) -> None:
    done = place(name, COLUMNS="20")
    assert done.status == 0, done.err


@pytest.mark.parametrize("columns", [40, 80, 132, 400])
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_keeps_within_the_screen(place: Place, name: str, columns: int) -> None:
    done = place(name, COLUMNS=str(columns))
    assert done.status == 0, done.err
    # A command line that is there to be copied is never broken, nor is a path.
    whole = ("bostoette ", str(place.root))
    prose = [line for line in done.out.splitlines() if not line.lstrip().startswith(whole)]
    wide = [line for line in prose if cell_len(line) > columns]
    assert [line for line in wide if len(max(line.split(), key=len)) < columns] == []


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("name", DRAWN)
def test_no_escape_code_reaches_a_pipe(place: Place, name: str, settings: dict[str, str]) -> None:
    done = place(name, **settings)
    assert done.status == 0, done.err
    assert "\x1b" not in done.out


IN_TURN = """
import io, os, shutil, sys
from bostoette_cli.cli.main import main

failed = []
root = os.path.dirname(os.getcwd())
for words in {words}:
    os.chdir(root)
    shutil.rmtree("brugt", ignore_errors=True)
    shutil.copytree("sted", "brugt")
    os.chdir("brugt/her")
    sys.stdin = io.TextIOWrapper(io.BytesIO(b"4\\ng\\n"))
    try:
        main(words)
    except SystemExit as done:
        failed += [words] * bool(done.code)
sys.exit(f"failed: {{failed}}" if failed else 0)
"""


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp850"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONIOENCODING": ""},
        {"LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["cp1252", "cp850", "ascii", "C", "C without UTF-8"],
)
def test_no_character_set_stops_a_command(place: Place, settings: dict[str, str]) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            IN_TURN.format(words=ascii([*EVERY.values()])),
        ],
        cwd=place.root,
        env={**os.environ, "BOSTOETTE_MAPPE": "../data", **settings},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX says where home is by HOME alone")
@pytest.mark.parametrize("home", [None, "", "/findes/ikke", "/dev/null"])
@pytest.mark.parametrize("words", [["resultat"], ["importer", "kollega.toml"]])
def test_a_folder_that_is_named_needs_no_home(
    place: Place, tmp_path: Path, home: str | None, words: list[str]
) -> None:
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("HOME", "XDG"))}
    bare |= {} if home is None else {"HOME": home}
    bare |= {"BOSTOETTE_MAPPE": str(place.data), "BOSTOETTE_PERSON": str(tmp_path / "person.toml")}
    done = subprocess.run(
        [sys.executable, "-m", "bostoette_cli", *words],
        cwd=place.root / "her",
        env=bare,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
