"""Planning groups: choose subjects, look at what is proposed, have it proposed anew. Seen by the principal only."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.people.models import School
from lartraff.people.permissions import can_manage_staff
from lartraff.people.requests import Request
from lartraff.results.actions import plans as actions
from lartraff.results.forms.plans import AddProposedForm, PlanForm, as_chosen
from lartraff.results.models import GroupPlan
from lartraff.results.permissions import can_plan_groups, plans_visible_to, schools_to_plan_groups_in
from lartraff.results.queries.plans import plan_overview, plans_at, possible_leaders, subjects_to_choose


def school_to_plan_in(request: Request) -> School:
    """The school of the address, or the only one the person plans groups in."""
    schools = schools_to_plan_groups_in(request.user)
    wanted = request.GET.get("school", "")
    if wanted:
        return get_object_or_404(schools, pk=wanted if wanted.isdecimal() else 0)
    if not schools.exists():
        # Nothing to choose from: say why, rather than that the page does not exist.
        require(can_plan_groups(request.user, School()))
    return schools[0]


def plan_to_change(request: Request, pk: int) -> GroupPlan:
    plan = get_object_or_404(plans_visible_to(request.user), pk=pk)
    require(can_plan_groups(request.user, plan.school))
    return plan


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: Request) -> HttpResponse:
    school = school_to_plan_in(request)
    require(can_plan_groups(request.user, school))
    form = PlanForm(request.POST or None, school=school)
    if request.method == "POST" and form.is_valid():
        plan = actions.make_plan(school, form.draft(), by=request.user)
        return redirect("results:plan", pk=plan.pk)
    return show_form(request, school, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_plan(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_change(request, pk)
    form = PlanForm(request.POST or None, school=plan.school, initial=as_chosen(plan))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan(plan, form.draft(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Proposed anew. What you had changed by hand is as you left it."))
            return redirect("results:plan", pk=plan.pk)
    return show_form(request, plan.school, form, plan)


def show_form(request: Request, school: School, form: PlanForm, plan: GroupPlan | None) -> HttpResponse:
    choices = subjects_to_choose(request.user, school)
    first = [choice.subject.pk for choice in choices.subjects if choice.is_first_choice] if plan is None else []
    context = {
        "form": form,
        "school": school,
        "plan": plan,
        "others": schools_to_plan_groups_in(request.user).exclude(pk=school.pk),
        "period": choices.period,
        "ranked": [choice for choice in choices.subjects if choice.place],
        "unranked": [choice for choice in choices.subjects if not choice.place],
        "chosen": chosen(form, "subjects") or ([] if form.is_bound else first),
        "leaders": possible_leaders(request.user, school),
        "marked": chosen(form, "candidates"),
        "plans": plans_at(request.user, school) if plan is None else [],
        "may_say_who_teaches": can_manage_staff(request.user, school),
    }
    return render(request, "results/plan_form.html", context, status=422 if form.errors else 200)


def chosen(form: PlanForm, name: str) -> list[int]:
    """What is ticked: as sent, or as it was."""
    return [int(value) for value in form[name].value() or [] if str(value).isdecimal()]


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    found = plan_to_change(request, pk)
    opened = request.GET.get("open", "")
    context = {
        "overview": plan_overview(request.user, found),
        "opened": int(opened) if opened.isdecimal() else 0,
        "add_form": AddProposedForm(plan=found),
    }
    return render(request, "results/plan.html", context)


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    found = plan_to_change(request, pk)
    everything = request.POST.get("everything") == "yes"
    try:
        actions.propose_groups(found, by=request.user, everything=everything)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request,
            _("Proposed anew, all of it.")
            if everything
            else _("Proposed anew. What you had changed by hand is as you left it."),
        )
    return redirect("results:plan", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: Request, pk: int) -> HttpResponse:
    """Ask once, then throw the plan away."""
    found = plan_to_change(request, pk)
    if request.method == "POST":
        actions.forget_plan(found, by=request.user)
        messages.success(request, _("The plan is thrown away. Groups that were formed from it are still there."))
        return redirect("results:matrix")
    return render(request, "results/forget_plan.html", {"plan": found})
