"""Who is in the room, and what each takes on for today."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.meetings.actions.log import already_done, append, happen, lock, refuse_after_sharing
from lartraff.meetings.logic.events import EventKind, Part
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User
from lartraff.people.queries import current_members


@transaction.atomic
def say_here(meeting: Meeting, person: User, *, here: bool, by: User, command: uuid.UUID) -> None:
    """One member comes in, or was not there after all. Anyone in the group may say so for anyone."""
    require(can_enter_room(by, meeting))
    meeting = lock(meeting)
    refuse_after_sharing(meeting)
    refuse_others(meeting, person, _("Only members of the group are checked in."))
    kind = EventKind.CHECKED_IN if here else EventKind.CHECKED_OUT
    if not already_done(meeting, command):
        append(meeting, kind, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def choose_for(meeting: Meeting, part: Part, person: User | None, *, by: User, command: uuid.UUID) -> None:
    """Let `person` (None: nobody) take on a part for today.

    Anyone in the group may say so, since it is often settled while people sit down.
    """
    require(can_enter_room(by, meeting))
    meeting = lock(meeting)
    refuse_after_sharing(meeting)
    if person is not None:
        refuse_others(meeting, person, _("Parts in the meeting are for members of the group."))
    if not already_done(meeting, command):
        data = {"role": part.value, "person": person and person.pk}
        append(meeting, EventKind.ROLE_CHOSEN, by=by, command=command, data=data)


@transaction.atomic
def hand_over_leading(meeting: Meeting, person: User, *, by: User, command: uuid.UUID) -> None:
    """Let `person`, who is here, lead the rest of the meeting. The learning leader can always take it back."""
    require(can_lead_meeting(by, meeting))
    refuse_absent(meeting, person)
    happen(meeting, EventKind.LEADING_HANDED, by=by, command=command, data={"person": person.pk})


@transaction.atomic
def take_over_leading(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """Lead on, since whoever led has dropped out. The door that calls this knows who is connected."""
    require(can_enter_room(by, meeting))
    refuse_absent(meeting, by)
    happen(meeting, EventKind.LEADING_HANDED, by=by, command=command, data={"person": by.pk})


def refuse_absent(meeting: Meeting, person: User) -> None:
    if person.pk not in room_of(meeting).present:
        raise ValidationError(_("Only someone who is here can lead. Check in first."))


def refuse_others(meeting: Meeting, person: User, sentence: str) -> None:
    if not current_members(meeting.group).filter(user=person).exists():
        raise ValidationError(sentence)
