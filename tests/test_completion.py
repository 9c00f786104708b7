"""The Tab key: what a line may go on with, and that a real shell asks for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bostoette_cli.cli.commands import COMMANDS
from bostoette_cli.cli.fuldfoer import SNIPPETS, goes_on_with


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bostoette ev", ["evaluer"]),
        ("bostoette eva", ["evaluer"]),
        ("bostoette   sa", ["sammenlign"]),
        ("bostoette --v", ["--version"]),
        ("bostoette handleplan g", ["gjort", "genaabn"]),
        ("bostoette runde ", ["ny", "luk", "aabn", "omdoeb", "slet", "hent", "toem"]),
        ("bostoette runde ny --t", ["--taerskel", "--team"]),
        ("bostoette vis 5 --j", ["--json"]),
        ("bostoette --mappe Team vis --k", ["--katalog"]),
        ("bostoette xyzzy", []),
        ("bostoette vis ", []),
        ("bostoette resultat Efter", []),
        ('bostoette runde ny "Efterår', []),
        ("", list(COMMANDS)),
    ],
)
def test_a_line_goes_on_with(line: str, offered: list[str]) -> None:
    assert sorted(goes_on_with(line)) == sorted(offered)


def test_a_finished_word_is_offered_as_it_stands() -> None:
    assert goes_on_with("bostoette vis") == ["vis"]


def test_every_command_is_offered_at_first() -> None:
    assert goes_on_with("bostoette ") == list(COMMANDS)


def test_what_only_this_tool_uses_is_not_offered() -> None:
    assert goes_on_with("bostoette fuldfoer --") == ["--help"]


@pytest.mark.parametrize("shell", SNIPPETS)
def test_a_snippet_is_plain_ascii_for_every_old_code_page(shell: str) -> None:
    assert SNIPPETS[shell].isascii()


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash here")
def test_bash_offers_what_the_tool_says(tmp_path: Path) -> None:
    program = tmp_path / "bostoette"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bostoette_cli "$@"\n')
    program.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"; eval "$(bostoette fuldfoer bash)"\n'
        'COMP_LINE="bostoette handleplan g"; COMP_POINT=${#COMP_LINE}; _bostoette\n'
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["gjort", "genaabn"]
