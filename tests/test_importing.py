"""Taking in what colleagues filled in: many files, each with its own outcome."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bostoette_cli.storage.store import Store

from builders import answers_file
from conftest import Clock
from running import Runner


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Runner:
    return Runner(folder, capsys)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with three files of which the middle one is bad."""
    folder = tmp_path / "Modtaget"
    folder.mkdir()
    answers_file(folder / "anna.toml", id="anna", svar={"5a": {"vaerdi": 2}})
    answers_file(folder / "bo.toml", id="bo", svar={"5a": {"vaerdi": 9}})
    answers_file(folder / "carl.toml", id="carl", svar={"5a": {"vaerdi": 4}})
    return folder


def ids(folder: Path) -> list[str]:
    (stored,) = Store(folder).listing.rounds
    return [response.id for response in stored.reading.responses]


def test_a_folder_is_taken_in_and_each_file_told_of(bostoette: Runner, received: Path) -> None:
    done = bostoette("importer", str(received))
    assert "anna.toml: 1 svar fra en medarbejder i runden »Efterår 2026«: gemt." in done.out
    assert "bo.toml: ikke taget ind" in done.out
    assert "2 filer er taget ind, 1 er ikke." in done.out


def test_one_bad_file_does_not_stop_the_others_and_is_explained(
    bostoette: Runner, received: Path
) -> None:
    done = bostoette("importer", str(received))
    assert done.status == 1
    assert "bo.toml: svar.5a.vaerdi: tallet er ikke på skalaen" in done.err
    assert ids(bostoette.folder) == ["anna", "carl"]


def test_the_same_files_twice_change_nothing(bostoette: Runner, received: Path) -> None:
    (received / "bo.toml").unlink()
    bostoette("importer", str(received))
    before = {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")}
    done = bostoette("importer", str(received))
    assert done.out.count("uændret") == 2
    assert {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")} == before


def test_a_later_version_replaces_and_the_earlier_is_kept_aside(
    bostoette: Runner, received: Path
) -> None:
    bostoette("importer", str(received / "anna.toml"))
    answers_file(received / "anna.toml", id="anna", svar={"5a": {"vaerdi": 5}})
    assert "erstattet" in bostoette("importer", str(received / "anna.toml")).out
    (aside,) = bostoette.folder.glob("runder/*/erstattet/anna-*.toml")
    assert "vaerdi = 2" in aside.read_text("utf-8")


def test_the_files_themselves_are_left_as_they_were(bostoette: Runner, received: Path) -> None:
    before = {path: path.read_bytes() for path in received.iterdir()}
    bostoette("importer", str(received))
    assert {path: path.read_bytes() for path in received.iterdir()} == before


def test_a_file_named_twice_is_taken_once(bostoette: Runner, received: Path) -> None:
    anna = str(received / "anna.toml")
    assert "1 fil er taget ind, 0 er ikke." in bostoette("importer", anna, anna).out


def test_the_wrong_round_is_explained(bostoette: Runner, received: Path) -> None:
    bostoette("runde", "ny", "Forår")
    answers_file(received / "anna.toml", runde="2020-01-01-gammel")
    done = bostoette("importer", str(received / "anna.toml"), "--runde", "Forår")
    assert "runde: »2020-01-01-gammel«, men svarene skulle ind i »" in done.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Skriv, hvad der skal tages ind"),
        (["{tom}"], "ingen filer, der ender på .toml"),
    ],
)
def test_nothing_to_take_in_is_explained(
    bostoette: Runner, tmp_path: Path, words: list[str], sentence: str
) -> None:
    (tmp_path / "tom").mkdir()
    done = bostoette("importer", *(w.format(tom=tmp_path / "tom") for w in words))
    assert (done.status, sentence in done.err) == (2, True)


def test_text_like_a_cpr_number_is_refused_unless_allowed(
    bostoette: Runner, received: Path
) -> None:
    file = answers_file(received / "anna.toml", svar={"5a": {"note": "Sag 010190-1234"}})
    assert "ligner et CPR-nummer" in bostoette("importer", str(file)).err
    assert bostoette("importer", str(file), "--tillad-cpr").status == 0


def test_an_older_version_does_not_replace_a_later_one(bostoette: Runner, received: Path) -> None:
    clock = {"ny": "2026-11-22T09:31:02+01:00", "gammel": "2026-11-22T09:31:01+01:00"}
    for name, moment in clock.items():
        answers_file(
            received / f"{name}.toml", id="k7f3q2", aendret=datetime.fromisoformat(moment),
            svar={"5a": {"note": name}},
        )  # fmt: skip
    done = bostoette("importer", str(received / "ny.toml"), str(received / "gammel.toml"))
    assert "gammel.toml: 0 svar" in done.out
    assert "ældre end det, der er gemt, så intet er ændret." in done.out
    (kept,) = bostoette.folder.glob("runder/*/besvarelser/*.toml")
    assert 'note = "ny"' in kept.read_text("utf-8")
