"""The one way bytes reach the disk: whatever fails, the old file or the new one stands whole."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.storage import atomic

from builders import english_in

on_posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no modes, plain links, synced folders"
)
OLD = b"gammelt"
NEW = b"nyt og l\xc3\xa6ngere"
Fault = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    return folder


@pytest.fixture
def old(place: Path) -> Path:
    """A file that is there already."""
    path = place / "svar.toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were asked for; none is taken."""
    pauses: list[float] = []
    monkeypatch.setattr(atomic, "time", SimpleNamespace(sleep=pauses.append))
    return pauses


@pytest.fixture
def no_umask() -> Iterator[None]:
    """A mask that would let everybody read a new file, were it up to the mask."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def system(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> None:
    """Give the module under test an operating system of its own, with some calls exchanged."""
    monkeypatch.setattr(atomic, "os", SimpleNamespace(**{**vars(os), **changed}))


def refusing(code: int) -> Callable[..., Any]:
    """A call that the system refuses, in the system's own English words."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


def held_by_another(
    monkeypatch: pytest.MonkeyPatch, method: str, times: int, winerror: int = 32
) -> list[object]:
    """Let a scanner hold the file the first few times it is moved; the attempts come back."""
    real = getattr(Path, method)
    attempts: list[object] = []

    def move(self: Path, target: Path) -> Path:
        attempts.append(target)
        if len(attempts) <= times:
            error = OSError(errno.EACCES, "The process cannot access the file")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, method, move)
    return attempts


def on_windows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """As on Windows: renaming never replaces and folders cannot be opened; opened paths return."""
    real = Path.rename
    opened: list[str] = []

    def rename(self: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError(errno.EEXIST, "Cannot create a file when that file exists")
        return real(self, target)

    def open_(path: Path, flags: int, mode: int = 0o777) -> int:
        opened.append(str(path))
        return os.open(path, flags, mode)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(Path, "hardlink_to", refusing(errno.ENOTSUP))
    system(monkeypatch, name="nt", open=open_)
    return opened


# --- Writing ------------------------------------------------------------------------------------


def test_a_written_file_holds_exactly_the_bytes_it_was_given(place: Path) -> None:
    atomic.write(place / "ny.toml", NEW)
    assert (place / "ny.toml").read_bytes() == NEW
    assert names_in(place) == ["ny.toml"]


def test_an_existing_file_is_replaced_whole(old: Path) -> None:
    atomic.write(old, b"x")
    assert old.read_bytes() == b"x"
    assert names_in(old.parent) == ["svar.toml"]


def test_an_empty_file_can_be_written(place: Path) -> None:
    atomic.write(place / "tom", b"")
    assert (place / "tom").read_bytes() == b""


def test_a_system_that_takes_a_few_bytes_at_a_time_gets_them_all(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch, write=lambda fd, data: os.write(fd, bytes(data[:3])))
    atomic.write(old, NEW * 100)
    assert old.read_bytes() == NEW * 100


@on_posix
def test_the_bytes_are_synced_before_they_get_their_name_and_the_folder_after(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        happened.append("named")
        return real(self, target)

    def fsync(descriptor: int) -> None:
        kind = os.fstat(descriptor).st_mode
        happened.append("folder synced" if stat.S_ISDIR(kind) else "file synced")

    monkeypatch.setattr(Path, "replace", replace)
    system(monkeypatch, fsync=fsync)
    atomic.write(old, NEW)
    assert happened == ["file synced", "named", "folder synced"]


def test_a_long_file_name_leaves_room_for_the_file_beside_it(place: Path) -> None:
    path = place / ("å" * 120 + ".toml")
    atomic.write(path, NEW)
    assert names_in(place) == [path.name]


# --- What can fail on the way -------------------------------------------------------------------


def opening_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, open=refusing(errno.EACCES))


def keeping_the_mode_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, fchmod=refusing(errno.EPERM))


def the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, write=refusing(errno.ENOSPC))


def the_disk_fills_up_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def write(descriptor: int, data: memoryview) -> int:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(os.write(descriptor, bytes(data[:4])))
        return written[0]

    system(monkeypatch, write=write)


def syncing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, fsync=refusing(errno.EIO))


def closing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def close(descriptor: int) -> None:
        os.close(descriptor)
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    system(monkeypatch, close=close)


def replacing_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))
    monkeypatch.setattr(Path, "hardlink_to", refusing(errno.EACCES))
    monkeypatch.setattr(Path, "rename", refusing(errno.EACCES))


def the_file_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", refusing(errno.EBUSY))
    monkeypatch.setattr(Path, "hardlink_to", refusing(errno.EBUSY))
    monkeypatch.setattr(Path, "rename", refusing(errno.EBUSY))


def syncing_the_folder_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    system(monkeypatch, fsync=fsync)


BEFORE_THE_NAME_IS_GIVEN = [
    opening_fails,
    the_disk_is_full,
    the_disk_fills_up_on_the_way,
    syncing_fails,
    closing_fails,
    replacing_is_forbidden,
    the_file_is_busy,
]
faults = pytest.mark.parametrize("fault", BEFORE_THE_NAME_IS_GIVEN, ids=lambda f: f.__name__)


@pytest.mark.parametrize(
    "fault",
    [*BEFORE_THE_NAME_IS_GIVEN, keeping_the_mode_fails],
    ids=lambda f: f.__name__,
)
def test_whatever_fails_the_old_file_stands_and_nothing_lies_beside_it(
    fault: Fault, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with pytest.raises(StorageFailure):
        atomic.write(old, NEW)
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["svar.toml"]


@faults
@pytest.mark.parametrize("put", [atomic.write, atomic.create], ids=lambda f: f.__name__)
def test_whatever_fails_a_new_file_is_not_there_in_part(
    put: Callable[[Path, bytes], None], fault: Fault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with pytest.raises(StorageFailure):
        put(place / "ny.toml", NEW)
    assert names_in(place) == []


@faults
def test_whatever_fails_one_danish_sentence_names_the_file(
    fault: Fault, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with pytest.raises(StorageFailure) as caught:
        atomic.write(old, NEW)
    sentence = str(caught.value)
    assert sentence.startswith(f"{old}: kan ikke gemmes: ")
    assert sentence.endswith(".")
    assert not english_in(sentence, old)
    assert caught.value.exit_status == 1


@on_posix
@pytest.mark.parametrize("put", [atomic.write, atomic.create], ids=lambda f: f.__name__)
def test_when_the_folder_cannot_be_synced_the_new_file_is_whole_and_the_user_is_told(
    put: Callable[[Path, bytes], None], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place / "ny.toml"
    syncing_the_folder_fails(monkeypatch)
    with pytest.raises(StorageFailure, match="disken svarer med en fejl"):
        put(path, NEW)
    assert path.read_bytes() == NEW
    assert names_in(place) == ["ny.toml"]


@pytest.mark.parametrize("call", ["write", "fsync", "close"])
def test_ctrl_c_in_the_middle_leaves_the_old_file_and_nothing_beside_it(
    call: str, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    system(monkeypatch, **{call: stop})
    with pytest.raises(KeyboardInterrupt):
        atomic.write(old, NEW)
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["svar.toml"]


@on_posix
def test_a_folder_in_the_place_of_the_file_is_left_alone(place: Path) -> None:
    (place / "svar.toml").mkdir()
    with pytest.raises(StorageFailure, match="det er en mappe"):
        atomic.write(place / "svar.toml", NEW)
    assert names_in(place) == ["svar.toml"]


def test_a_folder_that_is_gone_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match=r"mappen findes ikke\. \w+"):
        atomic.write(tmp_path / "væk" / "svar.toml", NEW)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "der er ikke mere plads"),
        (errno.EDQUOT, "din plads på drevet er brugt op"),
        (errno.EACCES, "du har ikke adgang"),
        (errno.EPERM, "du har ikke adgang"),
        (errno.EROFS, "drevet kan kun læses"),
        (errno.ENOTDIR, "en del af stien er en fil, ikke en mappe"),
        (errno.ENAMETOOLONG, "navnet er for langt"),
        (errno.EIO, "disken svarer med en fejl"),
        (errno.EFBIG, "filen er større, end drevet tager imod"),
        (errno.ESTALE, "drevet svarer ikke"),
        (errno.ETIMEDOUT, "drevet svarer ikke"),
        (errno.EBUSY, f"systemet svarer med fejl {errno.EBUSY}"),
    ],
)
def test_a_refusal_is_explained_in_words_with_a_remedy(code: int, words: str) -> None:
    sentence = str(atomic.failure("gemmes", Path("m/f"), OSError(code, "English")))
    assert words in sentence
    remedy = sentence.partition(words)[2]
    assert remedy.startswith(". ")
    assert len(remedy.split()) > 2


def test_no_error_the_system_knows_brings_its_english_along() -> None:
    for code in errno.errorcode:
        sentence = str(atomic.failure("læses", Path("m/f"), OSError(code, os.strerror(code))))
        assert not english_in(sentence), sentence


def test_a_network_drive_that_is_gone_is_not_called_a_missing_file_on_windows() -> None:
    error = FileNotFoundError(errno.ENOENT, "The specified network name is no longer available")
    error.winerror = 64  # type: ignore[attr-defined]
    assert "drevet svarer ikke" in str(atomic.failure("læses", Path("P:/f"), error))


def test_a_folder_is_not_made_in_one_that_is_gone(place: Path) -> None:
    with pytest.raises(StorageFailure, match="rundens mappe er væk"):
        atomic.make_subfolder(place / "runde" / "besvarelser")
    assert names_in(place) == []


def test_an_error_without_a_number_is_worded_too() -> None:
    path = Path("m/f")
    sentence = str(atomic.failure("læses", path, OSError("something odd")))
    assert sentence.startswith(f"{path}: kan ikke læses: systemet svarer med fejl")
    assert "odd" not in sentence


# --- Modes and links ----------------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("kept", [0o640, 0o664, 0o600, 0o444, 0o400])
def test_a_rewritten_file_keeps_its_mode(kept: int, old: Path, no_umask: None) -> None:
    old.chmod(kept)
    atomic.write(old, NEW)
    assert mode(old) == kept
    assert old.read_bytes() == NEW


@on_posix
@pytest.mark.parametrize("put", [atomic.write, atomic.create], ids=lambda f: f.__name__)
def test_a_new_file_is_readable_by_its_owner_alone(
    put: Callable[[Path, bytes], None], place: Path, no_umask: None
) -> None:
    put(place / "ny", NEW)
    assert mode(place / "ny") == 0o600


@on_posix
def test_nobody_else_can_read_the_bytes_while_they_are_being_written(
    old: Path, no_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def write(descriptor: int, data: memoryview) -> int:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return os.write(descriptor, data)

    old.chmod(0o600)
    system(monkeypatch, write=write)
    atomic.write(old, NEW)
    assert seen == [0o600]


@on_posix
def test_new_folders_are_open_to_their_owner_alone(place: Path, no_umask: None) -> None:
    atomic.make_folder(place / "a" / "b")
    assert mode(place / "a") == 0o700
    assert mode(place / "a" / "b") == 0o700


@on_posix
def test_a_folder_that_is_there_keeps_its_mode(place: Path) -> None:
    place.chmod(0o775)
    atomic.make_folder(place)
    assert mode(place) == 0o775


@on_posix
def test_a_link_stays_a_link_and_its_file_is_rewritten(place: Path, old: Path) -> None:
    other = place / "andetsteds"
    other.mkdir()
    link = other / "genvej.toml"
    link.symlink_to("../svar.toml")
    atomic.write(link, NEW)
    assert link.is_symlink()
    assert str(link.readlink()) == "../svar.toml"
    assert old.read_bytes() == NEW
    assert names_in(other) == ["genvej.toml"]


@on_posix
def test_a_link_to_a_file_that_is_not_there_stays_a_link(place: Path) -> None:
    link = place / "genvej"
    link.symlink_to(place / "mål")
    atomic.write(link, NEW)
    assert link.is_symlink()
    assert (place / "mål").read_bytes() == NEW


@on_posix
def test_a_link_that_points_at_itself_is_refused_in_danish(place: Path) -> None:
    link = place / "ring"
    link.symlink_to(link)
    with pytest.raises(StorageFailure) as caught:
        atomic.write(link, NEW)
    assert not english_in(str(caught.value), link)
    assert names_in(place) == ["ring"]


# --- Creating -----------------------------------------------------------------------------------


def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch)
    monkeypatch.setattr(Path, "hardlink_to", refusing(errno.EPERM))


def everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch)


file_systems = pytest.mark.parametrize(
    "file_system", [everything_works, no_hard_links, on_windows], ids=lambda f: f.__name__
)


@file_systems
def test_a_created_file_holds_exactly_the_bytes_it_was_given(
    file_system: Fault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_system(monkeypatch)
    atomic.create(place / "ny", NEW)
    assert (place / "ny").read_bytes() == NEW
    assert names_in(place) == ["ny"]


@file_systems
def test_creating_never_overwrites(
    file_system: Fault, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_system(monkeypatch)
    with pytest.raises(FileExistsError):
        atomic.create(old, NEW)
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["svar.toml"]


@file_systems
def test_creating_never_overwrites_a_file_that_appears_meanwhile(
    file_system: Fault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_system(monkeypatch)
    path = place / "ny"

    def fsync(descriptor: int) -> None:
        path.write_bytes(OLD)

    monkeypatch.setattr(atomic.os, "fsync", fsync)
    with pytest.raises(FileExistsError):
        atomic.create(path, NEW)
    assert path.read_bytes() == OLD
    assert names_in(place) == ["ny"]


# --- Windows ------------------------------------------------------------------------------------


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("times", [1, 7])
def test_a_file_held_for_a_moment_is_replaced_when_it_is_let_go(
    winerror: int, times: int, old: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = held_by_another(monkeypatch, "replace", times, winerror)
    atomic.write(old, NEW)
    assert old.read_bytes() == NEW
    assert len(attempts) == times + 1
    assert len(slept) == times


def test_a_file_that_is_never_let_go_is_given_up_within_seconds(
    old: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = held_by_another(monkeypatch, "replace", 1000)
    with pytest.raises(StorageFailure) as caught:
        atomic.write(old, NEW)
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["svar.toml"]
    assert len(attempts) == len(slept) + 1 < 20
    assert 1 < sum(slept) < 5
    assert not english_in(str(caught.value), old)


def test_an_error_that_waiting_cannot_mend_is_not_waited_for(
    old: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = held_by_another(monkeypatch, "replace", 1000, winerror=112)  # the disk is full
    with pytest.raises(StorageFailure):
        atomic.write(old, NEW)
    assert len(attempts) == 1
    assert slept == []


def test_elsewhere_than_on_windows_a_refusal_is_not_waited_for(
    old: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    replacing_is_forbidden(monkeypatch)
    with pytest.raises(StorageFailure):
        atomic.write(old, NEW)
    assert slept == []


def test_a_new_file_on_windows_waits_for_the_scanner_too(
    place: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(monkeypatch)
    held_by_another(monkeypatch, "rename", 2)
    atomic.create(place / "ny", NEW)
    assert (place / "ny").read_bytes() == NEW
    assert len(slept) == 2


def test_windows_is_never_asked_to_open_a_folder(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = on_windows(monkeypatch)
    atomic.make_folder(place / "ny")
    atomic.write(place / "ny" / "fil", NEW)
    assert len(opened) == 1
    assert opened[0].endswith(".tmp")


def test_a_python_that_cannot_set_a_mode_through_a_descriptor_still_writes(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch)
    monkeypatch.delattr(atomic.os, "fchmod")
    atomic.write(old, NEW)
    assert old.read_bytes() == NEW


# --- Folders ------------------------------------------------------------------------------------


def test_making_a_folder_twice_is_no_error(place: Path) -> None:
    atomic.make_folder(place / "a" / "b" / "c")
    atomic.make_folder(place / "a" / "b" / "c")
    assert (place / "a" / "b" / "c").is_dir()


def test_a_folder_somebody_else_makes_meanwhile_is_no_error(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.mkdir

    def mkdir(self: Path, mode: int = 0o777, *, exist_ok: bool = False) -> None:
        real(self)
        real(self, mode, exist_ok=exist_ok)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    atomic.make_folder(place / "a")
    assert (place / "a").is_dir()


@on_posix
@pytest.mark.parametrize("below", ["", "under"])
def test_a_file_where_a_folder_should_be_is_named_and_left(old: Path, below: str) -> None:
    with pytest.raises(StorageFailure, match="en del af stien er en fil") as caught:
        atomic.make_folder(old / below)
    assert "kan ikke oprettes" in str(caught.value)
    assert old.read_bytes() == OLD


def test_a_drive_that_can_only_be_read_is_named_with_the_remedy(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "mkdir", refusing(errno.EROFS))
    with pytest.raises(StorageFailure, match=r"drevet kan kun læses\. Vælg "):
        atomic.make_folder(place / "ny")


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_network_drive_that_cannot_sync_a_folder_is_good_enough(
    code: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))

    system(monkeypatch, fsync=fsync)
    atomic.write(place / "ny", NEW)
    assert (place / "ny").read_bytes() == NEW


def test_a_finished_folder_gets_its_name_in_one_step(place: Path) -> None:
    (place / "bygges").mkdir()
    (place / "bygges" / "fil").write_bytes(NEW)
    atomic.move_folder(place / "bygges", place / "færdig")
    assert names_in(place) == ["færdig"]
    assert (place / "færdig" / "fil").read_bytes() == NEW


def test_a_folder_never_takes_the_name_of_another(place: Path) -> None:
    (place / "bygges").mkdir()
    (place / "taget").mkdir()
    with pytest.raises(FileExistsError):
        atomic.move_folder(place / "bygges", place / "taget")
    assert names_in(place) == ["bygges", "taget"]


@pytest.mark.parametrize("code", [errno.EEXIST, errno.ENOTEMPTY])
def test_a_name_taken_at_the_last_moment_counts_as_taken(
    code: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", refusing(code))
    with pytest.raises(FileExistsError):
        atomic.move_folder(place / "bygges", place / "ny")


def test_a_folder_that_cannot_be_moved_is_worded_in_danish(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", refusing(errno.EACCES))
    with pytest.raises(StorageFailure, match="kan ikke oprettes: du har ikke adgang") as caught:
        atomic.move_folder(place / "bygges", place / "ny")
    assert not english_in(str(caught.value), place / "ny")


def test_a_folder_held_for_a_moment_is_moved_when_it_is_let_go(
    place: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "bygges").mkdir()
    held_by_another(monkeypatch, "rename", 3, winerror=5)
    atomic.move_folder(place / "bygges", place / "ny")
    assert names_in(place) == ["ny"]
    assert len(slept) == 3


def test_a_name_too_long_is_told_in_danish(place: Path) -> None:
    with pytest.raises(StorageFailure, match="navnet er for langt"):
        atomic.write(place / ("x" * 300), b"x")
    assert names_in(place) == []


def test_a_file_one_may_not_look_at_is_told_in_danish(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_a: object, **_k: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", refuse)
        with pytest.raises(StorageFailure, match="adgang"):
            atomic.write(place / "x", b"x")


def test_a_drive_that_is_not_connected_is_told_of_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Path] = []

    def exists(self: Path) -> bool:
        asked.append(self)
        assert len(asked) < 50, "an endless loop"
        return False

    def mkdir(*_arguments: object, **_settings: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", exists)
        patch.setattr(Path, "mkdir", mkdir)
        with pytest.raises(StorageFailure, match="mappen findes ikke"):
            atomic.make_folder(Path("/data/bostoette"))


def test_a_file_another_program_holds_is_told_to_be_closed(
    place: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    held_by_another(monkeypatch, "replace", 1000, winerror=32)
    with pytest.raises(StorageFailure, match="et andet program"):
        atomic.write(place / "x", b"x")
