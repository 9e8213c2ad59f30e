"""The demo is in the middle of a school year, whatever day it is built."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.demo.days import (
    TUESDAY,
    WEEK,
    coming_meeting,
    easter,
    held_meetings,
    holidays,
    is_school_day,
    later_meetings,
)

DAYS = st.dates(date(2025, 1, 1), date(2031, 12, 31))


@given(DAYS, st.integers(1, 21))
def test_the_next_meeting_is_a_coming_tuesday_of_the_school_year(today: date, days: int) -> None:
    coming = coming_meeting(today, days=days)
    assert coming > today
    assert coming.weekday() == TUESDAY
    assert is_school_day(coming)


@given(DAYS, st.integers(1, 7), st.integers(3, 5), st.integers(0, 3))
def test_meetings_held_lie_before_it_in_order_and_far_enough_apart(
    today: date, count: int, every: int, late: int
) -> None:
    coming = coming_meeting(today, days=6)
    days = held_meetings(coming, count, every=every, late=late)
    assert len(days) == count
    assert days == sorted(days)
    assert all(is_school_day(day) and day.weekday() == TUESDAY for day in days)
    assert all(after - before >= every * WEEK for before, after in zip(days, [*days[1:], coming], strict=True))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2030, date(2030, 4, 21)), (2049, date(2049, 4, 18))],
)
def test_easter_is_when_it_is(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@given(DAYS)
def test_easter_is_a_sunday(day: date) -> None:
    assert easter(day.year).weekday() == 6


def test_nobody_meets_in_a_holiday() -> None:
    free = [date(2026, 10, 27), date(2027, 3, 2), date(2027, 3, 30), date(2027, 1, 5), date(2027, 7, 6)]
    assert [day for day in free if is_school_day(day)] == []
    assert is_school_day(date(2026, 11, 3))


def test_a_holiday_is_cut_where_the_term_ends() -> None:
    found = holidays(date(2026, 8, 10), date(2026, 12, 31))
    assert found == [
        ("sommarlov", date(2026, 8, 10), date(2026, 8, 17)),
        ("höstlov", date(2026, 10, 26), date(2026, 10, 30)),
        ("jullov", date(2026, 12, 21), date(2026, 12, 31)),
    ]


@given(DAYS)
def test_later_meetings_begin_with_the_next_and_end_with_the_term(today: date) -> None:
    coming = coming_meeting(today, days=6)
    days = later_meetings(coming, every=4, last=today + timedelta(weeks=8))
    assert days[0] == coming
    assert all(day <= today + timedelta(weeks=8) and is_school_day(day) for day in days[1:])
