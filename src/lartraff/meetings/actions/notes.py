"""Writing under an agenda item. Whatever writes the draft, a page or the live room, goes through `save_notes`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import no_longer_read_aloud
from lartraff.meetings.models import AgendaItem, Minutes
from lartraff.meetings.permissions import can_enter_room
from lartraff.people.models import User


class SomebodyElseWrote(ValidationError):
    """The notes have changed since the writer began. `theirs` is what stands now."""

    def __init__(self, theirs: AgendaItem) -> None:
        super().__init__(
            _("Somebody else wrote here while you did. Both texts are below: put them together and save again."),
            code="somebody_else_wrote",
        )
        self.theirs = theirs


@transaction.atomic
def save_notes(item: AgendaItem, text: str, *, based_on: int, by: User) -> AgendaItem:
    """Replace the item's notes (Markdown), written with version `based_on` before one's eyes.

    Raises SomebodyElseWrote if they have changed since, ValidationError if the minutes are shared or the text holds a
    personal number. Text that changes after the reading aloud has not been read aloud: the minutes are a draft again.
    """
    require(can_enter_room(by, item.meeting))
    # Whoever shares or corrects takes the minutes too, so nothing is written into what is just being shared.
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=item.meeting_id).first()
    if minutes is None:
        raise ValidationError(_("The meeting has not been opened yet. Open it, then write."))
    if minutes.is_shared:
        raise ValidationError(_("The minutes are shared. Correct them as a new version instead."))
    item = AgendaItem.objects.select_related("meeting__group__school").get(pk=item.pk)
    text = text.replace("\r\n", "\n").rstrip()
    if text == item.notes:
        return item
    refuse_personal_numbers(text)
    if based_on != item.notes_version:
        raise SomebodyElseWrote(item)
    item.notes, item.notes_version = text, item.notes_version + 1
    item.save(update_fields=["notes", "notes_version"])
    no_longer_read_aloud(item.meeting)
    return item
