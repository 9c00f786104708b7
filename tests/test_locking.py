"""One writer at a time: the lock around a comparison and its write, and what it leaves behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bostoette_cli.domain.errors import ChangedElsewhere, StorageFailure
from bostoette_cli.storage import checked, locking, toml

from builders import english_in

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot lock a folder")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock that another has."""
    monkeypatch.setattr(locking, "_LONGEST_WAIT_SECONDS", 0.0)


@pytest.fixture
def like_windows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As on Windows, but for the file that goes with its handle; gives the flags it was made with.

    What the system takes away there, the test takes away here.
    """
    flags: list[int] = []
    real = os.open

    def opened(path: Path, how: int, mode: int = 0o777) -> int:
        flags.append(how)
        return real(path, how & ~_TEMPORARY, mode)

    patched = {**vars(os), "name": "nt", "O_TEMPORARY": _TEMPORARY, "open": opened}
    monkeypatch.setattr(locking, "os", SimpleNamespace(**patched))
    return flags


_TEMPORARY = 0x40000000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@on_posix
@pytest.mark.usefixtures("impatient")
def test_a_second_writer_is_told_to_wait_and_that_nothing_is_kept(tmp_path: Path) -> None:
    with (
        locking.held(tmp_path),
        pytest.raises(StorageFailure, match="en anden skriver i mappen") as caught,
        locking.held(tmp_path),
    ):
        pass
    assert not english_in(str(caught.value), tmp_path)


@on_posix
@pytest.mark.usefixtures("impatient")
def test_the_lock_is_free_again_afterwards_and_leaves_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with locking.held(tmp_path):
            assert names(tmp_path) == []
    assert names(tmp_path) == []


@on_posix
@pytest.mark.usefixtures("impatient")
def test_a_writer_that_fails_lets_go(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locking.held(tmp_path):
        raise RuntimeError
    with locking.held(tmp_path):
        pass


@on_posix
@pytest.mark.usefixtures("impatient")
def test_a_writer_that_is_killed_lets_go_and_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from bostoette_cli.storage import locking\n"
        "with locking.held(pathlib.Path(sys.argv[1])):\n"
        "    print('holder', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"holder\n"
        with pytest.raises(StorageFailure), locking.held(tmp_path):
            pass
        writer.kill()
        writer.wait()
        with locking.held(tmp_path):
            assert names(tmp_path) == []


@on_posix
def test_where_the_file_system_cannot_lock_the_comparison_alone_guards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def cannot(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "")

    monkeypatch.setattr(fcntl, "flock", cannot)
    path = tmp_path / "a.toml"
    path.write_bytes(b"x = 1\n")
    checked.put(path, b"x = 2\n", b"x = 1\n")
    with pytest.raises(ChangedElsewhere):
        checked.put(path, b"x = 3\n", b"x = 1\n")
    assert path.read_bytes() == b"x = 2\n"


def test_what_was_read_from_a_file_that_is_gone_since_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ChangedElsewhere, match="filen er væk, og det seneste er ikke gemt"):
        checked.put(tmp_path / "runde" / "a.toml", b"x = 2\n", b"x = 1\n")
    assert names(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES, errno.ENOTCONN])
def test_a_file_that_cannot_be_looked_at_any_more_is_told_by_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> os.stat_result:
        raise OSError(code, "")

    path = tmp_path / "a.toml"
    path.write_bytes(b"x = 1\n")
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", refuse)
        with pytest.raises(StorageFailure, match="kan ikke læses"):
            checked.put(path, b"x = 2\n", b"x = 1\n")
    assert path.read_bytes() == b"x = 1\n"


@on_posix
@pytest.mark.usefixtures("impatient")
def test_a_link_is_locked_where_its_file_stands(tmp_path: Path) -> None:
    (tmp_path / "her").mkdir()
    (tmp_path / "dér").mkdir()
    (tmp_path / "dér" / "a.toml").write_bytes(b"x = 1\n")
    (tmp_path / "her" / "a.toml").symlink_to(tmp_path / "dér" / "a.toml")
    with locking.held(tmp_path / "dér"), pytest.raises(StorageFailure):
        checked.put(tmp_path / "her" / "a.toml", b"x = 2\n", b"x = 1\n")


@on_posix
@pytest.mark.usefixtures("impatient")
def test_a_first_write_waits_for_the_lock_too(tmp_path: Path) -> None:
    with locking.held(tmp_path), pytest.raises(StorageFailure, match="en anden skriver"):
        checked.put(tmp_path / "a.toml", b"x = 1\n", None)
    assert names(tmp_path) == []


def test_a_change_is_laid_over_what_stands_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    checked.renew(path, lambda values: {**values, "x": 1})
    checked.renew(path, lambda values: {**values, "y": 2})
    assert toml.read(path).values == {"x": 1, "y": 2}


# --- As on Windows ------------------------------------------------------------------------------


def test_on_windows_the_lock_is_a_file_that_goes_with_its_handle(
    tmp_path: Path, like_windows: list[int]
) -> None:
    with locking.held(tmp_path):
        assert names(tmp_path) == [locking.LOCK_FILE]
    (flags,) = like_windows
    assert flags & _TEMPORARY
    assert flags & os.O_EXCL


@pytest.mark.usefixtures("impatient", "like_windows")
def test_on_windows_a_second_writer_is_kept_out_too(tmp_path: Path) -> None:
    with (
        locking.held(tmp_path),
        pytest.raises(StorageFailure, match="en anden skriver"),
        locking.held(tmp_path),
    ):
        pass


@pytest.mark.usefixtures("impatient", "like_windows")
def test_on_windows_a_lock_left_by_a_power_cut_is_taken_over(tmp_path: Path) -> None:
    left = tmp_path / locking.LOCK_FILE
    left.touch()
    os.utime(left, (0, 0))
    with (
        locking.held(tmp_path),
        pytest.raises(StorageFailure, match="en anden skriver"),
        locking.held(tmp_path),
    ):
        pass


@pytest.mark.usefixtures("impatient", "like_windows")
def test_on_windows_an_old_lock_that_cannot_be_taken_away_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "")

    left = tmp_path / locking.LOCK_FILE
    left.touch()
    os.utime(left, (0, 0))
    monkeypatch.setattr(Path, "unlink", refused)
    with locking.held(tmp_path):
        pass


@pytest.mark.usefixtures("like_windows")
def test_on_windows_a_folder_one_may_not_write_in_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(locking.os, "open", refused)
    monkeypatch.setattr(locking.os, "access", lambda *_: False)
    with locking.held(tmp_path):
        pass
