"""Adding to a meeting's log: the one place where the room changes."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from lartraff.core import audit, clock
from lartraff.meetings.logic.events import Event, EventKind
from lartraff.meetings.logic.room import Room, apply, may_happen
from lartraff.meetings.models import Meeting, MeetingEvent, Minutes
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User


def lock(meeting: Meeting) -> Meeting:
    """Take the meeting for the rest of the transaction, so that two who press at once are served in turn."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("group__school").get(pk=meeting.pk)


def already_done(meeting: Meeting, command: uuid.UUID) -> bool:
    """Whether this very command has been carried out: a button pressed twice, a form sent again."""
    return MeetingEvent.objects.filter(meeting=meeting, command=command).exists()


def append(
    meeting: Meeting,
    kind: EventKind,
    *,
    by: User,
    command: uuid.UUID,
    data: Mapping[str, Any] | None = None,
) -> Room | None:
    """Write one event and return the room after it; None if it makes no sense in the room as it is.

    Call within a transaction that holds the meeting's lock.
    """
    event = Event(kind, clock.now(), dict(data or {}))
    room = room_of(meeting)
    if not may_happen(room, event):
        return None
    last = MeetingEvent.objects.filter(meeting=meeting).aggregate(last=Max("sequence"))["last"] or 0
    MeetingEvent.objects.create(
        meeting=meeting, sequence=last + 1, kind=kind.value, at=event.at, by=by, command=command, data=event.data
    )
    audit.record(f"meeting_{kind.value.lower()}", meeting, by=by, school_id=meeting.group.school_id)
    room = apply(room, event)
    if (room.status, room.opened_at, room.closed_at) != (meeting.status, meeting.opened_at, meeting.closed_at):
        meeting.status, meeting.opened_at, meeting.closed_at = room.status.value, room.opened_at, room.closed_at
        meeting.save(update_fields=["status", "opened_at", "closed_at"])
    return room


def no_longer_read_aloud(meeting: Meeting) -> None:
    """What is added or changed after the reading aloud has not been read: the minutes are a draft again."""
    Minutes.objects.filter(meeting=meeting, state="READ_ALOUD").update(state="DRAFT")
