"""What the pages about one school's results have in common: which school, and what is chosen."""

from dataclasses import replace
from typing import Any

from django.shortcuts import get_object_or_404

from lartraff.core.access import require
from lartraff.people.models import School
from lartraff.people.permissions import can_form_groups
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.permissions import (
    can_compare_schools,
    can_import_results,
    can_see_any_results,
    can_see_results,
    schools_with_results_visible_to,
)
from lartraff.results.queries.choices import counting_choices


def choose(request: Request) -> tuple[School, MatrixChoices]:
    """The school of the address, or the first that the reader sees results of; and everything else chosen there."""
    schools = schools_with_results_visible_to(request.user).select_related("authority")
    choices = MatrixChoices.read(request.GET)
    require(can_see_any_results(request.user))
    school = get_object_or_404(schools, pk=choices.school) if choices.school else schools[0]
    require(can_see_results(request.user, school))
    return school, replace(choices, school=school.pk)


def frame(request: Request, school: School, choices: MatrixChoices) -> dict[str, Any]:
    """For the parts around the figures: other schools, definitions, other pages, what the reader may do."""
    return {
        "school": school,
        "schools": list(schools_with_results_visible_to(request.user).values_list("pk", "name")),
        "choices": choices,
        "countings": counting_choices(),
        "may_form_groups": can_form_groups(request.user, school),
        "may_import": can_import_results(request.user, school),
        "may_compare_schools": can_compare_schools(request.user),
    }
