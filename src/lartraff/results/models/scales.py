"""Grade scales, and what counts as not passing. Data, since the scale is about to change."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA


class GradeScale(models.Model):
    """A scale and the school years it is used in (by the calendar year they start in; no end: still in use)."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    code = models.CharField(_("code"), max_length=10, unique=True)
    valid_from = models.PositiveSmallIntegerField(_("first school year"))
    valid_to = models.PositiveSmallIntegerField(_("last school year"), null=True, blank=True)

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("grade scale")
        verbose_name_plural = _("grade scales")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="scale_ends_after_it_begins",
                violation_error_message=_("A grade scale ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class GradeStep(models.Model):
    """One step. Only `counted` steps are part of "how many pupils"; of those, the ones not `passing` do not pass."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    scale = models.ForeignKey(GradeScale, models.CASCADE, related_name="steps", verbose_name=_("grade scale"))
    code = models.CharField(_("code"), max_length=10)
    order = models.PositiveSmallIntegerField(_("order"))
    points = models.DecimalField(_("points"), max_digits=4, decimal_places=1, default=Decimal(0))
    passing = models.BooleanField(_("passes"))
    counted = models.BooleanField(_("is counted"), default=True)

    class Meta:
        ordering = ["scale", "order"]
        verbose_name = _("grade step")
        verbose_name_plural = _("grade steps")
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="one_step_per_code"),
            models.UniqueConstraint(fields=["scale", "order"], name="one_step_per_place"),
        ]

    def __str__(self) -> str:
        return self.code
