"""A fault at every call to the system that a command makes while it writes, one at a time.

Each deed is done once undisturbed, so that every version of every file is known; then once for
each call and each fault, from the same beginning. Whatever fails, each file must stand as it was
or as it was to become, byte for byte, and the user must be told in Danish.
"""

import errno
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from unittest.mock import patch

from bostoette_cli.cli.main import run
from bostoette_cli.storage import identity, stored_plan
from bostoette_cli.workflows import clock

from proof import product
from proof.figures import Claim

NOW = datetime(2026, 11, 22, 9, 12, 44, tzinfo=timezone(timedelta(hours=1)))
_IN_MEMORY = Path("/dev/shm")  # thousands of syncs would wear a disk and prove no more
SHORT = 0  # not an error: the system takes some of the bytes

FAULTS: Mapping[str, tuple[int, ...]] = {
    "open": (errno.EACCES, errno.ENOSPC, errno.EIO),
    "write": (SHORT, errno.ENOSPC, errno.EDQUOT, errno.EIO),
    "fsync": (errno.EIO, errno.ENOSPC),
    "close": (errno.EIO, errno.EDQUOT),
    "fchmod": (errno.EPERM,),
    "replace": (errno.EACCES, errno.EBUSY, errno.EROFS),
    "link": (errno.EACCES, errno.EPERM, errno.EIO),
    "rename": (errno.EACCES, errno.EBUSY),
    "mkdir": (errno.EACCES, errno.ENOSPC, errno.EROFS),
    "chmod": (errno.EPERM,),
    "unlink": (errno.EACCES, errno.EBUSY),
}

_PERSON = """format = 1
katalog = "bostoette"
udgave = "2021.1"
id = "{id}"
rolle = "medarbejder"
tilstand = "faerdig"
aendret = 2026-11-{day}T09:00:00+01:00
svar.5a.vaerdi = {value}
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a user does.

    Attributes:
        words: the command line; ``IND`` stands for the folder of files to take in, ``UD`` for one
            to write in.
        typed: the lines typed into a dialogue.
        before: the names of the deeds that were done before it.
        goes_on: whether it may be left half done, since doing it again takes the rest.
    """

    words: tuple[str, ...]
    typed: str = ""
    before: tuple[str, ...] = ()
    goes_on: bool = False


DEEDS: Mapping[str, Deed] = {
    "første svar": Deed(("evaluer", "--svar", "IND/før/anna.toml", "--ny-runde", "Efterår")),
    "nyere svar": Deed(("evaluer", "--svar", "IND/efter/anna.toml"), before=("første svar",)),
    "svar ved skærmen": Deed(
        ("evaluer", "5", "--enkel", "--rolle", "medarbejder"),
        "1\nn\nNote\n4\n3\n2\n1\nTanke\ng\n",
    ),
    "fortsat besvarelse": Deed(
        ("evaluer", "--enkel", "--rolle", "medarbejder"),
        "1\nTanke\ng\n",
        before=("svar ved skærmen",),
    ),
    "fælles svar": Deed(
        ("evaluer", "5", "--faelles", "--enkel"), "3\nVi er enige.\n\n", before=("første svar",)
    ),
    "import": Deed(("importer", "IND/efter"), before=("første svar",)),
    "ny runde": Deed(("runde", "ny", "Forår", "--anonym"), before=("første svar",)),
    "luk runde": Deed(("runde", "luk", "Efterår"), before=("første svar",)),
    "ny handling": Deed(("handleplan", "tilfoej", "Vi ringer."), before=("første svar",)),
    "handling gjort": Deed(("handleplan", "gjort", "ringer"), before=("ny handling",)),
    "valg af katalog": Deed(("katalog", "vaelg", "botilbud"), before=("første svar",)),
    "kopi af katalog": Deed(("katalog", "kopier", "bostoette", "UD/vores.toml")),
    "rapport": Deed(("eksporter", "--ud", "UD/rapport.md"), before=("første svar",)),
    "rapport igen": Deed(
        ("eksporter", "--ud", "UD/rapport.md", "--overskriv"), before=("rapport",)
    ),
    "tabeller": Deed(("eksporter", "--alt", "--ud", "UD/tabeller"), before=("første svar",)),
    "tabeller igen": Deed(
        ("eksporter", "--alt", "--ud", "UD/tabeller", "--overskriv"), before=("tabeller",)
    ),
    "omdøb runde": Deed(("runde", "omdoeb", "Efterår", "Vinter"), before=("første svar",)),
    "slet runde": Deed(("runde", "slet", "Efterår", "--ja"), before=("nyere svar",)),
    "hent runde": Deed(("runde", "hent", "Efterår"), before=("slet runde",)),
    "hent tidligere udgave": Deed(
        ("tjek", "--hent", "runder/2026-11-22-efteraar/besvarelser/anna.toml"),
        before=("nyere svar",),
    ),
    "sikkerhedskopi": Deed(("arkiver", "--ud", "UD/kopi.zip"), before=("nyere svar",)),
    "sletning efter kopi": Deed(("runde", "slet", "Efterår", "--ja"), before=("sikkerhedskopi",)),
    "gendannelse": Deed(("gendan", "UD/kopi.zip"), before=("sletning efter kopi",), goes_on=True),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a command line came to."""

    status: int
    out: str
    err: str


Versions = Mapping[Path, set[bytes]]


class Calls:
    """The system's calls, counted; the n-th of one kind can be made to fail.

    Attributes:
        seen: how many of each kind there were.
        struck: whether the fault was reached.
    """

    def __init__(self, kind: str = "", number: int = 0, fault: int = SHORT) -> None:
        self.kind, self._number, self._fault = kind, number, fault
        self.seen = dict.fromkeys(FAULTS, 0)
        self.struck = False

    @contextmanager
    def watching(self, after: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Stand between the tool and the system; ``after`` is called when a name has changed."""
        with ExitStack() as stack:
            for kind in FAULTS:
                stack.enter_context(patch.object(os, kind, self._between(kind, after)))
            yield

    def _between(self, kind: str, after: Callable[[], None]) -> Callable[..., object]:
        real = getattr(os, kind)

        def call(*arguments: object, **named: object) -> object:
            if kind == "open" and _reads_a_file(*arguments):
                return real(*arguments, **named)  # what cannot be read is tried elsewhere
            self.seen[kind] += 1
            if kind == self.kind and self.seen[kind] == self._number:
                self.struck = True
                if self._fault == SHORT:
                    descriptor, data = arguments
                    return real(descriptor, bytes(data[: max(len(data) // 2, 1)]))
                if kind == "close":
                    real(*arguments)
                raise OSError(self._fault, os.strerror(self._fault), *_named_file(arguments))
            result = real(*arguments, **named)
            if kind in ("replace", "link", "rename"):
                counted = dict(self.seen)
                after()
                self.seen = counted
            return result

        return call


def _reads_a_file(path: Path, flags: int, *_: object) -> bool:
    return not flags & (os.O_WRONLY | os.O_RDWR) and Path(path).is_file()


def _named_file(arguments: tuple[object, ...]) -> list[str]:
    return [os.fspath(a) for a in arguments[:1] if isinstance(a, str | os.PathLike)]


def do(home: Path, deed: Deed, moment: datetime = NOW) -> Done:
    """Do a deed in this process, at a moment of its own and with codes that are always the same."""
    out, err = io.StringIO(), io.StringIO()
    words = placed(home, deed)
    variables = {k: v for k, v in product.environment(home).items() if k.startswith("BOSTOETTE")}
    with (
        patch.dict(os.environ, variables),
        patch.object(sys, "stdin", io.StringIO(deed.typed)),
        patch.object(stored_plan, "random_code", _code_after(count(100))),
        patch.object(identity, "random_code", lambda length: "k" * length),
        redirect_stdout(out),
        redirect_stderr(err),
        clock.standing_at(moment),
    ):
        status = run(words)
    return Done(status, out.getvalue(), err.getvalue())


def _code_after(numbers: Iterator[int]) -> Callable[[int], str]:
    """Codes that come in the same order each time."""
    return lambda length: str(next(numbers)).translate(_LETTERS).rjust(length, "k")


_LETTERS = str.maketrans("0123456789", "abcdefghjm")


def placed(home: Path, deed: Deed) -> list[str]:
    """The command line with the real folders in it."""
    places = {"IND": str(home / "ind"), "UD": str(home / "ud")}
    parts = [word.partition("/") for word in deed.words]
    return [f"{places.get(first, first)}{mark}{rest}" for first, mark, rest in parts]


def prepared(home: Path, deed: Deed) -> None:
    """Everything that was there before the deed."""
    for day, version in enumerate(("før", "efter"), 21):
        (home / "ind" / version).mkdir(parents=True, exist_ok=True)
        for value, id_ in enumerate(("anna", "bo"), day - 20):
            text = _PERSON.format(id=id_, day=day, value=value)
            (home / "ind" / version / f"{id_}.toml").write_text(text, "utf-8")
    (home / "ud").mkdir(exist_ok=True)
    for name in deed.before:
        prepared(home, DEEDS[name])
        assert do(home, DEEDS[name]).status == 0, name


def contents(home: Path) -> dict[Path, bytes]:
    """Every file that has got its name."""
    return {
        path.relative_to(home): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not _is_hidden(path.relative_to(home))
    }


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """How a deed goes when nothing fails.

    Attributes:
        versions: every content a file has had on the way, first and last included.
        calls: how many calls of each kind it takes.
    """

    before: dict[Path, bytes]
    after: dict[Path, bytes]
    versions: Versions
    calls: Mapping[str, int]


def undisturbed(home: Path, deed: Deed) -> Undisturbed:
    """Do a deed without any fault, and remember every version of every file."""
    before = contents(home)
    versions: dict[Path, set[bytes]] = {path: {data} for path, data in before.items()}

    def remember() -> None:
        for path, data in contents(home).items():
            versions.setdefault(path, set()).add(data)

    calls = Calls()
    with calls.watching(remember):
        done = do(home, deed)
    assert done.status == 0, done
    remember()
    return Undisturbed(before, contents(home), versions, dict(calls.seen))


_NO_DANISH = ("Traceback", "Error", "errno", "Der er en fejl i bostoette")


def struck(home: Path, start: Path, deed: Deed, usual: Undisturbed, calls: Calls) -> list[str]:
    """Do a deed from the beginning with a fault in it; what does not hold afterwards."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(start, home)
    with calls.watching():
        done = do(home, deed)
    if not calls.struck:
        return []
    after = contents(home)
    found = [
        f"{path}: hverken som før eller som efter"
        for path, data in after.items()
        if data not in usual.versions.get(path, ())
    ]
    if after != usual.after:  # a round that was moved is where it was to be
        found += [f"{path}: er væk" for path in usual.before.keys() - after.keys()]
    found += [f"{path}: bliver liggende" for path in _litter(home, calls)]
    if done.status == 0 and after != usual.after:
        found.append("siger, at det er gjort, men det er det ikke")
    found += _badly_told(done)
    return found + _cannot_go_on(home, deed)


def _litter(home: Path, calls: Calls) -> list[Path]:
    """What lies half written, unless the fault was in taking it away."""
    if calls.kind == "unlink":
        return []
    lying = (path.relative_to(home) for path in product.hidden(home))
    return [path for path in lying if path.suffix != ".gammel"]  # an old export being taken away


def is_told(words: str) -> bool:
    """Whether an error says something, and says it in Danish."""
    return bool(words.strip()) and not any(word in words for word in _NO_DANISH)


def _badly_told(done: Done) -> list[str]:
    if done.status == 0:
        return []
    if done.status != 1:
        return [f"slutter med {done.status}: {done.err}"]
    if not is_told(done.err):
        return [f"siger: {done.err.strip() or 'ingenting'}"]
    return []


def _cannot_go_on(home: Path, deed: Deed) -> list[str]:
    """Whether the folder is whole, and the same can be done again; or has been done already."""
    if deed.goes_on:
        do(home, deed)
    examined = do(home, Deed(("tjek",)))
    again = do(home, deed)
    found = [f"tjek: {examined.out}{examined.err}"] if examined.status else []
    if again.status not in ((0, 130) if deed.typed else (0, 2)):
        found.append(f"kan ikke gøres igen: {again.err.strip()}")
    return found


QUICK: Mapping[str, tuple[int, ...]] = {
    "open": (errno.EACCES,),
    "write": (SHORT, errno.ENOSPC),
    "fsync": (errno.EIO,),
    "replace": (errno.EBUSY,),
    "link": (errno.EACCES,),
    "rename": (errno.EACCES,),
    "mkdir": (errno.ENOSPC,),
}


def faults_of(name: str, kinds: Mapping[str, tuple[int, ...]] = FAULTS) -> Claim:
    """Every fault at every call of one deed."""
    deed = DEEDS[name]
    cases, failures = 0, []
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.exists() else None) as folder:
        # The deed is always done in the same place, so that what it writes is the same.
        start, home = Path(folder) / "før", Path(folder) / "nu"
        prepared(home, deed)
        shutil.copytree(home, start)
        usual = undisturbed(home, deed)
        for kind, codes in kinds.items():
            for number, fault in ((n, f) for n in range(1, usual.calls[kind] + 1) for f in codes):
                calls = Calls(kind, number, fault)
                found = struck(home, start, deed, usual, calls)
                cases += calls.struck
                what = errno.errorcode.get(fault, "kort")
                failures += [f"{name}, {kind} nr. {number}, {what}: {line}" for line in found]
    return Claim(f"Fejl i hvert systemkald: {name}", cases, failures)


def every_fault() -> list[Claim]:
    """Every fault at every call of every deed."""
    return [faults_of(name) for name in DEEDS]
