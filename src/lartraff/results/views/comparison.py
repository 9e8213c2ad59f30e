"""The school beside its municipality and the country, and its grades beside the national tests."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import School
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.matrix import SubjectName
from lartraff.results.logic.pictures_comparison import Dots, Part, dots, parts
from lartraff.results.logic.pictures_scale import Scale, scale_for
from lartraff.results.queries.against import GradesAgainstTests, grades_against_tests
from lartraff.results.queries.comparison import ComparedSubject, Comparison, comparison
from lartraff.results.queries.national_tests import NationalTests, national_tests
from lartraff.results.queries.periods import Period, newest_first
from lartraff.results.queries.shown import ShownAgainst
from lartraff.results.queries.sources import sources_of
from lartraff.results.queries.wording import listed
from lartraff.results.views.frame import choose, frame


@dataclass(frozen=True, slots=True)
class DrawnSubject:
    row: ComparedSubject
    dots: Dots


@dataclass(frozen=True, slots=True)
class DrawnAgainst:
    """`subject` is None where the page is about one only."""

    line: ShownAgainst
    parts: tuple[Part, ...]
    subject: SubjectName | None = None


def comparison_of(request: Request, school: School, choices: MatrixChoices) -> Comparison:
    return comparison(request.user, school, school_year=choices.school_year, year=choices.year)


def against_of(request: Request, school: School, choices: MatrixChoices) -> GradesAgainstTests:
    return grades_against_tests(request.user, school, school_year=choices.school_year, season=choices.season)


@require_safe
def beside(request: Request) -> HttpResponse:
    school, choices = choose(request)
    found = comparison_of(request, school, choices)
    context = frame(request, school, choices) | {
        "found": found,
        "periods": found.periods,
        "period": found.period,
        "definition": found.definition,
        **pictures_of(found),
        "older_years": listed([str(SchoolYear(year)) for year in found.older_years]),
        "sources": sources_of(found.batches),
    }
    return render(request, "results/comparison.html", context)


def pictures_of(found: Comparison) -> dict[str, Any]:
    """What the table of comparison needs beside what is compared."""
    scale = scale_of(found)
    return {"drawn": [drawn(row, scale) for row in found.rows], "marks": scale.marks}


def scale_of(found: Comparison) -> Scale:
    """One scale for all subjects, wide enough for every interval and published share on the page."""
    intervals = [wilson(row.total) for row in found.rows if row.total]
    others = [one.share for one in found.others if one.share is not None]
    return scale_for([*(interval.high for interval in intervals if interval), *others])


def drawn(row: ComparedSubject, scale: Scale) -> DrawnSubject:
    municipality, nation = (one.share if one else None for one in (row.municipality, row.nation))
    return DrawnSubject(row, dots(row.total, municipality, nation, scale))


@require_safe
def against(request: Request) -> HttpResponse:
    school, choices = choose(request)
    found, tests = against_of(request, school, choices), tests_of(request, school, choices)
    # The page speaks of one term, which may have only the one or the other.
    periods = newest_first([*found.periods, *tests.periods])
    chosen = Period(choices.school_year or 0, choices.season or "")
    period = chosen if chosen in periods else next(iter(periods), None)
    rows = found.rows if found.period == period else ()
    results = tests.all if tests.period == period else ()
    context = frame(request, school, choices) | {
        "periods": periods,
        "period": period,
        "definition": None,
        "lines": [drawn_against(row.line, row.subject) for row in rows],
        "tests": [one for one in results if not one.part],
        "parts": [one for one in results if one.part],
        "counts_shown": tests.counts_shown,
        "something_hidden": any(row.line.against is None for row in rows) or any(one.is_hidden for one in results),
        "sources": sources_of({*(row.line.batch_id for row in rows), *(one.batch_id for one in results)}),
    }
    return render(request, "results/against.html", context)


def tests_of(request: Request, school: School, choices: MatrixChoices) -> NationalTests:
    return national_tests(request.user, school, school_year=choices.school_year, season=choices.season)


def drawn_against(line: ShownAgainst, subject: SubjectName | None = None) -> DrawnAgainst:
    return DrawnAgainst(line, parts(line.against) if line.against else (), subject)
