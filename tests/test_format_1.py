"""The promise to every team: what is written in format 1 can be read for ever, with its figures.

The data folders under ``tests/data/format-1`` and the answers beside them were written by version
0.1.0 and are never made again; ``tests/data/LÆSMIG.md`` says why. A later version may add fields
to its answers, never change one.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bostoette_cli.storage import catalogues

from running import Outcome, Runner

STORED = Path(__file__).with_name("data") / "format-1"
FOLDERS = ("aaben", "anonym")
COMMANDS = {
    "resultat": ("resultat", "--json"),
    "sammenlign": ("sammenlign", "--json"),
    "eksporter": ("eksporter", "--format", "json"),
}


@pytest.fixture(params=FOLDERS)
def stored(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A copy of a stored data folder, and where its answers are."""
    shutil.copytree(STORED / request.param / "mappe", folder)
    return STORED / request.param


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(folder, capsys)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def assert_still(then: object, now: object, place: str = "") -> None:
    """What stood there then stands there now; a table may have got more fields."""
    if isinstance(then, dict):
        assert isinstance(now, dict), place
        for key, value in then.items():
            assert key in now, f"{place}.{key}"
            assert_still(value, now[key], f"{place}.{key}")
    elif isinstance(then, list):
        assert isinstance(now, list), place
        assert len(now) == len(then), place
        for number, value in enumerate(then):
            assert_still(value, now[number], f"{place}[{number}]")
    else:
        assert now == then, place


@pytest.mark.parametrize("name", COMMANDS)
def test_a_stored_round_gives_the_figures_it_always_gave(
    stored: Path, bostoette: Runner, name: str
) -> None:
    done = bostoette(*COMMANDS[name])
    assert (done.status, done.err) == (0, "")
    then = json.loads((stored / f"{name}.json").read_text(encoding="utf-8"))
    assert_still(then, json.loads(done.out))


def test_reading_a_stored_folder_leaves_every_file_as_it_was(
    stored: Path, bostoette: Runner, folder: Path
) -> None:
    before = contents(folder)
    for words in (*COMMANDS.values(), ("runder",), (), ("moede",), ("sammenlign", "--ord")):
        assert bostoette(*words).status == 0
    assert contents(folder) == before


def test_the_stored_folders_hold_what_the_promise_is_about() -> None:
    """They differ in everything a change of the tool could trip over."""
    every = {p.name for p in STORED.rglob("*.toml")}
    assert {"runde.toml", "katalog.toml", "faelles.toml", "indstillinger.toml"} <= every
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(STORED.rglob("*.toml")))
    for said in ("note = ", "[refleksion.", "vil_ikke_svare", "ikke_relevant", "ved_ikke"):
        assert said in text
    for field in ('form = "anonym"', 'status = "lukket"', 'tilstand = "kladde"', "forloeb = ["):
        assert field in text
    assert {'udgave = "1"', 'udgave = "2"'} <= set(text.splitlines())


def answer_the_bundled(bostoette: Runner, tmp_path: Path) -> None:
    """Two rounds with the catalogue that comes with the tool."""
    for title, step in (("Forår 2026", 3), ("Efterår 2026", 4)):
        file = tmp_path / "svar.toml"
        file.write_text(
            'format = 1\nkatalog = "bostoette"\nudgave = "2021.1"\nrolle = "medarbejder"\n'
            f'id = "k7f3q2wm"\n[svar]\n5a.vaerdi = {step}\n5b.vaerdi = 2\n1a.vaerdi = {step}\n',
            encoding="utf-8",
        )
        done = bostoette("evaluer", "--svar", str(file), "--ny-runde", title)
        assert done.status == 0, done.err


def test_a_new_edition_of_the_bundled_catalogue_changes_no_figure_of_an_old_round(
    bostoette: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_the_bundled(bostoette, tmp_path)
    before = [bostoette(*words).out for words in COMMANDS.values()]
    shipped = catalogues.bundled_path("bostoette").read_text(encoding="utf-8")
    newer = tmp_path / "catalog.toml"
    newer.write_text(
        shipped.replace('udgave = "2021.1"', 'udgave = "2030.1"', 1).replace(
            'tekst = "Vi ', 'tekst = "I dag vi '
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogues, "bundled_path", lambda _id: newer)
    assert "2030.1" in bostoette("kataloger").out
    assert "I dag vi " in bostoette("vis", "5").out
    assert [bostoette(*words).out for words in COMMANDS.values()] == before


NEWER = [
    "runder/2026-05-12-foraar-2026/runde.toml",
    "runder/2026-05-12-foraar-2026/katalog.toml",
    "runder/2026-05-12-foraar-2026/faelles.toml",
    "runder/2026-05-12-foraar-2026/besvarelser/ldr22222.toml",
    "runder/2026-05-12-foraar-2026/handleplan/us6u.toml",
    "kataloger/vaerested.toml",
    "indstillinger.toml",
]


def refused(bostoette: Runner, name: str) -> Outcome:
    """What the command that reads the file answers."""
    words = {
        "kataloger/vaerested.toml": ("vis", "1"),
        "runder/2026-05-12-foraar-2026/handleplan/us6u.toml": ("moede",),
    }
    return bostoette(*words.get(name, ("sammenlign", "--alle")))


@pytest.mark.parametrize("name", NEWER)
def test_a_file_of_a_newer_format_is_named_and_left_alone(
    folder: Path, bostoette: Runner, name: str
) -> None:
    shutil.copytree(STORED / "aaben" / "mappe", folder)
    file = folder / name
    text = file.read_text(encoding="utf-8").replace("format = 1", "format = 2", 1)
    file.write_text(text, encoding="utf-8")
    before = contents(folder)
    done = refused(bostoette, name)
    assert done.status == 1
    sentence = f"{file}: format: nyere, end denne udgave af bostoette kender."
    assert sentence in done.err
    assert "Hent den nyeste udgave af bostoette." in done.err
    assert contents(folder) == before
