"""``bostoette tjek``: what it finds, what it advises, and that it changes nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bostoette_cli.storage.store import Store

from builders import answers_file
from conftest import Clock
from demonstration import assert_golden
from running import Outcome, Runner

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps access elsewhere")
as_ordinary_user = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything"
)


@pytest.fixture
def round_folder(bostoette: Runner, tmp_path: Path, clock: Clock) -> Path:
    """A round with two responses, anna's and bo's, changed at nine."""
    inbox = tmp_path / "ind"
    inbox.mkdir()
    for id_ in ("anna", "bo"):
        answers_file(inbox / f"{id_}.toml", id=id_, aendret=clock.moment)
    assert bostoette("importer", str(inbox)).status == 0
    (stored,) = Store(bostoette.folder).listing.rounds
    return stored.folder


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(done: Outcome) -> str:
    """What was said, as one line, whatever the width of the screen."""
    return " ".join(done.out.split())


def edited(source: Path, target: Path, *changes: tuple[str, str]) -> Path:
    """A copy of a file with some of its words exchanged."""
    text = source.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    target.write_text(text, "utf-8")
    return target


HIGHER = ("vaerdi = 3", "vaerdi = 5")
LATER = ("09:12:44", "10:12:44")
EARLIER = ("09:12:44", "08:12:44")


# --- All is well --------------------------------------------------------------------------------


def test_a_sound_folder_is_said_to_be_in_order(bostoette: Runner, round_folder: Path) -> None:
    done = bostoette("tjek")
    assert (done.status, done.err) == (0, "")
    assert "Alt er i orden: 1 runde, 2 besvarelser." in done.out


def test_a_folder_that_is_not_there_yet_is_in_order(bostoette: Runner) -> None:
    done = bostoette("tjek")
    assert done.status == 0
    assert "Alt er i orden: 0 runder, 0 besvarelser." in done.out
    assert not bostoette.folder.exists()


# --- Copies -------------------------------------------------------------------------------------


def test_a_newer_copy_is_told_of_with_the_command_that_takes_it_in(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    copy = edited(answers / "anna.toml", answers / "anna-LAPTOP123.toml", HIGHER, LATER)
    done = bostoette("tjek")
    assert done.status == 1
    assert "en kopi af anna.toml, formentlig lavet af OneDrive." in told(done)
    assert "Kopien er nyere, og svarene er ikke de samme." in told(done)
    assert f'bostoette importer "{copy}" --mappe "{bostoette.folder}"\n' in done.out


def test_the_command_that_is_advised_does_it(bostoette: Runner, round_folder: Path) -> None:
    answers = round_folder / "besvarelser"
    copy = edited(answers / "anna.toml", answers / "anna (1).toml", HIGHER, LATER)
    assert "erstattet" in bostoette("importer", str(copy)).out
    assert "Indholdet er det samme. Slet kopien." in told(bostoette("tjek"))
    copy.unlink()
    assert bostoette("tjek").status == 0
    assert "vaerdi = 5" in (answers / "anna.toml").read_text("utf-8")


def test_a_copy_of_what_was_replaced_may_be_deleted(bostoette: Runner, round_folder: Path) -> None:
    answers = round_folder / "besvarelser"
    discarded = edited(answers / "anna.toml", answers / "anna (1).toml")
    chosen = edited(answers / "anna.toml", answers / "anna (2).toml", HIGHER)
    assert "erstattet" in bostoette("importer", str(chosen)).out
    chosen.unlink()
    done = bostoette("tjek")
    assert "Den er magen til en tidligere udgave, som ligger i erstattet. Slet kopien." in told(
        done
    )
    assert str(discarded) not in done.out


def test_an_earlier_version_that_is_damaged_is_no_reason_to_delete_a_copy(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna (1).toml", HIGHER)
    (round_folder / "erstattet").mkdir()
    (round_folder / "erstattet" / "anna-20261122T101244.toml").write_text(MERGED, "utf-8")
    assert "Er kopien den rigtige, så tag den ind" in told(bostoette("tjek"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), "Indholdet er det samme. Slet kopien."),
        ((HIGHER, EARLIER), "Kopien er ældre, og svarene er ikke de samme. Slet kopien, når"),
        ((HIGHER,), "Det kan ikke ses, hvilken der er nyest, og svarene er ikke de samme."),
        ((("faerdig", "kladde"), LATER), "Kopien er nyere, og indholdet er ikke det samme."),
    ],
    ids=["same", "older", "unknown", "state"],
)
def test_a_copy_is_compared_with_its_original(
    bostoette: Runner, round_folder: Path, changes: tuple[tuple[str, str], ...], sentence: str
) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna (1).toml", *changes)
    assert sentence in told(bostoette("tjek"))


def test_a_copy_takes_the_place_of_an_original_that_is_damaged(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    (answers / "anna.toml").rename(answers / "anna (1).toml")
    (answers / "anna.toml").write_text(MERGED, "utf-8")
    assert "Den ene kan ikke læses. Lad den anden hedde anna.toml" in told(bostoette("tjek"))


def test_a_copy_without_its_original_is_told_to_take_the_name(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    (answers / "anna.toml").rename(answers / "anna 2.toml")
    assert "Originalen mangler. Giv kopien navnet anna.toml." in told(bostoette("tjek"))


def test_a_copy_in_a_closed_round_says_to_open_the_round_first(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna (1).toml", HIGHER, LATER)
    bostoette("runde", "luk", round_folder.name)
    assert f"Åbn først runden med bostoette runde aabn {round_folder.name}." in told(
        bostoette("tjek")
    )


def test_a_copy_of_what_the_team_agreed_on_is_mended_by_hand(
    bostoette: Runner, round_folder: Path
) -> None:
    agreed = round_folder / "faelles.toml"
    agreed.write_text("format = 1\n[pejlemaerke.5]\nvaerdi = 3\n", "utf-8")
    edited(agreed, round_folder / "faelles-LAPTOP123.toml", HIGHER)
    assert "Lad det rigtige stå i faelles.toml, og slet kopien." in told(bostoette("tjek"))


def test_a_copy_of_a_round_is_no_second_round(bostoette: Runner, round_folder: Path) -> None:
    copy = round_folder.with_name(f"{round_folder.name} (1)")
    shutil.copytree(round_folder, copy)
    done = bostoette("tjek")
    assert "Tag de svar ind, der kun er i kopien" in told(done)
    assert f'bostoette importer "{copy / "besvarelser"}"' in done.out
    assert "1 ting skal rettes. Kan læses: 1 runde, 2 besvarelser." in told(done)


def test_a_copy_of_an_action_is_mended_by_hand(bostoette: Runner, round_folder: Path) -> None:
    plan = round_folder / "handleplan"
    plan.mkdir()
    (plan / "ab12.toml").write_text('format = 1\nid = "ab12"\ntekst = "Vi ringer."\n', "utf-8")
    edited(plan / "ab12.toml", plan / "ab12 (1).toml", ("ringer", "skriver"))
    done = bostoette("tjek")
    assert "Lad det rigtige stå i ab12.toml, og slet kopien." in told(done)
    assert "1 ting skal rettes." in told(done)


@pytest.mark.parametrize("id_", ["../../x", "..", "a" * 300, "x/y"])
def test_an_id_that_cannot_be_a_name_is_no_originals(
    bostoette: Runner, round_folder: Path, id_: str
) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "cilla.toml", ('id = "anna"', f'id = "{id_}"'))
    other = round_folder.with_name("x")
    other.mkdir()
    edited(round_folder / "runde.toml", other / "runde.toml", (round_folder.name, id_))
    done = bostoette("tjek")
    assert "Kopier" not in done.out
    assert "2 ting skal rettes." in told(done)


def test_the_other_commands_call_a_copy_a_copy(bostoette: Runner, round_folder: Path) -> None:
    answers = round_folder / "besvarelser"
    shutil.copy(answers / "anna.toml", answers / "anna (1).toml")
    done = bostoette("resultat")
    assert "det ligner en kopi, som OneDrive, Google Drev eller en browser har lavet." in done.err
    assert "Kør bostoette tjek, som siger, hvordan de to er forskellige, og hvad I gør." in done.err


# --- Damage -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", [b'format = 1\nid = "an', b"", b"\x00" * 200])
def test_a_file_that_is_lost_here_is_to_be_had_from_a_backup(
    bostoette: Runner, round_folder: Path, rest: bytes
) -> None:
    (round_folder / "besvarelser" / "anna.toml").write_bytes(rest)
    done = bostoette("tjek")
    assert "Har I en sikkerhedskopi, så hent filen derfra; FIL.zip er kopiens navn." in told(done)
    assert f'bostoette gendan FIL.zip --mappe "{bostoette.folder}"\n' in done.out


def test_a_file_that_is_easily_mended_needs_no_backup(
    bostoette: Runner, round_folder: Path
) -> None:
    path = round_folder / "besvarelser" / "anna.toml"
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert "sikkerhedskopi" not in bostoette("tjek").out


def spoil(*parts: str, text: str = "format = \n") -> Callable[[Path, Path], None]:
    def do(root: Path, round_folder: Path) -> None:
        base = round_folder if parts[0] == "runde" else root
        path = base.joinpath(*parts[1:])
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    return do


MERGED = "format = 1\n<<<<<<< HEAD\nvaerdi = 3\n=======\nvaerdi = 4\n>>>>>>> anna\n"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (spoil("runde", "besvarelser", "cilla.toml"), "besvarelser/cilla.toml linje 1:"),
        (spoil("runde", "besvarelser", "bo.toml", text=MERGED), "linje 2: git har lagt to"),
        (spoil("runde", "faelles.toml"), "faelles.toml linje 1:"),
        (spoil("runde", "katalog.toml"), "katalog.toml linje 1:"),
        (spoil("runde", "runde.toml"), "runde.toml linje 1:"),
        (spoil("runde", "handleplan", "ab12.toml"), "handleplan/ab12.toml linje 1:"),
        (spoil("rod", "indstillinger.toml"), "indstillinger.toml linje 1:"),
        (spoil("rod", "spoergsmaal.toml"), "spoergsmaal.toml linje 1:"),
        (spoil("rod", "kataloger", "vores.toml"), "kataloger/vores.toml linje 1:"),
    ],
)
def test_a_damaged_file_is_named_with_its_fault(
    bostoette: Runner,
    round_folder: Path,
    damage: Callable[[Path, Path], None],
    sentence: str,
) -> None:
    damage(bostoette.folder, round_folder)
    done = bostoette("tjek")
    assert done.status == 1
    assert sentence in told(done)


def test_a_response_that_belongs_to_another_round_is_told_to_be_moved(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna.toml", (round_folder.name, "2025-01-01-gammel"))
    assert "Flyt filen til den runde, den hører til." in told(bostoette("tjek"))


def test_a_response_under_another_name_than_its_id_is_told_of(
    bostoette: Runner, round_folder: Path
) -> None:
    answers = round_folder / "besvarelser"
    (answers / "anna.toml").rename(answers / "cilla.toml")
    assert "id: »anna«, men filen hedder »cilla«" in told(bostoette("tjek"))


def test_a_round_without_its_round_file_is_not_passed_over(
    bostoette: Runner, round_folder: Path
) -> None:
    (round_folder / "runde.toml").unlink()
    done = bostoette("tjek")
    assert done.status == 1
    assert "filen mangler, så runden kan ikke vises" in told(done)


@as_ordinary_user
def test_a_folder_one_may_not_read_is_told_of(bostoette: Runner, round_folder: Path) -> None:
    (round_folder / "besvarelser").chmod(0)
    done = bostoette("tjek")
    (round_folder / "besvarelser").chmod(0o700)
    assert "kan ikke læses: du har ikke adgang" in told(done)


def test_a_file_where_the_data_folder_should_be_is_told_of(bostoette: Runner) -> None:
    bostoette.folder.write_text("", "utf-8")
    done = bostoette("tjek")
    assert done.status == 1
    assert "kan ikke læses" in told(done)


def test_a_misspelt_field_is_told_of_because_it_costs_an_answer(
    bostoette: Runner, round_folder: Path
) -> None:
    path = round_folder / "besvarelser" / "anna.toml"
    edited(path, path, ("vaerdi", "verdi"))
    done = bostoette("tjek")
    assert done.status == 1
    assert "svar.5a.verdi: kendes ikke og tæller ikke med. Mente I vaerdi" in told(done)


# --- Remarks ------------------------------------------------------------------------------------


def test_a_field_of_somebody_elses_is_only_a_remark(bostoette: Runner, round_folder: Path) -> None:
    path = round_folder / "besvarelser" / "anna.toml"
    edited(path, path, ("[svar.5a]", 'x_system = "q"\n[svar.5a]'))
    done = bostoette("tjek")
    assert done.status == 0
    assert "x_system: bliver stående, men bruges ikke." in told(done)


def test_two_open_rounds_of_one_title_are_told_apart(bostoette: Runner, round_folder: Path) -> None:
    other = round_folder.with_name("2026-11-22-en-til")
    shutil.copytree(round_folder, other)
    edited(other / "runde.toml", other / "runde.toml", (round_folder.name, other.name))
    shutil.rmtree(other / "besvarelser")
    done = bostoette("tjek")
    assert done.status == 0
    assert "2 åbne runder hedder »Efterår 2026«" in told(done)
    assert f"{other.name} (0 besvarelser)" in told(done)


def test_leftovers_are_told_of_once_nobody_can_be_writing_them(
    bostoette: Runner, round_folder: Path, clock: Clock
) -> None:
    file = round_folder / ".faelles.toml.1f2e3d4c.tmp"
    half_made = round_folder.with_name(".2026-11-22-x.17.ny")
    file.write_bytes(b"format")
    half_made.mkdir()
    for path in (file, half_made):
        os.utime(path, (clock.moment.timestamp(),) * 2)
    assert "Alt er i orden: 1 runde, 2 besvarelser.\n" in bostoette("tjek").out
    clock.advance(hours=2)
    done = bostoette("tjek")
    assert done.status == 0
    assert "en midlertidig fil, som ingen bruger mere. Den kan slettes." in told(done)
    assert "en halvfærdig runde, som ingen bruger mere. Den kan slettes." in told(done)


def test_strange_files_are_named_by_folder_and_left_alone(
    bostoette: Runner, round_folder: Path
) -> None:
    for number in range(8):
        (bostoette.folder / f"rapport{number}.md").write_text("", "utf-8")
    (round_folder / "noter.docx").write_text("", "utf-8")
    (round_folder.parent / "Billeder").mkdir()
    done = bostoette("tjek")
    assert done.status == 0
    assert (
        "datamappen rapport0.md, rapport1.md, rapport2.md, rapport3.md, rapport4.md og 3 til"
        in (told(done))
    )
    assert "noter.docx. Det bliver hverken læst eller rørt." in told(done)
    assert "Billeder/" in told(done)


@pytest.mark.parametrize("name", ["desktop.ini", ".DS_Store", "~$rapport.docx", ".git"])
def test_what_systems_leave_everywhere_is_not_worth_a_word(
    bostoette: Runner, round_folder: Path, name: str
) -> None:
    (round_folder / name).write_text("", "utf-8")
    assert "Alt er i orden: 1 runde, 2 besvarelser.\n" in bostoette("tjek").out


@on_posix
def test_a_folder_that_everyone_can_read_is_remarked_on(
    bostoette: Runner, round_folder: Path
) -> None:
    for path in (bostoette.folder, *bostoette.folder.rglob("*")):
        path.chmod(0o755)
    done = bostoette("tjek")
    assert done.status == 0
    assert "alle med en konto på maskinen kan læse" in told(done)
    bostoette.folder.chmod(0o750)
    assert "alle med en konto" not in told(bostoette("tjek"))


# --- And nothing is changed ---------------------------------------------------------------------


def test_nothing_is_ever_changed(bostoette: Runner, round_folder: Path, clock: Clock) -> None:
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna (1).toml", HIGHER, LATER)
    (answers / "bo.toml").write_text(MERGED, "utf-8")
    (answers / ".bo.toml.1f2e3d4c.tmp").write_bytes(b"")
    (bostoette.folder / "indstillinger.toml").write_text("x", "utf-8")
    clock.advance(days=2)
    before = files_of(bostoette.folder)
    assert bostoette("tjek").status == 1
    assert files_of(bostoette.folder) == before


def test_a_hostile_name_is_shown_and_not_obeyed(bostoette: Runner, round_folder: Path) -> None:
    (round_folder / "\x1b[2J[red]\u202eslet.docx").write_text("", "utf-8")
    out = bostoette("tjek").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "␛[2J[red]<U+202E>slet.docx" in out


# --- As it is read ------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["40", "80"])
def test_the_page_reads_as_the_golden_file(
    bostoette: Runner,
    round_folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
) -> None:
    """Some of everything, at the width of a narrow window and of an ordinary one."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.chdir(bostoette.folder.parent)
    bostoette.folder = Path("data")
    answers = round_folder / "besvarelser"
    edited(answers / "anna.toml", answers / "anna-LAPTOP123.toml", HIGHER, LATER)
    edited(answers / "bo.toml", answers / "bo (1).toml", HIGHER, EARLIER)
    edited(answers / "bo.toml", answers / "cilla.toml", ('"bo"', '"cilla"'), ("vaerdi", "verdi"))
    (answers / "dorte.toml").write_text(MERGED, "utf-8")
    (answers / ".bo.toml.1f2e3d4c.tmp").write_bytes(b"")
    os.utime(answers / ".bo.toml.1f2e3d4c.tmp", (0, 0))
    (bostoette.folder / "rapport.md").write_text("", "utf-8")
    shown = bostoette("tjek").out.replace(str(bostoette.folder.parent.absolute()), "/team")
    assert_golden(f"tjek-{columns}.txt", shown)
