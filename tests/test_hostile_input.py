"""Hostile and broken input: refused in Danish, shown and not obeyed, and never let out of bounds.

The same targets get a hundred thousand cases in ``tools/proof/fuzz.py``; here are a few of each.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.round_reading import data_of

import hostile
import hostile_targets
from conftest import Clock
from hostile_targets import EXTREME_READERS, READERS, RENDERERS, ROUND, World
from running import Runner
from watching import strayed, watched

SECRET = "hemmelig-8hk2"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A data folder, files beside it, and the environment and folder put back afterwards."""
    before, place = dict(os.environ), Path.cwd()
    yield World(tmp_path / "verden")
    os.chdir(place)
    os.environ.clear()
    os.environ.update(before)


def cases(target: Callable[[random.Random], None], count: int, seed: str) -> None:
    for number in range(count):
        target(random.Random(f"{seed}-{number}"))


# --- Files, command lines and words bent at random ------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_a_file_bent_out_of_shape_is_refused_in_danish_or_read(world: World, reader: str) -> None:
    cases(hostile_targets.reader(world, reader), 6 if reader == "tjek" else 60, reader)


def test_no_command_line_leaves_a_traceback_or_touches_what_it_was_not_told_of(
    world: World,
) -> None:
    cases(hostile_targets.command_line(world), 60, "kommandolinje")


def test_no_word_in_a_data_folder_is_obeyed_by_a_command_or_a_dialogue(world: World) -> None:
    cases(hostile_targets.hostile_folder(world), 30, "mappe")


@pytest.mark.skipif(os.name == "nt", reason="half a letter cannot be sent there")
def test_whatever_keys_are_pressed_a_dialogue_ends_and_has_kept_what_it_showed_as_kept(
    world: World,
) -> None:
    cases(hostile_targets.keys(world), 120, "taster")


@pytest.mark.parametrize("format_", RENDERERS)
@settings(max_examples=4)
@given(number=st.integers(0, 2**32))
def test_what_is_written_and_drawn_is_inert(format_: str, number: int) -> None:
    columns = os.environ["COLUMNS"]
    RENDERERS[format_](random.Random(f"{format_}-{number}"))
    os.environ["COLUMNS"] = columns


# --- Files made to take time or memory ------------------------------------------------------------


@pytest.mark.parametrize("reader", EXTREME_READERS)
@pytest.mark.parametrize("name", hostile.EXTREMES)
def test_a_file_that_asks_for_too_much_is_refused_in_the_tools_own_words_or_read(
    world: World, reader: str, name: str
) -> None:
    """Anything else is raised; how long each takes is measured by ``tools/proof``."""
    before = hostile_targets.everything_in(world.outside)
    READERS[reader][0](world, hostile.EXTREMES[name]())
    assert hostile_targets.everything_in(world.outside) == before


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-23:59"])
@pytest.mark.parametrize("field", ["oprettet", "aendret"])
def test_a_moment_at_the_end_of_time_is_named_and_not_counted_with(
    world: World, field: str, moment: str
) -> None:
    path = world.of_round("besvarelser", "b.toml")
    text = 'format = 1\nkatalog = "lille"\nudgave = "1"\nid = "b"\nrolle = "leder"\n'
    path.write_text(f"{text}{field} = {moment}\n", "utf-8")
    (problem,) = Store(world.data).find_round(ROUND).reading.problems
    assert f"{field}: året skal være mellem 1970 og 9998" in str(problem)


def test_a_field_that_is_not_ours_may_hold_any_day(world: World) -> None:
    path = world.of_round("besvarelser", "b.toml")
    text = 'format = 1\nkatalog = "lille"\nudgave = "1"\nid = "b"\nrolle = "leder"\n'
    path.write_text(f"{text}foedt = 1950-01-01\nforloeb = 3\nvist = [1]\n", "utf-8")
    assert Store(world.data).find_round(ROUND).reading.problems == ()


def test_an_error_names_so_many_faults_as_can_be_read_and_counts_the_rest(world: World) -> None:
    path = world.of_round("besvarelser", "a.toml")
    text = 'format = 1\nkatalog = "lille"\nudgave = "1"\nid = "a"\nrolle = "leder"\n'
    path.write_text(text + "".join(f"[svar.x{n}]\nvaerdi = 1\n" for n in range(60)), "utf-8")
    (problem,) = Store(world.data).find_round(ROUND).reading.problems
    assert "svar.x49: udsagnet findes ikke i kataloget; og 10 fejl til" in str(problem)


# --- Links, and names that would lead out of the data folder --------------------------------------


LINKS = (
    "indstillinger.toml", "spoergsmaal.toml", "kataloger", "kataloger/lille.toml", "runder",
    f"runder/{ROUND}", f"runder/{ROUND}/runde.toml", f"runder/{ROUND}/katalog.toml",
    f"runder/{ROUND}/faelles.toml", f"runder/{ROUND}/besvarelser", f"runder/{ROUND}/handleplan",
    f"runder/{ROUND}/besvarelser/a.toml", f"runder/{ROUND}/handleplan/k7f3.toml",
    f"runder/{ROUND}/erstattet", "erstattet", "slettet",
)  # fmt: skip
COMMANDS = (
    "runder", "resultat", "tjek", "handleplan", "kataloger", "refleksion",
    "katalog vaelg bostoette",
    f"runde luk {ROUND}", "runde ny Anden --katalog lille", "handleplan tilfoej Noget",
    "handleplan gjort k7f3 Godt", "importer ../ind/svar.toml",
    "katalog installer ../ind/lille.toml", "arkiver --ud ../kopi.zip", "tjek --hent runder/x.toml",
    f"runde omdoeb {ROUND} Ny", f"runde slet {ROUND} --ja", "runde hent Anden",
    "gendan ../kopi.zip",
)  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="only an administrator may make links")
@pytest.mark.parametrize("link", LINKS)
def test_a_link_out_of_the_data_folder_is_neither_read_nor_written_to(
    world: World, clock: Clock, capsys: pytest.CaptureFixture[str], link: str
) -> None:
    place, target = world.data / link, world.outside / "mål"
    if place.exists():
        place.rename(target)  # what is read would be whole, were it only ours
    elif link == "spoergsmaal.toml":
        target.write_text(f"format = 1\n[vist]\n{SECRET} = 2026-01-01\n", "utf-8")
    elif place.suffix:
        target.write_text(f'format = 1\nkatalog = "{SECRET}"\n', "utf-8")
    else:
        target.mkdir()
    place.symlink_to(target)
    (world.inbox / "svar.toml").write_text(
        'format = 1\nkatalog = "lille"\nudgave = "1"\nid = "a"\nrolle = "leder"\n'
        f'runde = "{ROUND}"\naendret = 2027-01-01T12:00:00Z\n[svar.1a]\nvaerdi = 5\n', "utf-8"
    )  # fmt: skip
    (world.inbox / "lille.toml").write_bytes(hostile_targets.written(hostile_targets.CATALOGUE))
    os.chdir(world.data)
    before = hostile_targets.everything_in(world.outside)
    for command in COMMANDS:
        with watched() as touches:
            Runner(world.data, capsys)(*command.split())
        assert strayed(touches, world.home) == [], command
    assert hostile_targets.everything_in(world.outside) == before


def test_the_data_folder_itself_may_be_a_link(world: World) -> None:
    link = world.home / "genvej"
    link.symlink_to(world.data)
    (stored,) = Store(link).listing.rounds
    assert [response.id for response in data_of(stored).responses] == ["a"]


@pytest.mark.parametrize(
    "title",
    ["../../ud", "/etc/passwd", "C:\\x", "CON", "nul.txt", "a\x00b", "x" * 3000, "\u202eud", "..",
     "é", "e\u0301", "\u212b", "ﬁ", "...", "~", "$HOME", "%APPDATA%", "a/b\\c:d*e?f\"g<h>i|j"],
)  # fmt: skip
def test_no_title_leads_a_round_out_of_its_folder(
    folder: Path, clock: Clock, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    with watched() as touches:
        done = Runner(folder, capsys)("runde", "ny", title)
    assert strayed(touches, folder.parent) == []
    assert "Der er en fejl i bostoette" not in done.err
    names = [path.name for path in (folder / "runder").iterdir()]
    assert all(hostile_targets.is_safe_everywhere(name) for name in names), names


@pytest.mark.parametrize(
    "id_", ["../x", "/x", "con", "A", "a.b", "x" * 41, "å", "a\u200b", "-a", ""]
)
@pytest.mark.parametrize("command", ["importer", "evaluer --svar"])
def test_no_id_in_a_file_leads_its_answers_out_of_their_folder(
    world: World, capsys: pytest.CaptureFixture[str], command: str, id_: str
) -> None:
    values = {**hostile_targets.RESPONSE, "id": id_}
    file = world.inbox / "svar.toml"
    file.write_bytes(hostile_targets.written(values))
    with watched() as touches:
        Runner(world.data, capsys)(*command.split(), str(file))
    assert strayed(touches, world.home) == []
    stems = [path.stem for path in world.of_round("besvarelser").iterdir()]
    assert all(hostile_targets.is_safe_everywhere(stem) for stem in stems), stems
