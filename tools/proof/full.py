"""Where the disk fails as a whole: full, only to be read, taken away, or no longer answering.

Real file systems are mounted for it, so most of it needs Linux and root; without, it is said what
was left out.
"""

import ctypes
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from proof import faults, product
from proof.figures import Claim

_KIB = 1024
_PAGE_KIB = 4
_LARGEST_DISK_KIB = 400
_LONGEST_ANSWER_SECONDS = 40.0
_EVALUATION = ("evaluer", "5", "6", "--enkel", "--rolle", "medarbejder", "--katalog", "bostoette")
# Notes so long that a small disk fills up on the way.
_TYPED = "".join(f"n\n{'Vi prøvede noget. ' * 150}\n{step}\n" for step in (3, 4, 5, 2, 1))
_KEPT_LINE = re.compile(r"Svar(?: \([^)]*\))?:   [1-5]  \w")
_LIBC = ctypes.CDLL(None, use_errno=True)
_MS_RDONLY, _MS_REMOUNT, _MS_BIND, _MNT_DETACH = 1, 32, 4096, 2


def can_mount() -> bool:
    """Whether file systems can be mounted here."""
    try:
        with tempfile.TemporaryDirectory() as name, mounted(Path(name), "tmpfs", "size=4k"):
            return True
    except OSError:
        return False


@contextmanager
def mounted(
    place: Path, kind: str, options: str, source: str = "proof", flags: int = 0
) -> Iterator[None]:
    """Mount a file system, and take it away again whatever happens."""
    _mount(place, kind, options, source, flags)
    try:
        yield
    finally:
        _LIBC.umount2(os.fsencode(place), _MNT_DETACH)


def _mount(place: Path, kind: str, options: str, source: str = "proof", flags: int = 0) -> None:
    words = (source.encode(), os.fsencode(place), kind.encode())
    if _LIBC.mount(*words, flags, options.encode()):
        raise OSError(ctypes.get_errno(), "mount")


@contextmanager
def silent(place: Path) -> Iterator[None]:
    """Put a file system over a folder that takes every question and answers none."""
    descriptor = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={descriptor},rootmode=40000,user_id=0,group_id=0"
    try:
        with mounted(place, "fuse", options):
            yield
    finally:
        os.close(descriptor)


# --- Full ---------------------------------------------------------------------------------------


def small_disks(sizes: Sequence[int] = range(_PAGE_KIB, _LARGEST_DISK_KIB, _PAGE_KIB)) -> Claim:
    """An evaluation on disks of every size from nothing to enough; then there is room again."""
    failures: list[str] = []
    filled = 0
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            place = Path(name) / "disk"
            place.mkdir()
            with mounted(place, "tmpfs", f"size={size}k"):
                done = product.bostoette(place, *_EVALUATION, input=_TYPED)
                filled += "mere plads" in done.stderr
                found = _complaints(place, done)
                _mount(place, "tmpfs", "size=8m", flags=_MS_REMOUNT)
                found += _goes_on(place)
            failures += [f"{size} KiB: {line}" for line in found]
    return Claim(
        "Fuld disk (tmpfs i hver størrelse), derefter plads igen", len(sizes), failures,
        f"{sizes[0]} til {sizes[-1]} KiB; disken løb fuld {filled} gange",
    )  # fmt: skip


def limited_files(sizes: Sequence[int] = range(512, 24 * _KIB, 512)) -> Claim:
    """The same where the system takes no more than so many bytes in one file."""
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        start = Path(name) / "start"
        start.mkdir()
        product.bostoette(start, "runde", "ny", "Efterår")
        for size in sizes:
            home = Path(name) / str(size)
            shutil.copytree(start, home)
            limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
            done = product.bostoette(home, *_EVALUATION, input=_TYPED, preexec_fn=limit)
            failures += [f"{size} byte: {line}" for line in _complaints(home, done)]
            failures += [f"{size} byte: {line}" for line in _goes_on(home)]
    return Claim("Grænse for, hvor stor en fil må være", len(sizes), failures)


def _complaints(home: Path, done: subprocess.CompletedProcess[str]) -> list[str]:
    """What does not hold after an evaluation that the disk may have ended."""
    found = product.unreadable(home)
    promised = len(_KEPT_LINE.findall(done.stdout))
    kept = sum(
        path.read_text("utf-8").count("vaerdi = ")
        for path in home.glob("data/runder/[!.]*/besvarelser/[!.]*.toml")
    )
    if kept < promised:
        found.append(f"{promised} svar vist som gemt, {kept} på disken")
    # What was typed ends in the middle: Ctrl-C, where the disk had room for it all.
    if done.returncode not in (0, 1, 130) or (
        done.returncode == 1 and not faults.is_told(done.stderr)
    ):
        found.append(f"slutter med {done.returncode}: {done.stderr}")
    return found + [f"{path.name} bliver liggende" for path in product.hidden(home)]


def _goes_on(home: Path) -> list[str]:
    """Whether what was begun can be gone on with, and the folder is whole."""
    again = product.bostoette(home, *_EVALUATION, input=_TYPED)
    examined = product.bostoette(home, "tjek")
    found = [] if again.returncode in (0, 130) else [f"kan ikke fortsætte: {again.stderr}"]
    return found + ([f"tjek: {examined.stdout}"] if examined.returncode else [])


# --- Only to be read, and taken away ------------------------------------------------------------


def only_read() -> Claim:
    """Every deed on a drive that can only be read: told in Danish, and nothing is changed."""
    failures: list[str] = []
    for name, deed in faults.DEEDS.items():
        with tempfile.TemporaryDirectory() as top:
            home = Path(top) / "drev"
            home.mkdir()
            faults.prepared(home, deed)
            before = faults.contents(home)
            bind = _MS_BIND | _MS_REMOUNT | _MS_RDONLY
            with mounted(home, "none", "", str(home), _MS_BIND):
                _mount(home, "none", "", str(home), bind)
                done = faults.do(home, deed)
            if done.status != 1 or not faults.is_told(done.err):
                failures.append(f"{name}: slutter med {done.status}: {done.err}")
            if faults.contents(home) != before:
                failures.append(f"{name}: noget er ændret")
    return Claim("Drevet kan kun læses", len(faults.DEEDS), failures)


@contextmanager
def evaluation(home: Path) -> Iterator[subprocess.Popen[str]]:
    """An evaluation with plain prompts that has shown its first answer as kept."""
    with subprocess.Popen(
        [*product.COMMAND, *_EVALUATION], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8", env=product.environment(home),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("3\n")
        process.stdin.flush()
        for line in process.stdout:
            if _KEPT_LINE.search(line):
                break
        yield process


_LEVELS: Sequence[Callable[[Path], Path]] = (
    lambda home: next((home / "data" / "runder").iterdir()),
    lambda home: home / "data" / "runder",
    lambda home: home / "data",
)


def vanished(levels: Sequence[Callable[[Path], Path]] = _LEVELS) -> Claim:
    """A folder that is moved away between two answers, and put back."""
    failures: list[str] = []
    for level in levels:
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            with evaluation(home) as process:
                place, aside = level(home), home / "væk"
                place.rename(aside)
                _, told = process.communicate("4\n", timeout=_LONGEST_ANSWER_SECONDS)
            if process.returncode != 1 or not faults.is_told(told):
                failures.append(f"{place.name}: slutter med {process.returncode}: {told}")
            if place.exists():
                failures.append(f"{place.name}: er lavet på ny uden sit indhold")
                shutil.rmtree(place)
            aside.rename(place)
            failures += [f"{place.name}: {line}" for line in _goes_on(home)]
    return Claim("Mappen forsvinder mellem to svar og kommer igen", len(levels), failures)


def falls_silent() -> Claim:
    """A drive that stops answering: from the beginning, and between two answers."""
    failures: list[str] = []
    waits: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        product.bostoette(home, "runde", "ny", "Efterår")
        for words in (("evaluer",), ("resultat",), ("handleplan", "tilfoej", "Vi ringer.")):
            with silent(home / "data"):
                began = time.monotonic()
                done = product.bostoette(home, *words, timeout=_LONGEST_ANSWER_SECONDS)
                waits.append(time.monotonic() - began)
            if done.returncode != 1 or "har ikke svaret" not in done.stderr:
                failures.append(f"{words[0]}: slutter med {done.returncode}: {done.stderr}")
        with evaluation(home) as process:
            (folder,) = home.glob("data/runder/*/besvarelser")
            with silent(folder):
                began = time.monotonic()
                _, told = process.communicate("4\n", timeout=_LONGEST_ANSWER_SECONDS)
                waits.append(time.monotonic() - began)
        if process.returncode != 1 or "har ikke svaret" not in told:
            failures.append(f"mellem to svar: slutter med {process.returncode}: {told}")
        failures += _goes_on(home)
    remark = f"længste ventetid {max(waits):.0f} s"
    return Claim("Drevet holder op med at svare (FUSE uden svar)", len(waits), failures, remark)


def full() -> list[Claim]:
    """Everything of it that can be tried here."""
    claims = [limited_files(), vanished()]
    if not can_mount():
        return [*claims, Claim("Fuldt, skrivebeskyttet og tavst drev", 0, (), "kræver root")]
    return [*claims, small_disks(), only_read(), falls_silent()]
