"""Who works at a school, and the pages where the principal keeps that list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.people.actions import colleagues
from lartraff.people.actions import staff as actions
from lartraff.people.forms.staff import ColleagueForm, NewColleagueForm, show
from lartraff.people.models import School
from lartraff.people.permissions import can_manage_staff, can_see_name, schools_with_staff_visible_to
from lartraff.people.queries import staff_of
from lartraff.people.requests import Request
from lartraff.people.views.schools import chosen_school


@require_safe
def staff(request: Request) -> HttpResponse:
    schools = list(schools_with_staff_visible_to(request.user))
    school = chosen_school(request, schools)
    if school is None:
        return render(request, "people/no_school.html")
    everybody = [(person, bool(can_see_name(request.user, person))) for person in staff_of(school)]
    # Whose name is hidden comes last: their place in the alphabet would tell something.
    everybody.sort(key=lambda row: not row[1])
    return render(
        request,
        "people/staff.html",
        {
            "schools": schools,
            "school": school,
            "everybody": everybody,
            "may_manage": bool(can_manage_staff(request.user, school)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_colleague(request: Request, school_pk: int) -> HttpResponse:
    school = managed_school(request, school_pk)
    form = NewColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = colleagues.welcome_colleague(
                school, by=request.user, site=request.build_absolute_uri("/"), **form.cleaned_data
            )
        except ValidationError as error:
            show(error, form)
        else:
            messages.success(
                request,
                _("Welcome to a new colleague. An invitation is on its way to %(email)s.") % {"email": person.email},
            )
            return redirect(staff_page(school))
    return render(request, "people/add_colleague.html", {"school": school, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_colleague(request: Request, school_pk: int, pk: int) -> HttpResponse:
    school = managed_school(request, school_pk)
    person = get_object_or_404(staff_of(school), pk=pk)
    form = ColleagueForm(
        request.POST or None,
        initial={
            # staff_of has put posts and taught there; the type checker cannot know.
            "title": person.posts[0].title,  # type: ignore[attr-defined]
            "subjects": [assignment.subject_id for assignment in person.taught],  # type: ignore[attr-defined]
            "security_marking": person.security_marking,
        },
    )
    if not can_see_name(request.user, person):
        del form.fields["security_marking"]
    if request.method == "POST" and form.is_valid():
        colleagues.describe_colleague(
            school,
            person,
            by=request.user,
            title=form.cleaned_data["title"],
            subjects=form.cleaned_data["subjects"],
            security_marking=form.cleaned_data.get("security_marking"),
        )
        messages.success(request, _("Saved."))
        return redirect(staff_page(school))
    return render(request, "people/edit_colleague.html", {"school": school, "person": person, "form": form})


@require_POST
def invite_colleague(request: Request, school_pk: int, pk: int) -> HttpResponse:
    school = managed_school(request, school_pk)
    person = get_object_or_404(staff_of(school), pk=pk)
    colleagues.invite(school, person, by=request.user, site=request.build_absolute_uri("/"))
    messages.success(request, _("A new invitation is on its way."))
    return redirect(staff_page(school))


@require_http_methods(["GET", "HEAD", "POST"])
def end_employment(request: Request, school_pk: int, pk: int) -> HttpResponse:
    school = managed_school(request, school_pk)
    person = get_object_or_404(staff_of(school), pk=pk)
    refused: list[str] = []
    if request.method == "POST":
        try:
            actions.end_employment(school, person, by=request.user)
        except ValidationError as error:
            refused = error.messages
        else:
            messages.success(request, _("The person no longer works at %(school)s.") % {"school": school.name})
            return redirect(staff_page(school))
    return render(request, "people/end_employment.html", {"school": school, "person": person, "refused": refused})


def managed_school(request: Request, school_pk: int) -> School:
    school = get_object_or_404(schools_with_staff_visible_to(request.user), pk=school_pk)
    require(can_manage_staff(request.user, school))
    return school


def staff_page(school: School) -> str:
    return reverse("people:staff", query={"school": school.pk})
