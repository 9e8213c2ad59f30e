"""When groups meet, and what their members have promised."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from lartraff.core import clock
from lartraff.meetings.models import Meeting, Task
from lartraff.meetings.permissions import meetings_visible_to, rooms_visible_to, tasks_visible_to
from lartraff.people.models import LearningGroup
from lartraff.people.permissions import AnyUser


def meetings_of(viewer: AnyUser, group: LearningGroup) -> QuerySet[Meeting]:
    return meetings_visible_to(viewer).filter(group=group).select_related("minutes")


def meetings_between(
    viewer: AnyUser, groups: Iterable[LearningGroup], first: date, last: date
) -> dict[int, list[Meeting]]:
    """The meetings of several groups from `first` to `last`, by the group's primary key (one query)."""
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    found: dict[int, list[Meeting]] = defaultdict(list)
    wanted = [group.pk for group in groups]
    for meeting in meetings_visible_to(viewer).filter(group__in=wanted, starts_at__gte=start, starts_at__lt=end):
        found[meeting.group_id].append(meeting)
    return found


def coming_meetings(member: AnyUser) -> QuerySet[Meeting]:
    """Meetings of the person's own groups that are going on or still to come, the nearest first."""
    today = datetime.combine(clock.today(), time.min, timezone.get_current_timezone())
    return (
        rooms_visible_to(member)
        .filter(group__closed_at=None, starts_at__gte=today - timedelta(days=28))
        .exclude(status="CLOSED")
        .order_by("starts_at")
    )


def open_tasks(person: AnyUser) -> QuerySet[Task]:
    """What the person has promised and not yet told of, what is due soonest first."""
    promised = tasks_visible_to(person).filter(person=person.pk, tried_at=None)
    return promised.order_by(F("due_on").asc(nulls_last=True), "pk")


def tasks_of_last_meeting(member: AnyUser, group: LearningGroup) -> list[Task]:
    """Everybody's tasks from the latest meeting held, for those who may see the group's tasks."""
    latest = Meeting.objects.filter(group=group, status__in=["OPEN", "CLOSED"]).order_by("-starts_at").values("pk")[:1]
    return list(tasks_visible_to(member).filter(meeting__in=latest))


def last_planned_day(group: LearningGroup) -> date | None:
    """The day of the group's last meeting that is still to come; None if none is."""
    last = (
        Meeting.objects.filter(group=group, status="PLANNED", starts_at__gte=clock.now()).order_by("starts_at").last()
    )
    return timezone.localdate(last.starts_at) if last else None


def together(tasks: Iterable[Task]) -> list[tuple[Task, list[Task]]]:
    """The tasks with those that say the same put together: the first of each, and all of them."""
    found: dict[tuple[object, ...], list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.meeting_id, task.teaching, task.study, task.evidence, task.due_on].append(task)
    return [(same[0], same) for same in found.values()]
