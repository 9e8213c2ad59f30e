"""Reads about goals, and about how groups are presented."""

from collections.abc import Iterable
from datetime import timedelta

from lartraff.core import clock
from lartraff.direction.models import Goal, Launch
from lartraff.direction.permissions import goals_visible_to, launches_visible_to
from lartraff.people.models import LearningGroup, School, Subject
from lartraff.people.permissions import AnyUser


def current_goal(viewer: AnyUser, group: LearningGroup) -> Goal | None:
    """The goal that was set last; the earlier ones are its history."""
    return goals_visible_to(viewer).filter(group=group).first()


def current_goals(viewer: AnyUser, groups: Iterable[LearningGroup]) -> dict[int, Goal]:
    """The goal that each group set last, by the group's primary key (one query)."""
    found: dict[int, Goal] = {}
    for goal in goals_visible_to(viewer).filter(group__in=[group.pk for group in groups]):
        found.setdefault(goal.group_id, goal)  # the latest first, as goals are ordered
    return found


NEWS_FOR = timedelta(days=21)  # so long a home page tells of it


def launches_of(viewer: AnyUser) -> list[Launch]:
    """The presentations that the viewer may see, the latest term first."""
    return list(launches_visible_to(viewer))


def launches_published_lately(viewer: AnyUser) -> list[Launch]:
    recent = launches_visible_to(viewer).filter(published_at__gte=clock.now() - NEWS_FOR)
    return list(recent.order_by("-published_at"))


def current_goals_at(viewer: AnyUser, school: School, subject: Subject) -> tuple[Goal, ...]:
    """The goals that the school's groups in the subject work towards now: what each set last, by name of the group."""
    goals = goals_visible_to(viewer).filter(group__school=school, group__subject=subject, group__closed_at=None)
    latest: dict[int, Goal] = {}
    for goal in goals.select_related("group").order_by("group__name", "group", "-set_at", "-pk"):
        latest.setdefault(goal.group_id, goal)
    return tuple(latest.values())
