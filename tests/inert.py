"""What no output may hold, whatever people wrote: each check gives what it found, parsed back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
from icalendar import Calendar
from markdown_it import MarkdownIt

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]"
)
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "svg:script", "applet", "frame"}
_ADDRESS = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"}
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def on_screen(text: str) -> Iterator[str]:
    """What a terminal would obey."""
    yield from (f"styretegn {match.group()!r}" for match in _STEERING.finditer(text))


def on_coloured_screen(text: str) -> Iterator[str]:
    """The same where the tool itself uses colour: only its own codes for look may stand."""
    yield from on_screen(re.sub(r"\x1b\[[0-9;]*m", "", text))


def in_markdown(text: str) -> Iterator[str]:
    """What markdown would obey beyond what a report is made of."""
    yield from on_screen(text)
    for token in _MARKDOWN.parse(text):
        for inner in (token, *(token.children or ())):
            if inner.type in ("link_open", "image", "html_inline", "html_block", "fence"):
                yield f"{inner.type}: {inner.content or inner.attrs}"


class _Page(HTMLParser):
    def __init__(self, *, allow_script: bool) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0
        self._allow_script = allow_script

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and self._allow_script:
            self.scripts += 1
        elif tag in _ACTIVE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            said = (value or "").strip().lower()
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            elif name in _ADDRESS and not re.match(r"#|https://|data:image/|data:,", said):
                self.found.append(f"{tag} {name}={said[:60]}")

    handle_startendtag = handle_starttag


def in_html(source: str, *, scripts: int = 0) -> Iterator[str]:
    """What a browser would run or fetch that is not the page's own.

    Args:
        source: the page.
        scripts: how many scripts of its own it has.
    """
    yield from on_screen(source)
    page = _Page(allow_script=scripts > 0)
    page.feed(source)
    page.close()
    yield from page.found
    if page.scripts != scripts:
        yield f"{page.scripts} scripts"


def in_csv(data: bytes, *, separator: str = ";", decimal: str = ",") -> Iterator[str]:
    """Cells that a spreadsheet would take for a formula, and rows of the wrong length."""
    text = data.decode("utf-8-sig")
    yield from on_screen(text.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    number = re.compile(rf"-?\d+({re.escape(decimal)}\d+)?")
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"{len(row)} celler"
        yield from (
            f"celle {cell[:40]!r}"
            for cell in row
            if cell.lstrip(" \u00a0").startswith(_FORMULA) and not number.fullmatch(cell)
        )


def in_workbook(data: bytes) -> Iterator[str]:
    """Formulas, links and broken parts of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type not in ("n", "s", "d", "inlineStr"):
                    yield f"{cell.coordinate} er {cell.data_type}"
                if cell.hyperlink is not None:
                    yield f"{cell.coordinate} er et link"
                if isinstance(cell.value, str):
                    yield from on_screen(cell.value)
    yield from _in_package(data, ("vbaProject", "externalLink", "oleObject"))


def in_document(data: bytes) -> Iterator[str]:
    """Fields, links and broken parts of a Word document."""
    yield from _in_package(data, ("vbaProject", "oleObject", "embeddings"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    own = {"PAGE", "NUMPAGES", "TOC"}
    for instruction in re.findall(r"<w:instrText[^>]*>([^<]*)", body):
        if instruction.split()[:1] and instruction.split()[0] not in own:
            yield f"felt {instruction}"
    if "<w:hyperlink" in body:
        yield "et link"


def _in_package(data: bytes, refused: tuple[str, ...]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if any(word in name for word in refused):
                yield name
            if name.endswith((".xml", ".rels")):
                content = package.read(name)
                ElementTree.fromstring(content)
                if name.endswith(".rels") and b'TargetMode="External"' in content:
                    yield f"{name}: et link ud"


def in_calendar(data: bytes) -> Iterator[str]:
    """What a calendar would do besides showing deadlines."""
    calendar = Calendar.from_ical(data)
    for part in calendar.walk():
        if part.name not in ("VCALENDAR", "VEVENT", "VALARM"):
            yield str(part.name)
        refused = part.keys() & {"ATTENDEE", "ORGANIZER", "ATTACH", "URL", "CONFERENCE", "RRULE"}
        yield from refused
        if part.name == "VALARM" and str(part["ACTION"]) != "DISPLAY":
            yield f"alarm {part['ACTION']}"
    folded = data.replace(b"\r\n ", b"").replace(b"\r\n", b"\n").decode()
    yield from on_screen(folded)
