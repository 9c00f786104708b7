"""From plain values to domain values, with every mismatch worded in Danish by its field."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.language.text import listed

T = TypeVar("T")

_SERIAL = count(1000)
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_MOMENTS = frozenset({"oprettet", "aendret", "dato", "lukket", "frist"})

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
        converted = msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise DamagedFile(str(path), problems(values, kind)) from error
    if untimely := list(_untimely(values)):
        raise DamagedFile(str(path), untimely)
    return converted


def _untimely(values: Mapping[str, Any]) -> Iterator[str]:
    """The places of our days and moments that lie outside what can be counted with everywhere.

    None before the first year is known to every system and spreadsheet, and a moment in the last
    one falls over the edge in another time zone; a day alone does not.
    """
    for place, value in _timed(values):
        is_far = isinstance(value, datetime) and value.year > _LAST_YEAR
        if isinstance(value, date) and (value.year < _FIRST_YEAR or is_far):
            yield f"{place}: året skal være mellem {_FIRST_YEAR} og {_LAST_YEAR}"


def _timed(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    """What stands in our fields for days and moments; others may hold anything."""
    for name, value in values.items():
        if name in _MOMENTS:
            yield f"{above}{name}", value
        elif name == "vist" and isinstance(value, dict):
            yield from ((f"{name}.{key}", entry) for key, entry in value.items())
        elif name == "forloeb" and isinstance(value, list):
            for number, entry in enumerate(value, 1):
                if isinstance(entry, dict):
                    yield from _timed(entry, f"{name} nr. {number}.")


def problems(values: dict[str, Any], kind: type[Any]) -> list[str]:
    """Every mismatch between plain values and a domain type, each with its place."""
    try:
        msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        return list(_each_problem(values, kind)) or [_worded(str(error))]
    return []


def mended(values: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    """The same values with stand-ins for what does not fit, so that the rest can be judged too."""
    hints = get_type_hints(kind)
    whole: dict[str, Any] = {}
    for number, field in enumerate(msgspec.structs.fields(kind)):
        name, hint = field.encode_name, hints[field.name]
        if name in values:
            value = _fitting(values[name], hint)
            if not list(_problem(value, hint, name)):
                whole[name] = value
                continue
        if field.required:
            whole[name] = _stand_in(hint, number)
    return whole


def _fitting(value: object, hint: Any) -> object:
    inner = _inner(hint)
    if isinstance(value, list) and inner is not None:
        return [mended(v, inner) if isinstance(v, dict) else mended({}, inner) for v in value]
    if isinstance(value, dict) and _is_struct(hint):
        return mended(value, hint)
    return value


def _stand_in(hint: Any, number: int) -> object:
    """Something that fits; no two in a row alike, so that it is not taken for a repetition."""
    if _is_struct(hint):
        return mended({}, hint)
    if get_origin(hint) is tuple:
        return []
    unique = next(_SERIAL)
    candidates: list[object] = ["vaerktoejet", f"x{unique}", unique, float(unique)]
    return next((c for c in candidates if not list(_problem(c, hint, ""))), unique + number)


def check_format(values: dict[str, Any], known: int, path: Path) -> None:
    """Refuse a file written by a newer version of the tool, before its fields are judged.

    Raises:
        DamagedFile: the file is empty, or its format is missing or newer than this version knows.
    """
    if not values:
        raise DamagedFile(str(path), ["filen er tom"])
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


def _each_problem(values: dict[str, Any], kind: type[Any], above: str = "") -> Iterator[str]:
    """Judge field by field, list by list and table by table, so that each fault has its place."""
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        place = f"{above}{field.encode_name}"
        if field.encode_name in values:
            yield from _within(values[field.encode_name], hints[field.name], place)
        elif field.required:
            yield f"{place}: mangler, skriv feltet"


def _within(value: object, hint: Any, place: str) -> Iterator[str]:
    inner = _inner(hint)
    if isinstance(value, list) and get_origin(hint) is tuple and inner is not None:
        for number, entry in enumerate(value, 1):
            yield from _within(entry, inner, f"{place} nr. {number}")
    elif isinstance(value, dict) and inner is not None and get_origin(hint) is not tuple:
        for key, entry in value.items():
            yield from _within(entry, inner, f"{place}.{key}")
    elif isinstance(value, dict) and _is_struct(hint):
        yield from _each_problem(value, hint, f"{place}.")
    else:
        yield from _problem(value, hint, place)


def _inner(hint: Any) -> Any:
    """The struct that a list or a table holds, if it holds structs."""
    return next((part for part in get_args(hint) if _is_struct(part)), None)


def _is_struct(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def unknown_fields(values: dict[str, Any], kind: type[Any], above: str = "") -> Iterator[str]:
    """The places of fields that the format does not know; they are kept and do nothing."""
    hints = get_type_hints(kind)
    known = {field.encode_name: hints[field.name] for field in msgspec.structs.fields(kind)}
    for name, value in values.items():
        if name not in known:
            yield f"{above}{name}"
            continue
        hint, inner = known[name], _inner(known[name])
        if isinstance(value, dict) and _is_struct(hint):
            yield from unknown_fields(value, hint, f"{above}{name}.")
        elif isinstance(value, dict) and inner is not None:
            for key, entry in value.items():
                if isinstance(entry, dict):
                    yield from unknown_fields(entry, inner, f"{above}{name}.{key}.")
        elif isinstance(value, list) and inner is not None:
            for number, entry in enumerate(value, 1):
                if isinstance(entry, dict):
                    yield from unknown_fields(entry, inner, f"{above}{name} nr. {number}.")


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
        where = "" if place == "filen" else f"{place}."
        return f"{where}{match[1]}: mangler, skriv feltet"
    if match := re.match(r"Invalid enum value (.*)", what):
        return f"{place}: {_quoted(match[1], place)} kendes ikke{_choices(hint)}"
    if match := re.match(r"Expected `(.*)`, got `.*`", what):
        kinds = [_KINDS.get(k, k) for k in match[1].split(" | ") if k != "null"]
        return f"{place}: skal være {listed(kinds, 'eller')}"
    return f"{place}: har en form, der ikke kan bruges"


def _danish_path(path: str) -> str:
    """``udsagn[1].id`` becomes ``udsagn nr. 2.id``; msgspec hides a table's key as ``[...]``."""
    path = path.replace("[...]", "")
    return re.sub(r"\[(\d+)\]", lambda m: f" nr. {int(m[1]) + 1}", path)


def _quoted(value: str, place: str) -> str:
    """The word that was not known; but an answer stays in its file."""
    return "det, der står," if place.endswith("vaerdi") else f"»{value.strip(chr(39))}«"


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
