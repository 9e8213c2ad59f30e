"""Setting a group's goal."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.direction.actions import set_goal
from lartraff.direction.models import Goal
from lartraff.direction.queries import current_goal
from tests.cast import Cast, make_group
from tests.refusals import impossible, refused

WHOLE: dict[str, Any] = {
    "statement": "Färre elever utan E i matematik.",
    "measure": "elever i åk 9 utan E",
    "baseline": Decimal("12.0"),
    "target": Decimal("6.5"),
    "due_on": date(2027, 6, 11),
}


def test_a_goal_says_from_what_to_what_seen_how_and_by_when(cast: Cast) -> None:
    goal = set_goal(cast.maths, by=cast.leader, **WHOLE)
    goal.refresh_from_db()
    assert {name: getattr(goal, name) for name in WHOLE} == WHOLE
    assert goal.says_by_how_much
    entry = AuditEntry.objects.get(verb="set_goal")
    assert (entry.by, entry.school_id, entry.facts) == (cast.leader, cast.school.pk, {"measurable": True})


@pytest.mark.parametrize("missing", ["measure", "baseline", "target", "due_on"])
def test_a_goal_may_begin_as_a_wish_and_says_so(cast: Cast, missing: str) -> None:
    goal = set_goal(cast.maths, by=cast.leader, **{name: WHOLE[name] for name in WHOLE if name != missing})
    assert not goal.says_by_how_much
    assert AuditEntry.objects.get(verb="set_goal").facts == {"measurable": False}


def test_a_goal_from_nought_is_a_goal(cast: Cast) -> None:
    assert set_goal(cast.maths, by=cast.leader, **{**WHOLE, "baseline": Decimal(0)}).says_by_how_much


def test_a_goal_that_moves_nothing_is_none(cast: Cast) -> None:
    with impossible("The goal is the same as where you are now. What should change?"):
        set_goal(cast.maths, by=cast.leader, **{**WHOLE, "target": WHOLE["baseline"]})


def test_a_goal_says_something(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        set_goal(cast.maths, by=cast.leader, statement="")
    assert set(error.value.message_dict) == {"statement"}


@pytest.mark.parametrize("column", ["statement", "measure"])
def test_no_personal_number_stands_in_a_goal(cast: Cast, column: str) -> None:
    with pytest.raises(ValidationError) as error:
        set_goal(cast.maths, by=cast.leader, **{**WHOLE, column: "Det gäller 19121212-1212"})
    assert error.value.code == "personal_number"
    assert not Goal.objects.exists()


def test_the_goal_set_last_holds_and_the_others_are_its_history(cast: Cast) -> None:
    earlier = timezone.now() - timedelta(days=100)
    with clock.at(earlier):
        first = set_goal(cast.maths, by=cast.leader, **WHOLE)
    second = set_goal(cast.maths, by=cast.principal, **{**WHOLE, "target": Decimal(4)})
    assert current_goal(cast.member, cast.maths) == second
    assert list(cast.maths.goals.all()) == [second, first]
    assert first.set_at == earlier


def test_two_goals_set_in_the_same_moment_have_an_order(cast: Cast) -> None:
    with clock.at(timezone.now()):
        set_goal(cast.maths, by=cast.leader, **WHOLE)
        second = set_goal(cast.maths, by=cast.leader, **{**WHOLE, "target": Decimal(4)})
    assert current_goal(cast.leader, cast.maths) == second


@pytest.mark.parametrize("who", ["leader", "principal", "deputy"])
def test_the_leader_and_the_principals_set_it(cast: Cast, who: str) -> None:
    assert set_goal(cast.maths, by=cast.everybody()[who], **WHOLE).set_by == cast.everybody()[who]


@pytest.mark.parametrize(
    "who",
    [
        "member",
        "second_member",
        "colleague",
        "teacher_elsewhere",
        "principal_elsewhere",
        "principal_far",
        "analyst",
        "administrator",
        "stranger",
    ],
)
def test_nobody_else_sets_it(cast: Cast, who: str) -> None:
    # Nils leads, but another group at the same school.
    make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    with refused("The learning leader and the principal set the goal. Say what you think at the next meeting."):
        set_goal(cast.maths, by=cast.everybody()[who], **WHOLE)
    assert not Goal.objects.exists()


def test_the_goal_is_shown_to_those_who_see_the_group(cast: Cast) -> None:
    goal = set_goal(cast.maths, by=cast.leader, **WHOLE)
    assert current_goal(cast.colleague, cast.maths) == goal
    assert current_goal(cast.teacher_elsewhere, cast.maths) is None
    assert current_goal(cast.analyst, cast.maths) is None
