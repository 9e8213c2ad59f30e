"""Forming groups, and who is in them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from lartraff.core.models import AuditEntry
from lartraff.people.actions import groups
from lartraff.people.models import GroupMembership, LearningGroup, User
from lartraff.people.permissions import current_employments
from lartraff.people.queries import current_members, groups_with_leaders, leader_of, public_name, teachers_first
from tests.cast import Cast


def form(cast: Cast, by: User, leader: User, members: list[User]) -> LearningGroup:
    return groups.create_group(
        by=by,
        school=cast.school,
        name="Svenska",
        subject=None,
        reason="Många når inte E.",
        purpose="Vi lär av varandra.",
        members=members,
        leader=leader,
    )


def now_in(group: LearningGroup) -> list[tuple[str, str]]:
    return [(membership.user.given_name, membership.role) for membership in current_members(group)]


def test_the_leader_is_in_the_group_once_whether_listed_or_not(cast: Cast) -> None:
    group = form(cast, cast.principal, cast.colleague, [cast.member, cast.colleague])
    assert now_in(group) == [("Nils", "LEADER"), ("Sara", "MEMBER")]
    assert leader_of(group) == cast.colleague
    assert AuditEntry.objects.get(verb="create_group").facts == {"members": 2}


@pytest.mark.parametrize(
    "who", ["leader", "colleague", "principal_elsewhere", "principal_far", "administrator", "analyst", "stranger"]
)
def test_only_the_school_s_principals_form_groups(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="Det är rektorn som bildar grupper"):
        form(cast, getattr(cast, who), cast.colleague, [])


@pytest.mark.parametrize("who", ["teacher_elsewhere", "principal_far", "stranger", "analyst"])
def test_nobody_from_elsewhere_is_put_in_a_group(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError, match="Björkdalsskolan"):
        form(cast, cast.principal, cast.colleague, [getattr(cast, who)])
    assert not LearningGroup.objects.filter(name="Svenska").exists()


def test_members_come_and_go_and_their_time_stays_on_record(cast: Cast) -> None:
    groups.set_members(cast.maths, [cast.member, cast.colleague], leader=cast.member, by=cast.principal)
    assert now_in(cast.maths) == [("Sara", "LEADER"), ("Nils", "MEMBER")]
    gone = GroupMembership.objects.exclude(left_on=None).order_by("user__given_name")
    assert [membership.user for membership in gone] == [cast.second_member, cast.leader]


def test_setting_the_same_members_twice_changes_nothing(cast: Cast) -> None:
    before = list(GroupMembership.objects.order_by("pk").values())
    groups.set_members(cast.maths, [cast.member, cast.second_member], leader=cast.leader, by=cast.principal)
    assert list(GroupMembership.objects.order_by("pk").values()) == before


def test_a_former_member_who_comes_back_gets_a_new_time(cast: Cast) -> None:
    groups.set_members(cast.maths, [cast.second_member], leader=cast.leader, by=cast.principal)
    groups.set_members(cast.maths, [cast.second_member, cast.member], leader=cast.leader, by=cast.principal)
    assert GroupMembership.objects.filter(user=cast.member, group=cast.maths).count() == 2
    assert cast.maths.memberships.filter(user=cast.member, left_on=None).count() == 1


def test_the_table_itself_allows_one_leader_at_a_time(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.filter(user=cast.member, group=cast.maths).update(role="LEADER")


def test_a_group_s_reason_is_changed_and_never_empty(cast: Cast) -> None:
    groups.describe_group(cast.maths, by=cast.principal, name="Matte", reason="Nytt skäl.", purpose="Samma.")
    cast.maths.refresh_from_db()
    assert (cast.maths.name, cast.maths.reason) == ("Matte", "Nytt skäl.")
    with pytest.raises(ValidationError):
        groups.describe_group(cast.maths, by=cast.principal, name="Matte", reason="", purpose="Samma.")
    with pytest.raises(PermissionDenied):
        groups.describe_group(cast.maths, by=cast.leader, name="Vår", reason="Skäl.", purpose="Syfte.")


def test_a_closed_group_is_no_longer_among_the_open_ones(cast: Cast) -> None:
    assert [group.led_by[0].user for group in groups_with_leaders(cast.colleague)] == [cast.leader]  # type: ignore[attr-defined]
    groups.close_group(cast.maths, by=cast.principal)
    groups.close_group(cast.maths, by=cast.principal)
    assert list(groups_with_leaders(cast.colleague)) == []
    assert AuditEntry.objects.filter(verb="close_group").count() == 1


def test_those_who_teach_the_subject_come_first(cast: Cast) -> None:
    people = teachers_first(cast.school, cast.maths.subject)
    assert [(person.given_name, person.teaches_it) for person in people] == [  # type: ignore[attr-defined]
        ("Jonas", True), ("Omar", True), ("Sara", True), ("Anders", False), ("Karin", False), ("Nils", False),
    ]  # fmt: skip
    assert people.count() == current_employments().filter(school=cast.school).count()


def test_a_protected_name_is_never_public(cast: Cast) -> None:
    assert public_name(cast.member) == "Sara Holm"
    cast.member.security_marking = "PROTECTED"
    assert public_name(cast.member) == "En kollega"
