"""Faults put into the real program from outside: strace refuses one call of its write path.

Inside Python (``faults.py``) every call of the standard library's ``os`` can be reached; here it is
the system's own calls, in a process of its own, so that nothing in between can hide one.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from proof import faults, product
from proof.figures import Claim

_FAULTS: Mapping[str, tuple[str, ...]] = {
    "openat": ("EACCES", "ENOSPC"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO",),
    "rename": ("EACCES", "EBUSY"),
    "link": ("EACCES", "EBUSY"),
    "linkat": ("EACCES", "EBUSY"),
    "mkdir": ("EACCES", "ENOSPC"),
    "flock": ("ENOLCK",),
}
_DEEDS = ("første svar", "nyere svar", "ny runde", "luk runde", "ny handling", "valg af katalog")
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")
# Two runs differ in their moments and in an action's random id.
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d\S*)?")
_OWN_NAME = re.compile(r"(?<=handleplan/)[a-z0-9]{4}|-\d{8}T\d{6}")
_ID = re.compile(rb'^id = "[a-z0-9]{4}"$', re.MULTILINE)


def from_outside() -> list[Claim]:
    """Every fault at every call of the write path of some deeds."""
    if not can_trace():
        return [Claim("Fejl sat ind med strace", 0, (), "strace mangler, eller må ikke her")]
    return [_faults_of(name) for name in _DEEDS]


def can_trace() -> bool:
    """Whether strace is here and may follow a process."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return done.returncode == 0


def _faults_of(name: str) -> Claim:
    deed = faults.DEEDS[name]
    failures, cases = [], 0
    with tempfile.TemporaryDirectory() as folder:
        start, home = Path(folder) / "før", Path(folder) / "nu"
        faults.prepared(home, deed)
        shutil.copytree(home, start)
        before = _contents(home)
        calls = _write_path(home, deed)
        after = _contents(home)
        for kind, number in calls:
            for code in _FAULTS[kind]:
                shutil.rmtree(home)
                shutil.copytree(start, home)
                done = _run(home, deed, kind, f"inject={kind}:error={code}:when={number}")
                if "(INJECTED)" not in (home.parent / "spor").read_text("utf-8"):
                    continue
                cases += 1
                found = _complaints(home, deed, done, before, after)
                failures += [f"{name}, {kind} nr. {number}, {code}: {line}" for line in found]
    return Claim(f"Fejl sat ind med strace: {name}", cases, failures)


def _run(
    home: Path, deed: faults.Deed, kinds: str, fault: str = ""
) -> subprocess.CompletedProcess[str]:
    words = faults.placed(home, deed)
    command = ["strace", "-f", "-y", "-o", str(home.parent / "spor"), "-e", f"trace={kinds}"]
    command += ["-e", fault] if fault else []
    return subprocess.run(
        [*command, *product.COMMAND, *words], capture_output=True, encoding="utf-8", check=False,
        env=product.environment(home) | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def _write_path(home: Path, deed: faults.Deed) -> Iterable[tuple[str, int]]:
    """Each call that writes in the folder: its kind, and which of its kind it is in its thread.

    strace counts in every thread, so a fault may strike in two. Refusing the first files a program
    opens would keep it from starting: opening is refused in the main thread alone.
    """
    done = _run(home, deed, ",".join(_FAULTS))
    assert done.returncode == 0, done.stderr
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], None] = {}
    main = ""
    for line in (home.parent / "spor").read_text("utf-8").splitlines():
        if match := _CALL.match(line):
            thread, kind, rest = match.groups()
            main = main or thread
            seen[thread, kind] += 1
            is_left_out = kind == "openat" and ("O_CREAT" not in rest or thread != main)
            if str(home) in rest and not is_left_out:
                found[kind, seen[thread, kind]] = None
    return found


def _contents(home: Path) -> dict[str, bytes]:
    """Every file that has got its name, without what differs from run to run."""
    return {
        _OWN_NAME.sub("", path.as_posix()): _ID.sub(b"id", _MOMENT.sub(b"dag", data))
        for path, data in faults.contents(home).items()
    }


def _complaints(
    home: Path,
    deed: faults.Deed,
    done: subprocess.CompletedProcess[str],
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
) -> list[str]:
    found = [
        f"{path}: hverken som før eller som efter"
        for path, data in _contents(home).items()
        if data not in (before.get(path), after.get(path))
    ]
    found += [f"{path}: er væk" for path in before.keys() - _contents(home).keys()]
    found += [f"{path.name} bliver liggende" for path in product.hidden(home)]
    if done.returncode == 0 and _contents(home) != after:
        found.append("siger, at det er gjort, men det er det ikke")
    if done.returncode not in (0, 1) or (done.returncode == 1 and not faults.is_told(done.stderr)):
        found.append(f"slutter med {done.returncode}: {done.stderr}")
    examined = product.bostoette(home, "tjek")
    again = product.bostoette(home, *faults.placed(home, deed))
    found += [f"tjek: {examined.stdout}"] if examined.returncode else []
    return found + ([f"igen: {again.stderr}"] if again.returncode not in (0, 2) else [])
