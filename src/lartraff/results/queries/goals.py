"""What the school's own groups want to reach in a subject, beside where it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import translation

from lartraff.direction.models import Goal
from lartraff.direction.queries import current_goals_at
from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Figures, total_of
from lartraff.results.models import ResultRow
from lartraff.results.queries.groups import measure_of
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Scales
from lartraff.results.queries.shown import ShownRow, shown_rows


@dataclass(frozen=True, slots=True)
class GoalBeside:
    """`now`: what the goal's measure gives in the term shown.

    None where the measure is put in other words than ours: then only a person can tell what it counts.
    """

    goal: Goal
    now: Figures | None


def goals_beside(
    viewer: AnyUser,
    school: School,
    subject: Subject,
    rows: Sequence[ResultRow],
    *,
    period: Period | None,
    scales: Scales,
    counts_shown: bool,
) -> tuple[GoalBeside, ...]:
    """`rows`: of the subject at the school."""
    goals = current_goals_at(viewer, school, subject)
    in_term = [row for row in rows if period == Period(row.school_year, row.season)]
    measured: dict[str, Figures | None] = {}
    for counting in Counting if goals else ():
        counted = scales.counting_as(counting)
        shown = shown_rows(in_term, counted, counts_shown=counts_shown)
        for years in choices_of_years({row.year for row in shown}):
            for measure in wordings(subject, years, counted, {row.scale_id for row in shown}):
                measured[measure] = sum_of(shown, years)
    return tuple(GoalBeside(goal, measured.get(goal.measure)) for goal in goals)


def choices_of_years(years: Iterable[int]) -> list[tuple[int, ...]]:
    """All of them together, and each by itself."""
    ordered = sorted(years)
    return [tuple(ordered), *((year,) for year in ordered)] if ordered else []


def wordings(subject: Subject, years: Sequence[int], scales: Scales, scale_ids: set[int]) -> list[str]:
    """The measure as we would have put it in each language."""
    found = []
    for language in ("sv", "en"):
        with translation.override(language):
            found.append(measure_of(subject, years, scales.definition(scale_ids)))
    return found


def sum_of(shown: Sequence[ShownRow], years: Sequence[int]) -> Figures | None:
    cells = [row.cell for row in shown if row.year in years]
    return None if any(cell.hidden for cell in cells) else total_of(cells)
