"""What minutes contain, and which of them somebody may read."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from lartraff.core.text import to_html
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.models import Meeting, Minutes, MinutesReading, MinutesVersion, Task
from lartraff.meetings.permissions import minutes_visible_to
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import LearningGroup, User
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.queries import leader_of, members_on, public_name
from lartraff.people.roles import Right


def minutes_content(minutes: Minutes) -> dict[str, Any]:
    """The minutes as they stand: what is frozen at sharing, and what the draft shows. Only text, numbers and lists.

    Keys: school, group, number, held_on, opened, closed, place, leader, secretary, present, absent,
    sections [{title, html, information, decisions}], tasks [{who, teaching, study, evidence, due_on}],
    parked [{text, sent_to}].
    """
    meeting = minutes.meeting
    room = room_of(meeting)
    day = timezone.localdate(meeting.opened_at or meeting.starts_at)
    people = {membership.user_id: membership.user for membership in members_on(meeting.group, day)}
    leader = who_led(meeting)
    secretary = people.get(room.secretary) if room.secretary else None
    return {
        "school": meeting.group.school.name,
        "group": meeting.group.name,
        "number": meeting.number,
        "held_on": day.isoformat(),
        "opened": clock_time(meeting.opened_at),
        "closed": clock_time(meeting.closed_at),
        "place": meeting.place,
        "leader": public_name(leader) if leader else "",
        "secretary": public_name(secretary) if secretary else "",
        "present": [public_name(user) for pk, user in people.items() if pk in room.present],
        "absent": [public_name(user) for pk, user in people.items() if pk not in room.present],
        "sections": [
            {
                "title": item.title,
                "html": str(to_html(item.notes)),
                "information": [information.text for information in item.information.all()],
                "decisions": [decision.text for decision in item.decisions.all()],
            }
            for item in meeting.agenda.prefetch_related("decisions", "information")
        ],
        "tasks": tasks_content(list(meeting.tasks.select_related("person"))),
        "parked": [{"text": matter.text, "sent_to": matter.sent_to} for matter in meeting.parked_matters.all()],
    }


def who_led(meeting: Meeting) -> User | None:
    """Whoever opened the meeting led it, also if somebody else leads the group since."""
    opened = meeting.events.filter(kind=EventKind.OPENED.value).select_related("by").first()
    return opened.by if opened else leader_of(meeting.group)


def clock_time(moment: Any) -> str:
    return f"{timezone.localtime(moment):%H.%M}" if moment else ""


def tasks_content(tasks: list[Task]) -> list[dict[str, Any]]:
    """The tasks with those who share the same one named together."""
    together: dict[tuple[str, str, str, str], list[str]] = {}
    for task in tasks:
        due_on = task.due_on.isoformat() if task.due_on else ""
        together.setdefault((task.teaching, task.study, task.evidence, due_on), []).append(public_name(task.person))
    return [
        {"who": who, "teaching": teaching, "study": study, "evidence": evidence, "due_on": due_on}
        for (teaching, study, evidence, due_on), who in together.items()
    ]


def shared_minutes(viewer: AnyUser) -> QuerySet[Minutes]:
    """Shared minutes that the viewer may read, the newest first."""
    return minutes_visible_to(viewer).filter(state="SHARED").order_by("-shared_at", "-pk")


def shared_minutes_of(viewer: AnyUser, group: LearningGroup) -> QuerySet[Minutes]:
    return shared_minutes(viewer).filter(meeting__group=group).prefetch_related("versions__readings__reader")


def unread_minutes(principal: AnyUser) -> QuerySet[Minutes]:
    """Minutes shared with the principal of which she has not read the latest version."""
    read = MinutesReading.objects.filter(version=OuterRef("pk"), reader=principal.pk)
    newer = MinutesVersion.objects.filter(minutes=OuterRef("minutes"), number__gt=OuterRef("number"))
    unread = MinutesVersion.objects.filter(~Exists(read), ~Exists(newer))
    return shared_minutes(principal).filter(
        standing_of(principal).groups_where(Right.GIVE_FEEDBACK, "meeting__group__"), pk__in=unread.values("minutes")
    )


def drafts_to_share(leader: AnyUser) -> QuerySet[Minutes]:
    """Minutes of meetings that are over, led by this person, which the principal cannot read yet."""
    return (
        minutes_visible_to(leader)
        .filter(standing_of(leader).groups_where(Right.SHARE_MINUTES, "meeting__group__"), meeting__status="CLOSED")
        .exclude(state="SHARED")
        .order_by("meeting__starts_at")
    )
