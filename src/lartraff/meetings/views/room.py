"""The room in ordinary pages: one page that shows where the meeting is, and one address for each button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lartraff.core import clock
from lartraff.core.access import require
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import notes as notes_actions
from lartraff.meetings.actions import outcomes, people, turns
from lartraff.meetings.actions import room as actions
from lartraff.meetings.forms import room as forms
from lartraff.meetings.logic.events import LeavingReason, Part
from lartraff.meetings.logic.room import Room
from lartraff.meetings.models import AgendaItem, Meeting
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting, meetings_visible_to
from lartraff.meetings.queries.carrying import carried_over
from lartraff.meetings.queries.minutes import minutes_content
from lartraff.meetings.queries.outcomes import items_visible_to, matters_visible_to, next_meeting_after
from lartraff.meetings.queries.preparing import note_to_self, open_suggestions, words_at_turn
from lartraff.meetings.queries.rooms import RoomPage, doubts_about, room_of, room_page
from lartraff.people.models import User
from lartraff.people.requests import Request


def enter(request: Request, pk: int) -> Meeting:
    meeting = get_object_or_404(meetings_visible_to(request.user).select_related("minutes"), pk=pk)
    require(can_enter_room(request.user, meeting))
    return meeting


@require_safe
def room(request: Request, pk: int) -> HttpResponse:
    meeting = enter(request, pk)
    if meeting.status == "CLOSED":
        return redirect("meetings:minutes", pk=pk)
    return show(request, meeting)


def show(request: Request, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    """The room as it is; `more` puts a form back on the page with what was wrong in it."""
    page = room_page(meeting)
    if meeting.status == "PLANNED":
        context: dict[str, Any] = {
            "page": page,
            "may_lead": can_lead_meeting(request.user, meeting),
            "note": note_to_self(request.user, meeting),
        }
        return render(request, "meetings/room_before.html", context)
    return render(request, "meetings/room.html", room_context(request.user, page) | more, status=status)


def room_context(user: User, page: RoomPage) -> dict[str, Any]:
    meeting = page.meeting
    following = next_meeting_after(user, meeting)
    reading_aloud = page.current is not None and page.current.item.kind == "READ_ALOUD"
    everyone = [person.user.pk for person in page.people if person.present]
    return {
        "page": page,
        "may_lead": can_lead_meeting(user, meeting),
        "doubts": doubts_about(page),
        "carry_over": carried_over(meeting),
        "suggestions": list(open_suggestions(meeting)),
        "note": note_to_self(user, meeting),
        "words": words_at_turn(meeting, page.room.turn) if page.room.turn else "",
        "content": minutes_content(meeting.minutes) if reading_aloud else None,
        "present_form": forms.PresentForm(
            meeting=meeting, viewer=user, initial={"people": everyone or [person.user.pk for person in page.people]}
        ),
        "secretary_form": forms.PersonForm(
            meeting=meeting, viewer=user, initial={"person": page.room.secretary or meeting.proposed_secretary_id}
        ),
        "task_form": forms.TaskForm(
            meeting=meeting,
            viewer=user,
            initial={"people": everyone, "due_on": following and following.starts_at.date()},
        ),
        "park_form": forms.ParkForm(meeting=meeting, viewer=user),
        "leave_form": forms.LeaveForm(meeting=meeting, viewer=user),
        "decide_form": forms.DecideForm(meeting=meeting, viewer=user),
        "unclear": [],
    }


@require_safe
def where(request: Request, pk: int) -> HttpResponse:
    """Asked every few seconds by the page: has the meeting moved on? Never moves anybody by itself."""
    meeting = enter(request, pk)
    at = request.GET.get("at", "")
    now = room_of(meeting)
    moved = meeting.status == "CLOSED" or str(now.current) != at
    item = current_item(meeting, now) if moved else None
    return render(request, "meetings/_where.html", {"meeting": meeting, "moved": moved, "item": item})


def current_item(meeting: Meeting, now: Room) -> AgendaItem | None:
    return None if now.current is None else meeting.agenda.get(position=now.current)


# --- The buttons

Act = Callable[[Meeting, dict[str, Any]], object]


def press(request: Request, pk: int, form: type[forms.CommandForm], act: Act, *, name: str = "") -> HttpResponse:
    """Check what a button sent, carry it out, and come back to the room.

    What is wrong is said in the room: beside the form called `name` if it has text worth keeping, else above.
    """
    meeting = enter(request, pk)
    filled = form(request.POST, meeting=meeting, viewer=request.user)
    if filled.is_valid():
        try:
            act(meeting, filled.cleaned_data)
        except ValidationError as error:
            filled.add_error(None, error)
    if not filled.errors:
        return redirect("meetings:room", pk=pk)
    if name and meeting.status == "OPEN":
        return show(request, meeting, status=422, **{name: filled})
    for problems in filled.errors.values():
        messages.error(request, str(problems[0]))
    return redirect("meetings:room", pk=pk)


@require_POST
def open_room(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.open_meeting(meeting, by=request.user, command=sent["command"])

    return press(request, pk, forms.CommandForm, act)


@require_POST
def present(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.check_in(meeting, list(sent["people"]), by=request.user, command=sent["command"])

    return press(request, pk, forms.PresentForm, act)


@require_POST
def secretary(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        people.choose_for(meeting, Part.SECRETARY, sent["person"], by=request.user, command=sent["command"])

    return press(request, pk, forms.PersonForm, act)


@require_POST
def go(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.go_to_item(meeting, sent["item"], came_from=sent["came_from"], by=request.user, command=sent["command"])

    return press(request, pk, forms.GoForm, act)


@require_POST
def extend(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.extend_item(meeting, sent["item"], minutes=sent["minutes"], by=request.user, command=sent["command"])

    return press(request, pk, forms.ExtendForm, act)


@require_POST
def turn(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        turns.give_turn(meeting, sent["person"], by=request.user, command=sent["command"])

    return press(request, pk, forms.PersonForm, act)


@require_POST
def pass_on(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        turns.pass_turn(meeting, sent["person"], by=request.user, command=sent["command"])

    return press(request, pk, forms.PersonForm, act)


@require_POST
def park(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        outcomes.park_matter(meeting, sent["text"], sent_to=sent["sent_to"], by=request.user, command=sent["command"])
        messages.success(request, _("Parked. Now you can let go of it."))

    return press(request, pk, forms.ParkForm, act, name="park_form")


@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.leave_structure(meeting, LeavingReason(sent["reason"]), by=request.user, command=sent["command"])

    return press(request, pk, forms.LeaveForm, act, name="leave_form")


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.resume_structure(meeting, by=request.user, command=sent["command"])

    return press(request, pk, forms.CommandForm, act)


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        item = current_item(meeting, room_of(meeting))
        if item is None:
            raise ValidationError(_("The meeting is not going on. Open it first, or write it in the next one."))
        outcomes.decide(item, sent["text"], by=request.user, command=sent["command"])

    return press(request, pk, forms.DecideForm, act, name="decide_form")


@require_POST
def read_aloud(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        minutes_actions.mark_read_aloud(meeting.minutes, by=request.user, command=sent["command"])

    response = press(request, pk, forms.CommandForm, act)
    return redirect("meetings:minutes", pk=pk) if enter(request, pk).status == "CLOSED" else response


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    def act(meeting: Meeting, sent: dict[str, Any]) -> None:
        actions.close_meeting(meeting, by=request.user, command=sent["command"])

    response = press(request, pk, forms.CommandForm, act)
    return redirect("meetings:minutes", pk=pk) if enter(request, pk).status == "CLOSED" else response


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    matter = get_object_or_404(matters_visible_to(request.user), pk=pk)
    outcomes.settle_matter(matter, by=request.user)
    messages.success(request, _("Taken care of."))
    following = next_meeting_after(request.user, matter.meeting)
    return redirect("meetings:meeting", pk=following.pk if following else matter.meeting_id)


@require_POST
def notes(request: Request, pk: int) -> HttpResponse:
    """Save what is written under an item: by the button, or a little after every pause in typing."""
    item = get_object_or_404(items_visible_to(request.user), pk=pk)
    filled = forms.NotesForm(request.POST)
    based_on = request.POST.getlist("based_on")[-1:]
    problem, theirs = "", None
    if not filled.is_valid() or not based_on:
        problem = _("The text is too long, or the form is not whole. Copy your text and open the page again.")
    else:
        try:
            item = notes_actions.save_notes(
                item, filled.cleaned_data["text"], based_on=filled.cleaned_data["based_on"], by=request.user
            )
        except notes_actions.SomebodyElseWrote as conflict:
            problem, theirs = conflict.messages[0], conflict.theirs
        except ValidationError as error:
            problem = error.messages[0]
    return notes_answer(request, item, problem, theirs)


def notes_answer(request: Request, item: AgendaItem, problem: str, theirs: AgendaItem | None) -> HttpResponse:
    if request.htmx:
        context = {"item": item, "problem": problem, "theirs": theirs, "now": clock.now()}
        return render(request, "meetings/_saved.html", context)
    meeting = item.meeting
    target = "meetings:minutes" if meeting.status == "CLOSED" else "meetings:room"
    if not problem:
        messages.success(request, _("Saved."))
        return redirect(target, pk=meeting.pk)
    context = {
        "item": item,
        "meeting": meeting,
        "problem": problem,
        "text": request.POST.get("text", ""),
        "theirs": theirs,
        "version": theirs.notes_version if theirs else request.POST.get("based_on", "0"),
        "back": target,
    }
    return render(request, "meetings/notes_problem.html", context, status=409 if theirs else 422)
