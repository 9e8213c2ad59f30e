"""A term as a line of dots."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lartraff.insights.logic.termline import MARGIN, draw

FIRST, LAST = date(2026, 8, 18), date(2026, 12, 19)


def test_dots_stand_where_their_days_are() -> None:
    middle = FIRST + (LAST - FIRST) / 2
    line = draw(FIRST, LAST, [(FIRST, True), (middle, True), (LAST, False)], today=middle)
    assert [dot.at for dot in line.dots] == [MARGIN, 49.62, 100 - MARGIN]
    assert line.today == 49.62
    assert (line.held, line.planned) == (2, 1)


def test_today_outside_the_term_is_not_drawn() -> None:
    assert draw(FIRST, LAST, [], today=date(2026, 7, 1)).today is None


@given(st.lists(st.tuples(st.integers(-400, 400), st.booleans())), st.integers(0, 300))
def test_every_dot_is_on_the_line_and_in_order_of_time(days: list[tuple[int, bool]], length: int) -> None:
    last = FIRST + timedelta(days=length)
    meetings = sorted((FIRST + timedelta(days=day), held) for day, held in days)
    line = draw(FIRST, last, meetings, today=FIRST)
    places = [dot.at for dot in line.dots]
    assert places == sorted(places)
    assert all(MARGIN <= place <= 100 - MARGIN for place in places)
    assert len(places) == sum(FIRST <= day <= last for day, _held in meetings)
