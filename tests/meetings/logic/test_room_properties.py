"""The fold, whatever happens: any sequence of events, sensible or not, gives a valid state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.events import PASSING, Answer, Event, EventKind, Part
from lartraff.meetings.logic.fold import apply, fold
from lartraff.meetings.logic.room import Room, Status
from lartraff.meetings.logic.rules import may_happen

START = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
ZERO = timedelta()

moments = st.integers(-5, 180).map(lambda minute: START + timedelta(minutes=minute))
people = st.integers(1, 4)
data = st.fixed_dictionaries(
    {},
    optional={
        "person": people,
        "item": st.integers(-1, 5),
        "minutes": st.integers(-1, 61),
        "taken_from": st.none() | st.integers(-1, 5),
        "reason": st.just("X"),
        "role": st.sampled_from([*Part, "NONSENSE"]),
        "seconds": st.integers(-1, 901),
        "ready": st.booleans(),
        "question": st.sampled_from(["", "Tar vi paus?"]),
        "answer": st.sampled_from([*Answer, "NONSENSE"]),
    },
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
misshapen = st.dictionaries(
    st.sampled_from(
        ["person", "item", "minutes", "taken_from", "reason", "role", "seconds", "ready", "question", "answer", "else"]
    ),
    anything,
)
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
        assert not (item.started and item.skipped)
        assert item.started or (item.used, item.spoken, item.passed, item.later) == (ZERO, (), (), ())
        # One has spoken, passed or asked to wait, never two of them, and any of them once.
        heard = [*item.spoken, *item.passed, *item.later]
        assert len(set(heard)) == len(heard)
    check_people(room)


def check_people(room: Room) -> None:
    """Parts have one holder each; what passes with the meeting is for who is here, and only while it is open."""
    assert len({part for part, _person in room.parts}) == len(room.parts)
    for people_of in (room.ready, room.queue):
        assert len(set(people_of)) == len(people_of)
        assert set(people_of) <= set(room.present)
    assert not (room.paused_at and room.away)
    if not room.is_open:
        passing = (room.turn, room.ready, room.queue, room.hands, room.nudged_at, room.quiet_until, room.paused_at)
        assert not any(passing)
        assert not any((*item.spoken, *item.passed, *item.later) for item in room.items)
    if room.hands:
        answered = [person for person, _answer in room.hands.answers]
        assert len(set(answered)) == len(answered)


@given(logs() | lively, agendas)
def test_every_minute_is_the_items_or_was_a_break_or_spent_away(events: list[Event], items: int) -> None:
    room = fold(events, items=items)
    counted = (
        room.paused + sum((item.used for item in room.items), ZERO) + sum((away.lasted for away in room.aways), ZERO)
    )
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


@given(lively, agendas)
def test_forgetting_what_passes_changes_nothing_that_lasts(events: list[Event], items: int) -> None:
    """Closing takes these events out of the log, so the closed room must be the same without them."""
    closing = Event(EventKind.CLOSED, START + timedelta(minutes=200))
    lasting = [event for event in [*events, closing] if event.kind not in PASSING]
    assert fold([*events, closing], items=items) == fold(lasting, items=items)


@given(lively, agendas)
def test_time_taken_from_one_item_is_given_to_another(events: list[Event], items: int) -> None:
    """Beyond what was added from outside the plan, no minute is made or lost."""
    room = fold([], items=items)
    added = 0
    for event in events:
        if may_happen(room, event) and event.kind is EventKind.ITEM_EXTENDED and event.data.get("taken_from") is None:
            added += event.data["minutes"]
        room = apply(room, event)
    assert sum(item.extra for item in room.items) == added
