"""A learning meeting: when, with which agenda, and the log of what happened."""

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import PersonalData
from lartraff.library.logic.steps import StepKind
from lartraff.library.models import step_kind_choices
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.logic.room import Status
from lartraff.people.models import LearningGroup, User


def status_choices() -> list[tuple[str, object]]:
    return [
        (Status.PLANNED.value, _("planned")),
        (Status.OPEN.value, _("going on")),
        (Status.CLOSED.value, _("held")),
    ]


class Meeting(models.Model):
    """One meeting of a group.

    `status`, `opened_at`, `closed_at` and `led_by` repeat what the log says, so that lists need not replay it;
    `meetings.actions.log` keeps them equal. `led_by` is whoever the leading was handed to.
    """

    personal_data: ClassVar = PersonalData(
        fields=("planned_by", "proposed_secretary", "led_by"), kept="as long as the minutes", exported="nothing"
    )

    group = models.ForeignKey(LearningGroup, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    structure_name = models.CharField(_("structure"), max_length=120)
    proposed_secretary = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    led_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    status = models.CharField(_("state"), max_length=8, choices=status_choices, default=Status.PLANNED.value)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("learning meeting")
        verbose_name_plural = _("learning meetings")
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meetings_are_numbered"),
            models.CheckConstraint(
                condition=Q(status="PLANNED", opened_at__isnull=True, closed_at__isnull=True)
                | Q(status="OPEN", opened_at__isnull=False, closed_at__isnull=True)
                | Q(status="CLOSED", opened_at__isnull=False, closed_at__isnull=False),
                name="status_and_times_agree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.number}"


class AgendaItem(models.Model):
    """One timed step of a meeting, copied from its structure, with what the group writes under it.

    `notes` is Markdown, changed only by `meetings.actions.notes`; `notes_version` grows by one at every change, so that
    two who write at once are told instead of one overwriting the other.
    """

    personal_data: ClassVar = PersonalData(
        fields=("notes",), kept="as the authority decides for minutes", exported="nothing: it is the group's"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=step_kind_choices)
    title = models.CharField(_("title"), max_length=120)
    prompt = models.TextField(_("prompt"))
    minutes_from = models.PositiveSmallIntegerField(_("minutes, at least"))
    minutes_to = models.PositiveSmallIntegerField(_("minutes, at most"))
    notes = models.TextField(_("notes"), blank=True)
    notes_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_per_position"),
            models.CheckConstraint(condition=Q(minutes_to__gte=F("minutes_from")), name="item_span_is_a_span"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step_kind(self) -> StepKind:
        return StepKind(self.kind)


def event_kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in EventKind]


class MeetingEvent(models.Model):
    """One line of the log. `command` makes a command that is sent twice count once.

    Append-only, but for one thing: what single persons did in the room (`logic.events.PASSING`) is taken out when the
    meeting closes. `by` is empty where even the room does not know who it was.
    """

    personal_data: ClassVar = PersonalData(
        fields=("by", "data"), kept="as long as the minutes", exported="nothing: it is the group's"
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=18, choices=event_kind_choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    command = models.UUIDField(default=uuid.uuid4)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["meeting", "sequence"]
        verbose_name = _("meeting event")
        verbose_name_plural = _("meeting events")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sequence"], name="one_event_per_place_in_the_log"),
            models.UniqueConstraint(fields=["meeting", "command"], name="a_command_counts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("What has happened at a meeting is never altered.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What has happened at a meeting is never altered.")
