"""Planning a group's meetings."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.library.models import Structure
from lartraff.meetings.actions.log import lock
from lartraff.meetings.actions.suggestions import move_to_another_meeting
from lartraff.meetings.models import AgendaItem, Meeting
from lartraff.meetings.permissions import can_plan_meetings
from lartraff.people.models import LearningGroup, User
from lartraff.people.queries import current_members


@transaction.atomic
def plan_meetings(
    group: LearningGroup, starts: Iterable[datetime], *, structure: Structure, by: User, place: str = ""
) -> list[Meeting]:
    """Plan one meeting at each of `starts`, with the structure's steps as agenda."""
    require(can_plan_meetings(by, group))
    # Taken until the end of the transaction, so that two who plan at once get numbers and times of their own.
    group = LearningGroup.objects.select_for_update(of=("self",)).select_related("school").get(pk=group.pk)
    starts = sorted(starts)
    refuse_taken(group.meetings.all(), starts)
    last = group.meetings.aggregate(last=Max("number"))["last"] or 0
    meetings = [
        Meeting.objects.create(
            group=group,
            number=number,
            starts_at=start,
            minutes_planned=structure.minutes,
            place=place,
            structure_name=structure.name,
            planned_by=by,
        )
        for number, start in enumerate(starts, start=last + 1)
    ]
    for meeting in meetings:
        copy_steps(structure, meeting)
    audit.record("plan_meetings", group, by=by, school_id=group.school_id, meetings=len(meetings))
    return meetings


def refuse_taken(others: QuerySet[Meeting], starts: list[datetime]) -> None:
    if len(set(starts)) != len(starts) or others.filter(starts_at__in=starts).exists():
        raise ValidationError(_("The group already meets on one of these days. Choose other dates."))


def copy_steps(structure: Structure, meeting: Meeting) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=step.position,
            kind=step.kind,
            title=step.title,
            prompt=step.prompt,
            minutes_from=step.minutes_from,
            minutes_to=step.minutes_to,
        )
        for step in structure.steps.all()
    )


def refuse_unless_planned(meeting: Meeting) -> None:
    if meeting.status != "PLANNED":
        raise ValidationError(_("The meeting has already been opened, so its plan stands."))


@transaction.atomic
def replan_meeting(
    meeting: Meeting,
    *,
    by: User,
    starts_at: datetime,
    place: str,
    proposed_secretary: User | None = None,
    structure: Structure | None = None,
) -> Meeting:
    """Change when, where, who writes or (if `structure` is given) the agenda of a meeting not yet opened."""
    require(can_plan_meetings(by, meeting.group))
    meeting = lock(meeting)
    refuse_unless_planned(meeting)
    refuse_taken(Meeting.objects.filter(group=meeting.group_id).exclude(pk=meeting.pk), [starts_at])
    if proposed_secretary and not current_members(meeting.group).filter(user=proposed_secretary).exists():
        raise ValidationError(_("The secretary of the day is a member of the group."))
    meeting.starts_at, meeting.place, meeting.proposed_secretary = starts_at, place, proposed_secretary
    if structure is not None:
        meeting.agenda.all().delete()
        meeting.prepared_items.all().delete()
        copy_steps(structure, meeting)
        meeting.structure_name, meeting.minutes_planned = structure.name, structure.minutes
    meeting.full_clean()
    meeting.save()
    audit.record("replan_meeting", meeting, by=by, school_id=meeting.group.school_id)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User) -> None:
    """Take away a meeting that was never opened. The others keep their numbers, and get what was suggested for it."""
    require(can_plan_meetings(by, meeting.group))
    meeting = lock(meeting)
    refuse_unless_planned(meeting)
    audit.record("cancel_meeting", meeting, by=by, school_id=meeting.group.school_id)
    move_to_another_meeting(meeting)
    meeting.delete()
