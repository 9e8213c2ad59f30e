"""Minutes: draft, read aloud, shared."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.meetings.models.meeting import Meeting
from lartraff.people.models import User
from lartraff.voices.models import Feedback, FeedbackRequest


def state_choices() -> list[tuple[str, object]]:
    return [("DRAFT", _("draft")), ("READ_ALOUD", _("read aloud")), ("SHARED", _("shared"))]


class Minutes(models.Model):
    """The minutes of a meeting. While a draft they live in the agenda items; each sharing freezes a version."""

    personal_data: ClassVar = PersonalData(fields=(), kept="as the authority decides for minutes", exported="nothing")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    state = models.CharField(_("state"), max_length=10, choices=state_choices, default="DRAFT")
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True, db_index=True)
    published_at = models.DateTimeField(_("published to the staff"), null=True, blank=True)
    feedback = models.ManyToManyField(Feedback, related_name="about_minutes", blank=True)
    requests = models.ManyToManyField(FeedbackRequest, related_name="about_minutes", blank=True)

    class Meta:
        ordering = ["meeting"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="SHARED", shared_at__isnull=False) | (~Q(state="SHARED") & Q(shared_at__isnull=True)),
                name="shared_minutes_say_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="SHARED"), name="only_shared_minutes_are_published"
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_shared(self) -> bool:
        return self.state == "SHARED"


class MinutesVersion(models.Model):
    """Minutes as they were shared. Never changed: a correction is a new version, and the old one stays."""

    personal_data: ClassVar = PersonalData(
        fields=("content", "shared_by"), kept="as the authority decides for minutes", exported="nothing: public record"
    )

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    shared_at = models.DateTimeField(_("shared"))
    shared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    correction = models.CharField(_("what was corrected"), max_length=300, blank=True)

    class Meta:
        ordering = ["minutes", "-number"]
        verbose_name = _("version of the minutes")
        verbose_name_plural = _("versions of the minutes")
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="versions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.minutes} v{self.number}"


class MinutesReading(models.Model):
    """The principal has read a version. The group sees when."""

    personal_data: ClassVar = PersonalData(
        fields=("reader", "read_at"), kept="as long as the minutes", exported="own readings"
    )

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["read_at"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["version", "reader"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.reader_id}"
