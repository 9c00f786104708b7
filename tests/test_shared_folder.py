"""Many at once in one folder: nothing is lost, read by halves or left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bostoette_cli.domain.plan import Action
from bostoette_cli.storage import toml
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.opening import open_next, source_for
from bostoette_cli.workflows.wish import Wish

from builders import answers_file
from colleague import KINDS, START, VERSIONS, do

COLLEAGUES = 20
TURNS = 3
HERE = Path(__file__).parent
COLLEAGUE = [sys.executable, str(HERE / "colleague.py")]
Process = subprocess.Popen[str]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Five people's answers in two versions, a day apart."""
    for day, version in enumerate(VERSIONS):
        (tmp_path / "ind" / version).mkdir(parents=True)
        for number in range(5):
            answers_file(
                tmp_path / "ind" / version / f"ind{number}.toml",
                id=f"ind{number}",
                aendret=START + timedelta(days=day),
                svar={"5a": {"vaerdi": day + 1}},
            )
    return tmp_path / "ind"


@contextmanager
def at_work(command: Sequence[str], count: int) -> Iterator[list[Process]]:
    """That many processes, each with its number added, all let go at the same moment."""
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(
                    [*command, str(number), *_turns(command)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                )
            )
            for number in range(count)
        ]
        for process in started:
            stack.callback(process.kill)  # one that never ends must not keep the test waiting
            assert line(process) == "klar\n"
        for process in started:
            assert process.stdin is not None
            process.stdin.close()
        yield started


def _turns(command: Sequence[str]) -> list[str]:
    return [str(TURNS)] if command[1].endswith("colleague.py") else []


def line(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def hidden_in(folder: Path) -> list[str]:
    """Temporary files, half-made rounds and locks: all of them begin with a point."""
    return [path.name for path in folder.rglob(".*")]


def the_season(folder: Path) -> StoredRound:
    (stored,) = (s for s in Store(folder).listing.rounds if s.round.catalogue == "bostoette")
    return stored


def test_twenty_colleagues_at_once_lose_nothing(folder: Path, inbox: Path, tmp_path: Path) -> None:
    """They answer, take in, close and open, read and export; none has opened the round before."""
    assert do(folder, "runde", "ny", "Den anden", "--katalog", "botilbud")[0] == 0
    command = [*COLLEAGUE, str(folder), str(inbox), str(tmp_path)]
    with at_work(command, COLLEAGUES) as colleagues:
        reports = [json.loads(line(process)) for process in colleagues]
    assert [c for report in reports for c in report["complaints"]] == []
    assert {report["kind"] for report in reports} == set(KINDS)

    season = the_season(folder)
    kept = {r.id: r.answer("5a").value for r in season.reading.responses}
    answering = [number for number in range(COLLEAGUES) if number % len(KINDS) == 0]
    assert kept == {
        **{f"k{number}": TURNS for number in answering},
        **{f"ind{number}": 2 for number in range(5)},
    }
    # What was replaced is kept once, however many replaced it at the same moment.
    aside = sorted(path.name.partition("-")[0] for path in season.folder.glob("erstattet/ind*"))
    assert aside == [f"ind{number}" for number in range(5)]
    assert hidden_in(folder) == []
    assert do(folder, "tjek")[0] == 0


ADDING = """
import sys
from pathlib import Path
from bostoette_cli.domain.errors import ChangedElsewhere
from bostoette_cli.storage import checked, toml
path, number = Path(sys.argv[1]), sys.argv[2]
print("klar", flush=True)
sys.stdin.read()
for turn in range(5):
    while True:
        values, data = toml.read(path)
        try:
            checked.put(path, toml.dump({**values, f"x{number}_{turn}": 1}), data)
            break
        except ChangedElsewhere:
            pass
"""


def test_of_two_who_write_the_same_file_one_is_refused_and_neither_is_lost(tmp_path: Path) -> None:
    """Eight add to one file; each reads it anew when refused. One lost update fails the test."""
    path = tmp_path / "faelles.toml"
    path.write_bytes(b"format = 1\n")
    script = tmp_path / "adding.py"
    script.write_text(ADDING, "utf-8")
    with at_work([sys.executable, str(script), str(path)], 8) as writers:
        assert [process.wait(timeout=60) for process in writers] == [0] * 8
    assert len(toml.read(path).values) == 1 + 8 * 5
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.skipif(os.name == "nt", reason="a process is ended otherwise on Windows")
def test_one_who_is_killed_in_the_middle_leaves_what_was_kept_and_no_lock(
    folder: Path, inbox: Path, tmp_path: Path
) -> None:
    command = [*COLLEAGUE, str(folder), str(inbox), str(tmp_path), "0", "0"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as victim:
        assert line(victim) == "klar\n"
        assert victim.stdin is not None
        victim.stdin.close()
        reports = [json.loads(line(victim)) for _ in range(10)]
        victim.kill()
        assert victim.stdout is not None
        reports += [json.loads(rest) for rest in victim.stdout if rest.endswith("}\n")]
    last = reports[-1]["turn"]
    assert all(report["complaints"] == [] for report in reports)
    season = the_season(folder)
    (response,) = season.reading.responses
    assert response.answer("5a").note in (f"tur {last}", f"tur {last + 1}")
    # A file it was just writing may lie there; the answer stands whole beside it.
    assert len(hidden_in(folder)) <= 1
    assert do(folder, "importer", str(inbox / "før"))[0] == 0
    assert do(folder, "tjek")[0] == 0


# --- Opening a round at the same moment ---------------------------------------------------------


def test_a_round_that_a_colleague_has_just_opened_is_joined(
    folder: Path,
) -> None:
    mine, hers = Store(folder), Store(folder)
    assert mine.listing == hers.listing
    first = open_next(hers, Wish(), source_for(hers, Wish()))
    assert open_next(mine, Wish(), source_for(mine, Wish())).round.id == first.round.id
    assert len(Store(folder).listing.rounds) == 1


def test_the_title_of_an_open_round_cannot_be_used_again(folder: Path, tmp_path: Path) -> None:
    assert do(folder, "runde", "ny", "Efterår")[0] == 0
    status, _, err = do(folder, "runde", "ny", " EFTERÅR")
    assert status == 2
    assert "Runden »Efterår« er åben i forvejen" in err
    assert "vælg en anden titel" in err
    file = str(answers_file(tmp_path / "svar.toml"))
    assert do(folder, "evaluer", "--svar", file, "--ny-runde", "Efterår")[0] == 2
    assert do(folder, "runde", "ny", "Efterår", "--katalog", "botilbud")[0] == 0
    assert len(Store(folder).listing.rounds) == 2


def test_a_title_mended_while_a_round_is_closed_stays_mended(folder: Path) -> None:
    do(folder, "runde", "ny", "Efteraar")
    (stored,) = Store(folder).listing.rounds
    file = stored.folder / "runde.toml"
    file.write_text(file.read_text("utf-8").replace('"Efteraar"', '"Efterår"'), "utf-8")
    stored.keep_round(replace(stored.round, status="lukket"))
    (now,) = Store(folder).listing.rounds
    assert (now.round.title, now.round.is_open) == ("Efterår", False)


# --- git ----------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Prøve", "-c", "user.email=proeve@example.org"]
    subprocess.run(
        ["git", *identity, *words], cwd=folder, check=True, capture_output=True, timeout=30
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_two_clones_that_each_add_merge_without_a_conflict(folder: Path, tmp_path: Path) -> None:
    answers = answers_file(tmp_path / "fra-start.toml", id="start")
    assert do(folder, "evaluer", "--svar", str(answers), "--ny-runde", "Efterår")[0] == 0
    git(folder, "init", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "Begyndelse")
    other = tmp_path / "klon"
    git(tmp_path, "clone", str(folder), str(other))
    for clone, name in ((folder, "her"), (other, "der")):
        file = answers_file(tmp_path / f"{name}.toml", id=name)
        assert do(clone, "evaluer", "--svar", str(file), "--runde", "Efterår")[0] == 0
        (stored,) = Store(clone).listing.rounds
        stored.plan.add(Action(1, "", f"Vi prøver {name}."))
        assert do(clone, "runde", "ny", f"Forår {name}")[0] == 0
        git(clone, "add", "-A")
        git(clone, "commit", "-m", name)
    git(folder, "pull", "--no-rebase", "--no-edit", str(other), "main")
    rounds = {s.round.title: s for s in Store(folder).listing.rounds}
    assert set(rounds) == {"Efterår", "Forår her", "Forår der"}
    assert {r.id for r in rounds["Efterår"].reading.responses} == {"start", "her", "der"}
    assert len(rounds["Efterår"].plan.reading.actions) == 2
    status, out, _ = do(folder, "tjek")
    assert (status, "3 runder, 3 besvarelser" in out) == (0, True)
