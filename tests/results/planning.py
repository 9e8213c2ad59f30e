"""Short ways for tests to have a plan for groups."""

from collections.abc import Iterable
from typing import Any

from lartraff.people.models import School, Subject, TeachingAssignment, User
from lartraff.results.actions.plans import PlanDraft, make_plan
from lartraff.results.models import GroupPlan, ProposedGroup
from tests.cast import Cast, employ, make_person


def subjects(*codes: str) -> list[Subject]:
    return [Subject.objects.get(code=code) for code in codes]


def draft(*codes: str, **more: Any) -> PlanDraft:
    return PlanDraft(subjects=subjects(*codes), **more)


def planned(cast: Cast) -> GroupPlan:
    """The school's plan, with one group in mathematics; made if it is not there."""
    found = GroupPlan.objects.filter(school=cast.school, groups__isnull=False).first()
    return found or make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)


def hire(school: School, names: Iterable[str], *codes: str) -> list[User]:
    """More teachers, each teaching the same."""
    found = []
    for name in names:
        person = employ(make_person(name, "Ny"), school)
        for subject in subjects(*codes):
            TeachingAssignment.objects.create(user=person, school=school, subject=subject)
        found.append(person)
    return found


def given_names(group: ProposedGroup) -> set[str]:
    return set(group.members.values_list("given_name", flat=True))


def left_out(plan: GroupPlan) -> dict[str, str]:
    """Why, by given name."""
    return {User.objects.get(pk=pk).given_name: reason["code"] for pk, reason in plan.left_out.items()}
