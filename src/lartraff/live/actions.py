"""Opening and closing the wall."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.live.models import Wall
from lartraff.meetings.actions.log import lock, tell
from lartraff.meetings.permissions import can_lead_meeting

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import User


# Without those that are read as one another: 0 and O, 1, I and L, 5 and S, 8 and B.
SIGNS = "ACDEFGHJKMNPQRTUVWXYZ234679"
LENGTH = 6


@transaction.atomic
def open_wall(meeting: Meeting, *, shows_text: bool, by: User) -> Wall:
    """Let a screen in the classroom follow the meeting, by a code of its own. `shows_text`: also what is written."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if meeting.status == "CLOSED":
        raise ValidationError(_("The meeting is closed, so there is nothing to show."))
    wall, opened = Wall.objects.get_or_create(meeting=meeting, defaults={"code": new_code()})
    if opened or wall.shows_text != shows_text:
        wall.shows_text = shows_text
        wall.save(update_fields=["shows_text"])
        audit.record("open_wall", meeting, by=by, school_id=meeting.group.school_id, shows_text=shows_text)
    tell(meeting)
    return wall


@transaction.atomic
def close_wall(meeting: Meeting, *, by: User) -> None:
    """The code is worth nothing any more."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    if Wall.objects.filter(meeting=meeting).delete()[0]:
        audit.record("close_wall", meeting, by=by, school_id=meeting.group.school_id)
    tell(meeting)


def new_code() -> str:
    """27⁶ codes, and guesses are counted, so that nobody finds a wall by trying."""
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
