"""Photographs at a meeting: added by anybody in the group, kept where the minutes show them."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.meetings.logic.photo_addresses import photos_named, photos_shown
from lartraff.meetings.logic.pictures import Picture
from lartraff.meetings.models import AgendaItem, Meeting, Minutes, MinutesVersion, Photo
from lartraff.meetings.models.photos import place_of
from lartraff.meetings.permissions import can_enter_room
from lartraff.people.models import LearningGroup, User

MOST_AT_A_MEETING = 200


@transaction.atomic
def add_photo(meeting: Meeting, picture: Picture, *, by: User) -> Photo:
    """Keep a photograph for the minutes of this meeting. It is shown where its address stands in the text.

    Raises ValidationError before the meeting is opened, once its minutes are shared, and when there are very many.
    """
    require(can_enter_room(by, meeting))
    # Whoever shares takes the minutes too, so no photograph comes in beside what is just being shared.
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if minutes is None:
        raise ValidationError(_("The meeting has not been opened yet. Open it, then add the photograph."))
    if minutes.is_shared:
        raise ValidationError(_("The minutes are shared, so photographs can no longer be added to them."))
    if Photo.objects.filter(meeting=meeting).count() >= MOST_AT_A_MEETING:
        raise ValidationError(
            _("There are %(count)s photographs at this meeting already. Write down what the others would have shown."),
            params={"count": MOST_AT_A_MEETING},
        )
    photo = Photo(meeting=meeting, width=picture.width, height=picture.height)
    photo.file.name = place_of(photo, "")
    photo.save(force_insert=True)
    audit.record("add_photo", photo, by=by, school_id=meeting.group.school_id)
    # Not before: if the row does not come to be, there is no file that nobody knows of.
    transaction.on_commit(lambda: write_file(photo, picture))
    return photo


def write_file(photo: Photo, picture: Picture) -> None:
    try:
        photo.file.storage.save(photo.file.name, ContentFile(picture.jpeg))
    except OSError:
        photo.delete()
        raise


def settle_photos(version: MinutesVersion) -> None:
    """Let the photographs that this version shows be seen with it, and remove those that nobody can come to see.

    Within the transaction that shares the version. Only the group's own: an address from elsewhere opens nothing.
    """
    group = version.minutes.meeting.group
    shown = {pk for section in version.content["sections"] for pk in photos_shown(section["html"])}
    version.photos.set(Photo.objects.filter(meeting__group=group, pk__in=shown))
    remove_unused(group)


def remove_unused(group: LearningGroup) -> None:
    """Remove photographs of shared meetings that no shared version shows, and no text of the group names."""
    texts = AgendaItem.objects.filter(meeting__group=group, notes__contains="/photos/").values_list("notes", flat=True)
    named = {pk for text in texts for pk in photos_named(text)}
    unused = Photo.objects.filter(meeting__group=group, meeting__minutes__state="SHARED", shared_in=None)
    unused.exclude(pk__in=named).delete()
