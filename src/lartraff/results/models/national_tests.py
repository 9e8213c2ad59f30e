"""National tests: how the pupils of a school did, and whether their grades agree. Numbers of pupils, never pupils."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.models import School, Subject
from lartraff.people.models.organisation import season_choices
from lartraff.results.models.imports import ImportBatch


class TestRow(models.Model):
    """How many pupils have each outcome of one national test, or of one part of it.

    `part` is empty for the test as a whole (years 6 and 9), and SCB's letter of the part otherwise (year 3: "A", "G1").
    `counts`: in years 6 and 9 {"A": 3, "F": 1, "NOT_TAKEN": 2}; in year 3 {"REACHED": 20, "NOT_REACHED": 4}.
    `counts_by_sex`: as in `ResultRow`.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA
    __test__ = False  # not one of pytest's

    school = models.ForeignKey(School, models.PROTECT, related_name="test_results", verbose_name=_("school"))
    school_year = models.PositiveSmallIntegerField(_("school year"))
    season = models.CharField(_("term"), max_length=2, choices=season_choices)
    year = models.PositiveSmallIntegerField(_("year"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="test_results", verbose_name=_("subject"))
    part = models.CharField(_("part"), max_length=6, blank=True)
    counts = models.JSONField(_("pupils per outcome"))
    counts_by_sex = models.JSONField(_("pupils per outcome, girls and boys"), default=dict)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="test_rows", verbose_name=_("import"))

    class Meta:
        ordering = ["school", "-school_year", "season", "year", "subject", "part"]
        verbose_name = _("national test result")
        verbose_name_plural = _("national test results")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "season", "year", "subject", "part"], name="one_result_per_test_part"
            ),
            models.CheckConstraint(condition=Q(year__in=(3, 6, 9)), name="tests_are_given_in_years_3_6_and_9"),
        ]

    def __str__(self) -> str:
        return f"{self.subject.code} {self.part} {self.year} {self.season} {self.school_year}"


class GradeAgainstTest(models.Model):
    """For how many pupils the grade was higher than, equal to or lower than the grade of the national test."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    school = models.ForeignKey(School, models.PROTECT, related_name="grades_against_tests", verbose_name=_("school"))
    school_year = models.PositiveSmallIntegerField(_("school year"))
    season = models.CharField(_("term"), max_length=2, choices=season_choices)
    year = models.PositiveSmallIntegerField(_("year"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="grades_against_tests", verbose_name=_("subject"))
    higher = models.PositiveIntegerField(_("grade higher than the test"))
    equal = models.PositiveIntegerField(_("grade as the test"))
    lower = models.PositiveIntegerField(_("grade lower than the test"))
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, related_name="grades_against_tests", verbose_name=_("import")
    )

    class Meta:
        ordering = ["school", "-school_year", "season", "year", "subject"]
        verbose_name = _("grades against national test")
        verbose_name_plural = _("grades against national tests")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "season", "year", "subject"], name="one_comparison_per_test"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject.code} {self.year} {self.season} {self.school_year}"
