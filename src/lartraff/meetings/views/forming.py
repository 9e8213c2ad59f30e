"""Forming a group, and changing what it is about and who is in it."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lartraff.core.access import require
from lartraff.direction.actions import set_goal
from lartraff.direction.forms import GoalForm
from lartraff.direction.models import Goal
from lartraff.direction.permissions import can_set_goal
from lartraff.direction.queries import current_goal
from lartraff.meetings.actions import forming as forming_actions
from lartraff.meetings.forms.forming import FormGroupForm, RhythmForm
from lartraff.meetings.forms.members import DescribeForm, MembershipForm
from lartraff.people.actions import groups as people_actions
from lartraff.people.models import LearningGroup, School, Subject
from lartraff.people.permissions import can_form_groups, groups_visible_to, schools_to_form_groups_in
from lartraff.people.queries import subjects
from lartraff.people.requests import Request
from lartraff.results.forms import MatrixChoices
from lartraff.results.models import ProposedGroup
from lartraff.results.permissions import proposed_groups_visible_to
from lartraff.results.queries.group_start import start_for_group
from lartraff.results.queries.groups import goal_for_group, reason_for_group


def school_and_subject(request: Request) -> tuple[School, Subject | None]:
    """The school of the address, or the only one the person forms groups in; and the subject, if one is named."""
    schools = schools_to_form_groups_in(request.user)
    school = request.GET.get("school")
    if school is None and not schools.exists():
        # Nothing to choose from: say why, rather than that the page does not exist.
        require(can_form_groups(request.user, School()))
    found = get_object_or_404(schools, pk=school) if school else schools[0]
    code = request.GET.get("subject", "")
    return found, get_object_or_404(subjects(), code=code) if code else None


def proposed_group(request: Request) -> ProposedGroup | None:
    """The group of the principal's plan that is to be formed, if the address names one."""
    pk = request.GET.get("proposed", "")
    return get_object_or_404(proposed_groups_visible_to(request.user), pk=pk, group=None) if pk.isdecimal() else None


@require_http_methods(["GET", "POST"])
def form_group(request: Request) -> HttpResponse:
    from_plan = proposed_group(request)
    start = start_for_group(from_plan) if from_plan else None
    school, subject = (start.school, start.subject) if start else school_and_subject(request)
    require(can_form_groups(request.user, school))
    form = FormGroupForm(
        request.POST or None, school=school, subject=subject, start=start, **from_results(request, school, subject)
    )
    if request.method == "POST" and form.is_valid():
        try:
            group = forming_actions.form_group(
                by=request.user,
                school=school,
                name=form.cleaned_data["name"],
                subject=subject,
                reason=form.cleaned_data["reason"],
                purpose=form.cleaned_data["purpose"],
                members=form.cleaned_data["members"],
                leader=form.cleaned_data["leader"],
                goal=form.goal(),
                structure=form.cleaned_data["structure"],
                starts=form.starts(),
                place=form.cleaned_data["place"],
                proposed=from_plan,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The group is formed, and its meetings are planned."))
            return redirect("insights:group", pk=group.pk)
    return render(
        request,
        "meetings/form_group.html",
        {
            "form": form,
            "school": school,
            "others": [] if from_plan else schools_to_form_groups_in(request.user).exclude(pk=school.pk),
            "subject": subject,
            "proposed": from_plan,
            "dates": proposed(form),
        },
    )


def from_results(request: Request, school: School, subject: Subject | None) -> dict[str, Any]:
    """Why the group, and what its goal can start from: the figures, counted as on the page that led here."""
    if subject is None:
        return {"reason": "", "goal": None}
    counting = MatrixChoices.read(request.GET).counting
    return {
        "reason": reason_for_group(school, subject, counting),
        "goal": goal_for_group(school, subject, counting),
    }


def proposed(form: RhythmForm) -> list[object]:
    """The days that the form would give, for showing while it is filled in; none while something is wrong."""
    if not form.is_bound:
        initial = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        form = RhythmForm({**initial, "structure": getattr(initial["structure"], "pk", "")}, school=form.school)
    return list(form.starts()) if form.is_valid() else []


@require_safe
def dates(request: Request) -> HttpResponse:
    """The part of the page that shows which days the chosen rhythm gives."""
    school, _subject = school_and_subject(request)
    form = RhythmForm(request.GET, school=school)
    return render(request, "meetings/_dates.html", {"dates": form.starts() if form.is_valid() else [], "form": form})


def group_to_form(request: Request, pk: int) -> LearningGroup:
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    require(can_form_groups(request.user, group.school))
    return group


@require_http_methods(["GET", "POST"])
def describe(request: Request, pk: int) -> HttpResponse:
    group = group_to_form(request, pk)
    initial = {"name": group.name, "reason": group.reason, "purpose": group.purpose}
    form = DescribeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people_actions.describe_group(group, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Everybody at the school sees it on the group's page."))
        return redirect("insights:group", pk=group.pk)
    return show_form(request, group, form, title=_("What the group is for"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def members(request: Request, pk: int) -> HttpResponse:
    group = group_to_form(request, pk)
    form = MembershipForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            people_actions.set_members(
                group, form.cleaned_data["members"], leader=form.cleaned_data["leader"], by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The group's members are saved."))
            return redirect("insights:group", pk=group.pk)
    return show_form(request, group, form, title=_("The group's members"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Ask once, then end the group."""
    group = group_to_form(request, pk)
    if request.method == "POST":
        people_actions.close_group(group, by=request.user)
        messages.success(request, _("The group is closed. What it has learnt stays."))
        return redirect("insights:group", pk=pk)
    return render(request, "meetings/close_group.html", {"group": group})


@require_http_methods(["GET", "POST"])
def goal(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    require(can_set_goal(request.user, group))
    now = current_goal(request.user, group)
    form = GoalForm(request.POST or None, initial=as_written(now) if now else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_goal(group, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The goal is set. The one before is kept."))
            return redirect("insights:group", pk=group.pk)
    lead = _("A good goal says by how much, in what, for whom, and seen how. Then you know when you are there.")
    return show_form(request, group, form, title=_("The group's goal"), button=_("Set the goal"), lead=lead)


def as_written(goal: Goal) -> dict[str, object]:
    """The goal as it is put into the form: 8, not 8.0."""
    fields = {name: getattr(goal, name) for name in ("statement", "measure", "baseline", "target", "due_on")}
    return {
        name: int(value) if isinstance(value, Decimal) and value == int(value) else value
        for name, value in fields.items()
    }


def show_form(
    request: Request, group: LearningGroup, form: Form, *, title: str, button: str, lead: str = ""
) -> HttpResponse:
    context = {"form": form, "group": group, "title": title, "button": button, "lead": lead}
    return render(request, "meetings/group_form.html", context)
