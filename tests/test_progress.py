"""A bar on stderr: where somebody watches and it takes time, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from bostoette_cli.terminal import progress


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
