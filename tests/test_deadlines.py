"""Deadlines as a Dane writes them, and how far off they are said to be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.domain.deadlines import read_deadline
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.dates import long_date, short_date, until

TODAY = date(2026, 11, 22)
DAYS = st.dates(TODAY, date(2899, 12, 31))


def outcome_of(text: str) -> date | str:
    """The day that was read, or the sentence that explains why there is none."""
    try:
        return read_deadline(text, TODAY)
    except WrongUse as error:
        return str(error)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "1. marts 2027", "1 marts 2027", "1.marts 2027", "1. Marts 2027", "1. mar. 2027",
            "den 1. marts 2027", "d. 1. marts 2027", "1/3-2027", "1/3 2027", "1/3/2027", "01/03-27",
            "1-3-2027", "1.3.2027", "1. 3. 2027", "2027-03-01", "1. marts", "1/3", "1.3.", " 1/3 ",
        ],
    )  # fmt: skip
    def test_a_day_is_read_however_it_is_written(self, text: str) -> None:
        assert read_deadline(text, TODAY) == date(2027, 3, 1)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("i dag", TODAY),
            ("i morgen", date(2026, 11, 23)),
            ("I overmorgen", date(2026, 11, 24)),
            ("om en dag", date(2026, 11, 23)),
            ("om 3 dage", date(2026, 11, 25)),
            ("om 6 uger", date(2027, 1, 3)),
            ("om seks uger", date(2027, 1, 3)),
            ("Om én uge", date(2026, 11, 29)),
            ("om 2 måneder", date(2027, 1, 22)),
            ("om tre maaneder", date(2027, 2, 22)),
            ("om et år", date(2027, 11, 22)),
        ],
    )
    def test_a_stretch_of_time_is_counted_from_today(self, text: str, day: date) -> None:
        assert read_deadline(text, TODAY) == day

    def test_a_month_ahead_stays_within_the_shorter_month(self) -> None:
        assert read_deadline("om 1 måned", date(2027, 1, 31)) == date(2027, 2, 28)

    def test_without_a_year_it_is_the_next_such_day_and_today_is_one(self) -> None:
        assert read_deadline("22. november", TODAY) == TODAY
        assert read_deadline("21. november", TODAY) == date(2027, 11, 21)

    def test_a_leap_day_without_a_year_is_the_next_there_is(self) -> None:
        assert read_deadline("29. februar", TODAY) == date(2028, 2, 29)
        assert read_deadline("29/2", date(2096, 3, 1)) == date(2104, 2, 29)

    @given(DAYS)
    def test_every_day_that_is_shown_can_be_written_again(self, day: date) -> None:
        forms = (
            long_date(day),
            short_date(day),
            day.isoformat(),
            f"{day.day}/{day.month}-{day.year}",
            f"{day.day}.{day.month}.{day.year}",
        )
        assert {read_deadline(form, TODAY) for form in forms} == {day}

    @given(st.text(max_size=30))
    def test_anything_at_all_is_a_day_from_today_on_or_explained(self, text: str) -> None:
        outcome = outcome_of(text)
        assert outcome.endswith(".") if isinstance(outcome, str) else outcome >= TODAY


class TestRefusing:
    @pytest.mark.parametrize("text", ["", "snart", "om lidt", "1. smarts", "om mange uger", "1/"])
    def test_what_is_no_day_is_answered_with_examples(self, text: str) -> None:
        with pytest.raises(WrongUse, match=r"kan ikke læses som en dato\. Skriv for eksempel 1\."):
            read_deadline(text, TODAY)

    @pytest.mark.parametrize(
        "text", ["31/2", "30. februar 2027", "29/2-2027", "1/13", "0/1", "2027-02-30"]
    )
    def test_a_day_that_does_not_exist_is_named(self, text: str) -> None:
        with pytest.raises(WrongUse, match=f"Dagen »{text}« findes ikke"):
            read_deadline(text, TODAY)

    def test_a_day_that_is_past_is_named_in_full(self) -> None:
        with pytest.raises(WrongUse, match=r"1\. marts 2020 er allerede gået\. Skriv i dag"):
            read_deadline("1/3-20", TODAY)

    @pytest.mark.parametrize("text", ["1/1-9999", "om 9999 år", "om 9999 måneder og", "om 9998 år"])
    def test_a_day_no_calendar_reaches_is_refused(self, text: str) -> None:
        with pytest.raises(WrongUse):
            read_deadline(text, TODAY)


class TestHowFarOff:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "i dag"), (1, "i morgen"), (3, "om 3 dage"), (13, "om 13 dage"),
            (14, "om 2 uger"), (41, "om 5 uger"), (62, "om 8 uger"), (63, "om 2 måneder"),
            (729, "om 24 måneder"), (730, "om 2 år"), (-1, "1 dag over fristen"),
            (-13, "13 dage over fristen"), (-38, "5 uger over fristen"),
            (-100, "3 måneder over fristen"),
        ],
    )  # fmt: skip
    def test_it_is_said_in_the_unit_one_would_use(self, days: int, words: str) -> None:
        assert until(TODAY + timedelta(days=days), TODAY) == words

    @given(st.integers(1, 3000))
    def test_it_never_rounds_a_day_away(self, days: int) -> None:
        assert "0" not in until(TODAY + timedelta(days=days), TODAY).split()
        assert until(TODAY - timedelta(days=days), TODAY).endswith(" over fristen")
