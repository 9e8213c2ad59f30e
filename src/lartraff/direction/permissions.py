"""Who sets a group's goal, and who presents the groups. Everybody who sees a group sees its goal."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.access import Decision, allow_if
from lartraff.direction.models import Goal, Launch
from lartraff.people.models import LearningGroup, School
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


def can_present_groups(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.PRESENT_GROUPS, school), _("The principal presents the groups to the staff.")
    )


def schools_to_present_groups_in(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.PRESENT_GROUPS))


def can_see_launch(user: AnyUser, launch: Launch) -> Decision:
    standing = standing_of(user)
    return allow_if(
        standing.in_school(Right.PRESENT_GROUPS, launch.school)
        or (launch.published_at and standing.in_school(Right.SEE_GROUP, launch.school)),
        _("The groups have not been presented yet."),
    )


def launches_visible_to(user: AnyUser) -> QuerySet[Launch]:
    standing = standing_of(user)
    presents = Q(school__in=standing.school_ids(Right.PRESENT_GROUPS)) | Q(
        school__authority__in=standing.authority_ids(Right.PRESENT_GROUPS)
    )
    works_there = Q(school__in=standing.school_ids(Right.SEE_GROUP)) | Q(
        school__authority__in=standing.authority_ids(Right.SEE_GROUP)
    )
    return Launch.objects.filter(presents | (works_there & Q(published_at__isnull=False))).select_related("school")
