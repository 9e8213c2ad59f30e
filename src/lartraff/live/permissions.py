"""Who is let into the live room. The rights are the meetings'; a door only asks."""

from collections.abc import Collection

from lartraff.meetings.permissions import can_enter_room
from lartraff.meetings.queries.outcomes import meeting_of
from lartraff.people.queries import users_by_id


def may_still_enter(users: Collection[int], meeting_pk: int) -> set[int]:
    """Which of the people (primary keys) may be in the room now, asked anew."""
    meeting = meeting_of(meeting_pk)
    if meeting is None:
        return set()
    return {user.pk for user in users_by_id(users) if can_enter_room(user, meeting)}
