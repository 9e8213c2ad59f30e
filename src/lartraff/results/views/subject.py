"""Everything about one subject at a school."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lartraff.people.models import School, Subject
from lartraff.people.queries import subjects
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.pictures_scale import Scale, scale_for
from lartraff.results.logic.pictures_series import SeriesPicture, series_picture
from lartraff.results.queries.comparison import comparison
from lartraff.results.queries.sources import sources_of
from lartraff.results.queries.subject import SubjectResults, YearSeries, subject_results
from lartraff.results.views.comparison import drawn_against, pictures_of
from lartraff.results.views.frame import choose, frame


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """`picture`: none where there are fewer than two years to draw."""

    series: YearSeries
    picture: SeriesPicture | None


def results_of(request: Request, school: School, subject: Subject, choices: MatrixChoices) -> SubjectResults:
    return subject_results(
        request.user,
        school,
        subject,
        school_year=choices.school_year,
        season=choices.season,
        counting=choices.counting,
    )


@require_safe
def subject(request: Request, code: str) -> HttpResponse:
    school, choices = choose(request)
    chosen = get_object_or_404(subjects(), code=code)
    found = results_of(request, school, chosen, choices)
    beside = comparison(request.user, school, school_year=choices.school_year, year=choices.year, subject=chosen)
    context = frame(request, school, choices) | {
        "found": found,
        "periods": found.periods,
        "period": found.period,
        "definition": found.definition,
        "pictures": drawn(found),
        "against_drawn": [drawn_against(line) for line in found.against],
        "beside": beside,
        **pictures_of(beside),
        "sources": sources_of(found.batches | beside.batches),
    }
    return render(request, "results/subject.html", context)


def drawn(found: SubjectResults) -> list[DrawnSeries]:
    """All years on the same scale, so that they can be compared by eye."""
    scale = common_scale(found)
    return [DrawnSeries(series, series_picture(series.points, scale)) for series in found.series]


def common_scale(found: SubjectResults) -> Scale:
    intervals = [wilson(point.figures) for series in found.series for point in series.points if point.figures]
    return scale_for(interval.high for interval in intervals if interval)
