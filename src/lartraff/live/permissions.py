"""Who is let into the live room. The rights are the meetings'; a door only asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lartraff.meetings.permissions import can_enter_room
from lartraff.meetings.queries.outcomes import meeting_of

if TYPE_CHECKING:
    from lartraff.people.models import User


def may_come_in(user: User, meeting_pk: int) -> bool:
    """Whether there is such a meeting, and its room is this person's too."""
    meeting = meeting_of(meeting_pk)
    return meeting is not None and bool(can_enter_room(user, meeting))
