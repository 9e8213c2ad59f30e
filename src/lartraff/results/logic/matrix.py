"""The results page as figures: one row per subject, one cell per year, a total, and three years back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lartraff.results.logic.figures import Cell, Figures, total_of
from lartraff.results.logic.ranking import rank

YEARS_BACK = 3


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
    """`cells` stand in the order of the matrix' years; None where the subject has no pupils in that year."""

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


# Subject → school year → year → figures, all of one season.
Raw = Mapping[SubjectName, Mapping[int, Mapping[int, Figures]]]
ToCell = Callable[[Figures], Cell]


def rows_of(
    raw: Raw, *, school_year: int, years: tuple[int, ...], to_cell: ToCell, sort: str = "count"
) -> tuple[SubjectRow, ...]:
    """Build and rank the rows. Figures are turned into cells first, so nothing that follows knows what is hidden."""
    rows = []
    for subject, by_school_year in raw.items():
        now = _cells(by_school_year.get(school_year, {}), years, to_cell)
        if any(cell is not None for cell in now):
            series = _series(by_school_year, now, school_year, years, to_cell)
            rows.append(SubjectRow(subject, now, total_of(now), series))
    return tuple(rank(rows, sort))


def _cells(by_year: Mapping[int, Figures], years: tuple[int, ...], to_cell: ToCell) -> tuple[Cell | None, ...]:
    return tuple(to_cell(by_year[year]) if year in by_year and by_year[year].pupils else None for year in years)


def _series(
    by_school_year: Mapping[int, Mapping[int, Figures]],
    now: tuple[Cell | None, ...],
    school_year: int,
    years: tuple[int, ...],
    to_cell: ToCell,
) -> tuple[Point, ...]:
    points = []
    for earlier in range(school_year - YEARS_BACK + 1, school_year + 1):
        cells = _cells(by_school_year.get(earlier, {}), years, to_cell)
        comparable = [_shows(cell) for cell in cells] == [_shows(cell) for cell in now]
        points.append(Point(earlier, total_of(cells) if comparable else None))
    return tuple(points)


def _shows(cell: Cell | None) -> bool:
    return cell is not None and cell.figures is not None
