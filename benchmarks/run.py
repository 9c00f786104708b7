"""Measure how fast the tool is, always against something that stands still.

python3 benchmarks/run.py [start] [skala] [skriv] [stoerrelse]

Needs hyperfine, GNU time and, for the files opened, strace, all from the system's packages, and a
network the first time, to fetch the peers. The result is kept in ``benchmarks/resultat.md``.
"""

import importlib
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import measuring

RESULT = Path(__file__).parent / "resultat.md"
PARTS = {"start": "Start", "skala": "Skala", "skriv": "Skrivning", "stoerrelse": "Størrelse"}
HEAD = """# Hvor hurtigt er det

Sidste måling med `python3 benchmarks/run.py`. Tallene er medianer. Det, der tæller, er forholdet i
samme kørsel: de to måles skiftevis, så en travl maskine bremser dem begge. Hvad der er gjort ved
det, og hvad der ikke hjalp, står i [docs/ydelse.md](../docs/ydelse.md).
"""


def main() -> None:
    """Measure the parts that are named, or all; the others keep their last result."""
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        sys.exit(f"Kendes ikke: {', '.join(unknown)}. Vælg mellem {', '.join(PARTS)}.")
    sections = _kept()
    for part in chosen:
        before = measuring.load()
        text = importlib.import_module(part).measure()
        when = (
            f"{datetime.now(UTC):%d.%m.%Y}, {measuring.machine()}, belastning ved start {before}."
        )
        heading, _, body = text.partition("\n")
        sections[PARTS[part]] = f"{heading}\n\n{when}\n{body}"
        print(sections[PARTS[part]], flush=True)
        ordered = [sections[title] for title in PARTS.values() if title in sections]
        RESULT.write_text("\n\n".join([HEAD.strip(), *ordered]) + "\n", "utf-8")


def _kept() -> dict[str, str]:
    if not RESULT.exists():
        return {}
    found = re.split(r"(?m)^(?=## )", RESULT.read_text("utf-8"))[1:]
    return {text.splitlines()[0].removeprefix("## "): text.strip() for text in found}


main()
