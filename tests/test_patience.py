"""A drive that has stopped answering: waited for, then given up with a sentence."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.storage import patience
from bostoette_cli.workflows.opening import open_new, source_for
from bostoette_cli.workflows.wish import Wish

from builders import english_in, response
from running import Runner


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A call that waits for it does not come back; nobody waits long for that."""
    monkeypatch.setattr(patience, "_LONGEST_WAIT_SECONDS", 0.0)
    monkeypatch.setattr(patience, "_BEAT_SECONDS", 0.01)
    event = threading.Event()
    yield event
    event.set()


def test_what_a_call_gives_is_given_back(tmp_path: Path) -> None:
    assert patience.within_reason(tmp_path, lambda: 5) == 5


def test_what_a_call_raises_is_raised_where_it_was_asked_for(tmp_path: Path) -> None:
    def refuse() -> NoReturn:
        raise KeyError("x")

    with pytest.raises(KeyError):
        patience.within_reason(tmp_path, refuse)


def test_a_call_that_does_not_come_back_is_given_up_in_danish(
    tmp_path: Path, silence: threading.Event
) -> None:
    with pytest.raises(StorageFailure) as caught:
        patience.within_reason(tmp_path, silence.wait)
    sentence = str(caught.value)
    assert sentence.startswith(f"{tmp_path}: mappen har ikke svaret i 0 sekunder. Se, om der er ")
    assert not english_in(sentence, tmp_path)


def test_calls_that_come_back_are_made_by_one_thread(tmp_path: Path) -> None:
    makers = {patience.within_reason(tmp_path, threading.get_ident) for _ in range(5)}
    assert len(makers) == 1
    assert threading.get_ident() not in makers


def test_a_call_within_a_call_is_made_too(tmp_path: Path) -> None:
    def outer() -> int:
        return patience.within_reason(tmp_path, lambda: 5)

    assert patience.within_reason(tmp_path, outer) == 5


def test_a_thread_that_did_not_come_back_is_asked_no_more(
    tmp_path: Path, silence: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageFailure):
        patience.within_reason(tmp_path, silence.wait)
    monkeypatch.undo()
    assert patience.within_reason(tmp_path, lambda: 5) == 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # which is what is tried here
def test_a_forked_process_starts_a_thread_of_its_own(tmp_path: Path) -> None:
    patience.within_reason(tmp_path, bool)
    child = os.fork()
    if not child:
        os._exit(patience.within_reason(tmp_path, lambda: 5))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 5


def test_ctrl_c_ends_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(patience, "_wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        patience.within_reason(tmp_path, lambda: None)


def test_a_command_on_a_silent_drive_ends_with_status_1(
    tmp_path: Path,
    silence: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.path.isdir", lambda _path: silence.wait())
    done = Runner(tmp_path, capsys)("resultat")
    assert done.status == 1
    assert "har ikke svaret" in done.err


@pytest.mark.usefixtures("clock")
def test_an_answer_on_a_drive_that_falls_silent_is_given_up(
    store, silence: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = open_new(store, "Efterår", source_for(store, Wish()))
    monkeypatch.setattr(os, "fsync", lambda _descriptor: silence.wait())
    with pytest.raises(StorageFailure, match="har ikke svaret"):
        stored.keep_response(response("anna"), None)
