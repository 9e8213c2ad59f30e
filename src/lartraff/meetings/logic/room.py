"""The state of a room: what the log has led to, as values that never change. `logic.fold` makes them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from lartraff.meetings.logic.events import Answer, Part

ZERO = timedelta()


class Status(StrEnum):
    PLANNED = "PLANNED"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class ItemState:
    """`used`: time spent on the item within the structure.

    `extra`: minutes beyond the plan; below zero where another item was given some of its time.
    `later`: who has asked to be come back to, in the order they asked.
    """

    started: bool = False
    skipped: bool = False
    used: timedelta = ZERO
    extra: int = 0
    spoken: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()
    later: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """The structure is, or was, left: for what, since when, and for how long so far."""

    reason: str
    since: datetime
    lasted: timedelta = ZERO


@dataclass(frozen=True, slots=True)
class Hands:
    """A show of hands: each person's latest answer."""

    question: str
    answers: tuple[tuple[int, Answer], ...] = ()

    def who(self, answer: Answer) -> list[int]:
        return [person for person, given in self.answers if given is answer]


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
    parts: tuple[tuple[Part, int], ...] = ()
    led_by: int | None = None  # who was handed the leading; None while the learning leader leads
    paused_at: datetime | None = None
    paused: timedelta = ZERO  # how long the breaks have been
    away: Away | None = None
    aways: tuple[Away, ...] = ()
    quiet_until: datetime | None = None
    turn: int | None = None
    turn_since: datetime | None = None
    ready: tuple[int, ...] = ()
    queue: tuple[int, ...] = ()
    nudged_at: datetime | None = None
    hands: Hands | None = None

    @property
    def is_open(self) -> bool:
        return self.status is Status.OPEN

    @property
    def item(self) -> ItemState | None:
        return None if self.current is None else self.items[self.current]

    @property
    def stands_still(self) -> bool:
        """Whether the item's clock is stopped: in a break, or while the structure is left."""
        return self.paused_at is not None or self.away is not None

    @property
    def secretary(self) -> int | None:
        return self.who_is(Part.SECRETARY)

    def who_is(self, part: Part) -> int | None:
        return dict(self.parts).get(part)

    def waiting(self, order: Iterable[int]) -> list[int]:
        """Who is here and has not yet spoken or passed at the current item, those who asked to wait last."""
        if self.current is None:
            return []
        heard, later = self.heard_at(self.current), self.items[self.current].later
        left = [person for person in order if person in self.present and person not in heard]
        return [person for person in left if person not in later] + [person for person in later if person in left]

    def heard_at(self, position: int) -> set[int]:
        """Who has spoken or passed at an item, or has the floor there just now."""
        item = self.items[position]
        heard = {*item.spoken, *item.passed}
        return heard if self.turn is None or position != self.current else heard | {self.turn}

    def until(self, now: datetime) -> "Room":
        """The same room with time counted up to `now`; for showing, not for keeping."""
        return pass_time(self, now)

    def with_item(self, position: int, **changes: object) -> "Room":
        changed = replace(self.items[position], **changes)  # type: ignore[arg-type]
        return replace(self, items=(*self.items[:position], changed, *self.items[position + 1 :]))


def pass_time(room: Room, now: datetime) -> Room:
    """Count the time since the clock last stood: to the item, or to whatever the structure was left for."""
    if not room.is_open or room.clock is None or room.current is None or now <= room.clock:
        return room
    at, passed = room.current, now - room.clock
    room = replace(room, clock=now)
    if room.paused_at is not None:
        return replace(room, paused=room.paused + passed)
    if room.away is not None:
        return replace(room, away=replace(room.away, lasted=room.away.lasted + passed))
    return room.with_item(at, used=room.items[at].used + passed)
