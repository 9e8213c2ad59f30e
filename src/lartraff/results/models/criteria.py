"""Skolverket's grading criteria, sentence by sentence, so that a group can choose just one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.models import Subject


class GradingCriterion(models.Model):
    """One sentence of what is asked for a grade in a subject after a year.

    `key` stays the same for as long as the sentence does, whatever is added around it. `step` is empty in year 3,
    where there is one level (acceptable knowledge). `variant`: for modern languages and sign language, the stage.
    `version`: the curriculum that it stands in ("Lgr22"). `valid_to`: the last school year, once it has been replaced.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    key = models.CharField(_("key"), max_length=64, unique=True)
    syllabus_code = models.CharField(_("Skolverket's subject code"), max_length=12)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="criteria", verbose_name=_("subject")
    )
    subject_name = models.CharField(_("name of the subject"), max_length=80)
    version = models.CharField(_("curriculum"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    step = models.CharField(_("grade"), max_length=2, blank=True)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    variant = models.CharField(_("variant"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("place"))
    text = models.TextField(_("text"))
    valid_from = models.PositiveSmallIntegerField(_("first school year"))
    valid_to = models.PositiveSmallIntegerField(_("last school year"), null=True, blank=True)

    class Meta:
        ordering = ["subject_name", "year", "variant", "step", "position"]
        verbose_name = _("grading criterion")
        verbose_name_plural = _("grading criteria")
        constraints = [
            models.CheckConstraint(condition=Q(year__in=(3, 6, 9)), name="criteria_are_for_years_3_6_and_9"),
            models.UniqueConstraint(
                fields=["syllabus_code", "version", "year", "step", "variant", "position"],
                # A sentence that has been replaced keeps the place it had.
                condition=Q(valid_to__isnull=True),
                name="one_criterion_per_place",
            ),
        ]

    def __str__(self) -> str:
        return self.text
