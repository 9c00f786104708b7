"""Build the wheel twice, install it in a fresh environment, and use it from an empty folder.

Proves that the wheel is the same to the byte each time, and that the catalogues and the templates
are packed and found there, outside the checkout.
"""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

import environment

ANSWERS = """
format = 1
katalog = "bostoette"
udgave = "2021.1"
rolle = "medarbejder"
tilstand = "faerdig"
svar.5a.vaerdi = 3
"""


def run(*command: object, **settings: object) -> str:
    """Run a command that must succeed; give what it printed."""
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, **settings
    )
    return done.stdout


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    run(sys.executable, "-m", "venv", folder / "byg")
    python = folder / "byg" / environment.PYTHON.relative_to(environment.FOLDER)
    for place, umask in (("hjul", 0o022), ("igen", 0o077)):
        before = os.umask(umask)
        run(python, *pip, "wheel", "--no-deps", "--wheel-dir", folder / place, environment.ROOT)
        os.umask(before)
    (wheel,) = (folder / "hjul").glob("bostoette-*.whl")
    again = (folder / "igen" / wheel.name).read_bytes()
    assert again == wheel.read_bytes(), "the wheel is another each time it is built"
    packed = set(zipfile.ZipFile(wheel).namelist())
    for catalogue in ("catalog.toml", "botilbud.toml"):
        assert f"bostoette_cli/data/{catalogue}" in packed, f"{catalogue} is not in the wheel"
    venv.create(folder / "miljoe", with_pip=True)
    programs = folder / "miljoe" / environment.PROGRAMS.relative_to(environment.FOLDER)
    run(programs / environment.PYTHON.name, *pip, "install", wheel)
    empty = folder / "tom mappe æøå"
    empty.mkdir()
    shown = run(programs / "bostoette", "vis", "5", cwd=empty)
    assert "Borgerens netværk" in shown
    assert "(opdigtet)" in run(
        programs / "bostoette", "demo", "resultat", cwd=empty, encoding="utf-8"
    )
    answers = folder / "svar.toml"
    answers.write_text(ANSWERS, "utf-8")
    here = ("--mappe", folder / "data")
    run(programs / "bostoette", *here, "evaluer", "--svar", answers, cwd=empty)
    page = run(programs / "bostoette", *here, "eksporter", "--format", "html", cwd=empty)
    assert "Borgerens netværk" in page
    form = run(programs / "bostoette", "skema", "--format", "html", cwd=empty, encoding="utf-8")
    assert form.startswith("<!doctype html>"), "the form's template is not in the wheel"
    assert list(empty.iterdir()) == []
    print(f"{wheel.name}: {wheel.stat().st_size // 1024} kB, installed and read from elsewhere")
