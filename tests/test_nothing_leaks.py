"""No network, no trace: asked of every command, with Python's own audit events as the witness."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bostoette_cli.cli.commands import COMMANDS

from every_command import EVERY, SECRET, Place, every_name
from running import Outcome

WATCHED = (
    "socket.", "http.", "urllib.", "ftplib.", "smtplib.", "webbrowser.", "ssl.", "syslog.",
    "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_seen: list[tuple[str, tuple[Any, ...]]] | None = None


def _witness(event: str, values: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event == "open" and isinstance(values[0], str):
        _seen.append((event, (os.path.abspath(values[0]), *values[1:])))  # noqa: PTH100 - as it stands
    elif event.startswith(WATCHED):
        _seen.append((event, values))


sys.addaudithook(_witness)  # it can never be taken away again, only told to look elsewhere


@contextmanager
def witnessed() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """What the interpreter was asked to do meanwhile."""
    global _seen
    _seen = seen = []
    try:
        yield seen
    finally:
        _seen = None


class Record(NamedTuple):
    """What one command did."""

    outcome: Outcome
    events: list[tuple[str, tuple[Any, ...]]]
    place: Place


@pytest.fixture(scope="session")
def records(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """Every command run once, each in a copy of the furnished folder."""
    made = {}
    for number, name in enumerate(EVERY):
        place = Place(shutil.copytree(furnished, tmp_path_factory.mktemp("kørt") / str(number)))
        with witnessed() as events:
            made[name] = Record(place(name), events, place)
    return made


def test_every_command_has_a_line_of_its_own_here() -> None:
    assert EVERY.keys() == every_name()
    assert {name.split()[0] for name in EVERY if name} == COMMANDS.keys()


@pytest.mark.parametrize("name", EVERY)
def test_a_command_line_here_does_its_work(records: dict[str, Record], name: str) -> None:
    assert records[name].outcome.status == 0, records[name].outcome.err


@pytest.mark.parametrize("name", EVERY)
def test_a_command_opens_no_connection_and_starts_no_program(
    records: dict[str, Record], name: str
) -> None:
    assert [event for event, _ in records[name].events if event != "open"] == []


@pytest.mark.parametrize("name", EVERY)
def test_a_command_writes_in_its_own_folders_alone(records: dict[str, Record], name: str) -> None:
    _, events, place = records[name]
    written = [
        Path(values[0]) for event, values in events if event == "open" and values[2] & WRITING
    ]
    outside = [path for path in written if not path.is_relative_to(place.root)]
    assert [path for path in outside if ".pyc" not in path.suffix] == []


@pytest.mark.parametrize("name", EVERY)
def test_a_command_leaves_nothing_among_the_system_s_temporary_files(
    records: dict[str, Record], name: str
) -> None:
    assert list((records[name].place.root / "tmp").iterdir()) == []


@pytest.mark.parametrize("name", EVERY)
def test_what_a_command_creates_is_for_its_owner_alone(
    records: dict[str, Record], name: str, furnished: Path
) -> None:
    place = records[name].place
    made = [
        path
        for path in (*place.data.rglob("*"), *(place.root / "hjem").rglob("*"))
        if not (furnished / path.relative_to(place.root)).exists()
    ]
    assert [path for path in made if path.stat().st_mode & 0o077] == []


# Where an answer can be the very thing that is wrong.
DAMAGES = {
    "a note that never ends": f'svar.5a.note = "{SECRET}\n'.encode(),
    "a note without quotes": f"svar.5a.note = {SECRET}\n".encode(),
    "a step in words": f'svar.5a.vaerdi = "{SECRET}"\n'.encode(),
    "a reason in a list": f'svar.5a.begrundelse = ["{SECRET}"]\n'.encode(),
    "a note in an old code page": f'svar.5a.note = "{SECRET} på'.encode("cp1252") + b'"\n',
    "a note given twice": f'svar.5a.note = "{SECRET}"\n'.encode() * 2,
    "a field nobody knows": f'svar.5a.{SECRET} = "{SECRET}"\n'.encode(),
    "a CPR number": f'svar.5a.note = "{SECRET} 010190-1234"\n'.encode(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_answer_stands_in_an_error(place: Place, damage: str) -> None:
    head = b'format = 1\nkatalog = "bostoette"\nudgave = "2021.1"\nrolle = "leder"\n'
    broken = head + DAMAGES[damage]
    for response in place.data.glob("runder/*/besvarelser/*.toml"):
        response.write_bytes(broken)
    (place.root / "her" / "kollega.toml").write_bytes(broken)
    said = {name: place(name).err for name in EVERY if name != "demo"}
    assert any(said.values())
    assert [name for name, text in said.items() if SECRET in text] == []


@pytest.mark.parametrize("name", ["resultat", "importer", "evaluer", "eksporter", "tjek"])
def test_a_fault_of_ours_is_told_without_the_words_it_happened_to(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_settings: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("bostoette_cli.storage.toml.parse", broken)
    done = place(name)
    assert "Der er en fejl i bostoette (ValueError" in done.err
    assert SECRET not in done.err
    assert "Traceback" not in done.err
