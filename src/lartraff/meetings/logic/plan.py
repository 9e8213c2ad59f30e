"""The plan while the meeting goes on: when it will be over, and where there is time to take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lartraff.meetings.logic.room import Room

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """How long an item may take: at least and at most, in minutes."""

    shortest: int
    longest: int


def to_spare(spans: Sequence[Span], room: Room) -> dict[int, int]:
    """Minutes that each item still to come could give up and yet have its shortest time."""
    return {
        position: left
        for position, (span, item) in enumerate(zip(spans, room.items, strict=True))
        if not item.started and not item.skipped and (left := span.longest + item.extra - span.shortest) > 0
    }


def expected_end(spans: Sequence[Span], room: Room, now: datetime) -> datetime:
    """When the meeting is over if what is left takes its longest time. `room` must be counted up to `now`."""
    left = timedelta()
    for position, (span, item) in enumerate(zip(spans, room.items, strict=True)):
        still_to_come = not item.started and not item.skipped
        if position == room.current or still_to_come:
            left += max((span.longest + item.extra) * MINUTE - item.used, timedelta())
    return now + left


def share_of_each(span: Span, room: Room, waiting: int, now: datetime) -> timedelta | None:
    """An equal share of the item's time for the one who has the floor and each of `waiting`; None if nobody is left.

    It stands still while somebody speaks, since what has been spoken counts as theirs.
    """
    speaking = 1 if room.turn is not None else 0
    if room.item is None or waiting + speaking == 0:
        return None
    left = (span.longest + room.item.extra) * MINUTE - room.item.used
    if room.turn_since is not None:
        left += max((room.paused_at or now) - room.turn_since, timedelta())
    elif room.quiet_until is not None:
        left -= max(room.quiet_until - now, timedelta())
    return max(left, timedelta()) / (waiting + speaking)
