"""Where do pupils not reach grade E?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lartraff.core.access import require
from lartraff.people.permissions import can_form_groups
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.logic.pictures import bars, highest_share
from lartraff.results.permissions import (
    can_import_results,
    can_see_any_results,
    can_see_results,
    schools_with_results_visible_to,
)
from lartraff.results.queries import results_matrix


@require_safe
def matrix(request: Request) -> HttpResponse:
    schools = schools_with_results_visible_to(request.user)
    choices = MatrixChoices.read(request.GET)
    require(can_see_any_results(request.user))
    school = get_object_or_404(schools, pk=choices.school) if choices.school else schools[0]
    require(can_see_results(request.user, school))
    found = results_matrix(
        request.user,
        school,
        school_year=choices.school_year,
        season=choices.season,
        year=choices.year,
        sort=choices.sort,
    )
    context = {
        "matrix": found,
        "schools": schools,
        "bars": bars(found.rows, found.sort),
        "highest": highest_share(found.rows),
        "may_form_groups": can_form_groups(request.user, school),
        "may_import": can_import_results(request.user, school),
    }
    return render(request, "results/matrix.html", context)
