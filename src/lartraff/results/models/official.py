"""Published figures of schools, municipalities and the nation, to compare one's own with."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.models import Authority, Subject
from lartraff.results.models.imports import ImportBatch


def level_choices() -> list[tuple[str, object]]:
    return [
        ("SCHOOL", _("school")),
        ("MUNICIPALITY", _("municipality")),
        ("COUNTY", _("county")),
        ("NATION", _("the whole country")),
    ]


def owner_choices() -> list[tuple[str, object]]:
    return [("ALL", _("all")), ("MUNICIPAL", _("municipal")), ("INDEPENDENT", _("independent"))]


def sex_choices() -> list[tuple[str, object]]:
    return [("ALL", _("all pupils")), ("GIRLS", _("girls")), ("BOYS", _("boys"))]


class OfficialFigure(models.Model):
    """One figure as somebody has published it, with the sign that stands in its place where it is withheld.

    `area_code`: eight digits of a school unit, four of a municipality, two of a county, empty for the nation.
    `measure`: a code of ours where we know the measure (`results.logic.measures`), otherwise the column's own heading.
    `value` is in the measure's own unit (shares in per cent, 0 to 100); None where `marker` stands instead.
    `marker`: ".." withheld for few pupils, "." no data, "~100" one to four did not pass, "*" does not apply.
    `year`: None for all years together. `subject`: None for all subjects together.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="official_figures", verbose_name=_("loaded by school authority")
    )
    level = models.CharField(_("level"), max_length=12, choices=level_choices)
    area_code = models.CharField(_("code"), max_length=8, blank=True)
    area_name = models.CharField(_("name"), max_length=120)
    owner = models.CharField(_("kind of school authority"), max_length=11, choices=owner_choices, default="ALL")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="official_figures", verbose_name=_("subject")
    )
    sex = models.CharField(_("girls and boys"), max_length=5, choices=sex_choices, default="ALL")
    measure = models.CharField(_("measure"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=3, null=True, blank=True)
    marker = models.CharField(_("sign"), max_length=5, blank=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="official_figures", verbose_name=_("import"))

    class Meta:
        ordering = ["level", "area_name", "-school_year", "year", "subject", "measure"]
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = [
            models.UniqueConstraint(
                F("authority"),
                F("level"),
                F("area_code"),
                F("owner"),
                F("school_year"),
                F("sex"),
                F("measure"),
                Coalesce("year", 0),
                Coalesce("subject", 0),
                name="one_published_figure",
            ),
            models.CheckConstraint(condition=Q(value__isnull=True) ^ Q(marker=""), name="published_value_or_sign"),
        ]
        indexes = [models.Index(fields=["authority", "level", "area_code"], name="official_by_area")]

    def __str__(self) -> str:
        return f"{self.area_name} {self.measure} {self.school_year}"
