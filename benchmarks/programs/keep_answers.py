"""Keep answers one by one as a dialogue does, and beside it the same bytes as barely as is safe.

python keep_answers.py FOLDER; prints the medians in milliseconds as JSON.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from bostoette_cli.domain.answers import Answer
from bostoette_cli.storage.store import Store

TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 60


def barely(path: Path, content: bytes) -> None:
    """Write, fsync, rename, and fsync the folder the name stands in."""
    beside = path.with_suffix(".tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


stored = Store(Path(sys.argv[1])).listing.rounds[-1]
name = sorted((stored.folder / "besvarelser").glob("p*.toml"))[0].stem
before = stored.find_response(name)
assert before is not None
statement = next(iter(before.response.answers))
kept, bare = [], []
for number in range(TIMES):
    answer = Answer(value=number % 5 + 1, note="Vi skriver det sjældent ned.")
    start = time.perf_counter()
    before = stored.keep_response(before.response.with_answer(statement, answer), before)
    kept.append((time.perf_counter() - start) * 1000)
    content = before.path.read_bytes()
    start = time.perf_counter()
    barely(stored.folder / "besvarelser" / "bart.toml", content)
    bare.append((time.perf_counter() - start) * 1000)
(stored.folder / "besvarelser" / "bart.toml").unlink()
print(json.dumps({"kept": statistics.median(kept), "bare": statistics.median(bare)}))
