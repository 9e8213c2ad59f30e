"""The results of a school as the reader may see them."""

from collections import defaultdict
from dataclasses import dataclass

from lartraff.people.models import School
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.matrix import YEARS_BACK, SubjectName, SubjectRow, rows_of
from lartraff.results.logic.ranking import different_tops
from lartraff.results.logic.suppression import guarded_cell, open_cell
from lartraff.results.models import ResultRow
from lartraff.results.permissions import results_visible_to, sees_counts
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Scales


@dataclass(frozen=True, slots=True)
class ResultsMatrix:
    """`years`: the years shown, in the order of each row's cells; `all_years`: those that can be chosen.

    `period` is None where there are no results. `counts_shown`: the reader sees every count.
    """

    school: School
    period: Period | None
    periods: tuple[Period, ...]
    years: tuple[int, ...]
    all_years: tuple[int, ...]
    sort: str
    counts_shown: bool
    rows: tuple[SubjectRow, ...]
    not_passing_words: str  # the steps that do not pass: F and dash

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
) -> ResultsMatrix:
    """The matrix of one term (the latest unless named), of all years or one, for `viewer`.

    Figures are hidden before anything is summed or sorted. Someone who may not see the school's results gets an
    empty matrix.
    """
    rows = list(results_visible_to(viewer).filter(school=school).select_related("subject"))
    wanted = Period(school_year, season) if school_year is not None and season else None
    return make_matrix(
        school, rows, wanted=wanted, year=year, sort=sort, counts_shown=bool(sees_counts(viewer, school))
    )


def ranking(school: School, *, year: int | None = None, sort: str = "count") -> ResultsMatrix:
    """The latest term's matrix as the principal sees it, for the command line."""
    rows = list(ResultRow.objects.filter(school=school).select_related("subject"))
    return make_matrix(school, rows, wanted=None, year=year, sort=sort, counts_shown=True)


def make_matrix(
    school: School, rows: list[ResultRow], *, wanted: Period | None, year: int | None, sort: str, counts_shown: bool
) -> ResultsMatrix:
    periods = sorted(
        {Period(row.school_year, row.season) for row in rows}, key=lambda period: period.newest_first, reverse=True
    )
    period = wanted if wanted in periods else (periods[0] if periods else None)
    if period is None:
        return ResultsMatrix(school, None, (), (), (), sort, counts_shown, (), "")
    scales = Scales()
    now = [row for row in rows if (row.school_year, row.season) == (period.school_year, period.season)]
    all_years = tuple(sorted({row.year for row in now}))
    years = (year,) if year in all_years and year is not None else all_years
    return ResultsMatrix(
        school=school,
        period=period,
        periods=tuple(periods),
        years=years,
        all_years=all_years,
        sort=sort,
        counts_shown=counts_shown,
        rows=rows_of(
            figures_by_subject(rows, period, scales),
            school_year=period.school_year,
            years=years,
            to_cell=open_cell if counts_shown else guarded_cell,
            sort=sort,
        ),
        not_passing_words=scales.not_passing_words({row.scale_id for row in now}),
    )


def figures_by_subject(
    rows: list[ResultRow], period: Period, scales: Scales
) -> dict[SubjectName, dict[int, dict[int, Figures]]]:
    """Sort `rows` of the period's season, up to three school years back, by subject, school year and year."""
    found: dict[SubjectName, dict[int, dict[int, Figures]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if row.season == period.season and 0 <= period.school_year - row.school_year < YEARS_BACK:
            name = SubjectName(row.subject.pk, row.subject.code, str(row.subject))
            found[name][row.school_year][row.year] = scales.figures(row.scale_id, row.counts)
    return found
