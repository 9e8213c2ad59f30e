"""Tasks until next time: setting them in the room, and telling how it went."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lartraff.core.access import require
from lartraff.meetings.actions import outcomes
from lartraff.meetings.forms.room import OutcomeForm, TaskForm
from lartraff.meetings.logic.clarity import gaps
from lartraff.meetings.permissions import can_report_task, tasks_visible_to
from lartraff.meetings.queries.outcomes import GAPS
from lartraff.meetings.views.room import enter, show
from lartraff.people.requests import Request


@require_POST
def set_task(request: Request, pk: int) -> HttpResponse:
    """Set the task. If something is unclear it is said, once; the group may then set it as it is."""
    meeting = enter(request, pk)
    form = TaskForm(request.POST, meeting=meeting, viewer=request.user)
    if not form.is_valid():
        return show(request, meeting, status=422, task_form=form)
    unclear = [GAPS[gap] for gap in gaps(form.draft())]
    if unclear and "as_it_is" not in request.POST:
        return show(request, meeting, status=422, task_form=form, unclear=unclear)
    sent = form.cleaned_data
    try:
        outcomes.set_task(
            meeting,
            list(sent["people"]),
            teaching=sent["teaching"],
            study=sent["study"],
            evidence=sent["evidence"],
            due_on=sent["due_on"],
            by=request.user,
            command=sent["command"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return show(request, meeting, status=422, task_form=form)
    messages.success(request, _("The task is set."))
    return redirect("meetings:room", pk=pk)


@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """Tell how it went with one's own task."""
    task = get_object_or_404(tasks_visible_to(request.user), pk=pk)
    require(can_report_task(request.user, task))
    form = OutcomeForm(request.POST or None, initial={"outcome": task.outcome})
    if request.method == "POST" and form.is_valid():
        outcomes.report_task(task, outcome=form.cleaned_data["outcome"], by=request.user)
        messages.success(request, _("Well done. It will be on the screen when it is your turn in the round."))
        return redirect("insights:home")
    return render(request, "meetings/report_task.html", {"task": task, "form": form})


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    task = get_object_or_404(tasks_visible_to(request.user), pk=pk)
    try:
        outcomes.remove_outcome(task, by=request.user, command=uuid.uuid4())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("meetings:room", pk=task.meeting_id)
