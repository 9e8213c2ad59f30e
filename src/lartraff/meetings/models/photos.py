"""Photographs in the minutes: a board, a pupil's solution, a model that the group has drawn."""

import uuid
from functools import partial
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.meetings.models.meeting import Meeting
from lartraff.meetings.models.minutes import MinutesVersion


def place_of(photo: "Photo", _name: str) -> str:
    """Where the file lies. What it was called on the telephone is not kept."""
    return f"meetings/{photo.meeting_id}/{photo.pk}.jpg"


class Photo(models.Model):
    """One photograph, drawn anew by us. `shared_in` are the versions of minutes that show it; they never change.

    The file is there while the row is, and goes when the row has gone. Who took it is not kept here.
    """

    personal_data: ClassVar = PersonalData(
        fields=("file",),
        kept="as the authority decides for minutes; what no text shows, until the minutes are shared",
        exported="nothing: it is the group's",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photos")
    file = models.FileField(_("file"), upload_to=place_of)
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    added_at = models.DateTimeField(_("added"), default=clock.now)
    shared_in = models.ManyToManyField(MinutesVersion, related_name="photos", blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")

    def __str__(self) -> str:
        return str(self.pk)


@receiver(post_delete, sender=Photo)
def remove_file(instance: Photo, **_: Any) -> None:
    """However a row goes, by itself or with its meeting, its file goes too, once that is committed."""
    transaction.on_commit(partial(instance.file.storage.delete, str(instance.file.name)), robust=True)
