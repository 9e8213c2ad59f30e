"""What a proposed group gives the form that forms it: words that all staff may read, so small numbers are hidden."""

from dataclasses import dataclass

from lartraff.people.models import School, Subject
from lartraff.results.models import ProposedGroup
from lartraff.results.queries.groups import goal_for_group, reason_for_group


@dataclass(frozen=True, slots=True)
class GroupStart:
    """`subject`: where the group has one. `measure`, `baseline`: of a goal, where figures may be shown.

    `leader`, `members`: primary keys.
    """

    school: School
    subject: Subject | None
    name: str
    reason: str
    measure: str
    baseline: int | None
    leader: int | None
    members: tuple[int, ...]


def start_for_group(proposed: ProposedGroup) -> GroupStart:
    school, subjects = proposed.plan.school, list(proposed.subjects.all())
    goal = goal_for_group(school, subjects[0]) if len(subjects) == 1 else None
    said = [reason_for_group(school, subject) for subject in subjects]
    return GroupStart(
        school=school,
        subject=subjects[0] if len(subjects) == 1 else None,
        name=proposed.name,
        reason="\n\n".join(part for part in (" ".join(said), proposed.plan.why.strip()) if part),
        measure=goal.measure if goal else "",
        baseline=goal.baseline if goal else None,
        leader=proposed.leader_id,
        members=tuple(proposed.members.order_by("pk").values_list("pk", flat=True)),
    )
