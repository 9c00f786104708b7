"""A clock that jumps and a computer that travels: what is done last stays the last.

Between two sittings the clock is put anywhere within some years, and the computer in any time
zone. The round opened last must be the newest, and a copy of what was answered before must never
take the place of what has been answered since.
"""

import os
import random
import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bostoette_cli.storage.store import Store

from proof import faults, product
from proof.figures import Claim

JOURNEYS = 100
_SITTINGS = 6
_ZONES = ("Europe/Copenhagen", "America/Nuuk", "America/New_York", "Asia/Tokyo", "UTC")
_JUMPS = (timedelta(minutes=20), timedelta(hours=20), timedelta(days=800))


def jumping(journeys: int = JOURNEYS, seed: int | None = None) -> list[Claim]:
    """That many data folders, each used some times by a clock that cannot be trusted."""
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    chance = random.Random(seed)
    zone = os.environ.get("TZ")
    failures: list[str] = []
    try:
        for number in range(journeys):
            with tempfile.TemporaryDirectory() as name:
                found = _journey(Path(name), chance)
            failures += [f"frø {seed}, nummer {number + 1}: {line}" for line in found]
    finally:
        _travel(zone)
    what = "Uret springer, og tidszonen skifter: det sidste er det nyeste"
    return [Claim(what, journeys * _SITTINGS, failures, f"frø {seed}")]


def _journey(home: Path, chance: random.Random) -> list[str]:
    found: list[str] = []
    moment, opened = faults.NOW, list[str]()
    for number in range(_SITTINGS):
        moment += chance.uniform(-1, 1) * chance.choice(_JUMPS)
        _travel(chance.choice(_ZONES))
        if opened and chance.randrange(3):
            found += _answered(home, opened[-1], moment)
            continue
        words = ("runde", "ny", f"Runde {number}", *["--anonym"] * chance.randrange(2))
        found += _told(faults.do(home, faults.Deed(words), moment))
        opened += {path.name for path in _rounds(home)} - set(opened)
        found += _out_of_order(home, opened)
    return found


def _out_of_order(home: Path, opened: list[str]) -> list[str]:
    listed = [stored.round.id for stored in Store(product.folder(home)).listing.rounds]
    return [] if listed == opened else [f"runderne står som {listed}, åbnet som {opened}"]


def _answered(home: Path, round_id: str, moment: datetime) -> list[str]:
    """Answer one thing more, and bring the copy from before: it must not be taken in."""
    copy = home / "kopi.toml"
    before = _own_file(home, round_id)
    if before:
        shutil.copy(before, copy)
    words = ("evaluer", "--enkel", "--rolle", "medarbejder", "--runde", round_id)
    found = _told(faults.do(home, faults.Deed(words, "3\ng\n"), moment))
    path = _own_file(home, round_id)
    if path is None:
        return [*found, "svaret er ikke gemt"]
    kept = path.read_bytes()
    in_round = next(s for s in Store(product.folder(home)).listing.rounds if s.round.id == round_id)
    # In an anonymous round the versions of a day cannot be told apart; docs/faelles-mappe.md.
    if before and not in_round.round.is_anonymous:
        found += _told(faults.do(home, faults.Deed(("importer", str(copy))), moment))
        found += [] if path.read_bytes() == kept else ["den gamle kopi tog pladsen"]
    return found


def _told(done: faults.Done) -> list[str]:
    return [f"slutter med {done.status}: {done.err}"] if done.status else []


def _rounds(home: Path) -> list[Path]:
    return list((product.folder(home) / "runder").glob("[!.]*"))


def _own_file(home: Path, round_id: str) -> Path | None:
    found = list((product.folder(home) / "runder" / round_id).glob("besvarelser/[!.]*.toml"))
    return found[0] if found else None


def _travel(zone: str | None) -> None:
    """Put the computer in another time zone; None is where it stood."""
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()
