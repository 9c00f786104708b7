"""A meeting's minutes: they add up, follow each other, and most of them are for talking."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.analysis.agenda import (
    LONGEST,
    MOST_TOPICS,
    SHORTEST,
    Part,
    Slot,
    agenda,
    room_for,
)

lengths = st.integers(SHORTEST, LONGEST)
topics = st.integers(0, MOST_TOPICS)
with_topics = st.integers(1, MOST_TOPICS)


def parts(slots: tuple[Slot, ...]) -> list[Part]:
    return [slot.part for slot in slots]


def minutes(slots: tuple[Slot, ...]) -> list[int]:
    return [slot.minutes for slot in slots]


def for_talk(slots: tuple[Slot, ...]) -> list[int]:
    return [slot.minutes for slot in slots if slot.topic is not None]


@given(lengths, topics, st.booleans(), st.booleans())
def test_the_minutes_add_up_to_the_meeting(
    length: int, count: int, follow_up: bool, strengths: bool
) -> None:
    assert sum(minutes(agenda(length, count, follow_up=follow_up, strengths=strengths))) == length


@given(lengths, topics, st.booleans(), st.booleans())
def test_each_part_begins_where_the_one_before_ends(
    length: int, count: int, follow_up: bool, strengths: bool
) -> None:
    slots = agenda(length, count, follow_up=follow_up, strengths=strengths)
    assert slots[0].begins == 0
    assert all(a.begins + a.minutes == b.begins for a, b in pairwise(slots))
    assert min(minutes(slots)) > 0


def test_nothing_gets_more_time_than_a_topic_whatever_the_length() -> None:
    choices = product(range(SHORTEST, LONGEST + 1), range(1, MOST_TOPICS + 1), *[(True, False)] * 2)
    for length, count, follow_up, strengths in choices:
        slots = agenda(length, count, follow_up=follow_up, strengths=strengths)
        others = [slot.minutes for slot in slots if slot.topic is None]
        assert min(for_talk(slots)) >= max(others), (length, count)


@given(lengths, with_topics, st.booleans(), st.booleans())
def test_half_of_the_meeting_or_more_is_for_talking(
    length: int, count: int, follow_up: bool, strengths: bool
) -> None:
    slots = agenda(length, count, follow_up=follow_up, strengths=strengths)
    assert 2 * sum(for_talk(slots)) >= length


@given(lengths, with_topics)
def test_the_first_topic_gets_what_cannot_be_shared_evenly(length: int, count: int) -> None:
    talk = for_talk(agenda(length, count, follow_up=True, strengths=True))
    assert talk == sorted(talk, reverse=True)
    assert talk[0] - talk[-1] < 2 * 5


@given(st.integers(9, LONGEST // 5), topics, st.booleans(), st.booleans())
def test_from_three_quarters_of_an_hour_the_clock_is_read_in_fives(
    fives: int, count: int, follow_up: bool, strengths: bool
) -> None:
    slots = agenda(fives * 5, count, follow_up=follow_up, strengths=strengths)
    assert [length % 5 for length in minutes(slots)] == [0] * len(slots)


def test_an_hour_with_something_from_last_time_and_two_topics() -> None:
    slots = agenda(60, 2, follow_up=True, strengths=True)
    assert [(slot.part, slot.begins, slot.minutes) for slot in slots] == [
        (Part.FOLLOW_UP, 0, 10),
        (Part.TOPIC, 10, 15),
        (Part.TOPIC, 25, 15),
        (Part.STRENGTHS, 40, 5),
        (Part.DECISIONS, 45, 10),
        (Part.CLOSING, 55, 5),
    ]


def test_half_an_hour_is_shared_out_by_the_minute() -> None:
    assert minutes(agenda(30, 2, follow_up=True, strengths=True)) == [5, 8, 8, 2, 5, 2]


def test_topics_are_counted_from_the_first() -> None:
    slots = agenda(60, 3, follow_up=False, strengths=False)
    assert [slot.topic for slot in slots] == [0, 1, 2, None, None]


def test_what_there_is_not_gets_no_time() -> None:
    assert parts(agenda(60, 1, follow_up=False, strengths=False)) == [
        Part.TOPIC,
        Part.DECISIONS,
        Part.CLOSING,
    ]


def test_without_a_topic_the_time_is_for_answering() -> None:
    slots = agenda(60, 0, follow_up=True, strengths=False)
    assert parts(slots) == [Part.FOLLOW_UP, Part.ANSWERS, Part.DECISIONS, Part.CLOSING]
    assert slots[1].minutes == 35


@pytest.mark.parametrize(
    ("length", "room"), [(15, 1), (24, 1), (25, 2), (45, 2), (60, 2), (75, 3), (240, 3)]
)
def test_there_is_room_for_two_topics_from_25_minutes_and_three_from_75(
    length: int, room: int
) -> None:
    assert room_for(length, follow_up=True) == room


@given(lengths)
def test_with_nothing_from_last_time_there_is_room_for_as_much_or_more(length: int) -> None:
    assert room_for(length, follow_up=False) >= room_for(length, follow_up=True)
