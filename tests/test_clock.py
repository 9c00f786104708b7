"""A clock that is put back and a computer that travels: what is written later stays the later."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.plan import Status
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.versions import Outcome, outcome
from bostoette_cli.storage import locking
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import clock as real
from bostoette_cli.workflows import planning
from bostoette_cli.workflows.agree import agree
from bostoette_cli.workflows.evaluate import evaluate
from bostoette_cli.workflows.opening import open_new, source_for
from bostoette_cli.workflows.wish import Wish

from builders import round_
from conftest import UTC_NOON, Clock
from talking import keyboard

ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.builds(
    lambda days, zone: UTC_NOON.astimezone(zone) + timedelta(days=days),
    st.floats(-4000, 4000, allow_nan=False),
    ZONES,
)
FIVE = Wish(numbers=(5,), role=Role.STAFF, catalogue="bostoette")


def opened(folder: Path, title: str | None = None, *, anonymous: bool = False):
    store = Store(folder)
    return open_new(store, title, source_for(store, FIVE), anonymous=anonymous)


def answered(folder: Path, keys: str):
    """The person's own response after one more sitting."""
    with keyboard(keys) as (front, _):
        evaluate(Store(folder), front, FIVE)
    stored = Store(folder).newest()
    assert stored is not None
    (response,) = stored.reading.responses
    return response


@pytest.mark.parametrize("anonymous", [False, True])
def test_answers_given_after_the_clock_was_put_back_are_still_the_later(
    folder: Path, clock: Clock, anonymous: bool
) -> None:
    opened(folder, "Efterår", anonymous=anonymous)
    first = answered(folder, "3g")
    clock.advance(days=-400)
    second = answered(folder, "4g")
    assert second.changed >= first.changed
    # The copy from before does not take the place of what was answered since.
    assert anonymous or outcome(second, first) is Outcome.OLDER


@given(st.lists(MOMENTS, min_size=2, max_size=6), st.sampled_from(["aaben", "anonym"]))
def test_however_the_clock_jumps_and_the_zone_changes_no_stamp_goes_back(
    moments: list[datetime], mode: str
) -> None:
    in_round = replace(round_("r"), mode=mode)
    stamps: list[datetime] = []
    for moment in moments:
        with patch.object(real, "now", lambda moment=moment: moment):
            stamps.append(real.stamp(in_round, earlier=stamps[-1] if stamps else None))
    assert stamps == sorted(stamps)


def test_the_hour_of_an_anonymous_answer_stays_hidden_when_the_clock_is_put_back() -> None:
    in_round = replace(round_("r"), mode="anonym")
    with real.standing_at(UTC_NOON):
        first = real.stamp(in_round)
    with real.standing_at(UTC_NOON - timedelta(days=2)):
        second = real.stamp(in_round, earlier=first)
    assert (second.hour, second.minute, second.second) == (0, 0, 0)


def test_a_moment_without_a_zone_written_by_hand_is_no_hindrance() -> None:
    with real.standing_at(UTC_NOON):
        assert real.after(datetime(2099, 1, 1)) == UTC_NOON  # noqa: DTZ001


def test_the_last_second_of_all_is_not_overrun() -> None:
    last = datetime.max.replace(tzinfo=UTC, microsecond=0)
    with real.standing_at(UTC_NOON):
        assert real.after(last) <= datetime.max.replace(tzinfo=UTC)


def test_a_round_opened_after_the_clock_was_put_back_is_still_the_newest(
    folder: Path, clock: Clock
) -> None:
    first = opened(folder, "Den første")
    clock.advance(days=-400)
    second = opened(folder, "Den anden")
    third = opened(folder, "Den tredje")
    order = [stored.round.id for stored in Store(folder).listing.rounds]
    assert order == [first.round.id, second.round.id, third.round.id]
    assert second.round.day == first.round.day


def test_a_round_opened_further_west_on_the_day_before_is_still_the_newest(
    folder: Path, clock: Clock
) -> None:
    clock.moment = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    opened(folder, "Hjemme")
    clock.moment = datetime(2026, 11, 21, 19, 0, tzinfo=timezone(timedelta(hours=-5)))
    opened(folder, "Ude")
    assert [s.round.title for s in Store(folder).listing.rounds] == ["Hjemme", "Ude"]


def test_what_a_team_agrees_on_later_is_later(folder: Path, clock: Clock) -> None:
    opened(folder, "Efterår")
    moments = []
    for keys in ("3Fordi\rg", "4Derfor\rg"):
        with keyboard(keys) as (front, _):
            agree(Store(folder), front, Wish(numbers=(5,)))
        (stored,) = Store(folder).listing.rounds
        moments.append(stored.agreement.changed)
        clock.advance(days=-3)
    assert moments[0] < moments[1]


def test_an_action_changed_after_the_clock_was_put_back_gets_a_later_moment_and_day(
    folder: Path, clock: Clock
) -> None:
    found = planning.keep_new(opened(folder, "Efterår"), planning.new_action("Vi ringer."))
    found = planning.mark(found, Status.UNDER_WAY, "")
    clock.advance(days=-30)
    later = planning.mark(found, Status.DONE, "")
    assert later.action.changed > found.action.changed
    assert [event.day for event in later.action.events] == [found.action.latest.day] * 2


def test_a_moment_is_shown_on_the_day_it_had_where_it_was_written(
    folder: Path, clock: Clock
) -> None:
    clock.moment = datetime(2026, 11, 22, 23, 50, tzinfo=timezone(timedelta(hours=1)))
    opened(folder, "Efterår")
    clock.moment = clock.moment.astimezone(timezone(timedelta(hours=9)))
    (stored,) = Store(folder).listing.rounds
    assert (stored.round.day.day, stored.round.created.hour) == (22, 23)


def test_a_lock_from_the_future_is_as_old_as_one_from_the_past(tmp_path: Path) -> None:
    path = tmp_path / locking.LOCK_FILE
    path.touch()
    assert not locking._is_abandoned(path)
    os.utime(path, (4_000_000_000,) * 2)
    assert locking._is_abandoned(path)


def test_nothing_else_of_an_answer_is_changed_by_the_clock(folder: Path, clock: Clock) -> None:
    opened(folder, "Efterår")
    first = answered(folder, "3g")
    clock.advance(days=-400)
    second = answered(folder, "g")
    assert replace(second, changed=None) == replace(first, changed=None)
