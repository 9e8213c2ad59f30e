"""Who runs the schools, the schools, and their terms."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.logic.calendar import SchoolYear, Season


class Authority(models.Model):
    """A municipality or an independent owner (huvudman)."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("school authority")
        verbose_name_plural = _("school authorities")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school unit, known everywhere by Skolverket's eight-digit code."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="schools", verbose_name=_("school authority"))
    name = models.CharField(_("name"), max_length=120)
    unit_code = models.CharField(
        _("school unit code"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{8}\Z", _("A school unit code has exactly eight digits."))],
        error_messages={"unique": _("That school unit code already belongs to a school here.")},
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("school")
        verbose_name_plural = _("schools")

    def __str__(self) -> str:
        return self.name


def season_choices() -> list[tuple[str, object]]:
    return [(Season.HT.value, _("autumn term")), (Season.VT.value, _("spring term"))]


class Term(models.Model):
    """When a term begins and ends at the schools of an authority."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="terms")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    season = models.CharField(_("term"), max_length=2, choices=season_choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["authority", "school_year", "season"], name="one_of_each_term"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="term_ends_after_it_starts",
                violation_error_message=_("A term ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season} {SchoolYear(self.school_year)}"


class TermBreak(models.Model):
    """A week or so without school (lov): no meetings are proposed then."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    term = models.ForeignKey(Term, models.CASCADE, related_name="breaks")
    name = models.CharField(_("name"), max_length=60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="break_ends_after_it_starts",
                violation_error_message=_("A holiday ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.name
