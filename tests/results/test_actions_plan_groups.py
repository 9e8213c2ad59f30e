"""Changing proposed groups by hand: nobody is lost, nobody is in two groups, and what is formed is left alone."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lartraff.core.models import AuditEntry
from lartraff.people.models import User
from lartraff.results.actions.plan_groups import (
    add_proposed,
    describe_proposed,
    mark_as_formed,
    merge_proposed,
    move_person,
    remove_proposed,
    split_proposed,
)
from lartraff.results.actions.plans import make_plan
from lartraff.results.models import GroupPlan, ProposedGroup
from tests.cast import Cast, make_group
from tests.refusals import impossible, refused
from tests.results.planning import draft, given_names, hire, left_out, subjects

FORMED = "That group has been formed. Change it on its own page."
PLANS = "The school's principal plans its groups. The others see them once they are formed."


@pytest.fixture
def plan(cast: Cast) -> GroupPlan:
    """Physics: Ada, Bo, Cia, Dag. Mathematics: Omar (leads), Sara, Jonas."""
    hire(cast.school, ["Ada", "Bo", "Cia", "Dag"], "FY")
    return make_plan(cast.school, draft("MA", "FY", also_grouped=True), by=cast.principal)


def physics(plan: GroupPlan) -> ProposedGroup:
    return plan.groups.get(subjects__code="FY")


def maths(plan: GroupPlan) -> ProposedGroup:
    return plan.groups.get(subjects__code="MA")


def everybody(plan: GroupPlan) -> Counter[int]:
    """How often each stands in the plan: in a group, or among those left out."""
    plan.refresh_from_db()
    return Counter(
        [person.pk for group in plan.groups.all() for person in group.members.all()] + [int(pk) for pk in plan.left_out]
    )


def test_a_person_moves_to_another_group(cast: Cast, plan: GroupPlan) -> None:
    move_person(plan, cast.leader, to=physics(plan), by=cast.principal)
    assert given_names(physics(plan)) == {"Ada", "Bo", "Cia", "Dag", "Omar"}
    assert given_names(maths(plan)) == {"Sara", "Jonas"}
    assert maths(plan).leader is None
    assert maths(plan).changed_by_hand
    assert physics(plan).changed_by_hand


def test_a_person_is_taken_out_and_placed_again(cast: Cast, plan: GroupPlan) -> None:
    move_person(plan, cast.member, to=None, by=cast.principal)
    plan.refresh_from_db()
    assert left_out(plan) == {"Sara": "taken_out"}
    move_person(plan, cast.member, to=physics(plan), by=cast.principal)
    plan.refresh_from_db()
    assert left_out(plan) == {}
    assert "Sara" in given_names(physics(plan))


def test_anybody_at_the_school_can_be_added_and_nobody_else(cast: Cast, plan: GroupPlan) -> None:
    move_person(plan, cast.colleague, to=maths(plan), by=cast.principal)
    assert "Nils" in given_names(maths(plan))
    with impossible("Everybody in the group must work at Björkdalsskolan. Add them to the staff first."):
        move_person(plan, cast.teacher_elsewhere, to=maths(plan), by=cast.principal)


def test_a_group_is_called_something_else_and_led_by_one_of_its_members(cast: Cast, plan: GroupPlan) -> None:
    describe_proposed(maths(plan), by=cast.principal, name="Matte 7–9", leader=cast.member)
    assert (maths(plan).name, maths(plan).leader) == ("Matte 7–9", cast.member)
    describe_proposed(maths(plan), by=cast.principal, name="Matte 7–9", leader=None)
    assert maths(plan).leader is None
    with impossible("Whoever leads the group is in it. Move the person here first."):
        describe_proposed(maths(plan), by=cast.principal, name="Matte", leader=cast.colleague)


def test_a_group_is_divided(cast: Cast, plan: GroupPlan) -> None:
    whole = physics(plan)
    new = split_proposed(whole, by=cast.principal)
    assert given_names(whole) | given_names(new) == {"Ada", "Bo", "Cia", "Dag"}
    assert (whole.members.count(), new.members.count()) == (2, 2)
    assert [subject.code for subject in new.subjects.all()] == ["FY"]
    with impossible("A group of fewer than four is not divided: a group has at least two people."):
        split_proposed(maths(plan), by=cast.principal)


def test_groups_are_joined(cast: Cast, plan: GroupPlan) -> None:
    joined = merge_proposed(physics(plan), into=maths(plan), by=cast.principal)
    assert plan.groups.get() == joined
    assert (joined.name, joined.leader, joined.members.count()) == ("Matematik", cast.leader, 7)
    assert sorted(subject.code for subject in joined.subjects.all()) == ["FY", "MA"]
    assert [reason["facts"]["subject"] for reason in joined.reasons if "subject" in reason.get("facts", {})] == [
        "MA",
        "FY",
    ]
    with impossible("Choose another group to join with."):
        merge_proposed(joined, into=joined, by=cast.principal)


def test_a_group_without_a_leader_gets_the_others(cast: Cast, plan: GroupPlan) -> None:
    joined = merge_proposed(maths(plan), into=physics(plan), by=cast.principal)
    assert (joined.name, joined.leader) == ("Fysik", cast.leader)


def test_a_group_of_ones_own(cast: Cast, plan: GroupPlan) -> None:
    own = add_proposed(plan, by=cast.principal, name="Nya på skolan", subjects=subjects("MA"))
    assert (own.members.count(), own.changed_by_hand) == (0, True)
    move_person(plan, cast.member, to=own, by=cast.principal)
    assert given_names(own) == {"Sara"}


def test_what_is_formed_is_changed_on_its_own_page(cast: Cast, plan: GroupPlan) -> None:
    formed, other = maths(plan), physics(plan)
    mark_as_formed(formed, cast.maths, by=cast.principal)
    assert maths(plan).group == cast.maths
    ada = User.objects.get(given_name="Ada")
    attempts: list[Callable[[], object]] = [
        lambda: move_person(plan, cast.member, to=other, by=cast.principal),
        lambda: move_person(plan, ada, to=formed, by=cast.principal),
        lambda: describe_proposed(formed, by=cast.principal, name="Matte", leader=None),
        lambda: split_proposed(formed, by=cast.principal),
        lambda: merge_proposed(other, into=formed, by=cast.principal),
        lambda: remove_proposed(formed, by=cast.principal),
        lambda: mark_as_formed(formed, cast.maths, by=cast.principal),
    ]
    for attempt in attempts:
        with impossible(FORMED):
            attempt()


def test_a_group_of_another_school_or_plan_is_not_taken(cast: Cast, plan: GroupPlan) -> None:
    elsewhere = make_group(
        cast.other_school, leader=cast.teacher_elsewhere, members=[], formed_by=cast.principal_elsewhere
    )
    with impossible("The group belongs to another school than the plan."):
        mark_as_formed(maths(plan), elsewhere, by=cast.principal)
    other = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    with impossible("That group is no longer in the plan. Look at the page again."):
        move_person(plan, cast.member, to=other.groups.get(), by=cast.principal)


@pytest.mark.parametrize(
    "name", ["leader", "member", "colleague", "analyst", "administrator", "principal_elsewhere", "principal_far"]
)
def test_only_the_schools_principal_changes_a_proposal(cast: Cast, plan: GroupPlan, name: str) -> None:
    user, one, other, before = cast.everybody()[name], maths(plan), physics(plan), AuditEntry.objects.count()
    attempts: list[Callable[[], object]] = [
        lambda: move_person(plan, cast.member, to=None, by=user),
        lambda: describe_proposed(one, by=user, name="Matte", leader=None),
        lambda: split_proposed(other, by=user),
        lambda: merge_proposed(one, into=other, by=user),
        lambda: remove_proposed(one, by=user),
        lambda: add_proposed(plan, by=user, name="Egen"),
        lambda: mark_as_formed(one, cast.maths, by=user),
    ]
    for attempt in attempts:
        with refused(PLANS):
            attempt()
    assert AuditEntry.objects.count() == before


def test_the_trail_tells_what_was_done_and_never_what_was_written(cast: Cast, plan: GroupPlan) -> None:
    describe_proposed(maths(plan), by=cast.deputy, name="Hemligt", leader=None)
    move_person(plan, cast.member, to=physics(plan), by=cast.deputy)
    done = AuditEntry.objects.filter(by=cast.deputy.pk).order_by("pk")
    assert list(done.values_list("verb", "facts")) == [
        ("describe_proposed", {"group": maths(plan).pk}),
        ("move_in_plan", {"person": cast.member.pk, "to": physics(plan).pk}),
    ]


moves = st.lists(
    st.tuples(
        st.sampled_from(["move", "out", "split", "merge", "remove", "add"]), st.integers(0, 20), st.integers(0, 20)
    ),
    max_size=12,
)


@given(moves)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_moved_nobody_is_lost_or_in_two_groups(
    cast: Cast, plan: GroupPlan, steps: list[tuple[str, int, int]]
) -> None:
    before = everybody(plan)
    for verb, first, second in steps:
        groups, people = list(plan.groups.all()), sorted(before)
        one = groups[first % len(groups)] if groups else None
        other = groups[second % len(groups)] if groups else None
        person = User.objects.get(pk=people[first % len(people)])
        try:
            if verb == "move" and other:
                move_person(plan, person, to=other, by=cast.principal)
            elif verb == "out":
                move_person(plan, person, to=None, by=cast.principal)
            elif verb == "split" and one:
                split_proposed(one, by=cast.principal)
            elif verb == "merge" and one and other:
                merge_proposed(one, into=other, by=cast.principal)
            elif verb == "remove" and one:
                remove_proposed(one, by=cast.principal)
            elif verb == "add":
                add_proposed(plan, by=cast.principal, name="Egen")
        except ValidationError:
            continue
    assert everybody(plan) == Counter(dict.fromkeys(before, 1))
    for group in plan.groups.select_related("leader"):
        assert group.leader is None or group.leader in group.members.all()
