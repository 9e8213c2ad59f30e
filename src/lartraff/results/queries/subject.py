"""Everything that a reader may see about one subject at one school."""

from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.comparing import Beside, between
from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.figures import Cell
from lartraff.results.logic.matrix import YEARS_BACK, Point, SubjectRow, rows_of_cells
from lartraff.results.logic.trends import Trend, trend_of
from lartraff.results.permissions import results_visible_to, sees_counts
from lartraff.results.queries.against import subject_against
from lartraff.results.queries.goals import GoalBeside, goals_beside
from lartraff.results.queries.matrix import by_subject, name_of, periods_of
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Definition, Scales
from lartraff.results.queries.shown import BySex, ShownAgainst, ShownRow, shown_rows


@dataclass(frozen=True, slots=True)
class YearSeries:
    """One year (as year 9) over the school years of the period's season."""

    year: int
    points: tuple[Point, ...]

    @property
    def trend(self) -> Trend:
        return trend_of(self.points)


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term: a cell per year, in the order of the page's `years`."""

    period: Period
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class SexLine:
    period: Period
    year: int
    by_sex: BySex

    @property
    def boys_beside_girls(self) -> Beside:
        return between(self.by_sex.girls, self.by_sex.boys)


@dataclass(frozen=True, slots=True)
class SubjectResults:
    """`row`: as in the school's matrix; None where the period has nothing in the subject.

    `years`: all that the subject has had results for, in any of the terms shown.
    """

    school: School
    subject: Subject
    period: Period | None
    periods: tuple[Period, ...]
    years: tuple[int, ...]
    row: SubjectRow | None
    row_years: tuple[int, ...]
    series: tuple[YearSeries, ...]
    terms: tuple[TermLine, ...]
    by_sex: tuple[SexLine, ...]
    against: tuple[ShownAgainst, ...]
    goals: tuple[GoalBeside, ...]
    definition: Definition
    counts_shown: bool
    batches: frozenset[int]

    @property
    def something_hidden(self) -> bool:
        return any(cell is not None and cell.hidden is not None for line in self.terms for cell in line.cells)


def subject_results(
    viewer: AnyUser,
    school: School,
    subject: Subject,
    *,
    school_year: int | None = None,
    season: str | None = None,
    counting: Counting = USUAL,
) -> SubjectResults:
    """The subject at the school, the latest term unless one is named, and up to five school years of every term."""
    counts_shown = bool(sees_counts(viewer, school))
    visible = results_visible_to(viewer).filter(school=school)
    periods = periods_of(visible)
    wanted = Period(school_year, season) if school_year is not None and season else None
    period = wanted if wanted in periods else (periods[0] if periods else None)
    scales = Scales(counting)
    rows = list(visible.filter(subject=subject))
    shown = shown_rows(rows, scales, counts_shown=counts_shown)
    if period is not None:
        shown = [row for row in shown if 0 <= period.school_year - row.period.school_year < YEARS_BACK]
    against = subject_against(viewer, school, subject, counts_shown=counts_shown)
    row, row_years = _row(shown, subject, period)
    years = tuple(sorted({one.year for one in shown}))
    return SubjectResults(
        school=school,
        subject=subject,
        period=period,
        periods=periods,
        years=years,
        row=row,
        row_years=row_years,
        series=_series(shown, period, years),
        terms=_terms(shown, periods, years),
        by_sex=tuple(
            SexLine(one.period, one.year, one.by_sex)
            for one in sorted(shown, key=lambda one: (one.period.newest_first, -one.year), reverse=True)
            if one.by_sex
        ),
        against=against,
        goals=goals_beside(viewer, school, subject, rows, period=period, scales=scales, counts_shown=counts_shown),
        definition=scales.definition({one.scale_id for one in shown}),
        counts_shown=counts_shown,
        batches=frozenset({one.batch_id for one in shown} | {one.batch_id for one in against}),
    )


def _row(
    shown: Sequence[ShownRow], subject: Subject, period: Period | None
) -> tuple[SubjectRow | None, tuple[int, ...]]:
    if period is None:
        return None, ()
    years = tuple(sorted({row.year for row in shown if row.period == period}))
    cells = by_subject((row for row in shown if row.period.season == period.season), {subject.pk: name_of(subject)})
    rows = rows_of_cells(cells, school_year=period.school_year, years=years)
    return (rows[0] if rows else None), years


def _series(shown: Sequence[ShownRow], period: Period | None, years: tuple[int, ...]) -> tuple[YearSeries, ...]:
    if period is None:
        return ()
    found = []
    for year in years:
        cells = {
            row.period.school_year: row.cell for row in shown if row.year == year and row.period.season == period.season
        }
        first = min(cells, default=period.school_year)
        points = tuple(
            Point(school_year, cells[school_year].figures if school_year in cells else None)
            for school_year in range(first, period.school_year + 1)
        )
        found.append(YearSeries(year, points))
    return tuple(found)


def _terms(shown: Sequence[ShownRow], periods: Sequence[Period], years: tuple[int, ...]) -> tuple[TermLine, ...]:
    cells = {(row.period, row.year): row.cell for row in shown}
    lines = (TermLine(period, tuple(cells.get((period, year)) for year in years)) for period in periods)
    return tuple(line for line in lines if any(line.cells))
