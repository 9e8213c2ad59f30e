"""What is told of a term's groups, put together from the rooms' own queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from lartraff.direction.queries import current_goals
from lartraff.library.queries import structures_named
from lartraff.meetings.queries.calendar import meetings_between
from lartraff.people.logic.calendar import SchoolYear, Season
from lartraff.people.permissions import AnyUser, groups_visible_to
from lartraff.people.queries import leaders_to_present, members_of, term_named
from lartraff.reports.logic.slides import Band, bands, how_dense
from lartraff.results.permissions import can_see_results
from lartraff.results.queries.groups import FiguresForGroup, figures_to_publish_of

if TYPE_CHECKING:
    from lartraff.direction.models import Goal, Launch
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import LearningGroup, User


@dataclass(frozen=True, slots=True)
class GroupPresented:
    """`leader`: None where there is none, or where somebody has been asked and has not said yes.

    `same_time`: all meetings begin at the same time of day. `density`: how much there is to read, 0 to 2.
    """

    group: "LearningGroup"
    leader: "User | None"
    members: "list[User]"
    goal: "Goal | None"
    figures: FiguresForGroup | None
    meetings: "list[Meeting]"
    same_time: bool
    density: int


@dataclass(frozen=True, slots=True)
class FormPresented:
    """A structure that groups meet by. `groups`: their names, where not all have the same."""

    name: str
    minutes: int
    bands: tuple[Band, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """`purpose`: what all the groups have as theirs; empty where they differ."""

    launch: "Launch"
    groups: tuple[GroupPresented, ...]
    subjects: tuple[FiguresForGroup, ...]
    purpose: str
    forms: tuple[FormPresented, ...]


def presentation_of(viewer: AnyUser, launch: "Launch") -> Presentation:
    """Everything of a launch that is not closed by now; the same few queries for any number of groups.

    Small numbers are hidden whoever looks: the slides are shown to everybody in the room.
    """
    groups = list(groups_visible_to(viewer).filter(launches=launch, closed_at=None))
    term = term_named(launch.school.authority, SchoolYear(launch.school_year), Season(launch.season))
    meetings = meetings_between(viewer, groups, term.starts_on, term.ends_on)
    subjects = [group.subject for group in groups if group.subject is not None]
    figures = figures_to_publish_of(launch.school, subjects) if can_see_results(viewer, launch.school) else {}
    leaders, members, goals = leaders_to_present(groups), members_of(groups), current_goals(viewer, groups)
    presented = tuple(
        GroupPresented(
            group=group,
            leader=leaders.get(group.pk),
            members=members.get(group.pk, []),
            goal=goals.get(group.pk),
            figures=figures.get(group.subject_id or 0),
            meetings=meetings.get(group.pk, []),
            same_time=len({timezone.localtime(one.starts_at).time() for one in meetings.get(group.pk, [])}) == 1,
            density=how_dense(group.reason),
        )
        for group in groups
    )
    purposes = {group.purpose.strip() for group in groups}
    return Presentation(
        launch=launch,
        groups=presented,
        subjects=in_order_of_need(figures),
        purpose=purposes.pop() if len(purposes) == 1 else "",
        forms=forms_of(presented),
    )


def in_order_of_need(figures: dict[int, FiguresForGroup]) -> tuple[FiguresForGroup, ...]:
    """Most pupils who do not pass first, as on the results page; those whose figures are all hidden last, by name."""
    return tuple(
        sorted(
            figures.values(),
            key=lambda one: (-one.total.not_passing if one.total else 1, str(one.subject)),
        )
    )


def forms_of(presented: Sequence[GroupPresented]) -> tuple[FormPresented, ...]:
    """The structures of the groups' meetings, as the library has them. What a leader has prepared is the group's."""
    used: dict[str, list[str]] = {}
    for one in presented:
        for name in dict.fromkeys(meeting.structure_name for meeting in one.meetings):
            used.setdefault(name, []).append(one.group.name)
    known = structures_named(used)
    return tuple(
        FormPresented(
            name=name,
            minutes=known[name].minutes,
            bands=bands([(step.title, step.minutes_from, step.minutes_to) for step in known[name].steps.all()]),
            groups=tuple(groups) if len(used) > 1 else (),
        )
        for name, groups in used.items()
        if name in known
    )
