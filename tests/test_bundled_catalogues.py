"""The texts that come with the tool: their measures, their provenance, and who is asked what.

The measures are the project's own rules for the catalogues: what a team can get through in a
meeting, and the form of every kind of text. Titles and provenance are facts about the publications.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.roles import Role

from builders import find_catalogue

DATA = Path(__file__).parents[1] / "data"
FILES = {"bostoette": "catalog.toml", "botilbud": "botilbud.toml"}

# Both from the agency's own pages on the publications of 2021 and 2022.
TEN_TITLES = [
    "Et recovery-orienteret samarbejde",
    "En fælles faglig retning",
    "Trivsel, mestring og håndtering af akutte psykiske kriser",
    "Et sundt liv for borgeren",
    "Borgerens netværk",
    "Lokalsamfundets fællesskaber og aktiviteter",
    "Uddannelse og beskæftigelse",
    "En tryg opstart og afslutning af bostøtte",
    "Fleksibilitet i indsatsen",
    "Helhed og sammenhæng i borgerens forløb",
]
# The fifth is spelled »fælleskaber« on the page; the catalogue says that it mends it.
SEVEN_TITLES = [
    "Se borgeren som ekspert i eget liv og tag udgangspunkt i borgerens egne perspektiver",
    "Arbejd med mål og opfølgning med udgangspunkt i borgerens ønsker og behov",
    "Samarbejd med borgeren om at skabe et trygt og hjemligt miljø på botilbuddet",
    "Respektér borgerens private hjem, og skab fleksible fællesområder",
    "Støt borgeren i at deltage i fællesskaber og aktiviteter, som giver borgeren større trivsel",
    "Hav fokus på borgerens sundhed",
    "Koordinér og skab sammenhæng i borgerens indsats sammen med borgeren",
]
# Seen word for word in the publication; of 9.1 the number is verified as well.
VERIFIED_WITH_NUMBER = {"9.1": "Tilpas løbende indsatsens rammer"}
VERIFIED_TITLES = {
    "Støt borgeren i at finde og bruge relevante mestringsstrategier",
    "Afklar ønsker og del viden om muligheder",
    "Motiver borgeren til uddannelse eller beskæftigelse",
}
SEEN_IN_AN_ADDRESS_ONLY = "Støt borgeren i at fremme sin sundhed"
NAMED_IN_THE_PUBLICATION = {
    "connecting-people",
    "intensiv-bostoette",
    "jobfokus",
    "mestringsplan",
    "peer-stoette",
    "virtuel-bostoette",
}
MOST_STATEMENTS = {
    Role.STAFF: 40,
    Role.LEADER: 50,
    Role.CITIZEN: 20,
    Role.PARTNER: 20,
    Role.RELATIVE: 10,
}
TEAM = {"medarbejder", "leder"}
# The scale says how often; a negation or a motive makes a statement hard to place on it.
NOT_IN_A_STATEMENT = re.compile(r"\b(ikke|aldrig|altid|ingen|uden|fordi|for at)\b", re.IGNORECASE)


def read(id_: str) -> dict[str, Any]:
    return tomllib.loads((DATA / FILES[id_]).read_text(encoding="utf-8"))


VALUES = {id_: read(id_) for id_ in FILES}
EVERY = [pytest.param(VALUES[id_], id=id_) for id_ in FILES]
EACH = [
    pytest.param(pejlemaerke, id=f"{id_} {pejlemaerke['nummer']}")
    for id_ in FILES
    for pejlemaerke in VALUES[id_]["pejlemaerke"]
]
each = pytest.mark.parametrize("one", EACH)
every = pytest.mark.parametrize("values", EVERY)


def words(text: str) -> int:
    return len(text.split())


def wrong(texts: Iterator[tuple[str, bool]]) -> list[str]:
    """The places where something does not hold, so that a failing test names them all."""
    return [place for place, holds in texts if not holds]


def strings(value: object) -> Iterator[str]:
    """Every text in a catalogue, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)


# --- The catalogue as a whole -------------------------------------------------------------------


@pytest.mark.parametrize("id_", FILES)
def test_the_catalogue_loads_and_is_the_file_in_the_data_folder(id_: str) -> None:
    found = find_catalogue(id_)
    assert found.data == (DATA / FILES[id_]).read_bytes()
    assert found.catalogue.id == VALUES[id_]["id"] == id_


def test_the_ten_pejlemaerker_have_the_publications_titles_in_its_order() -> None:
    found = [(p["nummer"], p["titel"]) for p in VALUES["bostoette"]["pejlemaerke"]]
    assert found == list(enumerate(TEN_TITLES, 1))


def test_the_seven_anbefalinger_have_the_publications_titles_in_its_order() -> None:
    found = [(p["nummer"], p["titel"]) for p in VALUES["botilbud"]["pejlemaerke"]]
    assert found == list(enumerate(SEVEN_TITLES, 1))


def test_the_one_title_whose_spelling_is_mended_says_so() -> None:
    about = " ".join(p["tekst"] for p in VALUES["botilbud"]["om"])
    assert "»fælleskaber«" in about
    assert "»fællesskaber«" in about


@every
def test_the_publisher_is_named_as_it_was_and_as_it_is(values: dict[str, Any]) -> None:
    assert values["udgiver"] == "Socialstyrelsen (nu Social- og Boligstyrelsen)"
    assert values["kilde"].startswith("https://www.sbst.dk/")


@pytest.mark.parametrize(("id_", "year"), [("bostoette", "2021"), ("botilbud", "2022")])
def test_the_edition_is_the_publications_year_and_our_revision(id_: str, year: str) -> None:
    assert re.fullmatch(rf"{year}\.\d+", VALUES[id_]["udgave"])


@every
def test_the_tools_own_share_is_said(values: dict[str, Any]) -> None:
    about = " ".join(p["tekst"] for p in values["om"])
    assert "Skalaen er ikke Socialstyrelsens og ikke et afprøvet måleinstrument" in about
    assert "skrevet til dette værktøj" in about
    assert "rangordne" in about


def test_the_pejlemaerker_are_said_to_be_no_duty_and_where_to_begin() -> None:
    about = " ".join(p["tekst"] for p in VALUES["bostoette"]["om"])
    assert "»ikke skal-opgaver«" in about
    assert "§ 85" in about
    assert "Et recovery-orienteret samarbejde" in about


@every
def test_every_address_is_https(values: dict[str, Any]) -> None:
    addresses = re.findall(r"\b[a-z]+://\S*", "\n".join(strings(values)))
    assert addresses
    assert wrong((a, a.startswith("https://")) for a in addresses) == []


@every
def test_no_text_shouts_breaks_off_or_speaks_of_users(values: dict[str, Any]) -> None:
    assert wrong((t, "!" not in t) for t in strings(values)) == []
    assert (
        wrong((t, t == t.strip() and "\n" not in t and "  " not in t) for t in strings(values))
        == []
    )
    assert wrong((t, not re.search(r"\bbruger(en|ne|ens|nes)\b", t)) for t in strings(values)) == []


@every
def test_every_id_is_used_once(values: dict[str, Any]) -> None:
    pejlemaerker = values["pejlemaerke"]
    for ids in (
        [p["nummer"] for p in pejlemaerker],
        [a["nummer"] for p in pejlemaerker for a in p["anbefaling"]],
        [u["id"] for p in pejlemaerker for u in p["udsagn"]],
        [r["id"] for p in pejlemaerker for r in p["refleksion"]],
        [m["id"] for m in values["metode"]],
    ):
        assert [id_ for id_, count in Counter(ids).items() if count > 1] == []


@every
def test_no_sentence_stands_twice(values: dict[str, Any]) -> None:
    texts = [
        text
        for p in values["pejlemaerke"]
        for text in [
            *(t for a in p["anbefaling"] for k in ("borger", "bostoette", "ledelse") for t in a[k]),
            *(t for u in p["udsagn"] for t in (u["tekst"], u["lav"], u["hoej"])),
            *(r["tekst"] for r in p["refleksion"]),
        ]
    ]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_the_second_catalogue_is_not_the_first_with_the_noun_changed() -> None:
    first, second = (
        {u["tekst"] for p in VALUES[id_]["pejlemaerke"] for u in p["udsagn"]} for id_ in FILES
    )
    assert not first & second


# --- How much there is to answer ----------------------------------------------------------------


@pytest.mark.parametrize("id_", FILES)
@pytest.mark.parametrize("role", Role)
def test_nobody_is_asked_more_than_a_meeting_has_room_for(id_: str, role: Role) -> None:
    catalogue: Catalogue = find_catalogue(id_).catalogue
    asked = [len(p.statements_for(role)) for p in catalogue.pejlemaerker]
    assert 0 < sum(asked) <= MOST_STATEMENTS[role]
    assert max(asked) <= 5  # one pejlemærke takes about three minutes


@each
def test_every_voice_has_something_to_answer(one: dict[str, Any]) -> None:
    asked = Counter(role for u in one["udsagn"] for role in u["roller"])
    assert asked["borger"] == 2
    assert asked["paaroerende"] == 1
    assert 1 <= asked["samarbejdspartner"] <= 2
    assert asked["medarbejder"] == (4 if len(one["anbefaling"]) == 3 else 3)


@each
def test_one_statement_is_the_leaders_alone_and_comes_last(one: dict[str, Any]) -> None:
    alone = [u["id"] for u in one["udsagn"] if u["roller"] == ["leder"]]
    assert alone == [one["udsagn"][-1]["id"]]


@each
def test_what_staff_answer_leaders_answer_too(one: dict[str, Any]) -> None:
    shared = (u for u in one["udsagn"] if u["roller"] != ["leder"])
    assert wrong((u["id"], set(u["roller"]) >= TEAM) for u in shared) == []


# --- Statements ---------------------------------------------------------------------------------


@each
def test_there_are_three_to_five_statements_with_ids_in_order(one: dict[str, Any]) -> None:
    ids = [u["id"] for u in one["udsagn"]]
    assert 3 <= len(ids) <= 5
    assert ids == [f"{one['nummer']}{letter}" for letter in "abcde"[: len(ids)]]


@each
def test_a_statement_says_what_we_do_in_one_short_sentence(one: dict[str, Any]) -> None:
    texts = [u["tekst"] for u in one["udsagn"]]
    assert wrong((t, t.startswith("Vi ")) for t in texts) == []
    assert wrong((t, t.endswith(".") and "." not in t[:-1]) for t in texts) == []
    assert wrong((t, words(t) <= 28) for t in texts) == []


@each
def test_a_statement_has_no_negation_no_frequency_and_no_motive(one: dict[str, Any]) -> None:
    assert (
        wrong((u["tekst"], not NOT_IN_A_STATEMENT.search(u["tekst"])) for u in one["udsagn"]) == []
    )


@each
def test_every_voice_outside_the_team_reads_the_statement_in_its_own_words(
    one: dict[str, Any],
) -> None:
    for u in one["udsagn"]:
        assert set(u.get("ordlyd", {})) == set(u["roller"]) - TEAM, u["id"]
        for text in u.get("ordlyd", {}).values():
            assert words(text) <= 18, text
            assert text.endswith("."), text
            assert text != u["tekst"]


@each
def test_a_citizen_reads_about_themselves(one: dict[str, Any]) -> None:
    theirs = [u["ordlyd"]["borger"] for u in one["udsagn"] if "borger" in u["roller"]]
    myself = re.compile(r"\b(jeg|mig|min|mit|mine|vi|os)\b", re.IGNORECASE)
    assert wrong((t, bool(myself.search(t))) for t in theirs) == []
    assert wrong((t, "borger" not in t.lower()) for t in theirs) == []


@each
def test_a_statement_has_a_low_and_a_high_mark_in_a_sentence_or_two(one: dict[str, Any]) -> None:
    for u in one["udsagn"]:
        assert u["lav"] != u["hoej"]
        for mark in (u["lav"], u["hoej"]):
            assert 4 <= words(mark) <= 40, mark
            assert 1 <= len(re.findall(r"[.?](?:[\s«]|$)", mark)) <= 3, mark


@each
def test_every_anbefaling_has_a_statement_and_every_statement_an_anbefaling(
    one: dict[str, Any],
) -> None:
    numbers = {a["nummer"] for a in one["anbefaling"]}
    assert {u["anbefaling"] for u in one["udsagn"]} == numbers


# --- Texts --------------------------------------------------------------------------------------


@each
def test_purpose_and_knowledge_base_keep_their_length(one: dict[str, Any]) -> None:
    assert 60 <= words(one["formaal"]) <= 120
    assert 40 <= words(one["vidensgrundlag"]) <= 120


@each
def test_the_knowledge_base_names_a_source_with_its_year_and_the_sources_are_given(
    one: dict[str, Any],
) -> None:
    assert re.search(r"\b20[12]\d\b", one["vidensgrundlag"])
    assert 1 <= len(one["kilder"]) <= 4
    assert all(source["navn"].strip() for source in one["kilder"])


@each
def test_the_short_name_fits_a_narrow_table(one: dict[str, Any]) -> None:
    assert 0 < len(one["kort"]) <= 24
    assert len(one["kort"]) <= len(one["titel"])


@each
def test_there_are_two_or_three_open_questions(one: dict[str, Any]) -> None:
    questions = one["refleksion"]
    assert 2 <= len(questions) <= 3
    assert [q["id"] for q in questions] == [
        f"{one['nummer']}r{place}" for place in range(1, len(questions) + 1)
    ]
    texts = [q["tekst"] for q in questions]
    assert wrong((t, t.endswith("?") and words(t) <= 32) for t in texts) == []
    closed = re.compile(
        r"^(har|er|kan|bruger|gør|får|ved|taler|skal|vil) (i|der|det)\b", re.IGNORECASE
    )
    assert wrong((t, not closed.match(t)) for t in texts) == []


@each
def test_there_are_two_or_three_anbefalinger_numbered_in_order(one: dict[str, Any]) -> None:
    numbers = [a["nummer"] for a in one["anbefaling"]]
    assert 2 <= len(numbers) <= 3
    assert numbers == [f"{one['nummer']}.{place}" for place in range(1, len(numbers) + 1)]
    titles = [a["titel"] for a in one["anbefaling"]]
    assert wrong((t, 0 < len(t) <= 70 and not t.endswith(".")) for t in titles) == []


@each
def test_an_anbefaling_has_suggestions_for_everybody(one: dict[str, Any]) -> None:
    for a in one["anbefaling"]:
        assert 3 <= len(a["borger"]) <= 4, a["nummer"]
        assert 3 <= len(a["bostoette"]) <= 5, a["nummer"]
        assert 2 <= len(a["ledelse"]) <= 3, a["nummer"]
        texts = [*a["borger"], *a["bostoette"], *a["ledelse"]]
        assert wrong((t, words(t) <= 32 and t[-1] in ".?«") for t in texts) == []


# --- Whose words they are -----------------------------------------------------------------------


def test_only_titles_seen_in_the_publication_are_called_the_publications() -> None:
    for p in VALUES["bostoette"]["pejlemaerke"]:
        for a in p["anbefaling"]:
            verified = a["titel"] in VERIFIED_TITLES or (
                VERIFIED_WITH_NUMBER.get(a["nummer"]) == a["titel"]
            )
            assert a["ophav"] == ("udgivelsen" if verified else "vaerktoejet"), a["nummer"]


def test_every_title_seen_in_the_publication_is_used_word_for_word() -> None:
    titles = {a["titel"] for p in VALUES["bostoette"]["pejlemaerke"] for a in p["anbefaling"]}
    assert titles >= VERIFIED_TITLES | set(VERIFIED_WITH_NUMBER.values())
    assert SEEN_IN_AN_ADDRESS_ONLY not in titles


def test_a_title_whose_number_is_not_verified_says_so_and_no_other_does() -> None:
    reserved = {
        a["titel"]
        for p in VALUES["bostoette"]["pejlemaerke"]
        for a in p["anbefaling"]
        if "ikke efterprøvet" in a.get("forbehold", "")
    }
    assert reserved == VERIFIED_TITLES


def test_nothing_below_the_seven_titles_is_called_the_publications() -> None:
    parts = [a for p in VALUES["botilbud"]["pejlemaerke"] for a in p["anbefaling"]]
    assert wrong((a["nummer"], a["ophav"] == "vaerktoejet") for a in parts) == []
    assert wrong((a["nummer"], "forbehold" not in a) for a in parts) == []


# --- Methods ------------------------------------------------------------------------------------


@each
def test_there_are_three_to_five_methods_and_each_is_described(one: dict[str, Any]) -> None:
    (home,) = (v for v in VALUES.values() if any(one is p for p in v["pejlemaerke"]))
    assert 3 <= len(one["metoder"]) <= 5
    assert len(set(one["metoder"])) == len(one["metoder"])
    assert set(one["metoder"]) <= {m["id"] for m in home["metode"]}


@every
def test_every_method_described_is_used(values: dict[str, Any]) -> None:
    used = {id_ for p in values["pejlemaerke"] for id_ in p["metoder"]}
    assert {m["id"] for m in values["metode"]} == used


@every
def test_a_method_is_told_in_two_or_three_sentences_with_its_source(
    values: dict[str, Any],
) -> None:
    for method in values["metode"]:
        assert re.fullmatch("[a-z0-9-]+", method["id"])
        sentences = len(re.findall(r"[.?](?:\s|$)", method["beskrivelse"]))
        assert sentences in (2, 3), method["id"]
        assert method["kilde"].startswith("https://"), method["id"]


def test_only_methods_seen_in_the_publication_are_said_to_be_named_there() -> None:
    named = {
        id_: {m["id"] for m in values["metode"] if m.get("naevnt_i_udgivelsen")}
        for id_, values in VALUES.items()
    }
    assert named == {"bostoette": NAMED_IN_THE_PUBLICATION, "botilbud": set()}


# --- The scale ----------------------------------------------------------------------------------


@every
def test_the_scale_has_five_steps_with_a_name_and_a_sentence_each(values: dict[str, Any]) -> None:
    steps = values["skala"]["trin"]
    assert [step["vaerdi"] for step in steps] == [1, 2, 3, 4, 5]
    assert [step["navn"] for step in steps] == [
        "Ikke endnu",
        "Enkelte gange",
        "Af og til",
        "For det meste",
        "Fast praksis",
    ]
    for step in steps:
        assert words(step["betydning"]) >= 4
        assert step["betydning"].endswith(".")


@every
def test_every_step_is_said_in_the_words_of_those_outside_the_team(values: dict[str, Any]) -> None:
    for step in values["skala"]["trin"]:
        assert set(step["ordlyd"]) == {"borger", "paaroerende", "samarbejdspartner"}
        assert all(text.endswith(".") for text in step["ordlyd"].values())
    for role in ("borger", "paaroerende", "samarbejdspartner"):
        told = [step["ordlyd"][role] for step in values["skala"]["trin"]]
        assert len(set(told)) == 5
