"""Taking in what colleagues filled in: many files, each with its own outcome."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bostoette_cli.storage import toml
from bostoette_cli.storage.store import Store

from builders import answers_file
from conftest import Clock
from running import Runner


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with three files of which the middle one is bad."""
    folder = tmp_path / "Modtaget"
    folder.mkdir()
    answers_file(folder / "anna.toml", id="anna", svar={"5a": {"vaerdi": 2}})
    answers_file(folder / "bo.toml", id="bo", svar={"5a": {"vaerdi": 9}})
    answers_file(folder / "carl.toml", id="carl", svar={"5a": {"vaerdi": 4}})
    return folder


def ids(folder: Path) -> list[str]:
    (stored,) = Store(folder).listing.rounds
    return [response.id for response in stored.reading.responses]


def test_a_folder_is_taken_in_and_each_file_told_of(bostoette: Runner, received: Path) -> None:
    done = bostoette("importer", str(received))
    assert "anna.toml: 1 svar fra en medarbejder i runden »Efterår 2026«: gemt." in done.out
    assert "3 filer: 2 gemt og 1 ikke taget ind." in done.out


def test_one_bad_file_does_not_stop_the_others_and_is_explained(
    bostoette: Runner, received: Path
) -> None:
    done = bostoette("importer", str(received))
    assert done.status == 1
    assert done.err.startswith(f"{received / 'bo.toml'}: ikke taget ind: svar.5a.vaerdi: tallet er")
    assert "Ret det i filen, og prøv igen." in done.err
    assert ids(bostoette.folder) == ["anna", "carl"]


def test_a_file_that_is_refused_is_told_of_once(bostoette: Runner, received: Path) -> None:
    done = bostoette("importer", str(received))
    assert (done.out + done.err).count("bo.toml") == 1
    assert done.err.count("\n") == 1


def test_a_refusal_by_the_round_names_both_the_file_and_the_place_that_refused_it(
    bostoette: Runner, received: Path
) -> None:
    bostoette("runde", "ny", "Efterår 2026")
    (stored,) = Store(bostoette.folder).listing.rounds
    (stored.folder / "besvarelser").rmdir()
    (stored.folder / "besvarelser").write_bytes(b"")
    done = bostoette("importer", str(received / "anna.toml"))
    assert f"anna.toml: ikke taget ind: {stored.folder}" in done.err


def test_several_answers_that_stand_are_spoken_of_as_several(
    bostoette: Runner, tmp_path: Path
) -> None:
    answers = {"5a": {"vaerdi": 3}, "5b": {"vaerdi": 4}}
    file = str(answers_file(tmp_path / "svar.toml", svar=answers))
    assert bostoette("importer", file).out.endswith(": gemt.\n")
    assert bostoette("importer", file).out.endswith(": uændrede.\n")


def test_the_same_files_twice_change_nothing(bostoette: Runner, received: Path) -> None:
    (received / "bo.toml").unlink()
    bostoette("importer", str(received))
    before = {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")}
    done = bostoette("importer", str(received))
    assert "2 filer: 2 uændrede." in done.out
    assert {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")} == before


def test_a_later_version_replaces_and_the_earlier_is_kept_aside(
    bostoette: Runner, received: Path
) -> None:
    bostoette("importer", str(received / "anna.toml"))
    answers_file(received / "anna.toml", id="anna", svar={"5a": {"vaerdi": 5}})
    assert "erstattet" in bostoette("importer", str(received / "anna.toml")).out
    (aside,) = bostoette.folder.glob("runder/*/erstattet/anna-*.toml")
    assert "vaerdi = 2" in aside.read_text("utf-8")


def test_what_is_not_ours_outlives_a_replacement_at_every_level(
    bostoette: Runner, tmp_path: Path
) -> None:
    for value, field in ((2, "vores"), (5, "deres")):
        answer = {"5a": {"vaerdi": value, field: "her"}}
        file = answers_file(tmp_path / "a.toml", id="anna", svar=answer, **{f"{field}_top": "der"})
        bostoette("importer", str(file))
    (kept,) = bostoette.folder.glob("runder/*/besvarelser/anna.toml")
    values = toml.read(kept).values
    assert values["svar"] == {"5a": {"vaerdi": 5, "vores": "her", "deres": "her"}}
    assert (values["vores_top"], values["deres_top"]) == ("der", "der")


def test_the_files_themselves_are_left_as_they_were(bostoette: Runner, received: Path) -> None:
    before = {path: path.read_bytes() for path in received.iterdir()}
    bostoette("importer", str(received))
    assert {path: path.read_bytes() for path in received.iterdir()} == before


def test_a_file_named_twice_is_taken_once(bostoette: Runner, received: Path) -> None:
    anna = str(received / "anna.toml")
    assert bostoette("importer", anna, anna).out.count("gemt") == 1


def test_the_wrong_round_is_explained(bostoette: Runner, received: Path) -> None:
    bostoette("runde", "ny", "Forår")
    answers_file(received / "anna.toml", runde="2020-01-01-gammel")
    done = bostoette("importer", str(received / "anna.toml"), "--runde", "Forår")
    assert "runde: »2020-01-01-gammel«, men svarene skulle ind i »" in done.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Skriv, hvad der skal tages ind"),
        (["{tom}"], "ingen filer, der ender på .toml"),
    ],
)
def test_nothing_to_take_in_is_explained(
    bostoette: Runner, tmp_path: Path, words: list[str], sentence: str
) -> None:
    (tmp_path / "tom").mkdir()
    done = bostoette("importer", *(w.format(tom=tmp_path / "tom") for w in words))
    assert (done.status, sentence in done.err) == (2, True)


def test_text_like_a_cpr_number_is_refused_unless_allowed(
    bostoette: Runner, received: Path
) -> None:
    file = answers_file(received / "anna.toml", svar={"5a": {"note": "Sag 010190-1234"}})
    assert "ligner et CPR-nummer" in bostoette("importer", str(file)).err
    assert bostoette("importer", str(file), "--tillad-cpr").status == 0


def test_an_address_is_remarked_on_with_its_field_and_taken_in(
    bostoette: Runner, received: Path
) -> None:
    file = answers_file(received / "anna.toml", svar={"5a": {"note": "mette@eksempel.dk"}})
    done = bostoette("importer", str(file))
    assert (done.status, done.err) == (0, "")
    assert "svar.5a.note: Der står en e-mailadresse." in done.out


def test_a_number_that_has_lost_its_first_nought_is_still_a_cpr_number(
    bostoette: Runner, tmp_path: Path
) -> None:
    file = answers_file(tmp_path / "a.toml", sag=101901234)
    assert "sag: ligner et CPR-nummer" in bostoette("importer", str(file)).err


def test_a_cpr_number_in_a_field_that_is_not_ours_is_refused_too(
    bostoette: Runner, tmp_path: Path
) -> None:
    file = answers_file(tmp_path / "a.toml", sag={"nummer": "010190-1234"})
    done = bostoette("importer", str(file))
    assert "sag.nummer: ligner et CPR-nummer" in done.err
    assert not bostoette.folder.exists()


def test_an_anonymous_round_takes_nothing_that_is_not_ours(
    bostoette: Runner, tmp_path: Path
) -> None:
    bostoette("runde", "ny", "Hemmelig", "--anonym")
    answer = {"5a": {"vaerdi": 3, "hvem": "Anna"}}
    moment = datetime(2026, 11, 22, 9, 12, 44, 123456, UTC)
    file = answers_file(
        tmp_path / "a.toml", id="anna", email="anna@example.dk", svar=answer, aendret=moment
    )
    bostoette("importer", str(file))
    (kept,) = bostoette.folder.glob("runder/*/besvarelser/*.toml")
    assert kept.read_text("utf-8") == (
        'format = 1\nkatalog = "bostoette"\nudgave = "2021.1"\nrolle = "medarbejder"\n'
        'id = "anna"\nrunde = "2026-11-22-hemmelig"\ntilstand = "faerdig"\n'
        "aendret = 2026-11-22T00:00:00Z\n\n[svar.5a]\nvaerdi = 3\n"
    )


# --- Which version stands -----------------------------------------------------------------------


def brought(path: Path, value: int, clock: Clock, minutes: int = 0, **fields: object) -> str:
    """anna's answer to 5a, changed so many minutes after nine; the path as the command takes it."""
    moment = clock.moment + timedelta(minutes=minutes)
    values = {"id": "anna", "svar": {"5a": {"vaerdi": value}}, "aendret": moment, **fields}
    return str(answers_file(path, **values))


def standing(folder: Path) -> object:
    """What anna is kept as having answered to 5a."""
    (stored,) = Store(folder).listing.rounds
    found = stored.find_response("anna")
    assert found is not None
    return found.response.answer("5a").value


def test_an_older_version_never_replaces_a_newer(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("importer", brought(tmp_path / "ny.toml", 4, clock, 10))
    done = bostoette("importer", brought(tmp_path / "gammel.toml", 2, clock))
    assert done.out == "gammel.toml: ældre end det, der ligger her: ikke taget ind.\n"
    assert (done.status, standing(bostoette.folder)) == (0, 4)


def test_a_moment_counts_as_the_same_in_every_part_of_the_world(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("importer", brought(tmp_path / "ny.toml", 4, clock, 10))
    utc = clock.moment.astimezone(UTC)
    assert "ældre" in bostoette("importer", brought(tmp_path / "a.toml", 2, clock, aendret=utc)).out


@pytest.mark.parametrize("moment", [None, datetime(2020, 1, 1)])  # noqa: DTZ001
def test_without_a_moment_to_go_by_what_is_brought_last_stands(
    bostoette: Runner, tmp_path: Path, clock: Clock, moment: datetime | None
) -> None:
    bostoette("importer", brought(tmp_path / "en.toml", 4, clock))
    done = bostoette("importer", brought(tmp_path / "to.toml", 2, clock, aendret=moment))
    assert "erstattet" in done.out
    assert standing(bostoette.folder) == 2


def test_a_file_without_a_moment_is_not_given_one(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("importer", brought(tmp_path / "a.toml", 4, clock, aendret=None))
    (kept,) = bostoette.folder.glob("runder/*/besvarelser/*.toml")
    assert "aendret" not in kept.read_text("utf-8")


def test_an_anonymous_round_knows_only_the_day(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("runde", "ny", "Hemmelig", "--anonym")
    bostoette("importer", brought(tmp_path / "ny.toml", 4, clock, 10))
    yesterday = brought(tmp_path / "a.toml", 1, clock, -24 * 60)
    assert "ældre" in bostoette("importer", yesterday).out
    assert "erstattet" in bostoette("importer", brought(tmp_path / "b.toml", 2, clock)).out
    assert standing(bostoette.folder) == 2


def test_in_an_anonymous_round_the_later_correction_of_a_day_stands(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("runde", "ny", "Hemmelig", "--anonym")
    brought(tmp_path / "svar.toml", 2, clock)
    brought(tmp_path / "svar_2.toml", 4, clock, rettelse=1)
    done = bostoette("importer", str(tmp_path))
    assert "svar.toml: en ældre udgave af svar_2.toml: ikke taget ind." in done.out
    assert (done.status, standing(bostoette.folder)) == (0, 4)
    again = bostoette("importer", str(tmp_path / "svar.toml"))
    assert again.out == "svar.toml: ældre end det, der ligger her: ikke taget ind.\n"
    third = brought(tmp_path / "svar_3.toml", 5, clock, rettelse=2)
    assert "erstattet" in bostoette("importer", third).out
    assert standing(bostoette.folder) == 5


def test_a_draft_replaces_what_is_finished_only_when_it_is_later(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("importer", brought(tmp_path / "a.toml", 4, clock))
    draft = brought(tmp_path / "b.toml", 2, clock, aendret=None, tilstand="kladde")
    done = bostoette("importer", draft)
    assert "en kladde, og her ligger færdige svar: ikke taget ind." in done.out
    assert (done.status, standing(bostoette.folder)) == (0, 4)
    later = brought(tmp_path / "c.toml", 2, clock, 10, tilstand="kladde")
    assert "erstattet" in bostoette("importer", later).out


def test_a_draft_that_is_refused_has_its_own_word_in_the_count(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("importer", brought(tmp_path / "a.toml", 4, clock))
    brought(tmp_path / "a.toml", 2, clock, aendret=None, tilstand="kladde")
    answers_file(tmp_path / "b.toml", id="bo")
    done = bostoette("importer", str(tmp_path))
    assert "2 filer: 1 gemt og 1 afvist som kladde." in done.out


def test_of_several_versions_at_once_the_latest_is_taken_whatever_their_names(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    inbox = tmp_path / "ind"
    inbox.mkdir()
    brought(inbox / "anna (1).toml", 4, clock, 10)
    brought(inbox / "anna.toml", 2, clock)
    done = bostoette("importer", str(inbox))
    assert "Navnet ligner en kopi af anna.toml." in done.out
    assert "anna.toml: en ældre udgave af anna (1).toml: ikke taget ind." in done.out
    assert "2 filer: 1 gemt og 1 ældre." in done.out
    before = {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")}
    assert "2 filer: 1 uændret og 1 ældre." in bostoette("importer", str(inbox)).out
    assert {p: p.read_bytes() for p in bostoette.folder.rglob("*.toml")} == before


def test_versions_that_nothing_tells_apart_are_both_refused(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    inbox = tmp_path / "ind"
    inbox.mkdir()
    brought(inbox / "anna.toml", 2, clock, aendret=None)
    brought(inbox / "anna-PC7.toml", 4, clock, aendret=None)
    done = bostoette("importer", str(inbox))
    assert done.status == 1
    assert "samme id som anna-PC7.toml, men andre svar" in done.err
    assert not bostoette.folder.exists()


def test_one_person_in_two_rounds_is_no_conflict(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    bostoette("runde", "ny", "Forår")
    bostoette("runde", "ny", "Efterår")
    for stored in Store(bostoette.folder).listing.rounds:
        name, value = stored.round.id, 2 if "for" in stored.round.id else 4
        brought(tmp_path / f"{name}.toml", value, clock, runde=name)
    assert "2 filer: 2 gemt." in bostoette("importer", str(tmp_path)).out


# --- What else lies in a folder -----------------------------------------------------------------


def test_files_that_are_not_ours_are_passed_over_and_counted(
    bostoette: Runner, received: Path
) -> None:
    for name in ("LÆSMIG.txt", "skema.docx", "~$skema.docx", "desktop.ini", ".a.toml", "b.tmp"):
        (received / name).write_text("x", "utf-8")
    (received / "Arkiv").mkdir()
    done = bostoette("importer", str(received))
    assert "Andre filer, sprunget over (2): LÆSMIG.txt og skema.docx" in done.out
    assert "Undermapper, ikke åbnet (1): Arkiv" in done.out


def test_a_name_of_one_file_alone_is_told_without_a_count(
    bostoette: Runner, received: Path
) -> None:
    assert bostoette("importer", str(received / "anna.toml")).out.count("\n") == 1


def test_an_id_is_not_doubled_by_a_browsers_second_download(
    bostoette: Runner, received: Path
) -> None:
    """``svar (1).toml`` from another person's mail is that person's answers, and said to be odd."""
    answers_file(received / "bo.toml", id="bo")
    answers_file(received / "anna (1).toml", id="dorte")
    done = bostoette("importer", str(received))
    assert "4 filer: 4 gemt." in done.out
    assert "gemt. Navnet ligner en kopi af anna.toml." in done.out


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_screen_no_line_is_broken_in_a_word(
    bostoette: Runner, received: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.chdir(received)
    bostoette("importer", ".")
    whole = bostoette("importer", ".")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    fitted = bostoette("importer", ".")
    assert max(map(len, (fitted.out + fitted.err).splitlines())) < columns
    assert fitted.err.split() == whole.err.split()
    assert fitted.out.split() == whole.out.split()


# --- Bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "why", "remedy"),
    [
        ({"katalog": "botilbud"}, "katalog: »botilbud«, men runden bruger", "Nævn runden med"),
        ({"udgave": "2019.1"}, "udgave: »2019.1«, men runden bruger »2021.1«", "Nævn runden med"),
        ({"svar": {"5z": {"vaerdi": 3}}}, "svar.5z: udsagnet findes ikke", "Ret det i filen"),
        ({"rolle": "chef"}, "rolle: »chef« kendes ikke; brug medarbejder", "Ret filen"),
        ({"svar": {}}, "svar: der er ingen svar i filen", "Ret det i filen"),
        ({"id": "../../x"}, "id: må kun have små bogstaver", "Ret det i filen"),
        ({"format": 2}, "format: nyere, end denne udgave", "Hent den nyeste udgave"),
        ({"rolle": None, "svar": None, "skala": {}}, "filen er et katalog", "katalog installer"),
        ({"rolle": None, "svar": None, "titel": "x", "dato": 1}, "filen er selve", "besvarelser"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason_and_the_remedy(
    bostoette: Runner, tmp_path: Path, fields: dict[str, object], why: str, remedy: str
) -> None:
    bostoette("runde", "ny", "Forår")
    file = answers_file(tmp_path / "svar.toml", **fields)
    before = file.read_bytes()
    done = bostoette("importer", str(file), "--runde", "Forår")
    assert done.status == 1
    assert f"svar.toml: ikke taget ind: {why}" in done.err
    assert remedy in done.err
    assert file.read_bytes() == before
    assert not list(bostoette.folder.glob("runder/*/besvarelser/*"))


def test_a_file_that_is_refused_opens_no_round(bostoette: Runner, tmp_path: Path) -> None:
    bostoette("importer", str(answers_file(tmp_path / "a.toml", svar={"5a": {"vaerdi": 9}})))
    assert not bostoette.folder.exists()


def test_a_closed_round_is_told_how_to_be_opened(bostoette: Runner, tmp_path: Path) -> None:
    bostoette("runde", "ny", "Forår")
    bostoette("runde", "luk", "Forår")
    file = answers_file(tmp_path / "svar.toml", runde="2026-11-22-foraar")
    done = bostoette("importer", str(file))
    assert "runden »Forår« er lukket" in done.err
    assert "bostoette runde aabn 2026-11-22-foraar" in done.err


DOCX = b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 18 + b"\x13\x00[Content_Types].xml"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("format = 1\n".encode("utf-16"), "men som UTF-16"),
        (DOCX, "filen er et dokument fra Word"),
        (b"PK\x03\x04\x14\x00\x00\x00svar.toml", "filen er en zip-fil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "filen er et dokument fra Word"),
        (b"%PDF-1.7\n", "filen er en pdf"),
        (b"<!DOCTYPE html>\n<html>", "filen er en webside"),
        (b"\0" * 5000, "filen er ikke en tekstfil"),
        (b"<<<<<<< HEAD\nformat = 1\n", "git har lagt to udgaver af filen sammen"),
        (b"", "filen er tom. Er filen fra en kollega"),
        (b'\xef\xbb\xbfformat = 1\nrolle = "led', "anførselstegn. Er filen fra en kollega"),
        (
            "Kære leder\n5a: 4\n".encode(),
            "filen er tekst, men ikke svar fra skemaet. Bed om den fil",
        ),
    ],
    ids=[
        *("utf-16", "docx", "zip", "doc", "pdf", "page", "zeros", "merge", "empty"),
        *("cut short", "a letter"),
    ],
)
def test_a_file_that_is_something_else_is_called_what_it_is(
    bostoette: Runner, tmp_path: Path, data: bytes, why: str
) -> None:
    (tmp_path / "svar.toml").write_bytes(data)
    done = bostoette("importer", str(tmp_path / "svar.toml"))
    assert (done.status, why in done.err) == (1, True)
    assert (tmp_path / "svar.toml").read_bytes() == data


@pytest.mark.parametrize("with_round", [True, False])
def test_the_paper_form_is_known_and_is_to_be_typed_in(
    bostoette: Runner, tmp_path: Path, with_round: bool
) -> None:
    if with_round:
        bostoette("runde", "ny", "Efterår 2026")
    paper = tmp_path / "papirskema.md"
    bostoette("skema", "--ud", str(paper))
    done = bostoette("importer", str(paper))
    assert done.status == 1
    assert "ikke taget ind: filen er papirskemaet" in done.err
    assert 'Skriv svarene ind med bostoette evaluer --navn "Papir 1".' in done.err


def test_notepads_mark_and_line_ends_are_no_fault(bostoette: Runner, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "svar.toml")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert "gemt" in bostoette("importer", str(file)).out


def test_a_huge_file_is_refused_without_being_read(bostoette: Runner, tmp_path: Path) -> None:
    file = tmp_path / "svar.toml"
    with file.open("wb") as huge:
        huge.truncate(50_000_000)
    assert "filen er over 1 MB" in bostoette("importer", str(file)).err


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among the files on Windows")
def test_a_pipe_a_device_and_a_broken_link_never_hang_and_are_refused(
    bostoette: Runner, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "a.toml")
    (tmp_path / "b.toml").symlink_to("/dev/zero")
    (tmp_path / "c.toml").symlink_to(tmp_path / "ingen")
    (tmp_path / "d.toml").symlink_to(tmp_path / "d.toml")
    answers_file(tmp_path / "e.toml")
    done = bostoette("importer", str(tmp_path))
    assert done.err.count("det er en mappe eller en enhed, ikke en fil") == 2
    assert "c.toml: ikke taget ind: kan ikke læses: filen findes ikke." in done.err
    assert "5 filer: 1 gemt og 4 ikke taget ind." in done.out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read all")
def test_a_file_one_may_not_read_is_told_of(bostoette: Runner, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "svar.toml")
    file.chmod(0)
    assert "du har ikke adgang" in bostoette("importer", str(file)).err


HOSTILE = '[red]x[/] \x1b[2J\x07 <script>alert("1")</script> =1+1 \u202eknalsrab `a`'


def test_hostile_text_is_kept_as_it_is_and_shown_harmless(
    bostoette: Runner, tmp_path: Path, clock: Clock
) -> None:
    note = {"5a": {"vaerdi": 3, "note": HOSTILE}}
    file = answers_file(tmp_path / "svar.toml", id="ond", navn="[b]\x1b[31m", svar=note)
    bostoette("importer", str(file))
    (stored,) = Store(bostoette.folder).listing.rounds
    assert stored.reading.responses[0].answer("5a").note == HOSTILE
    clock.advance(days=200)
    answers_file(tmp_path / "svar.toml", id="ond", svar=note)
    bostoette("evaluer", "--svar", str(tmp_path / "svar.toml"), "--ny-runde", "Sommer")
    for words in (
        ["resultat", "--udsagn"],
        ["sammenlign", "--ord"],
        ["eksporter"],
        ["eksporter", "--format", "json"],
        ["tjek"],
    ):
        done = bostoette(*words)
        assert done.status == 0
        assert "\x1b" not in done.out + done.err
        assert "\x07" not in done.out + done.err
        assert "\u202e" not in done.out + done.err
    assert "<script>" not in bostoette("eksporter").out


def test_a_hostile_name_is_shown_and_not_obeyed(bostoette: Runner, tmp_path: Path) -> None:
    done = bostoette("importer", str(answers_file(tmp_path / "\x1b[2J\n[red]\u202e.toml")))
    assert done.out.startswith("␛[2J [red]<U+202E>.toml: 1 svar fra en medarbejder")
    assert done.out.count("\n") == 1
