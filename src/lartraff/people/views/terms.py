"""The pages where terms and holidays are set."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lartraff.core.access import require
from lartraff.people.actions.terms import set_term
from lartraff.people.forms.staff import show
from lartraff.people.forms.terms import BreakForms, TermForm, given_breaks, initial_breaks
from lartraff.people.logic.calendar import Season
from lartraff.people.models import School
from lartraff.people.permissions import can_set_terms, schools_with_staff_visible_to
from lartraff.people.queries import terms_to_set
from lartraff.people.requests import Request


def school_with_terms(request: Request, pk: int) -> School:
    school = get_object_or_404(schools_with_staff_visible_to(request.user).select_related("authority"), pk=pk)
    require(can_set_terms(request.user, school.authority))
    return school


@require_safe
def terms(request: Request, school_pk: int) -> HttpResponse:
    school = school_with_terms(request, school_pk)
    others = school.authority.schools.exclude(pk=school.pk)
    context = {"school": school, "terms": terms_to_set(school.authority), "others": list(others)}
    return render(request, "people/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request: Request, school_pk: int, year: int, season: str) -> HttpResponse:
    school = school_with_terms(request, school_pk)
    found = [one for one in terms_to_set(school.authority) if (one.school_year, one.season) == (year, season)]
    if season not in {one.value for one in Season} or not found:
        raise Http404
    term = found[0]
    form = TermForm(request.POST or None, initial={"starts_on": term.starts_on, "ends_on": term.ends_on})
    breaks = BreakForms(request.POST or None, initial=initial_breaks(term), prefix="breaks")
    if request.method == "POST" and form.is_valid() and breaks.is_valid():
        try:
            set_term(
                school.authority,
                by=request.user,
                school_year=year,
                season=season,
                breaks=given_breaks(breaks),
                **form.cleaned_data,
            )
        except ValidationError as error:
            show(error, form)
        else:
            messages.success(request, _("The term is saved. New meetings are planned within it, outside the holidays."))
            return redirect("people:terms", school_pk=school.pk)
    return render(request, "people/edit_term.html", {"school": school, "term": term, "form": form, "breaks": breaks})
