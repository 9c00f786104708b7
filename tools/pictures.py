"""Make the README's pictures anew from the demonstration: .venv/bin/python tools/pictures.py

What a terminal would show is played into an emulated one and drawn as SVG, so that the pictures
are the tool itself and the same bytes each time. The page is pictured by Chromium.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import environment
import pexpect
import pyte

PICTURES = environment.ROOT / "docs" / "billeder"
COLUMNS, ROWS = 80, 50
LARGEST = 150_000

CELL, LINE, BASELINE, MARGIN, BAR = 8.4, 19, 14, 16, 34
INK, PAPER, FRAME = "#e4e2dc", "#22252b", "#34383f"
COLOURS = {
    "default": INK, "black": "#22252b", "red": "#e08a7a", "green": "#9cc58a", "brown": "#e0bd7a",
    "blue": "#8ab2e0", "magenta": "#c9a0dc", "cyan": "#7fc9c9", "white": "#e4e2dc",
    "brightblack": "#9aa0a8",
}  # fmt: skip
FONT = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def screen_of(words: list[str], until: str, keys: str = "") -> pyte.Screen:
    """What stands on the screen once a command has shown a text; then it is stopped."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    settings = {
        "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "PAGER": "cat",
        "PROMPT_TOOLKIT_NO_CPR": "1", "TZ": "Europe/Copenhagen",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        child = pexpect.spawn(
            str(environment.PYTHON), ["-m", "bostoette_cli", *words], encoding="utf-8",
            dimensions=(ROWS, COLUMNS), timeout=30, env={**settings, "HOME": home},
        )  # fmt: skip
        for key in keys:
            child.expect("Gem og stop")
            _feed(stream, child)
            child.send(key)
        child.expect(until)
        _feed(stream, child)
        child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=1)
        _feed(stream, child)
        if child.isalive():
            child.sendcontrol("c")
            child.expect(pexpect.EOF)
    return screen


def _feed(stream: pyte.Stream, child: pexpect.spawn) -> None:
    """Show what was read in the emulator, which knows no faint text: that becomes grey."""
    found = child.after if isinstance(child.after, str) else ""
    stream.feed((child.before + found).replace("\x1b[2m", "\x1b[90m"))


def svg(screen: pyte.Screen, command: str, title: str) -> str:
    """Draw a screen as a window, the command on top."""
    lines = [list(_runs(screen, row)) for row in range(ROWS)]
    while lines and not lines[-1]:
        lines.pop()
    width = round(COLUMNS * CELL + 2 * MARGIN)
    height = BAR + MARGIN + len(lines) * LINE + MARGIN
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>',
        f"<title>{html.escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>',
        f'<path d="M0 {BAR}V8a8 8 0 0 1 8-8H{width - 8}a8 8 0 0 1 8 8V{BAR}z" fill="{FRAME}"/>',
        f'<g font-family="{html.escape(FONT)}" font-size="14" fill="{INK}">',
        f'<text x="{MARGIN}" y="22" fill="{COLOURS["brightblack"]}">{html.escape(command)}</text>',
    ]
    for row, runs in enumerate(lines):
        y = BAR + MARGIN + row * LINE
        for column, text, look in runs:
            parts += _drawn(column, y, text, look)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _runs(screen: pyte.Screen, row: int) -> Iterator[tuple[int, str, pyte.screens.Char]]:
    """A line as stretches of one look, each with its column, parted where there is wide air."""
    cells = [screen.buffer[row][column] for column in range(COLUMNS)]
    column = 0
    for look, group in groupby(cells, key=lambda cell: cell._replace(data="")):
        text = "".join(cell.data for cell in group)
        for stretch in re.finditer(r"^.+$" if look.reverse else r"\S+(?: \S+)*", text):
            yield column + stretch.start(), stretch.group(), look
        column += len(text)


def _drawn(column: int, y: int, text: str, look: pyte.screens.Char) -> Iterator[str]:
    """A stretch as text set to the grid, whatever the reader's font; reversed on a ground."""
    x, length = MARGIN + column * CELL, len(text) * CELL
    colour = COLOURS.get(look.fg, f"#{look.fg}")
    if look.reverse:
        yield f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{LINE}" fill="{colour}"/>'
        colour = PAPER
    weight = ' font-weight="bold"' if look.bold else ""
    fill = "" if colour == INK else f' fill="{colour}"'
    yield (
        f'<text x="{x:.1f}" y="{y + BASELINE}" textLength="{length:.1f}"{weight}{fill}>'
        f"{html.escape(text)}</text>"
    )


def terminal(name: str, words: list[str], until: str, title: str, keys: str = "") -> None:
    """Make one picture of a terminal."""
    screen = screen_of(words, until, keys)
    keep(name, svg(screen, f"bostoette {' '.join(words)}", title).encode())


def page(name: str) -> None:
    """Make the picture of the report as a page, where the tool can write one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rapport.html"
        words = ["demo", "eksporter", "--format", "html", "--ud", str(file)]
        done = subprocess.run(
            [environment.PYTHON, "-m", "bostoette_cli", *words], capture_output=True, check=False
        )
        if done.returncode:
            print(f"{name}: {done.stderr.decode().splitlines()[-1]}", file=sys.stderr)
            return
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            window = browser.new_page(viewport={"width": 1100, "height": 1000})
            window.goto(file.as_uri())
            overview = window.get_by_role("heading", name="Overblik").bounding_box()
            around = {"x": 16, "y": overview["y"] - 16, "width": 1068, "height": 736}
            keep(name, window.screenshot(full_page=True, clip=around))
            browser.close()


def keep(name: str, data: bytes) -> None:
    """Write a picture that is small enough for a README."""
    assert len(data) <= LARGEST, f"{name}: {len(data)} bytes"
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / name).write_bytes(data)
    print(f"{name}: {len(data) // 1024} kB")


if __name__ == "__main__":
    terminal(
        "evaluer.svg",
        ["demo", "evaluer", "5", "--rolle", "medarbejder"],
        "Hvad trinnene betyder",
        "Et udsagn i spørgeskemaet med de fem trin, man kan svare",
        keys="4",
    )
    terminal(
        "sammenlign.svg",
        ["demo", "sammenlign"],
        "første og sidste runde",
        "To runder sammenlignet: tallet før og nu for hvert pejlemærke",
    )
    page("rapport.png")
