"""Laying a value over the file it came from: its own fields renewed, what is not ours kept."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import chain, zip_longest
from typing import Any

import msgspec

from bostoette_cli.domain.answers import Answer, Words
from bostoette_cli.domain.plan import Event
from bostoette_cli.domain.rounds import Agreed


def merged(before: Mapping[str, Any], value: msgspec.Struct) -> dict[str, Any]:
    """Lay a value over the file it came from: its own fields renewed, unknown ones kept."""
    after = msgspec.to_builtins(value, builtin_types=(date, datetime))
    return _laid_over(before, after, type(value))


def not_ours(values: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What of a response a merge would keep: its unknown fields, at the top and in its entries.

    All else stands in the value that was read; thousands of responses are not held twice.
    """
    own = _own(kind)
    left = {key: entry for key, entry in values.items() if key not in own}
    for key, entry_kind in _ENTRIES.items():
        entries, known = values.get(key, {}) if key in own else {}, _own(entry_kind)
        if known.issuperset(chain.from_iterable(entries.values())):
            continue  # asked of all at once: thousands of files have nothing unknown
        left[key] = {
            id_: {k: v for k, v in entry.items() if k not in known}
            for id_, entry in entries.items()
            if not known.issuperset(entry)
        }
    return left


@cache
def _own(kind: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind))


def overlaid(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Two files' values as one: the later one's where both say something, table by table."""
    whole = {**before, **after}
    for key in before.keys() & after.keys():
        if isinstance(before[key], dict) and isinstance(after[key], dict):
            whole[key] = overlaid(before[key], after[key])
    return whole


def _laid_over(
    before: Mapping[str, Any], after: dict[str, Any], kind: type[msgspec.Struct]
) -> dict[str, Any]:
    own = _own(kind)
    plain: dict[str, Any] = {}
    tables: dict[str, Any] = {}  # last in the file: what stands below a table belongs to it
    for key, entry in after.items():
        if entry is None or entry in ("", [], {}, ()):
            continue
        if isinstance(entry, dict):
            tables[key] = _entries_laid_over(before.get(key), entry, _ENTRIES[key])
        elif key in _LISTS:
            plain[key] = _list_laid_over(before.get(key), entry, _LISTS[key])
        else:
            plain[key] = entry
    for key, entry in before.items():
        if key not in own:
            (tables if isinstance(entry, dict) else plain)[key] = entry
    return plain | tables


_ENTRIES: dict[str, type[msgspec.Struct]] = {
    "svar": Answer,
    "refleksion": Words,
    "pejlemaerke": Agreed,
}
_LISTS: dict[str, type[msgspec.Struct]] = {"forloeb": Event}


def _entries_laid_over(
    before: object, after: dict[str, Any], kind: type[msgspec.Struct]
) -> dict[str, Any]:
    """The same for a table of entries, such as the answers: each keeps what is not ours."""
    if not isinstance(before, dict):
        return after
    return {key: _entry_laid_over(before.get(key), entry, kind) for key, entry in after.items()}


def _list_laid_over(
    before: object, after: list[dict[str, Any]], kind: type[msgspec.Struct]
) -> list[dict[str, Any]]:
    """The same for a list that only grows, such as what became of an action."""
    old = before if isinstance(before, list) else []
    pairs = zip_longest(old[: len(after)], after)
    return [_entry_laid_over(was, entry, kind) for was, entry in pairs]


def _entry_laid_over(
    before: Mapping[str, Any] | None, after: dict[str, Any], kind: type[msgspec.Struct]
) -> dict[str, Any]:
    if not before:
        return after
    own = _own(kind)
    return after | {k: v for k, v in before.items() if k not in own}
