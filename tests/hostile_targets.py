"""What hostile input is thrown at: each target takes a source of chance and makes one case of it.

What the tool refuses in its own words is a good outcome. Any other exception is a fault of the
tool, and so is ``Fault``: an output that is not inert, or a place outside the data folder touched.
"""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import tomli

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.meeting import prepare
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.quotes import voices_through
from bostoette_cli.analysis.search import search
from bostoette_cli.cli.main import run
from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.text import one_line, shorten
from bostoette_cli.questionnaire.follow_up import OUTCOMES
from bostoette_cli.questionnaire.individual import key_of
from bostoette_cli.reports import csv, docx, form_html, form_markdown, html, json, markdown, xlsx
from bostoette_cli.reports import form as forms
from bostoette_cli.reports import long as long_format
from bostoette_cli.reports.calendar import calendar
from bostoette_cli.reports.meeting_docx import meeting_document
from bostoette_cli.reports.meeting_html import meeting_page as meeting_web
from bostoette_cli.reports.meeting_markdown import meeting_markdown
from bostoette_cli.reports.model import build
from bostoette_cli.storage import catalogues, identity, settings, toml
from bostoette_cli.storage.store import Store
from bostoette_cli.terminal import catalogue as reading
from bostoette_cli.terminal.comparison import comparison_page
from bostoette_cli.terminal.console import show
from bostoette_cli.terminal.meeting import meeting_page
from bostoette_cli.terminal.plan import plan_page
from bostoette_cli.terminal.result import round_page
from bostoette_cli.terminal.rounds import rounds_page
from bostoette_cli.terminal.search import hits_page
from bostoette_cli.terminal.words import words_page
from bostoette_cli.workflows import reflection
from bostoette_cli.workflows.round_reading import data_of
from bostoette_cli.workflows.take_in_many import gather, take_in_all
from bostoette_cli.workflows.wish import Wish

import hostile
import hostile_round
import inert
from builders import small_catalogue
from conftest import UTC_NOON
from talking import library_keys_made_once
from watching import strayed, watched

Target = Callable[[random.Random], None]

TODAY = date(2026, 11, 22)
ROUND = "2026-11-22-runde"


class Fault(AssertionError):
    """An output that would be obeyed, or a place that should not have been touched."""


class World:
    """A home with a data folder in it, and files beside it that nobody may touch.

    Attributes:
        data: the data folder.
        inbox: where files to take in are put.
        outside: what the tool was never told of.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.home, self.data = top / "hjem", top / "hjem" / "data"
        self.inbox, self.outside = top / "hjem" / "ind", top / "udenfor"
        self._whole = top / "hel"
        for folder in (self.home, self.inbox, self.outside):
            folder.mkdir(parents=True)
        (self.outside / "hemmelig.toml").write_text('format = 1\nid = "hemmelig"\n', "utf-8")
        for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
            os.environ[name] = str(self.home)
        os.environ.pop("BOSTOETTE_MAPPE", None)
        os.environ.update(BOSTOETTE_FEJL="1", BOSTOETTE_PERSON=str(self.home / "person"))
        write_folder(self._whole)
        self.renew()

    def renew(self) -> None:
        """The data folder as it was at first."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self._whole, self.data)
        self.inbox.mkdir()

    def of_round(self, *parts: str) -> Path:
        return self.data.joinpath("runder", ROUND, *parts)


CATALOGUE = msgspec.to_builtins(small_catalogue())
RESPONSE: dict[str, Any] = tomli.loads("""
format = 1
katalog = "lille"
udgave = "1"
rolle = "leder"
id = "a"
runde = "2026-11-22-runde"
navn = "Medarbejder 3"
tilstand = "faerdig"
oprettet = 2026-11-22T09:12:44+01:00
aendret = 2026-11-22T09:31:02+01:00
valgt = [1]
[svar.1a]
vaerdi = 4
note = "Vi spørger altid."
[svar.1b]
vaerdi = "ikke_relevant"
begrundelse = "Vi har ingen."
[refleksion.1r1]
tekst = "I marts."
""")
ROUND_VALUES: dict[str, Any] = {
    "format": 1, "id": ROUND, "titel": "Efterår", "dato": TODAY, "oprettet": UTC_NOON,
    "katalog": "lille", "udgave": "1", "team": "Team Nord", "status": "aaben", "form": "aaben",
    "taerskel": 5,
}  # fmt: skip
AGREEMENT: dict[str, Any] = {
    "format": 1, "aendret": UTC_NOON, "pejlemaerke": {"1": {"vaerdi": 3, "begrundelse": "Fordi."}},
}  # fmt: skip
ACTION: dict[str, Any] = {
    "format": 1, "id": "k7f3", "tekst": "Tegn kortet", "ansvarlig": "Mette", "frist": TODAY,
    "tegn": "Det hænger", "pejlemaerke": 1, "oprettet": UTC_NOON, "aendret": UTC_NOON,
    "forloeb": [{"dato": TODAY, "status": "i_gang", "tekst": "Begyndt"}],
}  # fmt: skip
SETTINGS: dict[str, Any] = {
    "format": 1,
    "katalog": "bostoette",
    "vist": {"bostoette-5r1": UTC_NOON},
}


def write_folder(folder: Path) -> None:
    """A small whole data folder: a round with one answer, an agreement, an action."""
    import tomli_w

    whole: dict[str, dict[str, Any]] = {
        "katalog.toml": CATALOGUE, "runde.toml": ROUND_VALUES, "faelles.toml": AGREEMENT,
        "besvarelser/a.toml": RESPONSE, "handleplan/k7f3.toml": ACTION,
    }  # fmt: skip
    for name, values in whole.items():
        path = folder / "runder" / ROUND / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tomli_w.dumps(values).encode())
    (folder / "kataloger").mkdir()
    (folder / "kataloger" / "lille.toml").write_bytes(tomli_w.dumps(CATALOGUE).encode())


# The readers that get files made to take time; the others go the same way through the file.
EXTREME_READERS = ("katalog", "besvarelse", "importer")


def written(values: dict[str, Any]) -> bytes:
    """A file of those values."""
    import tomli_w

    return tomli_w.dumps(values).encode()


def everything_in(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder, with its content."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_safe_everywhere(name: str) -> bool:
    """Whether a name is a file's on every system: short, plain, and no device of Windows."""
    stem = name.partition(".")[0]
    return re.fullmatch(r"[a-z0-9-]{1,80}", name) is not None and stem not in {
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }


def _inert(found: Iterable[str]) -> None:
    if first := next(iter(found), None):
        raise Fault(first)


@contextmanager
def _refusing() -> Iterator[None]:
    """Let the tool refuse in its own words, as long as they are inert and short."""
    try:
        yield
    except BostoetteError as error:
        if len(str(error)) > 200_000:
            raise Fault("the error is too long") from error


# --- Readers: what stands in the file is hostile -----------------------------------------------


def read_catalogue(world: World, data: bytes) -> None:
    path = world.inbox / "katalog.toml"
    path.write_bytes(data)
    with _refusing():
        catalogues.judge(path)
    with _refusing():
        source = catalogues.load(path)
        catalogues.as_copy(source, "kopi")


def read_response(world: World, data: bytes) -> None:
    world.of_round("besvarelser", "a.toml").write_bytes(data)
    stored = Store(world.data).find_round(ROUND)
    published(data_of(stored))
    with _refusing():
        item = stored.find_response("a")
        assert item is not None
        stored.keep_response(item.response, item)


def read_round(world: World, data: bytes) -> None:
    world.of_round("runde.toml").write_bytes(data)
    store = Store(world.data)
    for stored in store.listing.rounds:
        with _refusing():
            published(data_of(stored))
            stored.keep_round(msgspec.structs.replace(stored.round, status="lukket"))


def read_agreement(world: World, data: bytes) -> None:
    world.of_round("faelles.toml").write_bytes(data)
    stored = Store(world.data).find_round(ROUND)
    with _refusing():
        whole = stored.stored_agreement
        stored.keep_agreement(whole.agreement, whole)
        _show_result(data_of(stored))


def read_action(world: World, data: bytes) -> None:
    world.of_round("handleplan", "k7f3.toml").write_bytes(data)
    stored = Store(world.data).find_round(ROUND)
    reading_ = stored.plan.reading
    planned = [Planned(stored.round, action) for action in reading_.actions]
    with redirect_stdout(io.StringIO()):
        show(plan_page(planned, TODAY))
    calendar(planned, UTC_NOON)
    for item in reading_.stored:
        with _refusing():
            stored.plan.keep(item.action, item)


def read_settings(world: World, data: bytes) -> None:
    (world.data / "indstillinger.toml").write_bytes(data)
    (world.data / "spoergsmaal.toml").write_bytes(data)
    (world.home / "person").mkdir(exist_ok=True)
    (world.home / "person" / "person.toml").write_bytes(data)
    store = Store(world.data)
    with _refusing():
        _ = store.default_catalogue
    with _refusing():
        shown = settings.read_shown(world.data)
        catalogue = store.library.find("bostoette").catalogue
        reflection.next_question(catalogue, catalogue.pejlemaerker, shown.moments)
    with _refusing():
        identity.respondent_id(store.find_round(ROUND).round, Role.STAFF)
    with _refusing():
        settings.choose_catalogue(world.data, "bostoette")


def take_in(world: World, data: bytes) -> None:
    """A file from a colleague, the form's or another, among others in a folder."""
    path = world.inbox / "svar.toml"
    path.write_bytes(data)
    with _refusing():
        files = gather([world.inbox]).files
        for receipt in take_in_all(Store(world.data), files, Wish()):
            _ = receipt.sentence


def examine_folder(world: World, data: bytes) -> None:
    """The examination of a folder where a file of each kind is damaged alike."""
    for name in ("besvarelser/a.toml", "handleplan/k7f3.toml", "faelles.toml"):
        world.of_round(name).write_bytes(data)
    _checked_run(world, ["--mappe", str(world.data), "tjek"])


READERS: dict[str, tuple[Callable[[World, bytes], None], dict[str, Any]]] = {
    "katalog": (read_catalogue, CATALOGUE),
    "besvarelse": (read_response, RESPONSE),
    "runde": (read_round, ROUND_VALUES),
    "fælles": (read_agreement, AGREEMENT),
    "handling": (read_action, ACTION),
    "indstillinger": (read_settings, SETTINGS),
    "importer": (take_in, RESPONSE),
    "tjek": (examine_folder, RESPONSE),
}


def reader(world: World, name: str) -> Target:
    """The target that feeds a reader files bent from a valid one."""
    function, values = READERS[name]
    count = 0

    def case(draw: random.Random) -> None:
        nonlocal count
        count += 1
        if count % 50 == 0:
            world.renew()
        function(world, hostile.data(draw, values))

    return case


# --- The command line ---------------------------------------------------------------------------


def command_line(world: World) -> Target:
    """The target that runs generated command lines, and watches what they touch."""
    paths = (
        str(world.inbox), str(world.inbox / "svar.toml"), str(world.inbox / "ny.md"),
        str(world.home / "findes ikke" / "x"), str(world.data), "../x", "a/../../x", ROUND, "a",
        "k7f3", str(world.home / "rapport.html"), str(world.home / "tal.xlsx"),
    )  # fmt: skip
    count = 0

    def case(draw: random.Random) -> None:
        nonlocal count
        if count % 25 == 0:
            world.renew()
            shutil.copy(world.of_round("besvarelser", "a.toml"), world.inbox / "svar.toml")
        count += 1
        os.chdir(world.inbox)  # so that even ``../x``, which may be written when named, is at home
        words = [word.replace("\x00", "") for word in hostile.command_line(draw, paths)]
        _checked_run(world, ["--mappe", str(world.data), *words])

    return case


def _checked_run(
    world: World, words: list[str], typed: Iterable[str] = (), out: io.StringIO | None = None
) -> None:
    out, err = out or io.StringIO(), io.StringIO()
    out.buffer = io.BytesIO()  # type: ignore[attr-defined]
    before = sys.stdin
    sys.stdin = _Terminal() if isinstance(out, _Terminal) else io.StringIO("\n".join(typed))
    os.environ["COLUMNS"] = "80"
    try:
        with watched() as touches, redirect_stdout(out), redirect_stderr(err):
            status = run(words)
    finally:
        sys.stdin = before
        os.environ.pop("BOSTOETTE_MAPPE", None)
    if status not in (0, 1, 2, 130):
        raise Fault(f"status {status}")
    if "Traceback" in out.getvalue() + err.getvalue():
        raise Fault("a traceback")
    for said in (out.getvalue(), err.getvalue()):
        if not said.startswith(("<!doctype", "\ufeff")):
            for line in said.splitlines():
                if found := next(inert.on_coloured_screen(line), None):
                    raise Fault(f"{words[2:4]}: {found} i {line[:100]!r}")
    if stray := strayed(touches, world.home):
        raise Fault(f"{words[2:]}: {stray[0]}")


# --- The keyboard: whatever keys are pressed ------------------------------------------------------

_DIALOGUES = (
    "evaluer", "evaluer", "evaluer 2 1", "evaluer --navn Anden", "evaluer --ny-runde Ny",
    "evaluer --faelles", "evaluer --faelles 1", "handleplan opfoelgning", "handleplan tilfoej",
    "handleplan ret k7f3", "handleplan drop k7f3", f"runde slet {ROUND}",
)  # fmt: skip
_SHOWN_AS_KEPT = re.compile(r"  (\S)  \S")


class _Terminal(io.StringIO):
    """A stream that somebody sits at."""

    def isatty(self) -> bool:
        return True


class _Witness(_Terminal):
    """The screen above the card: when it is told that something is kept, it looks in the files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def write(self, text: str) -> int:
        if _SHOWN_AS_KEPT.match(text):
            shown = " ".join(text.split())
            kept = (" ".join(line.split()) for line in _kept(self.folder))
            if not any(line.startswith(shown) for line in kept):
                raise Fault(f"not kept: {text!r}")
        return super().write(text)


def _kept(folder: Path) -> Iterator[str]:
    """The lines that what stands in the files may be shown as."""
    yield from ("✎ Note taget væk", "✎ Til eftertanke")
    for stored in Store(folder).listing.rounds:
        catalogue, scale = stored.catalogue, stored.catalogue.scale
        for one in stored.reading.responses:
            for id_, answer in one.answers.items():
                yield f"✎ Note »{_brief(answer.note, 54)}«"
                label = _label(scale, answer.value)
                text = catalogue.statements[id_].text_for(one.role)
                note = "  ✎ note" if answer.note else ""
                yield f"{key_of(scale, answer.value) or '·'} {label} {_brief(text, 48)}{note}"
            for words in one.reflections.values():
                yield f"✎ Til eftertanke {_brief(words.text, 50)}"
        for agreed in stored.agreement.by_number.values():
            step = f"{key_of(scale, agreed.value)} {_label(scale, agreed.value)}"
            yield f"{step} {_brief(agreed.reason, 50)}"
        for action in stored.plan.reading.actions:
            keys = [key for key, status in OUTCOMES.items() if status is action.status]
            yield from (
                f"{key} {action.status.label.capitalize()} {_brief(action.text, 50)}"
                for key in keys
            )


def _brief(text: str, width: int) -> str:
    return shorten(one_line(text), width)


def _label(scale: Scale, value: Any) -> str:
    if isinstance(value, NoNumber):
        return value.label.capitalize()
    step = scale.step(value) if value is not None else None
    return step.name if step else ""


def keys(world: World) -> Target:
    """The target that presses keys at random in each dialogue."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.data_structures import Size
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    class Screen(DummyOutput):
        size = Size(24, 80)

        def get_size(self) -> Size:
            return self.size

    screen = Screen()
    count = 0

    def case(draw: random.Random) -> None:
        nonlocal count
        if count % 25 == 0:
            world.renew()
        count += 1
        screen.size = Size(draw.choice((2, 8, 24)), draw.choice((10, 40, 80)))
        words = draw.choice(_DIALOGUES).split()
        with (
            create_pipe_input() as pipe,
            create_app_session(pipe, screen),
            library_keys_made_once(),
        ):
            pipe.send_bytes(hostile.keys(draw))
            pipe.close()
            _checked_run(world, ["--mappe", str(world.data), *words], out=_Witness(world.data))

    return case


# --- Renderers: every word of a round is hostile --------------------------------------------------


def _drawn(columns: int, pages: Iterable[Any]) -> None:
    out = io.StringIO()
    os.environ["COLUMNS"] = str(columns)
    with redirect_stdout(out):
        for page in pages:
            show(page)
    _inert(inert.on_coloured_screen(out.getvalue()))


def _show_result(data: Any) -> None:
    _drawn(80, [round_page(published(data), statements=True)])


def terminal(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    catalogue, columns = rounds[1].catalogue, draw.choice((20, 40, 80, 200))
    comparison = compare(rounds)
    first = catalogue.pejlemaerker[0]
    planned = [Planned(data.round, action) for data in rounds for action in data.actions]
    voices = [voices_through(rounds, row.pejlemaerke.number) for row in comparison.rows]
    _drawn(
        columns,
        [
            round_page(published(rounds[1]), statements=True),
            comparison_page(comparison),
            comparison_page(comparison, course=True),
            words_page(comparison, voices),
            plan_page(planned, TODAY),
            rounds_page([published(data) for data in rounds]),
            meeting_page(prepare(rounds, 60, TODAY)),
            reading.overview(catalogue),
            reading.whole(catalogue, first),
            reading.one_part(catalogue, first, first.anbefalinger[0]),
            reading.shelf([catalogue], "vores"),
            reading.methods_page([catalogue], {"m"}, brief=draw.random() < 0.5),
            reading.question_page(first, first.reflections[0]),
            reading.about(catalogue),
            hits_page([(catalogue, list(search(catalogue, hostile.text(draw, 1))))]),
        ],
    )


def in_markdown(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    _inert(inert.in_markdown(markdown.markdown(build(rounds))))
    _inert(inert.in_markdown(meeting_markdown(prepare(rounds, 60, TODAY))))
    _inert(inert.in_markdown(form_markdown.paper(_form(rounds))))


def in_html(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    _inert(inert.in_html(html.html(build(rounds))))
    _inert(inert.in_html(meeting_web(prepare(rounds, 60, TODAY))))
    page = form_html.page(_form(rounds))
    _inert(inert.in_html(page, scripts=page.count("<script")))


def _form(rounds: tuple[Any, Any]) -> forms.Form:
    return forms.build(rounds[1].catalogue, rounds[1].round, (), None)


def in_csv(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    report = build(rounds)
    _inert(inert.in_csv(csv.danish(report)))
    _inert(inert.in_csv(csv.international(report), separator=",", decimal="."))
    for table in long_format.tables(long_format.TeamRound("t", hostile.text(draw), rounds[1]),
                                    words=True):  # fmt: skip
        _inert(inert.in_csv(csv.long(table), separator=",", decimal="."))


def in_json(draw: random.Random) -> None:
    import json as parser

    text = json.document(build(hostile_round.made(draw)))
    parser.loads(text)
    text.encode()


def in_xlsx(draw: random.Random) -> None:
    _inert(inert.in_workbook(xlsx.workbook(build(hostile_round.made(draw)))))


def in_docx(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    _inert(inert.in_document(docx.document(build(rounds))))
    _inert(inert.in_document(meeting_document(prepare(rounds, 60, TODAY))))


def in_calendar(draw: random.Random) -> None:
    rounds = hostile_round.made(draw)
    planned = [Planned(data.round, action) for data in rounds for action in data.actions]
    _inert(inert.in_calendar(calendar(planned, UTC_NOON)))


RENDERERS: dict[str, Target] = {
    "terminal": terminal,
    "markdown": in_markdown,
    "webside": in_html,
    "csv": in_csv,
    "json": in_json,
    "excel": in_xlsx,
    "word": in_docx,
    "kalender": in_calendar,
}


def parse(data: bytes) -> None:
    """TOML and the check of its form alone: what a coverage-guided fuzzer goes through fastest."""
    with _refusing():
        toml.parse(data, Path("x"))


# --- A data folder in which every word is hostile, and a person who answers with hostile words ----

_READING = (
    "start", "runder", "resultat", "resultat --udsagn", "resultat --json", "sammenlign",
    "sammenlign --ord", "sammenlign --alle", "sammenlign --json", "moede", "handleplan",
    "handleplan --alle", "handleplan --json", "tjek", "kataloger", "om", "vis", "vis 1", "vis 1.1",
    "vis --json", "refleksion", "metoder", "metoder m", "soeg x", "skema --format markdown",
    "eksporter", "eksporter --format json", "eksporter --format csv", "runde ny Ny", "runde luk r",
    "handleplan gjort ab0 Godt", "katalog vaelg vores", "katalog installer kataloger/vores.toml",
    "katalog tjek kataloger/vores.toml", "katalog kopier vores ny.toml", "evaluer --enkel",
    "evaluer --faelles --enkel", "handleplan opfoelgning --enkel", "handleplan tilfoej --enkel",
    "handleplan ret ab0 --enkel", "importer {runde}/besvarelser",
)  # fmt: skip


def hostile_folder(world: World) -> Target:
    """The target that reads, and answers in, a folder in which every word is hostile."""

    def case(draw: random.Random) -> None:
        world.renew()
        shutil.rmtree(world.data)
        rounds = hostile_round.made(draw)
        for data in rounds:
            _write_round(world.data, data)
        own = world.data / "kataloger" / "vores.toml"
        own.parent.mkdir()
        shutil.copy(next(world.data.glob("runder/*/katalog.toml")), own)
        os.chdir(world.data)
        place = f"runder/{rounds[1].round.id}"
        words = draw.choice(_READING).replace("{runde}", place).split()
        keys = ["1", "2", "3", "n", "i", "v", "o", "t", "h", "?", "", "-"]
        typed = [
            draw.choice(keys) if draw.random() < 0.6 else " ".join(hostile.text(draw, 2).split())
            for _ in range(draw.randrange(30))
        ]
        _checked_run(world, ["--mappe", str(world.data), *words], typed)

    return case


def _write_round(folder: Path, data: Any) -> None:
    import tomli_w

    from bostoette_cli.storage.merging import merged

    place = folder / "runder" / data.round.id
    for name in ("besvarelser", "handleplan"):
        (place / name).mkdir(parents=True)
    catalogue = msgspec.to_builtins(data.catalogue)
    (place / "katalog.toml").write_bytes(tomli_w.dumps(catalogue).encode())
    whole = {"runde": data.round, "faelles": data.agreement}
    whole |= {f"besvarelser/{one.id}": one for one in data.responses}
    whole |= {f"handleplan/{one.id}": one for one in data.actions}
    for name, value in whole.items():
        (place / f"{name}.toml").write_bytes(toml.dump(merged({}, value)))
