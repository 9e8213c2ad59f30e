"""After a meeting: the one-minute check-out, and the page for whoever was away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.meetings.actions import after as actions
from lartraff.meetings.forms.after import ANSWER_WORDS, QUESTIONS, AfterwardsForm, CheckOutForm, OwnTaskForm
from lartraff.meetings.logic.checkout import OPEN_AFTER_SHARING, Sums
from lartraff.meetings.models import Meeting
from lartraff.meetings.queries import after as queries
from lartraff.meetings.queries.outcomes import next_meeting_after
from lartraff.meetings.queries.preparing import own_words
from lartraff.meetings.views.preparing import own_meeting
from lartraff.people.requests import Request

# --- The check-out. Who has answered is known only to that person's browser, by a signed cookie.

ANSWERED = "answered"
COOKIE_AGE = OPEN_AFTER_SHARING * 26  # half a year; by then the minutes have been shared


def salt(request: Request, meeting: Meeting) -> str:
    """Two colleagues at one computer have signatures of their own."""
    return f"check-out {meeting.pk} {request.user.pk}"


def has_checked_out(request: Request, meeting: Meeting) -> bool:
    name = f"check_out_{meeting.pk}"
    return request.get_signed_cookie(name, default="", salt=salt(request, meeting)) == ANSWERED


def check_out_context(request: Request, meeting: Meeting) -> dict[str, Any]:
    """The group's sums, and whether this person may still answer here; for the pages that show them."""
    result = queries.check_out_sums(request.user, meeting)
    return {
        "check_out": None if result is None else in_words(result),
        "check_out_answered": result.answered if result else None,
        "may_check_out": result is not None
        and queries.check_out_is_open(meeting)
        and not has_checked_out(request, meeting),
        "answer_words": list(ANSWER_WORDS.values()),
    }


def in_words(sums: Sums) -> list[tuple[Any, tuple[int, ...]]]:
    """Each question with how many gave each answer; nothing while they are too few."""
    return [(QUESTIONS[question], answers) for question, answers in (sums.by_question or {}).items()]


@require_http_methods(["GET", "POST"])
def check_out(request: Request, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    form = CheckOutForm(request.POST or None)
    if request.method == "POST":
        if has_checked_out(request, meeting):
            messages.info(request, _("You have answered already. It counts once."))
            return redirect("meetings:check_out", pk=pk)
        if form.is_valid():
            try:
                actions.check_out(meeting, form.answers(), by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return thank(request, meeting)
    context = {"meeting": meeting, "form": form, "is_open": queries.check_out_is_open(meeting)}
    context |= check_out_context(request, meeting)
    return render(request, "meetings/check_out.html", context, status=422 if form.errors else 200)


def thank(request: Request, meeting: Meeting) -> HttpResponse:
    messages.success(request, _("Thank you. Your answer is counted."))
    response = redirect("meetings:check_out", pk=meeting.pk)
    response.set_signed_cookie(
        f"check_out_{meeting.pk}",
        ANSWERED,
        salt=salt(request, meeting),
        max_age=int(COOKIE_AGE.total_seconds()),
        path=f"/meetings/{meeting.pk}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


# --- Catching up


@require_safe
def catch_up(request: Request, pk: int) -> HttpResponse:
    """What was said and decided, what is parked, and where one adds one's own."""
    meeting = own_meeting(request, pk)
    if meeting.status == "PLANNED":
        return redirect("meetings:meeting", pk=pk)
    return show_catching_up(request, meeting)


def show_catching_up(request: Request, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    user = request.user
    following = next_meeting_after(user, meeting)
    tasks = list(queries.own_tasks_from(user, meeting))
    content = queries.what_happened(meeting.minutes)
    context = {
        "meeting": meeting,
        "content": content,
        "said": [section for section in content["sections"] if section["html"]],
        # Minutes that were shared before there was information have none.
        "informed": [text for section in content["sections"] for text in section.get("information", ())],
        "decisions": [decision for section in content["sections"] for decision in section["decisions"]],
        "away": queries.was_away(user, meeting),
        "tasks": tasks,
        "may_add": meeting.status == "CLOSED" and not meeting.minutes.is_shared,
        "may_take_task": not tasks and queries.may_still_get_a_task(meeting),
        "add_form": AfterwardsForm(initial={"text": own_words(user, meeting)}, auto_id="add_%s"),
        "task_form": OwnTaskForm(initial={"due_on": following and following.starts_at.date()}, auto_id="task_%s"),
    }
    return render(request, "meetings/catch_up.html", context | more, status=status)


@require_POST
def add_afterwards(request: Request, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    form = AfterwardsForm(request.POST, auto_id="add_%s")
    if form.is_valid():
        try:
            actions.add_afterwards(meeting, form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return again(request, meeting, form, add_form=form)
    messages.success(request, _("Added to the round. Thank you."))
    return redirect("meetings:catch_up", pk=pk)


@require_POST
def own_task(request: Request, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    form = OwnTaskForm(request.POST, auto_id="task_%s")
    if form.is_valid():
        try:
            actions.set_own_task(meeting, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return again(request, meeting, form, task_form=form)
    messages.success(request, _("The task is yours."))
    return redirect("meetings:catch_up", pk=pk)


def again(request: Request, meeting: Meeting, form: AfterwardsForm | OwnTaskForm, **more: Any) -> HttpResponse:
    """The page once more, with what was wrong; where the page no longer has the form, the sentence above it."""
    if meeting.status == "PLANNED":
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("meetings:meeting", pk=meeting.pk)
    return show_catching_up(request, meeting, status=422, **more)
