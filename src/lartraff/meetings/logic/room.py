"""The state of a room, as a pure fold over the meeting's log.

Any sequence of events gives a valid state: what makes no sense where it stands (a turn after closing, an item that does
not exist) changes nothing. Replaying the same events gives the same state. Time is derived, never typed in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce

from lartraff.meetings.logic.events import Event, EventKind

ZERO = timedelta()


class Status(StrEnum):
    PLANNED = "PLANNED"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class ItemState:
    """`used`: time spent on the item within the structure. `extra`: minutes it was given beyond the plan."""

    started: bool = False
    skipped: bool = False
    used: timedelta = ZERO
    extra: int = 0
    spoken: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """The structure is, or was, left: for what, since when, and for how long so far."""

    reason: str
    since: datetime
    lasted: timedelta = ZERO


@dataclass(frozen=True, slots=True)
class Room:
    items: tuple[ItemState, ...]
    status: Status = Status.PLANNED
    current: int | None = None
    clock: datetime | None = None  # up to when time has been counted
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    read_aloud_at: datetime | None = None
    present: tuple[int, ...] = ()
    secretary: int | None = None
    turn: int | None = None
    turn_since: datetime | None = None
    away: Away | None = None
    aways: tuple[Away, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status is Status.OPEN

    @property
    def item(self) -> ItemState | None:
        return None if self.current is None else self.items[self.current]

    def waiting(self, order: Iterable[int]) -> list[int]:
        """Who in `order` is here and has not yet spoken or passed at the current item."""
        if self.current is None:
            return []
        heard = self.heard_at(self.current)
        return [person for person in order if person in self.present and person not in heard]

    def heard_at(self, position: int) -> set[int]:
        """Who has spoken or passed at an item, or has the floor there just now."""
        item = self.items[position]
        heard = {*item.spoken, *item.passed}
        return heard if self.turn is None or position != self.current else heard | {self.turn}

    def until(self, now: datetime) -> "Room":
        """The same room with time counted up to `now`; for showing, not for keeping."""
        return pass_time(self, now)


def fold(events: Iterable[Event], *, items: int) -> Room:
    """Play a meeting's events over an agenda of `items` items."""
    return reduce(apply, events, Room(items=(ItemState(),) * items))


def apply(room: Room, event: Event) -> Room:
    """The room after one more event. Events must come in the order of the log."""
    changer = CHANGERS.get(event.kind)
    if changer is None or not may_happen(room, event):
        return room
    if room.is_open:
        room = pass_time(room, event.at)
    return changer(room, event)


def may_happen(room: Room, event: Event) -> bool:
    """Whether the event makes sense in the room as it is."""
    if event.kind is EventKind.OPENED:
        return room.status is Status.PLANNED and bool(room.items)
    if event.kind is EventKind.READ_ALOUD:
        return room.status is not Status.PLANNED
    if event.kind in {EventKind.CHECKED_IN, EventKind.CHECKED_OUT, EventKind.SECRETARY_CHOSEN}:
        # A name forgotten at the meeting may be ticked afterwards, until the minutes are shared.
        return isinstance(event.data.get("person"), int) and room.status is not Status.PLANNED
    if not room.is_open:
        return False
    return fits(room, event)


def fits(room: Room, event: Event) -> bool:
    match event.kind:
        case EventKind.ITEM_STARTED | EventKind.ITEM_SKIPPED:
            return has_item(room, event)
        case EventKind.ITEM_EXTENDED:
            minutes = event.data.get("minutes")
            return has_item(room, event) and isinstance(minutes, int) and 0 < minutes <= 60
        case EventKind.TURN_GIVEN | EventKind.TURN_PASSED:
            return event.data.get("person") in room.present
        case EventKind.STRUCTURE_LEFT:
            return room.away is None
        case EventKind.STRUCTURE_RESUMED:
            return room.away is not None
        case _:
            return True


def has_item(room: Room, event: Event) -> bool:
    item = event.data.get("item")
    return isinstance(item, int) and 0 <= item < len(room.items)


def pass_time(room: Room, now: datetime) -> Room:
    """Count the time since the clock last stood: to the item, or to whatever the structure was left for."""
    if not room.is_open or room.clock is None or room.current is None or now <= room.clock:
        return room
    passed = now - room.clock
    if room.away is not None:
        return replace(room, clock=now, away=replace(room.away, lasted=room.away.lasted + passed))
    return replace(room, clock=now, items=with_item(room, room.current, used=room.items[room.current].used + passed))


def with_item(room: Room, position: int, **changes: object) -> tuple[ItemState, ...]:
    changed = replace(room.items[position], **changes)  # type: ignore[arg-type]
    return (*room.items[:position], changed, *room.items[position + 1 :])


def close_turn(room: Room) -> Room:
    """Whoever has the floor has now spoken."""
    if room.turn is None or room.current is None:
        return room
    spoken = room.items[room.current].spoken
    if room.turn not in spoken:
        spoken = (*spoken, room.turn)
    return replace(room, turn=None, turn_since=None, items=with_item(room, room.current, spoken=spoken))


def opened(room: Room, event: Event) -> Room:
    room = replace(room, status=Status.OPEN, current=0, clock=event.at, opened_at=event.at)
    return replace(room, items=with_item(room, 0, started=True))


def checked_in(room: Room, event: Event) -> Room:
    person = event.data["person"]
    return room if person in room.present else replace(room, present=(*room.present, person))


def checked_out(room: Room, event: Event) -> Room:
    person = event.data["person"]
    present = tuple(other for other in room.present if other != person)
    if room.turn == person:
        room = replace(room, turn=None, turn_since=None)
    return replace(room, present=present)


def secretary_chosen(room: Room, event: Event) -> Room:
    return replace(room, secretary=event.data["person"])


def item_started(room: Room, event: Event) -> Room:
    position = event.data["item"]
    if position == room.current:
        return room
    room = close_turn(room)
    room = replace(room, current=position)
    return replace(room, items=with_item(room, position, started=True, skipped=False))


def item_extended(room: Room, event: Event) -> Room:
    position = event.data["item"]
    extra = room.items[position].extra + event.data["minutes"]
    return replace(room, items=with_item(room, position, extra=extra))


def item_skipped(room: Room, event: Event) -> Room:
    position = event.data["item"]
    if room.items[position].started:
        return room  # what has been begun was not skipped
    return replace(room, items=with_item(room, position, skipped=True))


def turn_given(room: Room, event: Event) -> Room:
    room = close_turn(room)
    person = event.data["person"]
    assert room.current is not None
    passed = tuple(other for other in room.items[room.current].passed if other != person)
    room = replace(room, items=with_item(room, room.current, passed=passed))
    return replace(room, turn=person, turn_since=event.at)


def turn_passed(room: Room, event: Event) -> Room:
    person = event.data["person"]
    if room.turn == person:
        room = replace(room, turn=None, turn_since=None)
    assert room.current is not None
    item = room.items[room.current]
    if person in item.passed or person in item.spoken:
        return room
    return replace(room, items=with_item(room, room.current, passed=(*item.passed, person)))


def structure_left(room: Room, event: Event) -> Room:
    return replace(room, away=Away(reason=str(event.data.get("reason", "OTHER")), since=event.at))


def structure_resumed(room: Room, event: Event) -> Room:
    assert room.away is not None
    return replace(room, away=None, aways=(*room.aways, room.away))


def read_aloud(room: Room, event: Event) -> Room:
    return replace(room, read_aloud_at=event.at)


def closed(room: Room, event: Event) -> Room:
    room = close_turn(room)
    if room.away is not None:
        room = structure_resumed(room, event)
    return replace(room, status=Status.CLOSED, current=None, closed_at=room.clock)


CHANGERS: dict[EventKind, Callable[[Room, Event], Room]] = {
    EventKind.OPENED: opened,
    EventKind.CHECKED_IN: checked_in,
    EventKind.CHECKED_OUT: checked_out,
    EventKind.SECRETARY_CHOSEN: secretary_chosen,
    EventKind.ITEM_STARTED: item_started,
    EventKind.ITEM_EXTENDED: item_extended,
    EventKind.ITEM_SKIPPED: item_skipped,
    EventKind.TURN_GIVEN: turn_given,
    EventKind.TURN_PASSED: turn_passed,
    EventKind.STRUCTURE_LEFT: structure_left,
    EventKind.STRUCTURE_RESUMED: structure_resumed,
    EventKind.READ_ALOUD: read_aloud,
    EventKind.CLOSED: closed,
}
