"""What confirming an import would save, and what it would replace."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Sum

from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import School, Subject
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.outcomes import Relations, figures_of_test
from lartraff.results.logic.packing import cells_of
from lartraff.results.logic.problems import Problem
from lartraff.results.logic.ranking import in_swedish_order
from lartraff.results.models import ImportBatch, OfficialFigure
from lartraff.results.queries.import_tables import AGAINST, OFFICIAL, RESULTS, TABLES, TESTS, Staged
from lartraff.results.queries.imports import scale_for, subjects_by_code
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Scales

# So many subjects are looked at one by one. Larger files are shown school by school.
SHOWN = 3000

Seen = TypeVar("Seen", Figures, Relations)
Row = Mapping[str, Any]
Key = tuple[int, int, str, int]  # school, school year, season, year


@dataclass(frozen=True, slots=True)
class TrialRow(Generic[Seen]):
    """`figures`: none where the file has the subject but no grades in it. `replaces`: what is there now."""

    subject: Subject
    part: str
    figures: Seen | None
    replaces: Seen | None


@dataclass(slots=True)
class TrialPart:
    """One year of one school and term: grades, national tests, and the two beside each other."""

    school: School
    period: Period
    year: int
    rows: list[TrialRow[Figures]] = field(default_factory=list)
    tests: list[TrialRow[Figures]] = field(default_factory=list)
    against: list[TrialRow[Relations]] = field(default_factory=list)

    @property
    def replaced(self) -> int:
        return sum(row.replaces is not None for row in self.rows)


@dataclass(slots=True)
class SchoolTotal:
    """A school in a file that is too large to be shown row by row."""

    school: School
    first_year: int
    last_year: int
    rows: int = 0

    @property
    def years(self) -> str:
        first, last = str(SchoolYear(self.first_year)), str(SchoolYear(self.last_year))
        return first if first == last else f"{first}–{last}"


@dataclass(slots=True)
class Published:
    """Published figures of one kind of area in one school year. `withheld`: a sign stands instead of the number."""

    level: str  # as `OfficialFigure` has it
    level_name: str
    school_year: SchoolYear
    areas: set[str | None] = field(default_factory=set)
    figures: int = 0
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class TrialOverview:
    """`replaced`: how many rows are replaced or taken away. `totals`: instead of `parts` where there are very many."""

    batch: ImportBatch
    parts: tuple[TrialPart, ...]
    totals: tuple[SchoolTotal, ...]
    published: tuple[Published, ...]
    replaced: int
    problems: tuple[Problem, ...]

    @property
    def saves_something(self) -> bool:
        return bool(self.batch.row_count or self.replaced)


def trial_overview(batch: ImportBatch) -> TrialOverview:
    """Show what confirming `batch` would save and replace."""
    held = dict(batch.packed.order_by().values_list("table").annotate(Sum("row_count")))
    staged = {name: Staged(batch, table) for name, table in TABLES.items() if name in held}
    of_schools = [one for one in staged.values() if one.table is not OFFICIAL]
    few = sum(held[one.table.name] for one in of_schools) <= SHOWN
    return TrialOverview(
        batch,
        parts=parts_in(of_schools) if few else (),
        totals=() if few else totals_in(of_schools),
        published=published_in(staged[OFFICIAL.name]) if OFFICIAL.name in staged else (),
        replaced=sum(map(replaced_by, staged.values())),
        problems=tuple(Problem.from_json(problem) for problem in batch.remarks),
    )


def replaced_by(staged: Staged) -> int:
    """How many rows of the table would be replaced or taken away."""
    if not staged.there.exists():
        return 0
    names, cut = (*staged.table.of, *staged.table.what), len(staged.table.of)
    found = 0
    for row in staged.there.filter(school_year__in=staged.school_years).order_by().values_list(*names).iterator():
        text = tuple([None if cell is None else str(cell) for cell in row])
        place = (text[:cut], text[cut:])
        found += place in staged.counted or place in staged.empty
    return found


# --- Not too many: every subject, beside what is there


def parts_in(tables: list[Staged]) -> tuple[TrialPart, ...]:
    subjects = {subject.pk: subject for subject in subjects_by_code().values()}
    parts: dict[Key, TrialPart] = {}
    for staged in tables:
        for place, figures, replaces in beside(staged):
            school, school_year, season, year, subject, part = place
            key = (school, school_year, season, year)
            if key not in parts:
                parts[key] = TrialPart(staged.schools[school], Period(school_year, season), year)
            row: TrialRow[Any] = TrialRow(subjects[subject], part, figures, replaces)
            rows: list[Any] = getattr(parts[key], LISTS[staged.table.name])
            rows.append(row)
    for found in parts.values():
        for name in LISTS.values():
            getattr(found, name).sort(key=lambda row: (in_swedish_order(str(row.subject)), row.part))
    return tuple(
        sorted(
            parts.values(),
            key=lambda part: (
                in_swedish_order(part.school.name),
                part.school.pk,
                part.period.school_year,
                part.period.season,
                part.year,
            ),
        )
    )


LISTS = {RESULTS.name: "rows", TESTS.name: "tests", AGAINST.name: "against"}


def beside(staged: Staged) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """Each place, with what would be saved there and what is there now; None where there is nothing to show."""
    look = looks(staged)
    years = staged.school_years
    there = staged.there.filter(school_year__in=years).values()
    now = {place_of(row): look(row) for row in there.iterator()}
    for holds in ("COUNTED", "EMPTY"):
        for lines in staged.pieces(holds):
            for line in lines:
                row = dict(zip(staged.table.columns, cells_of(line), strict=True))
                place = place_of(row)
                seen, replaces = look(row), now.get(place)
                if seen is not None or replaces is not None:
                    yield place, seen, replaces


def place_of(row: Row) -> tuple[Any, ...]:
    term = (int(row["school_year"]), row["season"], int(row["year"]))
    return (int(row["school_id"]), *term, int(row["subject_id"]), row.get("part", ""))


def looks(staged: Staged) -> Callable[[Row], Figures | Relations | None]:
    """What is shown of a row, whether it is packed or stands in the table."""
    if staged.table is AGAINST:
        return relations_of
    if staged.table is TESTS:
        return lambda row: some(figures_of_test(counts_in(row)))
    scales = Scales()
    scale_ids = {year: scale.pk for year in staged.school_years if (scale := scale_for(year))}
    return lambda row: some(scales.figures(row.get("scale_id") or scale_ids[int(row["school_year"])], counts_in(row)))


def counts_in(row: Row) -> Mapping[str, int]:
    counts: str | dict[str, int] = row["counts"]
    found: dict[str, int] = json.loads(counts) if isinstance(counts, str) else counts
    return found


def some(figures: Figures) -> Figures | None:
    return figures if figures.pupils else None


def relations_of(row: Row) -> Relations | None:
    relations = Relations(int(row["higher"]), int(row["equal"]), int(row["lower"]))
    return relations if relations.higher or relations.equal or relations.lower else None


# --- Very many, and published figures: sums


def totals_in(tables: list[Staged]) -> tuple[SchoolTotal, ...]:
    totals: dict[int, SchoolTotal] = {}
    for staged in tables:
        for lines in staged.pieces("COUNTED"):
            for line in lines:
                school, _subject, year_text, _rest = line.split("\t", 3)
                year = int(year_text)
                total = totals.get(int(school))
                if total is None:
                    total = totals[int(school)] = SchoolTotal(staged.schools[int(school)], year, year)
                total.rows += 1
                if year < total.first_year:
                    total.first_year = year
                elif year > total.last_year:
                    total.last_year = year
    return tuple(sorted(totals.values(), key=lambda total: in_swedish_order(total.school.name)))


def published_in(staged: Staged) -> tuple[Published, ...]:
    levels = dict(OfficialFigure._meta.get_field("level").flatchoices)
    order = list(levels)
    found: dict[tuple[int, int], Published] = {}
    at = {name: place for place, name in enumerate(staged.table.columns)}
    for lines in staged.pieces("COUNTED"):
        for line in lines:
            cells = cells_of(line)
            level, year = str(cells[at["level"]]), int(cells[at["school_year"]] or 0)
            key = (order.index(level), -year)
            if key not in found:
                found[key] = Published(level, str(levels[level]), SchoolYear(year))
            part = found[key]
            part.areas.add(cells[at["area_code"]] or cells[at["area_name"]])
            part.figures += 1
            part.withheld += bool(cells[at["marker"]])
    return tuple(part for _key, part in sorted(found.items()))
