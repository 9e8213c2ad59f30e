"""Changing proposed groups by hand: each press is one form, and leads back to the plan."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lartraff.core.access import require
from lartraff.people.requests import Request
from lartraff.results.actions import plan_groups as actions
from lartraff.results.forms.plans import AddProposedForm, DescribeProposedForm, MergeForm, MovePersonForm
from lartraff.results.models import GroupPlan, ProposedGroup
from lartraff.results.permissions import can_plan_groups, proposed_groups_visible_to
from lartraff.results.views.plans import plan_to_change


def group_to_change(request: Request, pk: int) -> ProposedGroup:
    group = get_object_or_404(proposed_groups_visible_to(request.user), pk=pk)
    require(can_plan_groups(request.user, group.plan.school))
    return group


def attempt(request: Request, act: Callable[[], ProposedGroup | None]) -> ProposedGroup | None:
    """Do it, and tell why if it makes no sense."""
    try:
        return act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None


def tell(request: Request, form: Form) -> None:
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))


def back(plan: GroupPlan, group: ProposedGroup | None = None) -> HttpResponse:
    """To the plan, where the group that was changed stands open."""
    address = reverse("results:plan", args=[plan.pk])
    return redirect(f"{address}?open={group.pk}#group-{group.pk}" if group is not None else address)


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_change(request, pk)
    form = MovePersonForm(request.POST, plan=plan)
    if not form.is_valid():
        tell(request, form)
        return back(plan)
    person, to = form.cleaned_data["person"], form.cleaned_data["to"]
    came_from = plan.groups.filter(members=person).first()
    attempt(request, lambda: actions.move_person(plan, person, to=to, by=request.user))
    return back(plan, came_from or to)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_change(request, pk)
    form = AddProposedForm(request.POST, plan=plan)
    if not form.is_valid():
        tell(request, form)
        return back(plan)
    name, subject = form.cleaned_data["name"], form.cleaned_data["subject"]
    subjects = [subject] if subject else []
    group = attempt(request, lambda: actions.add_proposed(plan, by=request.user, name=name, subjects=subjects))
    return back(plan, group)


@require_POST
def describe(request: Request, pk: int) -> HttpResponse:
    group = group_to_change(request, pk)
    form = DescribeProposedForm(request.POST, group=group)
    if form.is_valid():
        attempt(request, lambda: actions.describe_proposed(group, by=request.user, **form.cleaned_data))
    else:
        tell(request, form)
    return back(group.plan, group)


@require_POST
def split(request: Request, pk: int) -> HttpResponse:
    group = group_to_change(request, pk)
    new = attempt(request, lambda: actions.split_proposed(group, by=request.user))
    return back(group.plan, new or group)


@require_POST
def merge(request: Request, pk: int) -> HttpResponse:
    group = group_to_change(request, pk)
    form = MergeForm(request.POST, group=group)
    if not form.is_valid():
        tell(request, form)
        return back(group.plan, group)
    into = form.cleaned_data["into"]
    return back(group.plan, attempt(request, lambda: actions.merge_proposed(group, into=into, by=request.user)))


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    group = group_to_change(request, pk)
    try:
        actions.remove_proposed(group, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The group is taken away. Its members stand under In no group."))
    return back(group.plan)
