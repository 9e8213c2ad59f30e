"""What a read file means here: whose schools, which scale, and what it would replace."""

from collections.abc import Iterator
from dataclasses import dataclass

from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import School, Subject, User
from lartraff.people.queries import subjects
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.layouts import may_be_a_birth_date
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.ranking import in_swedish_order
from lartraff.results.logic.tallies import Reading
from lartraff.results.models import GradeScale, ImportBatch, ResultRow
from lartraff.results.permissions import can_import_results
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Scales

# A file of a whole municipality has a hundred; so many are named in a sentence.
SCHOOLS_NAMED = 20


def subjects_by_code() -> dict[str, Subject]:
    return {subject.code: subject for subject in subjects()}


def scale_for(school_year: int) -> GradeScale | None:
    for scale in GradeScale.objects.filter(valid_from__lte=school_year).order_by("-valid_from"):
        if scale.valid_to is None or scale.valid_to >= school_year:
            return scale
    return None


def schools_in(reading: Reading) -> dict[str, School]:
    """The schools of the file that are known here, by school unit code."""
    found = School.objects.filter(unit_code__in=reading.schools).select_related("authority")
    return {school.unit_code: school for school in found}


def problems_here(reading: Reading, by: User | None) -> Iterator[Problem]:
    """What speaks against saving `reading` here, beyond what the file itself tells."""
    schools = schools_in(reading)
    unknown = {code: code for code in reading.schools if code not in schools}
    for code in [code for code in unknown if may_be_a_birth_date(code)]:
        yield Problem(ProblemCode.BAD_SCHOOL_CODE, reading.schools[unknown.pop(code)], "Skolenhetskod")
    yield from problem_with_schools(ProblemCode.SCHOOL_UNKNOWN, unknown, reading)
    if by is not None:
        others = {
            code: f"{school.name} ({code})" for code, school in schools.items() if not can_import_results(by, school)
        }
        yield from problem_with_schools(ProblemCode.SCHOOL_NOT_YOURS, others, reading)
    if len({school.authority_id for school in schools.values()}) > 1:
        yield Problem(ProblemCode.SEVERAL_AUTHORITIES)
    for school_year in sorted({tally.school_year for tally in reading.tallies}):
        if scale_for(school_year) is None:
            yield Problem(ProblemCode.NO_SCALE, facts=(("school_year", str(SchoolYear(school_year))),))


def problem_with_schools(code: ProblemCode, names: dict[str, str], reading: Reading) -> Iterator[Problem]:
    """One problem for all schools in `names` (by school unit code), at the line where the first of them stands."""
    if names:
        first = sorted(names, key=lambda school: reading.schools[school])
        listed = ", ".join(names[school] for school in first[:SCHOOLS_NAMED]) + (
            "…" if len(first) > SCHOOLS_NAMED else ""
        )
        facts = (("number", len(names)), ("schools", listed))
        yield Problem(code, reading.schools[first[0]], "Skolenhetskod", facts=facts)


@dataclass(frozen=True, slots=True)
class TrialRow:
    """`figures`: none where the file has the subject but no grades in it. `replaces`: what is there now."""

    subject: Subject
    figures: Figures | None
    replaces: Figures | None


@dataclass(frozen=True, slots=True)
class TrialPart:
    """One year of one school and term in a file."""

    school: School
    period: Period
    year: int
    rows: tuple[TrialRow, ...]

    @property
    def replaced(self) -> int:
        return sum(row.replaces is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class TrialOverview:
    batch: ImportBatch
    parts: tuple[TrialPart, ...]
    problems: tuple[Problem, ...]


def trial_overview(batch: ImportBatch) -> TrialOverview:
    """Show what confirming `batch` would save and replace."""
    scales, known = Scales(), subjects_by_code()
    schools = {school.pk: school for school in batch.schools.all()}
    counted = batch.counted.get("rows", [])
    scale_ids = {year: scale.pk for year in {row["school_year"] for row in counted} if (scale := scale_for(year))}
    now = {
        (row.school_id, row.school_year, row.season, row.year, row.subject.code): scales.figures(
            row.scale_id, row.counts
        )
        for row in ResultRow.objects.filter(school__in=schools, school_year__in=scale_ids).select_related("subject")
    }
    parts: dict[tuple[int, int, str, int], list[TrialRow]] = {}
    for row in counted:
        key = (row["school"], row["school_year"], row["season"], row["year"])
        figures = scales.figures(scale_ids[row["school_year"]], row["counts"])
        replaces = now.get((*key, row["subject"]))
        if figures.pupils or replaces is not None:
            shown = TrialRow(known[row["subject"]], figures if figures.pupils else None, replaces)
            parts.setdefault(key, []).append(shown)
    return TrialOverview(
        batch,
        tuple(
            TrialPart(
                schools[school],
                Period(school_year, season),
                year,
                tuple(sorted(rows, key=lambda row: in_swedish_order(str(row.subject)))),
            )
            for (school, school_year, season, year), rows in sorted(
                parts.items(), key=lambda item: (in_swedish_order(schools[item[0][0]].name), *item[0][1:])
            )
        ),
        tuple(Problem.from_json(problem) for problem in batch.counted.get("problems", [])),
    )
