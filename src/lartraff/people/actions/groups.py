"""Forming learning groups, and who is in them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.people.models import GroupMembership, LearningGroup, School, Subject, User
from lartraff.people.permissions import can_form_groups, current_employments


@transaction.atomic
def create_group(
    *,
    by: User,
    school: School,
    name: str,
    subject: Subject | None,
    reason: str,
    purpose: str,
    members: Iterable[User],
    leader: User,
    kind: str = "SUBJECT",
) -> LearningGroup:
    """Form a group of `members` led by `leader` (who is in it whether listed or not)."""
    require(can_form_groups(by, school))
    everyone = {person.pk: person for person in (leader, *members)}
    refuse_people_from_elsewhere(everyone.values(), school)
    group = LearningGroup(
        school=school, kind=kind, name=name, subject=subject, reason=reason, purpose=purpose, formed_by=by
    )
    group.full_clean()
    group.save()
    today = clock.today()
    GroupMembership.objects.bulk_create(
        GroupMembership(
            group=group, user=person, role="LEADER" if person.pk == leader.pk else "MEMBER", joined_on=today
        )
        for person in everyone.values()
    )
    audit.record("create_group", group, by=by, school_id=school.pk, members=len(everyone))
    return group


def refuse_people_from_elsewhere(people: Iterable[User], school: School) -> None:
    here = set(current_employments().filter(school=school).values_list("user", flat=True))
    if any(person.pk not in here for person in people):
        raise ValidationError(
            _("Everybody in the group must work at %(school)s. Add them to the staff first."),
            params={"school": school.name},
        )


@transaction.atomic
def add_member(group: LearningGroup, person: User, *, by: User) -> GroupMembership:
    """Take `person` into the group; nothing happens if they are in it already."""
    require(can_form_groups(by, group.school))
    refuse_people_from_elsewhere([person], group.school)
    membership, created = GroupMembership.objects.get_or_create(
        group=group, user=person, left_on=None, defaults={"joined_on": clock.today()}
    )
    if created:
        audit.record("add_member", group, by=by, school_id=group.school_id, person=person.pk)
    return membership


@transaction.atomic
def end_membership(group: LearningGroup, person: User, *, by: User) -> None:
    """Let `person` leave. The leader stays until somebody else leads."""
    require(can_form_groups(by, group.school))
    membership = GroupMembership.objects.filter(group=group, user=person, left_on=None).first()
    if membership is None:
        return
    if membership.role == "LEADER":
        raise ValidationError(_("Choose another learning leader first; then this person can leave the group."))
    membership.left_on = clock.today()
    membership.save(update_fields=["left_on"])
    audit.record("end_membership", group, by=by, school_id=group.school_id, person=person.pk)


@transaction.atomic
def change_leader(group: LearningGroup, person: User, *, by: User) -> None:
    """Let `person` lead from now on; the leader until now stays as a member."""
    require(can_form_groups(by, group.school))
    refuse_people_from_elsewhere([person], group.school)
    current = GroupMembership.objects.select_for_update().filter(group=group, left_on=None)
    current.filter(role="LEADER").update(role="MEMBER")
    if not current.filter(user=person).update(role="LEADER"):
        GroupMembership.objects.create(group=group, user=person, role="LEADER", joined_on=clock.today())
    audit.record("change_leader", group, by=by, school_id=group.school_id, person=person.pk)


@transaction.atomic
def describe_group(group: LearningGroup, *, by: User, name: str, reason: str, purpose: str) -> LearningGroup:
    """Change what the group's page says of why it exists."""
    require(can_form_groups(by, group.school))
    group.name, group.reason, group.purpose = name, reason, purpose
    group.full_clean()
    group.save(update_fields=["name", "reason", "purpose"])
    audit.record("describe_group", group, by=by, school_id=group.school_id)
    return group


@transaction.atomic
def close_group(group: LearningGroup, *, by: User) -> None:
    """End the group. Its minutes stay readable for those who could read them."""
    require(can_form_groups(by, group.school))
    if group.closed_at is None:
        group.closed_at = clock.now()
        group.save(update_fields=["closed_at"])
        audit.record("close_group", group, by=by, school_id=group.school_id)
