"""The schools of an authority beside each other in one subject: figures with small numbers hidden, whoever reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from lartraff.people.models import Subject
from lartraff.people.permissions import AnyUser
from lartraff.people.queries import subjects as all_subjects
from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.logic.ranking import in_swedish_order, rank
from lartraff.results.logic.spread import Spread, spread_of
from lartraff.results.models import ResultRow
from lartraff.results.permissions import results_to_compare_for, schools_to_compare_for
from lartraff.results.queries.matrix import periods_of
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Definition, Scales
from lartraff.results.queries.school_sums import sums_by_school
from lartraff.results.queries.shown import shown_rows

USUAL_SUBJECT = "MA"
ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class SchoolSum:
    """`total` is None where a number is hidden: the sum of a part of a school is nothing to put beside another."""

    school_id: int
    name: str
    total: Figures | None


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """`cells` stand in the order of the comparison's years; None where the school has no pupils in that year."""

    school_id: int
    name: str
    cells: tuple[Cell | None, ...]
    total: Figures | None
    partly_hidden: bool = False  # a sum of a part is never shown here


@dataclass(frozen=True, slots=True)
class SchoolsComparison:
    """`lines`: the schools of the page, in the order of `sort`; `schools`: how many there are on all pages.

    `without`: how many schools have no results in the subject. `hidden`: how many are not in `spread`, since a number
    of theirs is. `batches`: the imports of what is on the page.
    """

    subject: Subject | None
    subjects: tuple[Subject, ...]
    period: Period | None
    periods: tuple[Period, ...]
    years: tuple[int, ...]
    all_years: tuple[int, ...]
    sort: str
    lines: tuple[SchoolLine, ...]
    page: int
    pages: int
    schools: int
    without: int
    hidden: int
    spread: Spread | None
    definition: Definition
    batches: frozenset[int]

    @property
    def first(self) -> int:
        """The number of the page's first school, from 1."""
        return (self.page - 1) * ON_A_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def all_pages(self) -> range:
        return range(1, self.pages + 1)

    @property
    def something_hidden(self) -> bool:
        return self.hidden > 0


def schools_comparison(
    viewer: AnyUser,
    *,
    subject: str = "",
    school_year: int | None = None,
    season: str | None = None,
    year: int | None = None,
    sort: str = "name",
    counting: Counting = USUAL,
    page: int | None = 1,
) -> SchoolsComparison:
    """One subject (mathematics unless named) in one term (the latest unless named), of all years or one.

    `page`: None for all schools at once.
    """
    subjects = tuple(all_subjects())
    by_code = {one.code: one for one in subjects}
    chosen = by_code.get(subject) or by_code.get(USUAL_SUBJECT)
    visible = results_to_compare_for(viewer).filter(subject=chosen)
    periods = periods_of(visible)
    wanted = Period(school_year, season) if school_year is not None and season else None
    period = wanted if wanted in periods else (periods[0] if periods else None)
    now = visible.filter(school_year=period.school_year, season=period.season) if period else visible.none()
    all_years = tuple(sorted(now.order_by().values_list("year", flat=True).distinct()))
    years = (year,) if year in all_years and year is not None else all_years
    now = now.filter(year__in=years)
    scales = Scales(counting)
    names = dict(schools_to_compare_for(viewer).values_list("pk", "name"))
    sums = [SchoolSum(pk, names[pk], total) for pk, total in sums_by_school(now, scales).items()]
    ordered = by_name(sums) if sort == "name" else rank(sums, sort)
    pages = max(1, -(-len(ordered) // ON_A_PAGE))
    at = min(page or 1, pages)
    on_page = ordered if page is None else ordered[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    lines, batches, scale_ids = with_cells(on_page, now, years, scales)
    return SchoolsComparison(
        subject=chosen,
        subjects=subjects,
        period=period,
        periods=periods,
        years=years,
        all_years=all_years,
        sort=sort,
        lines=lines,
        page=at,
        pages=pages,
        schools=len(ordered),
        without=len(names) - len(ordered),
        hidden=sum(one.total is None for one in ordered),
        spread=spread_of([one.total.share for one in ordered if one.total]),
        definition=scales.definition(scale_ids),
        batches=batches,
    )


def by_name(sums: Iterable[SchoolSum]) -> list[SchoolSum]:
    return sorted(sums, key=lambda one: in_swedish_order(one.name))


def with_cells(
    sums: Sequence[SchoolSum], rows: QuerySet[ResultRow], years: tuple[int, ...], scales: Scales
) -> tuple[tuple[SchoolLine, ...], frozenset[int], set[int]]:
    """The lines, and which imports and scales (by primary key) their figures come from."""
    shown = shown_rows(rows.filter(school__in=[one.school_id for one in sums]), scales, counts_shown=False)
    cells: dict[int, dict[int, Cell]] = defaultdict(dict)
    for row in shown:
        cells[row.school_id][row.year] = row.cell
    lines = (
        SchoolLine(one.school_id, one.name, tuple(cells[one.school_id].get(year) for year in years), one.total)
        for one in sums
    )
    return tuple(lines), frozenset(row.batch_id for row in shown), {row.scale_id for row in shown}
