"""Setting goals."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.direction.models import Goal
from lartraff.direction.permissions import can_set_goal
from lartraff.people.models import LearningGroup, User


@transaction.atomic
def set_goal(
    group: LearningGroup,
    *,
    by: User,
    statement: str,
    measure: str = "",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    due_on: date | None = None,
) -> Goal:
    """Set the group's goal. The one before stays, as history."""
    require(can_set_goal(by, group))
    for text in (statement, measure):
        refuse_personal_numbers(text)
    goal = Goal(
        group=group,
        statement=statement,
        measure=measure,
        baseline=baseline,
        target=target,
        due_on=due_on,
        set_by=by,
    )
    goal.full_clean()
    goal.save()
    audit.record("set_goal", goal, by=by, school_id=group.school_id, measurable=goal.says_by_how_much)
    return goal
