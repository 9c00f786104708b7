"""A backup: what is in it, that it comes back as it was, and that a bad one changes nothing."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bostoette_cli.domain import backup
from bostoette_cli.domain.errors import BostoetteError, DamagedFile
from bostoette_cli.storage import archive, atomic, own_files
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import put_back

from builders import answers_file
from conftest import Clock
from running import Runner

RESPONSE = "runder/2026-11-22-x/besvarelser/anna.toml"


@pytest.fixture
def bostoette(folder: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Runner:
    return Runner(folder, capsys)


@pytest.fixture
def filled(bostoette: Runner, tmp_path: Path) -> Runner:
    """A data folder with a round, two responses, a choice of catalogue, and a file of one's own."""
    for id_ in ("anna", "bo"):
        file = answers_file(tmp_path / f"{id_}.toml", id=id_)
        assert bostoette("importer", str(file)).status == 0
    assert bostoette("katalog", "vaelg", "bostoette").status == 0
    round_folder(bostoette).joinpath("noter fra mødet.txt").write_text("æøå", "utf-8")
    return bostoette


def round_folder(bostoette: Runner) -> Path:
    (stored,) = Store(bostoette.folder).listing.rounds
    return stored.folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def archived(bostoette: Runner, path: Path) -> Path:
    done = bostoette("arkiver", "--ud", str(path))
    assert (done.status, done.err) == (0, "")
    return path


# --- Making one ---------------------------------------------------------------------------------


def test_a_backup_says_what_is_in_it_and_whom_it_is_for(filled: Runner, tmp_path: Path) -> None:
    done = filled("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert done.out.splitlines() == [
        f"Skrevet til {tmp_path / 'kopi.zip'}",
        "6 filer fra 1 runde.",
        "Den rummer alles svar og noter. Gem den et sted, som kun I kan åbne.",
    ]


def test_without_a_name_it_is_named_by_the_day(
    filled: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert filled("arkiver").status == 0
    assert (tmp_path / "bostoette-2026-11-22.zip").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps access elsewhere")
def test_only_its_owner_can_read_it(filled: Runner, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = archived(filled, tmp_path / "kopi.zip")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_files_make_the_same_backup_whenever_it_is_made(
    filled: Runner, tmp_path: Path, clock: Clock
) -> None:
    first = archived(filled, tmp_path / "en.zip").read_bytes()
    for path in filled.folder.rglob("*"):
        os.utime(path, (0, 0))
    clock.advance(days=40)
    assert archived(filled, tmp_path / "to.zip").read_bytes() == first


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_list_can_be_checked_without_the_tool(filled: Runner, tmp_path: Path) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    with zipfile.ZipFile(path) as opened:
        opened.extractall(tmp_path / "ud")
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "indhold.sha256"],
        cwd=tmp_path / "ud",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.count(b": OK\n") == 7


def test_one_that_is_there_is_not_written_over_unasked(filled: Runner, tmp_path: Path) -> None:
    path = tmp_path / "kopi.zip"
    path.write_bytes(b"min")
    done = filled("arkiver", "--ud", str(path))
    assert done.status == 2
    assert "filen findes i forvejen" in done.err
    assert path.read_bytes() == b"min"
    assert filled("arkiver", "--ud", str(path), "--overskriv").status == 0


def test_it_cannot_lie_in_the_folder_it_is_a_backup_of(filled: Runner) -> None:
    done = filled("arkiver", "--ud", str(filled.folder / "kopi.zip"))
    assert done.status == 2
    assert "ville gå tabt sammen med den" in done.err


def test_an_empty_data_folder_has_nothing_to_keep(bostoette: Runner, tmp_path: Path) -> None:
    done = bostoette("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert done.status == 2
    assert "Der er intet at gemme i" in done.err
    assert not (tmp_path / "kopi.zip").exists()


def test_a_round_can_be_kept_by_itself(filled: Runner, tmp_path: Path) -> None:
    assert filled("runde", "ny", "Den anden").status == 0
    done = filled("arkiver", "den anden", "--ud", str(tmp_path / "kopi.zip"))
    assert "2 filer fra 1 runde." in done.out
    names = archive.unpack(tmp_path / "kopi.zip")
    assert all(name.startswith("runder/2026-11-22-den-anden/") for name in names)


def test_earlier_versions_are_in_it_and_the_bin_is_not(
    filled: Runner, tmp_path: Path, clock: Clock
) -> None:
    file = answers_file(tmp_path / "anna.toml", id="anna", svar={"5a": {"vaerdi": 1}})
    assert "erstattet" in filled("importer", str(file)).out
    assert filled("runde", "ny", "Den anden").status == 0
    assert filled("runde", "slet", "Den anden", "--ja").status == 0
    names = archive.unpack(archived(filled, tmp_path / "kopi.zip"))
    assert any("/erstattet/anna-" in name for name in names)
    assert not any("den-anden" in name for name in names)


def test_what_cannot_be_kept_is_named(filled: Runner, tmp_path: Path) -> None:
    (filled.folder / "rapport.docx").write_bytes(b"")
    (round_folder(filled) / "CON.txt").write_bytes(b"")
    (round_folder(filled) / "genvej").symlink_to(tmp_path, target_is_directory=True)
    done = filled("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert "Ikke med (3): rapport.docx, runder/" in done.out
    assert done.out.count("CON.txt") == done.out.count("genvej") == 1


def test_a_file_that_cannot_be_read_stops_the_backup(
    filled: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        done = filled("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert done.status == 1
    assert "disken svarer med en fejl" in done.err
    assert not (tmp_path / "kopi.zip").exists()


def test_two_names_that_are_one_on_other_systems_are_refused(
    filled: Runner, tmp_path: Path
) -> None:
    for name in ("NOTER.txt", "noter.txt"):
        (round_folder(filled) / name).write_bytes(b"")
    if {"NOTER.txt", "noter.txt"} - {path.name for path in round_folder(filled).iterdir()}:
        pytest.skip("this system holds them for one")
    done = filled("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert "er samme navn på nogle maskiner" in done.err


@pytest.mark.parametrize(("limit", "value"), [("LARGEST", 200_000), ("MOST_FILES", 3)])
def test_a_folder_that_holds_more_than_a_backup_is_refused(
    filled: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    (round_folder(filled) / "film.mp4").write_bytes(bytes(150_000))
    monkeypatch.setattr(backup, limit, value)
    done = filled("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert done.status == 1
    assert "der er mere i mappen, end en sikkerhedskopi kan rumme." in done.err
    assert not (tmp_path / "kopi.zip").exists()


def test_a_folder_that_cannot_be_looked_into_stops_the_backup(
    bostoette: Runner, tmp_path: Path
) -> None:
    bostoette.folder.write_bytes(b"")
    done = bostoette("arkiver", "--ud", str(tmp_path / "kopi.zip"))
    assert done.status == 1
    assert "kan ikke læses: en del af stien er en fil, ikke en mappe." in done.err


# --- Putting it back ----------------------------------------------------------------------------


def test_it_comes_back_as_it_was_in_an_empty_folder(
    filled: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    new = Runner(tmp_path / "ny", capsys)
    done = new("gendan", str(path))
    assert (done.status, done.err) == (0, "")
    assert done.out == "6 filer lagt tilbage.\nSe efter med bostoette tjek\n"
    assert files_of(new.folder) == files_of(filled.folder)
    assert new("tjek").status == 0


def test_what_is_missing_comes_back_and_what_is_there_is_left(
    filled: Runner, tmp_path: Path
) -> None:
    before = files_of(filled.folder)
    path = archived(filled, tmp_path / "kopi.zip")
    (round_folder(filled) / "besvarelser" / "anna.toml").unlink()
    done = filled("gendan", str(path))
    assert "1 fil lagt tilbage, 5 var her i forvejen." in done.out
    assert files_of(filled.folder) == before


def test_a_file_that_differs_is_named_and_nothing_is_touched(
    filled: Runner, tmp_path: Path
) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    answers = round_folder(filled) / "besvarelser"
    (answers / "anna.toml").write_text("noget andet", "utf-8")
    (answers / "bo.toml").unlink()
    before = files_of(filled.folder)
    done = filled("gendan", str(path))
    assert done.status == 1
    assert done.out.startswith("Anderledes her: runder/")
    assert "1 fil er anderledes her end i sikkerhedskopien, og intet er lagt tilbage." in done.err
    assert files_of(filled.folder) == before


def test_a_file_that_is_to_be_replaced_is_kept_and_can_be_had_back(
    filled: Runner, tmp_path: Path
) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    anna = round_folder(filled) / "besvarelser" / "anna.toml"
    was = anna.read_bytes()
    changed = was.replace(b"vaerdi = 3", b"vaerdi = 5")
    anna.write_bytes(changed)
    done = filled("gendan", str(path), "--erstat")
    assert "0 filer lagt tilbage, 5 var her i forvejen, 1 erstattet." in done.out
    assert anna.read_bytes() == was
    assert filled("tjek", "--hent", str(anna)).status == 0
    assert anna.read_bytes() == changed


@pytest.mark.parametrize("stand_in", ["a folder for a file", "a file for a folder"])
def test_something_in_the_way_stops_it_before_it_begins(
    filled: Runner, tmp_path: Path, stand_in: str
) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    answers = round_folder(filled) / "besvarelser"
    if stand_in == "a folder for a file":
        (answers / "anna.toml").unlink()
        (answers / "anna.toml").mkdir()
    else:
        shutil.rmtree(answers)
        answers.write_bytes(b"")
    (round_folder(filled) / "katalog.toml").unlink()
    before = files_of(filled.folder)
    done = filled("gendan", str(path))
    assert done.status == 1
    assert "Flyt den ud af datamappen, og prøv igen. Intet er lagt tilbage." in done.err
    assert files_of(filled.folder) == before


@pytest.mark.parametrize("after", range(6))
def test_stopped_anywhere_it_shows_no_half_round_and_can_be_run_again(
    filled: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    after: int,
) -> None:
    path = archived(filled, tmp_path / "kopi.zip")
    new = Runner(tmp_path / "ny", capsys)
    real, count = atomic.write, 0

    def full(target: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > after:
            raise atomic.failure("gemmes", target, OSError(errno.ENOSPC, ""))
        real(target, data)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write", full)
        done = new("gendan", str(path))
    assert done.status == 1
    assert "der er ikke mere plads." in done.err
    assert "Ikke alt er lagt tilbage. Kør kommandoen igen, så kommer resten." in done.err
    assert Store(new.folder).listing.rounds == ()
    assert f"{6 - after} fil" in new("gendan", str(path)).out
    assert files_of(new.folder) == files_of(filled.folder)


# --- Bad ones -----------------------------------------------------------------------------------


def zipped(
    files: dict[str, bytes], kind: int = stat.S_IFREG, how: int = zipfile.ZIP_STORED
) -> bytes:
    """A zip file with a right list of fingerprints, however wrong the rest may be."""
    listing = "".join(f"{hashlib.sha256(files[n]).hexdigest()}  {n}\n" for n in files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as made:
        made.writestr(archive.LISTING, listing)
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = how
            entry.external_attr = (kind | 0o600) << 16
            made.writestr(entry, data)
    return buffer.getvalue()


def refused(bostoette: Runner, path: Path, data: bytes) -> str:
    """What is said of a bad backup, which must change nothing anywhere."""
    path.write_bytes(data)
    around = files_of(path.parent)
    done = bostoette("gendan", str(path))
    assert done.status == 1
    assert done.out == ""
    assert not bostoette.folder.exists()
    assert files_of(path.parent) == around
    assert done.err.endswith(
        "Intet er lagt tilbage. Brug en anden fil, som bostoette arkiver har skrevet.\n"
    )
    return done.err


def test_an_honest_zip_of_the_same_form_is_taken(bostoette: Runner, tmp_path: Path) -> None:
    (tmp_path / "kopi.zip").write_bytes(zipped({RESPONSE: b"x"}))
    assert bostoette("gendan", str(tmp_path / "kopi.zip")).status == 0
    assert files_of(bostoette.folder) == {RESPONSE: b"x"}


HOSTILE_NAMES = [
    "../ude.toml", "runder/../../ude.toml", "/tmp/ude.toml", "//server/x", "C:/ude.toml", "C:ude",
    "runder\\..\\..\\ude.toml", "runder/x/./y", "runder//y", "runder/x/", "runder/CON",
    "runder/x/nul.toml", "runder/x/COM1.txt", "runder/x/lpt¹", "runder/x/CONIN$", "runder/x/con .t",
    "runder/x/punktum.", "runder/x/mellemrum ", "runder/x/a:b", "runder/x/a*", 'runder/x/"',
    "runder/.git/hooks/x", ".bashrc", "runder/x/linje\nskift", "runder/x/\x1b[2J", "ukendt.toml",
    "fremmed/x.toml", "slettet/2026-11-22/x/runde.toml", "runder", "kataloger", "",
    "runder/" + "a" * 300, "runder" + "/a" * 600,
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_a_name_that_leads_astray_is_refused(bostoette: Runner, tmp_path: Path, name: str) -> None:
    assert not backup.belongs(name)
    refused(bostoette, tmp_path / "kopi.zip", zipped({RESPONSE: b"x", name: b"y"}))


def test_a_link_in_it_is_refused(bostoette: Runner, tmp_path: Path) -> None:
    data = zipped({"runder/x/ud": b"/etc"}, kind=stat.S_IFLNK)
    assert "hører ikke hjemme i en datamappe" in refused(bostoette, tmp_path / "k.zip", data)


def listing_of(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(archive.LISTING, text)
        made.writestr(RESPONSE, b"x")
    return buffer.getvalue()


def twice() -> bytes:
    data = zipped({"runder/x/a": b"", "runder/x/b": b""})
    return data.replace(b"runder/x/b", b"runder/x/a")


def encrypted() -> bytes:
    data = zipped({RESPONSE: b"x"})
    # The flag stands six bytes into each local header and eight into each central one.
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(signature) + place
        data = data[:at] + b"\x01" + data[at + 1 :]
    return data


def plain_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(RESPONSE, b"x")
    return buffer.getvalue()


HASH_OF_X = hashlib.sha256(b"x").hexdigest()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "kan ikke læses som en sikkerhedskopi"),
        (lambda: b"PK", "kan ikke læses som en sikkerhedskopi"),
        (lambda: b"format = 1\n", "kan ikke læses som en sikkerhedskopi"),
        (lambda: zipped({RESPONSE: b"x"})[:-30], "kan ikke læses som en sikkerhedskopi"),
        (lambda: zipped({RESPONSE: b"x"})[60:], "kan ikke læses som en sikkerhedskopi"),
        (plain_zip, "listen over indholdet, indhold.sha256, mangler"),
        (lambda: listing_of(""), "mangler eller er ødelagt"),
        (lambda: listing_of(f"{HASH_OF_X} {RESPONSE}\n"), "mangler eller er ødelagt"),
        (lambda: listing_of(f"{HASH_OF_X}  {RESPONSE}"), "mangler eller er ødelagt"),
        (lambda: listing_of(f"{HASH_OF_X}  {RESPONSE}\n" * 2), "mangler eller er ødelagt"),
        (lambda: listing_of(f"{'0' * 64}  {RESPONSE}\n"), "er ændret eller ødelagt"),
        (lambda: listing_of(f"{HASH_OF_X}  {RESPONSE}x\n"), "»runder/2026-11-22-x/"),
        (lambda: listing_of(f"{HASH_OF_X}  {RESPONSE}\n{HASH_OF_X}  z\n"), "»z« mangler"),
        (lambda: listing_of(f"{HASH_OF_X}  z\n"), "står ikke på listen"),
        (twice, "støder sammen"),
        (lambda: zipped({"runder/x/A": b"", "runder/x/a": b""}), "støder sammen"),
        (lambda: zipped({"runder/x": b"", "runder/x/a": b""}), "støder sammen"),
        (encrypted, "hører ikke hjemme"),
    ],
)
def test_a_bad_backup_is_explained_in_a_sentence(
    bostoette: Runner, tmp_path: Path, make: Callable[[], bytes], words: str
) -> None:
    assert words in refused(bostoette, tmp_path / "kopi.zip", make())


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_unread(
    bostoette: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "LARGEST", 1_000_000)
    data = zipped({RESPONSE: bytes(2_000_000)}, how=zipfile.ZIP_DEFLATED)
    assert len(data) < 10_000
    words = refused(bostoette, tmp_path / "kopi.zip", data)
    assert "indholdet fylder mere, end en datamappe gør" in words


def test_more_files_than_any_team_has_are_refused(
    bostoette: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "MOST_FILES", 3)
    files = {f"runder/x/{n}": b"" for n in range(3)}
    assert "fylder mere" in refused(bostoette, tmp_path / "kopi.zip", zipped(files))


# --- For any folder -----------------------------------------------------------------------------

PART = st.text(st.sampled_from("abcæøåÆ12 -_().~'"), min_size=1, max_size=12)
PLACE = st.lists(PART, min_size=1, max_size=3).map("/".join)
TOP = st.sampled_from(sorted(backup.FOLDERS))
NAME = st.one_of(
    st.builds(lambda top, rest: f"{top}/{rest}", TOP, PLACE), st.sampled_from(sorted(backup.FILES))
)
TREE = st.dictionaries(NAME, st.binary(max_size=60), min_size=1, max_size=8).filter(
    lambda files: all(map(backup.belongs, files)) and backup.clash(files) is None
)


def laid_out(files: dict[str, bytes], root: Path) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


@settings(max_examples=40)
@given(TREE)
def test_any_tree_comes_back_byte_for_byte(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as word:
        root = laid_out(files, Path(word, "data"))
        kept = own_files.collect(root).files
        path = Path(word, "kopi.zip")
        path.write_bytes(archive.pack(kept))
        new = Store(Path(word, "ny"))
        put_back.carry_out(new, put_back.plan(new, path))
        assert files_of(new.root) == kept
        assert all(is_passed_over(name) for name in files.keys() - kept.keys())


def is_passed_over(name: str) -> bool:
    """Whether a part of a place says that it is temporary."""
    return any(part.startswith("~$") or part.endswith("~") for part in name.split("/"))


SMALL = archive.pack({RESPONSE: b"vaerdi = 4\n" * 9, "indstillinger.toml": b"format = 1\n"})


@settings(max_examples=400)
@given(st.integers(0, len(SMALL) * 8 - 1))
def test_a_flipped_bit_is_refused_or_harmless_and_never_a_wrong_file(bit: int) -> None:
    data = bytearray(SMALL)
    data[bit // 8] ^= 1 << bit % 8
    with tempfile.TemporaryDirectory() as word:
        path = Path(word, "kopi.zip")
        path.write_bytes(data)
        try:
            found = archive.unpack(path)
        except DamagedFile:
            return
        assert found == {RESPONSE: b"vaerdi = 4\n" * 9, "indstillinger.toml": b"format = 1\n"}


@settings(max_examples=150)
@given(st.dictionaries(st.text(max_size=25), st.binary(max_size=9), max_size=4))
def test_whatever_the_names_nothing_is_written_outside(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as word:
        path = Path(word, "kopi.zip")
        path.write_bytes(zipped({n.encode("utf-8", "replace").decode(): files[n] for n in files}))
        store = Store(Path(word, "a", "data"))
        try:
            put_back.carry_out(store, put_back.plan(store, path))
        except BostoetteError:
            assert not store.root.exists()
        outside = [p for p in Path(word).rglob("*") if not p.is_relative_to(store.root.parent)]
        assert outside == [path]


@pytest.mark.skipif(os.name == "nt", reason="only an administrator may make links")
def test_nothing_is_put_back_through_a_link_out_of_the_folder(
    bostoette: Runner, with_round: Runner, tmp_path: Path
) -> None:
    archive_ = tmp_path / "kopi.zip"
    assert with_round("arkiver", "--ud", str(archive_)).status == 0
    outside = tmp_path / "udenfor"
    shutil.rmtree(bostoette.folder / "runder")
    outside.mkdir()
    (bostoette.folder / "runder").symlink_to(outside)
    done = bostoette("gendan", str(archive_), "--erstat")
    assert done.status == 1
    assert "fører ud af datamappen" in done.err
    assert list(outside.iterdir()) == []
