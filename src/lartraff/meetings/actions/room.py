"""Leading a meeting. Each verb is safe to send twice: `command` is the button's own number."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.meetings.actions.log import already_done, append, lock
from lartraff.meetings.logic.events import EventKind, LeavingReason
from lartraff.meetings.models import Meeting, Minutes
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User
from lartraff.people.queries import current_members


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Open the room: the clock starts, and there is a draft of the minutes."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if already_done(meeting, command):
        return
    if meeting.group.closed_at is not None:
        raise ValidationError(_("The group is closed. Its minutes can still be read."))
    if append(meeting, EventKind.OPENED, by=by, command=command):
        Minutes.objects.get_or_create(meeting=meeting)


@transaction.atomic
def check_in(meeting: Meeting, people: list[User], *, by: User, command: uuid.UUID) -> None:
    """Say who is here: exactly `people`, all members. Whoever was ticked and is not among them is checked out."""
    require(can_enter_room(by, meeting))
    meeting = lock(meeting)
    refuse_after_sharing(meeting)
    members = {membership.user_id for membership in current_members(meeting.group)}
    wanted = {person.pk for person in people}
    if not wanted <= members:
        raise ValidationError(_("Only members of the group are checked in."))
    if already_done(meeting, command):
        return
    present = set(room_of(meeting).present)
    changes = [(EventKind.CHECKED_IN, person) for person in sorted(wanted - present)]
    # Whoever has left the group since the meeting was there all the same.
    changes += [(EventKind.CHECKED_OUT, person) for person in sorted((present & members) - wanted)]
    for count, (kind, person) in enumerate(changes):
        # One command makes several events; the first carries its number, so that a repeat finds it.
        part = uuid.uuid5(command, f"{kind} {person}") if count else command
        append(meeting, kind, by=by, command=part, data={"person": person})


@transaction.atomic
def choose_secretary(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Say who writes today. Anyone in the group may, since it is often settled while people sit down."""
    require(can_enter_room(by, meeting))
    meeting = lock(meeting)
    refuse_after_sharing(meeting)
    if not current_members(meeting.group).filter(user=person).exists():
        raise ValidationError(_("The secretary of the day is a member of the group."))
    if not already_done(meeting, command):
        append(meeting, EventKind.SECRETARY_CHOSEN, by=by, command=command, data={"person": person.pk})


def refuse_after_sharing(meeting: Meeting) -> None:
    if Minutes.objects.filter(meeting=meeting, state="SHARED").exists():
        raise ValidationError(_("The minutes are shared. Correct them as a new version instead."))


@transaction.atomic
def go_to_item(meeting: Meeting, item: int, *, came_from: int, by: User, command: uuid.UUID) -> None:
    """Move from item `came_from` to `item` (positions from 0), forward or back.

    If the meeting has moved on from `came_from` already, nothing happens: two who press *next* at once move one step.
    Items that are jumped over are marked as skipped.
    """
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    room = room_of(meeting)
    if already_done(meeting, command) or room.current != came_from or not 0 <= item < len(room.items):
        return
    for passed_over in range(came_from + 1, item):
        if not room.items[passed_over].started:
            part = uuid.uuid5(command, f"skip {passed_over}")
            append(meeting, EventKind.ITEM_SKIPPED, by=by, command=part, data={"item": passed_over})
    append(meeting, EventKind.ITEM_STARTED, by=by, command=command, data={"item": item})


@transaction.atomic
def extend_item(meeting: Meeting, item: int, *, minutes: int, by: User, command: uuid.UUID) -> None:
    """Give the item more minutes than planned."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.ITEM_EXTENDED, by=by, command=command, data={"item": item, "minutes": minutes})


@transaction.atomic
def give_turn(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Give the floor to `person`; whoever had it has now spoken."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.TURN_GIVEN, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def pass_turn(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Let `person` pass. One passes for oneself; the leader may mark it for somebody who says so aloud."""
    if person.pk == by.pk:
        require(can_enter_room(by, meeting))
    else:
        require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.TURN_PASSED, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def leave_structure(meeting: Meeting, reason: LeavingReason, *, by: User, command: uuid.UUID) -> None:
    """Stop the agenda's clock: the group needs the time for something else just now."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.STRUCTURE_LEFT, by=by, command=command, data={"reason": reason.value})


@transaction.atomic
def resume_structure(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Back to the agenda."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.STRUCTURE_RESUMED, by=by, command=command)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """End the meeting. The draft stays open to the group until it is shared."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, EventKind.CLOSED, by=by, command=command)
