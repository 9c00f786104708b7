"""From plain values to domain values, with every mismatch worded in Danish by its field."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.language.text import listed

T = TypeVar("T")

_KINDS = {
    "int": "et helt tal",
    "float": "et tal",
    "str": "en tekst i anførselstegn",
    "bool": "true eller false",
    "array": "en liste",
    "object": "en tabel",
    "datetime": "et tidspunkt som 2026-11-22T09:12:44+01:00",
    "date": "en dato som 2026-11-22",
    "null": "tom",
}


def convert(values: dict[str, Any], kind: type[T], path: Path) -> T:
    """Check plain values against a domain type.

    Raises:
        DamagedFile: something is missing, or of the wrong kind; the sentence names each field.
    """
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        problems = list(_each_problem(values, kind)) or [_worded(str(error))]
        raise DamagedFile(str(path), problems) from error


def check_format(values: dict[str, Any], known: int, path: Path) -> None:
    """Refuse a file written by a newer version of the tool, before its fields are judged.

    Raises:
        DamagedFile: the format is missing or newer than this version knows.
    """
    version = values.get("format")
    if version == known and version is not True:
        return
    if isinstance(version, int) and version > known:
        raise DamagedFile(
            str(path),
            ["format: nyere, end denne udgave af bostoette kender"],
            "Hent den nyeste udgave af bostoette.",
        )
    raise DamagedFile(str(path), [f"format: der skal stå format = {known} øverst i filen"])


def _each_problem(values: dict[str, Any], kind: type[Any]) -> Iterator[str]:
    """Judge field by field, and a table key by key, so that each fault gets its own place."""
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        name, hint = field.encode_name, hints[field.name]
        if name not in values:
            if field.required:
                yield f"{name}: mangler"
            continue
        value = values[name]
        arguments = get_args(hint)
        keyed = len(arguments) == 2 and arguments[0] is str and isinstance(value, dict)
        if keyed and get_origin(hint) is not tuple:
            for key, entry in value.items():
                if isinstance(entry, dict):
                    for problem in _each_problem(entry, arguments[1]):
                        yield f"{name}.{key}.{problem}"
                else:
                    yield from _problem(entry, arguments[1], f"{name}.{key}")
        else:
            yield from _problem(value, hint, name)


def _problem(value: object, hint: Any, where: str) -> Iterator[str]:
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        yield _worded(str(error), where, hint)


def _worded(message: str, where: str = "", hint: Any = None) -> str:
    at = re.search(r" - at `(?:key` in `)?([^`]*)`$", message)
    what = message[: at.start()] if at else message
    inner = _danish_path(at[1].removeprefix("$").removeprefix(".")) if at else ""
    joint = "." if where and inner and not inner.startswith(" ") else ""
    place = f"{where}{joint}{inner}" or "filen"
    if match := re.match(r"Object missing required field `(.*)`", what):
        return f"{place}.{match[1]}: mangler" if place != "filen" else f"{match[1]}: mangler"
    if match := re.match(r"Invalid enum value (.*)", what):
        return f"{place}: {_quoted(match[1])} kendes ikke{_choices(hint)}"
    if match := re.match(r"Expected `(.*)`, got `.*`", what):
        kinds = [_KINDS.get(k, k) for k in match[1].split(" | ") if k != "null"]
        return f"{place}: skal være {listed(kinds, 'eller')}"
    return f"{place}: har en form, der ikke kan bruges"


def _danish_path(path: str) -> str:
    """``udsagn[1].id`` becomes ``udsagn nr. 2.id``; msgspec hides a table's key as ``[...]``."""
    path = path.replace("[...]", "")
    return re.sub(r"\[(\d+)\]", lambda m: f" nr. {int(m[1]) + 1}", path)


def _quoted(value: str) -> str:
    return f"»{value.strip(chr(39))}«"


def _choices(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"; brug {listed([member.value for member in hint], 'eller')}"
    choices = [c for c in get_args(hint) if isinstance(c, str)]
    for part in get_args(hint):
        if isinstance(part, type) and issubclass(part, StrEnum):
            choices += [member.value for member in part]
    if choices:
        return f"; brug {listed(choices, 'eller')}"
    return ""
