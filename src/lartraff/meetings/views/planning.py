"""The meeting before it is opened: when, where, the agenda, and what was promised last time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lartraff.core.access import require
from lartraff.meetings.actions import planning
from lartraff.meetings.forms.forming import RhythmForm
from lartraff.meetings.forms.planning import PlanForm
from lartraff.meetings.forms.preparing import MaterialForm, OwnWordsForm, SuggestForm
from lartraff.meetings.logic.rhythm import WEEK
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import (
    can_enter_room,
    can_lead_meeting,
    can_plan_meetings,
    can_prepare_meeting,
    can_read_minutes,
    meetings_visible_to,
)
from lartraff.meetings.queries.after import check_out_is_open, was_away
from lartraff.meetings.queries.calendar import last_planned_day
from lartraff.meetings.queries.carrying import carried_over
from lartraff.meetings.queries.preparing import (
    invitation_to,
    materials_of,
    open_suggestions,
    own_words,
    promises_of,
)
from lartraff.meetings.queries.rooms import room_page
from lartraff.meetings.views.forming import proposed
from lartraff.people.permissions import groups_visible_to
from lartraff.people.requests import Request


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """What anyone who sees the group may know of a meeting; for the group also what to prepare."""
    meeting = get_object_or_404(meetings_visible_to(request.user).select_related("minutes"), pk=pk)
    return show_meeting(request, meeting)


def show_meeting(request: Request, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    """The meeting's page; `more` puts a form back on it with what was wrong in it."""
    user = request.user
    minutes = getattr(meeting, "minutes", None)
    may_enter = can_enter_room(user, meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": meeting.agenda.all(),
        "page": room_page(meeting) if may_enter else None,
        "minutes": minutes if minutes and can_read_minutes(user, minutes) else None,
        "may_lead": can_lead_meeting(user, meeting),
        "may_plan": can_plan_meetings(user, meeting.group),
        "may_prepare": can_prepare_meeting(user, meeting),
        # What the leader has written in it is for the group; others see only the ordinary one.
        "shows_agenda": may_enter or invitation_to(meeting) is None,
    }
    if may_enter:
        context |= for_the_group(request, meeting)
    return render(request, "meetings/meeting.html", context | more, status=status)


def for_the_group(request: Request, meeting: Meeting) -> dict[str, Any]:
    user = request.user
    if meeting.status == "CLOSED":
        return {
            "away": was_away(user, meeting),
            "is_open": check_out_is_open(meeting),
            "carry_over": carried_over(meeting),
        }
    return {
        "promises": promises_of(user, meeting),
        "words_form": OwnWordsForm(initial={"text": own_words(user, meeting)}, auto_id="words_%s"),
        "suggestions": list(open_suggestions(meeting)),
        "suggest_form": SuggestForm(auto_id="suggest_%s"),
        "materials": materials_of(user, meeting),
        "material_form": MaterialForm(auto_id="material_%s"),
    }


@require_http_methods(["GET", "POST"])
def plan(request: Request, pk: int) -> HttpResponse:
    """Plan more meetings for a group."""
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    require(can_plan_meetings(request.user, group))
    last = last_planned_day(group)
    initial = {"first_day": last + 4 * WEEK} if last else None
    form = RhythmForm(request.POST or None, school=group.school, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            planning.plan_meetings(
                group,
                form.starts(),
                structure=form.cleaned_data["structure"],
                by=request.user,
                place=form.cleaned_data["place"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The meetings are planned."))
            return redirect("insights:group", pk=group.pk)
    return render(request, "meetings/plan.html", {"form": form, "group": group, "dates": proposed(form)})


def meeting_to_plan(request: Request, pk: int) -> Meeting:
    meeting = get_object_or_404(meetings_visible_to(request.user), pk=pk)
    require(can_plan_meetings(request.user, meeting.group))
    return meeting


@require_http_methods(["GET", "POST"])
def replan(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, pk)
    form = PlanForm(request.POST or None, meeting=meeting, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            planning.replan_meeting(
                meeting,
                by=request.user,
                starts_at=form.starts_at(),
                place=form.cleaned_data["place"],
                proposed_secretary=form.cleaned_data["secretary"],
                structure=form.cleaned_data["structure"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect("meetings:meeting", pk=meeting.pk)
    return render(request, "meetings/replan.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """Ask once, then take the meeting away."""
    meeting = meeting_to_plan(request, pk)
    if request.method == "POST":
        try:
            planning.cancel_meeting(meeting, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("meetings:meeting", pk=pk)
        messages.success(request, _("The meeting is cancelled. Tell the group."))
        return redirect("insights:group", pk=meeting.group_id)
    return render(request, "meetings/cancel.html", {"meeting": meeting})
