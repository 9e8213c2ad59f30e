"""Leading a meeting. Each verb is safe to send twice: `command` is the button's own number."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.library.logic.steps import StepKind
from lartraff.meetings.actions.inviting import take_prepared_agenda
from lartraff.meetings.actions.log import already_done, append, forget_what_passes, happen, lock, refuse_after_sharing
from lartraff.meetings.logic.events import EventKind, LeavingReason, Part
from lartraff.meetings.logic.plan import to_spare
from lartraff.meetings.logic.room import Room
from lartraff.meetings.models import Meeting, Minutes
from lartraff.meetings.permissions import can_enter_room, can_keep_time, can_lead_meeting
from lartraff.meetings.queries.rooms import room_of, spans_of
from lartraff.people.models import User
from lartraff.people.queries import current_members

QUIET_BEFORE_A_ROUND = 120  # seconds


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Open the room: the clock starts, and there is a draft of the minutes."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if already_done(meeting, command):
        return
    if meeting.group.closed_at is not None:
        raise ValidationError(_("The group is closed. Its minutes can still be read."))
    if meeting.status == "PLANNED":
        take_prepared_agenda(meeting)
    if append(meeting, EventKind.OPENED, by=by, command=command):
        Minutes.objects.get_or_create(meeting=meeting)


@transaction.atomic
def check_in(meeting: Meeting, people: list[User], *, by: User, command: uuid.UUID) -> None:
    """Say all at once who is here: exactly `people`, all members. Anyone else is checked out."""
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
def go_to_item(meeting: Meeting, item: int, *, came_from: int, by: User, command: uuid.UUID) -> None:
    """Move from item `came_from` to `item` (positions from 0), forward or back.

    If the meeting has moved on from `came_from` already, nothing happens: two who press *next* at once move one step.
    Items that are jumped over are marked as skipped. A round begins with two silent minutes.
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
    if not room.items[item].started and meeting.agenda.get(position=item).kind == StepKind.ROUND.value:
        quiet = {"seconds": QUIET_BEFORE_A_ROUND}
        append(meeting, EventKind.QUIET_STARTED, by=by, command=uuid.uuid5(command, "quiet"), data=quiet)


@transaction.atomic
def extend_item(
    meeting: Meeting, item: int, *, minutes: int, taken_from: int | None = None, by: User, command: uuid.UUID
) -> None:
    """Give the item more minutes than planned; with `taken_from` another item, still to come, gives them up."""
    meeting = lock(meeting)
    room = room_of(meeting)
    require(can_keep_time(by, meeting, room.who_is(Part.TIMEKEEPER)))
    if already_done(meeting, command):
        return
    if taken_from is not None and minutes > minutes_to_spare(meeting, room).get(taken_from, 0):
        raise ValidationError(_("There is not that much time to take there. Take less, or from somewhere else."))
    data = {"item": item, "minutes": minutes, "taken_from": taken_from}
    append(meeting, EventKind.ITEM_EXTENDED, by=by, command=command, data=data)


def minutes_to_spare(meeting: Meeting, room: Room) -> dict[int, int]:
    return to_spare(spans_of(meeting.agenda.all()), room)


@transaction.atomic
def pause(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Stop the clock for a break."""
    require(can_keep_time(by, meeting, room_of(meeting).who_is(Part.TIMEKEEPER)))
    happen(meeting, EventKind.PAUSED, by=by, command=command)


@transaction.atomic
def unpause(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """The break is over."""
    require(can_keep_time(by, meeting, room_of(meeting).who_is(Part.TIMEKEEPER)))
    happen(meeting, EventKind.UNPAUSED, by=by, command=command)


@transaction.atomic
def start_quiet(meeting: Meeting, *, minutes: int, by: User, command: uuid.UUID) -> None:
    """Everybody writes for oneself for so many minutes, before anybody speaks."""
    require(can_lead_meeting(by, meeting))
    happen(meeting, EventKind.QUIET_STARTED, by=by, command=command, data={"seconds": minutes * 60})


@transaction.atomic
def leave_structure(meeting: Meeting, reason: LeavingReason, *, by: User, command: uuid.UUID) -> None:
    """Stop the agenda's clock: the group needs the time for something else just now."""
    require(can_lead_meeting(by, meeting))
    happen(meeting, EventKind.STRUCTURE_LEFT, by=by, command=command, data={"reason": reason.value})


@transaction.atomic
def resume_structure(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Back to the agenda."""
    require(can_lead_meeting(by, meeting))
    happen(meeting, EventKind.STRUCTURE_RESUMED, by=by, command=command)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """End the meeting. The draft stays open to the group until it is shared."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if not already_done(meeting, command) and append(meeting, EventKind.CLOSED, by=by, command=command):
        forget_what_passes(meeting)
