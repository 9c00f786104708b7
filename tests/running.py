"""Running a command line in the test's own process, streams and exit status included."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from bostoette_cli.cli.main import run


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


class Runner:
    """Runs command lines against one data folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *words: str) -> Outcome:
        self._capture.readouterr()
        status = run(["--mappe", str(self.folder), *words])
        captured = self._capture.readouterr()
        return Outcome(status, captured.out, captured.err)


def outcome(folder: Path, *words: str) -> Outcome:
    """Run one command line where no test holds the streams, as a shared fixture must."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["--mappe", str(folder), *words])
    return Outcome(status, out.getvalue(), err.getvalue())
