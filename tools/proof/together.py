"""Twenty colleagues at work in one folder for a minute, some of them killed all along.

They answer, take in, close and open the round that is answered in, read and export: see
``tests/colleague.py``, which each of them is. What a colleague was told is kept is looked for
afterwards; whoever is killed is started again and goes on from there.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bostoette_cli.storage import locking

from proof import product
from proof.figures import Claim

COLLEAGUES = 20
SECONDS = 60.0
_KILL_EVERY_SECONDS = 0.5
_LONGEST_FOR_A_FREE_LOCK_SECONDS = 1.0
_PEOPLE_IN_THE_INBOX = 5
_KINDS = ("svarer", "tager ind", "lukker og åbner", "læser og eksporterer")
_COLLEAGUE = Path(__file__).parents[2] / "tests" / "colleague.py"
_RESPONSE = """format = 1
katalog = "bostoette"
udgave = "2021.1"
runde = "{round}"
id = "ind{number}"
rolle = "medarbejder"
tilstand = "faerdig"
aendret = 2026-11-{day}T09:00:00+01:00
[svar.5a]
vaerdi = {value}
"""


@dataclass
class Colleague:
    """One of them, through all its lives.

    Attributes:
        turn: the last turn of which it was told that it was done.
        done: how many turns were done in all.
        complaints: what it found wrong.
        looked: how many times its own answer was looked for on disk after a kill.
        lost: what was told to be kept then, and was not there.
    """

    number: int
    top: Path
    turn: int = -1
    done: int = 0
    complaints: list[str] = field(default_factory=list)
    looked: int = 0
    lost: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def kind(self) -> str:
        """What it does."""
        return _KINDS[self.number % len(_KINDS)]

    @property
    def _log(self) -> Path:
        return self.top / f"log{self.number}.txt"

    def start(self) -> None:
        """Begin, or begin again after the last turn that is known to be done."""
        places = [str(self.top / name) for name in ("data", "ind", "arbejde")]
        words = [*places, str(self.number), "0", str(self.turn + 1)]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, _COLLEAGUE, *words], stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, env=product.environment(self.top),
            )  # fmt: skip

    def kill(self) -> None:
        """End it in the middle of whatever it is doing, and note what it had been told."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        text = self._log.read_text("utf-8", "replace")
        whole = text[: text.rfind("\n") + 1].splitlines()
        if any(not line.startswith(("klar", "{")) for line in whole):
            self.complaints.append(text[-300:])
        told = [json.loads(line) for line in whole if line.startswith("{")]
        if told:
            self.done += len(told)
            self.turn = told[-1]["turn"]
            self.complaints += told[-1]["complaints"]
        if self.kind == _KINDS[0] and self.turn >= 0:
            self.looked += 1
            self.lost += [] if self._is_kept() else [f"k{self.number}: tur {self.turn} er væk"]

    def _is_kept(self) -> bool:
        """Whether the answer of the last turn it was told of is there, or of the one after it."""
        found = list(self.top.glob(f"data/runder/*/besvarelser/k{self.number}.toml"))
        if len(found) != 1:
            return False
        note = tomllib.loads(found[0].read_text("utf-8"))["svar"]["5a"]["note"]
        return note in (f"tur {self.turn}", f"tur {self.turn + 1}")


def together(seconds: float = SECONDS, colleagues: int = COLLEAGUES) -> list[Claim]:
    """Let them work for so long, kill one now and then and all in the end, and look."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        round_id = _opened(top)
        _fill_inbox(top / "ind", round_id)
        team = [Colleague(number, top) for number in range(colleagues)]
        kills = _work(team, seconds)
        return _claims(top, team, kills, seconds)


def _opened(top: Path) -> str:
    """The round all of them use."""
    (top / "arbejde").mkdir()
    product.bostoette(top, "runde", "ny", "Den fælles")
    (folder,) = (top / "data" / "runder").iterdir()
    (top / "arbejde" / "runde").write_text(folder.name, "utf-8")
    return folder.name


def _fill_inbox(inbox: Path, round_id: str) -> None:
    for value, version in enumerate(("før", "efter"), 1):
        (inbox / version).mkdir(parents=True)
        for number in range(_PEOPLE_IN_THE_INBOX):
            text = _RESPONSE.format(round=round_id, number=number, day=21 + value, value=value)
            (inbox / version / f"ind{number}.toml").write_text(text, "utf-8")


def _work(team: list[Colleague], seconds: float) -> int:
    """All at once; every half second one of them is killed and started again."""
    for colleague in team:
        colleague.start()
    deadline, kills = time.monotonic() + seconds, 0
    while time.monotonic() < deadline:
        time.sleep(_KILL_EVERY_SECONDS)
        victim = random.choice(team)
        victim.kill()
        victim.start()
        kills += 1
    for colleague in team:
        colleague.kill()
    return kills + len(team)


def _claims(top: Path, team: list[Colleague], kills: int, seconds: float) -> list[Claim]:
    turns = Counter[str]()
    for colleague in team:
        turns[colleague.kind] += colleague.done
    told = f"{len(team)} processer i {seconds:.0f} sekunder, {kills} dræbt undervejs; "
    told += ", ".join(f"{kind}: {count}" for kind, count in turns.items())
    complaints = [line for colleague in team for line in colleague.complaints]
    looked = sum(colleague.looked for colleague in team)
    lost = [line for colleague in team for line in colleague.lost]
    return [
        Claim(
            "Mange på én gang: ingen får en halv fil eller en fejl", turns.total(), complaints, told
        ),
        Claim("Mange på én gang: det, der er sagt gemt, er der efter hvert drab", looked, lost),
        *_whole_afterwards(top),
    ]


def _whole_afterwards(top: Path) -> list[Claim]:
    folder = top / "data"
    left = product.hidden(folder)
    broken = product.unreadable(top)
    locked = [str(place) for place in _places(folder) if not _is_free(place)]
    product.bostoette(top, "runde", "aabn", "Den fælles")  # it may be open already
    for words in (("importer", str(top / "ind" / "efter")), ("tjek",)):
        done = product.bostoette(top, *words)
        if done.returncode:
            broken.append(f"{words[0]}: {done.stdout}{done.stderr}")
    files = len(list(folder.rglob("*.toml")))
    return [
        Claim("Mange på én gang: hver fil er hel bagefter", files, broken),
        Claim("Mange på én gang: låsen er fri, straks de er dræbt", len(_places(folder)), locked,
              f"midlertidige filer efterladt: {len(left)}"),
    ]  # fmt: skip


def _places(folder: Path) -> list[Path]:
    return [folder, *(path for path in folder.rglob("*") if path.is_dir())]


def _is_free(place: Path) -> bool:
    began = time.monotonic()
    with locking.held(place):
        return time.monotonic() - began < _LONGEST_FOR_A_FREE_LOCK_SECONDS
