"""What read files mean here: whose schools, which authority and which scale."""

from collections.abc import Iterator, Mapping

from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import Authority, School, Subject, User
from lartraff.people.queries import subjects
from lartraff.results.logic.layouts import may_be_a_birth_date
from lartraff.results.logic.packed_tallies import packed
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.tallies import Reading
from lartraff.results.logic.together import each_once
from lartraff.results.models import GradeScale
from lartraff.results.permissions import schools_to_import_for

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


def authority_for(schools: Mapping[str, School], by: User | None, chosen: Authority | None) -> Authority | None:
    """Whose results these are: those of the schools in the files; of published figures, the loader's own authority."""
    if schools:
        return next(iter(schools.values())).authority
    mine = School.objects.all() if by is None else schools_to_import_for(by)
    possible = [chosen] if chosen else list(Authority.objects.filter(pk__in=mine.values("authority"))[:2])
    return possible[0] if len(possible) == 1 else None


def problems_here(
    reading: Reading, schools: Mapping[str, School], authority: Authority | None, by: User | None
) -> Iterator[Problem]:
    """What speaks against saving `reading` here, beyond what the files themselves tell."""
    unknown = {code: code for code in reading.schools if code not in schools}
    for code in [code for code in unknown if may_be_a_birth_date(code)]:
        yield Problem(ProblemCode.BAD_SCHOOL_CODE, reading.schools[unknown.pop(code)], "Skolenhetskod")
    yield from problem_with_schools(ProblemCode.SCHOOL_UNKNOWN, unknown, reading)
    if by is not None:
        mine = set(schools_to_import_for(by).values_list("pk", flat=True))
        others = {code: f"{school.name} ({code})" for code, school in schools.items() if school.pk not in mine}
        yield from problem_with_schools(ProblemCode.SCHOOL_NOT_YOURS, others, reading)
    if len({school.authority_id for school in schools.values()}) > 1:
        yield Problem(ProblemCode.SEVERAL_AUTHORITIES)
    if reading.official and not reading.schools and authority is None:
        yield Problem(ProblemCode.AUTHORITY_UNCLEAR)
    for school_year in sorted(packed(reading.tallies).school_years):
        if scale_for(school_year) is None:
            yield Problem(ProblemCode.NO_SCALE, facts=(("school_year", str(SchoolYear(school_year))),))
    _figures, contradictions = each_once(reading.official)
    if contradictions:
        yield Problem(ProblemCode.CONTRADICTION, facts=(("figures", contradictions),))


def problem_with_schools(code: ProblemCode, names: dict[str, str], reading: Reading) -> Iterator[Problem]:
    """One problem for all schools in `names` (by school unit code), at the line where the first of them stands."""
    if names:
        first = sorted(names, key=lambda school: reading.schools[school])
        listed = ", ".join(names[school] for school in first[:SCHOOLS_NAMED]) + (
            "…" if len(first) > SCHOOLS_NAMED else ""
        )
        facts = (("number", len(names)), ("schools", listed))
        yield Problem(code, reading.schools[first[0]], "Skolenhetskod", facts=facts)
