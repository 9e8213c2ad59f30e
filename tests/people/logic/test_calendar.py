"""The school year and its terms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.people.logic.calendar import SchoolYear, Season, season_of, usual_term

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(days)
def test_every_day_lies_in_the_school_year_it_is_said_to(day: date) -> None:
    year = SchoolYear.of(day)
    assert date(year.start, 7, 1) <= day < date(year.start + 1, 7, 1)


@given(days)
def test_autumn_is_the_first_half_of_the_school_year(day: date) -> None:
    assert (season_of(day) is Season.HT) == (day.year == SchoolYear.of(day).start)


@given(st.integers(1990, 2090))
def test_a_school_year_is_read_back_as_it_was_written(start: int) -> None:
    year = SchoolYear(start)
    assert SchoolYear.parse(str(year)) == year
    assert SchoolYear.parse(f"{start}-{start + 1}") == year


@pytest.mark.parametrize(
    "text", ["", "2025", "2025/27", "2025/2025", "25/26", "2025/6", "2025/026", "abcd/ef", "2025/26/27"]
)
def test_what_is_no_school_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        SchoolYear.parse(text)


def test_the_turn_of_a_century_is_written_with_two_digits() -> None:
    assert str(SchoolYear(2099)) == "2099/00"


@given(st.integers(1990, 2090), st.sampled_from(Season))
def test_a_usual_term_begins_and_ends_in_its_own_season(start: int, season: Season) -> None:
    first, last = usual_term(SchoolYear(start), season)
    assert first < last
    assert {season_of(first), season_of(last)} == {season}
    assert {SchoolYear.of(first), SchoolYear.of(last)} == {SchoolYear(start)}
