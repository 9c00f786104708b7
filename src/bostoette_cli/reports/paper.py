"""A Word document being written: headings, tables and quotes by their styles, in Danish on A4.

Looks belong to the styles alone, so that whoever edits the document changes them in one place and
can build a table of contents from the headings.
"""

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from bostoette_cli.language.text import one_line, visible

_DANISH = "da-DK"
_FONT = "Calibri"
_DARK = RGBColor(0x1F, 0x4E, 0x79)
_PAGE = Mm(210), Mm(297)
_MARGIN = Mm(20)
_ROOM_TO_WRITE = Mm(9)
_CELL_MARGIN = "57"  # twentieths of a point: a millimetre, since a page is narrow for ten columns
_WITHIN = _PAGE[0] - 2 * _MARGIN
_CELL, _NUMBER, _HEAD, _NUMBER_HEAD = "Tabeltekst", "Tabeltal", "Tabelhoved", "Talhoved"
# By whether it is a heading, and whether the column holds numbers.
_TABLE_STYLES = {
    (False, False): _CELL,
    (False, True): _NUMBER,
    (True, False): _HEAD,
    (True, True): _NUMBER_HEAD,
}
_FIRST_LEVELS = {1: Pt(16), 2: Pt(13), 3: Pt(11)}


class Paper:
    """A document that grows from the top down; every text given to it is data.

    Args:
        title: what it is about; also the title in its properties.
        subject: what it belongs to.
        author: the team, where it has a name.
        day: the day it is about, kept as the day it was made.
    """

    def __init__(self, title: str, subject: str, author: str, day: date) -> None:
        self._document = Document()
        self._end = self._document.element.body.sectPr
        self._style_ids: dict[str, str] = {}
        _lay_out(self._document)
        _describe(self._document, title, subject, author, day)
        _number_pages(self._document, one_line(title))
        self._add(one_line(title), "Title")
        self._add(one_line(subject), "Subtitle")

    def heading(self, text: str, level: int) -> None:
        """A heading that a table of contents finds; levels 1 to 3."""
        self._add(one_line(text), f"Heading {level}")

    def prose(self, text: str) -> None:
        """A paragraph; its line breaks are kept."""
        self._add(text, "Normal")

    def lead(self, text: str) -> None:
        """A short line above what belongs to it, such as a statement above its quotes."""
        self._add(one_line(text), "Ledetekst")

    def bullets(self, texts: Sequence[str]) -> None:
        """A list."""
        for text in texts:
            self._add(one_line(text), "List Bullet")

    def quote(self, text: str) -> None:
        """Something a person wrote, with its quotation marks and whose words they are."""
        self._add(text, "Quote")

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        numbers: Collection[int] = (),
    ) -> None:
        """A table whose headings are repeated on every page it reaches.

        Args:
            headings: one for each column.
            rows: the texts of each row; an empty text leaves room to write.
            widths: how wide each column is beside the others.
            numbers: the columns that hold numbers, counted from 0.
        """
        self._table(headings, rows, widths, numbers)

    def room(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """A table to write in, by hand or on the computer."""
        table = self._table(headings, rows, widths)
        for row in table.rows[1:]:
            row.height = _ROOM_TO_WRITE

    def _table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        numbers: Collection[int] = (),
    ) -> Table:
        table: Table = self._document.add_table(rows=1 + len(rows), cols=len(headings))
        table.style = self._document.styles["Table Grid"]
        table.autofit = False
        wide = [Emu(int(_WITHIN * share / sum(widths))) for share in widths]
        for index, row in enumerate(table.rows):
            _keep_together(row, repeated=index == 0)
            for place, (cell, text) in enumerate(
                zip(row.cells, headings if index == 0 else rows[index - 1], strict=True)
            ):
                cell.width = wide[place]
                style = _TABLE_STYLES[index == 0, place in numbers]
                _fill(cell.paragraphs[0], text, self._style(style))
        for column, width in zip(table.columns, wide, strict=True):
            column.width = width
        self._add("", "Efter tabel")
        return table

    def data(self) -> bytes:
        """The document as a file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _add(self, text: str, style: str) -> None:
        # The library's own way looks for the end of the document through all that is in it.
        paragraph = OxmlElement("w:p")
        self._end.addprevious(paragraph)
        _fill(Paragraph(paragraph, self._document._body), text, self._style(style))

    def _style(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self._document.styles[name].style_id
        return self._style_ids[name]


def _fill(paragraph: Any, text: str, style_id: str) -> None:
    # By its id: given the style itself, the library reads through all styles for each paragraph.
    paragraph._p.style = style_id
    if text:
        paragraph.add_run(visible(text).strip())


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    styles = document.styles
    _speak_danish(document)
    normal = styles["Normal"]
    _set_font(normal, Pt(11))
    normal.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Subtitle", "Quote"):
        _set_font(styles[name])
    styles["Title"].font.size = Pt(24)
    for level, size in _FIRST_LEVELS.items():
        style = styles[f"Heading {level}"]
        _set_font(style, size)
        style.font.color.rgb = _DARK
        style.paragraph_format.space_before = Pt(18 - 4 * level)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.keep_with_next = True
    quote = styles["Quote"].paragraph_format
    quote.left_indent, quote.space_after = Mm(6), Pt(4)
    for margins in styles.element.iter(qn("w:tblCellMar")):
        for side in ("w:left", "w:right"):
            margins.find(qn(side)).set(qn("w:w"), _CELL_MARGIN)
    _add_styles(styles)


def _add_styles(styles: Any) -> None:
    """The styles of our own, under Danish names: what a table holds, and what leads to quotes."""

    def made(name: str, based_on: str) -> Any:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[based_on]
        style.quick_style = True
        return style

    cell = made(_CELL, "Normal")
    cell.font.size = Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.0
    made(_NUMBER, _CELL).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = made(_HEAD, _CELL)
    head.font.bold = True
    head.paragraph_format.keep_with_next = True
    made(_NUMBER_HEAD, _HEAD).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    lead = made("Ledetekst", "Normal")
    lead.font.bold = True
    lead.paragraph_format.keep_with_next = True
    after = made("Efter tabel", "Normal")
    after.font.size = Pt(6)
    after.paragraph_format.space_after = Pt(0)


def _set_font(style: Any, size: Any = None) -> None:
    """One font for a style, in place of the theme's."""
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    if size is not None:
        style.font.size = size


def _speak_danish(document: Any) -> None:
    """Have the text spelled as Danish."""
    (language,) = document.styles.element.iter(qn("w:lang"))
    language.set(qn("w:val"), _DANISH)


def _describe(document: Any, title: str, subject: str, author: str, day: date) -> None:
    properties = document.core_properties
    longest = 255  # what the format allows
    properties.title = one_line(title)[:longest]
    properties.subject = one_line(subject)[:longest]
    properties.author = properties.last_modified_by = one_line(author)[:longest]
    properties.comments = "Skrevet af bostoette"
    properties.language = _DANISH
    properties.created = properties.modified = datetime.combine(day, time())


def _number_pages(document: Any, title: str) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(_WITHIN, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{title}\tSide ")
    _field(footer, "PAGE")
    footer.add_run(" af ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Any, instruction: str) -> None:
    """A field that Word fills in by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _keep_together(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page; repeat it on every page where it is the headings."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
