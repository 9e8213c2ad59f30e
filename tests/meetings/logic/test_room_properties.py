"""The fold, whatever happens: any sequence of events, sensible or not, gives a valid state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.events import Event, EventKind
from lartraff.meetings.logic.room import Room, Status, apply, fold, may_happen

START = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
ZERO = timedelta()

moments = st.integers(-5, 180).map(lambda minute: START + timedelta(minutes=minute))
people = st.integers(1, 4)
data = st.fixed_dictionaries(
    {}, optional={"person": people, "item": st.integers(-1, 5), "minutes": st.integers(-1, 61), "reason": st.just("X")}
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
misshapen = st.dictionaries(st.sampled_from(["person", "item", "minutes", "reason", "else"]), anything)
kinds = st.sampled_from(EventKind)
agendas = st.integers(0, 5)


def logs(facts: st.SearchStrategy[dict[str, Any]] = data) -> st.SearchStrategy[list[Event]]:
    return st.lists(st.builds(Event, kinds, moments, facts), max_size=40)


# Most of a log that begins with opening and people coming in makes sense; so most of the rules are put to the test.
openings = st.lists(people, unique=True).map(
    lambda here: [
        Event(EventKind.OPENED, START),
        *(Event(EventKind.CHECKED_IN, START, {"person": person}) for person in here),
    ]
)
lively = st.builds(lambda opening, rest: [*opening, *rest], openings, logs())


@given(logs() | lively, agendas)
def test_any_log_gives_a_valid_room(events: list[Event], items: int) -> None:
    check(fold(events, items=items), items)


def check(room: Room, items: int) -> None:
    assert len(room.items) == items
    # An open meeting is at one of its items; no other is.
    assert (room.current is not None) == room.is_open
    assert room.current is None or 0 <= room.current < items
    assert room.current is None or room.items[room.current].started
    # What has been opened says when, and so does what has been closed.
    assert (room.opened_at is not None) == (room.status is not Status.PLANNED)
    assert (room.closed_at is not None) == (room.status is Status.CLOSED)
    # Nobody is here twice; the floor is only for who is here, and only at an open meeting.
    assert len(set(room.present)) == len(room.present)
    assert room.turn is None or (room.is_open and room.turn in room.present)
    assert (room.turn is None) == (room.turn_since is None)
    assert room.away is None or room.is_open
    for item in room.items:
        assert item.used >= ZERO
        assert item.extra >= 0
        assert not (item.started and item.skipped)
        assert item.started or (item.used, item.spoken, item.passed) == (ZERO, (), ())
        # One has spoken or passed, never both, and either of them once.
        heard = [*item.spoken, *item.passed]
        assert len(set(heard)) == len(heard)


@given(logs() | lively, agendas)
def test_every_minute_is_the_items_or_was_spent_away(events: list[Event], items: int) -> None:
    room = fold(events, items=items)
    counted = sum((item.used for item in room.items), ZERO) + sum((away.lasted for away in room.aways), ZERO)
    if room.away:
        counted += room.away.lasted
    if room.opened_at is None:
        assert counted == ZERO
    else:
        ends = room.closed_at or room.clock
        assert ends is not None
        assert counted == ends - room.opened_at
        assert all(away.lasted >= ZERO for away in room.aways)


@given(logs() | lively, agendas)
def test_replaying_gives_the_same_room(events: list[Event], items: int) -> None:
    assert fold(events, items=items) == fold(list(events), items=items)


@given(logs() | lively, agendas, st.integers(0, 40))
def test_a_log_can_be_played_in_two_halves(events: list[Event], items: int, middle: int) -> None:
    room = fold(events[:middle], items=items)
    for event in events[middle:]:
        room = apply(room, event)
    assert room == fold(events, items=items)


@given(logs() | lively, agendas)
def test_what_makes_no_sense_where_it_stands_changes_nothing(events: list[Event], items: int) -> None:
    room = fold([], items=items)
    for event in events:
        after = apply(room, event)
        if not may_happen(room, event):
            assert after == room
        room = after


@given(logs(misshapen) | st.builds(lambda opening, rest: [*opening, *rest], openings, logs(misshapen)), agendas)
def test_misshapen_data_is_passed_over_and_never_raises(events: list[Event], items: int) -> None:
    check(fold(events, items=items), items)


@given(lively, agendas, moments)
def test_looking_ahead_only_moves_time(events: list[Event], items: int, now: datetime) -> None:
    room = fold(events, items=items)
    later = room.until(now)
    assert (later.current, later.turn, later.present, later.status) == (
        room.current,
        room.turn,
        room.present,
        room.status,
    )
    assert all(after.used >= before.used for before, after in zip(room.items, later.items, strict=True))
