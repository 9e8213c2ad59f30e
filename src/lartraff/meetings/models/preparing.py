"""Before a meeting: one's own words, suggested matters, the agenda in hiding, the invitation, what to read."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.library.logic.steps import StepKind
from lartraff.library.models import step_kind_choices
from lartraff.meetings.models.meeting import Meeting
from lartraff.people.models import User

UNTIL_SHARED = "until the minutes are shared, then erased"


class Preparation(models.Model):
    """A member's own words before the round. Nobody else reads them before that person has the floor."""

    personal_data: ClassVar = PersonalData(fields=("person", "text", "updated_at"), kept=UNTIL_SHARED, exported="own")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="preparations")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("my words"))
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["meeting", "person"]
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_preparation_each")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.person_id}"


class NoteToSelf(models.Model):
    """What somebody who prepares a meeting wants to remember. Nobody else ever reads it."""

    personal_data: ClassVar = PersonalData(fields=("person", "text"), kept=UNTIL_SHARED, exported="own")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes_to_self")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("note to myself"))

    class Meta:
        ordering = ["meeting", "person"]
        verbose_name = _("note to oneself")
        verbose_name_plural = _("notes to oneself")
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_note_to_self_each")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.person_id}"


class Suggestion(models.Model):
    """A matter that a member wants taken up. It waits, from meeting to meeting, until it is taken up or taken back."""

    personal_data: ClassVar = PersonalData(
        fields=("text", "by"), kept="as long as the minutes", exported="own suggestions"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="suggestions")
    text = models.CharField(_("matter"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(_("taken up"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("suggested matter")
        verbose_name_plural = _("suggested matters")

    def __str__(self) -> str:
        return self.text


class PreparedItem(models.Model):
    """An agenda item as the leader prepares it, seen by no one else until the invitation is sent.

    A meeting has these only while something in them has not been sent; else its agenda is the plan.
    """

    personal_data: ClassVar = PersonalData(fields=(), kept="until the invitation is sent", exported="nothing")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="prepared_items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=step_kind_choices)
    title = models.CharField(_("title"), max_length=120)
    prompt = models.TextField(_("prompt"), blank=True)
    minutes_from = models.PositiveSmallIntegerField(_("minutes, at least"))
    minutes_to = models.PositiveSmallIntegerField(_("minutes, at most"))
    suggestion = models.ForeignKey(Suggestion, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name = _("prepared agenda item")
        verbose_name_plural = _("prepared agenda items")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_prepared_item_per_position"),
            models.CheckConstraint(condition=Q(minutes_to__gte=F("minutes_from")), name="prepared_span_is_a_span"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step_kind(self) -> StepKind:
        return StepKind(self.kind)


class Invitation(models.Model):
    """The members have been invited. `sent` is the plan as it was told them last (see logic/plan_changes.py)."""

    personal_data: ClassVar = PersonalData(fields=("invited_by",), kept="as long as the minutes", exported="nothing")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="invitation")
    invited_at = models.DateTimeField(_("invited"))
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent = models.JSONField()

    class Meta:
        ordering = ["meeting"]
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")

    def __str__(self) -> str:
        return str(self.meeting)


class Reminder(models.Model):
    """That a member has been reminded of a meeting, so that nobody is reminded twice."""

    personal_data: ClassVar = PersonalData(
        fields=("person", "sent_at"), kept="until the minutes are shared, then erased", exported="nothing"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sent_at"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.person_id}"


class Material(models.Model):
    """Something to read, hear or watch before a meeting. `where`: an address, or words that say where it is found."""

    personal_data: ClassVar = PersonalData(fields=("added_by",), kept="as long as the minutes", exported="nothing")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    where = models.CharField(_("where it is found"), max_length=500)
    pages = models.CharField(_("which part"), max_length=60, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where to follow a link to; empty where `where` is words."""
        try:
            URLValidator(schemes=["http", "https"])(self.where)
        except ValidationError:
            return ""
        return self.where


class MaterialRead(models.Model):
    """Somebody's own tick. The others see how many have ticked, from three on, and never who."""

    personal_data: ClassVar = PersonalData(fields=("person",), kept=UNTIL_SHARED, exported="own ticks")

    material = models.ForeignKey(Material, models.CASCADE, related_name="ticks")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["material", "person"]
        verbose_name = _("tick of having read")
        verbose_name_plural = _("ticks of having read")
        constraints = [models.UniqueConstraint(fields=["material", "person"], name="one_tick_each")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.person_id}"
