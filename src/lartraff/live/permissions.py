"""Who is let into the live room. The rights are the meetings'; a door only asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lartraff.meetings.permissions import can_enter_room
from lartraff.meetings.queries.outcomes import is_shared, meeting_of

if TYPE_CHECKING:
    from lartraff.people.models import User


def may_come_in(user: User, meeting_pk: int) -> bool:
    """Whether there is such a meeting, its room is this person's too, and there is still something to write in it."""
    meeting = meeting_of(meeting_pk)
    if meeting is None or is_shared(meeting):
        return False
    return bool(can_enter_room(user, meeting))
