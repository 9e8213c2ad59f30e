"""Grades beside national tests at a school: for how many the grade is higher, equal or lower."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.matrix import SubjectName
from lartraff.results.logic.ranking import in_swedish_order
from lartraff.results.models import GradeAgainstTest
from lartraff.results.permissions import can_see_results, sees_counts
from lartraff.results.queries.matrix import name_of
from lartraff.results.queries.periods import Period, newest_first
from lartraff.results.queries.scales import Scales
from lartraff.results.queries.shown import AgainstTests, ShownAgainst


@dataclass(frozen=True, slots=True)
class SubjectAgainst:
    """`line.against` is None where it is hidden."""

    subject: SubjectName
    line: ShownAgainst


@dataclass(frozen=True, slots=True)
class GradesAgainstTests:
    """One term, by year and then by subject."""

    school: School
    period: Period | None
    periods: tuple[Period, ...]
    rows: tuple[SubjectAgainst, ...]
    counts_shown: bool

    @property
    def something_hidden(self) -> bool:
        return any(row.line.against is None for row in self.rows)

    @property
    def batches(self) -> frozenset[int]:
        return frozenset(row.line.batch_id for row in self.rows)


def grades_against_tests(
    viewer: AnyUser, school: School, *, school_year: int | None = None, season: str | None = None
) -> GradesAgainstTests:
    """The latest term that has any, unless one is named."""
    counts_shown = bool(sees_counts(viewer, school))
    rows = list(visible_at(viewer, school).select_related("subject"))
    names = {row.subject_id: name_of(row.subject) for row in rows}
    shown = shown_of(rows, school, counts_shown=counts_shown)
    periods = newest_first(line.period for line in shown)
    wanted = Period(school_year, season) if school_year is not None and season else None
    period = wanted if wanted in periods else (periods[0] if periods else None)
    now = [SubjectAgainst(names[line.subject_id], line) for line in shown if line.period == period]
    now.sort(key=lambda row: (row.line.year, in_swedish_order(row.subject.name)))
    return GradesAgainstTests(school, period, periods, tuple(now), counts_shown)


def subject_against(
    viewer: AnyUser, school: School, subject: Subject, *, counts_shown: bool
) -> tuple[ShownAgainst, ...]:
    """One subject in all terms, the newest first."""
    shown = shown_of(visible_at(viewer, school).filter(subject=subject), school, counts_shown=counts_shown)
    return tuple(sorted(shown, key=lambda line: (line.period.newest_first, -line.year), reverse=True))


def shown_of(rows: Iterable[GradeAgainstTest], school: School, *, counts_shown: bool) -> list[ShownAgainst]:
    """`rows` without those in which nobody is compared."""
    tests = AgainstTests(school.pk, Scales(), counts_shown=counts_shown)
    return [tests.shown(row) for row in rows if row.higher + row.equal + row.lower]


def visible_at(viewer: AnyUser, school: School) -> QuerySet[GradeAgainstTest]:
    found = GradeAgainstTest.objects.filter(school=school)
    return found if can_see_results(viewer, school) else found.none()
