"""The report as a web page: what it says, that it is whole in itself, and that text is data."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace as changed

from bostoette_cli.analysis.meeting import prepare
from bostoette_cli.analysis.meeting_phrases import closing
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED
from bostoette_cli.language.text import visible
from bostoette_cli.reports.html import html
from bostoette_cli.reports.meeting_html import meeting_page
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Report, build
from test_markdown import everything_written, hostile_rounds, nasty_lines

from builders import answers_file, crowd, round_, small_catalogue
from demonstration import STEERING, autumn, spring
from pages import Page
from running import Runner

TODAY = date(2026, 11, 22)
DONE = Action(
    1,
    "b1",
    "Besøg tre foreninger",
    "Jonas",
    date(2026, 8, 1),
    pejlemaerke=6,
    events=(Event(date(2026, 8, 2), Status.DONE, "To af dem vil gerne."),),
)
LATE = Action(1, "b2", "Kortet på dagsordenen", "Mette", date(2026, 9, 1), pejlemaerke=5)
AGREED = Action(
    1, "a1", "Tegn kortet om", "Mette", date(2027, 1, 15), "Kortet ligger hos borgeren.", 5
)
LOOSE = Action(1, "a2", "Saml op")


def demonstration() -> list[RoundData]:
    """Two rounds with answers, words, agreements and actions."""
    return [spring()._replace(actions=(DONE, LATE)), autumn()._replace(actions=(AGREED, LOOSE))]


@cache
def _demonstrated(write: Callable[..., str]) -> str:
    return write(*demonstration())


def report_source(*rounds: RoundData) -> str:
    """The report of these rounds, or of the demonstration."""
    return html(build(rounds)) if rounds else _demonstrated(report_source)


def paper_source(*rounds: RoundData) -> str:
    """The meeting paper of these rounds, or of the demonstration."""
    return meeting_page(prepare(rounds, 60, TODAY)) if rounds else _demonstrated(paper_source)


PAGES: dict[str, Callable[..., str]] = {"report": report_source, "paper": paper_source}
every_page = pytest.mark.parametrize("source", PAGES.values(), ids=list(PAGES))


# A page whole in itself


@every_page
def test_a_page_allows_its_own_style_and_nothing_else(source: Callable[..., str]) -> None:
    page = Page(source())
    style = page.one("style").text
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


@every_page
def test_a_page_has_no_script_no_picture_and_no_address_but_its_own(
    source: Callable[..., str],
) -> None:
    page = Page(source())
    names = {element.name for element in page.elements}
    assert names & {"script", "img", "link", "iframe", "object", "form", "base"} == set()
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "style" not in element.attributes
        assert element.attributes.get("href", "#").startswith("#")
        assert "src" not in element.attributes
    assert re.findall(r"url\((?!#)|@import", page.one("style").text) == []


@every_page
def test_every_link_on_a_page_leads_to_a_place_that_is_there_once(
    source: Callable[..., str],
) -> None:
    page = Page(source())
    places = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(places) == len(set(places))
    links = [a.attributes["href"].removeprefix("#") for a in page.all("a")]
    assert set(links) <= set(places)
    assert len(links) > 5


# A page for everybody


@every_page
def test_a_page_is_in_danish_with_a_title_a_heading_and_a_main_part(
    source: Callable[..., str],
) -> None:
    page = Page(source())
    assert page.one("html").attributes["lang"] == "da"
    assert page.one("h1").words == page.all("title")[0].words
    assert page.one("main").attributes["id"] == "indhold"
    assert page.one("a", class_="skip").attributes["href"] == "#indhold"


@every_page
def test_no_heading_skips_a_level(source: Callable[..., str]) -> None:
    levels = [int(e.name[1]) for e in Page(source()).elements if re.fullmatch("h[1-6]", e.name)]
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


@every_page
def test_every_drawing_has_a_name_or_is_left_to_the_text_beside_it(
    source: Callable[..., str],
) -> None:
    page = Page(source())
    drawings = [e for e in page.all("svg") if "svg" not in e.around]
    named = [e for e in drawings if e.attributes.get("role") == "img"]
    titles = [e for e in page.all("title") if e.around[-1] == "svg"]
    assert len(named) == len(titles)
    assert all(title.words for title in titles)
    assert all("aria-hidden" in e.attributes for e in drawings if e not in named)
    assert len(named) >= 2


def test_a_distribution_is_also_said_in_words() -> None:
    titles = [e.words for e in Page(report_source()).all("title") if "svg" in e.around]
    assert "2 ved 3 Af og til · 6 ved 4 For det meste" in titles
    assert "1 ved 2 Enkelte gange · 2 ved 3 Af og til · 1 ved ikke · 1 har ikke svaret" in titles


# What the report says


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(report_source())


@pytest.fixture(scope="module")
def report() -> Report:
    return build(demonstration())


def test_the_report_says_whose_answers_it_shows(page: Page) -> None:
    assert page.one("h1").words == "Efterår 2026"
    assert page.one("p", class_="catalogue").words == "Faglige pejlemærker for kvalitet i bostøtten"
    assert page.one("p", class_="who").words.startswith("22. november 2026 · 8 svar: 4 medarb")


def test_the_summary_and_the_method_are_the_sentences_of_the_other_reports(
    page: Page, report: Report
) -> None:
    said = {item.words for item in page.all("li")}
    assert {*report.stands_out, *report.moved, *explanation(report)} <= said


def test_the_overview_has_a_row_for_every_pejlemaerke_that_was_answered(page: Page) -> None:
    table = overview(page)
    assert [row[0] for row in table] == ["1", "2", "3", "5", "6", "8", "10"]
    assert table[0][3:] == ["3,3", "3,6", "+ 0,3", "4/0/2", "7 → 8", "0,6 → 0,4", "1 → 1", "4"]


def test_the_overview_of_a_first_round_compares_with_nothing() -> None:
    table = overview(Page(report_source(spring())))
    assert table[0][3:] == ["3,3", "7", "0,6", "1", "3"]


def overview(page: Page) -> list[list[str]]:
    """The cells of each row of the overview."""
    start = page.elements.index(page.one("table", class_="overview"))
    rows: list[list[str]] = []
    for element in page.elements[start + 1 :]:
        if element.name == "table":
            break
        if element.name == "tr":
            rows.append([])
        elif element.name in ("td", "th"):
            rows[-1].append(element.words)
    return rows[1:]


def test_leaders_and_staff_stand_beside_each_other_the_widest_gap_first(page: Page) -> None:
    gaps = [cell.words for cell in page.all("td", **{"data-name": "Forskel"})]
    sizes = [abs(float(gap.replace("−", "-").replace(" ", "").replace(",", "."))) for gap in gaps]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 7


def test_without_both_leaders_and_staff_there_is_no_such_part() -> None:
    alone = autumn()._replace(responses=[r for r in autumn().responses if r.role is Role.STAFF])
    assert Page(report_source(alone)).all("table", class_="gaps") == []


def test_every_word_that_people_wrote_is_in_the_report(page: Page) -> None:
    said = " ".join(page.one("main").text.split())
    for text in everything_written(autumn()):
        assert " ".join(visible(text).split()) in said


def test_a_quote_keeps_its_line_breaks_and_says_whose_it_is(page: Page) -> None:
    quotes = {quote.text.strip() for quote in page.all("blockquote")}
    assert "»Da en borger ville ud at sejle.\nVi byttede dagen om.«\nmedarbejder" in quotes


def test_a_reason_for_leaving_a_statement_out_is_marked_as_one(page: Page) -> None:
    signatures = [e.words for e in page.all("footer") if "blockquote" in e.around]
    assert "medarbejder, ikke relevant" in signatures


def test_what_was_said_last_time_stands_under_the_same_number(page: Page) -> None:
    headings = [e.words for e in page.all("h3")]
    assert headings.count("Sidst: Forår 2026 (12. maj 2026)") == 4


def test_the_round_before_the_last_is_called_earlier() -> None:
    oldest = spring()._replace(round=changed(spring().round, id="r0", title="Efterår 2025"))
    headings = [e.words for e in Page(report_source(oldest, spring(), autumn())).all("h3")]
    assert "Tidligere: Efterår 2025 (12. maj 2026)" in headings
    assert "Sidst: Forår 2026 (12. maj 2026)" in headings


def test_an_action_stands_under_its_number_and_in_the_plan(page: Page) -> None:
    (action,) = [e for e in page.all("li") if "Kortet ligger hos borgeren." in e.text]
    assert action.words == (
        "Tegn kortet om Mette · senest 15. januar 2027 · aftalt Tegn: Kortet ligger hos borgeren."
    )
    plan = [e.words for e in page.all("th", class_="words")]
    assert plan[0] == "Kortet på dagsordenen"  # the one of the round before, with a deadline
    assert plan[-2:] == ["Saml op", "Besøg tre foreninger"]
    assert next(e.words for e in page.all("td", **{"data-name": "Aftalt i"})) == "Forår 2026"


def test_what_became_of_an_earlier_action_is_told(page: Page) -> None:
    assert "2. aug. 2026: »To af dem vil gerne.«" in page.one("main").text
    assert "På nummer 6 er en handling gjort siden »Forår 2026«." in page.one("main").text


def test_an_action_alone_makes_a_section() -> None:
    on_four = changed(AGREED, pejlemaerke=4)
    page = Page(report_source(autumn()._replace(actions=(on_four,))))
    assert page.one("h2", id="nr-4").words == "4. Et sundt liv for borgeren"


def test_what_could_not_be_read_is_said_first() -> None:
    page = Page(html(build([autumn()], unread=2)))
    assert page.all("strong")[0].words == "2 besvarelser kunne ikke læses og er ikke regnet med."


def test_a_round_without_answers_says_so() -> None:
    text = Page(report_source(autumn()._replace(responses=(), agreement=spring().agreement)))
    assert text.one("h1").words == "Efterår 2026"
    empty = Page(report_source(RoundData(round_(), small_catalogue(), [])))
    assert "Ingen har svaret endnu." in empty.one("main").text
    assert empty.all("table") == []


# What may not be shown


def test_a_hidden_figure_says_why_and_is_never_a_nought() -> None:
    few = autumn(anonymous=True)
    page = Page(report_source(few._replace(responses=few.responses[:3])))
    for row in overview(page):
        assert row[2:6] == ["skjult: færre end 5 svar", "skjult", "", ""]
    assert page.all("figure") == []
    assert page.all("blockquote") == []


def test_roles_that_are_all_hidden_are_one_sentence() -> None:
    page = Page(report_source(spring(anonymous=True), autumn(anonymous=True)))
    assert page.all("table", class_="roles") == []
    assert "skjult: færre end 5 svar" in [e.words for e in page.all("p", class_="reason")]


def test_a_role_that_is_hidden_beside_one_that_is_shown_says_why() -> None:
    catalogue = small_catalogue()
    people = [(Role.STAFF, [3, 3, 3])] * 6 + [(Role.CITIZEN, [1, 1])] * 3 + [(Role.LEADER, [5])] * 3
    data = RoundData(round_(anonymous=True), catalogue, crowd(catalogue, people))
    cells = Page(report_source(data)).all("td", class_="reason")
    assert {cell.words for cell in cells} == {"skjult: færre end 5 svar"}


def test_an_anonymous_round_marks_no_single_person() -> None:
    page = Page(report_source(spring(anonymous=True), autumn(anonymous=True)))
    assert page.all("line", class_="person") == []
    assert "Op/ned/samme" not in page.one("main").text


def test_a_round_before_that_is_hidden_says_why_beside_the_figure_of_now() -> None:
    before = spring(anonymous=True)
    few = before._replace(responses=before.responses[:3])
    row = overview(Page(report_source(few, autumn())))[0]
    assert row[2].endswith("Forår 2026 er skjult: færre end 5 svar")
    assert row[3] == "skjult"
    assert row[4] != "skjult"


# Colours


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG reckons it."""
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_a_count_can_be_read_on_every_tone(page: Page, scheme: int) -> None:
    block = page.one("style").text.split(":root {")[scheme + 1].split("}")[0]
    named = dict(re.findall(r"--([a-z0-9-]+): ([^;]+);", block))
    for step in range(5):
        written = named[f"on-{step}"].replace("var(--ink)", named["ink"])
        tones = [luminance(c.removeprefix("#")) for c in (written, named[f"tone-{step}"])]
        assert (max(tones) + 0.05) / (min(tones) + 0.05) >= 4.5


# Text is data


@cache
def names_of_harmless(source: Callable[..., str]) -> list[str]:
    return [e.name for e in Page(source(*hostile_rounds("ord"))).elements]


@settings(max_examples=25)
@given(nasty_lines)
def test_nothing_a_person_writes_becomes_an_element(text: str) -> None:
    for source in PAGES.values():
        page = Page(source(*hostile_rounds(text)))
        assert [e.name for e in page.elements] == names_of_harmless(source)


@every_page
def test_what_would_steer_the_screen_is_made_visible(source: Callable[..., str]) -> None:
    text = source(*hostile_rounds("a\x1b[31m\u202eb\x00"))
    assert STEERING.findall(text.replace("\n", "")) == []
    assert "␛[31m" in text
    assert "&lt;U+202E&gt;" in text


def test_a_title_cannot_reach_out_of_the_head_of_the_printed_page() -> None:
    hostile = '"} body{display:none} </style><script>'
    data = autumn()._replace(round=changed(autumn().round, title=hostile))
    page = Page(report_source(data))
    assert page.all("script") == []
    rule = page.one("style").text.splitlines()[-1]
    assert re.fullmatch(r'@page \{ @top-left \{ content: "(\\[0-9a-f]+ )+" \} \}', rule)


# The meeting paper


@pytest.fixture(scope="module")
def paper() -> Page:
    return Page(paper_source())


def test_the_paper_begins_with_the_agenda_and_its_clock(paper: Page) -> None:
    clock = [e.words for e in paper.all("td", class_="clock")]
    assert clock == ["0:00", "0:10", "0:25", "0:40", "0:45", "0:55"]
    assert paper.all("h2")[0].words == "Dagsorden, 60 minutter"


def test_each_part_of_the_meeting_has_its_heading_with_the_time(paper: Page) -> None:
    headings = [e.words for e in paper.all("h2")]
    assert headings[1] == "0:00 Siden sidst"
    assert headings[2] == "0:10 5 Borgerens netværk: her er I mest uenige"


def test_last_times_actions_say_what_became_of_them(paper: Page) -> None:
    first, second = (e.words for e in paper.all("span") if e.around[-1] == "li")
    assert first == "Kortet på dagsordenen (Mette, fristen var 1. september 2026)"
    assert second == "Besøg tre foreninger (Jonas, gjort) »To af dem vil gerne.«"


def test_a_topic_begins_with_an_open_question(paper: Page) -> None:
    questions = paper.all("h3")
    assert {e.words for e in questions} == {"Spørgsmål at begynde med"}
    assert len(questions) == 2


def test_a_quote_stands_below_what_it_was_written_about(paper: Page) -> None:
    said = [e.words for e in paper.all("p")]
    jotted = next(n for n, text in enumerate(said) if text.startswith("»Jeg stod"))
    assert said[jotted - 1].startswith("Forskelligt svarer I på »Vi planlægger")


def test_the_suggestions_say_whose_words_they_are(paper: Page) -> None:
    said = [e.words for e in paper.all("p", class_="about")]
    assert any(s.startswith("Værktøjets forslag under 5.1 ") for s in said)


def test_there_is_room_to_write_what_is_decided(paper: Page) -> None:
    columns = [e.words for e in paper.all("th") if "table" in e.around][-4:]
    assert columns == ["Hvad gør vi", "Hvem", "Hvornår", "Hvordan ser vi, at det virker"]
    start = paper.elements.index(paper.one("table", class_="room"))
    cells = [e for e in paper.elements[start:] if e.name == "td"]
    assert [cell.words for cell in cells[:4]] == ["5 Borgerens netværk:", "", "", ""]
    assert len(cells) == 12


def test_what_is_decided_already_stands_above_it(paper: Page) -> None:
    assert "Tegn kortet om (Mette, senest 15. januar 2027)" in [e.words for e in paper.all("li")]


def test_the_paper_ends_with_asking_whether_it_was_worth_it(paper: Page) -> None:
    assert tuple(e.words for e in paper.all("li"))[-2:] == closing()


def test_the_paper_of_a_round_without_answers_says_what_to_do() -> None:
    page = Page(paper_source(autumn()._replace(responses=(), agreement=NOTHING_AGREED)))
    assert "Bed alle om at svare før mødet" in page.one("main").text
    assert page.all("figure") == []


# The commands


@pytest.fixture
def with_a_round(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    runner = Runner(folder, capsys)
    assert runner("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml"))).status == 0
    return runner


@pytest.mark.parametrize("ending", ["html", "htm"])
@pytest.mark.parametrize("command", ["eksporter", "moede"])
def test_a_file_with_the_ending_of_a_web_page_becomes_one(
    with_a_round: Runner, tmp_path: Path, command: str, ending: str
) -> None:
    path = tmp_path / f"ud.{ending}"
    assert with_a_round(command, "--ud", str(path)).status == 0
    assert Page(path.read_text("utf-8")).one("html").attributes["lang"] == "da"


@pytest.mark.parametrize("command", ["eksporter", "moede"])
def test_a_web_page_can_be_asked_for_by_name(with_a_round: Runner, command: str) -> None:
    done = with_a_round(command, "--format", "html")
    assert done.status == 0
    assert done.out.startswith("<!doctype html>")
