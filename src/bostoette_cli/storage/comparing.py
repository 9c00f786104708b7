"""Two files of ours that should have been one: do they differ, and which is the newer."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bostoette_cli.domain.versions import Stamp, comes_before
from bostoette_cli.storage import toml

_MOMENTS = ("oprettet", "aendret")
_ANSWERS = ("svar", "refleksion", "pejlemaerke")


@dataclass(frozen=True, slots=True)
class Difference:
    """How a copy stands to its original.

    Attributes:
        is_same: whether they say the same; when they were written does not count.
        has_same_answers: whether what people answered or agreed on is the same.
        is_newer: whether the copy is the newer; None where it cannot be told.
        only_in_copy: what only the copy says something about, by id or number.
    """

    is_same: bool
    has_same_answers: bool
    is_newer: bool | None
    only_in_copy: tuple[str, ...]


def compare(copy: Path, original: Path) -> Difference:
    """Compare a copy with the file it was made from.

    Raises:
        DamagedFile: one of them cannot be read as TOML.
        StorageFailure: one of them cannot be opened.
    """
    one, other = toml.read(copy).values, toml.read(original).values
    return Difference(
        _content(one) == _content(other),
        _answers(one) == _answers(other),
        _is_newer(one, other),
        _only_in(one, other),
    )


def _answers(values: dict[str, Any]) -> list[object]:
    return [values.get(key) for key in _ANSWERS]


def _only_in(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    def told(values: dict[str, Any]) -> list[str]:
        tables = (values.get(key) for key in _ANSWERS)
        return [id_ for table in tables if isinstance(table, dict) for id_ in table]

    return tuple(id_ for id_ in told(one) if id_ not in told(other))


def _content(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in _MOMENTS}


def _is_newer(one: dict[str, Any], other: dict[str, Any]) -> bool | None:
    newer = comes_before(_stamp(other), _stamp(one))
    return _has_gone_on(one, other) if newer is None else newer


def _has_gone_on(one: dict[str, Any], other: dict[str, Any]) -> bool | None:
    """Whether one action tells all that the other does of what became of it, and more."""
    mine, theirs = (values.get("forloeb", []) for values in (one, other))
    if mine == theirs or not (isinstance(mine, list) and isinstance(theirs, list)):
        return None
    shorter = min(len(mine), len(theirs))
    return len(mine) > shorter if mine[:shorter] == theirs[:shorter] else None


def _stamp(values: dict[str, Any]) -> Stamp:
    moment, correction = values.get("aendret"), values.get("rettelse")
    return Stamp(
        moment if isinstance(moment, datetime) else None,
        correction if isinstance(correction, int) else 0,
    )
