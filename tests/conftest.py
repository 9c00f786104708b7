"""What the tests share: a data folder and a home of their own, a fixed clock, small builders."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.storage.store import Store

from builders import answers_file, find_catalogue
from every_command import Place, furnish
from running import Runner, outcome

settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("ci")

DANISH_WINTER = timezone(timedelta(hours=1))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the user's own folders, nor another test's."""
    home = tmp_path_factory.mktemp("Hjem hos Åse")
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("BOSTOETTE_MAPPE", raising=False)
    monkeypatch.delenv("BOSTOETTE_PERSON", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    # What a test reads of a process it has started, it reads as UTF-8, wherever it is run itself.
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product never opens a connection; a test that does fails here."""
    import socket

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The product's clock, standing at 22 November 2026 until it is moved."""
    from bostoette_cli.workflows import clock as real

    fake = Clock(datetime(2026, 11, 22, 9, 12, 44, tzinfo=DANISH_WINTER))
    monkeypatch.setattr(real, "now", lambda: fake.moment)
    return fake


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, **duration: int) -> None:
        """Move the clock forward."""
        self.moment += timedelta(**duration)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path, clock: Clock) -> Store:
    """The store in that folder."""
    return Store(folder)


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Runner:
    """The tool, run against that folder."""
    return Runner(folder, capsys)


@pytest.fixture
def with_round(bostoette: Runner, tmp_path: Path) -> Runner:
    """A round in which one person gave 5a three."""
    done = bostoette("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml")))
    assert done.status == 0, done.err
    return bostoette


@pytest.fixture
def with_two_rounds(with_round: Runner, tmp_path: Path, clock: Clock) -> Runner:
    """In the spring after, one person gave 5a five and 6a one."""
    clock.advance(days=180)
    svar = {"5a": {"vaerdi": 5}, "6a": {"vaerdi": 1}}
    file = answers_file(tmp_path / "igen.toml", svar=svar, id="k7f3q2")
    done = with_round("evaluer", "--svar", str(file), "--ny-runde", "Forår 2027")
    assert done.status == 0, done.err
    return with_round


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder before any of the commands, made once."""
    root = tmp_path_factory.mktemp("indrettet")
    for name in ("her", "tmp", "hjem"):
        (root / name).mkdir()
    furnish(lambda *words: outcome(root / "data", *words), root / "her")
    return root


@pytest.fixture
def place(furnished: Path, tmp_path: Path) -> Place:
    return Place(shutil.copytree(furnished, tmp_path / "sted"))


@pytest.fixture(scope="session")
def bundled() -> Catalogue:
    """The catalogue that comes with the tool."""
    return find_catalogue("bostoette").catalogue


UTC_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
