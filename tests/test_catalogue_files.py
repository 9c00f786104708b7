"""Where catalogues come from, and what is said about one that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bostoette_cli.domain.errors import DamagedFile, StorageFailure, WrongUse
from bostoette_cli.storage import catalogues, toml

from builders import catalogue_file, english_in, find_catalogue, small_catalogue

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A catalogue that a team has made itself."""
    path = tmp_path / "vores.toml"
    path.write_bytes(catalogue_file().data)
    return path


def changed(own: Path, change: Change) -> bytes:
    """The team's own catalogue after a change to its values."""
    values = msgspec.to_builtins(small_catalogue())
    change(values)
    data = toml.dump(values)
    own.write_bytes(data)
    return data


def damage(own: Path, change: Change) -> tuple[str, ...]:
    """What is said about the catalogue after a change; the file is left as it was."""
    data = changed(own, change)
    with pytest.raises(DamagedFile) as caught:
        catalogues.load(own)
    assert caught.value.file == str(own)
    assert not english_in(str(caught.value), own), str(caught.value)
    assert own.read_bytes() == data
    return caught.value.problems


def statement(values: dict[str, Any], number: int) -> dict[str, Any]:
    """The first pejlemærke's statement at that place."""
    return values["pejlemaerke"][0]["udsagn"][number]


# --- Finding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id_", "count"), [("bostoette", 10), ("botilbud", 7)])
def test_the_bundled_catalogues_are_found_by_their_ids(id_: str, count: int) -> None:
    found = find_catalogue(id_)
    assert found.catalogue.id == id_
    assert len(found.catalogue.pejlemaerker) == count


def test_a_catalogue_comes_with_the_bytes_it_was_read_from(own: Path) -> None:
    found = find_catalogue(str(own))
    assert found.catalogue == small_catalogue()
    assert found.data == own.read_bytes()


def test_a_tilde_stands_for_the_users_home(own_home: Path) -> None:
    (own_home / "vores.toml").write_bytes(catalogue_file().data)
    assert find_catalogue("~/vores.toml").catalogue.id == "lille"


def test_a_bundled_id_wins_over_a_file_of_that_name(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.rename(own.with_name("bostoette"))
    monkeypatch.chdir(own.parent)
    assert find_catalogue("bostoette").catalogue.id == "bostoette"
    assert find_catalogue("./bostoette").catalogue.id == "lille"


def test_an_installed_copy_reads_the_catalogues_packed_beside_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site-packages" / "bostoette_cli"
    (installed / "data").mkdir(parents=True)
    (installed / "data" / "catalog.toml").write_bytes(catalogue_file().data)
    monkeypatch.setattr(catalogues, "__file__", str(installed / "storage" / "catalogues.py"))
    assert find_catalogue("bostoette").catalogue == small_catalogue()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("botilbu", "Mente du botilbud?"),
        ("Bostøtte", "Mente du bostoette?"),
        ("xyz", "Vælg bostoette eller botilbud, eller en fil."),
        ("", "Vælg bostoette eller botilbud, eller en fil."),
        ("findes/ikke.toml", "Vælg bostoette eller botilbud, eller en fil."),
        ("~findesikke/vores.toml", "Vælg bostoette eller botilbud, eller en fil."),
        ("x" * 300, "Vælg bostoette eller botilbud, eller en fil."),
        ("nul\0byte", "Vælg bostoette eller botilbud, eller en fil."),
    ],
)
def test_a_catalogue_that_is_not_there_is_named_with_the_nearest(typed: str, hint: str) -> None:
    with pytest.raises(WrongUse) as caught:
        find_catalogue(typed)
    assert str(caught.value) == f"Kataloget »{typed}« findes ikke. {hint}"


def test_a_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="findes ikke"):
        find_catalogue(str(tmp_path))


def test_a_catalogue_that_has_gone_meanwhile_is_named_in_danish(own: Path) -> None:
    own.unlink()
    with pytest.raises(StorageFailure, match="kan ikke læses"):
        catalogues.load(own)


# --- A catalogue that does not make sense -------------------------------------------------------


def test_an_id_used_twice_is_named_with_the_line_of_the_second(own: Path) -> None:
    (problem,) = damage(own, lambda v: statement(v, 1).update(id="1a"))
    lines = own.read_text(encoding="utf-8").splitlines()
    second = max(n for n, line in enumerate(lines, 1) if '"1a"' in line)
    assert (
        problem
        == f"linje {second}: pejlemaerke nr. 1.udsagn nr. 2.id: »1a« er brugt før, vælg et andet"
    )


def test_a_method_nobody_has_described_is_named_with_its_line(own: Path) -> None:
    (problem,) = damage(own, lambda v: v["pejlemaerke"][1].update(metoder=["netvaerk"]))
    lines = own.read_text(encoding="utf-8").splitlines()
    line = max(n for n, text in enumerate(lines, 1) if text.startswith("metoder = "))
    said = "pejlemaerke nr. 2.metoder: »netvaerk« er ikke beskrevet under metode"
    assert problem == f"linje {line}: {said}"


def test_a_statement_for_nobody_is_named_with_its_line(own: Path) -> None:
    (problem,) = damage(own, lambda v: statement(v, 0).update(roller=[]))
    lines = own.read_text(encoding="utf-8").splitlines()
    line = min(n for n, text in enumerate(lines, 1) if text.startswith("roller = "))
    assert (
        problem
        == f"linje {line}: pejlemaerke nr. 1.udsagn nr. 1.roller: der er ingen, skriv mindst én"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: statement(v, 0).update(id="1 a"), "id: »1 a« må kun have"),
        (lambda v: statement(v, 0).update(id="æ"), "id: »æ« må kun have"),
        (
            lambda v: statement(v, 0).update(roller=[]),
            "udsagn nr. 1.roller: der er ingen, skriv mindst én",
        ),
        (
            lambda v: v["pejlemaerke"][0].update(titel=" "),
            "pejlemaerke nr. 1.titel: er tom, skriv en titel",
        ),
        (lambda v: v.update(pejlemaerke=[]), "pejlemaerke: der er ingen, skriv mindst én"),
        (lambda v: v["skala"].update(trin=[]), "skala: 0 trin"),
        (
            lambda v: v["skala"].update(trin=v["skala"]["trin"][::-1]),
            "skala: trinnene skal stå fra lavest til højest",
        ),
        (
            lambda v: v["pejlemaerke"][1].update(nummer=1),
            "pejlemaerke nr. 2.nummer: »1« er brugt før, vælg et andet",
        ),
        (
            lambda v: v["pejlemaerke"][1]["refleksion"][0].update(id="1r1"),
            "refleksion nr. 1.id: »1r1« er brugt før, vælg et andet",
        ),
        (
            lambda v: v.update(
                metode=[{"id": "kort", "navn": "n", "beskrivelse": "b", "kilde": "k"}] * 2
            ),
            "id: »kort« er brugt før, vælg et andet",
        ),
    ],
)
def test_what_makes_no_sense_is_said(own: Path, change: Change, said: str) -> None:
    (problem,) = damage(own, change)
    assert said in problem


def test_every_fault_of_a_catalogue_is_named_at_once(own: Path) -> None:
    def change(values: dict[str, Any]) -> None:
        statement(values, 0).update(roller=[])
        values["pejlemaerke"][1].update(metoder=["netvaerk"])
        values["skala"].update(trin=values["skala"]["trin"][::-1])

    assert len(damage(own, change)) == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v.update(format=2), "nyere"),
        (lambda v: v.pop("format"), "format: der skal stå format = 1"),
        (lambda v: v.pop("titel"), "titel: mangler, skriv feltet"),
        (lambda v: v.pop("skala"), "skala: mangler, skriv feltet"),
        (lambda v: v["skala"].pop("trin"), "trin: mangler, skriv feltet"),
        (lambda v: v.update(skala=3), "skala: skal være en tabel"),
        (lambda v: statement(v, 0).pop("tekst"), "udsagn nr. 1.tekst: mangler, skriv feltet"),
        (lambda v: statement(v, 1).update(roller=["chef"]), "»chef« kendes ikke"),
        (lambda v: statement(v, 0).update(ordlyd={"chef": "x"}), "»chef« kendes ikke"),
        (
            lambda v: v["pejlemaerke"][0].update(
                anbefaling=[{"nummer": "1.1", "titel": "t", "ophav": "os"}]
            ),
            "anbefaling nr. 1.ophav: »os« kendes ikke",
        ),
    ],
)
def test_what_has_the_wrong_form_is_named_by_its_field(
    own: Path, change: Change, said: str
) -> None:
    (problem,) = damage(own, change)
    assert said in problem


def test_a_cut_catalogue_is_named_by_its_line_and_left_as_it_is(own: Path) -> None:
    data = own.read_bytes()[:500]
    own.write_bytes(data)
    with pytest.raises(DamagedFile, match=r"linje \d+: "):
        find_catalogue(str(own))
    assert own.read_bytes() == data


def test_a_scale_with_a_number_beyond_all_bounds_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "k.toml"
    path.write_bytes(catalogue_file().data.replace(b"vaerdi = 5", b"vaerdi = 1" + b"0" * 400))
    with pytest.raises(DamagedFile, match="skala") as caught:
        catalogues.load(path)
    assert not english_in(str(caught.value), path)


def test_a_number_used_twice_is_named_with_the_line_of_the_second(tmp_path: Path) -> None:
    path = tmp_path / "k.toml"
    path.write_bytes(catalogue_file().data.replace(b"nummer = 2", b"nummer = 1"))
    lines = path.read_text("utf-8").splitlines()
    second = max(n for n, line in enumerate(lines, 1) if line.strip() == "nummer = 1")
    with pytest.raises(DamagedFile) as caught:
        catalogues.load(path)
    assert caught.value.problems == (
        f"linje {second}: pejlemaerke nr. 2.nummer: »1« er brugt før, vælg et andet",
    )
