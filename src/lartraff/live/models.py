"""What the live room keeps of its own: the document being written, and the wall that is open."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import NO_PERSONAL_DATA, PersonalData


class LiveDocument(models.Model):
    """The document that a group writes together at a meeting, as a Yjs document.

    `generation` names this very history of edits: a browser that comes back with another must not merge the two, or
    all text would stand there twice. Thrown away when the minutes are shared; the text itself stays with the meeting.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="+")
    generation = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["meeting"]
        verbose_name = _("live document")
        verbose_name_plural = _("live documents")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.generation}"


class DocumentUpdate(models.Model):
    """One Yjs update, as it came. All of a document's updates, in any order, are the document.

    It does not say who wrote it. Several are put together into one now and then (`store.compact`), and what had been
    deleted in the text is then gone from here too.
    """

    personal_data: ClassVar = PersonalData(
        fields=("data",), kept="until the minutes are shared", exported="nothing: it is the group's"
    )

    document = models.ForeignKey(LiveDocument, models.CASCADE, related_name="updates")
    data = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document update")
        verbose_name_plural = _("document updates")

    def __str__(self) -> str:
        return f"{self.document_id} {self.pk}"


class WrittenSection(models.Model):
    """What was last carried from the document to an agenda item's notes, so that what others write there is noticed."""

    personal_data: ClassVar = PersonalData(
        fields=("text",), kept="until the minutes are shared", exported="nothing: it is the group's"
    )

    document = models.ForeignKey(LiveDocument, models.CASCADE, related_name="sections")
    item = models.OneToOneField("meetings.AgendaItem", models.CASCADE, related_name="+")
    notes_version = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["item"]
        verbose_name = _("written section")
        verbose_name_plural = _("written sections")

    def __str__(self) -> str:
        return f"{self.item_id} {self.notes_version}"


class Wall(models.Model):
    """A screen in the classroom, opened by a short code. It shows the step and the time, and can do nothing."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=8, unique=True)
    shows_text = models.BooleanField(_("shows what the group writes"), default=False)
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["meeting"]
        verbose_name = _("wall")
        verbose_name_plural = _("walls")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.code}"
