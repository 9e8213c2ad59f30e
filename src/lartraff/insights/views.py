"""Home, the list of groups, and the page of one group."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lartraff.core import clock
from lartraff.core.access import require
from lartraff.direction.permissions import can_set_goal
from lartraff.direction.queries import current_goal, launches_of, launches_published_lately
from lartraff.insights.queries import rows_of_groups
from lartraff.meetings.permissions import can_plan_meetings
from lartraff.meetings.queries.after import missed_meetings
from lartraff.meetings.queries.calendar import (
    coming_meetings,
    meetings_of,
    open_tasks,
    tasks_of_last_meeting,
    together,
)
from lartraff.meetings.queries.minutes import drafts_to_share, shared_minutes_of, unread_minutes
from lartraff.people.permissions import (
    can_form_groups,
    can_give_mandates,
    groups_visible_to,
    mandates_visible_to,
    schools_to_form_groups_in,
    schools_with_staff_visible_to,
    standing_of,
)
from lartraff.people.queries import answers_lately, current_members, leader_of, mandate_for, open_mandates_of
from lartraff.people.requests import Request
from lartraff.people.roles import Right
from lartraff.results.permissions import schools_with_results_visible_to
from lartraff.voices.permissions import can_ask_for_feedback
from lartraff.voices.queries import feedback_to, questions_to_answer, requests_from, requests_to_answer

MOST = 8  # of anything on a home page; the rest is one click away


@require_safe
def home(request: Request) -> HttpResponse:
    """What is asked of me, what is new, what needs me."""
    user = request.user
    standing = standing_of(user)
    context: dict[str, Any] = {"now": clock.now(), "most": MOST, "mandates": list(open_mandates_of(user))}
    context["launches"] = [] if standing.school_ids(Right.PRESENT_GROUPS) else launches_published_lately(user)
    if standing.school_ids(Right.GIVE_FEEDBACK):
        context |= {
            "leads_school": True,
            "asked": list(requests_to_answer(user).prefetch_related("about_minutes__meeting")),
            "unread": list(unread_minutes(user)[: MOST + 1]),
            "answers": list(answers_lately(user)[:MOST]),
            "rows": rows_of_groups(user),
            "may_form": schools_to_form_groups_in(user).exists(),
        }
    if standing.group_ids(Right.WRITE_DRAFT):
        context |= {
            "in_groups": True,
            "tasks": list(open_tasks(user)),
            "coming": list(coming_meetings(user)[:3]),
            "missed": missed_meetings(user),
            "questions": list(questions_to_answer(user)),
            "drafts": list(drafts_to_share(user)),
        }
    elif standing.school_ids(Right.SEE_GROUP) and "rows" not in context:
        context["rows"] = rows_of_groups(user)
    if standing.authorities:
        context["schools"] = list(schools_with_results_visible_to(user))
        context["keeps_system"] = bool(standing.authority_ids(Right.MANAGE_STAFF))
    context["places"] = list(schools_with_staff_visible_to(user)[:2])
    return render(request, "insights/home.html", context)


@require_safe
def groups(request: Request) -> HttpResponse:
    rows = rows_of_groups(request.user)
    may_form = schools_to_form_groups_in(request.user).exists()
    context = {
        "rows": rows,
        "may_form": may_form,
        "launches": [one for one in launches_of(request.user) if one.published_at][:1],
        "has_mandates": may_form or mandates_visible_to(request.user).exists(),
    }
    return render(request, "insights/groups.html", context)


@require_safe
def group(request: Request, pk: int) -> HttpResponse:
    """Why do we exist, what are we trying to learn, what is my task, when do we meet, what have we learnt so far."""
    user = request.user
    group = get_object_or_404(groups_visible_to(user), pk=pk)
    is_ours = can_ask_for_feedback(user, group)
    rows = [row for row in rows_of_groups(user) if row.group.pk == pk]
    minutes = list(shared_minutes_of(user, group))
    context = {
        "group": group,
        "line": rows[0].line if rows else None,
        "goal": current_goal(user, group),
        "members": list(current_members(group)),
        "meetings": list(meetings_of(user, group)),
        "minutes": minutes,
        "readable": {one.meeting_id for one in minutes},
        "tasks": together(tasks_of_last_meeting(user, group)),
        "feedback": list(feedback_to(user, group)[:MOST]),
        "asked": list(requests_from(user, group).filter(closed_at=None)),
        "missed": [one for one in missed_meetings(user) if one.group_id == pk] if is_ours else [],
        "is_ours": is_ours,
        "may_set_goal": can_set_goal(user, group),
        "may_plan": can_plan_meetings(user, group),
        "may_form": can_form_groups(user, group.school),
        "may_respond": is_ours,
        "mandate": mandate_for(user, group),
        "may_ask_leader": not group.closed_at and leader_of(group) and can_give_mandates(user, group.school),
        "today": clock.today(),
    }
    return render(request, "insights/group.html", context)


@require_safe
def as_principal(request: Request, pk: int) -> HttpResponse:
    """The group's own view of what the principal sees of it, and when she has read it. There is no hidden view."""
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    require(can_ask_for_feedback(request.user, group))
    drafts = meetings_of(request.user, group).exclude(status="PLANNED").exclude(minutes__state="SHARED")
    context = {
        "group": group,
        "minutes": list(shared_minutes_of(request.user, group)),
        "drafts": list(drafts),
        "asked": list(requests_from(request.user, group)),
    }
    return render(request, "insights/as_principal.html", context)
