"""Hostile input: texts that want to be obeyed, files bent out of shape, odd command lines.

Everything is drawn from a seed, so that a case can be made again from its number. The quick tests
draw a few hundred; ``tools/proof/fuzz.py`` draws a hundred thousand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import tomli_w

from every_command import EVERY

ATOMS = (
    *("\x1b[31m", "\x1b]0;titel\x07", "\x9b31m", "\x1b[2J", "\r", "\x00", "\x08", "\x7f", "\x85"),
    *("\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\u2029", "\ufeff", "\ufffe", "\u200b"),
    *("[bold]", "[/]", "[/bold]", "[link=http://ond.example]x[/link]", "\\[x]", ":smile:"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td>", "<!--", "-->", "]]>"),
    *("javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://ond.example/x.png)"),
    *("http://ond.example", "<http://ond.example>", "ond@eksempel.dk", "&amp;", "&#x6A;"),
    *("=HYPERLINK(\"http://ond.example\")", "=cmd|'/c calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1"),
    *("＝1", "＋1", "'", '"', '"""', "'''", "\\", "\\u0000", "{{7*7}}", "{% x %}", "${x}", "%s%n"),
    *("| a | b |", "|-|-|", "# ", "- ", "1. ", "> ", "---", "```", "~~~", "    kode", "***", "__"),
    *("BEGIN:VEVENT", "\r\nATTENDEE:mailto:x@ond.example\r\n", "END:VEVENT", "\n[svar.x]\n"),
    *("../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x", "\\\\server\\x", "CON", "NUL.txt"),
    *("e\u0301", "\u212b", "ﬁ", "æøå", "ÆØÅ", "ß", "İ", "👩‍👩‍👧", "𝔘", "\u0489", "אבג", "あ"),
    *(" ", "  ", "\n", "\n\n", "\t", "\u00a0", "a", "1", "x" * 300, "010190-1234", "§ 85", "", "."),
    *("1" * 3000, "1,1" * 1000, "1 af " * 600),
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    *(0, 1, 3, 5, -1, 10, 9999, 10_000, 2**31, 2**63 - 1, -(2**63), 2**64, 10**30, 10**5000),
    *(0.0, -0.0, 1.5, 1e-320, 1e308, float("inf"), float("-inf"), float("nan"), True, False),
)
MOMENTS: tuple[Any, ...] = (
    date(1, 1, 1), date(9999, 12, 31), date(2026, 11, 22), time(0, 0), time(23, 59, 59, 999_999),
    datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=23, minutes=59))),
    datetime(2026, 11, 22, 9, 12, 44, tzinfo=UTC),
)  # fmt: skip
KEYS = (
    *(
        "format",
        "id",
        "katalog",
        "udgave",
        "rolle",
        "svar",
        "vaerdi",
        "note",
        "refleksion",
        "titel",
    ),
    *("dato", "taerskel", "pejlemaerke", "nummer", "skala", "trin", "forloeb", "status", "frist"),
)


def text(draw: random.Random, most: int = 6) -> str:
    """A text of hostile pieces, now and then of any characters at all."""
    if draw.random() < 0.15:
        return "".join(chr(draw.choice((draw.randrange(0xD800), draw.randrange(0xE000, 0x110000))))
                       for _ in range(draw.randrange(12)))  # fmt: skip
    return "".join(draw.choice(ATOMS) for _ in range(draw.randint(1, most)))


def value(draw: random.Random, depth: int = 0) -> Any:
    """Anything a TOML file can hold."""
    kind = draw.random()
    if kind < 0.45:
        return text(draw)
    if kind < 0.65:
        return draw.choice(NUMBERS)
    if kind < 0.8:
        return draw.choice(MOMENTS)
    if depth > 3:
        return draw.choice(([], {}))
    if kind < 0.9:
        return [value(draw, depth + 1) for _ in range(draw.randrange(4))]
    return {key(draw): value(draw, depth + 1) for _ in range(draw.randrange(4))}


def key(draw: random.Random) -> str:
    """A field's name: one of ours, or anything."""
    return draw.choice(KEYS) if draw.random() < 0.6 else text(draw, 2)


def bent(draw: random.Random, values: Any) -> Any:
    """The values of a file with a few of them changed, taken out, renamed or added."""
    whole = _copy(values)
    for _ in range(draw.randint(0, 3)):
        _bend_one(draw, whole)
    return whole


def _copy(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _copy(inner) for name, inner in part.items()}
    return [_copy(inner) for inner in part] if isinstance(part, list) else part


def _bend_one(draw: random.Random, whole: Any) -> None:
    places = [place for place in _containers(whole) if place]
    if not places:
        return
    place = draw.choice(places)
    name = draw.choice(list(place) if isinstance(place, dict) else range(len(place)))
    match draw.randrange(6):
        case 0 if isinstance(place, dict):
            del place[name]
        case 1 if isinstance(place, dict):
            place[key(draw)] = place.pop(name)
        case 2 if isinstance(place, dict):
            place[key(draw)] = value(draw)
        case 3 if isinstance(place, list):
            place.extend(_copy(place[name]) for _ in range(draw.randint(1, 30)))
        case 4:
            place[name] = text(draw)
        case _:
            place[name] = value(draw)


def _containers(part: Any) -> Iterator[Any]:
    if isinstance(part, dict | list):
        yield part
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _containers(inner)


def data(draw: random.Random, values: Any) -> bytes:
    """A file: valid values bent, often with its bytes broken too; now and then only bytes."""
    if draw.random() < 0.05:
        return draw.randbytes(draw.randrange(200))
    written = _written(bent(draw, values))
    return broken(draw, written) if draw.random() < 0.5 else written


def _written(values: dict[str, Any]) -> bytes:
    try:
        return tomli_w.dumps(values).encode("utf-8", "replace")
    except ValueError:  # an endless number: Python will not write it, but a file can hold it
        return tomli_w.dumps(_copy_without_endless(values)).encode("utf-8", "replace").replace(
            b'"endless"', b"0x" + b"f" * 5000)  # fmt: skip


def _copy_without_endless(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _copy_without_endless(inner) for name, inner in part.items()}
    if isinstance(part, list):
        return [_copy_without_endless(inner) for inner in part]
    return "endless" if isinstance(part, int) and abs(part) > 10**4000 else part


def broken(draw: random.Random, whole: bytes) -> bytes:
    """The bytes of a file with a few places damaged."""
    found = bytearray(whole)
    for _ in range(draw.randint(1, 4)):
        at, length = draw.randrange(len(found) + 1), draw.randrange(1, 40)
        piece = found[at : at + length]
        match draw.randrange(6):
            case 0:
                del found[at : at + length]
            case 1:
                found[at:at] = piece * draw.randint(1, 20)
            case 2:
                found[at:at] = draw.randbytes(draw.randrange(1, 6))
            case 3:
                found[at:at] = text(draw).encode("utf-8", "replace")
            case 4:
                del found[at:]
            case _:
                found[at:at] = draw.choice(_SYNTAX)
    return bytes(found)


_SYNTAX = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b'"', b"'", b'"""', b"'''", b"#", b"\n", b"\r"),
    *(b"\\", b"\\u", b"\\U0010FFFF", b".", b",", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"0x"),
    *(b"1e999", b"nan", b"-inf", b"2026-02-30", b"[svar]", b"[[pejlemaerke]]", b"a.b.c = 1\n"),
)

# Files that ask for more time or memory than they are worth. Each is under the largest size read.
EXTREMES: dict[str, Callable[[], bytes]] = {
    "nested lists": lambda: b"x = " + b"[" * 400_000,
    "nested lists that end": lambda: b"x = " + b"[" * 400 + b"]" * 400,
    "nested inline tables": lambda: b"x = " + b"{a=" * 300_000,
    "a dotted key without end": lambda: b"a." * 400_000 + b"b = 1",
    "a heading without end": lambda: b"[" + b"a." * 400_000 + b"b]",
    "many headings below each other": lambda: b"".join(
        b"[" + b".".join([b"a"] * n) + b"]\n" for n in range(1, 900)
    ),
    "a number of a hundred thousand digits": lambda: b"format = 1" + b"0" * 100_000,
    "a hexadecimal number without end": lambda: b"format = 1\nx = 0x" + b"f" * 900_000,
    "a fraction without end": lambda: b"x = 0." + b"1" * 900_000,
    "an exponent without end": lambda: b"x = 1e" + b"9" * 900_000,
    "a hundred thousand fields": lambda: (
        b"format = 1\n" + b"".join(b"k%d = 1\n" % n for n in range(90_000))
    ),
    "a hundred thousand answers": lambda: (
        b'format = 1\nkatalog = "lille"\nudgave = "1"\n'
        b'rolle = "medarbejder"\nid = "a"\n' + b"".join(b"[svar.%d]\n" % n for n in range(70_000))
    ),
    "a hundred thousand pejlemaerker": lambda: b"format = 1\n" + b"[[pejlemaerke]]\n" * 60_000,
    "a hundred thousand steps": lambda: b"format = 1\n" + b"[[skala.trin]]\n" * 65_000,
    "one long line": lambda: b'x = "' + b"a" * 990_000 + b'"',
    "a text without end": lambda: b'x = """' + b"\\\n " * 300_000,
    "quotes only": lambda: b'"' * 990_000,
    "comments only": lambda: b"#\n" * 490_000,
    "line breaks only": lambda: b"\r\n" * 490_000,
    "spaces only": lambda: b" " * 990_000,
    "digits and dashes": lambda: b'format = 1\nx = "' + b"01019-" * 160_000 + b'"',
    "digits only": lambda: b'format = 1\nx = "' + b"1" * 990_000 + b'"',
    "separators only": lambda: b'format = 1\nx = "' + b"01 01 90   " * 89_000 + b'"',
    "addresses without end": lambda: b'format = 1\nx = "' + b"a." * 490_000 + b"@" + b'"',
    "merge marks only": lambda: b"<<<<<<< \n" * 110_000,
    "nothing": lambda: b"",
    "nought bytes": lambda: b"\x00" * 990_000,
    "a mark for UTF-16": lambda: b"\xff\xfe" + b"a\x00" * 400_000,
    "over the largest size": lambda: b"#" * 1_000_001,
}

# Words for a command line; {…} is filled in by whoever runs it.
COMMANDS = tuple(EVERY)
OPTIONS = (
    *("--help", "--json", "--alle", "--ord", "--udsagn", "--faelles", "--enkel", "--overskriv"),
    *("--ja", "--erstat", "--linje", "--hent", "--glem"),
    *("--anonym", "--tillad-cpr", "--version", "--alt", "--findes-ikke", "-x", "--", "-"),
)
VALUED = (
    *("--runde", "--ny-runde", "--rolle", "--navn", "--katalog", "--svar", "--ud", "--format"),
    *("--csv-format", "--taerskel", "--team", "--minutter", "--ansvarlig", "--frist", "--tegn"),
    *("--pejlemaerke", "--status"),
)
WORDS = (
    *("1", "5", "5.2", "0", "99999", "-1", "1e9", "٣", "²", "bostoette", "botilbud", "lille"),
    *("medarbejder", "leder", "Efterår 2026", "2026-11", "markdown", "html", "json", "csv", "xlsx"),
    *("om 6 uger", "1/3-2027", "om 9999 år", "31/2", "29. februar", "i dag", "1-1-0001", "netværk"),
    *(
        "dansk",
        "international",
        "parquet",
        "docx",
        "ingen",
        "a/b",
        "~",
        "~findesikke/x",
        "x" * 5000,
    ),
)


def command_line(draw: random.Random, paths: tuple[str, ...]) -> list[str]:
    """A command line that may mean something.

    Args:
        draw: where chance comes from.
        paths: files and folders it may name.
    """
    words = draw.choice(COMMANDS).split() if draw.random() < 0.95 else [_word(draw, paths)]
    for _ in range(draw.randrange(4)):
        kind = draw.random()
        if kind < 0.25:
            words.append(draw.choice(OPTIONS))
        elif kind < 0.6:
            words += [draw.choice(VALUED), _word(draw, paths)]
        else:
            words.append(_word(draw, paths))
    return words


def _word(draw: random.Random, paths: tuple[str, ...]) -> str:
    kind = draw.random()
    if kind < 0.3:
        return draw.choice(paths)
    return draw.choice(WORDS) if kind < 0.65 else text(draw, 3)


# Keys as a terminal sends them. A sequence may be cut short, as on a slow line; so may a letter.
_ANSWERS = (*"12345vinosthgj?\r", "\x1b[A", "\x1b[B", "\t", "\x1b[Z")
_SEQUENCES = (
    *("\x1b[C", "\x1b[D", "\x1bOP", "\x1b[15~", "\x1b[3~", "\x1b[H", "\x1b[F", "\x1b[1;5D"),
    *("\x1b[5;5R", "\x1b[I", "\x1b[O", "\x1b[M !!", "\x1b[<0;1;1M", "\x1b[<64;9999;9999m"),
    *("\x1b[200~", "\x1b[201~", "\x1b[?1;2c", "\x1b]0;x\x07", "\x1b[999999999A", "\x1b\x1b[A"),
    *("\x1b1", "\x1b-", "\x1bf", "\x1b\r", "\x1b.", "\x1b<", "\x18(", "\x18)", "\x18e"),
    *("æ", "Ø", "å", "é", "👩‍👩‍👧", "𝔘", "\u202e", "\u0301", "\x9b31m"),
)  # fmt: skip
_ENDS = ("\x03", "\x04", "\x1a", "\x1c")


def keys(draw: random.Random) -> bytes:
    """What a person, a child, a cat or a clipboard might do to a keyboard."""
    return b"".join(_key(draw) for _ in range(draw.randint(1, 20)))


def _key(draw: random.Random) -> bytes:
    kind = draw.random()
    if kind < 0.55:
        return draw.choice(_ANSWERS).encode()
    if kind < 0.65:
        return text(draw, 2).replace("\x03", "").encode() + b"\r"
    if kind < 0.7:
        return f"\x1b[200~{text(draw)}\x1b[201~".encode()
    if kind < 0.72:  # a paste longer than what is read at a time, a letter across the seam
        return b"\x1b[200~" + b"a" * draw.randint(1010, 1024) + "æ".encode() * 3 + b"\x1b[201~"
    if kind < 0.97:
        sequence = draw.choice(_SEQUENCES).encode()
        return sequence[: draw.randint(1, len(sequence))] if draw.random() < 0.4 else sequence
    return draw.choice((*_ENDS, chr(draw.randrange(32)))).encode()
