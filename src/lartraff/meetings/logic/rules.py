"""What can happen in the room as it is. Whatever the log holds, these keep the room whole."""

from collections.abc import Callable
from typing import Any

from lartraff.meetings.logic.events import Answer, Event, EventKind, Part
from lartraff.meetings.logic.room import Room, Status

Data = dict[str, Any]
Rule = Callable[[Room, Data], bool]

# A name forgotten at the meeting may be ticked afterwards, and more may be told, until the minutes are shared.
ALSO_AFTERWARDS = frozenset(
    {
        EventKind.CHECKED_IN,
        EventKind.CHECKED_OUT,
        EventKind.ROLE_CHOSEN,
        EventKind.INFORMATION_GIVEN,
        EventKind.READ_ALOUD,
    }
)


def may_happen(room: Room, event: Event) -> bool:
    """Whether the event makes sense in the room as it is."""
    if event.kind is EventKind.OPENED:
        return room.status is Status.PLANNED and bool(room.items)
    allowed = room.status is not Status.PLANNED if event.kind in ALSO_AFTERWARDS else room.is_open
    rule = RULES.get(event.kind)
    return allowed and (rule is None or rule(room, event.data))


def somebody(room: Room, data: Data) -> bool:
    return isinstance(data.get("person"), int)


def somebody_here(room: Room, data: Data) -> bool:
    return data.get("person") in room.present


def a_part(room: Room, data: Data) -> bool:
    nobody = "person" in data and data["person"] is None
    return data.get("role") in list(Part) and (nobody or somebody(room, data))


def an_item(room: Room, data: Data) -> bool:
    return has_item(room, data.get("item"))


def an_extension(room: Room, data: Data) -> bool:
    minutes, giver = data.get("minutes"), data.get("taken_from")
    if not an_item(room, data) or not isinstance(minutes, int) or not 0 < minutes <= 60:
        return False
    return giver is None or (has_item(room, giver) and giver != data["item"])


def has_item(room: Room, position: object) -> bool:
    return isinstance(position, int) and 0 <= position < len(room.items)


def a_short_while(room: Room, data: Data) -> bool:
    seconds = data.get("seconds")
    return isinstance(seconds, int) and 0 < seconds <= 900


def the_speaker(room: Room, data: Data) -> bool:
    return room.turn is not None and data.get("person") == room.turn


def in_the_queue(room: Room, data: Data) -> bool:
    return data.get("person") in room.queue


def ready_or_not(room: Room, data: Data) -> bool:
    return somebody_here(room, data) and isinstance(data.get("ready"), bool)


def a_question(room: Room, data: Data) -> bool:
    return bool(data.get("question"))


def an_answer(room: Room, data: Data) -> bool:
    return room.hands is not None and somebody_here(room, data) and data.get("answer") in list(Answer)


def hands_are_up(room: Room, data: Data) -> bool:
    return room.hands is not None


def clock_runs(room: Room, data: Data) -> bool:
    return not room.stands_still


def in_a_break(room: Room, data: Data) -> bool:
    return room.paused_at is not None


def is_away(room: Room, data: Data) -> bool:
    return room.away is not None


RULES: dict[EventKind, Rule] = {
    EventKind.CHECKED_IN: somebody,
    EventKind.CHECKED_OUT: somebody,
    EventKind.ROLE_CHOSEN: a_part,
    EventKind.LEADING_HANDED: somebody_here,
    EventKind.ITEM_STARTED: an_item,
    EventKind.ITEM_SKIPPED: an_item,
    EventKind.ITEM_EXTENDED: an_extension,
    EventKind.PAUSED: clock_runs,
    EventKind.UNPAUSED: in_a_break,
    EventKind.QUIET_STARTED: a_short_while,
    EventKind.STRUCTURE_LEFT: clock_runs,
    EventKind.STRUCTURE_RESUMED: is_away,
    EventKind.TURN_GIVEN: somebody_here,
    EventKind.TURN_ENDED: the_speaker,
    EventKind.TURN_PASSED: somebody_here,
    EventKind.TURN_POSTPONED: somebody_here,
    EventKind.READY_SAID: ready_or_not,
    EventKind.HAND_RAISED: somebody_here,
    EventKind.HAND_LOWERED: in_the_queue,
    EventKind.HANDS_ASKED: a_question,
    EventKind.HAND_SHOWN: an_answer,
    EventKind.HANDS_COUNTED: hands_are_up,
}
