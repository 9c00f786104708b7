"""The fictitious team: believable, sound, and never to be taken for one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from bostoette_cli.cli.commands import COMMANDS
from bostoette_cli.cli.main import run
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.roles import Role
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.terminal.story import TO_TRY, story_page
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.demonstration import NOW, demonstration_folder

from demonstration import drawn, words
from running import Outcome, Runner

NOTICE = "Opdigtede tal fra et opdigtet team, på en kopi, som bliver slettet igen."


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the copies are laid out while they are used."""
    folder = tmp_path / "midlertidig"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(folder, capsys)


@pytest.fixture
def rounds() -> Iterator[tuple[StoredRound, StoredRound]]:
    with demonstration_folder() as stage:
        spring, autumn = Store(stage.folder).listing.rounds
        yield spring, autumn


def written_by(response: Response) -> list[str]:
    answers = [text for a in response.answers.values() for text in (a.note, a.reason) if text]
    return [*answers, *(said.text for said in response.reflections.values())]


# --- the story -------------------------------------------------------------------------------


def test_the_story_stands_on_one_screen(bostoette: Runner) -> None:
    done = bostoette("demo")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Team Havnegade: et opdigtet bostøtteteam\n")
    assert len(done.out.splitlines()) < 24


def test_the_story_fits_a_narrow_screen() -> None:
    assert max(map(len, drawn(story_page(), 40).splitlines())) <= 40


def test_the_story_alone_lays_out_nothing(
    bostoette: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bostoette_cli.storage.demonstration.lay_out", pytest.fail)
    assert bostoette("demo").status == 0


def test_the_story_names_commands_that_there_are() -> None:
    assert {line.split()[0] for line, _ in TO_TRY} <= COMMANDS.keys()


@pytest.mark.parametrize("line", [line for line, _ in TO_TRY if line != "evaluer 5"])
def test_each_command_the_story_names_can_be_tried(bostoette: Runner, line: str) -> None:
    done = bostoette("demo", *line.split())
    assert done.status == 0
    assert done.out
    assert done.err.splitlines() == [NOTICE]


def test_the_story_counts_as_the_rounds_do(rounds: tuple[StoredRound, StoredRound]) -> None:
    spring, autumn = ([r.role for r in stored.reading.responses] for stored in rounds)
    assert (len(spring), len(autumn)) == (8, 9)
    assert [spring.count(role) for role in Role] == [4, 1, 2, 1, 0]
    assert Role.PARTNER in autumn
    assert len(rounds[0].plan.reading.actions) == 3
    story = words(drawn(story_page()))
    assert "svarede otte på spørgsmålene: fire medarbejdere, deres leder, to borgere og en" in story
    assert "De aftalte tre ting at prøve. I november svarede ni;" in story
    assert f"{NOW:den %d. november %Y}" in story
    assert NOW.weekday() == 1  # tirsdag


# --- the team's files ------------------------------------------------------------------------


def test_the_files_are_sound(rounds: tuple[StoredRound, StoredRound]) -> None:
    for stored in rounds:
        assert stored.problems == ()
        assert stored.agreement.by_number
        assert not any(response.is_draft for response in stored.reading.responses)


def test_the_tool_finds_nothing_to_remark_on(bostoette: Runner) -> None:
    assert "Alt er i orden: 2 runder, 17 besvarelser.\n" in bostoette("demo", "tjek").out


def test_everybody_has_taken_a_stand_on_most_of_what_they_were_asked(
    rounds: tuple[StoredRound, StoredRound],
) -> None:
    for stored in rounds:
        for response in stored.reading.responses:
            pages = stored.catalogue.pejlemaerker
            asked = sum(len(p.statements_for(response.role)) for p in pages)
            assert response.given_count > asked / 2, response.id


def test_what_they_wrote_is_short_and_holds_no_personal_number(
    rounds: tuple[StoredRound, StoredRound],
) -> None:
    said = [t for stored in rounds for r in stored.reading.responses for t in written_by(r)]
    assert 25 <= len(said) <= 40
    assert len(set(said)) == len(said)
    assert [text for text in said if len(text) > 130 or contains_cpr(text) or "!" in text] == []


def test_the_day_of_the_story_is_after_everything_that_happened_in_it(
    rounds: tuple[StoredRound, StoredRound],
) -> None:
    moments = [r.changed for stored in rounds for r in stored.reading.responses]
    assert max(moment for moment in moments if moment) < NOW.astimezone()
    days = [event.day for action in rounds[0].plan.reading.actions for event in action.events]
    assert max(days) < NOW.date()


# --- trying things ---------------------------------------------------------------------------


def test_what_is_overdue_in_the_story_does_not_grow_older_with_the_years(
    bostoette: Runner,
) -> None:
    assert "7 uger over fristen" in words(bostoette("demo", "handleplan").out)


def test_a_clock_that_stood_still_goes_again() -> None:
    with clock.standing_at(datetime(1999, 5, 4, 12, 30)):  # noqa: DTZ001
        assert clock.today() == date(1999, 5, 4)
    assert clock.today() > date(2025, 1, 1)


def test_the_notice_is_kept_apart_from_what_a_program_reads(bostoette: Runner) -> None:
    done = bostoette("demo", "resultat", "--json")
    assert json.loads(done.out)["runde"]["titel"] == "Efterår 2026 (opdigtet)"
    assert NOTICE in done.err


@pytest.mark.parametrize(
    "words", [("eksporter",), ("eksporter", "--format", "json"), ("handleplan", "kalender")]
)
def test_a_file_that_is_kept_says_what_it_is(
    bostoette: Runner, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert bostoette("demo", *words, "--ud", str(tmp_path / "fil")).status == 0
    kept = (tmp_path / "fil").read_text(encoding="utf-8")
    assert "2026 (opdigtet)" in kept.replace("\n ", "")  # a calendar folds its long lines


def test_what_is_written_is_gone_again_and_the_reader_is_told(
    bostoette: Runner, folder: Path, temporary: Path
) -> None:
    done = bostoette("demo", "runde", "ny", "Foraar 2027")
    assert done.status == 0
    assert "Det var en prøve: Det, du ændrede i kopien, er slettet igen." in done.err
    assert list(temporary.iterdir()) == []
    assert not folder.exists()
    assert "Foraar 2027" not in bostoette("demo", "runder").out


def test_what_a_closed_window_left_behind_is_taken_away_when_it_is_a_day_old(
    bostoette: Runner, temporary: Path
) -> None:
    old, young, own = (
        temporary / name for name in ("bostoette-demo-gl", "bostoette-demo-ny", "andet")
    )
    for folder in (old, young, own):
        (folder / "bostoette").mkdir(parents=True)
    for folder in (old, own):
        os.utime(folder, (0, 0))
    assert bostoette("demo", "runder").status == 0
    assert sorted(temporary.iterdir()) == [own, young]


def test_an_answer_tried_leaves_nothing_of_the_users_own_touched(
    folder: Path, own_home: Path, temporary: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bostoette_cli", "demo", "evaluer", "5", "--enkel"],
        input="2\n4\n3\ng\n",
        encoding="utf-8",
        capture_output=True,
        check=False,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "Det var en prøve" in done.stderr
    assert [*own_home.iterdir(), *temporary.iterdir()] == []


def test_the_newcomer_meets_what_the_team_agreed_on_last_time() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bostoette_cli", "demo", "evaluer", "5", "--enkel"],
        input="1\ng\n",
        encoding="utf-8",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "Kortet bliver tegnet ved opstart og kommer i en skuffe." in words(done.stdout)


@pytest.mark.parametrize("given", [("--mappe", "min"), ("--mappe=min",)])
def test_another_data_folder_is_refused(bostoette: Runner, given: tuple[str, ...]) -> None:
    done = bostoette("demo", "resultat", *given)
    assert done == Outcome(
        2, "", "demo har sin egen mappe. Udelad --mappe, eller udelad ordet demo.\n"
    )


def test_a_wrong_command_is_refused_as_elsewhere(bostoette: Runner) -> None:
    done = bostoette("demo", "resulat")
    assert done.status == 2
    assert "Kommandoen »resulat« findes ikke. Mente du resultat?" in done.err


def test_the_words_after_the_command_are_the_commands(bostoette: Runner) -> None:
    assert bostoette("demo", "vis", "--help").out.startswith("Brug: bostoette vis")
    assert bostoette("demo", "--help").out.startswith("Brug: bostoette demo")
    assert bostoette("demo", "--json").status == 2


def test_afterwards_everything_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOSTOETTE_MAPPE", "min")
    monkeypatch.delenv("BOSTOETTE_PERSON", raising=False)
    assert run(["demo", "runder"]) == 0
    assert os.environ["BOSTOETTE_MAPPE"] == "min"
    assert "BOSTOETTE_PERSON" not in os.environ


def test_a_disk_that_is_full_is_said_in_danish(
    bostoette: Runner, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    done = bostoette("demo", "resultat")
    assert done.status == 1
    assert "kan ikke oprettes: der er ikke mere plads." in done.err
    assert list(temporary.iterdir()) == []
