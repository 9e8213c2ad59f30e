"""Forming learning groups, and who is in them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.people.models import GroupMembership, LearningGroup, Mandate, School, Subject, User
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
    tie_mandates(group, leader)
    audit.record("create_group", group, by=by, school_id=school.pk, members=len(everyone))
    return group


def tie_mandates(group: LearningGroup, leader: User) -> None:
    """What the leader was asked about a group of this name, before it was formed, is about this group."""
    waiting = Mandate.objects.filter(school=group.school_id, leader=leader, group=None)
    # Compared here: databases differ in how they fold Å and Ö.
    same = [mandate.pk for mandate in waiting if mandate.about.casefold() == group.name.casefold()]
    Mandate.objects.filter(pk__in=same).update(group=group)


def refuse_people_from_elsewhere(people: Iterable[User], school: School) -> None:
    here = set(current_employments().filter(school=school).values_list("user", flat=True))
    if any(person.pk not in here for person in people):
        raise ValidationError(
            _("Everybody in the group must work at %(school)s. Add them to the staff first."),
            params={"school": school.name},
        )


@transaction.atomic
def set_members(group: LearningGroup, people: Iterable[User], *, leader: User, by: User) -> None:
    """Let the group be exactly `people`, led by `leader` (who is in it whether listed or not).

    Those who leave lose sight of the drafts at once; their time in the group stays on record.
    """
    require(can_form_groups(by, group.school))
    wanted = {person.pk: person for person in (leader, *people)}
    now = {
        membership.user_id: membership
        for membership in GroupMembership.objects.select_for_update(of=("self",)).filter(group=group, left_on=None)
    }
    joining = [person for pk, person in wanted.items() if pk not in now]
    refuse_people_from_elsewhere(joining, group.school)
    today = clock.today()
    staying = GroupMembership.objects.filter(group=group, left_on=None)
    staying.exclude(user__in=wanted).update(left_on=today, role="MEMBER")
    # First nobody leads, then one: the table allows one leader at a time.
    staying.update(role="MEMBER")
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, user=person, joined_on=today) for person in joining
    )
    GroupMembership.objects.filter(group=group, left_on=None, user=leader).update(role="LEADER")
    tie_mandates(group, leader)
    audit.record("set_members", group, by=by, school_id=group.school_id, people=sorted(wanted), leader=leader.pk)


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
