"""Planning groups: choosing subjects, and having groups proposed. Changing them by hand: `plan_groups`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.people.models import School, Subject, User
from lartraff.results.logic.proposals import propose
from lartraff.results.logic.proposed import Kept, Proposal
from lartraff.results.models import GroupPlan, ProposedGroup
from lartraff.results.permissions import can_plan_groups
from lartraff.results.queries.plan_people import teachers_for
from lartraff.results.queries.plans import groups_of, needs_of, subjects_by_code
from lartraff.results.queries.reasons import group_name


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What the principal asks for."""

    subjects: Collection[Subject]
    smallest: int = 3
    largest: int = 7
    by_category: bool = False
    also_grouped: bool = False
    candidates: Collection[User] = field(default=())
    why: str = ""


@transaction.atomic
def make_plan(school: School, draft: PlanDraft, *, by: User) -> GroupPlan:
    """Write down what is asked for, and propose groups for it."""
    require(can_plan_groups(by, school))
    plan = GroupPlan(school=school, by=by)
    write_down(plan, draft)
    audit.record("make_plan", plan, by=by, school_id=school.pk, subjects=codes_of(draft.subjects))
    fill(plan, by=by, everything=True)
    return plan


@transaction.atomic
def change_plan(plan: GroupPlan, draft: PlanDraft, *, by: User) -> GroupPlan:
    """Ask for something else, and propose anew. What was changed by hand stays."""
    plan = held(plan, by=by)
    write_down(plan, draft)
    audit.record("change_plan", plan, by=by, school_id=plan.school_id, subjects=codes_of(draft.subjects))
    fill(plan, by=by, everything=False)
    return plan


@transaction.atomic
def propose_groups(plan: GroupPlan, *, by: User, everything: bool = False) -> GroupPlan:
    """Propose anew from what is known today. What was changed by hand stays, unless `everything` is to be made anew."""
    plan = held(plan, by=by)
    audit.record("propose_groups", plan, by=by, school_id=plan.school_id, everything=everything)
    fill(plan, by=by, everything=everything)
    return plan


@transaction.atomic
def forget_plan(plan: GroupPlan, *, by: User) -> None:
    """Throw the plan away. Groups that were formed from it stay."""
    plan = held(plan, by=by)
    audit.record("forget_plan", plan, by=by, school_id=plan.school_id)
    plan.delete()


def held(plan: GroupPlan, *, by: User) -> GroupPlan:
    """The plan as it is now, held until the end of the transaction, if `by` may change it."""
    require(can_plan_groups(by, plan.school))
    found = GroupPlan.objects.select_for_update(of=("self",)).select_related("school").filter(pk=plan.pk).first()
    if found is None:
        raise ValidationError(_("This plan has been thrown away. Make a new one."))
    return found


def write_down(plan: GroupPlan, draft: PlanDraft) -> None:
    if not draft.subjects:
        raise ValidationError(_("Choose at least one subject."))
    plan.smallest, plan.largest, plan.why = draft.smallest, draft.largest, draft.why
    plan.by_category, plan.also_grouped = draft.by_category, draft.also_grouped
    plan.full_clean()
    plan.save()
    plan.subjects.set(draft.subjects)
    plan.candidates.set(draft.candidates)


def fill(plan: GroupPlan, *, by: User, everything: bool) -> None:
    """Let the plan's groups be those that stay and those that are proposed now."""
    staying = [one for one in groups_of(plan) if one.group_id or (one.changed_by_hand and not everything)]
    proposal = propose(
        needs_of(by, plan),
        teachers_for(plan, everything=everything),
        smallest=plan.smallest,
        largest=plan.largest,
        by_category=plan.by_category,
        kept=[as_kept(group) for group in staying],
    )
    plan.groups.exclude(pk__in=[group.pk for group in staying]).delete()
    add_groups(plan, proposal, after=max((group.position for group in staying), default=0))
    plan.left_out = {str(person): reason.as_json() for person, reason in proposal.not_placed.items()}
    plan.uncovered = {subject: reason.as_json() for subject, reason in proposal.uncovered.items()}
    plan.save(update_fields=["left_out", "uncovered"])


def as_kept(group: ProposedGroup) -> Kept:
    return Kept(
        frozenset(subject.code for subject in group.subjects.all()),
        frozenset(person.pk for person in group.members.all()),
    )


def add_groups(plan: GroupPlan, proposal: Proposal, *, after: int) -> None:
    subjects = subjects_by_code()
    for position, group in enumerate(proposal.groups, start=after + 1):
        proposed = ProposedGroup.objects.create(
            plan=plan,
            position=position,
            name=group_name(group, subjects),
            leader_id=group.leader,
            reasons=[reason.as_json() for reason in group.reasons],
        )
        proposed.subjects.set([subjects[code] for code in group.subjects])
        proposed.members.set(group.members)


def codes_of(subjects: Iterable[Subject]) -> list[str]:
    return sorted(subject.code for subject in subjects)
