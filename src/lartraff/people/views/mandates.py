"""Mandates: the list, asking somebody to lead, and the page that the leader and the principal share."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.people.actions import mandates as actions
from lartraff.people.forms.mandates import AnswerForm, AskForm, MandateForm, TieForm
from lartraff.people.forms.staff import show
from lartraff.people.models import LearningGroup, Mandate, School, User
from lartraff.people.permissions import (
    can_answer_mandate,
    can_give_mandates,
    can_see_mandate,
    groups_visible_to,
    mandates_visible_to,
    schools_to_give_mandates_in,
)
from lartraff.people.queries import groups_led_by, leader_of, mandates_as_they_stand, story_of
from lartraff.people.requests import Request


@require_safe
def mandates(request: Request) -> HttpResponse:
    """My own, and those of the school I lead."""
    standing = mandates_as_they_stand(request.user)
    context = {"mandates": standing, "may_ask_in": list(schools_to_give_mandates_in(request.user))}
    return render(request, "people/mandates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, school_pk: int) -> HttpResponse:
    """`?group=` asks the leader of that group; `?person=` and `?about=` fill in the form."""
    school = get_object_or_404(schools_to_give_mandates_in(request.user), pk=school_pk)
    require(can_give_mandates(request.user, school))
    group, leader = group_and_leader(request, school)
    initial = {"leader": request.GET.get("person", ""), "about": request.GET.get("about", "")}
    form = AskForm(request.POST or None, school=school, viewer=request.user, group=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"leader": leader, "about": "", **form.cleaned_data}
        try:
            mandate = actions.ask_to_lead(
                school, by=request.user, site=request.build_absolute_uri("/"), group=group, **given
            )
        except ValidationError as error:
            show(error, form)
        else:
            messages.success(request, _("The question is asked. You see the answer here and on your home page."))
            return redirect("people:mandate", pk=mandate.pk)
    context = {"school": school, "form": form, "group": group, "leader": leader}
    return render(request, "people/ask_to_lead.html", context)


def group_and_leader(request: Request, school: School) -> tuple[LearningGroup | None, User | None]:
    wanted = request.GET.get("group", "")
    if not wanted.isdigit():
        return None, None
    group = get_object_or_404(groups_visible_to(request.user).filter(school=school, closed_at=None), pk=wanted)
    leader = leader_of(group)
    return (group, leader) if leader else (None, None)


@require_safe
def mandate(request: Request, pk: int) -> HttpResponse:
    return show_mandate(request, seen(request, pk), AnswerForm())


def seen(request: Request, pk: int) -> Mandate:
    found = get_object_or_404(mandates_visible_to(request.user), pk=pk)
    require(can_see_mandate(request.user, found))
    return found


def show_mandate(request: Request, mandate: Mandate, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    story = story_of(request.user, mandate)
    is_open = mandate.state == "ASKED"
    may_give = bool(can_give_mandates(request.user, mandate.school))
    waiting = [one for one in story if one.state == "ASKED"]
    agreed = [one for one in story if one.state == "ACCEPTED"]
    context = {
        "mandate": mandate,
        "mine": mandate.leader_id == request.user.pk,
        "earlier": [one for one in story if one.pk != mandate.pk],
        "form": form,
        "may_answer": is_open and can_answer_mandate(request.user, mandate),
        "may_withdraw": is_open and may_give,
        "may_change": mandate.state == "ACCEPTED" and may_give and not waiting,
        "may_ask_anew": mandate.state in {"DECLINED", "WITHDRAWN"} and may_give and not waiting and not agreed,
        "waiting": waiting[0] if waiting and not is_open else None,
        "agreed": agreed[0] if agreed and is_open else None,
        "tie": tie_form(mandate) if may_give and mandate.group is None else None,
    }
    return render(request, "people/mandate.html", context, status=status)


def tie_form(mandate: Mandate) -> TieForm | None:
    leads = groups_led_by(mandate.leader, mandate.school).exists()
    return TieForm(leader=mandate.leader, school=mandate.school) if leads else None


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    mandate = seen(request, pk)
    require(can_answer_mandate(request.user, mandate))
    form = AnswerForm(request.POST)
    said = request.POST.get("answer")
    if form.is_valid() and said in {"yes", "no"}:
        try:
            actions.answer_mandate(
                mandate,
                accepts=said == "yes",
                words=form.cleaned_data["words"],
                by=request.user,
                site=request.build_absolute_uri("/"),
            )
        except ValidationError as error:
            mandate.refresh_from_db()
            show(error, form)
        else:
            thanks = _("Thank you. You are in this together now.") if said == "yes" else _("Thank you for your answer.")
            messages.success(request, thanks)
            return redirect("people:mandate", pk=pk)
    elif form.is_valid():
        form.add_error(None, _("Press yes or no. Your words are still in the box."))
    return show_mandate(request, mandate, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    mandate = seen(request, pk)
    require(can_give_mandates(request.user, mandate.school))
    initial = {"task": mandate.task, "decides": mandate.decides, "support": mandate.support}
    form = MandateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.change_mandate(
                mandate, by=request.user, site=request.build_absolute_uri("/"), **form.cleaned_data
            )
        except ValidationError as error:
            show(error, form)
        else:
            messages.success(request, _("The change is asked for. What you have agreed on holds until it is accepted."))
            return redirect("people:mandate", pk=new.pk)
    return render(request, "people/change_mandate.html", {"mandate": mandate, "form": form})


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    mandate = seen(request, pk)
    require(can_give_mandates(request.user, mandate.school))
    try:
        actions.withdraw_mandate(mandate, by=request.user, site=request.build_absolute_uri("/"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The question is taken back."))
    return redirect("people:mandate", pk=pk)


@require_POST
def tie(request: Request, pk: int) -> HttpResponse:
    mandate = seen(request, pk)
    require(can_give_mandates(request.user, mandate.school))
    form = TieForm(request.POST, leader=mandate.leader, school=mandate.school)
    if form.is_valid():
        actions.tie_mandate(mandate, form.cleaned_data["group"], by=request.user)
        messages.success(request, _("Saved. The leader and you see the mandate on the group's page."))
    else:
        messages.error(request, _("Choose a group that this person leads."))
    return redirect("people:mandate", pk=pk)
