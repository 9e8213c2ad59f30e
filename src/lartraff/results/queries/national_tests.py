"""The national tests of a school in one term: how many reached E, or in year 3 what each part asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from lartraff.people.models import School
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.figures import Cell
from lartraff.results.logic.matrix import SubjectName
from lartraff.results.logic.outcomes import figures_of_test
from lartraff.results.logic.protected_tests import RESULT, protect_test
from lartraff.results.logic.ranking import in_swedish_order
from lartraff.results.logic.tallies import Outcome
from lartraff.results.models import TestRow
from lartraff.results.permissions import can_see_results, sees_counts
from lartraff.results.queries.earlier import Earlier, content_of
from lartraff.results.queries.matrix import name_of
from lartraff.results.queries.periods import Period, newest_first

# In this order they are told.
WITHOUT_RESULT = (Outcome.NOT_TAKEN, Outcome.LOST, Outcome.REPLACEMENT, Outcome.DIGITAL)


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test, or one part of it. `cell`: None where nobody has a result.

    `without`: outcome → pupils who have no result, for those who see every count; empty for all others.
    """

    __test__ = False  # not one of pytest's

    subject: SubjectName
    year: int
    part: str
    cell: Cell | None
    without: Mapping[str, int]
    batch_id: int

    @property
    def is_hidden(self) -> bool:
        return self.cell is not None and self.cell.hidden is not None


@dataclass(frozen=True, slots=True)
class NationalTests:
    """One term, by year and then by subject. Of year 3, others than those who see every count see the parts only."""

    school: School
    period: Period | None
    periods: tuple[Period, ...]
    all: tuple[TestResult, ...]
    counts_shown: bool


def national_tests(
    viewer: AnyUser, school: School, *, school_year: int | None = None, season: str | None = None
) -> NationalTests:
    """The latest term that has any, unless one is named. Of a term without tests, nothing."""
    counts_shown = bool(sees_counts(viewer, school))
    periods = terms_with_tests(viewer, school)
    wanted = Period(school_year, season) if school_year is not None and season else None
    period = wanted or (periods[0] if periods else None)
    if period not in periods:
        return NationalTests(school, period, periods, (), counts_shown)
    rows = visible_at(viewer, school).filter(school_year=period.school_year, season=period.season)
    shown = results_of(rows, school, counts_shown=counts_shown)
    wanted_ones = (one for one in shown if counts_shown or one.part or one.year != 3)
    return NationalTests(school, period, periods, tuple(sorted(wanted_ones, key=_in_order)), counts_shown)


def terms_with_tests(viewer: AnyUser, school: School) -> tuple[Period, ...]:
    terms = visible_at(viewer, school).order_by().values_list("school_year", "season").distinct()
    return newest_first(Period(school_year, season) for school_year, season in terms)


def results_of(rows: QuerySet[TestRow], school: School, *, counts_shown: bool) -> Iterable[TestResult]:
    """Two queries, or one for those who see every count."""
    earlier = None if counts_shown else Earlier({school.pk})
    for row in rows.select_related("subject"):
        yield TestResult(
            subject=name_of(row.subject),
            year=row.year,
            part=row.part,
            cell=_open(row) if earlier is None else _guarded(row, earlier),
            without={code: row.counts[code] for code in WITHOUT_RESULT if code in row.counts} if counts_shown else {},
            batch_id=row.batch_id,
        )


def _open(row: TestRow) -> Cell | None:
    figures = figures_of_test(row.counts)
    return Cell(figures) if figures.pupils else None


def _guarded(row: TestRow, earlier: Earlier) -> Cell | None:
    return protect_test(content_of(row), year=row.year, part=row.part, earlier=earlier.of(row)).cell(RESULT)


def _in_order(one: TestResult) -> tuple[int, object, str]:
    return one.year, in_swedish_order(one.subject.name), one.part


def visible_at(viewer: AnyUser, school: School) -> QuerySet[TestRow]:
    found = TestRow.objects.filter(school=school)
    return found if can_see_results(viewer, school) else found.none()
