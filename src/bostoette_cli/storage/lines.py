"""Finding the line of a field in a TOML file, so that a person can mend it in Notepad.

TOML readers give values without places. This walks the file's headings and keys and finds the
line that comes closest to a place such as ``pejlemaerke nr. 2.udsagn nr. 1.ordlyd.borger``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"^\s*(\[\[?)([^\]]+)\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*[=.]")
_FENCE = '"""'

Place = tuple[str, ...]

_MOST_SOUGHT = 50


def with_lines(problems: Sequence[str], text: str) -> list[str]:
    """Put the line in front of problems that begin with a place and a colon.

    Only so many as somebody can mend in one sitting: each is a walk through the file.
    """
    places = list(_places(text))
    sought = [_with_line(problem, places) for problem in problems[:_MOST_SOUGHT]]
    return [*sought, *problems[_MOST_SOUGHT:]]


def _with_line(problem: str, places: Sequence[tuple[int, Place]]) -> str:
    place, colon, _ = problem.partition(":")
    line = _line_of(place, places) if colon else None
    return f"linje {line}: {problem}" if line else problem


def _line_of(place: str, places: Sequence[tuple[int, Place]]) -> int | None:
    """The line of a place, or of the nearest field around it; None where nothing fits."""
    wanted = _parts(place)
    best, line = 0, None
    for number, found in places:
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
