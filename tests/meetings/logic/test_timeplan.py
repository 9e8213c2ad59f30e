"""The sum of an agenda beside the time that is booked."""

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.timeplan import TimePlan, add_up

spans = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def test_an_agenda_that_fits_is_not_remarked_on() -> None:
    plan = add_up([(10, 20), (30, 40), (5, 5)], booked=90)
    assert plan == TimePlan(shortest=45, longest=65, booked=90)
    assert (plan.surely_over, plan.perhaps_over) == (0, 0)


def test_one_that_fits_only_when_kept_short_may_be_over() -> None:
    plan = add_up([(60, 80), (20, 25)], booked=90)
    assert (plan.surely_over, plan.perhaps_over) == (0, 15)


def test_one_that_never_fits_is_surely_over() -> None:
    plan = add_up([(60, 80), (40, 45)], booked=90)
    assert (plan.surely_over, plan.perhaps_over) == (10, 0)


@given(spans, st.integers(0, 240))
def test_there_is_at_most_one_warning_and_none_for_what_fits(agenda: list[tuple[int, int]], booked: int) -> None:
    plan = add_up(agenda, booked=booked)
    assert plan.shortest <= plan.longest
    assert not (plan.surely_over and plan.perhaps_over)
    assert (plan.longest <= booked) == (plan.surely_over == 0 and plan.perhaps_over == 0)
