"""An evaluation at a terminal, killed at random moments: what the screen said, the disk keeps.

The next question on the screen, or the line that quotes a note, is the promise that what was
answered before it is kept. Each evaluation that follows in the same folder is the proof that a
killed one can be resumed.
"""

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte

from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.questionnaire.individual import begin
from bostoette_cli.storage.store import Store

from proof import faults, product
from proof.figures import Claim

KILLS = 500
_ROWS, _COLUMNS = 24, 80
_PLACE = re.compile(r"(\d+) af \d+ · (\d+) af \d+")
_NOTE_LINE = re.compile(r"»note til (\w+)«")
_READY = "Gem og stop"
_STEPS = "12345v"
_NOTED_EVERY = 4
_LONGEST_START_SECONDS = 60.0
# A kill after the last answer was kept, and before that was said, leaves nothing to ask.
_NOTHING_LEFT = "Du har svaret på alt"
_ENDS = ("Gemt i", _NOTHING_LEFT)
Place = tuple[int, int]


@dataclass
class Sitting:
    """What one evaluation showed and was told.

    Attributes:
        shown: the questions that were on the screen, in their order.
        sent: the value each statement or open question was given.
        quoted: the statements whose note was quoted on the screen.
        finished: whether it came to its end by itself.
        last_words: what stood on the screen then, or when it was killed.
        start: the seconds until the first question, where there was one.
        pace: the seconds from one question to the next, where there were two.
    """

    shown: list[str] = field(default_factory=list)
    sent: dict[str, object] = field(default_factory=dict)
    quoted: set[str] = field(default_factory=set)
    finished: bool = False
    last_words: str = ""
    start: float = 0.0
    pace: float = 0.0

    @property
    def promised(self) -> set[str]:
        """What the screen has said is kept: all that was answered before the last question."""
        return set(self.shown[:-1])


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so long after the start, or so long after the first question."""

    in_the_beginning: bool
    seconds: float


def questions() -> dict[Place, str]:
    """The id of each question a support worker is asked, by what stands above it."""
    catalogue = Store(Path()).library.find("bostoette").catalogue
    blank = Response(1, "bostoette", catalogue.edition, Role.STAFF)
    places: dict[Place, str] = {}
    within: Counter[int] = Counter()
    order: list[int] = []
    for question in begin(catalogue, blank).questions:
        number = question.pejlemaerke.number
        order += [number] * (number not in order)
        within[number] += 1
        kind = "" if isinstance(question.subject, Statement) else "?"
        places[order.index(number) + 1, within[number]] = kind + question.subject.id
    return places


class Terminal:
    """A terminal with the questionnaire in it, and the fingers that answer."""

    def __init__(self, home: Path, places: Mapping[Place, str], chance: random.Random) -> None:
        self._places = places
        self._chance = chance
        self._screen = pyte.Screen(_COLUMNS, _ROWS)
        self._stream = pyte.Stream(self._screen)
        self._chosen = False
        self.sitting = Sitting()
        words = ["-m", "bostoette_cli", "evaluer", "--rolle", "medarbejder"]
        self._child = pexpect.spawn(
            sys.executable, words, encoding="utf-8", dimensions=(_ROWS, _COLUMNS),
            env=product.environment(home),
        )  # fmt: skip
        self._child.delaybeforesend = None

    def run(self, moment: Moment) -> Sitting:
        """Answer until the moment has come; then kill, and read what was still to be shown."""
        began = time.monotonic()
        deadline = began + (moment.seconds if moment.in_the_beginning else _LONGEST_START_SECONDS)
        first: float | None = None
        while (left := deadline - time.monotonic()) > 0:
            if not self._read(min(left, 0.05)) or self.sitting.finished:
                self.sitting.finished = True
                break
            if first is None and self.sitting.shown:
                first = time.monotonic()
                self.sitting.start = first - began
                if not moment.in_the_beginning:
                    deadline = first + moment.seconds
            self._answer()
        self.sitting.last_words = "\n".join(filter(str.strip, self._screen.display))
        if first and len(self.sitting.shown) > 1:
            self.sitting.pace = (time.monotonic() - first) / len(self.sitting.shown)
        if self._child.isalive():
            os.kill(self._child.pid, signal.SIGKILL)
        while self._read(5):
            pass
        self._child.close()
        return self.sitting

    def _read(self, timeout: float) -> bool:
        """Take in what the program has drawn; False once it has gone."""
        try:
            self._stream.feed(self._child.read_nonblocking(10_000, timeout))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self._look()
        return True

    def _look(self) -> None:
        text = "\n".join(self._screen.display)
        self.sitting.finished = _NOTHING_LEFT in text
        self.sitting.quoted |= set(_NOTE_LINE.findall(text))
        places = _PLACE.findall(text)
        if places and _READY in text:
            above, within = places[-1]
            id_ = self._places[int(above), int(within)]
            if id_ not in self.sitting.shown:
                self.sitting.shown.append(id_)

    def _answer(self) -> None:
        sitting = self.sitting
        if not self._chosen and "Hvad vil I se på?" in "\n".join(self._screen.display):
            self._chosen = True
            self._child.send("1")
        elif sitting.shown and sitting.shown[-1] not in sitting.sent:
            id_ = sitting.shown[-1]
            if id_.startswith("?"):
                sitting.sent[id_] = f"tanke om {id_[1:]}"
                self._child.send(f"1{sitting.sent[id_]}\r")
                return
            key = self._chance.choice(_STEPS)
            sitting.sent[id_] = "ved_ikke" if key == "v" else int(key)
            noted = self._chance.randrange(_NOTED_EVERY) == 0
            self._child.send(f"nnote til {id_}\r{key}" if noted else key)


def kept(folder: Path) -> tuple[dict[str, object], set[str]]:
    """What the disk holds: the values, and the statements with a note."""
    values: dict[str, object] = {}
    notes: set[str] = set()
    for path in folder.glob("runder/[!.]*/besvarelser/[!.]*.toml"):
        written = tomllib.loads(path.read_text("utf-8"))
        for id_, answer in written.get("svar", {}).items():
            if "vaerdi" in answer:
                values[id_] = answer["vaerdi"]
            # Asked again after a kill, the prompt holds the note, and it is written on.
            if answer.get("note", "").startswith(f"note til {id_}"):
                notes.add(id_)
        for id_, words in written.get("refleksion", {}).items():
            values[f"?{id_}"] = words["tekst"]
    return values, notes


def complaints(
    before: Mapping[str, object], sitting: Sitting, home: Path, places: Iterable[str]
) -> list[str]:
    """What does not hold after a kill; nothing, if all is well."""
    found = product.unreadable(home)
    if found:
        return found
    values, notes = kept(product.folder(home))
    expected = {**before, **{id_: sitting.sent[id_] for id_ in sitting.promised}}
    under_way = sitting.sent.keys() - sitting.promised
    found += [f"{i}: vist som gemt, men er ikke på disken" for i in expected if i not in values]
    found += [
        f"{i}: {values[i]} på disken, men {expected[i]} blev svaret"
        for i in expected.keys() & values.keys()
        if values[i] != expected[i]
    ]
    answered = expected | sitting.sent
    found += [f"{i}: på disken, men ikke svaret" for i in values if i not in answered]
    found += [
        f"{i}: {values[i]} på disken, men {sitting.sent[i]} blev tastet"
        for i in under_way & values.keys()
        if values[i] != sitting.sent[i]
    ]
    found += [f"{i}: noten var vist, men er ikke på disken" for i in sitting.quoted - notes]
    right = next((id_ for id_ in places if id_ not in before), None)
    if sitting.shown and sitting.shown[0] != right:
        found.append(f"fortsatte ved {sitting.shown[0]}, ikke ved {right}")
    if sitting.finished and not any(words in sitting.last_words for words in _ENDS):
        found.append(f"sluttede af sig selv: {sitting.last_words}")
    examined = faults.do(home, faults.Deed(("tjek",)))
    if examined.status:
        found.append(f"tjek: {examined.out}{examined.err}")
    return found


def killed(kills: int = KILLS, seed: int | None = None) -> list[Claim]:
    """Kill that many evaluations, one after another, each resuming what the last one left."""
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    chance = random.Random(seed)
    places = questions()
    failures: list[str] = []
    counted: Counter[str] = Counter()
    start, pace = 1.0, 0.1  # a guess, until the first has been seen on this machine
    with tempfile.TemporaryDirectory() as name:
        home, done = Path(name) / "hjem", 0
        home.mkdir()
        while done < kills:
            before = kept(product.folder(home))[0]
            sitting = Terminal(home, places, chance).run(_some_moment(chance, start, pace))
            start, pace = sitting.start or start, sitting.pace or pace
            found = complaints(before, sitting, home, places.values())
            failures += [f"frø {seed}, nummer {done + 1}: {line}" for line in found]
            counted["svar vist som gemt"] += len(sitting.promised)
            if not sitting.finished:
                done += 1
                counted.update(_where_it_was_hit(sitting, home))
            if sitting.finished or found:
                counted["hele besvarelser"] += sitting.finished
                shutil.rmtree(home)
                home.mkdir()
            _sweep(home)
    remark = f"frø {seed}; " + ", ".join(f"{what}: {number}" for what, number in counted.items())
    what = "Dræbt med SIGKILL på et tilfældigt tidspunkt under en besvarelse"
    return [Claim(what, kills, failures, remark)]


def _some_moment(chance: random.Random, start: float, pace: float) -> Moment:
    """One in five while the program starts; the others while some ten questions are answered.

    Args:
        chance: what decides.
        start: the seconds until the first question, the last time it was seen.
        pace: the seconds from one question to the next, likewise.
    """
    if chance.randrange(5) == 0:
        return Moment(in_the_beginning=True, seconds=chance.uniform(0, start))
    return Moment(in_the_beginning=False, seconds=chance.uniform(0, 10 * pace))


def _where_it_was_hit(sitting: Sitting, home: Path) -> Iterator[str]:
    if not sitting.shown:
        yield "før første spørgsmål"
    if under_way := sitting.sent.keys() - sitting.promised:
        yield "mens et svar var undervejs"
        if under_way <= kept(product.folder(home))[0].keys():
            yield "heraf nået på disken"
    if product.hidden(home):
        yield "midt i en fil"


def _sweep(home: Path) -> None:
    """Take away what the kill left, so that each kill's own is counted."""
    for path in product.hidden(home):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
