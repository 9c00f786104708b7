"""Start-up: each of the quick commands against ten lines that do the least possible."""

import os
import subprocess
import tempfile
from pathlib import Path

import environments
import measuring
from measuring import Ratio
from writing import comma, table

JOURNAL_ENTRIES = 60


def measure() -> str:
    """Measure the start-up; returns the section of the result."""
    ours = environments.ours()
    peers, missing = environments.peers()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        env = {**os.environ, "HOME": name, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        env |= {"BOSTOETTE_MAPPE": str(home / "data"), "TERM": "xterm", "COLUMNS": "80"}
        rows = _against_the_least(ours, env)
        rows += _against_peers(ours, peers, env, home)
    heading = ("hvad", "vores ms", "det andet ms", "forhold", "forhold i regnetid", "mål", "")
    left_out = f"\n\nKunne ikke installeres: {', '.join(missing)}." if missing else ""
    return "## Start\n\n" + table(heading, rows) + left_out


def _row(what: str, found: Ratio, goal: float) -> tuple[str, ...]:
    return (
        what, comma(found.ours.wall, 0), comma(found.theirs.wall, 0), comma(found.wall, 2),
        comma(found.cpu, 2), f"≤ {comma(goal, 2)}", "nået" if found.wall <= goal else "ikke nået",
    )  # fmt: skip


def _least(ours: environments.Environment, name: str) -> list[str]:
    return [str(ours.python), str(environments.PROGRAMS / f"{name}.py")]


def _against_the_least(
    ours: environments.Environment, env: dict[str, str]
) -> list[tuple[str, ...]]:
    bostoette = ours.program("bostoette")
    _prepare([bostoette, "katalog", "vaelg", "bostoette"], env)
    constant, panel = _least(ours, "constant"), _least(ours, "panel")
    version = measuring.compare([bostoette, "--version"], constant, env)
    offered = measuring.compare([bostoette, "fuldfoer", "--linje", "bostoette v"], constant, env)
    shown = measuring.compare([bostoette, "vis", "5"], panel, env)
    _prepare([bostoette, "runde", "ny", "Prøve"], env)
    question = _least(ours, "question")
    asked = [
        _asked([bostoette, "evaluer"], "Hvem svarer du som", question, env),
        _asked([bostoette, "evaluer", "--rolle", "leder"], "Gem og stop", question, env),
    ]
    return [
        _row("`--version` mod en konstant i Typer", version, 1.10),
        _row("tabulatortasten mod en konstant i Typer", offered, 1.10),
        _row("`vis 5` mod Typer og rich med en ramme og en tabel", shown, 1.25),
        _row("`evaluer`, første spørgsmål, mod questionary", asked[0], 1.25),
        _row("`evaluer --rolle leder`, første udsagn, mod questionary", asked[1], 1.25),
    ]


def _prepare(command: list[str], env: dict[str, str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=env)


def _asked(command: list[str], awaited: str, question: list[str], env: dict[str, str]) -> Ratio:
    theirs = "Fast praksis"
    for warm in (command, question):
        measuring.until_shown(warm, awaited if warm is command else theirs, env)
    return measuring.ratio(
        [
            (
                measuring.until_shown(command, awaited, env),
                measuring.until_shown(question, theirs, env),
            )
            for _ in range(measuring.ROUNDS * measuring.RUNS)
        ]
    )


def _against_peers(
    ours: environments.Environment, peers: environments.Environment, env: dict[str, str], home: Path
) -> list[tuple[str, ...]]:
    bostoette = ours.program("bostoette")
    rows = []
    for name, program in (
        ("pipx", "pipx"), ("jrnl", "jrnl"), ("scriv", "scriv"), ("todoman", "todo"),
        ("copier", "copier"),
    ):  # fmt: skip
        if path := peers.program(program):
            found = measuring.compare([bostoette, "--version"], [path, "--version"], env)
            rows.append(_row(f"`--version` mod {name}", found, 1.0))
    if jrnl := peers.program("jrnl"):
        shown = [jrnl, "--config-file", str(_journal(home)), "-n", str(JOURNAL_ENTRIES)]
        for words in (["vis", "5"], ["resultat"]):
            found = measuring.compare([bostoette, *words], shown, env)
            rows.append(_row(f"`{' '.join(words)}` mod en dagbog i jrnl", found, 1.0))
    return rows


def _journal(home: Path) -> Path:
    """A journal of the size of ``vis 5``: as many entries as that page has paragraphs."""
    words = "Borger og bostøtte skriver beskeden sammen, øver samtalen eller følges ad. " * 2
    journal, config = home / "dagbog.txt", home / "jrnl.yaml"
    entries = (
        f"[2026-11-{n % 28 + 1:02} 09:00] Dag {n}.\n{words}\n" for n in range(JOURNAL_ENTRIES)
    )
    journal.write_text("\n".join(entries), "utf-8")
    config.write_text(
        "colors: {body: none, date: none, tags: none, title: none}\n"
        "default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\n"
        f"indent_character: '|'\njournals: {{default: {{journal: {journal}}}}}\n"
        "linewrap: 79\ntagsymbols: '#@'\ntemplate: false\ntimeformat: '%Y-%m-%d %H:%M'\n"
        "version: v4.2\n",
        "utf-8",
    )
    return config
