"""Who gives, reads and answers feedback.

The group reads all feedback to it. A principal reads her own, and what was asked for; not what a colleague of hers
wrote unasked. Nobody else reads any.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.access import Decision, allow_if
from lartraff.people.models import LearningGroup
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.roles import Right
from lartraff.voices.models import Feedback, FeedbackRequest


def can_give_feedback(user: AnyUser, group: LearningGroup) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.GIVE_FEEDBACK, group),
        _("Feedback to a group comes from the school's principal."),
    )


def can_ask_for_feedback(user: AnyUser, group: LearningGroup) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.ASK_FOR_FEEDBACK, group),
        _("Only the group itself asks for feedback on its work."),
    )


def can_read_feedback(user: AnyUser, feedback: Feedback) -> Decision:
    standing = standing_of(user)
    own = standing.user_id is not None and feedback.sender_id == standing.user_id
    principal = standing.in_group(Right.GIVE_FEEDBACK, feedback.group)
    return allow_if(
        standing.in_group(Right.SEE_GROUP_FEEDBACK, feedback.group)
        or (principal and (own or feedback.request_id is not None)),
        _("Feedback is between the group and the one who gave it."),
    )


def feedback_visible_to(user: AnyUser) -> QuerySet[Feedback]:
    standing = standing_of(user)
    return Feedback.objects.filter(
        standing.groups_where(Right.SEE_GROUP_FEEDBACK, "group__")
        | (
            standing.groups_where(Right.GIVE_FEEDBACK, "group__")
            & (Q(sender=standing.user_id) | Q(request__isnull=False))
        )
    ).select_related("sender", "group__school", "request", "answered_by")


def can_respond(user: AnyUser, feedback: Feedback) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.SEE_GROUP_FEEDBACK, feedback.group),
        _("Only the group that got the feedback responds to it."),
    )


def can_read_request(user: AnyUser, request: FeedbackRequest) -> Decision:
    standing = standing_of(user)
    return allow_if(
        standing.in_group(Right.ASK_FOR_FEEDBACK, request.group)
        or standing.in_group(Right.GIVE_FEEDBACK, request.group),
        _("What a group asks for is between the group and the principal."),
    )


def feedback_requests_visible_to(user: AnyUser) -> QuerySet[FeedbackRequest]:
    standing = standing_of(user)
    return FeedbackRequest.objects.filter(
        standing.groups_where(Right.ASK_FOR_FEEDBACK, "group__") | standing.groups_where(Right.GIVE_FEEDBACK, "group__")
    ).select_related("group__school", "asked_by")
