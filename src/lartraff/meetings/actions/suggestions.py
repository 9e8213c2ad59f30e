"""Matters that members suggest beforehand. What is not taken up waits for the next meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import allow_if, require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import tell
from lartraff.meetings.models import Material, Meeting, Suggestion
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting
from lartraff.meetings.queries.preparing import meeting_going_on
from lartraff.people.models import User


@transaction.atomic
def suggest(meeting: Meeting, text: str, *, by: User) -> Suggestion:
    """Put a matter before the group."""
    require(can_enter_room(by, meeting))
    meeting.refresh_from_db(fields=["status"])
    if meeting.status == "CLOSED":
        raise ValidationError(_("This meeting is over. Suggest the matter for the next one."))
    refuse_personal_numbers(text)
    suggestion = Suggestion(meeting=meeting, text=text.strip(), by=by)
    suggestion.full_clean()
    suggestion.save()
    audit.record("suggest", suggestion, by=by, school_id=meeting.group.school_id)
    tell_those_who_meet(meeting)
    return suggestion


@transaction.atomic
def withdraw_suggestion(suggestion: Suggestion, *, by: User) -> None:
    """Take back one's own suggestion, while nobody has taken it up."""
    require(can_enter_room(by, suggestion.meeting))
    require(allow_if(suggestion.by_id == by.pk, _("Whoever suggested it takes it back.")))
    suggestion = locked(suggestion)
    if suggestion.taken_up_at is not None:
        raise ValidationError(_("The matter has been taken up already."))
    audit.record("withdraw_suggestion", suggestion, by=by, school_id=suggestion.meeting.group.school_id)
    suggestion.delete()
    tell_those_who_meet(suggestion.meeting)


@transaction.atomic
def take_up_suggestion(suggestion: Suggestion, *, by: User) -> None:
    """The group is dealing with the matter: it is not offered again. Taking it up twice is taking it up once."""
    meeting = meeting_going_on(suggestion.meeting.group_id) or suggestion.meeting
    require(can_lead_meeting(by, meeting))
    suggestion = locked(suggestion)
    if suggestion.taken_up_at is None:
        mark_taken_up(suggestion)
        audit.record("take_up_suggestion", suggestion, by=by, school_id=suggestion.meeting.group.school_id)
        tell_those_who_meet(suggestion.meeting)


def mark_taken_up(suggestion: Suggestion) -> None:
    suggestion.taken_up_at = clock.now()
    suggestion.save(update_fields=["taken_up_at"])


def tell_those_who_meet(meeting: Meeting) -> None:
    """If the group is meeting just now, its screens show the suggestions."""
    going_on = meeting_going_on(meeting.group_id)
    if going_on is not None:
        tell(going_on)


def locked(suggestion: Suggestion) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("meeting__group__school")
    return rows.get(pk=suggestion.pk)


def move_to_another_meeting(meeting: Meeting) -> None:
    """Before `meeting` is cancelled: let what members suggested and attached wait for another meeting of the group."""
    others = Meeting.objects.filter(group=meeting.group_id).exclude(pk=meeting.pk)
    later = others.filter(status="PLANNED", starts_at__gt=meeting.starts_at).order_by("starts_at").first()
    other = later or others.order_by("-starts_at").first()
    if other is not None:
        for waiting in (Suggestion.objects, Material.objects):
            waiting.filter(meeting=meeting).update(meeting=other)
