"""The schools of an authority beside each other: how far apart they are, not who is first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lartraff.core.access import require
from lartraff.people.requests import Request
from lartraff.results.forms import SchoolsChoices
from lartraff.results.logic.pictures_spread import spread_picture
from lartraff.results.permissions import can_compare_schools, schools_with_results_visible_to
from lartraff.results.queries.choices import counting_choices
from lartraff.results.queries.schools import SchoolsComparison, schools_comparison
from lartraff.results.queries.sources import sources_of


def comparison_of(request: Request, choices: SchoolsChoices, *, page: int | None) -> SchoolsComparison:
    return schools_comparison(
        request.user,
        subject=choices.subject,
        school_year=choices.school_year,
        season=choices.season,
        year=choices.year,
        sort=choices.sort,
        counting=choices.counting,
        page=page,
    )


@require_safe
def schools(request: Request) -> HttpResponse:
    require(can_compare_schools(request.user))
    choices = SchoolsChoices.read(request.GET)
    found = comparison_of(request, choices, page=choices.page)
    context = {
        "found": found,
        "choices": choices,
        "may_compare_schools": True,
        "may_see": schools_among(request, found),
        "orders": (("name", _("By name")), ("count", _("By number")), ("share", _("By share"))),
        "countings": counting_choices(),
        "steps": spread_picture(found.spread) if found.spread else (),
        "sources": sources_of(found.batches),
    }
    return render(request, "results/schools.html", context)


def schools_among(request: Request, found: SchoolsComparison) -> set[int]:
    """Those on the page whose own results the reader may see."""
    shown = [line.school_id for line in found.lines]
    return set(schools_with_results_visible_to(request.user).filter(pk__in=shown).values_list("pk", flat=True))
