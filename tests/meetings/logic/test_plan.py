"""When the meeting will be over, where there is time to take, and how much each may speak."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.events import Event, EventKind
from lartraff.meetings.logic.plan import Span, expected_end, share_of_each, to_spare
from tests.meetings.logic.test_room import DISCUSSION, OMAR, ROUND, SARA, START, at, meeting, minutes

SPANS = [Span(5, 5), Span(10, 20), Span(30, 40)]


def test_only_what_is_still_to_come_has_time_to_spare() -> None:
    assert to_spare(SPANS, meeting()) == {ROUND: 10, DISCUSSION: 10}
    begun = meeting(at(5, EventKind.ITEM_STARTED, item=ROUND))
    assert to_spare(SPANS, begun) == {DISCUSSION: 10}


def test_time_that_is_taken_is_no_longer_there() -> None:
    room = meeting(at(1, EventKind.ITEM_EXTENDED, item=ROUND, minutes=7, taken_from=DISCUSSION))
    assert to_spare(SPANS, room) == {ROUND: 17, DISCUSSION: 3}


def test_a_meeting_that_keeps_its_plan_ends_when_it_should() -> None:
    assert expected_end(SPANS, meeting(), START) == START + minutes(65)


def test_going_over_moves_the_end_and_going_back_costs_nothing_twice() -> None:
    late = START + minutes(9)
    assert expected_end(SPANS, meeting().until(late), late) == late + minutes(60)


def test_skipped_items_take_no_time() -> None:
    room = meeting(at(1, EventKind.ITEM_SKIPPED, item=ROUND))
    assert expected_end(SPANS, room, START + minutes(1)) == START + minutes(5) + minutes(40)


def test_the_time_is_shared_alike_and_the_share_stands_still_while_somebody_speaks() -> None:
    begun = at(5, EventKind.ITEM_STARTED, item=ROUND)
    before = START + minutes(5)
    assert share_of_each(SPANS[ROUND], meeting(begun), 4, before) == minutes(5)
    speaking = meeting(begun, at(5, EventKind.TURN_GIVEN, person=SARA))
    for minute in (5, 7, 9):
        now = START + minutes(minute)
        assert share_of_each(SPANS[ROUND], speaking.until(now), 3, now) == minutes(5)


def test_silent_minutes_are_not_shared_out() -> None:
    room = meeting(at(5, EventKind.ITEM_STARTED, item=ROUND), at(5, EventKind.QUIET_STARTED, seconds=120))
    assert share_of_each(SPANS[ROUND], room, 2, START + minutes(5)) == minutes(9)


def test_there_is_nothing_to_share_when_all_have_spoken() -> None:
    assert share_of_each(SPANS[ROUND], meeting(), 0, START) is None


@given(minute=st.integers(0, 60), waiting=st.integers(0, 8), floor=st.booleans())
def test_nobody_is_ever_offered_less_than_nothing(*, minute: int, waiting: int, floor: bool) -> None:
    events: list[Event] = [at(0, EventKind.TURN_GIVEN, person=OMAR)] if floor else []
    now = START + minutes(minute)
    share = share_of_each(SPANS[ROUND], meeting(*events).until(now), waiting, now)
    assert share is None or share >= timedelta()
