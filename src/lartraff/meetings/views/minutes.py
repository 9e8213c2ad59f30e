"""Minutes: the draft for the group, the shared versions for those they are shared with, and what is said about them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.meetings.actions import minutes as actions
from lartraff.meetings.forms.minutes import CorrectionForm
from lartraff.meetings.models import Minutes, MinutesVersion
from lartraff.meetings.permissions import (
    can_enter_room,
    can_lead_meeting,
    can_mark_as_read,
    can_read_minutes,
    can_share_minutes,
    meetings_visible_to,
)
from lartraff.meetings.queries.minutes import minutes_content
from lartraff.meetings.views.after import check_out_context
from lartraff.people.requests import Request
from lartraff.voices.forms import FeedbackForm, FeedbackRequestForm
from lartraff.voices.permissions import can_ask_for_feedback, can_give_feedback
from lartraff.voices.queries import feedback_to, requests_from


def readable(request: Request, pk: int) -> Minutes:
    """The minutes of meeting `pk`; a draft is refused with its sentence to those who know of the meeting."""
    meeting = get_object_or_404(meetings_visible_to(request.user).select_related("minutes"), pk=pk)
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if minutes is None:
        require(can_enter_room(request.user, meeting))
        raise Http404
    minutes.meeting = meeting
    require(can_read_minutes(request.user, minutes))
    return minutes


@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    minutes = readable(request, pk)
    if not minutes.is_shared:
        return draft(request, minutes)
    versions = list(minutes.versions.select_related("shared_by").prefetch_related("readings__reader"))
    wanted = request.GET.get("version", str(versions[0].number))
    version = next((version for version in versions if str(version.number) == wanted), None)
    if version is None:
        raise Http404
    return render(request, "meetings/minutes.html", shared_context(request, minutes, version, versions))


def draft(request: Request, minutes: Minutes) -> HttpResponse:
    context: dict[str, Any] = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "content": minutes_content(minutes),
        "items": minutes.meeting.agenda.all(),
        "may_share": can_share_minutes(request.user, minutes),
        "may_lead": can_lead_meeting(request.user, minutes.meeting),
    }
    context |= check_out_context(request, minutes.meeting)
    return render(request, "meetings/draft.html", context)


def shared_context(
    request: Request, minutes: Minutes, version: MinutesVersion, versions: list[MinutesVersion]
) -> dict[str, Any]:
    group = minutes.meeting.group
    may_mark = can_mark_as_read(request.user, version)
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "version": version,
        "versions": versions,
        "content": version.content,
        "is_newest": version == versions[0],
        "in_group": can_enter_room(request.user, minutes.meeting),
        "may_share": can_share_minutes(request.user, minutes),
        "may_give": can_give_feedback(request.user, group),
        "may_ask": can_ask_for_feedback(request.user, group),
        "may_mark": may_mark and not any(reading.reader_id == request.user.pk for reading in version.readings.all()),
        "feedback": feedback_to(request.user, group).filter(about_minutes=minutes),
        "requests": requests_from(request.user, group).filter(about_minutes=minutes, closed_at=None),
        "feedback_form": FeedbackForm(auto_id="give_%s"),
        "request_form": FeedbackRequestForm(auto_id="ask_%s"),
    } | check_out_context(request, minutes.meeting)


@require_http_methods(["GET", "POST"])
def share(request: Request, pk: int) -> HttpResponse:
    """Say what sharing means; then, on the press of the button, share."""
    minutes = readable(request, pk)
    require(can_share_minutes(request.user, minutes))
    if request.method == "POST":
        try:
            actions.share_minutes(minutes, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Shared. The principal can now read the minutes."))
        return redirect("meetings:minutes", pk=pk)
    if minutes.is_shared:
        return redirect("meetings:minutes", pk=pk)
    context = {"minutes": minutes, "meeting": minutes.meeting, "content": minutes_content(minutes)}
    return render(request, "meetings/share.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    minutes = readable(request, pk)
    require(can_share_minutes(request.user, minutes))
    if not minutes.is_shared:
        return redirect("meetings:minutes", pk=pk)
    form = CorrectionForm(request.POST or None, minutes=minutes)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_minutes(minutes, form.notes(), correction=form.cleaned_data["correction"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The corrected version is shared. The earlier one is kept beside it."))
            return redirect("meetings:minutes", pk=pk)
    return render(request, "meetings/correct.html", {"form": form, "minutes": minutes, "meeting": minutes.meeting})


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    minutes = readable(request, pk)
    try:
        actions.publish_minutes(minutes, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("All staff at the school can now read these minutes."))
    return redirect("meetings:minutes", pk=pk)


def newest_version(minutes: Minutes) -> MinutesVersion:
    version = minutes.versions.first()
    if version is None:
        raise Http404
    return version


@require_POST
def mark_read(request: Request, pk: int) -> HttpResponse:
    actions.mark_as_read(newest_version(readable(request, pk)), by=request.user)
    messages.success(request, _("The group sees that you have read."))
    return redirect("meetings:minutes", pk=pk)


def again(request: Request, minutes: Minutes, **form: Any) -> HttpResponse:
    """The page once more, with a form that needs another look."""
    versions = list(minutes.versions.select_related("shared_by").prefetch_related("readings__reader"))
    if not versions:
        messages.error(request, _("There is no feedback on a draft. Wait until the group has shared the minutes."))
        return redirect("meetings:minutes", pk=minutes.meeting_id)
    context = shared_context(request, minutes, versions[0], versions) | form
    return render(request, "meetings/minutes.html", context, status=422)


@require_POST
def give_feedback(request: Request, pk: int) -> HttpResponse:
    minutes = readable(request, pk)
    require(can_give_feedback(request.user, minutes.meeting.group))
    form = FeedbackForm(request.POST, auto_id="give_%s")
    if not minutes.is_shared:
        return again(request, minutes)
    asked = requests_from(request.user, minutes.meeting.group).filter(closed_at=None)
    answering = request.POST.get("request")
    if not form.is_valid():
        return again(request, minutes, feedback_form=form)
    actions.give_feedback_on(
        minutes,
        by=request.user,
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        request=get_object_or_404(asked, pk=answering) if answering else None,
    )
    messages.success(request, _("Sent to the group."))
    return redirect("meetings:minutes", pk=pk)


@require_POST
def ask_for_feedback(request: Request, pk: int) -> HttpResponse:
    minutes = readable(request, pk)
    require(can_ask_for_feedback(request.user, minutes.meeting.group))
    form = FeedbackRequestForm(request.POST, auto_id="ask_%s")
    if not minutes.is_shared or not form.is_valid():
        return again(request, minutes, request_form=form)
    actions.ask_for_feedback_on(minutes, by=request.user, **form.cleaned_data)
    messages.success(request, _("The principal sees what you ask for, first of all on the home page."))
    return redirect("meetings:minutes", pk=pk)
