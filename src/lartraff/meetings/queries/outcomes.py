"""Items, parked matters and the meeting that comes next."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.meetings.logic.clarity import Gap
from lartraff.meetings.models import AgendaItem, Decision, Information, Meeting, MeetingEvent, ParkedMatter, Task
from lartraff.meetings.permissions import meetings_visible_to, rooms_visible_to
from lartraff.people.permissions import AnyUser

GAPS: dict[Gap, Promise] = {
    Gap.WHO: _("It does not say who."),
    Gap.TEACHING: _("It hardly says what is done in the classroom."),
    Gap.EVIDENCE: _("It does not say what you bring back to look at together."),
    Gap.WHEN: _("It does not say by when."),
}


def items_visible_to(user: AnyUser) -> QuerySet[AgendaItem]:
    """Agenda items of the rooms that somebody may enter; what is written there is a draft."""
    return AgendaItem.objects.filter(meeting__in=rooms_visible_to(user)).select_related("meeting__group__school")


def matters_visible_to(user: AnyUser) -> QuerySet[ParkedMatter]:
    return ParkedMatter.objects.filter(meeting__in=rooms_visible_to(user)).select_related("meeting__group__school")


def meeting_of(pk: int) -> Meeting | None:
    """The meeting itself, for who has already asked whether somebody may enter it."""
    return Meeting.objects.select_related("group__school", "group__subject", "minutes").filter(pk=pk).first()


def is_shared(meeting: Meeting) -> bool:
    minutes = getattr(meeting, "minutes", None)
    return minutes is not None and bool(minutes.is_shared)


def agenda_of(meeting: Meeting, pks: Collection[int] | None = None) -> list[AgendaItem]:
    """The meeting's items, or those of them with these primary keys, as they stand right now."""
    items = AgendaItem.objects.filter(meeting=meeting).select_related("meeting__group__school")
    return list(items if pks is None else items.filter(pk__in=pks))


def next_meeting_after(user: AnyUser, meeting: Meeting) -> Meeting | None:
    """The group's next meeting after this one, if it is planned."""
    return (
        meetings_visible_to(user)
        .filter(group=meeting.group_id, starts_at__gt=meeting.starts_at)
        .exclude(status="CLOSED")
        .order_by("starts_at")
        .first()
    )


def item_of(meeting: Meeting, pk: int) -> AgendaItem | None:
    return AgendaItem.objects.filter(meeting=meeting, pk=pk).select_related("meeting__group__school").first()


def matter_of(meeting: Meeting, pk: int) -> ParkedMatter | None:
    """A matter parked in the group of the meeting, at this or an earlier one."""
    matters = ParkedMatter.objects.filter(meeting__group=meeting.group_id, pk=pk)
    return matters.select_related("meeting__group__school").first()


def outcome_of(meeting: Meeting, kind: str, pk: int) -> Decision | Information | Task | None:
    """A DECISION, a piece of INFORMATION or a TASK of the meeting."""
    if kind == "TASK":
        return Task.objects.filter(meeting=meeting, pk=pk).select_related("meeting__group__school").first()
    model = Decision if kind == "DECISION" else Information
    found = model.objects.filter(meeting=meeting, pk=pk)
    return found.select_related("meeting__group__school", "item__meeting__group__school").first()


def was_carried_out(meeting: Meeting, command: UUID) -> bool:
    return MeetingEvent.objects.filter(meeting=meeting, command=command).exists()


def next_start_after(meeting: Meeting) -> datetime | None:
    """When the group meets next, for the group itself."""
    later = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=meeting.starts_at).exclude(status="CLOSED")
    return later.order_by("starts_at").values_list("starts_at", flat=True).first()
