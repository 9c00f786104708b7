"""The pages as a browser shows them: read aloud, on a phone, on paper, with hostile words."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from bostoette_cli.analysis.scoring import PejlemaerkeResult
from bostoette_cli.reports import charts
from bostoette_cli.reports.model import build
from png import Colour, decoded, far
from test_html import demonstration, paper_source, report_source
from test_markdown import hostile_rounds

from demonstration import autumn, spring
from pages import Page as Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="pages not shown: no Chromium here (apt-get install chromium)"
)

Opener = Callable[..., "Page"]
SOURCES = {"report": report_source, "paper": paper_source}
every_page = pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
HOSTILE = (
    "<script>document.title='taget'</script><img src=http://127.0.0.1:9/x onerror=alert(1)>"
    "<style>body{display:none}</style>\"'><svg onload=alert(1)><a href=http://x.dk>her</a>"
    "{{ 7 * 7 }}{% raw %}</style></title>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a page from the disk, as a reader does; what it asks for and says is kept."""
    contexts = []

    def open_page(text: str, width: int = 1280, **settings: Any) -> Page:
        path = tmp_path / "side.html"
        path.write_text(text, "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def box(page: Page, selector: str, index: int = 0) -> dict[str, float]:
    found = page.locator(selector).nth(index).bounding_box()
    assert found is not None
    return dict(found)


def middle(around: dict[str, float]) -> float:
    return around["x"] + around["width"] / 2


# For everybody


@every_page
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_to_mend(
    opened: Opener, source: Callable[..., str], scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(source(), width, color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@every_page
def test_a_page_never_scrolls_sideways(opened: Opener, source: Callable[..., str]) -> None:
    page = opened(source())
    for width in (360, 390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@every_page
def test_a_word_without_end_does_not_make_a_page_scroll_sideways(
    opened: Opener, source: Callable[..., str]
) -> None:
    page = opened(source(*hostile_rounds("æ" * 400)), 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_first_press_of_tab_leads_past_the_head(opened: Opener) -> None:
    page = opened(report_source())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Spring til indholdet"
    assert box(page, ".skip")["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_the_style_is_let_in_by_its_hash(opened: Opener) -> None:
    page = opened(paper_source(), color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 23, 27)"


def test_the_figures_of_a_table_are_still_a_table_on_a_phone(opened: Opener) -> None:
    page = opened(report_source(), 390)
    table = page.get_by_role("table").first
    assert table.get_by_role("row").count() == 8
    assert table.get_by_role("rowheader").nth(3).inner_text() == "Borgerens netværk"


# Text is data


@every_page
def test_hostile_words_stay_words(opened: Opener, source: Callable[..., str]) -> None:
    page = opened("<p>", 1280)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: dialog.dismiss())
    path = Path(unquote(page.url.removeprefix("file://")))
    path.write_text(source(*hostile_rounds(HOSTILE)), "utf-8")
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert said == []
    assert page.locator("script, img, iframe, object, body style, [onload], [onerror]").count() == 0
    assert "{{ 7 * 7 }}" in page.locator("h1").inner_text()
    assert page.locator("h1").is_visible()


# What is drawn


def on(number: int) -> PejlemaerkeResult:
    section = next(
        s for s in build(demonstration()).sections if number == s.result.pejlemaerke.number
    )
    assert section.row is not None
    return section.row.results[-1]


def test_a_mean_stands_where_its_number_is_on_the_axis(opened: Opener) -> None:
    page = opened(report_source())
    row = page.locator(".overview tbody tr").nth(3)
    axis = box(page, ".overview .numbers")
    figure = on(5).figure
    assert figure.mean is not None
    share = charts.place(figure.mean, autumn().catalogue.scale) / 100
    mark = row.locator(".mean").bounding_box()
    assert mark is not None
    assert middle(dict(mark)) == pytest.approx(axis["x"] + share * axis["width"], abs=1)


def test_the_numbers_of_the_axis_stand_above_the_lines_of_the_chart(opened: Opener) -> None:
    page = opened(report_source())
    for step in range(5):
        number = middle(box(page, ".overview .numbers text", step))
        line = middle(box(page, ".overview tbody tr:first-child .grid", step))
        assert number == pytest.approx(line, abs=1)


def test_the_shares_of_a_bar_are_as_wide_as_their_counts(opened: Opener) -> None:
    page = opened(report_source())
    three, four = (box(page, ".statements tbody tr:first-child rect", n)["width"] for n in (0, 1))
    counts = page.locator(".statements tbody tr:first-child text").all_text_contents()[:2]
    assert counts == ["4", "3"]
    assert three / four == pytest.approx(4 / 3, rel=0.02)


def test_no_mark_stands_outside_its_drawing(opened: Opener) -> None:
    page = opened(report_source(), 390)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("main > section > table svg, main figure svg")]
          .flatMap(svg => [...svg.querySelectorAll("circle, rect, line, text")].filter(mark => {
            const inner = mark.getBoundingClientRect(), outer = svg.getBoundingClientRect();
            return inner.width && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
          }).map(mark => mark.outerHTML))"""
    )
    assert outside == []


TONES = {
    "light": {"paper": "#fdfcf9", "ink": "#182227", "accent": "#13536a", "band": "#c4dde7"},
    "dark": {"paper": "#11171b", "ink": "#e9eef0", "accent": "#8bcbe2", "band": "#27505f"},
}


@pytest.mark.parametrize("scheme", TONES)
def test_the_ink_of_the_overview_is_where_the_figures_put_it(opened: Opener, scheme: str) -> None:
    page = opened(report_source(), color_scheme=scheme)
    chart = page.locator(".overview tbody tr").nth(4).locator("svg.strip")  # number 6
    seen = decoded(chart.screenshot())
    (row,) = [s.row for s in build(demonstration()).sections if s.result.pejlemaerke.number == 6]
    assert row is not None
    mark = charts.strip(row.last, autumn().catalogue.scale, (), row.first)
    assert mark.mean is not None
    assert mark.before is not None
    assert mark.band is not None
    wide = len(seen.rows[0])
    tone = {name: colour(code) for name, code in TONES[scheme].items()}

    def ink(x: float, y: float = charts.STRIP_MIDDLE) -> Colour:
        return seen.at(x * wide / 100, y)

    assert far(ink(mark.mean), tone["accent"]) < 12
    assert far(ink(mark.before), tone["paper"]) < 12  # hollow
    edges = [seen.at(mark.before * wide / 100 + side, 18) for side in (-6.5, 6.5)]
    assert min(far(edge, tone["ink"]) for edge in edges) < 60
    inside = mark.band.x + 1.5, mark.band.end - 1.5
    assert [far(ink(x, 11), tone["band"]) < 12 for x in inside] == [True, True]
    outside = mark.band.x - 1.5, mark.band.end + 1.5
    assert [far(ink(x, 11), tone["band"]) < 12 for x in outside] == [False, False]


@pytest.mark.parametrize("scheme", TONES)
def test_nothing_is_painted_outside_the_scale(opened: Opener, scheme: str) -> None:
    page = opened(report_source(), color_scheme=scheme)
    paper = colour(TONES[scheme]["paper"])
    scale = autumn().catalogue.scale
    ends = charts.place(scale.lowest, scale), charts.place(scale.highest, scale)
    for chart in page.locator(".overview tbody svg.strip").all():
        seen = decoded(chart.screenshot())
        wide = len(seen.rows[0])
        # A mark at an end of the scale reaches half its own width past it.
        left, right = (
            round(end * wide / 100) + side for end, side in zip(ends, (-9, 9), strict=True)
        )
        margins = [row[1:left] + row[right:-1] for row in seen.rows[1:-1]]
        assert max(far(pixel, paper) for row in margins for pixel in row) < 12


def colour(code: str) -> Colour:
    """A colour of the style sheet: ``#182227``."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue


# On paper


def printed(page: Page, folder: Path) -> list[str]:
    """What stands on each page of paper."""
    if shutil.which("pdftotext") is None:
        pytest.skip("paper not read: no pdftotext here (apt-get install poppler-utils)")
    path = folder / "side.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return [" ".join(sheet.split()) for sheet in done.stdout.decode().split("\f")[:-1]]


@pytest.fixture(scope="module")
def sheets(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The report on paper, a text for each sheet."""
    page = browser.new_page()
    page.set_content(report_source())
    return printed(page, tmp_path_factory.mktemp("papir"))


def test_the_printed_report_has_every_heading_and_no_row_cut_in_two(sheets: list[str]) -> None:
    source = Source(report_source())
    whole = [*source.all("h1"), *source.all("h2"), *source.all("th", scope="row")]
    assert len(whole) > 60
    missing = [e.words for e in whole if not any(e.words in sheet for sheet in sheets)]
    assert missing == []


def test_every_printed_sheet_has_the_rounds_title_and_its_number(sheets: list[str]) -> None:
    for number, sheet in enumerate(sheets, 1):
        assert "Efterår 2026" in sheet
        assert f"{number} af {len(sheets)}" in sheet


def test_the_paper_is_white_also_where_the_screen_is_dark(opened: Opener) -> None:
    page = opened(report_source(), color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(24, 34, 39)"


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_meeting_paper_is_two_sheets(opened: Opener, tmp_path: Path, anonymous: bool) -> None:
    rounds = [spring(anonymous=anonymous), autumn(anonymous=anonymous)]
    sheets = printed(opened(paper_source(*rounds)), tmp_path)
    assert len(sheets) == 2
    assert "Var mødet tiden værd?" in sheets[1]
