"""Who is answering on this computer: found again by themselves, and by nobody else."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.text import slug
from bostoette_cli.storage import atomic, identity
from bostoette_cli.storage.identity import content_id, new_id, respondent_id

from builders import english_in, round_

SPRING = round_("2026-04-01-foraar")
AUTUMN = round_("2026-11-22-efteraar")


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Where this computer's random code is kept."""
    return tmp_path / "indstillinger" / "person.toml"


def assert_fit_for_a_file_name(id_: str) -> None:
    assert re.fullmatch("[a-z0-9]{8}", id_)
    assert slug(id_) == id_


# --- The same person is found again -------------------------------------------------------------


def test_the_environment_can_name_another_folder_for_the_code(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOSTOETTE_PERSON", str(tmp_path / "mit"))
    chosen = respondent_id(SPRING, Role.STAFF)
    assert chosen == respondent_id(SPRING, Role.STAFF, person_file=tmp_path / "mit" / "person.toml")
    assert list(own_home.iterdir()) == []


def test_the_same_person_has_the_same_id_each_time(person: Path) -> None:
    first = respondent_id(AUTUMN, Role.STAFF, "", person)
    assert_fit_for_a_file_name(first)
    assert respondent_id(AUTUMN, Role.STAFF, "", person) == first


def test_the_same_person_has_the_same_id_in_the_next_round(person: Path) -> None:
    assert respondent_id(SPRING, Role.STAFF, "", person) == respondent_id(
        AUTUMN, Role.STAFF, "", person
    )


def test_how_a_label_is_typed_does_not_matter(person: Path) -> None:
    assert respondent_id(AUTUMN, Role.STAFF, "Medarbejder 3", person) == respondent_id(
        AUTUMN, Role.STAFF, "  medarbejder 3 ", person
    )


# --- Different people are told apart ------------------------------------------------------------


def test_each_role_at_one_computer_has_an_id_of_its_own(person: Path) -> None:
    assert len({respondent_id(AUTUMN, role, "", person) for role in Role}) == len(Role)


def test_each_label_at_one_computer_has_an_id_of_its_own(person: Path) -> None:
    labels = ("", "Medarbejder 1", "Medarbejder 2")
    assert len({respondent_id(AUTUMN, Role.STAFF, label, person) for label in labels}) == 3


def test_two_computers_give_different_ids(tmp_path: Path) -> None:
    here, there = tmp_path / "a" / "person.toml", tmp_path / "b" / "person.toml"
    assert respondent_id(AUTUMN, Role.STAFF, "", here) != respondent_id(
        AUTUMN, Role.STAFF, "", there
    )


def test_in_an_anonymous_round_an_id_cannot_be_tied_to_another_rounds(person: Path) -> None:
    hidden = [round_("r1", anonymous=True), round_("r2", anonymous=True), round_("r1")]
    assert len({respondent_id(r, Role.STAFF, "", person) for r in hidden}) == 3


def test_in_an_anonymous_round_a_person_still_finds_their_own_answers(person: Path) -> None:
    hidden = round_("r1", anonymous=True)
    assert respondent_id(hidden, Role.STAFF, "", person) == respondent_id(
        hidden, Role.STAFF, "", person
    )


# --- The code on this computer ------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_code_is_kept_for_its_owner_alone(person: Path) -> None:
    respondent_id(AUTUMN, Role.STAFF, "", person)
    assert stat.S_IMODE(person.stat().st_mode) == 0o600
    assert stat.S_IMODE(person.parent.stat().st_mode) == 0o700


def test_the_code_stands_in_a_file_that_says_what_it_is(person: Path) -> None:
    respondent_id(AUTUMN, Role.STAFF, "", person)
    text = person.read_text(encoding="utf-8")
    assert text.startswith("# Din tilfældige kode på denne computer")
    assert set(tomllib.loads(text)) == {"kode"}


def test_an_id_does_not_give_the_code_away(person: Path) -> None:
    id_ = respondent_id(AUTUMN, Role.STAFF, "Medarbejder 3", person)
    code = tomllib.loads(person.read_text(encoding="utf-8"))["kode"]
    assert id_ not in code
    assert len(code) >= 20


def test_the_code_lies_in_the_users_own_configuration_folder(own_home: Path) -> None:
    first = respondent_id(AUTUMN, Role.STAFF)
    (kept,) = own_home.rglob("person.toml")
    assert "bostoette" in kept.parts[-2]
    assert respondent_id(AUTUMN, Role.STAFF) == first


def test_a_code_that_is_there_is_used_and_left_as_it_is(person: Path) -> None:
    person.parent.mkdir()
    person.write_text('kode = "abcdefgh23456789"\n', encoding="utf-8")
    before = person.read_bytes()
    respondent_id(AUTUMN, Role.STAFF, "", person)
    assert person.read_bytes() == before


# --- When the configuration folder cannot be used -----------------------------------------------


def test_where_a_file_stands_in_the_way_each_evaluation_gets_a_fresh_id(tmp_path: Path) -> None:
    (tmp_path / "i vejen").write_text("x")
    person = tmp_path / "i vejen" / "under" / "person.toml"
    first = respondent_id(AUTUMN, Role.STAFF, "", person)
    assert_fit_for_a_file_name(first)
    assert respondent_id(AUTUMN, Role.STAFF, "", person) != first


def test_where_the_code_cannot_be_kept_a_fresh_id_is_given(
    person: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise atomic.failure("gemmes", path, PermissionError(13, "Permission denied"))

    monkeypatch.setattr(atomic, "write", refuse)
    assert_fit_for_a_file_name(respondent_id(AUTUMN, Role.STAFF, "", person))
    assert not person.exists()


@pytest.mark.parametrize(
    "data",
    [b"kode = ", b"\xff\xfe", b"", b"kode = 7", b'kode = ""', b'kode = "KORT"', b"kode = 'a\nb'"],
)
def test_a_damaged_code_is_told_of_and_left_as_it_is(data: bytes, person: Path) -> None:
    # A fresh one would make somebody else of the person, in the middle of their answers.
    person.parent.mkdir()
    person.write_bytes(data)
    with pytest.raises(DamagedFile) as caught:
        respondent_id(AUTUMN, Role.STAFF, "", person)
    assert str(caught.value).startswith(f"{person}: ")
    assert not english_in(str(caught.value), person)
    assert person.read_bytes() == data


# --- Ids ----------------------------------------------------------------------------------------


def test_fresh_ids_are_short_safe_and_do_not_repeat() -> None:
    ids = [new_id() for _ in range(500)]
    assert len(set(ids)) == 500
    for id_ in ids:
        assert_fit_for_a_file_name(id_)


def test_ids_have_no_letter_that_looks_like_a_digit() -> None:
    letters = set("".join(new_id() for _ in range(500)))
    assert not letters & set("01ilo")


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_the_same_content_has_the_same_id_and_other_content_another(a: bytes, b: bytes) -> None:
    assert_fit_for_a_file_name(content_id(a))
    assert (content_id(a) == content_id(b)) == (a == b)


def test_a_known_content_has_the_id_it_has_always_had() -> None:
    # Ids stand in file names on people's disks: the way they are made must never change. The
    # expected ones are worked out here by hand, digit by digit in base 31.
    alphabet = [c for c in "abcdefghijklmnopqrstuvwxyz0123456789" if c not in "ilo01"]
    number = int(hashlib.sha256(b"bostoette").hexdigest(), 16)
    by_hand = "".join(alphabet[number // 31**place % 31] for place in range(8))
    assert content_id(b"bostoette") == by_hand


def test_the_same_code_role_and_label_give_the_id_they_have_always_given(person: Path) -> None:
    person.parent.mkdir()
    person.write_text('kode = "abcdefgh23456789"\n', encoding="utf-8")
    assert respondent_id(AUTUMN, Role.STAFF, "Ærø", person) == content_id(
        b"abcdefgh23456789\0medarbejder\0aeroe"
    )
    assert respondent_id(round_("r1", anonymous=True), Role.LEADER, "", person) == content_id(
        b"abcdefgh23456789\0leder\0\0r1"
    )


def test_where_the_configuration_folder_may_not_be_looked_into_a_fresh_id_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_a: object, **_k: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", refuse)
        id_ = identity.respondent_id(round_(), Role.STAFF, "", tmp_path / "p.toml")
    assert len(id_) == 8
