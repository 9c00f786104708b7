"""The form in a real browser: filled in, kept, handed in and taken in again."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
import tomli_w
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from bostoette_cli.domain.answers import NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.privacy import contains_address, contains_cpr
from bostoette_cli.domain.roles import Role
from bostoette_cli.reports.form import build
from bostoette_cli.reports.form_html import page as form_page
from bostoette_cli.storage import codes, identity
from bostoette_cli.storage.store import Store

import prose
from builders import SCALE, round_, small_catalogue
from running import Runner

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium (apt-get install chromium)")

expect.set_options(timeout=20_000)

# Kept by the browser and by TOML both, or known to be made harmless.
NASTY = 'Æble, »citat« og "ord" \\ C:\\ny \'\'\' """ # [x] = 😀\tslut\nny linje\x01\x7f\u2028.'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the file; its loop must be gone before tests that run a loop of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--renderer-process-limit=1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="da-DK", timezone_id="Europe/Copenhagen", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(20_000)  # a busy machine; nothing waits without a reason
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """A page on which a fault of the script fails the test."""
    tab = context.new_page()
    tab.on("pageerror", _fail)
    return tab


def _fail(error: Exception) -> None:
    raise AssertionError(error)


@dataclass
class Form:
    """A form in a browser, and what a person does with it."""

    page: Page
    folder: Path

    def answer(self, id_: str, choice: str, note: str = "", reason: str = "") -> None:
        statement = self.page.locator(f"#udsagn-{id_}")
        statement.get_by_label(choice, exact=True).check()
        if reason:
            statement.get_by_label("Hvorfor").fill(reason)
        if note:
            self.write_note(id_, note)

    def write_note(self, id_: str, note: str) -> None:
        statement = self.page.locator(f"#udsagn-{id_}")
        if not statement.get_by_label("Note", exact=True).is_visible():
            statement.get_by_role("button", name="Skriv en note").click()
        statement.get_by_label("Note", exact=True).fill(note)

    def choose_role(self, role: str) -> None:
        self.page.get_by_label(role, exact=True).check()
        self.page.get_by_role("button", name="Vis udsagnene").click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def hand_in(self, button: str = "Hent filen") -> Path:
        with self.page.expect_download() as download:
            self.press(button)
        path = self.folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    @property
    def progress(self) -> Locator:
        return self.page.locator("#fremgang")


@pytest.fixture
def opened(tab: Page, bostoette: Runner, tmp_path: Path) -> Callable[..., Form]:
    """Make a form with the command, and open it by its file."""

    def open_form(*words: str) -> Form:
        path = tmp_path / "skema.html"
        done = bostoette("skema", *words, "--ud", str(path), "--overskriv")
        assert done.status == 0, done.err
        tab.goto(path.as_uri())
        return Form(tab, tmp_path)

    return open_form


@pytest.fixture
def small(tab: Page, tmp_path: Path) -> Callable[..., Form]:
    """Open the form of the small catalogue."""

    def open_form(
        catalogue: Catalogue | None = None, role: Role | None = None, **form: Any
    ) -> Form:
        path = tmp_path / "lille.html"
        made = build(catalogue or small_catalogue(), form.get("round_"), (), role)
        path.write_text(form_page(made), "utf-8", newline="")
        tab.goto(path.as_uri())
        return Form(tab, tmp_path)

    return open_form


def taken_in(bostoette: Runner, path: Path) -> Response:
    """The response as it stands in the data folder once the file has been taken in."""
    done = bostoette("importer", str(path))
    assert done.status == 0, done.err
    id_ = tomli.loads(path.read_text("utf-8"))["id"]
    stored = Store(bostoette.folder).current
    assert stored is not None
    found = stored.find_response(id_)
    assert found is not None
    return found.response


# --- From the first word to the data folder -----------------------------------------------------


def test_what_was_typed_reaches_the_data_folder_word_for_word(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    bostoette("runde", "ny", "Efterår")
    form = opened("5")
    form.choose_role("medarbejder")
    form.answer("5a", "4 For det meste", note=NASTY)
    form.answer("5b", "Ikke relevant", reason="Ingen »pårørende«\ni år.")
    form.page.reload()
    expect(form.page.locator("#kladde-fundet")).to_contain_text("er hentet frem")
    form.answer("5c", "Vil ikke svare")
    form.page.locator("#refleksion-5r1").fill("I marts.\r\nOg i maj. 👩‍👧")
    form.page.get_by_label("Mærke, hvis du vil").fill("  Medarbejder  3 ")
    response = taken_in(bostoette, form.hand_in())
    assert (response.role, response.label, response.state) == (
        Role.STAFF,
        "Medarbejder 3",
        "faerdig",
    )
    assert {id_: a.value for id_, a in response.answers.items()} == {
        "5a": 4,
        "5b": NoNumber.IRRELEVANT,
        "5c": NoNumber.DECLINED,
    }
    assert response.answers["5a"].note == NASTY
    assert response.answers["5b"].reason == "Ingen »pårørende«\ni år."
    assert response.reflections["5r1"].text == "I marts.\nOg i maj. 👩‍👧"


def test_a_later_file_of_the_same_form_replaces_the_earlier(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    form = opened("5", "--rolle", "leder")
    form.answer("5d", "2 Enkelte gange")
    first = form.hand_in()
    assert form.hand_in().name == first.name
    form.page.clock.set_fixed_time("2040-01-01T12:00:00Z")
    form.answer("5d", "3 Af og til")
    second = form.hand_in()
    assert second.name == first.name.replace(".toml", "_2.toml")
    assert taken_in(bostoette, second).answers["5d"].value == 3
    assert taken_in(bostoette, first).answers["5d"].value == 3
    assert "1 besvarelse" in bostoette().out


def test_the_file_is_plain_and_says_what_the_format_wants(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    bostoette("runde", "ny", "Efterår")
    form = opened("5", "--rolle", "leder")
    form.page.clock.set_fixed_time("2026-11-22T08:12:44Z")
    form.answer("5a", "Ved ikke", note="Spørg »dem«.")
    path = form.hand_in()
    id_ = path.stem.removeprefix("svar-leder-")
    assert len(id_) == len(identity.new_id())
    assert set(id_) <= set(codes.ALPHABET)
    assert path.read_text("utf-8") == (
        'format = 1\nkatalog = "bostoette"\nudgave = "2021.1"\nrolle = "leder"\n'
        f'id = "{id_}"\nrunde = "2026-11-22-efteraar"\ntilstand = "faerdig"\n'
        "oprettet = 2026-11-22T09:12:44+01:00\naendret = 2026-11-22T09:12:44+01:00\n"
        '\n[svar.5a]\nvaerdi = "ved_ikke"\nnote = "Spørg »dem«."\n'
    )


def test_a_citizen_is_asked_in_words_of_their_own(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    form = opened("1", "--rolle", "borger")
    statement = form.page.locator("#udsagn-1a")
    expect(statement).to_contain_text("Min bostøtte spørger til det, jeg håber på og drømmer om.")
    expect(statement).to_contain_text("Hvordan oplever du det?")
    expect(statement).not_to_contain_text("Svagt")
    expect(form.page.locator(".reflection")).to_have_count(0)
    form.answer("1a", "5 Fast praksis")
    expect(statement).to_contain_text("Det kan jeg regne med.")
    assert taken_in(bostoette, form.hand_in()).answers["1a"].value == 5


def test_an_anonymous_round_takes_no_name_and_no_hour(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    bostoette("runde", "ny", "Stille", "--anonym")
    form = opened("5", "--rolle", "leder")
    expect(form.page.locator("main")).to_contain_text("Runden er anonym")
    expect(form.page.locator("main")).to_contain_text("færre end 5")
    expect(form.page.get_by_label("Mærke")).to_have_count(0)
    form.answer("5a", "1 Ikke endnu")
    path = form.hand_in()
    values = tomli.loads(path.read_text("utf-8"))
    assert "navn" not in values
    assert {f"{values[key]:%H%M%S}" for key in ("oprettet", "aendret")} == {"000000"}
    form.page.reload()
    expect(form.page.locator("#kladde-fundet")).not_to_contain_text("kl.")
    assert taken_in(bostoette, path).answers["5a"].value == 1


def test_in_an_anonymous_round_a_correction_of_the_same_day_stands_in_any_order(
    opened: Callable[..., Form], bostoette: Runner
) -> None:
    bostoette("runde", "ny", "Stille", "--anonym")
    form = opened("5", "--rolle", "leder")
    form.answer("5d", "2 Enkelte gange")
    first = form.hand_in()
    form.answer("5d", "3 Af og til")
    form.page.reload()
    second = form.hand_in()
    assert "rettelse" not in first.read_text("utf-8")
    assert "\nrettelse = 1\n" in second.read_text("utf-8")
    assert taken_in(bostoette, second).correction == 1
    assert "ældre" in bostoette("importer", str(first)).out
    assert taken_in(bostoette, second).answers["5d"].value == 3


# --- The draft -----------------------------------------------------------------------------------


def test_an_answer_can_be_taken_back(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3")
    form.answer("1b", "3 Trin 3")
    expect(form.progress).to_have_text("2 af 3 udsagn besvaret")
    expect(form.page.locator("#antal-1")).to_have_text("2 af 2")
    form.page.locator("#udsagn-1a").get_by_role("button", name="Fjern svaret").click()
    expect(form.progress).to_have_text("1 af 3 udsagn besvaret")
    expect(form.page.locator("#udsagn-1a input").first).to_be_focused()
    assert set(tomli.loads(form.hand_in().read_text("utf-8"))["svar"]) == {"1b"}


def test_beginning_again_asks_first_and_makes_another_respondent(
    small: Callable[..., Form],
) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3")
    before = form.hand_in()
    form.page.reload()
    form.press("Begynd forfra")
    form.press("Behold den")
    expect(form.progress).to_have_text("1 af 3 udsagn besvaret")
    form.press("Begynd forfra")
    form.press("Slet kladden")
    expect(form.progress).to_have_text("0 af 3 udsagn besvaret")
    form.page.reload()
    expect(form.page.locator("#kladde-fundet")).to_be_hidden()
    form.answer("1a", "3 Trin 3")
    assert form.hand_in().name != before.name


def test_after_the_file_the_draft_can_be_deleted(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3")
    form.hand_in()
    expect(form.page.locator("#kvittering")).to_be_focused()
    form.press("Slet kladden her")
    form.page.get_by_role("button", name="Slet kladden", exact=True).click()
    expect(form.page.locator("#status")).to_have_text("Kladden er slettet.")
    assert form.page.evaluate("localStorage.length") == 0


def test_where_nothing_can_be_kept_it_says_so_and_goes_on(
    tab: Page, small: Callable[..., Form]
) -> None:
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('nej'); } })"
    )
    form = small(role=Role.STAFF)
    expect(form.page.locator("#ingen-kladde")).to_contain_text("Lad siden stå åben")
    form.answer("1a", "3 Trin 3")
    assert tomli.loads(form.hand_in().read_text("utf-8"))["svar"] == {"1a": {"vaerdi": 3}}


def test_a_draft_that_is_not_ours_is_left_aside(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    for kept in ("{", "null", "[]", '{"id": "../../etc", "created": "x"}', '{"created": 1}'):
        form.page.evaluate("kept => localStorage.setItem(FORM.draftKey, kept)", kept)
        form.page.reload()
        expect(form.page.locator("#kladde-fundet")).to_be_hidden()
        expect(form.progress).to_have_text("0 af 3 udsagn besvaret")


def test_another_window_with_the_same_form_is_noticed(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    other = form.page.context.new_page()
    other.goto(form.page.url)
    Form(other, form.folder).answer("1a", "3 Trin 3")
    expect(form.page.locator("#andet-vindue")).to_be_visible()


def test_forms_of_two_rounds_keep_their_drafts_apart(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF, round_=round_("a"))
    form.answer("1a", "3 Trin 3")
    form = small(role=Role.STAFF, round_=round_("b"))
    expect(form.progress).to_have_text("0 af 3 udsagn besvaret")


def test_ids_that_javascript_knows_are_just_ids(small: Callable[..., Form]) -> None:
    text = tomli_w.dumps(msgspec.to_builtins(small_catalogue()))
    text = text.replace('"1a"', '"__proto__"').replace('"1b"', '"constructor"')
    form = small(msgspec.convert(tomli.loads(text), Catalogue), Role.STAFF)
    form.answer("__proto__", "3 Trin 3")
    form.page.reload()
    form.answer("constructor", "Ved ikke")
    assert set(tomli.loads(form.hand_in().read_text("utf-8"))["svar"]) == {
        "__proto__",
        "constructor",
    }


# --- Roles ---------------------------------------------------------------------------------------


def test_another_role_keeps_what_applies_and_asks_about_the_rest(
    small: Callable[..., Form],
) -> None:
    form = small()
    form.choose_role("leder")
    for id_ in ("1a", "1b", "1c"):
        form.answer(id_, "3 Trin 3")
    form.page.locator("#refleksion-1r1").fill("I maj.")
    form.press("Skift rolle")
    form.choose_role("borger")
    dialog = form.page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 svar kommer ikke med i filen")
    form.press("Behold min rolle")
    expect(form.progress).to_have_text("3 af 4 udsagn besvaret")
    form.press("Skift rolle")
    form.choose_role("borger")
    dialog.get_by_role("button", name="Skift rolle").click()
    expect(form.progress).to_have_text("1 af 2 udsagn besvaret")
    expect(form.page.locator("#opsummering")).to_contain_text("3 svar fra en anden rolle")
    values = tomli.loads(form.hand_in().read_text("utf-8"))
    assert (values["rolle"], set(values["svar"]), "refleksion" in values) == (
        "borger",
        {"1a"},
        False,
    )
    form.press("Skift rolle")
    form.choose_role("leder")
    expect(form.progress).to_have_text("3 af 4 udsagn besvaret")


def test_a_role_must_be_chosen(small: Callable[..., Form]) -> None:
    form = small()
    form.press("Vis udsagnene")
    expect(form.page.locator("#rolle-fejl")).to_have_text("Vælg, hvem du svarer som.")
    expect(form.page.get_by_label("medarbejder")).to_be_focused()


# --- Before the file is made ---------------------------------------------------------------------


def test_an_empty_form_is_not_handed_in(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.press("Hent filen")
    expect(form.page.locator("#aflever-fejl")).to_contain_text("Du har ikke svaret på noget endnu")
    expect(form.page.locator("#kvittering")).to_be_hidden()


def test_a_missing_reason_is_shown_at_its_field(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1b", "Ikke relevant", reason=" \n")
    form.press("Hent filen")
    reason = form.page.locator("#begrundelse-1b")
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description(re.compile(r"Skriv, hvorfor"))
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.fill("Kun dag.")
    expect(reason).not_to_have_attribute("aria-invalid", "true")
    form.hand_in()


def test_a_cpr_number_is_pointed_out_and_asked_about(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3", note="Ring til 010190-1234")
    note = form.page.locator("#note-1a")
    expect(note).to_have_accessible_description(re.compile("ligner et CPR-nummer"))
    form.page.locator("#udsagn-1a").get_by_role("button", name="Skjul noten").click()
    form.press("Hent filen")
    expect(form.page.locator("#spoerg-tekst")).to_contain_text("I feltet »Note« ved »Vi gør 1a.«")
    form.press("Ret det")
    expect(note).to_be_focused()
    form.press("Hent filen")
    assert "010190" in form.hand_in("Hent filen alligevel").read_text("utf-8")


CPR = [
    "010190-1234", "010190–1234", "0101901234", "010190 1234", "610190-1234", "290200-1234",
    "cpr.nr.010190-1234.", "-010190-1234", "010190\u20111234", "010190\u00a01234", "٠١٠١٩٠-١٢٣٤",
    "320190-1234", "011390-1234", "010190-12345", "+010190-1234", "1.010190-1234", "010190-1234/5",
    "010190-1234,5", "000190-1234", "290201-1234", "22 11 26 12", "010190\ufeff1234",
    "010190\x1c1234", "", "ring på 12345678",
]  # fmt: skip


def test_the_rule_for_cpr_numbers_is_the_same_as_the_tools(small: Callable[..., Form]) -> None:
    draw = random.Random(85)
    signs = "0123456789" * 4 + "-–. /+, \u00a0\u2011a"
    made = ["".join(draw.choices(signs, k=draw.randint(10, 16))) for _ in range(3_000)]
    dates = [f"{draw.randint(0, 99):02}{draw.randint(0, 13):02}{s}" for s in made]
    texts = [*CPR, *made, *dates, *prose.ordinary(), *prose.with_cpr()]
    found = small().page.evaluate("texts => texts.map(containsCpr)", texts)
    assert dict(zip(texts, found, strict=True)) == {text: contains_cpr(text) for text in texts}
    assert 0 < sum(found) < len(texts)


def test_the_rule_for_addresses_is_the_same_as_the_tools(small: Callable[..., Form]) -> None:
    draw = random.Random(85)
    made = ["".join(draw.choices("aåÅ1_@.- ;", k=9)) for _ in range(3_000)]
    found = small().page.evaluate("texts => texts.map(containsAddress)", made)
    assert found == [contains_address(text) for text in made]
    assert 0 < sum(found) < len(made)


def test_an_address_is_remarked_on_and_not_asked_about(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3", note="Skriv til mette@eksempel.dk")
    note = form.page.locator("#note-1a")
    expect(note).to_have_accessible_description(re.compile("Der står en e-mailadresse"))
    assert "mette@eksempel.dk" in form.hand_in().read_text("utf-8")


# --- The file's text -----------------------------------------------------------------------------


def test_every_character_survives_the_file_or_is_made_harmless(small: Callable[..., Form]) -> None:
    draw = random.Random(85)
    signs = [*map(chr, range(0x100)), *'"""\\\'', *"\u2028\u2029\ufeff\u202eæøå😀", "\U0010ffff"]
    texts = ["".join(draw.choices(signs, k=draw.randint(0, 30))) for _ in range(1_000)]
    texts = [NASTY, *signs, *(text.replace("\r", "") for text in texts if text != "\r")]
    lines = small().page.evaluate("texts => texts.map(tomlString)", texts)
    values = tomli.loads("".join(f"a{n} = {line}\n" for n, line in enumerate(lines)))
    assert list(values.values()) == [text.replace("\r", "\n") for text in texts]
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", "".join(lines))


def test_line_ends_become_one_kind_and_half_characters_a_mark(small: Callable[..., Form]) -> None:
    script = r"['a\r\nb\rc', 'x\ud800y', '\udc00', '😀'].map(tomlString)"
    assert small().page.evaluate(script) == ['"a\\nb\\nc"', '"x\ufffdy"', '"\ufffd"', '"😀"']


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Europe/Copenhagen", "2026-07-01T14:05:09+02:00"),
        ("America/St_Johns", "2026-07-01T09:35:09-02:30"),
        ("UTC", "2026-07-01T12:05:09+00:00"),
    ],
)
def test_a_moment_carries_the_computers_own_offset(
    browser: Browser, tmp_path: Path, zone: str, written: str
) -> None:
    path = tmp_path / "lille.html"
    path.write_text(form_page(build(small_catalogue(), None, (), None)), "utf-8")
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        date = "new Date('2026-07-01T12:05:09Z')"
        assert page.evaluate(f"stamp({date}, false)") == written
        assert page.evaluate(f"stamp({date}, true)") == f"2026-07-01T00:00:00{written[-6:]}"


def test_steps_with_decimals_are_written_as_numbers(small: Callable[..., Form]) -> None:
    steps = tuple(replace(step, value=step.value / 4) for step in SCALE.steps)
    catalogue = replace(small_catalogue(), scale=replace(SCALE, steps=steps))
    form = small(catalogue, Role.STAFF)
    form.answer("1a", "0,75 Trin 3")
    form.page.reload()
    form.answer("1b", "1 Trin 4")
    answers = tomli.loads(form.hand_in().read_text("utf-8"))["svar"]
    assert answers == {"1a": {"vaerdi": 0.75}, "1b": {"vaerdi": 1}}


# --- Nothing gets in or out ----------------------------------------------------------------------

ATTACK = (
    '</script></style><img src=x onerror="window.hit=1"><!-- {{ 7*7 }} & \u2028 \'" ${1} \u202e'
)


def test_texts_of_a_catalogue_are_shown_and_never_obeyed(small: Callable[..., Form]) -> None:
    harmless = tomli_w.dumps(msgspec.to_builtins(small_catalogue()))
    values = tomli.loads(harmless)
    values["titel"] = values["skala"]["trin"][0]["navn"] = ATTACK
    first = values["pejlemaerke"][0]
    first["titel"] = first["udsagn"][0]["tekst"] = first["udsagn"][0]["lav"] = ATTACK
    first["refleksion"][0]["tekst"] = ATTACK
    hostile = msgspec.convert(values, Catalogue)
    form = small(hostile, Role.STAFF, round_=round_(title=ATTACK))
    form.answer("1a", "2 Trin 2")
    assert form.page.evaluate("[window.hit, document.images.length]") == [None, 0]
    assert form.page.locator("h1").inner_text().startswith("</script></style><img src=x")
    for place in ("#udsagn-1a legend", "#overskrift-1", "label[for=refleksion-1r1]"):
        assert "{{ 7*7 }}" in form.page.locator(place).inner_text()
    assert tomli.loads(form.hand_in().read_text("utf-8"))["svar"] == {"1a": {"vaerdi": 2}}


def test_the_page_asks_for_nothing_and_lets_nothing_in(
    context: BrowserContext, small: Callable[..., Form]
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3")
    form.hand_in()
    assert [url for url in asked if not url.startswith("blob:")] == [form.page.url]
    blocked = form.page.evaluate(
        """() => new Promise((resolve) => {
          const seen = [];
          document.addEventListener("securitypolicyviolation", (event) => {
            seen.push(event.effectiveDirective);
            if (seen.length === 4) resolve(seen.sort());
          });
          const add = (tag, more) =>
            document.body.append(Object.assign(document.createElement(tag), more));
          add("img", { src: "http://127.0.0.1:9/x.png" });
          add("script", { textContent: "window.hit = 1" });
          add("style", { textContent: "body { display: none }" });
          fetch("http://127.0.0.1:9/").catch(() => {});
        })"""
    )
    assert blocked == ["connect-src", "img-src", "script-src-elem", "style-src-elem"]
    assert form.page.evaluate("window.hit") is None


# --- Everybody can use it ------------------------------------------------------------------------

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds, with the elements it finds it in."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        (problem["id"], [node["html"] for node in problem["nodes"]])
        for problem in found.response["violations"]
    ]


def test_axe_finds_nothing_from_the_start_to_the_receipt(opened: Callable[..., Form]) -> None:
    form = opened("5")
    assert violations(form.page) == []
    form.choose_role("medarbejder")
    form.answer("5a", "4 For det meste", note="Sag 010190-1234")
    form.answer("5b", "Ikke relevant")
    form.press("Hent filen")
    assert violations(form.page) == []
    form.page.emulate_media(color_scheme="dark")
    assert violations(form.page) == []
    form.page.locator("#begrundelse-5b").fill("Nej.")
    form.press("Hent filen")
    assert violations(form.page) == []
    form.hand_in("Hent filen alligevel")
    assert violations(form.page) == []


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until an element has the focus."""
    for _ in range(40):
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is out of reach")


def test_the_keyboard_alone_is_enough(small: Callable[..., Form]) -> None:
    page = small().page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "Tab", "input[value=medarbejder]")
    page.keyboard.press("ArrowDown")
    press_until(page, "Tab", "#vis-udsagn")
    page.keyboard.press("Enter")
    expect(page.locator("#saadan")).to_be_focused()
    press_until(page, "Tab", "#udsagn-1a input >> nth=0")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    press_until(page, "Tab", "#udsagn-1a [data-part=showNote]")
    page.keyboard.press("Enter")
    page.keyboard.type("Én note.")
    press_until(page, "Tab", "#hent")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    values = tomli.loads(download.value.path().read_text("utf-8"))
    assert values["rolle"] == "leder"
    assert values["svar"] == {"1a": {"vaerdi": 2, "note": "Én note."}}
    press_until(page, "Tab", "#slet-kladde")


def test_no_screen_is_too_narrow(small: Callable[..., Form]) -> None:
    catalogue = small_catalogue(texts={"1a": "Vi " + "socialpsykiatribostøtte" * 6})
    form = small(catalogue, Role.LEADER, round_=round_(title="Efterårsrundebesvarelse" * 4))
    form.answer("1a", "Ikke relevant")
    for width in (320, 360, 768):
        form.page.set_viewport_size({"width": width, "height": 740})
        assert form.page.evaluate("document.documentElement.scrollWidth") == width


def test_everything_to_press_is_large_enough(opened: Callable[..., Form]) -> None:
    form = opened("5", "--rolle", "leder")
    form.answer("5a", "Ikke relevant")
    form.page.set_viewport_size({"width": 360, "height": 740})
    sizes = form.page.evaluate(
        "[...document.querySelectorAll('button, label.option, nav a, summary')]"
        ".filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 24


def test_where_no_script_can_run_the_page_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "lille.html"
    path.write_text(form_page(build(small_catalogue(), None, (), None)), "utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        expect(page.locator("body")).to_contain_text("åbn den i en ny udgave af Edge")
        expect(page.locator("#indhold")).to_be_hidden()


# --- On paper ------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="apt-get install poppler-utils")
def test_on_paper_every_statement_keeps_its_boxes_and_lines_on_one_page(
    opened: Callable[..., Form], bundled: Catalogue, tmp_path: Path
) -> None:
    form = opened("--rolle", "leder")
    form.page.pdf(path=tmp_path / "skema.pdf", format="A4")
    text = subprocess.check_output(["pdftotext", "-layout", tmp_path / "skema.pdf", "-"])
    pages = [" ".join(page.split()) for page in text.decode().split("\f")]
    for statement in bundled.statements.values():
        if Role.LEADER in statement.roles:
            (page,) = [page for page in pages if statement.text_for(Role.LEADER) in page]
            rest = page.split(statement.text_for(Role.LEADER), 1)[1]
            assert "5 Fast praksis" in rest
            assert "Vil ikke svare" in rest
            assert "Note" in rest
    assert "Hent filen" not in " ".join(pages)
    assert "Begynd her" not in " ".join(pages)


def test_what_was_written_is_printed(small: Callable[..., Form]) -> None:
    form = small(role=Role.STAFF)
    form.answer("1a", "3 Trin 3", note="En lang note.")
    form.page.emulate_media(media="print")
    written = form.page.locator("#udsagn-1a [data-part=note]")
    expect(written.get_by_text("En lang note.")).to_be_visible()
    expect(written.locator(".line").first).to_be_hidden()
