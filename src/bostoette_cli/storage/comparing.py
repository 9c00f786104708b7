"""Two files of ours that should have been one: do they differ, and which is the newer."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bostoette_cli.domain.versions import is_earlier
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
    """

    is_same: bool
    has_same_answers: bool
    is_newer: bool | None


def compare(copy: Path, original: Path) -> Difference:
    """Compare a copy with the file it was made from.

    Raises:
        DamagedFile: one of them cannot be read as TOML.
        StorageFailure: one of them cannot be opened.
    """
    one, other = toml.read(copy).values, toml.read(original).values
    return Difference(
        _content(one) == _content(other), _answers(one) == _answers(other), _is_newer(one, other)
    )


def _answers(values: dict[str, Any]) -> list[object]:
    return [values.get(key) for key in _ANSWERS]


def _content(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in _MOMENTS}


def _is_newer(one: dict[str, Any], other: dict[str, Any]) -> bool | None:
    mine, theirs = _moment(one), _moment(other)
    return None if mine == theirs else is_earlier(theirs, mine)


def _moment(values: dict[str, Any]) -> datetime | None:
    moment = values.get("aendret")
    return moment if isinstance(moment, datetime) else None
