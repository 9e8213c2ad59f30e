"""Changing proposed groups by hand. Nobody is lost: who leaves a group is in another, or among those left out."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.people.actions.groups import refuse_people_from_elsewhere
from lartraff.people.models import LearningGroup, Subject, User
from lartraff.results.actions.plans import held
from lartraff.results.logic.dividing import divide
from lartraff.results.logic.proposed import LeftOut, Reason, Uncovered, Why
from lartraff.results.models import GroupPlan, ProposedGroup

# What is still so when two groups have become one: not why somebody was in the one and not in the other.
ABOUT_SUBJECTS = {Why.NEED, Why.NO_FIGURES, Why.CATEGORY}


@transaction.atomic
def move_person(plan: GroupPlan, person: User, *, to: ProposedGroup | None, by: User) -> None:
    """Let `person` be in the group `to` and in no other, or in none at all. They lead no group but where they stay."""
    plan = held(plan, by=by)
    refuse_people_from_elsewhere([person], plan.school)
    wanted = still_open(plan, to) if to is not None else None
    now = plan.groups.filter(members=person).first()
    if now is not None and now.group_id:
        refuse_formed()
    if now is not None and now != wanted:
        now.members.remove(person)
        if now.leader_id == person.pk:
            now.leader = None
        changed(now)
    if wanted is None:
        plan.left_out = {**plan.left_out, str(person.pk): Reason(LeftOut.TAKEN_OUT).as_json()}
    else:
        wanted.members.add(person)
        changed(wanted)
        plan.left_out = {pk: reason for pk, reason in plan.left_out.items() if pk != str(person.pk)}
    plan.save(update_fields=["left_out"])
    audit.record(
        "move_in_plan", plan, by=by, school_id=plan.school_id, person=person.pk, to=wanted.pk if wanted else None
    )


@transaction.atomic
def describe_proposed(group: ProposedGroup, *, by: User, name: str, leader: User | None) -> ProposedGroup:
    """Call the group something else, and say who is to lead it: one of its members, or nobody yet."""
    plan, group = held_with(group, by=by)
    if leader is not None and not group.members.filter(pk=leader.pk).exists():
        raise ValidationError(_("Whoever leads the group is in it. Move the person here first."))
    group.name, group.leader = name, leader
    group.full_clean()
    changed(group)
    audit.record("describe_proposed", plan, by=by, school_id=plan.school_id, group=group.pk)
    return group


@transaction.atomic
def split_proposed(group: ProposedGroup, *, by: User) -> ProposedGroup:
    """Divide the group in two, and return the new one. The leader stays in the old one."""
    plan, group = held_with(group, by=by)
    everybody = sorted(group.members.all(), key=lambda person: (person.pk != group.leader_id, person.pk))
    if len(everybody) < 4:
        raise ValidationError(_("A group of fewer than four is not divided: a group has at least two people."))
    staying, leaving = divide(everybody, 2)
    new = ProposedGroup.objects.create(
        plan=plan,
        position=last_position(plan) + 1,
        name=_("%(name)s, new group") % {"name": group.name[:90]},
        reasons=group.reasons,
        changed_by_hand=True,
    )
    new.subjects.set(group.subjects.all())
    group.members.set(staying)
    new.members.set(leaving)
    changed(group)
    audit.record("split_proposed", plan, by=by, school_id=plan.school_id, group=group.pk, new=new.pk)
    return new


@transaction.atomic
def merge_proposed(group: ProposedGroup, *, into: ProposedGroup, by: User) -> ProposedGroup:
    """Let everybody in `group` go over to `into`, which keeps its name and its leader, if it has one."""
    plan, group = held_with(group, by=by)
    into = still_open(plan, into)
    if into == group:
        raise ValidationError(_("Choose another group to join with."))
    into.members.add(*group.members.all())
    into.subjects.add(*group.subjects.all())
    into.leader = into.leader or group.leader
    about_subjects = [reason for reason in (*into.reasons, *group.reasons) if reason["code"] in ABOUT_SUBJECTS]
    into.reasons = [reason for at, reason in enumerate(about_subjects) if reason not in about_subjects[:at]]
    audit.record("merge_proposed", plan, by=by, school_id=plan.school_id, group=group.pk, into=into.pk)
    group.delete()
    changed(into)
    return into


@transaction.atomic
def remove_proposed(group: ProposedGroup, *, by: User) -> None:
    """Do without the group. Its members are left out, until they are placed elsewhere."""
    plan, group = held_with(group, by=by)
    out = Reason(LeftOut.TAKEN_OUT).as_json()
    plan.left_out = {**plan.left_out, **{str(person.pk): out for person in group.members.all()}}
    gone = {subject.code: Reason(Uncovered.REMOVED).as_json() for subject in group.subjects.all()}
    plan.uncovered = {**plan.uncovered, **gone}
    plan.save(update_fields=["left_out", "uncovered"])
    audit.record("remove_proposed", plan, by=by, school_id=plan.school_id, group=group.pk)
    group.delete()


@transaction.atomic
def add_proposed(plan: GroupPlan, *, by: User, name: str, subjects: Collection[Subject] = ()) -> ProposedGroup:
    """Add an empty group, to move people to."""
    plan = held(plan, by=by)
    group = ProposedGroup(plan=plan, position=last_position(plan) + 1, name=name, changed_by_hand=True)
    group.full_clean()
    group.save()
    group.subjects.set(subjects)
    audit.record("add_proposed", plan, by=by, school_id=plan.school_id, group=group.pk)
    return group


@transaction.atomic
def mark_as_formed(proposed: ProposedGroup, group: LearningGroup, *, by: User) -> None:
    """Remember which learning group came of the proposal. From then on it is changed on its own page."""
    plan, proposed = held_with(proposed, by=by)
    if group.school_id != plan.school_id:
        raise ValidationError(_("The group belongs to another school than the plan."))
    proposed.group = group
    proposed.save(update_fields=["group"])
    audit.record("mark_as_formed", plan, by=by, school_id=plan.school_id, group=proposed.pk, formed=group.pk)


def held_with(group: ProposedGroup, *, by: User) -> tuple[GroupPlan, ProposedGroup]:
    plan = held(group.plan, by=by)
    return plan, still_open(plan, group)


def still_open(plan: GroupPlan, group: ProposedGroup) -> ProposedGroup:
    """The group as it is now, if it belongs to the plan and is not yet formed."""
    found = plan.groups.select_related("leader").filter(pk=group.pk).first()
    if found is None:
        raise ValidationError(_("That group is no longer in the plan. Look at the page again."))
    if found.group_id:
        refuse_formed()
    return found


def refuse_formed() -> None:
    raise ValidationError(_("That group has been formed. Change it on its own page."))


def changed(group: ProposedGroup) -> None:
    group.changed_by_hand = True
    group.save()


def last_position(plan: GroupPlan) -> int:
    last = plan.groups.order_by("-position").first()
    return last.position if last else 0
