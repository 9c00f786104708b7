"""Getting back what was replaced or deleted, and letting it go for good."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bostoette_cli.cli import dialogue
from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.questionnaire.plain import Plain
from bostoette_cli.storage import atomic, checked, locking, wastebasket
from bostoette_cli.storage.kept import ALWAYS, DAYS, Drawer, drawer_of
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.opening import rename

from builders import answers_file, response
from conftest import UTC_NOON, Clock
from demonstration import assert_golden
from running import Outcome, Runner
from talking import keyboard, plain


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Runner:
    return Runner(folder, capsys)


def brought_in(bostoette: Runner, value: int, id_: str = "anna") -> None:
    answers = {"5a": {"vaerdi": value}}
    file = answers_file(bostoette.folder.parent / "svar.toml", id=id_, svar=answers)
    done = bostoette("importer", str(file))
    assert done.status == 0, done.err


@pytest.fixture
def stored(bostoette: Runner, clock: Clock) -> StoredRound:
    """A round in which Anna answered 1, then 2, then 3, an hour apart."""
    for value in (1, 2, 3):
        brought_in(bostoette, value)
        clock.advance(hours=1)
    (stored,) = Store(bostoette.folder).listing.rounds
    return stored


def anna(stored: StoredRound) -> Path:
    return stored.folder / "besvarelser" / "anna.toml"


def value_of(stored: StoredRound) -> object:
    return Store(stored.folder.parents[1]).find_round(stored.round.id).reading.responses[0].answer(
        "5a"
    ).value  # fmt: skip


def kept_names(stored: StoredRound) -> list[str]:
    return sorted(path.name for path in (stored.folder / "erstattet").rglob("*.toml"))


def told(done: Outcome) -> str:
    return " ".join(done.out.split())


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- Earlier versions ---------------------------------------------------------------------------


def test_tjek_tells_which_earlier_versions_there_are_and_for_how_long(
    bostoette: Runner, stored: StoredRound
) -> None:
    done = bostoette("tjek")
    assert done.status == 0
    assert "erstattet/ anna.toml (2). De 3 seneste af hver bliver liggende;" in told(done)
    assert "ældre slettes efter 90 dage, når filen igen bliver erstattet." in told(done)


def test_the_latest_earlier_version_is_brought_back(bostoette: Runner, stored: StoredRound) -> None:
    place = f"runder/{stored.round.id}"
    done = bostoette("tjek", "--hent", f"{place}/besvarelser/anna.toml")
    assert (done.status, done.err) == (0, "")
    assert value_of(stored) == 2
    aside = f"{place}/erstattet/anna-20261122T121244.toml"
    assert done.out.splitlines() == [
        f"Hentet: {place}/besvarelser/anna.toml, som den var 22. november 2026 kl. 11.12.",
        f"Det, der stod der, ligger nu i {aside}",
        f'Fortryder du, så skriv: bostoette tjek --hent "{aside}"',
    ]


def test_bringing_back_twice_is_to_change_ones_mind(bostoette: Runner, stored: StoredRound) -> None:
    for value in (2, 3, 2, 3):
        assert bostoette("tjek", "--hent", str(anna(stored))).status == 0
        assert value_of(stored) == value
    assert len(kept_names(stored)) == 3  # and nothing is kept twice


def test_other_files_among_the_earlier_versions_are_none(
    bostoette: Runner, stored: StoredRound
) -> None:
    for name in ("anna.toml", "anna-20261399T990000.toml", "anna-noter.txt"):
        (stored.folder / "erstattet" / name).write_bytes(b"")
    assert "anna.toml (2)." in told(bostoette("tjek"))


def test_any_earlier_version_can_be_named(bostoette: Runner, stored: StoredRound) -> None:
    first = stored.folder / "erstattet" / kept_names(stored)[0]
    assert bostoette("tjek", "--hent", str(first)).status == 0
    assert value_of(stored) == 1


def test_a_file_may_be_named_from_where_one_stands(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stored.folder / "besvarelser")
    assert bostoette("tjek", "--hent", "anna.toml").status == 0
    assert value_of(stored) == 2


def test_a_damaged_file_is_told_of_with_the_command_that_mends_it(
    bostoette: Runner, stored: StoredRound
) -> None:
    damaged = b"svar = \xff"
    anna(stored).write_bytes(damaged)
    done = bostoette("tjek")
    assert done.status == 1
    assert "Den kan hentes, som den var 22. november 2026 kl. 11.12, med kommandoen" in told(done)
    name = f"runder/{stored.round.id}/besvarelser/anna.toml"
    assert f'bostoette tjek --hent "{name}" --mappe "{bostoette.folder}"\n' in done.out
    assert bostoette("tjek", "--hent", name).status == 0
    assert value_of(stored) == 2
    assert damaged in files_of(stored.folder / "erstattet").values()
    assert bostoette("tjek").status == 0


def test_a_damaged_earlier_version_is_passed_over(bostoette: Runner, stored: StoredRound) -> None:
    (stored.folder / "erstattet" / kept_names(stored)[-1]).write_bytes(b"\xff")
    assert bostoette("tjek", "--hent", str(anna(stored))).status == 0
    assert value_of(stored) == 1


def test_an_earlier_version_that_cannot_be_read_is_not_put_back(
    bostoette: Runner, stored: StoredRound
) -> None:
    kept = stored.folder / "erstattet" / kept_names(stored)[-1]
    kept.write_bytes(b"\xff")
    done = bostoette("tjek", "--hent", str(kept))
    assert done.status == 1
    assert "ikke gemt som UTF-8" in done.err
    assert value_of(stored) == 3


@pytest.mark.parametrize("option", ["--hent", "--glem"])
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("runder/x/besvarelser/bo.toml", "der er ingen tidligere udgave"),
        ("", "filen ligger ikke i datamappen"),
        ("../ude.toml", "filen ligger ikke i datamappen"),
        ("/etc/passwd", "filen ligger ikke i datamappen"),
        (".", "filen ligger ikke i datamappen"),
    ],
)
def test_a_file_without_earlier_versions_is_refused(
    bostoette: Runner, stored: StoredRound, option: str, file: str, sentence: str
) -> None:
    before = files_of(bostoette.folder.parent)
    done = bostoette("tjek", option, file)
    assert done.status == 2
    assert sentence in done.err
    assert files_of(bostoette.folder.parent) == before


def test_bringing_back_and_forgetting_are_two_things(
    bostoette: Runner, stored: StoredRound
) -> None:
    done = bostoette("tjek", "--hent", "x", "--glem", "x")
    assert done.status == 2
    assert "--hent og --glem kan ikke bruges sammen." in done.err


def test_a_full_disk_leaves_what_stood(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise atomic.failure("gemmes", path, OSError(errno.ENOSPC, ""))

    monkeypatch.setattr(atomic, "create", full)
    done = bostoette("tjek", "--hent", str(anna(stored)))
    assert done.status == 1
    assert "der er ikke mere plads" in done.err
    assert value_of(stored) == 3


def test_the_hour_of_an_anonymous_round_is_not_told_by_a_name(
    bostoette: Runner, clock: Clock
) -> None:
    bostoette("runde", "ny", "Skjult", "--anonym")
    for value in (1, 2):
        brought_in(bostoette, value)
    (stored,) = Store(bostoette.folder).listing.rounds
    done = bostoette("tjek", "--hent", str(anna(stored)))
    assert "som den var 22. november 2026.\n" in done.out
    assert all("T000000" in name for name in kept_names(stored))


def test_an_installed_catalogue_that_is_replaced_can_be_had_back(
    bostoette: Runner, tmp_path: Path
) -> None:
    own = tmp_path / "vores.toml"
    bostoette("katalog", "kopier", "bostoette", str(own))
    bostoette("katalog", "installer", str(own))
    before = own.read_bytes()
    own.write_bytes(before + b"# rettet\n")
    bostoette("katalog", "installer", str(own))
    assert "kataloger/vores.toml" in bostoette("tjek", "--hent", "kataloger/vores.toml").out
    assert (bostoette.folder / "kataloger" / "vores.toml").read_bytes() == before


def test_what_the_team_agreed_on_before_this_meeting_can_be_had_back(
    bostoette: Runner, stored: StoredRound
) -> None:
    agreed = stored.folder / "faelles.toml"
    agreed.write_text('format = 1\n[pejlemaerke.5]\nvaerdi = 2\nbegrundelse = "Før"\n', "utf-8")
    before = agreed.read_bytes()
    latest = stored.stored_agreement
    first = stored.keep_agreement(latest.agreement, latest, UTC_NOON)
    stored.keep_agreement(first.agreement, first)
    assert kept_names(stored)[-1] == "faelles-20261122T120000.toml"
    agreed.write_bytes(b"")
    assert bostoette("tjek", "--hent", str(agreed)).status == 0
    assert agreed.read_bytes() == before


PLACES = ["runder/r/besvarelser", "runder/r", "runder/r/handleplan", "kataloger", "."]
NAMES = st.from_regex(r"[a-z0-9][a-z0-9 ._-]{0,20}[a-z0-9]", fullmatch=True)
MOMENTS = st.integers(0, 10**9).map(lambda seconds: UTC_NOON + timedelta(seconds=seconds))


def test_an_action_can_be_had_back_as_it_was_before_it_was_changed(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("handleplan", "tilfoej", "Vi ringer")
    (path,) = (stored.folder / "handleplan").iterdir()
    before = path.read_bytes()
    assert bostoette("handleplan", "gjort", path.stem, "Det er gjort.").status == 0
    assert bostoette("tjek", "--hent", str(path)).status == 0
    assert path.read_bytes() == before


# --- For a while --------------------------------------------------------------------------------


def test_versions_whose_time_is_over_go_when_a_newer_one_is_laid_aside(
    bostoette: Runner, stored: StoredRound, clock: Clock
) -> None:
    for value in (3, 4, 5):
        brought_in(bostoette, value)
    before = len(kept_names(stored))
    clock.advance(days=DAYS)
    brought_in(bostoette, 4)
    assert len(kept_names(stored)) == ALWAYS < before + 1
    assert bostoette("tjek", "--hent", str(anna(stored))).status == 0
    assert value_of(stored) == 5


def test_a_clock_that_was_put_back_does_not_make_the_newest_version_the_oldest(
    tmp_path: Path,
) -> None:
    drawer, original = Drawer(tmp_path), tmp_path / "a.toml"
    for number, moment in enumerate((UTC_NOON, UTC_NOON - timedelta(days=3))):
        drawer.keep(original, b"%d" % number, moment)
    assert drawer.of(original)[-1].path.read_bytes() == b"1"


def test_a_clock_far_ahead_does_not_empty_the_drawer(tmp_path: Path) -> None:
    drawer, original = Drawer(tmp_path), tmp_path / "a.toml"
    for number, days in enumerate((0, 1, 2000)):
        drawer.keep(original, b"%d" % number, UTC_NOON + timedelta(days=days))
    assert [kept.path.read_bytes() for kept in drawer.of(original)] == [b"0", b"1", b"2"]


def test_the_last_version_stays_however_old_it_is(
    bostoette: Runner, stored: StoredRound, clock: Clock
) -> None:
    clock.advance(days=1000)
    bostoette("tjek")
    brought_in(bostoette, 1, "bo")
    brought_in(bostoette, 2, "bo")
    assert sum(name.startswith("anna-") for name in kept_names(stored)) == 2


@settings(max_examples=30)
@given(st.lists(st.integers(0, 200), max_size=8))
def test_the_newest_version_is_always_there_and_none_is_older_than_it_may_be(
    tmp_path_factory: pytest.TempPathFactory, days: list[int]
) -> None:
    home = tmp_path_factory.mktemp("runde")
    drawer, original = Drawer(home), home / "a.toml"
    now = UTC_NOON
    for number, passed in enumerate(days):
        now += timedelta(days=passed)
        drawer.keep(original, b"%d" % number, now)
    versions = drawer.of(original)
    if days:
        assert versions[-1].path.read_bytes() == b"%d" % (len(days) - 1)
    old = versions[:-ALWAYS]
    assert all(now.replace(tzinfo=None) - kept.when <= timedelta(days=DAYS) for kept in old)


@settings(max_examples=30)
@given(
    st.sampled_from(PLACES),
    NAMES,
    MOMENTS,
)
def test_a_version_is_found_again_by_the_file_it_is_a_version_of(
    tmp_path_factory: pytest.TempPathFactory, place: str, name: str, when: datetime
) -> None:
    root = tmp_path_factory.mktemp("data")
    original = root / place / name
    original.parent.mkdir(parents=True, exist_ok=True)
    path = drawer_of(root, original).keep(original, b"x", when)
    (kept,) = drawer_of(root, original).of(original)
    assert (kept.path, kept.original, kept.when) == (path, original, when.replace(tzinfo=None))


# --- For good -----------------------------------------------------------------------------------


def test_a_person_can_be_forgotten(bostoette: Runner, stored: StoredRound) -> None:
    anna(stored).unlink()
    done = bostoette("tjek")
    assert "Er den slettet med vilje, så skriv --glem i stedet for --hent" in told(done)
    done = bostoette("tjek", "--glem", f"runder/{stored.round.id}/besvarelser/anna.toml", "--ja")
    assert done.out == "2 tidligere udgaver er slettet for altid.\n"
    assert not [p for p in files_of(bostoette.folder) if "anna" in p]
    assert told(bostoette("tjek")).endswith("Alt er i orden: 1 runde, 0 besvarelser.")


def test_forgetting_leaves_the_file_itself_and_those_of_others(
    bostoette: Runner, stored: StoredRound
) -> None:
    for value in (1, 2):
        brought_in(bostoette, value, "bo")
    assert bostoette("tjek", "--glem", str(anna(stored)), "--ja").status == 0
    assert value_of(stored) == 3
    assert [name.partition("-")[0] for name in kept_names(stored)] == ["bo"]


def test_one_earlier_version_can_be_forgotten_by_itself(
    bostoette: Runner, stored: StoredRound
) -> None:
    first, second = kept_names(stored)
    done = bostoette("tjek", "--glem", str(stored.folder / "erstattet" / first), "--ja")
    assert done.out == "1 tidligere udgave er slettet for altid.\n"
    assert kept_names(stored) == [second]


# --- A deleted round ----------------------------------------------------------------------------


def test_a_deleted_round_lies_in_the_bin_whole(bostoette: Runner, stored: StoredRound) -> None:
    before = files_of(stored.folder)
    done = bostoette("runde", "slet", "Efterår 2026", "--ja")
    place = bostoette.folder / "slettet" / "2026-11-22" / stored.round.id
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"Runden »Efterår 2026« er slettet. Den ligger i papirkurven: {place}",
        f"Fortryder du, så skriv bostoette runde hent {stored.round.id}",
    ]
    assert files_of(place) == before
    assert not stored.folder.exists()


def test_the_other_commands_know_nothing_of_a_deleted_round(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    assert "Der er ingen runder endnu." in told(bostoette("runder"))
    assert bostoette().out.startswith("Velkommen til bostoette")
    assert bostoette("resultat", stored.round.id).status == 2


def test_tjek_tells_of_a_deleted_round_and_how_to_have_it_back(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    done = bostoette("tjek")
    assert done.status == 0
    assert "runden »Efterår 2026«, slettet 22. november 2026." in told(done)
    assert f"bostoette runde hent {stored.round.id} --mappe" in told(done)


@pytest.mark.parametrize("reference", ["2026-11-22-efteraar-2026", "efterår 2026"])
def test_a_deleted_round_comes_back_as_it_was(
    bostoette: Runner, stored: StoredRound, reference: str
) -> None:
    before = files_of(bostoette.folder)
    bostoette("runde", "slet", stored.round.id, "--ja")
    done = bostoette("runde", "hent", reference)
    assert done.out == f"Runden »Efterår 2026« er her igen: {stored.round.id}\n"
    assert files_of(bostoette.folder) == before
    assert not (bostoette.folder / "slettet").exists()


def test_a_deleted_round_does_not_come_back_over_another(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    bostoette("runde", "ny", "Efterår 2026")
    before = files_of(bostoette.folder)
    done = bostoette("runde", "hent", stored.round.id)
    assert done.status == 2
    assert "Der er allerede en runde med id'et 2026-11-22-efteraar-2026." in done.err
    assert files_of(bostoette.folder) == before


def test_the_same_round_deleted_twice_lies_there_twice_and_its_place_tells_them_apart(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    bostoette("runde", "ny", "Efterår 2026")
    bostoette("runde", "slet", stored.round.id, "--ja")
    assert len(wastebasket.binned(bostoette.folder)) == 2
    assert bostoette("runde", "hent", stored.round.id).status == 2
    first = f"slettet/2026-11-22/{stored.round.id}"
    assert bostoette("runde", "hent", first).status == 0
    assert not Store(bostoette.folder).listing.rounds[0].is_empty


def test_a_link_in_the_bin_is_neither_emptied_nor_brought_back(
    bostoette: Runner, stored: StoredRound, tmp_path: Path
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    outside = tmp_path / "udenfor"
    (bostoette.folder / "slettet" / "2026-11-22").rename(outside)
    (bostoette.folder / "slettet" / "2026-11-22").symlink_to(outside)
    assert bostoette("runde", "toem", "--ja").out == "Papirkurven er tom.\n"
    assert bostoette("runde", "hent", stored.round.id).status == 2
    assert (outside / stored.round.id / "runde.toml").exists()


def test_a_deletion_that_was_stopped_midway_leaves_no_round_and_is_finished(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")

    def stopped(folder: Path) -> None:
        (folder / "katalog.toml").unlink()
        raise PermissionError(errno.EACCES, "", str(folder))

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", stopped)
        assert bostoette("runde", "toem", "--ja").status == 1
    assert bostoette("runde", "hent", stored.round.id).status == 2
    assert bostoette("runde", "toem", "--ja").status == 0
    assert not (bostoette.folder / "slettet").exists()


def test_a_round_that_comes_back_to_a_namesake_is_told_of(
    bostoette: Runner, stored: StoredRound, clock: Clock
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    clock.advance(days=1)
    bostoette("runde", "ny", "Efterår 2026")
    done = bostoette("runde", "hent", stored.round.id)
    assert "har samme titel. Giv den ene en anden:" in done.out


def test_of_two_deleted_rounds_of_one_title_the_id_decides(
    bostoette: Runner, stored: StoredRound, clock: Clock
) -> None:
    clock.advance(days=30)
    bostoette("runde", "slet", stored.round.id, "--ja")
    bostoette("runde", "ny", "Efterår 2026")
    bostoette("runde", "slet", "2026-12", "--ja")
    done = bostoette("runde", "hent", "Efterår 2026")
    assert done.status == 2
    assert "passer på flere i papirkurven: slettet/2026-12-22/2026-12-22-efteraar" in done.err
    place = f"slettet/2026-12-22/{stored.round.id}"
    assert place in done.err
    assert bostoette("runde", "hent", place).status == 0
    assert len(wastebasket.binned(bostoette.folder)) == 1


@pytest.mark.parametrize("command", ["hent", "toem"])
def test_a_round_that_is_not_in_the_bin_is_said_not_to_be(
    bostoette: Runner, stored: StoredRound, command: str
) -> None:
    done = bostoette("runde", command, "nix")
    assert (done.status, done.err) == (
        2,
        "Papirkurven er tom, så der er ingen slettede runder.\n",
    )
    bostoette("runde", "slet", stored.round.id, "--ja")
    done = bostoette("runde", command, "nix")
    assert done.status == 2
    assert f"»nix« ligger ikke i papirkurven. Dér ligger: {stored.round.id}." in done.err


def test_a_deleted_round_with_a_damaged_file_is_known_by_its_id(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    (each,) = wastebasket.binned(bostoette.folder)
    (each.folder / "runde.toml").write_bytes(b"\xff")
    assert f"runden »{stored.round.id}«, slettet" in told(bostoette("tjek"))
    assert bostoette("runde", "hent", stored.round.id).status == 0


def test_what_is_not_ours_in_the_bin_is_left(bostoette: Runner, stored: StoredRound) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    for name in ("gammelt/x", "2026-99-99/x"):
        (bostoette.folder / "slettet" / name).mkdir(parents=True)
    assert bostoette("runde", "toem", "--ja").status == 0
    assert (bostoette.folder / "slettet" / "gammelt" / "x").is_dir()


def refusing(error: OSError) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


NO_ACCESS = OSError(errno.EACCES, "")


def test_a_round_that_cannot_be_moved_stands(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(bostoette.folder)
    monkeypatch.setattr(atomic, "_patiently", refusing(NO_ACCESS))
    done = bostoette("runde", "slet", stored.round.id, "--ja")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"{stored.folder}: kan ikke flyttes til papirkurven, {bostoette.folder / 'slettet'}: "
        "du har ikke adgang. Bed it-afdelingen om adgang.\n"
    )
    assert files_of(bostoette.folder) == before


def test_where_there_is_no_room_for_the_bin_it_is_the_round_that_cannot_be_moved(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "mkdir", refusing(OSError(errno.ENOSPC, "")))
    done = bostoette("runde", "slet", stored.round.id, "--ja")
    assert f"{stored.round.id}: kan ikke flyttes til papirkurven, " in done.err
    assert "der er ikke mere plads. Gør plads på disken, og prøv igen." in done.err


def test_a_bin_that_leads_elsewhere_is_named_as_what_it_is(
    bostoette: Runner, stored: StoredRound, tmp_path: Path
) -> None:
    (bostoette.folder / "slettet").symlink_to(tmp_path)
    done = bostoette("runde", "slet", stored.round.id, "--ja")
    assert "slettet: er en genvej, der fører ud af datamappen" in done.err
    assert stored.folder.exists()


def test_a_round_that_cannot_be_brought_back_lies_in_the_bin(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    (each,) = wastebasket.binned(bostoette.folder)
    monkeypatch.setattr(atomic, "_patiently", refusing(NO_ACCESS))
    done = bostoette("runde", "hent", stored.round.id)
    assert done.status == 1
    place = stored.folder.parent
    assert f"{each.folder}: kan ikke flyttes tilbage til {place}: du har ikke adgang." in done.err
    assert wastebasket.binned(bostoette.folder) == (each,)


def test_a_round_that_cannot_have_another_title_keeps_its_own(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(bostoette.folder)
    monkeypatch.setattr(atomic, "_patiently", refusing(NO_ACCESS))
    done = bostoette("runde", "omdoeb", stored.round.id, "Efter ferien")
    assert done.status == 1
    assert f"{stored.folder}: kan ikke få en anden titel: du har ikke adgang." in done.err
    assert files_of(bostoette.folder) == before


def test_a_round_somebody_has_damaged_meanwhile_is_named_as_that(
    bostoette: Runner, stored: StoredRound
) -> None:
    (stored.folder / "runde.toml").write_bytes(b"\xff")
    with pytest.raises(DamagedFile, match=r"runde\.toml"):
        rename(Store(bostoette.folder), stored, "Efter ferien")


def test_answers_given_while_the_round_is_deleted_do_not_begin_it_anew(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    with pytest.raises(StorageFailure, match="hent den igen med bostoette runde hent"):
        stored.keep_response(response("ny", s5a=4), None)
    assert not stored.folder.exists()


# --- Asking first -------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The answers that will be given, from the last to the first."""
    answers: list[str] = []

    def front_end(**_: object) -> Plain:
        return plain(answers.pop())[0]

    monkeypatch.setattr(dialogue, "front_end", front_end)
    return answers


def test_deleting_asks_first(bostoette: Runner, stored: StoredRound, asked: list[str]) -> None:
    asked += ["j", "n"]
    done = bostoette("runde", "slet", stored.round.id)
    assert (done.status, done.err) == (1, "Intet er slettet.\n")
    assert stored.folder.exists()
    assert bostoette("runde", "slet", stored.round.id).status == 0
    assert not stored.folder.exists()


def test_forgetting_asks_first(bostoette: Runner, stored: StoredRound, asked: list[str]) -> None:
    asked += ["j", "n"]
    assert bostoette("tjek", "--glem", str(anna(stored))).status == 1
    assert len(kept_names(stored)) == 2
    assert bostoette("tjek", "--glem", str(anna(stored))).status == 0
    assert kept_names(stored) == []


def test_in_a_terminal_one_key_answers_the_question(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keyboard("\rj") as (front, _):
        monkeypatch.setattr(dialogue, "front_end", lambda **_: front)
        assert bostoette("runde", "slet", stored.round.id).status == 0
    assert not stored.folder.exists()


@pytest.mark.parametrize("command", ["slet", "toem"])
def test_without_a_terminal_and_without_a_yes_nothing_is_deleted(
    bostoette: Runner, stored: StoredRound, command: str
) -> None:
    if command == "toem":
        bostoette("runde", "slet", stored.round.id, "--ja")
    before = files_of(bostoette.folder)
    done = bostoette("runde", command, stored.round.id)
    assert done.status == 1
    assert "Er det meningen, så føj --ja til kommandoen." in done.err
    assert files_of(bostoette.folder) == before


def test_emptying_the_bin_says_what_goes_and_then_it_is_gone(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    done = bostoette("runde", "toem", "--ja")
    assert done.out == "»Efterår 2026« med 1 besvarelse\n1 runde er slettet for altid.\n"
    assert files_of(bostoette.folder) == {}
    assert bostoette("runde", "toem").out == "Papirkurven er tom.\n"


def test_one_round_can_be_taken_out_of_the_bin_for_good(
    bostoette: Runner, stored: StoredRound
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    bostoette("runde", "ny", "Den anden")
    bostoette("runde", "slet", "Den anden", "--ja")
    assert bostoette("runde", "toem", stored.round.id, "--ja").status == 0
    (left,) = wastebasket.binned(bostoette.folder)
    assert left.title == "Den anden"


def test_what_cannot_be_deleted_is_named_and_the_rest_can_be_tried_again(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")

    def held(path: Path) -> None:
        raise OSError(errno.EACCES, "", str(path / "runde.toml"))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", held)
        done = bostoette("runde", "toem", "--ja")
    assert done.status == 1
    assert "runde.toml: kan ikke slettes: du har ikke adgang. Bed it-afd" in done.err
    assert bostoette("runde", "toem", "--ja").status == 0


def test_what_cannot_be_deleted_is_named_with_its_folder(
    bostoette: Runner, stored: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    bostoette("runde", "slet", stored.round.id, "--ja")
    refuse = refusing(OSError(errno.EACCES, "", "anna.toml"))  # as Python 3.11 and 3.12 say it
    monkeypatch.setattr(shutil, "rmtree", refuse)
    place = Path("besvarelser", "anna.toml")
    assert f"{place}: kan ikke slettes: " in bostoette("runde", "toem", "--ja").err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_emptying_the_bin_of_a_link_leaves_what_it_leads_to(
    bostoette: Runner, stored: StoredRound, tmp_path: Path
) -> None:
    stored.folder.rename(tmp_path / "andetsteds")
    stored.folder.symlink_to(tmp_path / "andetsteds", target_is_directory=True)
    bostoette("runde", "slet", stored.round.id, "--ja")
    assert bostoette("runde", "toem", "--ja").status == 0
    assert (tmp_path / "andetsteds" / "runde.toml").exists()


# --- Another title ------------------------------------------------------------------------------


def test_a_round_gets_another_title_and_keeps_its_id(
    bostoette: Runner, stored: StoredRound
) -> None:
    done = bostoette("runde", "omdoeb", stored.round.id, "  Efter   ferien ")
    assert done.out == "»Efterår 2026« hedder nu »Efter ferien«.\n"
    (again,) = Store(bostoette.folder).listing.rounds
    assert (again.round.id, again.round.title) == (stored.round.id, "Efter ferien")


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "Titlen er tom."),
        ("010190-1234", "Titlen ligner et CPR-nummer."),
        ("den ANDEN", "Runden »Den anden« er åben i forvejen"),
    ],
)
def test_a_title_that_cannot_be_is_refused(
    bostoette: Runner, stored: StoredRound, title: str, sentence: str
) -> None:
    bostoette("runde", "ny", "Den anden")
    done = bostoette("runde", "omdoeb", stored.round.id, title)
    assert done.status == 2
    assert sentence in done.err


def test_a_title_may_be_spelled_anew(bostoette: Runner, stored: StoredRound) -> None:
    assert bostoette("runde", "omdoeb", stored.round.id, "EFTERÅR 2026").status == 0


# --- Exchanging files ---------------------------------------------------------------------------


def test_a_file_that_says_the_same_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"x")
    before = path.stat().st_ino
    checked.exchange(path, b"x", lambda _: pytest.fail("nothing is replaced"))
    assert path.stat().st_ino == before


def test_nothing_is_exchanged_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_LONGEST_WAIT_SECONDS", 0)
    with locking.held(tmp_path), pytest.raises(StorageFailure, match="en anden skriver i mappen"):
        checked.exchange(tmp_path / "a.toml", b"x", lambda _: None)
    assert not (tmp_path / "a.toml").exists()


# --- As it is read ------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["40", "80"])
def test_what_can_be_had_back_reads_as_the_golden_file(
    bostoette: Runner,
    stored: StoredRound,
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
) -> None:
    brought_in(bostoette, 1, "bo")
    brought_in(bostoette, 2, "bo")
    (stored.folder / "besvarelser" / "bo.toml").unlink()
    bostoette("runde", "ny", "En prøve")
    bostoette("runde", "slet", "En prøve", "--ja")
    monkeypatch.setenv("COLUMNS", columns)
    shown = bostoette("tjek").out.replace(str(bostoette.folder), "/team/data")
    assert_golden(f"tjek-hent-{columns}.txt", shown)
