"""What a command may cost, counted and not timed: the modules it loads and the files it reads.

A module that creeps in fails here by its name. How long things take is measured by
``benchmarks/run.py``, and why each of these is costly stands in ``docs/ydelse.md``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bostoette_cli.cli.commands import COMMANDS
from bostoette_cli.storage.store import Store

from builders import answers_file
from running import Runner

COSTLY = {
    "asyncio", "csv", "docx", "hashlib", "icalendar", "importlib.metadata", "jinja2", "json",
    "lxml", "msgspec", "platformdirs", "prompt_toolkit", "pyarrow", "questionary", "rich", "rtoml",
    "secrets", "snowballstemmer", "statistics", "tomli", "tomli_w", "xlsxwriter",
    "bostoette_cli.analysis.comparison", "bostoette_cli.analysis.scoring",
    "bostoette_cli.analysis.search", "bostoette_cli.questionnaire.joint",
    "bostoette_cli.questionnaire.planning", "bostoette_cli.reports.model",
    "bostoette_cli.storage.checked", "bostoette_cli.storage.lines",
    "bostoette_cli.storage.locking", "bostoette_cli.storage.stored_plan",
    "bostoette_cli.storage.stored_round", "bostoette_cli.terminal.search",
    "bostoette_cli.workflows.agree",
}  # fmt: skip
CATALOGUE = {"msgspec", "rtoml"}
ROUND = CATALOGUE | {
    "bostoette_cli.storage.checked",
    "bostoette_cli.storage.locking",
    "bostoette_cli.storage.stored_round",
}
PLAN = ROUND | {"bostoette_cli.storage.stored_plan"}
FIGURES = PLAN | {"bostoette_cli.analysis.comparison", "bostoette_cli.analysis.scoring"}

MAY_LOAD: dict[str, set[str]] = {
    "--version": set(),
    "--help": set(),
    "vis --help": set(),
    "mappe": CATALOGUE,
    "vis 5": CATALOGUE | {"rich"},
    "om": CATALOGUE | {"rich"},
    "metoder": CATALOGUE | {"rich"},
    "kataloger": CATALOGUE | {"rich"},
    "katalog vaelg bostoette": ROUND,
    "soeg netværk": CATALOGUE
    | {"rich", "snowballstemmer", "bostoette_cli.analysis.search", "bostoette_cli.terminal.search"},
    "refleksion": ROUND | {"rich"},
    "skema": ROUND | {"hashlib", "jinja2", "json"},
    "evaluer 5 --enkel --rolle leder": PLAN | {"hashlib", "platformdirs", "secrets"},
    "runder": FIGURES | {"rich"},
    "runde ny Næste": FIGURES,
    "resultat": FIGURES | {"rich"},
    "sammenlign": FIGURES | {"rich"},
    "moede": FIGURES | {"rich"},
    "handleplan": PLAN | {"rich", "bostoette_cli.questionnaire.planning"},
    "eksporter": FIGURES | {"bostoette_cli.reports.model"},
    "importer tom.toml": PLAN | {"platformdirs"},
    "tjek": PLAN | {"rich"},
    "tjek --hent runder/x.toml": PLAN,
    "arkiver": CATALOGUE | {"hashlib"},
    "gendan tom.toml": CATALOGUE
    | {"hashlib", "bostoette_cli.storage.checked", "bostoette_cli.storage.locking"},
    "hjaelp vis": set(),
    "fuldfoer --linje bostoette": set(),
    "demo": {"rich"},
}


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A data folder with a chosen catalogue and two rounds that were answered."""
    data = tmp_path / "data"
    monkeypatch.setenv("BOSTOETTE_MAPPE", str(data))
    monkeypatch.chdir(tmp_path)
    Store(data).choose_catalogue("bostoette")
    for title in ("Før", "Nu"):
        file = str(answers_file(tmp_path / f"{title}.toml"))
        assert Runner(data, capsys)("evaluer", "--svar", file, "--ny-runde", title).status == 0
    (tmp_path / "tom.toml").touch()
    return data


def observed(words: str, observe: str) -> list[str]:
    """Run a command line in a process of its own; what it says of itself, a line each."""
    code = (
        f"import sys\nseen = []\n{observe}\nfrom bostoette_cli.cli.main import run\n"
        f"run({words.split()!r})\nprint('', *(seen or sys.modules), sep='\\n', file=sys.stderr)"
    )
    # A measurement of the tests' reach would load modules of its own.
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=bare, input=b"g\n"
    )
    return done.stderr.decode().splitlines()


def test_the_table_names_every_command() -> None:
    assert {words.split()[0] for words in MAY_LOAD} >= COMMANDS.keys()


@pytest.mark.parametrize("words", MAY_LOAD)
def test_a_command_loads_nothing_costly_that_it_does_not_use(folder: Path, words: str) -> None:
    assert {*observed(words, "")} & COSTLY - MAY_LOAD[words] == set()


READS = """
import os
def hook(event, values):
    if event == "open" and str(values[0]).endswith(".toml"):
        if not values[2] & (os.O_WRONLY | os.O_RDWR):
            seen.append(values[0])
sys.addaudithook(hook)
"""


@pytest.mark.parametrize(
    "words",
    ["vis 5", "runder", "resultat", "sammenlign --alle", "moede", "handleplan", "eksporter",
     "eksporter --format html", "eksporter --format json", "eksporter --format csv"],
)  # fmt: skip
def test_each_file_is_read_once(folder: Path, words: str) -> None:
    reads = Counter(line for line in observed(words, READS) if line.endswith(".toml"))
    assert reads
    assert {path: count for path, count in reads.items() if count > 1} == {}
