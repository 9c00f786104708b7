"""The tables of formats: a new one is a line here and a writer of its own.

A writer is named and not imported, so that a command line loads only the one it uses.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from bostoette_cli.domain.errors import MissingExtra, WrongUse
from bostoette_cli.language.text import closest, listed, one_line

OFFICE, DATA = "office", "data"


class Format(NamedTuple):
    """A way to write something down.

    Attributes:
        name: what the user calls it.
        endings: the endings of such a file; the first is the usual one.
        writer: where the function that writes it stands, as ``module:function`` under ``reports``.
        on_screen: whether it can be read on a screen; else it must go to a file or a program.
        extra: what must be chosen at installation for it to work; blank where nothing must.
    """

    name: str
    endings: tuple[str, ...]
    writer: str
    on_screen: bool = True
    extra: str = ""


# The first of each table is the one to take when none is named.
REPORT = (
    Format("markdown", (".md", ".markdown", ".txt"), "markdown:markdown"),
    Format("html", (".html", ".htm"), "html:html", on_screen=False),
    Format("json", (".json",), "json:document"),
    Format("csv", (".csv",), "csv:danish"),
    Format("xlsx", (".xlsx",), "xlsx:workbook", on_screen=False, extra=OFFICE),
    Format("docx", (".docx",), "docx:document", on_screen=False, extra=OFFICE),
)
MEETING = (
    Format("markdown", (".md", ".markdown", ".txt"), "meeting_markdown:meeting_markdown"),
    Format("html", (".html", ".htm"), "meeting_html:meeting_page", on_screen=False),
    Format("docx", (".docx",), "meeting_docx:meeting_document", on_screen=False, extra=OFFICE),
)
FORM = (
    Format("html", (".html", ".htm"), "form_html:page", on_screen=False),
    Format("markdown", (".md", ".markdown", ".txt"), "form_markdown:paper"),
)
CALENDAR = Format("kalender", (".ics",), "calendar:calendar", on_screen=False, extra=OFFICE)
# These write one table of the long format.
LONG = (
    Format("csv", (".csv",), "csv:long"),
    Format("parquet", (".parquet",), "parquet:long", on_screen=False, extra=DATA),
)
INTERNATIONAL_CSV = Format("csv", (".csv",), "csv:international")


def named(word: str, formats: Sequence[Format]) -> Format:
    """The format of that name.

    Raises:
        WrongUse: there is none.
    """
    names = [format_.name for format_ in formats]
    if word in names:
        return formats[names.index(word)]
    near = closest(word, names)
    hint = f"Mente du {near}?" if near else f"Brug {listed(names, 'eller')}."
    raise WrongUse(f"Formatet »{one_line(word)}« findes ikke. {hint}")


def agreed(word: str, ending: str, formats: Sequence[Format]) -> Format:
    """The format of that name, for a file whose ending does not promise something else.

    What can be read on a screen is plain text, and may be called so.

    Raises:
        WrongUse: there is no such format, or the file would be opened as another.
    """
    format_ = named(word, formats)
    if ending.lower() in ("", *format_.endings, *([".txt"] if format_.on_screen else [])):
        return format_
    raise WrongUse(
        f"Filen ender på {one_line(ending)}, men --format siger {word}. "
        f"Giv filen endelsen {format_.endings[0]}, eller vælg et andet format."
    )


def promised(ending: str, formats: Sequence[Format]) -> Format:
    """The format that a file of that ending is opened as; plain text where it has none.

    Raises:
        WrongUse: the file would be opened as something that cannot be written.
    """
    if not ending and formats[0].on_screen:
        return formats[0]
    for format_ in formats:
        if ending.lower() in format_.endings:
            return format_
    usual = listed([format_.endings[0] for format_ in formats], "eller")
    which = f"der ender på {one_line(ending)}," if ending else "der ikke har en endelse,"
    raise WrongUse(f"Filer, {which} kan ikke skrives. Giv filen endelsen {usual}.")


def write(format_: Format, content: Any) -> str | bytes:
    """Write something in a format: text, or bytes where it matters which.

    Args:
        format_: one of a table above.
        content: what that table's writers take.

    Raises:
        MissingExtra: the format needs something that is not installed.
    """
    written: str | bytes = writer(format_)(content)
    return written


def writer(format_: Format) -> Callable[..., Any]:
    """The function that writes a format.

    Raises:
        MissingExtra: it needs something that is not installed.
    """
    module, function = format_.writer.split(":")
    try:
        found: Callable[..., Any] = getattr(
            import_module(f"bostoette_cli.reports.{module}"), function
        )
    except ImportError as error:
        if not format_.extra:
            raise
        raise MissingExtra(f"Formatet {format_.name}", format_.extra) from error
    return found
