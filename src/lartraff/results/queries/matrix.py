"""The results of a school as the reader may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.figures import Cell
from lartraff.results.logic.matrix import YEARS_BACK, SubjectName, SubjectRow, rows_of_cells
from lartraff.results.logic.ranking import different_tops
from lartraff.results.models import ResultRow
from lartraff.results.permissions import results_visible_to, sees_counts
from lartraff.results.queries.periods import Period, newest_first
from lartraff.results.queries.scales import Definition, Scales
from lartraff.results.queries.shown import ShownRow, shown_rows


@dataclass(frozen=True, slots=True)
class ResultsMatrix:
    """`years`: the years shown, in the order of each row's cells; `all_years`: those that can be chosen.

    `period` is None where there are no results. `counts_shown`: the reader sees every count.
    `batches`: the imports that the figures of this term come from.
    """

    school: School
    period: Period | None
    periods: tuple[Period, ...]
    years: tuple[int, ...]
    all_years: tuple[int, ...]
    sort: str
    counts_shown: bool
    rows: tuple[SubjectRow, ...]
    definition: Definition
    batches: frozenset[int] = frozenset()

    @property
    def not_passing_words(self) -> str:
        """The steps that do not pass: F and dash."""
        return self.definition.words if self.period else ""

    @property
    def something_hidden(self) -> bool:
        return any(row.partly_hidden for row in self.rows)

    @property
    def has_series(self) -> bool:
        return any(row.has_series for row in self.rows)

    @property
    def different_tops(self) -> tuple[SubjectRow, SubjectRow] | None:
        return different_tops(self.rows)


def results_matrix(
    viewer: AnyUser,
    school: School,
    *,
    school_year: int | None = None,
    season: str | None = None,
    year: int | None = None,
    sort: str = "count",
    counting: Counting = USUAL,
) -> ResultsMatrix:
    """The matrix of one term (the latest unless named), of all years or one, for `viewer`.

    Figures are hidden before anything is summed or sorted. Someone who may not see the school's results gets an
    empty matrix.
    """
    wanted = Period(school_year, season) if school_year is not None and season else None
    return make_matrix(
        school,
        results_visible_to(viewer),
        wanted=wanted,
        year=year,
        sort=sort,
        counts_shown=bool(sees_counts(viewer, school)),
        counting=counting,
    )


def ranking(
    school: School, *, year: int | None = None, sort: str = "count", counting: Counting = USUAL
) -> ResultsMatrix:
    """The latest term's matrix as the principal sees it, for the command line."""
    return make_matrix(
        school, ResultRow.objects.all(), wanted=None, year=year, sort=sort, counts_shown=True, counting=counting
    )


def make_matrix(
    school: School,
    visible: QuerySet[ResultRow],
    *,
    wanted: Period | None,
    year: int | None,
    sort: str,
    counts_shown: bool,
    counting: Counting = USUAL,
) -> ResultsMatrix:
    scales = Scales(counting)
    visible = visible.filter(school=school)
    periods = periods_of(visible)
    period = wanted if wanted in periods else (periods[0] if periods else None)
    if period is None:
        return ResultsMatrix(school, None, (), (), (), sort, counts_shown, (), scales.definition(()))
    rows = series_rows(visible, period).select_related("subject")
    names = {row.subject_id: name_of(row.subject) for row in rows}
    shown = shown_rows(rows, scales, counts_shown=counts_shown)
    now = [row for row in shown if row.period == period]
    all_years = tuple(sorted({row.year for row in now}))
    years = (year,) if year in all_years and year is not None else all_years
    return ResultsMatrix(
        school=school,
        period=period,
        periods=periods,
        years=years,
        all_years=all_years,
        sort=sort,
        counts_shown=counts_shown,
        rows=rows_of_cells(by_subject(shown, names), school_year=period.school_year, years=years, sort=sort),
        definition=scales.definition({row.scale_id for row in now}),
        batches=frozenset(row.batch_id for row in now if row.year in years),
    )


def periods_of(visible: QuerySet[ResultRow]) -> tuple[Period, ...]:
    found = visible.order_by().values_list("school_year", "season").distinct()
    return newest_first(Period(school_year, season) for school_year, season in found)


def series_rows(visible: QuerySet[ResultRow], period: Period) -> QuerySet[ResultRow]:
    """The rows of the period's season, up to five school years back."""
    first = period.school_year - YEARS_BACK + 1
    return visible.filter(season=period.season, school_year__range=(first, period.school_year))


def name_of(subject: Subject) -> SubjectName:
    return SubjectName(subject.pk, subject.code, str(subject))


def by_subject(
    rows: Iterable[ShownRow], names: dict[int, SubjectName]
) -> dict[SubjectName, dict[int, dict[int, Cell]]]:
    """Sort what is shown of one season by subject, school year and year."""
    found: dict[SubjectName, dict[int, dict[int, Cell]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        found[names[row.subject_id]][row.period.school_year][row.year] = row.cell
    return found
