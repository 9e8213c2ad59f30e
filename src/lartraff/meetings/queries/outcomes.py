"""Items, parked matters and the meeting that comes next."""

from django.db.models import QuerySet

from lartraff.meetings.models import AgendaItem, Meeting, ParkedMatter
from lartraff.meetings.permissions import meetings_visible_to, rooms_visible_to
from lartraff.people.permissions import AnyUser


def items_visible_to(user: AnyUser) -> QuerySet[AgendaItem]:
    """Agenda items of the rooms that somebody may enter; what is written there is a draft."""
    return AgendaItem.objects.filter(meeting__in=rooms_visible_to(user)).select_related("meeting__group__school")


def matters_visible_to(user: AnyUser) -> QuerySet[ParkedMatter]:
    return ParkedMatter.objects.filter(meeting__in=rooms_visible_to(user)).select_related("meeting__group__school")


def next_meeting_after(user: AnyUser, meeting: Meeting) -> Meeting | None:
    """The group's next meeting after this one, if it is planned."""
    return (
        meetings_visible_to(user)
        .filter(group=meeting.group_id, starts_at__gt=meeting.starts_at)
        .exclude(status="CLOSED")
        .order_by("starts_at")
        .first()
    )
