"""Dates for a group's meetings."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.rhythm import first_meeting_day, propose_dates

AUTUMN = (date(2026, 8, 18), date(2026, 12, 18))
AUTUMN_BREAK = (date(2026, 10, 26), date(2026, 10, 30))
TUESDAY = date(2026, 9, 1)


def test_every_fourth_tuesday_until_the_term_ends() -> None:
    assert propose_dates(TUESDAY, AUTUMN[1], every=4) == [
        date(2026, 9, 1),
        date(2026, 9, 29),
        date(2026, 10, 27),
        date(2026, 11, 24),
    ]


def test_a_date_in_a_holiday_moves_a_week_and_the_next_is_counted_from_there() -> None:
    assert propose_dates(TUESDAY, AUTUMN[1], every=4, breaks=[AUTUMN_BREAK]) == [
        date(2026, 9, 1),
        date(2026, 9, 29),
        date(2026, 11, 3),
        date(2026, 12, 1),
    ]


def test_a_term_that_is_over_has_no_dates() -> None:
    assert propose_dates(TUESDAY, TUESDAY - timedelta(days=1), every=3) == []


@pytest.mark.parametrize("every", [2, 6])
def test_only_every_third_to_fifth_week(every: int) -> None:
    with pytest.raises(ValueError, match=f"every {every} weeks"):
        propose_dates(TUESDAY, AUTUMN[1], every=every)


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
spans = st.builds(lambda first, days: (first, first + timedelta(days=days)), days, st.integers(0, 250))


@st.composite
def terms_with_breaks(draw: st.DrawFn) -> tuple[date, date, list[tuple[date, date]]]:
    """A span of days, and holidays that mostly lie in it."""
    first, last = draw(spans)
    starts = draw(st.lists(st.integers(-10, 260), max_size=6))
    lengths = [draw(st.integers(0, 20)) for _start in starts]
    breaks = [
        (first + timedelta(days=start), first + timedelta(days=start + length))
        for start, length in zip(starts, lengths, strict=True)
    ]
    return first, last, breaks


@given(terms_with_breaks(), st.integers(3, 5))
def test_the_rhythm_holds_whatever_the_holidays(term: tuple[date, date, list[tuple[date, date]]], every: int) -> None:
    first, last, breaks = term
    dates = propose_dates(first, last, every=every, breaks=breaks)
    assert all(first <= day <= last for day in dates)
    assert {day.weekday() for day in dates} <= {first.weekday()}
    assert all(later - earlier >= timedelta(weeks=every) for earlier, later in pairwise(dates))
    assert not any(start <= day <= end for day in dates for start, end in breaks)


@given(spans, st.integers(3, 5))
def test_without_holidays_the_gap_is_exactly_as_chosen(span: tuple[date, date], every: int) -> None:
    dates = propose_dates(*span, every=every)
    assert dates[0] == span[0]
    assert all(later - earlier == timedelta(weeks=every) for earlier, later in pairwise(dates))
    assert dates[-1] + timedelta(weeks=every) > span[1]


@given(days, days, st.integers(0, 6))
def test_the_first_meeting_is_the_nearest_such_weekday_a_week_away(today: date, starts: date, weekday: int) -> None:
    day = first_meeting_day(today, starts, weekday=weekday)
    earliest = max(today, starts) + timedelta(weeks=1)
    assert day.weekday() == weekday
    assert timedelta(0) <= day - earliest < timedelta(weeks=1)
