"""The launch: how a term's groups are told of, on a page and on slides."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.direction.actions import launches as actions
from lartraff.direction.permissions import (
    can_present_groups,
    can_see_launch,
    launches_visible_to,
    schools_to_present_groups_in,
)
from lartraff.direction.queries import launches_of
from lartraff.people.permissions import groups_visible_to
from lartraff.people.queries import terms_to_set
from lartraff.people.requests import Request
from lartraff.reports.forms import LaunchForm, NewLaunchForm
from lartraff.reports.queries import presentation_of

if TYPE_CHECKING:
    from lartraff.direction.models import Launch


@require_safe
def launches(request: Request) -> HttpResponse:
    context = {"launches": launches_of(request.user), "may_begin_in": list(schools_to_present_groups_in(request.user))}
    return render(request, "reports/launches.html", context)


def seen(request: Request, pk: int) -> "Launch":
    found = get_object_or_404(launches_visible_to(request.user).select_related("school__authority"), pk=pk)
    require(can_see_launch(request.user, found))
    return found


@require_safe
def launch(request: Request, pk: int) -> HttpResponse:
    found = seen(request, pk)
    context = {
        "launch": found,
        "told": presentation_of(request.user, found),
        "may_change": can_present_groups(request.user, found.school),
    }
    return render(request, "reports/launch.html", context)


@require_safe
def slides(request: Request, pk: int) -> HttpResponse:
    """The same for a projector: one thing at a time, and large."""
    found = seen(request, pk)
    return render(request, "reports/slides.html", {"launch": found, "told": presentation_of(request.user, found)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_launch(request: Request, school_pk: int) -> HttpResponse:
    schools = schools_to_present_groups_in(request.user).select_related("authority")
    school = get_object_or_404(schools, pk=school_pk)
    require(can_present_groups(request.user, school))
    groups = groups_visible_to(request.user).filter(school=school, closed_at=None)
    form = NewLaunchForm(
        request.POST or None,
        groups=groups,
        terms=terms_to_set(school.authority),
        initial={"groups": [group.pk for group in groups]},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        year, season = given.pop("term")
        try:
            made = actions.prepare_launch(school, by=request.user, school_year=year, season=season, **given)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("reports:launch", pk=made.pk)
    context = {"school": school, "form": form, "launch": None, "any_groups": groups.exists()}
    return render(request, "reports/launch_form.html", context)


def to_change(request: Request, pk: int) -> "Launch":
    found = seen(request, pk)
    require(can_present_groups(request.user, found.school))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change_launch(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    groups = groups_visible_to(request.user).filter(school=found.school, closed_at=None)
    initial = {
        "groups": [group.pk for group in groups.filter(launches=found)],
        "opening": found.opening,
        "closing": found.closing,
    }
    form = LaunchForm(request.POST or None, groups=groups, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_launch(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Saved."))
            return redirect("reports:launch", pk=pk)
    context = {"school": found.school, "form": form, "launch": found, "any_groups": groups.exists()}
    return render(request, "reports/launch_form.html", context)


@require_POST
def publish_launch(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    actions.publish_launch(found, by=request.user)
    messages.success(request, _("All staff at the school can see the page and the slides now."))
    return redirect("reports:launch", pk=pk)


@require_POST
def withdraw_launch(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    actions.withdraw_launch(found, by=request.user)
    messages.success(request, _("Only those who lead the school see it now."))
    return redirect("reports:launch", pk=pk)
