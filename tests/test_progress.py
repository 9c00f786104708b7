"""A bar on stderr: where somebody watches and it takes time, and nowhere else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bostoette_cli.terminal import progress

from builders import answers_file
from running import Runner


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def followed(
    stderr: io.StringIO, monkeypatch: pytest.MonkeyPatch, patience: float
) -> tuple[list[int], str]:
    """What comes out, and what is shown meanwhile."""
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stderr)
        return list(progress.followed([1, 2, 3], "Runder")), stderr.getvalue()


def test_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    items, shown = followed(Terminal(), monkeypatch, -1)
    assert items == [1, 2, 3]
    assert "Runder" in shown
    assert "3/3" in shown


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed(Terminal(), monkeypatch, 60) == ([1, 2, 3], "")


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed(io.StringIO(), monkeypatch, -1) == ([1, 2, 3], "")


class AtOnce:
    """A timer whose moment has come when it is started."""

    def __init__(self, _seconds: float, work: Callable[[], None]) -> None:
        self._work = work

    def start(self) -> None:
        self._work()

    def cancel(self) -> None: ...

    def join(self) -> None: ...


class Never(AtOnce):
    """A timer that is stopped before its moment."""

    def start(self) -> None: ...


def waited(
    stderr: io.StringIO, monkeypatch: pytest.MonkeyPatch, timer: type[AtOnce] = AtOnce
) -> str:
    """What is shown while one piece of work goes on."""
    monkeypatch.setattr(progress, "Timer", timer)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stderr)
        with progress.waiting("Skriver"):
            pass
    return stderr.getvalue()


def test_one_long_piece_of_work_is_shown_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = waited(Terminal(), monkeypatch)
    assert "Skriver" in shown
    assert shown.endswith("\x1b[2K")  # and the line is cleared


def test_one_short_piece_of_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waited(Terminal(), monkeypatch, Never) == ""


def test_a_pipe_gets_nothing_of_one_piece_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waited(io.StringIO(), monkeypatch) == ""


def test_the_bar_is_gone_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "Timer", AtOnce)
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    with pytest.raises(OSError, match="fuld"), progress.waiting("Skriver"):
        raise OSError("fuld")
    assert stderr.getvalue().endswith("\x1b[2K")


@pytest.fixture
def two_rounds(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    bostoette = Runner(folder, capsys)
    for title in ("Forår 2026", "Efterår 2026"):
        file = answers_file(tmp_path / "svar.toml", id="k7f3q2wm")
        assert bostoette("evaluer", "--svar", str(file), "--ny-runde", title).status == 0
    return bostoette


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (["sammenlign", "--alle"], ["Læser runder", "2/2"]),
        (["eksporter", "--ud", "UD/r.xlsx"], ["Læser runder", "2/2", "Skriver"]),
        (["eksporter", "--ud", "UD/r.docx"], ["Læser runder", "2/2", "Skriver"]),
        (["eksporter", "--ud", "UD/r.html"], ["Læser runder", "2/2", "Skriver"]),
        (["eksporter", "--alt", "--ud", "UD/alt"], ["Læser", "Skriver", "2/2"]),
    ],
    ids=" ".join,
)
def test_a_command_that_can_take_long_shows_every_step_of_it(
    two_rounds: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    steps: list[str],
) -> None:
    stderr = Terminal()
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1)
    monkeypatch.setattr(progress, "Timer", AtOnce)
    monkeypatch.setattr(sys, "stderr", stderr)
    done = two_rounds(*(word.replace("UD", str(tmp_path)) for word in words))
    assert done.status == 0
    assert [step for step in steps if step not in stderr.getvalue()] == []
    assert not [step for step in steps if step in done.out]
