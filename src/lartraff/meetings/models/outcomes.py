"""What comes out of a meeting: information, decisions, tasks until next time, and matters parked for elsewhere."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.meetings.models.meeting import AgendaItem, Meeting
from lartraff.people.models import User


class Decision(models.Model):
    personal_data: ClassVar = PersonalData(
        fields=("text",), kept="as the authority decides for minutes", exported="nothing: it is the group's"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"))
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.text


class Information(models.Model):
    """Something the group should know, worth a line of its own in the minutes."""

    personal_data: ClassVar = PersonalData(
        fields=("text",), kept="as the authority decides for minutes", exported="nothing: it is the group's"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="information")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="information")
    text = models.TextField(_("information"))
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("information")
        verbose_name_plural = _("information")

    def __str__(self) -> str:
        return self.text


class ParkedMatter(models.Model):
    """Something that does not belong in the meeting, and where it was sent instead."""

    personal_data: ClassVar = PersonalData(
        fields=("text", "parked_by"), kept="until settled, then with the minutes", exported="nothing: it is the group's"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parked_matters")
    text = models.CharField(_("matter"), max_length=300)
    sent_to = models.CharField(_("where it goes"), max_length=120, blank=True)
    parked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    parked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["parked_at", "pk"]
        verbose_name = _("parked matter")
        verbose_name_plural = _("parked matters")

    def __str__(self) -> str:
        return self.text


class Task(models.Model):
    """What one person does until the next meeting. It stays open until that person says how it went."""

    personal_data: ClassVar = PersonalData(
        fields=("person", "teaching", "study", "evidence", "outcome"),
        kept="as long as the minutes",
        exported="own tasks",
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks")
    person = models.ForeignKey(User, models.PROTECT, related_name="tasks", verbose_name=_("who"))
    teaching = models.TextField(_("in one's own teaching"))
    study = models.TextField(_("read, hear or watch"), blank=True)
    evidence = models.TextField(_("collect as evidence"), blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    set_at = models.DateTimeField(default=clock.now)
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    outcome = models.TextField(_("how it went"), blank=True)

    class Meta:
        ordering = ["person__given_name", "person__family_name", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.CheckConstraint(condition=Q(tried_at__isnull=False) | Q(outcome=""), name="outcome_means_tried"),
        ]

    def __str__(self) -> str:
        return self.teaching
