"""The results page as figures: one row per subject, one cell per year, a total, and the years before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lartraff.results.logic.figures import Cell, Figures, total_of
from lartraff.results.logic.intervals import Interval, too_few_to_tell, wilson
from lartraff.results.logic.ranking import rank
from lartraff.results.logic.trends import Trend, trend_of

YEARS_BACK = 5  # school years in a series, this one included


@dataclass(frozen=True, slots=True)
class SubjectName:
    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """One school year of a series. No figures: not loaded, hidden, or not for the same years as now."""

    school_year: int
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """`cells` stand in the order of the matrix' years; None where the subject has no pupils in that year.

    `series` ends with the school year of the matrix, and begins with the first that has figures.
    """

    subject: SubjectName
    cells: tuple[Cell | None, ...]
    total: Figures | None
    series: tuple[Point, ...]

    @property
    def name(self) -> str:
        return self.subject.name

    @property
    def partly_hidden(self) -> bool:
        return any(cell is not None and cell.hidden is not None for cell in self.cells)

    @property
    def has_series(self) -> bool:
        return sum(point.figures is not None for point in self.series) > 1

    @property
    def trend(self) -> Trend:
        return trend_of(self.series)

    @property
    def interval(self) -> Interval | None:
        return wilson(self.total) if self.total else None

    @property
    def too_few(self) -> bool:
        return self.total is not None and too_few_to_tell(self.total)


# Subject → school year → year → what the reader sees, all of one season.
Shown = Mapping[SubjectName, Mapping[int, Mapping[int, Cell]]]
# The same before anything is hidden.
Raw = Mapping[SubjectName, Mapping[int, Mapping[int, Figures]]]
ToCell = Callable[[Figures], Cell]


def rows_of(
    raw: Raw, *, school_year: int, years: tuple[int, ...], to_cell: ToCell, sort: str = "count"
) -> tuple[SubjectRow, ...]:
    """Build and rank the rows. Figures are turned into cells first, so nothing that follows knows what is hidden."""
    shown = {
        subject: {
            earlier: {year: to_cell(figures) for year, figures in by_year.items() if figures.pupils}
            for earlier, by_year in by_school_year.items()
        }
        for subject, by_school_year in raw.items()
    }
    return rows_of_cells(shown, school_year=school_year, years=years, sort=sort)


def rows_of_cells(
    shown: Shown, *, school_year: int, years: tuple[int, ...], sort: str = "count"
) -> tuple[SubjectRow, ...]:
    rows = []
    for subject, by_school_year in shown.items():
        now = _cells(by_school_year.get(school_year, {}), years)
        if any(cell is not None for cell in now):
            rows.append(SubjectRow(subject, now, total_of(now), _series(by_school_year, now, school_year, years)))
    return tuple(rank(rows, sort))


def _cells(by_year: Mapping[int, Cell], years: tuple[int, ...]) -> tuple[Cell | None, ...]:
    return tuple(by_year.get(year) for year in years)


def _series(
    by_school_year: Mapping[int, Mapping[int, Cell]],
    now: tuple[Cell | None, ...],
    school_year: int,
    years: tuple[int, ...],
) -> tuple[Point, ...]:
    points: list[Point] = []
    for earlier in range(school_year - YEARS_BACK + 1, school_year + 1):
        cells = _cells(by_school_year.get(earlier, {}), years)
        comparable = [_shows(cell) for cell in cells] == [_shows(cell) for cell in now]
        figures = total_of(cells) if comparable else None
        if points or figures or earlier == school_year:
            points.append(Point(earlier, figures))
    return tuple(points)


def _shows(cell: Cell | None) -> bool:
    return cell is not None and cell.figures is not None
