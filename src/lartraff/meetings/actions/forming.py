"""Forming a group in one step: why, who, towards what, and when they meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lartraff.direction.actions import set_goal
from lartraff.library.models import Structure
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.people.actions.groups import create_group
from lartraff.people.models import LearningGroup, School, Subject, User
from lartraff.results.actions.plan_groups import mark_as_formed
from lartraff.results.models import ProposedGroup


@dataclass(frozen=True, slots=True)
class GoalDraft:
    statement: str
    measure: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None


@transaction.atomic
def form_group(
    *,
    by: User,
    school: School,
    name: str,
    subject: Subject | None,
    reason: str,
    purpose: str,
    members: Iterable[User],
    leader: User,
    goal: GoalDraft,
    structure: Structure,
    starts: Iterable[datetime],
    place: str = "",
    proposed: ProposedGroup | None = None,
) -> LearningGroup:
    """Form the group, set its goal and plan its meetings: all of it or, if anything is wrong, nothing.

    `proposed`: what it was in the principal's plan, if it comes from there.
    """
    group = create_group(
        by=by, school=school, name=name, subject=subject, reason=reason, purpose=purpose, members=members, leader=leader
    )
    set_goal(
        group,
        by=by,
        statement=goal.statement,
        measure=goal.measure,
        baseline=goal.baseline,
        target=goal.target,
        due_on=goal.due_on,
    )
    plan_meetings(group, starts, structure=structure, by=by, place=place)
    if proposed is not None:
        mark_as_formed(proposed, group, by=by)
    return group
