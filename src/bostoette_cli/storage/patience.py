"""A bounded wait for a drive that may have stopped answering.

A call to a dead network drive returns after minutes or never, and nothing can interrupt it. It is
therefore made in a thread of its own, which is left behind when the wait is over: it ends with the
program, and what it was writing stands as after a crash, as it was or as it was to become.
"""

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
    import threading

    answer: list[_T] = []
    refusal: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            answer.append(call())
        except BaseException as error:  # whatever it is, it is raised where it was asked for
            refusal.append(error)
        finally:
            done.set()

    threading.Thread(target=ask, daemon=True).start()
    try:
        _wait(done.wait, place)
    except KeyboardInterrupt:
        done.wait(_BEAT_SECONDS)  # a write that is nearly done is worth the moment
        raise
    if refusal:
        raise refusal.pop()
    return answer[0]


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
