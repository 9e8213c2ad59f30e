"""Structures for meetings, as read from the library's texts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.library.logic.steps import StepKind


def step_kind_choices() -> list[tuple[str, object]]:
    return [
        (StepKind.WELCOME.value, _("welcome")),
        (StepKind.ROUND.value, _("round")),
        (StepKind.DISCUSSION.value, _("discussion")),
        (StepKind.TASK.value, _("task until next time")),
        (StepKind.READ_ALOUD.value, _("reading aloud")),
    ]


class Structure(models.Model):
    """A named agenda with time frames, in one language."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    key = models.SlugField(max_length=60)
    language = models.CharField(_("language"), max_length=2)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("about"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        ordering = ["-minutes", "name"]
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_structure_per_language")]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One step of a structure, with the span of minutes it should take."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    structure = models.ForeignKey(Structure, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=step_kind_choices)
    title = models.CharField(_("title"), max_length=120)
    prompt = models.TextField(_("prompt"))
    minutes_from = models.PositiveSmallIntegerField(_("minutes, at least"))
    minutes_to = models.PositiveSmallIntegerField(_("minutes, at most"))

    class Meta:
        ordering = ["structure", "position"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["structure", "position"], name="one_step_per_position"),
            models.CheckConstraint(condition=Q(minutes_to__gte=F("minutes_from")), name="step_span_is_a_span"),
        ]

    def __str__(self) -> str:
        return self.title
