"""The group's side of feedback: answering questions, thanking, and no longer asking."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lartraff.core.access import require
from lartraff.people.models import LearningGroup
from lartraff.people.requests import Request
from lartraff.voices import actions
from lartraff.voices.forms import AnswerForm
from lartraff.voices.permissions import can_respond, feedback_requests_visible_to, feedback_visible_to


def back(request: Request, group: LearningGroup) -> HttpResponse:
    """To the page that the form was on, if it is one of ours; else to the group."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return redirect(wanted)
    return redirect("insights:group", pk=group.pk)


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    feedback = get_object_or_404(feedback_visible_to(request.user), pk=pk)
    require(can_respond(request.user, feedback))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_question(feedback, by=request.user, answer=form.cleaned_data["answer"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your answer is sent."))
            return back(request, feedback.group)
    return render(request, "voices/answer.html", {"form": form, "feedback": feedback})


@require_POST
def respond(request: Request, pk: int) -> HttpResponse:
    feedback = get_object_or_404(feedback_visible_to(request.user), pk=pk)
    try:
        actions.respond(feedback, by=request.user, response=request.POST.get("response", ""))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back(request, feedback.group)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    asked = get_object_or_404(feedback_requests_visible_to(request.user), pk=pk)
    actions.withdraw_request(asked, by=request.user)
    messages.success(request, _("Taken back. The principal no longer sees it as asked for."))
    return back(request, asked.group)
