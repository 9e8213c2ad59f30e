"""Who may what, asked both ways: `can_x` and the set of what is visible agree for everybody in the cast."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from lartraff.core.access import Decision, Denied
from lartraff.people.models import Employment, GroupMembership, LearningGroup, School, User
from lartraff.people.permissions import (
    AnyUser,
    can_form_groups,
    can_manage_staff,
    can_see_audit_trail,
    can_see_group,
    can_see_name,
    can_see_staff,
    groups_visible_to,
    schools_to_form_groups_in,
    schools_with_audit_trail_visible_to,
    schools_with_staff_visible_to,
    standing_of,
)
from lartraff.people.roles import ROLES, Right
from tests.cast import Cast, make_group

AT_SCHOOL = {"principal", "deputy", "leader", "member", "second_member", "colleague"}
PRINCIPALS = {"principal", "deputy"}


def everybody_and_nobody(cast: Cast) -> list[AnyUser]:
    return [*cast.everybody().values(), AnonymousUser()]


def who_may(cast: Cast, may: Callable[[AnyUser], object]) -> set[str]:
    return {name for name, person in cast.everybody().items() if may(person)}


def test_who_may_what_at_the_school(cast: Cast) -> None:
    assert who_may(cast, lambda user: can_see_group(user, cast.maths)) == AT_SCHOOL
    assert who_may(cast, lambda user: can_form_groups(user, cast.school)) == PRINCIPALS
    assert who_may(cast, lambda user: can_see_staff(user, cast.school)) == AT_SCHOOL | {"administrator"}
    assert who_may(cast, lambda user: can_manage_staff(user, cast.school)) == PRINCIPALS | {"administrator"}
    assert who_may(cast, lambda user: can_see_audit_trail(user, cast.school)) == PRINCIPALS | {"administrator"}


School_ = tuple[Callable[[AnyUser, School], Decision], Callable[[AnyUser], QuerySet[School]]]
PAIRS: list[School_] = [
    (can_form_groups, schools_to_form_groups_in),
    (can_see_staff, schools_with_staff_visible_to),
    (can_see_audit_trail, schools_with_audit_trail_visible_to),
]


@pytest.mark.parametrize(("may", "visible"), PAIRS)
def test_both_questions_about_a_school_get_the_same_answer(
    cast: Cast, may: Callable[[AnyUser, School], Decision], visible: Callable[[AnyUser], QuerySet[School]]
) -> None:
    for person in everybody_and_nobody(cast):
        assert {school for school in School.objects.all() if may(person, school)} == set(visible(person))


def test_both_questions_about_a_group_get_the_same_answer(cast: Cast) -> None:
    for school, principal, teacher in (
        (cast.other_school, cast.principal_elsewhere, cast.teacher_elsewhere),
        (cast.far_school, cast.principal_far, cast.principal_far),
    ):
        make_group(school, leader=teacher, members=[], formed_by=principal)
    for person in everybody_and_nobody(cast):
        one_by_one = {group for group in LearningGroup.objects.all() if can_see_group(person, group)}
        assert one_by_one == set(groups_visible_to(person))


def test_a_refusal_has_a_sentence(cast: Cast) -> None:
    for refusal in (
        can_see_group(cast.stranger, cast.maths),
        can_form_groups(cast.leader, cast.school),
        can_see_staff(cast.analyst, cast.school),
        can_manage_staff(cast.leader, cast.school),
        can_see_audit_trail(cast.leader, cast.school),
    ):
        assert isinstance(refusal, Denied)
        assert str(refusal.reason).endswith(".")


def test_rights_begin_and_end_with_the_employment(cast: Cast) -> None:
    today = timezone.localdate()
    employment = Employment.objects.filter(user=cast.colleague)
    for starts, ends, may in (
        (today, None, True),
        (today + timedelta(days=1), None, False),
        (today - timedelta(days=9), today, True),
        (today - timedelta(days=9), today - timedelta(days=1), False),
    ):
        employment.update(starts_on=starts, ends_on=ends)
        assert bool(can_see_staff(cast.colleague, cast.school)) is may, (starts, ends)


def test_who_has_left_a_group_has_lost_its_rights(cast: Cast) -> None:
    assert standing_of(cast.member).in_group(Right.WRITE_DRAFT, cast.maths)
    GroupMembership.objects.filter(user=cast.member).update(left_on=timezone.localdate())
    assert not standing_of(cast.member).in_group(Right.WRITE_DRAFT, cast.maths)


def test_a_closed_account_has_no_rights(cast: Cast) -> None:
    cast.principal.is_active = False
    assert not can_manage_staff(cast.principal, cast.school)


@pytest.mark.parametrize(
    "right", [Right.WRITE_DRAFT, Right.LEAD_MEETING, Right.SHARE_MINUTES, Right.SEE_GROUP_FEEDBACK]
)
def test_no_role_above_the_group_reaches_its_drafts(right: Right) -> None:
    assert {code for code, role in ROLES.items() if right in role.rights} <= {"MEMBER", "LEADER"}


def test_the_principal_sees_no_drafts_through_any_of_her_roles(cast: Cast) -> None:
    for person in (cast.principal, cast.deputy, cast.administrator, cast.analyst):
        assert not standing_of(person).in_group(Right.WRITE_DRAFT, cast.maths)


def test_a_protected_name_is_for_the_person_and_their_own_principal(cast: Cast) -> None:
    def seen_by() -> set[str]:
        return who_may(cast, lambda user: can_see_name(user, User.objects.get(pk=cast.member.pk)))

    assert seen_by() == set(cast.everybody())
    User.objects.filter(pk=cast.member.pk).update(security_marking="PROTECTED")
    assert seen_by() == {"member", "principal", "deputy"}
    Employment.objects.filter(user=cast.member).update(school=cast.other_school)
    assert seen_by() == {"member", "principal_elsewhere"}
