"""Many groups with years of meetings behind them, made in bulk: for counting queries, not for reading."""

import hashlib
from datetime import datetime, timedelta

from django.utils import timezone

from lartraff.meetings.models import AgendaItem, Meeting, Minutes, MinutesVersion, Task
from lartraff.people.models import GroupMembership, LearningGroup, Subject
from lartraff.voices.models import FeedbackRequest
from tests.cast import LONG_AGO, Cast


def add_groups(cast: Cast, count: int, *, years: int = 0) -> list[LearningGroup]:
    """Form `count` groups led by the leader, each with two meetings ahead and `years` of shared ones behind."""
    maths = Subject.objects.get(code="MA")
    groups = LearningGroup.objects.bulk_create(
        LearningGroup(
            school=cast.school, name=f"Grupp {n:03}", subject=maths, reason="r", purpose="p", formed_by=cast.principal
        )
        for n in range(count)
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, user=user, role=role, joined_on=LONG_AGO)
        for group in groups
        for user, role in ((cast.leader, "LEADER"), (cast.member, "MEMBER"))
    )
    FeedbackRequest.objects.bulk_create(
        FeedbackRequest(group=group, asked_by=cast.member, kind="INPUT", text="Vår plan?") for group in groups
    )
    now = timezone.now()
    ahead = [now + timedelta(days=7), now + timedelta(days=35)]
    behind = [now - timedelta(days=28 * n + 1) for n in range(1, years * 10 + 1)]
    for group in groups:
        add_meetings(cast, group, behind, ahead)
    return groups


def add_meetings(cast: Cast, group: LearningGroup, behind: list[datetime], ahead: list[datetime]) -> None:
    now = timezone.now()

    def meeting(number: int, start: datetime, *, held: bool) -> Meeting:
        return Meeting(
            group=group,
            number=number,
            starts_at=start,
            minutes_planned=90,
            structure_name="Lärträff",
            planned_by=cast.leader,
            status="CLOSED" if held else "PLANNED",
            opened_at=start if held else None,
            closed_at=start + timedelta(minutes=80) if held else None,
        )

    starts = [(start, True) for start in reversed(behind)] + [(start, False) for start in ahead]
    meetings = Meeting.objects.bulk_create(
        meeting(number, start, held=held) for number, (start, held) in enumerate(starts, start=1)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=one, position=0, kind="ROUND", title="Laget runt", prompt="?", minutes_from=5, minutes_to=9)
        for one in meetings
    )
    held = [one for one in meetings if one.status == "CLOSED"]
    Task.objects.bulk_create(Task(meeting=one, person=cast.member, teaching="Prova testet") for one in held)
    minutes = Minutes.objects.bulk_create(Minutes(meeting=one, state="SHARED", shared_at=one.closed_at) for one in held)
    MinutesVersion.objects.bulk_create(
        MinutesVersion(
            minutes=one,
            number=1,
            content={},
            fingerprint=hashlib.sha256(str(one.pk).encode()).hexdigest(),
            shared_at=one.shared_at or now,
            shared_by=cast.leader,
        )
        for one in minutes
    )
