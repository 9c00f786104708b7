"""Finding the line of a field in a TOML file, so that a person can mend it in Notepad.

TOML readers give values without places. This walks the file's headings and keys and finds the
line that comes closest to a place such as ``pejlemaerke nr. 2.udsagn nr. 1.ordlyd.borger``.
"""

import re
from collections import Counter
from collections.abc import Iterator

_HEADING = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*[=.]")
_FENCE = '"""'

Place = tuple[str, ...]


def with_line(problem: str, text: str) -> str:
    """Put the line in front of a problem that begins with a place and a colon."""
    place, colon, _ = problem.partition(":")
    line = line_of(place, text) if colon else None
    return f"linje {line}: {problem}" if line else problem


def line_of(place: str, text: str) -> int | None:
    """The line of a place, or of the nearest field around it; None where nothing fits."""
    wanted = _parts(place)
    best, line = 0, None
    for number, found in _places(text):
        shared = 0
        for one, other in zip(wanted, found, strict=False):
            if other not in (one, one.partition("#")[0]):
                break
            shared += 1
        if shared == len(wanted):
            return number
        if shared == len(found) and shared > best:
            best, line = shared, number
    return line


def _parts(place: str) -> Place:
    """``a nr. 2.b`` as ``("a#2", "b")``."""
    return tuple(re.sub(r" nr\. (\d+)", r"#\1", place).replace(" ", "").split("."))


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """Each line that opens a table or sets a key, with its full place."""
    counts: Counter[Place] = Counter()
    table: Place = ()
    inside = False  # a text of several lines, such as a note
    for number, line in enumerate(text.splitlines(), 1):
        starts_inside, inside = inside, inside ^ (line.count(_FENCE) % 2 == 1)
        if starts_inside:
            continue
        if heading := _HEADING.match(line):
            names = [name.strip().strip('"') for name in heading[2].split(".")]
            table = _opened(names, heading[1] == "[[", counts)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, key[1].strip('"'))


def _opened(names: list[str], is_list: bool, counts: Counter[Place]) -> Place:
    """The place of a heading: lists above it are where they were last opened."""
    place: Place = ()
    for depth, name in enumerate(names):
        plain = (*place, name)
        if is_list and depth == len(names) - 1:
            counts[plain] += 1
        place = (*place, f"{name}#{counts[plain]}" if counts[plain] else name)
    return place
