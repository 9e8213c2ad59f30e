"""Reads about goals."""

from lartraff.direction.models import Goal
from lartraff.direction.permissions import goals_visible_to
from lartraff.people.models import LearningGroup
from lartraff.people.permissions import AnyUser


def current_goal(viewer: AnyUser, group: LearningGroup) -> Goal | None:
    """The goal that was set last; the earlier ones are its history."""
    return goals_visible_to(viewer).filter(group=group).first()
