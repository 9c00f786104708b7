"""Every damage a data folder can suffer: ``tjek`` names it, and says what to do about it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bostoette_cli.storage.store import Store

from builders import answers_file, catalogue_file, find_catalogue
from conftest import UTC_NOON, Clock
from running import Outcome, Runner

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps access elsewhere")


class Team(NamedTuple):
    """A team's data folder with one of every kind of file in it, all of them sound."""

    bostoette: Runner
    round: Path

    @property
    def root(self) -> Path:
        return self.bostoette.folder

    @property
    def anna(self) -> Path:
        return self.round / "besvarelser" / "anna.toml"

    def examined(self) -> Outcome:
        """What ``tjek`` says, as one line, whatever the width of the screen."""
        done = self.bostoette("tjek")
        assert done.err == ""
        return done._replace(out=" ".join(done.out.split()))


ACTION = 'format = 1\nid = "ab12"\ntekst = "Vi ringer."\n'
AGREED = 'format = 1\n[pejlemaerke.5]\nvaerdi = 3\nbegrundelse = "Vi gør det, men ikke fast."\n'
SHOWN = "format = 1\n[vist]\nbostoette-5r1 = 2026-11-22 13:00:00+01:00\n"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder, made once; each test gets a copy."""
    root = tmp_path_factory.mktemp("hel") / "data"
    store = Store(root)
    store.choose_catalogue("bostoette")
    store.library.install(catalogue_file(), UTC_NOON)
    stored = store.open_round("Efterår 2026", find_catalogue("bostoette"), UTC_NOON)
    for id_ in ("anna", "bo"):
        path = stored.folder / "besvarelser" / f"{id_}.toml"
        answers_file(path, id=id_, oprettet=UTC_NOON, aendret=UTC_NOON)
    (stored.folder / "handleplan").mkdir(mode=0o700)
    (stored.folder / "handleplan" / "ab12.toml").write_text(ACTION, "utf-8")
    (stored.folder / "faelles.toml").write_text(AGREED, "utf-8")
    (root / "spoergsmaal.toml").write_text(SHOWN, "utf-8")
    return root


@pytest.fixture
def team(sound: Path, folder: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Team:
    shutil.copytree(sound, folder)
    return Team(Runner(folder, capsys), next((folder / "runder").iterdir()))


def test_a_folder_with_one_of_everything_is_in_order(team: Team) -> None:
    done = team.examined()
    assert done.status == 0
    assert done.out.endswith("Alt er i orden: 1 runde, 2 besvarelser.")


# --- Whatever file it is, and whatever has happened to it ----------------------------------------

FILES = [
    "runder/*/besvarelser/anna.toml",
    "runder/*/handleplan/ab12.toml",
    "runder/*/faelles.toml",
    "runder/*/katalog.toml",
    "runder/*/runde.toml",
    "kataloger/lille.toml",
    "indstillinger.toml",
    "spoergsmaal.toml",
]


def cut_in_a_field(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip() + b"\nfelt = ")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(128, 256)) * 8)


def in_utf_16(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def in_ansi(path: Path) -> None:
    path.write_bytes("# æøå\n".encode("cp1252") + path.read_bytes())


def merged(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> bo\n", "utf-8")


def of_the_future(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 2", 1))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("flyttet.toml"))


def enormous(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"#" * 1_000_001)


DAMAGES: dict[Callable[[Path], None], str] = {
    cut_in_a_field: "Ret filen i Notesblok, eller flyt den ud af mappen.",
    emptied: "filen er tom. Ret filen i Notesblok, eller flyt den ud af mappen.",
    zeros: "Brug den fil, som skemaet eller bostoette har skrevet.",
    garbage: "filen er ikke gemt som UTF-8. Gem den som UTF-8 i Notesblok.",
    in_utf_16: "Åbn den i Notesblok, vælg Gem som, og vælg UTF-8 under Kodning.",
    in_ansi: "filen er ikke gemt som UTF-8. Gem den som UTF-8 i Notesblok.",
    merged: "Behold den rigtige af de to i Notesblok",
    of_the_future: "Hent den nyeste udgave af bostoette.",
    a_folder: "det er en mappe eller en enhed, ikke en fil. Nævn en almindelig fil.",
    a_loop: "det er en genvej, der peger på sig selv. Slet den.",
    a_link_to_nowhere: "filen findes ikke. Se, om navnet og mappen er rigtige.",
    enormous: "filen er over 1 MB. Se, om det er den rigtige fil.",
}


@on_posix
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).name)
def test_a_damaged_file_is_named_with_what_to_do(
    team: Team, file: str, damage: Callable[[Path], None]
) -> None:
    (path,) = team.root.glob(file)
    damage(path)
    done = team.examined()
    assert done.status == 1
    assert f"• {path.relative_to(team.root)}" in done.out.replace("/ ", " ")
    assert DAMAGES[damage] in done.out


@pytest.mark.parametrize("file", [f for f in FILES if "vist" not in f and "ab12" not in f])
def test_a_file_that_stops_in_the_middle_of_a_word_is_named(team: Team, file: str) -> None:
    (path,) = team.root.glob(file)
    text = path.read_text("utf-8")
    path.write_text(text[: text.rindex('"')], "utf-8") if '"' in text else cut_in_a_field(path)
    done = team.examined()
    assert done.status == 1
    assert str(path.relative_to(team.root)) in done.out


def test_a_file_one_may_not_read_is_named(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == team.anna:
            raise OSError(errno.EACCES, "")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    done = team.examined()
    assert done.status == 1
    assert "kan ikke læses: du har ikke adgang. Vælg et andet sted, eller bed it" in done.out


# --- Files and folders that are gone or in each other's place ------------------------------------


def replaced(team: Team, value: int) -> None:
    """Anna's answers brought in anew; the earlier ones are kept."""
    file = answers_file(team.root.parent / "ny.toml", id="anna", svar={"5a": {"vaerdi": value}})
    assert "erstattet" in team.bostoette("importer", str(file)).out


def test_a_round_without_its_own_file_is_told_of(team: Team) -> None:
    (team.round / "runde.toml").unlink()
    done = team.examined()
    assert done.status == 1
    assert "runde.toml filen mangler, så runden kan ikke vises." in done.out
    assert "Hent ellers filen fra en sikkerhedskopi med bostoette gendan" in done.out


def test_a_round_of_which_only_a_part_is_left_is_told_of(team: Team) -> None:
    (team.round / "runde.toml").unlink()
    shutil.rmtree(team.round / "besvarelser")
    assert "filen mangler, så runden kan ikke vises." in team.examined().out


def test_a_catalogue_that_is_gone_from_its_round_can_be_had_from_those_that_are_known(
    team: Team,
) -> None:
    before = (team.round / "katalog.toml").read_bytes()
    (team.round / "katalog.toml").unlink()
    done = team.examined()
    assert done.status == 1
    assert "rundens egen kopi af kataloget mangler" in done.out
    assert "Den kan hentes, fra kataloget bostoette, udgave 2021.1, med kommandoen" in done.out
    assert team.bostoette("tjek", "--hent", f"runder/{team.round.name}/katalog.toml").status == 0
    assert (team.round / "katalog.toml").read_bytes() == before
    assert team.examined().status == 0


def test_a_catalogue_that_is_gone_can_be_had_from_another_round(team: Team) -> None:
    team.bostoette("runde", "ny", "Den anden")
    path = team.round / "katalog.toml"
    path.write_bytes(b"")
    assert "Den kan hentes, fra runden »Den anden«, med kommandoen" in team.examined().out


def test_a_catalogue_of_an_edition_nobody_has_is_not_made_up(team: Team) -> None:
    path = team.round / "runde.toml"
    path.write_text(path.read_text("utf-8").replace("2021.1", "1999"), "utf-8")
    (team.round / "katalog.toml").unlink()
    assert "Den kan hentes" not in team.examined().out


def test_a_response_that_is_gone_is_missed_where_an_earlier_version_is_kept(team: Team) -> None:
    replaced(team, 5)
    team.anna.unlink()
    done = team.examined()
    assert done.status == 0
    assert "anna.toml filen er væk, men kan hentes, som den var 22. november 2026 kl. 9.12" in (
        done.out
    )
    assert f'bostoette tjek --hent "runder/{team.round.name}/besvarelser/anna.toml"' in done.out


def test_an_agreement_that_is_gone_is_missed_likewise(team: Team) -> None:
    path = team.round / "faelles.toml"
    kept = team.round / "erstattet" / "runde" / "faelles-20261122T101500.toml"
    kept.parent.mkdir(parents=True)
    path.rename(kept)
    assert "faelles.toml filen er væk, men kan hentes" in team.examined().out
    team.bostoette("tjek", "--hent", str(path))
    assert path.read_text("utf-8") == AGREED


@pytest.mark.parametrize("name", ["besvarelser", "handleplan", "erstattet"])
def test_a_file_where_a_folder_should_be_is_told_of(team: Team, name: str) -> None:
    shutil.rmtree(team.round / name, ignore_errors=True)
    (team.round / name).write_bytes(b"")
    done = team.examined()
    assert done.status == 1
    assert f"{name} kan ikke læses: en del af stien er en fil, ikke en mappe." in done.out


@pytest.mark.parametrize("name", ["besvarelser", "handleplan"])
def test_a_folder_one_may_not_look_into_is_not_taken_for_an_empty_one(
    team: Team, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = os.scandir

    def refuse(path: Path) -> object:
        if path == team.round / name:
            raise OSError(errno.EACCES, "")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    done = team.bostoette("eksporter")
    assert done.status == 1
    assert f"{name}: kan ikke læses: du har ikke adgang." in done.err


@pytest.mark.parametrize("name", ["runder", "kataloger", "erstattet", "slettet"])
def test_a_file_where_one_of_the_outer_folders_should_be_is_told_of(team: Team, name: str) -> None:
    shutil.rmtree(team.root / name, ignore_errors=True)
    (team.root / name).write_bytes(b"")
    assert f"{name} kan ikke læses: en del af stien er en fil" in team.examined().out


@on_posix
@pytest.mark.parametrize("name", ["runder", "kataloger", "runder/2026-11-22-x"])
def test_a_folder_that_was_moved_and_is_not_there_now_is_told_of(team: Team, name: str) -> None:
    path = team.root / name
    shutil.rmtree(path, ignore_errors=True)
    path.symlink_to(team.root.parent / "drevet er ikke her", target_is_directory=True)
    done = team.examined()
    assert done.status == 1
    assert f"{name} kan ikke læses:" in done.out


@on_posix
def test_a_folder_that_leads_to_itself_is_told_of(team: Team) -> None:
    path = team.round.parent / "ring"
    path.symlink_to(path, target_is_directory=True)
    assert "det er en genvej, der peger på sig selv. Slet den." in team.examined().out


# --- Names --------------------------------------------------------------------------------------


def test_a_round_folder_that_was_renamed_is_told_of(team: Team) -> None:
    team.round.rename(team.round.with_name("foraar"))
    done = team.examined()
    assert done.status == 1
    assert "men mappen hedder »foraar«. Giv mappen og id samme navn." in done.out


@pytest.mark.parametrize("name", ["anna.toml.txt", "anna.TOML", "Anna.Toml.txt"])
def test_an_answer_that_notepad_gave_another_ending_is_told_of(team: Team, name: str) -> None:
    team.anna.rename(team.anna.with_name(name))
    done = team.examined()
    assert done.status == 1
    assert "filen bliver ikke læst, for navnet ender ikke på .toml. Giv den navnet" in done.out


def test_of_two_under_nearly_one_name_the_right_one_is_asked_for(team: Team) -> None:
    shutil.copy(team.anna, team.anna.with_name("anna.toml.txt"))
    assert "Der er også en anna.toml. Behold den rigtige af de to" in team.examined().out


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("anna-LAPTOP123.toml", "OneDrive"),
        ("anna (Annas konflikterende kopi 2026-11-22).toml", "Dropbox eller Nextcloud"),
        ("anna.sync-conflict-20261122-091244-ABC.toml", "Syncthing"),
        ("anna [Conflict].toml", "Google Drev"),
        ("anna 2.toml", "iCloud"),
        ("anna - kopi.toml", "Stifinder eller Finder"),
    ],
)
def test_a_copy_that_a_drive_made_is_told_of(team: Team, name: str, maker: str) -> None:
    shutil.copy(team.anna, team.anna.with_name(name))
    done = team.examined()
    assert done.status == 1
    assert name.replace(" ", "") in done.out.replace(" ", "")
    assert f" en kopi af anna.toml, formentlig lavet af {maker}." in done.out
    assert "Indholdet er det samme. Slet kopien." in done.out


def test_one_id_in_two_files_is_told_of(team: Team) -> None:
    shutil.copy(team.anna, team.anna.with_name("cilla.toml"))
    assert "cilla.toml en kopi af anna.toml" in team.examined().out


# --- What a copy has that its original has not --------------------------------------------------


def copied(path: Path, name: str, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.with_name(name).write_text(text, "utf-8")


def test_a_copy_of_the_same_moment_is_told_by_its_correction(team: Team) -> None:
    copied(team.anna, "anna (1).toml", ("format = 1", "format = 1\nrettelse = 1"))
    assert "Kopien er nyere" in team.examined().out


def test_a_copy_of_an_action_is_told_by_what_became_of_it(team: Team) -> None:
    more = f'{ACTION}[[forloeb]]\ndato = 2026-11-22\nstatus = "gjort"\n'
    (team.round / "handleplan" / "ab12 (1).toml").write_text(more, "utf-8")
    assert "Kopien er nyere" in team.examined().out


def test_an_older_copy_with_answers_of_its_own_says_which(team: Team) -> None:
    copied(
        team.anna,
        "anna (1).toml",
        ("aendret = 2026-11-22 12", "aendret = 2026-11-22 11"),
        ("[svar.5a]", "[svar.5b]\nvaerdi = 2\n[svar.5a]"),
    )
    out = team.examined().out
    assert "Kopien er ældre, og svarene er ikke de samme. Kun kopien har noget om 5b." in out


# --- The settings, and other fields -------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "change", "sentence"),
    [
        ("indstillinger.toml", ("katalog =", "katalgo ="), "katalgo: kendes ikke"),
        ("runder/*/runde.toml", ("taerskel =", "tarskel ="), "tarskel: kendes ikke"),
        ("runder/*/faelles.toml", ("begrundelse =", "begrundelsen ="), "Mente I begrundelse"),
        ("spoergsmaal.toml", ("[vist]", "[viste]"), "viste: kendes ikke"),
    ],
)
def test_a_misspelt_field_is_told_of_wherever_it_stands(
    team: Team, file: str, change: tuple[str, str], sentence: str
) -> None:
    (path,) = team.root.glob(file)
    copied(path, path.name, change)
    done = team.examined()
    assert done.status == 1
    assert sentence in done.out


def test_a_choice_of_a_catalogue_that_is_not_here_is_told_of(team: Team) -> None:
    copied(team.root / "indstillinger.toml", "indstillinger.toml", ('"bostoette"', '"gamle"'))
    done = team.examined()
    assert done.status == 1
    assert "katalog: »gamle« er her ikke. Vælg et andet, for eksempel: bostoette katalog" in (
        done.out
    )


# --- The folder as a whole ----------------------------------------------------------------------


@pytest.mark.parametrize("where", ["too high", "runder", "a round"])
def test_a_folder_above_or_inside_the_right_one_is_not_in_order(team: Team, where: str) -> None:
    named = {"too high": team.root.parent, "runder": team.round.parent, "a round": team.round}
    done = team._replace(bostoette=Runner(named[where], team.bostoette._capture)).examined()
    assert done.status == 1
    assert "Det er ikke datamappen" in done.out
    assert f'bostoette tjek --mappe "{team.root}"' in done.out


@on_posix
def test_a_folder_that_was_moved_into_a_shared_one_and_shuts_the_group_out_is_told_of(
    team: Team,
) -> None:
    for path in (team.root, *team.root.rglob("*")):
        path.chmod(0o770 if path.is_dir() else 0o660)
    assert team.examined().status == 0
    (team.round / "besvarelser").chmod(0o700)
    done = team.examined()
    assert done.status == 0
    assert "datamappen er åben for gruppen, men ikke denne mappe i den" in done.out
    assert f'chmod -R g+rwX "{team.round / "besvarelser"}"' in done.out
