"""One of many colleagues at work in a shared data folder, as a process of its own.

``python colleague.py FOLDER INBOX WORK NUMBER TURNS`` does what its number says, over and over, as
soon as its standard input is closed; then it says in JSON what it did. With 0 turns it goes on
until it is ended, and says after each turn what is safely kept.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bostoette_cli.cli.main import run

from builders import answers_file

START = datetime(2026, 11, 22, 8, tzinfo=UTC)
VERSIONS = ("før", "efter")
KINDS = ("svarer", "tager_ind", "lukker", "læser")


def do(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run one command line: its exit status, and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["--mappe", str(folder), *words])
    return status, out.getvalue(), err.getvalue()


def own_answer(work: Path, number: int, turn: int) -> Path:
    """The colleague's own answers as they are at that turn."""
    return answers_file(
        work / f"k{number}.toml",
        id=f"k{number}",
        aendret=START + timedelta(minutes=turn),
        svar={"5a": {"vaerdi": turn % 5 + 1, "note": f"tur {turn}"}},
    )


def turn_of(kind: str, folder: Path, inbox: Path, work: Path, number: int, turn: int) -> list[str]:
    """What one turn of that kind of work complains of; nothing, if all is well."""
    match kind:
        case "svarer":
            done = do(folder, "evaluer", "--svar", str(own_answer(work, number, turn)))
        case "tager_ind":
            done = do(folder, "importer", str(inbox / VERSIONS[turn % 2]))
        case "lukker":
            done = do(folder, "runde", ("luk", "aabn")[turn % 2], "Den anden")
            if done[0] == 2 and "i forvejen" in done[2]:  # a colleague has just done the same
                return []
        case _:
            done = do(folder, *(["eksporter", "--format", "json"], ["runder", "--json"])[turn % 2])
            if done[0] == 0:
                json.loads(done[1])
    status, _, err = done
    return [f"{kind} {turn}: {status} {err}"] if status or err else []


def turns(wanted: int) -> Iterator[int]:
    return iter(range(wanted)) if wanted else count()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    folder, inbox, work = (Path(word) for word in sys.argv[1:4])
    number, wanted = int(sys.argv[4]), int(sys.argv[5])
    kind = KINDS[number % len(KINDS)]
    say("klar")
    sys.stdin.read()
    complaints: list[str] = []
    for turn in turns(wanted):
        complaints += turn_of(kind, folder, inbox, work, number, turn)
        if not wanted:
            say(json.dumps({"turn": turn, "complaints": complaints}))
    say(json.dumps({"kind": kind, "turns": wanted, "complaints": complaints}))


if __name__ == "__main__":
    main()
