"""Adding to a meeting's log: the one place where the room changes."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.dispatch import Signal
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.meetings.logic.events import PASSING, Event, EventKind
from lartraff.meetings.logic.fold import apply
from lartraff.meetings.logic.room import Room
from lartraff.meetings.logic.rules import may_happen
from lartraff.meetings.models import Meeting, MeetingEvent, Minutes
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User

# Sent after the commit with `meeting` (its primary key), so that open screens can be told.
changed = Signal()


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
    by: User | None,
    command: uuid.UUID,
    data: Mapping[str, Any] | None = None,
) -> Room | None:
    """Write one event and return the room after it; None if it makes no sense in the room as it is.

    Call within a transaction that holds the meeting's lock. What passes with the meeting leaves no audit row either.
    """
    event = Event(kind, clock.now(), dict(data or {}))
    room = room_of(meeting)
    if not may_happen(room, event):
        return None
    last = MeetingEvent.objects.filter(meeting=meeting).aggregate(last=Max("sequence"))["last"] or 0
    MeetingEvent.objects.create(
        meeting=meeting, sequence=last + 1, kind=kind.value, at=event.at, by=by, command=command, data=event.data
    )
    if kind not in PASSING:
        audit.record(f"meeting_{kind.value.lower()}", meeting, by=by, school_id=meeting.group.school_id)
    room = apply(room, event)
    keep_equal(meeting, room)
    tell(meeting)
    return room


def happen(
    meeting: Meeting, kind: EventKind, *, by: User, command: uuid.UUID, data: Mapping[str, Any] | None = None
) -> None:
    """Take the meeting and write one event, unless this command has been carried out before."""
    meeting = lock(meeting)
    if not already_done(meeting, command):
        append(meeting, kind, by=by, command=command, data=data)


def keep_equal(meeting: Meeting, room: Room) -> None:
    """Let the meeting's own columns say what its log says."""
    said = {
        "status": room.status.value,
        "opened_at": room.opened_at,
        "closed_at": room.closed_at,
        "led_by_id": room.led_by,
    }
    differing = [name for name, value in said.items() if getattr(meeting, name) != value]
    if differing:
        for name in differing:
            setattr(meeting, name, said[name])
        meeting.save(update_fields=differing)


def tell(meeting: Meeting) -> None:
    """Once all is committed, and not before: the meeting has changed."""
    transaction.on_commit(lambda: changed.send(Meeting, meeting=meeting.pk))


def forget_what_passes(meeting: Meeting) -> None:
    """Take out of the log what single persons did in the room. The rest of the log stands without it."""
    MeetingEvent.objects.filter(meeting=meeting, kind__in=[kind.value for kind in PASSING]).delete()


def no_longer_read_aloud(meeting: Meeting) -> None:
    """What is added or changed after the reading aloud has not been read: the minutes are a draft again."""
    Minutes.objects.filter(meeting=meeting, state="READ_ALOUD").update(state="DRAFT")


def refuse_after_sharing(meeting: Meeting) -> None:
    """Raise ValidationError once the minutes are shared: the draft is closed then."""
    if Minutes.objects.filter(meeting=meeting, state="SHARED").exists():
        raise ValidationError(_("The minutes are shared. Correct them as a new version instead."))
