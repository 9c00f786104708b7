"""Prove with figures that nothing is lost, and keep them in docs/bevis.md.

python3 tools/proof                the whole of it, half an hour
python3 tools/proof nedbrud fuld   some of its parts
python3 tools/proof nedbrud 50     with another number, where the part takes one
"""

import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import environment

PAGE = environment.ROOT / "docs" / "bevis.md"


def parts() -> dict[str, tuple[str, Callable[..., Iterable[object]]]]:
    """The parts by the word that asks for them: a heading, and what proves it."""
    from proof import clocks, crash, faults, full, fuzz, strace, together

    return {
        "nedbrud": ("Nedbrud", crash.killed),
        "fejl": ("Fejl i systemet", faults.every_fault),
        "strace": ("Fejl i systemet, sat ind udefra", strace.from_outside),
        "fuld": ("Fuldt, skrivebeskyttet, forsvundet og tavst drev", full.full),
        "ur": ("Ur og tidszone", clocks.jumping),
        "fjendtlig": ("Fjendtligt og ødelagt input", fuzz.hostile_input),
        "samtidig": ("Mange på én gang", together.together),
    }


def asked_for(words: list[str], known: Iterable[str]) -> Iterator[tuple[str, list[float]]]:
    """The parts that are named, each with the numbers after it; all of them where none is."""
    named = [word for word in words if word in known]
    if unknown := [w for w in words if w not in named and not re.fullmatch(r"\d+", w)]:
        sys.exit(f"Ukendt del: {', '.join(unknown)}. Delene er {', '.join(known)}.")
    for name in named or known:
        after = words[words.index(name) + 1 :] if name in words else []
        yield name, [int(after[0])] if after and after[0].isdigit() else []


def with_section(page: str, heading: str, body: str) -> str:
    """The page with one section renewed, or added at the end."""
    section = f"## {heading}\n\n{body}\n"
    pattern = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(page):
        return pattern.sub(lambda _: f"{section}\n", page).rstrip() + "\n"
    return f"{page.rstrip()}\n\n{section}"


def machine() -> str:
    """What it was run on."""
    system = f"{platform.system()} {platform.machine()}"
    return f"CPython {platform.python_version()}, {system}, {os.cpu_count()} kerner"


def main() -> None:
    """Run the parts that are asked for; 1 if anything failed."""
    from bostoette_cli.language.dates import long_date

    from proof.figures import table

    today = long_date(datetime.now().astimezone())
    failed = False
    known = parts()
    for name, numbers in asked_for(sys.argv[1:], known):
        heading, prove = known[name]
        print(f"{heading} …", flush=True)
        began = time.monotonic()
        claims = list(prove(*numbers))
        took = time.monotonic() - began
        body = f"{today}, {took:.0f} s, {machine()}.\n\n{table(claims)}"
        print(body, flush=True)
        for claim in claims:
            for line in claim.failures:
                print(f"  {claim.words}: {line}")
        failed = failed or any(claim.failures for claim in claims)
        PAGE.write_text(with_section(PAGE.read_text("utf-8"), heading, body), "utf-8")
    sys.exit(failed)


if __name__ == "__main__":
    environment.ensure(for_tests=True)
    if Path(sys.prefix) != environment.FOLDER:  # what is proved is the tool in the checkout
        os.execv(environment.PYTHON, [environment.PYTHON, *sys.argv])
    main()
