"""The tool as its own process: a real terminal, real streams, what is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bostoette_cli.storage.store import Store

from builders import answers_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
COMMAND = [sys.executable, "-m", "bostoette_cli"]


def run(*words: str, **settings: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], capture_output=True, check=False, **settings)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOSTOETTE_MAPPE", str(tmp_path / "data"))
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    Store(tmp_path / "data").choose_catalogue("bostoette")
    return tmp_path / "data"


@pytest.fixture
def with_round(folder: Path, tmp_path: Path) -> Path:
    done = run("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml")))
    assert done.returncode == 0
    return folder


def terminal(*words: str, columns: int = 80, rows: int = 24):
    import pexpect

    return pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], *words], encoding="utf-8", dimensions=(rows, columns), timeout=15
    )


def answers(folder: Path) -> list[object]:
    (stored,) = Store(folder).listing.rounds
    (response,) = stored.reading.responses
    return [answer.value for answer in response.answers.values()]


class TestInARealTerminal:
    def test_a_whole_evaluation(self, folder: Path) -> None:
        child = terminal("evaluer", "5")
        child.expect("Hvem svarer du som")
        child.send("1")
        for number in (1, 2, 3):
            child.expect(f"{number} af 6")
            child.expect("Gem og stop")
            child.send("4")
        for number in (4, 5, 6):
            child.expect(f"{number} af 6")
            child.expect("Gem og stop")
            child.send("o")
        child.expect("Tak. 3 af 3 udsagn er besvaret")
        child.expect(["Gemt i"])
        child.wait()
        assert child.exitstatus == 0
        assert answers(folder) == [4, 4, 4]

    def test_ctrl_c_in_the_middle_and_then_resuming(self, folder: Path) -> None:
        child = terminal("evaluer", "5", "--rolle", "medarbejder")
        child.expect("1 af 6")
        child.expect("Gem og stop")
        child.send("2")
        child.expect("2 af 6")
        child.expect("Gem og stop")
        child.send("\x03")
        child.expect("Stoppet. Alt, hvad du har svaret på, er gemt.")
        child.wait()
        assert child.exitstatus == 130
        child = terminal("evaluer")
        child.expect("Velkommen tilbage")
        child.expect("2 af 6")
        child.expect("Gem og stop")
        child.send("5g")
        child.expect("Gemt i")
        child.wait()
        assert answers(folder) == [2, 5]

    def test_escape_and_then_enter_answers_nothing(self, folder: Path) -> None:
        child = terminal("evaluer", "5", "--rolle", "medarbejder")
        child.expect("1 af 6")
        child.expect("Gem og stop")
        child.send("\x1b")
        child.send("\r")
        child.expect("eller vælg med pilene")
        child.send("3")
        child.expect("2 af 6")
        child.expect("Gem og stop")
        child.send("g")
        child.expect("Gemt i")
        child.wait()
        assert answers(folder) == [3]

    def test_plain_prompts(self, folder: Path) -> None:
        child = terminal("evaluer", "5", "--enkel")
        child.expect("Svar: ")
        child.sendline("2")
        child.expect("Svar: ")
        child.sendline("1")
        child.expect("Svar: ")
        child.sendline("g")
        child.expect("Gemt i")
        child.wait()
        assert answers(folder) == [1]

    def test_a_terminal_that_cannot_move_its_cursor_gets_plain_prompts(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "dumb")
        child = terminal("evaluer", "5")
        child.expect("Svar: ")
        child.sendeof()
        child.wait()
        assert child.exitstatus == 1

    def test_a_dialogue_opens_no_connection(self, folder: Path) -> None:
        import pexpect

        # The event loop's own pair of sockets never leaves the process, so making one is no event.
        watched = (
            "import os, sys\n"
            "reaching = ('connect', 'bind', 'getaddrinfo', 'gethostbyname', 'sendto', 'sendmsg')\n"
            "outward = {f'socket.{name}' for name in reaching}\n"
            "sys.addaudithook(lambda event, values: event in outward and os._exit(99))\n"
            "from bostoette_cli.cli.main import main\n"
            "main(['evaluer', '5', '--rolle', 'leder'])"
        )
        child = pexpect.spawn(sys.executable, ["-c", watched], encoding="utf-8", timeout=15)
        child.expect("Gem og stop")
        child.send("4")
        child.expect("2 af ")
        child.expect("Gem og stop")
        child.send("g")
        child.expect("Gemt i")
        child.wait()
        assert child.exitstatus == 0

    def test_a_long_page_goes_through_the_pager(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PAGER", "head -n 3")
        child = terminal("vis", "5")
        child.expect("Borgerens netværk")
        child.wait()
        assert child.exitstatus == 0


class TestStreams:
    def test_what_ascii_cannot_show_is_spelled_out(
        self, with_round: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PYTHONIOENCODING", "ascii")
        assert b"Efteraar 2026" in run("resultat").stdout

    def test_a_reader_that_has_enough_ends_it_quietly(self, folder: Path) -> None:
        done = subprocess.run(
            f"{' '.join(COMMAND)} vis 5 | head -n 1", shell=True, capture_output=True, check=False
        )
        assert done.stderr == b""

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    def test_a_full_disk_behind_the_output_is_said_in_danish(self, folder: Path) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*COMMAND, "om"], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 1
        assert "Der kan ikke skrives ud" in done.stderr.decode()
        assert b"Traceback" not in done.stderr

    def test_closed_streams_are_no_accident(self, folder: Path) -> None:
        done = subprocess.run(
            f"{' '.join(COMMAND)} evaluer <&- 2>&1", shell=True, capture_output=True, check=False
        )
        assert "Der er ingen terminal" in done.stdout.decode()
        done = subprocess.run(
            f"{' '.join(COMMAND)} vis >&-", shell=True, capture_output=True, check=False
        )
        assert b"Traceback" not in done.stderr

    def test_plain_prompts_read_from_a_pipe(self, folder: Path) -> None:
        done = run("evaluer", "5", "--enkel", "--rolle", "leder", input=b"4\ng\n")
        assert done.returncode == 0
        assert answers(folder) == [4]

    def test_plain_prompts_without_any_input_refuse(self, folder: Path) -> None:
        done = run("evaluer", "5", "--enkel", stdin=subprocess.DEVNULL)
        assert done.returncode == 1
        assert "Der kom intet svar." in done.stderr.decode()

    def test_bytes_that_are_no_text_do_not_stop_the_dialogue(self, folder: Path) -> None:
        done = run("evaluer", "5", "--enkel", "--rolle", "leder", input=b"n\n\xff\xfe\ng\n")
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


HEAVY = {
    "rich", "prompt_toolkit", "msgspec", "asyncio", "importlib.metadata", "tomli", "tomli_w",
    "platformdirs", "statistics", "json",
}  # fmt: skip
NEVER = {"socket", "ssl", "http", "urllib.request"}


def imported(*words: str) -> set[str]:
    """The modules a command line has loaded when it is done."""
    code = (
        "import sys; from bostoette_cli.cli.main import run; "
        f"status = run({list(words)!r}); print(*sys.modules, file=sys.stderr)"
    )
    # A measurement of the tests' reach would load modules of its own.
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=bare)
    return set(done.stderr.decode().splitlines()[-1].split())


class TestWhatIsImported:
    def test_the_version_needs_almost_nothing(self, folder: Path) -> None:
        ours = {m for m in imported("--version") if m.startswith("bostoette_cli")}
        assert imported("--version") & HEAVY == set()
        assert ours == {
            "bostoette_cli", "bostoette_cli.cli", "bostoette_cli.cli.main",
            "bostoette_cli.cli.danish", "bostoette_cli.domain",
            "bostoette_cli.domain.errors", "bostoette_cli.language", "bostoette_cli.language.text",
        }  # fmt: skip

    def test_reading_needs_no_prompt_library(self, folder: Path) -> None:
        assert imported("vis", "5") & {"prompt_toolkit", "asyncio", "tomli_w"} == set()

    def test_taking_answers_from_a_file_draws_nothing(self, folder: Path, tmp_path: Path) -> None:
        file = str(answers_file(tmp_path / "svar.toml"))
        assert imported("evaluer", "--svar", file) & {"prompt_toolkit", "rich", "asyncio"} == set()

    def test_a_report_in_text_needs_nothing_that_draws_or_writes_another_format(
        self, with_round: Path
    ) -> None:
        others = {"rich", "prompt_toolkit", "xlsxwriter", "docx", "pyarrow", "csv", "jinja2"}
        assert imported("eksporter") & others == set()

    def test_the_calendar_library_is_loaded_for_the_calendar_alone(self, with_round: Path) -> None:
        new = ["handleplan", "tilfoej", "Ring til jobcentret", "--frist", "i morgen"]
        assert imported(*new) & {"icalendar", "prompt_toolkit", "rich", "asyncio"} == set()
        assert imported("handleplan") & {"icalendar", "prompt_toolkit", "asyncio"} == set()
        calendar = imported("handleplan", "kalender", "--ud", str(with_round / "h.ics"))
        assert "icalendar" in calendar
        assert calendar & {"prompt_toolkit", "rich", "asyncio", *NEVER} == set()

    @pytest.mark.parametrize(
        "words", [["vis", "5"], ["resultat"], ["eksporter"], ["runder"], ["skema"]]
    )
    def test_nothing_that_reaches_a_network_is_loaded(
        self, with_round: Path, words: list[str]
    ) -> None:
        assert imported(*words) & NEVER == set()


def test_what_is_created_is_for_its_owner_alone(with_round: Path) -> None:
    assert with_round.stat().st_mode & 0o777 == 0o700
    for path in with_round.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
