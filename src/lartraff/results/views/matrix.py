"""Where do pupils not reach grade E?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lartraff.people.models import School
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.logic.pictures import bars, highest_share
from lartraff.results.queries import ResultsMatrix, results_matrix
from lartraff.results.queries.sources import sources_of
from lartraff.results.views.frame import choose, frame


def matrix_of(request: Request, school: School, choices: MatrixChoices) -> ResultsMatrix:
    return results_matrix(
        request.user,
        school,
        school_year=choices.school_year,
        season=choices.season,
        year=choices.year,
        sort=choices.sort,
        counting=choices.counting,
    )


@require_safe
def matrix(request: Request) -> HttpResponse:
    school, choices = choose(request)
    found = matrix_of(request, school, choices)
    context = frame(request, school, choices) | {
        "matrix": found,
        "periods": found.periods,
        "period": found.period,
        "definition": found.definition,
        "orders": (("count", _("By number")), ("share", _("By share"))),
        "bars": {bar.name: bar.width for bar in bars(found.rows, found.sort)},
        "highest": highest_share(found.rows),
        "sources": sources_of(found.batches),
    }
    return render(request, "results/matrix.html", context)
