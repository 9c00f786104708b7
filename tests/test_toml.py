"""TOML in and out: what is written is what is read, and every fault has a place and a remedy."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.storage import toml

from builders import english_in

SOMEWHERE = Path("mappe/svar.toml")
GOOD = """\
format = 1
rolle = "medarbejder"

[svar.5a]
vaerdi = 4
note = "Vi spørger altid."
"""

keys = st.text(max_size=20)
plain_values = st.one_of(
    st.text(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(timezones=st.just(timezone(timedelta(hours=1)))),
)
documents = st.dictionaries(
    keys,
    st.recursive(
        plain_values,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


def damage(data: bytes) -> DamagedFile:
    """What is said about a file of these bytes; the sentence holds no English."""
    with pytest.raises(DamagedFile) as caught:
        toml.parse(data, SOMEWHERE)
    assert str(caught.value).startswith(f"{SOMEWHERE}: ")
    assert caught.value.remedy in str(caught.value)
    assert not english_in(str(caught.value), SOMEWHERE)
    return caught.value


# --- Round trips --------------------------------------------------------------------------------


@given(documents)
def test_what_is_written_is_what_is_read(values: dict[str, Any]) -> None:
    assert toml.parse(toml.dump(values), SOMEWHERE) == values


@given(documents)
def test_what_is_written_is_toml_to_any_other_program(values: dict[str, Any]) -> None:
    assert tomllib.loads(toml.dump(values).decode("utf-8")) == values


def test_danish_letters_and_emoji_are_written_as_themselves() -> None:
    assert toml.dump({"note": "Åse så på ærø 😀"}) == 'note = "Åse så på ærø 😀"\n'.encode()


def test_what_would_steer_a_terminal_is_written_as_text() -> None:
    data = toml.dump({"note": "\x1b[2J\x07\x00\r"})
    assert not any(byte < 0x20 and byte != 0x0A for byte in data)
    assert toml.parse(data, SOMEWHERE) == {"note": "\x1b[2J\x07\x00\r"}


def test_a_moment_is_written_as_toml_has_it() -> None:
    moment = datetime(2026, 11, 22, 9, 12, 44, tzinfo=timezone(timedelta(hours=1)))
    assert tomllib.loads(toml.dump({"oprettet": moment}).decode()) == {"oprettet": moment}


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="with Notepad's mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="with Windows' lines"),
        pytest.param(lambda text: text.rstrip().encode(), id="without the last line break"),
        pytest.param(lambda text: f"# Mit svar\n{text}".encode(), id="with a comment"),
    ],
)
def test_a_file_saved_in_notepad_reads_the_same(saved: Callable[[str], bytes]) -> None:
    assert toml.parse(saved(GOOD), SOMEWHERE) == tomllib.loads(GOOD)


# --- Damage -------------------------------------------------------------------------------------


def test_a_line_that_is_not_toml_is_named_by_its_number() -> None:
    broken = GOOD.replace("vaerdi = 4", "vaerdi er 4")
    assert damage(broken.encode()).problems == ("linje 5: der mangler et lighedstegn",)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (GOOD + "note = 'igen'\n", "linje 7: feltet står to gange, slet det ene"),
        (GOOD + "[svar.5a]\n", "linje 7: tabellen står to gange, slet den ene"),
        (GOOD + "tal = 007\n", "linje 7: kan ikke læses som TOML"),
        (GOOD + 'x = "\x00"\n', "linje 7: kan ikke læses som TOML"),
        (GOOD + "dag = 2026-02-30\n", "linje 7: kan ikke læses som TOML"),
        (GOOD + "x = [1, 2\n", "linje 8: der mangler en afsluttende ]"),
        (GOOD + "x = ja\n", "linje 7: værdien kan ikke læses, tekst skal stå i anførselstegn"),
        ("format 1\n", "linje 1: der mangler et lighedstegn"),
    ],
)
def test_each_kind_of_fault_is_named_by_its_line_and_cause(broken: str, said: str) -> None:
    assert damage(broken.encode()).problems == (said,)


def test_a_file_cut_in_the_middle_of_a_text_is_damaged_at_its_last_line() -> None:
    cut = GOOD[: GOOD.index("spørger")]
    assert damage(cut.encode()).problems == ("linje 6: der mangler et anførselstegn",)


def test_wherever_a_file_is_cut_it_is_either_toml_or_named_as_damaged() -> None:
    whole = GOOD.encode()
    for length in range(len(whole)):
        cut = whole[:length]
        try:
            tomllib.loads(cut.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            assert damage(cut).problems[0].startswith("linje ")
        else:
            toml.parse(cut, SOMEWHERE)


def test_a_file_in_an_old_code_page_is_named_by_its_line_and_how_to_save_it() -> None:
    error = damage(GOOD.encode("latin-1"))
    assert error.problems == ("linje 6: filen er ikke gemt som UTF-8",)
    assert error.remedy == "Gem den som UTF-8 i Notesblok."


def test_a_file_notepad_saved_as_unicode_is_told_how_to_be_saved() -> None:
    error = damage(GOOD.encode("utf-16"))
    assert error.problems == ("filen er ikke gemt som UTF-8, men som UTF-16",)


@pytest.mark.parametrize(
    "text",
    [
        f"x = {'[' * 9_000}{']' * 9_000}",
        f"x = {'{a=' * 9_000}1{'}' * 9_000}",
        f"x{'.a' * 9_000} = 1",
        f"[x{'.a' * 9_000}]",
    ],
    ids=["lists", "inline tables", "dotted keys", "table name"],
)
def test_nesting_made_to_exhaust_a_program_is_damage_and_no_crash(text: str) -> None:
    assert "kan ikke læses som TOML" in damage(text.encode()).problems[0]


def test_far_more_fields_than_any_file_of_ours_has_are_refused_before_they_take_minutes() -> None:
    fields = "".join(f"felt{number} = 1\n" for number in range(20_001))
    assert "langt flere felter" in damage(fields.encode()).problems[0]


def test_a_number_made_to_exhaust_a_program_is_damage_and_no_crash() -> None:
    assert "over 1.000 cifre" in damage(b"x = " + b"9" * 100_000).problems[0]


def told(data: bytes) -> str:
    """What the user is told about these bytes; nothing where they can be read."""
    try:
        toml.parse(data, SOMEWHERE)
    except DamagedFile as error:
        return str(error)
    return ""


@given(st.binary(max_size=200))
def test_any_bytes_are_either_values_or_damage_told_in_danish(data: bytes) -> None:
    assert not english_in(told(data), SOMEWHERE)


@given(st.text(alphabet="[]{}=.\"'\\\n#,1aæ -_T:+e", max_size=40))
def test_anything_like_toml_is_either_values_or_damage_told_in_danish(text: str) -> None:
    assert not english_in(told(text.encode()), SOMEWHERE)


# --- Files --------------------------------------------------------------------------------------


def test_a_document_carries_the_bytes_it_was_read_from(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(GOOD.encode())
    document = toml.read(path)
    assert document.values == tomllib.loads(GOOD)
    assert document.data == GOOD.encode()


def test_the_largest_file_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stor.toml"
    with path.open("wb") as file:
        file.truncate(toml.LARGEST)
    assert len(toml.read_bytes(path)) == toml.LARGEST
    with path.open("wb") as file:
        file.truncate(toml.LARGEST + 1)
    with pytest.raises(DamagedFile) as caught:
        toml.read_bytes(path)
    assert caught.value.problems == ("filen er over 1 MB",)
    assert not english_in(str(caught.value), path)


@pytest.mark.parametrize("data", [b"x = ", GOOD.encode("utf-16"), b"\xff\xfe", b"x = [" * 9_000])
def test_a_damaged_file_is_left_as_it_is(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    with pytest.raises(DamagedFile) as caught:
        toml.read(path)
    assert caught.value.file == str(path)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_is_named_in_danish(tmp_path: Path) -> None:
    path = tmp_path / "væk.toml"
    with pytest.raises(StorageFailure) as caught:
        toml.read(path)
    assert str(caught.value).startswith(f"{path}: kan ikke læses: filen findes ikke")
    assert not english_in(str(caught.value), path)


@pytest.mark.skipif(os.name == "nt", reason="Windows answers that one may not")
def test_a_folder_in_the_place_of_a_file_is_named_in_danish(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match="det er en mappe"):
        toml.read(tmp_path)


@pytest.mark.parametrize("told", [0, 3, 100])
def test_a_file_is_read_whole_whatever_size_it_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(GOOD.encode())
    real = path.stat()
    fields = [told if place == stat.ST_SIZE else value for place, value in enumerate(real)]
    monkeypatch.setattr(os, "stat", lambda _path: os.stat_result(fields))
    assert toml.read_bytes(path) == GOOD.encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    with pytest.raises(StorageFailure, match="en mappe eller en enhed, ikke en fil"):
        toml.read(tmp_path / "a.toml")


def test_a_file_one_may_not_read_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "a.toml").touch()
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StorageFailure, match="it-afdelingen om adgang") as caught:
        toml.read(tmp_path / "a.toml")
    assert not english_in(str(caught.value), tmp_path)


def test_a_day_stays_a_day_and_is_no_moment_at_midnight() -> None:
    values = toml.parse(b"dato = 2026-11-22", SOMEWHERE)
    assert values == {"dato": date(2026, 11, 22)}
    assert not isinstance(values["dato"], datetime)


# --- Two readers --------------------------------------------------------------------------------

NOTHING = "nothing that is TOML"
PIECES = [
    *"[]{}=.,#\"'\\\n\r\t -+_09aTZ:é$\x00\x85",
    *('"""', "'''", "[[a]]\n", "[a.b]\n", "\r\n", "inf", "nan", "1e400", "\\u00e6", "\\x41", "\\e"),
    *("a = 1\n", "x.y = {", "}", "1979-05-27", "T07:32:00", "+01:00", '"$__toml_private_datetime"'),
]
SEEDS = [
    GOOD,
    "a.b = 1\n[a.c]\nd = [1, 2.5, 'x']\n[[e]]\nf = 1979-05-27T07:32:00.5Z\n[[e]]\ng = 07:32:00",
    'x = """\nto\nlinjer"""\ny = { a = 1, b = { c = "d" } }\nz = [[1], [{ q = 1979-05-27 }]]\n',
]


def alike(value: object) -> object:
    """A value that equals only one of the same types, in the same order, at the same hour."""
    if isinstance(value, dict):
        return [(key, alike(entry)) for key, entry in value.items()]
    if isinstance(value, list):
        return [alike(entry) for entry in value]
    if isinstance(value, datetime):
        return type(value), value.replace(tzinfo=None), value.utcoffset()
    return type(value), repr(value)


def as_read_by(reader: Callable[[str], dict[str, Any]], text: str) -> object:
    try:
        return alike(reader(text))
    except (ValueError, RecursionError):
        return NOTHING


def ours(text: str) -> object:
    try:
        return alike(toml.parse(text.encode(), SOMEWHERE))
    except DamagedFile:
        return NOTHING


@given(documents)
def test_any_document_is_read_as_pythons_own_reader_reads_it(values: dict[str, Any]) -> None:
    for text in (tomli_w.dumps(values), toml.dump(values).decode()):
        assert ours(text) == as_read_by(tomllib.loads, text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """TOML that somebody has had their hands in."""
    text = "\n".join(draw(st.lists(st.sampled_from(SEEDS), min_size=1, max_size=2)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        taken = draw(st.integers(0, 3))
        text = text[:place] + draw(st.sampled_from(["", *PIECES])) + text[place + taken :]
    return text


@settings(max_examples=400)
@given(mutated())
def test_a_damaged_document_is_read_as_the_slower_reader_reads_it_or_not_at_all(text: str) -> None:
    expected = as_read_by(tomli.loads, text.removeprefix("\ufeff"))
    if expected == NOTHING and "{" in text:
        return  # the fast one lets a line break stand before the = in an inline table
    assert ours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x = '''a\r\nb'''",
        "x = '''a\r\r\nb'''",
        'x = """a\rb"""',
        "\ufeffx = 1",
        "x = 1e400",
        f"x = {2**63}",
        f"x = {-(2**63)}",
        "x = [nan, -inf, -0.0]",
        '"$__toml_private_datetime" = "1979-05-27"',
        'x = {"$__toml_private_datetime" = "1979-05-27"}',
        'x = {"\\u0024__toml_private_datetime" = "1979-05-27"}',
        'x = {"$__toml\\x5fprivate_datetime" = "nej"}',
        'x = "\\e\\x41"',
        "x = 07:32",
        "x = 1979-05-27T07:32:00.123456789Z",
        f"x = {'[' * 100}{']' * 100}",
        "x = 1\nx = 2",
        "[a]\n[a]",
        "a.b = 1\n[a]\nc = 1",
    ],
)
def test_what_the_readers_would_take_otherwise_is_left_to_the_slower(text: str) -> None:
    plain = text.removeprefix("\ufeff")
    assert ours(text) == as_read_by(tomli.loads, plain)


def test_a_hundred_thousand_brackets_end_no_program() -> None:
    code = (
        "from pathlib import Path; from bostoette_cli.storage import toml\n"
        "for text in ('x=' + '[' * 100_000, 'x=' + '{a=' * 100_000, 'x' + '.a' * 100_000 + '=1'):\n"
        "    try: toml.parse(text.encode(), Path('x'))\n"
        "    except Exception as error: print(type(error).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["DamagedFile"] * 3


def test_a_note_of_several_lines_stands_in_the_file_as_it_was_written() -> None:
    data = toml.dump({"svar": {"5a": {"note": 'Vi spørger.\nAltid "næsten".'}}})
    assert data.decode() == '[svar.5a]\nnote = """\nVi spørger.\nAltid "næsten"."""\n'


def test_what_the_fast_writer_refuses_is_written_by_the_other() -> None:
    assert toml.dump({"note": "et halvt tegn: \ud83d"}) == b'note = "et halvt tegn: ?"\n'


@pytest.mark.parametrize("text", ["." * 25_000, "x" * 1_100_000])
def test_what_could_not_be_read_again_is_not_written(text: str) -> None:
    with pytest.raises(StorageFailure, match="for lang til at kunne gemmes"):
        toml.dump({"note": text})
