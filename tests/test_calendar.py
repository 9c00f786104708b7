"""Deadlines as a calendar file: what Outlook demands, and text that stays text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component
from msgspec.structs import replace

from bostoette_cli.analysis.plan import Planned
from bostoette_cli.domain.plan import Action
from bostoette_cli.reports.calendar import calendar

from builders import round_
from conftest import UTC_NOON

ACTION = Action(
    1,
    "k7f3",
    "Tegn netværkskortet om",
    responsible="Mette",
    deadline=date(2027, 3, 1),
    sign="Alle har et kort",
    pejlemaerke=5,
    created=UTC_NOON,
    changed=UTC_NOON,
)
NASTY = [
    "Kaffe, te; og \\ skråstreg",
    "Linje et\nlinje to\r\nlinje tre",
    "Emoji 👩‍👩‍👧 og æøå " + "meget lang tekst uden ende " * 12,
    "a\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT",
    "\x1b[31mrødt\x07",
    "å" * 200,
]


def made(*actions: Action, moment: datetime = UTC_NOON) -> bytes:
    return calendar([Planned(round_("r1", "Forår 2026"), action) for action in actions], moment)


def events(data: bytes) -> list[Component]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


class TestTheFile:
    def test_it_says_what_it_is(self) -> None:
        file = Calendar.from_ical(made(ACTION))
        assert file["version"] == "2.0"
        assert file["method"] == "PUBLISH"
        assert file["prodid"] == "-//bostoette//handleplan//DA"

    def test_an_action_is_an_event_of_a_whole_day(self) -> None:
        (event,) = events(made(ACTION))
        assert event["summary"] == "Tegn netværkskortet om"
        assert event.decoded("dtstart") == date(2027, 3, 1)
        assert event.decoded("dtend") == date(2027, 3, 2)
        assert b"DTSTART;VALUE=DATE:20270301\r\n" in made(ACTION)
        assert b"DTEND;VALUE=DATE:20270302\r\n" in made(ACTION)

    def test_the_description_says_the_rest(self) -> None:
        (event,) = events(made(ACTION))
        assert event["description"].splitlines() == [
            "Hvem: Mette",
            "Tegn på, at det virker: Alle har et kort",
            "Handler om: nummer 5",
            "Aftalt i: Forår 2026",
            "Id: k7f3",
        ]

    def test_what_is_not_said_is_left_out(self) -> None:
        (event,) = events(made(Action(1, "k7f3", "Ring", deadline=date(2027, 3, 1))))
        assert event["description"].splitlines() == ["Aftalt i: Forår 2026", "Id: k7f3"]
        assert event["sequence"] == 0
        assert "last-modified" not in event

    def test_it_reminds_a_week_before(self) -> None:
        (event,) = events(made(ACTION))
        (alarm,) = event.walk("VALARM")
        assert alarm["action"] == "DISPLAY"
        assert alarm.decoded("trigger") == timedelta(days=-7)

    def test_times_are_in_utc_and_come_from_the_clock_that_is_given(self) -> None:
        moment = datetime(2026, 11, 22, 9, 12, 44, tzinfo=UTC) + timedelta(hours=1)
        assert b"DTSTAMP:20261122T101244Z\r\n" in made(ACTION, moment=moment)
        assert b"LAST-MODIFIED:20261122T120000Z\r\n" in made(ACTION)

    def test_an_action_without_a_deadline_makes_no_event(self) -> None:
        assert events(made(replace(ACTION, deadline=None))) == []


class TestTakingItInAgain:
    def test_an_action_keeps_its_uid_and_others_have_another(self) -> None:
        changed = replace(ACTION, text="Noget andet", deadline=date(2027, 4, 1))
        uids = [events(made(action))[0]["uid"] for action in (ACTION, changed)]
        assert uids == ["k7f3.r1@bostoette"] * 2
        other = [Planned(round_("r2"), ACTION)]
        assert events(calendar(other, UTC_NOON))[0]["uid"] == "k7f3.r2@bostoette"

    def test_a_later_change_has_a_higher_sequence(self) -> None:
        later = replace(ACTION, changed=UTC_NOON + timedelta(days=3))
        assert [events(made(a))[0]["sequence"] for a in (ACTION, later)] == [0, 3 * 86400]

    def test_a_clock_that_was_set_back_gives_no_negative_sequence(self) -> None:
        earlier = replace(ACTION, changed=UTC_NOON - timedelta(days=3))
        assert events(made(earlier))[0]["sequence"] == 0

    def test_a_time_written_by_hand_without_an_offset_is_local(self) -> None:
        by_hand = replace(ACTION, changed=datetime(2026, 12, 1, 9))  # noqa: DTZ001
        assert events(made(by_hand))[0]["sequence"] > 0


def assert_sound(data: bytes) -> None:
    """What RFC 5545 and Outlook demand of every line."""
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")  # a letter is never cut in two


class TestText:
    @pytest.mark.parametrize("text", NASTY)
    def test_it_stays_text_whatever_is_in_it(self, text: str) -> None:
        data = made(replace(ACTION, text=text, responsible=text, sign=text))
        assert_sound(data)
        (event,) = events(data)
        assert "attendee" not in event
        assert event["uid"] == "k7f3.r1@bostoette"
        assert "\x1b" not in event["summary"]

    def test_commas_and_semicolons_come_back_as_they_were(self) -> None:
        (event,) = events(made(replace(ACTION, text=NASTY[0])))
        assert event["summary"] == NASTY[0]

    @given(st.text(min_size=1).filter(str.strip), st.text())
    def test_any_text_makes_a_sound_file_with_one_event(self, text: str, sign: str) -> None:
        data = made(replace(ACTION, text=text, sign=sign))
        assert_sound(data)
        assert len(events(data)) == 1
