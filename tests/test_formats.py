"""The table of formats, and how a document reaches a file, a screen or another program."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bostoette_cli.cli import output
from bostoette_cli.domain.errors import MissingExtra, WrongUse
from bostoette_cli.reports import formats
from bostoette_cli.reports.formats import REPORT, Format
from bostoette_cli.reports.model import build

from demonstration import autumn
from running import outcome

LETTERS = Format("breve", (".brev",), "breve:skriv", on_screen=False, extra="office")


class Screen(io.TextIOWrapper):
    """A stdout that is a terminal, or a pipe."""

    def __init__(self, *, terminal: bool) -> None:
        self.reached = io.BytesIO()
        super().__init__(self.reached, encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Screen]:
    """Put a stdout in the place of the test's own."""

    def put(*, terminal: bool) -> Screen:
        made = Screen(terminal=terminal)
        monkeypatch.setattr(sys, "stdout", made)
        return made

    return put


@pytest.mark.parametrize("format_", REPORT, ids=lambda f: f.name)
def test_every_format_has_a_writer_that_writes_the_report(format_: Format) -> None:
    assert formats.write(format_, build([autumn()]))


def test_no_ending_is_promised_by_two_formats() -> None:
    endings = [ending for format_ in REPORT for ending in format_.endings]
    assert len(endings) == len(set(endings))


def test_a_file_without_an_ending_gets_the_first_format() -> None:
    assert formats.promised("", REPORT) is REPORT[0]


def test_an_ending_in_capitals_promises_the_same() -> None:
    assert formats.promised(".JSON", REPORT).name == "json"


@pytest.mark.parametrize(
    ("word", "ending"),
    [("json", ""), ("json", ".JSON"), ("html", ".htm"), ("csv", ".txt"), ("markdown", ".txt")],
)
def test_a_named_format_goes_in_a_file_that_promises_it_text_or_nothing(
    word: str, ending: str
) -> None:
    assert formats.agreed(word, ending, REPORT).name == word


@pytest.mark.parametrize("ending", [".md", ".html", ".txt", ".pdf"])
def test_a_named_format_is_not_written_under_the_ending_of_another(ending: str) -> None:
    with pytest.raises(WrongUse) as caught:
        formats.agreed("docx", ending, REPORT)
    assert str(caught.value) == (
        f"Filen ender på {ending}, men --format siger docx. "
        "Giv filen endelsen .docx, eller vælg et andet format."
    )


@pytest.mark.parametrize(
    ("command", "format_", "name"),
    [
        ("eksporter", "docx", "a.md"),
        ("eksporter", "markdown", "a.docx"),
        ("moede", "html", "a.docx"),
        ("skema", "markdown", "skema.html"),
    ],
)
def test_every_command_refuses_a_format_and_an_ending_that_disagree(
    folder: Path, tmp_path: Path, command: str, format_: str, name: str
) -> None:
    done = outcome(folder, command, "--format", format_, "--ud", str(tmp_path / name))
    assert (done.status, done.out) == (2, "")
    assert f"men --format siger {format_}. Giv filen endelsen" in done.err
    assert not (tmp_path / name).exists()


def test_a_format_whose_library_is_missing_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "bostoette_cli.reports.breve", None)
    with pytest.raises(MissingExtra, match="Formatet breve kræver et tilvalg") as caught:
        formats.write(LETTERS, None)
    assert caught.value.exit_status == 1
    assert 'pipx install --force ".[office]"' in str(caught.value)


def test_a_fault_of_ours_is_not_taken_for_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "bostoette_cli.reports.breve", None)
    with pytest.raises(ImportError):
        formats.write(LETTERS._replace(extra=""), None)


def test_bytes_that_mean_nothing_on_a_screen_are_refused_there(
    shown: Callable[..., Screen],
) -> None:
    shown(terminal=True)
    with pytest.raises(WrongUse, match=r"Nævn en fil, for eksempel --ud brev\.brev"):
        output.read_destination([LETTERS], "breve", None, "brev", overwrite=False)


def test_they_may_go_to_another_program(shown: Callable[..., Screen]) -> None:
    shown(terminal=False)
    assert output.read_destination([LETTERS], "breve", None, "brev", overwrite=False).path is None


@pytest.fixture
def table_in_bytes(monkeypatch: pytest.MonkeyPatch) -> output.Destination:
    monkeypatch.setattr(formats, "write", lambda *_: "\ufeffæøå;1,5\r\n".encode())
    return output.Destination(LETTERS, None, overwrite=False)


def test_a_text_in_bytes_is_shown_on_a_screen_without_its_mark(
    shown: Callable[..., Screen], table_in_bytes: output.Destination
) -> None:
    screen = shown(terminal=True)
    output.deliver(table_in_bytes, None)
    assert screen.reached.getvalue().decode() == "æøå;1,5\r\n"


def test_a_text_in_bytes_is_passed_on_untouched(
    shown: Callable[..., Screen], table_in_bytes: output.Destination
) -> None:
    pipe = shown(terminal=False)
    output.deliver(table_in_bytes, None)
    assert pipe.reached.getvalue() == b"\xef\xbb\xbf\xc3\xa6\xc3\xb8\xc3\xa5;1,5\r\n"


def test_bytes_reach_a_file_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "write", lambda *_: b"\x00\xff\r\n")
    output.deliver(output.Destination(LETTERS, tmp_path / "a.brev", overwrite=False), None)
    assert (tmp_path / "a.brev").read_bytes() == b"\x00\xff\r\n"
