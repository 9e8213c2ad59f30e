"""What to read, hear or watch before a meeting."""

from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import allow_if, require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.preparing import refuse_if_shared
from lartraff.meetings.models import Material, MaterialRead, Meeting
from lartraff.meetings.permissions import can_enter_room, can_prepare_meeting
from lartraff.people.models import User


@transaction.atomic
def add_material(meeting: Meeting, *, title: str, where: str, pages: str = "", by: User) -> Material:
    """Attach something to the meeting: `where` is an address, or words that say where it is found."""
    require(can_enter_room(by, meeting))
    refuse_if_shared(meeting)
    for text in (title, where, pages):
        refuse_personal_numbers(text)
    material = Material(meeting=meeting, title=title, where=where, pages=pages, added_by=by)
    material.full_clean()
    material.save()
    audit.record("add_material", material, by=by, school_id=meeting.group.school_id)
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User) -> None:
    """Take it away: whoever added it, or the one who prepares the meeting."""
    require(can_enter_room(by, material.meeting))
    may = material.added_by_id == by.pk or can_prepare_meeting(by, material.meeting)
    require(allow_if(may, _("Whoever added it, or the learning leader, takes it away.")))
    audit.record("remove_material", material, by=by, school_id=material.meeting.group.school_id)
    material.delete()


@transaction.atomic
def tick_material(material: Material, *, read: bool, by: User) -> None:
    """Say for oneself that one has read it, or has not. Nothing tells the others who has."""
    require(can_enter_room(by, material.meeting))
    refuse_if_shared(material.meeting)
    if read:
        MaterialRead.objects.get_or_create(material=material, person=by)
    else:
        MaterialRead.objects.filter(material=material, person=by).delete()
