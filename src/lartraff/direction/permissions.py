"""Who sets a group's goal. Everybody who sees the group sees it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.access import Decision, allow_if
from lartraff.direction.models import Goal
from lartraff.people.models import LearningGroup
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.roles import Right


def can_set_goal(user: AnyUser, group: LearningGroup) -> Decision:
    standing = standing_of(user)
    return allow_if(
        standing.in_group(Right.PLAN_MEETINGS, group) or standing.in_group(Right.FORM_GROUPS, group),
        _("The learning leader and the principal set the goal. Say what you think at the next meeting."),
    )


def can_see_goal(user: AnyUser, goal: Goal) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.SEE_GROUP, goal.group), _("Only the staff of the school see its goals.")
    )


def goals_visible_to(user: AnyUser) -> QuerySet[Goal]:
    return Goal.objects.filter(standing_of(user).groups_where(Right.SEE_GROUP, "group__"))
