"""Twenty colleagues at work in one folder for as long as one likes, then killed; with figures.

python3 tools/soak.py 60

Not a part of the check: ``tests/test_shared_folder.py`` proves the same in a few seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path

import environment

COLLEAGUES = 20
COLLEAGUE = environment.ROOT / "tests" / "colleague.py"
RESPONSE = """format = 1
katalog = "bostoette"
udgave = "2021.1"
id = "ind{number}"
rolle = "medarbejder"
tilstand = "faerdig"
aendret = 2026-11-{day}T09:00:00+01:00
[svar.5a]
vaerdi = {value}
"""


def bostoette(folder, *words):
    command = [environment.PYTHON, "-m", "bostoette_cli", "--mappe", folder, *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def fill(inbox):
    for value, version in enumerate(("før", "efter"), 1):
        (inbox / version).mkdir(parents=True)
        for number in range(5):
            text = RESPONSE.format(number=number, day=21 + value, value=value)
            (inbox / version / f"ind{number}.toml").write_text(text, "utf-8")


def work(top, seconds):
    """Let them all go at once, and end them in the middle of whatever they are doing."""
    started, logs = [], []
    for number in range(COLLEAGUES):
        logs.append(top / f"log{number}.txt")
        with logs[-1].open("wb") as log:
            command = [environment.PYTHON, COLLEAGUE, top / "data", top / "ind", top, str(number)]
            started.append(
                subprocess.Popen([*command, "0"], stdin=subprocess.PIPE, stdout=log, stderr=log)
            )
    while not all(log.read_bytes() for log in logs):
        time.sleep(0.05)
    for process in started:
        process.stdin.close()
    time.sleep(seconds)
    for process in started:
        process.kill()
        process.wait()
    return [whole_lines(log) for log in logs]


def whole_lines(log):
    """What a colleague reported; the last line may have been cut off."""
    text = log.read_text("utf-8")
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()[1:]]


def kept(folder, number):
    """The turn of which the colleague's answer is on disk."""
    (path,) = folder.glob(f"runder/*/besvarelser/k{number}.toml")
    return int(tomllib.loads(path.read_text("utf-8"))["svar"]["5a"]["note"].removeprefix("tur "))


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    environment.ensure(for_tests=True)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        # What colleagues answer from must not be this user's own.
        os.environ.update(HOME=name, USERPROFILE=name, LOCALAPPDATA=name, PYTHONUTF8="1")
        fill(top / "ind")
        bostoette(top / "data", "runde", "ny", "Den anden", "--katalog", "botilbud")
        reports = work(top, seconds)
        turns = Counter()
        for number, report in enumerate(reports):
            turns[("svarer", "tager ind", "lukker og åbner", "læser")[number % 4]] += len(report)
        complaints = [c for report in reports if report for c in report[-1]["complaints"]]
        lost = sum(
            kept(top / "data", number) not in (report[-1]["turn"], report[-1]["turn"] + 1)
            for number, report in enumerate(reports)
            if number % 4 == 0 and report
        )
        left = [path.name for path in (top / "data").rglob(".*")]
        examined = bostoette(top / "data", "tjek")
        print(f"{COLLEAGUES} processer i {seconds:g} sekunder, alle afbrudt til sidst")
        for kind, count in turns.items():
            print(f"  {kind:16} {count:6} gange, {count / seconds:6.1f} i sekundet")
        rounds = len(list((top / "data" / "runder").glob("[!.]*")))
        aside = len(list((top / "data").glob("runder/*/erstattet/ind*")))
        print(f"  klager: {len(complaints)}  {complaints[:3] or ''}")
        print(f"  tabte svar: {lost}")
        print(f"  runder: {rounds} (2 ventet), afløste svar lagt til side: {aside} (5 ventet)")
        print(f"  midlertidige filer efter {COLLEAGUES} afbrud: {len(left)}  {left[:3] or ''}")
        print(f"  tjek bagefter: {examined.stdout.strip().splitlines()[-1]}")
        sys.exit(bool(complaints or lost or examined.returncode or rounds != 2 or aside != 5))


main()
