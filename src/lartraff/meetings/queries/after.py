"""What there is to know and to do after a meeting."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from lartraff.core import clock
from lartraff.meetings.logic.checkout import Sums, is_open, sums
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.models import CheckOutCount, Meeting, MeetingEvent, Minutes, Task
from lartraff.meetings.permissions import can_enter_room, rooms_visible_to
from lartraff.meetings.queries.minutes import minutes_content
from lartraff.people.models import User
from lartraff.people.permissions import AnyUser

LINK_FOR = timedelta(weeks=8)  # then one would rather ask a colleague

# --- The check-out


def shared_at(meeting: Meeting) -> datetime | None:
    return Minutes.objects.filter(meeting=meeting).values_list("shared_at", flat=True).first()


def check_out_is_open(meeting: Meeting) -> bool:
    return is_open(closed=meeting.status == "CLOSED", shared_at=shared_at(meeting), now=clock.now())


def check_out_sums(viewer: AnyUser, meeting: Meeting) -> Sums | None:
    """The group's answers, for the group only; None for anybody else, and for a meeting that is not over."""
    if meeting.status != "CLOSED" or not can_enter_room(viewer, meeting):
        return None
    return sums(CheckOutCount.objects.filter(meeting=meeting).values_list("question", "answer", "count"))


# --- Those who were away


def missed_meetings(member: User) -> list[Meeting]:
    """The latest meeting of each group of the person's, where that person was not checked in (two queries)."""
    held = Meeting.objects.filter(status="CLOSED", group=OuterRef("group")).order_by("-starts_at", "-pk").values("pk")
    latest = list(
        rooms_visible_to(member)
        .filter(
            pk=Subquery(held[:1]),
            starts_at__gte=clock.now() - LINK_FOR,
            group__closed_at=None,
            group__memberships__user=member,
            group__memberships__left_on=None,
        )
        .order_by("starts_at")
    )
    here = checked_in(latest, member)
    return [meeting for meeting in latest if meeting.pk not in here]


def checked_in(meetings: list[Meeting], person: User) -> set[int]:
    """At which of the meetings the person was, as the log tells it (one query, or none)."""
    if not meetings:
        return set()
    kinds = (EventKind.CHECKED_IN.value, EventKind.CHECKED_OUT.value)
    events = MeetingEvent.objects.filter(meeting__in=meetings, kind__in=kinds, data__person=person.pk)
    here = dict(events.order_by("sequence").values_list("meeting", "kind"))
    return {meeting for meeting, kind in here.items() if kind == EventKind.CHECKED_IN.value}


def was_away(person: User, meeting: Meeting) -> bool:
    return not checked_in([meeting], person)


def what_happened(minutes: Minutes) -> dict[str, Any]:
    """The minutes as they stand, or as they were last shared (see `minutes_content`)."""
    version = minutes.versions.first() if minutes.is_shared else None
    return version.content if version else minutes_content(minutes)


def own_tasks_from(person: User, meeting: Meeting) -> QuerySet[Task]:
    return Task.objects.filter(meeting=meeting, person=person).select_related("meeting__group__school", "person")


def may_still_get_a_task(meeting: Meeting) -> bool:
    """Whether it is the latest meeting that the group has held: from there on, tasks come from the next."""
    later = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=meeting.starts_at, status="CLOSED")
    return meeting.status == "CLOSED" and not later.exists()
