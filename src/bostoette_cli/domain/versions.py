"""Two versions of one response: which is the later, and which of them stands."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from bostoette_cli.domain.answers import Response


class Outcome(StrEnum):
    """What becomes of a response that is brought in. The values are the words in the count.

    ``OLDER`` and ``DRAFT`` leave what stands as it is: the brought one is older, or is a draft of
    something that is finished.
    """

    KEPT = "gemt"
    REPLACED = "erstattet"
    UNCHANGED = "uændret"
    OLDER = "ældre"
    DRAFT = "afvist som kladde"


def of_several(word: str, count: int) -> str:
    """What became of one or of several, as it is said of that many: ``2 uændrede``, ``2 gemt``."""
    return "uændrede" if word == Outcome.UNCHANGED and count != 1 else word


class Stamp(NamedTuple):
    """What tells two versions of a file apart: its moment, and the number of its correction."""

    changed: datetime | None
    correction: int


def is_earlier(one: datetime | None, other: datetime | None) -> bool | None:
    """Whether one moment comes before another; None where it cannot be told.

    A moment without an offset from UTC says nothing beside one that has it.
    """
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return None
    return one < other


def comes_before(one: Stamp, other: Stamp) -> bool | None:
    """Whether one version comes before another; None where nothing tells them apart.

    Their moments decide, and where those are equal or cannot be compared, the number of the
    correction: in an anonymous round every moment of a day is the same.
    """
    earlier = is_earlier(one.changed, other.changed)
    if earlier is not None and one.changed != other.changed:
        return earlier
    return None if one.correction == other.correction else one.correction < other.correction


def precedes(one: Response, other: Response) -> bool | None:
    """Whether one version of a response comes before another; None where it cannot be told."""
    return comes_before(_stamp(one), _stamp(other))


def _stamp(response: Response) -> Stamp:
    return Stamp(response.changed, response.correction or 0)


def says_the_same(one: Response, other: Response) -> bool:
    """Whether two versions are alike but for their moments."""

    def content(response: Response) -> Response:
        return replace(response, created=None, changed=None)

    return content(one) == content(other)


def outcome(standing: Response | None, brought: Response) -> Outcome:
    """What is to become of a brought response, given the one that stands under its id.

    Where nothing tells which is the later, the one brought is taken for it: somebody chose to
    bring it. Only a draft has to be shown to be later before it replaces a finished response.
    """
    if standing is None:
        return Outcome.KEPT
    if says_the_same(standing, brought):
        return Outcome.UNCHANGED
    if precedes(brought, standing):
        return Outcome.OLDER
    is_later = precedes(standing, brought)
    if brought.is_draft and not standing.is_draft and not is_later:
        return Outcome.DRAFT
    return Outcome.REPLACED
