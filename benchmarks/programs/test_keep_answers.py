"""Keeping one answer as a dialogue does, and beside it the same bytes as barely as is safe.

pytest test_keep_answers.py --benchmark-json FILE; BENCHMARK_FOLDER is the data folder.
"""

import os
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bostoette_cli.domain.answers import Answer
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredResponse, StoredRound

TIMES = 60
NOTE = "Vi skriver det sjældent ned."


@pytest.fixture
def stored() -> StoredRound:
    """The newest round of the data folder."""
    return Store(Path(os.environ["BENCHMARK_FOLDER"])).listing.rounds[-1]


@pytest.fixture
def before(stored: StoredRound) -> StoredResponse:
    """The first response in it."""
    name = min(path.stem for path in (stored.folder / "besvarelser").glob("p*.toml"))
    found = stored.find_response(name)
    assert found is not None
    return found


def test_an_answer_is_kept(benchmark: Any, stored: StoredRound, before: StoredResponse) -> None:
    """The whole of it: the answer laid into the response, which is written and durable."""
    statement = next(iter(before.response.answers))
    steps = count()

    def keep() -> None:
        nonlocal before
        answer = Answer(value=next(steps) % 5 + 1, note=NOTE)
        before = stored.keep_response(before.response.with_answer(statement, answer), before)

    benchmark.pedantic(keep, rounds=TIMES, warmup_rounds=5)


def test_the_least_that_is_as_safe(benchmark: Any, before: StoredResponse) -> None:
    """Write, fsync, rename, and fsync the folder the name stands in."""
    path = before.path.with_name("bart.toml")

    def barely() -> None:
        beside = path.with_suffix(".tmp")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, before.data)
        os.fsync(descriptor)
        os.close(descriptor)
        beside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    benchmark.pedantic(barely, rounds=TIMES, warmup_rounds=5)
    path.unlink()
