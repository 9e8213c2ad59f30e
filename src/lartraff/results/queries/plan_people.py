"""Who could be in the groups of a plan: the school's staff, what they teach, and what they have done before."""

from dataclasses import dataclass

from lartraff.people.models import GroupMembership, Mandate, School, User
from lartraff.people.queries import staff_of
from lartraff.results.logic.categories import taught_by
from lartraff.results.logic.proposed import Leading, LeftOut, Teacher
from lartraff.results.models import GroupPlan


@dataclass(frozen=True, slots=True)
class Past:
    """What the school knows of somebody: `leading` without what the principal has marked."""

    leading: Leading | None = None
    experienced: bool = False
    in_group: bool = False


def pasts_at(school: School) -> dict[int, Past]:
    """By person, for those who have been in a group at the school or been asked to lead one."""
    said = latest_answers(school)
    leading: dict[int, Leading] = {}
    in_group, experienced = set(), set()
    for membership in GroupMembership.objects.filter(group__school=school).select_related("group"):
        person, group = membership.user_id, membership.group
        experienced.add(person)
        now = membership.left_on is None and group.closed_at is None
        if now and group.kind == "SUBJECT":
            in_group.add(person)
        if membership.role == "LEADER" and leading.get(person) is not Leading.LEADS_NOW:
            leading[person] = Leading.LEADS_NOW if now else Leading.HAS_LED
    for person, state in said.items():
        if state == "ACCEPTED":
            leading[person] = Leading.SAID_YES
        else:
            # A no is a no, whatever they have done before.
            leading.pop(person, None)
    return {
        person: Past(leading.get(person), person in experienced or person in leading, person in in_group)
        for person in experienced | set(said)
    }


def latest_answers(school: School) -> dict[int, str]:
    """What each who has been asked to lead answered last: ACCEPTED or DECLINED."""
    answered = Mandate.objects.filter(school=school, state__in=("ACCEPTED", "DECLINED")).order_by("answered_at", "pk")
    return dict(answered.values_list("leader", "state"))


def teachers_for(plan: GroupPlan, *, everything: bool = False) -> list[Teacher]:
    """The staff as the proposal sees them. Who was taken out by hand stays out, unless `everything` is made anew."""
    pasts, marked = pasts_at(plan.school), set(plan.candidates.values_list("pk", flat=True))
    taken_out = (
        set()
        if everything
        else {int(person) for person, reason in plan.left_out.items() if reason["code"] == LeftOut.TAKEN_OUT}
    )
    found = []
    for person in staff_of(plan.school):
        past = pasts.get(person.pk, Past())
        leading = Leading.MARKED if person.pk in marked and past.leading is not Leading.SAID_YES else past.leading
        found.append(
            Teacher(
                person.pk,
                codes_of(person),
                leading,
                past.experienced,
                set_aside(person, past, plan, taken_out=person.pk in taken_out),
            )
        )
    return found


def set_aside(person: User, past: Past, plan: GroupPlan, *, taken_out: bool) -> LeftOut | None:
    if taken_out:
        return LeftOut.TAKEN_OUT
    if any(post.role == "PRINCIPAL" for post in person.posts):  # type: ignore[attr-defined]  # put there by staff_of
        return LeftOut.LEADS_SCHOOL
    if past.in_group and not plan.also_grouped:
        return LeftOut.IN_GROUP
    return None


def codes_of(person: User) -> frozenset[str]:
    return frozenset(assignment.subject.code for assignment in person.taught)  # type: ignore[attr-defined]  # as above


def teachers_per_subject(school: School) -> dict[str, int]:
    """How many teach each subject; who teaches science as one teaches its parts."""
    number: dict[str, int] = {}
    for person in staff_of(school):
        for code in taught_by(codes_of(person)):
            number[code] = number.get(code, 0) + 1
    return number
