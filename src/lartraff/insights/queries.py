"""What the home pages and the groups' pages put together from the rooms' own queries."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from lartraff.core import clock
from lartraff.insights.logic.termline import TermLine, draw
from lartraff.meetings.queries.calendar import meetings_between
from lartraff.people.permissions import AnyUser
from lartraff.people.queries import groups_with_leaders, term_on

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import LearningGroup, Term, User


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its rhythm this term."""

    group: "LearningGroup"
    leader: "User | None"
    line: TermLine
    next_meeting: "Meeting | None"
    last_held: "Meeting | None"


def rows_of_groups(viewer: AnyUser) -> list[GroupRow]:
    """The open groups that the viewer sees, each with its meetings this term; the same few queries for any number."""
    groups = list(groups_with_leaders(viewer))
    if not groups:
        return []
    today = clock.today()
    terms: dict[int, Term] = {}
    for group in groups:
        if group.school.authority_id not in terms:
            terms[group.school.authority_id] = term_on(today, group.school)
    first = min(term.starts_on for term in terms.values())
    last = max(term.ends_on for term in terms.values())
    meetings = meetings_between(viewer, groups, first, last)
    return [group_row(group, terms[group.school.authority_id], meetings.get(group.pk, []), today) for group in groups]


def group_row(group: "LearningGroup", term: "Term", meetings: "list[Meeting]", today: date) -> GroupRow:
    days = [(timezone.localdate(meeting.starts_at), meeting.status == "CLOSED") for meeting in meetings]
    coming = [meeting for meeting in meetings if meeting.status != "CLOSED"]
    held = [meeting for meeting in meetings if meeting.status == "CLOSED"]
    # groups_with_leaders put it there.
    led_by = group.led_by  # type: ignore[attr-defined]
    return GroupRow(
        group=group,
        leader=led_by[0].user if led_by else None,
        line=draw(term.starts_on, term.ends_on, days, today=today),
        next_meeting=coming[0] if coming else None,
        last_held=held[-1] if held else None,
    )
