"""The meeting's log, folded into the state of its room.

Any sequence of events gives a valid state: what makes no sense where it stands (a turn after closing, an item that does
not exist) changes nothing. Replaying the same events gives the same state. Time is derived, never typed in.
"""

from collections.abc import Iterable
from functools import reduce

from lartraff.meetings.logic.changes import CHANGES
from lartraff.meetings.logic.events import PASSING, Event
from lartraff.meetings.logic.room import ItemState, Room, pass_time
from lartraff.meetings.logic.rules import may_happen


def fold(events: Iterable[Event], *, items: int) -> Room:
    """Play a meeting's events over an agenda of `items` items."""
    return reduce(apply, events, Room(items=(ItemState(),) * items))


def apply(room: Room, event: Event) -> Room:
    """The room after one more event. Events must come in the order of the log."""
    change = CHANGES.get(event.kind)
    if change is None or not may_happen(room, event):
        return room
    # What passes moves no clock either, so that the time is the same once it has been taken out of the log.
    if room.is_open and event.kind not in PASSING:
        room = pass_time(room, event.at)
    return change(room, event)
