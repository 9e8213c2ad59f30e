"""Results: numbers of pupils, never pupils."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.models import School, Subject
from lartraff.people.models.organisation import season_choices
from lartraff.results.models.imports import ImportBatch
from lartraff.results.models.scales import GradeScale


class ResultRow(models.Model):
    """How many pupils have each step in one subject and year of a school in one term: {"A": 3, "NO_GRADE": 1}.

    `counts_by_sex`: {"GIRLS": {"A": 2}, "BOYS": {...}} where the file says; empty where it does not.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    school = models.ForeignKey(School, models.PROTECT, related_name="results", verbose_name=_("school"))
    school_year = models.PositiveSmallIntegerField(_("school year"))
    season = models.CharField(_("term"), max_length=2, choices=season_choices)
    year = models.PositiveSmallIntegerField(_("year"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="results", verbose_name=_("subject"))
    scale = models.ForeignKey(GradeScale, models.PROTECT, related_name="results", verbose_name=_("grade scale"))
    counts = models.JSONField(_("pupils per step"))
    counts_by_sex = models.JSONField(_("pupils per step, girls and boys"), default=dict)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows", verbose_name=_("import"))

    class Meta:
        ordering = ["school", "-school_year", "season", "year", "subject"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "season", "year", "subject"], name="one_result_per_subject_and_year"
            ),
            models.CheckConstraint(condition=Q(year__gte=6, year__lte=9), name="grades_are_given_in_years_6_to_9"),
        ]
        # One subject in one term at all schools beside each other.
        indexes = [
            # With the school in it, what an authority has of a subject is answered without reading a single row.
            models.Index(fields=["subject", "school_year", "season", "year", "school"], name="results_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject.code} {self.year} {self.season} {self.school_year}"
