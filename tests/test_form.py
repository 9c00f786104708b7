"""The blank form: who is asked what, on paper and as a page, and what the command refuses."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from bostoette_cli.domain.catalogue import Catalogue, minutes_for
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.domain.roles import Role
from bostoette_cli.questionnaire.bookends import welcome
from bostoette_cli.reports.form import build, introduction
from bostoette_cli.reports.form_html import page
from bostoette_cli.reports.form_markdown import paper

from builders import find_catalogue, round_, small_catalogue, statement
from conftest import UTC_NOON
from demonstration import STEERING, assert_golden
from running import Runner

ATTACK = "</script><img src=x onerror=alert(1)> ` * _ | [a](javascript:b)\x1b\u202e\u2028"


def hostile_catalogue() -> Catalogue:
    """The small catalogue with an attack in every text that the form shows."""
    catalogue = small_catalogue(texts={"1a": ATTACK, "1b": ATTACK})
    first, second = catalogue.pejlemaerker
    first = replace(
        first,
        title=ATTACK,
        statements=tuple(replace(s, low=ATTACK, high=ATTACK) for s in first.statements),
        reflections=(replace(first.reflections[0], text=ATTACK),),
    )
    steps = tuple(replace(s, name=ATTACK, meaning=ATTACK) for s in catalogue.scale.steps)
    scale = replace(catalogue.scale, steps=steps)
    return replace(catalogue, title=ATTACK, scale=scale, pejlemaerker=(first, second))


# --- Who is asked what --------------------------------------------------------------------------


def test_only_those_who_are_asked_anything_can_answer() -> None:
    form = build(small_catalogue(), None, (), None)
    assert form.roles == (Role.STAFF, Role.LEADER, Role.CITIZEN)


def test_the_numbers_come_in_the_order_they_were_asked_for() -> None:
    assert [p.number for p in build(small_catalogue(), None, (2, 1), None).pejlemaerker] == [2, 1]


def test_a_number_without_anything_for_a_role_is_left_out_for_it() -> None:
    catalogue = small_catalogue()
    first, second = catalogue.pejlemaerker
    for_leaders = replace(second, statements=(statement("2a", [Role.LEADER]),))
    form = build(replace(catalogue, pejlemaerker=(first, for_leaders)), None, (), None)
    assert [p.number for p in form.sections_for(Role.CITIZEN)] == [1]
    assert [p.number for p in form.sections_for(Role.STAFF)] == [1, 2]  # it has an open question


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((), "Der er ingen udsagn til samarbejdspartnere i »Et lille katalog«."),
        ((1, 2), "Der er ingen udsagn til samarbejdspartnere under nummer 1 og 2 i »Et lille"),
    ],
)
def test_nothing_to_ask_is_explained(numbers: tuple[int, ...], sentence: str) -> None:
    with pytest.raises(WrongUse, match=re.escape(sentence)):
        build(small_catalogue(), None, numbers, Role.PARTNER)


def test_a_number_nobody_is_asked_about_is_explained() -> None:
    catalogue = small_catalogue()
    empty = replace(catalogue.pejlemaerker[1], statements=())
    catalogue = replace(catalogue, pejlemaerker=(catalogue.pejlemaerker[0], empty))
    with pytest.raises(WrongUse, match="Der er ingen udsagn under nummer 2 i »Et lille katalog«"):
        build(catalogue, None, (2,), None)


@pytest.mark.parametrize(
    ("role", "words"), [(Role.LEADER, "om praksis, ikke om personer"), (Role.CITIZEN, "du oplever")]
)
def test_the_introduction_counts_and_speaks_to_the_role(role: Role, words: str) -> None:
    sentences = " ".join(introduction(build(small_catalogue(), None, (1,), None), role))
    count, time = {Role.LEADER: (3, "3 minutter"), Role.CITIZEN: (1, "1 minut")}[role]
    assert f"Her er {count} udsagn om 1 pejlemærke. Det tager omkring {time}, og" in sentences
    assert words in sentences


def test_a_form_says_the_time_that_the_dialogue_does() -> None:
    found = find_catalogue("bostoette").catalogue
    for numbers in ((5,), ()):
        (said, *_) = welcome(found, numbers)
        time = re.search(r"omkring \d+ minutter", said)
        assert time
        for role in (Role.STAFF, Role.LEADER):
            assert time[0] in " ".join(introduction(build(found, None, numbers, role), role))


def test_those_with_fewer_statements_need_less_time() -> None:
    found = find_catalogue("bostoette").catalogue.pejlemaerker
    times = [minutes_for(found, role) for role in (Role.STAFF, Role.CITIZEN, Role.RELATIVE)]
    assert times == [30, 20, 10]


# --- On paper -----------------------------------------------------------------------------------


def test_the_paper_form_of_a_leader_reads_as_the_golden_file(bundled: Catalogue) -> None:
    titled = replace(round_(title="Efterår 2026"), team="Team Nord")
    assert_golden("skema-leder.md", paper(build(bundled, titled, (5,), Role.LEADER)))


def test_the_paper_form_of_an_anonymous_citizen_reads_as_the_golden_file(
    bundled: Catalogue,
) -> None:
    hidden = round_(title="Efterår 2026", anonymous=True)
    assert_golden("skema-borger.md", paper(build(bundled, hidden, (1, 5), Role.CITIZEN)))


def test_without_a_role_the_paper_form_is_the_staffs() -> None:
    assert "Skema til medarbejdere" in paper(build(small_catalogue(), None, (), None))


def test_lines_to_write_on_are_lines_in_markdown_too() -> None:
    html = MarkdownIt().render(paper(build(small_catalogue(), None, (), Role.STAFF)))
    assert html.count("<hr") == 3 * 2 + 2 * 3  # two for each note, three for each open question
    assert html.count("☐") == 3 * (5 + 3)
    assert "<strong>1a: Vi gør 1a.</strong>" in html


def test_texts_are_not_obeyed_on_paper() -> None:
    text = paper(build(hostile_catalogue(), round_(title=ATTACK), (), Role.STAFF))
    html = MarkdownIt("commonmark").render(text)
    assert "<img" not in html
    assert "<a " not in html
    assert "<em>" not in html
    assert STEERING.findall(text.replace("\n", "")) == []
    assert unescape(html).count("</script><img src=x onerror=alert(1)>") >= 8


# --- As a page ----------------------------------------------------------------------------------


class Parts(HTMLParser):
    """The elements of a page in which something could be hidden."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: dict[str, list[str]] = {"": [""]}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.texts.setdefault(tag, []).append("")
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._open][-1] += data

    def value(self, tag: str, name: str) -> list[str]:
        return [value for t, n, value in self.attributes if (t, n) == (tag, name)]


def test_the_policy_lets_only_the_pages_own_style_and_script_in() -> None:
    parts = Parts(page(build(small_catalogue(), None, (), None)))
    (policy,) = [v for v in parts.value("meta", "content") if v.startswith("default-src")]
    (style,), (_, script) = parts.texts["style"], parts.texts["script"]

    def digest(text: str) -> str:
        return b64encode(sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; "
        f"script-src 'sha256-{digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_points_nowhere() -> None:
    text = page(build(small_catalogue(), round_(), (), None))
    parts = Parts(text)
    assert "://" not in text
    assert {name for _, name, _ in parts.attributes} & {
        "src",
        "action",
        "style",
        "onclick",
    } == set()
    assert all(href.startswith("#") for href in parts.value("a", "href"))
    assert {"link", "img", "iframe", "object", "form", "base"} & set(parts.tags) == set()


def test_texts_are_data_in_the_page() -> None:
    text = page(build(hostile_catalogue(), round_(title=ATTACK), (), None))
    assert "<img" not in text
    assert "\u2028" not in text
    assert "\u202e" not in text
    parts = Parts(text)
    assert parts.tags.count("script") == 2
    data = json.loads(parts.texts["script"][0])
    section = data["forms"][0]["sections"][0]
    assert section["title"].startswith("</script><img src=x onerror=alert(1)>")
    assert STEERING.findall(section["statements"][0]["text"]) == []


def test_the_page_carries_the_round_and_its_frozen_catalogue() -> None:
    data = json.loads(Parts(page(build(small_catalogue(), round_(), (), None))).texts["script"][0])
    assert (data["catalogue"], data["edition"], data["round"]) == ("lille", "1", "r")
    assert [form["role"] for form in data["forms"]] == ["medarbejder", "leder", "borger"]


def draft_key(text: str) -> str:
    key = json.loads(Parts(text).texts["script"][0])["draftKey"]
    assert isinstance(key, str)
    return key


def test_the_same_form_finds_its_draft_again_and_another_does_not() -> None:
    catalogue, opened = small_catalogue(), replace(round_(), created=UTC_NOON)
    key = draft_key(page(build(catalogue, opened, (), None)))
    assert draft_key(page(build(catalogue, opened, (), None))) == key
    others = [
        build(catalogue, None, (), None),
        build(catalogue, opened, (1,), None),
        build(catalogue, opened, (), Role.STAFF),
        build(catalogue, round_(), (), None),  # another team's round of the same name
        build(small_catalogue(edition="2"), opened, (), None),
    ]
    keys = {draft_key(page(form)) for form in others}
    assert len(keys) == len(others)
    assert key not in keys


# --- The command --------------------------------------------------------------------------------


def test_the_open_round_is_the_one_the_form_is_for(bostoette: Runner) -> None:
    assert "runde" not in json.loads(Parts(bostoette("skema").out).texts["script"][0])["round"]
    bostoette("runde", "ny", "Efterår")
    data = json.loads(Parts(bostoette("skema").out).texts["script"][0])
    assert data["round"] == "2026-11-22-efteraar"
    bostoette("runde", "luk", "Efterår")
    assert json.loads(Parts(bostoette("skema").out).texts["script"][0])["round"] == ""


def test_a_closed_round_takes_no_form(bostoette: Runner) -> None:
    bostoette("runde", "ny", "Efterår")
    bostoette("runde", "luk", "Efterår")
    done = bostoette("skema", "--runde", "Efterår")
    assert (done.status, done.out) == (2, "")
    assert "Runden »Efterår« er lukket." in done.err


def test_a_round_and_another_catalogue_do_not_fit(bostoette: Runner) -> None:
    bostoette("runde", "ny", "Efterår")
    done = bostoette("skema", "--runde", "Efterår", "--katalog", "botilbud")
    assert "bruger kataloget bostoette" in done.err


def test_another_catalogue_may_be_named(bostoette: Runner) -> None:
    assert "anbefalinger" in bostoette("skema", "--katalog", "botilbud", "--format", "markdown").out


def test_a_page_is_not_poured_over_a_terminal(
    bostoette: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    done = bostoette("skema")
    assert (done.status, done.out) == (2, "")
    assert "Nævn en fil, for eksempel --ud skema.html" in done.err
    assert bostoette("skema", "--format", "markdown").status == 0


@pytest.mark.parametrize(
    ("name", "begins", "next_step"),
    [
        ("skema.html", "<!doctype html>", "bostoette importer"),
        ("skema.HTM", "<!doctype html>", "bostoette importer"),
        ("skema.md", "# Faglige", "bostoette evaluer --navn"),
        ("skema.txt", "# Faglige", "bostoette evaluer --navn"),
    ],
)
def test_the_ending_decides_what_is_written(
    bostoette: Runner, tmp_path: Path, name: str, begins: str, next_step: str
) -> None:
    done = bostoette("skema", "5", "--ud", str(tmp_path / name))
    assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert f"Skrevet til {tmp_path / name}" in done.out
    assert next_step in done.out


def test_a_form_without_a_round_says_so(bostoette: Runner, tmp_path: Path) -> None:
    words = ("skema", "--overskriv", "--ud", str(tmp_path / "skema.html"))
    assert "Der er ingen åben runde med kataloget bostoette." in bostoette(*words).out
    bostoette("runde", "ny", "Efterår")
    assert "ingen åben runde" not in bostoette(*words).out
    assert "kataloget botilbud" in bostoette(*words, "--katalog", "botilbud").out


def test_a_file_that_is_there_is_left_alone_unless_it_is_to_be_replaced(
    bostoette: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "skema.html"
    path.write_text("mit")
    done = bostoette("skema", "--ud", str(path))
    assert (done.status, path.read_text()) == (2, "mit")
    assert "brug --overskriv" in done.err
    assert bostoette("skema", "--ud", str(path), "--overskriv").status == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")


def test_making_a_form_changes_nothing_in_the_data_folder(bostoette: Runner) -> None:
    bostoette("skema")
    assert not bostoette.folder.exists()
