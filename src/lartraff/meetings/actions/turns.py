"""Who speaks: the round, the queue, and who is ready. Forgotten when the meeting closes."""

import uuid

from django.db import transaction

from lartraff.core.access import Decision, require
from lartraff.meetings.actions.log import already_done, append, happen, lock
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User


@transaction.atomic
def give_turn(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Give the floor to `person`; whoever had it has now spoken. One may hand over the floor that one has."""
    has_floor = room_of(meeting).turn == by.pk
    require(can_enter_room(by, meeting) if has_floor else can_lead_meeting(by, meeting))
    happen(meeting, EventKind.TURN_GIVEN, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def end_turn(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Say that one has said what one wanted. Nothing happens if somebody else has the floor."""
    require(can_enter_room(by, meeting))
    happen(meeting, EventKind.TURN_ENDED, by=by, command=command, data={"person": by.pk})


@transaction.atomic
def pass_turn(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Let `person` pass. One passes for oneself; the leader may mark it for somebody who says so aloud."""
    require(for_oneself_or_leading(meeting, person, by))
    happen(meeting, EventKind.TURN_PASSED, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def postpone_turn(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Come back to `person` when the others have spoken."""
    require(for_oneself_or_leading(meeting, person, by))
    happen(meeting, EventKind.TURN_POSTPONED, by=by, command=command, data={"person": person.pk})


def for_oneself_or_leading(meeting: Meeting, person: User, by: User) -> Decision:
    return can_enter_room(by, meeting) if person.pk == by.pk else can_lead_meeting(by, meeting)


@transaction.atomic
def say_ready(meeting: Meeting, *, ready: bool, by: User, command: uuid.UUID) -> None:
    """Tell the others that one has written, or thought, what one wanted."""
    require(can_enter_room(by, meeting))
    happen(meeting, EventKind.READY_SAID, by=by, command=command, data={"person": by.pk, "ready": ready})


@transaction.atomic
def raise_hand(meeting: Meeting, *, up: bool, by: User, command: uuid.UUID) -> None:
    """Stand in the queue for the floor, or leave it."""
    require(can_enter_room(by, meeting))
    kind = EventKind.HAND_RAISED if up else EventKind.HAND_LOWERED
    happen(meeting, kind, by=by, command=command, data={"person": by.pk})


@transaction.atomic
def nudge(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Ask whether the talk is still about the question. Not even the log knows who did."""
    require(can_enter_room(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.NUDGED, by=None, command=command)
