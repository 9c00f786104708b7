"""A bounded wait for a drive that may have stopped answering.

A call to a dead network drive returns after minutes or never, and nothing can interrupt it. It is
therefore made by a thread beside ours. One that does not come back is left behind: it ends with the
program, and what it was writing stands as after a crash, as it was or as it was to become. One that
does come back makes the next call too, since starting a thread costs half as much as a write.
"""

import os
import time
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bostoette_cli.domain.errors import StorageFailure

# A drive that has gone to sleep wakes up in fewer, and a lock is waited for half as long.
_LONGEST_WAIT_SECONDS = 20.0
# Windows takes Ctrl-C between two waits only.
_BEAT_SECONDS = 0.2

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _InAFolder(Protocol):
    @property
    def folder(self) -> Path:
        """Where it stands."""
        ...


_S = TypeVar("_S", bound=_InAFolder)


def within_reason(place: Path, call: Callable[[], _T]) -> _T:
    """Make a call to the disk, and give up where it does not come back.

    Args:
        place: the folder that is asked, to be named.
        call: what to do; it must be safe to leave at any point.

    Returns:
        What the call returned; what it raised is raised here.

    Raises:
        StorageFailure: there was no answer.
    """
    answer: list[_T] = []
    refusal: list[BaseException] = []

    def ask() -> None:
        try:
            answer.append(call())
        except BaseException as error:  # whatever it is, it is raised where it was asked for
            refusal.append(error)

    helper = _idle.pop() if _idle else _Helper()
    helper.begin(ask)
    try:
        _wait(helper.is_done, place)
    except KeyboardInterrupt:
        helper.is_done(_BEAT_SECONDS)  # a write that is nearly done is worth the moment
        raise
    _idle.append(helper)
    if refusal:
        raise refusal.pop()
    return answer[0]


class _Helper:
    """A thread that makes one call after another."""

    def __init__(self) -> None:
        import threading

        self._call: Callable[[], object] = bool
        self._asked, self._done = threading.Lock(), threading.Lock()
        self._asked.acquire()
        self._done.acquire()
        threading.Thread(target=self._work, daemon=True).start()

    def begin(self, call: Callable[[], object]) -> None:
        """Have a call made; it must not raise."""
        self._call = call
        self._asked.release()

    def is_done(self, seconds: float) -> bool:
        """Wait so long at most; whether the call came back, told once."""
        return self._done.acquire(timeout=seconds)

    def _work(self) -> None:
        while True:
            self._asked.acquire()
            self._call()
            self._done.release()


# Those whose calls have come back. A forked process has none of its parent's threads.
_idle: list[_Helper] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)


def _wait(wait: Callable[[float], bool], place: Path) -> None:
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while not wait(_BEAT_SECONDS):
        if time.monotonic() > deadline:
            raise StorageFailure(
                f"mappen har ikke svaret i {_LONGEST_WAIT_SECONDS:.0f} sekunder. Se, om der er "
                "forbindelse til drevet, og kør kommandoen igen.",
                str(place),
            )


def bounded(
    method: Callable[Concatenate[_S, _P], _T],
) -> Callable[Concatenate[_S, _P], _T]:
    """Let a method of something that stands in a folder give up where the folder is gone silent."""

    @wraps(method)
    def waited(self: _S, /, *args: _P.args, **named: _P.kwargs) -> _T:
        return within_reason(self.folder, partial(method, self, *args, **named))

    return waited
