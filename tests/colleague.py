"""One of many colleagues at work in a shared data folder, as a process of its own.

``python colleague.py FOLDER INBOX WORK NUMBER TURNS [FIRST]`` does what its number says, over and
over, as soon as its standard input is closed; then it says in JSON what it did. With 0 turns it
goes on until it is ended, and says after each turn what is safely kept; one that was ended can be
started again at the turn that comes FIRST. Where the file WORK/runde names a round, that is the
one that is answered in, closed and opened.
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
        runde=the_round(work) or None,
        svar={"5a": {"vaerdi": turn % 5 + 1, "note": f"tur {turn}"}},
    )


def the_round(work: Path) -> str:
    """The id of the round that all of them use; nothing where each takes its own."""
    path = work / "runde"
    return path.read_text("utf-8") if path.exists() else ""


def turn_of(kind: str, folder: Path, inbox: Path, work: Path, number: int, turn: int) -> list[str]:
    """What one turn of that kind of work complains of; nothing, if all is well."""
    match kind:
        case "svarer":
            done = do(folder, "evaluer", "--svar", str(own_answer(work, number, turn)))
            while "er lukket" in done[2]:  # by a colleague, who opens it again
                done = do(folder, "evaluer", "--svar", str(work / f"k{number}.toml"))
        case "tager_ind":
            done = do(folder, "importer", str(inbox / VERSIONS[turn % 2]))
            if done[2] and all("er lukket" in line for line in done[2].splitlines()):
                return []
        case "lukker":
            which = the_round(work) or "Den anden"
            done = do(folder, "runde", ("luk", "aabn")[turn % 2], which)
            if done[0] == 2 and "i forvejen" in done[2]:  # a colleague has just done the same
                return []
        case _:
            done = do(folder, *(["eksporter", "--format", "json"], ["runder", "--json"])[turn % 2])
            if done[0] == 0:
                json.loads(done[1])
    status, _, err = done
    return [f"{kind} {turn}: {status} {err}"] if status or err else []


def turns(wanted: int, first: int) -> Iterator[int]:
    return iter(range(wanted)) if wanted else count(first)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    folder, inbox, work = (Path(word) for word in sys.argv[1:4])
    number, wanted, first = (int(word) for word in [*sys.argv[4:], "0"][:3])
    kind = KINDS[number % len(KINDS)]
    say("klar")
    sys.stdin.read()
    complaints: list[str] = []
    for turn in turns(wanted, first):
        complaints += turn_of(kind, folder, inbox, work, number, turn)
        if not wanted:
            say(json.dumps({"turn": turn, "complaints": complaints}))
    say(json.dumps({"kind": kind, "turns": wanted, "complaints": complaints}))


if __name__ == "__main__":
    main()
