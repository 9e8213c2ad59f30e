"""What a proposed group gives the form that forms it: words that all staff may read, so small numbers are hidden."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lartraff.people.models import School, Subject
from lartraff.results.models import ProposedGroup
from lartraff.results.queries.groups import figures_to_publish, in_running_text, reason_for_group
from lartraff.results.queries.wording import listed


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
    measure, baseline = goal_to_begin_with(school, subjects[0]) if len(subjects) == 1 else ("", None)
    said = [reason_for_group(school, subject) for subject in subjects]
    return GroupStart(
        school=school,
        subject=subjects[0] if len(subjects) == 1 else None,
        name=proposed.name,
        reason="\n\n".join(part for part in (" ".join(said), proposed.plan.why.strip()) if part),
        measure=measure,
        baseline=baseline,
        leader=proposed.leader_id,
        members=tuple(proposed.members.order_by("pk").values_list("pk", flat=True)),
    )


def goal_to_begin_with(school: School, subject: Subject) -> tuple[str, int | None]:
    """How the goal is seen and from where: only what the group's page may say, and only if it says all of it."""
    figures = figures_to_publish(school, subject)
    if figures is None or figures.hidden_years or figures.total is None:
        return "", None
    years = listed([str(year) for year, _figures in figures.by_year])
    words = {"years": years, "subject": in_running_text(subject)}
    return _("pupils in year %(years)s without at least E in %(subject)s") % words, figures.total.not_passing
