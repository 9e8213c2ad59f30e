"""Before a meeting: one's own words, suggestions, what to read; and the page where the leader prepares in hiding."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lartraff.core.access import require
from lartraff.meetings.actions import inviting, materials, preparing, suggestions
from lartraff.meetings.forms.preparing import AgendaForm, MaterialForm, NoteForm, OwnWordsForm, SuggestForm
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, can_prepare_meeting, meetings_visible_to
from lartraff.meetings.queries import preparing as queries
from lartraff.meetings.views.planning import show_meeting
from lartraff.people.requests import Request


def own_meeting(request: Request, pk: int) -> Meeting:
    meeting = get_object_or_404(meetings_visible_to(request.user).select_related("minutes"), pk=pk)
    require(can_enter_room(request.user, meeting))
    return meeting


def to_meeting(meeting_id: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('meetings:meeting', args=[meeting_id])}#{place}")


def fill_in(
    request: Request, pk: int, form: forms.Form, act: Callable[[Meeting], object], *, name: str, thanks: str
) -> HttpResponse:
    """Carry out what a form on the meeting's page asks for; what is wrong is said on that page, with the text kept.

    `name`: what the page calls the form, and the place on the page to come back to.
    """
    meeting = own_meeting(request, pk)
    if form.is_valid():
        try:
            act(meeting)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors and meeting.status == "CLOSED":
        # The page no longer has the form.
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("meetings:meeting", pk=pk)
    if form.errors:
        return show_meeting(request, meeting, status=422, **{f"{name}_form": form})
    messages.success(request, thanks)
    return to_meeting(pk, name)


@require_POST
def own_words(request: Request, pk: int) -> HttpResponse:
    form = OwnWordsForm(request.POST, auto_id="words_%s")

    def act(meeting: Meeting) -> object:
        return preparing.prepare(meeting, form.cleaned_data["text"], by=request.user)

    thanks = _("Saved, for you alone until it is your turn.")
    return fill_in(request, pk, form, act, name="words", thanks=thanks)


@require_POST
def suggest(request: Request, pk: int) -> HttpResponse:
    form = SuggestForm(request.POST, auto_id="suggest_%s")

    def act(meeting: Meeting) -> object:
        return suggestions.suggest(meeting, form.cleaned_data["text"], by=request.user)

    return fill_in(request, pk, form, act, name="suggest", thanks=_("Suggested. The group sees it."))


@require_POST
def withdraw_suggestion(request: Request, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(queries.suggestions_visible_to(request.user), pk=pk)
    try:
        suggestions.withdraw_suggestion(suggestion, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Taken back."))
    return to_meeting(suggestion.meeting_id, "suggest")


@require_POST
def take_up_suggestion(request: Request, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(queries.suggestions_visible_to(request.user), pk=pk)
    suggestions.take_up_suggestion(suggestion, by=request.user)
    messages.success(request, _("Taken up."))
    going_on = queries.meeting_going_on(suggestion.meeting.group_id)
    return redirect("meetings:room", pk=going_on.pk) if going_on else to_meeting(suggestion.meeting_id, "suggest")


@require_POST
def add_material(request: Request, pk: int) -> HttpResponse:
    form = MaterialForm(request.POST, auto_id="material_%s")

    def act(meeting: Meeting) -> object:
        return materials.add_material(meeting, by=request.user, **form.cleaned_data)

    return fill_in(request, pk, form, act, name="material", thanks=_("Added. The group sees it."))


@require_POST
def tick_material(request: Request, pk: int) -> HttpResponse:
    material = get_object_or_404(queries.materials_visible_to(request.user), pk=pk)
    try:
        materials.tick_material(material, read=request.POST.get("read") == "yes", by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return to_meeting(material.meeting_id, "material")


@require_POST
def remove_material(request: Request, pk: int) -> HttpResponse:
    material = get_object_or_404(queries.materials_visible_to(request.user), pk=pk)
    materials.remove_material(material, by=request.user)
    messages.success(request, _("Taken away."))
    return to_meeting(material.meeting_id, "material")


# --- The leader's own page


@require_http_methods(["GET", "POST"])
def prepare(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings_visible_to(request.user), pk=pk)
    require(can_prepare_meeting(request.user, meeting))
    if meeting.status != "PLANNED":
        return redirect("meetings:meeting", pk=pk)
    if request.method == "POST":
        agenda = AgendaForm.sent(request.POST, queries.open_suggestions(meeting))
        note = NoteForm(request.POST)
        # Both are asked, so that everything that is wrong is told at once.
        if all([agenda.is_valid(), note.is_valid()]):
            try:
                return keep(request, meeting, agenda, note)
            except ValidationError as error:
                note.add_error(None, error)
        return show_preparing(request, meeting, agenda, note, status=422)
    agenda = AgendaForm.of(queries.prepared_items(meeting), with_new="new" in request.GET)
    note = NoteForm(initial={"note": queries.note_to_self(request.user, meeting)})
    return show_preparing(request, meeting, agenda, note)


def keep(request: Request, meeting: Meeting, agenda: AgendaForm, note: NoteForm) -> HttpResponse:
    items, text = agenda.drafts(), note.cleaned_data["note"]
    if "send" in request.POST:
        site = request.build_absolute_uri("/")
        letters = inviting.send_invitation(meeting, items, note=text, by=request.user, site=site)
        messages.success(
            request,
            ngettext("The invitation is on its way to %(n)s member.", "The invitation is on its way to %(n)s members.",
                     letters) % {"n": letters},
        )  # fmt: skip
        return redirect("meetings:meeting", pk=meeting.pk)
    inviting.save_plan(meeting, items, note=text, by=request.user)
    page = reverse("meetings:prepare", args=[meeting.pk])
    if "add" in request.POST:
        return redirect(f"{page}?new=1#item-{len(items)}")
    if agenda.touched is not None:
        return redirect(f"{page}#item-{agenda.touched}")
    if "save" in request.POST:
        messages.success(request, _("Saved. Only you see it."))
    return redirect(page)


def show_preparing(
    request: Request, meeting: Meeting, agenda: AgendaForm, note: NoteForm, *, status: int = 200
) -> HttpResponse:
    invitation = queries.invitation_to(meeting)
    used = agenda.suggestions()
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "note_form": note,
        "plan": agenda.time_plan(booked=meeting.minutes_planned),
        "invitation": invitation,
        "unsent": invitation is not None and queries.has_changed_since(invitation),
        "suggestions": [(one, one.pk in used) for one in queries.open_suggestions(meeting)],
        "materials": queries.materials_of(request.user, meeting),
    }
    return render(request, "meetings/prepare.html", context, status=status)
