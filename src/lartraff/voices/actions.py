"""Asking for feedback, giving it, and responding to it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.people.models import LearningGroup, User
from lartraff.voices.logic.kinds import FeedbackKind
from lartraff.voices.models import Feedback, FeedbackRequest
from lartraff.voices.permissions import can_ask_for_feedback, can_give_feedback, can_respond


@transaction.atomic
def ask_for_feedback(
    group: LearningGroup, *, by: User, kind: str, text: str, wanted_by: date | None = None
) -> FeedbackRequest:
    """Tell the principal what the group wants feedback on, and of which kind."""
    require(can_ask_for_feedback(by, group))
    refuse_personal_numbers(text)
    request = FeedbackRequest(group=group, asked_by=by, kind=kind, text=text, wanted_by=wanted_by)
    request.full_clean()
    request.save()
    audit.record("ask_for_feedback", request, by=by, school_id=group.school_id, kind=kind)
    return request


@transaction.atomic
def withdraw_request(request: FeedbackRequest, *, by: User) -> None:
    """The group no longer needs it."""
    require(can_ask_for_feedback(by, request.group))
    close_request(request)
    audit.record("withdraw_request", request, by=by, school_id=request.group.school_id)


def close_request(request: FeedbackRequest) -> None:
    if request.closed_at is None:
        request.closed_at = clock.now()
        request.save(update_fields=["closed_at"])


@transaction.atomic
def give_feedback(
    group: LearningGroup, *, by: User, kind: str, text: str, request: FeedbackRequest | None = None
) -> Feedback:
    """Send feedback of a stated kind to the group. Given on a request, it also closes the request."""
    require(can_give_feedback(by, group))
    refuse_personal_numbers(text)
    if request is not None and request.group_id != group.pk:
        raise ValidationError(_("That request came from another group. Go back and choose again."))
    feedback = Feedback(group=group, sender=by, kind=kind, text=text, request=request)
    feedback.full_clean()
    feedback.save()
    if request is not None:
        close_request(request)
    audit.record("give_feedback", feedback, by=by, school_id=group.school_id, kind=kind, asked_for=request is not None)
    return feedback


@transaction.atomic
def answer_question(feedback: Feedback, *, by: User, answer: str) -> Feedback:
    """Answer a question. Whoever in the group answers first answers for the group."""
    require(can_respond(by, feedback))
    refuse_personal_numbers(answer)
    feedback = Feedback.objects.select_for_update(of=("self",)).select_related("group__school").get(pk=feedback.pk)
    if not FeedbackKind(feedback.kind).expects_answer:
        raise ValidationError(_("This feedback expects no answer. You can thank for it or take it up."))
    if feedback.answered_at is not None:
        raise ValidationError(_("Somebody in the group has already answered."))
    feedback.answer, feedback.answered_by, feedback.answered_at = answer, by, clock.now()
    feedback.full_clean()
    feedback.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("answer_question", feedback, by=by, school_id=feedback.group.school_id)
    return feedback


@transaction.atomic
def respond(feedback: Feedback, *, by: User, response: str) -> Feedback:
    """Thank for feedback, or say that the group takes it up. Questions are answered instead."""
    require(can_respond(by, feedback))
    if FeedbackKind(feedback.kind).expects_answer:
        raise ValidationError(_("This is a question. Answer it in words."))
    feedback.response = response
    feedback.full_clean()
    feedback.save(update_fields=["response"])
    audit.record("respond", feedback, by=by, school_id=feedback.group.school_id, response=response)
    return feedback
