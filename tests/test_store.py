"""The data folder: rounds that are whole or not there, and files that are never lost."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words, is_id
from bostoette_cli.domain.errors import BostoetteError, DamagedFile, StorageFailure, WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement
from bostoette_cli.storage import atomic, toml, wastebasket
from bostoette_cli.storage.catalogues import CatalogueFile
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredResponse, StoredRound
from test_atomic import system

import builders
from builders import catalogue_file, english_in, small_catalogue
from conftest import UTC_NOON

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 9, 12, 44, tzinfo=timezone(timedelta(hours=1)))
ID = "2026-11-22-efteraar"
RESPONSE: dict[str, Any] = {
    "format": 1,
    "katalog": "lille",
    "udgave": "1",
    "id": "a",
    "rolle": "medarbejder",
    "svar": {"1a": {"vaerdi": 4}},
}


def somebody_answered(stored: StoredRound) -> None:
    """The round is no longer empty."""
    put(stored, RESPONSE)


def opened(
    store: Store,
    title: str = "Efterår",
    moment: datetime = MOMENT,
    source: CatalogueFile | None = None,
    **settings: Any,
) -> StoredRound:
    """A round that is opened with the small catalogue."""
    return store.open_round(title, source or catalogue_file(), moment, **settings)


def at(year: int, month: int, day: int) -> datetime:
    return MOMENT.replace(year=year, month=month, day=day)


def response(id_: str = "a", **values: Any) -> Response:
    """A response to the round of autumn."""
    return replace(builders.response(id_, **values), round=ID)


@pytest.fixture
def autumn(store: Store) -> StoredRound:
    """An open round with the small catalogue and no answers."""
    return opened(store)


def again(stored: StoredRound) -> StoredRound:
    """The same round as the next command sees it, with nothing remembered."""
    (found,) = (s for s in rounds_in(stored) if s.round.id == stored.round.id)
    return found


def rounds_in(stored: StoredRound) -> tuple[StoredRound, ...]:
    return Store(stored.folder.parents[1]).listing.rounds


def put(stored: StoredRound, data: bytes | dict[str, Any], name: str = "a") -> Path:
    """Lay a file among the responses, as a colleague, Notepad or a failing disk may do."""
    path = stored.folder / "besvarelser" / f"{name}.toml"
    path.write_bytes(data if isinstance(data, bytes) else tomli_w.dumps(data).encode())
    return path


def values_of(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- Opening a round ----------------------------------------------------------------------------


def test_a_new_round_is_found_again_with_what_it_was_opened_with(store: Store) -> None:
    new = opened(store, "Efterår 2026", team="Team Nord", mode="anonym", threshold=6)
    assert new.round.id == "2026-11-22-efteraar-2026"
    assert new.round.title == "Efterår 2026"
    assert new.round.day == DAY
    assert new.round.team == "Team Nord"
    assert new.round.is_anonymous
    assert new.round.threshold == 6
    assert new.round.is_open
    assert again(new) == new


def test_a_rounds_folder_holds_what_the_documentation_says(autumn: StoredRound) -> None:
    assert sorted(path.name for path in autumn.folder.iterdir()) == [
        "besvarelser",
        "katalog.toml",
        "runde.toml",
    ]
    assert autumn.folder.parent.name == "runder"


def test_a_round_freezes_its_catalogue_byte_for_byte(store: Store) -> None:
    source = catalogue_file()
    data = b"\xef\xbb\xbf# Vores eget\r\n" + source.data
    new = opened(store, source=source._replace(data=data))
    assert (new.folder / "katalog.toml").read_bytes() == data
    assert new.catalogue == source.catalogue


def test_a_round_keeps_its_catalogue_when_the_tool_gets_a_new_one(store: Store) -> None:
    first = opened(store)
    opened(store, "Forår", at(2027, 4, 1), catalogue_file(small_catalogue(edition="2")))
    assert again(first).catalogue.edition == "1"


@on_posix
def test_a_rounds_files_are_its_owners_alone(autumn: StoredRound) -> None:
    for path in [autumn.folder, *autumn.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_rounds_of_the_same_title_and_day_get_ids_of_their_own(store: Store) -> None:
    ids = [opened(store).round.id for _ in range(3)]
    assert ids == ["2026-11-22-efteraar", "2026-11-22-efteraar-2", "2026-11-22-efteraar-3"]
    assert len(Store(store.root).listing.rounds) == 3


def test_an_id_taken_at_the_last_moment_is_left_to_the_one_who_took_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic.move_folder
    taken: list[Path] = []

    def move(source: Path, target: Path) -> None:
        if not taken:
            target.mkdir()
            (target / "andens").write_text("x")
            taken.append(target)
        real(source, target)

    monkeypatch.setattr(atomic, "move_folder", move)
    assert opened(store).round.id == "2026-11-22-efteraar-2"
    assert everything_in(taken[0]) == {"andens": b"x"}
    assert len(list((store.root / "runder").iterdir())) == 2


HOSTILE = [
    "../../etc/passwd",
    "..\\..\\Windows",
    "/",
    "C:\\",
    "CON",
    "nul.txt",
    "COM1",
    ".skjult",
    "slutter med punktum.",
    "😀😀",
    "…",
    "a" * 300,
    "Ærø, Åse & Øyvind: »50 %«?*|<>",
    "linje\nskift\tog\x1b[2Jstyretegn",
    "\u202eknalsrab",
    'anførsel"tegn\\',
    "-rf",
    "'; DROP TABLE",
]


@pytest.mark.parametrize("title", HOSTILE, ids=lambda title: ascii(title)[:20])
def test_a_hostile_title_makes_a_harmless_folder_and_is_kept_as_it_is(
    title: str, store: Store
) -> None:
    new = opened(store, title)
    assert new.folder.parent == store.root / "runder"
    assert re.fullmatch(r"2026-11-22-[a-z0-9]+(-[a-z0-9]+)*", new.round.id)
    assert len(new.round.id) <= 60
    assert again(new).round.title == title
    assert [path.name for path in store.root.parent.iterdir()] == [store.root.name]


def test_a_title_without_a_usable_letter_gets_a_plain_id(store: Store) -> None:
    assert opened(store, "😀").round.id == "2026-11-22-runde"


# --- A crash while a round is being opened ------------------------------------------------------


class Crash(BaseException):
    """The end of the program, at the worst moment."""


@pytest.mark.parametrize("survived", range(4))
@pytest.mark.parametrize("how", [Crash(), KeyboardInterrupt(), StorageFailure("nej")])
def test_a_crash_in_the_middle_leaves_no_round_and_nothing_behind(
    survived: int, how: BaseException, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = iter(range(survived))

    def crashing_after(real: Callable[..., None]) -> Callable[..., None]:
        def step(*arguments: object, **named: object) -> None:
            if next(steps, None) is None:
                raise how
            real(*arguments, **named)

        return step

    atomic.make_folder(store.root / "runder")
    for name in ("make_folder", "write", "move_folder"):
        monkeypatch.setattr(atomic, name, crashing_after(getattr(atomic, name)))
    with pytest.raises(type(how)):
        opened(store)
    assert Store(store.root).listing == Store(store.root / "tom").listing
    assert everything_in(store.root) == {}


def test_what_a_power_cut_leaves_is_no_round_and_in_nobodys_way(
    autumn: StoredRound, store: Store
) -> None:
    parent = autumn.folder.parent
    for leftover in (f".2026-11-22-forår.{os.getpid()}.ny", ".2026-11-22-foraar.1.ny"):
        (parent / leftover / "besvarelser").mkdir(parents=True)
        (parent / leftover / "runde.toml").write_bytes((autumn.folder / "runde.toml").read_bytes())
    listing = Store(store.root).listing
    assert [s.round.id for s in listing.rounds] == ["2026-11-22-efteraar"]
    assert listing.problems == ()
    new = opened(store, "Forår")
    assert new.round.id == "2026-11-22-foraar"
    assert again(new).catalogue == small_catalogue()


def test_a_full_disk_means_no_round_and_a_danish_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", SimpleNamespace(**{**vars(os), "write": full}))
        with pytest.raises(StorageFailure, match="der er ikke mere plads") as caught:
            opened(store)
    assert not english_in(str(caught.value), store.root)
    assert everything_in(store.root) == {}
    assert Store(store.root).listing.rounds == ()


# --- The list of rounds -------------------------------------------------------------------------


def test_a_folder_that_is_not_there_has_no_rounds(tmp_path: Path) -> None:
    store = Store(tmp_path / "findes ikke")
    assert store.listing.rounds == ()
    assert store.listing.problems == ()
    assert store.newest() is None


def test_rounds_are_listed_oldest_first_by_their_day(store: Store) -> None:
    for title, moment in [("B", at(2026, 11, 22)), ("A", at(2027, 4, 1)), ("C", at(2025, 11, 1))]:
        opened(store, title, moment)
    assert [s.round.id for s in Store(store.root).listing.rounds] == [
        "2025-11-01-c",
        "2026-11-22-b",
        "2027-04-01-a",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "2026-11-22-efteraar"', 'id = "andet"', "men mappen hedder »2026-11-22-efteraar«"),
        ("taerskel = 5", "taerskel = 2", "taerskel: skal være mindst 3"),
        ("taerskel = 5", 'taerskel = "5"', "taerskel: skal være et helt tal"),
        ("format = 1", "format = 2", "format: "),
        ('status = "aaben"', 'status = "åben"', "status: »åben« kendes ikke; brug aaben"),
        ("dato = 2026-11-22", 'dato = "i går"', "dato: har en form, der ikke kan bruges"),
        ('titel = "Efterår"', "titel = ", "linje 3: værdien kan ikke læses, tekst skal stå"),
    ],
)
def test_a_damaged_round_is_a_problem_and_is_left_as_it_is(
    old: str, new: str, said: str, autumn: StoredRound, store: Store
) -> None:
    opened(store, "Forår", at(2027, 4, 1))
    path = autumn.folder / "runde.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    before = everything_in(store.root)
    listing = Store(store.root).listing
    assert [s.round.title for s in listing.rounds] == ["Forår"]
    (problem,) = listing.problems
    assert said in str(problem)
    assert str(path) in str(problem)
    assert not english_in(str(problem), path)
    assert everything_in(store.root) == before


def test_the_newest_round_is_the_latest_of_its_catalogue_and_state(store: Store) -> None:
    other = catalogue_file(replace(small_catalogue(), id="andet"))
    first = opened(store, "Første", at(2025, 1, 1))
    second = opened(store, "Anden", at(2026, 1, 1))
    third = opened(store, "Tredje", at(2027, 1, 1), other)
    second.keep_round(replace(second.round, status="lukket"))
    now = Store(store.root)
    assert now.newest() == third
    assert now.newest("lille") == again(second)
    assert now.newest("lille", only_open=True) == first
    assert now.newest("findes ikke") is None


def test_the_round_before_is_the_one_of_the_same_catalogue(store: Store) -> None:
    other = catalogue_file(replace(small_catalogue(), id="andet"))
    first = opened(store, "Første", at(2025, 1, 1))
    opened(store, "Et andet", at(2025, 6, 1), other)
    second = opened(store, "Anden", at(2026, 1, 1))
    somebody_answered(first)
    now = Store(store.root)
    assert now.before(second) == first
    assert now.before(first) is None


def test_a_round_nobody_answered_is_not_the_one_before(store: Store) -> None:
    opened(store, "Tom", at(2025, 1, 1))
    second = opened(store, "Anden", at(2026, 1, 1))
    assert Store(store.root).before(second) is None


def test_of_two_rounds_on_one_day_the_one_opened_first_came_before(store: Store) -> None:
    morning = opened(store, "Å om morgenen", MOMENT)
    evening = opened(store, "A om aftenen", MOMENT + timedelta(hours=9))
    somebody_answered(morning)
    now = Store(store.root)
    assert now.before(evening) == morning
    assert now.before(morning) is None


def test_of_two_rounds_opened_at_once_the_id_decides_which_came_before(store: Store) -> None:
    first, second = opened(store), opened(store)
    somebody_answered(first)
    now = Store(store.root)
    assert now.before(second) == first
    assert now.before(first) is None


# --- Finding a round ----------------------------------------------------------------------------


@pytest.fixture
def three(store: Store) -> Store:
    """Three rounds."""
    opened(store, "Forår 2026", at(2026, 4, 1))
    opened(store, "Efterår 2026", at(2026, 11, 22))
    opened(store, "Efterår 2025", at(2025, 11, 1))
    return Store(store.root)


@pytest.mark.parametrize(
    "reference",
    [
        "2026-11-22-efteraar-2026",
        "2026-11-22",
        "2026-11",
        "Efterår 2026",
        "efterår 2026",
        "EFTERAAR 2026",
        "Eftera\u030ar 2026",
    ],
    ids=ascii,
)
def test_a_round_is_found_by_its_id_its_beginning_or_its_title(
    reference: str, three: Store
) -> None:
    assert three.find_round(reference).round.id == "2026-11-22-efteraar-2026"


def test_a_reference_that_fits_several_rounds_names_them(three: Store) -> None:
    opened(three, "Igen", at(2026, 11, 30))
    with pytest.raises(WrongUse) as caught:
        Store(three.root).find_round("2026-11")
    sentence = str(caught.value)
    assert sentence.startswith("»2026-11« passer på flere runder: ")
    assert "2026-11-22-efteraar-2026" in sentence
    assert "2026-11-30-igen" in sentence
    assert "2026-04-01-foraar-2026" not in sentence


def test_a_title_used_twice_fits_several_rounds(three: Store) -> None:
    opened(three, "Forår 2026", at(2026, 5, 1))
    with pytest.raises(WrongUse, match="passer på flere runder"):
        Store(three.root).find_round("Forår 2026")


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_no_round_is_meant_by_nothing(blank: str, autumn: StoredRound) -> None:
    with pytest.raises(WrongUse, match="Kør bostoette runder"):
        Store(autumn.folder.parents[1]).find_round(blank)


def test_a_whole_id_is_found_even_where_it_begins_another(store: Store) -> None:
    for _ in range(2):
        opened(store)
    found = Store(store.root).find_round("2026-11-22-efteraar")
    assert found.round.id == "2026-11-22-efteraar"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("2026-11-22-efteraa-2026", "2026-11-22-efteraar-2026"),
        ("Foraar 206", "Forår 2026"),
        ("forsår 2026", "Forår 2026"),
    ],
)
def test_a_near_miss_is_told_what_was_probably_meant(typed: str, near: str, three: Store) -> None:
    with pytest.raises(WrongUse) as caught:
        three.find_round(typed)
    assert str(caught.value) == f"Runden »{typed}« findes ikke. Mente du »{near}«?"


def test_a_round_nobody_can_have_meant_is_told_where_to_look(three: Store) -> None:
    with pytest.raises(WrongUse) as caught:
        three.find_round("xyz")
    assert str(caught.value) == (
        "Runden »xyz« findes ikke. Kør bostoette runder for at se dem, der findes."
    )


def test_a_near_miss_is_told_though_another_round_is_damaged(three: Store) -> None:
    damaged = three.listing.rounds[0]
    near = three.listing.rounds[-1].round.title
    (damaged.folder / "runde.toml").write_bytes(b"format = ")
    with pytest.raises(WrongUse, match=f"Mente du »{near}«"):
        Store(three.root).find_round(f"{near}x")


def test_a_damaged_round_asked_for_by_its_id_tells_what_is_wrong(autumn: StoredRound) -> None:
    (autumn.folder / "runde.toml").write_bytes(b"format = ")
    with pytest.raises(DamagedFile, match="linje 1"):
        Store(autumn.folder.parents[1]).find_round("2026-11-22-efteraar")


def test_another_rounds_damage_is_not_what_is_told(autumn: StoredRound) -> None:
    (autumn.folder / "runde.toml").write_bytes(b"format = ")
    with pytest.raises(WrongUse) as caught:
        Store(autumn.folder.parents[1]).find_round("2025-01-01-en-anden")
    assert str(caught.value) == (
        "Runden »2025-01-01-en-anden« findes ikke blandt dem, der kan læses. "
        "Kør bostoette tjek for at se, hvad der er galt med resten."
    )


# --- Keeping a response -------------------------------------------------------------------------


def test_a_response_that_is_kept_is_found_again(autumn: StoredRound) -> None:
    given_ = replace(response("k7f3q2", s1a=4, notes={"1b": "n"}), created=MOMENT)
    kept = autumn.keep_response(given_, None)
    assert kept.path == autumn.folder / "besvarelser" / "k7f3q2.toml"
    found = again(autumn).find_response("k7f3q2")
    assert found is not None
    assert found.response == given_
    assert found.data == kept.data
    assert again(autumn).reading.responses == (given_,)


def test_a_response_nobody_has_begun_is_not_found(autumn: StoredRound) -> None:
    assert autumn.find_response("k7f3q2") is None
    assert autumn.reading.responses == ()


def test_a_response_can_be_read_as_the_documentation_shows_it(autumn: StoredRound) -> None:
    kept = autumn.keep_response(
        Response(
            1,
            "lille",
            "1",
            Role.STAFF,
            id="a",
            answers={
                "1a": Answer(4, note="Vi spørger altid."),
                "1b": Answer(NoNumber.IRRELEVANT, "Ingen i år."),
                "2a": Answer(NoNumber.UNKNOWN),
            },
            reflections={"1r1": Words("I marts.")},
        ),
        None,
    )
    assert kept.path.read_text(encoding="utf-8") == (
        "format = 1\n"
        'katalog = "lille"\n'
        'udgave = "1"\n'
        'rolle = "medarbejder"\n'
        'id = "a"\n'
        'tilstand = "kladde"\n'
        "\n"
        "[svar.1a]\n"
        "vaerdi = 4\n"
        'note = "Vi spørger altid."\n'
        "\n"
        "[svar.1b]\n"
        'vaerdi = "ikke_relevant"\n'
        'begrundelse = "Ingen i år."\n'
        "\n"
        "[svar.2a]\n"
        'vaerdi = "ved_ikke"\n'
        "\n"
        "[refleksion.1r1]\n"
        'tekst = "I marts."\n'
    )


def test_the_design_documents_own_response_can_be_read(autumn: StoredRound) -> None:
    path = put(
        autumn,
        "format = 1\n"
        'katalog = "lille"\n'
        'udgave = "1"\n'
        'runde = "2026-11-22-efteraar"     # optional in a file to import\n'
        'id = "k7f3q2"\n'
        'navn = "Medarbejder 3"            # optional label, never needed\n'
        'rolle = "medarbejder"\n'
        'tilstand = "faerdig"              # kladde | faerdig\n'
        "oprettet = 2026-11-22T09:12:44+01:00\n"
        "aendret = 2026-11-22T09:31:02+01:00\n"
        "[svar.1a]\n"
        "vaerdi = 4\n"
        "[svar.1b]\n"
        'vaerdi = "ved_ikke"\n'
        "[refleksion.1r1]\n"
        'tekst = "…"\n'.encode(),
        "k7f3q2",
    )
    read = autumn.read_response(path).response
    assert read.created == MOMENT
    assert read.answers == {"1a": Answer(4), "1b": Answer(NoNumber.UNKNOWN)}
    assert not read.is_draft


def test_an_answer_taken_back_is_gone_from_the_file(autumn: StoredRound) -> None:
    first = autumn.keep_response(response("a", s1a=4, s1b=2), None)
    autumn.keep_response(first.response.with_answer("1a", Answer()), first)
    assert values_of(first.path)["svar"] == {"1b": {"vaerdi": 2}}


def test_an_answer_that_is_changed_stays_in_its_place_in_the_file(autumn: StoredRound) -> None:
    first = autumn.keep_response(response("a", s1a=4, s1b=2), None)
    autumn.keep_response(first.response.with_answer("1a", Answer(3)), first)
    assert list(values_of(first.path)["svar"].items()) == [
        ("1a", {"vaerdi": 3}),
        ("1b", {"vaerdi": 2}),
    ]


def test_times_are_written_as_toml_has_them(autumn: StoredRound) -> None:
    kept = autumn.keep_response(replace(response("a"), created=MOMENT, changed=MOMENT), None)
    assert values_of(kept.path)["oprettet"] == MOMENT
    assert values_of(kept.path)["aendret"] == MOMENT


texts = st.text(max_size=40)
words = texts.filter(str.strip)
answers_ = st.one_of(
    st.builds(Answer, st.sampled_from([None, 1, 2, 3, 4, 5]), note=texts),
    st.builds(Answer, st.sampled_from([NoNumber.UNKNOWN, NoNumber.DECLINED]), note=texts),
    st.builds(Answer, st.just(NoNumber.IRRELEVANT), words, texts),
)
moments = st.none() | st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
responses = st.builds(
    Response,
    st.just(1),
    st.just("lille"),
    st.just("1"),
    st.sampled_from([Role.STAFF, Role.LEADER]),
    id=st.just("egenskab"),
    round=st.sampled_from(["", ID]),
    label=texts,
    state=st.sampled_from(["kladde", "faerdig"]),
    created=moments,
    changed=moments,
    chosen=st.lists(st.integers(0, 99), max_size=3).map(tuple),
    answers=st.dictionaries(st.sampled_from(["1a", "1b", "2a"]), answers_),
    reflections=st.dictionaries(st.sampled_from(["1r1", "2r1"]), st.builds(Words, words)),
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> StoredRound:
    """A round that the examples of a property share."""
    return opened(Store(tmp_path_factory.mktemp("fælles")))


@given(one=responses, other=responses)
def test_whatever_is_answered_and_written_comes_back_as_it_was(
    lasting: StoredRound, one: Response, other: Response
) -> None:
    lasting.response_path("egenskab").unlink(missing_ok=True)
    first = lasting.keep_response(one, None)
    assert lasting.read_response(first.path).response == one
    second = lasting.keep_response(other, first)
    assert lasting.read_response(second.path).response == other


@given(one=responses, unknown=st.dictionaries(st.text(min_size=1, max_size=8), texts, max_size=3))
def test_unknown_fields_come_back_too(
    lasting: StoredRound, one: Response, unknown: dict[str, str]
) -> None:
    assume(not set(Response.__struct_encode_fields__) & set(unknown))
    path = put(lasting, {**RESPONSE, "id": "egenskab", **unknown}, "egenskab")
    lasting.keep_response(one, lasting.read_response(path))
    after = values_of(path)
    assert {name: after.get(name) for name in unknown} == unknown
    assert lasting.read_response(path).response == one


# --- Unknown fields survive ---------------------------------------------------------------------


def test_unknown_fields_of_a_response_survive_a_rewrite(autumn: StoredRound) -> None:
    path = put(
        autumn,
        {
            **RESPONSE,
            "fremtid": "x",
            "liste": [1, {"b": 2}],
            "dag": DAY,
            "tabel": {"dybt": {"nede": True}},
            "svar": {"1a": {"vaerdi": 4, "sikkerhed": "høj"}},
            "refleksion": {"1r1": {"tekst": "t", "sprog": "da"}},
        },
    )
    before = autumn.read_response(path)
    changed = before.response.with_answer("1a", Answer(2)).with_reflection("1r1", "u")
    autumn.keep_response(changed.with_answer("1b", Answer(5)), before)
    after = values_of(path)
    assert after["fremtid"] == "x"
    assert after["liste"] == [1, {"b": 2}]
    assert after["dag"] == DAY
    assert after["tabel"] == {"dybt": {"nede": True}}
    assert after["svar"] == {"1a": {"vaerdi": 2, "sikkerhed": "høj"}, "1b": {"vaerdi": 5}}
    assert after["refleksion"] == {"1r1": {"tekst": "u", "sprog": "da"}}


def test_a_reflection_left_blank_by_hand_can_be_read_after_a_rewrite(autumn: StoredRound) -> None:
    before = autumn.read_response(put(autumn, {**RESPONSE, "refleksion": {"1r1": {"tekst": ""}}}))
    autumn.keep_response(before.response.with_answer("1a", Answer(2)), before)
    assert autumn.read_response(before.path).response.reflections == {"1r1": Words("")}


def test_unknown_fields_survive_every_rewrite_of_an_evaluation(autumn: StoredRound) -> None:
    path = put(autumn, {**RESPONSE, "fremtid": "x"})
    latest = autumn.read_response(path)
    for value in (1, 2, 3):
        latest = autumn.keep_response(latest.response.with_answer("1a", Answer(value)), latest)
    assert values_of(path)["fremtid"] == "x"
    assert values_of(path)["svar"]["1a"]["vaerdi"] == 3


def test_unknown_fields_of_a_file_that_is_taken_in_are_kept(autumn: StoredRound) -> None:
    source = {**RESPONSE, "fra": "websiden", "svar": {"1a": {"vaerdi": 4, "sekunder": 12}}}
    before = autumn.read_response(put(autumn, {**RESPONSE, "fremtid": "x"}))
    autumn.keep_response(response("a", s1a=4), before, source)
    after = values_of(before.path)
    assert after["fra"] == "websiden"
    assert after["fremtid"] == "x"
    assert after["svar"]["1a"] == {"vaerdi": 4, "sekunder": 12}


def test_unknown_fields_of_a_round_survive_its_closing_and_opening(autumn: StoredRound) -> None:
    path = autumn.folder / "runde.toml"
    path.write_bytes(path.read_bytes() + b'sted = "Slagelse"\n[fremtid]\nx = 1\n')
    closed = autumn.keep_round(replace(autumn.round, status="lukket", closed=DAY))
    assert not closed.round.is_open
    assert again(autumn) == closed
    assert values_of(path)["lukket"] == DAY
    opened = closed.keep_round(replace(closed.round, status="aaben", closed=None))
    assert again(autumn) == opened == autumn
    after = values_of(path)
    assert after["sted"] == "Slagelse"
    assert after["fremtid"] == {"x": 1}
    assert "lukket" not in after


def test_unknown_fields_of_an_agreement_survive_a_rewrite(autumn: StoredRound) -> None:
    path = autumn.folder / "faelles.toml"
    path.write_text(
        'format = 1\ntil_stede = 6\n[pejlemaerke.1]\nvaerdi = 3\nreferent = "os"\n[plan]\nx = 1\n',
        encoding="utf-8",
    )
    before = autumn.stored_agreement
    after = replace(before.agreement, by_number={"1": Agreed(4, "derfor"), "2": Agreed(2)})
    autumn.keep_agreement(after, before)
    assert values_of(path) == {
        "format": 1,
        "til_stede": 6,
        "pejlemaerke": {
            "1": {"vaerdi": 4, "begrundelse": "derfor", "referent": "os"},
            "2": {"vaerdi": 2},
        },
        "plan": {"x": 1},
    }


# --- Changed elsewhere --------------------------------------------------------------------------


def refused(keep: Callable[[], object], path: Path) -> None:
    """Keeping is refused in Danish and the file stands as it was."""
    before = path.read_bytes()
    with pytest.raises(StorageFailure, match="er ændret et andet sted") as caught:
        keep()
    assert str(path) in str(caught.value)
    assert not english_in(str(caught.value), path)
    assert path.read_bytes() == before


def test_a_response_changed_in_another_window_is_not_overwritten(autumn: StoredRound) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    there = again(autumn)
    theirs = there.find_response("a")
    assert theirs is not None
    there.keep_response(theirs.response.with_answer("1a", Answer(1)), theirs)
    refused(lambda: autumn.keep_response(response("a", s1a=5), here), here.path)


def test_a_response_mended_in_notepad_is_not_overwritten(autumn: StoredRound) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    here.path.write_bytes(here.path.read_bytes() + b"# rettet\n")
    refused(lambda: autumn.keep_response(response("a", s1a=5), here), here.path)


def test_a_response_begun_elsewhere_meanwhile_is_not_overwritten(autumn: StoredRound) -> None:
    theirs = again(autumn).keep_response(response("a", s1a=4), None)
    refused(lambda: autumn.keep_response(response("a", s1a=5), None), theirs.path)


def test_a_response_taken_away_meanwhile_is_not_written_again(autumn: StoredRound) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    here.path.unlink()
    with pytest.raises(StorageFailure) as caught:
        autumn.keep_response(response("a", s1a=5), here)
    assert not english_in(str(caught.value), here.path)
    assert not here.path.exists()


def test_ones_own_last_write_is_no_change_elsewhere(autumn: StoredRound) -> None:
    latest: StoredResponse | None = None
    for value in (1, 2, 3):
        latest = autumn.keep_response(response("a", s1a=value), latest)
    assert latest is not None
    assert values_of(latest.path)["svar"]["1a"]["vaerdi"] == 3


def test_when_the_disk_is_full_the_last_answer_that_was_kept_stands(
    autumn: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    before = everything_in(autumn.folder)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", SimpleNamespace(**{**vars(os), "fsync": full}))
        with pytest.raises(StorageFailure, match="der er ikke mere plads"):
            autumn.keep_response(response("a", s1a=5), here)
    assert everything_in(autumn.folder) == before
    assert autumn.keep_response(response("a", s1a=5), here).response.answer("1a") == Answer(5)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_an_answer_is_not_written_through_a_link_laid_out_meanwhile(
    autumn: StoredRound, tmp_path: Path
) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    moved = here.path.parent.rename(tmp_path / "udenfor")
    here.path.parent.symlink_to(moved)
    with pytest.raises(StorageFailure, match="fører ud af datamappen"):
        autumn.keep_response(response("a", s1a=5), here)
    assert (moved / "a.toml").read_bytes() == here.data


def test_a_response_whose_ending_is_in_capitals_counts_where_the_system_sees_no_difference(
    autumn: StoredRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    here.path.rename(here.path.with_name("a.TOML"))
    assert again(autumn).reading.responses == ()
    monkeypatch.setattr(os.path, "normcase", str.lower)
    assert again(autumn).reading.responses == (response("a", s1a=4),)


def test_a_copy_is_kept_of_a_response_that_is_about_to_be_replaced(autumn: StoredRound) -> None:
    here = autumn.keep_response(response("a", s1a=4), None)
    autumn.keep_response(response("a", s1a=5), here, aside=MOMENT)
    (copy,) = (autumn.folder / "erstattet").iterdir()
    assert copy.name == "a-20261122T091244.toml"
    assert copy.read_bytes() == here.data
    assert len(again(autumn).reading.responses) == 1


def test_two_copies_kept_in_the_same_second_are_both_kept(autumn: StoredRound) -> None:
    first = autumn.keep_response(response("a", s1a=4), None)
    second = autumn.keep_response(response("a", s1a=5), first, aside=MOMENT)
    autumn.keep_response(response("a", s1a=3), second, aside=MOMENT)
    copies = [values_of(path) for path in (autumn.folder / "erstattet").iterdir()]
    assert sorted(copy["svar"]["1a"]["vaerdi"] for copy in copies) == [4, 5]


# --- Ids from elsewhere -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_",
    ["", "..", "../a", "a/b", "a\\b", "A", "æ", "a b", ".a", "a.toml", "-a", "a-", "a" * 41, "\0"],
    ids=ascii,
)
def test_an_id_that_could_name_another_file_never_becomes_a_path(
    id_: str, autumn: StoredRound
) -> None:
    assert not is_id(id_)
    before = everything_in(autumn.folder)
    with pytest.raises((WrongUse, AssertionError)):
        autumn.keep_response(response(id_), None)
    assert everything_in(autumn.folder) == before


@pytest.mark.parametrize("id_", ["a", "k7f3q2", "medarbejder-3", "a" * 40])
def test_an_id_of_small_letters_and_digits_names_its_file(id_: str, autumn: StoredRound) -> None:
    assert autumn.response_path(id_) == autumn.folder / "besvarelser" / f"{id_}.toml"


# --- Damaged responses --------------------------------------------------------------------------


def written(**changed: Any) -> bytes:
    return tomli_w.dumps({**RESPONSE, **changed}).encode()


DAMAGED = [
    ("cut off", written()[:-3], "linje 8: værdien kan ikke læses"),
    ("empty", b"", "filen er tom"),
    ("another kind", written(katalog=7), "katalog: skal være en tekst i anførselstegn"),
    ("unknown role", written(rolle="chef"), "rolle: »chef« kendes ikke; brug medarbejder"),
    (
        "unknown word",
        written(svar={"1a": {"vaerdi": "nja"}}),
        "svar.1a.vaerdi: det, der står, kendes ikke",
    ),
    ("old code page", written(navn="Åse").decode().encode("latin-1"), "ikke gemt som UTF-8"),
    ("newer format", written(format=2), "format: "),
    ("too large", b"#" * (toml.LARGEST + 1), "filen er over 1 MB"),
    ("deep nesting", b"x = " + b"[" * 9_000 + b"]" * 9_000, "kan ikke læses som TOML"),
    (
        "off the scale",
        written(svar={"1a": {"vaerdi": 6}}),
        "er ikke på skalaen; brug 1, 2, 3, 4 eller 5",
    ),
    (
        "between the steps",
        written(svar={"1a": {"vaerdi": 2.5}}),
        "svar.1a.vaerdi: ",
    ),
    ("no number", written(svar={"1a": {"vaerdi": float("nan")}}), "svar.1a.vaerdi: "),
    ("endless", written(svar={"1a": {"vaerdi": float("-inf")}}), "svar.1a.vaerdi: "),
    ("huge number", written(svar={"1a": {"vaerdi": 10**400}}), "svar.1a.vaerdi: "),
    ("huge number elsewhere", written(valgt=[10**400])[:-1] + b"9" * 9_000, "over 1.000 cifre"),
    ("unknown statement", written(svar={"9z": {"vaerdi": 1}}), "svar.9z: udsagnet findes ikke"),
    (
        "another's statement",
        written(svar={"1c": {"vaerdi": 1}}),
        "svar.1c: udsagnet er ikke til rollen medarbejder",
    ),
    (
        "no reason",
        written(svar={"1a": {"vaerdi": "ikke_relevant"}}),
        "svar.1a.begrundelse: mangler",
    ),
    (
        "unknown question",
        written(refleksion={"9r9": {"tekst": "t"}}),
        "refleksion.9r9: spørgsmålet findes ikke",
    ),
    ("another catalogue", written(katalog="andet"), "katalog: »andet«, men runden bruger"),
    ("another edition", written(udgave="2"), "udgave: »2«, men runden bruger »1«"),
]


@pytest.mark.parametrize(
    ("data", "said"), [pytest.param(data, said, id=name) for name, data, said in DAMAGED]
)
def test_a_damaged_response_names_file_place_and_remedy_and_is_left_as_it_is(
    data: bytes, said: str, autumn: StoredRound
) -> None:
    good = autumn.keep_response(response("god", s1a=4), None)
    path = put(autumn, data)
    before = everything_in(autumn.folder)
    with pytest.raises(DamagedFile) as caught:
        autumn.find_response("a")
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert said in sentence
    assert sentence.endswith(caught.value.remedy)
    assert len(caught.value.remedy.split()) > 3
    assert not english_in(sentence, path)
    reading = again(autumn).reading
    assert reading.responses == (good.response,)
    assert [str(problem) for problem in reading.problems] == [sentence]
    assert everything_in(autumn.folder) == before


def test_a_response_saved_by_notepad_with_its_mark_is_read(autumn: StoredRound) -> None:
    path = put(autumn, b"\xef\xbb\xbf" + written().replace(b"\n", b"\r\n"))
    assert autumn.read_response(path).response.answers == {"1a": Answer(4)}


@pytest.mark.parametrize("name", ["a - Kopi", "a (1)", "b"])
def test_a_copy_of_a_response_is_a_problem_and_not_one_more_person(
    name: str, autumn: StoredRound
) -> None:
    kept = autumn.keep_response(response("a", s1a=4), None)
    copy = put(autumn, kept.path.read_bytes(), name)
    reading = again(autumn).reading
    assert len(reading.responses) == 1
    (problem,) = reading.problems
    assert str(problem).startswith(f"{copy}: id: »a«, men filen hedder »{name}«")
    assert not english_in(str(problem), copy)


def test_a_response_without_an_id_is_a_problem(autumn: StoredRound) -> None:
    put(autumn, {key: value for key, value in RESPONSE.items() if key != "id"})
    (problem,) = autumn.reading.problems
    assert "id: »«, men filen hedder »a«" in str(problem)


def test_files_of_other_programs_among_the_responses_are_not_read(autumn: StoredRound) -> None:
    autumn.keep_response(response("a", s1a=4), None)
    for name in (".a.toml", ".a.toml.1f2e.tmp", "a.toml~", "a.bak", "desktop.ini", "noter.txt"):
        (autumn.folder / "besvarelser" / name).write_bytes(written())
    reading = again(autumn).reading
    assert len(reading.responses) == 1
    assert reading.problems == ()


@on_posix
def test_a_folder_among_the_responses_is_a_problem_in_danish(autumn: StoredRound) -> None:
    (autumn.folder / "besvarelser" / "mappe.toml").mkdir()
    (problem,) = again(autumn).reading.problems
    assert "det er en mappe" in str(problem)


def test_a_response_that_belongs_to_another_round_is_a_problem(autumn: StoredRound) -> None:
    path = put(autumn, {**RESPONSE, "runde": "2025-11-01-en-anden"})
    (problem,) = autumn.reading.problems
    assert str(problem).startswith(f"{path}: runde: »2025-11-01-en-anden«")
    assert not english_in(str(problem), path)


def test_a_damaged_frozen_catalogue_is_the_one_thing_said(autumn: StoredRound) -> None:
    autumn.keep_response(response("a", s1a=4), None)
    autumn.keep_response(response("b", s1a=4), None)
    (autumn.folder / "katalog.toml").write_bytes(b"format = ")
    before = everything_in(autumn.folder)
    with pytest.raises(DamagedFile, match=r"katalog\.toml: linje 1"):
        _ = again(autumn).reading
    assert everything_in(autumn.folder) == before


@pytest.mark.parametrize("at_fault", ["", "runder"])
def test_a_data_folder_that_cannot_be_read_is_a_problem_and_not_an_empty_list(
    at_fault: str, tmp_path: Path
) -> None:
    root = tmp_path / "mappe"
    if at_fault:
        root.mkdir()
    (root / at_fault).write_text("en fil")
    listing = Store(root).listing
    assert listing.rounds == ()
    (problem,) = listing.problems
    assert str(root / at_fault) in str(problem)
    assert not english_in(str(problem), root)


# --- What the team agreed on --------------------------------------------------------------------


def test_a_team_that_has_agreed_on_nothing_has_no_agreement(autumn: StoredRound) -> None:
    assert autumn.agreement == NOTHING_AGREED
    assert autumn.agreement.on(1) is None


def test_what_the_team_agreed_on_is_found_again(autumn: StoredRound) -> None:
    agreed = Agreement(
        1, MOMENT, {"1": Agreed(3, 'Fordi "vi"\nøver os 😀'), "2": Agreed(None, "?")}
    )
    autumn.keep_agreement(agreed, autumn.stored_agreement)
    assert again(autumn).agreement == agreed
    assert again(autumn).agreement.on(1) == agreed.by_number["1"]


def test_what_was_agreed_in_another_window_is_not_overwritten(autumn: StoredRound) -> None:
    here, there = autumn.stored_agreement, again(autumn).stored_agreement
    autumn.keep_agreement(Agreement(1, MOMENT, {"1": Agreed(3)}), here)
    refused(
        lambda: autumn.keep_agreement(Agreement(1, MOMENT, {"2": Agreed(5)}), there),
        autumn.folder / "faelles.toml",
    )


def test_ones_own_last_agreement_is_no_change_elsewhere(autumn: StoredRound) -> None:
    latest = autumn.stored_agreement
    for value in (1, 2, 3):
        latest = autumn.keep_agreement(Agreement(1, MOMENT, {"1": Agreed(value)}), latest)
    assert again(autumn).agreement.on(1) == Agreed(3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "format = 1\n[pejlemaerke.1]\nvaerdi = 6\n",
            "pejlemaerke.1.vaerdi: tallet er ikke",
        ),
        ("format = 1\n[pejlemaerke.1]\nvaerdi = nan\n", "pejlemaerke.1.vaerdi: "),
        ('format = 1\n[pejlemaerke.1]\nvaerdi = "3"\n', "pejlemaerke.1.vaerdi: skal være et helt"),
        ("format = 1\n[pejlemaerke]\n1 = 3\n", "pejlemaerke.1: skal være en tabel"),
        ("format = 2\n", "format: "),
        ("[pejlemaerke.1\n", "linje 1: kan ikke læses som TOML"),
    ],
)
def test_a_damaged_agreement_names_file_and_place_and_is_left_as_it_is(
    text: str, said: str, autumn: StoredRound
) -> None:
    path = autumn.folder / "faelles.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFile) as caught:
        _ = autumn.agreement
    assert str(caught.value).startswith(f"{path}: {said}")
    assert not english_in(str(caught.value), path)
    assert path.read_text(encoding="utf-8") == text


def test_an_agreement_is_not_written_over_a_file_damaged_meanwhile(autumn: StoredRound) -> None:
    kept = autumn.keep_agreement(Agreement(1, MOMENT, {"1": Agreed(3)}), autumn.stored_agreement)
    path = autumn.folder / "faelles.toml"
    path.write_bytes(b"[pejlemaerke.1\n")
    refused(lambda: autumn.keep_agreement(Agreement(1, MOMENT), kept), path)


def test_a_round_is_not_written_over_a_file_that_cannot_be_read(autumn: StoredRound) -> None:
    path = autumn.folder / "runde.toml"
    path.write_bytes(b"format = \n")
    with pytest.raises(BostoetteError):
        autumn.keep_round(replace(autumn.round, status="lukket"))
    assert path.read_bytes() == b"format = \n"


def test_a_note_written_by_hand_on_an_agreement_survives_a_rewrite(autumn: StoredRound) -> None:
    path = autumn.folder / "faelles.toml"
    path.write_text('format = 1\n[pejlemaerke.1]\nvaerdi = 3\nnote = "egen"\ntekst = "t"\n')
    before = autumn.stored_agreement
    autumn.keep_agreement(replace(before.agreement, by_number={"1": Agreed(4)}), before)
    assert values_of(path)["pejlemaerke"]["1"] == {"vaerdi": 4, "note": "egen", "tekst": "t"}


def test_a_field_known_elsewhere_survives_in_an_answer_and_a_reflection(
    autumn: StoredRound,
) -> None:
    put(
        autumn,
        {
            **RESPONSE,
            "svar": {"1a": {"vaerdi": 4, "tekst": "egen"}},
            "refleksion": {"1r1": {"tekst": "t", "note": "egen"}},
        },
    )
    before = autumn.find_response("a")
    assert before is not None
    kept = autumn.keep_response(before.response.with_answer("1a", Answer(2)), before)
    after = values_of(kept.path)
    assert after["svar"]["1a"] == {"vaerdi": 2, "tekst": "egen"}
    assert after["refleksion"]["1r1"] == {"tekst": "t", "note": "egen"}


@pytest.mark.parametrize("name", ["2026-Efteraar", "2026-efterår", "2026-11-22-EFTERAAR"])
def test_a_round_renamed_by_hand_is_found_by_its_name(name: str, autumn: StoredRound) -> None:
    path = autumn.folder / "runde.toml"
    path.write_text(path.read_text("utf-8").replace(autumn.round.id, name), "utf-8")
    autumn.folder.rename(autumn.folder.with_name(name))
    assert Store(autumn.folder.parents[1]).find_round(name).round.id == name


def test_a_text_no_file_can_hold_is_kept_as_well_as_it_can_be(autumn: StoredRound) -> None:
    kept = autumn.keep_response(response("a", notes={"1a": "K\udce6re"}), None)
    read = autumn.read_response(kept.path).response.answer("1a").note
    assert read.startswith("K")
    assert read.endswith("re")


def test_a_deep_unknown_field_is_no_crash(autumn: StoredRound) -> None:
    text = "x = " + "[" * 300 + "]" * 300 + "\n"
    path = put(autumn, text.encode() + toml.dump(RESPONSE))
    try:
        before = autumn.find_response("a")
        assert before is not None
        autumn.keep_response(before.response, before)
    except BostoetteError:
        pass
    assert path.read_bytes()


def test_when_only_the_folder_cannot_be_synced_a_new_round_is_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the round or the error: today the user is told there is none, and there is one."""
    parent = store.root / "runder"
    atomic.make_folder(parent)

    def fsync(descriptor: int) -> None:
        if os.path.sameopenfile(descriptor, folder):
            raise OSError(errno.EIO, "I/O error")

    folder = os.open(parent, os.O_RDONLY)
    built: list[Path] = []
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        built.append(target)
        system(monkeypatch, fsync=fsync)
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    told = False
    try:
        opened(store)
    except StorageFailure:
        told = True
    finally:
        os.close(folder)
    assert bool(Store(store.root).listing.rounds) is not told


@pytest.mark.parametrize("id_", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_an_id_windows_keeps_for_a_device_is_refused(id_: str) -> None:
    from bostoette_cli.domain.answers import is_id

    assert not is_id(id_)


# --- A folder a team has opened to its group ------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_in_a_folder_open_to_its_group_the_group_gets_in(store: Store) -> None:
    store.root.mkdir(mode=0o770)
    store.root.chmod(0o770)
    stored = opened(store)
    put(stored, RESPONSE)
    kept = stored.keep_response(
        replace(stored.read_response(put(stored, RESPONSE)).response, id="b"), None
    )
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o660
    for folder in (store.root / "runder", stored.folder, kept.path.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o770


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_a_data_folder_is_private_even_where_the_folder_above_is_shared(store: Store) -> None:
    store.root.parent.mkdir(exist_ok=True)
    store.root.parent.chmod(0o770)
    stored = opened(store)
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700
    assert stat.S_IMODE((stored.folder / "runde.toml").stat().st_mode) == 0o600


def test_thousands_of_responses_hold_each_id_only_once(autumn: StoredRound) -> None:
    for name in ("a", "b"):
        put(autumn, {**RESPONSE, "id": name, "svar": {"1a": {"vaerdi": 3}}}, name)
    one, other = (list(r.answers) for r in autumn.reading.responses)
    assert one == other == ["1a"]
    assert one[0] is other[0]


# --- Long paths ---------------------------------------------------------------------------------


def test_the_longest_path_below_the_data_folder_leaves_room_for_windows_limit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows takes 260 characters unless told otherwise; a hundred are left for the folder."""
    opened: list[str] = []
    create = os.open

    def noted(path: Any, *rest: Any, **more: Any) -> int:
        opened.append(str(path))
        return create(path, *rest, **more)

    monkeypatch.setattr("os.open", noted)
    stored = store.open_round("Å" * 300, catalogue_file(), UTC_NOON)
    longest = builders.response("x" * 40, s1a=3)
    kept = stored.keep_response(longest, None)
    for note in ("først", "så"):
        changed = replace(longest, answers={"1a": Answer(3, note=note)})
        kept = stored.keep_response(changed, kept, aside=UTC_NOON)
    wastebasket.throw_out(store.root, stored.folder, date(2026, 11, 22))
    paths = [*opened, *map(str, store.root.rglob("*"))]
    below = [len(path) - len(str(store.root)) for path in paths if path.startswith(str(store.root))]
    assert 130 < max(below) <= 160
