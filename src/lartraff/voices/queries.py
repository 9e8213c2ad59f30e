"""Reads about feedback."""

from django.db.models import F, QuerySet

from lartraff.people.models import LearningGroup
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.roles import Right
from lartraff.voices.models import Feedback, FeedbackRequest
from lartraff.voices.permissions import feedback_requests_visible_to, feedback_visible_to


def feedback_to(viewer: AnyUser, group: LearningGroup) -> QuerySet[Feedback]:
    return feedback_visible_to(viewer).filter(group=group)


def requests_from(viewer: AnyUser, group: LearningGroup) -> QuerySet[FeedbackRequest]:
    return feedback_requests_visible_to(viewer).filter(group=group)


def requests_to_answer(viewer: AnyUser) -> QuerySet[FeedbackRequest]:
    """What groups ask the viewer, as principal, for; what is wanted soonest first, what has no date last."""
    return (
        feedback_requests_visible_to(viewer)
        .filter(standing_of(viewer).groups_where(Right.GIVE_FEEDBACK, "group__"), closed_at=None)
        .order_by(F("wanted_by").asc(nulls_last=True), "asked_at", "pk")
    )


def questions_to_answer(viewer: AnyUser) -> QuerySet[Feedback]:
    """Questions put to groups that the viewer is in, which nobody has answered yet."""
    return feedback_visible_to(viewer).filter(
        standing_of(viewer).groups_where(Right.SEE_GROUP_FEEDBACK, "group__"), kind="QUESTION", answered_at=None
    )
