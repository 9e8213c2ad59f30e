"""A school's figures beside the published ones of its municipality and of the whole country."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.comparing import Beside, beside
from lartraff.results.logic.countings import AS_PUBLISHED
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.logic.intervals import too_few_to_tell
from lartraff.results.logic.matrix import SubjectName
from lartraff.results.logic.ranking import rank
from lartraff.results.permissions import results_visible_to, sees_counts
from lartraff.results.queries.matrix import name_of, periods_of
from lartraff.results.queries.official import PublishedFigure, SubjectKey, shares_passing
from lartraff.results.queries.periods import Period
from lartraff.results.queries.remainder import municipality_tells
from lartraff.results.queries.scales import Definition, Scales
from lartraff.results.queries.shown import shown_rows

WITHHELD = "tells"  # not a published sign: we keep it back
PUBLISHED_BACK = 3  # school years: the latest published figures come half a year after the grades


@dataclass(frozen=True, slots=True)
class Published:
    """The share that does not pass (0 to 1), or the sign that stands in its place. `school_year` is its own."""

    area: str
    share: float | None
    marker: str
    school_year: int


@dataclass(frozen=True, slots=True)
class ComparedSubject:
    subject: SubjectName
    cell: Cell
    municipality: Published | None
    nation: Published | None

    @property
    def name(self) -> str:
        return self.subject.name

    @property
    def total(self) -> Figures | None:
        return self.cell.figures

    @property
    def too_few(self) -> bool:
        return self.total is not None and too_few_to_tell(self.total)

    @property
    def beside_municipality(self) -> Beside | None:
        return beside(self.cell.figures, self.municipality.share if self.municipality else None)

    @property
    def beside_nation(self) -> Beside | None:
        return beside(self.cell.figures, self.nation.share if self.nation else None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One year (as year 9) of a spring term beside what is published, in the order of the school's own figures.

    `area`: the municipality's name; empty where nothing is published of it, or it is not known which it is.
    """

    school: School
    period: Period | None
    periods: tuple[Period, ...]
    year: int | None
    years: tuple[int, ...]
    rows: tuple[ComparedSubject, ...]
    definition: Definition
    counts_shown: bool
    batches: frozenset[int]

    @property
    def others(self) -> tuple[Published, ...]:
        return tuple(one for row in self.rows for one in (row.municipality, row.nation) if one)

    @property
    def area(self) -> str:
        return next((row.municipality.area for row in self.rows if row.municipality), "")

    @property
    def has_nation(self) -> bool:
        return any(row.nation for row in self.rows)

    @property
    def older_years(self) -> tuple[int, ...]:
        """The school years of published figures that are earlier than the school's own."""
        now = self.period.school_year if self.period else 0
        return tuple(sorted({one.school_year for one in self.others if one.school_year < now}))

    @property
    def chosen_years(self) -> tuple[int, ...]:
        return () if self.year is None else (self.year,)

    @property
    def something_hidden(self) -> bool:
        return any(row.cell.hidden for row in self.rows)


def comparison(
    viewer: AnyUser,
    school: School,
    *,
    school_year: int | None = None,
    year: int | None = None,
    subject: Subject | None = None,
) -> Comparison:
    """A spring term (the latest unless named), since final grades are what is published, and one year, the highest.

    Whoever is without A to E counts as not passing, as in the published figures, whatever is chosen elsewhere.
    """
    scales, counts_shown = Scales(AS_PUBLISHED), bool(sees_counts(viewer, school))
    visible = results_visible_to(viewer).filter(school=school, season="VT")
    if subject is not None:
        visible = visible.filter(subject=subject)
    periods = periods_of(visible)
    period = next((one for one in periods if one.school_year == school_year), periods[0] if periods else None)
    rows = visible.filter(school_year=period.school_year).select_related("subject") if period else visible.none()
    names = {row.subject_id: name_of(row.subject) for row in rows}
    shown = shown_rows(rows, scales, counts_shown=counts_shown)
    years = tuple(sorted({row.year for row in shown}))
    chosen = year if year in years else (years[-1] if years else None)
    now = [row for row in shown if row.year == chosen]
    published = latest_published(viewer, school, period, chosen, scales)
    return Comparison(
        school=school,
        period=period,
        periods=periods,
        year=chosen,
        years=years,
        rows=tuple(
            rank(compared(names[row.subject_id], row.cell, published) for row in now),
        ),
        definition=scales.definition({row.scale_id for row in now}),
        counts_shown=counts_shown,
        batches=frozenset(row.batch_id for row in now),
    )


BySubject = Mapping[str, Published]


def compared(subject: SubjectName, cell: Cell, published: tuple[BySubject, BySubject]) -> ComparedSubject:
    municipality, nation = published
    return ComparedSubject(subject, cell, municipality.get(subject.code), nation.get(subject.code))


def latest_published(
    viewer: AnyUser, school: School, period: Period | None, year: int | None, scales: Scales
) -> tuple[BySubject, BySubject]:
    """Of the municipality and of the nation, by subject code: the period's school year, or the latest before it.

    The same school year for all subjects of a level, so that a column has one meaning.
    """
    if period is None or year is None:
        return {}, {}
    back = range(period.school_year - PUBLISHED_BACK + 1, period.school_year + 1)
    found = shares_passing(viewer, school, school_years=back)
    of_year = {key: one for key, one in found.items() if key.subject and key.year == year}
    municipality = newest({key: one.municipality for key, one in of_year.items() if one.municipality})
    nation = newest({key: one.nation for key, one in of_year.items() if one.nation})
    return without_what_tells(municipality, school, year, scales), nation


def without_what_tells(municipality: BySubject, school: School, year: int, scales: Scales) -> BySubject:
    """The municipality's figures are withheld where they, less the schools that are shown, would tell a hidden one."""
    of_year = next((one.school_year for one in municipality.values()), None)
    if of_year is None:
        return municipality
    telling = municipality_tells(school.authority_id, of_year, year, scales.meanings)
    return {
        code: replace(one, share=None, marker=WITHHELD) if code in telling else one
        for code, one in municipality.items()
    }


def newest(figures: Mapping[SubjectKey, PublishedFigure]) -> BySubject:
    latest = max((key.school_year for key in figures), default=0)
    return {
        key.subject: Published(one.area_name, None if one.share is None else 1 - one.share, one.marker, key.school_year)
        for key, one in figures.items()
        if key.school_year == latest and key.subject
    }
