"""Which of several versions of one response stands in the end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.versions import Outcome, is_earlier, outcome, precedes

from builders import response
from conftest import UTC_NOON


def version(value: int, changed: datetime | None, state: str = "faerdig") -> Response:
    return replace(response("anna", s1a=value), changed=changed, state=state)


def standing_after(versions: list[Response]) -> Response | None:
    stands: Response | None = None
    for brought in versions:
        if outcome(stands, brought) in (Outcome.KEPT, Outcome.REPLACED):
            stands = brought
    return stands


ORDERS = st.permutations(range(5))


@given(ORDERS)
def test_in_whatever_order_they_come_the_latest_stands(order: list[int]) -> None:
    stands = standing_after([version(n, UTC_NOON + timedelta(hours=n)) for n in order])
    assert stands is not None
    assert stands.answer("1a").value == 4


@given(ORDERS, st.integers(min_value=0, max_value=4))
def test_bringing_any_of_them_again_changes_nothing(order: list[int], again: int) -> None:
    versions = [version(n, UTC_NOON + timedelta(hours=n)) for n in order]
    assert standing_after([*versions, versions[again]]) == standing_after(versions)


@given(ORDERS)
def test_a_draft_without_a_moment_never_takes_the_place_of_what_is_finished(
    order: list[int],
) -> None:
    versions = [version(n, None, "faerdig" if n == 2 else "kladde") for n in order]
    stands = standing_after(versions)
    assert stands is not None
    assert not stands.is_draft


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        (UTC_NOON, UTC_NOON + timedelta(seconds=1), True),
        (UTC_NOON, UTC_NOON, False),
        (None, UTC_NOON, None),
        (UTC_NOON, None, None),
        (UTC_NOON, UTC_NOON.replace(tzinfo=None), None),
    ],
)
def test_what_cannot_be_told_is_not_guessed(
    one: datetime | None, other: datetime | None, is_so: bool | None
) -> None:
    assert is_earlier(one, other) is is_so


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ((UTC_NOON, None), (UTC_NOON, 1), True),
        ((UTC_NOON, 2), (UTC_NOON, 1), False),
        ((None, 1), (UTC_NOON, 2), True),
        ((UTC_NOON, 1), (UTC_NOON, 1), None),
        ((UTC_NOON, 2), (UTC_NOON + timedelta(seconds=1), 1), True),
        ((None, None), (UTC_NOON, None), None),
    ],
)
def test_where_the_moments_do_not_tell_the_correction_does(
    one: tuple[datetime | None, int | None],
    other: tuple[datetime | None, int | None],
    is_so: bool | None,
) -> None:
    versions = [replace(version(3, when), correction=number) for when, number in (one, other)]
    assert precedes(*versions) is is_so
