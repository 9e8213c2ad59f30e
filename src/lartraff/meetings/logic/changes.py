"""What each kind of event does to the room. `logic.fold` has asked first whether it can happen at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from lartraff.meetings.logic.events import Answer, Event, EventKind, Part
from lartraff.meetings.logic.room import Away, Hands, Room, Status

Change = Callable[[Room, Event], Room]


def without(people: tuple[int, ...], person: int) -> tuple[int, ...]:
    return tuple(other for other in people if other != person)


def and_also(people: tuple[int, ...], person: int) -> tuple[int, ...]:
    return people if person in people else (*people, person)


def close_turn(room: Room) -> Room:
    """Whoever has the floor has now spoken."""
    if room.turn is None or room.current is None:
        return room
    spoken = and_also(room.items[room.current].spoken, room.turn)
    return replace(room, turn=None, turn_since=None).with_item(room.current, spoken=spoken)


def opened(room: Room, event: Event) -> Room:
    room = replace(room, status=Status.OPEN, current=0, clock=event.at, opened_at=event.at)
    return room.with_item(0, started=True)


def checked_in(room: Room, event: Event) -> Room:
    return replace(room, present=and_also(room.present, event.data["person"]))


def checked_out(room: Room, event: Event) -> Room:
    person = event.data["person"]
    if room.turn == person:
        room = replace(room, turn=None, turn_since=None)
    present, ready, queue = (without(people, person) for people in (room.present, room.ready, room.queue))
    return replace(room, present=present, ready=ready, queue=queue)


def role_chosen(room: Room, event: Event) -> Room:
    part, person = Part(event.data["role"]), event.data["person"]
    others = tuple((other, who) for other, who in room.parts if other is not part)
    return replace(room, parts=others if person is None else (*others, (part, person)))


def leading_handed(room: Room, event: Event) -> Room:
    return replace(room, led_by=event.data["person"])


def item_started(room: Room, event: Event) -> Room:
    position = event.data["item"]
    if position == room.current:
        return room
    room = close_turn(room)
    room = replace(room, current=position, ready=(), queue=(), quiet_until=None, hands=None, nudged_at=None)
    return room.with_item(position, started=True, skipped=False)


def item_extended(room: Room, event: Event) -> Room:
    position, minutes, giver = event.data["item"], event.data["minutes"], event.data.get("taken_from")
    if giver is not None:
        room = room.with_item(giver, extra=room.items[giver].extra - minutes)
    return room.with_item(position, extra=room.items[position].extra + minutes)


def item_skipped(room: Room, event: Event) -> Room:
    position = event.data["item"]
    if room.items[position].started:
        return room  # what has been begun was not skipped
    return room.with_item(position, skipped=True)


def paused(room: Room, event: Event) -> Room:
    return replace(room, paused_at=event.at)


def unpaused(room: Room, event: Event) -> Room:
    assert room.paused_at is not None
    pause = max(event.at - room.paused_at, timedelta())
    turn_since = room.turn_since and room.turn_since + pause
    quiet_until = room.quiet_until and room.quiet_until + pause
    return replace(room, paused_at=None, turn_since=turn_since, quiet_until=quiet_until)


def quiet_started(room: Room, event: Event) -> Room:
    return replace(room, quiet_until=event.at + timedelta(seconds=event.data["seconds"]))


def turn_given(room: Room, event: Event) -> Room:
    room = close_turn(room)
    person = event.data["person"]
    assert room.current is not None
    item = room.items[room.current]
    room = room.with_item(room.current, passed=without(item.passed, person), later=without(item.later, person))
    queue = without(room.queue, person)
    return replace(room, turn=person, turn_since=event.at, queue=queue)


def turn_ended(room: Room, event: Event) -> Room:
    return close_turn(room)


def turn_passed(room: Room, event: Event) -> Room:
    person = event.data["person"]
    room = without_floor(room, person)
    assert room.current is not None
    item = room.items[room.current]
    if person in item.spoken:
        return room
    return room.with_item(room.current, passed=and_also(item.passed, person), later=without(item.later, person))


def turn_postponed(room: Room, event: Event) -> Room:
    person = event.data["person"]
    room = without_floor(room, person)
    assert room.current is not None
    item = room.items[room.current]
    if person in item.spoken:
        return room
    later = (*without(item.later, person), person)
    return room.with_item(room.current, passed=without(item.passed, person), later=later)


def without_floor(room: Room, person: int) -> Room:
    return replace(room, turn=None, turn_since=None) if room.turn == person else room


def ready_said(room: Room, event: Event) -> Room:
    change = and_also if event.data["ready"] else without
    return replace(room, ready=change(room.ready, event.data["person"]))


def hand_raised(room: Room, event: Event) -> Room:
    return replace(room, queue=and_also(room.queue, event.data["person"]))


def hand_lowered(room: Room, event: Event) -> Room:
    return replace(room, queue=without(room.queue, event.data["person"]))


def nudged(room: Room, event: Event) -> Room:
    return replace(room, nudged_at=event.at)


def hands_asked(room: Room, event: Event) -> Room:
    return replace(room, hands=Hands(str(event.data["question"])))


def hand_shown(room: Room, event: Event) -> Room:
    assert room.hands is not None
    person, answer = event.data["person"], Answer(event.data["answer"])
    others = tuple((other, given) for other, given in room.hands.answers if other != person)
    return replace(room, hands=replace(room.hands, answers=(*others, (person, answer))))


def hands_counted(room: Room, event: Event) -> Room:
    return replace(room, hands=None)


def structure_left(room: Room, event: Event) -> Room:
    return replace(room, away=Away(reason=str(event.data.get("reason", "OTHER")), since=event.at))


def structure_resumed(room: Room, event: Event) -> Room:
    assert room.away is not None
    return replace(room, away=None, aways=(*room.aways, room.away))


def read_aloud(room: Room, event: Event) -> Room:
    return replace(room, read_aloud_at=event.at)


def closed(room: Room, event: Event) -> Room:
    """Time, attendance and parts stay; who spoke, passed, waited or raised a hand is nobody's business any more."""
    if room.away is not None:
        room = structure_resumed(room, event)
    items = tuple(replace(item, spoken=(), passed=(), later=()) for item in room.items)
    return Room(
        items=items,
        status=Status.CLOSED,
        clock=room.clock,
        opened_at=room.opened_at,
        closed_at=room.clock,
        read_aloud_at=room.read_aloud_at,
        present=room.present,
        parts=room.parts,
        led_by=room.led_by,
        paused=room.paused,
        aways=room.aways,
    )


CHANGES: dict[EventKind, Change] = {
    EventKind.OPENED: opened,
    EventKind.CHECKED_IN: checked_in,
    EventKind.CHECKED_OUT: checked_out,
    EventKind.ROLE_CHOSEN: role_chosen,
    EventKind.LEADING_HANDED: leading_handed,
    EventKind.ITEM_STARTED: item_started,
    EventKind.ITEM_EXTENDED: item_extended,
    EventKind.ITEM_SKIPPED: item_skipped,
    EventKind.PAUSED: paused,
    EventKind.UNPAUSED: unpaused,
    EventKind.QUIET_STARTED: quiet_started,
    EventKind.TURN_GIVEN: turn_given,
    EventKind.TURN_ENDED: turn_ended,
    EventKind.TURN_PASSED: turn_passed,
    EventKind.TURN_POSTPONED: turn_postponed,
    EventKind.READY_SAID: ready_said,
    EventKind.HAND_RAISED: hand_raised,
    EventKind.HAND_LOWERED: hand_lowered,
    EventKind.NUDGED: nudged,
    EventKind.HANDS_ASKED: hands_asked,
    EventKind.HAND_SHOWN: hand_shown,
    EventKind.HANDS_COUNTED: hands_counted,
    EventKind.STRUCTURE_LEFT: structure_left,
    EventKind.STRUCTURE_RESUMED: structure_resumed,
    EventKind.READ_ALOUD: read_aloud,
    EventKind.CLOSED: closed,
}
