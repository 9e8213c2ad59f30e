"""Forming a group in one step: all of it or nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.direction.models import Goal
from lartraff.library.queries import default_structure
from lartraff.meetings.actions.forming import GoalDraft, form_group
from lartraff.meetings.models import AgendaItem, Meeting
from lartraff.people.models import GroupMembership, LearningGroup, Subject, User
from tests.cast import Cast
from tests.meetings.scenes import START
from tests.refusals import impossible, refused

GOAL = GoalDraft(
    statement="Fler elever når E i svenska.",
    measure="elever i åk 9 utan E i svenska",
    baseline=Decimal(14),
    target=Decimal(7),
    due_on=date(2027, 6, 11),
)
MONTHLY = [START + timedelta(weeks=4 * number) for number in range(3)]


def form(
    cast: Cast,
    *,
    by: User,
    members: list[User] | None = None,
    goal: GoalDraft = GOAL,
    starts: list[datetime] = MONTHLY,
    name: str = "Svenska",
) -> LearningGroup:
    return form_group(
        by=by,
        school=cast.school,
        name=name,
        subject=Subject.objects.get(code="SV"),
        reason="14 elever når inte E.",
        purpose="Vi utvecklar undervisningen tillsammans.",
        members=[cast.member] if members is None else members,
        leader=cast.colleague,
        goal=goal,
        structure=default_structure("sv"),
        starts=starts,
        place="Rum 12",
    )


def counts() -> list[int]:
    models = (LearningGroup, GroupMembership, Goal, Meeting, AgendaItem, AuditEntry)
    return [model._default_manager.count() for model in models]


def test_a_group_begins_with_people_a_goal_and_dates(cast: Cast) -> None:
    group = form(cast, by=cast.principal)
    assert [(one.user, one.role) for one in group.memberships.order_by("role")] == [
        (cast.colleague, "LEADER"),
        (cast.member, "MEMBER"),
    ]
    goal = group.goals.get()
    assert (goal.statement, goal.baseline, goal.target, goal.due_on) == (
        GOAL.statement, Decimal(14), Decimal(7), date(2027, 6, 11),
    )  # fmt: skip
    assert [(meeting.number, meeting.starts_at, meeting.place) for meeting in group.meetings.all()] == [
        (number, start, "Rum 12") for number, start in enumerate(MONTHLY, start=1)
    ]
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == ["create_group", "set_goal", "plan_meetings"]


@pytest.mark.parametrize("who", ["leader", "member", "colleague", "principal_elsewhere", "administrator", "analyst"])
def test_nobody_else_forms_a_group(cast: Cast, who: str) -> None:
    before = counts()
    with refused("The principal forms groups. Talk to your principal if you see a need for one."):
        form(cast, by=cast.everybody()[who])
    assert counts() == before


def test_one_bad_date_at_the_end_and_there_is_no_group(cast: Cast) -> None:
    before = counts()
    with impossible("The group already meets on one of these days. Choose other dates."):
        form(cast, by=cast.principal, starts=[*MONTHLY, MONTHLY[-1]])
    assert counts() == before


def test_a_goal_that_moves_nothing_and_there_is_no_group(cast: Cast) -> None:
    before = counts()
    with impossible("The goal is the same as where you are now. What should change?"):
        form(cast, by=cast.principal, goal=GoalDraft("Fler når E", baseline=Decimal(7), target=Decimal(7)))
    assert counts() == before


def test_somebody_from_another_school_and_there_is_no_group(cast: Cast) -> None:
    before = counts()
    with pytest.raises(ValidationError):
        form(cast, by=cast.principal, members=[cast.member, cast.teacher_elsewhere])
    assert counts() == before


def test_a_group_may_be_formed_before_there_are_dates(cast: Cast) -> None:
    assert form(cast, by=cast.deputy, starts=[]).meetings.count() == 0
