"""What the screens ask for, by name: checked, carried out through the meetings' own verbs, and answered in a sentence.

Runs in threads. The same for websocket and plain HTTP. A command that is sent twice counts once.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.core.middleware import language_of_person
from lartraff.live import forms
from lartraff.live.actions import close_wall, open_wall
from lartraff.meetings.actions import hands, minutes, outcomes, people, preparing, room, turns
from lartraff.meetings.actions.log import tell
from lartraff.meetings.actions.suggestions import take_up_suggestion
from lartraff.meetings.forms import room as page_forms
from lartraff.meetings.logic.clarity import gaps
from lartraff.meetings.logic.events import Answer, LeavingReason, Part
from lartraff.meetings.permissions import can_enter_room
from lartraff.meetings.queries.outcomes import GAPS, item_of, matter_of, meeting_of, outcome_of, was_carried_out
from lartraff.meetings.queries.preparing import suggestion_of
from lartraff.meetings.queries.rooms import room_page

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import User


@dataclass(frozen=True, slots=True)
class Call:
    """A command on its way: what was asked (`sent`, cleaned), where, by whom, and who is connected just now."""

    meeting: Meeting
    sent: dict[str, Any]
    by: User
    command: uuid.UUID
    online: frozenset[int]


@dataclass(frozen=True, slots=True)
class Refusal:
    """`field`: what in it was wrong, if one thing was."""

    sentence: str
    field: str | None = None


Act = Callable[[Call], object]


def carry_out(
    user: User, meeting_pk: int, name: str, data: Mapping[str, Any], command: uuid.UUID, *, online: Collection[int]
) -> Refusal | None:
    """Do it, and return None; or say why not. When it returns None it is in the log."""
    with translation.override(language_of_person(user)):
        found = COMMANDS.get(name)
        meeting = meeting_of(meeting_pk)
        if found is None or meeting is None:
            return Refusal(_("The page is older than the house. Load it again."))
        form_class, act = found
        try:
            require(can_enter_room(user, meeting))
            if was_carried_out(meeting, command):
                return None
            form = form_class({**data, "command": command}, meeting=meeting, viewer=user)
            if not form.is_valid():
                field, problems = next(iter(form.errors.items()))
                return Refusal(str(problems[0]), None if field == "__all__" else field)
            act(Call(meeting, form.cleaned_data | {"form": form, "data": data}, user, command, frozenset(online)))
        except ValidationError as error:
            return Refusal(error.messages[0], getattr(error, "code", None))
        except PermissionDenied as refused:
            return Refusal(str(refused))
    return None


def here(call: Call) -> None:
    person = call.sent["person"]
    people.say_here(call.meeting, person, here=call.sent["here"], by=call.by, command=call.command)


def choose(call: Call) -> None:
    part = Part(call.sent["role"])
    people.choose_for(call.meeting, part, call.sent["person"], by=call.by, command=call.command)


def take_over(call: Call) -> None:
    """Only where whoever leads is not connected: nobody is pushed aside."""
    leading = [person for person in room_page(call.meeting).people if person.leads and person.user.pk != call.by.pk]
    if any(person.user.pk in call.online for person in leading):
        raise ValidationError(_("Whoever leads is still here. Ask to be handed the leading."))
    people.take_over_leading(call.meeting, by=call.by, command=call.command)


def go(call: Call) -> None:
    item, came_from = call.sent["item"], call.sent["came_from"]
    room.go_to_item(call.meeting, item, came_from=came_from, by=call.by, command=call.command)


def extend(call: Call) -> None:
    sent = call.sent
    room.extend_item(
        call.meeting,
        sent["item"],
        minutes=sent["minutes"],
        taken_from=sent["taken_from"],
        by=call.by,
        command=call.command,
    )


def line(call: Call, write: Callable[..., object]) -> None:
    item = item_of(call.meeting, call.sent["item"])
    if item is None:
        raise ValidationError(_("That agenda item is not there any more."))
    write(item, call.sent["text"], by=call.by, command=call.command)


def task(call: Call) -> None:
    """Set the task. What is unclear is said once; the group may then set it as it is."""
    form, sent = call.sent["form"], call.sent
    unclear = [str(GAPS[gap]) for gap in gaps(form.draft())]
    if unclear and not call.sent["data"].get("as_it_is"):
        raise ValidationError(" ".join(unclear), code="unclear")
    outcomes.set_task(
        call.meeting,
        list(sent["people"]),
        teaching=sent["teaching"],
        study=sent["study"],
        evidence=sent["evidence"],
        due_on=sent["due_on"],
        by=call.by,
        command=call.command,
    )


def convert(call: Call) -> None:
    found = outcome_of(call.meeting, call.sent["kind"], call.sent["id"])
    if found is not None and call.sent["kind"] != "TASK":
        outcomes.convert_outcome(found, by=call.by, command=call.command)  # type: ignore[arg-type]


def remove(call: Call) -> None:
    found = outcome_of(call.meeting, call.sent["kind"], call.sent["id"])
    if found is not None:
        outcomes.remove_outcome(found, by=call.by, command=call.command)


def settle(call: Call) -> None:
    matter = matter_of(call.meeting, call.sent["matter"])
    if matter is not None:
        outcomes.settle_matter(matter, by=call.by)


def prepare(call: Call) -> None:
    preparing.prepare(call.meeting, call.sent["text"], by=call.by)
    tell(call.meeting)


def take_up(call: Call) -> None:
    suggestion = suggestion_of(call.meeting, call.sent["suggestion"])
    if suggestion is not None:
        take_up_suggestion(suggestion, by=call.by)
        tell(call.meeting)


def wall(call: Call) -> None:
    if call.sent["open"]:
        open_wall(call.meeting, shows_text=call.sent["shows_text"], by=call.by)
    else:
        close_wall(call.meeting, by=call.by)


COMMANDS: dict[str, tuple[type[page_forms.CommandForm], Act]] = {
    "open": (page_forms.CommandForm, lambda call: room.open_meeting(call.meeting, by=call.by, command=call.command)),
    "here": (forms.HereForm, here),
    "choose": (forms.PartForm, choose),
    "lead": (
        page_forms.PersonForm,
        lambda call: people.hand_over_leading(call.meeting, call.sent["person"], by=call.by, command=call.command),
    ),
    "take_over": (page_forms.CommandForm, take_over),
    "go": (page_forms.GoForm, go),
    "extend": (forms.ExtendFromForm, extend),
    "pause": (page_forms.CommandForm, lambda call: room.pause(call.meeting, by=call.by, command=call.command)),
    "unpause": (page_forms.CommandForm, lambda call: room.unpause(call.meeting, by=call.by, command=call.command)),
    "quiet": (
        forms.QuietForm,
        lambda call: room.start_quiet(call.meeting, minutes=call.sent["minutes"], by=call.by, command=call.command),
    ),
    "turn": (
        page_forms.PersonForm,
        lambda call: turns.give_turn(call.meeting, call.sent["person"], by=call.by, command=call.command),
    ),
    "pass": (
        page_forms.PersonForm,
        lambda call: turns.pass_turn(call.meeting, call.sent["person"], by=call.by, command=call.command),
    ),
    "later": (
        page_forms.PersonForm,
        lambda call: turns.postpone_turn(call.meeting, call.sent["person"], by=call.by, command=call.command),
    ),
    "done_speaking": (
        page_forms.CommandForm,
        lambda call: turns.end_turn(call.meeting, by=call.by, command=call.command),
    ),
    "ready": (
        forms.ReadyForm,
        lambda call: turns.say_ready(call.meeting, ready=call.sent["ready"], by=call.by, command=call.command),
    ),
    "hand": (
        forms.HandForm,
        lambda call: turns.raise_hand(call.meeting, up=call.sent["up"], by=call.by, command=call.command),
    ),
    "nudge": (page_forms.CommandForm, lambda call: turns.nudge(call.meeting, by=call.by, command=call.command)),
    "ask_hands": (
        forms.QuestionForm,
        lambda call: hands.ask_for_hands(call.meeting, call.sent["question"], by=call.by, command=call.command),
    ),
    "show_hand": (
        forms.AnswerForm,
        lambda call: hands.show_hand(call.meeting, Answer(call.sent["answer"]), by=call.by, command=call.command),
    ),
    "count_hands": (
        page_forms.CommandForm,
        lambda call: hands.count_hands(call.meeting, by=call.by, command=call.command),
    ),
    "park": (
        page_forms.ParkForm,
        lambda call: outcomes.park_matter(
            call.meeting, call.sent["text"], sent_to=call.sent["sent_to"], by=call.by, command=call.command
        ),
    ),
    "settle": (forms.MatterForm, settle),
    "leave": (
        page_forms.LeaveForm,
        lambda call: room.leave_structure(
            call.meeting, LeavingReason(call.sent["reason"]), by=call.by, command=call.command
        ),
    ),
    "resume": (
        page_forms.CommandForm,
        lambda call: room.resume_structure(call.meeting, by=call.by, command=call.command),
    ),
    "inform": (forms.LineForm, lambda call: line(call, outcomes.inform)),
    "decide": (forms.LineForm, lambda call: line(call, outcomes.decide)),
    "task": (page_forms.TaskForm, task),
    "convert": (forms.OutcomeForm, convert),
    "remove": (forms.OutcomeForm, remove),
    "prepare": (forms.WordsForm, prepare),
    "take_up": (forms.SuggestionForm, take_up),
    "read_aloud": (
        page_forms.CommandForm,
        lambda call: minutes.mark_read_aloud(call.meeting.minutes, by=call.by, command=call.command),
    ),
    "close": (page_forms.CommandForm, lambda call: room.close_meeting(call.meeting, by=call.by, command=call.command)),
    "wall": (forms.WallForm, wall),
}
