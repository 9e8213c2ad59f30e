"""One's own words before the round. Private things leave no line in the audit trail, and are erased at sharing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.models import MaterialRead, Meeting, Minutes, NoteToSelf, Preparation, Reminder
from lartraff.meetings.permissions import can_enter_room
from lartraff.people.models import User

LONGEST = 5_000  # characters of one's own words


@transaction.atomic
def prepare(meeting: Meeting, text: str, *, by: User) -> Preparation | None:
    """Keep what somebody wants to say in the round, in place of what they wrote before; empty text takes it away."""
    require(can_enter_room(by, meeting))
    refuse_if_shared(meeting)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        Preparation.objects.filter(meeting=meeting, person=by).delete()
        return None
    if len(text) > LONGEST:
        raise ValidationError(_("That is longer than a turn in the round. Keep the most important."))
    refuse_personal_numbers(text)
    preparation, _created = Preparation.objects.update_or_create(
        meeting=meeting, person=by, defaults={"text": text, "updated_at": clock.now()}
    )
    return preparation


def refuse_if_shared(meeting: Meeting) -> None:
    """Stop what belongs before the sharing. Holds the minutes, so that nothing slips in while they are being shared."""
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if minutes is not None and minutes.is_shared:
        raise ValidationError(_("The minutes of this meeting are shared. Keep your words for the next one."))


def forget_what_was_private(meeting: Meeting) -> None:
    """Erase what each wrote and ticked for themselves. Done when the minutes are shared."""
    for own in (Preparation.objects, NoteToSelf.objects, Reminder.objects):
        own.filter(meeting=meeting).delete()
    MaterialRead.objects.filter(material__meeting=meeting).delete()
